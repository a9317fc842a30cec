"""Dates of a spreadsheet in the forms that its map states: nothing is guessed, what fits two ways is refused."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from remedy.case import dates
from remedy.case.month_names import month_of, names_a_month
from remedy.case.toml_text import value_text

ISO = "ISO"
"""The forms of a case file itself, uncertain ones included."""

_TOKEN = re.compile(r"DD?|M{3,4}|MM?|Y+")
_GROUPS = {
    "DD": r"(?P<d>[0-9]{2})",
    "D": r"(?P<d>[0-9]{1,2})",
    "MM": r"(?P<m>[0-9]{2})",
    "M": r"(?P<m>[0-9]{1,2})",
    "MMM": r"(?P<m>[^\W\d_]+\.?)",
    "MMMM": r"(?P<m>[^\W\d_]+\.?)",
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
    """A form such as DD.MM.YYYY, MM/YYYY, MMMM YYYY, `до DD.MM.YYYY`. Raises BadPattern."""
    if not isinstance(form, str) or not isinstance(means, str) or means.count("{}") > 1:
        raise BadPattern("a form of dates is text", 'write date = "DD.MM.YYYY", or { "до DD.MM.YYYY" = "../{}" }')
    if form == ISO:
        return Pattern(form, "", "{}")
    if names_a_month(form):
        raise BadPattern(
            f'"{form}" names one month: no other could be read by it',
            'write MMMM for the name of a month: "MMMM YYYY", "D MMMM YYYY"',
        )
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
        _suggest(text, patterns)
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


_USUAL = {
    ISO: "2020-02-03",
    "DD.MM.YYYY": "03.02.2020",
    "D.M.YYYY": "3.2.2020",
    "MM.YYYY": "02.2020",
    "M.YYYY": "2.2020",
    "MMMM YYYY": "февраль 2020",
    "MMMM YYYY г.": "февраль 2020 г.",
    "D MMMM YYYY": "3 февраля 2020",
    "D MMMM YYYY г.": "3 февраля 2020 г.",
    "DD-MM-YYYY": "03-02-2020",
    "YYYY.MM.DD": "2020.02.03",
    "YYYY": "2020",
}
"""Forms that people use, and the third of February in each."""

_SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[./-][0-9]{1,2}|[^\W\d_]+)[./ -]+[0-9]{2}(\s*г\.?)?")


def _suggest(text: str, patterns: tuple[Pattern, ...]) -> None:
    """Says which form of the usual ones a text has that the map does not state, the same of every such cell of a
    column. Raises dates.BadDate."""
    expects = "the map expects " + ", ".join(_example(p.form) for p in patterns)
    if _SLASHED.fullmatch(text):
        raise dates.BadDate(
            f"{expects}; this column has 03/02/2020",
            'say "D/M/YYYY" (day first) or "M/D/YYYY" (month first) in the map',
        )
    if _SHORT_YEAR.fullmatch(text):
        raise dates.BadDate(f"{expects}; this has a year of two digits", "write the year with four digits")
    form = usual(text, {p.form for p in patterns})
    if form:
        raise dates.BadDate(f"{expects}; this column has {_USUAL[form]}", f"say date = {_stated(patterns, form)}")


def usual(text: str, without: Collection[str] = ()) -> str | None:
    """The form of the usual ones that a text has; None for none of them."""
    for one in _usual_patterns():
        try:
            written = _written(text, one)
            if written is not None and dates.parse(written) and one.form not in without:
                return one.form
        except dates.BadDate:
            continue
    return None


@lru_cache(maxsize=1)
def _usual_patterns() -> tuple[Pattern, ...]:
    return tuple(pattern(form) for form in _USUAL)


def _example(form: str) -> str:
    """The third of February in a form."""
    if form in _USUAL:
        return _USUAL[form]
    each = {"D": "3", "DD": "03", "M": "2", "MM": "02", "MMM": "фев", "MMMM": "февраля", "YYYY": "2020"}
    return _TOKEN.sub(lambda found: each[found[0]], form)


def _stated(patterns: tuple[Pattern, ...], form: str) -> str:
    """The forms of the map and one more, as the map writes them."""
    if all(p.means == "{}" for p in patterns):
        return value_text([*(p.form for p in patterns), form])
    return value_text({**{p.form: p.means for p in patterns}, form: "{}"})


def _written(text: str, one: Pattern) -> str | None:
    if not one.regex:
        return text if text[:1] in "0123456789.[" else None
    match = re.fullmatch(one.regex, text, re.IGNORECASE)
    if match is None:
        return None
    parts = match.groupdict()
    if not parts.get("m", "0").isdigit():
        month = month_of(parts["m"])
        if month is None:
            return None
        parts["m"] = str(month)
    day = parts["y"] + "".join(f"-{parts[k].zfill(2)}" for k in ("m", "d") if k in parts)
    return one.means.replace("{}", day)
