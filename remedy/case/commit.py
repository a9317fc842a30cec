"""What git says of the folder of cases, and of a commit: records that the store fills and the views put into words."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["new", "changed", "gone", "renamed"]
"""What happened to a file since the last commit."""

Stopped = Literal["", "cancelled", "timeout"]
"""Why a program such as git was ended before its own end."""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One file that may be committed."""

    name: str
    """From the folder."""
    was: str = ""
    """Its name before, where it was renamed."""
    at: tuple[str, ...]
    """The names that stand and fall together, from the top of the work tree."""
    kind: Kind
    added: int | None
    """Lines that came; None where git counts none."""
    taken: int | None
    own: str = ""
    """Under which path this session changed it; empty: it did not."""
    is_mixed: bool = False
    """Whether it holds changes of others than this session, too."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How the folder stands in git, and what can be committed."""

    branch: str
    """Empty: HEAD is on no branch."""
    is_first: bool
    """Whether nothing was committed there yet."""
    ahead: int | None
    """Commits that were not pushed; None where the branch follows none."""
    under_way: str
    """A command of git that a person has begun and not ended, such as a merge; empty: none."""
    conflicts: tuple[str, ...]
    """Files of the repository whose versions are still to be reconciled."""
    author: str
    """Name and address that git would write; empty where it knows none."""
    is_guessed: bool
    """Whether git made the author up from the machine's names."""
    locked_by: str
    """The file that says that another git is at work, or died while it was."""
    files: tuple[Changed, ...]
    others: int
    """How many other files of the folder changed: they are not committed here."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a commit."""

    is_committed: bool
    stopped: Stopped = ""
    code: int = 0
    said: str = ""
    """The end of what git and the hooks said, as they said it."""
