"""What each key of a case file may hold: one small reader a form, one list of keys a table.

Called by `read.py` only. A reader returns the typed value or raises Bad with code, message and cure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from remedy.case import dates, model, period
from remedy.case.problems import did_you_mean
from remedy.case.vocabulary import MODES, PERSON_ROLES, STAGES


class Bad(ValueError):
    """A value that cannot be used."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.fix = code, fix


def name_of_type(value: Any) -> str:
    """A TOML value's type as people call it."""
    names = {
        bool: "true/false",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date")


def _wrong(value: Any, wanted: str) -> Bad:
    return Bad("wrong-type", f"this is {name_of_type(value)}, not {wanted}", f"write {wanted}")


def text(value: Any) -> str:
    """Text in quotes."""
    if not isinstance(value, str):
        raise _wrong(value, "text in quotes")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts; one text alone counts as a list of one."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise _wrong(value, 'a list of texts such as ["a", "b"]')
    return tuple(value)


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise _wrong(value, "true or false, without quotes")
    return value


def table(value: Any) -> dict[str, Any]:
    """A table."""
    if not isinstance(value, dict):
        raise _wrong(value, "a table such as { key = value }")
    return value


def facts(value: Any) -> dict[str, Any]:
    """Stated facts: a value each, or a list that means "one of these"."""
    found = table(value)
    for name, stated in found.items():
        for one in stated if isinstance(stated, list) else [stated]:
            if not isinstance(one, str | bool | int | float):
                raise Bad(
                    "wrong-type",
                    f"{name} is {name_of_type(one)}",
                    f'write {name} = "…", true or false, or a list of these',
                )
    return found


def when(value: Any) -> dates.When:
    """A date, uncertain ones included."""
    try:
        return dates.read(value)
    except dates.BadDate as error:
        raise Bad("bad-date", str(error), error.fix) from None


def exact(value: Any) -> date:
    """One calendar day."""
    found = when(value).exact
    if found is None:
        raise Bad("bad-date", f"{when(value).raw} is not one day", "write one day such as 2021-03-11")
    return found


def length(value: Any) -> period.Period:
    """A period."""
    try:
        return period.parse(value)
    except period.BadPeriod as error:
        raise Bad("bad-period", str(error), error.fix) from None


class Word:
    """One of a fixed set of words."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known

    def __call__(self, value: Any) -> str:
        """The word. Raises Bad for another."""
        found = text(value)
        if found not in self.known:
            raise Bad("wrong-type", f'unknown word "{found}"', did_you_mean(found, self.known))
        return found


def roles(value: Any) -> tuple[str, ...]:
    """One role or a list of roles."""
    return tuple(Word(PERSON_ROLES)(r) for r in texts(value))


def starts(value: Any) -> str | dates.When:
    """An event's id or kind, or a date."""
    if isinstance(value, str) and not value[:1].isdigit() and value[:1] not in ".[":
        return value
    return when(value)


def rows(value: Any, read: Callable[[dict[str, Any]], Any], what: str) -> tuple[Any, ...]:
    """A list of small tables."""
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise _wrong(value, f"a list of tables such as [{what}]")
    return tuple(read(v) for v in value)


def need(row: dict[str, Any], key: str) -> Any:
    """A key that must be there."""
    if key not in row:
        raise Bad("missing-key", f"{key} is missing", f"add {key} = …")
    return row[key]


def only(row: dict[str, Any], known: Collection[str]) -> None:
    """No other keys than these."""
    for key in row:
        if key not in known:
            raise Bad("wrong-type", f'unknown key "{key}"', did_you_mean(key, known))


def credit(value: Any) -> tuple[model.CreditSpan, ...]:
    """Spans of custody that count."""

    def one(row: dict[str, Any]) -> model.CreditSpan:
        only(row, ("from", "to", "ratio"))
        ratio = row.get("ratio")
        if ratio is None:
            return model.CreditSpan(start=text(need(row, "from")), end=text(need(row, "to")))
        if isinstance(ratio, bool) or not isinstance(ratio, int | float) or not 0 < ratio <= 100:
            raise Bad(
                "wrong-type",
                f"ratio is {name_of_type(ratio)} out of range"
                if isinstance(ratio, int | float)
                else f"ratio is {name_of_type(ratio)}",
                "write how many days one day of custody counts for: 1, 1.5, 2",
            )
        return model.CreditSpan(start=text(need(row, "from")), end=text(need(row, "to")), ratio=float(ratio))

    return rows(value, one, '{ from = "detained", to = "judgment", ratio = 2 }')


def start_readings(value: Any) -> tuple[model.StartReading, ...]:
    """Other starts of a sanction."""
    return rows(
        value,
        lambda row: model.StartReading(id=text(need(row, "id")), starts=starts(need(row, "starts"))),
        '{ id = "…", starts = "…" }',
    )


def term_readings(value: Any) -> tuple[model.TermReading, ...]:
    """Other ways to compute a deadline of the file."""

    def one(row: dict[str, Any]) -> model.TermReading:
        return model.TermReading(
            id=text(need(row, "id")),
            counting=text(row.get("counting", "")),
            period=length(row["period"]) if "period" in row else None,
            start=text(row.get("from", "")),
            cite=text(row.get("cite", "")),
        )

    return rows(value, one, '{ id = "…", counting = "…" }')


def offset(value: Any) -> model.Offset:
    """`{ deadline = "appeal@judgment", by = "P3D" }` or `{ event = "…", by = "…" }`."""
    row = table(value)
    key = "event" if "event" in row else "deadline"
    return model.Offset(target=text(need(row, key)), is_event=key == "event", by=length(need(row, "by")))


Form = Callable[[Any], Any]

COMMON: dict[str, Form] = {
    "title": text,
    "note": text,
    "sources": texts,
    "tags": texts,
    "confidential": flag,
}
"""Keys that every table may have."""

DUTIES = ("party", "authority", "opponent")

TABLES: dict[str, dict[str, Form]] = {
    "case": {
        "id": text,
        "country": text,
        "packs": texts,
        "zone": text,
        "calendar": text,
        "status": Word(("open", "closed")),
        "closed_on": exact,
        "owner": text,
        "deputy": text,
        "related": texts,
        "alias": text,
        "facts": facts,
    },
    "reference": {"url": text, "path": text, "sha256": text, "date": when},
    "person": {"id": text, "name": text, "role": roles, "facts": facts},
    "charge": {"law": text, "article": text, "person": texts, "proceeding": text, "outcome": text},
    "proceeding": {
        "id": text,
        "stage": Word(STAGES),
        "body": text,
        "mode": Word(MODES),
        "number": text,
        "pack": text,
    },
    "event": {
        "id": text,
        "kind": text,
        "date": when,
        "accounts": table,
        "relied": text,
        "proceeding": text,
        "outcome": text,
        "form": Word(("full", "operative-part")),
        "answers": texts,
        "person": texts,
        "by": text,
        "aim": Word(("better", "worse")),
        "to": text,
        "sent": when,
        "received": when,
        "method": text,
        "proof": text,
        "language": text,
        "undoes": texts,
        "until": when,
        "state": Word(("held", "scheduled", "postponed", "cancelled")),
        "moved_to": text,
        "time": text,
        "known": exact,
        "facts": facts,
        "confirmed_by": text,
    },
    "sanction": {
        "id": text,
        "kind": text,
        "person": texts,
        "length": length,
        "unlimited": text,
        "starts": starts,
        "readings": start_readings,
        "credit": credit,
        "imposed_by": text,
        "ended_by": text,
    },
    "finding": {"breaches": texts, "events": texts, "by": text, "person": texts},
    "recommendation": {
        "id": text,
        "by": text,
        "to": text,
        "text": text,
        "status": Word(("open", "partly", "done", "refused")),
    },
    "deadline": {
        "id": text,
        "set_on": exact,
        "date": when,
        "from": text,
        "period": length,
        "counting": text,
        "readings": term_readings,
        "duty": Word(DUTIES),
        "done": texts,
        "owner": text,
        "cite": text,
    },
    "override": {
        "on": text,
        "since": exact,
        "date": exact,
        "reading": text,
        "waived": flag,
        "reason": text,
    },
    "step": {
        "id": text,
        "status": Word(("todo", "doing", "waiting", "done", "dropped")),
        "owner": text,
        "due": exact,
        "before": offset,
        "after": offset,
        "remedy": text,
        "waiting_on": text,
        "since": exact,
        "chase_after": length,
        "done_on": exact,
    },
}
"""The keys of each table besides COMMON, with the form of their value."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "person": ("id",),
    "proceeding": ("id", "stage"),
    "event": ("kind",),
    "sanction": ("id", "kind"),
    "recommendation": ("id",),
    "deadline": ("id",),
    "override": ("on",),
    "step": ("id", "title"),
}
"""Keys without which a table says nothing."""

RENAMED = {"role": "roles", "from": "start"}
"""Keys whose word is taken in Python, or that hold several."""


FORMS: dict[str, dict[str, tuple[str, Form]]] = {
    table: {key: (RENAMED.get(key, key), form) for key, form in {**COMMON, **forms}.items()}
    for table, forms in TABLES.items()
}
"""Each table's keys with the field of the record and the form of the value."""


UNCONFIRMED = frozenset({"title", "note", "sources", "tags", "confirmed_by"})
"""Keys of an event of which a second person's confirmation says nothing: all others are what was looked at."""

LISTS = (texts, roles)
"""Forms of keys that hold several texts; a text alone is one of them."""


def certain_day(row: Any) -> date | None:
    """The day of an event as it is written, where it is one day and nothing is doubtful; else None."""
    try:
        found = when(row["date"]) if isinstance(row, dict) and "accounts" not in row else None
    except (Bad, KeyError):
        return None
    is_certain = found is not None and not found.provisional and len(found.spans) == 1
    return found.exact if found is not None and is_certain else None
