"""What an Assessment says: items, rungs, gaps and traces as records that serialise to the fixed JSON.

Made by `assess.py`, shown by views. Days are `date` or None (open); titles are English with `title_i18n` beside.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day
from typing import Any

import msgspec

from remedy.case.problems import Problem

Cite = dict[str, str]
"""`source`, `article`, `quote`, `url`, `note`; keys that are not known are left out."""


def authority(cites: Iterable[Cite]) -> str:
    """Where the law says so, in few words: the source's id and the article, several apart by a semicolon."""
    return "; ".join(dict.fromkeys(f"{c.get('source', '')} {c.get('article', '')}".strip() for c in cites))


SET = "a day fixed in the file"
"""What a last day runs from that the file itself states: of its own deadlines."""


class Trigger(msgspec.Struct, kw_only=True):
    """The event that a term runs from."""

    event: str
    date: Day | None
    earliest: Day | None
    latest: Day | None
    kind: str = ""
    """The kind of that event, where there is one."""
    derived: bool = False
    provisional: bool = False
    recorded: bool = True
    """False: nobody recorded such an event; `event` names what is missing."""
    why: list[str] = []
    """Why its written bounds were narrowed, one sentence each."""


class Move(msgspec.Struct, kw_only=True, rename={"start": "from"}):
    """One line of a trace: from one day to the next, with its authority."""

    start: Day
    to: Day
    why: str
    cite: str = ""


class Reading(msgspec.Struct, kw_only=True):
    """One tenable way to apply a rule."""

    id: str
    label: str
    date: Day | None
    earliest: Day | None
    latest: Day | None
    trigger: Trigger
    law_status: str
    text_status: str = ""
    """The same without the calendar by which the day was moved: the text of the law alone."""
    cite: list[Cite] = []
    version: str = ""
    period: str = ""
    convention: str = ""
    by: str = ""
    """Whose own filing it is for, where the term of another filer runs beside it."""
    conditional: bool = False
    """Whether it holds only under a fact that nobody stated."""
    provisional: bool = False
    reason: str = ""
    """Why there is no date, or why it is provisional."""
    trace: list[Move] = []
    """To the day `date`; from the earliest possible trigger for a party, else from the latest."""


class Item(msgspec.Struct, kw_only=True):
    """One line of the agenda. `type` says which fields below the common ones are filled."""

    id: str
    type: str
    """deadline | step | hearing | gap | sanction | review."""
    as_of: Day
    case: str
    case_title: str
    country: str
    title: str
    title_i18n: dict[str, str] = {}
    person: str | None = None
    owner: str | None = None
    status: str = ""
    date: Day | None = None
    earliest: Day | None = None
    latest: Day | None = None
    days_left: int | None = None
    confidential: bool = False
    typed: str = ""
    """Case and id as a command names them, where they are masked: what is hidden stands in capitals."""
    listed: bool = True
    """In the default agenda; `--all` shows the rest."""
    group: str = ""
    """gap | missed | unclear | open | hearing | waiting | opponent | undated | step | sanction | review | rest."""

    # deadline
    maybe_done: bool = False
    inferred: bool = False
    restored: bool = False
    fixed: dict[str, Any] | None = None
    duty: str = ""
    kind: str = ""
    rule: str = ""
    remedy: str | None = None
    trigger: Trigger | None = None
    done: dict[str, Any] | None = None
    readings: list[Reading] = []
    provisional: bool = False
    disputed: bool = False
    unconfirmed: bool = False
    """Whether it runs from an event that no second person confirmed, where the team asks for that."""
    law_status: str = ""
    text_status: str = ""
    """The weakest of its readings without the calendar."""
    next: list[str] = []
    cite: list[Cite] = []
    reason: str = ""
    """In words: why this status, why no date, what to find out."""
    cause: str = ""
    """Of a reason that other parts act on: uncovered (no version), other-side (who filed is not known),
    unrecorded (its trigger), came-back (what was filed), unusable (the file names what is not there), facts (nobody
    stated those that it depends on), ended-by (an event ended a punishment)."""
    hint_i18n: dict[str, str] = {}
    """What to do though no last day is stated."""
    notices: list[str] = []
    restorable: bool = False
    facts: dict[str, str] = {}
    """The facts that it depends on, each with what is known of it on the anchor's day."""

    waits_for: list[str] = []
    """Of a clock on a punishment: the facts that nobody stated and on which its day depends."""

    # gap
    asks: str = ""
    asks_i18n: dict[str, str] = {}
    blocks: list[str] = []
    block_titles: dict[str, dict[str, str]] = {}
    """Titles of rules that have no item of their own yet."""
    since: Day | None = None
    command: str = ""
    """The command that shows it in full."""
    answer: str = ""
    """The command that answers it; words in capitals are to be filled in."""
    record: str = ""
    """The lines that answer it, to be added to the case's file."""

    # step
    waiting_on: str = ""
    days_waiting: int | None = None
    chase_on: Day | None = None
    """The day from which whoever it waits on is to be asked again."""
    flag: str = ""
    """Of a step: overdue, due, chase, pending. Of a gap: its rank. Of a remedy without a date: `if-missed`,
    or `again` where an earlier one is pending or was refused. `doubt`
    where it is not certain that it is open. Of a term nobody need act on: `in-force`,
    `reinstated`.
    Of a clock on a punishment: `asks` where a question comes before it, `aside` where another clock does."""

    # sanction
    starts: Day | None = None
    ends: Day | None = None
    served_days: int | None = None
    left_days: int | None = None
    length: str = ""

    # hearing
    time: str = ""


class Rung(msgspec.Struct, kw_only=True):
    """One remedy of the ladder, for one person or for all."""

    remedy: str
    """In full: kz/criminal.cassation."""
    title: str
    title_i18n: dict[str, str] = {}
    person: str | None = None
    stage: str = ""
    state: str = "not-yet"
    reason: str = ""
    version: str = ""
    to: str = ""
    requires: list[str] = []
    opened: Day | None = None
    opened_earliest: Day | None = None
    filed: dict[str, Any] | None = None
    """`event`, `earliest`, `latest` of the filing."""
    decided: dict[str, Any] | None = None
    """The same of the decision, with `outcome`."""
    pending_days: int | None = None
    """At least so many days since it was certainly filed."""
    again: str | None = None
    again_reason: str = ""
    bar: str = ""
    opponent: dict[str, Any] | None = None
    """The other side's filing of it that is not decided."""
    returned: dict[str, Any] | None = None
    """This side's last filing of it that was withdrawn or sent back."""
    other_side: bool = False
    """Whether the decision answers what the other side filed: its refusal is for the defence."""
    grounds: str = ""
    """What one must show, whom it reaches, what to mind."""
    until: Day | None = None
    """The day to act on, where a fixed term runs."""
    deadline: str | None = None
    """The id of that deadline."""
    waits_for: list[str] = []
    """The facts that nobody stated and on which the state, or `again`, depends."""
    extraordinary: bool = False
    law_status: str = ""
    cite: list[Cite] = []


class Moment(msgspec.Struct, kw_only=True):
    """One event of the case as of the day: as recorded, and as narrowed by the others."""

    id: str
    kind: str
    title: str
    title_i18n: dict[str, str] = {}
    note: str = ""
    written: str = ""
    earliest: Day | None
    latest: Day | None
    until: Day | None = None
    exists: str
    """yes | maybe | no, as of the day: whether it has happened."""
    undone_by: str = ""
    """The later decision that has set it aside by that day."""
    state: str = "held"
    derived: bool = False
    provisional: bool = False
    disputed: bool = False
    outcome: str = ""
    proceeding: str = ""
    stage: str = ""
    by: str = ""
    persons: list[str] = []
    why: list[str] = []
    sources: list[str] = []
    time: str = ""
    language: str = ""
    confidential: bool = False


class Assessment(msgspec.Struct, kw_only=True):
    """Everything that a person sees about a case, as of one day."""

    case: str
    file: str = ""
    """The case's file, as it is named to a person."""
    case_title: str
    country: str
    as_of: Day
    holds_until: Day | None
    """On each day before it only counts of days differ; None: for ever."""
    items: list[Item]
    ladder: list[Rung]
    events: list[Moment]
    problems: list[Problem] = []
    contradicted: dict[str, list[str]] = {}
    """Ids of events that contradict another or whose answer is open: the problem's code, and words."""
    quiet: Day | None = None
    """The day of the last record, where that and all that fell due lie a year back."""
    uncovered: str = ""
    """Why nothing is computed, where no pack covers the case or the day."""
    held: list[str] = []
    """The parties who are certainly held on the day asked about."""
    lacks_pack: bool = False
    """Whether the case names a pack that is not at hand: then something is wrong, else it is only said."""
    stage: str = ""
    """The stage that the case has reached at home."""
