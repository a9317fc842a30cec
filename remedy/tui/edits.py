"""What this session changed and is in no commit yet: the one record of it, filled by acts, emptied by commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint needs none of it
    from collections.abc import Callable, Collection
    from pathlib import Path

    from remedy.tui.acting import Done


class Edits:
    """Edits made in the app, and files changed in the user's own editor."""

    def __init__(self, made: Collection[Done] = (), outside: Collection[Path] = ()) -> None:
        self.made: list[Done] = list(made)
        """Those since the last commit; of those that were committed, their undoing."""
        self.outside: set[Path] = set(outside)
        """The files that were changed in the user's own editor since then."""

    def copy(self) -> Edits:
        """As it is now: git is asked about that, and says nothing of an edit made since."""
        return Edits(self.made, self.outside)

    def take_back(self, done: Done) -> bool:
        """Drops an edit that was undone; whether it was still to be committed."""
        before = len(self.made)
        self.made = [d for d in self.made if d is not done]
        return len(self.made) < before

    def files(self) -> dict[Path, tuple[str, str] | None]:
        """The files that were changed, with the texts around the app's edits."""
        found: dict[Path, tuple[str, str] | None] = dict.fromkeys(self.outside)
        for done in self.made:
            draft, known = done.draft, found.get(done.draft.path)
            if draft.path not in self.outside:
                found[draft.path] = (known[0] if known else draft.before, draft.after)
        return found

    def of(self, paths: Collection[str]) -> list[Done]:
        """The edits of some files."""
        return [d for d in self.made if str(d.draft.path) in paths]

    def settle(self, asked: Edits, is_over: Callable[[str], bool]) -> None:
        """Forgets those that were asked about and whose file, by its path, has nothing left to commit."""
        over = [d for d in asked.made if is_over(str(d.draft.path))]
        self.made = [d for d in self.made if not any(d is x for x in over)]
        self.outside -= {p for p in asked.outside if is_over(str(p))}
