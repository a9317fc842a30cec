"""A language in which every word of the interface stands in brackets: what is outside of them nobody can translate."""

import html
import re
import tomllib
from datetime import date
from functools import cache
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from remedy.case.team import Team
from remedy.case.vocabulary import STAGES
from remedy.law.calendar import WEEKENDS
from remedy.law.plan import plan as suggest
from remedy.store import cases as stored
from remedy.store.desk import Desk
from remedy.views import agenda, explain, i18n, ladder, plan, rules, show, timeline
from remedy.views.page.whole import Shown, page
from remedy.views.rule_view import row_of, view_of
from remedy.views.text import PLAIN, weekday_date, wrap

ROOT = Path(__file__).parent.parent.parent
DAYS = (date(2018, 12, 30), date(2021, 3, 12), date(2026, 11, 24))
WIDE = 5000
"""Columns, so that nothing is broken or cut."""

CODES = frozenset({"status", "state", "outcome", "role", "stage", "mode", "form", "duty", "basis", "remedy", "roll"})
"""Keys whose values are words of the interface, where a screen shows them."""

NAMED = frozenset({"sources", "source", "facts", "accounts", "kind"})
"""Tables whose keys are names."""


class Bracketed(NullTranslations):
    """Each literal part of each known message in brackets; what is put into a message stays outside."""

    def __init__(self) -> None:
        super().__init__()
        with (ROOT / "remedy/locale/remedy.pot").open("rb") as file:
            self.known = {(m.context, x) for m in read_po(file) for x in (m.id if m.pluralizable else [m.id]) if x}

    def _said(self, message: str, context: str | None = None) -> str:
        if (context, message) not in self.known:
            return message
        return "".join(p if p.startswith("{") else f"⟦{p}⟧" for p in re.split(r"(\{[^}]*\})", message) if p)

    def gettext(self, message):
        return self._said(message)

    def pgettext(self, context, message):
        return self._said(message, context)

    def ngettext(self, one, many, n):
        return self._said(one if n == 1 else many)


@pytest.fixture
def bracketed(law):
    i18n.install("xx", Bracketed())
    i18n.name(law)
    yield
    i18n.use("en")


def values(thing, key=""):
    """The texts of a file, without those that are codes."""
    if isinstance(thing, dict):
        yield from thing if key in NAMED else ()
        for name, value in thing.items():
            yield from values(value, name)
    elif isinstance(thing, list):
        for value in thing:
            yield from values(value, key)
    elif isinstance(thing, str) and key not in CODES:
        yield thing


def named(text: str) -> str:
    """A line without ids, commands, addresses and what the engine says in each language."""
    text = text.replace(" --reading ID --reason WHY", "")
    text = re.sub(
        r"(→ )?remedy (override choose|due|explain|check|ladder|list|new|show|timeline)( [^\s·⟦\0]+)*", "\0", text
    )
    text = re.sub(
        r"[a-z]+/[a-z]+(\.[\w-]+)?(@[\w-]+)?(/[\w-]+)?|[\w-]+@[\w/-]+|(gap|sanction|hearing|step|deadline):\S+",
        "\0",
        text,
    )
    text = text.replace("? By whom, and on which day?", "\0")  # the engine says it in each language
    text = re.sub(r"https?://\S+|P\d+[DWMY]\w*", "\0", text)
    return text


@cache
def data():
    """Every text of the cases and the packs, by its first word, the longest first."""
    found = {"review", "without-credit", "credited", "main"}  # ids that the engine makes
    found |= {s.replace("-", " ") for s in STAGES}  # the vocabulary has their titles
    for path in (*(ROOT / "cases").rglob("*.toml"), *(ROOT / "remedy/packs").rglob("*.toml")):
        read = tomllib.loads(path.read_text("utf-8"))
        found |= {" ".join(x.split()) for x in values(read)}
    found |= {part for x in found for part in (x.upper(), *(wrap(x, 30) if len(x) > 30 else []))}
    found |= {named(x) for x in found}
    out: dict[str, list[str]] = {}
    for text in sorted(found, key=len, reverse=True):
        first = re.search(r"[A-Za-z]{2,}", text)
        if first:
            out.setdefault(first.group(), []).append(text)
    return out


def left(line: str) -> str:
    """A line without brackets, commands and the texts of files."""
    text = named(re.sub(r"⟦[^⟦⟧]*⟧", "\0", line))
    at = 0
    while word := re.compile(r"[A-Za-z]{2,}").search(text, at):
        begin, end = word.span()
        for known in data().get(word.group(), ()):
            offset = known.index(word.group())
            if text.startswith(known, begin - offset):
                text = text[: begin - offset] + "\0" * len(known) + text[begin - offset + len(known) :]
                break
            cut = text.find("…", begin)
            if cut > 0 and known.startswith(text[begin:cut].rstrip()):
                text = text[:begin] + "\0" * (cut - begin) + text[cut:]
                break
        at = end
    return text


def test_every_word_of_the_screens_can_be_translated(law, bracketed):
    lines = set()
    for day in DAYS:
        desk = Desk(ROOT / "cases", lambda: law, Team, lambda _zone: DAYS[-1], day)
        answers = []
        for file in stored.load(ROOT / "cases", law.vocabulary):
            answer = desk.assess(file)
            answers.append(answer)
            lines |= set(ladder.ladder(answer, WIDE, PLAIN, "xx"))
            lines |= set(timeline.timeline(answer, WIDE, PLAIN, "xx"))
            lines |= set(show.show(file.case, answer, WIDE, PLAIN, "xx"))
            lines |= set(plan.plan(suggest(file.case, law, answer), answer, WIDE, PLAIN, "xx"))
            for item in answer.items:
                item.record = ""  # lines of TOML, to be copied
                lines |= set(explain.explain(item, answer, WEEKENDS.mark, WIDE, PLAIN, "xx"))
        lines |= set(agenda.due(answers, [], weekday_date(day), WIDE, PLAIN, "xx", show_all=True))
        lines |= set(agenda.due(answers, [], weekday_date(day), WIDE, PLAIN, "xx"))
    for pack in law.packs.values():
        lines |= set(rules.rules_list([row_of(r, pack) for r in pack.rules], WIDE, PLAIN, "xx"))
        for rule in pack.rules:
            lines |= set(rules.rule_text(view_of(rule, pack), WIDE, PLAIN, "xx"))
    found = {line.strip()[:300]: set(re.findall(r"[A-Za-z]{2,}", left(line))) for line in lines}
    found = {line: words for line, words in found.items() if words}
    assert not found, "\n".join(f"{sorted(words)}: {line}" for line, words in list(found.items())[:40])


def test_every_word_of_a_page_can_be_translated(law, bracketed):
    desk = Desk(ROOT / "cases", lambda: law, Team, lambda _zone: DAYS[-1], DAYS[1])
    cases = [(file.case, desk.assess(file)) for file in stored.load(ROOT / "cases", law.vocabulary)]
    for _case, answer in cases:
        for item in answer.items:
            item.record = ""  # lines of TOML, to be copied
    text = page(Shown(cases=cases, secret=2, closed=2))
    text = re.sub(r"<(style|code|pre)[ >].*?</\1>|<text .*?</text>|<br>", " ", text, flags=re.DOTALL)
    lines = {html.unescape(said).strip() for said in re.split(r"<[^>]*>", text)}
    lines = {line.removesuffix(" — remedy") for line in lines}
    found = {line: words for line in lines if (words := set(re.findall(r"[A-Za-z]{2,}", left(line))))}
    assert len(lines) > 500
    assert not found, "\n".join(f"{sorted(words)}: {line}" for line, words in list(found.items())[:40])
