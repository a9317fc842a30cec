"""All law at hand: packs, calendars and conventions, by id.

Put together by the store from texts; handed to the engine as one argument.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from remedy.case.model import Case
from remedy.case.vocabulary import Vocabulary
from remedy.law.calendar import Calendar
from remedy.law.counting import Convention
from remedy.law.pack import Pack, Rule


class Law(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a case may be assessed by."""

    vocabulary: Vocabulary
    conventions: dict[str, Convention]
    calendars: dict[str, Calendar]
    packs: dict[str, Pack]
    sentence: str = "plain-no-roll"
    """A convention for a punishment of which no pack speaks: never moved, the trigger's day not counted."""
    sentence_from_first: str = "plain-first-day"
    """The other one: its first day counts, so that it ends a day earlier. Which of them holds nobody said."""

    def home_of(self, packs: Sequence[str]) -> str:
        """The pack of a case's domestic ladder: its first; empty where that is an international body's, or none."""
        first = packs[0] if packs else ""
        return "" if first in self.packs and self.packs[first].is_international else first

    def homes_of(self, packs: Sequence[str]) -> dict[str, str]:
        """The stages that the domestic pack of a case does not know, each with the first of its packs that does."""
        home = self.packs.get(self.home_of(packs))
        own = {"international", *(r.stage for r in home.remedies)} if home is not None else {"international"}
        out: dict[str, str] = {}
        for pack in (self.packs[name] for name in packs if name in self.packs):
            for remedy in (r for r in pack.remedies if r.stage not in own):
                out.setdefault(remedy.stage, pack.id)
        return out

    def calendar_of(self, case: Case, rule: str = "") -> Calendar | None:
        """The calendar of a case's own choice, else of the pack of a rule, else of its first pack that has one."""
        packs = [self.packs[p] for p in (rule.rpartition(".")[0], *case.packs) if p in self.packs]
        names = [case.calendar, *(p.calendar for p in packs)]
        return next((self.calendars[n] for n in names if n in self.calendars), None)

    def rules_named(self, name: str) -> list[Rule]:
        """The rules of that name: `kz/criminal.appeal`, or `appeal` in any pack."""
        rules = [rule for pack in self.packs.values() for rule in pack.rules]
        return [r for r in rules if r.full == name] or [r for r in rules if r.id == name]
