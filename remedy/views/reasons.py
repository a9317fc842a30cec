"""The engine's own sentences in the language of the interface: each is recognised by its form and said anew.

The core and all JSON speak English; only text views come here. What has no form in the table is shown as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from remedy.views.i18n import N_, _, generation, is_english, ngettext, pgettext, phrase, titled
from remedy.views.text import clean

FORMS = (
    # of what a status rests on
    N_("the term may still run from {event}, which nobody recorded: find out; act now"),
    N_("the last day lies between {day} and {day2}: find out which; act now"),
    N_("may have been filed in time: find out the day of {event}; act now as if it was not"),
    N_("may have been done in time: find out the day of {event}; act now as if it was not"),
    N_("it may have been done: find out the day of {event}; act now"),
    N_("the day of {event} is open: act now and find out"),
    N_("{event} may have been given: then it was filed; find out"),
    N_("{event}: what was filed came back; the term still runs: file again"),
    N_("the term of another filer still runs ({label}), and nobody recorded {event}; the general one ended on {day}"),
    N_("the term of another filer still runs ({label}), until {day}; the general one ended on {day2}"),
    N_("{event} of {day} is in time under one reading and late under another: find out which holds"),
    N_("{event} of {day} is in time under one reading and late under another"),
    N_("{event} was set aside: it waits to be examined"),
    N_("nobody recorded whether it was filed"),
    N_("{event} shows that the judgment is in force: it was decided, or its term has run"),
    N_("nobody recorded {event}"),
    N_("depends on: {facts}"),
    N_("depends on {facts}, which nobody stated"),
    N_("depends on facts that were not stated: {facts}; give --fact NAME=VALUE"),
    N_("depends on {facts}"),
    N_("{event} has set {event2} aside"),
    N_("another one: an earlier is pending"),
    N_("another one: an earlier was refused"),
    N_("{event} came first: this clock does not run"),
    N_("{event} came first"),
    N_("{event} contradicts the rest: correct the file first"),
    N_("{event} names somebody who is not in the case: correct the file first"),
    N_("{why}: correct the file first"),
    N_("no event is named {event}"),
    N_("{event} shows that it was filed"),
    N_("{event} decided on {event2} without sending it back as late"),
    N_("overtaken by {event}"),
    N_("{event} was filed on a day that may be too late: find out the day"),
    N_("{event} was on a day that may be too late: find out the day"),
    N_("{event} answers the other side; nobody recorded whether this side filed too"),
    N_("begins on {day}"),
    N_("{event} may have overtaken it: say which"),
    N_("{event} restored the term without a new last day: file now, and ask the court for the day"),
    N_("{event}: find out the term that the court gave to complete it, and write it as an [[override]]"),
    N_("does not run if {event} came before {event2}"),
    N_("not after the end of {event}, which is not known"),
    N_("not after the last day of {event}"),
    # of custody and punishments
    N_("it runs only while {condition}"),
    N_("the punishment has ended"),
    N_("ended by {event}"),
    N_("its first day is not known"),
    N_("no pack says how such a punishment runs"),
    N_("it may be asked since {day}"),
    N_("under one reading it may be asked since {day}"),
    N_("an earlier request was not granted ({event})"),
    N_("no term of the law fits the facts"),
    N_("no ratio is stated: one day for one"),
    # of the ladder
    N_("the law sets no limit"),
    N_("the law states no limit"),
    N_("no limit is known"),
    N_("no rule of this pack limits it"),
    N_("within what time it may be asked is not known here: {why}"),
    N_("a rule of it cannot be used: ask counsel within what time"),
    N_("a rule of it cannot be used"),
    N_("no version of its rule is in force"),
    N_("no version is in force on this day"),
    N_("no version is in force"),
    N_("no version of {rule} covers {event} of {day}: the first that is known begins on {day2}"),
    N_("no version of {rule} covers {event} before {day}"),
    N_("no version of {rule} covers the day of {event}"),
    N_("no version of {rule} covers {day}"),
    N_("no version of {rule} is in force"),
    N_("no version here covers that day: ask counsel what it leaves open"),
    N_("needs {names} to have been used, and then {event} has not come yet"),
    N_("needs {names} to have been used"),
    N_("whether {names} was used is not certain"),
    N_("open only if the term was missed"),
    N_("opens after {openings}"),
    N_("may be brought by the prosecution"),
    N_("its conditions are not met: {condition}"),
    N_("its last day was {day}"),
    N_("its term has run"),
    N_("what was filed was withdrawn or returned, and its term has run"),
    N_("it is pending, and the law is the same as when it was filed"),
    N_("a question to counsel decides"),
    N_("the law in force sets no bar"),
    N_("until {day}"),
    N_("{event} may have come already: find out"),
    N_("{event} may have been filed: find out the day"),
    N_("{event} may not have happened yet"),
    N_("{event} of the other side is not decided"),
    N_("{event} is not decided: it asks for what is worse for the convict"),
    N_("{event} is not decided, under a law that no version here covers"),
    N_("{event} is not decided"),
    N_("{event} has no outcome: record it"),
    N_("{event} ({outcome}) bars another, unless there are {label} [{article}]"),
    N_("{event} ({outcome}) bars another, unless there are {label}"),
    N_("{event} ({outcome}) bars another [{article}]"),
    N_("{event} ({outcome}) bars another"),
    N_("{event} bars it"),
    N_("granted: {why}"),
    N_("refused: {why}"),
    N_("pending: {why}"),
    N_("missed: {why}"),
    N_("superseded: {why}"),
    # of what is not computed
    N_("no pack {names} is installed: nothing is computed for it"),
    N_("the case names no pack: only its own deadlines are computed"),
    N_("the case names no domestic pack: nothing is computed of its courts, only {rule} and its own deadlines"),
    N_("{rule} knows no law before {day}: nothing is computed for this day"),
    N_("no pack of the case covers {names}: nothing is computed of it"),
    # of where a day comes from
    N_("follows by law from {event}"),
    N_("{event} is older than any version of {rule}: by the law of later years"),
    N_("the terms of {names} ended and no appeal is known"),
    N_("not after {event} ({day}): a judgment that is executed is in force"),
    N_("not before {event} ({day})"),
    N_("not after {event} ({day})"),
    N_("counted from {event}"),
    N_("a day fixed in the file"),
    N_("a day stated in the file"),
    # of counting
    N_("the day of the event is not counted"),
    N_("the day of the event counts as the first day"),
    N_("{share} of {length}: {why}"),
    N_("{length}, and that month has no such day: its last day on"),
    N_("{length} on: the end without credit"),
    N_("{length} on"),
    N_("{length} back"),
    N_("{weekday} is not a working day ({holiday})"),
    N_("provisional: {why}"),
    N_("there is no calendar of holidays: only weekends are left out"),
    N_("{n} is not in the calendar {rule}: only weekends are left out"),
    N_("a religious holiday on the way is an estimate until it is announced"),
    N_("the days off of {n} are only reported"),
    N_("the days off of {n} are only unverified"),
    N_("extended by at most {length}"),
    N_("{n} days of credit for custody"),
    N_("{n} days of credit"),
    N_("at least {length}"),
    N_("it may be asked from the day after"),
    N_("not before the punishment begins"),
    # of readings
    N_("the law as worded from {day}, in force before the last day"),
    N_("from {day} as then worded"),
    N_("{length} from {event}, without credit"),
    N_("{length} from {event}, custody of {n} days from {day} to {day2}, each counted as {n2}"),
    N_("{length} from {event}, custody of {n} to {n2} days from {custody}, each counted as {n3}"),
    N_("custody of {n} days from {custody}, each counted as {n2}"),
    N_("custody of {n} to {n2} days from {custody}, each counted as {n3}"),
    N_("{length} from {event}"),
    N_("{period} from {event}, counted as {rule}"),
    N_("{label}: {share} of {length}, with {n} to {n2} days of custody credited"),
    N_("{label}: {share} of {length}, with {n} days of custody credited"),
    N_("{label}: {share} of {length}"),
    N_("{label}: {length}"),
    N_("from {event}"),
    # of plans
    N_("the law sets no last day"),
    N_("open without a last day"),
    N_("{length} before the last day, {day}"),
    N_("{length} after the last day, {day}"),
    N_("{length} after the filing of {day}"),
    N_("{length} after the filing that came back"),
    N_("{length} after it opened, {day}"),
    N_("the last day of the authority, {day}, has passed"),
    # of events and beginnings
    N_("{length} after {event}"),
    N_("the end of {event}"),
    N_("end of {event}"),
    N_("{event} was missed"),
    N_("{event} (the one before)"),
    N_("{event} (to the {side})"),
    N_("{event} (received)"),
    N_("{event} (sent)"),
    N_("{event}, at most {period} each"),
    N_("no limit"),
    N_("Look again: nothing since {day}"),
    N_("{event}: {outcome}, on what the other side filed"),
    N_("{event}: {outcome}, under a law that no version here covers"),
    N_("{event}: the case has ended"),
    N_("{event}: decided"),
    N_("{event}: brought"),
    N_("{event}: {outcome}"),
    N_("yes"),
    N_("no"),
    N_("unclear"),
    N_("{condition}"),
)
"""The sentences that `remedy/law` says, the longer before the shorter. What stands for something is told by its name."""

_DAY = r"\d{4}-\d\d-\d\d"
_LENGTH = r"\d+ (?:working )?(?:day|week|month|year)s?(?:(?: and then | and )\d+ (?:day|week|month|year)s?)*"
_ID = r"[\w-]+"
_KINDS = {
    "event": rf"(?:(?:{_LENGTH} after |the end of |end of ){_ID}|{_ID}(?: \(received\)| \(sent\))?)",
    "day": _DAY,
    "n": r"[\d.]+",
    "share": r"\d+/\d+",
    "length": _LENGTH,
    "period": r"P\w+",
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
    "openings": r".+",
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


def told(text: str) -> str:
    """A sentence, a name or an id of the engine in the language in use, cleaned; English as it is."""
    said = clean(text)
    return said if not said or is_english() else _told(said, generation())


@lru_cache(maxsize=4096)
def _told(text: str, which: int) -> str:
    whole = _one(text, which)
    if whole is not None:
        return whole
    parts = text.split("; ")
    out: list[str] = []
    while parts:
        for n in range(len(parts), 0, -1):
            found = _one("; ".join(parts[:n]), which)
            if found is not None:
                break
        else:
            n, found = 1, parts[0]
        out.append(found)
        parts = parts[n:]
    return "; ".join(out)


def _one(text: str, which: int) -> str | None:
    """One sentence said anew; None where no form fits."""
    if " " not in text:
        found = titled(text)
        found = found if found != text else _(text)
        return found if found != text else None
    known = phrase(text)
    known = known if known != text else _(text)
    if known != text:
        return known
    for form, begin in _beginnings(which):
        if text.startswith(begin):
            match = _form(form).fullmatch(text)
            if match is not None:
                said = {name: _said(_PLACE.sub(r"\1", "{" + name + "}"), got) for name, got in match.groupdict().items()}
                return _(form).format(**said)
    return None


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
    if kind == "outcome":
        return titled(text, "outcome")
    if kind == "side":
        return pgettext("side", text)
    return {"weekday": _, "holiday": holiday}.get(kind, str)(text)


def _opening(text: str) -> str:
    """What opens a remedy: an event, since a day, or a remedy that was missed."""
    if text.startswith("a missed "):
        return _("a missed {remedy}").format(remedy=titled(text.removeprefix("a missed ")))
    words, since, day = text.partition(" since ")
    said = titled(words) if " " not in words else _(words)
    return _("{what} since {day}").format(what=said, day=day) if since else said


def _custody(text: str) -> str:
    first, _to, last = text.partition(" to ")
    begin = first.removesuffix(" or later")
    end = last.removesuffix(" or earlier")
    begin = _("{day} or later").format(day=begin) if begin != first else begin
    end = _("{day} or earlier").format(day=end) if end != last else end
    return _("{first} to {last}").format(first=begin, last=end)


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
        return _("{holiday} (substituted from {day})").format(holiday=word, day=day)
    return f"{word}{bracket}{rest}"


WORDS = (N_("weekend"), N_("day off"), N_("not stated"), N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
         N_("Friday"), N_("Saturday"), N_("Sunday"))  # fmt: skip
"""Words that the engine puts into its sentences."""


def fact(name: str, value: str) -> str:
    """A fact with its values: `custody: no or yes`."""
    return f"{pgettext('fact', clean(name))}: {_values(clean(value))}"


def _values(text: str) -> str:
    return _(" or ").join(_value(x) for x in text.split(" or "))


def _value(text: str) -> str:
    plain = {"True": "yes", "False": "no"}.get(text, text) if not is_english() else text
    said = pgettext("value", plain)
    return said if said != plain else _(plain)


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
