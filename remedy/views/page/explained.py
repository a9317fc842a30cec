"""One item explained: in a line what it is, folded beneath how its day was counted and by which law.

The words are those of `remedy explain`; nothing is counted or decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from remedy.law.answer import Assessment, Cite, Item, Reading
from remedy.views.agenda import SIGNS
from remedy.views.became import stands
from remedy.views.explain import UNMOVED, changes_of, end_of, law_of, pairs_of, tenable, to_fill
from remedy.views.i18n import _
from remedy.views.markup import Safe, el, join, link
from remedy.views.reasons import told
from remedy.views.text import clean, days_phrase, weekday_date
from remedy.views.trace import reading_rows
from remedy.views.words import asked, authority, cite_phrase, dated, marks, short_id, ways_to_answer, what, who

LATE = frozenset({"missed", "overdue"})
"""Statuses that are told in the colour of what is late."""


def heading(words: str) -> str:
    """The heading of a screen as one of a page: `THE LAW` is `The law`."""
    return words.capitalize()


def facts(pairs: Iterable[tuple[str, str]]) -> Safe:
    """Labels and texts; what has no label belongs to the one before."""
    rows: list[tuple[str, list[str]]] = []
    for label, text in pairs:
        if not text:
            continue
        if label or not rows:
            rows.append((label, []))
        rows[-1][1].append(text)
    found = [el("div", el("dt", label), *(el("dd", t) for t in texts)) for label, texts in rows]
    return el("dl", *found, class_="facts") if found else Safe()


def marked(said: Sequence[str]) -> Safe:
    """Marks in words, each in a frame: what a reader must know before trusting a date."""
    return el("span", join([el("span", m) for m in said], " "), class_="marks") if said else Safe()


def is_late(item: Item) -> bool:
    """Whether its day has passed."""
    return item.status in LATE or item.flag == "overdue"


def day_of(item: Item) -> Safe:
    """The day, to be read by programs too, and how far it is."""
    left = f", {days_phrase(item.days_left)}" if item.days_left is not None and item.date else ""
    said = el("time", dated(item), datetime=item.date.isoformat()) if item.date else text_of_no_day(item)
    return el("span", said, left, class_="when" + (" bad" if is_late(item) else ""))


def text_of_no_day(item: Item) -> str:
    """What stands where there is no day: a question has none to miss."""
    return _("to ask") if item.type == "gap" else _("no date")


def explained(item: Item, assessment: Assessment, id: str, lang: str, *, on_paper: bool) -> Safe:
    """The item, folded; `on_paper`: printed open."""
    sign = "? " if item.type == "gap" else "! " if is_late(item) else SIGNS.get(item.group, "")
    name = asked(item, lang) if item.type == "gap" else what(item, lang)
    status = stands(item, assessment)
    told_of = " · ".join(x for x in (status if item.type != "gap" else "", who(item)) if x)
    head = el("summary", sign.strip() and f"{sign.strip()} ", day_of(item), " — ", el("strong", name),
              f" ({clean(item.person)})" if item.person and item.type == "gap" else "",
              el("small", f" {told_of}") if told_of else "", marked(marks(item)))  # fmt: skip
    pairs = [(_(label), text) for label, text in pairs_of(item, assessment, lang)]
    number = el("p", el("code", f"{clean(item.case)} {short_id(item.id)}"), class_="dim")
    inside = [number, facts(pairs), _answered(item, assessment), _counted(item), _law(item), _readings(item)]
    inside.append(_changes(item, assessment, lang))
    body = el("div", *inside, class_="inside")
    return el("details", head, body, id=id, class_="open-on-paper" if on_paper else None)


def _answered(item: Item, assessment: Assessment) -> Safe:
    """The command that answers a question, then the same as lines of the file."""
    if item.type != "gap" or not item.record:
        return Safe()
    out: list[str] = []
    by_hand = _("Or add to {file}:") if item.answer else _("To answer it, add to {file}:")
    if item.answer:
        out += [el("p", _("To answer it:")), el("pre", "\n".join(ways_to_answer(item)))]
        out += [el("p", "; ".join(to_fill(item)), class_="dim")]
    out.append(el("p", by_hand.format(file=clean(assessment.file) or _("the case's file"))))
    return join([*out, el("pre", join(item.record.split("\n"), Safe("\n")))])


def _counted(item: Item) -> Safe:
    out: list[str] = []
    traced = [r for r in item.readings if r.trace]
    for reading in traced:
        out += [el("p", el("strong", told(reading.label or reading.id)))] if len(traced) > 1 else []
        out.append(_trace(reading))
    return join([el("h4", heading(_("HOW IT WAS COUNTED"))), *out]) if out else Safe()


def _trace(reading: Reading) -> Safe:
    lines = []
    for move in reading.trace:
        first, last = weekday_date(move.start), weekday_date(move.to)
        days = first if move.start == move.to else f"{first} → {last}"
        cite = f" ({authority(move.cite)})" if move.cite else ""
        lines.append(el("li", el("span", days, class_="when"), told(move.why) + cite))
    return el("ol", *lines, class_="trace")


def _law(item: Item) -> Safe:
    cites, standing = law_of(item)
    if not cites:
        return Safe()
    note = el("small", f" {standing}") if standing else ""
    return join([el("h4", heading(_("THE LAW")), note), *(_cite(c) for c in cites)])


def _cite(cite: Cite) -> Safe:
    lines: list[str] = [el("p", el("strong", cite_phrase([cite]) or _("source")))]
    lines += [el("p", f"“{clean(cite['quote'])}”")] if cite.get("quote") else []
    lines += [el("p", told(cite["note"]), class_="dim")] if cite.get("note") else []
    lines += [el("p", link(cite["url"]), class_="dim")] if cite.get("url") else []
    return el("blockquote", *lines)


def _readings(item: Item) -> Safe:
    if len(item.readings) < 2:
        return Safe()
    head = el("h4", heading(_("READINGS")), el("small", f" {len(item.readings)} · {tenable(item)}"))
    found = []
    for reading in item.readings:
        rows = reading_rows([reading], end_of(item))
        name = rows[0][1][0]
        found.append(el("li", el("strong", name), facts((_(label), texts[0]) for label, texts in rows[1:])))
    return join([head, el("ul", *found, class_="readings")])


def _changes(item: Item, assessment: Assessment, lang: str) -> Safe:
    if item.type not in ("deadline", "sanction"):
        return Safe()
    said = changes_of(item, assessment, lang) or [(_(UNMOVED), "")]
    lines = [el("li", text, *([el("br"), el("code", command)] if command else [])) for text, command in said]
    lines += [el("li", f"! {told(notice)}", class_="ask") for notice in item.notices]
    return join([el("h4", heading(_("WHAT WOULD CHANGE IT"))), el("ul", *lines, class_="changes")])
