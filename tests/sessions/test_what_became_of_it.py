"""A hearing whose day has passed: the question, its three answers, and the language of its day."""

import shlex

import pytest

from tests.law.test_what_nobody_recorded import SCHEDULED

FILE = SCHEDULED.format(kind="hearing", day="2026-11-25", more="")
AT = ("--as-of", "2026-11-26")


@pytest.mark.parametrize("state", ["held", "postponed", "cancelled"])
def test_each_of_three_answers_that_are_offered_settles_the_question(typed, folder, state):
    file = folder.write("a.toml", FILE)
    at = (*AT, "--cases", str(folder.path))
    said = typed("explain", "kz-x", "gap:hearing@dopros-smagulova", *at).said.replace(" \\ ", " ")
    command = f"remedy amend kz-x dopros-smagulova --set state={state}"
    assert command in said
    assert "Did the hearing of 2026-11-25 take place?" in typed("due", *at).said
    assert typed(*shlex.split(command)[1:], *at).code == 0
    assert f'state = "{state}"' in file.read_text()
    assert "take place" not in typed("due", *at).said


def test_in_russian_it_is_asked_with_the_day_as_russian_writes_it(typed, folder):
    folder.write("a.toml", FILE)
    for words in (("due",), ("show", "kz-x"), ("ladder", "kz-x"), ("explain", "kz-x", "gap:hearing@dopros-smagulova")):
        said = typed(*words, *AT, "--cases", str(folder.path), "--lang", "ru").said
        assert "Судебное заседание (25.11.2026): состоялось ли это?" in said, words
