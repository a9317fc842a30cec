"""A map: which column of a spreadsheet is which key of a case, what its words mean, how its dates are written.

Read out of TOML with a line, a key and a cure for every mistake. `import_cells.py` reads cells by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from remedy.case import fields
from remedy.case.import_dates import BadPattern, Pattern, pattern
from remedy.case.problems import Problem, did_you_mean
from remedy.case.read import ARRAYS
from remedy.case.source import Path, Source

FORMAT = 1
"""The format of maps that this version reads."""

TABLES = (*ARRAYS, "source")
"""What a row may add to a case: each is `[[name]]` in the map."""

HEAD = ("format", "name", "sheet", "header", "encoding", "delimiter", "strip", "empty", "ignore", "masked", "case")
BINDING = ("column", "value", "values", "date", "split", "slug", "prefix", "default", "down", "toml")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1252", "cp866", "koi8-r", "latin-1")
"""What a CSV may be written in; Office in Russian writes cp1251."""

INLINE = (fields.table, fields.credit, fields.start_readings, fields.term_readings, fields.offset, fields.facts)
"""Forms of values that a cell can hold as TOML only."""

REST = "*"
"""The key for a column that holds further keys as a TOML table."""


class Binding(msgspec.Struct, frozen=True, kw_only=True):
    """Where a key's value comes from: a column, or the same for every row."""

    at: Path
    column: str | None = None
    value: Any = None
    values: dict[str, Any] | None = None
    """Words of the sheet, in small letters, to values."""
    dates: tuple[Pattern, ...] = ()
    split: str = ""
    slug: bool = False
    prefix: str = ""
    default: Any = None
    """What an empty cell means."""
    down: bool = False
    """An empty cell means what stands above it."""
    toml: bool = False


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says of one table."""

    table: str
    at: Path
    where: dict[str, str]
    """Column to word: other rows say nothing."""
    keys: dict[str, Binding]
    """Key, or `facts.NAME`, to binding."""


class Map(msgspec.Struct, frozen=True, kw_only=True):
    """A whole map."""

    source: Source
    name: str
    is_named: bool
    """Whether it states its name; else it is that of its file."""
    sheet: str
    header: int
    encoding: str
    delimiter: str
    strip: bool
    empty: frozenset[str]
    ignore: frozenset[str]
    masked: str
    """The column that tells which rows of an export were masked; empty: there is none."""
    case: Rule
    rules: tuple[Rule, ...]

    def columns(self) -> Iterator[tuple[str, Path]]:
        """Every column that is named, with the place where it is."""
        if self.masked:
            yield self.masked, ("masked",)
        for rule in (self.case, *self.rules):
            yield from ((c, (*rule.at, "where")) for c in rule.where)
            yield from ((b.column, b.at) for b in rule.keys.values() if b.column is not None)


def read(source: Source) -> tuple[Map | None, list[Problem]]:
    """A map and what is wrong with it; None where anything is."""
    if source.problem is not None:
        return None, [source.problem]
    reader = _Reader(source)
    made = reader.map()
    return (None if reader.problems else made), reader.problems


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source, self.problems = source, list[Problem]()

    def say(self, path: Path, message: str, fix: str, code: str = "bad-map") -> None:
        self.problems.append(self.source.problem_at(path, code, message, fix))

    def known(self, row: dict[str, Any], path: Path, words: Any) -> None:
        for key, value in row.items():
            if key not in words:
                at = (*path, key, 0) if isinstance(value, list) else (*path, key)
                self.say(at, f'unknown key "{key}"', did_you_mean(key, words))

    def of_type(self, key: str, kind: type, default: Any, wanted: str) -> Any:
        found = self.source.data.get(key, default)
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            self.say((key,), f"{key} is {fields.name_of_type(found)}", f"write {wanted}")
            return default
        return found

    def words(self, key: str) -> frozenset[str]:
        found = self.of_type(key, list, [], f'{key} = ["…"]')
        if not all(isinstance(w, str) for w in found):
            self.say((key,), f"{key} holds more than texts", f'write {key} = ["…"]')
            return frozenset()
        return frozenset(w.strip().casefold() if key == "empty" else w.strip() for w in found)

    def map(self) -> Map:
        data = self.source.data
        self.known(data, (), (*HEAD, *TABLES))
        if data.get("format") != FORMAT:
            self.say(("format",), "format is missing or not known", f"write format = {FORMAT} as the first line")
        header = self.of_type("header", int, 1, "the number of the row with the columns' names, such as 1")
        if not 1 <= header <= 1000:
            self.say(("header",), f"row {header} cannot hold the columns' names", "write a number from 1 to 1000")
        encoding = self.of_type("encoding", str, "utf-8", 'encoding = "cp1251"').lower()
        if encoding not in ENCODINGS:
            self.say(("encoding",), f'unknown encoding "{encoding}"', did_you_mean(encoding, ENCODINGS))
        delimiter = self.of_type("delimiter", str, "", 'delimiter = ";"')
        if delimiter not in ("", ",", ";", "\t", "|"):
            self.say(("delimiter",), f'"{delimiter}" separates no columns', r'write ",", ";", "\t" or "|"')
        name = self.of_type("name", str, "", 'name = "register"') or re.sub(r"\.toml$", "", self.source.name)
        return Map(
            source=self.source,
            name=name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1],
            is_named=bool(data.get("name")),
            sheet=self.of_type("sheet", str, "", 'sheet = "Cases"'),
            header=header,
            encoding=encoding,
            delimiter=delimiter,
            strip=self.of_type("strip", bool, True, "strip = false"),
            empty=self.words("empty"),
            ignore=self.words("ignore"),
            masked=self.of_type("masked", str, "", 'masked = "COLUMN"'),
            case=self.case(),
            rules=tuple(self.rules()),
        )

    def case(self) -> Rule:
        row = self.source.data.get("case")
        if not isinstance(row, dict):
            self.say(
                ("case",), "[case] is missing", 'add [case] with id = "COLUMN" and title = "COLUMN"', "missing-key"
            )
            row = {"id": {"value": "x"}, "title": {"value": "x"}}
        for key in ("id", "title"):
            if key not in row and REST not in row:
                self.say(("case",), f"the case has no {key}", f'add {key} = "COLUMN" under [case]', "missing-key")
        made = self.rule("case", row, ("case",))
        if "id" in made.keys and made.keys["id"].column is None:
            self.say(("case", "id"), "every row would be the same case", 'write id = "COLUMN"')
        return made

    def rules(self) -> Iterator[Rule]:
        for table in TABLES:
            rows = self.source.data.get(table, [])
            if not isinstance(rows, list):
                self.say((table,), f"{table} is {fields.name_of_type(rows)}", f"write [[{table}]] with two brackets")
                continue
            for n, row in enumerate(rows):
                if not isinstance(row, dict):
                    self.say((table, n), f"this is {fields.name_of_type(row)}", f"write [[{table}]]")
                    continue
                yield self.rule(table, row, (table, n))

    def rule(self, table: str, row: dict[str, Any], path: Path) -> Rule:
        forms = {k: f for k, (_, f) in forms_of(table).items()}
        where: dict[str, str] = {}
        keys: dict[str, Binding] = {}
        for key, value in row.items():
            at = (*path, key)
            if key == "where":
                where = self.where(value, at)
            elif key == "facts" and isinstance(value, dict) and not {"column", "value"} & set(value):
                for name, inner in value.items():
                    keys[f"facts.{name}"] = self.binding(inner, (*at, name), None)
            elif key not in forms and key != REST:
                self.say(at, f'{table} has no key "{key}"', did_you_mean(key, forms))
            else:
                keys[key] = self.binding(value, at, forms.get(key))
        needed = {"event": ("kind", "date")}.get(table, fields.REQUIRED.get(table, ()))
        for key in needed:
            if key not in keys and key != "id" and REST not in keys:
                self.say(
                    path, f"{table} has no {key}", f'add {key} = "COLUMN", or {key} = {{ value = "…" }}', "missing-key"
                )
        return Rule(table=table, at=path, where=where, keys=keys)

    def where(self, value: Any, at: Path) -> dict[str, str]:
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.say(at, "where is no table of words", 'write where = { "COLUMN" = "word" }')
            return {}
        return value

    def binding(self, value: Any, at: Path, form: fields.Form | None) -> Binding:
        row = {"column": value} if isinstance(value, str) else value
        if not isinstance(row, dict):
            self.say(at, f"this is {fields.name_of_type(value)}, no column", 'write "COLUMN", or { value = … }')
            return Binding(at=at)
        self.known(row, at, BINDING)
        if ("column" in row) == ("value" in row):
            self.say(at, "this names neither or both of column and value", 'write { column = "…" } or { value = … }')
        self.types(row, at)
        made = Binding(
            at=at,
            column=row["column"].strip() if isinstance(row.get("column"), str) else None,
            value=row.get("value"),
            values={k.strip().casefold(): v for k, v in row["values"].items()}
            if isinstance(row.get("values"), dict)
            else None,
            dates=self.dates(row["date"], (*at, "date")) if "date" in row else (),
            split=row["split"] if isinstance(row.get("split"), str) else "",
            slug=row.get("slug") is True,
            prefix=row["prefix"] if isinstance(row.get("prefix"), str) else "",
            default=row.get("default"),
            down=row.get("down") is True,
            toml=row.get("toml") is True,
        )
        self.fits(made, at, form)
        return made

    def types(self, row: dict[str, Any], at: Path) -> None:
        wanted = {"column": str, "values": dict, "split": str, "slug": bool, "prefix": str, "down": bool, "toml": bool}
        for key, kind in wanted.items():
            if key in row and not isinstance(row[key], kind):
                names = {str: "text in quotes", dict: 'a table such as { "да" = true }', bool: "true or false"}
                self.say((*at, key), f"{key} is {fields.name_of_type(row[key])}", f"write {names[kind]}")

    def fits(self, made: Binding, at: Path, form: fields.Form | None) -> None:
        """Whether what the map says itself may stand in the key, and how a cell may."""
        stated = [
            ("value", made.value),
            ("default", made.default),
            *(("values", v) for v in (made.values or {}).values()),
        ]
        for name, one in stated:
            if one is None or one == "" or form is None:
                continue
            try:
                form(one)
            except fields.Bad as bad:
                self.say((*at, name), str(bad), bad.fix)
        if made.column is not None and not made.toml and (form in INLINE or at[-1] == REST):
            self.say(at, f"{at[-1]} is a table: a cell can hold it as TOML only", 'write { column = "…", toml = true }')
        if made.split and form is not None and form not in fields.LISTS:
            self.say((*at, "split"), f"{at[-1]} is no list", "leave split out")

    def dates(self, value: Any, at: Path) -> tuple[Pattern, ...]:
        listed = [value] if isinstance(value, str) else value
        pairs = listed if isinstance(listed, dict) else dict.fromkeys(listed, "{}") if _are_texts(listed) else {}
        found = []
        if not pairs:
            self.say(at, "no form of dates is stated", 'write date = "DD.MM.YYYY", or a list of such forms')
        for form, means in pairs.items():
            try:
                found.append(pattern(form, means))
            except BadPattern as bad:
                self.say(at, str(bad), bad.fix)
        return tuple(found)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def forms_of(table: str) -> dict[str, tuple[str, fields.Form]]:
    """The keys of a table and how each is read; those of a source with its id."""
    if table == "source":
        return {"id": ("id", fields.text), **fields.FORMS["reference"]}
    return fields.FORMS[table]
