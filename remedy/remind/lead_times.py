"""The days before a day on which people are told of it: the one place where the settings of both files and of a person
meet. Asked by reminders, by the export of calendars and by `doctor`. Pure.
"""

from __future__ import annotations

from remedy.case.team import LEADS, Team
from remedy.law.answer import Item
from remedy.remind.settings import Recipient, Settings

OTHERS = {"sanction": ("sanctions", (30, 7, 1)), "hearing": ("hearings", (1,)), "step": ("steps", (0,))}
"""Lines that are no term: their name in the settings, and their days without any."""


class LeadTimes:
    """What the settings say of lines: the team's, and one's own upon them."""

    def __init__(self, settings: Settings, team: Team) -> None:
        self.rows = {**team.lead_times, **settings.lead_times}
        """By case, rule, owner, `default` and the names of other lines."""

    def of(self, item: Item, recipient: Recipient) -> tuple[int, ...]:
        """The days for one person, whether they are settled or the usual ones."""
        settled = self.settled(item, recipient)
        return LEADS if settled is None else settled

    def settled(self, item: Item, recipient: Recipient | None = None) -> tuple[int, ...] | None:
        """Of a term the recipient's own, else those of the rule, the case, the owner, else the default; None where no
        settings say. Of another line those of its kind, else its usual ones; a Monday's hearing is told on Friday too,
        when an office is open."""
        if item.type in OTHERS:
            name, usual = OTHERS[item.type]
            is_monday = item.type == "hearing" and item.date is not None and item.date.weekday() == 0
            return self.rows.get(name, (3, *usual) if is_monday else usual)
        if recipient is not None and recipient.leads is not None:
            return recipient.leads
        names = (item.rule, item.case, item.owner or "", "default")
        return next((self.rows[name] for name in names if name in self.rows), None)
