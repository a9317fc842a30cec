"""The rules of a pack by what they are looked up by: thousands of cases ask the same.

Kept by `Pack.index`; holds no law of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from remedy.law.pack import Rule


class Index:
    """One pack's rules by name, by the remedy whose last day they are, and by anchor."""

    __slots__ = ("by_anchor", "by_id", "rules", "terms")

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.by_id: dict[str, Rule] = {}
        self.terms: dict[str, list[Rule]] = {}
        """A remedy or a rule to the fixed rules of a party that are its last day, in the order of the pack."""
        self.by_anchor: dict[str, list[int]] = {}
        """A kind to the places of the rules whose anchor it may be."""
        for place, rule in enumerate(rules):
            self.by_id.setdefault(rule.id, rule)
            for kind in rule.anchors:
                self.by_anchor.setdefault(kind, []).append(place)
            if rule.duty == "party" and rule.kind == "fixed":
                for name in dict.fromkeys((rule.remedy, rule.id)):
                    self.terms.setdefault(name, []).append(rule)

    def anchored(self, kinds: Iterable[str]) -> list[Rule]:
        """The rules that an event of some kinds may start, in the order of the pack."""
        places = {place for kind in kinds for place in self.by_anchor.get(kind, ())}
        return [self.rules[place] for place in sorted(places)]
