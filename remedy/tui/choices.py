"""What can be done about a line, likeliest first: the answer to a question, a word on a deadline, how a step stands."""

from __future__ import annotations

from remedy.case.vocabulary import Vocabulary
from remedy.law.answer import Item
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


def choices_for(full: Full, about: str, vocabulary: Vocabulary, lang: str) -> list[Choice]:
    """Ids and words of all that can be done, likeliest first."""
    item = item_of(full, about)
    out: list[Choice] = []
    kind = kind_asked(item)
    if kind in vocabulary.kinds:
        titles = vocabulary.title(kind)
        out.append((f"record:{kind}", _("Answer: {kind}").format(kind=titles.get(lang) or titles["en"])))
    if item is not None and item.type == "deadline":
        out += [(f"record:{k}", _title(k, vocabulary, lang)) for k in _met_by(full, item) if k in vocabulary.kinds]
        out += [("fix", _("A court or a letter fixed another last day")), ("waive", _("It will not be used: waive"))]
        out += [("choose", _("Take one of the readings"))] if len(item.readings) > 1 else []
    if about.startswith("step:") or (item is not None and item.type == "step"):
        words = (("done", _("Done")), ("doing", _("Somebody is at it")), ("waiting", _("It waits on somebody")))
        out += [(f"step:{status}", text) for status, text in (*words, ("dropped", _("It will not be done")))]
    if about.startswith("event:"):
        out += [("amend", _("Correct this event")), ("remove", _("Take this event away, with a reason"))]
    if item is not None:
        out.append(("explain", _("Explain: how the date came about")))
    out += [
        ("record", _("Record an event")),
        ("step", _("Add a step")),
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


def form_for(full: Full, about: str, id: str, vocabulary: Vocabulary, lang: str, me: str, day: str) -> Form | None:
    """The form of a choice; None where what it is about is gone."""
    name, _colon, rest = id.partition(":")
    case, item = full.file.case, item_of(full, about)
    if case is None:
        return None
    if name == "record":
        return forms.record(full, vocabulary, lang, rest or kind_asked(item))
    if name in ("fix", "waive", "choose"):
        return forms.word(item, name, day, lang) if item is not None else None
    if name == "amend" or name == "remove":
        event = next((e for e in case.events if e.id == about.removeprefix("event:")), None)
        if event is None:
            return None
        number = verbs.number_of(case.events, event.id)
        if name == "remove":
            return forms.removal(full, "event", number or 0, event.id)
        return forms.amend(full, vocabulary, event)
    if name == "step" and rest:
        wanted = about.rpartition("step:")[2]
        step = next((s for s in case.steps if s.id == wanted), None)
        return forms.stands(full, step, rest, day) if step is not None else None
    if name == "step":
        return forms.step(full, me)
    if name == "source":
        return forms.source()
    return forms.finding(full) if name == "finding" else None
