"""What every export does: the cases that were asked for, masked where no person looks, to a file or to stdout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from remedy.case.check import double as check_double
from remedy.case.model import Case
from remedy.case.source import Source
from remedy.cli.names import FILE, case_names
from remedy.cli.session import Session, Usage
from remedy.cli.session import write as say
from remedy.store import cases as stored
from remedy.store import files, write
from remedy.views.export import Exported
from remedy.views.mask_data import changed, mask_data

if TYPE_CHECKING:
    from remedy.views.page.whole import Shown

OutFile = Annotated[str | None, typer.Argument(help="The file to write; without one, stdout.", click_type=FILE)]
Only = Annotated[
    list[str] | None,
    typer.Option("--case", metavar="CASE", help="These cases only; repeatable.", autocompletion=case_names),
]


def collect(session: Session, names: Sequence[str], *, to_file: bool) -> tuple[list[Exported], int]:
    """The cases in order of their files, and how many entries of them are masked. What cannot be used is noted."""
    found: list[stored.CaseFile] = [session.case_named(n) for n in names] if names else session.case_files
    hides = not session.include_confidential and (to_file or not session.is_terminal)
    out, masked = [], 0
    for file in found:
        if file.case is None or file.source is None:
            session.note(file.problems)
            continue
        if hides:
            exported, count = _masked(session, file.name, file.case, file.source)
        else:
            exported, count = _plain(file.name, file.case, file.source), 0
        masked += count
        out.append(exported)
    return out, masked


def _plain(name: str, case: Case, source: Source) -> Exported:
    return Exported(file=name, id=case.id, data=source.data, case=case, source=source)


def _masked(session: Session, name: str, case: Case, source: Source) -> tuple[Exported, int]:
    from remedy.views.mask import WORD, Names, alias_of

    data, count = mask_data(source.data, case, session.vocabulary)
    names = Names(case)
    id, name = (alias_of(case), WORD) if case.confidential else (names.text(case.id), names.text(name))
    hidden = changed(source.data, data)
    return Exported(file=name, id=id, data=data, case=case, source=source, masked=hidden), count


def readable(session: Session, names: Sequence[str]) -> Shown:
    """What a page is made of, masked wherever it goes. Without names, all cases that are not closed."""
    from remedy.views import mask
    from remedy.views.page.whole import Shown

    found = list({f.name: f for f in map(session.case_named, names)}.values()) if names else session.case_files
    shown = Shown(cases=[], masked=not session.include_confidential)
    ids: dict[str, str] = {}
    own: set[str] = set()
    for file in found:
        case = file.case
        if case is None or file.source is None:
            session.note(file.problems)
            continue
        own.add(file.name)
        twice = [] if names else check_double(case, file.source, ids)
        session.note(session.shown(twice, case))
        if not names and case.is_closed_on(session.day_for(case)):
            shown.closed += 1
            continue
        answer = session.assess(file)
        answer.problems = [*twice, *answer.problems]
        shown.secret += mask_data(file.source.data, case, session.vocabulary)[1]
        masked = (mask.mask_case(case), mask.mask(answer, case)) if shown.masked else (case, answer)
        shown.cases.append(masked)
    shown.problems = [p for p in session.problems if p.file not in own]
    return shown


def deliver(session: Session, file: str | None, text: str, cases: int, masked: int) -> int:
    """Writes the text where it was asked for; says on stderr how many entries are masked."""
    if file is None:
        import sys

        say(sys.stdout, text)
    else:
        place(session, file, text)
        session.tell(f"{cases} {'case' if cases == 1 else 'cases'} written to {file}")
    if masked:
        entries = "entry is" if masked == 1 else "entries are"
        session.tell(f"{masked} confidential {entries} masked; --include-confidential writes them out")
    session.say_problems()
    return 0


def place(session: Session, file: str, text: str) -> None:
    """Writes a file that is no case. Raises Usage where it would be taken for one, or its folder is not there."""
    path = Path(file)
    refuse_case(session, path)
    if not path.resolve().parent.is_dir():
        raise Usage(f"{path.parent} is no folder: make it first")
    write.put(path, text.encode("utf-8"), private=session.include_confidential)


def refuse_case(session: Session, path: Path) -> None:
    """Raises Usage where a file would be read as a case, or take the place of one, by whatever links it is named."""
    try:
        root = session.root
    except Usage:  # where there is no folder of cases nothing is read as one
        return
    try:
        target = files.case_at(path, root)
    except (OSError, RuntimeError):
        raise Usage(f"{path} is a link that leads to itself: name another file") from None
    if target is not None:
        where = f"{path}" if target.name == path.name else f"{path}, which leads to {target},"
        raise Usage(f"{where} would be read as a case: write it outside the folder of cases, {root}")
