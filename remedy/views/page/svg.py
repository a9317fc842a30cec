"""What drawings are made of: lines of text that fit, shapes, and a long drawing as parts that fit on paper.

All measures are in units of a drawing that is WIDTH wide: on a phone a unit is a pixel, elsewhere it grows.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from remedy.views.i18n import _
from remedy.views.markup import Safe, el, join
from remedy.views.text import cells

WIDTH = 360.0
"""Units across a drawing."""

TALLEST = 480.0
"""Units of a part of a drawing at the most: four stand on one sheet of paper, two by two."""

LINE, SMALL = 15.0, 13.0
"""From line to line, of text and of small text."""

SIZES = {"": 12.0, "strong": 13.5, "small": 10.5}
"""How large a character of each kind of text is; bold letters are wider, not larger."""

_NARROW = frozenset("iljtfr.,:;'|!()[] ")
_BROAD = frozenset("mwшщжюмфы@%—…")


class Part(msgspec.Struct):
    """A piece of a drawing and how far down it reaches, so that each sheet holds what stands on it."""

    top: float
    bottom: float
    drawn: Safe


def wide(said: str, kind: str = "") -> float:
    """How many units a text takes at the most, in the widest of the common fonts."""
    return SIZES[kind] * sum(map(_em, said))


def _em(c: str) -> float:
    """The width of a character, its height being 1."""
    if c in _NARROW:
        return 0.41
    columns = cells(c)
    if columns != 1:
        return columns * 0.53
    broad = 0.25 if c.lower() in _BROAD else 0.0
    return broad + (0.78 if c.isupper() else 0.66)


def lines(said: str, room: float, kind: str = "") -> list[str]:
    """A text as lines that fit in so many units, broken at spaces; a longer word is broken where it must."""
    out: list[str] = []
    for word in said.split():
        if out and wide(f"{out[-1]} {word}", kind) <= room:
            out[-1] += f" {word}"
            continue
        out.append("")
        for c in word:
            if out[-1] and wide(out[-1] + c, kind) > room:
                out.append("")
            out[-1] += c
    return out or [""]


def words(x: float, y: float, said: str, kind: str = "", **more: str) -> Safe:
    """A line of text on its base line."""
    return el("text", said, x=x, y=y, class_=kind or None, **more)


def path(d: str, kind: str) -> Safe:
    """A line or a shape."""
    return el("path", d=d, class_=kind)


def at(*numbers: float) -> str:
    """Numbers of a path, short and always the same."""
    return " ".join(f"{n:.1f}".removesuffix(".0") for n in numbers)


def sheets(parts: Sequence[Part], cuts: Sequence[float], height: float, id: str, title: str, about: str) -> Safe:
    """A drawing as one or several pictures beneath one another, cut only where a row begins; each with its name."""
    edges = [0.0]
    for here, following in zip(cuts, [*cuts[1:], height], strict=True):
        if following - edges[-1] > TALLEST and here > edges[-1]:
            edges.append(here)
    out = []
    for n, (top, bottom) in enumerate(zip(edges, [*edges[1:], height], strict=True), 1):
        name = title
        if len(edges) > 1:
            name = _("{what}, part {n} of {all}").format(what=title, n=n, all=len(edges))
        said = [el("title", name, id=f"{id}-{n}")]
        said += [el("desc", about, id=f"{id}-{n}-about")] if about else []
        shown = [p.drawn for p in parts if p.bottom > top and p.top < bottom]
        box = at(0, top, WIDTH, bottom - top)
        labels = {"aria_labelledby": f"{id}-{n}", "aria_describedby": f"{id}-{n}-about" if about else None}
        out.append(el("svg", *said, Safe("\n"), join(shown, "\n"), viewBox=box, role="img", **labels))
    return join(out, "\n")
