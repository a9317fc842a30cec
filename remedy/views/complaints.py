"""What files, edits and imports are reproached with, in the language of the interface.

`remedy/case`, `law` and `store` say it in English, as JSON does; here each sentence is recognised by its form and said
anew. What has no form is shown as it is. A test reads the code and holds that each sentence of it has one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from remedy.case.problems import Problem
from remedy.views.i18n import N_, _, generation, is_english, pgettext, titled
from remedy.views.reasons import fact, told
from remedy.views.text import clean, days_in

_PLACE = re.compile(r"\{([a-z])\}")
SAID, DAYS = frozenset("xyz"), frozenset("tuv")
"""Places for what is itself a sentence or a word of a table, and for days; all but the three below hold names."""

EVENT, WORDS, FACT = "e", "k", "f"
"""Places for an event or a kind, for keys of an event with what they say, and for a fact with its value."""

KEYS = {
    "date": N_("day of the event"),
    "outcome": N_("outcome of the event"),
    "state": N_("whether the event took place"),
    "time": N_("time of the event"),
    "by": N_("who filed"),
    "to": N_("whom it was served on"),
    "person": N_("whom the event concerns"),
    "proceeding": N_("in which proceeding"),
    "form": N_("form of the decision"),
    "answers": N_("what it answers"),
    "undoes": N_("what it sets aside"),
    "until": N_("last day of the event"),
    "sent": N_("sent on"),
    "received": N_("received on"),
    "moved_to": N_("moved to the event"),
    "title": N_("title of the event"),
    "note": N_("note on the event"),
    "sources": N_("sources of the event"),
}
"""The keys of an event that an edit names, in words."""

SIDES = frozenset({"defence", "prosecution", "victim", "state"})
"""Who files; else a person of the case."""

VALUES = {
    "held": N_("it took place"),
    "scheduled": N_("it is planned"),
    "postponed": N_("it was put off"),
    "cancelled": N_("it was called off"),
}
"""What `state` says."""


class Form(NamedTuple):
    """A sentence with places: the words around them, and their letters."""

    text: str
    words: tuple[str, ...]
    places: tuple[str, ...]


def form_of(text: str) -> Form:
    """A sentence taken apart."""
    parts = _PLACE.split(text)
    return Form(text, tuple(parts[::2]), tuple(parts[1::2]))


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """All sentences; read when the first is asked for, which in English is never."""
    from remedy.views import forms_of_cases, forms_of_edits, forms_of_imports, forms_of_packs, forms_of_reminders

    tables = (forms_of_cases, forms_of_edits, forms_of_imports, forms_of_packs, forms_of_reminders)
    return frozenset(text for table in tables for text in table.FORMS)


@lru_cache(maxsize=1)
def forms() -> list[Form]:
    """Those that say most come first."""
    found = [form_of(text) for text in known() if _PLACE.search(text)]
    return sorted(found, key=lambda form: (-len("".join(form.words)), form.text))


def fits(form: Form, text: str) -> dict[str, str] | None:
    """What stands in the places of a form; None where a text is not of it. Never slow, whatever the text."""
    first, *middle, last = form.words
    if not (text.startswith(first) and text.endswith(last)):
        return None
    at, end, found = len(first), len(text) - len(last), []
    for words in middle:
        next_ = text.find(words, at + 1, end)
        if next_ < 0:
            return None
        found.append(text[at:next_])
        at = next_ + len(words)
    return dict(zip(form.places, [*found, text[at:end]], strict=True)) if end > at else None


def complaint(text: str) -> str:
    """A sentence of the code below the views in the language in use, cleaned; English as it is."""
    said = clean(text)
    return said if not said or is_english() else _said(said, generation())


def sentence(problem: Problem) -> str:
    """A problem as one line, as `Problem.sentence` says it in English."""
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    key = f" {problem.key}:" if problem.key else ""
    fix = f"; {complaint(problem.fix)}" if problem.fix else ""
    return f"{clean(f'{where}:{key}')} {complaint(problem.message)}{fix} [{clean(problem.code)}]"


@lru_cache(maxsize=1024)
def _said(text: str, which: int) -> str:
    parts, out = text.split("; "), []
    while parts:
        for n in range(len(parts), 0, -1):
            found = _one("; ".join(parts[:n]), which)
            if found is not None:
                break
        else:
            found = _one("; ".join(parts), which, whole=True)
            n, found = (len(parts), found) if found is not None else (1, _after_a_place(parts[0], which))
        out.append(found)
        parts = parts[n:]
    return "; ".join(out)


def _one(text: str, which: int, *, whole: bool = False) -> str | None:
    """One sentence said anew; None where no form fits. A name holds a semicolon only where it is the `whole`."""
    if text in known():
        return _(text)
    for form in forms():
        found = fits(form, text)
        if found is not None and (whole or not any("; " in x for name, x in found.items() if name not in SAID)):
            return _filled(_(form.text), {letter: _value(letter, x, which) for letter, x in found.items()})
    return None


def _filled(form: str, said: dict[str, str]) -> str:
    return _PLACE.sub(lambda place: said[place[1]], form)


def _value(letter: str, text: str, which: int) -> str:
    if letter in SAID:
        return _said(text, which)
    if letter == EVENT:
        title = titled(text)
        return f"{title} ({text})" if title != text else text
    if letter == FACT:
        return fact(*text.partition(" ")[::2])
    if letter == WORDS:
        return ", ".join(map(_key_said, text.split(", ")))
    return days_in(text) if letter in DAYS else text


def _key_said(text: str) -> str:
    """A key of an event and what it says: `date 2021-03-01`, `without by`; what is none stays."""
    key, _blank, value = text.partition(" ")
    if key == "without" and value in KEYS:
        return _("without {a}").replace("{a}", f"«{_(KEYS[value])}»")
    if key not in KEYS:
        return text
    if key == "outcome" or (key == "by" and value in SIDES):
        return f"{_(KEYS[key])}: {titled(value, 'outcome') if key == 'outcome' else pgettext('value', value)}"
    return f"{_(KEYS[key])}: {_(VALUES[value]) if key == 'state' and value in VALUES else days_in(value)}"


def _after_a_place(text: str, which: int) -> str:
    """A sentence after the file, the key or the option that it is said of; one that nobody knows as the engine's."""
    for at in (m.end() for m in re.finditer(": ", text)):
        found = _one(text[at:], which)
        if found is not None:
            return text[:at] + found
    return told(text) if " " in text else text
