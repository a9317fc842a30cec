"""The tables of a pack's file, typed key by key, and citations: what `compile.py` and the conventions are read with.

Says everything that is wrong in a table, each with its line, before the table is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from remedy.case.fields import Bad
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.law.answer import Cite
from remedy.law.pack_keys import FORMS, KEPT, REQUIRED, WORDS
from remedy.law.pack_words import CHECKS

FORMAT = 1
"""The format of packs, conventions and calendars that this version reads."""

LONGEST_QUOTE = 60
"""Words of a quotation: enough to find the place, too few to copy the law."""

Row = dict[str, Any]


class Dropped(Exception):
    """A table that cannot be used; what is wrong with it was said."""


class Reader:
    """Reads the tables of one source; collects what is wrong in `problems`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.sources: dict[str, Row] = {}

    def say(self, path: Path, code: str, message: str, fix: str) -> None:
        """Notes a problem; an unknown key of a pack is an error: law that is not read is law that is lost."""
        found = self.source.problem_at(path, code, message, fix)
        self.problems.append(Problem(found.file, found.line, found.key, "error", code, message, fix))

    def is_newer(self) -> bool:
        """Whether the file is of a format that this version cannot read; says so."""
        found = self.source.data.get("format", FORMAT)
        newer = isinstance(found, int) and not isinstance(found, bool) and found > FORMAT
        if newer:
            fix = "install a newer remedy to read it"
            self.say(("format",), "newer-format", f"its format is newer than {FORMAT}", fix)
        return newer

    def take(self, name: str, row: Any, path: Path) -> Row:
        """The values of one table, typed. Says all that is wrong; raises Dropped where that is more than words."""
        if not isinstance(row, dict):
            self.say(path, "wrong-type", "this is no table", "write { key = value }")
            raise Dropped
        out, broken = {}, False
        for key, value in row.items():
            form = FORMS[name].get(key)
            if form is None:
                self.say((*path, key), "unknown-key", f'unknown key "{key}"', did_you_mean(key, FORMS[name]))
                broken = True
                continue
            try:
                out[key] = form(value)
            except Bad as bad:
                self.say((*path, key), bad.code, f"{key}: {bad}", bad.fix)
                broken = broken or key not in WORDS
        for key in REQUIRED.get(name, ()):
            if key not in row:
                self.say(path, "missing-key", f"{key} is missing", f"add {key} = …")
                broken = True
        if not broken and name in CHECKS:
            for at, code, message, fix in CHECKS[name](out):
                self.say((*path, *at), code, message, fix)
                broken = True
        if broken and name not in KEPT:
            raise Dropped
        return out

    def take_sources(self, found: Any) -> None:
        """Takes in the `[source.NAME]` tables; of one that is wrong the name is known."""
        if not isinstance(found, dict):
            self.say(("source",), "wrong-type", "this is no table", 'write [source.NAME] with title = "…"')
            return
        for name, row in found.items():
            self.sources[name] = {}
            try:
                self.sources[name] = self.take("source", row, ("source", name))
            except Dropped:
                continue

    def each(self, rows: Any, read: Callable[[Any, Path], Any], path: Path) -> tuple[Any, ...]:
        """All of several tables. Says what is wrong in each; raises Dropped where one cannot be used."""
        out, broken = [], False
        for i, row in enumerate(rows):
            try:
                out.append(read(row, (*path, i)))
            except Dropped:
                broken = True
        if broken:
            raise Dropped
        return tuple(out)

    def cites(self, rows: Any, path: Path) -> tuple[Cite, ...]:
        """Citations, with the title and URL of the source that they name."""
        return self.each(rows, self.cite, (*path, "cite"))

    def cite(self, row: Any, path: Path) -> Cite:
        """One citation; a text alone is a note."""
        if isinstance(row, str):
            return {"source": "", "article": "", "quote": "", "note": row}
        cite: Cite = self.take("cite", row, path)
        name = cite.get("source", "")
        named = self.sources.get(name) if name else {}
        if named is None:
            known = self.sources or ["[source.NAME]"]
            self.say(path, "dangling-reference", f'"{name}" is no source of this pack', did_you_mean(name, known))
            named = {}
        if len(cite.get("quote", "").split()) > LONGEST_QUOTE:
            self.say(path, "long-quote", f"a quotation has more than {LONGEST_QUOTE} words", "quote less")
        cite.setdefault("url", str(named.get("url", "")))
        cite["source"] = str(named.get("short", {}).get("en") or named.get("title") or name)
        return cite
