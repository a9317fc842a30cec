"""The law as text: a rule with its versions, the list of rules, a rule computed for a day, a bare count.

Called by `remedy rules list|show|compute` and `remedy count`, who fill the records. Nothing is computed here.
"""

from __future__ import annotations

import msgspec

from remedy.case.languages import in_language
from remedy.law.answer import Cite, Move
from remedy.law.compute import Computed
from remedy.views.codes import coded
from remedy.views.i18n import N_, _, ngettext, phrase, titled
from remedy.views.months import Marks, calendars, months_between
from remedy.views.reasons import told
from remedy.views.text import Paint, bracket, cells, clean, cut, days_in, pad, rule, weekday_date, wrap
from remedy.views.trace import beside, cite_lines, trace_lines
from remedy.views.words import cite_phrase, lasting, standing

LABELS = (
    *(N_("duty"), N_("remedy"), N_("named after"), N_("runs from"), N_("met by"), N_("ended by"), N_("unless")),
    *(N_("not after"), N_("only if"), N_("if missed"), N_("restorable"), N_("extension"), N_("version by")),
    *(N_("note"), N_("term"), N_("counted by"), N_("standing"), N_("law"), N_("last day"), N_("between")),
    *(N_("marks"), N_("why")),
)
"""The words at the left."""

LABEL = 14
"""Columns of the words at the left, at the least."""

SELECTED = {
    "trigger": N_("the law on the day it runs from"),
    "decided": N_("the law on the day of the decision"),
    "act": N_("the law at the time of acting"),
}
"""Which version holds, in words."""


class ReadingView(msgspec.Struct, kw_only=True):
    """Another tenable way to apply a version."""

    id: str
    label: str = ""
    starts: list[str] = []
    period: str = ""
    counting: str = ""
    when: str = ""
    """Its condition on facts, in words."""
    cite: list[Cite] = []
    note: str = ""


class VersionView(msgspec.Struct, kw_only=True, rename={"start": "from"}):
    """A rule in the words of one span of time."""

    start: str
    until: str | None = None
    """The first day no longer in force; None: in force."""
    period: str = ""
    counting: str = ""
    cite: list[Cite] = []
    status: str = ""
    readings: list[ReadingView] = []
    note: str = ""


class RuleView(msgspec.Struct, kw_only=True):
    """A rule of a pack, with everything that a lawyer needs to check it."""

    id: str
    title: str
    title_i18n: dict[str, str] = {}
    duty: str = ""
    by: str = ""
    kind: str = ""
    remedy: str = ""
    anchor: str = ""
    starts: list[str] = []
    starts_mode: str = ""
    done: list[str] = []
    met_by: str = ""
    ended_by: list[str] = []
    unless: list[str] = []
    not_after: str = ""
    when: str = ""
    """Its condition on facts, in words."""
    if_missed: list[str] = []
    restorable: bool = False
    selected_by: str = ""
    extension: str = ""
    versions: list[VersionView] = []
    note: str = ""
    verified: str = ""
    """The day on which the texts were last read."""
    sources: dict[str, str] = {}
    """What the names of sources stand for."""


class RuleRow(msgspec.Struct, kw_only=True):
    """A rule in the list."""

    id: str
    title: str
    title_i18n: dict[str, str] = {}
    duty: str = ""
    kind: str = ""
    anchor: str = ""
    period: str = ""
    cite: str = ""
    status: str = ""
    examples: int = 0
    """How many worked examples the pack holds for it; `rules check` runs them."""
    verified: str = ""
    """The day on which the pack's texts were last read."""
    verified_by: str = ""


def _pairs(pairs: list[tuple[str, str]], n: int, paint: Paint, indent: int = 2) -> list[str]:
    out = []
    label_w = max(LABEL, *(cells(_(label)) for label in LABELS))
    for label, text in pairs:
        for i, line in enumerate(wrap(text, n - indent - label_w - 1) if text else []):
            out.append(" " * indent + paint.dim(pad(label if i == 0 else "", label_w)) + " " + line)
    return out


def _words(names: list[str]) -> str:
    return ", ".join(told(n) for n in names)


def rule_text(view: RuleView, width: int, paint: Paint, lang: str) -> list[str]:
    """A rule with all versions, newest last, each with its quotation and standing."""
    out = [paint.bold(x) for x in wrap(clean(in_language(view.title_i18n, lang) or view.title), width)]
    read = " · " + _("texts read {day}").format(day=days_in(clean(view.verified))) if view.verified else ""
    out += [paint.dim(x) for x in wrap(f"{clean(view.id)} · {coded('kind', view.kind)}{read}", width)]
    out += ["", *_pairs(_head(view), width, paint)]
    for version in view.versions:
        out += ["", *_version(version, width, paint)]
    named = [(clean(k), clean(v)) for k, v in view.sources.items()]
    return out + (["", rule(_("SOURCES"), width, paint=paint), *_pairs(named, width, paint)] if named else [])


def _head(view: RuleView) -> list[tuple[str, str]]:
    """What holds for all versions: label and text."""
    duty, met_by = coded("duty", view.duty), coded("met", view.met_by)
    mode = f" ({coded('mode of starts', view.starts_mode)})" if view.starts_mode else ""
    whose = _("{duty}, of the {side}").format(duty=duty, side=coded("side", view.by))
    met = _("{events}, the day it is {how}").format(events=_words(view.done), how=met_by)
    first = _("{events} came first").format(events=_words(view.unless))
    last = _("the last day of {rule}").format(rule=clean(view.not_after))
    pairs = [
        (N_("duty"), whose if view.by else duty),
        (N_("remedy"), titled(clean(view.remedy))),
        (N_("named after"), _(" or ").join(titled(x) for x in clean(view.anchor).split(" or "))),
        (N_("runs from"), _words(view.starts) + mode),
        (N_("met by"), met if view.met_by else _words(view.done)),
        (N_("ended by"), _words(view.ended_by)),
        (N_("unless"), first if view.unless else ""),
        (N_("not after"), last if view.not_after else ""),
        (N_("only if"), told(view.when)),
        (N_("if missed"), _words(view.if_missed)),
        (N_("restorable"), _("yes") if view.restorable else ""),
        (N_("extension"), told(view.extension)),
        (N_("version by"), _(SELECTED.get(view.selected_by, "")) or clean(view.selected_by)),
        (N_("note"), told(view.note)),
    ]
    return [(_(label), text) for label, text in pairs]


def _labelled(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_(label), text) for label, text in pairs]


def _version(v: VersionView, n: int, paint: Paint) -> list[str]:
    until = (
        _("until {day} (first day no longer in force)").format(day=days_in(clean(v.until)))
        if v.until
        else _("in force")
    )
    head = _("FROM {day}").format(day=days_in(clean(v.start)))
    beside = cells(head) + cells(until) + 12 <= n
    out = [rule(head, n, until if beside else "", paint=paint)]
    out += [] if beside else ["  " + paint.dim(x) for x in wrap(until, n - 2)]
    pairs = _labelled(("term", lasting(v.period)), ("counted by", clean(v.counting)), ("standing", standing(v.status)))
    out += _pairs(pairs, n, paint)
    out += cite_lines(v.cite, n, paint)
    out += _pairs(_labelled(("note", told(v.note))), n, paint)
    for r in v.readings:
        first, *rest = wrap(told(r.label or r.id), n - 3 - cells(_("or:"))) or [""]
        out.append("  " + paint.yellow(_("or:") + " ") + paint.bold(first))
        out += [" " * (3 + cells(_("or:"))) + paint.bold(x) for x in rest]
        pairs = _labelled(
            ("only if", told(r.when)),
            ("runs from", _words(r.starts)),
            ("term", lasting(r.period)),
            ("counted by", clean(r.counting)),
            ("law", cite_phrase(r.cite)),
            ("note", told(r.note)),
        )
        out += _pairs(pairs, n, paint, indent=6)
    return out


def time_line(view: RuleView, width: int, paint: Paint) -> list[str]:
    """The versions of a rule along a line of time: `├─ 2015-01-01 ── 2025-07-01 ─▶`, the newest in force."""
    marks = [f"{'├' if n == 0 else '┼'}─ {days_in(clean(v.start))} ────" for n, v in enumerate(view.versions)]
    marks[-1:] = [f"{mark}▶" for mark in marks[-1:]]
    lines = [""]
    for mark in marks:
        if lines[-1] and cells(lines[-1] + mark) > width:
            lines.append("")
        lines[-1] += mark
    return [paint.cyan(x) for x in lines]


def rules_list(rows: list[RuleRow], width: int, paint: Paint, lang: str) -> list[str]:
    """The rules as a table of at most `width` columns, pack by pack."""
    out: list[str] = []
    pack = None
    id_w = min(30, max((cells(r.id.partition(".")[2] or r.id) for r in rows), default=4))
    term_w = min(10, max((cells(_term(r)) for r in rows), default=4))
    law_w = min(13, max((cells(r.cite) for r in rows), default=3), max(6, width - id_w - term_w - 31))
    duty_w = max(9, *(cells(coded("duty", r.duty)) for r in rows)) if rows else 9
    status_w = max(10, *(cells(coded("standing", r.status)) for r in rows)) if rows else 10
    title_w = max(0, width - id_w - term_w - law_w - duty_w - status_w - 18)
    for row in rows:
        name = row.id.partition(".")[0]
        if name != pack:
            out += [""] if out else []
            read = _("read {day} by {who}").format(
                day=days_in(clean(row.verified)) or _("never"), who=clean(row.verified_by) or _("nobody named")
            )
            out.append(rule(clean(name), width, read, paint=paint))
            pack = name
        title = clean(in_language(row.title_i18n, lang) or row.title)
        line = paint.bold(pad(cut(clean(row.id.partition(".")[2] or row.id), id_w), id_w)) + "  "
        line += pad(cut(title, title_w), title_w) + "  " if title_w > 8 else ""
        line += pad(coded("duty", row.duty), duty_w) + "  " + pad(cut(_term(row), term_w), term_w) + "  "
        line += pad(cut(clean(row.cite), law_w), law_w) + "  " + pad(coded("standing", row.status), status_w)
        out.append(line + "  " + pad(str(row.examples), 2, right=True))
    if not rows:
        return [_("No pack has a rule.")]
    note = _("The last columns: how sure the text of the law is, and how many worked examples each has.")
    return [*out, "", *wrap(f"{ngettext('{n} rule', '{n} rules', len(rows))}. {note}", width)]


def _term(row: RuleRow) -> str:
    """The term of a rule as the list shows it: its length in words, else what it is."""
    return lasting(row.period) if row.period else coded("kind", row.kind)


def compute_text(answer: Computed, calendar_marks: Marks, width: int, paint: Paint) -> list[str]:
    """A computed rule: the day, how it was counted, the law, the readings."""
    out = [paint.bold(x) for x in wrap(clean(phrase(answer.title) or answer.rule), width)]
    version = " · " + _("version of {day}").format(day=days_in(clean(answer.version))) if answer.version else ""
    out += [paint.dim(x) for x in wrap(f"{clean(answer.rule)} · {coded('kind', answer.kind)}{version}", width)]
    out += ["", *_answer(answer, width, paint)]
    out += _counted(answer.trace, calendar_marks, width, paint)
    if answer.cite:
        note = _("standing: {standing}").format(standing=standing(answer.law_status))
        out += ["", rule(_("THE LAW"), width, note, paint=paint)]
        out += cite_lines(answer.cite, width, paint)
    if len(answer.readings) > 1:
        out += ["", rule(_("READINGS"), width, _("each is tenable"), str(len(answer.readings)), paint)]
        out += beside(answer.readings, width, paint)
    for notice in answer.notices:
        lines = wrap(told(notice), width - 4)
        out += ["", paint.yellow("  ! ") + lines[0], *("    " + x for x in lines[1:])]
    return out


def _answer(answer: Computed, n: int, paint: Paint) -> list[str]:
    said = [w for w, is_so in ((_("provisional"), answer.provisional), (_("disputed"), answer.disputed)) if is_so]
    if answer.law_status not in ("", "verified"):
        said.append(_("the law is {standing}").format(standing=standing(answer.law_status)))
    between = bracket(answer.earliest, answer.latest) if answer.earliest != answer.latest else ""
    pairs = _labelled(
        ("last day", weekday_date(answer.date)),
        ("between", between),
        ("runs from", weekday_date(answer.trigger) if answer.trigger else ""),
        ("marks", " · ".join(said)),
        ("why", told(answer.reason)),
    )
    return _pairs(pairs, n, paint)


def _counted(trace: list[Move], calendar_marks: Marks, n: int, paint: Paint) -> list[str]:
    if not trace:
        return []
    first, last = trace[0].start, trace[-1].to
    months = months_between(min(first, last), max(first, last))
    out = ["", rule(_("HOW IT WAS COUNTED"), n, paint=paint), *trace_lines(trace, n, paint), ""]
    return out + ["  " + x for x in calendars(months, {first}, {last}, calendar_marks, n - 2, paint)]


def count_text(answer: Computed, calendar_marks: Marks, width: int, paint: Paint) -> list[str]:
    """A bare count: the day, the moves, the calendar, the source of the way of counting."""
    out = [paint.bold(x) for x in wrap(clean(answer.title), width)] + [""] if answer.title else []
    out += [*_answer(answer, width, paint), *_counted(answer.trace, calendar_marks, width, paint)]
    if answer.cite:
        note = _("standing: {standing}").format(standing=standing(answer.law_status))
        out += ["", rule(_("THE LAW"), width, note, paint=paint), *cite_lines(answer.cite, width, paint)]
    return out
