"""`remedy explain`: how a date came about, and what would change it."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.names import case_names, item_names
from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("explain")
@with_session
def explain(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    id: Annotated[
        str,
        typer.Argument(help="A deadline as RULE@ANCHOR, or any id that due prints.", autocompletion=item_names),
    ],
) -> int:
    """The trace, the law quoted, the readings side by side, and what would change the date."""
    found = session.asked(case)
    item = session.item_named(found, id)
    if session.json:
        from remedy.views.answers import ExplainAnswer, item_view

        session.answer(ExplainAnswer(item=item_view(item), problems=session.problems))
        return 0
    from remedy.views.explain import explain as view

    session.show(view(item, found, session.marks(item.rule), session.width, session.paint, session.lang))
    session.say_problems()
    return 0
