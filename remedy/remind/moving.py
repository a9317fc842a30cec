"""The record of what was told, taken along when a folder of cases has moved: it is kept by where the folder stood."""

from __future__ import annotations

from pathlib import Path

import msgspec

from remedy.case.problems import NotMade
from remedy.remind import ledger
from remedy.store import state, write


def gone(root: Path) -> list[ledger.Ran]:
    """The last run of each folder that is no more, the newest first; none where this folder has a record itself."""
    top = state.place() / ledger.FOLDER
    if ledger.path_of(root).exists() or not top.is_dir():
        return []
    runs = [ran for path in top.glob("*/ledger.jsonl") if (ran := _last(path)) is not None]
    return sorted((r for r in runs if not Path(r.cases).exists()), key=lambda r: (r.at, r.cases), reverse=True)


def _last(path: Path) -> ledger.Ran | None:
    """The last run that a record tells of, if it is that of the folder that it names; another has taken it over."""
    try:
        lines = state.lines(path)
    except NotMade:
        return None
    decoder = msgspec.json.Decoder(list[ledger.Record])
    for line in reversed(lines):
        try:
            runs = [r for r in decoder.decode(line) if isinstance(r, ledger.Ran)]
        except (msgspec.ValidationError, msgspec.DecodeError):
            continue
        if runs:
            folder = Path(runs[-1].cases)
            return runs[-1] if folder.is_absolute() and ledger.path_of(folder) == path else None
    return None


def adopt(root: Path, old: Path, *, dry_run: bool = False) -> None:
    """Makes the record of a folder that is gone that of another. Raises NotMade."""
    before, after = ledger.path_of(old), ledger.path_of(root)
    if old.exists():
        raise NotMade(f"{old} is still there, and its reminders go on: nothing was taken over")
    if not before.is_file():
        known = ", ".join(r.cases for r in gone(root))
        cure = f"name one of: {known}" if known else "there is none for a folder that is gone"
        raise NotMade(f"no reminders are recorded for {old.absolute()}; {cure}")
    if after.exists():
        raise NotMade(f"this folder has a record of its own at {after}: nothing was taken over")
    if dry_run:
        return
    with ledger.lock(old), ledger.lock(root):
        if after.exists():
            raise NotMade(f"this folder has a record of its own at {after}: nothing was taken over")
        try:
            before.replace(after)
        except OSError as error:
            raise NotMade(f"{before} could not be moved: {error.strerror or error}") from None
        write.sync_folder(after.parent)
        write.sync_folder(before.parent)
