"""Search by a part of a word, in whichever letters it is typed: `ильяшев` finds Ilyashev, `smagul` finds Смагулова.

Names are spelled as ids spell them (`case/slugs.py`), with what spellings differ in taken away.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from remedy.case.slugs import latin


def spelled(text: str) -> str:
    """A text in small Latin letters; `y` is `i`, and none stands between a vowel and `e`: Бокаев is Bokayev."""
    made = latin(text).replace("y", "i")
    for vowel in "aeou":
        made = made.replace(f"{vowel}ie", f"{vowel}e")
    return made


def searched(text: str) -> str:
    """What a search looks at: the text in small letters, and those of its words that are spelled otherwise."""
    small = text.lower()
    words = zip(small.split(), spelled(small).split(), strict=False)
    return " ".join((small, *(other for word, other in words if other != word)))


@lru_cache(maxsize=256)
def ways(word: str) -> tuple[str, ...]:
    """The word in small letters, and as it is spelled in Latin ones."""
    return tuple(dict.fromkeys((word.lower(), spelled(word))))


def fits(word: str, text: str) -> bool:
    """Whether a word is part of a text that was made by `searched`."""
    return any(way in text for way in ways(word))


def fits_all(words: Iterable[str], text: str) -> bool:
    """Whether each of the words is."""
    return all(fits(word, text) for word in words)
