"""`remedy` alone on a terminal: the app. Not a command of its own name."""

from __future__ import annotations

import os
import sys
from typing import Any


def is_wanted(common: dict[str, Any]) -> bool:
    """Whether a person sits at a terminal that can show the app, and asked for no output to read elsewhere."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return terminal and common.get("format") in (None, "text") and os.environ.get("TERM", "dumb") != "dumb"


def run(common: dict[str, Any]) -> int:
    """Opens the app over the folder; the exit code of the command."""
    from remedy.cli.session import Session, Usage
    from remedy.store import choices
    from remedy.tui.start import make_app
    from remedy.tui.themes import CHOICE

    session = Session(**common)
    own = session.settings
    try:
        desk, _folders = session.desk, session.folders  # a word that fits nothing is said before the app opens
    except Usage as error:
        session.complain(str(error))
        return error.code
    if common.get("no_color"):
        os.environ["NO_COLOR"] = "1"  # what the app, and an editor that it opens, look at
    problems = [*session.problems, *own.problems]
    app = make_app(desk, lang=session.lang, me=own.id or "", problems=problems, theme=choices.kept(CHOICE))
    app.run()
    return app.return_code or 0
