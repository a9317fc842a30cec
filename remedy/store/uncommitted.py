"""What changed in the folder since the last commit, file by file, and what stands against committing it.

Only what remedy reads is told by name: cases, the team's settings, law that lies in the folder; the rest is counted.
Nothing is changed by it, a person's index neither. The commit itself is `commits`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from remedy.case.commit import Changed, Kind, Standing
from remedy.store import files as stored
from remedy.store import git

Session = Mapping[Path, tuple[str, str] | None]
"""The files that this session changed, each with its text before the first edit and after the last; None: unknown."""

UNDER_WAY = (
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("MERGE_HEAD", "merge"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)
"""Names in git's own folder that tell what a person has begun there and not ended."""

PREFIX = "remedy-commit-"
"""A folder of this name in git's own folder holds what git is given while it works; one that was left is swept."""


def standing(folder: Path, session: Session | None = None, law: Sequence[Path] = ()) -> Standing | None:
    """How a folder stands; None where it is in no git. Raises git.Unanswered where git is there and does not say.

    `law`: further folders of law that are read.
    """
    work = git.top(folder)
    if work is None:
        if git.holds(folder):
            git.ask(folder, "rev-parse", "--show-toplevel")  # says why not
        return None
    place = git.line(folder, "rev-parse", "--absolute-git-dir")
    index = git.line(folder, "rev-parse", "--git-path", "index")
    prefix = git.line(folder, "rev-parse", "--show-prefix")
    inner, lock = Path(place), (folder / index).with_name(f"{Path(index).name}.lock")
    try:
        told, names = _told(folder, work)
        found = [n for n in names if _is_ours(folder, work, n, law)]
        with room(inner) as made:
            base = "HEAD" if told["branch.oid"] != "(initial)" else _empty(folder)
            changed = _changed(work, prefix, base, folder / index, made, found)
    except OSError as error:
        raise git.Unanswered(f"{error.filename or place}: {error.strerror}") from None
    offered = {name for c in changed for name in c.at}
    ahead = told.get("branch.ab", "").partition(" ")[0]
    author, is_guessed = _author(folder)
    return Standing(
        branch="" if told["branch.head"] == "(detached)" else told["branch.head"],
        is_first=told["branch.oid"] == "(initial)",
        ahead=int(ahead) if ahead else None,
        under_way=next((word for name, word in UNDER_WAY if (inner / name).exists()), ""),
        conflicts=_conflicts(work),
        author=author,
        is_guessed=is_guessed,
        locked_by=str(lock) if lock.exists() else "",
        files=_owned(work, changed, session or {}),
        others=len(names - offered),
    )


def _told(folder: Path, work: Path) -> tuple[dict[str, str], set[str]]:
    """What git says of the branch, and the names of all that changed in the folder, from the top."""
    near = [p for p in stored.team_places(folder)[1:] if p.resolve().is_relative_to(work.resolve())]
    where = [".", *(os.path.relpath(p, folder) for p in near)]
    wanted = ("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--no-renames")
    said = os.fsdecode(git.ask(folder, "--literal-pathspecs", *wanted, "--", *where))
    told, names = dict[str, str](), set[str]()
    for entry in said.split("\0"):
        if entry.startswith("# "):
            key, _space, value = entry[2:].partition(" ")
            told[key] = value
        elif entry[:1] in _FIELDS:
            names.add(entry.split(" ", _FIELDS[entry[0]])[-1])
    return told, names


_FIELDS = {"1": 8, "u": 10, "?": 1}
"""How many words stand before the name, by the sort of entry."""


def _is_ours(folder: Path, work: Path, name: str, law: Sequence[Path]) -> bool:
    """Whether a file is one that remedy reads."""
    path = folder / os.path.relpath(work.resolve() / name, folder.resolve())
    if ".." in path.parts:
        path = Path(os.path.normpath(path))
    is_law = path.suffix == ".toml" and any(path.resolve().is_relative_to(f.resolve()) for f in law)
    return is_law or stored.is_read(path, folder)


def _changed(work: Path, prefix: str, base: str, index: Path, made: Path, found: Collection[str]) -> list[Changed]:
    """The files with what git counts of them, those included that it does not know yet: in an index of its own."""
    if not found:
        return []
    beside = made / "index"
    if index.exists():
        shutil.copyfile(index, beside)
    fresh = [n for n in found if os.path.lexists(work / n)]
    intend(work, fresh, beside)
    wanted = ("diff", "--raw", "--numstat", "-z", "--abbrev=40", "--find-renames", "--no-ext-diff", "--no-textconv")
    said = os.fsdecode(git.ask(work, *wanted, "--no-relative", base, "--", index=beside))
    changes, counts = _read(said.split("\0"))
    out = []
    for kind, was, name in changes:
        added, taken = counts.get((was, name), (None, None))
        if was and (was not in found or name not in found):  # one half of it is none of ours
            kind, name, was = ("new", name, "") if name in found else ("gone", was, "")
        if name in found:
            shown, before = (os.path.relpath(n, prefix or ".") if n else "" for n in (name, was))
            at = tuple(x for x in (was, name) if x)
            out.append(Changed(name=shown, was=before, at=at, kind=kind, added=added, taken=taken))
    return sorted(out, key=lambda c: c.name)


_Change = tuple[Kind, str, str]
_Counts = dict[tuple[str, str], tuple[int | None, int | None]]


def _read(words: Sequence[str]) -> tuple[list[_Change], _Counts]:
    """`git diff --raw --numstat -z`: each change with the name before a renaming, and the lines of each."""
    changes, counts = list[_Change](), _Counts()
    left = iter(words)
    for word in left:
        if word.startswith(":"):
            letter, first = word.rpartition(" ")[2][:1], next(left)
            match letter:
                case "R":
                    changes.append(("renamed", first, next(left)))
                case "A" | "D":
                    changes.append(("new" if letter == "A" else "gone", "", first))
                case _:
                    changes.append(("changed", "", first))
        elif word:
            added, taken, name = word.split("\t", 2)
            names = ("", name) if name else (next(left), next(left))
            counts[names] = (int(added), int(taken)) if added.isdigit() and taken.isdigit() else (None, None)
    return changes, counts


def intend(work: Path, names: Sequence[str], index: Path | None = None) -> None:
    """Tells an index of files without their contents."""
    if names:
        listed = ("--pathspec-from-file=-", "--pathspec-file-nul")
        git.ask(work, "add", "--intent-to-add", *listed, given=specs(names), index=index)


def specs(names: Sequence[str]) -> bytes:
    """Names as git takes them from a file, whatever signs stand in them."""
    return b"".join(b":(top,literal)" + os.fsencode(n) + b"\0" for n in names)


@contextlib.contextmanager
def room(inner: Path) -> Iterator[Path]:
    """A folder in git's own, gone afterwards; what a process that died left of one is swept."""
    for left in inner.glob(f"{PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=inner) as made:
        yield Path(made)


def _empty(folder: Path) -> str:
    """What to compare with where nothing was committed yet."""
    return git.line(folder, "hash-object", "-t", "tree", "--stdin")


def _conflicts(work: Path) -> tuple[str, ...]:
    said = os.fsdecode(git.ask(work, "ls-files", "--unmerged", "-z"))
    return tuple(dict.fromkeys(entry.partition("\t")[2] for entry in said.split("\0") if entry))


def _author(folder: Path) -> tuple[str, bool]:
    """Whom git would write as the author, and whether it made that up."""
    try:
        said, _by = git.line(folder, "var", "GIT_AUTHOR_IDENT"), git.ask(folder, "var", "GIT_COMMITTER_IDENT")
    except git.Unanswered:
        return "", False
    known = []
    for key in ("name", "email"):
        is_named = bool(os.environ.get(f"GIT_AUTHOR_{key.upper()}") or (key == "email" and os.environ.get("EMAIL")))
        for stated in (f"user.{key}", f"author.{key}"):
            with contextlib.suppress(git.Unanswered):
                is_named = is_named or bool(git.line(folder, "config", stated))
        known.append(is_named)
    return said.rpartition(">")[0] + ">", not all(known)


def _owned(work: Path, changed: Sequence[Changed], session: Session) -> tuple[Changed, ...]:
    """The files with whether this session changed them, alone or not."""
    known = {_spelled(p): p for p in session}
    out = []
    for c in changed:
        here = work / c.at[-1]
        key = known.get(_spelled(here)) if known else None
        if key is not None:
            c = msgspec.structs.replace(c, own=str(key), is_mixed=_is_mixed(work, c, here, session[key]))
        out.append(c)
    return tuple(out)


def _is_mixed(work: Path, changed: Changed, here: Path, texts: tuple[str, str] | None) -> bool:
    """Whether a file was not as committed before the session's edits, or is not as they left it."""
    if texts is None:
        return False
    try:
        before = git.ask(work, "cat-file", "--filters", f"HEAD:{changed.at[0]}")
    except git.Unanswered:  # it is new
        before = b""
    try:
        return (before, here.read_bytes()) != tuple(text.encode("utf-8") for text in texts)
    except OSError:  # it is gone
        return True


def _spelled(path: Path) -> str:
    """Where a path, which may be gone, leads; some systems spell its letters anew."""
    return unicodedata.normalize("NFC", str(path.resolve()))
