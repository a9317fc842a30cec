"""One case in full, read in the background for a screen that shows it: its file, its assessment, its text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from textual.message import Message

from remedy.case.problems import Problem
from remedy.law.answer import Assessment, Item
from remedy.store.cases import CaseFile
from remedy.tui.shelf import Entry
from remedy.views.presenting import presented

if TYPE_CHECKING:
    from textual.screen import Screen

    from remedy.tui.app import RemedyApp


class Full(msgspec.Struct, kw_only=True):
    """A case as a screen shows it."""

    file: CaseFile
    answer: Assessment
    shown: Assessment
    """Masked where names are hidden."""
    today: date
    """Today where the case is, whatever day is asked about."""

    @property
    def errors(self) -> list[Problem]:
        """Those of its file: what they hide is not in the answer."""
        return [p for p in self.file.problems if p.level == "error"]

    def pair(self, id: str) -> tuple[Item, Item] | None:
        """The item of an id, as it is and as it is shown; the id may be that of either."""
        tail = id.partition("#")[2]
        pairs = zip(self.answer.items, self.shown.items, strict=True)
        return next((p for p in pairs if tail in (p[0].id.partition("#")[2], p[1].id.partition("#")[2])), None)

    @property
    def is_masked(self) -> bool:
        """Whether it was read for a screen on which names are hidden."""
        return self.shown is not self.answer


class Fetched(Message):
    """The case is there; None where it cannot be used any more."""

    def __init__(self, full: Full | None) -> None:
        super().__init__()
        self.full = full


def full_of(app: RemedyApp, entry: Entry) -> Full | None:
    """A case in full; None where its file cannot be used."""
    file = app.desk.load(entry.path)
    if file.case is None or file.source is None:
        return None
    answer = app.desk.assess(file)
    shown = presented(answer, file.case, app.shelf.called(entry)) if app.shelf.hides else answer
    return Full(file=file, answer=answer, shown=shown, today=app.desk.today(file.case))


def fetch(app: RemedyApp, screen: Screen[None], case_id: str) -> None:
    """Reads a case for a screen, which gets `Fetched`."""
    entry = app.shelf.entry_of(case_id)

    def read() -> None:
        full = None
        try:
            full = full_of(app, entry) if entry is not None else None
        except Exception as error:
            app.trouble_elsewhere(error)
        screen.post_message(Fetched(full))

    screen.run_worker(read, thread=True, exclusive=True, group="fetching")
