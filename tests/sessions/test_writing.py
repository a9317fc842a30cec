"""A person's session of writing: what is understood, what changes in the file, what moves, and what is refused."""

import re
import subprocess
import sys
import tomllib

import pytest

from tests.sessions.conftest import ROOT

FILE = """# Kazakhstan v. Test: entered by hand
format = 1
id = "kz-test"
title = "Kazakhstan v. Test"   # spaces as I like them
country = "KZ"
packs = ["kz/criminal"]

[facts]
gravity = "medium"
custody = false

[[person]]
id = "test"
role = "defendant"

# the trial
[[event]]
kind = "judgment"
date = 2020-06-22      # pronounced
outcome = "convicted"
"""


@pytest.fixture
def case(folder):
    return folder.write("kz-test.toml", FILE)


@pytest.fixture
def do(remedy, folder):
    """A command on the folder, on 1 July 2020."""
    return lambda *words, day="2020-07-01", **env: remedy(*words, "--as-of", day, "--cases", str(folder.path), **env)


def moves(done):
    return {m["id"].partition("#")[2] or m["id"]: (m["before"], m["after"]) for m in done.json["moves"]}


def test_an_event_is_recorded_with_what_was_understood_and_what_moved(do, case):
    done = do("record", "kz-test", "appeal-decided", "--date", "15.09.2020", "--set", "outcome=upheld", "--dry-run",
              "--format", "json", day="2020-10-01")  # fmt: skip
    assert done.json["understood"] == [
        "understood: Appeal decided (appeal-decided) on 2020-09-15, outcome upheld; its id is appeal-decided"
    ]
    before, after = moves(done)["kz/criminal.appeal@judgment"]
    assert (before["status"], after["status"], after["inferred"]) == ("missed", "met", True)
    assert moves(done)["kz/criminal.cassation"][1]["status"] == "available"
    assert done.json["written"] is False
    assert case.read_text() == FILE


def test_only_the_lines_concerned_change(do, case):
    assert do("record", "kz-test", "appeal-filed", "--date", "2020-07-01").code == 0
    added = '\n[[event]]\nid = "appeal-filed"\nkind = "appeal-filed"\ndate = 2020-07-01\n'
    assert case.read_text() == FILE + added
    assert do("amend", "kz-test", "appeal-filed", "--date", "2020-06-30").code == 0
    assert case.read_text() == FILE + added.replace("2020-07-01", "2020-06-30")
    assert do("remove", "kz-test", "appeal-filed", "--reason", "entered twice").code == 0
    assert case.read_text() == FILE + "\n# removed event appeal-filed: entered twice\n"


@pytest.mark.parametrize("word", ["приговор", "Judgment", "JUDGMENT", "judgment"])
def test_a_kind_may_be_named_by_its_title_in_any_language(do, folder, word):
    folder.write("kz-test.toml", FILE.partition("# the trial")[0])
    done = do("record", "kz-test", word, "--date", "2020-06-22", "--format", "json")
    assert 'kind = "judgment"' in [x["text"] for x in done.json["lines"]]


def test_a_second_event_of_a_kind_gets_an_id_from_its_day(do, case):
    do("record", "kz-test", "hearing", "--date", "2020-06-01")
    do("record", "kz-test", "hearing", "--date", "2020-06-02")
    again = do("record", "kz-test", "hearing", "--date", "2020-06-02")
    assert (again.code, "id hearing-2020-06-02, 2020-06-02" in again.err) == (2, True)
    do("record", "kz-test", "hearing", "--date", "2020-06-02", "--id", "hearing-afternoon")
    ids = [e.get("id") for e in tomllib.loads(case.read_text())["event"]]
    assert ids == [None, "hearing", "hearing-2020-06-02", "hearing-afternoon"]


REFUSED = [
    (("record", "kz-test", "judgement", "--date", "2020-06-22"), 2, 'did you mean "judgment" (Judgment)?'),
    (("record", "kz-test", "appeal-filed", "--date", "03/04/2020"), 2, "write 2020-04-03"),
    (("record", "kz-test", "appeal-filed", "--date", "2020-06-01"), 2, "cannot precede"),
    (("record", "kz-test", "appeal-decided", "--date", "2020-09-15", "--set", "outcome=uphold"), 2, "upheld"),
    (("record", "kz-test", "appeal-decided", "--date", "2020-09-15", "--set", "outcom=upheld"), 2, "outcome"),
    (("record", "kz-test", "appeal-filed", "--date", "2020-07-01", "--set", "answers=nothing"), 2, "nothing"),
    (("record", "kz-test", "appeal-filed", "--date", "2020-07-01", "--set", "outcome"), 2, 'has no "="'),
    (("record", "kz-test", "appeal-filed"), 2, "--date DATE is missing"),
    (("record", "kz-test"), 2, "KIND"),
    (("record", "kz-tset", "note", "--date", ".."), 2, "kz-test"),
    (("amend", "kz-test", "judgmnt", "--date", "2020-06-23"), 2, 'did you mean "judgment"?'),
    (("amend", "kz-test", "judgment"), 2, "nothing to correct"),
    (("remove", "kz-test", "test", "--reason", " "), 2, "--reason is empty"),
    (("override", "fix", "kz-test", "apeal@judgment", "--date", "2020-07-20", "--reason", "r"), 2, "appeal@judgment"),
    (("override", "choose", "kz-test", "appeal@judgment", "--reading", "x", "--reason", "r"), 2, "it has: main"),
    (("step", "done", "kz-test", "nothing"), 2, 'no step "nothing"'),
    (("new", "kz-test", "--title", "T"), 2, "already"),
    (("new", "../x", "--title", "T"), 2, 'write "x"'),
    (("new", "CON", "--title", "T"), 2, "file"),
    (("new", "дело", "--title", "T"), 2, 'write "delo"'),
    (("new", "案件", "--title", "T"), 2, "lower-case letters"),
    (("new", "kz-two", "--title", "T", "--pack", "kz/crimnal"), 2, 'did you mean "kz/criminal"?'),
    (("source", "add", "kz-test", "s", "--path", "../../etc/passwd"), 2, "leads out"),
    (("edit", "kz-test"), 2, "EDITOR"),
    (("amend", "kz-test", "judgment", "--date", "2020-06-23", "--set", "date=2020-06-24"), 2, "say it as --date, once"),
    (("amend", "kz-test", "judgment", "--set", "note=a", "--set", "note=b"), 2, "said twice"),
    (("amend", "kz-test", "judgment", "--set", "outcome=acquitted", "--unset", "outcome"), 2, "one of the two"),
    (("amend", "kz-test", "judgment", "--set", "id=a b"), 2, 'write "a-b"'),
    (("record", "kz-test", "note", "--date", "..", "--id", "a@b/c"), 2, 'cannot be an id; write "a-b-c"'),
    (("record", "kz-test", "note", "--date", "..", "--id", "x", "--set", "id=y"), 2, "--set id: say it as --id"),
    (("step", "add", "kz-test", "T", "--id", "Ask now!"), 2, 'write "ask-now"'),
    (("step", "add", "kz-test", " "), 2, "title of the step is empty"),
    (("step", "add", "kz-test", "T", "--due", "2020-07-05", "--set", "due=2020-07-06"), 2, "say it as --due"),
    (("source", "add", "kz-test", "a#b", "--title", "T"), 2, 'write "a-b"'),
    (("source", "add", "kz-test", "-", "--title", "T"), 2, '"-" cannot be an id'),
    (("new", "kz-two", "--title", ""), 2, "--title is empty"),
    (("new", "kz-two", "--title", "T", "--person", " "), 2, "--person is empty"),
    (("confirm", "kz-test", "judgment"), 2, "[me]"),
    (
        ("record", "kz-test", "hearing", "--date", "..", "--set", "time=25:99"),
        2,
        '"25:99" is no time of day; write 10:30',
    ),
    (("amend", "kz-test", "judgment", "--set", "time=10.30"), 2, "write 10:30"),
    (("amend", "kz-test", "judgment", "--set", "time=12:00-10:99"), 2, "no time of day"),
]


@pytest.mark.parametrize(("words", "code", "said"), REFUSED, ids=[f"{w[0][0]}-{n}" for n, w in enumerate(REFUSED)])
def test_what_cannot_be_is_refused_with_the_cure_and_nothing_is_written(do, case, folder, words, code, said):
    done = do(*words, EDITOR=None, VISUAL=None, XDG_CONFIG_HOME=str(folder.path / ".none"))
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert case.read_text() == FILE
    assert [p.name for p in folder.path.iterdir()] == ["kz-test.toml"]


def test_what_something_points_to_cannot_be_taken_away(do, case):
    do("record", "kz-test", "cassation-decided", "--date", "2020-06-25", "--set", "undoes=judgment",
       "--set", "outcome=quashed")  # fmt: skip
    before = case.read_text()
    done = do("remove", "kz-test", "judgment", "--reason", "a mistake")
    assert done.code == 2
    assert "undoes" in done.err
    assert case.read_text() == before


def test_a_file_that_somebody_changed_meanwhile_is_left_with_the_edit_said(remedy, folder, case, monkeypatch):
    """The file changes between reading and writing: an editor of the user's own does it."""
    from remedy.case.problems import NotMade
    from remedy.cli.editing import Editing
    from remedy.cli.session import Session

    editing = Editing(Session(cases=str(folder.path), as_of="2020-07-01"), "kz-test")
    editing.editor.set_key(("event", 0), "note", "mine")
    case.write_text(FILE + "# theirs\n")
    with pytest.raises(NotMade) as refused:
        editing.finish(dry_run=False)
    assert "changed by somebody else" in str(refused.value)
    assert refused.value.lines == '+ note = "mine"'
    assert case.read_text() == FILE + "# theirs\n"


def test_a_form_that_cannot_be_edited_gives_the_lines_to_add_by_hand(do, folder):
    text = FILE.partition("# the trial")[0].replace(
        "packs =", 'event = [{ kind = "judgment", date = 2020-06-22, outcome = "convicted" }]\npacks ='
    )
    file = folder.write("kz-test.toml", text)
    done = do("record", "kz-test", "appeal-filed", "--date", "2020-07-01")
    assert done.code == 4
    assert '    kind = "appeal-filed"\n    date = 2020-07-01\n' in done.err
    assert file.read_text() == text


MERGED = {
    "between tables": ("# the trial", "<<<<<<< HEAD\n# mine\n=======\n# theirs\n>>>>>>> other\n# the trial", 16),
    "three ways": ("# the trial", "<<<<<<< HEAD\n||||||| base\n=======\n>>>>>>> other\n# the trial", 16),
    "in a list": ('["kz/criminal"]', '[\n<<<<<<< HEAD\n"kz/criminal",\n=======\n"un/hrc",\n>>>>>>> b\n]', 7),
    "by windows": ("# the trial", "<<<<<<< HEAD\r\n=======\r\n>>>>>>> other\r\n# the trial", 16),
}


@pytest.mark.parametrize("where", MERGED)
def test_a_file_with_conflict_marks_is_refused_with_its_lines(do, folder, where):
    old, new, line = MERGED[where]
    text = FILE.replace(old, new)
    file = folder.write("other-name.toml", text)
    for words in (
        ("record", "kz-test", "appeal-filed", "--date", "2020-07-01"),
        ("fmt", "kz-test"),
        ("remove", "kz-test", "judgment", "--reason", "twice"),
        ("due",),
        ("show", "kz-test"),
    ):
        done = do(*words)
        assert done.code == 3
        assert f"other-name.toml:{line}: conflict marks of a merge in lines {line}, " in done.err + done.out
        assert "choose a side" in " ".join((done.err + done.out).split())
    assert file.read_bytes().decode() == text
    assert (do("check").code, "conflict marks" in do("check").out) == (1, True)


def test_conflict_marks_within_a_text_hide_no_case_and_still_no_edit_is_made(do, folder):
    text = FILE + 'note = """\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> other\n"""\n'
    file = folder.write("kz-test.toml", text)
    shown = do("due", "--format", "json")
    assert [p["line"] for p in shown.json["problems"]] == [22]
    assert any(i["case"] == "kz-test" for i in shown.json["items"])
    done = do("record", "kz-test", "appeal-filed", "--date", "2020-07-01")
    assert (done.code, "lines 22, 24 and 26" in done.err) == (4, True)
    assert file.read_text() == text


def test_a_line_of_equals_signs_in_a_text_is_no_conflict(do, folder):
    folder.write("kz-test.toml", FILE + 'note = """\nPress\n=======\nNothing\n"""\n')
    assert do("record", "kz-test", "appeal-filed", "--date", "2020-07-01").code == 0


def test_a_table_with_an_error_does_not_stop_the_edit_of_another(do, folder):
    broken = FILE + '\n[[step]]\nid = "s"\ntitle = 7\n'
    file = folder.write("kz-test.toml", broken)
    assert do("record", "kz-test", "appeal-filed", "--date", "2020-07-01").code == 3
    assert 'kind = "appeal-filed"' in file.read_text()


def test_a_day_that_a_court_fixed_is_not_recalculated_and_what_the_rule_gives_is_said(do, case):
    word = ("override", "fix", "kz-test", "appeal@judgment", "--date", "2020-07-20", "--reason", "Ruling of 30 June")
    assert do(*word, "--since", "2020-06-30").code == 0
    done = do("amend", "kz-test", "judgment", "--date", "2020-06-24")
    said = " ".join(done.out.split())
    assert "open 2020-07-20, as fixed; the rule gives 2020-07-07" in said
    assert "→ open 2020-07-20, as fixed; the rule gives 2020-07-09" in said
    again = do("override", "fix", "kz-test", "appeal@judgment", "--date", "2020-07-31", "--reason", "Ruling of 1 July")
    assert "→ open 2020-07-31, as fixed; the rule gives 2020-07-09" in " ".join(again.out.split())
    (appeal,) = [i for i in do("due", "--format", "json").json["items"] if i["id"].endswith(".appeal@judgment")]
    assert appeal["fixed"] == {"date": "2020-07-31", "computed": "2020-07-09", "reason": "Ruling of 1 July"}


def test_a_step_goes_its_way(do, case):
    assert do("step", "add", "kz-test", "Ask for the record", "--due", "05.07.2020", "--owner", "anna").code == 0
    assert do("step", "wait", "kz-test", "ask-for-the-record", "--on", "the court", "--chase-after", "P10D").code == 0
    step = tomllib.loads(case.read_text())["step"][0]
    assert {k: str(v) for k, v in step.items()} == {
        "id": "ask-for-the-record", "title": "Ask for the record", "owner": "anna", "due": "2020-07-05",
        "status": "waiting", "since": "2020-07-01", "waiting_on": "the court", "chase_after": "P10D",
    }  # fmt: skip
    do("step", "done", "kz-test", "ask-for-the-record")
    assert tomllib.loads(case.read_text())["step"][0]["status"] == "done"


STEP = '\n[[step]]\nid = "s"\ntitle = "Ask"\nowner = "anna"\ndue = 2020-07-05\n'


def step_of(file):
    return {k: str(v) for k, v in tomllib.loads(file.read_text())["step"][0].items() if k not in ("id", "title")}


def test_a_step_that_is_taken_up_again_is_not_done_and_waits_on_nobody(here, folder):
    file = folder.write("kz-test.toml", FILE + STEP)
    here("step", "wait", "kz-test", "s", "--on", "the court", "--chase-after", "P10D")
    here("step", "done", "kz-test", "s", "--on", "2020-06-30")
    assert step_of(file)["done_on"] == "2020-06-30"
    done = here("step", "doing", "kz-test", "s")
    assert "step s: status doing, without done_on, waiting_on, since" in done.said
    assert step_of(file) == {"owner": "anna", "due": "2020-07-05", "status": "doing", "chase_after": "P10D"}


def test_a_step_that_waits_again_or_is_dropped_was_not_done(here, folder):
    file = folder.write("kz-test.toml", FILE + STEP)
    here("step", "done", "kz-test", "s")
    assert "without done_on" in here("step", "wait", "kz-test", "s", "--on", "the court").said
    assert step_of(file)["waiting_on"] == "the court"
    here("step", "done", "kz-test", "s")
    assert "without done_on" in here("step", "drop", "kz-test", "s").said
    assert step_of(file)["status"] == "dropped"


def test_a_step_that_nobody_waited_with_keeps_the_day_from_which_it_exists(here, folder):
    file = folder.write("kz-test.toml", FILE + STEP + "since = 2020-06-25\n")
    here("step", "doing", "kz-test", "s")
    assert step_of(file)["since"] == "2020-06-25"


def test_a_plan_is_written_once(do, case):
    first = do("plan", "kz-test", "--write", "--format", "json")
    assert "appeal-file" in {x["text"][6:-1] for x in first.json["lines"] if x["text"].startswith("id = ")}
    again = do("plan", "kz-test", "--write", "--format", "json")
    assert again.json["lines"] == []
    shown = do("plan", "kz-test", "--format", "json").json["steps"]
    assert all(s["step"] == s["id"] for s in shown)


def test_a_second_person_confirms_and_not_the_one_who_entered_it(do, folder, case, tmp_path):
    home = tmp_path / "home"
    (home / "remedy").mkdir(parents=True)
    (home / "remedy" / "config.toml").write_text('[me]\nid = "anna"\n')
    git = ["git", "-c", "user.name=B", "-c", "user.email=boris@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], cwd=folder.path, check=True)
    mine = {"XDG_CONFIG_HOME": str(home), "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.email"}
    refused = do("confirm", "kz-test", "judgment", **mine, GIT_CONFIG_VALUE_0="boris@example.org")
    assert (refused.code, "a second person" in refused.err) == (2, True)
    assert do("confirm", "kz-test", "judgment", **mine, GIT_CONFIG_VALUE_0="anna@example.org").code == 0
    assert tomllib.loads(case.read_text())["event"][0]["confirmed_by"] == "anna, 2020-07-01"


def test_an_editor_is_started_and_the_file_checked_on_return(do, case):
    done = do("edit", "kz-test", EDITOR="sed -i s/2020-06-22/2020-06-24/")
    assert done.code == 0
    assert "2020-07-07 → open 2020-07-09" in " ".join(done.out.split())
    broken = do("edit", "kz-test", EDITOR="sed -i s/convicted/convictd/")
    assert broken.code == 1
    assert 'did you mean "convicted"?' in broken.err


EDITORS = {
    "rm": (4, "took the file away: it is back as it was before"),
    "false": (1, "false ended with 1: nothing was changed"),
    'sh -c \'echo "# more" >> "$0"; exit 3\'': (1, "ended with 3: what it had saved is in the file"),
    "sh -c 'kill -9 $$'": (1, "was killed by signal 9 (SIGKILL): nothing was changed"),
    "no-such-editor": (2, "could not be started"),
    "sh -c 'unterminated": (2, "could not be started"),
}


@pytest.mark.parametrize("program", EDITORS)
def test_an_editor_that_fails_is_said_and_nothing_is_lost(do, case, program):
    code, said = EDITORS[program]
    done = do("edit", "kz-test", EDITOR=program)
    assert (done.code, said in done.err) == (code, True)
    assert case.read_text().removesuffix("# more\n") == FILE
    assert (case.read_text() != FILE) == ("saved" in said)


def test_an_edit_in_ones_own_editor_answers_in_json_too(do, case):
    done = do("edit", "kz-test", "--format", "json", EDITOR="sed -i s/2020-06-22/2020-06-24/")
    assert [x["text"] for x in done.json["lines"]] == [
        "date = 2020-06-22      # pronounced", "date = 2020-06-24      # pronounced",
    ]  # fmt: skip
    assert moves(done)["kz/criminal.appeal@judgment"][1]["date"] == "2020-07-09"
    broken = do("edit", "kz-test", "--format", "json", EDITOR="sed -i s/convicted/convictd/")
    assert (broken.code, [p["code"] for p in broken.json["problems"]]) == (1, ["bad-outcome"])


def test_a_new_case_is_made_and_can_be_worked_on_at_once(do, folder):
    made = do("new", "kz-two", "--title", 'A "quoted" title', "--country", "kz", "--pack", "kz/criminal",
              "--person", "Анна Тест")  # fmt: skip
    assert made.code == 0
    file = tomllib.loads((folder.path / "kz-two.toml").read_text("utf-8"))
    assert (file["title"], file["country"]) == ('A "quoted" title', "KZ")
    assert [(p["id"], p["name"]) for p in file["person"]] == [("anna-test", "Анна Тест")]
    assert do("fmt", "kz-two", "--check").code == 0
    assert do("check", "--strict").code in (0, 1)
    assert do("record", "kz-two", "judgment", "--date", "2020-06-22", "--set", "outcome=convicted").code == 0


def test_no_command_asks_where_nobody_can_answer(do, case):
    assert do("record", "kz-test").code == 2


def test_a_confidential_case_shows_no_line_of_itself_to_a_pipe(do, folder):
    folder.write("kz-test.toml", FILE.replace('country = "KZ"', 'country = "KZ"\nconfidential = true'))
    done = do("record", "kz-test", "note", "--date", "2020-06-30", "--set", "note=The secret name")
    assert done.code == 0
    assert "secret" not in done.out + done.err


def test_two_processes_at_once_lose_nothing(folder, case):
    command = [sys.executable, "-m", "remedy", "record", "kz-test", "note", "--cases", str(folder.path)]
    running = [
        subprocess.Popen([*command, "--date", f"2020-06-{day}", "--id", f"n{day}"], cwd=ROOT, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
        for day in range(10, 18)
    ]  # fmt: skip
    codes = [p.wait() for p in running]
    for process in running:
        process.communicate()
    written = set(re.findall(r'id = "(n\d\d)"', case.read_text()))
    assert {f"n{day}" for day, code in zip(range(10, 18), codes, strict=True) if code == 0} == written
    assert set(codes) <= {0, 4}
    assert written
