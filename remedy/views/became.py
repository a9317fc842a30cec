"""What became of what was filed within a term: a term that was kept says nothing of how the court decided.

Called by the views that show a deadline with its case. Nothing is decided here.
"""

from __future__ import annotations

from remedy.law.answer import Assessment, Item
from remedy.views.codes import coded
from remedy.views.i18n import _

KEPT = frozenset({"met", "met-late"})
DECIDED = frozenset({"granted", "refused"})

UNTIMED = frozenset({"gap", "hearing", "review"})
"""What has no term that could run."""


def became(item: Item, assessment: Assessment) -> str:
    """`granted` or `refused` in words, of a party's deadline whose filing was decided; else empty."""
    if item.status not in KEPT or item.duty != "party" or not item.remedy or not item.done:
        return ""
    full = f"{item.rule.partition('.')[0]}.{item.remedy}"
    for rung in assessment.ladder:
        is_same = (rung.remedy, rung.person) == (full, item.person)
        if is_same and rung.filed and rung.filed.get("event") == item.done.get("event") and rung.state in DECIDED:
            return coded("status", rung.state)
    return ""


def stands(item: Item, assessment: Assessment) -> str:
    """The status of an item in words and, of a term that was kept, what became of what was filed. That a question, a
    hearing or a look at the case is open goes without saying; the word is that of a term."""
    if item.type in UNTIMED and item.status == "open":
        return ""
    status, decided = coded("status", item.status), became(item, assessment)
    return _("{status}, then {decided}").format(status=status, decided=decided) if decided else status
