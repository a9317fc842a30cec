"""What may be written into a case, and what is refused with the cure: without a disk and without a terminal."""

import pytest

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
