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
