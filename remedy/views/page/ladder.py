"""The ladder of remedies as a staircase, and the same as a table with all that is said of each remedy.

Shows the rungs as the assessment gives them; decides no state.
"""

from __future__ import annotations

from remedy.law.answer import Assessment, Rung
from remedy.views.i18n import _, pgettext
from remedy.views.ladder import NO_OTHER, rung_facts, sign_and_word, staircases, warnings
from remedy.views.markup import Safe, el, join
from remedy.views.page.svg import LINE, SMALL, WIDTH, Part, at, lines, path, sheets, words
from remedy.views.reasons import told
from remedy.views.text import weekday_date
from remedy.views.words import title_of, uncovered

STEP = 9.0
"""Units by which each stair stands further in."""

DEEPEST = 10
"""Stairs after which it goes straight down, so that text keeps its room."""

TONES = {
    **dict.fromkeys(("granted", "available"), "good"),
    **dict.fromkeys(("refused", "barred", "lapsed"), "bad"),
    **dict.fromkeys(("pending", "unclear"), "ask"),
}
"""The colour of a state, beside its shape and its word."""

SHOWN = ("filed", "decided", "waiting", "until", "open")
"""What the drawing says of a remedy; the table says all."""


def ladder(assessment: Assessment, id: str, lang: str) -> Safe:
    """The staircases, each with its table; then what no extraordinary remedy stops."""
    out: list[str] = [el("p", uncovered(assessment), class_="notice")] if assessment.uncovered else []
    for n, (persons, rungs) in enumerate(staircases(assessment.ladder), 1):
        title = _("Ladder of remedies as of {day}").format(day=weekday_date(assessment.as_of))
        if persons:
            names = _("for {names}").format(names=", ".join(persons))
            out.append(el("h4", names))
            title = f"{title}, {names}"
        out += [el("figure", _drawn(rungs, f"{id}-{n}", title, lang)), _table(rungs, lang)]
    said = warnings(assessment, lang)
    if said:
        rest = said[1:] or [_(NO_OTHER)]
        out.append(el("div", el("p", said[0]), el("ul", *(el("li", s) for s in rest)), class_="notice"))
    return join(out) if out else el("p", _("No ladder: no pack of this case has remedies."))


def _table(rungs: list[Rung], lang: str) -> Safe:
    rows = []
    for rung in rungs:
        to = [(pgettext("ladder", "to"), told(rung.to))] if rung.to else []
        said = [*to, *((pgettext("ladder", label), text) for label, text in rung_facts(rung))]
        inside = join([el("div", el("span", f"{label}: ", class_="dim"), text) for label, text in said])
        name = el("th", title_of(rung, lang), el("br"), el("small", sign_and_word(rung)[1].lower()), scope="row")
        rows.append(el("tr", name, el("td", inside)))
    head = el("thead", el("tr", el("th", _("remedy"), scope="col"), el("th", _("what is known of it"), scope="col")))
    return el("details", el("summary", _("The ladder as a table, in full")), el("table", head, el("tbody", *rows)),
              class_="ladder-table open-on-paper")  # fmt: skip


def _drawn(rungs: list[Rung], id: str, title: str, lang: str) -> Safe:
    parts: list[Part] = []
    cuts: list[float] = []
    y, x_before = 4.0, 0.0
    for n, rung in enumerate(rungs):
        x = 4 + STEP * min(n, DEEPEST)
        cuts.append(y)
        bottom = _stair(parts, rung, x, y, x_before if n else x, lang)
        x_before, y = x, bottom
    about = "; ".join(f"{title_of(r, lang)}: {sign_and_word(r)[1].lower()}" for r in rungs)
    return sheets(parts, cuts, y + 4, id, title, about)


def _stair(parts: list[Part], rung: Rung, x: float, top: float, x_before: float, lang: str) -> float:
    """One stair: the riser and tread, the state as shape and word, the title, whom it is asked of, its days."""
    tone = TONES.get(rung.state, "")
    text = x + 26
    room = WIDTH - text - 2
    state = sign_and_word(rung)[1]
    y = top + 16
    said = [words(text, y, state, f"strong {tone}".strip())]
    quiet = rung.state in ("not-yet", "not-needed")
    for line in lines(title_of(rung, lang), room, "" if quiet else "strong"):
        y += LINE
        said.append(words(text, y, line, "" if quiet else "strong"))
    small = [_("to: {body}").format(body=told(rung.to))] if rung.to else []
    small += [f"{pgettext('ladder', label)}: {s}" for label, s in rung_facts(rung) if label in SHOWN]
    for note in small:
        for line in lines(note, room, "small"):
            y += SMALL
            said.append(words(text, y, line, "small"))
    bottom = y + 8
    tread = path(f"M{at(x_before, top)}H{at(WIDTH)}M{at(x, top)}V{at(bottom)}", "tread")
    parts.append(Part(top, bottom, join([tread, shape(rung.state, x + 14, top + 12, tone), *said])))
    return bottom


def shape(state: str, x: float, y: float, tone: str) -> Safe:
    """A state as a shape that is told from every other without colour."""
    circle = f"M{at(x - 6, y)}A6 6 0 1 1 {at(x + 6, y)}A6 6 0 1 1 {at(x - 6, y)}Z"
    drawn = {
        "granted": (f"M{at(x - 6, y)}L{at(x - 1, y + 5)}L{at(x + 6, y - 5)}", ""),
        "refused": (f"M{at(x - 5, y - 5)}L{at(x + 5, y + 5)}M{at(x + 5, y - 5)}L{at(x - 5, y + 5)}", ""),
        "pending": (f"{circle}M{at(x, y - 6)}V{at(y + 6)}", ""),
        "available": (f"M{at(x - 5, y - 6)}L{at(x + 6, y)}L{at(x - 5, y + 6)}Z", "solid"),
        "barred": (f"M{at(x - 5, y - 5)}H{at(x + 5)}V{at(y + 5)}H{at(x - 5)}Z", "solid"),
        "lapsed": (f"{circle}M{at(x - 4, y - 4)}L{at(x + 4, y + 4)}", ""),
        "not-yet": (f"M{at(x - 1, y)}H{at(x + 1)}", ""),
        "not-needed": (f"M{at(x - 6, y)}H{at(x + 6)}", ""),
    }
    asked = f"M{at(x - 4, y - 3)}A4 4 0 1 1 {at(x, y + 1)}V{at(y + 2)}M{at(x, y + 6)}V{at(y + 6.2)}"
    d, solid = drawn.get(state, (asked, ""))
    return path(d, " ".join(k for k in ("sign", tone, solid) if k))
