"""Why a question of the agenda is asked again after somebody answered it: what of the answer is still missing.

Called when an edit was written from the line of a question; compares the case before and after it.
"""

from __future__ import annotations

from remedy.law.answer import Assessment, Item, Moment
from remedy.views.i18n import _
from remedy.views.text import bracket, clean, day_said
from remedy.views.words import asked, title_of


def still_asked(was: Assessment, now: Assessment, about: str, lang: str) -> str:
    """The question with the reason why it stays; empty where it was answered, or the edit was about something else."""
    gap = _question(now, about)
    if gap is None or _question(was, about) is None:
        return ""
    said = _("Still asked: {question} {reason}")
    return said.format(question=asked(gap, lang), reason=_reason(was, now, gap, lang))


def _question(answer: Assessment, about: str) -> Item | None:
    tail = about.partition("#")[2]
    return next((i for i in answer.items if i.type == "gap" and tail and i.id.partition("#")[2] == tail), None)


def _reason(was: Assessment, now: Assessment, gap: Item, lang: str) -> str:
    tail = gap.id.partition("#")[2].partition(":")[2].partition("/")[0]
    kind, _at, anchor = tail.partition("@")
    if kind.startswith("fact:"):
        return _("The fact is not stated for that day and that person.")
    before = {_mark(m) for m in was.events}
    made = [m for m in now.events if not m.derived and _mark(m) not in before]
    fitting = [m for m in made if m.kind == kind]
    if not fitting:
        names = ", ".join(title_of(m, lang) for m in made)
        said = _("What was written is “{event}”; that is not what is asked.")
        return said.format(event=names) if names else _("What was written does not answer it.")
    return _of(fitting[-1], now, anchor, gap, lang)


def _of(event: Moment, now: Assessment, anchor: str, gap: Item, lang: str) -> str:
    """What keeps an event of the right kind from being the answer."""
    after = next((m for m in now.events if m.id == anchor), None)
    day = bracket(event.earliest, event.latest)
    if event.state != "held":
        return _("It is recorded as not held: the question stays until it took place.")
    if gap.person is not None and gap.person not in event.persons:
        return _("It is recorded for other persons than {person}.").format(person=clean(gap.person))
    if event.earliest is None and event.latest is None:
        return _("Its day is not known: a bound such as ../2021-03-11 (no later than) is enough.")
    if event.exists == "no":
        return _("Its day, {day}, is later than the day shown, {shown}.").format(day=day, shown=day_said(now.as_of))
    if event.exists == "maybe":
        said = _("Its day, {day}, may lie after the day shown, {shown}: narrow it.")
        return said.format(day=day, shown=day_said(now.as_of))
    if after is not None and after.earliest is not None and event.latest is not None and event.latest < after.earliest:
        said = _("Its day, {day}, lies before “{event}” of {other}, which it must follow.")
        return said.format(day=day, event=title_of(after, lang), other=bracket(after.earliest, after.latest))
    return _("It is recorded, and something is missing, such as to whom: give the same day in its form (i) and add it.")


def _mark(event: Moment) -> tuple[object, ...]:
    """All of an event that an edit may change and a question hangs on."""
    return event.id, event.written, event.earliest, event.latest, event.state, event.proceeding, tuple(event.persons)
