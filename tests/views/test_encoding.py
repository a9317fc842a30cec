"""An answer is JSON whatever its texts hold."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from remedy.views.answers import encode

ROOT = Path(__file__).parent.parent.parent


class Answer(msgspec.Struct):
    path: str
    rows: dict[str, list[str]] = {}


@pytest.mark.parametrize(
    ("text", "said"), [("caf\udce9.toml", "caf\\xe9.toml"), ("\ud83d", "\\ud83d"), ("кадр", "кадр")]
)
def test_a_name_that_is_no_utf_8_is_shown_by_its_bytes(text, said):
    shown = encode(Answer(path=text, rows={text: [text]}))
    shown.encode("utf-8")
    assert json.loads(shown) == {"path": said, "rows": {said: [said]}}


def test_signs_that_act_on_a_terminal_are_escaped():
    assert "\\u202e" in encode(Answer(path="\u202e"))


def test_every_answer_goes_through_one_place():
    """Whoever prints JSON by another way has the fault of names that are no UTF-8 again."""
    writes = re.compile(r"msgspec\.json\.(encode|format)\(")
    seen = {p.relative_to(ROOT / "remedy").as_posix() for p in (ROOT / "remedy").rglob("*.py")
            if writes.search(p.read_text("utf-8"))}  # fmt: skip
    assert seen == {
        "views/encoding.py",
        "remind/ledger.py", "store/import_record.py",  # files of their own, which nobody is shown
        "remind/channels/executed.py",  # which makes texts speakable itself
    }  # fmt: skip
