"""The rows of a sheet as the cases that they speak of, and every cell that was not understood.

Owns how rows become entries; pure. `store/import_plan.py` compares the result with the files.
"""

from __future__ import annotations

from typing import Any

import msgspec

from remedy.case import fields, typed
from remedy.case.grid import MASKED, MASKED_COLUMN, Grid, Row, fault_at, shown
from remedy.case.import_cells import Cells, NotUnderstood, is_blank
from remedy.case.import_map import REST, Binding, Map, Rule, forms_of
from remedy.case.import_persons import Whose
from remedy.case.import_wanted import Entry, Place, Reading, WantedCase
from remedy.case.problems import did_you_mean
from remedy.case.read import ARRAYS
from remedy.case.slugs import id_of
from remedy.case.toml_text import value_text
from remedy.case.vocabulary import Vocabulary, is_party

ID_FROM = {"person": ("name",), "proceeding": ("stage",), "sanction": ("kind",), "step": ("title",),
            "deadline": ("title",), "recommendation": ("title", "text")}  # fmt: skip
"""The keys out of which an id is made where the map gives none; those of events are derived later."""


def read(grid: Grid, map: Map, vocabulary: Vocabulary, lang: str = "en") -> Reading:
    """The cases of a sheet; `lang` is that of the titles in what is said of its cells."""
    return _Rows(grid, map, Cells(map, vocabulary, lang)).run()


class _Prepared(msgspec.Struct, kw_only=True):
    """A rule with the columns of this sheet, from 0."""

    rule: Rule
    keys: list[tuple[str, Binding, int, dict[tuple[type, Any], Any]]]
    """Each with its column and the cells of it that were read already."""
    columns: list[int]
    """All that it reads: a row of the case that says the same there says nothing new."""
    where: list[tuple[int, str]]
    downs: bool
    """Whether an empty cell may mean what stands above it."""
    speaks: list[int]
    """The columns of which one must say something; none: the map alone says it."""
    origin: str
    fixed: bool


class _Rows:
    def __init__(self, grid: Grid, map: Map, cells: Cells) -> None:
        self.grid, self.map, self.cells = grid, map, cells
        self.out = Reading(cases={}, faults=[], notes=grid.notes + grid.unnamed(), problems=[])
        self.at: dict[str, int] = {}
        self.above: dict[int, Any] = {}
        self.blank: dict[str, bool] = {}
        self.said: set[tuple[int, str, tuple[Any, ...]]] = set()
        self.entries: dict[tuple[str, str, Any], Entry] = {}
        self.people: dict[tuple[int, str, tuple[Any, ...]], str] = {}
        """Which party a row names, by what it says of persons."""
        self.count = 0
        self.hides = [(r, b) for r in (map.case, *map.rules) for k, b in r.keys.items() if k == "confidential"]

    def run(self) -> Reading:
        self._columns()
        if self.out.problems:
            return self.out
        self.rules = self._prepared()
        self.whose = Whose(self.map, self.at)
        marks = {MASKED_COLUMN, self.map.masked}
        self.masks = [n for n, name in enumerate(self.grid.header) if name and name in marks]
        width = len(self.grid.header)
        for row in self.grid.rows:
            cells = [None if self._is_blank(c) else c for c in row.cells]
            if row.fault or any(c is not None for c in cells):
                self._row(row, cells + [None] * (width - len(cells)))
        self.out.notes += self.whose.notes()
        return self.out

    def _is_blank(self, cell: Any) -> bool:
        if cell is None or cell.__class__ is not str:
            return cell is None
        found = self.blank.get(cell)
        if found is None:
            found = self.blank[cell] = is_blank(cell, self.map)
        return found

    def _prepared(self) -> list[_Prepared]:
        rules = (self.map.case, *self.map.rules)
        used = [{b.column for b in r.keys.values() if b.column} for r in rules]
        out = []
        for rule, every in zip(rules, used, strict=True):
            own = every - set().union(*(u for u in used if u is not every))
            lead = {b.column for k, b in rule.keys.items() if k in ("kind", "date") and b.column}
            speaks = every if rule.where else lead | own if rule.table == "event" else own or every
            kind, day = rule.keys.get("kind"), rule.keys.get("date")
            out.append(_Prepared(
                rule=rule, keys=[(k, b, self._column(b), self.cells.known(b)) for k, b in rule.keys.items()],
                downs=any(b.down for b in rule.keys.values()), columns=sorted(self.at[c] for c in every if c),
                where=[(self.at[c], w.strip().casefold()) for c, w in rule.where.items()],
                speaks=sorted(self.at[c] for c in speaks if c),
                origin=(day.column if day is not None else "") or "", fixed=kind is not None and kind.column is None,
            ))  # fmt: skip
        return out

    def _columns(self) -> None:
        names: dict[str, list[int]] = {}
        for n, name in enumerate(self.grid.header):
            names.setdefault(name, []).append(n)
        named = {c for c, _ in self.map.columns()}
        for mark in ";,\t|" if len(names) == 1 else "":
            (only,) = names
            if len(named & {part.strip() for part in only.split(mark)}) > 1:
                said = f"the sheet has one column whose cells are parted by {value_text(mark)}"
                fix = "split the text into columns in the spreadsheet, or save it as CSV"
                self.out.problems.append(self.map.source.problem_at(("sheet",), "no-column", said, fix))
                return
        for column, path in self.map.columns():
            found = names.get(column, [])
            if len(found) == 1:
                self.at[column] = found[0]
                continue
            what = "two columns" if found else "no column"
            fix = "give each a name of its own" if found else did_you_mean(column, [n for n in names if n])
            self.out.problems.append(
                self.map.source.problem_at(
                    path, "no-column", f'the sheet "{self.grid.name}" has {what} "{column}"', fix
                )
            )
        for path, message, fix in self.cells.unknown_words():
            self.out.problems.append(self.map.source.problem_at(path, "unknown-word", message, fix))
        unused = [n for n in names if n and n not in (*named, *self.map.ignore, MASKED_COLUMN)]
        if unused:
            self.out.notes.append(
                "columns that the map does not name: " + ", ".join(f'"{shown(n, 40)}"' for n in unused)
            )

    # One row

    def _row(self, row: Row, cells: list[Any]) -> None:
        if any(cells[n] is not None for n in self.masks):
            self._masked(row, cells)
            return
        secret = bool(self.hides) and self._secret(cells)
        self.whose.begin(cells)
        case = self._case(row, cells, secret)
        if case is None:
            return
        if row.fault:
            self._fault(row.number, None, None, row.fault, row.fix, case)
            return
        named: list[str] = []
        for n, rule in enumerate(self.rules):
            if not self._fits(rule, cells) or (n and not self._speaks(rule, row, cells, case)):
                continue
            said = (n, case.id, tuple([cells[c] for c in rule.columns]))
            before, table = self.count, rule.rule.table
            if table == "event":
                self._entry(rule, row, cells, case, named)
            elif said not in self.said or rule.downs:
                made = self._entry(rule, row, cells, case) if n else self._head(rule, row, cells, case)
                if self.count == before:
                    self.said.add(said)
                if table == "person" and made and made.id and is_party(made.values.get("role")):
                    self.people[said] = made.id
            if table == "person" and said in self.people:
                named.append(self.people[said])

    def _masked(self, row: Row, cells: list[Any]) -> None:
        """A row that does not hold what its case does: the case is left as it is, where it can be told."""
        binding = self.map.case.keys["id"]
        raw, case = self._raw(binding, self._column(binding), cells), None
        try:
            id = typed.case_id(str(self.cells.value("case", "id", binding, raw)))
            case = self.out.cases.setdefault(id, WantedCase(id=id, row=row.number, written=shown(raw, 200)))
        except (NotUnderstood, typed.Misread):
            pass  # the alias of a case that is hidden as a whole
        self._fault(row.number, None, None, MASKED, "export with --include-confidential", case)

    def _head(self, rule: _Prepared, row: Row, cells: list[Any], case: WantedCase) -> Entry | None:
        """Takes in what a row says of the case itself, which is no entry."""
        for key, binding, column, _ in rule.keys:
            found = None if key == "id" else self._read(case, "case", key, binding, column, row, cells)
            if found is not None:
                self._take(case, key, found, (row.number, column))
        return None

    def _case(self, row: Row, cells: list[Any], secret: bool) -> WantedCase | None:
        """The case that a row is about; None where it cannot be told, which is said."""
        binding = self.map.case.keys["id"]
        raw = self._raw(binding, self._column(binding), cells)
        if raw is None:
            fix = "write it in this row" if binding.down else "write it in every row, or say down = true in the map"
            self._fault(row.number, binding, raw, "the row names no case", fix, None, secret)
            return None
        try:
            id = typed.case_id(str(self.cells.value("case", "id", binding, raw)))
        except NotUnderstood as error:
            self._fault(row.number, binding, raw, str(error), error.fix, None, secret)
            return None
        except typed.Misread as error:
            self._fault(row.number, binding, raw, str(error), "or say slug = true in the map", None, secret)
            return None
        case = self.out.cases.get(id)
        if case is None:
            case = self.out.cases[id] = WantedCase(id=id, row=row.number, written=shown(raw, 200))
        case.secret = case.secret or secret
        if case.written != shown(raw, 200):
            why = f'this becomes the id "{id}", as does "{case.written}" of row {case.row}'
            self._fault(row.number, binding, raw, why, "make the two differ in letters or digits", case)
        return case

    def _secret(self, cells: list[Any]) -> bool:
        """Whether a row says, or seems to say, that anything in it is confidential."""
        for rule, binding in self.hides:
            raw = self._raw(binding, self._column(binding), cells) if binding.column else None
            if raw is None:
                said = binding.value if binding.column is None else binding.default
            else:
                try:
                    said = self.cells.value(rule.table, "confidential", binding, raw)
                except NotUnderstood:
                    said = True
            if said:
                return True
        return False

    def _fits(self, rule: _Prepared, cells: list[Any]) -> bool:
        return not rule.where or all(shown(cells[n], 200).strip().casefold() == word for n, word in rule.where)

    def _speaks(self, rule: _Prepared, row: Row, cells: list[Any], case: WantedCase) -> bool:
        """Whether a row says anything of a rule's table."""
        if not rule.speaks:
            return case.row == row.number or bool(rule.where)
        return any(cells[n] is not None for n in rule.speaks)

    def _entry(
        self, rule: _Prepared, row: Row, cells: list[Any], case: WantedCase, named: list[str] | None = None
    ) -> Entry | None:
        """What a row says of a rule's table; None where it was not understood."""
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        before, table = self.count, rule.rule.table
        for key, binding, column, known in rule.keys:
            raw = cells[column]
            found = known.get((raw.__class__, raw), self) if column >= 0 and raw is not None else self
            if found is self:
                found = self._read(case, table, key, binding, column, row, cells)
            elif binding.down:
                self.above[column] = raw
            if found is not None:
                values[key], places[key] = found, (row.number, column)
        if self.count == before and self._complete(rule.rule, row, case, values):
            kind = str(values["kind"]) if table == "event" else ""
            made = Entry(
                table=table, origin=":".join(x for x in (table, kind, rule.origin) if x), fixed=rule.fixed,
                row=row.number, id=values.pop("id", None), derived="id" not in rule.rule.keys, values=values,
                cells=places, of=list(named) if named and "person" not in rule.rule.keys else None,
            )  # fmt: skip
            self._add(case, made)
            return made
        return None

    def _complete(self, rule: Rule, row: Row, case: WantedCase, values: dict[str, Any]) -> bool:
        """Whether what must be said is said; an id is made where it can be."""
        table = rule.table
        if (rest := values.pop(REST, None)) is not None:
            if not self._are_free(table, rest, rule.keys[REST], row.number, case):
                return False
            values |= {k: v for k, v in rest.items() if k not in values}
        if "facts" in values:
            values |= {f"facts.{k}": v for k, v in values.pop("facts").items()}
        if "id" not in values and table in ID_FROM:
            text = next((values[k] for k in ID_FROM[table] if values.get(k)), "")
            if made := id_of(str(text)):
                values["id"] = made
        needed = ("kind", "date") if table == "event" and "accounts" not in values else fields.REQUIRED.get(table, ())
        if table == "source":
            needed = ("id",)
        for key in needed:
            if key not in values:
                binding = rule.keys.get(key)
                what = f"the {table} has no {key}"
                fix = "fill the cell" if binding is not None and binding.column else f"give {key} in the map"
                fix += ', or say default = ".." in the map: the day is unknown' if key == "date" else ""
                self._fault(row.number, binding, None, what, fix, case)
                return False
        if table == "event" and "outcome" in values and values["kind"] in self.cells.vocabulary.kinds:
            try:
                self.cells.outcome_fits(values["kind"], values["outcome"])
            except NotUnderstood as error:
                self._fault(row.number, rule.keys.get("outcome"), values["outcome"], str(error), error.fix, case)
                return False
        return True

    def _are_free(self, table: str, rest: dict[str, Any], binding: Binding, row: int, case: WantedCase) -> bool:
        """Whether further keys are none that remedy knows: those have columns of their own."""
        taken = {*forms_of(table), *((*ARRAYS, "sources", "format") if table == "case" else ())}
        for key in rest:
            if key in taken:
                self._fault(row, binding, key, f"{key} is a key that remedy knows", "give it a column of its own", case)
                return False
        return True

    def _add(self, case: WantedCase, entry: Entry) -> None:
        """Takes an entry in; what says the same as another is that other."""
        name = entry.id if entry.id is not None else tuple(map(repr, sorted(entry.values.items(), key=lambda v: v[0])))
        is_anothers = entry.table == "event" and self.whose.is_of_another(case.id, name, entry.row, entry.of)
        other = self.entries.setdefault((case.id, entry.table, name), entry)
        if other is entry:
            case.entries.append(entry)
            return
        if other.of is not None:
            is_anothers = is_anothers or not set(entry.of or ()) <= set(other.of)
            other.of = list(dict.fromkeys([*other.of, *entry.of])) if entry.of is not None else None
        if entry.id is not None:
            for key, value in entry.values.items():
                self._merge(case, other.values, other.cells, key, value, entry.cells.get(key, (entry.row, -1)))
        elif entry.table == "event" and other.row != entry.row and not is_anothers:
            self.out.notes.append(f"row {entry.row} says the same event as row {other.row}: it is taken once")

    def _take(self, case: WantedCase, key: str, value: Any, place: Place) -> None:
        if key == REST and not self._are_free("case", value, self.map.case.keys[REST], place[0], case):
            return
        if key in (REST, "facts"):
            for name, inner in value.items():
                name = f"facts.{name}" if key == "facts" else name
                self._merge(case, case.values, case.cells, name, inner, place)
        else:
            self._merge(case, case.values, case.cells, key, value, place)

    def _merge(
        self, case: WantedCase, into: dict[str, Any], places: dict[str, Place], key: str, value: Any, place: Place
    ) -> None:
        """Takes a value in; rows that disagree are said."""
        if key not in into:
            into[key], places[key] = value, place
        elif into[key] != value:
            row, column = place
            said = f"{key} is {shown(str(into[key]))} in row {places[key][0]}, and {shown(str(value))} here"
            fix = "make the rows agree"
            if places is case.cells:
                said, fix = f"{said}: the {key} must be one a case", f"take another column for it in the map, or {fix}"
            self._fault_at(row, column, shown(str(value)), said, fix, case, case.secret)

    # One cell

    def _column(self, binding: Binding) -> int:
        return self.at[binding.column] if binding.column else -1

    def _raw(self, binding: Binding, column: int, cells: list[Any]) -> Any:
        raw = cells[column]
        if binding.down:
            if raw is None:
                return self.above.get(column)
            self.above[column] = raw
        return raw

    def _read(
        self, case: WantedCase, table: str, key: str, binding: Binding, column: int, row: Row, cells: list[Any]
    ) -> Any:
        """A key's value in a row; None where nothing is said or understood."""
        if column < 0:
            return binding.value
        raw = self._raw(binding, column, cells)
        if raw is None:
            return binding.default
        try:
            made = self.cells.value(table, key, binding, raw)
        except NotUnderstood as error:
            self._fault(row.number, binding, raw, str(error), error.fix, case)
            return None
        return made

    def _fault(self, row: int, binding: Binding | None, raw: Any, message: str, fix: str, case: WantedCase | None,
               secret: bool = False) -> None:  # fmt: skip
        column = self._column(binding) if binding is not None else -1
        self._fault_at(row, column, shown(raw), message, fix, case, secret or (case is not None and case.secret))

    def _fault_at(
        self, row: int, column: int, value: str, message: str, fix: str, case: WantedCase | None, secret: bool
    ) -> None:
        self.count += 1
        found = fault_at(self.grid, (row, column), value, message, fix, case.id if case else "")
        found.secret = secret
        (case.faults if case else self.out.faults).append(found)
