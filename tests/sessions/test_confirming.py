"""Four eyes: a confirmation is of the words that stood there, and by somebody who did not write them."""

import subprocess
import tomllib

import pytest

from tests.sessions.test_writing import FILE

CONFIRMED = FILE + 'confirmed_by = "boris, 2020-06-23"\n'


@pytest.fixture
def case(folder):
    return folder.write("kz-test.toml", FILE)


@pytest.fixture
def am(tmp_path, monkeypatch):
    """Whose settings and whose git the next commands run with."""

    def become(name):
        home = tmp_path / name / "remedy"
        home.mkdir(parents=True, exist_ok=True)
        (home / "config.toml").write_text(f'[me]\nid = "{name}"\n')
        for key, value in {
            "XDG_CONFIG_HOME": str(home.parent), "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "user.email",
            "GIT_CONFIG_VALUE_0": f"{name}@example.org", "GIT_CONFIG_KEY_1": "user.name", "GIT_CONFIG_VALUE_1": name,
        }.items():  # fmt: skip
            monkeypatch.setenv(key, value)

    return become


@pytest.fixture
def commit(folder):
    """Commits all as whoever one is."""

    def run():
        for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
            subprocess.run(["git", *words], cwd=folder.path, check=True)

    return run


def event(file):
    return tomllib.loads(file.read_text())["event"][0]


@pytest.mark.parametrize(
    "words", [("--date", "2020-06-23"), ("--set", "outcome=acquitted"), ("--unset", "outcome"), ("--set", "by=test")]
)
def test_what_is_corrected_is_not_confirmed_any_more_and_that_is_said(here, folder, words):
    file = folder.write("kz-test.toml", CONFIRMED)
    done = here("amend", "kz-test", "judgment", *words)
    assert (done.code, "confirmed_by" in event(file)) == (0, False)
    assert 'confirmation "boris, 2020-06-23" is taken away: it was of other words' in done.said


@pytest.mark.parametrize(
    "words",
    [("--set", "note=heard it"), ("--set", "sources="), ("--set", "tags=a,b"), ("--set", "title=The judgment"),
     ("--date", "2020-06-22"), ("--date", "2020-06-22", "--set", "outcome=convicted", "--set", "note=n")],
)  # fmt: skip
def test_a_confirmation_outlives_what_it_says_nothing_of(here, folder, words):
    file = folder.write("kz-test.toml", CONFIRMED)
    assert here("amend", "kz-test", "judgment", *words).code == 0
    assert event(file)["confirmed_by"] == "boris, 2020-06-23"


def test_a_confirmation_may_be_taken_back_or_written_by_hand(here, folder):
    file = folder.write("kz-test.toml", CONFIRMED)
    assert here("amend", "kz-test", "judgment", "--date", "2020-06-23", "--set", "confirmed_by=carla").code == 0
    assert event(file)["confirmed_by"] == "carla"
    assert here("amend", "kz-test", "judgment", "--unset", "confirmed_by").code == 0
    assert file.read_text() == FILE.replace("2020-06-22 ", "2020-06-23 ")


MAP = """format = 1
[case]
id = "case"
title = "title"
[[event]]
id = "event"
kind = { value = "judgment" }
date = { column = "judged", date = "ISO" }
note = "note"
"""


def test_a_sheet_that_corrects_an_event_takes_its_confirmation_away_and_says_so(here, folder, tmp_path):
    (tmp_path / "m.toml").write_text(MAP)
    file = folder.path / "kz-1.toml"

    def come_in(day, note):
        (tmp_path / "s.csv").write_text(f"case,title,event,judged,note\nkz-1,T,j,{day},{note}\n")
        return here("import", str(tmp_path / "s.csv"), "--map", str(tmp_path / "m.toml"))

    assert come_in("2020-06-22", "a").code == 0
    file.write_text(file.read_text() + 'confirmed_by = "boris"\n')
    assert come_in("2020-06-22", "b").code == 0
    assert event(file)["confirmed_by"] == "boris"
    done = come_in("2020-06-23", "b")
    assert 'j confirmed_by: "boris" → nothing: it was of other words' in done.said
    assert "confirmed_by" not in event(file)
    assert "nothing to do" in come_in("2020-06-23", "b").said


def test_whoever_wrote_any_word_that_counts_does_not_confirm_it(here, case, am, commit):
    am("boris")
    commit()
    am("anna")
    assert here("amend", "kz-test", "judgment", "--set", "outcome=acquitted").code == 0
    commit()
    refused = here("confirm", "kz-test", "judgment")
    assert (refused.code, "a second person confirms" in refused.err) == (2, True)
    assert "confirmed_by" not in case.read_text()
    am("boris")  # the day is his
    assert here("confirm", "kz-test", "judgment").code == 2
    am("carla")
    assert here("confirm", "kz-test", "judgment").code == 0
    assert event(case)["confirmed_by"] == "carla, 2020-07-01"


def test_whoever_wrote_a_note_or_a_space_or_another_event_may_confirm(here, case, am, commit):
    am("boris")
    commit()
    am("anna")
    text = case.read_text().replace("date = 2020-06-22  ", "date   =   2020-06-22") + '# so\nnote = "I heard it"\n'
    case.write_text(text.replace("# the trial", '[[event]]\nkind = "detained"\ndate = 2020-06-01\n'))
    commit()
    assert here("confirm", "kz-test", "judgment").code == 0


def test_what_is_not_committed_yet_was_written_by_whoever_is_here(here, case, am, commit):
    am("boris")
    commit()
    am("anna")
    case.write_text(case.read_text() + "[event.facts]\ncustody = [\n  false,\n  true,\n]\n")
    assert here("confirm", "kz-test", "judgment").code == 2


def test_the_confirmation_of_another_person_is_not_written_over(here, folder, am):
    file = folder.write("kz-test.toml", CONFIRMED)
    am("anna")
    refused = here("confirm", "kz-test", "judgment")
    assert refused.code == 2
    assert 'confirmed already: "boris, 2020-06-23"' in refused.err
    assert "--unset confirmed_by" in refused.err
    assert file.read_text() == CONFIRMED
    am("boris")
    assert here("confirm", "kz-test", "judgment").code == 0
    assert event(file)["confirmed_by"] == "boris, 2020-07-01"


def test_who_confirmed_what_is_confidential_reaches_no_pipe(here, folder, am):
    folder.write("kz-test.toml", CONFIRMED + "confidential = true\n")
    am("anna")
    assert "boris" not in here("confirm", "kz-test", "judgment").err
    assert "boris" not in here("amend", "kz-test", "judgment", "--date", "2020-06-23").out
