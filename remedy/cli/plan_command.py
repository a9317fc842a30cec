"""`remedy plan`: the steps that the playbooks suggest for one case."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.editing import Editing
from remedy.cli.names import case_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("plan")
@with_session
def plan(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    write: Annotated[bool, typer.Option("--write", help="Put the steps into the case, each once.")] = False,
    dry_run: DryRun = False,
) -> int:
    """What defence, observers and supporters may prepare, by when and why; written only with --write."""
    from remedy.law.plan import plan as suggest

    if write:
        return _write(session, case, dry_run=dry_run)
    found = session.asked(case)
    steps = suggest(session.masked_case(case), session.law, found)
    if session.json:
        from remedy.views.answers import PlanAnswer

        session.answer(
            PlanAnswer(
                case=found.case,
                case_title=found.case_title,
                as_of=found.as_of,
                holds_until=found.holds_until,
                steps=steps,
                problems=session.problems,
            )
        )
        return 0
    from remedy.views.plan import plan as view

    session.show(view(steps, found, session.width, session.paint, session.lang))
    session.say_problems()
    return 0


def _write(session: Session, name: str, *, dry_run: bool) -> int:
    """Adds the suggested steps that the file does not hold yet."""
    from remedy.law.plan import plan as suggest
    from remedy.store import verbs

    editing = Editing(session, name)
    answer = session.assess(editing.file)
    steps = suggest(editing.case, session.law, answer)
    editing.understood += verbs.add_plan(editing.editor, editing.case, steps, answer.as_of, session.lang)
    return editing.finish(dry_run=dry_run)
