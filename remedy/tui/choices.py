"""What can be done about a line, likeliest first: the answer to a question, a word on a deadline, how a step stands."""

from __future__ import annotations

from datetime import date

from remedy.case.vocabulary import Vocabulary
from remedy.law.answer import Item
from remedy.law.law import Law
from remedy.store import verbs
from remedy.tui import forms
from remedy.tui.dialogs.form import Form
from remedy.tui.dialogs.menu import Choice
from remedy.tui.fetching import Full
from remedy.views.i18n import _


def item_of(full: Full, about: str) -> Item | None:
    """The item that a line is about."""
    return next((i for i in full.answer.items if i.id == about or i.id.partition("#")[2] == about), None)


def kind_asked(item: Item | None) -> str:
    """The kind of event that would answer a question; empty where it asks for something else."""
    tail = item.id.partition("#gap:")[2] if item is not None and item.type == "gap" else ""
    return "" if tail.startswith("fact:") else tail.partition("@")[0]


def fact_asked(item: Item | None) -> tuple[str, str]:
    """The fact that would answer a question, and the event that it is asked of; empty where it asks for none."""
    tail = item.id.partition("#gap:fact:")[2] if item is not None and item.type == "gap" else ""
    name, _at, event = tail.partition("/")[0].partition("@")
    return name, event


def choices_for(full: Full, about: str, vocabulary: Vocabulary, lang: str) -> list[Choice]:
    """Ids and words of all that can be done, likeliest first."""
    item = item_of(full, about)
    case = full.file.case
    out: list[Choice] = []
    kind = kind_asked(item)
    if kind in vocabulary.kinds:
        titles = vocabulary.title(kind)
        out.append((f"record:{kind}", _("Answer: {kind}").format(kind=titles.get(lang) or titles["en"])))
    if fact_asked(item)[0]:
        out.append(("fact", _("Answer the question")))
    if item is not None and item.type == "deadline":
        out += [(f"record:{k}", _title(k, vocabulary, lang)) for k in _met_by(full, item) if k in vocabulary.kinds]
        out += [("fix", _("A court or a letter fixed another last day")), ("waive", _("It will not be used: waive"))]
        out += [("choose", _("Take one of the readings"))] if len(item.readings) > 1 else []
        stands = case is not None and verbs.words_named(case, item.id.partition("#")[2])
        out += [("unword", _("Take the last word on it back"))] if stands else []
    if about.startswith("step:") or (item is not None and item.type == "step"):
        words = (("done", _("Done")), ("doing", _("Somebody is at it")), ("waiting", _("It waits on somebody")))
        out += [(f"step:{status}", text) for status, text in (*words, ("dropped", _("It will not be done")))]
        out += [("move", _("Another day, or another owner")), ("remove", _("Take this step away, with a reason"))]
    if about.startswith("event:"):
        out += [("amend", _("Correct this event")), ("remove", _("Take this event away, with a reason"))]
    if item is not None:
        out.append(("explain", _("Explain: how the date came about")))
    out += [
        ("record", _("Record an event")),
        ("step", _("Add a step")),
        ("plan", _("Add the steps of the playbooks")),
        ("source", _("Add a source")),
        ("finding", _("Add a finding")),
        ("editor", _("Open the file in your editor")),
    ]
    return out


def _title(kind: str, vocabulary: Vocabulary, lang: str) -> str:
    titles = vocabulary.title(kind)
    return _("Record: {kind}").format(kind=titles.get(lang) or titles["en"])


def _met_by(full: Full, item: Item) -> list[str]:
    """The kinds that meet a deadline: what a remedy's rung is filed by, told by its own questions."""
    asked = [kind_asked(g) for g in full.answer.items if g.type == "gap" and item.id in g.blocks]
    return [k for k in dict.fromkeys(asked) if k]


def form_for(full: Full, about: str, id: str, law: Law, lang: str, me: str, day: date) -> Form | None:
    """The form of a choice; None where what it is about is gone."""
    name, _colon, rest = id.partition(":")
    item = item_of(full, about)
    if name == "record":
        return forms.record(full, law.vocabulary, lang, rest or kind_asked(item))
    if name == "fact":
        return forms.fact(full, law, *fact_asked(item), (item.person if item else "") or "", lang)
    if name in ("fix", "waive", "choose", "unword"):
        return (
            None
            if item is None
            else forms.unword(item, lang)
            if name == "unword"
            else forms.word(item, name, day, lang)
        )
    if name == "remove":
        return forms.removal(about.rpartition("step:")[2].removeprefix("event:"))
    if name == "amend":
        return _about_event(full, about, law.vocabulary)
    if name == "move" or (name == "step" and rest):
        return _about_step(full, about, rest, day)
    if name == "step":
        return forms.step(full, me)
    if name == "plan":
        return forms.plan(full, law, lang)
    if name == "source":
        return forms.source()
    return forms.finding(full) if name == "finding" else None


def _about_event(full: Full, about: str, vocabulary: Vocabulary) -> Form | None:
    events = full.file.case.events if full.file.case else ()
    found = next((e for e in events if e.id == about.removeprefix("event:")), None)
    return forms.amend(full, vocabulary, found) if found is not None else None


def _about_step(full: Full, about: str, status: str, day: date) -> Form | None:
    steps = full.file.case.steps if full.file.case else ()
    found = next((s for s in steps if s.id == about.rpartition("step:")[2]), None)
    if found is None:
        return None
    return forms.stands(full, found, status, day) if status else forms.move(full, found)
