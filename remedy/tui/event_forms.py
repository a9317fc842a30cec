"""The forms of events: one that happened, and one that is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from remedy.case import dates
from remedy.case import typed as words
from remedy.case.languages import in_language
from remedy.case.model import Event
from remedy.case.typed import Misread
from remedy.case.vocabulary import Vocabulary
from remedy.store import verbs
from remedy.store.cases import CaseFile
from remedy.store.splice import Editor
from remedy.tui.dialogs.form import Field, Form, Values, fields, offered
from remedy.tui.fetching import Full
from remedy.tui.forms import people_of, settings_of
from remedy.views.i18n import _

FILERS = ("defence", "prosecution", "victim")
STATES = ("held", "scheduled", "postponed", "cancelled")


def _is_ahead(day: str, today: date) -> bool:
    """Whether a typed day certainly has not come."""
    first = dates.read(words.day(day)).earliest
    return first is not None and first > today


def _meant(kind: str, day: str, vocabulary: Vocabulary, lang: str) -> str:
    """An event that was typed, in the words of the vocabulary."""
    titles = vocabulary.title(words.kind_named(kind, vocabulary, lang))
    return f"{titles.get(lang) or titles['en']} {words.day(day)}"


def _one_of(name: str, label: str, value: str, choices: Sequence[str], hint: str = "") -> Field:
    """A field with what may stand in it."""
    return Field(name=name, label=label, value=value, choices=tuple(choices), hint=hint or ", ".join(choices))


def _common(full: Full, said: Mapping[str, str], *, serves: bool) -> list[Field]:
    """What every event may say: where, of whom, by whom, from which source."""
    case, people = full.file.case, people_of(full)
    places = [p.id for p in case.proceedings] if case else []
    sources = [r.id for r in case.references] if case else []
    of_all = _("empty: all of {ids}").format(ids=", ".join(people))
    out = [_one_of("proceeding", _("Proceeding"), said.get("proceeding", ""), places)]
    if len(people) > 1 or said.get("person"):
        out.append(_one_of("person", _("Persons"), said.get("person", ""), people, of_all))
    if not serves or said.get("by"):
        out.append(_one_of("by", _("By whom"), said.get("by", ""), FILERS))
    out.append(_one_of("sources", _("Sources"), said.get("sources", ""), sources))
    return [*out, Field(name="note", label=_("Note"), value=said.get("note", ""))]


def record(
    full: Full, vocabulary: Vocabulary, lang: str, kind: str = "", said: Mapping[str, str] = MappingProxyType({})
) -> Form:
    """An event; `said` is what is filled in already."""
    known = vocabulary.kinds.get(kind)
    titles = vocabulary.title(kind) if known is not None else {}
    serves = known is not None and known.role == "serves"
    title = in_language(titles, lang) or titles.get("en", "")
    kinds = [in_language(k.title, lang) or k.title["en"] for k in vocabulary.kinds.values()]
    asked = (
        Field(name="kind", label=_("What happened"), value=title, needed=True,
              choices=offered(kinds), hint=_("such as judgment, приговор")),
        Field(name="date", label=_("On which day"), is_date=True, needed=True,
              hint=_("2020-06-22, 22.06.2020, 2020-06, .. if it is not known")),
        _one_of("outcome", _("Outcome"), "", tuple(known.outcomes) if known is not None else ()),
        Field(name="to", label=_("To whom"), choices=people_of(full), hint=_("of copies"))
        if serves or known is None else None,
        *_common(full, said, serves=serves),
        _one_of("state", _("State"), said.get("state", ""), STATES),
    )  # fmt: skip

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        assert file.case is not None
        rest = [name for name in values if name not in ("kind", "date")]
        more = settings_of("event", values, *rest)
        kind, day = values["kind"], values["date"]
        if not values["state"] and _is_ahead(day, full.today):
            raise Misread(_("{day} has not come yet: write scheduled as its state, or correct the day").format(day=day))
        verbs.record(editor, file.case, vocabulary, kind, day, None, more, lang)
        return _("understood: {event}").format(event=_meant(kind, day, vocabulary, lang))

    def offers(values: Values) -> dict[str, tuple[str, ...]]:
        try:
            typed = vocabulary.kinds[words.kind_named(values["kind"], vocabulary, lang)]
        except (Misread, KeyError):
            return {"outcome": ()}
        return {"outcome": tuple(typed.outcomes)}

    return Form(
        title=_("record an event"),
        fields=fields(*asked),
        make=make,
        offers=offers,
        phrase=lambda v: _meant(v["kind"], v["date"], vocabulary, lang),
    )


def amend(full: Full, vocabulary: Vocabulary, event: Event) -> Form:
    """Another day, outcome, note, … of an event."""
    kind = vocabulary.kinds.get(event.kind)
    was_said = {
        "outcome": event.outcome,
        "to": event.to,
        "proceeding": event.proceeding,
        "person": ", ".join(event.person),
        "by": event.by,
        "sources": ", ".join(event.sources),
        "note": event.note,
    }

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        number = verbs.number_of(file.case.events, event.id) if file.case else None
        if number is None:
            raise Misread(_("this event is not in the file any more"))
        new: dict[str, Any] = {}
        if values["date"] != event.when.raw:
            new["date"] = words.day(values["date"])
        for key, was in was_said.items():
            if values.get(key, was) != was and values.get(key):
                new |= words.settings("event", [f"{key}={values[key]}"])
        gone = [k for k, was in was_said.items() if was and not values.get(k, was)]
        if not new and not gone:
            raise Misread(_("nothing is different yet"))
        return verbs.amend(editor, number, event.id, new, gone)

    return Form(
        title=_("correct {event}").format(event=event.id),
        fields=(
            Field(name="date", label=_("Day"), value=event.when.raw, is_date=True, needed=True),
            _one_of("outcome", _("Outcome"), event.outcome, tuple(kind.outcomes) if kind else ()),
            _one_of("to", _("To whom"), event.to, people_of(full)),
            *_common(full, was_said, serves=kind is not None and kind.role == "serves"),
        ),
        make=make,
        phrase=lambda v: _("{event} corrected: {day}").format(event=event.id, day=words.day(v["date"])),
    )
