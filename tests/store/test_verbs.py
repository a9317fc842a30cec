"""What may be written into a case, and what is refused with the cure: without a disk and without a terminal."""

import tomllib
from datetime import date

import pytest

from remedy.case.dates import UNKNOWN
from remedy.case.model import Event, Person
from remedy.case.read import read
from remedy.case.source import Source
from remedy.case.typed import Misread
from remedy.store import verbs
from remedy.store.splice import Editor

HEAD = 'format = 1\nid = "kz-x"\ntitle = "X"\npacks = ["kz/criminal"]\n'
JUDGMENT = '\n[[event]]\nkind = "judgment"\ndate = 2020-06-22\n'


def word(on, since, more="waived = true"):
    return f'\n[[override]]\non = "{on}"\nsince = {since}\n{more}\nreason = "r"\n'


@pytest.fixture
def edited(law):
    """The text that a verb leaves of a case, and what it understood: `edited(verbs.remove, TEXT, …)`."""

    def made(verb, text, *words, **more):
        source = Source("cases/kz-x.toml", text)
        case, _ = read(source, law.vocabulary)
        editor = Editor(source)
        understood = verb(editor, case, *words, **more)
        return editor.done().after, understood

    return made


def test_of_two_words_on_a_deadline_the_newer_is_taken_away_wherever_it_stands(edited):
    newer, older = word("appeal@judgment", "2020-07-03"), word("appeal@judgment", "2020-07-01", "date = 2020-07-20")
    text = HEAD + JUDGMENT + newer + older
    after, said = edited(verbs.drop_word, text, "appeal@judgment", "an error")
    assert after == text.replace(
        newer, "\n# removed override on appeal@judgment (waived, since 2020-07-03): an error\n"
    )
    assert "1 older on it" in said
    again, _ = edited(verbs.drop_word, after, "kz/criminal.appeal@judgment", "an error")
    assert "(the last day is 2020-07-20, since 2020-07-01)" in again
    assert "[[override]]" not in again


@pytest.mark.parametrize(
    ("on", "name", "cure"),
    [
        ("appeal@judgment/anna", "appeal@judgment/boris", "words stand on: appeal@judgment/anna"),
        ("kz-x#kz/criminal.appeal@judgment", "cassation@judgment", "words stand on: appeal@judgment"),
    ],
)
def test_where_no_word_stands_those_that_stand_are_named(edited, on, name, cure):
    with pytest.raises(Misread, match=cure):
        edited(verbs.drop_word, HEAD + JUDGMENT + word(on, "2020-07-03"), name, "r")
    with pytest.raises(Misread, match="there is none"):
        edited(verbs.drop_word, HEAD + JUDGMENT, name, "r")


def test_a_part_of_a_name_that_fits_two_deadlines_drops_no_word(edited):
    text = HEAD + JUDGMENT + word("appeal@judgment/anna", "2020-07-03") + word("appeal@judgment/boris", "2020-07-03")
    with pytest.raises(Misread, match="appeal@judgment/anna, appeal@judgment/boris"):
        edited(verbs.drop_word, text, "appeal", "r")


def test_a_deadline_of_the_file_with_a_word_on_it_stays_until_the_word_is_dropped(edited):
    text = HEAD + '\n[[deadline]]\nid = "comments"\ndate = 2020-09-01\n' + word("deadline:comments", "2020-07-03")
    with pytest.raises(Misread, match="remedy override drop kz-x deadline:comments --reason WHY"):
        edited(verbs.remove, text, "comments", "r")
    after, _ = edited(verbs.drop_word, text, "deadline:comments", "r")
    assert "[[deadline]]" not in edited(verbs.remove, after, "comments", "r")[0]


def test_a_deadline_is_nothing_to_remove_and_what_it_hangs_on_is_said(edited):
    with pytest.raises(Misread, match="counted for judgment, and no word stands on it"):
        edited(verbs.remove, HEAD + JUDGMENT, "appeal@judgment", "r")


TWO = """
[[person]]
id = "anna"
role = "defendant"

[[person]]
id = "boris"
role = "defendant"
"""


@pytest.mark.parametrize(
    ("event", "kind", "day", "more"),
    [
        ("", "judgment", "2020-06-22", {}),
        ("", "judgment", "22.06.2020", {"person": ["boris", "anna"], "outcome": "acquitted"}),
        ('proceeding = "trial"\n', "judgment", "2020-06-22", {}),
        ('\n[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\n', "appeal-filed", "2020-07-01", {"by": "defence"}),
    ],
)
def test_the_same_event_is_not_added_twice_save_under_an_id_of_its_own(edited, law, event, kind, day, more):
    trial = '\n[[proceeding]]\nid = "trial"\nstage = "first-instance"\n'
    text = HEAD + TWO + trial + JUDGMENT + event
    with pytest.raises(Misread, match=f"already has .* of that day .id {kind}, .*or give --id for another one"):
        edited(verbs.record, text, law.vocabulary, kind, day, None, more)
    assert 'id = "second"' in edited(verbs.record, text, law.vocabulary, kind, day, "second", more)[0]


@pytest.mark.parametrize(
    ("kind", "day", "more"),
    [
        ("judgment", "2020-06-23", {}),
        ("judgment", "2020-06-22", {"person": ["anna"]}),
        ("judgment", "2020-06-22", {"proceeding": "other"}),
        ("judgment", "2020-06-22", {"state": "scheduled"}),
        ("appeal-filed", "2020-07-01", {"by": "prosecution"}),
        ("judgment-copy-received", "2020-07-01", {"to": "boris"}),
        ("note", "2020-07-01", {"note": "A letter from the court"}),
    ],
)
def test_an_event_of_another_day_person_place_side_or_hand_is_another_one(edited, law, kind, day, more):
    served = '\n[[event]]\nkind = "judgment-copy-received"\ndate = 2020-07-01\nto = "anna"\n'
    filed = '\n[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\n'
    noted = '\n[[event]]\nkind = "note"\ndate = 2020-07-01\nnote = "A call from the court"\n'
    text = HEAD + TWO + JUDGMENT + served + filed + noted
    after, _ = edited(verbs.record, text, law.vocabulary, kind, day, None, more)
    assert after.count(f'kind = "{kind}"') == 2


def test_an_event_without_a_day_is_amended_and_not_recorded_beside(edited, law):
    text = HEAD + JUDGMENT.replace("2020-06-22", '".."')
    with pytest.raises(
        Misread, match=r"without a day .id judgment.: remedy amend kz-x judgment --date DAY; or give --id"
    ):
        edited(verbs.record, text, law.vocabulary, "judgment", "2020-06-22", None, {})
    assert edited(verbs.record, text, law.vocabulary, "judgment", "2020-06-22", "retrial", {})


@pytest.mark.parametrize(("day", "ahead"), [("2026-11-26", False), ("2026-11-27", True), ("2026-11", False)])
def test_nothing_is_held_after_today(edited, law, day, ahead):
    today = date(2026, 11, 26)
    if not ahead:
        assert edited(verbs.record, HEAD, law.vocabulary, "hearing", day, None, {}, today=today)
        return
    with pytest.raises(Misread, match=f"{day} is after today, 2026-11-26: write --set state=scheduled, or correct"):
        edited(verbs.record, HEAD, law.vocabulary, "hearing", day, None, {}, today=today)
    assert edited(verbs.record, HEAD, law.vocabulary, "hearing", day, None, {"state": "scheduled"}, today=today)


def test_a_hearing_that_was_scheduled_and_took_place_is_amended(edited, law):
    text = HEAD + '\n[[event]]\nkind = "hearing"\ndate = 2020-06-22\nstate = "scheduled"\n'
    with pytest.raises(Misread, match="remedy amend kz-x hearing --set state=held says that it took place"):
        edited(verbs.record, text, law.vocabulary, "hearing", "2020-06-22", None, {})
    assert edited(verbs.record, text, law.vocabulary, "hearing", "2020-06-23", None, {})


WITHIN = {
    "a table": "[facts]\ngravity = 'medium'  # serious\n",
    "a line of its own": "facts.gravity = 'medium'\n\n[sources]\n",
    "one value": "facts = { gravity = 'medium' }\n",
}


@pytest.mark.parametrize("form", WITHIN)
def test_a_fact_is_written_in_the_form_of_those_that_are_there(edited, law, form):
    text = HEAD + WITHIN[form]
    after, said = edited(verbs.state_fact, text, law, "custody", "true")
    assert {
        "a table": text + "custody = true\n",
        "a line of its own": text.replace("'medium'\n", "'medium'\nfacts.custody = true\n"),
        "one value": text.replace("{ gravity = 'medium' }", '{ gravity = "medium", custody = true }'),
    }[form] == after
    assert said == "understood: custody yes, of the case (Was the convict held in custody?)"
    again, _ = edited(verbs.state_fact, after, law, "custody", "no")
    assert again == after.replace("custody = true", "custody = false")


@pytest.mark.parametrize("form", ["facts = { gravity = 'medium' }", "facts.gravity = 'medium'", "[person.facts]"])
def test_a_fact_of_a_person_stands_with_the_person(edited, law, form):
    text = HEAD + f'\n[[person]]\nid = "anna"\nrole = "defendant"\n{form}\n' + JUDGMENT
    about = Person(at=("person", 0), id="anna")
    after, said = edited(verbs.state_fact, text, law, "custody", "true, false", about)
    assert tomllib.loads(after)["person"][0]["facts"]["custody"] == [True, False]
    assert after.endswith(JUDGMENT)
    assert "custody yes or no, of person anna" in said


def test_a_fact_of_the_case_that_a_person_has_otherwise_is_stated_of_the_person(edited, law):
    text = HEAD + '\n[[person]]\nid = "anna"\nrole = "defendant"\nfacts = { custody = true }\n'
    with pytest.raises(Misread, match="give --person anna"):
        edited(verbs.state_fact, text, law, "custody", "false")


def test_a_fact_that_events_speak_of_is_said_to_count_only_where_they_are_silent(edited, law):
    text = HEAD + '\n[[event]]\nkind = "detained"\ndate = 2020-06-30\n'
    _, said = edited(verbs.state_fact, text, law, "custody", "false")
    assert said.endswith("; detained say it too, and count from their day on")


def test_a_fact_that_is_asked_of_an_event_is_stated_of_one(edited, law):
    name, fact = next((n, f) for n, f in law.packs["kz/criminal"].facts.items() if f.of)
    text = HEAD + f'\n[[event]]\nkind = "{fact.of[0]}"\ndate = 2020-06-30\n'
    value = str(fact.values[0]).lower()
    with pytest.raises(Misread, match=f"{name} is asked of an event; give --event {fact.of[0]}"):
        edited(verbs.state_fact, text, law, name, value)
    about = Event(at=("event", 0), id=fact.of[0], kind=fact.of[0], when=UNKNOWN)
    assert f"{name} = " in edited(verbs.state_fact, text, law, name, value, about)[0].rpartition("facts = ")[2]


@pytest.mark.parametrize("form", ["", "facts = { {0} = {1} }\n", "facts.{0} = {1}\n"])
def test_a_fact_that_changes_an_event_takes_its_confirmation_away(edited, law, form):
    name, fact = next((n, f) for n, f in law.packs["kz/criminal"].facts.items() if f.of and len(f.values) > 1)
    old, new = (str(v).lower() if isinstance(v, bool) else f'"{v}"' for v in fact.values[:2])
    form = form.replace("{0}", name).replace("{1}", old)
    text = HEAD + f'\n[[event]]\nkind = "{fact.of[0]}"\ndate = 2020-06-30\n{form}confirmed_by = "boris"\nnote = "n"\n'
    about = Event(at=("event", 0), id=fact.of[0], kind=fact.of[0], when=UNKNOWN)
    after, said = edited(verbs.state_fact, text, law, name, new.strip('"'), about)
    assert said.endswith('; its confirmation "boris" is taken away: it was of other words')
    assert ("confirmed_by" in after, tomllib.loads(after)["event"][0]["facts"]) == (False, {name: fact.values[1]})
    if form:
        after, said = edited(verbs.state_fact, text, law, name, old.strip('"'), about)
        assert ("taken away" in said, 'confirmed_by = "boris"' in after) == (False, True)
