"""What may be written into a case, each as one edit with what was understood: an event, a step, a word, a source.

Called by the commands that write and by the forms of the app, so that both mean the same. Raises Misread with the cure
where words fit nothing; touches no disk: the desk saves.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from remedy.case import dates
from remedy.case import typed as words
from remedy.case.fields import UNCONFIRMED
from remedy.case.languages import in_language
from remedy.case.model import Case, Event, Override, Person, entries_of
from remedy.case.problems import did_you_mean
from remedy.case.shell import shell_word
from remedy.case.slugs import id_of
from remedy.case.typed import Misread
from remedy.case.vocabulary import Vocabulary
from remedy.law.against import declared, packs_of
from remedy.law.answer import Item
from remedy.law.law import Law
from remedy.law.pack import Fact
from remedy.law.plan import Suggestion
from remedy.store import already
from remedy.store.already import one_line, said_of
from remedy.store.splice import Editor, same

YES, NO = ("yes", "да", "иә"), ("no", "нет", "жоқ")
"""Words for true and false beside those of TOML."""


def taken(case: Case) -> set[str]:
    """The ids that are used in a case."""
    return {id for _, _, id in entries_of(case)}


def number_of(entries: Iterable[Any], id: str) -> int | None:
    """The place of an entry of that id in its array in the file; None where there is none."""
    return next((entry.at[1] for entry in entries if entry.id == id), None)


def record(
    editor: Editor,
    case: Case,
    vocabulary: Vocabulary,
    kind: str,
    day: str,
    id: str | None,
    more: dict[str, Any],
    lang: str = "en",
    today: date | None = None,
) -> str:
    """Adds an event of a kind, named by its id or a title in any language. What was understood.

    Without an id of its own one that is there already is not added again; none is held after `today`, where given.
    """
    found = words.kind_named(kind, vocabulary, lang)
    when = words.day(day)
    not_ahead(when, more.get("state", "held"), today)
    known = taken(case)
    twin = None if id else already.twin(case, vocabulary.kinds[found], when, more)
    if twin is not None:
        raise Misread(already.there(case, twin, _title(vocabulary, found, lang)))
    row = {"id": id or words.free_id(found, when, known), "kind": found, "date": when, **more}
    editor.add_table("event", row)
    said = f"understood: {_title(vocabulary, found, lang)} ({found}) on {when}"
    said += "".join(f", {key} {said_of(value)}" for key, value in more.items())
    return f"{said}; its id is {row['id']}"


def not_ahead(when: date | str, state: str, today: date | None) -> None:
    """Refuses a day on which something is said to have happened though it has not come. Raises Misread."""
    first = dates.read(when).earliest
    if state == "held" and today is not None and first is not None and first > today:
        raise Misread(f"{when} is after today, {today}: write --set state=scheduled, or correct the day")


def event_named(case: Case, vocabulary: Vocabulary, name: str, lang: str = "en") -> Event | None:
    """The event of an id; else the only one of that title of its own, or of the kind so called. Raises Misread where
    it fits several."""
    own = case.event(name)
    if own is not None:
        return own
    wanted = " ".join(name.casefold().split())
    fitting = [e for e in case.events if e.title.casefold() == wanted]
    if not fitting:
        try:
            kind = words.kind_named(name, vocabulary, lang)
        except Misread:
            return None
        fitting = [e for e in case.events if e.kind == kind]
    if len(fitting) > 1:
        shown = ", ".join(f"{e.id} ({e.when.raw})" for e in fitting)
        raise Misread(f'"{name}" fits several events: {shown}; write the id of one')
    return fitting[0] if fitting else None


def amend(editor: Editor, number: int, id: str, values: dict[str, Any], unset: Iterable[str] = ()) -> str:
    """Corrects keys of an event; a confirmation of other words goes with them. What was understood."""
    gone, looked_at = list(unset), _looked_at(editor, number)
    for key, value in values.items():
        editor.set_key(("event", number), key, value)
    for key in gone:
        editor.remove_key(("event", number), key)
    lost = _unconfirmed(editor, number, looked_at) if "confirmed_by" not in values else ""
    said = [f"{key} {said_of(value)}" for key, value in values.items()] + [f"without {key}" for key in gone]
    return f"understood: {id}: {', '.join(said)}{lost}"


def _looked_at(editor: Editor, number: int) -> dict[str, Any]:
    """The words of an event of which a confirmation speaks, as they are now."""
    return copy.deepcopy({k: v for k, v in editor.wanted["event"][number].items() if k not in UNCONFIRMED})


def _unconfirmed(editor: Editor, number: int, looked_at: dict[str, Any]) -> str:
    """Takes the confirmation of other words away. What is said of it."""
    who = editor.wanted["event"][number].get("confirmed_by")
    if who is None or same(looked_at, _looked_at(editor, number)):
        return ""
    editor.remove_key(("event", number), "confirmed_by")
    return f'; its confirmation "{who}" is taken away: it was of other words'


def add_step(editor: Editor, case: Case, title: str, id: str | None, more: dict[str, Any]) -> str:
    """Adds a step that is to be done. What was understood."""
    if not title.strip():
        raise Misread("the title of the step is empty: say what is to be done")
    there = next((s for s in case.steps if one_line(s.title).casefold() == one_line(title).casefold()), None)
    if there is not None and not id:
        raise Misread(
            f"the case has this step already (id {there.id}, {there.status}): remedy step todo, doing, wait, done or "
            f"drop {shell_word(case.id)} {shell_word(there.id)} says how it stands; or give --id for another one"
        )
    row = {"id": id or words.free_id(id_of(title, limit=40) or "step", None, taken(case)), "title": title, **more}
    editor.add_table("step", row)
    return f"understood: a step, its id is {row['id']}"


def add_plan(editor: Editor, case: Case, suggested: Iterable[Suggestion], today: date, lang: str = "en") -> list[str]:
    """Adds the steps of the playbooks that the case does not hold yet, each once. What was understood, line by line."""
    known = taken(case)
    once: dict[str, Suggestion] = {}
    for step in suggested:
        if step.step is None and step.id not in known:
            once.setdefault(step.id, step)
    for step in once.values():
        row: dict[str, Any] = {"id": step.id, "title": in_language(step.title_i18n, lang) or step.title}
        row |= {"remedy": step.remedy.rpartition(".")[2], "owner": step.by}
        row |= {"due": step.date} if step.date is not None else {}
        editor.add_table("step", row)
    said = [f"understood: {len(once)} steps of the playbooks"]
    late = ", ".join(f"{s.id} ({s.date})" for s in once.values() if s.date is not None and s.date < today)
    cure = "say what became of them with remedy step done or drop"
    return [*said, f"overdue already: {late}; {cure}"] if late else said


def set_step(editor: Editor, number: int, id: str, values: dict[str, Any]) -> str:
    """Says how a step stands; what was true only of how it stood before goes. What was understood."""
    gone = _over(editor.wanted["step"][number], values)
    for key, value in values.items():
        editor.set_key(("step", number), key, value)
    for key in gone:
        editor.remove_key(("step", number), key)
    said = [f"{k} {said_of(v)}" for k, v in values.items()]
    return f"understood: step {id}: {', '.join([*said, *_without(gone)])}"


def _over(row: dict[str, Any], values: dict[str, Any]) -> list[str]:
    """The keys of a step that its new state makes untrue: that it was done, and that it waits."""
    status = values.get("status")
    gone = ["done_on"] if status != "done" else []
    if status in ("todo", "doing"):
        gone.append("waiting_on")
        if "waiting_on" in row or row.get("status") in ("waiting", "done", "dropped"):
            gone.append("since")  # else it is the day from which the step exists
    return [key for key in gone if key in row and key not in values]


def _without(gone: Sequence[str]) -> list[str]:
    return [f"without {', '.join(gone)}"] if gone else []


def word(editor: Editor, item: Item, values: dict[str, Any], reason: str, since: date, lang: str = "en") -> str:
    """Adds a word of a court or a person on a deadline. What was understood."""
    if not reason.strip():
        raise Misread("the reason is empty: a word on a deadline says why")
    if item.type != "deadline":
        raise Misread(f"{item.id} is a {item.type}, and no deadline: a word is given on a deadline")
    name = item.id.partition("#")[2]
    if "reading" in values and values["reading"] not in [r.id for r in item.readings]:
        known = ", ".join(r.id for r in item.readings) or "none"
        raise Misread(f'{name} has no reading "{values["reading"]}"; it has: {known}')
    editor.add_table("override", {"on": name, "since": since, **values, "reason": reason.strip()})
    title = in_language(item.title_i18n, lang) or item.title
    return f"understood: {title} ({_short(name)}): {_word_says(**values)}, from {since} on"


def drop_word(editor: Editor, case: Case, name: str, reason: str) -> str:
    """Takes the newest word on a deadline away; a comment line keeps what and why. What was understood."""
    if not reason.strip():
        raise Misread("the reason is empty: say why the word is taken away")
    found = words_named(case, name)
    if not found:
        known = ", ".join(dict.fromkeys(_short(o.on.removeprefix(f"{case.id}#")) for o in case.overrides))
        raise Misread(f'no word stands on "{name}"; ' + (f"words stand on: {known}" if known else "there is none"))
    names = dict.fromkeys(_short(o.on.removeprefix(f"{case.id}#")) for o in found)
    if len(names) > 1:
        raise Misread(f'"{name}" fits several: {", ".join(names)}; write one of them')
    newest = found[-1]
    said = _word_says(newest.date, newest.reading, waived=newest.waived)
    said += f", since {newest.since}" if newest.since else ""
    editor.remove_table("override", int(newest.at[1]), f"removed override on {newest.on} ({said}): {one_line(reason)}")
    left = f"; {len(found) - 1} older on it" if len(found) > 1 else ""
    return f"understood: the word on {next(iter(names))} ({said}) is taken away{left}"


def words_named(case: Case, name: str) -> list[Override]:
    """The words on the deadline of a name or of a part of it, the newest last; case and pack before it optional."""
    prefix = f"{case.id}#"
    wanted = name.removeprefix(prefix)
    on = {o.at: o.on.removeprefix(prefix) for o in case.overrides}
    found = [o for o in case.overrides if on[o.at] == wanted]
    found = found or [o for o in case.overrides if _short(on[o.at]) == _short(wanted)]
    found = found or [o for o in case.overrides if wanted and wanted.lower() in on[o.at].lower()]
    return sorted(found, key=lambda o: (o.since or date.min, o.at))


def remove(editor: Editor, case: Case, id: str, reason: str) -> str:
    """Takes the one entry of an id away; a comment line keeps what and why. What was understood."""
    if not reason.strip():
        raise Misread("the reason is empty: say why it is taken away")
    found = [(table, number) for table, number, name in entries_of(case) if name == id]
    if not found:
        raise Misread(f'nothing of the case has the id "{id}"{_instead(case, id)}')
    if len(found) > 1:
        raise Misread(f'"{id}" is the id of several: {", ".join(f"{t} {n + 1}" for t, n in found)}; correct that first')
    table, number = found[0]
    hanging = [o for o in case.overrides if id in _hangs_on(o.on.removeprefix(f"{case.id}#"))]
    if hanging:
        names = dict.fromkeys(_short(o.on.removeprefix(f"{case.id}#")) for o in hanging)
        raise Misread(
            f"{id} cannot be taken away: a word stands on {', '.join(names)}, which is counted for it; first "
            + " and ".join(_drop(case, name) for name in names)
        )
    editor.remove_table(table, number, f"removed {table} {id}: {one_line(reason)}")
    return f"understood: {table} {id} is taken away"


def is_deadline_name(case: Case, id: str) -> bool:
    """Whether an id is the name of a deadline or of a word on one, and of no entry."""
    return "@" in id or any(_short(o.on.removeprefix(f"{case.id}#")) == _short(id) for o in case.overrides)


def _instead(case: Case, id: str) -> str:
    """What to do about a name that is a deadline's: nothing is written for it but the words on it."""
    if not is_deadline_name(case, id):
        return ""
    if words_named(case, id):
        return f": it is a deadline, which is counted; the word on it is taken away by {_drop(case, _short(id))}"
    anchor = id.partition("@")[2].partition("/")[0]
    return f": it is a deadline, which is counted for {anchor}, and no word stands on it"


def _drop(case: Case, name: str) -> str:
    return f"remedy override drop {shell_word(case.id)} {shell_word(name)} --reason WHY"


def _hangs_on(on: str) -> tuple[str, ...]:
    """The ids of the entry that a deadline is counted for, or that is the deadline."""
    anchor = on.partition("@")[2].partition("/")[0]
    return (anchor,) if anchor else (on.removeprefix("deadline:"),)


def _short(name: str) -> str:
    """The name of a deadline without its pack."""
    pack, dot, rest = name.partition(".")
    return rest if dot and "/" in pack and "@" not in pack else name


def _word_says(date: date | None = None, reading: str = "", *, waived: bool = False) -> str:
    """What a word on a deadline says."""
    parts = [f"the last day is {date}" if date else "", f"reading {reading} is chosen" if reading else ""]
    return ", ".join(p for p in (*parts, "waived" if waived else "") if p)


def _title(vocabulary: Vocabulary, kind: str, lang: str) -> str:
    titles = vocabulary.title(kind)
    return in_language(titles, lang) or titles["en"]


def state_fact(
    editor: Editor, case: Case, law: Law, name: str, text: str, about: Person | Event | None = None, lang: str = "en"
) -> str:
    """States a fact of the case, of one person or of one event. What was understood."""
    known = declared(packs_of(case, law))
    if name not in known:
        cure = did_you_mean(name, known) if known else "no pack of the case asks for facts"
        raise Misread(f'no rule depends on a fact "{name}"; {cure}')
    fact = known[name]
    _fits(case, fact, about)
    value = _fact_value(fact, text)
    event = int(about.at[1]) if isinstance(about, Event) else None
    looked_at = _looked_at(editor, event) if event is not None else {}
    editor.set_within(about.at if about is not None else (), "facts", name, value)
    whose = "the case" if about is None else f"{'event' if isinstance(about, Event) else 'person'} {about.id}"
    spoken = " or ".join(map(said_of, value)) if isinstance(value, list) else said_of(value)
    said = f"understood: {name} {spoken}, of {whose} ({in_language(fact.asks, lang) or fact.asks['en']})"
    if event is not None:
        return said + _unconfirmed(editor, event, looked_at)
    told = [e.id for e in case.events if name in (*e.facts, *_sets(law, e))]
    return f"{said}; {', '.join(told)} say it too, and count from their day on" if told else said


def _sets(law: Law, event: Event) -> tuple[str, ...]:
    """The facts that an event of such a kind states by itself."""
    kind = law.vocabulary.kinds.get(event.kind)
    return tuple(kind.sets) if kind is not None else ()


def _fits(case: Case, fact: Fact, about: Person | Event | None) -> None:
    """Refuses a fact that would not count where it is to be stated. Raises Misread."""
    if fact.of and not (isinstance(about, Event) and about.kind in fact.of):
        ids = [e.id for e in case.events if e.kind in fact.of]
        cure = f"give --event {ids[0]}" if len(ids) == 1 else f"give --event, one of: {', '.join(ids)}"
        missing = f"none of these is recorded: {', '.join(fact.of)}"
        raise Misread(f"{fact.id} is asked of an event; {cure if ids else missing}")
    stating = [p.id for p in case.persons if fact.id in p.facts]
    if about is None and stating:
        raise Misread(f"{stating[0]} has {fact.id} stated, which counts before the case: give --person {stating[0]}")


def _fact_value(fact: Fact, text: str) -> Any:
    """A value of a fact as it was typed; several, with commas between them, mean one of these. Raises Misread."""
    known = {_toml(v): v for v in fact.values}
    for word, value in (*((w, True) for w in YES), *((w, False) for w in NO)):
        if any(v is value for v in fact.values):
            known.setdefault(word, value)
    parts = [part.strip().casefold() for part in text.split(",") if part.strip()]
    wrong = next((part for part in parts if part not in known), None if parts else text)
    if wrong is not None:
        raise Misread(f'"{wrong}" is no value of {fact.id}; write one of: {", ".join(map(_toml, fact.values))}')
    return [known[p] for p in parts] if len(parts) > 1 else known[parts[0]]


def _toml(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def add_source(editor: Editor, case: Case, id: str, row: dict[str, Any]) -> str:
    """Adds a source. What was understood."""
    id = words.entry_id(id)
    if id in {r.id for r in case.references}:
        raise Misread(f'"{id}" is a source already')
    if not row:
        raise Misread("say what the source is: a title, an address or a file")
    editor.add_to_table("sources", id, row)
    return f'understood: a source, to be named as sources = ["{id}"]'


def add_finding(editor: Editor, title: str, row: dict[str, Any]) -> str:
    """Adds a violation that was found. What was understood."""
    if not title.strip():
        raise Misread("the title of the finding is empty: say what was found")
    editor.add_table("finding", {"title": title, **row})
    return f"understood: a finding: {title}"
