"""What is confidential reaches no pipe by way of an edit, a mistake or a suggestion."""

import pytest

from tests.sessions.test_writing import FILE

SECRET = FILE.replace('id = "kz-test"', 'id = "kz-hidden"\nalias = "case 17"\nconfidential = true').replace(
    'id = "test"', 'id = "aisulu"\nname = "Aisulu B."\nfacts = { custody = false }'
)
SECRET += (
    '\n[[override]]\non = "kz-hidden#appeal@judgment/aisulu"\nsince = 2020-06-23\nwaived = true\nreason = "Aisulu B."\n'
)
WITNESS = FILE + (
    '\n[[event]]\nid = "witness-aisulu"\nkind = "hearing"\ndate = 2020-06-10\nconfidential = true\n'
    '\n[[step]]\nid = "meet-aisulu"\ntitle = "Meet Aisulu"\nremedy = "cassation"\nconfidential = true\n'
)
HIDDEN = ("hidden", "aisulu", "aisulu b.", "meet aisulu")


@pytest.fixture
def do(remedy, folder):
    return lambda *words, **env: remedy(*words, "--as-of", "2020-07-01", "--cases", str(folder.path), **env)


def tells(done, words):
    """The words of a secret that stand in an answer, beside those that the user typed."""
    typed = " ".join(words).lower()
    return [h for h in HIDDEN if h in (done.out + done.err).lower() and h not in typed]


@pytest.mark.parametrize(
    "words",
    [
        ("show", "kz-hiden"),
        ("show", "kz"),
        ("record", "kz-hi", "note", "--date", "2020-06-30"),
        ("record", "kz-hi", "note", "--date", "2020-06-30", "--format", "json"),
        ("record", "kz-hi", "note", "--date", "2020-06-30", "--set", "by=aisul"),
        ("record", "kz-hi", "appeal-filed", "--date", "2020-06-01"),
        ("record", "kz-hi", "note", "--date", "..", "--id", "judgment"),
        ("amend", "kz-hi", "judgmnt", "--date", "2020-06-23"),
        ("amend", "kz-hi", "judgment", "--date", "2020-06-23", "--format", "json"),
        ("remove", "kz-hi", "aisul", "--reason", "twice"),
        ("step", "done", "kz-hi", "aisul"),
        ("override", "waive", "kz-hi", "appeal@judgmnt", "--reason", "no"),
        ("override", "fix", "kz-hi", "appeal@judgment", "--date", "2020-07-20", "--reason", "r", "--format", "json"),
        ("explain", "kz-hi", "apeal@judgment"),
        ("edit", "kz-hi"),
        ("edit", "kz-hi", "--format", "json"),
        ("fmt", "kz-hi"),
        ("check",),
        ("check", "kz-hi"),
        ("show", "aisul"),
        ("record", "kz-hi", "judgment", "--date", "2020-06-22"),
        ("remove", "kz-hi", "judgment", "--reason", "twice"),
        ("override", "drop", "kz-hi", "appeal@", "--reason", "an error"),
        ("fact", "kz-hi", "custody", "true"),
        ("fact", "kz-hi", "custody", "true", "--person", "aisul"),
    ],
    ids=" ".join,
)
def test_no_name_or_id_of_a_confidential_case_reaches_a_pipe(do, folder, words):
    folder.write("a.toml", SECRET)
    folder.write("b.toml", FILE)
    done = do(*words, EDITOR="sed -i s/convicted/convictd/")
    assert tells(done, words) == []


@pytest.mark.parametrize(
    "words",
    [
        ("amend", "kz-test", "witnes", "--date", "2020-06-11"),
        ("remove", "kz-test", "meet", "--reason", "twice"),
        ("step", "done", "kz-test", "meet"),
        ("record", "kz-test", "note", "--date", "2020-06-30"),
        ("due", "--format", "json", "--all"),
        ("due", "--all"),
        ("record", "kz-test", "hearing", "--date", "2020-06-10"),
        ("amend", "kz-test", "hearing", "--date", "2020-06-11"),
        ("show", "aisul"),
        ("plan", "kz-test"),
    ],
    ids=" ".join,
)
def test_no_confidential_entry_of_an_open_case_is_offered_to_a_pipe(do, folder, words):
    folder.write("a.toml", WITNESS)
    assert tells(do(*words), words) == []


def test_which_remedy_a_confidential_step_prepares_is_masked(do, folder):
    folder.write("a.toml", WITNESS)
    steps = [i for i in do("due", "--format", "json").json["items"] if i["type"] == "step"]
    assert [(s["title"], s["remedy"]) for s in steps] == [("confidential", "confidential")]


@pytest.mark.parametrize("key", ["confidental", "Confidential", "confidentail", "confidencial"])
def test_a_misspelt_word_hides_all_the_same_and_is_said(do, folder, key):
    folder.write("a.toml", SECRET.replace("confidential", key))
    for words in (("list",), ("due", "--format", "json"), ("show", "kz-hi"), ("check",)):
        assert tells(do(*words), words) == [], words
    told = do("check", "--format", "json", "--include-confidential").json["problems"]
    (problem,) = [p for p in told if p["code"] == "unknown-key"]
    assert "taken for confidential" in problem["message"]
    assert problem["fix"] == 'did you mean "confidential"?'


@pytest.mark.parametrize("line", ["confidental = false", "confidence = true"])
def test_what_says_that_it_is_open_or_something_else_hides_nothing(do, folder, line):
    folder.write("a.toml", FILE.replace('country = "KZ"', f'country = "KZ"\n{line}'))
    assert "Kazakhstan v. Test" in do("list").out


def test_masked_lines_are_not_taken_for_moved(do, folder):
    folder.write("a.toml", SECRET)
    done = do("override", "drop", "kz-hi", "appeal@judgment", "--reason", "an error")
    assert ("- confidential" in done.out, "(moved)" in done.out) == (True, False)


WORD = '\n[[override]]\non = "appeal@judgment"\nsince = 2020-06-25\n{}\nreason = "Term moved: Aisulu is in hospital"\n'
JSON = [(*words, "--format", "json") for words in (("show", "kz-test"), ("explain", "kz-test", "appeal@judgment"),
        ("due", "--all"), ("timeline", "kz-test"), ("ladder", "kz-test"), ("plan", "kz-test"))]  # fmt: skip
TEXT = [("show", "kz-test"), ("explain", "kz-test", "appeal@judgment"), ("due", "--all"), ("timeline", "kz-test")]


@pytest.mark.parametrize("word", ["date = 2020-07-20", "waived = true", 'reading = "main"\ndate = 2020-07-20'])
def test_the_reason_of_a_confidential_word_reaches_no_pipe_though_the_case_is_open(here, folder, word):
    folder.write("a.toml", FILE + WORD.format(f"{word}\nconfidential = true"))
    for words in (*JSON, *TEXT):
        assert tells(here(*words), words) == [], words
    told = here("explain", "kz-test", "appeal@judgment", "--format", "json", "--include-confidential")
    assert "hospital" in told.out
    folder.write("a.toml", FILE + WORD.format(word))
    assert "hospital" in here("explain", "kz-test", "appeal@judgment", "--format", "json").out


OWN = """
[[deadline]]
id = "aisulu"
title = "What Aisulu owes"
from = "judgment"
period = "P10D"
counting = "plain"
cite = "Agreement with Aisulu, point 4"
readings = [{ id = "as-aisulu-says", counting = "plain-no-roll", cite = "Letter of Aisulu" }]
confidential = true
"""


def test_what_a_confidential_deadline_rests_on_reaches_no_pipe(here, folder):
    folder.write("a.toml", FILE + OWN)
    for words in (*JSON, *TEXT, ("export", "json"), ("export", "csv"), ("explain", "kz-test", "deadline:")):
        assert tells(here(*words), words) == [], words
    deadline = next(i for i in here("due", "--all", "--format", "json").json["items"] if "#deadline:" in i["id"])
    assert [c["source"] for c in deadline["cite"]] == ["confidential"]
    assert [r["id"] for r in deadline["readings"]] == ["main", "reading-2"]
    assert deadline["date"] == "2020-07-02"


NAMED = FILE.replace('title = "Kazakhstan v. Test"', 'title = "Kazakhstan v. Aisulu B."\nowner = "Aisulu B."').replace(
    'id = "test"', 'id = "aisulu"\nname = "Aisulu B."\nconfidential = true'
) + (
    '\n[[step]]\nid = "s"\ntitle = "Call Aisulu B."\nowner = "Aisulu B."\n'
    '\n[[x]]\nwho = "Aisulu B."\n\n[contact]\n"Aisulu B." = "aisulu"\n'
)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [("export", "csv"), ("export", "json"), ("list",), ("show", "kz-test"), ("due", "--all", "--format", "json")],
    ids=" ".join,
)
def test_the_name_of_a_confidential_person_stands_in_no_title_and_owner_that_reach_a_pipe(here, folder, words):
    folder.write("a.toml", NAMED)
    done = here(*words)
    assert tells(done, words) == []
    assert "Kazakhstan v. confidenti" in done.out  # a narrow list cuts it


def test_a_case_called_as_a_confidential_person_is_exported_under_neither_name(here, folder):
    folder.write("aisulu.toml", NAMED.replace('id = "kz-test"', 'id = "aisulu"'))
    for words in (("export", "json"), ("export", "csv")):
        assert tells(here(*words), words) == [], words


def test_the_name_of_a_confidential_person_is_not_told_by_who_confirmed_or_may_not(here, folder, tmp_path, monkeypatch):
    (tmp_path / "me" / "remedy").mkdir(parents=True)
    (tmp_path / "me" / "remedy" / "config.toml").write_text('[me]\nid = "boris"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "me"))
    folder.write(
        "a.toml",
        FILE
        + """
[[event]]
id = "meet aisulu"
kind = "hearing"
date = 2020-06-10
confirmed_by = "Aisulu B., 2020-06-11"
confidential = true
""",
    )
    words = ("confirm", "kz-test", "hearing")
    done = here(*words)
    assert (done.code, "hearing is confirmed already;" in done.err, tells(done, words)) == (2, True, [])
