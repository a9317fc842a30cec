"""`remedy edit`: a case in your own editor, checked on return."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import Annotated

import typer

from remedy.case.problems import Problem
from remedy.cli.editing import lines, sentences
from remedy.cli.names import case_names
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage
from remedy.law.answer import Assessment
from remedy.law.moves import moves
from remedy.store import cases as stored

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("edit")
@with_session
def edit(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
) -> int:
    """Opens the file in $VISUAL or $EDITOR; then says what is wrong in it and which dates moved. Exit 1 on errors."""
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not program:
        raise Usage("no editor is known: set EDITOR, such as EDITOR=nano")
    file = session.file_named(case)
    before, old = file.path.read_bytes(), _assessed(session, file)[0]
    try:
        subprocess.run([*shlex.split(program), str(file.path)], check=False)
    except (OSError, ValueError) as error:
        raise Usage(f"{program} could not be started: {error}") from None
    again = stored.load_one(file.path, session.root, session.vocabulary)
    new, problems = _assessed(session, again)
    changed = lines(before.decode("utf-8", "replace"), file.path.read_bytes().decode("utf-8", "replace"))
    from remedy.views.edit import edit as view

    moved = moves(old, new) if old is not None and new is not None else []
    session.show(view(file.name, [], changed, moved, session.width, session.paint, session.lang, written=True))
    if problems:
        session.complain("the file has errors:")
        session.say_lines(sentences(problems))
    session.code, session.problems = 0, []
    return int(bool(problems))


def _assessed(session: Session, file: stored.CaseFile) -> tuple[Assessment | None, list[Problem]]:
    """A file's assessment, and its errors; None for one that cannot be used."""
    if file.case is None:
        return None, file.problems
    answer = session.assess(file)
    return answer, [p for p in answer.problems if p.level == "error"]
