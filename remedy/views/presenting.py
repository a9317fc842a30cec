"""A case on a screen that others see: every name masked, in the words of the interface, each case by a letter.

Called by the app while names are hidden. As `mask.py`, it drops nothing; nothing tells what was confidential.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeVar

import msgspec

from remedy.case.model import Case
from remedy.law.answer import Assessment, Item, Moment
from remedy.views.i18n import _
from remedy.views.mask import CASE, CODES, WORD, mask, mask_case, of_law

T = TypeVar("T")

_MASKED = re.compile(rf"(?<![\w-])(?:{WORD}|(person|event|step|source|deadline|sanction|proceeding)-(\d+))(?![\w-])")
"""What `mask.py` puts in the place of a text or of an id."""

IDS = frozenset({"id", "rule", "blocks", "deadline", "command", "answer", "record", "at", "block_titles"})
"""Fields by which things are found: they are not shown as they stand."""


def letter_name(number: int) -> str:
    """What a case without an alias is called, by its number from 0 on: `case A`."""
    letters = _("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rounds, at = divmod(number, len(letters))
    return _("case {letter}").format(letter=letters[at] + (str(rounds + 1) if rounds else ""))


def presented(assessment: Assessment, case: Case, called: str) -> Assessment:
    """The assessment for a screen that others see; `called` names a case that has no alias of its own.

    What an event is called by the vocabulary stays: it tells no more than the day does.
    """
    name = case.alias or called
    whole = [msgspec.structs.replace(i, confidential=True) for i in assessment.items]
    hidden = msgspec.structs.replace(assessment, items=whole)
    made = mask(hidden, msgspec.structs.replace(case, confidential=True, alias=name), typed=CASE)
    items = [_item(msgspec.structs.replace(i, case_title=name)) for i in made.items]
    events = [_moment(was, m) for was, m in zip(assessment.events, made.events, strict=True)]
    said = msgspec.structs.replace(made, items=[], events=[], case_title=name)
    return msgspec.structs.replace(_said(said), items=items, events=events)


def presented_case(case: Case, called: str) -> Case:
    """The case likewise."""
    name = case.alias or called
    made = mask_case(msgspec.structs.replace(case, confidential=True, alias=name))
    hidden = _("hidden")  # what somebody is accused of tells who it is as well as a name
    charges = tuple(msgspec.structs.replace(c, law="", article=hidden, outcome="") for c in made.charges)
    findings = tuple(msgspec.structs.replace(f, breaches=(hidden,) if f.breaches else ()) for f in made.findings)
    made = msgspec.structs.replace(made, charges=charges, findings=findings)
    return _open(_said(msgspec.structs.replace(made, title=name), frozenset({"at"})))


def _item(masked: Item) -> Item:
    """A punishment is called just that: its kind is a text of the file."""
    made = msgspec.structs.replace(_said(masked), confidential=False)
    return msgspec.structs.replace(made, title=_("punishment"), title_i18n={}) if made.type == "sanction" else made


def _moment(was: Moment, masked: Moment) -> Moment:
    title = (was.title, was.title_i18n) if was.title_i18n else (masked.title, masked.title_i18n)
    made = msgspec.structs.replace(masked, confidential=False)
    return msgspec.structs.replace(_said(made), title=_said(title[0]), title_i18n=title[1])


def _word(found: re.Match[str]) -> str:
    names = {
        "person": _("person {n}"),
        "event": _("event {n}"),
        "step": _("step {n}"),
        "source": _("source {n}"),
        "deadline": _("term {n}"),
        "sanction": _("punishment {n}"),
        "proceeding": _("proceeding {n}"),
    }
    return names[found[1]].format(n=found[2]) if found[1] else _("hidden")


def _said(value: T, ids: frozenset[str] = IDS) -> T:
    """A copy of any record, the words of the mask in the language of the interface, save in the fields named."""
    made: Any = value
    if isinstance(value, str):
        made = _MASKED.sub(_word, value)
    elif isinstance(value, list):
        made = [_said(v, ids) for v in value]
    elif isinstance(value, tuple):
        made = tuple(_said(v, ids) for v in value)
    elif isinstance(value, dict):
        made = {k: _said(v, ids) for k, v in value.items()}
    elif isinstance(value, msgspec.Struct) and not isinstance(value, date):
        kept = CODES | ids | of_law(value)
        changed = {f: _said(getattr(value, f), ids) for f in value.__struct_fields__ if f not in kept}
        made = msgspec.structs.replace(value, **changed)
    return made  # type: ignore[no-any-return]  # the same type as came in


def _open(value: T) -> T:
    """A copy in which no table carries the mark of what is confidential."""
    made: Any = value
    if isinstance(value, tuple):
        made = tuple(_open(v) for v in value)
    elif isinstance(value, msgspec.Struct) and "confidential" in value.__struct_fields__:
        changed = {f: _open(getattr(value, f)) for f in value.__struct_fields__ if f not in CODES}
        made = msgspec.structs.replace(value, **{**changed, "confidential": False})
    return made  # type: ignore[no-any-return]  # the same type as came in
