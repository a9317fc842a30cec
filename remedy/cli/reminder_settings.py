"""What other commands ask of the settings of reminders: who may own a case, and when a line is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from remedy.cli.reminding import Reminding
from remedy.cli.session import Session
from remedy.law.answer import Item


def known_owners(session: Session) -> frozenset[str]:
    """Everybody to whom a case may belong, by the team's settings and the user's own."""
    from remedy.case.team import known_owners as by_team

    told = Reminding(session).settings.recipients.values()
    mine = [session.settings.id] if session.settings.id else []
    return by_team(session.team, [*(name for r in told for name in (r.id, *r.owners)), *mine])


def lead_times(session: Session, owner: str | None) -> Callable[[Item], tuple[int, ...] | None]:
    """What the settings say of when a line is told; those of the one recipient too who alone is named for an owner."""
    from remedy.remind.lead_times import LeadTimes

    reminding = Reminding(session)
    found = LeadTimes(reminding.settings, session.team)
    session.note(p for p in reminding.problems if p.key.startswith("lead_times") or p.key.endswith(".leads"))
    named = (owner or "").lower()
    people = [r for r in reminding.settings.recipients.values() if named in (n.lower() for n in (r.id, *r.owners))]
    return partial(found.settled, recipient=people[0] if named and len(people) == 1 else None)
