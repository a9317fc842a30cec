"""Ids out of names and titles in Latin or Cyrillic letters, the same by whichever door they come in.

Other scripts give nothing: whoever asked says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіїєґўў"
_SPELLED = (
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "  # Russian
    "a g q n o u u h i i e g u u"  # Kazakh, Ukrainian, Belarusian
)
_CYRILLIC = str.maketrans(
    {letter: spelled.strip("_") for letter, spelled in zip(_LETTERS, _SPELLED.split(" "), strict=True)}
)
"""Letters of Russian, Kazakh, Ukrainian and Belarusian as ids spell them."""


def latin(text: str) -> str:
    """A text with its Cyrillic letters spelled in Latin ones; all others as they are."""
    small = text.lower()
    return small if small.isascii() else small.translate(_CYRILLIC)


@lru_cache(maxsize=4096)
def id_of(text: str, prefix: str = "", limit: int = 60) -> str:
    """A short id: lower-case letters, digits and hyphens; empty where the text holds nothing of the kind."""
    plain = unicodedata.normalize("NFKD", latin(text)).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].rstrip("-")
    return f"{prefix}{made}" if made else ""
