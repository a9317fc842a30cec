"""What comes from a terminal's keyboard: bytes that are no text, sequences that nobody knows, pastes with marks and
without, answers that are no keys."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from remedy.tui.keyboard import Keyboard
from remedy.tui.sequences import SILENCES

MARKS = b"\x1b[?2004;1$y"
"""The answer of xterm, kitty, foot, VTE: what is pasted is marked."""

TMUX = b"\x1bP>|tmux 3.3a\x1b\\"
"""What tmux answers."""

NO_MARKS = (b"\x1b[?2004;0$y", b"\x1b[?2004;4$y", b"\x1b[?2026;1$y", b"\x1bP>|other 1.0\x1b\\", b"")
"""Answers of terminals that do not mark it, or say nothing of it."""


def told(found) -> list[str]:
    """Keys by their letters or names, pastes in brackets."""
    return [f"[{e.text}]" if hasattr(e, "text") else e.character or e.key for e in found]


def pressed(*pieces: bytes) -> list[str]:
    """What some pieces of bytes mean."""
    keyboard = Keyboard()
    return told(e for piece in pieces for e in keyboard.events(piece))


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


@pytest.mark.parametrize("answer", [MARKS, b"\x1b[?2004;3$y", TMUX, b"\x1b[200~x\x1b[201~"])
@pytest.mark.parametrize(
    "text", ["rjudgment\t15.02.2021\r", "гдай суд", "uy\ruy\r", "undo this and that, and all of it"]
)
def test_where_pastes_are_marked_nothing_else_is_one_however_fast_it_came(answer, text):
    keyboard = Keyboard()
    list(keyboard.events(answer))
    assert told(keyboard.events(text.encode())) == list(text)


@pytest.mark.parametrize("answer", [MARKS, TMUX])
def test_the_answer_may_come_in_pieces(answer):
    for at in range(1, len(answer)):
        keyboard = Keyboard()
        assert told([*keyboard.events(answer[:at]), *keyboard.events(answer[at:])]) == []
        assert told(keyboard.events(b"a piece of twenty-one")) == list("a piece of twenty-one")


@pytest.mark.parametrize("answer", NO_MARKS)
@pytest.mark.parametrize("text", ["undo this, and that", "гдай и ещё немного", "uy\ruy\r", "one\ttwo\tthree\tfour"])
def test_where_pastes_may_come_unmarked_what_no_hand_types_in_one_piece_was_pasted(answer, text):
    keyboard = Keyboard()
    list(keyboard.events(answer))
    enter = ["\r"] * text.endswith("\r")
    assert told(keyboard.events(text.encode())) == [f"[{text.removesuffix(chr(13))}]", *enter]


@pytest.mark.parametrize("text", ["q", "rug", "rjudgment", "15.02.2021\r", "судья\tда", "n" * 40, "\r\r\r\r\r"])
def test_what_a_hand_types_while_the_line_falters_is_keys_in_every_terminal(text):
    assert pressed(text.encode()) == list(text)


def test_the_end_of_an_unmarked_paste_that_comes_in_pieces_presses_no_key():
    keyboard = Keyboard()
    found = [*keyboard.events(b"a long text, of whi"), *keyboard.events(b"ch q"), *keyboard.events(b"uy")]
    assert told(found) == ["[a long text, of whi]", "[ch q]", "[uy]"]
    list(keyboard.rest())
    assert told(keyboard.events(b"q")) == ["q"]


def test_arrows_in_one_piece_are_arrows():
    assert pressed(b"\x1b[B" * 12) == ["down"] * 12


def test_a_click_that_is_cut_in_two_is_no_paste():
    keyboard = Keyboard()
    found = [*keyboard.events(b"\x1b[<0;1"), *keyboard.events(b"20;15M")]
    assert [(type(e).__name__, e.x, e.y) for e in found] == [("MouseDown", 119, 14)]


def test_a_long_paste_that_the_terminal_marks_is_one_paste_wherever_it_is_cut():
    whole = b"\x1b[200~first half and\rthe second\x1b[201~q"
    for at in range(1, len(whole)):
        assert pressed(whole[:at], whole[at:]) == ["[first half and\rthe second]", "q"]


def test_escape_alone_is_escape_and_what_comes_after_is_no_part_of_it():
    keyboard = Keyboard()
    assert told(keyboard.events(b"\x1b")) == []
    assert [e.key for e in keyboard.rest()] == ["escape"]
    assert told(keyboard.events(b"[undo this, and that")) == ["[[undo this, and that]"]


def test_a_sequence_that_nobody_knows_takes_no_key_and_no_paste_with_it():
    keyboard, found = Keyboard(), []
    with pytest.raises((ValueError, OverflowError)):
        for event in keyboard.events(b"a\x1b[99999999999u\x1b[200~q u\x1b[201~b"):
            found.append(event)
    assert told(found) == ["a", "[q u]", "b"]


# Answers of the terminal

ANSWERS = (
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1b]4;1;rgb:cd/00/00\x07",
    b"\x1b]lquit this\x1b\\",
    b"\x1b]52;c;cXVpdA==\x07",
    TMUX,
    b"\x1bP1$r0;1m\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    "\x1b]0;дело\x9c".encode(),
)
"""Colours, titles, a clipboard, versions, settings, a picture."""


@given(st.data(), st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=3), st.integers(0, SILENCES - 1))
def test_an_answer_of_the_terminal_is_no_key_wherever_it_is_cut(data, answers, silences):
    whole = b"q".join([b"", *answers, b""])
    cuts = sorted(data.draw(st.sets(st.integers(1, len(whole) - 1), max_size=6)))
    keyboard, found = Keyboard(), []
    for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        found += keyboard.events(whole[start:end])
        if keyboard._sequences._answer is not None:  # in its middle nothing may come for some while
            for _ in range(silences):
                found += keyboard.rest()
    assert told(found) == ["q"] * (len(answers) + 1)


@given(st.lists(st.sampled_from([*ANSWERS, b"\x1b", b"]", b"P", b"_", b"[", b"<", b";", b"1", b"u", b"\xd0", b"\r"])))
@example([b"\x1b", b"]", b"1"])
def test_whatever_came_before_after_a_moment_a_key_is_a_key(pieces):
    keyboard = Keyboard()
    for piece in pieces:
        try:
            list(keyboard.events(piece))
        except (ValueError, OverflowError):
            continue
    for _ in range(SILENCES):
        list(keyboard.rest())
    keyboard._anew()  # the moment after which the parser gives a sequence up is its clock's, not ours
    assert told(keyboard.events(b"\rq"))[-1] == "q"


@pytest.mark.parametrize("key", [b"\r", b"\x03", b"\x1b[B"])
def test_a_key_ends_an_answer_that_nobody_ends(key):
    (name,) = pressed(key)
    assert pressed(b"\x1b]11;rgb:12", key, b"q") == [name, "q"]


@pytest.mark.parametrize("letter", ["]", "P", "_", "x", "ж"])
def test_alt_with_a_key_is_one_key_and_the_next_is_another(letter):
    keyboard = Keyboard()
    found = list(keyboard.events(f"\x1b{letter}\r".encode()))
    assert len(found) == 2 and found[1].key == "enter"
    found = [*keyboard.events(f"\x1b{letter}".encode()), *keyboard.rest()]
    assert len(found) == 1 and found[0].key != "escape"
