"""The forms by what is done: each says what it asks, and hands the answers to the same verbs as the commands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from remedy.case import typed as words
from remedy.case.dates import is_not_known
from remedy.case.languages import in_language
from remedy.case.model import Event, Person, Step
from remedy.case.typed import Misread
from remedy.law.against import declared, packs_of
from remedy.law.answer import Item, Reading
from remedy.law.law import Law
from remedy.law.pack import Remedy
from remedy.law.plan import plan as suggest
from remedy.store import removing, verbs
from remedy.store.cases import CaseFile
from remedy.store.splice import Editor
from remedy.tui.fetching import Full
from remedy.tui.fields import Field, Form, Values, fields, quoted
from remedy.views.codes import coded
from remedy.views.i18n import _
from remedy.views.reasons import told, value_said
from remedy.views.text import clean, day_said
from remedy.views.words import what


def settings_of(table: str, values: Values, *names: str) -> dict[str, Any]:
    """The filled fields of a table as its keys. Raises Misread."""
    return words.settings(table, [f"{name}={values[name]}" for name in names if values.get(name)])


def people_of(full: Full) -> tuple[str, ...]:
    """The ids of the persons of a case."""
    return tuple(p.id for p in full.file.case.persons) if full.file.case else ()


def step(full: Full, owner: str, remedy: Remedy | None = None, lang: str = "en") -> Form:
    """A step that is to be done; `remedy`: it is to ask for that."""
    title = (in_language(remedy.title, lang) or remedy.title["en"]) if remedy is not None else ""

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        assert file.case is not None
        more = settings_of("step", values, "owner")
        more |= {"due": words.one_day(values["due"])} if values["due"] else {}
        more |= {"remedy": remedy.id} if remedy is not None else {}
        return verbs.add_step(editor, file.case, values["title"], None, more)

    return Form(
        title=_("add a step"),
        fields=(
            Field(name="title", label=_("What is to be done"), value=title, needed=True),
            Field(name="due", label=_("By when"), is_date=True),
            Field(name="owner", label=_("Whose step"), value=owner),
        ),
        make=make,
        phrase=lambda v: _("step: {title}").format(title=v["title"]),
    )


def stands(full: Full, found: Step, status: str, day: date) -> Form:
    """How a step stands."""
    asks = {
        "done": (Field(name="done_on", label=_("Done on"), value=day_said(day), is_date=True, needed=True),),
        "waiting": (
            Field(name="waiting_on", label=_("On whom"), value=found.waiting_on, needed=True),
            Field(name="since", label=_("Since"), value=day_said(day), is_date=True, needed=True),
            Field(name="chase_after", label=_("Ask again after"), value="P30D", hint="P30D"),
        ),
    }.get(status, (Field(name="owner", label=_("Whose step"), value=found.owner),))
    shows = tuple(f.name for f in asks if f.name in ("owner", "waiting_on"))

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        number = verbs.number_of(file.case.steps, found.id) if file.case else None
        if number is None:
            raise Misread(_("this step is not in the file any more"))
        now = recorded(file) or {}
        own = [f.name for f in asks if f.name not in ("done_on", "since")]
        new: dict[str, Any] = {
            "status": status,
            **settings_of("step", values, *(name for name in own if values[name] != now.get(name))),
        }
        new |= {k: words.one_day(values[k]) for k in ("done_on", "since") if values.get(k)}
        if new.get("done_on", day) > day:
            raise Misread(
                _("{day} has not come yet: a step is done on a day that has").format(day=day_said(new["done_on"]))
            )
        return verbs.set_step(editor, number, found.id, new)

    def recorded(file: CaseFile) -> Values | None:
        return _of_step(file, found.id, *shows)

    return Form(
        title=f"{found.title or found.id}: {coded('status', status)}",
        fields=asks,
        make=make,
        recorded=recorded,
        phrase=lambda _v: f"{found.title or found.id}: {coded('status', status)}",
    )


def _of_step(file: CaseFile, id: str, *keys: str) -> Values | None:
    """What a file says of a step, as the fields show it; None where it is gone."""
    step = next((s for s in file.case.steps if s.id == id), None) if file.case is not None else None
    if step is None:
        return None
    said = {"owner": step.owner, "waiting_on": step.waiting_on, "due": day_said(step.due) if step.due else ""}
    return {key: said[key] for key in keys}


def _reading(reading: Reading) -> str:
    """One way to apply a rule in words, with the day that it gives: by them it can be told from the others."""
    label = told(reading.label) or clean(reading.id)
    return f"{label}: {day_said(reading.date)}" if reading.date is not None else label


def word(item: Item, verb: str, day: date, lang: str) -> Form:
    """A word on a deadline: a day that was fixed, a waiver, a reading."""
    readings = tuple((_reading(r), r.id) for r in item.readings)
    named = tuple(title for title, _id in readings)
    own = {
        "fix": Field(name="date", label=_("Last day as fixed"), is_date=True, needed=True),
        "choose": Field(
            name="reading", label=_("Reading"), choices=named, codes=readings, hint="; ".join(named), needed=True
        ),
    }.get(verb)

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        said: dict[str, Any] = {"waived": True}
        if verb == "fix":
            said = {"date": words.one_day(values["date"])}
        elif verb == "choose":
            said = {"reading": values["reading"]}
        return verbs.word(editor, item, said, values["reason"], words.one_day(values["since"]))

    titles = {
        "fix": _("a day fixed by court or letter"),
        "waive": _("it will not be used"),
        "choose": _("one reading is taken"),
    }
    return Form(
        title=f"{what(item, lang)}: {titles[verb]}",
        fields=fields(
            own,
            Field(name="reason", label=_("Why"), hint=_("such as: ruling of 14 July 2020"), needed=True),
            Field(name="since", label=_("Day of the word"), value=day_said(day), is_date=True, needed=True),
        ),
        make=make,
        phrase=lambda _v: f"{what(item, lang)}: {titles[verb]}",
    )


def source() -> Form:
    """Where a fact comes from."""

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        assert file.case is not None
        row: dict[str, Any] = {k: values[k] for k in ("title", "url", "path") if values[k]}
        row |= {"date": words.day(values["date"])} if values["date"] else {}
        return verbs.add_source(editor, file.case, values["id"], row)

    return Form(
        title=_("add a source"),
        fields=(
            Field(name="id", label=_("Short name"), needed=True, hint="ruling-2021"),
            Field(name="title", label=_("What it is")),
            Field(name="url", label=_("Address")),
            Field(name="path", label=_("File in the folder")),
            Field(name="date", label=_("Its day"), is_date=True),
        ),
        make=make,
        phrase=lambda v: _("source {id}").format(id=v["id"]),
    )


def finding(full: Full) -> Form:
    """A violation that was found."""
    case = full.file.case

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        return verbs.add_finding(
            editor, values["title"], settings_of("finding", values, "breaches", "events", "by", "sources")
        )

    return Form(
        title=_("add a finding"),
        fields=(
            Field(name="title", label=_("What was found"), needed=True),
            Field(name="breaches", label=_("Which norm"), hint=_("as it is cited")),
            Field(name="events", label=_("At which event"), choices=tuple(e.id for e in case.events) if case else ()),
            Field(name="by", label=_("Found by"), value="observer"),
            Field(name="sources", label=_("Sources"), choices=tuple(r.id for r in case.references) if case else ()),
        ),
        make=make,
        phrase=lambda v: _("finding: {title}").format(title=v["title"]),
    )


def removal(id: str) -> Form:
    """An entry is taken away, with the reason."""

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        assert file.case is not None
        return verbs.remove(editor, file.case, id, values["reason"])

    return Form(
        title=_("take {id} away").format(id=id),
        fields=(Field(name="reason", label=_("Why"), needed=True),),
        make=make,
        phrase=lambda v: _("{id} taken away: {reason}").format(id=id, reason=v["reason"]),
        proved=lambda desk, file, edit: removing.led_on(desk, file, edit, id),
    )


def unword(item: Item, lang: str) -> Form:
    """The newest word on a deadline is taken back."""

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        assert file.case is not None
        return verbs.drop_word(editor, file.case, item.id.partition("#")[2], values["reason"])

    return Form(
        title=f"{what(item, lang)}: {_('the last word is taken back')}",
        fields=(Field(name="reason", label=_("Why"), needed=True),),
        make=make,
        phrase=lambda v: _("{title}: the word was taken back").format(title=what(item, lang)),
    )


def fact(full: Full, law: Law, name: str, event: str, person: str, lang: str) -> Form | None:
    """What a rule depends on; None where no pack of the case asks for it."""
    case = full.file.case
    known = declared(packs_of(case, law)) if case is not None else {}
    if case is None or name not in known:
        return None
    asked = known[name]
    said = {True: _("yes"), False: _("no")}
    codes = [(said[v], str(v).lower()) if isinstance(v, bool) else (value_said(str(v)), str(v)) for v in asked.values]
    titles = tuple(title for title, _code in codes)

    def make(editor: Editor, file: CaseFile, typed: Values) -> str:
        assert file.case is not None
        about: Person | Event | None = file.case.event(event) if event else None
        if typed.get("person"):
            about = next((p for p in file.case.persons if p.id == typed["person"]), None)
            if about is None:
                raise Misread(_("no person of the case has the id {id}").format(id=typed["person"]))
        said = _answer(typed["value"], codes)
        return verbs.state_fact(editor, file.case, law, name, said, about, lang)

    whose = Field(name="person", label=_("Of whom"), value=person, choices=people_of(full), hint=_("empty: the case"))
    return Form(
        title=in_language(asked.asks, lang) or asked.asks["en"],
        fields=fields(
            Field(
                name="value", label=_("Answer"), choices=titles, codes=tuple(codes), hint=", ".join(titles), needed=True
            ),
            whose if not event else None,
        ),
        make=make,
        phrase=lambda v: f"{name}: {v['value']}",
    )


def _answer(text: str, codes: Sequence[tuple[str, str]]) -> str:
    """The answer to a question as the file says it; several, with commas between them, mean one of these.

    Raises Misread in the words of the form.
    """
    known = {w.casefold(): code for title, code in codes for w in (title, code)}
    if known.keys() >= {"true", "false"}:
        known |= dict.fromkeys(verbs.YES, "true") | dict.fromkeys(verbs.NO, "false")
    if is_not_known(text):
        raise Misread(_("what is not known is not written: leave this form by Esc, and the question stays"))
    parts = [part.strip(" .\"'“”„«»").casefold() for part in text.split(",") if part.strip()]
    wrong = next((part for part in parts if part not in known), None)
    if wrong is not None:
        answers = ", ".join(quoted(title) for title, _code in codes)
        raise Misread(
            _("{typed} is no answer to this; write one of: {answers}").format(typed=quoted(wrong), answers=answers)
        )
    return ", ".join(known[part] for part in parts)


def plan(full: Full, law: Law, lang: str) -> Form:
    """The steps that the playbooks suggest, each once."""

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        assert file.case is not None
        suggested = suggest(file.case, law, full.answer)
        return "\n".join(verbs.add_plan(editor, file.case, suggested, full.answer.as_of, lang))

    return Form(
        title=_("steps of the playbooks"), fields=(), make=make, phrase=lambda _v: _("steps of the playbooks added")
    )


def move(full: Full, found: Step) -> Form:
    """Another day or another owner of a step."""

    def make(editor: Editor, file: CaseFile, values: Values) -> str:
        number = verbs.number_of(file.case.steps, found.id) if file.case else None
        if number is None:
            raise Misread(_("this step is not in the file any more"))
        now = recorded(file) or {}
        new: dict[str, Any] = {}
        if values["due"] and values["due"] != now["due"]:
            new["due"] = words.one_day(values["due"])
        new |= settings_of("step", values, *(key for key in ("owner",) if values[key] != now[key]))
        if not new:
            raise Misread(_("nothing is different yet"))
        return verbs.set_step(editor, number, found.id, new)

    def recorded(file: CaseFile) -> Values | None:
        return _of_step(file, found.id, "due", "owner")

    return Form(
        title=found.title or found.id,
        recorded=recorded,
        fields=(
            Field(name="due", label=_("By when"), value=day_said(found.due) if found.due else "", is_date=True),
            Field(name="owner", label=_("Whose step"), value=found.owner),
        ),
        make=make,
        phrase=lambda v: f"{found.title or found.id}: {v['due'] or v['owner']}",
    )
