"""What `remedy import` does, in order: map, sheet, cases, plans, proof of each, answer, and only then the disk.

A case is written whole or not at all; one with a cell that was not understood is not touched.
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from remedy.case.grid import MASKED, Fault, Grid, fault_at
from remedy.case.import_map import REST, Map
from remedy.case.import_map import read as read_map
from remedy.case.import_rows import read as read_rows
from remedy.case.import_wanted import WantedCase
from remedy.case.model import Case
from remedy.case.problems import Problem, did_you_mean
from remedy.case.read import read as read_case
from remedy.case.shell import shell_word
from remedy.case.source import Source
from remedy.cli.editing import sentences
from remedy.cli.exit_codes import ExitCode
from remedy.cli.exporting import refuse_case
from remedy.cli.options import worst
from remedy.cli.session import Broken, Session, Usage
from remedy.law.moves import Shift, moves
from remedy.store import cases as stored
from remedy.store import files, grid, import_record, sample, write
from remedy.store.desk import new_errors
from remedy.store.import_changes import DIFFERS, UNSETTLED, Plan
from remedy.store.import_plan import plan
from remedy.views import imported as view
from remedy.views import mask
from remedy.views.i18n import _
from remedy.views.text import clean


class Words(msgspec.Struct, kw_only=True):
    """What was asked for: the sheet, its map, and the cases that take what the sheet says."""

    file: str
    map: str
    sheet: str = ""
    take: list[str] = []

    def taking(self, case: str) -> str:
        """The same once more, for a case that takes what the sheet says."""
        sheet = f" --sheet {shell_word(self.sheet)}" if self.sheet else ""
        return f"remedy import {shell_word(self.file)} --map {shell_word(self.map)}{sheet} --take {shell_word(case)}"


class Importing:
    """One import of one sheet."""

    def __init__(self, session: Session, words: Words) -> None:
        self.session, self.words = session, words
        self.map = self._map(Path(words.map))
        self._look()
        try:
            self.grid: Grid = grid.read(Path(words.file), self.map, words.sheet)
        except grid.NoReader as error:
            raise Usage(str(error)) from None
        except grid.SheetRefused as error:
            raise Broken(str(error)) from None
        try:
            self.record = import_record.of(session.root, self.map.name, Path(words.map), is_stated=self.map.is_named)
        except import_record.NameTaken as error:
            raise Usage(str(error)) from None
        self.others = import_record.OtherMaps(session.root, self.record.path)
        found = read_rows(self.grid, self.map, session.vocabulary, "en" if session.json else session.lang)
        if found.problems:
            raise Usage("the map does not fit the sheet", sentences(found.problems))
        for name in words.take:
            if name not in found.cases:
                known = [id for id, case in found.cases.items() if not session.hides or not self._is_secret(case)]
                fix = did_you_mean(name, known) if known else "write the id of one of its cases"
                raise Usage(f'--take: the sheet has no case "{name}"; {fix}')
        self.reading = found
        self.faults: list[Fault] = list(found.faults)
        self.code = 0
        if lost := self.record.lost:
            said = f"{lost} lines of the last import's record cannot be read: what they speak of is not overwritten"
            found.notes.append(f"{self.record.path.name}: {said}")
        found.notes += [self.record.note] if self.record.note else []
        self.moved: dict[str, list[Shift]] = {}
        self.cases: dict[str, Case] = {}

    def _is_secret(self, wanted: WantedCase) -> bool:
        """Whether the name of a case is not to be said where no person looks."""
        named = (f.case for f in self.session.case_files if f.case is not None and f.case.id == wanted.id)
        return wanted.secret or any(case.confidential for case in named)

    def _look(self) -> None:
        """Sees that every folder can be looked into. Raises Broken: a case in it would be made a second time."""
        root = self.session.root
        try:
            with contextlib.suppress(FileNotFoundError):  # a folder may be listed and still not be entered
                (root / import_record.FOLDER).stat()
            shut = next((f.path for f in self.session.case_files if f.case is None and f.path.is_dir()), None)
            why = "no permission"
        except OSError as error:
            shut, why = root, error.strerror or str(error)
        if shut is not None:
            raise Broken(f"{shut} cannot be opened: {why}; make it readable: a case in it would be made a second time")

    def _map(self, path: Path) -> Map:
        source, problem = files.read(path, str(path))
        found, problems = read_map(source) if source is not None else (None, [problem] if problem else [])
        if found is None:
            raise Usage("the map cannot be used", sentences(problems))
        return found

    def run(self, *, dry_run: bool, all_cells: bool) -> int:
        """Plans, proves, answers and writes. The exit code."""
        plans = [self._plan(w) for w in self.reading.cases.values()]
        if self._unusable:
            self.code = worst(self.code, ExitCode.INCOMPLETE)
        self.faults.sort(key=lambda f: (f.row, len(f.column), f.column))
        if not dry_run:
            self._write(plans)
        if self.faults or any(k.why in UNSETTLED for p in plans for k in p.kept) or any(p.refused for p in plans):
            self.code = worst(self.code, ExitCode.INCOMPLETE)
        self._answer(plans, dry_run=dry_run, all_cells=all_cells)
        return self.code

    # Plans

    @cached_property
    def _files(self) -> dict[str, list[stored.CaseFile]]:
        """The files of the folder by the id of their case."""
        out: dict[str, list[stored.CaseFile]] = {}
        for file in self.session.case_files:
            id = file.case.id if file.case is not None else file.path.stem
            out.setdefault(id, []).append(file)
        return out

    @cached_property
    def _unusable(self) -> list[stored.CaseFile]:
        """The files that nobody can say anything of; they are noted."""
        found = [f for f in self.session.case_files if f.case is None]
        self.session.note(p for f in found for p in f.problems)
        return found

    def _plan(self, wanted: WantedCase) -> Plan:
        found = self._files.get(wanted.id, [])
        file = found[0] if found else None
        made = Plan(wanted=wanted, file=file, state="untouched")
        if file is not None and file.case is not None:
            self.cases[wanted.id] = file.case
        if wanted.faults:
            self.faults += wanted.faults
            made.refused = "cells were not understood"
        elif len(found) > 1:
            made.refused = f"its id stands in several files: {', '.join(f.name for f in found)}; give each its own"
        elif file is not None and (file.case is None or file.source is None):
            made.refused = f"its file cannot be used: {file.problems[0].sentence() if file.problems else file.name}"
        elif file is None and (lost := [f.name for f in self._unusable if stored.may_be(f, wanted.id)]):
            made.refused = f"{lost[0]} may be its file, and cannot be used: correct that first; no second one is made"
        elif file is None and (self.session.root / f"{wanted.id}.toml").exists():
            made.refused = f"{wanted.id}.toml is the file of another case; rename it, or the case"
        else:
            made = plan(wanted, file, self.record, self.others, take=wanted.id in self.words.take)
            if made.text:
                self._prove(made)
        return made

    def _prove(self, made: Plan) -> None:
        """Whether the new text says what was meant and no more errors than before; what it moves."""
        session = self.session
        path = made.file.path if made.file is not None else session.root / f"{made.wanted.id}.toml"
        name = files.shown_name(path, session.root)
        source = Source(name, made.text)
        case, problems = read_case(source, session.vocabulary)
        after = stored.CaseFile(path=path, name=name, case=case, source=source, problems=problems)
        if case is None:
            made.state, made.refused, made.text = "untouched", "its text could not be proved", ""
            return
        self.cases[made.wanted.id] = case
        if made.file is None:
            added = self._errors(after)
        else:
            desk = self.session.desk
            old, new = desk.assess(made.file, detail=False), desk.assess(after, detail=False)
            added = new_errors(old.problems, new.problems)
            self.moved[made.wanted.id] = moves(old, new)
        if added:
            self.faults += [self._fault(made, source, p) for p in added]
            made.state, made.refused, made.text = "untouched", "the file would say what cannot be", ""
            made.added, made.amended = [], []

    def _errors(self, file: stored.CaseFile) -> list[Problem]:
        """What stops something in a new file: as an assessment would find it, without the deadlines."""
        from remedy.law.assess import engine_for
        from remedy.law.contradictions import problems as contradictions

        assert file.case is not None and file.source is not None
        engine = engine_for(file.case, self.session.law, self.session.day_for(file.case), detail=False)
        found = self.session.desk.errors(file)
        return [*found, *contradictions(file.case, engine.world.contradicted, file.source)]

    def _fault(self, made: Plan, source: Source, problem: Problem) -> Fault:
        """A problem of the new text as a fault of the cell that it came from."""
        path = source.place_of(problem)
        entry = made.entries.get((str(path[0]), path[1])) if len(path) > 1 else None
        places, row = (entry.cells, entry.row) if entry is not None else (made.wanted.cells, made.wanted.row)
        key = [str(part) for part in (path[2:] if entry is not None else path)]
        names = (".".join(key[:2]), *key[:1], REST if key else "", "date")
        place = next((places[name] for name in names if name in places), (row, -1))
        said = f"{problem.message} [{problem.code}]"
        fault = fault_at(self.grid, place, "", said, problem.fix, made.wanted.id)
        fault.secret = made.wanted.secret
        return fault

    # The disk

    def _write(self, plans: list[Plan]) -> None:
        root = self.session.root
        todo = {p.file.path if p.file is not None else root / f"{p.wanted.id}.toml": p for p in plans if p.text}
        failed = (
            write.replace_many([(path, p.before, p.text.encode("utf-8")) for path, p in todo.items()], root)
            if todo
            else {}
        )
        for path, error in failed.items():
            made = todo[path]
            made.state, made.refused, made.text = "untouched", str(error), ""
        if failed:
            self.code = ExitCode.CHANGED if len(failed) == len(todo) else ExitCode.UNSENT
        self._write_record(plans)

    def _write_record(self, plans: list[Plan]) -> None:
        """Keeps what was written and what is left alone; nothing of a case that is gone from file and sheet."""
        record = self.record
        done = [p for p in plans if p.state != "untouched"]
        gone = {record.case(p.wanted.id) for p in done}
        if not self._unusable:
            known = {*self._files, *self.reading.cases}
            gone |= {s.case for s in record.lines.values()} - {record.case(id) for id in known}
        lines = {entry: seen for entry, seen in record.lines.items() if seen.case not in gone}
        for made in done:
            lines |= made.seen
        text = record.text(lines)
        if text == (record.raw or b""):
            return
        for error in write.replace_many([(record.path, record.raw, text)], self.session.root).values():
            what = "what this import wrote is taken for typed by a person until you import the same sheet again"
            self.reading.notes.append(f"{error}: {what}")
            self.code = ExitCode.UNSENT if any(p.text for p in plans) else self.code or ExitCode.CHANGED

    # The answer

    def _hides(self, wanted: WantedCase) -> bool:
        case = self.cases.get(wanted.id)
        return self.session.masks and (wanted.secret or (case is not None and mask.has_secrets(case)))

    def _answer(self, plans: list[Plan], *, dry_run: bool, all_cells: bool) -> None:
        session = self.session
        hidden = {p.wanted.id for p in plans if self._hides(p.wanted)}
        any_secret = session.masks and any("confidential" in r.keys for r in (self.map.case, *self.map.rules))
        answer = view.ImportAnswer(
            file=self.grid.file, sheet=self.grid.name, map=Path(self.map.source.name).name,
            written=not dry_run and any(p.text for p in plans),
            cases=[self._shown(p, p.wanted.id in hidden) for p in plans],
            not_understood=[
                _masked(f, self._name(f.case) if f.case else "")
                if f.case in hidden or (f.secret and session.masks) or (not f.case and f.value and any_secret) else f
                for f in self.faults
            ],
            absent=self._absent(), notes=self.reading.notes, problems=session.problems,
        )  # fmt: skip
        if session.json:
            session.answer(answer)
        else:
            said = view.imported(
                answer, session.width, session.paint, session.lang, dry_run=dry_run, all_cells=all_cells
            )
            session.show(said)
            session.say_problems()

    def _absent(self) -> list[str]:
        """The cases of the last import that are still there and that the sheet has no more."""
        seen = {s.case for s in self.record.lines.values()}
        known = {id: found[0].case for id, found in self._files.items() if id not in self.reading.cases}
        lost = [case for id, case in known.items() if self.record.case(id) in seen]
        masks = self.session.masks
        return sorted(mask.alias_of(c) if masks and c.confidential else c.id for c in lost if c is not None)

    def _name(self, id: str) -> str:
        """What a case is called where no person looks."""
        case, wanted = self.cases.get(id), self.reading.cases[id]
        if case is not None:
            return mask.alias_of(case) if case.confidential else id
        return mask.WORD if wanted.secret else id

    def _shown(self, made: Plan, hidden: bool) -> view.ImportedCase:
        id = made.wanted.id
        name = files.shown_name(made.file.path, self.session.root) if made.file is not None else f"{id}.toml"
        lists: dict[str, Any] = {
            k: [msgspec.structs.asdict(x) for x in getattr(made, k)] for k in ("added", "amended", "kept")
        }
        if hidden:
            for rows in lists.values():
                for row in rows:
                    row |= {k: mask.WORD for k in ("id", "before", "after", "file", "sheet") if row.get(k)}
                    row |= {"command": ""} if "command" in row else {}
            name = name if self._name(id) == id else mask.WORD
        takes = any(k.why in DIFFERS and not k.command for k in made.kept)
        moved = self.moved.get(id, []) if made.state != "untouched" else []
        return view.ImportedCase(
            case=self._name(id) if hidden else id, file=name, row=made.wanted.row, state=made.state,
            added=[view.ImportedEntry(**r) for r in lists["added"]],
            amended=[view.ImportedChange(**r) for r in lists["amended"]],
            kept=[view.ImportedKept(**r) for r in lists["kept"]],
            moves=[] if hidden else moved,
            command=self.words.taking(id) if takes and not hidden else "",
            reason=mask.WORD if hidden and made.refused else made.refused, lines="" if hidden else made.lines,
        )  # fmt: skip


def imported(session: Session, words: Words, *, dry_run: bool, all_cells: bool) -> int:
    """Imports a sheet. The exit code."""
    import gc

    gc.disable()  # many small records and no cycles
    try:
        return Importing(session, words).run(dry_run=dry_run, all_cells=all_cells)
    finally:
        gc.enable()


def _masked(fault: Fault, case: str) -> Fault:
    """A cell's place without what it says."""
    if fault.message == MASKED:
        return msgspec.structs.replace(fault, case=case)
    return msgspec.structs.replace(
        fault, value=mask.WORD if fault.value else "", message="not understood: see the sheet", fix="", case=case
    )


def write_example(session: Session, folder: str) -> None:
    """Writes a sample sheet and its map into a folder; what is there already is not touched. Raises Usage."""
    path = Path(folder)
    if not path.is_dir():
        raise Usage(f"{folder} is no folder: make it first")
    made = {path / name: text for name, text in sample.read().items()}
    for target in made:
        refuse_case(session, target)
        if target.exists():
            raise Usage(f"{target} is there already: nothing was written")
    for target, text in made.items():
        write.put(target, text.encode("utf-8"))
    sheet, map = (shell_word(str(t)) for t in made)
    *first, last = _next(session, f"remedy import {sheet} --map {map}")
    made_ = _("made {sheet} and {map}").format(sheet=clean(sheet), map=clean(map))
    then, *more = [*first, f"{last} --dry-run"]
    session.show([made_, _("next: {command}").format(command=then), *(f"      {line}" for line in more)])


def _next(session: Session, command: str) -> list[str]:
    """The command as it works from here; before it, that which makes the folder of cases where there is none."""
    named = session.named_root
    try:
        is_there = session.root.is_dir()
        return [f"{command} --cases {shell_word(named)}" if named and is_there else command]
    except Usage:
        folder = shell_word(named or "cases")
        return [f"mkdir {folder}", f"{command} --cases {folder}"]
