"""What a form asks, and what the answers mean: fields, the words that they offer, the codes that the file gets.

Made by `forms.py` and `event_forms.py`, shown by `dialogs/form.py`; knows no widget and no file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from remedy.case.dates import is_not_known
from remedy.store.cases import CaseFile
from remedy.store.desk import Desk
from remedy.store.splice import Edit, Editor
from remedy.views.i18n import _
from remedy.views.meaning import meaning
from remedy.views.text import clean

Values = dict[str, str]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    """What the file says of it, or what is likely; a code where `codes` has words for it."""
    proposed: str = ""
    """What stands in the line in its place when the form opens, where the form is about another value."""
    hint: str = ""
    choices: tuple[str, ...] = ()
    """Words that are offered while one types."""
    codes: tuple[tuple[str, str], ...] = ()
    """Words as people read them, each with the code that the file gets; the code itself is understood too."""
    is_date: bool = False
    has_time: bool = False
    """Whether an hour may follow the day."""
    needed: bool = False
    may_be_unknown: bool = False
    """Whether a word for "not known" is an answer where one is needed: the file says nothing then."""

    def said(self, value: str) -> str:
        """A value of the file as the line shows it."""
        return clean(next((title for title, code in self.codes if code == value), value))

    @property
    def text(self) -> str:
        """What the line shows of the value."""
        return self.said(self.value)

    @property
    def opened(self) -> str:
        """What stands in the line when the form opens."""
        return self.said(self.proposed) if self.proposed else self.text

    def meant(self, text: str) -> str:
        """What was typed, as the file says it."""
        text = text.strip()
        if self.may_be_unknown and is_not_known(text):
            return ""
        known = {title.casefold(): code for title, code in self.codes}
        return known.get(text.casefold(), text)

    def is_wrong(self, text: str) -> bool:
        """Whether a typed date cannot be read; an empty one is only missing."""
        return self.is_date and bool(text.strip()) and not meaning(text, has_time=self.has_time)[1]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, and what is made of the answers."""

    title: str
    fields: tuple[Field, ...]
    make: Callable[[Editor, CaseFile, Values], str]
    """Makes the edit; gives what was understood. Raises Misread or NotMade with the cure."""
    phrase: Callable[[Values], str]
    """What the edit means, for the message of a commit."""
    recorded: Callable[[CaseFile], Values | None] | None = None
    """What a file says of the fields that show an entry of it, by name; None where it has that entry no more."""
    offers: Callable[[Values], dict[str, tuple[str, ...]]] | None = None
    """What may stand in other fields once some were filled: by name of the field."""
    proved: Callable[[Desk, CaseFile, Edit], list[str]] | None = None
    """What is to be said of the edit once it is proved. Raises NotMade where it is not to be made."""
    minds: Callable[[Values], str] | None = None
    """What is to be minded, before and after saving, of values of which an edit can be made; empty: nothing."""

    def now(self, file: CaseFile) -> Values:
        """What a file says of the fields; nothing of those that show no entry of it."""
        return (self.recorded(file) or {}) if self.recorded is not None and file.case is not None else {}

    def values(self, typed: Mapping[str, str], file: CaseFile | None = None) -> Values:
        """All answers: what was typed, and of fields that nobody touched what the file says at this moment."""
        now = self.now(file) if file is not None else {}
        return {f.name: f.meant(typed[f.name]) if f.name in typed else now.get(f.name, f.value) for f in self.fields}

    def missing(self, typed: Mapping[str, str], file: CaseFile | None = None) -> list[Field]:
        """The fields that must be filled and are not."""
        values = self.values(typed, file)
        return [
            f
            for f in self.fields
            if f.needed and not values[f.name] and not (f.may_be_unknown and is_not_known(typed.get(f.name, "")))
        ]


def quoted(words: str) -> str:
    """Words in the quotation marks of the language."""
    return _("“{words}”").format(words=words)


def still_missing(missing: Sequence[Field]) -> str:
    """Which fields are still to be filled, by their labels; empty where none is."""
    labels = ", ".join(quoted(f.label) for f in missing)
    return _("Still to be filled in: {labels}.").format(labels=labels) if missing else ""


def fields(*found: Field | None) -> tuple[Field, ...]:
    """Those that are there."""
    return tuple(f for f in found if f is not None)


def offered(words: Sequence[str]) -> tuple[str, ...]:
    """Words to be offered, each once."""
    return tuple(dict.fromkeys(w for w in words if w))
