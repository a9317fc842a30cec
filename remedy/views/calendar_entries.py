"""An assessment as entries of a calendar: deadlines, hearings, ends of punishments, steps, ticklers.

Called by `remedy export ics` and by whoever sends an .ics. Pure: no clock, no disk, no format. An entry tells nothing
that changes from one day to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from uuid import UUID, uuid5

import msgspec

from remedy.case.model import Case
from remedy.case.team import LEADS
from remedy.law.answer import Assessment, Item, Moment
from remedy.views import calendar_words as say
from remedy.views.codes import coded
from remedy.views.i18n import N_, _
from remedy.views.text import clean, days_phrase, weekday_date
from remedy.views.words import DUTY

AFTER = -1
"""The lead of what others owe: the day after it ended."""

MORNING = timedelta(hours=9)
"""When an all-day entry rings, by the clock of whoever looks."""

BEFORE_HEARING = timedelta(hours=2)
"""How long before a hearing it rings on its own day."""

LENGTH = timedelta(hours=1)
"""How long a hearing is drawn whose end nobody wrote down."""

TYPES = ("deadline", "hearing", "sanction", "step")
"""The items that a calendar can hold."""

DUTIES = {"hearing": N_("hearing"), "sanction": N_("end of a punishment"), "step": N_("step")}
"""The category of what has no duty."""

_SPACE = UUID("7f0c4a1e-2c8f-5d5e-9b57-6d1d3f1a52c4")
"""Of all names that remedy gives to entries."""

_TIME = re.compile(r"\s*(\d{1,2})[:.](\d\d)(?:\s*[-–—]\s*(\d{1,2})[:.](\d\d))?\s*", re.ASCII)
"""`10:30`, or from when to when."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """All that a calendar says of one thing. Two that are equal are written alike."""

    uid: str
    case: str = ""
    """A hash of its case's id."""
    kind: str
    """deadline | hearing | sanction | step | tickler."""
    title: str
    description: str = ""
    first: date | None = None
    """Its day, of a step without one None; of a timed one the day in its own zone."""
    last: date | None = None
    """The last day of one that takes several."""
    begins: datetime | None = None
    """Of one with a time: in UTC."""
    ends: datetime | None = None
    status: str = "CONFIRMED"
    """Of an event CONFIRMED, TENTATIVE, CANCELLED; of a step NEEDS-ACTION, IN-PROCESS, COMPLETED, CANCELLED."""
    categories: tuple[str, ...] = ()
    url: str = ""
    location: str = ""
    alarms: tuple[timedelta, ...] = ()
    """From the beginning of its day, or from its time."""
    secret: str = ""
    """Of what is confidential: `masked`, or `open` where it is written out."""
    closed: date | None = None
    """The day on which it was first found to be over."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be in the calendar."""

    leads: tuple[int, ...] = LEADS
    """So many days before an entry reminds of itself, where nothing else is settled."""
    settled: Callable[[Item], tuple[int, ...] | None] = lambda _item: None
    """What settings say of one line instead; None where they say nothing."""
    alarms: bool = True
    ticklers: bool = False
    steps: bool = False
    known: Container[str] = ()
    """The names in the file that was there before: of what is over only these are told."""


class Found(msgspec.Struct, kw_only=True):
    """The entries of one case, or of several."""

    live: list[Entry] = []
    over: dict[str, Entry] = {}
    """What was in the file before and is done, set aside, or in this calendar no longer."""
    past: dict[str, date | None] = {}
    """Hearings and ends of punishments that went by, each with its day if that is known: they stay as they were."""
    cases: dict[str, bool] = {}
    """The cases that were looked at, by the hashes of their ids: whether each was read in full."""
    blind: bool = False
    """Whether there is a file of which nobody can say which case it is."""
    masked: int = 0
    """How many of the live are masked."""
    undated: int = 0
    """How many lines of the agenda have no day, and so no entry."""

    def add(self, other: Found) -> None:
        """Takes in those of another case; where two cases have one id, the later ones get names of their own."""
        taken = {e.uid for e in self.live}
        for entry in other.live:
            uid = entry.uid
            while uid in taken:
                uid = uid_of(f"another {uid[:36]}") + uid[36:]
            self.live.append(msgspec.structs.replace(entry, uid=uid) if uid != entry.uid else entry)
        self.over |= other.over
        self.past |= other.past
        self.cases |= {c: sure and self.cases.get(c, True) for c, sure in other.cases.items()}
        self.masked, self.undated = self.masked + other.masked, self.undated + other.undated

    def tells_of(self, entry: Entry) -> bool:
        """Whether an entry that is missing is known to be over: not where its case could not be read in full."""
        return self.cases.get(entry.case, not self.blind)


def uid_of(id: str, lead: int | None = None) -> str:
    """The name of an item's entry, or of its tickler: made of the item's id alone, which it does not tell."""
    name = str(uuid5(_SPACE, id))
    return name if lead is None else f"{name}-late" if lead == AFTER else f"{name}-{lead}"


def base_of(uid: str) -> str:
    """The name of the entry that a tickler belongs to; an entry's own otherwise."""
    return uid[:36]


def entries(
    answer: Assessment,
    chosen: Iterable[Item],
    zone: tzinfo | None,
    lang: str,
    want: Wanted,
    *,
    courts: Mapping[str, str] | None = None,
    shown: Assessment | None = None,
) -> Found:
    """The entries of a case's assessment (made with `detail`), of the items that were chosen.

    `zone` is that of the times of its hearings; None leaves them all day; `courts` are where
    events take place, by their ids. `shown` is the masked copy, if one is told.
    """
    told = shown or answer
    case = uid_of(f"case {answer.case}")
    sure = not answer.lacks_pack and all(p.level != "error" for p in answer.problems)
    picked = {id(i) for i in chosen}
    moments = {m.id: m for m in answer.events}
    found = Found(cases={case: sure})
    for item, seen in zip(answer.items, told.items, strict=True):
        uid = uid_of(item.id)
        if id(item) in picked and item.date is None and item.listed and item.type != "step":
            found.undated += 1
        if id(item) in picked and _is_live(item, want):
            secret = "" if item == seen and not item.confidential else "masked" if shown else "open"
            court = (courts or {}).get(_event(item), "")
            found.masked += secret == "masked"
            leads = _leads(item, want)
            rings = leads if want.alarms else ()
            made = _entry(uid, seen, told, moments.get(_event(item)), zone, lang, rings, secret, court)
            made = msgspec.structs.replace(made, case=case)
            found.live += [made, *(_ticklers(made, leads, answer.as_of) if want.ticklers else ())]
        elif uid in want.known and item.type == "sanction" and item.status == "ended" and item.cause != "ended-by":
            found.past[uid] = None
        elif uid in want.known and item.type in TYPES and (sure or item.status in say.OVER):
            found.over[uid] = _over(uid, item, seen, lang, "masked" if shown and item != seen else "")
    _hearings_gone(answer, told, found, lang, want)
    found.over = {uid: msgspec.structs.replace(e, case=case) for uid, e in found.over.items()}
    return found


def where(moments: Iterable[Moment], case: Case) -> dict[str, str]:
    """The court or body before which each event takes place, by the event's id, as the case file names it."""
    named = {p.id: p.body for p in case.proceedings}
    staged: dict[str, list[str]] = {}
    for proceeding in case.proceedings:
        staged.setdefault(proceeding.stage, []).append(proceeding.body)
    out = {}
    for moment in moments:
        at_stage = staged.get(moment.stage, [])
        body = named.get(moment.proceeding) or (at_stage[0] if len(at_stage) == 1 and not moment.proceeding else "")
        if body:
            out[moment.id] = body
    return out


def _event(item: Item) -> str:
    """The event that a hearing is; empty for all else."""
    return item.id.partition("#hearing:")[2]


def _is_live(item: Item, want: Wanted) -> bool:
    """Whether an item stands in a calendar: what the agenda lists with a day, and every punishment that runs."""
    if item.type == "step":
        return want.steps and item.listed
    if item.type == "sanction":
        return item.date is not None and item.status in ("running", "unclear")
    return item.type in TYPES and item.listed and item.date is not None


def _entry(
    uid: str, item: Item, answer: Assessment, moment: Moment | None, zone: tzinfo | None, lang: str,
    leads: Sequence[int], secret: str, court: str,
) -> Entry:  # fmt: skip
    begins, ends = _times(item, moment, zone)
    unsure = item.type == "hearing" and (item.provisional or item.earliest != item.latest)
    until = moment.until if moment is not None and begins is None else None
    entry = Entry(
        uid=uid,
        kind=item.type,
        title=say.title(item, lang),
        description=say.description(
            item, answer, lang, masked=secret == "masked", zone=str(zone or ""), court=clean(court)
        ),
        first=item.date,
        last=until if until is not None and item.date is not None and until > item.date else None,
        begins=begins,
        ends=ends,
        status=_state(item) if item.type == "step" else "TENTATIVE" if unsure else "CONFIRMED",
        categories=(_(DUTIES.get(item.type, "")) or _(DUTY.get(item.duty, "")) or coded("kind", item.type),),
        url=say.url_of(item),
        location=clean(court),
        secret=secret,
    )
    return msgspec.structs.replace(entry, alarms=tuple(_alarm(lead, begins is not None) for lead in leads))


def _state(step: Item) -> str:
    return "NEEDS-ACTION" if step.status == "todo" else "IN-PROCESS"


def _leads(item: Item, want: Wanted) -> Sequence[int]:
    """The leads of an item: none for what is late, the day itself for what may begin, the day after for others' terms.

    For what others owe nothing is to be done before.
    """
    if item.date is None or item.status in ("missed", "overdue") or say.is_past(item):
        return ()
    if item.kind == "not-before":
        return (0,)
    if item.duty in ("authority", "opponent"):
        return (AFTER,)
    settled = want.settled(item)
    return want.leads if settled is None else settled


def _alarm(lead: int, timed: bool) -> timedelta:
    if timed:
        return -timedelta(days=lead) if lead else -BEFORE_HEARING
    return MORNING - timedelta(days=lead)


def _times(item: Item, moment: Moment | None, zone: tzinfo | None) -> tuple[datetime | None, datetime | None]:
    """Beginning and end in UTC, if the day, the time and the zone are certain."""
    read = _TIME.fullmatch(item.time) if item.type == "hearing" else None
    several = moment is not None and moment.until is not None and moment.until != item.date
    if read is None or zone is None or item.date is None or item.earliest != item.latest or several:
        return None, None
    try:
        begins = _utc(item.date, read[1], read[2], zone)
        ends = _utc(item.date, read[3], read[4], zone) if read[3] else begins
        return begins, ends if ends > begins else begins + LENGTH
    except (ValueError, OverflowError):  # 25:70, or a day at the end of all calendars
        return None, None


def _utc(day: date, hour: str, minute: str, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone).astimezone(UTC)


def _ticklers(entry: Entry, leads: Iterable[int], as_of: date) -> Iterator[Entry]:
    """All-day entries that remind of an entry, on days that have not gone by."""
    for lead in leads:
        try:
            day = entry.first - timedelta(days=lead) if entry.first is not None else None
        except OverflowError:
            continue
        if day is None or day < as_of or entry.first is None:
            continue
        head = _("ended yesterday") if lead == AFTER else days_phrase(lead)
        yield msgspec.structs.replace(
            entry,
            uid=f"{entry.uid}{uid_of('', lead)[36:]}",
            kind="tickler",
            title=f"→ {head}, {weekday_date(entry.first)}: {entry.title}",
            first=day,
            last=None,
            begins=None,
            ends=None,
            status="CONFIRMED",
            alarms=(),
        )


def _over(uid: str, item: Item, seen: Item, lang: str, secret: str) -> Entry:
    """An entry of what was in the calendar and need not be looked at any more."""
    title, why = say.over(seen, lang)
    done = item.type == "step" and item.status == "done"
    return Entry(
        uid=uid,
        kind=item.type,
        title=title,
        description=why,
        first=item.date,
        status="COMPLETED" if done else "CANCELLED",
        secret=secret or ("open" if item.confidential else ""),
    )


def _hearings_gone(answer: Assessment, told: Assessment, found: Found, lang: str, want: Wanted) -> None:
    """Hearings that are on no agenda any more: cancelled, put off, or gone by."""
    live = {e.uid for e in found.live}
    for moment, seen in zip(answer.events, told.events, strict=True):
        uid = uid_of(f"{answer.case}#hearing:{moment.id}")
        if uid in live or uid in found.over or uid not in want.known:
            continue
        if moment.state not in ("cancelled", "postponed"):
            found.past[uid] = moment.earliest if moment.earliest == moment.latest else None
            continue
        name = say.marked(coded("status", moment.state), say.event_title(seen, told, lang))
        secret = ("masked" if told is not answer else "open") if moment.confidential else ""
        found.over[uid] = Entry(
            uid=uid, kind="hearing", title=name, first=moment.earliest, status="CANCELLED", secret=secret
        )
