"""What a pack says of punishments, and of clocks on them: which share must be served, how long must have passed.

Built by `compile.py`, used by `sanctions.py`, `custody.py` and `shares.py`. Fractions and lengths are
data: none stands in this code.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec

from remedy.case.period import Period
from remedy.law.answer import Cite


class CreditRule(msgspec.Struct, frozen=True, kw_only=True):
    """How many days one day of custody counts for, and under which fact."""

    ratio: float
    condition: dict[str, tuple[Any, ...]] = {}
    cite: tuple[Cite, ...] = ()


class SanctionRule(msgspec.Struct, frozen=True, kw_only=True):
    """What the law says of a kind of punishment: matched by how the file's `kind` begins."""

    kind: tuple[str, ...]
    title: dict[str, str] = {}
    starts: str = ""
    beside: dict[str, str] = {}
    """Kind of a main punishment to the event from which this one runs when it stands beside it."""
    counting: str
    credits: tuple[CreditRule, ...] = ()
    cite: tuple[Cite, ...] = ()
    status: str = "unverified"
    note: str = ""


class ClockTerm(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a punishment must have been served, or how long must have passed, under which facts."""

    id: str
    title: dict[str, str] = {}
    condition: dict[str, tuple[Any, ...]] = {}
    share: Fraction | None = None
    """Of the punishment's length."""
    period: Period | None = None
    unlimited: str = ""
    """Only for a punishment without an end that is named so, such as life."""
    cite: tuple[Cite, ...] = ()
    note: str = ""
    """Why there is no day, where neither a share nor a period is given."""

    @property
    def has_day(self) -> bool:
        """Whether a day follows from it."""
        return self.share is not None or self.period is not None


class SanctionClock(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked once a part of a punishment was served, or once so much time has passed: never missed."""

    id: str
    pack: str
    sanction: tuple[str, ...]
    """The punishments that it runs for, by how the file's `kind` begins."""
    title: dict[str, str]
    starts: str = ""
    """The event that it runs from; empty: the punishment's own first day, and custody before it counts."""
    runs_while: dict[str, tuple[Any, ...]] = {}
    """The facts of the day asked about under which it runs."""
    ended_by: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    at_least: Period | None = None
    """Not before so much was served, however small the share."""
    counting: str
    terms: tuple[ClockTerm, ...]
    cite: tuple[Cite, ...] = ()
    status: str = "unverified"
    note: str = ""
    example: tuple[dict[str, Any], ...] = ()

    @property
    def full(self) -> str:
        """`kz/criminal.parole`."""
        return f"{self.pack}.{self.id}"

    def covers(self, kind: str) -> bool:
        """Whether it runs for a punishment of that kind."""
        return any(kind.lower().startswith(k.lower()) for k in self.sanction)
