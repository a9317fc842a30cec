"""The ladder as a staircase: each remedy with its state, days, needs and bars, then what comes next.

Called by `remedy ladder`. Shows the rungs as the assessment gives them; decides no state.
"""

from __future__ import annotations

from datetime import date

from remedy.law.answer import Assessment, Item, Rung
from remedy.views.codes import coded
from remedy.views.i18n import N_, NP_, _, ngettext, pgettext, titled
from remedy.views.reasons import told
from remedy.views.text import (
    Paint,
    cells,
    clean,
    command_lines,
    days_in,
    days_phrase,
    pad,
    rule,
    weekday_date,
    wrap,
)
from remedy.views.words import (
    asked,
    cite_phrase,
    event_phrase,
    happened,
    marks,
    short_id,
    short_rule,
    standing,
    title_named,
    title_of,
    triggers,
    uncovered,
    what,
)

STATES = {
    "granted": ("✓", N_("GRANTED")),
    "refused": ("✗", N_("REFUSED")),
    "pending": ("◐", N_("PENDING")),
    "available": ("▶", N_("AVAILABLE")),
    "unclear": ("?", N_("UNCLEAR")),
    "barred": ("■", N_("BARRED")),
    "lapsed": ("×", N_("LAPSED")),
    "not-yet": ("·", N_("NOT YET")),
    "not-needed": ("–", N_("NOT NEEDED")),
}
"""Sign and word of each state: the word is always there, the sign for the eye."""


def legend() -> str:
    """Each sign with its word."""
    return "  ".join(f"{sign} {_(word).lower()}" for sign, word in STATES.values())


TURNED = {"granted": N_("IN FAVOUR"), "refused": N_("AGAINST")}
"""The words where the other side had asked: its refusal is no grant of anything."""

LABELS = (
    *(NP_("ladder", "to"), NP_("ladder", "filed"), NP_("ladder", "decided"), NP_("ladder", "sent back")),
    *(NP_("ladder", "waiting"), NP_("ladder", "until"), NP_("ladder", "open"), NP_("ladder", "why")),
    *(NP_("ladder", "grounds"), NP_("ladder", "needs"), NP_("ladder", "again?")),
    *(NP_("ladder", "bar"), NP_("ladder", "law")),
)
"""The words at the left of what is said under a stair."""

OTHER = NP_("ladder", "other side")
"""A longer one, and rare."""

LIVE = ("available", "pending", "unclear")
"""The states in which something can be done or awaited."""

SETTLED = ("in-force", "reinstated")
"""Marks of terms on which nobody need act: what is asked is only what became of them."""

STEP = 2
"""Columns by which each stair stands further in."""

NO_OTHER = N_("No other clock with a date is running now.")
"""Where no clock runs beside an extraordinary remedy."""

DEEPEST = 12
"""Stairs after which the staircase goes straight down, so that text keeps its room."""


def ladder(assessment: Assessment, width: int, paint: Paint, lang: str) -> list[str]:
    """The ladder as lines of at most `width` columns, one staircase for each person who stands elsewhere."""
    out = [paint.bold(clean(assessment.case_title))]
    day = _("remedies as of {day}").format(day=weekday_date(assessment.as_of))
    out += [paint.dim(f"{clean(assessment.case)} · {day}")]
    if assessment.uncovered:
        out += ["", *wrap(uncovered(assessment), width)]
        if not assessment.ladder:
            return out
    for persons, rungs in staircases(assessment.ladder):
        out.append("")
        if persons:
            out += [rule(_("FOR {names}").format(names=", ".join(persons)), width, paint=paint), ""]
        out += _staircase(rungs, width, paint, lang)
    return [*out, "", *beneath(assessment, width, paint, lang)]


def beneath(assessment: Assessment, width: int, paint: Paint, lang: str) -> list[str]:
    """What comes next, and which clocks no extraordinary remedy stops."""
    return [*_next(assessment, width, paint, lang), *_warning(assessment, width, paint, lang)]


def staircases(rungs: list[Rung]) -> list[tuple[list[str], list[Rung]]]:
    """The rungs by person; persons whose staircases are alike share one. No persons: it is everybody's."""
    shared = [r for r in rungs if r.person is None]
    names = list(dict.fromkeys(r.person for r in rungs if r.person))
    if not names:
        return [([], shared)] if shared else []
    found: list[tuple[list[str], list[Rung]]] = []
    for name in names:
        own = [r for r in rungs if r.person in (None, name)]
        for persons, known in found:
            if [_alike(r) for r in known] == [_alike(r) for r in own]:
                persons.append(clean(name))
                break
        else:
            found.append(([clean(name)], own))
    return found


def _alike(r: Rung) -> tuple[object, ...]:
    days = (happened(r.filed), happened(r.decided), r.until, r.opened, r.pending_days)
    return (r.remedy, r.state, r.reason, r.version, days, r.again, r.again_reason, r.bar, happened(r.returned))


def _staircase(rungs: list[Rung], n: int, paint: Paint, lang: str) -> list[str]:
    return [line for _rung, lines in stairs(rungs, n, paint, lang) for line in lines]


def stairs(rungs: list[Rung], n: int, paint: Paint, lang: str) -> list[tuple[Rung, list[str]]]:
    """Each remedy of one staircase with its lines, each further in than the one before."""
    out: list[tuple[Rung, list[str]]] = []
    for i, rung in enumerate(rungs):
        indent = 1 + STEP * min(i, DEEPEST)
        last = i == len(rungs) - 1
        turn = "──" if last else "─┬"
        if i == 0:
            joint = " " + ("─" if last else "┌")
        else:
            joint = " " * (indent - STEP) + ("└" + turn if i <= DEEPEST else "  " + ("└─" if last else "├─"))
        stair = _stair(rung, n - indent - STEP, paint, lang)
        rail = " " * indent + (" " if last else paint.dim("│"))
        lines = [paint.dim(joint) + " " + stair[0], *(f"{rail} {line}" for line in stair[1:])]
        out.append((rung, lines + ([rail] if not last and len(stair) > 1 else [])))
    return out


def _colour(state: str, paint: Paint, text: str) -> str:
    if state in ("granted", "available"):
        return paint.green(text)
    if state in ("refused", "barred", "lapsed"):
        return paint.red(text)
    return paint.yellow(text) if state in ("pending", "unclear") else paint.dim(text)


def _stair(rung: Rung, n: int, paint: Paint, lang: str) -> list[str]:
    """One stair in `n` columns: its state and title on the tread, the rest hanging beneath."""
    sign, word = sign_and_word(rung)
    state_w = state_width()
    room = n - state_w - 1
    lines = wrap(title_of(rung, lang), room) or [""]
    quiet = rung.state in ("not-yet", "not-needed")
    weight = paint.dim if quiet else paint.bold
    out = [_colour(rung.state, paint, pad(f"{sign} {word}", state_w)) + " " + weight(lines[0])]
    under = " " * (state_w + 1)
    out += [under + weight(line) for line in lines[1:]]
    to = _("to: {body}").format(body=told(rung.to)) if rung.to else ""
    beside = cells(lines[-1]) + 2 + cells(to) <= room
    if to and beside:
        out[-1] += "  " + paint.dim(to)
    said = ([] if beside or not to else [("to", told(rung.to))]) + rung_facts(rung)
    label_w = max(cells(pgettext("ladder", label)) for label in (*LABELS, *(label for label, _text in said)))
    for label, text in said:
        for j, line in enumerate(wrap(text, room - label_w - 1)):
            shown = pgettext("ladder", label) if j == 0 else ""
            out.append(under + paint.dim(pad(shown, label_w)) + " " + line)
    return out


def sign_and_word(rung: Rung) -> tuple[str, str]:
    """The sign and the word of a remedy's state."""
    sign, word = STATES.get(rung.state, ("?", clean(rung.state).upper()))
    return sign, _(TURNED.get(rung.state, word) if rung.other_side else word)


def state_width() -> int:
    """The columns of sign and word of a state, in the language in use."""
    words = [word for _sign, word in STATES.values()] + list(TURNED.values())
    return 2 + max(cells(_(word)) for word in words)


def rung_facts(rung: Rung) -> list[tuple[str, str]]:
    """What is said under a stair: label and text."""
    out: list[tuple[str, str]] = []
    if rung.filed:
        out.append(("filed", happened(rung.filed)))
    if rung.decided:
        outcome = titled(clean(str(rung.decided.get("outcome") or "")), "outcome")
        out.append(("decided", happened(rung.decided) + (f": {outcome}" if outcome else "")))
    if rung.returned:
        event = f"{told(str(rung.returned.get('event') or ''))} {happened(rung.returned)}"
        out.append(("sent back", _("{event}: withdrawn or returned").format(event=event)))
    if rung.state == "pending" and rung.pending_days is not None:
        days = ngettext("{n} day", "{n} days", rung.pending_days)
        out.append(("waiting", _("for at least {days}").format(days=days)))
    if rung.until:
        name = f" ({short_id(rung.deadline)})" if rung.deadline else ""
        out.append(("until", weekday_date(rung.until) + name))
    opened = rung.opened or rung.opened_earliest
    if rung.state in ("available", "unclear") and opened:
        since = _("since {day}") if rung.opened else _("since perhaps as early as {day}")
        out.append(("open", since.format(day=weekday_date(opened))))
    if rung.reason:
        out.append(("why", told(rung.reason)))
    if rung.opponent:
        event = f"{told(str(rung.opponent.get('event') or ''))} {happened(rung.opponent)}"
        out.append((OTHER, _("its own filing is not decided: {event}").format(event=event)))
    if rung.grounds and rung.state in LIVE:
        out.append(("grounds", told(rung.grounds)))
    if rung.requires and rung.state != "not-needed":
        names = ", ".join(titled(short_rule(r)) for r in rung.requires)
        out.append(("needs", _("first: {remedies}").format(remedies=names)))
    if rung.again:
        reason = f": {told(rung.again_reason)}" if rung.again_reason else ""
        out.append(("again?", told(rung.again) + reason))
    if rung.bar:
        out.append(("bar", told(rung.bar)))
    if rung.state != "not-yet" or rung.cite:
        law = cite_phrase(rung.cite)
        since = _("as in force from {day}").format(day=days_in(clean(rung.version))) if rung.version else ""
        said = "; ".join(x for x in (law, since, standing(rung.law_status) if rung.law_status else "") if x)
        out += [("law", said)] if said and (law or rung.law_status not in ("", "verified")) else []
    return out


def _next(assessment: Assessment, n: int, paint: Paint, lang: str) -> list[str]:
    """What can be done or awaited now, most urgent first."""
    live = [r for r in assessment.ladder if r.state in LIVE]
    live.sort(key=lambda r: (r.until or date.max, LIVE.index(r.state)))
    out = [rule(_("NEXT"), n, paint=paint)]
    own = {r.deadline for r in live}
    settled = {i.id for i in assessment.items if i.flag in SETTLED}
    for item in assessment.items:
        if _runs(item) and item.duty == "party" and item.id not in own and item.kind == "fixed":
            lines = wrap(f"{what(item, lang)}: {weekday_date(item.date)}, {coded('status', item.status)}", n - 4)
            out += [f"  {paint.yellow('!')} {lines[0]}", *("    " + x for x in lines[1:])]
    said: dict[tuple[str, str, str], list[str]] = {}
    for rung in live:
        if rung.state == "available":
            left = days_phrase((rung.until - assessment.as_of).days) if rung.until else ""
            by = _("file by {day}, {left}").format(day=weekday_date(rung.until), left=left)
            how = by if left else _("may be filed now: {why}").format(why=told(rung.reason))
        elif rung.state == "pending":
            how = _("is under way; ask what became of it")
        else:
            is_settled = rung.decided or rung.deadline in settled
            how = _("find out") if is_settled else _("find out, and act as if it were open")
            if rung.until and rung.until >= assessment.as_of:
                how += ", " + _("by {day}").format(day=weekday_date(rung.until))
            how += f": {told(rung.reason)}" if rung.reason else ""
        said.setdefault((rung.state, title_of(rung, lang), how), []).extend([clean(rung.person)] if rung.person else [])
    for (state, title, how), persons in said.items():
        lines = wrap(f"{title}{' (' + ', '.join(persons) + ')' if persons else ''}: {how}", n - 4)
        out += [f"  {_colour(state, paint, STATES[state][0])} {lines[0]}", *("    " + x for x in lines[1:])]
    for rung in (r for r in assessment.ladder if r.opponent):
        title = title_of(rung, lang) + (f" ({clean(rung.person)})" if rung.person else "")
        text = _("{what}: what the other side filed is not decided").format(what=title)
        out.append(f"  {paint.yellow('!')} {text}")
    for gap in (i for i in assessment.items if i.type == "gap" and i.listed):
        asks = asked(gap, lang)
        waits = ", ".join(dict.fromkeys(title_named(assessment, b, lang) for b in gap.blocks))
        lines = wrap(asks + (" " + _("For: {names}").format(names=waits) if waits else ""), n - 4)
        out += ["  " + paint.yellow("?") + " " + lines[0], *("    " + x for x in lines[1:])]
        out += ["    " + paint.cyan(x) for x in command_lines(clean(gap.command), n - 4)]
    nothing = _("Nothing is open or under way.")
    nothing = _("Nothing of what is computed here is open or under way.") if assessment.uncovered else nothing
    return out if len(out) > 1 else [*out, f"  {nothing}"]


def warnings(assessment: Assessment, lang: str) -> list[str]:
    """Which clocks no extraordinary remedy stops, the warning itself first; empty where none is open or under way."""
    if not any(r.extraordinary and r.state in LIVE for r in assessment.ladder):
        return []
    own = {short_rule(r.remedy) for r in assessment.ladder if r.extraordinary}
    out = [_("! An extraordinary remedy does not stop another clock.")]
    for item in (i for i in assessment.items if _runs(i) and short_rule(i.remedy or "") not in own):
        text = _("{what}: until {day}").format(what=what(item, lang), day=weekday_date(item.date))
        text = _("the prosecution may still act: {what}").format(what=text) if item.duty == "opponent" else text
        text += "".join(f", {m}" for m in marks(item))
        found = triggers(item)
        out.append(text + (f" ({_('from {event}').format(event=event_phrase(found[0]))})" if found else ""))
    return out


def _warning(assessment: Assessment, n: int, paint: Paint, lang: str) -> list[str]:
    said = warnings(assessment, lang)
    if not said:
        return []
    out = ["", paint.bold(said[0])]
    for text in said[1:]:
        lines = wrap(text, n - 4)
        out += ["  - " + lines[0], *("    " + line for line in lines[1:])]
    return out if len(said) > 1 else [*out, "  " + _(NO_OTHER)]


def _runs(item: Item) -> bool:
    clock = item.type == "deadline" and item.duty in ("party", "opponent")
    return clock and item.status in ("open", "unclear") and item.date is not None and item.flag not in SETTLED
