"""Which case, and which entry of it, a word on the command line means; and the nearest where it means none.

Called by the session and by commands. What is confidential is offered to nobody but a person at a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from remedy.case.model import Case
from remedy.case.problems import did_you_mean
from remedy.store import cases as stored
from remedy.views.i18n import _
from remedy.views.reasons import told

if TYPE_CHECKING:  # the session asks this module
    from remedy.cli.session import Session


SHORTEST = 3
"""Letters of a name from which on a case is found by it."""


def nearest_words(name: str, known: Iterable[str]) -> str:
    """The cure for a name that fits nothing."""
    words = list(known)
    return told(did_you_mean(name, words)) if words else _("there is none")


def called(session: Session, case: Case) -> str:
    """What a case is called in words that may reach a pipe."""
    from remedy.views.mask import alias_of

    return alias_of(case) if session.hides and case.confidential else case.id


def nearest_entry(session: Session, case: Case, name: str, entries: Iterable[Any]) -> str:
    """The cure for an id that no entry of a case has."""
    shown = [e.id for e in entries if not (session.hides and (e.confidential or case.confidential))]
    return nearest_words(name, shown) if shown or not session.hides else _("remedy timeline shows what there is")


def matching(session: Session, name: str) -> tuple[list[stored.CaseFile], str]:
    """The case files that a name fits, the closest way of fitting first; and what to say where it is not one."""
    usable = [f for f in session.case_files if f.case is not None]
    pairs = [(f.case, f) for f in usable if f.case is not None]
    fitting = [p for p in pairs if p[0].id == name] or [p for p in pairs if p[1].name == name]
    fitting = fitting or [p for p in pairs if name and p[0].alias == name]
    fitting = fitting or [p for p in pairs if name.lower() in p[0].id.lower()]
    fitting = fitting or [p for p in pairs if _is_about(session, p[0], name)]
    words = sorted({called(session, case) for case, _file in fitting})
    if len(fitting) > 1 and len({case.id for case, _file in fitting}) == 1:
        hidden = session.hides and any(case.confidential for case, _file in fitting)
        names = _("remedy check says which") if hidden else ", ".join(f.name for _case, f in fitting)
        said = _('"{name}" is the id of several files: {names}; give each its own, or name the file')
        return [f for _case, f in fitting], said.format(name=words[0], names=names)
    if fitting:
        message = _('"{name}" fits several cases: {names}; write more of the id')
        return [f for _case, f in fitting], message.format(name=name, names=", ".join(words))
    shown = {case.id for case, _file in pairs if not (session.hides and case.confidential)}
    cure = nearest_words(name, shown) if shown or not pairs else _("remedy list shows them")
    return [], _('no case "{name}"; {cure}').format(name=name, cure=cure)


def _is_about(session: Session, case: Case, name: str) -> bool:
    """Whether a name stands in the title of a case or is a person's of it; what is confidential only at a terminal."""
    wanted = " ".join(name.casefold().split())
    if len(wanted) < SHORTEST or (session.hides and case.confidential):
        return False
    persons = [p for p in case.persons if not (session.hides and p.confidential)]
    return any(wanted in " ".join(text.casefold().split()) for text in (case.title, *(p.name for p in persons)))


def broken(files: Collection[stored.CaseFile], name: str) -> list[stored.CaseFile]:
    """The files that cannot be used and may be the case of that name: by their own, or by the id written in them."""
    return [f for f in files if f.case is None and (name.lower() in f.name.lower() or name.lower() in _written(f))]


def _written(file: stored.CaseFile) -> str:
    found = re.search(r"^id\s*=\s*[\"']([^\"'\n]*)", file.source.text, re.MULTILINE) if file.source else None
    return found[1].lower() if found else ""
