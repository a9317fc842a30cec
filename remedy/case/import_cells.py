"""One cell of a spreadsheet as the value of one key, by what its map says. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import tomli

from remedy.case import dates, fields, import_dates, kinds
from remedy.case.grid import Unreadable, as_text, plain, shown, unguarded
from remedy.case.import_map import REST, Binding, Map, forms_of
from remedy.case.problems import did_you_mean
from remedy.case.shell import shell_word
from remedy.case.slugs import id_of
from remedy.case.source import Path
from remedy.case.toml_text import value_text
from remedy.case.typed import DATED, scalar
from remedy.case.vocabulary import Titles, Vocabulary

FLAGS = {"true": True, "false": False, "истина": True, "ложь": False}
"""How spreadsheets write true and false, in small letters."""


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

    def __init__(self, map: Map, vocabulary: Vocabulary, lang: str = "en") -> None:
        self.map, self.lang = map, lang
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
        if table == "event" and key in ("kind", "outcome"):
            return self._event_word(text, key, binding)
        if binding.values is not None:
            return _word(text, binding)
        if binding.toml and not (form is fields.starts and binding.dates and text[:1].isdigit()):
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
            return raw if isinstance(raw, bool) else FLAGS.get(text.strip().casefold(), text)
        if form is None:
            return raw if isinstance(raw, bool | int) else FLAGS.get(text.strip().casefold(), scalar(text))
        if form in fields.LISTS:
            return _list(text, binding)
        return binding.prefix + text

    def _event_word(self, text: str, key: str, binding: Binding) -> Any:
        """A kind or an outcome: by the map's words, then by its id or its title in any language."""
        said = (binding.values or {}).get(text.strip().casefold())
        if said is not None:
            return said
        known = self.kinds if key == "kind" else self.outcomes
        found = known.get(text.strip().casefold(), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise NotUnderstood(
                f"this fits several: {', '.join(sorted(found))}", f"say which: {_map_line(key, binding, text, 'ONE')}"
            )
        near = self._near(key, text)
        if near:
            line = _map_line(key, binding, text, near[1:].partition('"')[0])
            raise NotUnderstood(f"unknown {key}", f"did you mean {near}? Or {line}")
        more = f"; the kinds: remedy kinds {shell_word(shown(text))}" if key == "kind" else ""
        raise NotUnderstood(f"unknown {key}", _map_line(key, binding, text, key.upper()) + more)

    def _slugs(self, text: str, binding: Binding, form: fields.Form | None) -> Any:
        parts = text.split(binding.split) if binding.split else [text]
        made = [id_of(p, binding.prefix) for p in parts if p.strip()]
        if not made or "" in made:
            raise NotUnderstood("no id can be made of it", "write Latin or Cyrillic letters, or digits")
        return made if form in fields.LISTS else made[0] if len(made) == 1 else "-".join(made)

    def unknown_words(self) -> Iterator[tuple[Path, str, str]]:
        """Kinds and outcomes that the map means and nobody knows: where, what, and the cure."""
        for rule in self.map.rules:
            for key, binding in rule.keys.items() if rule.table == "event" else ():
                known = {"kind": self.kinds, "outcome": self.outcomes}.get(key)
                for word in (binding.value, binding.default, *(binding.values or {}).values()) if known else ():
                    if isinstance(word, str) and word and word not in self._ids(key):
                        near = self._near(key, word)
                        fix = f"did you mean {near}?" if near else f"the {key}s: remedy kinds"
                        yield binding.at, f'unknown {key} "{shown(word)}"', fix

    def _ids(self, key: str) -> Mapping[str, Any]:
        return self.vocabulary.kinds if key == "kind" else self.vocabulary.outcomes

    def _near(self, key: str, text: str) -> str:
        """The known word that differs in letters only, with its title; empty where there is none."""
        known = self.kinds if key == "kind" else self.outcomes
        name = text.strip().casefold()
        near = name if name in known else kinds.slip_of(name, known)
        if near is None:
            return ""
        id = min(known[near])
        titles = self.vocabulary.title(id) if key == "kind" else self.vocabulary.outcomes[id]
        return kinds.titled(id, titles, self.lang)

    def outcome_fits(self, kind: str, outcome: str) -> None:
        """Whether a kind may have an outcome. Raises NotUnderstood."""
        allowed = self.vocabulary.kinds[kind].outcomes
        if outcome not in allowed:
            deciding = [k for k in self.vocabulary.kinds.values() if kind in k.answers and outcome in k.outcomes]
            fix = did_you_mean(outcome, allowed) if allowed else "leave the outcome out"
            if deciding and not allowed:
                named = " or ".join(kinds.titled(k.id, k.title, self.lang) for k in deciding)
                fix = f"it belongs to {named}: map it there, or {fix}"
            raise NotUnderstood(f'"{outcome}" is no outcome of {kind}', fix)


def _by_title(words: Mapping[str, Titles]) -> dict[str, set[str]]:
    """Ids and titles in every language, in small letters, with the ids that each means."""
    out: dict[str, set[str]] = {}
    for id, titles in words.items():
        for name in (id, *titles.values()):
            out.setdefault(name.casefold(), set()).add(id)
    return out | {id: {id} for id in words}


def _map_line(key: str, binding: Binding, text: str, meaning: str) -> str:
    """What to write into the map so that a word is understood: ready to be copied."""
    pair = f"{value_text(shown(text))} = {value_text(meaning) if meaning else '…'}"
    if binding.values is not None:
        return f"add to values in the map: {pair}"
    return f"say it in the map: {key} = {{ column = {value_text(binding.column)}, values = {{ {pair} }} }}"


def _word(text: str, binding: Binding) -> Any:
    values = binding.values or {}
    found = values.get(text.strip().casefold())
    if found is None:
        near = kinds.slip_of(text, values)
        meant = f'did you mean "{near}"? Or ' if near else ""
        raise NotUnderstood(
            "the map gives this word no meaning", meant + _map_line(str(binding.at[-1]), binding, text, "")
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
            "this cell is text, and the map states no form of dates",
            f'add date = "{import_dates.usual(text) or "DD.MM.YYYY"}" to the map',
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
