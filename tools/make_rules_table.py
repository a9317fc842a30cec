"""Writes docs/rules.md: every rule with its term, its law, its standing. A test holds that it is current."""

from __future__ import annotations

from pathlib import Path

from remedy.law.law import Law
from remedy.law.pack import Pack
from remedy.store.law import load
from remedy.views.rule_view import row_of

TARGET = Path(__file__).parent.parent / "docs" / "rules.md"

HEAD = """# The rules

Made by `tools/make_rules_table.py` from `remedy/packs/`; do not edit. `remedy rules show RULE` prints a rule in full,
`remedy rules verify RULE` a sheet for a lawyer to sign. *Standing*: of the newest version; `verified` means that the
statute's text was read, `reported` that a secondary source says so, `unverified` that neither was found.
"""


def _pack(pack: Pack) -> list[str]:
    read = pack.verified.isoformat() if pack.verified else "never"
    out = [f"## {pack.id}: {pack.title.get('en', '')}", ""]
    out += [f"Texts last read on {read} by {pack.verified_by or 'nobody named'}.", ""]
    out += ["| rule | what | whose | from | term | law | standing | examples |", "| --- " * 8 + "|"]
    for rule in pack.rules:
        row = row_of(rule, pack)
        cells = (f"`{rule.id}`", row.title, row.duty, row.anchor, row.period, row.cite, row.status, str(row.examples))
        out.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    return [*out, "", *_clocks(pack)]


def _clocks(pack: Pack) -> list[str]:
    """What may be asked once a part of a punishment was served: a line a term."""
    if not pack.clocks:
        return []
    out = [f"### {pack.id}: clocks on punishments", "", "| clock | punishment | where | term | law | standing |"]
    out.append("| --- " * 6 + "|")
    for clock in pack.clocks:
        for term in clock.terms:
            length = str(term.share) if term.share else term.period.raw if term.period else "no day"
            law = ", ".join(c.get("article", "") for c in term.cite)
            where = term.title.get("en", term.id)
            out.append(f"| `{clock.id}` | {', '.join(clock.sanction)} | {where} | {length} | {law} | {clock.status} |")
    return [*out, ""]


def made(law: Law) -> str:
    """The text of the page."""
    lines = [line for pack in law.packs.values() for line in _pack(pack)]
    return HEAD + "\n" + "\n".join(lines)


if __name__ == "__main__":
    law, problems = load()
    assert problems == [], problems
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(made(law), "utf-8")
