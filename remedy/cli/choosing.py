"""Which lines of the agenda a command is about: the options that choose them, and what each lets through.

Shared by `remedy due` and `remedy export ics`.
"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from remedy.case.model import Case
from remedy.cli.session import Usage
from remedy.law.answer import Item
from remedy.views.filter_words import keeps

Days = Annotated[int | None, typer.Option("--days", min=0, help="Dated lines within so many days.")]
Owner = Annotated[str | None, typer.Option("--owner", help="Only those of this owner; me is [me] id of your settings.")]
Tag = Annotated[str | None, typer.Option("--tag", help="Only cases with this tag.")]
Country = Annotated[str | None, typer.Option("--country", help="Only cases of this country.")]
Duty = Annotated[Literal["party", "authority", "opponent"] | None, typer.Option("--duty", help="Whose clock.")]


def me() -> str:
    """The user's own id. Raises Usage."""
    from remedy.store import settings

    found = settings.me()
    if found is None:
        raise Usage(f'--owner me: write [me] and id = "…" into {settings.path()}, or name the owner')
    return found


def is_of(item: Item, case: Case, owner: str | None) -> bool:
    """Whether a line is this person's: his own, or without an owner of its own in a case whose deputy he is."""
    if owner is None:
        return True
    whose = (item.owner or case.owner).lower()
    return whose == owner.lower() or (whose == case.owner.lower() and case.deputy.lower() == owner.lower())


def fits(item: Item, days: int | None, duty: str | None, *, all: bool = False) -> bool:
    """Whether a line of the agenda is of this duty and within so many days; with `all`, of those not listed too."""
    if not (item.listed or all):
        return False
    if duty is not None and item.duty != duty:
        return False
    return days is None or keeps(item, days)
