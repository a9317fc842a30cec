"""The law at hand: the package's packs, calendars and conventions, and those of folders that the user names.

Reads texts; their meaning is `remedy.law`'s. A pack of a user's folder takes the place of one of the same id.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Source
from remedy.case.vocabulary import Vocabulary
from remedy.case.vocabulary import read as read_vocabulary
from remedy.law.calendar import read as read_calendar
from remedy.law.compile import compile
from remedy.law.counting import read as read_conventions
from remedy.law.law import Law
from remedy.law.pack import Pack
from remedy.law.pack_names import settle
from remedy.store.files import read

PACKS = Path(__file__).parent.parent / "packs"
"""The packs of this package."""

VOCABULARY, COUNTING, CALENDARS = "vocabulary.toml", "counting.toml", "calendars"
"""Files of a folder of law with a meaning of their own, and the folder of its calendars."""

ZONES = frozenset({"Asia/Almaty", "Europe/Zurich"})
"""Zones that the package's own packs name: known without a look at the zone data."""


def vocabulary() -> Vocabulary:
    """The words of this package."""
    source, problem = read(PACKS / VOCABULARY, VOCABULARY)
    if source is None:
        raise FileNotFoundError(str(problem))
    return read_vocabulary(source)


def load(folders: Sequence[Path] = ()) -> tuple[Law, list[Problem]]:
    """All law of the package and of further folders, and what is wrong with it."""
    problems: list[Problem] = []
    law = Law(vocabulary=vocabulary(), conventions={}, calendars={}, packs={})
    for folder in (PACKS, *folders):
        for path in (folder / COUNTING, *sorted((folder / CALENDARS).glob("*.toml"))):
            if path.is_file():
                _add(path, folder, law, problems)
        if folder != PACKS and (folder / VOCABULARY).is_file():
            fix = "use the words of the package; a new one belongs there"
            problems.append(
                Problem(VOCABULARY, 1, "", "error", "misplaced", "a folder of law has no words of its own", fix)
            )
    for folder in (PACKS, *folders):
        for path in pack_files(folder):
            _add(path, folder, law, problems)
    return law, problems


def pack_files(folder: Path) -> list[Path]:
    """The packs of a folder."""
    found = (p for p in sorted(folder.rglob("*.toml")) if p.relative_to(folder).parts[0] != CALENDARS)
    return [p for p in found if not (p.parent == folder and p.name in (VOCABULARY, COUNTING))]


def _add(path: Path, folder: Path, law: Law, problems: list[Problem]) -> None:
    """Reads one file of a folder of law into the law at hand."""
    source, problem = read(path, path.relative_to(folder).as_posix())
    if source is None:
        problems += [problem] if problem else []
    else:
        problems += _take(source, path, law)


def _take(source: Source, path: Path, law: Law) -> list[Problem]:
    """What a file says, taken into the law at hand; what is wrong with it."""
    if source.problem is not None:
        return [source.problem]
    if path.name == COUNTING:
        conventions, problems = read_conventions(source)
        law.conventions.update(conventions)
        return problems
    if path.parent.name == CALENDARS:
        calendar, problems = read_calendar(source)
        if calendar is not None:
            law.calendars[calendar.id] = calendar
        return problems
    compiled, problems = compile(source)
    if compiled is None:
        return problems
    pack, more = settle(compiled, source, law.vocabulary, law.conventions, law.calendars)
    law.packs[pack.id] = pack
    return [*problems, *more, *_zone(pack, source)]


def _zone(pack: Pack, source: Source) -> list[Problem]:
    """What is wrong with the zone that a pack tells its days in."""
    if pack.zone == "UTC" or pack.zone in ZONES:
        return []
    from zoneinfo import available_timezones

    known = available_timezones()
    if pack.zone in known:
        return []
    fix = did_you_mean(pack.zone, known)
    return [source.problem_at(("zone",), "unknown-zone", f'there is no zone "{pack.zone}": UTC is used', fix)]


def checked(path: Path, law: Law) -> list[Problem]:
    """Everything that is wrong with a file of law, its worked examples included; the author's tool."""
    from remedy.law import verify

    source, problem = read(path, str(path))
    if source is None:
        return [problem] if problem else []
    problems = _take(source, path, law)
    if source.problem is not None or path.parent.name == CALENDARS:
        return problems
    if path.name == COUNTING:
        return [
            *problems,
            *(p for c in read_conventions(source)[0].values() for p in verify.convention(c, law, source)),
        ]
    pack = law.packs.get(str(source.data.get("id")))
    return [*problems, *(verify.pack(pack, law, source) if pack is not None else ())]


def law_files(folder: Path) -> list[Path]:
    """Every file of a folder of law: conventions and calendars first, for packs rest on them."""
    first = [folder / COUNTING, *sorted((folder / CALENDARS).glob("*.toml"))]
    return [*(p for p in first if p.is_file()), *pack_files(folder)]
