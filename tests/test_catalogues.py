"""The words of the interface in its languages: the catalogues are what the tool makes, and whole."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
RUSSIAN = ROOT / "remedy/locale/ru/LC_MESSAGES/remedy.po"


@pytest.fixture(scope="module")
def messages():
    with RUSSIAN.open("rb") as file:
        return [m for m in read_po(file) if m.id]


def forms(text):
    return list(text) if isinstance(text, tuple) else [text]


def test_catalogues_are_what_the_tool_makes_of_the_code_and_the_law():
    sys.path.insert(0, str(ROOT / "tools"))
    import make_catalogs

    stale = [path.name for path, content in make_catalogs.made().items() if path.read_bytes() != content]
    assert stale == [], "run tools/make_catalogs.py, translate what is new in remedy.po, run it again"


def test_every_message_is_said_in_russian(messages):
    assert len(messages) > 700
    assert [m.id for m in messages if not m.string or not all(forms(m.string))] == []


def test_a_translation_keeps_the_places_of_its_message(messages):
    def places(text):
        return sorted(re.findall(r"\{[^}]*\}", text))

    assert [m.id for m in messages for said in forms(m.string) if places(said) != places(forms(m.id)[-1])] == []


def test_russian_has_three_plural_forms(messages):
    assert "nplurals=3;" in RUSSIAN.read_text("utf-8")
    counted = [m for m in messages if m.pluralizable]
    assert counted
    assert {len(m.string) for m in counted} == {3}


def test_nothing_that_changes_by_itself_stands_in_the_catalogues():
    for path in (ROOT / "remedy/locale").rglob("*.po*"):
        assert not re.search(
            r"Creation-Date|Revision-Date|Generated-By|^#: .*:\d", path.read_text("utf-8"), re.MULTILINE
        )
