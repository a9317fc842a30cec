"""What taking an event away leaves behind: where the keys that named it lead then, and which of them lead nowhere.

Called by `remedy remove` and by the form of the app, so that both refuse the same; writes nothing.
"""

from __future__ import annotations

from remedy.case.problems import NotMade, Problem
from remedy.case.references import left_by
from remedy.case.source import spell
from remedy.store.cases import CaseFile
from remedy.store.desk import Desk
from remedy.store.splice import Edit


class LeftBehind(NotMade):
    """Something points to what is taken away, and would lead nowhere then."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(WHY, "\n".join(p.sentence() for p in problems))
        self.problems = problems


WHY = "nothing was written: something points to it"


def led_on(desk: Desk, file: CaseFile, edit: Edit, id: str) -> list[str]:
    """Where the keys that named the event of an id lead after an edit that takes it away. Raises LeftBehind where one
    leads nowhere."""
    assert file.case is not None and file.source is not None
    gone = file.case.event(id)
    left = left_by(gone, file.case) if gone is not None else []
    if not left:
        return []
    after = desk.assess(desk.read(file, edit.after)).events
    said, lost = [], []
    for found in left:
        to = [f"{m.id} (derived)" if m.derived else m.id for m in after if found.name in (m.id, m.kind)]
        said.append(f"{spell(found.at)} leads to {' or '.join(to)} then")
        if not to:
            message = f'"{found.name}" is what you take away'
            fix = "point it to another event or to a day first, or take it away"
            lost.append(file.source.problem_at(found.at, "dangling-reference", message, fix))
    if lost:
        raise LeftBehind(lost)
    return said
