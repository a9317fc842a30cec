"""Dates of a spreadsheet in the forms that its map states: nothing is guessed, what fits two ways is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from remedy.case import dates

ISO = "ISO"
"""The forms of a case file itself, uncertain ones included."""

_TOKEN = re.compile(r"DD?|MM?|Y+")
_GROUPS = {
    "DD": r"(?P<d>[0-9]{2})",
    "D": r"(?P<d>[0-9]{1,2})",
    "MM": r"(?P<m>[0-9]{2})",
    "M": r"(?P<m>[0-9]{1,2})",
    "YYYY": r"(?P<y>[0-9]{4})",
}


class BadPattern(ValueError):
    """A form of dates that cannot be read by."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


class Pattern(msgspec.Struct, frozen=True):
    """One form, as a regular expression (empty: ISO), and what a date in it means: `{}` is the day."""

    form: str
    regex: str
    means: str


def pattern(form: Any, means: Any = "{}") -> Pattern:
    """A form such as DD.MM.YYYY, MM/YYYY, `до DD.MM.YYYY`. Raises BadPattern."""
    if not isinstance(form, str) or not isinstance(means, str) or means.count("{}") > 1:
        raise BadPattern("a form of dates is text", 'write date = "DD.MM.YYYY", or { "до DD.MM.YYYY" = "../{}" }')
    if form == ISO:
        return Pattern(form, "", "{}")
    tokens = _TOKEN.findall(form)
    kinds = "".join(sorted(t[0] for t in tokens))
    if kinds not in ("Y", "MY", "DMY") or "YYYY" not in tokens:
        why = (
            "a year has four digits"
            if "YY" in tokens
            else "a year stands once, a month at most once, a day only with one"
        )
        raise BadPattern(f'"{form}" is no form of dates: {why}', 'write "DD.MM.YYYY", "MM/YYYY", "YYYY-MM-DD" or "ISO"')
    out, at = "", 0
    for found in _TOKEN.finditer(form):
        out += re.escape(form[at : found.start()]) + _GROUPS[found[0]]
        at = found.end()
    made = Pattern(form, out + re.escape(form[at:]), means)
    try:
        dates.parse(made.means.replace("{}", "2020-02-03"[: {1: 4, 2: 7, 3: 10}[len(kinds)]]))
    except dates.BadDate as bad:
        raise BadPattern(
            f'"{means}" is no date of a case file: {bad}', 'write it with {} for the day: "../{}", "{}?"'
        ) from None
    return made


def read(text: str, patterns: tuple[Pattern, ...]) -> date | str:
    """A date as a file writes it. Raises dates.BadDate with the cure."""
    found: dict[str, str] = {}
    wrong: dates.BadDate | None = None
    for one in patterns:
        try:
            written = _written(text, one)
            if written is not None:
                dates.parse(written)
                found.setdefault(written, one.form)
        except dates.BadDate as error:
            wrong = error
    if len(found) > 1:
        raise dates.BadDate(
            "this may be " + " or ".join(sorted(found)), "the map states two forms that both fit: leave one"
        )
    if not found:
        stated = ", ".join(p.form for p in patterns)
        if wrong is not None:
            raise dates.BadDate("no day of the calendar in the stated form", f"write the date as {stated}")
        raise dates.BadDate(
            "not a date in a form that the map states", f"write it as {stated}, or add its form to the map"
        )
    (written,) = found
    try:
        return date.fromisoformat(written) if len(written) == 10 else written
    except ValueError:
        return written


def _written(text: str, one: Pattern) -> str | None:
    if not one.regex:
        return text if text[:1] in "0123456789.[" else None
    match = re.fullmatch(one.regex, text, re.IGNORECASE)
    if match is None:
        return None
    parts = match.groupdict()
    day = parts["y"] + "".join(f"-{parts[k].zfill(2)}" for k in ("m", "d") if k in parts)
    return one.means.replace("{}", day)
