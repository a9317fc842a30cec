"""The engine's own sentences in the language of the interface: each is recognised by its form and said anew.

The core and all JSON speak English; only text views come here. What has no form in the table is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from remedy.case.period import Period, parse
from remedy.views.i18n import _, cited, generation, is_english, ngettext, pgettext, phrase, titled
from remedy.views.sentences import CONDITION, FORMS
from remedy.views.text import clean, days_in

_DAY = r"\d{4}-\d\d-\d\d"
_LENGTH = r"\d+ (?:working )?(?:day|week|month|year)s?(?:(?: and then | and )\d+ (?:day|week|month|year)s?)*"
_ID = r"[\w-]+"
_KINDS = {
    "event": rf"(?:(?:{_LENGTH} after |the end of |end of ){_ID}|{_ID}(?: \((?:received|sent|the one before)\))*)",
    "day": _DAY,
    "n": r"[\d.]+",
    "share": r"\d+/\d+",
    "length": _LENGTH,
    "period": r"P(?:\d+[YMWD])+",
    "rule": r"[\w./-]+(?:(?:, | and )[\w./-]+)*",
    "article": r"[^\]]+",
    "outcome": r"[a-z-]+",
    "side": r"[a-z-]+",
    "weekday": r"[A-Z]\w+day",
    "holiday": r".+",
    "names": r"[\w/.-]+(?: \(\S+\))?(?:(?:, | and )[\w/.-]+(?: \(\S+\))?)*",
    "facts": r"\w+(?:, \w+)*",
    "condition": r"\w+ (?:is|=) .+",
    "custody": rf"{_DAY}(?: or later)? to {_DAY}(?: or earlier)?",
    "openings": r"[^;]+",
    "text": r".+",
    "label": r".+?",
    "why": r".+",
}
"""What may stand in each place."""

_PLACE = re.compile(r"\{(\w+?)(\d*)\}")


@lru_cache(maxsize=512)
def _form(form: str) -> re.Pattern[str]:
    """A form as what recognises it."""
    out, at = "", 0
    for place in _PLACE.finditer(form):
        out += re.escape(form[at : place.start()]) + f"(?P<{place[1]}{place[2]}>{_KINDS[place[1]]})"
        at = place.end()
    return re.compile(out + re.escape(form[at:]))


@lru_cache(maxsize=2)
def _beginnings(_generation: int) -> list[tuple[str, str]]:
    """Each form with the words that it must begin with, so that most are dismissed at once."""
    return [(form, form.partition("{")[0]) for form in FORMS]


def sentences(text: str) -> list[str]:
    """The sentences of a note of the law, each of which is translated by itself."""
    return re.split(r"(?<=\.) (?=[A-Z])", text)


def told(text: str) -> str:
    """A sentence, a name or an id of the engine in the language in use, cleaned; English as it is."""
    said = clean(text)
    return said if not said or is_english() else _told(said, generation())


@lru_cache(maxsize=4096)
def _told(text: str, which: int) -> str:
    parts = text.split("; ")
    out: list[str] = []
    while parts:
        for n in range(len(parts), 0, -1):
            found = _one("; ".join(parts[:n]), which)
            if found is not None:
                break
        else:
            n, found = 1, " ".join(_(sentence) for sentence in sentences(parts[0]))
        out.append(found)
        parts = parts[n:]
    said = "; ".join(out)
    whole = " ".join(_(sentence) for sentence in sentences(text))
    return whole if said == text else said


def _one(text: str, which: int) -> str | None:
    """One sentence said anew; None where no form fits."""
    if " " not in text:
        found = titled(text)
        found = found if found != text else _(text)
        return found if found != text else None
    known = _known(text)
    if known is not None:
        return known
    for at in (m.start() for m in re.finditer(": ", text)):  # a title of the law and its note
        title, note = _known(text[:at]), _known(text[at + 2 :])
        if title is not None and note is not None:
            return f"{title}: {note}"
    for form, begin in _beginnings(which):
        if text.startswith(begin):
            match = _form(form).fullmatch(text)
            if match is not None and (form != CONDITION or _is_fact(text.split()[0])):
                said = {name: _said(name.rstrip("0123456789"), got) for name, got in match.groupdict().items()}
                return _(form).format(**said)
    parts = sentences(text)
    found = " ".join(_(part) for part in parts)
    return found if len(parts) > 1 and all(_(part) != part for part in parts) else None


_OF_FILES = frozenset({"event", "names", "openings", "text", "condition"})
"""Places in which ids of a file may stand; in the others there is only what the law or the engine says."""

_SENTENCES_IN = frozenset({"why", "label"})
"""Places in which another sentence stands."""


def hushed(text: str, hide: Callable[[str], str]) -> str:
    """A sentence of the engine in English, `hide` done to what comes from a file; to all of it where no form fits."""
    if hide(text) == text:
        return text
    return "; ".join(_hushed(part, hide) for part in text.split("; "))


def _hushed(text: str, hide: Callable[[str], str]) -> str:
    for form in FORMS:
        match = _form(form).fullmatch(text) if text.startswith(form.partition("{")[0]) else None
        if match is None or form == CONDITION:
            continue
        said = match.groupdict()
        for name, got in said.items():
            kind = name.rstrip("0123456789")
            said[name] = hide(got) if kind in _OF_FILES else hushed(got, hide) if kind in _SENTENCES_IN else got
        return form.format(**said)
    return hide(text)


def _is_fact(name: str) -> bool:
    return pgettext("fact", name) != name


def _known(text: str) -> str | None:
    """A title of the law or words of a catalogue; None where neither has them."""
    found = phrase(text)
    found = found if found != text else _(text)
    return found if found != text else None


def _said(kind: str, text: str) -> str:
    """What stands in one place."""
    if kind in ("event", "why", "label"):
        return told(text)
    if kind == "openings":
        return _(" or ").join(_opening(x) for x in text.split(" or "))
    if kind == "names":
        return ", ".join(titled(x) for x in re.split(", | and ", text))
    if kind == "facts":
        return ", ".join(pgettext("fact", x) for x in text.split(", "))
    if kind == "condition":
        return condition(text)
    if kind in ("length", "custody"):
        return long(text) if kind == "length" else _custody(text)
    if kind == "article":
        source, _space, article = text.rpartition(" ")
        return cited(source, article)
    if kind == "outcome":
        return titled(text, "outcome")
    if kind == "side":
        return pgettext("side", text)
    if kind == "period":
        return length(parse(text))
    return {"weekday": _, "holiday": holiday, "day": days_in}.get(kind, str)(text)


def _opening(text: str) -> str:
    """What opens a remedy: an event, since a day, or a remedy that was missed."""
    if text.startswith("a missed "):
        return _("a missed {remedy}").format(remedy=titled(text.removeprefix("a missed ")))
    words, since, day = text.partition(" since ")
    said = titled(words) if " " not in words else _(words)
    return _("{what} since {day}").format(what=said, day=days_in(day)) if since else said


def _custody(text: str) -> str:
    first, _to, last = text.partition(" to ")
    begin = first.removesuffix(" or later")
    end = last.removesuffix(" or earlier")
    begin = _("{day} or later").format(day=days_in(begin)) if begin != first else days_in(begin)
    end = _("{day} or earlier").format(day=days_in(end)) if end != last else days_in(end)
    return _("{first} to {last}").format(first=begin, last=end)


def length(period: Period) -> str:
    """A length of time as people say it: `1 year and 6 months`."""
    years, months = divmod(period.months, 12)
    parts = [ngettext("{n} year", "{n} years", years)] if years else []
    parts += [ngettext("{n} month", "{n} months", months)] if months else []
    parts += [ngettext("{n} day", "{n} days", period.days)] if period.days else []
    return _(" and ").join(parts) or _("no time")


_UNIT = re.compile(r"(\d+) (working day|day|week|month|year)s?")


def long(text: str) -> str:
    """A length in the engine's words: `1 year and 6 months`."""
    units = {
        "working day": lambda n: ngettext("{n} working day", "{n} working days", n),
        "day": lambda n: ngettext("{n} day", "{n} days", n),
        "week": lambda n: ngettext("{n} week", "{n} weeks", n),
        "month": lambda n: ngettext("{n} month", "{n} months", n),
        "year": lambda n: ngettext("{n} year", "{n} years", n),
    }
    stages = [
        _(" and ").join(units[unit](int(n)) for n, unit in _UNIT.findall(stage)) for stage in text.split(" and then ")
    ]
    return _(" and then ").join(stages)


def holiday(name: str) -> str:
    """The name of a day off; what a calendar says in English is translated where it is known."""
    own, bracket, rest = clean(name).partition(" (")
    word = pgettext("day off", own)
    day = rest.removeprefix("substituted from ").removesuffix(")")
    if bracket == rest == "":
        return word if word != own else _(own)
    if rest == "observed)":
        return _("{holiday} (observed)").format(holiday=word)
    if rest == "estimated)":
        return _("{holiday} (estimated)").format(holiday=word)
    if rest.startswith("substituted from "):
        return _("{holiday} (substituted from {day})").format(holiday=word, day=days_in(day))
    return f"{word}{bracket}{rest}"


def fact(name: str, value: str) -> str:
    """A fact with its values: `custody: no or yes`."""
    return f"{pgettext('fact', clean(name))}: {_values(clean(value))}"


def _values(text: str) -> str:
    return _(" or ").join(_value(x) for x in text.split(" or "))


def _value(text: str) -> str:
    plain = {"True": "yes", "False": "no"}.get(text, text) if not is_english() else text
    said = pgettext("value", plain)
    said = said if said != plain else _(plain)
    return said if said != plain else titled(days_in(plain), "outcome")


def value_said(code: str) -> str:
    """A value of a fact in words: `especially grave`."""
    said = pgettext("value", clean(code))
    return said if said != code else said.replace("-", " ")


def condition(text: str) -> str:
    """A condition on facts: `custody is yes; gravity is grave or medium`."""
    out = []
    for part in re.split("; | and (?=\\w+ is )", text):
        name, sign, values = part.partition(" is ") if " is " in part else part.partition(" = ")
        if sign:
            out.append(_("{fact}: {values}").format(fact=pgettext("fact", name), values=_values(values)))
        else:
            out.append(_(part))
    return "; ".join(out)
