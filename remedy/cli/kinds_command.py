"""`remedy kinds`: the words that may be written for events, with their titles and outcomes."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case import kinds
from remedy.cli.exit_codes import ExitCode
from remedy.cli.names import kind_names
from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("kinds")
@with_session
def kinds_(
    session: Session,
    *,
    word: Annotated[
        str | None,
        typer.Argument(help="Only those with it in id or title, in any language.", autocompletion=kind_names),
    ] = None,
) -> int:
    """The kinds of events: id, title, stage, role, outcomes."""
    from remedy.views import kinds as view

    vocabulary = session.vocabulary
    found = list(vocabulary.kinds.values()) if word is None else kinds.fitting(vocabulary, word)
    if session.json:
        session.answer(view.answer(found, vocabulary))
    elif found:
        session.show(view.listing(found, vocabulary, session.width, session.paint, session.lang))
    else:
        session.complain(f'no kind of event has "{word}" in its id or title: remedy kinds lists all')
    return 0 if found else ExitCode.NO
