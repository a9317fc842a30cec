"""What another day of an event would move, in words: which event, on which day it is now, what it is supposed to be.

Called by the app's explanation. Compares no dates: the two assessments come with their moves.
"""

from __future__ import annotations

from datetime import date

from remedy.case.languages import in_language
from remedy.case.problems import Problem
from remedy.law.moves import Shift
from remedy.law.supposing import Anchor
from remedy.views.complaints import sentence
from remedy.views.edit import moves_lines
from remedy.views.i18n import _, ngettext
from remedy.views.text import Paint, bracket, clean, day_said, rule, wrap


def called(anchor: Anchor, lang: str) -> str:
    """The event in words; of a filing, which of its days."""
    title = clean(in_language(anchor.title, lang) or anchor.title.get("en", anchor.kind))
    title += f" ({clean(anchor.person)})" if anchor.person else ""
    which = {"sent": _("sent on"), "received": _("received on")}.get(anchor.key, "")
    return f"{title}, {which}" if which else title


def present_day(anchor: Anchor) -> str:
    """On which day it is now, or that nobody recorded it."""
    if anchor.event and anchor.key != "date" and anchor.earliest is None and anchor.latest is None:
        return _("not recorded")
    day = _plain(anchor.earliest, anchor.latest)
    if anchor.event:
        return day
    return _("not recorded; by law {day}").format(day=day) if anchor.derived else _("not recorded")


def _plain(earliest: date | None, latest: date | None) -> str:
    """A day without its weekday, else its bounds."""
    return day_said(earliest) if earliest is not None and earliest == latest else bracket(earliest, latest)


def choice(anchor: Anchor, lang: str) -> str:
    """An event among several."""
    return f"{called(anchor, lang)} — {present_day(anchor)}"


def question(anchor: Anchor, lang: str) -> str:
    """What is asked: which event, with its present day, is supposed to be on another."""
    said = _('What if "{event}" ({day}) were on:')
    return said.format(event=called(anchor, lang), day=present_day(anchor))


def nothing_typed(anchor: Anchor, lang: str) -> str:
    """What is said while no day is typed."""
    said = _('Type a day for "{event}", such as 22.06.2020 or 2021-03: every deadline that moves is then shown here.')
    return said.format(event=called(anchor, lang))


def supposed(
    anchor: Anchor,
    means: str,
    moved: list[Shift],
    wrong: list[Problem],
    as_of: tuple[date, date],
    width: int,
    paint: Paint,
    lang: str,
) -> list[str]:
    """What would be: the event's day before and then, what stands against it, and each deadline and remedy that moves.

    `as_of`: the day shown, and the one as of which it is counted.
    """
    out = [paint.bold(x) for x in wrap(f"{called(anchor, lang)}: {present_day(anchor)} → {means}", width)]
    if as_of[0] != as_of[1]:
        said = _("That day is later than the day shown, {shown}: both sides are counted as of {day}.")
        said = said.format(shown=day_said(as_of[0]), day=day_said(as_of[1]))
        out += [paint.yellow(x) for x in wrap(said, width)]
    out += [paint.red(x) for p in wrong for x in wrap(sentence(p), width)]
    if not moved:
        return [*out, _("Nothing would move.")]
    counted = ngettext("{n} deadline or remedy would move", "{n} deadlines or remedies would move", len(moved))
    return [*out, rule(counted, width, paint=paint), *moves_lines(moved, width, paint, lang)]
