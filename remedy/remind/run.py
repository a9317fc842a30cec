"""One run of reminders: message after message is begun in the ledger, sent, and ended in it.

At least once, never lost: a message of which nobody knows whether it arrived is sent again under the same key. Knows no
channel by name and no clock; both are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec

from remedy.case.problems import NotMade
from remedy.law.law import Law
from remedy.remind.ledger import Begun, Ledger, MessageEnded, Ran, Record, speakable
from remedy.remind.message import Message, Unknown, Unsent
from remedy.remind.messages import Outgoing
from remedy.remind.plan import Plan
from remedy.remind.settings import Channel, Settings
from remedy.views import i18n


class Sender(Protocol):
    """An open channel."""

    def send(self, message: Message) -> None:
        """Sends one message. Raises Unsent or Unknown."""


Open = Callable[[Channel], AbstractContextManager[Sender]]
"""Opens a channel for all messages of one run. Raises Unsent."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How one message ended."""

    outgoing: Outgoing
    outcome: str
    """sent | failed | unknown."""
    why: str = ""
    message: Message | None = None
    """What was sent, or was to be; None where it could not even be put into words."""


CARRY = frozenset({"smtp", "exec"})
"""The types of channels that carry a page and a calendar beside the text; of the others nobody sees them."""

FOR_PROGRAMS = frozenset({"exec", "desktop"})
"""Those that read what is told as data, or count it."""


def message_of(outgoing: Outgoing, plan: Plan, law: Law, lang: str, *, type: str) -> Message:
    """The message in its recipient's language, else in `lang`, with what a channel of this type carries; leaves the
    language in use as it was."""
    from remedy.remind import telling  # most runs have nothing to put into words

    wanted = outgoing.recipient.lang or lang
    with i18n.spoken(wanted, law):
        assert plan.as_of is not None
        page = telling.page(outgoing.lines, wanted, plan.as_of, outgoing.recipient.id, law)
        return Message(
            key=outgoing.key,
            recipient=outgoing.recipient,
            subject=page.subject,
            text=telling.text(page),
            html=telling.page_html(page, wanted) if type in CARRY else "",
            calendar=_calendar(outgoing, plan, wanted) if type in CARRY else None,
            data=_data(outgoing, plan, page.subject, wanted) if type in FOR_PROGRAMS else {},
        )


def _calendar(outgoing: Outgoing, plan: Plan, lang: str) -> bytes | None:
    from remedy.remind.attached import calendar

    return calendar(outgoing.lines, lang, plan.as_of) if plan.as_of is not None else None


def _data(outgoing: Outgoing, plan: Plan, subject: str, lang: str) -> dict[str, Any]:
    """The same for a program."""
    from remedy.views.answers import item_json

    notices = [
        {
            "kind": n.kind,
            "lead": n.lead,
            "since": n.since.isoformat(),
            "id": line.shown_id,
            "late": (day := line.item.as_of if line.item else plan.as_of) is not None
            and line.late_since(day) is not None,
            "deputy": line.deputy,
        }
        for line in outgoing.lines
        for n in line.notices
    ]
    return {
        "format": 1,
        "key": outgoing.key,
        "recipient": outgoing.recipient.id,
        "lang": lang,
        "as_of": str(plan.as_of),
        "subject": subject,
        "notices": notices,
        "items": [item_json(line.item) for line in outgoing.lines if line.item is not None],
        "problems": [msgspec.to_builtins(line.problem) for line in outgoing.lines if line.problem is not None],
    }


class Run:
    """Sends a plan."""

    def __init__(
        self,
        ledger: Ledger,
        settings: Settings,
        law: Law,
        lang: str,
        open: Open,
        now: Callable[[], str],
        report: Callable[[BaseException], None] = lambda _error: None,
    ) -> None:
        """`report` is told of errors of the program itself: one of them ends no run."""
        self.ledger, self.settings, self.law, self.lang = ledger, settings, law, lang
        self.open, self.now, self.report = open, now, report
        self.late: frozenset[str] = frozenset()
        """Channels whose messages count as sent only once the caller says so by `confirm`."""
        self.unkept = ""
        """Why the ledger could not be written, where it could not: then what was sent will be sent again."""

    def begin(self, plan: Plan) -> None:
        """Keeps that reminders ran, and what was seen for the first time or moved."""
        at, folder = self.now(), speakable(str(self.ledger.root.resolve()))
        ran = [Ran(day=plan.as_of, at=at, cases=folder, told=plan.told)] if plan.as_of is not None else []
        moot = [MessageEnded(message=m, outcome="moot", at=at) for m in plan.moot]
        self._keep([*ran, *plan.seen, *moot])

    def send(self, plan: Plan) -> list[Outcome]:
        """Every message, channel by channel, one connection each. A channel that fails stops no other."""
        by_channel: dict[str, list[Outgoing]] = {}
        for outgoing in plan.outgoing:
            by_channel.setdefault(outgoing.channel, []).append(outgoing)
        return [outcome for name, wanted in by_channel.items() for outcome in self._through(name, wanted, plan)]

    def confirm(self, outcomes: list[Outcome]) -> None:
        """Keeps the end of those that wait for it: the caller has handed them on."""
        for outcome in outcomes:
            if outcome.outgoing.channel in self.late:
                self._end(outcome)

    def _through(self, name: str, wanted: list[Outgoing], plan: Plan) -> list[Outcome]:
        begun = [
            Begun(message=o.key, recipient=o.recipient.id, channel=name, keys=o.keys, at=self.now()) for o in wanted
        ]
        self._keep(begun)
        done: list[Outcome] = []

        def end(outcome: Outcome) -> None:
            done.append(outcome)
            if name not in self.late:
                self._end(outcome)

        try:
            with self.open(self.settings.channel(name)) as sender:
                for outgoing in wanted:
                    end(self._one(sender, outgoing, plan))
        except Exception as error:
            for outgoing in wanted[len(done) :]:
                end(Outcome(outgoing=outgoing, outcome="failed", why=self._why(error)))
        return done

    def _one(self, sender: Sender, outgoing: Outgoing, plan: Plan) -> Outcome:
        """One message; an error of the program in its words, or in the channel, stops none of the others."""
        try:
            type = self.settings.channel(outgoing.channel).type
            message = message_of(outgoing, plan, self.law, self.lang, type=type)
        except Exception as error:
            return Outcome(outgoing=outgoing, outcome="failed", why=self._why(error))
        try:
            sender.send(message)
        except Unsent as error:
            return Outcome(outgoing=outgoing, outcome="failed", why=str(error), message=message)
        except Exception as error:
            return Outcome(outgoing=outgoing, outcome="unknown", why=self._why(error), message=message)
        return Outcome(outgoing=outgoing, outcome="sent", message=message)

    def _why(self, error: Exception) -> str:
        """What is said of an error: its words if they are for people, else its kind, and a report for the makers."""
        if isinstance(error, Unsent | Unknown):
            return str(error)
        self.report(error)
        return type(error).__name__

    def _end(self, outcome: Outcome) -> None:
        why = speakable(outcome.why)
        self._keep([MessageEnded(message=outcome.outgoing.key, outcome=outcome.outcome, at=self.now(), why=why)])

    def _keep(self, records: Sequence[Record]) -> None:
        """Writes records. A deadline matters more than a double: where it cannot be written, sending goes on."""
        try:
            self.ledger.append(records)
        except NotMade as error:
            self.unkept = str(error)
