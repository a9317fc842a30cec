"""`remedy edit`: a case in your own editor, checked on return."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import Annotated

import typer

from remedy.case.problems import NotMade, Problem
from remedy.cli.editing import sentences, tell
from remedy.cli.names import case_names
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage
from remedy.law.answer import Assessment
from remedy.law.moves import moves
from remedy.store import cases as stored
from remedy.store import outside, write
from remedy.views.edit import changed as lines
from remedy.views.ended import killed_by

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("edit")
@with_session
def edit(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
) -> int:
    """Opens the file in $VISUAL or $EDITOR; then says what is wrong in it and which dates moved. Exit 1 on errors, or
    where the editor ended with an error."""
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not program:
        raise Usage("no editor is known: set EDITOR, such as EDITOR=nano")
    file = session.file_named(case)
    before, old = file.path.read_bytes(), _assessed(session, file)[0]
    ended = _run(program, file)
    after = _kept(file, before, session, program)
    again = stored.load_one(file.path, session.root, session.vocabulary)
    new, problems = _assessed(session, again)
    changed = lines(before.decode("utf-8", "replace"), after.decode("utf-8", "replace"))
    moved = moves(old, new) if old is not None and new is not None else []
    cases = [f.case for f in (file, again) if f.case is not None]
    shown = session.shown(problems, *cases)
    session.code, session.problems = 0, shown if session.json else []
    tell(session, cases, file.name, [], changed, moved, written=after != before)
    if problems:
        session.complain("the file has errors:")
        session.say_lines(sentences(shown))
    if ended:
        what = "what it had saved is in the file" if after != before else "nothing was changed"
        if ended < 0:
            session.complain(f"{program} was killed by signal {killed_by(ended)}: {what}")
        else:
            session.complain(f"{program} ended with {ended}: {what}")
    session.code, session.problems = 0, []
    return int(bool(problems) or ended != 0)


def _run(program: str, file: stored.CaseFile) -> int:
    """Runs the editor on the file; with what it ended."""
    try:
        with outside.deaf():
            return subprocess.run([*shlex.split(program), str(file.path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise Usage(f"{program} could not be started: {error}") from None


def _kept(file: stored.CaseFile, before: bytes, session: Session, program: str) -> bytes:
    """What the file holds now; one that the editor took away is put back. Raises NotMade then."""
    try:
        return file.path.read_bytes()
    except FileNotFoundError:
        write.replace(file.path, None, before, session.root)
        raise NotMade(f"{program} took the file away: it is back as it was before") from None
    except OSError as error:
        raise NotMade(f"{file.path.name} cannot be read after {program}: {error.strerror}") from None


def _assessed(session: Session, file: stored.CaseFile) -> tuple[Assessment | None, list[Problem]]:
    """A file's assessment, and its errors; None for one that cannot be used."""
    if file.case is None:
        return None, file.problems
    answer = session.assess(file)
    return answer, [p for p in answer.problems if p.level == "error"]
