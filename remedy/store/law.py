"""The law at hand: the package's packs, calendars and conventions, and those of folders that the user names.

Reads texts; their meaning is `remedy.law`'s. A pack of a user's folder takes the place of one of the same id.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from remedy.case.problems import Problem
from remedy.case.source import Source
from remedy.case.vocabulary import Vocabulary
from remedy.case.vocabulary import read as read_vocabulary
from remedy.law.calendar import Calendar
from remedy.law.calendar import read as read_calendar
from remedy.law.compile import cites_of, compile
from remedy.law.counting import Convention
from remedy.law.counting import read as read_conventions
from remedy.law.law import Law
from remedy.law.pack import Pack
from remedy.store.files import read

PACKS = Path(__file__).parent.parent / "packs"
"""The packs of this package."""

NOT_PACKS = frozenset({"vocabulary.toml", "counting.toml"})
"""Files of a packs folder with a meaning of their own."""


def vocabulary() -> Vocabulary:
    """The words of this package."""
    source, problem = read(PACKS / "vocabulary.toml", "vocabulary.toml")
    if source is None:
        raise FileNotFoundError(str(problem))
    return read_vocabulary(source)


def load(folders: Sequence[Path] = ()) -> tuple[Law, list[Problem]]:
    """All law of the package and of further folders, and what is wrong with it."""
    problems: list[Problem] = []
    packs: dict[str, Pack] = {}
    calendars: dict[str, Calendar] = {}
    conventions: dict[str, Convention] = {}
    for folder in (PACKS, *folders):
        _conventions(folder, conventions, problems)
        for path in pack_files(folder):
            name = path.relative_to(folder).with_suffix("").as_posix()
            pack = _pack(path, name, problems)
            if pack is not None:
                packs[pack.id] = pack
        for path in sorted((folder / "calendars").glob("*.toml")):
            _calendar(path, calendars, problems)
    law = Law(vocabulary=vocabulary(), conventions=conventions, calendars=calendars, packs=packs)
    return law, problems


def pack_files(folder: Path) -> list[Path]:
    """The packs of a folder."""
    found = (p for p in sorted(folder.rglob("*.toml")) if p.relative_to(folder).parts[0] != "calendars")
    return [p for p in found if not (p.parent == folder and p.name in NOT_PACKS)]


def _pack(path: Path, name: str, problems: list[Problem]) -> Pack | None:
    source, problem = read(path, f"{name}.toml")
    if source is None:
        problems += [problem] if problem else []
        return None
    pack, found = compile(source)
    problems += found
    return pack


def _calendar(path: Path, calendars: dict[str, Calendar], problems: list[Problem]) -> None:
    source, problem = read(path, f"calendars/{path.name}")
    if source is None or source.problem is not None:
        problems += [p for p in (problem, source.problem if source else None) if p is not None]
        return
    try:
        calendar = read_calendar(source)
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        problems.append(
            source.problem_at((), "wrong-type", f"this is no calendar: {error}", "compare it with calendars/KZ.toml")
        )
        return
    calendars[calendar.id] = calendar


def _conventions(folder: Path, conventions: dict[str, Convention], problems: list[Problem]) -> None:
    path = folder / "counting.toml"
    if not path.is_file():
        return
    source, problem = read(path, "counting.toml")
    if source is None or source.problem is not None:
        problems += [p for p in (problem, source.problem if source else None) if p is not None]
        return
    try:
        conventions.update(read_conventions(source, cites_of(source)))
    except (msgspec.ValidationError, TypeError) as error:
        problems.append(
            source.problem_at((), "wrong-type", f"a convention cannot be read: {error}", "compare it with [plain]")
        )


def one_file(path: Path) -> tuple[Source | None, list[Problem]]:
    """A pack's file for `rules check`."""
    source, problem = read(path, str(path))
    return source, [problem] if problem else []
