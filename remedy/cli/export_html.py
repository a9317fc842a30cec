"""`remedy export html`: one page to read, print or hand on."""

from __future__ import annotations

import typer

from remedy.cli.exporting import Only, OutFile, deliver, readable
from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("html")
@with_session
def export_html(session: Session, *, file: OutFile = None, case: Only = None) -> int:
    """One page that needs nothing else, for a phone, a screen or paper: agenda, timeline, ladder, each date explained.

    Confidential entries are masked even on a terminal, unless --include-confidential.
    """
    from remedy.views.page.whole import page

    shown = readable(session, case or [])
    return deliver(session, file, page(shown), len(shown.cases), shown.secret if shown.masked else 0)
