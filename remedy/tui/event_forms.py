"""The forms of events: one that happened, and one that is corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import msgspec

from remedy.case import dates
from remedy.case import typed as words
from remedy.case.languages import in_language
from remedy.case.model import Case, Event
from remedy.case.typed import Misread
from remedy.case.vocabulary import Kind, Vocabulary
from remedy.store import already, verbs
from remedy.store.cases import CaseFile
from remedy.store.splice import Editor
from remedy.tui.fetching import Full
from remedy.tui.fields import Field, Form, Values, fields, offered
from remedy.tui.forms import people_of, settings_of
from remedy.views.codes import coded
from remedy.views.i18n import _, titled
from remedy.views.text import day_said, days_in

FILERS = ("defence", "prosecution", "victim")
STATES = ("held", "scheduled", "postponed", "cancelled")


def _day(text: str) -> date | str:
    """The day that was typed, without an hour after it; what stands in a file in another form is left as it is."""
    try:
        return words.day(words.day_and_time(text)[0])
    except Misread:
        return text


def _first(text: str) -> date | None:
    """The first possible day of what was typed; None where it is open or no date."""
    try:
        return dates.read(_day(text)).earliest
    except dates.BadDate:
        return None


def _is_ahead(day: str, today: date) -> bool:
    """Whether a typed day certainly has not come."""
    first = _first(day)
    return first is not None and first > today


def _refuse_ahead(day: str, today: date) -> None:
    """What is said to have happened did not on a day to come. Raises Misread."""
    if _is_ahead(day, today):
        words_ = _("{day} has not come yet: write {scheduled} as its state, or correct the day")
        raise Misread(words_.format(day=_day(day), scheduled=_state("scheduled")))


def _meant(kind: str, day: str, vocabulary: Vocabulary, lang: str) -> str:
    """An event that was typed, in the words of the vocabulary; its day as in a file."""
    titles = vocabulary.title(words.kind_named(kind, vocabulary, lang))
    return f"{titles.get(lang) or titles['en']} {_day(day)}"


def _one_of(name: str, label: str, value: str, choices: Sequence[str], hint: str = "") -> Field:
    """A field with what may stand in it."""
    return Field(name=name, label=label, value=value, choices=tuple(choices), hint=hint or ", ".join(choices))


def _coded(name: str, label: str, value: str, pairs: Sequence[tuple[str, str]]) -> Field:
    """A field that offers words and gives the file their codes."""
    titles = tuple(title for title, _code in pairs)
    return Field(name=name, label=label, value=value, choices=titles, codes=tuple(pairs), hint=", ".join(titles))


def _state(code: str) -> str:
    """How an event stands, in words."""
    return _("took place") if code == "held" else coded("status", code)


def _outcomes(outcomes: Iterable[str]) -> list[tuple[str, str]]:
    return [(titled(code, "outcome"), code) for code in outcomes]


def _outcome(value: str, offered_: Sequence[str], vocabulary: Vocabulary) -> Field:
    """Those of the kind are offered; any is understood."""
    field = _coded("outcome", _("Outcome"), value, _outcomes(offered_))
    return msgspec.structs.replace(field, codes=tuple(_outcomes(vocabulary.outcomes)))


def _stands(value: str) -> Field:
    """How an event stands; empty: it took place."""
    return _coded("state", _("State"), value, [(_state(code), code) for code in STATES])


def _whom(full: Full, value: str, hint: str, *, demanded: bool = False) -> Field:
    """To whom a copy was served."""
    label, people = _("To whom"), people_of(full)
    if not demanded:
        return Field(name="to", label=label, value=value, choices=people, hint=hint)
    asked = _("{ids}; “unknown” where nobody knows: the question stays then").format(ids=", ".join(people))
    return Field(name="to", label=label, value=value, choices=people, hint=asked, needed=True, may_be_unknown=True)


def _common(full: Full, said: Mapping[str, str], *, serves: bool) -> list[Field]:
    """What every event may say: where, of whom, by whom, from which source."""
    case, people = full.file.case, people_of(full)
    places = [p.id for p in case.proceedings] if case else []
    sources = [r.id for r in case.references] if case else []
    parties = ", ".join(p.id for p in case.parties()) if case else ""
    of_all = _("empty: all defendants and applicants: {ids}").format(ids=parties) if parties else ", ".join(people)
    out = [_one_of("proceeding", _("Proceeding"), said.get("proceeding", ""), places)]
    if len(people) > 1 or said.get("person"):
        out.append(_one_of("person", _("Persons"), said.get("person", ""), people, of_all))
    if not serves or said.get("by"):
        sides = [(coded("side", code), code) for code in FILERS]
        out.append(_coded("by", _("By whom"), said.get("by", ""), sides))
    out.append(_one_of("sources", _("Sources"), said.get("sources", ""), sources))
    return [*out, Field(name="note", label=_("Note"), value=said.get("note", ""))]


def record(
    full: Full,
    vocabulary: Vocabulary,
    lang: str,
    kind: str = "",
    said: Mapping[str, str] = MappingProxyType({}),
    demanded: Collection[str] = (),
) -> Form:
    """An event; `said` is what is filled in already, `demanded` what the question asks for besides the day."""
    known = vocabulary.kinds.get(kind)
    titles = vocabulary.title(kind) if known is not None else {}
    serves = known is not None and known.role == "serves"
    title = in_language(titles, lang) or titles.get("en", "")
    whom = _("of copies; while it is not said, a question of service may stay") if serves else _("of copies")
    kinds = [in_language(k.title, lang) or k.title["en"] for k in vocabulary.kinds.values()]
    asked = (
        Field(name="kind", label=_("What happened"), value=title, needed=True,
              choices=offered(kinds), hint=_("such as judgment, приговор")),
        Field(name="date", label=_("On which day"), is_date=True, has_time=True, needed=True,
              hint=_("2020-06-22, 22.06.2020 10:30, 2020-06, .. if it is not known")),
        _outcome("", tuple(known.outcomes) if known is not None else (), vocabulary),
        _whom(full, "", whom, demanded="to" in demanded) if serves or known is None else None,
        *_common(full, said, serves=serves),
        _stands(said.get("state", "")),
    )  # fmt: skip

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        assert file.case is not None
        rest = [name for name in values if name not in ("kind", "date")]
        more = settings_of("event", values, *rest)
        kind, (day, time) = values["kind"], words.day_and_time(values["date"])
        more |= words.settings("event", [f"time={time}"]) if time else {}
        words.day(day)  # a date that cannot be read is told first
        if not values["state"]:
            _refuse_ahead(day, full.today)
        event = _meant(kind, day, vocabulary, lang)
        settled = _settled(editor, file.case, vocabulary.kinds[words.kind_named(kind, vocabulary, lang)], day, more)
        if settled:
            return settled.format(event=days_in(event))
        verbs.record(editor, file.case, vocabulary, kind, day, None, more, lang)
        return _("understood: {event}").format(event=days_in(event))

    def offers(values: Values) -> dict[str, tuple[str, ...]]:
        try:
            typed = vocabulary.kinds[words.kind_named(values["kind"], vocabulary, lang)]
        except (Misread, KeyError):
            return {"outcome": ()}
        return {"outcome": tuple(title for title, _code in _outcomes(typed.outcomes))}

    return Form(
        title=_("record an event"),
        fields=fields(*asked),
        make=make,
        offers=offers,
        phrase=lambda v: _meant(v["kind"], v["date"], vocabulary, lang),
        minds=lambda v: "" if v["state"] == "scheduled" else _seen_later(v["date"], full.answer.as_of),
    )


def _settled(editor: Editor, case: Case, kind: Kind, day: str, more: dict[str, Any]) -> str:
    """Gives an event that was recorded without its day, as scheduled or in part what is known of it now: what is said
    of that; empty where there is none. Raises Misread where it is recorded with that day and nothing is new."""
    when = words.day(day)
    twin = already.twin(case, kind, when, more)
    if twin is None:
        return ""
    number = verbs.number_of(case.events, twin.id)
    assert number is not None
    new = dict(more)
    if "sources" in new:
        new["sources"] = list(dict.fromkeys((*twin.sources, *new["sources"])))
    if twin.state == "scheduled" and more.get("state") is None:
        verbs.amend(editor, number, twin.id, {"state": "held", **new})
        return _("{event}: the case has it as scheduled; saving says that it took place, and adds no second one")
    if twin.when.spans == dates.read(when).spans:
        added = {key: value for key, value in new.items() if not getattr(twin, key, None) and key != "state"}
        if added:
            verbs.amend(editor, number, twin.id, added)
            return _("{event}: the case has it with that day; saving adds what it does not say yet, and no second one")
        raise Misread(_("the case has this already, with that day: choose it in its timeline (o) to correct it"))
    verbs.amend(editor, number, twin.id, {"date": when, **new})
    return _("{event}: the case has it without a day; saving gives it this day, and adds no second one")


def _seen_later(day: str, shown: date) -> str:
    """What is said of an event after the day that the app shows."""
    first = _first(day)
    if first is None or first <= shown:
        return ""
    said = _("{day} is later than the day shown, {shown}: it will be seen from {day} on.")
    return said.format(day=day_said(first), shown=day_said(shown))


def _called(event: Event) -> str:
    """An event as people call it, with its day: by that it can be told from another of its kind."""
    return f"{event.title or titled(event.kind)} ({event.when.raw})"


def _said_of(event: Event) -> Values:
    """What the file says of an event, by the fields that correct it."""
    return {
        "date": event.when.raw,
        "time": event.time,
        "outcome": event.outcome,
        "to": event.to,
        "proceeding": event.proceeding,
        "person": ", ".join(event.person),
        "by": event.by,
        "sources": ", ".join(event.sources),
        "note": event.note,
        "state": "" if event.state == "held" else event.state,
    }


def _different(values: Values, now: Values) -> tuple[dict[str, Any], list[str]]:
    """The keys that get another value, and those that go, of what the file says now. Raises Misread."""
    said, new = dict(values), {}
    if said["date"] != now["date"]:
        day, time = words.day_and_time(said["date"])
        said |= {"time": time} if time else {}
        when = words.day(day)
        new = {"date": when} if str(when) != now["date"] else {}
    keys = [key for key in now if key in said and key != "date" and said[key] != now[key]]
    for key in keys:
        new |= words.settings("event", [f"{key}={said[key]}"]) if said[key] else {}
    gone = [key for key in keys if not said[key]]
    if not new and not gone:
        raise Misread(_("nothing is different yet"))
    return new, gone


def amend(full: Full, vocabulary: Vocabulary, event: Event, said: Mapping[str, str] = MappingProxyType({})) -> Form:
    """Another day, outcome, note, … of an event; `said` is what is proposed in place of what the file says."""
    kind = vocabulary.kinds.get(event.kind)
    serves = kind is not None and kind.role == "serves"
    was = _said_of(event)

    def recorded(file: CaseFile) -> Values | None:
        found = file.case.event(event.id) if file.case is not None else None
        return _said_of(found) if found is not None else None

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        now, number = recorded(file), verbs.number_of(file.case.events, event.id) if file.case else None
        if now is None or number is None:
            raise Misread(_("this event is not in the file any more"))
        new, gone = _different(values, now)
        if (not values["state"] or values["state"] == "held") and {"date", "state"} & {*new, *gone}:
            _refuse_ahead(values["date"], full.today)
        return verbs.amend(editor, number, event.id, new, gone)

    asked = (
        Field(name="date", label=_("Day"), value=was["date"], is_date=True, has_time=True, needed=True),
        Field(name="time", label=_("Time of day"), value=was["time"], hint="10:30"),
        _outcome(event.outcome, tuple(kind.outcomes) if kind else (), vocabulary),
        _whom(full, event.to, ", ".join(people_of(full))),
        *_common(full, was, serves=serves),
        _stands(was["state"]),
    )
    return Form(
        title=_("correct {event}").format(event=_called(event)),
        fields=tuple(msgspec.structs.replace(f, proposed=said.get(f.name, "")) for f in asked),
        make=make,
        recorded=recorded,
        phrase=lambda v: _("{event} corrected: {day}").format(event=event.id, day=_day(v["date"])),
        minds=lambda v: "" if v["state"] == "scheduled" else _seen_later(v["date"], full.answer.as_of),
    )


def answer(
    full: Full, vocabulary: Vocabulary, event: Event, said: Mapping[str, str], demanded: Collection[str] = ()
) -> Form:
    """What a question asks of an event that is in the file: its day, or whether it took place."""
    form = amend(full, vocabulary, event, said)
    asked = (
        msgspec.structs.replace(f, needed=True, may_be_unknown=f.name == "to") if f.name in demanded else f
        for f in form.fields
    )
    return msgspec.structs.replace(form, title=_("answer: {event}").format(event=_called(event)), fields=tuple(asked))
