"""The drafted message of a commit: the meaning of the edits, and nothing that acts or tells a secret."""

from __future__ import annotations

from remedy.views.commit import drafted, meant, one_line

CASE = """format = 1
id = "kz-a"
title = "Kazakhstan v. A"
country = "KZ"
{more}
[[step]]
id = "call"
title = "Call Aigul"
confidential = true
"""


def test_edits_stand_together_by_case_each_once():
    edits = [("a", "protest refused 2021-05-03"), ("b", "step done"), ("a", "thirty days answered"), ("b", "step done")]
    assert drafted(edits, []) == "a: protest refused 2021-05-03; thirty days answered. b: step done"


def test_files_changed_outside_are_named():
    assert drafted([], ["kz/a.toml", "kz/b.toml", "c", "d", "e"]) == "changed: kz/a.toml, kz/b.toml, c and 2 more"


def test_a_message_is_one_line_without_control_characters():
    assert one_line("a\x1b[31m\n b\u202ec\x07 ") == "a [31m b c"


def test_of_what_is_confidential_a_message_says_no_more_than_masked_output(case_of):
    open_case, secret = case_of(CASE.format(more="")), case_of(CASE.format(more="confidential = true\n"))
    assert meant("step: Call Aigul", open_case) == ("kz-a", "step: confidential")
    assert meant("step: Call Aigul", secret) == ("confidential (KZ)", "file changed")
