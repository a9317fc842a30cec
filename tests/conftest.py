"""What every test may ask for: the package's law, a case out of its text, an assessment as of a day."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.read import read
from remedy.case.source import Source
from remedy.law.answer import Assessment, Item, Moment, Rung
from remedy.law.assess import assess
from remedy.law.law import Law
from remedy.store.law import load
from remedy.views import i18n
from remedy.views.explain import explain
from remedy.views.text import Paint

ROOT = Path(__file__).parent.parent

sys.dont_write_bytecode = (
    False  # whatever the machine prefers: else all tests, and remedy with each start, are compiled
)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A test that chose a language leaves none behind."""
    yield
    if i18n.language() != "en":
        i18n.use("en")
    i18n.write_days(iso=False)


@pytest.fixture(scope="session")
def law() -> Law:
    """The law of the package; a problem in it fails every test."""
    found, problems = load()
    assert problems == []
    return found


@pytest.fixture(scope="session")
def case_of(law: Law) -> Callable[[str], Case]:
    """Reads a case file's text; problems fail the test."""

    def made(text: str) -> Case:
        case, problems = read(Source("cases/x.toml", text), law.vocabulary)
        assert case is not None
        assert problems == []
        return case

    return made


@pytest.fixture(scope="session")
def problems_of(law: Law) -> Callable[[str], list[Problem]]:
    """The problems of a case file's form."""
    return lambda text: read(Source("cases/x.toml", text), law.vocabulary)[1]


@pytest.fixture(scope="session")
def sample(law: Law) -> Callable[[str], Case]:
    """A case of the repo's own `cases/`."""

    def made(name: str) -> Case:
        (path,) = (ROOT / "cases").rglob(f"{name}.toml")
        case, _ = read(Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")), law.vocabulary)
        assert case is not None
        return case

    return made


class View:
    """An assessment, asked by short names."""

    def __init__(self, answer: Assessment) -> None:
        self.answer = answer

    def item(self, name: str) -> Item:
        """The item whose id ends so: `appeal@judgment`, `gap:…`, `sanction:ban`."""
        found = [i for i in self.answer.items if i.id.endswith((f".{name}", f"#{name}"))]
        assert len(found) == 1, [i.id for i in self.answer.items]
        return found[0]

    def has(self, name: str) -> bool:
        """Whether there is such an item."""
        return any(i.id.endswith((f".{name}", f"#{name}")) for i in self.answer.items)

    def agenda(self) -> list[str]:
        """The short names of what the default agenda lists."""
        return [i.id.partition("#")[2] for i in self.answer.items if i.listed]

    def explained(self, name: str) -> str:
        """What `remedy explain` says of an item, as one line of words."""
        lines = explain(self.item(name), self.answer, lambda day: None, 100, Paint(False), "en")
        return " ".join(" ".join(lines).split())

    def event(self, id: str) -> Moment:
        """An event of the case, recorded or derived."""
        return next(e for e in self.answer.events if e.id == id)

    def rung(self, name: str, person: str | None = None) -> Rung:
        """A remedy of the ladder."""
        return next(r for r in self.answer.ladder if r.remedy.endswith(f".{name}") and r.person == person)


@pytest.fixture(scope="session")
def on(law: Law) -> Callable[..., View]:
    """A case as of a day written in ISO."""
    return lambda case, day: View(assess(case, law, date.fromisoformat(day)))
