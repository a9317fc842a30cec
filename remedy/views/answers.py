"""The JSON answers: their shapes, their schemas, and how they are written.

Used by `--format json` of every command and by `remedy schema`. Keys are stable; new ones may be added.
"""

from __future__ import annotations

import importlib
from datetime import date as Day
from typing import Any

import msgspec

from remedy.case.problems import Problem
from remedy.law.answer import Cite, Item, Moment, Move, Reading, Rung, Trigger
from remedy.law.compute import Computed
from remedy.law.moves import Shift
from remedy.law.plan import Suggestion
from remedy.views.encoding import encode
from remedy.views.rules import RuleRow, RuleView
from remedy.views.show import ListRow

__all__ = [
    "SCHEMAS",
    "CheckAnswer",
    "ComputeAnswer",
    "CountAnswer",
    "DueAnswer",
    "EditAnswer",
    "ExplainAnswer",
    "LadderAnswer",
    "ListAnswer",
    "PlanAnswer",
    "RuleAnswer",
    "RulesListAnswer",
    "ShowAnswer",
    "TimelineAnswer",
    "encode",
    "item_json",
    "item_view",
    "schema",
]

FORMAT = 1
"""The number that every answer begins with."""


class CommonItem(msgspec.Struct, kw_only=True, tag_field="type", tag="item"):
    """What every line of the agenda has; `type` says which kind of line it is."""

    id: str
    as_of: Day
    case: str
    case_title: str
    country: str
    title: str
    title_i18n: dict[str, str]
    person: str | None
    owner: str | None
    status: str
    date: Day | None
    earliest: Day | None
    latest: Day | None
    days_left: int | None
    confidential: bool
    reason: str


class DeadlineItem(CommonItem, kw_only=True, tag="deadline"):
    """A term of the law, or a day set by letter or order."""

    maybe_done: bool
    inferred: bool
    restored: bool
    fixed: dict[str, Any] | None
    duty: str
    kind: str
    rule: str
    remedy: str | None
    trigger: Trigger | None
    done: dict[str, Any] | None
    readings: list[Reading]
    provisional: bool
    disputed: bool
    unconfirmed: bool
    law_status: str
    next: list[str]
    cite: list[Cite]
    notices: list[str]
    restorable: bool


class StepItem(CommonItem, kw_only=True, tag="step"):
    """An advocacy step."""

    remedy: str | None
    waiting_on: str
    days_waiting: int | None
    flag: str


class HearingItem(CommonItem, kw_only=True, tag="hearing"):
    """A scheduled event."""

    time: str


class GapItem(CommonItem, kw_only=True, tag="gap"):
    """A fact or date that nobody recorded."""

    asks: str
    asks_i18n: dict[str, str]
    blocks: list[str]
    since: Day | None
    command: str
    answer: str
    """The command that answers it; words in capitals are to be filled in."""
    record: str
    """The lines that answer it, to be added to the case's file."""


class SanctionItem(CommonItem, kw_only=True, tag="sanction"):
    """A punishment with start and length."""

    starts: Day | None
    ends: Day | None
    served_days: int | None
    left_days: int | None
    length: str
    readings: list[Reading]
    provisional: bool
    disputed: bool
    law_status: str
    cite: list[Cite]
    trigger: Trigger | None


class ReviewItem(CommonItem, kw_only=True, tag="review"):
    """A case in which nothing was recorded for long."""

    since: Day | None


AnyItem = DeadlineItem | StepItem | HearingItem | GapItem | SanctionItem | ReviewItem

KINDS: dict[str, type[CommonItem]] = {
    "deadline": DeadlineItem,
    "step": StepItem,
    "hearing": HearingItem,
    "gap": GapItem,
    "sanction": SanctionItem,
    "review": ReviewItem,
}
"""The shape of each type of item."""


def item_view(item: Item) -> AnyItem:
    """The item with the keys of its type only."""
    kind = KINDS[item.type]
    made = kind(**{f: getattr(item, f) for f in kind.__struct_fields__})
    return made  # type: ignore[return-value]  # each value of KINDS is a member of AnyItem


def item_json(item: Item) -> dict[str, Any]:
    """The same as plain values, the days as ISO texts."""
    made: dict[str, Any] = msgspec.to_builtins(item_view(item))
    return made


class DueAnswer(msgspec.Struct, kw_only=True):
    """`remedy due`."""

    format: int = FORMAT
    holds_until: Day | None
    items: list[AnyItem]
    problems: list[Problem]


class ListAnswer(msgspec.Struct, kw_only=True):
    """`remedy list`."""

    format: int = FORMAT
    cases: list[ListRow]
    problems: list[Problem]


class PlanAnswer(msgspec.Struct, kw_only=True):
    """`remedy plan`."""

    format: int = FORMAT
    case: str
    case_title: str
    as_of: Day
    holds_until: Day | None
    steps: list[Suggestion]
    problems: list[Problem]


class EditedLine(msgspec.Struct, kw_only=True):
    """One line that went (-) or came (+)."""

    number: int
    sign: str
    text: str


class EditAnswer(msgspec.Struct, kw_only=True):
    """Every command that writes into a case."""

    format: int = FORMAT
    case: str
    file: str
    written: bool
    understood: list[str]
    lines: list[EditedLine]
    moves: list[Shift]
    problems: list[Problem]


class LadderAnswer(msgspec.Struct, kw_only=True):
    """`remedy ladder`."""

    format: int = FORMAT
    case: str
    case_title: str = ""
    as_of: Day
    holds_until: Day | None
    remedies: list[Rung]
    problems: list[Problem]
    uncovered: str = ""


class TimelineAnswer(msgspec.Struct, kw_only=True):
    """`remedy timeline`."""

    format: int = FORMAT
    case: str
    case_title: str = ""
    as_of: Day
    holds_until: Day | None
    events: list[Moment]
    items: list[AnyItem]
    """Deadlines, steps and sanctions with a day."""
    problems: list[Problem]
    uncovered: str = ""


class ShowAnswer(msgspec.Struct, kw_only=True):
    """`remedy show`: the statements of the file as they are written, and what follows from them."""

    format: int = FORMAT
    case: str
    case_title: str
    country: str
    status: str
    as_of: Day
    holds_until: Day | None
    uncovered: str = ""
    persons: list[dict[str, Any]]
    charges: list[dict[str, Any]]
    proceedings: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    recommendations: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    remedies: list[Rung]
    items: list[AnyItem]
    problems: list[Problem]


class ExplainAnswer(msgspec.Struct, kw_only=True):
    """`remedy explain`."""

    format: int = FORMAT
    item: AnyItem
    problems: list[Problem] = []


class CheckAnswer(msgspec.Struct, kw_only=True):
    """`remedy check`."""

    format: int = FORMAT
    files: int
    errors: int
    warnings: int
    problems: list[Problem]


class RulesListAnswer(msgspec.Struct, kw_only=True):
    """`remedy rules list`."""

    format: int = FORMAT
    rules: list[RuleRow]
    problems: list[Problem] = []


class RuleAnswer(msgspec.Struct, kw_only=True):
    """`remedy rules show`."""

    format: int = FORMAT
    rule: RuleView
    problems: list[Problem] = []


class CountAnswer(msgspec.Struct, kw_only=True):
    """`remedy count`."""

    format: int = FORMAT
    start: Day
    period: str
    convention: str
    calendar: str
    date: Day | None
    earliest: Day | None = None
    latest: Day | None = None
    provisional: bool = False
    law_status: str = ""
    reason: str = ""
    trace: list[Move]
    cite: list[Cite] = []


def count_answer(found: Computed, period: str, convention: str, calendar: str) -> CountAnswer:
    """A bare count as JSON."""
    same = {f: getattr(found, f) for f in CountAnswer.__struct_fields__ if f in Computed.__struct_fields__}
    start = found.trigger or Day.min
    return CountAnswer(start=start, period=period, convention=convention, calendar=calendar, **same)


ComputeAnswer = Computed
"""`remedy rules compute`."""

SCHEMAS: dict[str, type[msgspec.Struct]] = {
    "due": DueAnswer,
    "list": ListAnswer,
    "show": ShowAnswer,
    "ladder": LadderAnswer,
    "plan": PlanAnswer,
    "edit": EditAnswer,
    "timeline": TimelineAnswer,
    "explain": ExplainAnswer,
    "check": CheckAnswer,
    "rules-list": RulesListAnswer,
    "rules-show": RuleAnswer,
    "rules-compute": ComputeAnswer,
    "count": CountAnswer,
}
"""The shape of each answer by the name that `remedy schema` knows."""

LATE = {
    "import": ("remedy.views.imported", "ImportAnswer"),
    "export": ("remedy.views.export", "ExportAnswer"),
    "kinds": ("remedy.views.kinds", "KindsAnswer"),
    "remind": ("remedy.remind.shown", "RemindAnswer"),
    "remind-history": ("remedy.remind.shown", "HistoryAnswer"),
    "remind-status": ("remedy.remind.shown", "StatusAnswer"),
    "doctor": ("remedy.views.doctor", "DoctorAnswer"),
    "init": ("remedy.views.starting", "InitAnswer"),
    "schedule": ("remedy.views.scheduling", "ScheduleAnswer"),
    "trust": ("remedy.views.trusting", "TrustAnswer"),
    "trust-list": ("remedy.views.trusting", "TrustListAnswer"),
}
"""Answers whose modules no other command needs: loaded when they are asked for."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an answer. Raises KeyError for a name that is neither in SCHEMAS nor in LATE."""
    if name in LATE:
        module, record = LATE[name]
        shape = getattr(importlib.import_module(module), record)
    else:
        shape = SCHEMAS[name]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(shape)}
