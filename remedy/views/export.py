"""All that case files say, as CSV and as JSON; the map that reads such a CSV again is in `export_columns.py`.

One row an entry, that of the case itself first. Same files, same bytes. No cell is one that a spreadsheet runs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from remedy.case.grid import MASKED_COLUMN, guarded
from remedy.case.import_map import REST, forms_of
from remedy.case.problems import Problem
from remedy.case.read import ARRAYS
from remedy.case.toml_text import value_text
from remedy.views.export_columns import COLUMNS, SPLIT, how

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


def as_csv(cases: Iterable[Exported], *, only: Iterable[str] = (), bom: bool = False, delimiter: str = ",") -> str:
    """The text of `export csv`; `only` names tables, none means all."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", delimiter=delimiter)
    writer.writerow(COLUMNS)
    wanted = set(only)
    for case in cases:
        for table, n, row in _rows(case):
            if not wanted or table in wanted:
                writer.writerow(_cells(case, table, row, masked=(table, n) in case.masked))
    return ("\ufeff" if bom else "") + out.getvalue()


def _rows(case: Exported) -> Iterable[tuple[str, int, dict[str, Any]]]:
    data = case.data
    head = {
        k: v
        for k, v in data.items()
        if not (k in ARRAYS and isinstance(v, list)) and k not in ("sources", "id", "format")
    }
    if not isinstance(data.get("sources", {}), dict):
        head[REST] = {"sources": data["sources"]}
    yield "case", 0, head
    for table in ORDER:
        if table == "source":
            sources = data.get("sources", {})
            for n, (id, row) in enumerate(sources.items()) if isinstance(sources, dict) else ():
                yield table, n, {"id": id, **(row if isinstance(row, dict) else {"url": row})}
            continue
        rows = data.get(table, [])
        for n, row in enumerate(rows) if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield table, n, {"id": row["kind"], **row} if table == "event" and "kind" in row else row


def _cells(case: Exported, table: str, row: dict[str, Any], *, masked: bool) -> list[str]:
    known = forms_of(table)
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {"case": case.id, "case_title": str(case.data.get("title", "")), "table": table}
    rest: dict[str, Any] = {}
    for key, value in row.items():
        written = _cell(value, how(table, key)) if key in known else None
        if written is None:
            rest |= value if key == REST else {key: value}
        else:
            cells[key] = written
    if rest:
        cells["more"] = value_text(rest)
    cells[MASKED_COLUMN] = "true" if masked else ""
    return [guarded(c.replace("\0", "␀")) for c in cells.values()]


def _cell(value: Any, form: str) -> str | None:
    """A value as the map of the export reads it; None where only TOML can hold it, as a wrong type."""
    if form == "toml":
        return value_text(value)
    if form == "flag":
        return ("true" if value else "false") if isinstance(value, bool) else None
    if form == "date":
        return value.isoformat() if type(value) is date else value if isinstance(value, str) else None
    if form == "list":
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(i, str) for i in items):
            return None
        plain = all(i and i == i.strip() and SPLIT not in i and "\n" not in i for i in items) and not (
            items and items[0].startswith('["')
        )
        return f"{SPLIT} ".join(items) if plain else value_text(items)
    return value if isinstance(value, str) else None
