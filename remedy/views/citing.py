"""What a line that is copied rests on: the articles of the law, or the sources of an event."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from remedy.law.answer import Assessment, Cite, Item
from remedy.views.i18n import _
from remedy.views.text import clean
from remedy.views.words import cite_phrase, short_id, standing, what

if TYPE_CHECKING:  # the first paint of the app needs no file
    from remedy.case.model import Case


def rests_on(assessment: Assessment, case: Case, name: str, lang: str) -> list[str]:
    """Lines with the authority of an item, by its id, or with the sources of `event:ID`; none where there is none."""
    item = next((i for i in assessment.items if i.id == name), None)
    if item is not None:
        return _law(item)
    kind, _colon, id = name.partition(":")
    event = next((m for m in assessment.events if kind == "event" and m.id == id), None)
    known = {r.id: r for r in case.references}
    sources = [known[s] for s in event.sources if s in known] if event is not None else []
    said = [", ".join(clean(x) for x in (r.title or r.id, r.url or r.path) if x) for r in sources]
    return [f"{_('Source')}: {x}" for x in said]


def copied(assessment: Assessment, name: str, lang: str) -> str:
    """An item as text to be pasted: case, what, by when, its id, and the authority for it."""
    item = next((i for i in assessment.items if i.id == name), None)
    if item is None:
        return ""
    day = item.date.isoformat() if item.date else _("no date")
    first = f"{clean(assessment.case)}: {what(item, lang)}, {day} ({short_id(item.id)})"
    return "\n".join((first, *_law(item)))


def articles(item: Item) -> str:
    """The articles that a date rests on, in few words; empty where it rests on none."""
    return cite_phrase(_cites(item))


def _cites(item: Item) -> list[Cite]:
    """Its own, else those of the first reading that has some."""
    return item.cite or next((r.cite for r in item.readings if r.cite), [])


def law_told(item: Item) -> str:
    """The same with the standing, as a line that describes an item."""
    return "".join(_law(item))


def places(item: Item) -> list[Cite]:
    """Source and article alone: what a list of thousands of lines keeps, one list for all that rest on the same."""
    return _kept(tuple((c.get("source", ""), c.get("article", "")) for c in _cites(item)))


@lru_cache(maxsize=4096)
def _kept(places: tuple[tuple[str, str], ...]) -> list[Cite]:
    return [{"source": source, "article": article} for source, article in places]


def _law(item: Item) -> list[str]:
    cited = articles(item)
    return [f"{_('Law')}: {cited} ({standing(item.law_status)})"] if cited else []


def markdown(text: str) -> str:
    """What was to be copied, as Markdown: its first line in bold, the rest quoted; no text in it is a mark."""
    first, *rest = [_bare(x) for x in text.splitlines()] or [""]
    return "\n".join((f"**{first}**", *(["", *(f"> {x}".rstrip() for x in rest)] if rest else []))) if first else ""


_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


def _bare(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.strip())
