"""Calendar days that are known exactly, in part, or not at all.

Owns the written forms of section 3 of the design (EDTF's syntax) and their exact bounds. Called by every
reader of a date; never looks at a clock, and no day passes through a time of day.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import Any

import msgspec

from remedy.case.month_names import spelled_in_iso

Span = tuple[date | None, date | None]
"""First and last day, both included; None is open."""

_YEAR = re.compile(r"^(\d{4})$", re.ASCII)
_MONTH = re.compile(r"^(\d{4})-(\d{2})$", re.ASCII)
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$", re.ASCII)
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$", re.ASCII)
_DOTTED_MONTH = re.compile(r"^(\d{1,2})\.(\d{4})$", re.ASCII)
_SHORT_YEAR = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{2})$", re.ASCII)
_BEGINS = re.compile(r"^\d{4}", re.ASCII)
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$", re.ASCII)

FORMS = '2021-03-11, "2021-03", "2021", "2021-01-05/2021-02-10", "../2021-03-11", "2021-03-11/..", ".."'
"""The forms named in errors."""

TYPED = f'{FORMS}, 22.06.2020, 06.2020, "June 2020"'
"""The forms that may be typed on a command line, as errors name them."""


YEARS = range(1900, 2201)
"""The years of a case; another is a typing error, and would overflow the calendar."""


class BadDate(ValueError):
    """A text that is no date; `fix` says what to write."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


class When(msgspec.Struct, frozen=True):
    """One day, known to lie in one of `spans`; the spans are ordered and do not overlap."""

    spans: tuple[Span, ...]
    raw: str
    """As it was written."""
    provisional: bool = False
    """Written with `?`: everything downstream is provisional."""

    @property
    def earliest(self) -> date | None:
        """The first possible day; None where it is open."""
        return self.spans[0][0]

    @property
    def latest(self) -> date | None:
        """The last possible day; None where it is open."""
        return self.spans[-1][1]

    @property
    def exact(self) -> date | None:
        """The day itself where it is known, else None."""
        lo, hi = self.earliest, self.latest
        return lo if lo is not None and lo == hi else None


UNKNOWN = When(((None, None),), "..")
"""It happened; the day is not known."""


def day(value: date) -> When:
    """An exact day."""
    return When(((value, value),), value.isoformat())


def clip(spans: tuple[Span, ...], lo: date | None, hi: date | None) -> tuple[Span, ...]:
    """The spans cut to [lo, hi]; empty where nothing is left."""
    out: list[Span] = []
    for first, last in spans:
        a = lo if first is None or (lo is not None and lo > first) else first
        b = hi if last is None or (hi is not None and hi < last) else last
        if a is None or b is None or a <= b:
            out.append((a, b))
    return tuple(out)


def _day_of(text: str) -> date:
    found = _DAY.match(text)
    if not found:
        raise BadDate(f'"{text}" is no date', f"write one of {FORMS}")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise BadDate(f'"{text}" is no day of the calendar', "check the month and the day") from None


def _no_year(text: str) -> BadDate:
    return BadDate(f'"{text}" lies outside the years {YEARS[0]} to {YEARS[-1]}', "check the year")


def _span_of(text: str) -> Span:
    """`2021`, `2021-03` or `2021-03-11` as first and last day."""
    if _BEGINS.match(text) and int(text[:4]) not in YEARS:
        raise _no_year(text)
    try:
        if found := _YEAR.match(text):
            return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
        if found := _MONTH.match(text):
            year, month = int(found[1]), int(found[2])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise BadDate(f'"{text}" is no month of the calendar', "write the month as 01 to 12") from None
    exact = _day_of(text)
    return exact, exact


def _one_of(text: str) -> tuple[Span, ...]:
    spans = sorted((_span_of(part.strip()) for part in text.split(",") if part.strip()), key=lambda s: s[0] or date.min)
    if not spans:
        raise BadDate(f'"[{text}]" names no day', 'write "[2017-01-27, 2017-01-28]"')
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1][1] is not None and span[0] is not None and span[0] <= merged[-1][1]:
            last = max(d for d in (merged[-1][1], span[1]) if d is not None)
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append(span)
    return tuple(merged)


def _between(text: str) -> tuple[Span, ...]:
    first, _, last = (part.strip() for part in text.partition("/"))
    if not first and not last:
        raise BadDate(f'"{text}" is no date', 'write ".." for a day that nobody knows')
    lo = None if first in ("..", "") else _span_of(first)[0]
    hi = None if last in ("..", "") else _span_of(last)[1]
    if lo is not None and hi is not None and lo > hi:
        raise BadDate(f'"{text}" ends before it begins', f'write "{last}/{first}"')
    return ((lo, hi),)


def parse(text: str) -> When:
    """A written date as exact bounds. Raises BadDate with the cure."""
    raw = text
    text = text.strip()
    provisional = text.endswith("?")
    if provisional:
        text = text[:-1].strip()
    if found := _SLASHED.match(text):
        a, b, y = found[1].zfill(2), found[2].zfill(2), found[3]
        raise BadDate(
            f'"{text}" may be the {a}th of month {b} or the {b}th of month {a}',
            f"write {y}-{b}-{a} (day first) or {y}-{a}-{b} (month first)",
        )
    if text == "..":
        return When(((None, None),), raw, provisional)
    if text.startswith("[") and text.endswith("]"):
        return When(_one_of(text[1:-1]), raw, provisional)
    if "/" in text:
        return When(_between(text), raw, provisional)
    return When((_span_of(text),), raw, provisional)


def read(value: Any) -> When:
    """A TOML value as a date: a local date or one of the written forms. Raises BadDate."""
    if isinstance(value, datetime):
        raise BadDate(
            f"{value.isoformat()} has a time of day",
            f'write date = {value.date().isoformat()} and, if the hour matters, time = "{value:%H:%M}"',
        )
    if isinstance(value, date):
        if value.year not in YEARS:
            raise _no_year(value.isoformat())
        return When(((value, value),), value.isoformat())
    if isinstance(value, str):
        try:
            return parse(value)
        except BadDate as error:
            raise _unwritten(value, error) from None
    raise BadDate("this is no date", f"write one of {FORMS}")


def _unwritten(text: str, error: BadDate) -> BadDate:
    """What is said of a text in a file: how to write it, where it is a date as people type it."""
    try:
        iso = _iso(text)
    except BadDate:
        return error
    if iso == text.strip():
        return error
    return BadDate(
        f'"{text}" is not written as a date of a file', f"write {iso}" if _DAY.match(iso) else f'write "{iso}"'
    )


_QUOTED = re.compile('["“„«](.*)["”“»]')
"""As the words that name the forms have them."""


NOT_KNOWN = frozenset(
    {
        *("?", "unknown", "not known", "don't know", "do not know", "i don't know", "the day is not known"),
        *("не знаю", "неизвестно", "не известно", "неизвестен", "неизвестна", "нет данных", "дата неизвестна"),
        *("день неизвестен", "белгісіз", "білмеймін"),
    }
)
"""What people type, in any case of letters, where they do not know: of a date the same as `..`."""


def _bare(text: str) -> str:
    """A typed text without quotes around it."""
    quoted = _QUOTED.fullmatch(text.strip())
    return quoted[1] if quoted else text


def is_not_known(text: str) -> bool:
    """Whether a typed text says that something is not known."""
    said = " ".join(_bare(text).casefold().replace("’", "'").split())
    return said.rstrip(".") in NOT_KNOWN


def typed(text: str) -> When:
    """A date as typed: the written forms, `22.06.2020`, `06.2020`, `июнь 2020`, `не знаю`, in quotes or not.

    Raises BadDate.
    """
    if is_not_known(text):
        return UNKNOWN
    try:
        return parse(_iso(_bare(text)))
    except BadDate as error:
        raise BadDate(
            str(error), f"write one of {TYPED}" if error.fix == f"write one of {FORMS}" else error.fix
        ) from None


def _iso(text: str) -> str:
    """The written form of what people type; what is none of that stays as it is. Raises BadDate for a short year."""
    text = text.strip()
    if text.endswith("?"):
        return f"{_iso(text[:-1])}?"
    if text.startswith("[") and text.endswith("]"):
        return f"[{', '.join(_iso(part) for part in text[1:-1].split(','))}]"
    if "/" in text and not _SLASHED.match(text):
        first, _, last = text.partition("/")
        return f"{_iso(first)}/{_iso(last)}"
    if found := _DOTTED.match(text):
        return f"{found[3]}-{found[2].zfill(2)}-{found[1].zfill(2)}"
    if found := _DOTTED_MONTH.match(text):
        return f"{found[2]}-{found[1].zfill(2)}"
    if found := _SHORT_YEAR.match(text):
        century = "20" if int(found[3]) < 50 else "19"
        fix = f"write {found[1]}.{found[2]}.{century}{found[3]}"
        raise BadDate(f'"{text}" has a year of two digits', fix)
    return spelled_in_iso(text) or text


def from_accounts(accounts: dict[str, Any], relied: str | None) -> When:
    """Sources that disagree as one date: the relied one, else one of those that were given. Raises BadDate."""
    read_ = {name: read(value) for name, value in accounts.items()}
    if relied is not None and relied in read_:
        return read_[relied]
    if not read_:
        raise BadDate("accounts is empty", "write accounts = { SOURCE = 2017-01-27, OTHER = 2017-01-28 }")
    spans = sorted({s for w in read_.values() for s in w.spans}, key=lambda s: (s[0] or date.min, s[1] or date.max))
    return When(tuple(spans), " or ".join(f"{w.raw} ({n})" for n, w in read_.items()), True)
