"""The plan: what may be prepared for each remedy that is open or under way, by whom, by when and why.

Called by `remedy plan`. Every day comes from the suggestion; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from remedy.case.languages import in_language
from remedy.law.answer import Assessment
from remedy.law.plan import Suggestion
from remedy.views.codes import coded
from remedy.views.i18n import N_, _
from remedy.views.reasons import told
from remedy.views.text import Paint, cells, clean, days_column, days_width, pad, rule, weekday_date, wrap

BY = {"defence": N_("defence"), "observers": N_("observers"), "supporters": N_("supporters")}
"""Who takes a step, as it is shown."""

STATE = {"available": N_("open"), "unclear": N_("perhaps open: find out"), "pending": N_("under way")}
"""How a remedy stands, in words."""


def plan(
    suggestions: Sequence[Suggestion], answer: Assessment, width: int, paint: Paint, lang: str = "en"
) -> list[str]:
    """The steps as lines of at most `width` columns, grouped by remedy, then the warning that nothing was written."""
    title = _("Steps suggested for {case}").format(case=clean(answer.case_title))
    out = [paint.bold(line) for line in wrap(title, width)]
    for _key, group in groupby(suggestions, key=lambda s: (s.remedy, s.state)):
        steps = list(group)
        first = steps[0]
        title = clean(in_language(first.remedy_title_i18n, lang) or first.remedy_title)
        out += ["", rule(title.upper(), width, _(STATE.get(first.state, "")) or clean(first.state), "", paint)]
        for step in steps:
            out += _lines(step, width, paint, lang)
    if not suggestions:
        out += ["", _("Nothing is open or under way for which a playbook has a step.")]
    last = _("Suggested by the playbooks as of {day}; nothing was written into the case.")
    last = last.format(day=weekday_date(answer.as_of))
    return [*out, "", *wrap(last, width)]


def _in_file(step: Suggestion) -> str:
    return _("in the file: {status}").format(status=coded("status", step.step_status))


def _lines(step: Suggestion, n: int, paint: Paint, lang: str) -> list[str]:
    """One step: its day, who takes it, what it is; beneath, why and from what the day is counted."""
    late = step.days_left is not None and step.days_left < 0
    when = _("now") if late else days_column(step.days_left)
    day = pad(when, days_width(), right=True) + "  " + pad(weekday_date(step.date), 14)
    if step.date is None:
        day = pad(_("any day"), days_width() + 16)
    who = pad(_(BY.get(step.by, "")) or clean(step.by), max(cells(_(word)) for word in BY.values()))
    left = "  " + day + "  " + who + "  "
    room = n - cells(left)
    title = clean(in_language(step.title_i18n, lang) or step.title)
    title += f" ({', '.join(map(clean, step.persons))})" if step.persons else ""
    lines = wrap(title, room)
    colour = paint.yellow if late and not step.step else paint.bold
    out = ["  " + colour(day) + "  " + who + "  " + lines[0], *(" " * cells(left) + x for x in lines[1:])]
    why = clean(in_language(step.why_i18n, lang) or step.why)
    said = [x for x in (_in_file(step) if step.step else "", why, told(step.since)) if x]
    return out + [" " * cells(left) + paint.dim(x) for x in wrap("; ".join(said), room)]
