"""What people and strangers do to files: said with line and cure, nothing lost, nothing acted on."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from remedy.views.text import cells

GOOD = """format = 1
id = "kz-good"
title = "Good"
country = "KZ"
packs = ["kz/criminal"]
[[person]]
id = "p"
role = "defendant"
[[event]]
kind = "detained"
date = 2020-06-01
[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"
"""

DUE = ("due", "--as-of", "2020-07-01")

BROKEN = {
    "bad-toml": (b'format = 1\nid = "x\n', 2),
    "not-utf8": (b'format = 1\ntitle = "\xff"\n', 2),
    "newer-format": (b'format = 9\nid = "x"\ntitle = "X"\n', 1),
    "too-large": (b"# " + b"x" * (2 * 1024 * 1024 + 10), 1),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_file_that_cannot_be_used_is_named_with_line_and_cure_and_the_others_are_shown(remedy, folder, code):
    text, line = BROKEN[code]
    folder.write("bad.toml", text)
    folder.write("good.toml", GOOD)
    done = remedy("due", "--cases", str(folder.path), "--as-of", "2020-07-01")
    assert done.code == 3
    assert done.lines[0].startswith("── PROBLEMS")
    assert f"bad.toml:{line}" in done.out
    assert "kz-good" in done.out
    problem = remedy("check", "--cases", str(folder.path), "--format", "json")
    assert problem.code == 1
    assert [(p["code"], p["line"], bool(p["fix"])) for p in problem.json["problems"] if p["level"] == "error"] == [
        (code, line, True)
    ]


def test_a_command_about_one_case_gives_3_only_for_that_cases_file(remedy, folder):
    folder.write("bad.toml", b"x = [")
    folder.write("good.toml", GOOD)
    assert remedy("show", "kz-good", "--cases", str(folder.path)).code == 0
    folder.write("good.toml", GOOD.replace("2020-06-22", '"03/04/2021"'))
    done = remedy("show", "kz-good", "--cases", str(folder.path))
    assert done.code == 3
    assert "2021-04-03" in done.err


def test_check_strict_makes_warnings_count(remedy, folder):
    folder.write("good.toml", GOOD)
    assert remedy("check", "--cases", str(folder.path)).code == 0
    assert remedy("check", "--strict", "--cases", str(folder.path)).code == 1


HOSTILE = "\x1b[31mred\x1b]0;t\x07 [bold]x[/bold] a\u202eb\u2066c\u200bd\ufeff\x9b31m\u2028"
COMMANDS = (["due"], ["due", "--plain"], ["due", "--all"], ["list"], ["show", "kz-bad"], ["timeline", "kz-bad"],
            ["ladder", "kz-bad"], ["explain", "kz-bad", "appeal@judgment"], ["check"])  # fmt: skip


def escaped(text):
    return "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text)


@pytest.fixture
def hostile(folder):
    bad = escaped(HOSTILE)
    text = (
        GOOD.replace("kz-good", "kz-bad").replace('"Good"', f'"{bad}"').replace('id = "p"', f'id = "p"\nname = "{bad}"')
        + f'note = "{bad}"\nwhat = "{bad}"\n[[event]]\nkind = "note"\ntitle = "{bad}"\ndate = 2020-06-23\n'
        + f'[[step]]\nid = "s"\ntitle = "{bad}"\nowner = "{bad}"\n[[finding]]\ntitle = "{bad}"\n'
        + f'[[sanction]]\nid = "b"\nkind = "ban {bad}"\nlength = "P1Y"\nstarts = 2020-06-22\n'
    )
    folder.write("bad.toml", text)
    return folder


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_terminal_escapes_and_invisible_characters_are_shown_and_act_on_nothing(remedy, hostile, words):
    done = remedy(*words, "--cases", str(hostile.path), "--as-of", "2020-07-01")
    wrong = [c for c in done.out + done.err if not c.isprintable() and c not in "\n\t"]
    assert wrong == []


def test_a_title_with_an_escape_shows_it_visibly(remedy, hostile):
    assert "\\x1b[31mred" in remedy("list", "--cases", str(hostile.path)).out.replace("…", "")


WIDE = [["due"], ["list"], ["show", "ilyashev"], ["timeline", "ilyashev"], ["ladder", "ilyashev"],
        ["explain", "ilyashev", "copy@judgment"], ["rules", "list"], ["rules", "show", "kz/criminal.appeal"],
        ["rules", "compute", "kz/criminal.copy", "--on", "2022-10-07"], ["count", "2024-04-23", "P15D"]]  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("words", WIDE, ids=" ".join)
def test_no_line_is_wider_than_the_terminal(remedy, words, width):
    done = remedy(*words, width=width)
    over = [line for line in done.lines if cells(line) > width and not re.search(r"https?://", line)]
    assert over == []


def test_a_closed_pipe_ends_quietly():
    command = f"{sys.executable} -m remedy show ilyashev | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_without_a_home_everything_works(remedy):
    assert remedy("due", HOME=None).code == 0


def test_links_that_leave_the_folder_or_loop_are_not_followed(remedy, folder, tmp_path):
    folder.write("good.toml", GOOD)
    outside = tmp_path / "outside.toml"
    outside.write_text(GOOD.replace("kz-good", "kz-outside"))
    (folder.path / "link.toml").symlink_to(outside)
    (folder.path / "loop").symlink_to(folder.path)
    (folder.path / "self.toml").symlink_to("self.toml")
    answer = remedy("list", "--cases", str(folder.path), "--format", "json")
    assert [c["id"] for c in answer.json["cases"]] == ["kz-good"]


def test_dot_folders_and_the_settings_are_no_cases(remedy, folder):
    folder.write("good.toml", GOOD)
    folder.write(".git/x.toml", "nonsense = [")
    folder.write("remedy.toml", "dual_control = true")
    answer = remedy("list", "--cases", str(folder.path), "--format", "json")
    assert (answer.code, [c["id"] for c in answer.json["cases"]]) == (0, ["kz-good"])


@pytest.mark.parametrize("wrong", ["nonsense", 'review_after = "90 days"', 'dual_control = "yes"'])
def test_the_teams_settings_that_cannot_be_read_are_said_and_the_defaults_hold(remedy, folder, wrong):
    folder.write("good.toml", GOOD)
    folder.write("remedy.toml", f"format = 1\n{wrong}\n")
    done = remedy(*DUE, "--cases", str(folder.path))
    assert done.code == 3
    assert "remedy.toml:2" in done.out
    assert "appeal@judgment" in done.out
    assert "remedy.toml:2" in remedy("check", "--cases", str(folder.path)).out


def test_confidential_entries_are_masked_where_no_person_looks(remedy, folder):
    secret = GOOD.replace('title = "Good"', 'title = "The Secret Client"\nalias = "case 17"\nconfidential = true')
    folder.write("secret.toml", secret)
    for words in (["due"], ["list"], ["due", "--format", "json"], ["show", "kz-good"], ["timeline", "kz-good"]):
        done = remedy(*words, "--cases", str(folder.path), "--as-of", "2020-07-01")
        assert "Secret Client" not in done.out + done.err, words
    shown = remedy("list", "--cases", str(folder.path), "--include-confidential")
    assert "The Secret Client" in shown.out
    assert "case 17" in remedy("list", "--cases", str(folder.path)).out


def test_no_folder_of_cases_is_said_with_the_cure(remedy, tmp_path):
    done = remedy("due", cwd=tmp_path)
    assert done.code == 2
    assert "--cases" in done.err


def test_an_empty_folder_says_what_to_do(remedy, folder):
    done = remedy("due", "--cases", str(folder.path))
    assert done.code == 0
    assert done.out.strip()


def test_a_pipe_in_the_folder_is_said_and_never_waited_for(remedy, folder):
    folder.write("good.toml", GOOD)
    os.mkfifo(folder.path / "pipe.toml")
    done = remedy("due", "--cases", str(folder.path), "--as-of", "2020-07-01")
    assert done.code == 3
    assert "pipe.toml" in done.out
    assert "kz-good" in done.out
    told = remedy("check", "--cases", str(folder.path), "--format", "json").json["problems"]
    said = [(p["code"], p["fix"]) for p in told if p["file"].endswith("pipe.toml")]
    assert said == [("unreadable", "move it out of the folder of cases")]


def test_an_event_in_a_proceeding_before_another_body_is_said_with_its_line(remedy, folder):
    body = '[[proceeding]]\nid = "hrc"\nstage = "international"\npack = "un/hrc"\n'
    text = GOOD.replace('["kz/criminal"]', '["kz/criminal", "un/hrc"]') + 'proceeding = "hrc"\n' + body
    folder.write("a.toml", text)
    told = remedy("check", "--cases", str(folder.path), "--format", "json").json["problems"]
    (problem,) = [p for p in told if p["code"] == "misplaced"]
    assert (problem["line"], problem["key"]) == (16, "event[2].proceeding")
    assert "before another body (un/hrc)" in problem["message"]
    folder.write("a.toml", text.replace('proceeding = "hrc"\n', ""))
    assert "misplaced" not in remedy("check", "--cases", str(folder.path)).out


def shell(line):
    command = f"{sys.executable} -m remedy {line}"
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", ["--version", "due", "show ilyashev"])
def test_a_full_disk_is_said_in_one_line_and_ends_with_5(words):
    done = shell(f"{words} >/dev/full")
    assert done.returncode == 5
    assert done.stderr == "remedy: the answer could not be written: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_a_stream_that_the_caller_closed_leads_nowhere(closed):
    done = shell(f"due --cases cases {closed}")
    assert (done.returncode, done.stderr) == (0, "")


def test_two_files_of_one_id_are_both_named_and_neither_is_taken_for_the_other(remedy, folder):
    folder.write("good.toml", GOOD)
    folder.write("second.toml", GOOD.replace("Good", "Other"))
    done = remedy("show", "kz-good", "--cases", str(folder.path))
    assert done.code == 2
    assert "cases/good.toml, cases/second.toml" in done.err
    assert "Other" in remedy("show", "cases/second.toml", "--cases", str(folder.path)).out


@pytest.mark.parametrize("words", [["show"], ["timeline"], ["ladder"], ["due", "--case"]])
def test_the_one_case_asked_for_whose_file_is_broken_gives_3_with_line_and_cure(remedy, folder, words):
    folder.write("kz-bad.toml", b'format = 1\nid = "x\n')
    done = remedy(*words, "kz-bad", "--cases", str(folder.path))
    assert done.code == 3
    assert "kz-bad.toml:2" in done.err


def test_a_file_that_could_not_be_used_weighs_more_than_the_answer_no(remedy, folder):
    folder.write("good.toml", GOOD)
    missed = ("due", "--as-of", "2020-08-01", "--fail-on", "due", "--cases", str(folder.path))
    assert remedy(*missed).code == 1
    folder.write("bad.toml", b"x = [")
    assert remedy(*missed).code == 3
    assert remedy("show", "nobody", "--cases", str(folder.path)).code == 2


def test_what_a_pack_of_the_user_lacks_is_said_by_a_command_about_one_case_too(remedy, folder, tmp_path):
    folder.write("good.toml", GOOD)
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "xx.toml").write_text("format = 1\nid = [")
    done = remedy("show", "kz-good", "--cases", str(folder.path), "--packs", str(tmp_path / "law"))
    assert done.code == 3
    assert "xx.toml:2" in done.err
    assert not remedy("show", "kz-good", "-q", "--cases", str(folder.path), "--packs", str(tmp_path / "law")).err


def test_a_folder_as_deep_as_the_disk_allows_is_walked_and_said_where_it_cannot_be(remedy):
    root = Path(
        tempfile.mkdtemp(prefix="remedy-deep-")
    )  # not pytest's own, whose sweeping goes no deeper than its stack
    (root / "good.toml").write_text(GOOD)
    here = os.open(root, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("deep", dir_fd=here)
        below = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    done = remedy(*DUE, "--cases", str(root))
    subprocess.run(["rm", "-rf", str(root)], check=True)
    assert done.code == 3
    assert "File name too long" in done.out
    assert "kz-good" in done.out


def test_a_link_to_a_case_that_is_read_anyway_is_not_a_second_case(remedy, folder):
    folder.write("good.toml", GOOD)
    (folder.path / "a-link.toml").symlink_to("good.toml")
    answer = remedy("list", "--cases", str(folder.path), "--format", "json")
    assert (answer.code, [c["id"] for c in answer.json["cases"]]) == (0, ["kz-good"])
    folder.write(".drafts/other.toml", GOOD.replace("kz-good", "kz-other"))
    (folder.path / "b-link.toml").symlink_to(".drafts/other.toml")
    answer = remedy("list", "--cases", str(folder.path), "--format", "json")
    assert [c["id"] for c in answer.json["cases"]] == ["kz-good", "kz-other"]


def test_a_name_that_is_no_utf_8_reaches_json_as_an_escape(remedy, folder):
    with open(os.fsencode(folder.path) + b"/bad-\xff.toml", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"x = [")
    done = remedy(*DUE, "--format", "json", "--cases", str(folder.path))
    assert done.code == 3
    assert done.json["problems"][0]["file"] == "cases/bad-\\xff.toml"


def test_a_filter_that_fits_no_case_does_not_say_that_there_is_none(remedy, folder):
    folder.write("good.toml", GOOD)
    done = remedy("due", "--country", "FR", "--cases", str(folder.path))
    assert "No case with --country FR" in done.out


def test_words_of_a_file_reach_a_command_line_only_in_quotes(remedy, folder):
    folder.write("good.toml", GOOD.replace("kz-good", "x; touch $(echo hit)"))
    done = remedy(*DUE, "--cases", str(folder.path))
    assert "remedy explain 'x; touch $(echo hit)' " in done.out
    gaps = [
        i for i in remedy(*DUE, "--format", "json", "--cases", str(folder.path)).json["items"] if i["type"] == "gap"
    ]
    assert gaps
    assert all(g["command"].startswith("remedy explain 'x; touch $(echo hit)' gap:") for g in gaps)


def test_explain_says_that_no_version_of_the_rule_covers_the_day(remedy, folder):
    folder.write("old.toml", GOOD.replace("2020-06", "2010-06"))
    done = remedy("explain", "kz-good", "appeal@judgment", "--as-of", "2010-07-01", "--cases", str(folder.path))
    assert done.code == 0
    assert "no version of kz/criminal.appeal covers judgment of 2010-06-22" in " ".join(done.out.split())


def test_a_deputy_sees_the_lines_that_have_no_owner_of_their_own(remedy, folder):
    owned = GOOD.replace('country = "KZ"', 'country = "KZ"\nowner = "anna"\ndeputy = "boris"')
    folder.write("good.toml", owned + '[[step]]\nid = "s"\ntitle = "S"\nowner = "carla"\n')
    of = {
        name: {i["id"].partition("#")[2] for i in remedy(*DUE, "--owner", name, "--format", "json", "--cases",
               str(folder.path)).json["items"]}
        for name in ("anna", "boris", "carla")
    }  # fmt: skip
    assert of["boris"] == of["anna"] and "kz/criminal.appeal@judgment" in of["boris"]
    assert of["carla"] == {"step:s"}


def test_a_time_zone_that_does_not_exist_is_said_with_the_nearest_one(remedy, folder):
    folder.write("good.toml", GOOD.replace('country = "KZ"', 'country = "KZ"\nzone = "Asia/Almati"'))
    done = remedy("due", "--cases", str(folder.path), "--as-of", "2020-07-01")
    assert done.code == 3
    assert 'good.toml:5: zone: no time zone is named "Asia/Almati"' in done.out
    assert "Asia/Almaty" in done.out
    assert remedy("check", "--cases", str(folder.path)).code == 1


def test_settings_of_the_team_that_cannot_be_read_are_said_and_the_cases_shown(remedy, folder):
    folder.write("good.toml", GOOD)
    folder.write("remedy.toml", "review_after = \n")
    done = remedy(*DUE, "--cases", str(folder.path))
    assert done.code == 3
    assert "remedy.toml:1: this is not TOML" in done.out
    assert "kz-good" in done.out


@pytest.mark.parametrize("wrong", ['"yes"', "1", '"true"'])
def test_what_somebody_meant_to_hide_is_hidden_though_it_is_written_wrongly(remedy, folder, wrong):
    folder.write("a.toml", GOOD.replace('title = "Good"', f'title = "The Secret Client"\nconfidential = {wrong}'))
    done = remedy("list", "--cases", str(folder.path))
    assert done.code == 3
    assert "Secret" not in done.out + done.err


@pytest.mark.parametrize(
    "word", ["since = 2020-06-23\ndat = 2020-09-20", 'since = "2020-06-31"\nwaived = true', 'reading = ""']
)
def test_a_word_on_a_deadline_that_cannot_be_used_neither_loses_nor_waives_it(remedy, folder, word):
    free = GOOD.replace('kind = "detained"', 'kind = "measure"\nfacts = { custody = false }')
    folder.write("a.toml", free + f'[[override]]\non = "appeal@judgment"\nreason = "r"\n{word}\n')
    for day, status in (("2020-07-01", "open"), ("2020-08-01", "unclear")):
        items = remedy("due", "--as-of", day, "--format", "json", "--cases", str(folder.path)).json["items"]
        assert [i["status"] for i in items if i["id"].endswith("criminal.appeal@judgment")] == [status]


def test_only_a_decision_sets_a_judgment_aside(remedy, folder):
    folder.write("a.toml", GOOD + '[[event]]\nkind = "note"\ndate = 2020-06-23\nundoes = ["judgment"]\n')
    items = remedy(*DUE, "--format", "json", "--cases", str(folder.path)).json["items"]
    assert [i["status"] for i in items if i["id"].endswith("criminal.appeal@judgment")] == ["open"]


def test_a_problem_of_a_confidential_file_does_not_quote_it_to_a_pipe(remedy, folder):
    secret = GOOD.replace('title = "Good"', 'title = "T"\nconfidential = true') + 'by = "the-hidden-name"\n'
    folder.write("a.toml", secret)
    for words in (["due"], ["due", "--format", "json"], ["show", "kz-good"]):
        done = remedy(*words, "--as-of", "2020-07-01", "--cases", str(folder.path))
        assert done.code == 3, words
        assert "hidden-name" not in done.out + done.err, words


@pytest.mark.parametrize("word", ["waived = true", "date = 2020-07-20"])
def test_the_reason_of_a_word_in_a_confidential_case_does_not_reach_a_pipe(remedy, folder, word):
    secret = GOOD.replace('title = "Good"', 'title = "T"\nconfidential = true')
    said = f'[[override]]\non = "appeal@judgment"\nsince = 2020-06-23\nreason = "REASONTEXT"\n{word}\n'
    folder.write("a.toml", secret + said)
    for words in (
        ["due", "--all", "--format", "json"],
        ["explain", "kz-good", "appeal@judgment"],
        ["timeline", "kz-good"],
        ["ladder", "kz-good", "--format", "json"],
    ):
        done = remedy(*words, "--as-of", "2020-07-01", "--cases", str(folder.path))
        assert "REASONTEXT" not in done.out + done.err, words
