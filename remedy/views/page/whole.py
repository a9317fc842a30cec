"""The whole page: what it is of and as of when, the agenda across its cases, then case by case.

Called by `remedy export html` with what may be read; masks nothing itself, asks no clock. Same input, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from remedy.case.languages import NEAREST
from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.law.answer import Assessment
from remedy.views.agenda import last_line
from remedy.views.complaints import sentence
from remedy.views.i18n import _, language, ngettext
from remedy.views.markup import Safe, document, el, goto, join
from remedy.views.page.agenda import agenda, groups_shown, quiet_among
from remedy.views.page.case import item_id, items_of, section
from remedy.views.page.explained import heading
from remedy.views.page.style import style
from remedy.views.problems import UNREAD, has_errors
from remedy.views.text import clean, weekday_date
from remedy.views.words import NO_CASE


class Shown(msgspec.Struct, kw_only=True):
    """What a page is made of."""

    cases: list[tuple[Case, Assessment]]
    problems: list[Problem] = []
    """Those that belong to none of the cases: files that cannot be used, the law, the settings."""
    secret: int = 0
    """How many entries are confidential."""
    masked: bool = True
    """Whether they are masked."""
    closed: int = 0
    """How many closed cases are left out."""


def page(shown: Shown) -> str:
    """The page as text."""
    lang = language()
    ids = [f"c{n}" for n in range(1, len(shown.cases) + 1)]
    answers = [a for _case, a in shown.cases]
    places: dict[int, tuple[int, str]] = {}
    for n, a in enumerate(answers):
        listed, rest = items_of(a)
        places |= {id(i): (n, item_id(ids[n], k)) for k, i in enumerate([*listed, *rest])}
    title = ngettext("Agenda of {n} case", "Agenda of {n} cases", len(answers))
    if len(answers) == 1:
        title = clean(shown.cases[0][0].title or answers[0].case)
    body = [el("header", join(_head(shown, title, ids), "\n"))]
    if answers:
        to_do = agenda(answers, places, ids, lang, lost=_lost(shown))
        act = el("section", el("h2", _("Agenda"), id="agenda"), Safe("\n"),
                 to_do, aria_labelledby="agenda")  # fmt: skip
        each = [section(c, a, id, lang) for (c, a), id in zip(shown.cases, ids, strict=True)]
        body.append(el("main", Safe("\n"), join([act, *each], Safe("\n")), Safe("\n"),
                       class_="several" if len(each) > 1 else None))  # fmt: skip
    said = _("Made by remedy; nothing in this page loads or sends anything.")
    body.append(el("footer", el("p", said, class_="dim")))
    return document(NEAREST.get(lang, lang), f"{title} — remedy", style(), body)


def _head(shown: Shown, title: str, ids: Sequence[str]) -> list[str]:
    """Of what and as of when; what is masked; what is wrong; where each case stands."""
    answers = [a for _case, a in shown.cases]
    out: list[str] = [el("h1", title)]
    if answers:
        days = sorted({a.as_of for a in answers})
        said = weekday_date(days[0])
        if len(days) > 1:
            said = _("{day} or {other}, by zone").format(day=said, other=weekday_date(days[-1]))
        quiet = len(quiet_among(answers))
        out.append(el("p", last_line(groups_shown(answers), answers, said, quiet, lost=_lost(shown))))
    else:
        out.append(el("p", _(UNREAD) if _lost(shown) else _(NO_CASE)))
    out.append(el("p", _("No legal advice: each date names the text that it rests on, so that a lawyer can check it.")))
    out.append(el("p", _secrets(shown), class_="masked" + ("" if shown.masked or not shown.secret else " bad")))
    if shown.closed:
        said = ngettext("{n} closed case is left out: --case NAME shows it.",
                        "{n} closed cases are left out: --case NAME shows one.", shown.closed)  # fmt: skip
        out.append(el("p", said, class_="dim"))
    out += _problems(shown, ids)
    if len(answers) > 1:
        lines = [el("li", goto(id, clean(c.title or c.id)), el("small", f" {clean(a.case)}"))
                 for (c, a), id in zip(shown.cases, ids, strict=True)]  # fmt: skip
        out.append(el("nav", el("h2", _("Cases")), el("ul", *lines), aria_label=_("Cases")))
    return out


def _lost(shown: Shown) -> bool:
    return has_errors([*shown.problems, *(p for _case, a in shown.cases for p in a.problems)])


def _secrets(shown: Shown) -> str:
    if not shown.secret:
        return _("No entry is confidential: nothing is masked.")
    if shown.masked:
        return ngettext("{n} confidential entry is masked in this page.",
                        "{n} confidential entries are masked in this page.", shown.secret)  # fmt: skip
    return ngettext("{n} confidential entry stands in this page in full: mind who may read it.",
                    "{n} confidential entries stand in this page in full: mind who may read it.",
                    shown.secret)  # fmt: skip


def _problems(shown: Shown, ids: Sequence[str]) -> list[str]:
    """What takes something away from the page: files that cannot be used, cases with errors."""
    lines = [el("li", sentence(p)) for p in shown.problems if p.level == "error"]
    for (_case, a), id in zip(shown.cases, ids, strict=True):
        errors = [p for p in a.problems if p.level == "error"]
        if errors:
            count = ngettext("{n} problem", "{n} problems", len(errors))
            lines.append(el("li", goto(id, clean(a.case)), f": {count}"))
    note = _("fix these first: what follows may lack something")
    head = el("p", el("strong", heading(_("PROBLEMS"))), f": {note}")
    return [el("div", head, el("ul", *lines), class_="notice")] if lines else []
