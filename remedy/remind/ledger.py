"""What was told, to whom and with what outcome: one append-only file a folder of cases, in the user's state folder.

Each line is a list of records, written whole and made lasting before the next step is taken; one that a killed process
left half-written is skipped. It is all that reminders remember: without it all that is true is told again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date as Day
from datetime import datetime
from pathlib import Path

import msgspec

from remedy.case.problems import NotMade
from remedy.remind.notices import Known
from remedy.store import state, write

FOLDER = "reminders"
"""Below the state folder."""

PATIENCE = 60.0
"""Seconds for which a second run waits for the first."""


class Ran(msgspec.Struct, frozen=True, kw_only=True, tag="ran", tag_field="what"):
    """One run: `day` is the earliest as-of day of its cases, `at` the time in ISO form, `cases` the folder's full path,
    by which its record is found again when it has moved."""

    day: Day
    at: str
    cases: str
    told: list[str] = []
    """The recipients of that run."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, tag="seen", tag_field="what", omit_defaults=True):
    """A line seen for the first time, or with another date than before (`was`)."""

    id: str
    on: Day
    known: Known
    was: Known | None = None
    number: int = 1
    """Which of its changes this is."""
    secret: bool = False
    """Whether its case holds anything confidential."""
    gone: bool = False
    """Whether nothing gives it any more."""


class Begun(msgspec.Struct, frozen=True, kw_only=True, tag="begun", tag_field="what"):
    """A message that is about to be sent: without an end it may have arrived or not."""

    message: str
    recipient: str
    channel: str
    keys: list[str]
    at: str


class MessageEnded(msgspec.Struct, frozen=True, kw_only=True, tag="ended", tag_field="what", omit_defaults=True):
    """How it ended: sent, failed, unknown, or moot: nothing of it was true any more."""

    message: str
    outcome: str
    at: str
    why: str = ""


class Acknowledged(msgspec.Struct, frozen=True, kw_only=True, tag="ack", tag_field="what"):
    """Somebody has taken a line in hand, as long as its date is this."""

    id: str
    date: Day | None
    by: str
    at: str
    stage: str = "after"
    """before | after its day: who had it in hand before is told all the same that it was missed."""


Record = Ran | Seen | Begun | MessageEnded | Acknowledged


class Ledger:
    """The records of one folder of cases, as read; `append` adds to the file and to what is known."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = path_of(root)
        self.records: list[Record] = []
        self.sent: set[tuple[str, str, str]] = set()
        """Notice, recipient and channel of all that has certainly been told."""
        self.begun: dict[str, Begun] = {}
        self.open: dict[str, Begun] = {}
        """Messages that may have arrived or not."""
        self.seen: dict[str, Seen] = {}
        self.acknowledged: set[tuple[str, Day | None, str]] = set()
        self.told_since: dict[str, Day] = {}
        """Each recipient with the day of the first run that knew of him."""
        self._doubtful: set[str] = set()
        self.last: Ran | None = None
        decoder = msgspec.json.Decoder(list[Record])
        self.unread = ""
        """Why the file cannot be read, where it cannot: then nothing is known to have been told."""
        try:
            lines = state.lines(self.path)
        except NotMade as error:
            lines, self.unread = [], str(error)
        for line in lines:
            try:
                found = decoder.decode(line)
            except (msgspec.ValidationError, msgspec.DecodeError):
                continue  # half-written by a process that was killed, or of a later version
            for record in found:
                self._take(record)

    def _take(self, record: Record) -> None:
        if not isinstance(record, Seen) and not _is_time(record.at):
            return
        self.records.append(record)
        match record:
            case Ran():
                self.last = record
                for name in record.told:
                    self.told_since.setdefault(name, record.day)
            case Seen():
                self.seen[record.id] = record
            case Begun():
                if record.message in self.open:  # an attempt before this one has no end
                    self._doubtful.add(record.message)
                self.begun[record.message] = self.open[record.message] = record
            case MessageEnded():
                begun = self.begun.get(record.message)
                if record.outcome == "unknown":
                    self._doubtful.add(record.message)
                elif record.outcome != "failed" or record.message not in self._doubtful:
                    self.open.pop(record.message, None)
                if begun is not None and record.outcome == "sent":
                    self.sent.update((key, begun.recipient, begun.channel) for key in begun.keys)
            case Acknowledged():
                self.acknowledged.add((record.id, record.date, record.stage))

    def append(self, records: Iterable[Record]) -> None:
        """Adds records, lasting before it returns. Raises Unwritten."""
        found = list(records)
        if found:
            state.append(self.path, msgspec.json.encode(found))
        for record in found:
            self._take(record)


def _is_time(at: str) -> bool:
    """Whether a record's time is one; a file that somebody edited may hold anything."""
    try:
        return datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False


def speakable(text: str) -> str:
    """A text without halves of characters, as names of files may have them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def path_of(root: Path) -> Path:
    """The ledger of a folder of cases: by where the folder stands. Nothing is made."""
    name = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return state.place() / FOLDER / name / "ledger.jsonl"


def lock(root: Path) -> AbstractContextManager[None]:
    """Holds the ledger of a folder of cases for one run. Raises Locked where another one does not end."""
    return write.lock(state.make(path_of(root).parent), PATIENCE)


def last_run(root: Path) -> str | None:
    """When reminders were last sent for a folder of cases, as ISO time; None where they never were."""
    last = Ledger(root).last
    return last.at if last is not None else None
