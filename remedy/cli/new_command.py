"""`remedy new`: a new case file, with what every case has and where the rest goes."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case import typed as words
from remedy.case.problems import did_you_mean
from remedy.case.slugs import id_of
from remedy.cli.editing import typed
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.views.i18n import _
from remedy.views.text import clean

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("new")
@with_session
def new(
    session: Session,
    *,
    id: Annotated[str, typer.Argument(help="Lower-case letters, digits and hyphens; also the file's name.")],
    title: Annotated[str, typer.Option("--title", help="How the case is called.")],
    country: Annotated[str | None, typer.Option("--country", help="Two letters, ISO 3166.")] = None,
    pack: Annotated[
        list[str] | None, typer.Option("--pack", help="Whose law; the first is the domestic one; repeatable.")
    ] = None,
    person: Annotated[str | None, typer.Option("--person", help="The defendant's name.")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Whose case it is.")] = None,
    dry_run: DryRun = False,
) -> int:
    """Makes a case file; an id or a file that is there already is refused."""
    from remedy.store import write
    from remedy.store.case_text import text_of

    name = typed(words.case_id, id)
    for option, said in (("--title", title), ("--person", person), ("--owner", owner)):
        if said is not None and not said.strip():
            raise Usage(f"{option} is empty: write a name, or leave it out" if option != "--title" else
                        "--title is empty: say how the case is called")  # fmt: skip
    if any(f.case is not None and f.case.id == name for f in session.case_files):
        raise Usage(f'there is a case "{name}" already; remedy show {name}')
    for one in pack or []:
        if one not in session.law.packs:
            raise Usage(f'--pack: no pack "{one}"; {did_you_mean(one, session.law.packs)}')
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise Usage(f'--country: "{country}" is not two letters of ISO 3166, such as KZ')
    pairs = {"id": name, "title": title, "country": country.upper() if country else None,
             "packs": pack or None, "owner": owner}  # fmt: skip
    rows = []
    if person:
        rows.append({"id": id_of(person) or "defendant", "name": person, "role": "defendant"})
    text = text_of({k: v for k, v in pairs.items() if v is not None}, {"person": rows})
    lines = text.splitlines()
    path = session.root / f"{name}.toml"
    if not dry_run:
        write.replace(path, None, text.encode(), session.root)
    if session.json:
        from remedy.views.answers import EditAnswer, EditedLine

        made = [EditedLine(number=n, sign="+", text=text) for n, text in enumerate(lines, 1)]
        session.answer(
            EditAnswer(case=name, file=path.name, written=not dry_run, understood=[], lines=made, moves=[],
                       problems=session.problems)
        )  # fmt: skip
        return 0
    said = _("would make {path}") if dry_run else _("made {path}")
    session.show([said.format(path=clean(str(path))), *(f"  {line}" for line in lines)])
    session.show([] if dry_run else [_("next: {command}").format(command=f"remedy record {name} KIND --date DATE")])
    return 0
