"""The words that events are recorded with: kinds, outcomes, stages and roles, read from `vocabulary.toml`.

Owns their meaning for order and for the state of a remedy; the words themselves are data.
"""

from __future__ import annotations

from typing import Any

import msgspec

from remedy.case.source import Source

STAGES = (
    "investigation",
    "first-instance",
    "appeal",
    "cassation",
    "protest",
    "supervisory",
    "new-circumstances",
    "constitutional",
    "execution",
    "suit",
    "international",
)
"""The stages of section 2 of the design, in the order in which a ladder shows them."""

MAIN = frozenset({"first-instance", "appeal", "cassation", "protest", "supervisory"})
"""The stages of the one ladder from the judgment up; the others are matters of their own."""

PERSON_ROLES = frozenset(
    ["defendant", "applicant", "victim", "counsel", "observer", "amicus", "judge", "prosecutor", "opponent", "contact"]
)
"""What a person may be in a case."""

PARTY_ROLES = frozenset({"defendant", "applicant"})
"""The persons for whom deadlines run."""

SIDES = frozenset({"defence", "prosecution", "victim", "state"})
"""Who files, where it is not one person."""

MODES = frozenset({"in-person", "videoconference", "written", "closed", "mixed"})
"""How a proceeding was held."""

Titles = dict[str, str]
"""A title by language; English is always there."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of event."""

    id: str
    title: Titles
    stage: str | None = None
    role: str = "none"
    """opens | files | decides | serves | ends | none."""
    outcomes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """The kinds that an event of this kind answers: a decision its filing, a service what was served."""
    by: str | None = None
    """Whose filing it is where the file does not say."""
    sets: dict[str, Any] = {}
    """Facts of the person that hold from such an event on."""
    ends_case: bool = False
    """Whether such an event ends the case by law, so that nothing more is needed."""
    ends_sanctions: bool = False
    """Whether it ends every punishment of the person."""
    restores: bool = False
    """Whether such a decision, granted, restores a term that was missed."""
    gives: dict[str, str] = {}
    """Outcome to the state of the remedy, where the defence filed."""
    gives_opponent: dict[str, str] = {}
    """The same where the other side filed."""

    @property
    def decides(self) -> bool:
        """Whether such an event may set a decision aside."""
        return self.role in ("decides", "opens")

    @property
    def is_no_decision(self) -> bool:
        """Whether it is certainly none that could be set aside: a paper that came or went, or what is only noted."""
        return self.role in ("files", "serves") or (self.role == "none" and not self.stage and not self.sets)


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """All words, by id."""

    kinds: dict[str, Kind]
    outcomes: dict[str, Titles]
    stages: dict[str, Titles]

    def title(self, kind: str) -> Titles:
        """A kind's title; the id itself for a word that is not in the vocabulary."""
        found = self.kinds.get(kind)
        return found.title if found else {"en": kind}

    def deciding(self, kind: str, outcome: str) -> list[str]:
        """The kinds that answer a kind and may have an outcome: what was meant where the filing was given it."""
        return [k.id for k in self.kinds.values() if kind in k.answers and outcome in k.outcomes]

    def state_after(self, kind: str, outcome: str | None, *, defence_filed: bool) -> str | None:
        """granted, refused or None (not said) for a decision, seen from the defence."""
        found = self.kinds.get(kind)
        if found is None:
            return None
        table = found.gives if defence_filed else found.gives_opponent
        return table.get(outcome or "") or table.get("*")


def read(source: Source) -> Vocabulary:
    """The vocabulary of a file. Raises msgspec.ValidationError: the file is part of the package."""
    kinds = {name: msgspec.convert({"id": name, **table}, Kind) for name, table in source.data.get("kind", {}).items()}
    return Vocabulary(kinds=kinds, outcomes=_titles(source, "outcome"), stages=_titles(source, "stage"))


def _titles(source: Source, table: str) -> dict[str, Titles]:
    return {name: entry["title"] for name, entry in source.data.get(table, {}).items()}


def is_party(role: Any) -> bool:
    """Whether a role, or a list of them, makes a person one for whom deadlines run."""
    return bool(PARTY_ROLES & {r for r in (role if isinstance(role, list) else [role]) if isinstance(r, str)})
