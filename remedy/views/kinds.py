"""The words that may be written for events, as JSON and as text. Called by `remedy kinds`."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from remedy.case.languages import in_language
from remedy.case.vocabulary import STAGES, Kind, Vocabulary
from remedy.views.i18n import N_, _, ngettext
from remedy.views.text import Paint, cells, rule, wrap

FEW = 20
"""So many kinds are shown with the titles of their outcomes."""


class OutcomeWord(msgspec.Struct, kw_only=True):
    """How a decision may end."""

    id: str
    title: str
    title_i18n: dict[str, str]


ROLES = (
    *(N_("opens"), N_("files"), N_("decides")),
    *(N_("serves"), N_("ends")),
)
"""What an event does to a remedy or a clock, as it is shown."""


class KindWord(msgspec.Struct, kw_only=True):
    """One kind of event; `role` is opens, files, decides, serves, ends or none."""

    id: str
    title: str
    title_i18n: dict[str, str]
    stage: str | None
    role: str
    outcomes: list[OutcomeWord]


class KindsAnswer(msgspec.Struct, kw_only=True):
    """`remedy kinds`."""

    format: int = 1
    kinds: list[KindWord]


def answer(kinds: Iterable[Kind], vocabulary: Vocabulary) -> KindsAnswer:
    """The kinds as JSON, in the order of the vocabulary."""
    return KindsAnswer(kinds=[_word(k, vocabulary) for k in kinds])


def _word(kind: Kind, vocabulary: Vocabulary) -> KindWord:
    outcomes = [(o, vocabulary.outcomes[o]) for o in kind.outcomes]
    return KindWord(
        id=kind.id, title=kind.title["en"], title_i18n=kind.title, stage=kind.stage, role=kind.role,
        outcomes=[OutcomeWord(id=o, title=t["en"], title_i18n=t) for o, t in outcomes],
    )  # fmt: skip


def listing(kinds: list[Kind], vocabulary: Vocabulary, width: int, paint: Paint, lang: str) -> list[str]:
    """The kinds as lines of at most `width` columns, by stage; outcomes with their titles where few kinds are shown."""
    out: list[str] = []
    room = max(len(k.id) for k in kinds)
    for stage in (None, *STAGES):
        group = [k for k in kinds if k.stage == stage]
        if not group:
            continue
        titles = vocabulary.stages[stage] if stage else {"en": _("At any stage")}
        out.append(rule((in_language(titles, lang) or titles["en"]).upper(), width, stage or "", "", paint))
        for kind in group:
            said = ", ".join(_outcome(o, vocabulary, lang if len(kinds) <= FEW else "") for o in kind.outcomes)
            out += _lines(kind, said, room, width, paint, lang)
    if len(kinds) > FEW:
        out.append(_("With the titles of outcomes: {command}").format(command="remedy kinds WORD"))
    counted = ngettext("{n} kind", "{n} kinds", len(kinds))
    return [*out, f"{counted}: remedy record CASE KIND --date DAY [--set outcome=OUTCOME]"]


def _outcome(id: str, vocabulary: Vocabulary, lang: str) -> str:
    titles = vocabulary.outcomes[id]
    return f"{id} ({in_language(titles, lang) or titles['en']})" if lang else id


def _lines(kind: Kind, outcomes: str, room: int, width: int, paint: Paint, lang: str) -> list[str]:
    gap = " " * (room + 4)
    role = "" if kind.role == "none" else _(kind.role)
    first, *rest = wrap(in_language(kind.title, lang) or kind.title["en"], width - room - 13)
    lines = [f"  {paint.bold(kind.id)}{' ' * (room - len(kind.id))}  {first}", *(gap + x for x in rest)]
    if role:
        role_w = 1 + max(cells(_(word)) for word in ROLES)
        lines[0] += " " * (width - cells(f"  {' ' * room}  {first}") - role_w) + paint.dim(role)
    return lines + [gap + paint.dim(x) for x in wrap(f"outcome: {outcomes}" if outcomes else "", width - room - 4)]
