"""What can be done about a line, likeliest first: the answer to a question, a word on a deadline, how a step stands."""

from __future__ import annotations

import shlex
from datetime import date

from remedy.case.languages import in_language
from remedy.case.model import Event
from remedy.case.vocabulary import Vocabulary
from remedy.law.answer import Item
from remedy.law.law import Law
from remedy.law.pack import Remedy
from remedy.store import verbs
from remedy.tui import event_forms, forms
from remedy.tui.dialogs.menu import Choice
from remedy.tui.fetching import Full
from remedy.tui.fields import Form
from remedy.views.i18n import _
from remedy.views.text import clean
from remedy.views.words import what


def item_of(full: Full, about: str) -> Item | None:
    """The item that a line is about."""
    return next((i for i in full.answer.items if i.id == about or i.id.partition("#")[2] == about), None)


def kind_asked(item: Item | None) -> str:
    """The kind of event that would answer a question; empty where it asks for something else."""
    tail = item.id.partition("#gap:")[2] if item is not None and item.type == "gap" else ""
    return "" if tail.startswith("fact:") else tail.partition("@")[0]


def _said_with(item: Item | None, kind: str) -> dict[str, str]:
    """What the answer to a question says besides its day: the keys that its own command sets."""
    if item is None or (kind and kind_asked(item) != kind):
        return {}
    pairs = [w.partition("=") for w in item.answer.split() if "=" in w]
    return {key: value for key, _equals, value in pairs if value and not value.isupper()}


def _demanded(item: Item | None) -> frozenset[str]:
    """The keys that a question asks for besides the day: in its own command they stand with a word in capitals."""
    pairs = [w.partition("=") for w in item.answer.split() if "=" in w] if item is not None else []
    return frozenset(key for key, _equals, value in pairs if value.isupper())


def _asked_about(full: Full, item: Item | None) -> Event | None:
    """The event of the file of which a question asks more: its day, whether it took place, or to whom it was served."""
    case = full.file.case
    if item is None or item.type != "gap" or case is None:
        return None
    words = shlex.split(item.answer)
    if words[:2] == ["remedy", "amend"] and len(words) > 3:
        return case.event(words[3])
    if "to" not in _demanded(item):
        return None
    place, kind = _said_with(item, "").get("proceeding", ""), kind_asked(item)
    served = [e for e in case.events if e.kind == kind and e.state == "held" and not e.to]
    fitting = [
        e
        for e in served
        if (not e.proceeding or not place or e.proceeding == place)
        and (not e.person or item.person is None or item.person in e.person)
    ]
    return fitting[0] if len(fitting) == 1 else None


def fact_asked(item: Item | None) -> tuple[str, str]:
    """The fact that would answer a question, and the event that it is asked of; empty where it asks for none."""
    tail = item.id.partition("#gap:fact:")[2] if item is not None and item.type == "gap" else ""
    name, _at, event = tail.partition("/")[0].partition("@")
    return name, event


def title_of(full: Full, about: str, lang: str) -> str:
    """The case, and the line of it that something is to be done about."""
    item = item_of(full, about)
    kind, _colon, id = about.partition(":")
    case = full.file.case
    step = next((s for s in case.steps if s.id == id), None) if case is not None and kind == "step" else None
    stair = next((r for r in full.answer.ladder if kind == "rung" and r.remedy == id), None)
    line = clean(id)
    if item is not None:
        line = what(item, lang)
    elif step is not None:
        line = clean(step.title or step.id)
    elif stair is not None:
        line = clean(in_language(stair.title_i18n, lang) or stair.title)
    return " — ".join(x for x in (clean(full.answer.case), line) if x)


def choices_for(full: Full, about: str, law: Law, lang: str) -> list[Choice]:
    """Ids and words of all that can be done, likeliest first."""
    item, vocabulary = item_of(full, about), law.vocabulary
    case = full.file.case
    out: list[Choice] = []
    kind = kind_asked(item)
    if kind in vocabulary.kinds:
        titles = vocabulary.title(kind)
        out.append((f"record:{kind}", _("Answer: {kind}").format(kind=in_language(titles, lang) or titles["en"])))
    remedy = _remedy(full, about, item, law)
    for known in (*remedy.filed, *remedy.decided) if remedy is not None else ():
        if known in vocabulary.kinds and known != kind:
            out.append((f"record:{known}", _title(known, vocabulary, lang)))
    out += _instead(item, law, lang)
    if fact_asked(item)[0]:
        out.append(("fact", _("Answer the question")))
    if item is not None and item.type == "deadline":
        out.append(("fix", _("A court or a letter fixed another last day")))
        out += [("waive", _("It will not be used: waive"))] if item.duty == "party" else []
        out += [("choose", _("Take one of the readings"))] if len(item.readings) > 1 else []
        stands = case is not None and verbs.words_named(case, item.id.partition("#")[2])
        out += [("unword", _("Take the last word on it back"))] if stands else []
    if about.startswith("step:") or (item is not None and item.type == "step"):
        words = (("done", _("Done")), ("doing", _("Somebody is at it")), ("waiting", _("It waits on somebody")))
        out += [(f"step:{status}", text) for status, text in (*words, ("dropped", _("It will not be done")))]
        out += [
            ("move", _("Move it: another day or another owner")),
            ("remove", _("Take this step away, with a reason")),
        ]
    if about.startswith("event:"):
        out += [("amend", _("Correct this event")), ("remove", _("Take this event away, with a reason"))]
    if item is not None:
        out.append(("explain", _("Explain: how the date came about")))
    there = {id for id, _text in out}
    out += [choice for choice in _likely(full, law, lang) if choice[0] not in there]
    out += [
        ("new" if kind in vocabulary.kinds else "record", _("Record an event")),
        ("step", _("Add a step")),
        ("plan", _("Add the steps of the playbooks")),
        ("source", _("Add a source")),
        ("finding", _("Add a finding")),
        ("editor", _("Open the file in your editor")),
    ]
    return out


LOST = ("missed", "unclear")
"""How a term stands that went by, or may have."""

LIKELY = 4
"""So many events that the ladder makes likely are offered."""


def _instead(item: Item | None, law: Law, lang: str) -> list[Choice]:
    """What the pack has for a term that was missed: the request recorded, or as a step that is to be done."""
    if item is None or item.type != "deadline" or item.status not in LOST:
        return []
    pack = law.packs.get(item.rule.rpartition(".")[0])
    out: list[Choice] = []
    for remedy in (r for r in (pack.remedies if pack is not None else ()) if r.id in item.next):
        out += [(f"record:{k}", _title(k, law.vocabulary, lang)) for k in remedy.filed if k in law.vocabulary.kinds]
        title = in_language(remedy.title, lang) or remedy.title["en"]
        out.append((f"ask:{remedy.full}", _("Add a step: {title}").format(title=title)))
    return out


def _likely(full: Full, law: Law, lang: str) -> list[Choice]:
    """The events that the ladder makes likely: filings of what is open or may have been filed unrecorded, and the
    decisions on what is pending."""
    kinds: list[str] = []
    for rung in full.answer.ladder:
        remedy = remedy_named(rung.remedy, law)
        if remedy is not None and rung.state in ("available", "unclear", "lapsed"):
            kinds += remedy.filed
        elif remedy is not None and rung.state == "pending":
            kinds += remedy.decided
    known = [kind for kind in dict.fromkeys(kinds) if kind in law.vocabulary.kinds]
    return [(f"record:{kind}", _title(kind, law.vocabulary, lang)) for kind in known[:LIKELY]]


def remedy_named(name: str, law: Law) -> Remedy | None:
    """A remedy by the name of its pack and its own."""
    pack = law.packs.get(name.rpartition(".")[0])
    return next((r for r in pack.remedies if r.full == name), None) if pack is not None else None


def _title(kind: str, vocabulary: Vocabulary, lang: str) -> str:
    titles = vocabulary.title(kind)
    return _("Record: {kind}").format(kind=in_language(titles, lang) or titles["en"])


def _remedy(full: Full, about: str, item: Item | None, law: Law) -> Remedy | None:
    """The remedy that a line is about: a stair of the ladder, or the one whose term it is."""
    if about.startswith("rung:"):
        return remedy_named(about.removeprefix("rung:"), law)
    if item is not None and item.type == "deadline" and item.remedy:
        return remedy_named(f"{item.rule.rpartition('.')[0]}.{item.remedy}", law)
    return None


def form_for(full: Full, about: str, id: str, law: Law, lang: str, me: str, day: date) -> Form | None:
    """The form of a choice; None where what it is about is gone."""
    name, _colon, rest = id.partition(":")
    item = item_of(full, about)
    if name == "new":
        return event_forms.record(full, law.vocabulary, lang)
    if name == "record":
        kind = rest or kind_asked(item)
        known = _asked_about(full, item) if kind == kind_asked(item) else None
        demanded = _demanded(item) if kind == kind_asked(item) else frozenset()
        if known is not None:
            return event_forms.answer(full, law.vocabulary, known, _said_with(item, kind), demanded)
        return event_forms.record(full, law.vocabulary, lang, kind, _said_with(item, rest), demanded)
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
    if name == "ask":
        return forms.step(full, me, remedy_named(rest, law), lang)
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
    return event_forms.amend(full, vocabulary, found) if found is not None else None


def _about_step(full: Full, about: str, status: str, day: date) -> Form | None:
    steps = full.file.case.steps if full.file.case else ()
    found = next((s for s in steps if s.id == about.rpartition("step:")[2]), None)
    if found is None:
        return None
    return forms.stands(full, found, status, day) if status else forms.move(full, found)
