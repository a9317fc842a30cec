"""What may be written into a case, each as one edit with what was understood: an event, a step, a word, a source.

Called by the commands that write and by the forms of the app, so that both mean the same. Raises Misread with the cure
where words fit nothing; touches no disk: the desk saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from remedy.case import typed as words
from remedy.case.fields import UNCONFIRMED
from remedy.case.model import Case, entries_of
from remedy.case.typed import Misread
from remedy.case.vocabulary import Vocabulary
from remedy.law.answer import Item
from remedy.store.splice import Editor, same


def taken(case: Case) -> set[str]:
    """The ids that are used in a case."""
    return {id for _, _, id in entries_of(case)}


def number_of(entries: Iterable[Any], id: str) -> int | None:
    """The place of an entry of that id in its array in the file; None where there is none."""
    return next((entry.at[1] for entry in entries if entry.id == id), None)


def record(
    editor: Editor, case: Case, vocabulary: Vocabulary, kind: str, day: str, id: str | None, more: dict[str, Any]
) -> str:
    """Adds an event of a kind, named by its id or a title in any language. What was understood."""
    found = words.kind_named(kind, vocabulary)
    when = words.day(day)
    known = taken(case)
    row = {"id": id or words.free_id(found, when, known), "kind": found, "date": when, **more}
    editor.add_table("event", row)
    said = f"understood: {vocabulary.title(found)['en']} ({found}) on {when}"
    said += "".join(f", {key} {value}" for key, value in more.items())
    return f"{said}; its id is {row['id']}"


def amend(editor: Editor, number: int, id: str, values: dict[str, Any], unset: Iterable[str] = ()) -> str:
    """Corrects keys of an event; a confirmation of other words goes with them. What was understood."""
    row, gone = editor.wanted["event"][number], list(unset)
    looked_at = {k: v for k, v in row.items() if k not in UNCONFIRMED}
    for key, value in values.items():
        editor.set_key(("event", number), key, value)
    for key in gone:
        editor.remove_key(("event", number), key)
    words_now = {k: v for k, v in row.items() if k not in UNCONFIRMED}
    lost = ""
    if "confirmed_by" in row and "confirmed_by" not in values and not same(looked_at, words_now):
        lost = f'; its confirmation "{row["confirmed_by"]}" is taken away: it was of other words'
        editor.remove_key(("event", number), "confirmed_by")
    said = [f"{key} {value}" for key, value in values.items()] + [f"without {key}" for key in gone]
    return f"understood: {id}: {', '.join(said)}{lost}"


def add_step(editor: Editor, case: Case, title: str, id: str | None, more: dict[str, Any]) -> str:
    """Adds a step that is to be done. What was understood."""
    if not title.strip():
        raise Misread("the title of the step is empty: say what is to be done")
    row = {"id": id or words.free_id(words.slug(title) or "step", None, taken(case)), "title": title, **more}
    editor.add_table("step", row)
    return f"understood: a step, its id is {row['id']}"


def set_step(editor: Editor, number: int, id: str, values: dict[str, Any]) -> str:
    """Says how a step stands; what was true only of how it stood before goes. What was understood."""
    gone = _over(editor.wanted["step"][number], values)
    for key, value in values.items():
        editor.set_key(("step", number), key, value)
    for key in gone:
        editor.remove_key(("step", number), key)
    said = [f"{k} {v}" for k, v in values.items()]
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


def word(editor: Editor, item: Item, values: dict[str, Any], reason: str, since: date) -> str:
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
    return f"understood: from {since} on, {name}: " + ", ".join(f"{k} {v}" for k, v in values.items())


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
