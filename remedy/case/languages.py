"""Which words stand in where a language has none of its own. Used wherever a title is chosen."""

from __future__ import annotations

from collections.abc import Mapping

NEAREST = {"kk": "ru"}
"""Who reads the first reads the second; packs have few Kazakh titles, and the interface none of its own words."""


def in_language(titles: Mapping[str, str], lang: str) -> str:
    """A title in a language, else in the one that is nearest; empty where there is neither (the caller has English)."""
    return titles.get(lang) or titles.get(NEAREST.get(lang, lang), "")
