"""TOML's own test suite as case files: an edit leaves every other byte alone; only the last part of a dotted table may
be refused, with words."""

import json
from datetime import date
from pathlib import Path

import pytest
import tomli

from remedy.case.layout import comments, statements
from remedy.case.source import Source
from remedy.store.arrange import arranged
from remedy.store.splice import Editor, Refused, same

SUITE = json.loads((Path(__file__).parent.parent / "data" / "toml-test" / "valid.json").read_text("utf-8"))
REQUIRED = {"format": "format = 1\n", "id": 'id = "x"\n', "title": 'title = "X"\n'}


def parsed(text):
    try:
        return tomli.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomli.TOMLDecodeError:
        return None


def carrying(text):
    """The file with the three required keys above what it says itself; None where it cannot carry them."""
    mark, own = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    found = parsed(own)
    missing = [line for key, line in REQUIRED.items() if found is not None and key not in found]
    made = mark + "".join(missing) + own
    return made if found is not None and parsed(made) is not None and Source("x.toml", made).problem is None else None


CASES = {name: made for name, text in SUITE.items() if (made := carrying(text)) is not None}


def edited(text, edit, *words):
    """The text after one edit; None where it was refused, which takes words."""
    editor = Editor(Source("x.toml", text))
    try:
        getattr(editor, edit)(*words)
        return editor.done().after
    except Refused as refused:
        assert str(refused)
        return None


def inserted(before, after):
    """What stands in the new text between all that stood in the old one."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    end = len(after) - (len(before) - start)
    assert before == after[:start] + after[end:]
    return after[start:end]


def test_the_whole_suite_can_be_a_case():
    assert len(SUITE) > 250
    assert sorted(CASES) == sorted(SUITE)


@pytest.mark.parametrize("name", CASES)
def test_an_event_is_added_corrected_and_taken_away_and_every_other_byte_stays(name):
    text = CASES[name]
    row = {"id": "e", "kind": "judgment", "date": date(2020, 6, 22)}
    with_event = edited(text, "add_table", "event", row)
    assert with_event is not None
    assert 'kind = "judgment"' in inserted(text, with_event)
    moved = edited(with_event, "set_key", ("event", 0), "date", date(2020, 6, 23))
    assert moved == with_event.replace("2020-06-22", "2020-06-23")
    noted = edited(with_event, "set_key", ("event", 0), "note", "n")
    assert inserted(with_event, noted).strip() == 'note = "n"'
    assert edited(noted, "remove_key", ("event", 0), "note") == with_event
    without = edited(with_event, "remove_table", "event", 0, "twice")
    assert inserted(text, without).strip() == "# twice"


@pytest.mark.parametrize("name", CASES)
def test_each_key_of_the_suite_is_given_another_value_and_taken_away(name):
    text = CASES[name]
    for found in [s for s in statements(text) if s.kind == "key"]:
        made = edited(text, "set_key", found.path[:-1], found.path[-1], "other")
        assert made is not None
        assert '"other"' in made[found.start :]
        assert made.startswith(text[: found.start])
        assert made.endswith(text[found.end :])
        gone = edited(text, "remove_key", found.path[:-1], found.path[-1])
        is_dotted = len(found.path) > len(found.base) + 1
        assert (gone is None and is_dotted) or (
            gone.startswith(text[: found.start]) and gone.endswith(text[found.stop :])
        )


@pytest.mark.parametrize("name", CASES)
def test_each_file_of_the_suite_is_put_in_order_without_loss(name):
    text = CASES[name]
    after = arranged(Source("x.toml", text)).after
    assert same(parsed(after), parsed(text))
    assert sorted(comments(after, 0, len(after))) == sorted(comments(text, 0, len(text)))
    assert arranged(Source("x.toml", after)).after == after
