"""The text of a case file as a Case and the problems found on the way.

Owns tolerance: what cannot be used is said and left out as narrowly as section 9 of the design asks; nothing a
person wrote is changed. Called by the store's callers and by tests.
"""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import Any, TypeVar

from remedy.case import dates, fields, model
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.case.vocabulary import Kind, Vocabulary

FORMAT = 1
"""The format of case files that this version reads."""

T = TypeVar("T", bound=model.Entry)

ARRAYS: dict[str, tuple[str, type[model.Entry]]] = {
    "person": ("persons", model.Person),
    "charge": ("charges", model.Charge),
    "proceeding": ("proceedings", model.Proceeding),
    "event": ("events", model.Event),
    "sanction": ("sanctions", model.Sanction),
    "finding": ("findings", model.Finding),
    "recommendation": ("recommendations", model.Recommendation),
    "deadline": ("deadlines", model.FixedDeadline),
    "override": ("overrides", model.Override),
    "step": ("steps", model.Step),
}
"""Each array of tables: its field in Case, its record."""


class Reader:
    """Reads one source; collects problems in `problems`."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()
        self.lost_words: list[str] = []

    def say(self, path: Path, code: str, message: str, fix: str) -> None:
        """Notes a problem at a key."""
        self.problems.append(self.source.problem_at(path, code, message, fix))

    def values(self, name: str, row: dict[str, Any], path: Path, skip: frozenset[str] = frozenset()) -> dict[str, Any]:
        """The readable values of one table. Raises fields.Bad at the first that drops the table."""
        forms = fields.FORMS[name]
        out: dict[str, Any] = {"at": path}
        for key, value in row.items():
            known = forms.get(key)
            if known is None:
                if key not in skip:
                    self.unknown(key, value, path, [*forms, *skip])
                    if value is not False and near_confidential(key):
                        out["confidential"] = True  # likewise, though the key is misspelt
                continue
            try:
                out[known[0]] = known[1](value)
            except fields.Bad as error:
                self.say((*path, key), error.code, str(error), error.fix)
                if key == "confidential":
                    out[key] = True  # whoever wrote it meant to hide the entry
                    continue
                if error.code not in ("bad-date", "bad-period"):
                    raise
                if key in ("sent", "received"):
                    out[known[0]] = dates.UNKNOWN
                if name == "override":
                    self.lost_words.append(f"{key} of the word on {row.get('on', '…')} cannot be read")
        return out

    def unknown(self, key: str, value: Any, path: Path, known: list[str]) -> None:
        """Says an unknown key; a table of events under a wrong name may hold any event."""
        if _holds_tables(value):
            self.unreadable.add(model.ANY)
            self.lost_words.append(f'"{key}" is no table of a case')
            message = f'"{key}" is no table of a case: what stands in it is not read'
            self.say((*path, key), "unknown-table", message, did_you_mean(key, ARRAYS))
        else:
            use = "it is taken for confidential" if near_confidential(key) else "it is kept and not used"
            message = f'unknown key "{key}"; {use}'
            self.say((*path, key), "unknown-key", message, did_you_mean(key, known))

    def entry(self, name: str, row: Any, path: Path, record: type[T]) -> T | None:
        """One table of an array; None where it had to be dropped, which was said."""
        if not isinstance(row, dict):
            self.say(path, "wrong-type", f"this is {fields.name_of_type(row)}, not a table", f"write [[{name}]]")
            self.dropped(name, {})
            return None
        for key in fields.REQUIRED.get(name, ()):
            if key == "id" and name == "recommendation":
                continue
            if key not in row:
                self.say(path, "missing-key", f"{name} has no {key}", f"add {key} = …")
                self.dropped(name, row)
                return None
        try:
            values = self.values(name, row, path)
        except fields.Bad:
            self.dropped(name, row)
            return None
        if name == "recommendation":
            values.setdefault("id", f"recommendation-{path[-1]}")
        if name == "event" and not self.complete_event(row, values, path):
            return None
        if name == "override" and not self.says_something(row, values, path):
            return None
        return record(**values)

    def says_something(self, row: dict[str, Any], values: dict[str, Any], path: Path) -> bool:
        """Whether a word on a deadline can be applied: its day is known, and it fixes, chooses or waives."""
        if any(key in row and key not in values for key in ("since", "date")):
            return False
        if values.get("date") or values.get("reading") or values.get("waived"):
            return True
        self.say(
            path, "missing-key", "this word fixes, chooses and waives nothing", "add date, reading or waived = true"
        )
        self.dropped("override", row)
        return False

    def dropped(self, name: str, row: dict[str, Any]) -> None:
        """Notes what a table that could not be read may have said: an event, or a word of a court."""
        if name == "event":
            kind = row.get("kind")
            self.unreadable.add(kind if isinstance(kind, str) and kind in self.vocabulary.kinds else model.ANY)
        if name == "override":
            self.lost_words.append(f"the word on {row.get('on', 'some deadline')} cannot be read")

    def complete_event(self, row: dict[str, Any], values: dict[str, Any], path: Path) -> bool:
        """Gives an event its id and its day; False where its kind is not a word of the vocabulary."""
        kind = self.vocabulary.kinds.get(values["kind"])
        if kind is None:
            self.unreadable.add(model.ANY)
            self.say(
                (*path, "kind"),
                "unknown-kind",
                f'unknown kind "{values["kind"]}"',
                did_you_mean(values["kind"], self.vocabulary.kinds),
            )
        elif values.get("outcome") and values["outcome"] not in kind.outcomes:
            hint = self.right_outcome(kind, values["outcome"])
            self.say((*path, "outcome"), "bad-outcome", f'"{values["outcome"]}" is no outcome of {kind.id}', hint)
            values["outcome"] = ""
        values.setdefault("id", values["kind"])
        found = values.pop("date", None)
        if found is None and "accounts" in values:
            try:
                found = dates.from_accounts(values["accounts"], values.get("relied"))
            except dates.BadDate as error:
                self.say((*path, "accounts"), "bad-date", str(error), error.fix)
        elif found is None and "date" not in row:
            self.say(
                path,
                "missing-key",
                f"event {values['id']} has no date",
                'add date = 2021-03-11, or date = ".." if it happened on an unknown day',
            )
        values["when"] = found or dates.UNKNOWN
        return True

    def right_outcome(self, kind: Kind, outcome: str) -> str:
        """What to write instead of an outcome that a kind cannot have."""
        if kind.outcomes:
            return did_you_mean(outcome, kind.outcomes)
        deciding = self.vocabulary.deciding(kind.id, outcome)
        if not deciding:
            return "leave outcome out"
        return f'it belongs to the decision: did you mean kind = "{deciding[0]}"? Else leave outcome out'

    def references(self, value: Any) -> tuple[model.Reference, ...]:
        """The `[sources]` table."""
        if not isinstance(value, dict):
            self.say(
                ("sources",),
                "wrong-type",
                f"this is {fields.name_of_type(value)}, not a table",
                "write [sources]",
            )
            return ()
        out = []
        for name, row in value.items():
            path: Path = ("sources", name)
            if isinstance(row, str):
                out.append(model.Reference(at=path, id=name, url=row))
                continue
            if not isinstance(row, dict):
                self.say(
                    path,
                    "wrong-type",
                    f"this is {fields.name_of_type(row)}, not a source",
                    'write a URL or { title = "…", url = "…" }',
                )
                continue
            try:
                out.append(model.Reference(id=name, **self.values("reference", row, path)))
            except fields.Bad:
                continue
        return tuple(out)

    def head(self) -> dict[str, Any]:
        """The keys above the tables; a wrong one is dropped alone."""
        out: dict[str, Any] = {}
        tables = {*ARRAYS, "sources", "format"}
        for key, value in self.source.data.items():
            if key in tables:
                continue
            try:
                found = self.values("case", {key: value}, (), frozenset(tables))
            except fields.Bad:
                continue
            out |= found
        out["packs"] = self.each_once(out.get("packs", ()))
        stem = self.source.name.rsplit("/", 1)[-1].removesuffix(".toml")
        for key in ("id", "title"):
            if not out.get(key):
                if key not in self.source.data:
                    self.say(
                        (),
                        "missing-key",
                        f"{key} is missing",
                        f'add {key} = "{stem}"; until then the file\'s name is shown',
                    )
                elif isinstance(self.source.data[key], str):
                    self.say((key,), "missing-key", f"{key} is empty", f'write {key} = "{stem}"')
                out[key] = stem
        return out

    def each_once(self, packs: tuple[str, ...]) -> tuple[str, ...]:
        """The packs, of which each counts once."""
        for name in dict.fromkeys(n for n in packs if packs.count(n) > 1):
            self.say(("packs",), "unknown-pack", f'"{name}" is named twice; it counts once', "name it once")
        return tuple(dict.fromkeys(packs))

    def case(self) -> model.Case:
        """The whole file."""
        head = self.head()
        lists: dict[str, Any] = {}
        for name, (field, record) in ARRAYS.items():
            rows = self.source.data.get(name, [])
            if not isinstance(rows, list):
                self.say(
                    (name,),
                    "wrong-type",
                    f"{name} is {fields.name_of_type(rows)}, not a list of tables",
                    f"write [[{name}]] with two brackets",
                )
                self.dropped(name, {})
                rows = []
            made = [self.entry(name, row, (name, i), record) for i, row in enumerate(rows)]
            lists[field] = tuple(e for e in made if e is not None)
        references = self.references(self.source.data.get("sources", {}))
        head["at"] = ()
        return model.Case(
            file=self.source.name,
            references=references,
            unreadable=frozenset(self.unreadable),
            lost_words=tuple(self.lost_words),
            **head,
            **lists,
        )


@lru_cache(maxsize=1024)
def near_confidential(key: str) -> bool:
    """Whether a key that is none was most likely meant to hide its table."""
    return bool(difflib.get_close_matches(key.lower(), ["confidential"], cutoff=0.8))


def _holds_tables(value: Any) -> bool:
    """Whether a value is a list of tables, or a table that reads like an event."""
    if isinstance(value, list):
        return any(isinstance(v, dict) for v in value)
    return isinstance(value, dict) and ("kind" in value or any(_holds_tables(v) for v in value.values()))


def read(source: Source, vocabulary: Vocabulary) -> tuple[model.Case | None, list[Problem]]:
    """A case and what is wrong with its file; None where the file cannot be used at all."""
    if source.problem is not None:
        return None, [source.problem]
    found = source.data.get("format")
    if isinstance(found, int | float) and not isinstance(found, bool) and found > FORMAT:
        fix = "install a newer remedy to read it"
        return None, [source.problem_at(("format",), "newer-format", f"its format is newer than {FORMAT}", fix)]
    reader = Reader(source, vocabulary)
    if source.conflict is not None:
        reader.problems.append(source.conflict)
    if found is None:
        reader.say((), "missing-key", "format is missing", f"add format = {FORMAT} as the first line")
    elif type(found) is not int or found != FORMAT:
        what = found if isinstance(found, int) and abs(found) < 1000 else fields.name_of_type(found)
        reader.say(("format",), "wrong-type", f"format is {what}", f"write format = {FORMAT}")
    return reader.case(), reader.problems
