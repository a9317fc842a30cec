"""The keys of each table of a pack: section 4 of the design, and what this engine adds to it.

Used by `compile.py` to say what it does not know, with the nearest word.
"""

from __future__ import annotations

KEYS: dict[str, frozenset[str]] = {
    "": frozenset(
        [
            "format",
            "id",
            "title",
            "calendar",
            "zone",
            "verified",
            "verified_by",
            "source",
            "fact",
            "remedy",
            "rule",
            "derive",
            "expect",
            "notice",
            "sanction",
            "playbook",
            "note",
        ]
    ),
    "fact": frozenset(["id", "values", "per_person", "asks", "to", "note"]),
    "remedy": frozenset(
        ["id", "stage", "title", "after", "filed", "decided", "by", "domestic", "extraordinary", "version", "note"]
    ),
    "remedy.version": frozenset(
        ["from", "until", "to", "requires", "if", "barred_by", "again", "grounds", "cite", "status", "note"]
    ),
    "opening": frozenset(["event", "outcome", "from", "words"]),
    "again": frozenset(["if", "decided_from", "decided_until"]),
    "rule": frozenset(
        [
            "id",
            "remedy",
            "title",
            "duty",
            "by",
            "kind",
            "basis",
            "anchor",
            "stage",
            "if",
            "starts",
            "starts_mode",
            "unless",
            "not_after",
            "done",
            "aim",
            "met_by",
            "ended_by",
            "if_missed",
            "restorable",
            "selected_by",
            "domestic",
            "note",
            "version",
            "extension",
            "example",
        ]
    ),
    "rule.version": frozenset(
        ["from", "until", "period", "stages", "counting", "basis", "cite", "status", "note", "reading"]
    ),
    "reading": frozenset(
        ["id", "title", "by", "instead", "if", "starts", "period", "stages", "counting", "cite", "status", "note"]
    ),
    "extension": frozenset(["event", "each_max", "base", "cite", "note"]),
    "derive": frozenset({"event", "from", "note"}),
    "derive.from": frozenset(
        ["event", "unless_outcome", "after_end_of", "take", "plus", "readings", "if_none", "cite", "status", "note"]
    ),
    "expect": frozenset(["after", "kind", "within_rule", "asks", "from", "note"]),
    "notice": frozenset(["from", "until", "text", "cite", "note"]),
    "sanction": frozenset(["kind", "title", "starts", "beside", "counting", "credit", "cite", "status", "note"]),
    "credit": frozenset(["ratio", "if", "cite"]),
    "playbook": frozenset(
        [
            "id",
            "remedy",
            "title",
            "by",
            "why",
            "before_end",
            "after_end",
            "after_filed",
            "after_open",
            "after_rule",
            "note",
        ]
    ),
}
"""The keys of each table of a pack."""
