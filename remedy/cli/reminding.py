"""What the commands of `remedy remind` share: the settings of both files, the ledger, the plan of a day, the sending.

The user's own settings may name programs and addresses; the team's file only after `remedy trust`.
"""

from __future__ import annotations

import contextlib
import sys
import zlib
from functools import cached_property, partial
from pathlib import Path

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem, did_you_mean
from remedy.cli import entry
from remedy.cli.exit_codes import ExitCode
from remedy.cli.session import Session, Usage
from remedy.cli.session import write as say
from remedy.law.answer import Assessment, Item
from remedy.remind import ledger as ledgers
from remedy.remind import shown, whom
from remedy.remind.health import people
from remedy.remind.line import Behind
from remedy.remind.message import Unknown, Unsent
from remedy.remind.plan import Plan, Planner
from remedy.remind.run import Outcome, Run, Sender, message_of
from remedy.remind.settings import BUILT_IN, Channel, Recipient, Settings, read
from remedy.store import files, trust, write
from remedy.store import settings as own
from remedy.store.cases import CaseFile
from remedy.views import i18n, mask
from remedy.views.complaints import complaint, sentence
from remedy.views.i18n import _, ngettext
from remedy.views.text import clean
from remedy.views.words import short_id


class Reminding:
    """One run, or one look, at the reminders of a folder of cases."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.problems: list[Problem] = []
        """What is wrong with the settings: no file of a case."""

    @cached_property
    def settings(self) -> Settings:
        """The team's settings, then the user's own upon them; what is wrong with either is kept."""
        found = Settings()
        for path in (files.team_file(self.session.root), own.path()):
            if path is None or not (path.exists() or path.is_symlink()):  # a link that leads nowhere silences people
                continue
            source, problem = files.read(path, str(path))
            if source is None:
                self.problems += [problem] if problem else []
                continue
            is_own = path == own.path()
            standing = trust.TRUSTED if is_own else trust.standing(path, source.text.encode("utf-8"))
            found, problems = read(source, found, trusted=standing == trust.TRUSTED, is_own=is_own)
            self.problems += map(_ended, problems) if standing == trust.CHANGED else problems
        return found

    @cached_property
    def ledger(self) -> ledgers.Ledger:
        """What was told so far."""
        return ledgers.Ledger(self.session.root)

    def recipients(self, only: str | None = None) -> list[Recipient]:
        """Those who are told; only this one, if one is named. Raises Usage."""
        found = self.settings.recipients_or_me()
        if not self.settings.recipients:  # whoever runs the command sees what any command would show here
            found = [msgspec.structs.replace(r, confidential=not self.session.masks) for r in found]
        chosen = [r for r in found if only in (None, r.id)]
        if not chosen:
            names = ", ".join(r.id for r in found)
            raise Usage(_('no recipient is named "{name}"; there are: {names}').format(name=only, names=names))
        return chosen

    def plan(self, only: str | None = None, *, shown_here: bool = False) -> Plan:
        """What is to be told today, of all cases that are not closed; `shown_here`: it is shown, not sent, and so
        masked for everybody where no person looks. Raises Usage for a recipient who is not there."""
        session = self.session
        recipients = self.recipients()
        self.recipients(only)
        if shown_here and session.masks:
            recipients = [msgspec.structs.replace(r, confidential=False) for r in recipients]
        planner = Planner(self.settings, session.team, self.ledger, recipients, only)
        read, met = set(), []
        for file in session.readable(closed=False):
            if file.case is not None:
                answer = session.assess(file, detail=False)
                read.add(answer.file)
                met += session.shown(answer.problems, file.case)  # the session keeps them masked, by another name
                zone = session.desk.zone_of_hearings(file.case)
                text = file.source.text if file.source is not None else ""
                again = partial(self._again, file.path, file.name, zlib.compress(text.encode("utf-8"), 1))
                planner.add(file.case, answer, Behind(file.case, zone, again))
        for problem in session.problems:
            if problem.level == "error" and problem.file not in read and problem not in met:
                planner.problem(problem, session.today)
        planner.absent(self._here, session.today)
        session.note(self.problems)
        return planner.plan()

    def _again(self, path: Path, name: str, packed: bytes) -> tuple[Case, Assessment]:
        """A case out of the text that it was read from, with all its lines and traces."""
        desk = self.session.desk
        file = desk.read(
            CaseFile(path=path, name=name, case=None, source=None, problems=[]), zlib.decompress(packed).decode()
        )
        assert file.case is not None  # it was, when the same text was read
        return file.case, desk.assess(file)

    def _here(self) -> set[str] | None:
        """The ids of all cases of the folder; None where a file could not be read, and may be one that is missed."""
        found = self.session.case_files
        return {f.case.id for f in found if f.case is not None} if all(f.case is not None for f in found) else None

    def moment(self) -> str:
        """Now, as the ledger writes it."""
        return self.session.now.isoformat(timespec="seconds")

    # Sending

    def run(self, only: str | None, *, dry_run: bool) -> int:
        """Sends what is to be told, or shows it."""
        i18n.write_days(iso=self.session.writes_iso)  # what people are sent is no JSON, whatever the answer is
        if dry_run:
            plan = self.plan(only, shown_here=True)
            law, lang = self.session.law, self.session.lang
            planned = [
                Outcome(outgoing=o, outcome="planned", message=message_of(o, plan, law, lang, type="print"))
                for o in plan.outgoing
            ]
            return self._answer(plan, planned, dry_run=True)
        with contextlib.ExitStack() as held:
            unkept = ""
            try:
                held.enter_context(ledgers.lock(self.session.root))
            except write.NotWritable as error:  # it is told all the same: a double costs less than a missed day
                unkept = str(error)
            plan = self.plan(only)
            run = Run(
                self.ledger,
                self.settings,
                self.session.law,
                self.session.lang,
                self._open,
                self.moment,
                self._report_error,
            )
            run.unkept = self.ledger.unread or unkept
            if self.session.json:  # what is printed is told once the answer stands there
                names = {o.channel for o in plan.outgoing}
                run.late = frozenset(n for n in names if self.settings.channel(n).type == "print")
            run.begin(plan)
            outcomes = run.send(plan)
            code = self._answer(plan, outcomes, dry_run=False)
            sys.stdout.flush()
            run.confirm(outcomes)
        if run.unkept:
            self.session.complain(run.unkept)
            self.session.complain(_("what was sent could not be written down: it will be sent again"))
            code = ExitCode.UNSENT
        return code

    def _report_error(self, error: BaseException) -> None:
        """An error of the program itself: reported for its makers, without any text of a case."""
        from remedy.store import trouble

        path = trouble.report(error, self.session.today)
        self.session.complain(_("an error in remedy itself; a report is in {path}").format(path=path or "—"))

    def _open(self, channel: Channel) -> contextlib.AbstractContextManager[Sender]:
        """A channel for all messages of one run. What `print` says stands in the answer itself where that is JSON."""
        from remedy.remind.channels import open_channel
        from remedy.remind.channels.here import Here

        session = self.session
        if channel.type == "print" and "stdout" in entry.CLOSED:
            raise Unsent(_("the output is closed"))
        write = (lambda text: None) if session.json else (lambda text: say(sys.stdout, text))
        return open_channel(channel, Here(now=lambda: session.now, write=write, flush=sys.stdout.flush))

    def _answer(self, plan: Plan, outcomes: list[Outcome], *, dry_run: bool) -> int:
        session = self.session
        if session.json or dry_run:
            rows = [shown.row(o, masks=session.masks) for o in outcomes]
            if session.json:
                answer = shown.RemindAnswer(
                    dry_run=dry_run, messages=rows, unheard=plan.unheard, problems=session.problems
                )
                session.answer(answer)
            else:
                session.show(shown.dry(rows, session.width, session.paint))
        self._report(plan, outcomes, dry_run=dry_run)
        return ExitCode.UNSENT if any(o.outcome in ("failed", "unknown") for o in outcomes) else 0

    def _report(self, plan: Plan, outcomes: list[Outcome], *, dry_run: bool) -> None:
        """On stderr: what did not arrive, who is told nothing, how much was sent."""
        session = self.session
        for o in outcomes:
            said = _("{name} by {channel}: {outcome}: {why}; it is tried again next time")
            if o.outcome in ("failed", "unknown"):
                word = _(shown.OUTCOMES[o.outcome])
                session.complain(
                    said.format(name=o.outgoing.recipient.id, channel=o.outgoing.channel, outcome=word, why=o.why)
                )
        for said, _fix in people.silences(session.root, self.settings, session.team):
            session.complain(said)  # others may change the team's file
        for owner in plan.unheard:
            said = _('no recipient is named for the lines of "{owner}": everybody is told; name this owner in {path}')
            session.complain(said.format(owner=owner, path=own.path()))
        sent = sum(o.outcome == "sent" and o.outgoing.channel != "print" for o in outcomes)
        if sent:
            session.tell(ngettext("{n} message sent", "{n} messages sent", sent))
        if not outcomes:
            session.tell(_("nothing new to tell: remedy due shows what is open, remedy remind history what was told"))
        elif dry_run:
            session.tell(_("dry run: nothing was sent, and nothing written"))
        session.say_problems()
        for problem in self.problems:
            if problem.level != "error":  # an unknown key is no error, but it may silence somebody
                session.complain(sentence(problem))

    # Looking, trying, taking in hand

    def status(self) -> int:
        """When reminders ran, and what waits for whom."""
        from collections import Counter

        if self.ledger.unread:
            self.session.complain(self.ledger.unread)
            return ExitCode.INCOMPLETE
        plan = self.plan()
        waiting = Counter((o.recipient.id, o.channel) for o in plan.outgoing)
        answer = shown.status(self.ledger, self.settings, self.recipients(), dict(waiting))
        session = self.session
        if session.json:
            answer.problems = session.problems
            session.answer(answer)
        else:
            session.show(shown.status_lines(answer, session.now, session.width, session.paint))
            session.say_problems()
        return 0

    def history(self, days: int) -> int:
        """What was told in the last days."""
        from datetime import timedelta

        if self.ledger.unread:
            self.session.complain(self.ledger.unread)
            return ExitCode.INCOMPLETE
        rows = shown.history(self.ledger, self.session.now - timedelta(days=days), self._hide)
        if self.session.json:
            self.session.answer(shown.HistoryAnswer(rows=rows))
        else:
            self.session.show(shown.history_lines(rows))
        return 0

    @cached_property
    def _secrets(self) -> list[mask.Names]:
        """The names that may not be read where no person looks."""
        cases = [f.case for f in self.session.case_files if f.case is not None]
        return [mask.Names(case) for case in cases if mask.has_secrets(case)]

    def _hide(self, text: str) -> str:
        """A text of the ledger as it may be shown."""
        if not self.session.masks:
            return text
        id, bar, rest = text.partition("|")
        for named, hidden in self._gone_secrets.items():
            if id.endswith(named):  # a change of it has a word before the id
                text = f"{hidden}{bar}{rest}"
        for names in self._secrets:
            text = names.text(text)
        return text

    @cached_property
    def _gone_secrets(self) -> dict[str, str]:
        """The lines of cases with secrets that nothing gives any more: no file says which of their names are any."""
        here = {f.case.id for f in self.session.case_files if f.case is not None}
        lost = [s.id for s in self.ledger.seen.values() if s.gone and s.secret]
        cases = {id: id.partition("#")[0] for id in lost}
        return {id: f"{case}#{mask.WORD}" if case in here else mask.WORD for id, case in cases.items()}

    def test(self, name: str, only: str | None, *, dry_run: bool) -> int:
        """A message without any case in it, to each recipient of a channel."""
        from remedy.remind import telling

        session = self.session
        if name not in self.settings.channels and name not in BUILT_IN:
            known = {*self.settings.channels, *BUILT_IN}
            raise Usage(
                _('no channel is named "{name}"; {cure}').format(name=name, cure=complaint(did_you_mean(name, known)))
            )
        channel = self.settings.channel(name)
        wanted = [r for r in self.recipients(only) if name in r.channels]
        if not wanted:
            raise Usage(_('no recipient is told by "{name}": add it to channels of one').format(name=name))
        failed = False
        for recipient in wanted:
            with i18n.spoken(recipient.lang or session.lang, session.law):
                message = telling.trial(recipient, self.moment())
            if dry_run:
                session.show([clean(message.subject), "", *message.text.splitlines()])
                continue
            try:
                with self._open(channel) as sender:
                    sender.send(message)
            except (Unsent, Unknown) as error:
                failed = True
                session.complain(_("{name} by {channel}: {why}").format(name=recipient.id, channel=name, why=error))
            else:
                session.tell(_("sent to {name} by {channel}").format(name=recipient.id, channel=name))
        return ExitCode.UNSENT if failed else 0

    def acknowledge(self, case: str, id: str | None, *, dry_run: bool) -> int:
        """Keeps that somebody has a line in hand, as long as its date stays what it is. Cases and lines are found by
        their masked names too, which is what a message may have told. Raises Usage."""
        session = self.session
        if id is None:
            case, mark, id = case.partition("#")
            if not mark:
                said = _("name the line too: remedy remind ack {case} ID; remedy due shows the ids")
                raise Usage(said.format(case=case))
        file = self._case_told(case)
        whole = session.assess(file)
        told = mask.mask(whole, file.case) if file.case is not None else whole
        item = self._item_told(whole, told, id)
        shown_id = next(t.id for t, i in zip(told.items, whole.items, strict=True) if i is item)
        shown_id = shown_id if session.hides else item.id
        if not whom.can_be_acknowledged(item):
            said = _("{id} goes on whoever has it in hand: its day is told all the same")
            raise Usage(said.format(id=shown_id))
        stage = whom.stage(item)
        if not dry_run:
            with ledgers.lock(session.root):
                by = own.whoami()
                record = ledgers.Acknowledged(id=item.id, date=item.date, by=by, at=self.moment(), stage=stage)
                self.ledger.append([record])
        before = _("{id} is in hand: the deputy is not told before its day; if the day passes, it is told again")
        after = _("{id} is in hand: it is told again if its date moves")
        session.tell((before if stage == "before" else after).format(id=shown_id))
        return 0

    def _case_told(self, name: str) -> CaseFile:
        """A case by its own name, else by what it is called where it may not be read."""
        found = [f for f in self.session.case_files if f.case is not None and f.case.confidential]
        called = [f for f in found if f.case is not None and name == mask.alias_of(f.case)]
        if len(called) > 1:
            said = _("several cases are called {name}: give each an alias, or name it by its id")
            raise Usage(said.format(name=name))
        return called[0] if called else self.session.case_named(name)

    def _item_told(self, whole: Assessment, told: Assessment, name: str) -> Item:
        """A line by its masked name, else by its own; where somebody else may read what is said, only masked names are
        offered."""
        for called, item in zip(told.items, whole.items, strict=True):
            if name in (called.id, called.id.partition("#")[2]):
                return item
        if not self.session.hides:
            return self.session.item_named(whole, name)
        for item in whole.items:
            if name in (item.id, item.id.partition("#")[2], short_id(item.id)):
                return item
        offered = self.session.item_named(told, name)
        return next(i for s, i in zip(told.items, whole.items, strict=True) if s is offered)


def _ended(problem: Problem) -> Problem:
    """What is said of a file that was trusted, and is another now."""
    if problem.code != "untrusted":
        return problem
    said = "this file has been changed since it was trusted: its channels and recipients are not used"
    return msgspec.structs.replace(problem, message=said)
