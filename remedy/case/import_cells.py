"""One cell of a spreadsheet as the value of one key, by what its map says. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import tomli

from remedy.case import dates, fields, import_dates
from remedy.case.grid import Unreadable, as_text, plain, shown, unguarded
from remedy.case.import_map import REST, Binding, Map, forms_of
from remedy.case.problems import did_you_mean
from remedy.case.slugs import id_of
from remedy.case.source import Path
from remedy.case.typed import DATED, scalar
from remedy.case.vocabulary import Titles, Vocabulary


class NotUnderstood(ValueError):
    """A cell that the map gives no meaning; `fix` says what to write, in the sheet or in the map."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def is_blank(value: Any, map: Map) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and (not value.strip() or value.strip().casefold() in map.empty))


class Cells:
    """Reads cells by one map and one vocabulary."""

    def __init__(self, map: Map, vocabulary: Vocabulary) -> None:
        self.map = map
        self.kinds = _by_title({k.id: k.title for k in vocabulary.kinds.values()})
        self.outcomes = _by_title(vocabulary.outcomes)
        self.vocabulary = vocabulary
        self.read: dict[Path, dict[tuple[type, Any], Any]] = {}
        """What was read already: registers repeat themselves."""

    def known(self, binding: Binding) -> dict[tuple[type, Any], Any]:
        """The values of a binding's cells that were read, by type and cell: 1, 1.0 and true are three."""
        return self.read.setdefault(binding.at, {})

    def value(self, table: str, key: str, binding: Binding, raw: Any) -> Any:
        """The value of a key out of a cell that is not empty; None: it says nothing. Raises NotUnderstood."""
        known, name = self.known(binding), (type(raw), raw)
        if name not in known:
            made = self._value(table, key, binding, raw)
            known[name] = None if made in ("", []) else made
        return known[name]

    def _value(self, table: str, key: str, binding: Binding, raw: Any) -> Any:
        if isinstance(raw, Unreadable):
            raise NotUnderstood(raw.message, raw.fix)
        if isinstance(raw, str):
            raw = unguarded(raw.strip() if self.map.strip else raw)
        known = forms_of(table).get(key)
        form = known[1] if known else None
        made = self._translated(table, key, binding, form, raw)
        if form is not None:
            try:
                form(made)
            except fields.Bad as bad:
                raise NotUnderstood(str(bad), bad.fix) from None
        return made

    def _translated(self, table: str, key: str, binding: Binding, form: fields.Form | None, raw: Any) -> Any:
        text = as_text(raw)
        if binding.values is not None:
            return _word(text, binding)
        if binding.toml:
            return _toml(text, key)
        if binding.slug:
            return self._slugs(text, binding, form)
        if form in DATED or (form is fields.starts and (isinstance(raw, date) or binding.dates)):
            return _day(raw, binding, form)
        if isinstance(raw, date):
            raise NotUnderstood(
                "this cell is a date, and the key is none", "format the cell as text, or map it to a date"
            )
        if form is fields.flag:
            return raw if isinstance(raw, bool) else scalar(text)
        if form is None:
            return raw if isinstance(raw, bool | int) else scalar(text)
        if form in fields.LISTS:
            return _list(text, binding)
        if table == "event" and key == "kind":
            return _named(text, self.kinds, "kind")
        if table == "event" and key == "outcome":
            return _named(text, self.outcomes, "outcome")
        return binding.prefix + text

    def _slugs(self, text: str, binding: Binding, form: fields.Form | None) -> Any:
        parts = text.split(binding.split) if binding.split else [text]
        made = [id_of(p, binding.prefix) for p in parts if p.strip()]
        if not made or "" in made:
            raise NotUnderstood("no id can be made of it", "write Latin or Cyrillic letters, or digits")
        return made if form in fields.LISTS else made[0] if len(made) == 1 else "-".join(made)

    def outcome_fits(self, kind: str, outcome: str) -> None:
        """Whether a kind may have an outcome. Raises NotUnderstood."""
        allowed = self.vocabulary.kinds[kind].outcomes
        if outcome not in allowed:
            fix = did_you_mean(outcome, allowed) if allowed else "leave the outcome out"
            raise NotUnderstood(f'"{outcome}" is no outcome of {kind}', fix)


def _by_title(words: Mapping[str, Titles]) -> dict[str, set[str]]:
    """Ids and titles in every language, in small letters, with the ids that each means."""
    out: dict[str, set[str]] = {}
    for id, titles in words.items():
        for name in (id, *titles.values()):
            out.setdefault(name.casefold(), set()).add(id)
    return out | {id: {id} for id in words}


def _named(text: str, known: dict[str, set[str]], what: str) -> str:
    found = known.get(text.strip().casefold(), set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise NotUnderstood(f"this fits several: {', '.join(sorted(found))}", "say in the map which: values = { … }")
    ids = {id for ids in known.values() for id in ids}
    raise NotUnderstood(
        f"unknown {what}", f'{did_you_mean(text, ids)} Or say it in the map: values = {{ "{shown(text, 20)}" = … }}'
    )


def _word(text: str, binding: Binding) -> Any:
    values = binding.values or {}
    found = values.get(text.strip().casefold())
    if found is None:
        raise NotUnderstood(
            "the map gives this word no meaning", did_you_mean(text, values) + " Or add it to values in the map"
        )
    return found


def _toml(text: str, key: str) -> Any:
    try:
        found = tomli.loads(f"x = {text}")
    except (tomli.TOMLDecodeError, RecursionError, ValueError):
        found = {}
    if list(found) != ["x"]:
        raise NotUnderstood(
            "this is no TOML value", 'write it as in a case file: "text", 5, ["a", "b"] or { key = "value" }'
        )
    if key == REST and not isinstance(found["x"], dict):
        raise NotUnderstood("this is no TOML table", 'write it as { key = "value" }')
    return found["x"]


def _day(raw: Any, binding: Binding, form: fields.Form | None) -> Any:
    if isinstance(raw, datetime):
        if raw.hour or raw.minute or raw.second:
            raise NotUnderstood(
                "this has a time of day", "write the day alone, and the hour in a column of its own for time"
            )
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, bool) or (isinstance(raw, float) and not raw.is_integer()):
        raise NotUnderstood("this is no date", "format the cell as a date in the spreadsheet")
    text = plain(raw).strip()
    if not binding.dates:
        if form is fields.starts:
            return text
        raise NotUnderstood(
            "this cell is text, and the map states no form of dates", 'add date = "DD.MM.YYYY" to the map'
        )
    try:
        return import_dates.read(text, binding.dates)
    except dates.BadDate as bad:
        if form is fields.starts and not text[:1].isdigit():
            return text
        if isinstance(raw, int | float):
            raise NotUnderstood(
                "this is a number, not a date", "format the column as dates in the spreadsheet"
            ) from None
        raise NotUnderstood(str(bad), bad.fix) from None


def _list(text: str, binding: Binding) -> list[str]:
    if binding.split and text.startswith('["'):
        found = _toml(text, "")
        return found if isinstance(found, list) else [text]
    parts = text.split(binding.split) if binding.split else [text]
    return [binding.prefix + p.strip() for p in parts if p.strip()]
