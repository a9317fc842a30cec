"""Entries as an iCalendar file (RFC 5545, 7986) and back, through the library `icalendar`.

Called by `remedy export ics` and by whoever sends an .ics. The same entries give the same bytes: no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from remedy.views.calendar_entries import Entry
from remedy.views.calendar_history import MOST, Version, new
from remedy.views.calendar_words import is_web
from remedy.views.i18n import N_
from remedy.views.text import clean

if TYPE_CHECKING:
    from icalendar import Component, vText

PRODID = "-//remedy//remedy export ics//EN"
"""Who wrote the file: by it a file of ours is known."""

NAME = "remedy"
"""What the calendar is called until its reader calls it something else."""

REFRESH = timedelta(hours=6)
"""How often a subscriber is asked to look; most look when they like."""

ONE_DAY = timedelta(days=1)

_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UID = rf"{_UUID}(-\d{{1,4}}|-late)?"
_STATES = {
    "VEVENT": ("CONFIRMED", "TENTATIVE", "CANCELLED"),
    "VTODO": ("NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"),
}
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_KINDS = ("deadline", "hearing", "sanction", "step", "tickler")


class NoCalendar(ValueError):
    """The bytes are no calendar that remedy wrote."""


def calendar(entries: Iterable[Entry], *, stamp: datetime, before: bytes | None = None) -> bytes:
    """A calendar of these entries and no others, such as a mail carries; what is over in `before` is not kept.

    `stamp`, in UTC, is when those that are new or changed against `before` are said to be changed. Raises NoCalendar.
    """
    return written(new(entries, stamp, read(before) if before else {}))


def written(versions: Iterable[Version]) -> bytes:
    """A calendar of entries in their versions, in the order given."""
    from icalendar import Calendar, vDuration

    out = Calendar()
    out.add("prodid", PRODID)
    out.add("version", "2.0")
    out.add("calscale", "GREGORIAN")
    out.add("name", NAME)
    out.add("x-wr-calname", NAME)
    out.add("refresh-interval", vDuration(REFRESH), {"VALUE": "DURATION"})
    out.add("x-published-ttl", vDuration(REFRESH))
    components = [_component(version) for version in versions]
    for component in components or [_nothing()]:
        out.add_component(component)
    return bytes(out.to_ical(sorted=False))


def _nothing() -> Component:
    """What an empty calendar holds, since it must hold something: that UTC is UTC."""
    from icalendar import Timezone, TimezoneStandard

    out, always = Timezone(), TimezoneStandard()
    out.add("tzid", "UTC")
    always.add("dtstart", datetime(1970, 1, 1))
    always.add("tzoffsetfrom", timedelta(0))
    always.add("tzoffsetto", timedelta(0))
    out.add_component(always)
    return out


def _component(version: Version) -> Component:
    from icalendar import Event, Todo, vCategory

    entry = version.entry
    out: Event | Todo = Todo() if entry.kind == "step" else Event()
    out.add("uid", entry.uid)
    out.add("dtstamp", version.modified)
    out.add("last-modified", version.modified)
    out.add("sequence", version.sequence)
    for name, value in _days(entry):
        out.add(name, value)
    out.add("summary", _said(entry.title))
    if entry.description:
        out.add("description", _said(entry.description))
    out.add("status", entry.status)
    if entry.kind != "step":
        out.add("transp", "OPAQUE" if entry.begins else "TRANSPARENT")
    if entry.categories:
        out.add("categories", categories := vCategory([]))
        categories.cats = [_said(category) for category in entry.categories]
    if entry.url:
        out.add("url", entry.url)
    if entry.location:
        out.add("location", _said(entry.location))
    if entry.secret:
        out.add("class", "CONFIDENTIAL")
        out.add("x-remedy-masked", "TRUE" if entry.secret == "masked" else "FALSE")
    out.add("x-remedy-kind", entry.kind)
    if entry.case:
        out.add("x-remedy-case", entry.case)
    if entry.begins is not None and entry.first is not None:
        out.add("x-remedy-day", entry.first.isoformat())
    if entry.closed is not None:
        out.add("x-remedy-closed", entry.closed.isoformat())
    for before in entry.alarms:
        out.add_component(_alarm(entry, before))
    return out


def _said(text: str) -> vText:
    r"""A text as RFC 5545, 3.3.11 has it. The library's own escaping takes a `\N` of the text for the end of a line."""
    return _text_type()(text)


@lru_cache(maxsize=1)
def _text_type() -> type[vText]:
    from icalendar import vText

    class Said(vText):
        def to_ical(self) -> bytes:
            escaped = self.translate({ord("\\"): r"\\", ord(";"): r"\;", ord(","): r"\,", ord("\n"): r"\n"})
            return escaped.encode()

    return Said


def _days(entry: Entry) -> list[tuple[str, Any]]:
    """When it is. The end of an all-day event is the day after its last; the last day of all calendars has none."""
    if entry.kind == "step":
        return [("due", entry.first)] if entry.first else []
    if entry.begins is not None and entry.ends is not None:
        return [("dtstart", entry.begins), ("dtend", entry.ends)]
    if entry.first is None:
        return []
    last = entry.last or entry.first
    return [("dtstart", entry.first), *([("dtend", last + ONE_DAY)] if last < date.max else [])]


def _alarm(entry: Entry, before: timedelta) -> Component:
    from icalendar import Alarm

    out = Alarm()
    out.add("action", "DISPLAY")
    out.add("description", _said(entry.title))
    out.add("trigger", before, {"RELATED": "END"} if entry.kind == "step" else {})
    return out


def read(data: bytes) -> dict[str, Version]:
    """The entries of a file that remedy wrote, by their names; what somebody added to it is left out.

    Raises NoCalendar where it is another calendar, or none.
    """
    from icalendar import Calendar

    if not data.strip():
        return {}
    try:
        found = Calendar.from_ical(data)
        if str(found.get("prodid", "")) != PRODID:
            raise NoCalendar(N_("it is no calendar that remedy wrote"))
        versions = [_version(c) for c in found.subcomponents if c.name in _STATES]
    except NoCalendar:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        raise NoCalendar(N_("it cannot be read as a calendar")) from error
    out: dict[str, Version] = {}
    for version in versions:
        if version is not None and version.sequence >= getattr(out.get(version.entry.uid), "sequence", 0):
            out[version.entry.uid] = version
    return out


def _version(component: Component) -> Version | None:
    """A component as the entry that it was made of; None for one that remedy did not make."""
    import re

    uid, kind = _text(component, "uid"), _text(component, "x-remedy-kind")
    if not re.fullmatch(_UID, uid) or kind not in _KINDS or (kind == "step") != (component.name == "VTODO"):
        return None
    begins, ends = _value(component, "dtstart"), _value(component, "dtend")
    timed = isinstance(begins, datetime) and isinstance(ends, datetime)
    first = _day(_value(component, "due") if kind == "step" else _text(component, "x-remedy-day") if timed else begins)
    if first is None and kind != "step":
        return None
    after = None if timed else _day(ends)
    last = after - ONE_DAY if after is not None and after > date.min else None
    url = _text(component, "url")
    status, masked = _text(component, "status"), _text(component, "x-remedy-masked")
    case = _text(component, "x-remedy-case")
    entry = Entry(
        uid=uid,
        case=case if re.fullmatch(_UUID, case) else "",
        kind=kind,
        title=clean(_text(component, "summary")),
        description="\n".join(clean(line) for line in _text(component, "description").split("\n")),
        first=first,
        last=last if first is not None and last is not None and last > first else None,
        begins=begins if timed else None,
        ends=ends if timed else None,
        status=status if status in _STATES[str(component.name)] else "CANCELLED",
        categories=_categories(component),
        url=url if is_web(url) else "",
        location=clean(_text(component, "location")),
        alarms=tuple(t for a in component.subcomponents if isinstance(t := _value(a, "trigger"), timedelta)),
        secret={"TRUE": "masked", "FALSE": "open"}.get(masked, ""),
        closed=_day(_text(component, "x-remedy-closed")),
    )
    modified = _value(component, "last-modified")
    known = isinstance(modified, datetime) and modified.tzinfo is not None and modified.year < date.max.year
    return Version(entry=entry, sequence=_number(component), modified=modified if known else _EARLIEST)


def _text(component: Component, name: str) -> str:
    value = component.get(name, "")
    return "" if isinstance(value, list) else str(value)


def _value(component: Component, name: str) -> Any:
    return getattr(component.get(name), "dt", None)


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _number(component: Component) -> int:
    text = _text(component, "sequence")
    return min(int(text), MOST) if text.isascii() and text.isdigit() and len(text) < 11 else 0


def _categories(component: Component) -> tuple[str, ...]:
    found = component.get("categories")
    return tuple(clean(str(c)) for c in found.cats) if hasattr(found, "cats") else ()
