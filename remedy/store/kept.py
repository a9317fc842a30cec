"""Every file that remedy keeps outside the cases themselves: where, how large, who may read it. Reads only.

Whoever makes a new place for files adds it here: a test walks the code for writers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from remedy.case.problems import NotMade
from remedy.store import choices, import_record, places, schedules, settings, state, surroundings, trouble, trust, write

REMINDERS = "reminders"
"""The folder of ledgers in the state folder."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One file."""

    path: Path
    kind: str
    """trust | reminders | report | choices | state | settings | cache | schedule | import | leftover | completion."""
    mode: int | None
    size: int


def outside(root: Path | None) -> list[Kept]:
    """All files outside the cases folder, then what is kept within it beside the cases."""
    found = [*_state(), *_files([settings.path()], "settings"), *_cache(), *_schedules()]
    return [*found, *(_within(root) if root is not None else ())]


def completions(paths: list[Path]) -> list[Kept]:
    """The scripts by which shells complete."""
    return list(_files(paths, "completion"))


def _state() -> Iterator[Kept]:
    top = state.place()
    for path in _below(top):
        first = path.relative_to(top).parts[0]
        kinds = {trust.FILE: "trust", REMINDERS: "reminders", trouble.FOLDER: "report", choices.FILE: "choices"}
        yield from _files([path], kinds.get(first, "state"))


def _cache() -> Iterator[Kept]:
    return _files(_below(places.cache()), "cache")


def _schedules() -> Iterator[Kept]:
    units = schedules.unit_folder()
    return _files(sorted(units.glob("remedy-remind-*.*")) if units.is_dir() else [], "schedule")


def _within(root: Path) -> Iterator[Kept]:
    yield from _files(sorted((root / import_record.FOLDER).glob("*")), "import")
    yield from _files(sorted(root.rglob(f"{write.PREFIX}*{write.SUFFIX}")), "leftover")
    yield from _files(sorted(root.rglob(write.LOCK)), "leftover")


def _below(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if not p.is_dir() or p.is_symlink()) if folder.is_dir() else []


def _files(paths: list[Path], kind: str) -> Iterator[Kept]:
    for path in paths:
        try:
            size = path.stat().st_size
        except OSError:
            continue
        yield Kept(path=path, kind=kind, mode=surroundings.mode_of(path), size=size)


def crontab_lines() -> list[str]:
    """The lines that remedy has in the user's crontab; none where that cannot be read."""
    try:
        return [line for line in schedules.read_crontab().splitlines() if line.startswith("# remedy remind ")]
    except NotMade:
        return []
