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
        taken: Taken = {}
        for path in law_files(folder, packs=False):
            _add(path, folder, law, problems, taken)
    for folder in (PACKS, *folders):
        taken = {}
        for path in pack_files(folder):
            _add(path, folder, law, problems, taken)
    return law, problems


def law_files(folder: Path, *, packs: bool = True) -> list[Path]:
    """Every file of a folder of law: conventions and calendars first, for packs rest on them."""
    first = [folder / COUNTING, *sorted((folder / CALENDARS).glob("*.toml"))]
    if folder.resolve() != PACKS.resolve():
        first.append(folder / VOCABULARY)
    return [*(p for p in first if p.exists() or p.is_symlink()), *(pack_files(folder) if packs else ())]


def pack_files(folder: Path) -> list[Path]:
    """The packs of a folder; dot-folders are none of it."""
    found = ((p, p.relative_to(folder).parts) for p in sorted(folder.rglob("*.toml")))
    own = [p for p, parts in found if parts[0] != CALENDARS and not any(part.startswith(".") for part in parts)]
    return [p for p in own if not (p.parent == folder and p.name in (VOCABULARY, COUNTING))]


Taken = dict[tuple[str, str], str]
"""What stands in a folder of law: the sort and the id of a table, and the file that it came from."""


def _add(path: Path, folder: Path, law: Law, problems: list[Problem], taken: Taken) -> None:
    """Reads one file of a folder of law into the law at hand."""
    source, problem = read(path, path.relative_to(folder).as_posix())
    if source is None:
        problems += [problem] if problem else []
    else:
        problems += _take(source, path, law, taken)[0]


def _take(source: Source, path: Path, law: Law, taken: Taken) -> tuple[list[Problem], Pack | None]:
    """What a file says, taken into the law at hand; what is wrong with it, and the pack that it is."""
    if source.problem is not None:
        return [source.problem], None
    if path.name == VOCABULARY:
        fix = "use the words of the package; a new one belongs there"
        what = "a folder of law has no words of its own: this file is not read"
        return [Problem(source.name, 1, "", "error", "misplaced", what, fix)], None
    if path.name == COUNTING:
        conventions, problems = read_conventions(source)
        law.conventions.update(conventions)
        return problems, None
    if is_calendar(source, path):
        calendar, problems = read_calendar(source)
        if calendar is not None:
            problems += _doubled(("calendar", calendar.id), source, taken)
            law.calendars[calendar.id] = calendar
        return problems, None
    pack, problems = compile(source)
    if pack is None:
        return problems, None
    problems += _doubled(("pack", pack.id), source, taken)
    pack, more = settle(pack, source, law.vocabulary, law.conventions, law.calendars)
    law.packs[pack.id] = pack
    return [*problems, *more, *_zone(pack, source)], pack


def is_calendar(source: Source, path: Path) -> bool:
    """Whether a file is a calendar: by its folder, or by its years."""
    return path.parent.name == CALENDARS or ("year" in source.data and "rule" not in source.data)


def _doubled(key: tuple[str, str], source: Source, taken: Taken) -> list[Problem]:
    """Says where two files of one folder have one id."""
    first = taken.setdefault(key, source.name)
    if first == source.name:
        return []
    what = f'{first} is the {key[0]} "{key[1]}" too: this file takes its place'
    return [source.problem_at(("id",), "duplicate-id", what, "give each its own id")]


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


def checked(path: Path, law: Law, taken: Taken) -> list[Problem]:
    """Everything that is wrong with a file of law, its worked examples included; the author's tool."""
    from remedy.law import verify

    source, problem = read(path, str(path))
    if source is None:
        return [problem] if problem else []
    if path.resolve() == (PACKS / VOCABULARY).resolve():
        return []
    beside(path, law)
    problems, pack = _take(source, path, law, taken)
    if pack is not None:
        return [*problems, *verify.pack(pack, law, source)]
    if path.name == COUNTING and source.problem is None:
        found = read_conventions(source)[0].values()
        return [*problems, *verify.conventions(found, law, source)]
    return problems


def beside(path: Path, law: Law) -> None:
    """Takes in the conventions and calendars of the folder of law that a pack's file stands in."""
    for folder in path.resolve().parents[:2]:
        near = [p for p in law_files(folder, packs=False) if p.name != VOCABULARY and p.resolve() != path.resolve()]
        for other in near if folder != PACKS.resolve() else ():
            _add(other, folder, law, [], {})
