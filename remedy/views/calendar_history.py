"""What a calendar says today against the file that was there before: what changed, what is over, what goes.

Called by `remedy export ics` between the entries and their bytes. Pure: no clock, no disk, no format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec

from remedy.case.model import Case
from remedy.views.calendar_entries import Entry, Found, base_of
from remedy.views.calendar_words import gone, marked
from remedy.views.i18n import _
from remedy.views.mask import WORD, Names, has_secrets

STAYS = timedelta(days=90)
"""How long what is over stays, from the export that first found it over."""

MOST = 2**31 - 1
"""The largest number that a calendar may hold."""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as a file has it."""

    entry: Entry
    sequence: int = 0
    modified: datetime
    """In UTC: when it last changed."""


def new(entries: Iterable[Entry], stamp: datetime, before: Mapping[str, Version] | None = None) -> list[Version]:
    """Entries in the order of a file, each as its next version if it changed against an earlier one."""
    return sorted((_next(e, (before or {}).get(e.uid), stamp) for e in entries), key=_order)


def revised(
    found: Found,
    before: Mapping[str, Version],
    as_of: date,
    stamp: datetime,
    *,
    hidden: Callable[[Entry], Entry] = lambda entry: entry,
) -> list[Version]:
    """The entries of today with what stays of the file before, each as its next version if it changed.

    What is missing of a case that could not be read in full is no sign that it is over, and stays as it was.
    `hidden` masks what is kept of the file.
    """
    live = {e.uid: e for e in found.live}
    kept = [e for uid, old in before.items() if uid not in live for e in _stays(old.entry, found, as_of, hidden)]
    return new((*live.values(), *kept), stamp, before)


def _order(version: Version) -> tuple[bool, date, str]:
    entry = version.entry
    return entry.first is None, entry.first or date.max, entry.uid


def _next(entry: Entry, old: Version | None, stamp: datetime) -> Version:
    if old is None:
        return Version(entry=entry, modified=stamp)
    if old.entry == entry:
        return old
    later = max(stamp, old.modified + timedelta(seconds=1))
    return Version(entry=entry, sequence=min(old.sequence + 1, MOST), modified=later)


def _stays(
    old: Entry, found: Found, as_of: date, hidden: Callable[[Entry], Entry]
) -> Iterator[Entry]:  # fmt: skip
    """What is left of an entry that is not live: it as it was, it as over, or nothing."""
    if old.uid in found.past:
        held = _on(old, found.past[old.uid])
        last = held.last or held.first
        if last is None or as_of - last < STAYS:
            yield hidden(held)
        return
    if old.kind == "tickler" and (old.first is None or old.first < as_of):
        return
    if old.closed is not None and as_of - old.closed >= STAYS:
        return
    over = found.over.get(old.uid)
    if over is not None:
        yield msgspec.structs.replace(over, first=over.first or old.first, closed=old.closed or as_of)
    elif old.closed is not None or (not found.tells_of(old) and not _is_known(old.uid, found)):
        yield hidden(old)
    else:
        yield _removed(hidden(old), as_of)


def _on(old: Entry, day: date | None) -> Entry:
    """An entry on the day on which it turned out to be; as it was where that is its day, or is not known."""
    if day is None or day == old.first:
        return old
    return msgspec.structs.replace(old, first=day, last=None, begins=None, ends=None)


def _is_known(uid: str, found: Found) -> bool:
    """Whether the entry of a tickler is known to be over, or to stand without it."""
    base = base_of(uid)
    return base != uid and (base in found.over or any(e.uid == base for e in found.live))


def _removed(old: Entry, as_of: date) -> Entry:
    """An entry whose item is not there: its case or itself was removed, or other cases were asked for."""
    return msgspec.structs.replace(
        old,
        title=marked(gone(), old.title),
        description=_("It was removed from its case, its case was removed or closed, or other cases were asked for."),
        begins=None,
        ends=None,
        status="CANCELLED",
        url="",
        alarms=(),
        closed=as_of,
    )


def hiding(cases: Callable[[], Iterable[Case]]) -> Callable[[Entry], Entry]:
    """Masks an entry of an earlier file, which may have been written unmasked, or before its case was confidential.

    `cases` are asked for with the first entry.
    """
    names: list[Names] = []
    asked = False

    def hidden(entry: Entry) -> Entry:
        nonlocal asked
        if not asked:
            asked = True
            names.extend(Names(case) for case in cases() if has_secrets(case))
        if entry.secret == "open":
            return msgspec.structs.replace(
                entry,
                title=WORD,
                description="",
                url="",
                location="",
                begins=None,
                ends=None,
                secret="masked",
            )
        told = [entry.title, entry.description, entry.location]
        for each in names:
            told = [each.text(text) for text in told]
        return msgspec.structs.replace(entry, title=told[0], description=told[1], location=told[2])

    return hidden
