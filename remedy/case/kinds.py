"""Which of the words that may be written somebody means: by a part of an id or title, by how it begins, by its letters.

Called by `remedy kinds` and by errors that name the nearest; never takes one event for another that is called alike.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from remedy.case.languages import in_language
from remedy.case.vocabulary import Kind, Titles, Vocabulary

_WORD = re.compile(r"[^\W_]+")
ALIKE = 0.75
"""How alike a word and a slip of it are: `приговр` and `приговор` are, `filed` and `decided` are not."""


def slip_of(text: str, known: Iterable[str]) -> str | None:
    """The known name that differs in letters only: as many words, each nearly the same; None where there is none."""
    wanted = _words(text)
    best: tuple[float, str] | None = None
    for name in known:
        pairs = list(zip(wanted, _words(name), strict=False))
        if not wanted or len(wanted) != len(_words(name)):
            continue
        each = [difflib.SequenceMatcher(None, a, b).ratio() for a, b in pairs]
        if min(each) >= ALIKE and (best is None or sum(each) / len(each) > best[0]):
            best = (sum(each) / len(each), name)
    return best[1] if best else None


def fitting(vocabulary: Vocabulary, text: str) -> list[Kind]:
    """The kinds with a text in their id or a title; where there is none, those in which all its words begin alike."""
    wanted = text.strip().casefold()
    found = [k for k in vocabulary.kinds.values() if any(wanted in n for n in _names(k))]
    if found or not wanted:
        return found
    begun = [w[: max(4, len(w) - 3)] for w in _words(wanted)]
    return [
        k
        for k in vocabulary.kinds.values()
        if begun and any(all(any(w.startswith(b) for w in _words(n)) for b in begun) for n in _names(k))
    ]


def titled(id: str, titles: Titles, lang: str) -> str:
    """A word with its title in a language, else in English: `"judgment" (Приговор)`."""
    return f'"{id}" ({in_language(titles, lang) or titles["en"]})'


def _names(kind: Kind) -> list[str]:
    return [kind.id, *(t.casefold() for t in kind.title.values())]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
