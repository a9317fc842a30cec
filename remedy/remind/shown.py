"""What the commands of reminders print of themselves: a dry run, how sending ended, how things stand, what was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from remedy.case.problems import Problem
from remedy.remind.ledger import Acknowledged, Begun, Ledger, MessageEnded
from remedy.remind.line import Line
from remedy.remind.message import Message
from remedy.remind.run import Outcome
from remedy.remind.settings import Recipient, Settings
from remedy.views import mask
from remedy.views.i18n import N_, _, ngettext
from remedy.views.text import Paint, clean, days_in, moment_said, pad, rule

OUTCOMES = {"sent": N_("sent"), "failed": N_("failed"), "unknown": N_("unknown"), "planned": N_("not sent: dry run")}
"""How a message ended."""


class MessageRow(msgspec.Struct, kw_only=True):
    """One message as JSON."""

    key: str
    recipient: str
    channel: str
    outcome: str
    """sent | failed | unknown; planned in a dry run."""
    why: str = ""
    again: bool = False
    subject: str
    text: str
    notices: list[str]
    """The key of each notice: id, date and lead."""


class RemindAnswer(msgspec.Struct, kw_only=True):
    """`remedy remind`."""

    format: int = 1
    dry_run: bool
    messages: list[MessageRow]
    unheard: list[str]
    """Owners whose lines no recipient takes."""
    problems: list[Problem]


class HistoryRow(msgspec.Struct, kw_only=True):
    """One message that was begun, or one acknowledgement."""

    at: str
    what: str
    """sent | failed | unknown | acknowledged."""
    recipient: str = ""
    channel: str = ""
    why: str = ""
    notices: list[str]


class HistoryAnswer(msgspec.Struct, kw_only=True):
    """`remedy remind history`."""

    format: int = 1
    rows: list[HistoryRow]


class RecipientRow(msgspec.Struct, kw_only=True):
    """One recipient and channel."""

    recipient: str
    channel: str
    type: str
    last_sent: str = ""
    failed: int = 0
    """Messages that failed since the last one that was sent."""
    unknown: int = 0
    waiting: int = 0
    """Messages that would be sent now."""


class StatusAnswer(msgspec.Struct, kw_only=True):
    """`remedy remind status`."""

    format: int = 1
    ledger: str
    last_run: str
    rows: list[RecipientRow]
    problems: list[Problem]


def row(outcome: Outcome, *, masks: bool) -> MessageRow:
    """One message with how it ended; `masks`: without the words of one that tells what is confidential."""
    outgoing = outcome.outgoing
    message = outcome.message or Message(key=outgoing.key, recipient=outgoing.recipient, subject="", text="")
    if masks and message.recipient.confidential:
        message = msgspec.structs.replace(message, subject=mask.WORD, text="")
        lines: list[Line] = []
    else:
        lines = outcome.outgoing.lines
    return MessageRow(
        key=message.key,
        recipient=message.recipient.id,
        channel=outcome.outgoing.channel,
        outcome=outcome.outcome,
        why=outcome.why,
        again=outcome.outgoing.again,
        subject=message.subject,
        text=message.text,
        notices=[msgspec.structs.replace(n, id=line.shown_id).key for line in lines for n in line.notices],
    )


def dry(rows: Sequence[MessageRow], width: int, paint: Paint) -> list[str]:
    """What would go where."""
    out: list[str] = []
    for r in rows:
        to = _("to {name} by {channel}").format(name=clean(r.recipient), channel=clean(r.channel))
        note = _("once more: it may have arrived") if r.again else ""
        out += [rule(to, width, note, _(OUTCOMES[r.outcome]), paint), clean(r.subject), "", *r.text.splitlines(), ""]
    return out


def history(ledger: Ledger, since: datetime, hide: Callable[[str], str]) -> list[HistoryRow]:
    """What was told since a moment, the oldest first; `hide` takes away what may not be read."""
    out: list[HistoryRow] = []
    begun: dict[str, HistoryRow] = {}
    for record in ledger.records:
        if isinstance(record, Begun):
            row = HistoryRow(
                at=record.at,
                what="unknown",
                recipient=record.recipient,
                channel=record.channel,
                notices=[hide(key) for key in record.keys],
            )
            begun[record.message] = row
            out.append(row)
        elif isinstance(record, MessageEnded) and record.outcome != "moot" and record.message in begun:
            begun[record.message].what, begun[record.message].why = record.outcome, record.why
        elif isinstance(record, Acknowledged):
            notice = hide(f"{record.id}|{record.date or ''}")
            out.append(HistoryRow(at=record.at, what="acknowledged", recipient=record.by, notices=[notice]))
    return [row for row in out if _is_since(row.at, since)]


def _is_since(at: str, since: datetime) -> bool:
    return datetime.fromisoformat(at) >= since


def _moment(at: str) -> str:
    """A time of the ledger for people; what is none as it stands."""
    try:
        return moment_said(datetime.fromisoformat(at))
    except ValueError:
        return clean(at)


def _notice(key: str) -> str:
    """The key of a notice for people: the id as it is typed, the day as it is read."""
    id, *rest = key.split("|")
    day, lead, *ending = [*rest, "", ""][: max(2, len(rest))]
    said = [id, days_in(day), _lead(lead), *(_("in a message of its own") for x in ending if x)]
    return "  ".join(x for x in said if x)


LEADS = {
    "missed": N_("missed"), "unclear": N_("unclear"), "overdue": N_("overdue"), "gap": N_("question"),
    "step": N_("step"), "chase": N_("chase"), "opens": N_("may be asked from this day on"), "silence": N_("silence"),
    "problem": N_("a file cannot be used in full"), "moved": N_("moved"), "gone": N_("given no more"),
    "deputy": N_("to the deputy"), "available": N_("may be done on any day"),
}  # fmt: skip
"""Why something was told, by the first word of a notice's lead."""


def _lead(lead: str) -> str:
    """How long before, or why."""
    if lead.isdecimal():
        return ngettext("{n} day before", "{n} days before", int(lead)) if int(lead) else _("on the day")
    word, _mark, _rest = lead.partition("-")
    said = _(LEADS[word]) if word in LEADS else lead
    return said


def history_lines(rows: Iterable[HistoryRow]) -> list[str]:
    """The same for people."""
    out = []
    for r in rows:
        word = _("acknowledged") if r.what == "acknowledged" else _(OUTCOMES[r.what])
        by = f" · {clean(r.channel)}" if r.channel else ""
        out.append(f"{_moment(r.at)}  {word}  {clean(r.recipient)}{by}")
        out += [f"    {clean(_notice(x))}" for x in r.notices]
        out += [f"    {clean(r.why)}"] if r.why else []
    return out or [_("nothing was told in that time")]


def status(
    ledger: Ledger, settings: Settings, recipients: Sequence[Recipient], waiting: dict[tuple[str, str], int]
) -> StatusAnswer:
    """How things stand for each recipient and channel."""
    rows = {
        (r.id, c): RecipientRow(
            recipient=r.id, channel=c, type=settings.channel(c).type, waiting=waiting.get((r.id, c), 0)
        )
        for r in recipients
        for c in r.channels
    }
    for record in ledger.records:
        if not isinstance(record, MessageEnded):
            continue
        begun = ledger.begun.get(record.message)
        found = rows.get((begun.recipient, begun.channel)) if begun is not None else None
        if found is None:
            continue
        if record.outcome == "sent":
            found.last_sent, found.failed = record.at, 0
        elif record.outcome == "failed":
            found.failed += 1
    for begun in ledger.open.values():
        found = rows.get((begun.recipient, begun.channel))
        if found is not None:
            found.unknown += 1
    last = ledger.last.at if ledger.last is not None else ""
    return StatusAnswer(ledger=str(ledger.path), last_run=last, rows=list(rows.values()), problems=[])


LATE = timedelta(hours=25)
"""A run a day is expected; so long without one is said."""


def status_lines(answer: StatusAnswer, now: datetime, width: int, paint: Paint) -> list[str]:
    """The same for people."""
    if not answer.last_run:
        head = _("reminders have never run for this folder: remedy remind install systemd, or cron")
    else:
        at = datetime.fromisoformat(answer.last_run)
        head = _("last run: {time}").format(time=_moment(answer.last_run))
        if now - at > LATE:
            head += " — " + _("more than 25 hours ago: is the machine's schedule still there?")
    out = [head]
    name_w = max((len(clean(r.recipient)) for r in answer.rows), default=0)
    for r in answer.rows:
        sent = _moment(r.last_sent) if r.last_sent else _("never")
        parts = [_("last sent: {time}").format(time=sent), _("waiting: {n}").format(n=r.waiting)]
        parts += [_("failed: {n}").format(n=r.failed)] if r.failed else []
        parts += [_("unknown: {n}").format(n=r.unknown)] if r.unknown else []
        kind = f" ({r.type})" if r.type != r.channel else ""
        out.append(f"  {pad(clean(r.recipient), name_w)}  {clean(r.channel)}{kind}: {' · '.join(parts)}")
    return [*out, paint.dim(_("ledger: {path}").format(path=clean(answer.ledger)))]
