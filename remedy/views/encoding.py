"""How an answer becomes JSON, whatever its texts hold: every command calls it, by the name `answers.encode`."""

from __future__ import annotations

from typing import Any

import msgspec


def encode(answer: object) -> str:
    """An answer as indented JSON with a newline at its end; invisible characters are escaped. Bytes of a file's name
    or text that are no UTF-8 stand as `\\xff`, as a terminal shows them."""
    try:
        raw = msgspec.json.encode(answer)
    except UnicodeEncodeError:
        raw = msgspec.json.encode(_whole(msgspec.to_builtins(answer)))
    text = msgspec.json.format(raw, indent=2).decode()
    return "".join(_safe(c) for c in text) + "\n"


def _whole(value: Any) -> Any:
    """Plain values whose texts hold no halves of characters."""
    if isinstance(value, str):
        try:
            return value.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        except UnicodeEncodeError:  # a half that stands for no byte
            return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_whole(key): _whole(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(entry) for entry in value]
    return value


def _safe(c: str) -> str:
    """JSON escapes the lowest control characters only; the others could still act on a terminal."""
    if c == "\n" or c.isprintable():
        return c
    code = ord(c)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
