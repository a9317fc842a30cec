"""A sheet a rule for a lawyer to sign: the text, the quotation, how it is computed, worked dates — in Markdown or HTML.

One neutral document, two doors: every word of a pack is escaped for the form that it goes into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from remedy.law.answer import Cite
from remedy.law.law import Law
from remedy.law.pack import Pack, Rule
from remedy.law.pack_clock import SanctionClock
from remedy.law.sheet import Worked, worked
from remedy.views.markup import document as document_of
from remedy.views.markup import el
from remedy.views.rule_view import condition_words, view_of
from remedy.views.rules import SELECTED, VersionView
from remedy.views.text import clean, weekday_date
from remedy.views.words import lasting

_MARKS = re.compile(r"([\\`*_\[\]<>|~])|^([#+-]|\d+(?=[.)]))", re.MULTILINE)
"""What Markdown would take for its own: anywhere, and at the beginning of a line."""


class Block(msgspec.Struct, kw_only=True):
    """A piece of a document: `heading` of a level, `line`, `quote`, `table` with a head, or `sign` to be filled in."""

    kind: str
    text: str = ""
    level: int = 0
    rows: list[list[str]] = []


def document(rules: Sequence[Rule], law: Law) -> list[Block]:
    """The sheets of several rules, one after another."""
    out: list[Block] = []
    for rule in rules:
        out += _sheet(rule, law)
    return out


def _sheet(rule: Rule, law: Law) -> list[Block]:
    pack = law.packs[rule.pack]
    view = view_of(rule, pack)
    titles = " / ".join(dict.fromkeys(clean(view.title_i18n[x]) for x in ("en", "ru", "kk") if x in view.title_i18n))
    out = [Block(kind="heading", level=1, text=clean(view.id)), Block(kind="line", text=titles)]
    facts = [
        ["whose clock", clean(view.duty) + (f", of the {clean(view.by)}" if view.by else "")],
        ["named after", clean(view.anchor)],
        ["runs from", ", ".join(map(clean, view.starts)) + (f" ({clean(view.starts_mode)})" if view.starts else "")],
        ["only if", clean(view.when)],
        ["met by", ", ".join(map(clean, view.done)) + (f", the day it is {clean(view.met_by)}" if view.done else "")],
        ["ended by", ", ".join(map(clean, view.ended_by))],
        ["does not run if", ", ".join(map(clean, view.unless))],
        ["never later than", clean(view.not_after)],
        ["extension", clean(view.extension)],
        ["may be restored", "yes" if view.restorable else ""],
        ["which version", SELECTED.get(view.selected_by, clean(view.selected_by))],
        ["note", clean(view.note)],
    ]
    out.append(Block(kind="table", rows=[["", ""], *(row for row in facts if row[1])]))
    for version in view.versions:
        out += _version(version)
    out += _computed(rule, law)
    out += _examples(worked(rule, law), is_unlimited=rule.kind == "unlimited")
    read = f"Texts last read: {clean(view.verified) or 'never'}, by {clean(pack.verified_by) or 'nobody named'}."
    out.append(Block(kind="line", text=read))
    sources = [f"{clean(name)}: {clean(str(row.get('title', '')))} {clean(str(row.get('url', '')))}".strip()
               for name, row in pack.sources.items()]  # fmt: skip
    out += [Block(kind="line", text=line) for line in sources]
    out.append(Block(kind="sign", text="Compared with the official text"))
    return out


def clock_document(clocks: Sequence[tuple[SanctionClock, Pack]]) -> list[Block]:
    """The sheets of clocks on punishments: each term with its quotation, the examples that the author worked."""
    out: list[Block] = []
    for clock, pack in clocks:
        titles = " / ".join(dict.fromkeys(clean(t) for t in clock.title.values()))
        out += [Block(kind="heading", level=1, text=f"{clean(pack.id)}.{clean(clock.id)}")]
        out += [
            Block(kind="line", text=titles),
            Block(kind="line", text=f"On: {', '.join(map(clean, clock.sanction))}"),
        ]
        out += [*_cites(clock.cite), *([Block(kind="line", text=clean(clock.note))] if clock.note else [])]
        for term in clock.terms:
            share = f"{term.share} of the length" if term.share is not None else ""
            length = share or (_term(term.period.raw) if term.period is not None else clean(term.note) or "no day")
            where = condition_words(term.condition)
            name = clean(term.title.get("en", term.id))
            said = f"{name}: {length}" + (f"; only if {clean(where)}" if where else "")
            out += [Block(kind="line", text=said), *_cites(term.cite)]
        rows = [["from", "length", "with", "first day", "what it shows"]]
        for example in clock.example:
            given = ", ".join(f"{k} = {v}" for k, v in example.get("facts", {}).items())
            length = str(example.get("length") or example.get("unlimited") or "")
            rows.append([str(example.get("on", "")), length, given, str(example.get("first_day", "")),
                         str(example.get("why", ""))])  # fmt: skip
        out.append(Block(kind="heading", level=2, text="Worked dates"))
        out.append(Block(kind="table", rows=[[clean(c) for c in row] for row in rows]))
        out.append(Block(kind="line", text=f"Standing: {clean(clock.status)}."))
        out.append(Block(kind="sign", text="Compared with the official text"))
    return out


def _version(version: VersionView) -> list[Block]:
    until = f"until {clean(version.until)} (first day no longer in force)" if version.until else "in force"
    out = [Block(kind="heading", level=2, text=f"From {clean(version.start)}, {until}")]
    rows = [["term", _term(version.period)], ["counted by", clean(version.counting)]]
    rows += [["standing", clean(version.status)], ["note", clean(version.note)]]
    out.append(Block(kind="table", rows=[["", ""], *(r for r in rows if r[1])]))
    out += _cites(version.cite)
    for reading in version.readings:
        said = [
            f"only if {clean(reading.when)}" if reading.when else "",
            f"from {', '.join(map(clean, reading.starts))}" if reading.starts else "",
            _term(reading.period) if reading.period else "",
            f"counted by {clean(reading.counting)}" if reading.counting else "",
            clean(reading.note),
        ]
        words = f"Another reading, {clean(reading.label or reading.id)}: " + "; ".join(s for s in said if s)
        out += [Block(kind="line", text=words), *_cites(reading.cite)]
    return out


def _term(period: str) -> str:
    """A term as a lawyer says it, with its written form: `15 days (P15D)`."""
    return f"{lasting(period)} ({clean(period)})" if period else "no limit"


def _cites(cites: Iterable[Cite]) -> list[Block]:
    out = []
    for cite in cites:
        where = f"{clean(cite.get('source', ''))} {clean(cite.get('article', ''))}".strip()
        quote = clean(cite.get("quote", ""))
        note = clean(cite.get("note", ""))
        words = f"{where}: «{quote}»" if quote else f"{where}: no quotation"
        out.append(Block(kind="quote", text=words + (f" ({note})" if note else "")))
    return out


def _computed(rule: Rule, law: Law) -> list[Block]:
    names = dict.fromkeys(v.counting for v in rule.versions if v.stages)
    out = []
    for name in names:
        convention = law.conventions.get(name)
        if convention is None:
            continue
        first = "is not counted" if convention.start == "exclude" else "is counted"
        roll = {"forward": "moved to the next working day", "backward": "moved to the working day before"}
        moved = roll.get(convention.roll, "never moved")
        words = f"How it is computed ({clean(name)}): the day it runs from {first}; {clean(convention.days)} days; "
        words += f"a last day that is not worked is {moved}; standing of this: {clean(convention.basis)}."
        out += [Block(kind="line", text=words), *_cites(convention.cite)]
    return out


def _examples(examples: Sequence[Worked], *, is_unlimited: bool) -> list[Block]:
    if is_unlimited:
        return [Block(kind="line", text="No worked dates: the law sets no last day.")]
    out = [Block(kind="heading", level=2, text="Worked dates")]
    rows = [["day", "with", "last day", "what it shows", "step by step"]]
    for one in examples:
        given = [f"{k} {v}" for k, v in one.events.items()] + [f"{k} = {v}" for k, v in one.facts.items()]
        steps = "; ".join(f"{m.start} → {m.to}: {m.why}" for m in one.trace)
        who = "" if one.from_pack else " (counted by the program)"
        rows.append([clean(one.on), clean(", ".join(given)), weekday_date(one.last_day), clean(one.why) + who,
                     clean(steps)])  # fmt: skip
    return [*out, Block(kind="table", rows=rows)]


# Markdown


def _md(text: str) -> str:
    return _MARKS.sub(lambda m: f"{m.group()}\\" if m.group().isdigit() else f"\\{m.group()}", text)


def markdown(blocks: Iterable[Block]) -> str:
    """The document as Markdown; every mark of a pack's text is escaped."""
    out: list[str] = []
    for block in blocks:
        if block.kind == "heading":
            out += ["#" * block.level + " " + _md(block.text), ""]
        elif block.kind == "quote":
            out += ["> " + _md(block.text), ""]
        elif block.kind == "table":
            head, *rows = block.rows
            out += ["| " + " | ".join(map(_md, head)) + " |", "|" + " --- |" * len(head)]
            out += ["| " + " | ".join(map(_md, row)) + " |" for row in rows] + [""]
        elif block.kind == "sign":
            out += [f"{_md(block.text)}:", "", "- [ ] correct", "- [ ] to be corrected: ______________________", ""]
            out += ["Name and day: ______________________", "", "---", ""]
        else:
            out += [_md(block.text), ""]
    return "\n".join(out)


# HTML

STYLE = """body { font: 11pt/1.45 serif; max-width: 48em; margin: 2em auto; padding: 0 1em }
body { color: #111; background: #fff }
h1 { font-size: 1.3em; page-break-before: always } h1:first-of-type { page-break-before: avoid }
h2 { font-size: 1.1em } blockquote { margin: .6em 0 .6em 1em; padding-left: .8em; border-left: 3px solid #bbb }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .2em .6em .2em 0; border-bottom: 1px solid #ddd }
.sign { margin: 2em 0; padding: 1em; border: 1px solid #777 }
"""
"""A page of its own, to print."""


def page(blocks: Iterable[Block]) -> str:
    """The document as one HTML page to print and sign; every word of a pack is escaped."""
    out: list[str] = []
    for block in blocks:
        if block.kind == "heading":
            out.append(el(f"h{block.level}", block.text))
        elif block.kind == "quote":
            out.append(el("blockquote", block.text))
        elif block.kind == "table":
            out.append(_table(block.rows))
        elif block.kind == "sign":
            boxes = f"{block.text}: ☐ correct ☐ to be corrected:"
            out.append(el("p", boxes, el("br"), el("br"), "Name and day:", class_="sign"))
        else:
            out.append(el("p", block.text))
    return document_of("en", "remedy: rules to verify", STYLE, out)


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    lines = [el("tr", *(el("th", c) for c in head))] if any(head) else []
    return el("table", *lines, *(el("tr", *(el("td", c) for c in row)) for row in rest))
