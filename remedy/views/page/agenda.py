"""The agenda of a page: the groups of `remedy due` in their order, each line a link to what explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from remedy.law.answer import Assessment, Item
from remedy.views.agenda import (
    GROUPS,
    QUIET,
    SIGNS,
    details,
    groups_in_order,
    is_folded,
    nothing_listed,
    quiet_of,
    together,
    waiting_in,
)
from remedy.views.i18n import _
from remedy.views.markup import Safe, el, goto, join
from remedy.views.page.explained import day_of, heading, is_late, marked
from remedy.views.text import clean, day_said
from remedy.views.words import asked, marks, title_named, uncovered, what, who

Places = Mapping[int, tuple[int, str]]
"""Of each item, by its identity, the number of its case and the id of what explains it."""

SIDES = {"missed": "bad-side", "gap": "ask-side", "unclear": "ask-side"}
"""Groups with a colour at the side, beside their sign."""


def agenda(assessments: Sequence[Assessment], places: Places, ids: Sequence[str], lang: str, *, lost: bool) -> Safe:
    """What to act on; cases in which all is quiet take one line each, with how much waits in them."""
    still = quiet_among(assessments)
    out: list[str] = []
    several = len(assessments) > 1
    for name, items in groups_shown(assessments).items():
        out.append(_group(name, items, assessments, places, several, lang))
    if still:
        out.append(_quiet([(assessments[n], ids[n]) for n in still]))
    if not out:
        out += [el("p", line) for line in nothing_listed(assessments, lang, lost=lost)]
    silent = [el("li", f"{clean(a.case)}: {uncovered(a)}") for a in assessments if a.uncovered]
    if silent:
        out += [el("h3", heading(_("NOT COMPUTED"))), el("ul", *silent)]
    return join(out, "\n")


def quiet_among(assessments: Sequence[Assessment]) -> list[int]:
    """The numbers of the cases that take one line; two that are masked may be called the same."""
    named = quiet_of(assessments)
    return [n for n, a in enumerate(assessments) if a.case in named and a.quiet is not None and a.items]


def groups_shown(assessments: Sequence[Assessment]) -> dict[str, list[Item]]:
    """The groups with what is not folded into the one line of a quiet case."""
    still = quiet_among(assessments)
    folded = {id(i) for n in still for i in assessments[n].items if is_folded(i, (i.case,))}
    groups = groups_in_order(assessments, show_all=False)
    shown = {name: [i for i in items if id(i) not in folded] for name, items in groups.items()}
    return {name: items for name, items in shown.items() if items}


def _head(words: str, count: int, note: str) -> Safe:
    return el("h3", f"{heading(words)} ", el("small", f"{count}" + (f" · {note}" if note else "")))


def _group(
    name: str, items: list[Item], assessments: Sequence[Assessment], places: Places, several: bool, lang: str
) -> Safe:
    words, note, _last = GROUPS[name]
    first = {i.id: places[id(i)] for i in reversed(items)}
    lines = []
    for item in items if name == "gap" else together(items):
        number, target = places.get(id(item)) or first[item.id]
        case = el("span", f"{clean(item.case)} · ", class_="dim") if several else ""
        said = _question(item, assessments[number], lang) if name == "gap" else _said(item, name, lang)
        sign = SIGNS.get(name) or ("!" if is_late(item) else "")
        title = asked(item, lang) if name == "gap" else what(item, lang)
        title += f" ({clean(item.person)})" if name == "gap" and item.person else ""
        when = "" if name in ("gap", "undated") and item.date is None else join([day_of(item), " — "])
        line = el("p", case, f"{sign} " if sign else "", when, el("strong", goto(target, title)))
        lines.append(el("li", line, *said, class_=SIDES.get(name) or ("bad-side" if is_late(item) else None)))
    return join([_head(_(words), len(items), _(note)), el("ol", *lines, class_="items")])


def _said(item: Item, group: str, lang: str) -> list[str]:
    """Who acts, why, and the marks apart."""
    own = marks(item)
    rest = [x for x in (who(item), *details(item, group, lang)) if x and x not in own]
    return [el("p", " · ".join(rest), class_="dim") if rest else "", marked(own)]


def _question(item: Item, assessment: Assessment, lang: str) -> list[str]:
    since = _("open since {day}").format(day=day_said(item.since)) if item.since else ""
    waits = ", ".join(dict.fromkeys(title_named(assessment, b, lang) for b in item.blocks))
    note = "; ".join(x for x in (since, _("waits: {names}").format(names=waits) if waits else "") if x)
    return [el("p", note, class_="dim") if note else "", marked(marks(item))]


def _quiet(cases: list[tuple[Assessment, str]]) -> Safe:
    lines = []
    for a, target in sorted(cases, key=lambda pair: (pair[0].quiet is None, pair[0].quiet, pair[1])):
        since = _("since {day}").format(day=day_said(a.quiet) if a.quiet else "")
        lines.append(el("li", el("p", f"{since} — ", el("strong", goto(target, clean(a.case)))),
                        el("p", waiting_in(a), class_="dim")))  # fmt: skip
    return join([_head(_("QUIET"), len(cases), _(QUIET)), el("ol", *lines, class_="items")])
