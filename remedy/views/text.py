"""Text for a terminal: one escaping door, widths of characters, wrapping, colour and days in words.

Used by every view for every string that comes from a file. Never prints, never asks the terminal or a clock.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from remedy.views.i18n import DAY, N_, _, day_form, ngettext

WORD = "confidential"
"""What stands in the place of a text that is masked: here, since whoever only asks for it needs nothing of `mask`."""

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""In the language of the interface whatever the machine's locale."""

_SPACES = re.compile(r"[\t\r\n\v\f\x85]+")
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"})


@lru_cache(maxsize=16384)
def clean(s: str) -> str:
    """The text with everything invisible or active shown as an escape such as `\\x1b` or `\\u202e`.

    Line breaks and tabs become one space. The only door through which text of a file reaches a screen.
    """
    if s.isascii() and s.isprintable():
        return s
    return "".join(_shown(c) for c in _SPACES.sub(" ", s))


def _shown(c: str) -> str:
    if c in _VISIBLE_FORMAT:
        return c
    if unicodedata.category(c) not in _HIDDEN and c not in _BLANK:
        return c
    code = ord(c)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@lru_cache(maxsize=4096)
def _cell(c: str) -> int:
    if unicodedata.category(c) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1


@lru_cache(maxsize=16384)
def cells(s: str) -> int:
    """How many columns a text without colours takes: combining marks none, East Asian characters two."""
    return len(s) if s.isascii() else sum(map(_cell, s))


def cut(s: str, n: int) -> str:
    """The text in at most `n` columns, with `…` where something was cut off."""
    if cells(s) <= n:
        return s
    out, used = "", 0
    for c in s:
        if used + _cell(c) > n - 1:
            break
        out, used = out + c, used + _cell(c)
    return (out.rstrip() + "…") if n > 0 else ""


_WHOLE = re.compile(r"\[[^\]]*\]|\S+")
"""What is never cut in two: a word, a day, days in brackets."""


def short(parts: Sequence[str], n: int, gap: str = " · ") -> str:
    """Statements as far as `n` columns reach, the last one cut between words; `…` where something was left out."""
    out = ""
    for at, part in enumerate(parts):
        rest = 2 if at < len(parts) - 1 else 0
        if cells(out + gap * bool(out) + part) + rest <= n:
            out += gap * bool(out) + part
            continue
        for word in _WHOLE.findall(part):
            more = (gap if out and word == _WHOLE.findall(part)[0] else " " if out else "") + word
            if cells(out + more) + 2 > n:
                break
            out += more
        return f"{out} …" if out else cut(part, n)
    return out


def pad(s: str, n: int, right: bool = False) -> str:
    """The text in exactly `n` columns, cut where it is longer; `right` puts it at the right side."""
    s = cut(s, n)
    fill = " " * max(0, n - cells(s))
    return fill + s if right else s + fill


def wrap(s: str, n: int) -> list[str]:
    """The text as lines of at most `n` columns, broken at spaces; a longer word is broken where it must."""
    n = max(n, 4)
    lines, line = [], ""
    for word in s.split():
        while True:
            tried = f"{line} {word}" if line else word
            if cells(tried) <= n:
                line = tried
                break
            if line:
                lines.append(line)
                line = ""
                continue
            head = _head(word, n)
            lines.append(head)
            word = word[len(head) :]
    if line:
        lines.append(line)
    return lines


def _head(word: str, n: int) -> str:
    used = 0
    for i, c in enumerate(word):
        used += _cell(c)
        if used > n:
            return word[:i]
    return word


def wrap_parts(parts: Sequence[str], n: int, gap: str = " · ") -> list[str]:
    """Short statements on as few lines as they fit, broken between statements where that is possible."""
    out: list[str] = []
    for part in parts:
        if out and cells(out[-1]) + cells(gap) + cells(part) <= n:
            out[-1] += gap + part
        else:
            out += wrap(part, n)
    return out


def command_lines(command: str, n: int) -> list[str]:
    """A command in at most `n` columns, continued by a backslash so that it can be copied."""
    lines = wrap(command, n - 4)
    if not lines:
        return []
    ends = [" \\"] * (len(lines) - 1) + [""]
    starts = ["→ "] + ["    "] * (len(lines) - 1)
    return [a + line + z for a, line, z in zip(starts, lines, ends, strict=True)]


def side_by_side(texts: Sequence[str], widths: Sequence[int], gap: str = "  ") -> list[str]:
    """Texts wrapped in columns beside one another."""
    columns = [wrap(c, w) for c, w in zip(texts, widths, strict=True)]
    height = max((len(c) for c in columns), default=0)
    rows = [[c[i] if i < len(c) else "" for c in columns] for i in range(height)]
    return [gap.join(pad(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]


class Paint:
    """Colours and weights of a terminal; the text unchanged where `enabled` is false."""

    def __init__(self, enabled: bool) -> None:
        """Colours for a terminal only."""
        self.enabled = enabled

    def _sgr(self, code: str, s: str) -> str:
        return f"\x1b[{code}m{s}\x1b[0m" if self.enabled and s.strip() else s

    def bold(self, s: str) -> str:
        """Headings and what to act on."""
        return self._sgr("1", s)

    def dim(self, s: str) -> str:
        """What a second look is for."""
        return self._sgr("2", s)

    def red(self, s: str) -> str:
        """Late or lost."""
        return self._sgr("1;31", s)

    def yellow(self, s: str) -> str:
        """Not known; to find out."""
        return self._sgr("33", s)

    def green(self, s: str) -> str:
        """Won, done or open."""
        return self._sgr("32", s)

    def cyan(self, s: str) -> str:
        """Commands and frames."""
        return self._sgr("36", s)


PLAIN = Paint(False)
"""No colours."""


def day_said(d: date) -> str:
    """A day as the language of the interface writes it, `07.07.2020` in Russian; ISO in English and on request.

    The only door through which a day reaches a person; what programs read, and what is typed again, stays ISO.
    """
    return _shaped(d.year, d.month, d.day, day_form())


def moment_said(moment: datetime) -> str:
    """A day with its time, `07.07.2020 09:30`: by the clock that the moment carries."""
    return f"{day_said(moment)} {moment:%H:%M}"


@lru_cache(maxsize=4096)
def _shaped(year: int, month: int, number: int, form: str) -> str:
    form = form or DAY
    return form.format(year=f"{year:04}", month=f"{month:02}", day=f"{number:02}")


_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


def days_in(text: str) -> str:
    """A text that was written with ISO days, such as an uncertain date or a sentence of the engine, in that form."""
    form = day_form()
    if not form or "-" not in text:
        return text
    month = _MONTH.fullmatch(text)
    if month is not None:
        return f"{month[2]}.{month[1]}"
    return _ISO.sub(lambda found: _shaped(int(found[1]), int(found[2]), int(found[3]), form), text)


def span(first: date | None, last: date | None) -> str:
    """Two bounds of an uncertain day as `2020-07-02…2020-07-09`, with `?` for an open end."""
    return f"{day_said(first) if first else '?'}…{day_said(last) if last else '?'}"


def weekday_date(d: date | None) -> str:
    """`Tue 2020-07-07`; `no date` for None."""
    return f"{_(WEEKDAYS[d.weekday()])} {day_said(d)}" if d else _("no date")


def bracket(earliest: date | None, latest: date | None) -> str:
    """A known day as `Tue 2020-07-07`, an uncertain one as `[2020-09-15 … 2021-03-11]`."""
    if earliest is not None and earliest == latest:
        return weekday_date(earliest)
    if earliest is None and latest is None:
        return _("day unknown")
    first = f"{day_said(earliest)} " if earliest else ""
    last = f" {day_said(latest)}" if latest else ""
    return f"[{first}…{last}]"


def days_phrase(n: int) -> str:
    """`today`, `tomorrow`, `in 6 days`, `3 days ago`."""
    near = {0: N_("today"), 1: N_("tomorrow"), -1: N_("yesterday")}
    if n in near:
        return _(near[n])
    return ngettext("in {n} day", "in {n} days", n) if n > 0 else ngettext("{n} day ago", "{n} days ago", -n)


def days_column(n: int | None) -> str:
    """The same as short as it can be, in English in at most nine columns: `6 days`, `812 d ago`, `1289d ago`."""
    if n is None:
        return ""
    if n < 0:
        short = _("{n} d ago") if n > -1000 else _("{n}d ago") if n > -10000 else _("{n} d")
        return short.format(n=-n)
    return days_phrase(n) if n < 2 else ngettext("{n} day", "{n} days", n)


def days_width(least: int = 10) -> int:
    """The columns of `days_column` in the language in use."""
    return max(least, *(cells(days_column(n)) for n in (-9999, -999, 0, 1, 999)))


def span_words(a: date, b: date) -> str:
    """The time from one day to another in words: `9 days`, `6 weeks`, `7 months`, `2 years 3 months`."""
    if b < a:
        a, b = b, a
    days = (b - a).days
    months = (b.year - a.year) * 12 + b.month - a.month - (1 if b.day < a.day else 0)
    if days < 14:
        return ngettext("{n} day", "{n} days", days)
    if months < 2:
        return ngettext("{n} week", "{n} weeks", days // 7)
    if months < 12:
        return ngettext("{n} month", "{n} months", months)
    years, rest = divmod(months, 12)
    said = ngettext("{n} year", "{n} years", years)
    return f"{said} {ngettext('{n} month', '{n} months', rest)}" if rest else said


def rule(words: str, n: int, note: str = "", end: str = "", paint: Paint = PLAIN) -> str:
    """A heading drawn over the whole width: `── ASK FIRST ── note ───── end ──`."""
    used = cells(words) + 4
    note = cut(note, max(0, n - used - (cells(end) + 4 if end else 0) - 6))
    middle = f" {note} " if note else ""
    tail = f" {end} ──" if end else ""
    fill = "─" * max(2, n - used - (2 + cells(middle) if middle else 0) - cells(tail))
    before = paint.dim("──") + " " + paint.bold(words) + " "
    return before + (paint.dim(f"──{middle}") if middle else "") + paint.dim(fill + tail)
