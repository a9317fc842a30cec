"""What comes from a terminal's keyboard: bytes that are no text, sequences that nobody knows, pastes without marks."""

from __future__ import annotations

import pytest

from remedy.tui.keyboard import Keyboard


def pressed(*pieces: bytes) -> list[str]:
    """What some pieces of bytes mean: keys by their letters or names, pastes in brackets."""
    keyboard = Keyboard()
    found = [e for piece in pieces for e in keyboard.events(piece)]
    return [f"[{e.text}]" if hasattr(e, "text") else e.character or e.key for e in found]


def test_a_byte_that_is_no_utf8_is_the_replacement_character_and_the_next_key_works():
    assert pressed(b"\xff", b"q") == ["\ufffd", "q"]


def test_a_word_in_cp1251_is_as_many_replacement_characters_and_the_next_word_is_read():
    assert pressed("суда".encode("cp1251"), b"!", "да".encode()) == ["\ufffd"] * 4 + ["!", "д", "а"]


def test_a_letter_cut_in_two_is_one_letter():
    assert pressed(b"\xd0", b"\xb4") == ["д"]


def test_a_sequence_that_cannot_be_understood_is_an_error_once_and_the_next_key_is_a_key():
    keyboard = Keyboard()
    with pytest.raises((ValueError, OverflowError)):
        list(keyboard.events(b"\x1b[99999999999u"))
    assert [e.key for e in keyboard.events(b"q")] == ["q"]


@pytest.mark.parametrize("text", ["undo this", "гдай", "uy\ruy\r", "a\tb c"])
def test_signs_that_come_all_at_once_were_pasted(text):
    assert pressed(text.encode()) == [f"[{text.removesuffix(chr(13))}]", *("\r" for _ in range(text.endswith("\r")))]


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        ((b"u",), ["u"]),
        ((b"rug",), ["r", "u", "g"]),
        ((b"nnnnnnnn",), ["n"] * 8),
        ((b"\x1b[B\x1b[B",), ["down", "down"]),
    ],
    ids=["one", "three", "held down", "arrows"],
)
def test_what_a_hand_can_type_is_keys(pieces, keys):
    assert pressed(*pieces) == keys


def test_a_click_that_is_cut_in_two_is_no_paste():
    keyboard = Keyboard()
    found = [*keyboard.events(b"\x1b[<0;1"), *keyboard.events(b"20;15M")]
    assert [(type(e).__name__, e.x, e.y) for e in found] == [("MouseDown", 119, 14)]


def test_a_long_paste_that_the_terminal_marks_is_one_paste():
    assert pressed(b"\x1b[200~first half", b" and the second", b"\x1b[201~", b"q") == [
        "[first half and the second]",
        "q",
    ]


def test_after_escape_alone_a_paste_is_a_paste():
    keyboard = Keyboard()
    list(keyboard.events(b"\x1b"))
    list(keyboard.rest())
    assert [e.text for e in keyboard.events(b"undo this") if hasattr(e, "text")] == ["undo this"]
