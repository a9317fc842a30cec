"""How a day was counted, as lines: moves, sources with quotations, readings beside one another.

Shared by `explain` and the answers about rules. Shows records; counts nothing.
"""

from __future__ import annotations

from remedy.law.answer import Cite, Move, Reading
from remedy.views.i18n import N_, _
from remedy.views.reasons import told
from remedy.views.text import Paint, bracket, cells, clean, days_in, pad, side_by_side, weekday_date, wrap
from remedy.views.words import authority, cite_phrase, event_phrase, lasting, standing

LABELS = (
    *(N_("last day"), N_("first day"), N_("not before"), N_("between"), N_("runs from"), N_("term"), N_("counted by")),
    *(N_("in force from"), N_("law"), N_("standing"), N_("why"), N_("marks"), N_("facts"), N_("done by"), N_("fixed")),
    *(N_("if missed"), N_("to find out"), N_("open since"), N_("waits for it"), N_("begins"), N_("length")),
    *(N_("ends"), N_("served"), N_("left"), N_("due"), N_("status"), N_("owner"), N_("waiting on"), N_("remedy")),
    *(N_("day"), N_("time")),
)
"""The words at the left."""


def label_width() -> int:
    """The columns of the labels at the left, in the language in use."""
    return max(cells(_(label)) for label in LABELS)


def trace_lines(trace: list[Move], n: int, paint: Paint) -> list[str]:
    """The counting: from day to day, why, and by which authority."""
    out = []
    for move in trace:
        days = f"{weekday_date(move.start)} → {weekday_date(move.to)}"
        if move.start == move.to:
            days = f"{weekday_date(move.start)}"
        cite = f" ({authority(move.cite)})" if move.cite else ""
        lines = wrap(told(move.why) + cite, n - 36)
        out.append("  " + pad(days, 31) + "  " + lines[0])
        out += [" " * 35 + line for line in lines[1:]]
    return out


def cite_lines(cites: list[Cite], n: int, paint: Paint) -> list[str]:
    """Each source with its quotation, address and note."""
    out = []
    for cite in cites:
        out += ["  " + paint.bold(x) for x in wrap(cite_phrase([cite]) or _("source"), n - 2)]
        if cite.get("quote"):
            out += ["    " + line for line in wrap(f"“{clean(cite['quote'])}”", n - 4)]
        for key in ("note", "url"):
            if cite.get(key):
                out += ["    " + paint.dim(line) for line in wrap(told(cite[key]), n - 4)]
    return out


def beside(readings: list[Reading], n: int, paint: Paint, end: str = "last day") -> list[str]:
    """The readings in columns beside one another, as many as the width holds; `end` is what their day is called."""
    label_w = label_width()
    most = max(1, min(4, (n - label_w - 3) // 24))
    out: list[str] = []
    for at in range(0, len(readings), most):
        some = readings[at : at + most]
        widths = [(n - label_w - 3 - 3 * (len(some) - 1)) // len(some)] * len(some)
        if out:
            out.append("")
        for label, texts in reading_rows(some, end):
            if not any(texts):
                continue
            for i, line in enumerate(side_by_side(texts, widths, " │ ")):
                shown = paint.bold(line) if label in ("", end) else line
                out.append("  " + paint.dim(pad(_(label) if i == 0 else "", label_w)) + " " + shown)
    return out


def reading_rows(readings: list[Reading], end: str) -> list[tuple[str, list[str]]]:
    """The lines of the table: a label, then a text for each reading."""

    def uncertain(r: Reading) -> str:
        return bracket(r.earliest, r.latest) if r.earliest != r.latest else ""

    return [
        ("", [told(r.label or r.id) for r in readings]),
        (end, [weekday_date(r.date) for r in readings]),
        ("between", [uncertain(r) for r in readings]),
        ("runs from", [event_phrase(r.trigger) for r in readings]),
        ("term", [lasting(r.period) for r in readings]),
        ("counted by", [clean(r.convention) for r in readings]),
        ("in force from", [days_in(clean(r.version)) for r in readings]),
        ("law", [f"{cite_phrase(r.cite)} ({standing(r.law_status)})".strip() for r in readings]),
        ("standing", [_("provisional") if r.provisional else "" for r in readings]),
        ("why", [told(r.reason) for r in readings]),
    ]
