"""All that case files say, as CSV and as JSON; the map that reads such a CSV again is in `export_columns.py`.

One row an entry, that of the case itself first. Same files, same bytes. No cell is one that a spreadsheet runs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from remedy.case import dates, import_dates
from remedy.case.fields import name_of_type
from remedy.case.grid import MASKED_COLUMN, guarded
from remedy.case.import_map import forms_of, unfit
from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.read import ARRAYS
from remedy.case.source import Path, Source
from remedy.case.toml_text import value_text
from remedy.views.export_columns import COLUMNS, SPLIT, how
from remedy.views.text import clean

ORDER = ("source", *ARRAYS)
"""The tables in the order of the rows."""


class ExportedCase(msgspec.Struct, kw_only=True):
    """One case: its file and everything in it under the file's own keys, days as ISO texts."""

    file: str
    case: dict[str, Any]


class ExportAnswer(msgspec.Struct, kw_only=True):
    """`remedy export json`."""

    format: int = 1
    cases: list[ExportedCase]
    masked: int
    """How many entries are masked."""
    problems: list[Problem]


class Exported(msgspec.Struct, kw_only=True):
    """One case to be exported: masked already where it must be."""

    file: str
    id: str
    data: dict[str, Any]
    case: Case
    source: Source
    """As they were read: for the lines of what cannot be exported."""
    masked: frozenset[tuple[str, int]] = frozenset()
    """The rows that do not hold what the file does, by table and place; that of the case itself is `case`, 0."""


def as_json(cases: Iterable[Exported], masked: int, problems: list[Problem]) -> ExportAnswer:
    """The answer of `export json`; ids that a file leaves out are written."""
    return ExportAnswer(
        cases=[ExportedCase(file=c.file, case={**_named(c), "id": c.id}) for c in cases],
        masked=masked,
        problems=problems,
    )


def _named(case: Exported) -> dict[str, Any]:
    """A file's data with the ids of events that their kind gives, and dates as texts."""
    made: dict[str, Any] = msgspec.to_builtins(case.data)
    for row in made.get("event", []) if isinstance(made.get("event"), list) else []:
        if isinstance(row, dict) and "kind" in row:
            row.setdefault("id", row["kind"])
    return made


def as_csv(
    cases: Iterable[Exported], *, only: Iterable[str] = (), bom: bool = False, delimiter: str = ",", seen: bool = False
) -> str:
    """The text of `export csv`; `only` names tables, none means all. `seen`: for a person's eyes, whose terminal acts
    on no cell; else exact."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", delimiter=delimiter)
    writer.writerow(COLUMNS)
    for _, cells in _written(cases, only):
        writer.writerow([clean(c) for c in cells] if seen else cells)
    return ("\ufeff" if bom else "") + out.getvalue()


def left_out(case: Exported, only: Iterable[str] = ()) -> list[Problem]:
    """What of a case is in no row, or in a cell that `remedy import` refuses, each with its line."""
    out = []
    wanted = set(only)
    for name in ("sources", *ARRAYS):
        if wanted and name.removesuffix("s") not in wanted:
            continue
        rows = case.data.get(name, [])
        pairs = rows.items() if isinstance(rows, dict) else enumerate(rows) if isinstance(rows, list) else ()
        for at, row in pairs:
            if not isinstance(row, dict) and not (name == "sources" and isinstance(row, str)):
                out.append(_problem(case, (name, at), f"{name_of_type(row)} is no table: it is in no row"))
    for table, _n, path, row in _rows(case):
        if wanted and table not in wanted:
            continue
        for key, value in _split(table, row)[1].items():
            why = unfit(table, key, value)
            if why is not None:
                out.append(_problem(case, (*path, key), f"it leaves, and remedy import will not read it: {why[0]}"))
        if table == "source" and "id" in row and row["id"] != path[1]:
            out.append(_problem(case, (*path, "id"), f"a source is named by its key, {path[1]}: this id is in no row"))
    if "\0" in case.id:
        out.append(_problem(case, ("id",), "it holds a NUL, which no cell can: ␀ stands for it"))
    return out


def _problem(case: Exported, path: Path, message: str) -> Problem:
    fix = "correct it as remedy check says, or use export json"
    return case.source.problem_at(path, "not-exported", message, fix)


def _written(cases: Iterable[Exported], only: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    wanted = set(only)
    for case in cases:
        for table, n, path, row in _rows(case):
            if not wanted or table in wanted:
                yield table, _cells(case, table, path, row, masked=(table, n) in case.masked)


def _rows(case: Exported) -> Iterator[tuple[str, int, Path, dict[str, Any]]]:
    """Each row's table, its place there, where it stands in the file, and its keys."""
    data = case.data
    yield "case", 0, (), {k: v for k, v in data.items() if k not in ("id", "format") and not _has_rows(k, v)}
    for table in ORDER:
        if table == "source":
            sources = data.get("sources", {})
            for n, (id, row) in enumerate(sources.items()) if isinstance(sources, dict) else ():
                yield table, n, ("sources", id), row if isinstance(row, dict) else {"url": row}
            continue
        rows = data.get(table, [])
        for n, row in enumerate(rows) if isinstance(rows, list) else ():
            if isinstance(row, dict):
                named = {"id": row["kind"], **row} if table == "event" and "kind" in row else row
                yield table, n, (table, n), named


def _has_rows(key: str, value: Any) -> bool:
    """Whether a key above the tables is one whose tables are rows of their own."""
    return bool(value) and isinstance(value, dict if key == "sources" else list if key in ARRAYS else ())


def _cells(case: Exported, table: str, path: Path, row: dict[str, Any], *, masked: bool) -> list[str]:
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {"case": case.id, "case_title": str(case.data.get("title", "")), "table": table}
    if table == "source":
        row = {**row, "id": path[1]}
    written, rest = _split(table, row)
    cells |= written
    if rest:
        cells["more"] = value_text(rest)
    cells[MASKED_COLUMN] = "true" if masked else ""
    return [guarded(c.replace("\0", "␀")) for c in cells.values()]


def _split(table: str, row: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """What stands in columns of its own, and what only `more` can hold: unknown keys, and what a cell cannot say."""
    known = forms_of(table)
    cells: dict[str, str] = {}
    rest: dict[str, Any] = {}
    for key, value in row.items():
        named = key in known and not (table == "case" and key == "sources")
        written = _cell(value, how(table, key)) if named else None
        if written is None or not written.strip() or "\0" in written:
            rest[key] = value
        else:
            cells[key] = written
    return cells, rest


def _cell(value: Any, form: str) -> str | None:
    """A value as the map of the export reads it; None where no cell of its own can say it."""
    if form == "toml":
        return value_text(value) if value not in ([], {}) else None
    if form == "flag":
        return ("true" if value else "false") if isinstance(value, bool) else None
    if form == "date":
        return value.isoformat() if type(value) is date else value if _is_read_as_it_is(value) else None
    if form == "list":
        items = [value] if isinstance(value, str) else value
        if not items or not isinstance(items, list) or not all(isinstance(i, str) for i in items):
            return None
        plain = all(i and i == i.strip() and SPLIT not in i and "\n" not in i for i in items) and not (
            items and items[0].startswith('["')
        )
        return f"{SPLIT} ".join(items) if plain and "\0" not in "".join(items) else value_text(items)
    return value if isinstance(value, str) else None


def _is_read_as_it_is(value: Any) -> bool:
    """Whether an uncertain date comes back as the same text."""
    try:
        return isinstance(value, str) and import_dates.read(value, _ISO) == value
    except dates.BadDate:
        return False


_ISO = (import_dates.pattern(import_dates.ISO),)
