"""`remedy check`: every problem of the case files, with line, key and cure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from remedy.case.check import Check, double
from remedy.case.owned import unknown_owner
from remedy.case.problems import Problem
from remedy.cli.names import FILE
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage
from remedy.store import cases as stored
from remedy.store.desk import zone_problems
from remedy.store.files import SETTINGS

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("check")
@with_session
def check(
    session: Session,
    *,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|CASE]…", click_type=FILE, help="Files, folders or cases; none: all cases."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings also end with exit 1.")] = False,
) -> int:
    """Every problem, with line, key, and what to write instead. Exit 1 where there are errors."""
    found = [load for path in paths or [] for load in _at(session, path)] if paths else session.case_files
    problems: list[Problem] = []
    owners: frozenset[str] = frozenset()
    if session.team.owners:  # without them nobody said who there is
        from remedy.cli.reminder_settings import known_owners

        owners = known_owners(session)
    for file in found:
        problems += _problems(session, file, owners)
    seen: dict[str, str] = {}
    for file in found:
        if file.case is not None and file.source is not None:
            problems += session.shown(double(file.case, file.source, seen), file.case)
    if not paths:
        session.team  # noqa: B018 - read so that what is wrong with it is noted
        problems += [p for p in session.problems if p.file == SETTINGS]
    problems = sorted(set(problems))
    errors = sum(p.level == "error" for p in problems)
    warnings = len(problems) - errors
    from remedy.views.answers import CheckAnswer

    answer = CheckAnswer(files=len(found), errors=errors, warnings=warnings, problems=problems)
    if session.json:
        session.answer(answer)
    else:
        from remedy.views.problems import check as view

        session.show(view(answer, session.width, session.paint))
    session.code = 0
    return int(errors > 0 or (strict and warnings > 0))


def _at(session: Session, name: str) -> list[stored.CaseFile]:
    path = Path(name)
    if path.is_dir():
        return stored.load(path, session.vocabulary)
    if not path.exists():
        try:
            return [session.file_named(name)]
        except Usage as error:
            raise Usage(f"{name} is no file and no folder; {error}") from None
    return stored.load(path.parent, session.vocabulary, [path])


def _problems(session: Session, file: stored.CaseFile, owners: frozenset[str]) -> list[Problem]:
    """Errors and warnings of one file."""
    out = list(file.problems)
    if file.case is None or file.source is None:
        return out
    from remedy.law.against import problems as against
    from remedy.law.assess import assess
    from remedy.law.contradictions import problems as contradictions

    law = session.law
    tests = Check(file.case, file.source, session.vocabulary)
    day = session.day_for(file.case)
    out += [*tests.errors(), *tests.warnings(law.packs, day), *against(file.case, law, file.source)]
    out += zone_problems(file.case, file.source)
    out += unknown_owner(file.case, file.source, owners) if owners else []
    out += contradictions(file.case, assess(file.case, law, day).contradicted, file.source)
    return session.shown(out, file.case)
