"""What every command that writes does: one file, one proved edit, what it moved, and only then the disk.

Nothing is written with `--dry-run`, where the edit brings a new error, or where it cannot be proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

import msgspec
import typer

from remedy.case.model import Case
from remedy.case.problems import NotMade, Problem
from remedy.case.read import read as read_case
from remedy.case.source import Source
from remedy.case.typed import Misread
from remedy.cli import lookup
from remedy.cli.session import Broken, Session, Usage
from remedy.law.moves import Shift
from remedy.store import write
from remedy.store.desk import Draft
from remedy.store.splice import Edit
from remedy.views import mask
from remedy.views.answers import EditAnswer
from remedy.views.answers import EditedLine as Line
from remedy.views.complaints import sentence
from remedy.views.edit import changed as lines

Sets = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A further key; repeatable.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; kept in the file.")]


T = TypeVar("T")


class Editing:
    """One edit of one case."""

    def __init__(self, session: Session, name: str) -> None:
        self.session = session
        self.file = session.case_named(name)
        if self.file.case is None:
            session.note(self.file.problems)
            raise Broken(f"{self.file.name} cannot be used")
        self.case: Case = self.file.case
        self.editor = session.desk.editor(self.file)
        self.source = self.editor.source
        self.understood: list[str] = []
        """What was understood, in words: repeated back to the user."""

    def nothing_named(self, id: str, what: str, entries: Iterable[Any]) -> str:
        """What is said of an id that no entry has, with the nearest that may be told."""
        near = lookup.nearest_entry(self.session, self.case, id, entries)
        return f'{lookup.called(self.session, self.case)} has {what} "{id}"; {near}'

    @property
    def lang(self) -> str:
        """The language of what was understood: JSON stays English."""
        return "en" if self.session.json else self.session.lang

    @property
    def today(self) -> date:
        """Today where the case is, whatever day is asked about."""
        return self.session.desk.today(self.case)

    def read(self, verb: Callable[..., T], *words: Any, **more: Any) -> T:
        """What a verb gives. Raises Usage with its cure, without the names that nobody is meant to see."""
        try:
            return verb(*words, **more)
        except Misread as error:
            hides = self.session.hides and mask.has_secrets(self.case)
            raise Usage(mask.Names(self.case).text(str(error)) if hides else str(error)) from None

    def finish(self, *, dry_run: bool) -> int:
        """Proves the edit, says what it moves, and writes it. The command's exit code."""
        return self.write(self.editor.done(), dry_run=dry_run)

    def arranged(self) -> Edit:
        """The file in canonical order and spelling, proved; events stay as typed where an answer could hang on it."""
        from remedy.law.moves import is_unmoved
        from remedy.store.arrange import arranged

        day = self.session.day_for(self.case)
        for by_day in (False,) if mask.has_secrets(self.case) else (True, False):
            edit = arranged(self.source, by_day=by_day)
            case, _ = read_case(Source(self.file.name, edit.after), self.session.vocabulary)
            if edit.after == edit.before or (case and is_unmoved(self.case, case, self.session.law, day)):
                return edit
            self.understood = ["understood: events stay in the order in which they were typed: an answer hangs on it"]
        raise NotMade(f"{self.file.name} could not be formatted without moving an answer: nothing was written")

    def write(self, edit: Edit, *, dry_run: bool) -> int:
        """Says what a proved edit moves, and writes it. The command's exit code."""
        draft = self.session.desk.draft(self.file, edit)
        if draft.added:
            shown = sentences(self.session.shown(draft.added, self.case, draft.case))
            raise Usage("nothing was written: the file would say what cannot be", shown)
        if not dry_run:
            self._write(draft)
        self.session.note(self.session.shown(draft.problems, self.case, draft.case))
        tell(self.session, (self.case, draft.case), self.file.name, self.understood, lines(edit.before, edit.after),
             draft.moved, written=not dry_run)  # fmt: skip
        return 0

    def _write(self, draft: Draft) -> None:
        try:
            self.session.desk.save(draft)
        except write.Unwritten as error:
            if self.session.hides and mask.has_secrets(self.case):
                raise NotMade(f"{error}; do it again: the lines are confidential") from None
            changed = lines(draft.before, draft.after)
            raise NotMade(str(error), "\n".join(f"{x.sign} {x.text}" for x in changed)) from None


def tell(
    session: Session,
    cases: Sequence[Case],
    file: str,
    understood: list[str],
    changed: list[Line],
    moved: list[Shift],
    *,
    written: bool,
) -> None:
    """Says what an edit did. `cases` are the case before and after it; where either holds secrets that no person is
    meant to see, no line of it is shown."""
    name = cases[-1].id if cases else file
    if session.masks and any(mask.has_secrets(c) for c in cases):
        changed, understood = [msgspec.structs.replace(x, text=mask.WORD) for x in changed], []
        moved = mask.shifts(moved, cases)
        secret = [c for c in cases if c.confidential]
        if secret:
            name, file = mask.alias_of(secret[-1]), mask.WORD
    if session.json:
        session.answer(
            EditAnswer(
                case=name,
                file=file,
                written=written,
                understood=understood,
                lines=changed,
                moves=moved,
                problems=session.problems,
            )
        )
        return
    from remedy.views.edit import edit as view

    session.show(view(file, understood, changed, moved, session.width, session.paint, session.lang, written=written))


def sentences(problems: Iterable[Problem]) -> str:
    """Problems as lines."""
    return "\n".join(map(sentence, problems))


def typed(read: Any, *words: Any) -> Any:
    """What a reader of typed words gives. Raises Usage with its cure."""
    try:
        return read(*words)
    except Misread as error:
        raise Usage(str(error)) from None
