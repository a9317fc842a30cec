"""Where file and sheet say different things it is counted, and each difference comes with the command to end it."""

import re
import shlex
import tomllib

import pytest

from tests.sessions.conftest import MAP, ROW
from tests.sessions.test_import import states, text


@pytest.fixture
def typed(register, folder):
    """A case that was imported and in which a person then typed another day and another title."""
    register(ROW)
    words = text(folder).replace("2020-06-22", "2020-06-24").replace("К. против А.", "Дело А.")
    (folder.path / "kz-1-20.toml").write_text(words)
    return register


def commands(done):
    """The commands that an answer offers, each as its words."""
    lines = re.sub(r" \\\n\s+", " ", done.out).splitlines()
    return [shlex.split(x.strip().removeprefix("→ remedy ")) for x in lines if "→ remedy" in x]


def test_a_case_that_differs_from_the_sheet_is_counted_as_that(typed):
    done = typed(ROW)
    assert done.out.splitlines()[-1] == "1 differs; 2 values stay as the files have them"
    assert "as the sheet says" not in done.out
    assert states(typed(ROW, "--format", "json")) == {"kz-1-20": "differs"}


def test_values_that_differ_are_counted_beside_what_is_written(typed):
    done = typed(ROW.replace("до 07.07.2020", "до 06.07.2020"))
    assert done.out.splitlines()[-1] == "1 amended; 2 values stay as the files have them"


def test_the_command_that_is_offered_takes_the_sheets_day(typed, do, folder):
    done = typed(ROW)
    assert "→ remedy amend kz-1-20 judgment --date 2020-06-22" in done.words
    (amend, take) = commands(done)
    assert amend == ["amend", "kz-1-20", "judgment", "--date", "2020-06-22"]
    assert do(*amend).code == 0
    assert "date = 2020-06-22" in text(folder)
    assert take[-2:] == ["--take", "kz-1-20"]
    assert do(*take).code == 0
    assert 'title = "К. против А."' in text(folder)
    assert typed(ROW).out.splitlines()[-1] == "nothing to do: 1 case as the sheet says"


def test_taking_the_sheets_values_touches_the_case_named_alone(register, folder):
    rows = ROW + "\n" + ROW.replace("1/20", "2/20")
    register(rows)
    for name in ("kz-1-20", "kz-2-20"):
        (folder.path / f"{name}.toml").write_text(text(folder, name).replace("2020-06-22", "2020-06-24   # so"))
    done = register(rows, "--take", "kz-1-20", "--format", "json")
    assert states(done) == {"kz-1-20": "amended", "kz-2-20": "differs"}
    assert "2020-06-22   # so" in text(folder)
    assert "2020-06-24   # so" in text(folder, "kz-2-20")


def test_a_case_to_take_that_the_sheet_has_not_is_said(register):
    done = register(ROW, "--take", "kz-1-21")
    assert done.code == 2
    assert '--take: the sheet has no case "kz-1-21"; did you mean "kz-1-20"?' in done.err


def test_a_hidden_case_is_not_offered_where_another_is_meant(register, folder):
    folder.write("x.toml", 'format = 1\nid = "kz-2-20"\ntitle = "T"\nconfidential = true\n')
    rows = ROW + "да\n" + ROW.replace("1/20", "2/20")
    done = register(rows, "--take", "kz-1-21")
    assert (done.code, "kz-1-20" in done.err, "kz-2-20" in done.err) == (2, False, False)
    assert 'did you mean "kz-1-20"?' in register(rows, "--take", "kz-1-21", "--include-confidential").err


def test_a_list_and_a_fact_of_an_event_are_offered_as_one_command(register, folder):
    map = MAP.replace(
        'outcome = { column = "outcome"', 'person = { value = ["akhmetov-a"] }\noutcome = { column = "outcome"'
    )
    register(ROW, map=map)
    words = (
        text(folder).replace('person = ["akhmetov-a"]', 'person = "other"') + '[[person]]\nid = "other"\nname = "O"\n'
    )
    (folder.path / "kz-1-20.toml").write_text(words)
    (amend,) = commands(register(ROW, map=map))
    assert amend == ["amend", "kz-1-20", "judgment", "--set", "person=akhmetov-a"]


def test_cases_of_the_last_import_that_the_sheet_has_no_more_are_named(register, folder):
    rows = [ROW.replace("1/20", f"{n}/20") for n in range(1, 14)]
    register("\n".join(rows))
    (folder.path / "kz-13-20.toml").unlink()
    done = register(rows[0])
    assert "11 cases imported before and not in this sheet: kz-10-20, kz-11-20, kz-12-20, kz-2-20" in done.words
    assert "and 1 more" in done.words
    assert len(register(rows[0], "--format", "json").json["absent"]) == 11
    assert len(list(folder.path.glob("*.toml"))) == 12


def test_a_hidden_case_that_the_sheet_has_no_more_is_not_named(register, folder):
    register(ROW + "\n" + ROW.replace("1/20", "2/20") + "да")
    done = register(ROW)
    assert "1 case imported before and not in this sheet" in done.words
    assert "kz-2-20" not in done.out
    assert "kz-2-20" in register(ROW, "--include-confidential").out


def test_what_a_hidden_case_differs_in_is_not_shown_in_a_command(register, folder):
    register(ROW + "да")
    (folder.path / "kz-1-20.toml").write_text(text(folder).replace("2020-06-22", "2020-06-24"))
    done = register(ROW + "да")
    assert "1 differs" in done.out
    assert commands(done) == []
    assert "kz-1-20" not in done.out
    assert tomllib.loads(text(folder))["confidential"] is True
