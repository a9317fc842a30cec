"""What a case would be if an event lay on another day, or were recorded: an edit that is proved and never written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from remedy.case import dates
from remedy.case import typed as words
from remedy.case.model import Case
from remedy.case.typed import Misread
from remedy.case.vocabulary import Vocabulary
from remedy.law.supposing import Anchor, is_absurd
from remedy.store.cases import CaseFile
from remedy.store.desk import Desk, Draft
from remedy.store.splice import Editor
from remedy.store.verbs import number_of, taken

GONE = ("accounts", "relied")
"""What says the day of an event in another way: a supposed day takes its place."""


def suppose(desk: Desk, file: CaseFile, anchor: Anchor, text: str) -> Draft:
    """The case with an event on a typed day, beside the case as it is, both as of a day on which that has happened.

    Raises Misread for what is no day, NotMade where the file cannot take it.
    """
    if file.case is None or file.source is None:
        raise Misread(f"{file.name} cannot be used")
    day = words.day(text)
    when = dates.read(day)
    as_of = desk.day_for(file.case)
    if is_absurd(when, as_of):
        raise Misread(f"{text.strip()} lies too far away to be meant; write a day such as 22.06.2020")
    editor = Editor(file.source)
    if anchor.event:
        _move(editor, file.case, anchor, day)
    else:
        _add(editor, file.case, desk.vocabulary, anchor, day)
    return desk.draft(file, editor.done(), day=max(as_of, _until(when, as_of)))


def _until(when: dates.When, as_of: date) -> date:
    """The day by which it has happened, where that is known."""
    return when.latest or when.earliest or as_of


def _move(editor: Editor, case: Case, anchor: Anchor, day: date | str) -> None:
    number = number_of(case.events, anchor.event)
    if number is None:
        raise Misread("this event is not in the file any more")
    row, table = editor.wanted["event"][number], ("event", number)
    editor.set_key(table, anchor.key, day)
    for key in GONE if anchor.key == "date" else ():
        if key in row:
            editor.remove_key(table, key)
    if anchor.key == "date" and _ends_before(row, day):
        editor.remove_key(table, "until")
    if row.get("state", "held") != "held":
        editor.set_key(table, "state", "held")
        if "moved_to" in row:
            editor.remove_key(table, "moved_to")


def _ends_before(row: Mapping[str, Any], day: date | str) -> bool:
    """Whether an event would end before it begins: then its recorded end says nothing of what is supposed."""
    if "until" not in row:
        return False
    begins, ends = dates.read(day).earliest, dates.read(row["until"]).latest
    return begins is not None and ends is not None and ends < begins


def _add(editor: Editor, case: Case, vocabulary: Vocabulary, anchor: Anchor, day: date | str) -> None:
    row: dict[str, Any] = {"id": words.free_id(anchor.kind, day, taken(case)), "kind": anchor.kind, "date": day}
    parties = case.parties()
    whom = anchor.person or (parties[0].id if len(parties) == 1 else "")
    if vocabulary.kinds[anchor.kind].role == "serves" and whom:
        row["to"] = whom
    if anchor.person and len(parties) > 1:
        row["person"] = [anchor.person]
    row |= {key: value for key in ("proceeding", "by") if (value := getattr(anchor, key))}
    editor.add_table("event", row)
