"""All cases of a folder, read: each file's Case, its Source and its problems.

Called by commands; the reading itself is `remedy.case.read`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.read import read as read_case
from remedy.case.source import Source
from remedy.case.vocabulary import Vocabulary
from remedy.store import files


class CaseFile(msgspec.Struct, kw_only=True):
    """One file: `case` is None where it cannot be used at all."""

    path: Path
    name: str
    case: Case | None
    source: Source | None
    problems: list[Problem]


def load(root: Path, vocabulary: Vocabulary, only: Iterable[Path] | None = None) -> list[CaseFile]:
    """The case files of a folder, or those named, in order of name."""
    return [load_one(path, root, vocabulary) for path in (only or files.case_files(root))]


def load_one(path: Path, root: Path, vocabulary: Vocabulary) -> CaseFile:
    """One case file."""
    name = files.shown_name(path, root)
    source, problem = files.read(path, name)
    if source is None:
        return CaseFile(path=path, name=name, case=None, source=None, problems=[problem] if problem else [])
    case, problems = read_case(source, vocabulary)
    return CaseFile(path=path, name=name, case=case, source=source, problems=problems)


def may_be(file: CaseFile, id: str) -> bool:
    """Whether a file that cannot be used may be the case of an id: it names that id, or nobody can read it."""
    if file.case is not None:
        return False
    if file.source is None:
        return True
    return re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", file.source.text) is not None
