"""`remedy rules`: the law that deadlines rest on: list, show, compute, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from remedy.case import dates
from remedy.case.problems import Problem, did_you_mean
from remedy.cli.names import FILE, rule_names
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage
from remedy.law.law import Law
from remedy.law.pack import Rule
from remedy.views.i18n import _
from remedy.views.reasons import told

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="The law: list, show, compute, check.",
)


RuleName = Annotated[str, typer.Argument(metavar="RULE", help="Such as kz/criminal.appeal.", autocompletion=rule_names)]


def _rule(law: Law, name: str) -> Rule:
    found = law.rules_named(name)
    if len(found) == 1:
        return found[0]
    if found:
        said = _('"{name}" is a rule of several packs: {names}')
        raise Usage(said.format(name=name, names=", ".join(r.full for r in found)))
    known = {r.full for p in law.packs.values() for r in p.rules}
    fitting = sorted(n for n in known if name.lower() in n.lower())
    cure = _("one of: {names}").format(names=", ".join(fitting)) if fitting else told(did_you_mean(name, known))
    raise Usage(_('no rule "{name}"; {cure}').format(name=name, cure=cure))


@app.command("list")
@with_session
def list_(session: Session, *, pack: Annotated[str | None, typer.Argument(help="Only of this pack.")] = None) -> int:
    """All rules: whose clock, how long, which article, how sure."""
    from remedy.views.rule_view import clock_row, row_of

    law = session.law
    if pack is not None and pack not in law.packs:
        raise Usage(_('no pack "{name}"; {cure}').format(name=pack, cure=told(did_you_mean(pack, law.packs))))
    packs = [p for p in law.packs.values() if pack in (None, p.id)]
    rows = [row for p in packs for row in (*(row_of(r, p) for r in p.rules), *(clock_row(c, p) for c in p.clocks))]
    if session.json:
        from remedy.views.answers import RulesListAnswer

        session.answer(RulesListAnswer(rules=rows, problems=session.problems))
        return 0
    from remedy.views.rules import rules_list

    session.show(rules_list(rows, session.width, session.paint, session.lang))
    session.say_problems()
    return 0


@app.command("show")
@with_session
def show(session: Session, *, rule: RuleName) -> int:
    """One rule: its versions, each with article, quotation and standing."""
    from remedy.views.rule_view import view_of

    law = session.law
    found = _rule(law, rule)
    view = view_of(found, law.packs[found.pack])
    if session.json:
        from remedy.views.answers import RuleAnswer

        session.answer(RuleAnswer(rule=view, problems=session.problems))
        return 0
    from remedy.views.rules import rule_text

    session.show(rule_text(view, session.width, session.paint, session.lang))
    session.say_problems()
    return 0


def _day(option: str, text: str) -> dates.When:
    try:
        return dates.typed(text)
    except dates.BadDate as error:
        raise Usage(f"{option}: {error}; {error.fix}") from None


def _pair(option: str, text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise Usage(f'{option}: "{text}" has no "="; write {option} NAME=VALUE')
    return name.strip(), value.strip()


def _fact(law: Law, rule: Rule, text: str) -> tuple[str, Any]:
    name, value = _pair("--fact", text)
    known = law.packs[rule.pack].facts
    if name not in known:
        raise Usage(f'--fact: no fact "{name}"; {did_you_mean(name, known) if known else "this pack has none"}')
    by_text = {str(v).lower(): v for v in known[name].values}
    if value.lower() not in by_text:
        raise Usage(f'--fact {name}: "{value}" is no value of it; write one of: {", ".join(by_text)}')
    return name, by_text[value.lower()]


@app.command("compute")
@with_session
def compute(
    session: Session,
    *,
    rule: RuleName,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The anchor's day, uncertain ones included.")],
    decided: Annotated[str | None, typer.Option("--decided", metavar="DATE", help="The decision's day.")] = None,
    event: Annotated[list[str] | None, typer.Option("--event", metavar="KIND=DATE", help="Another event.")] = None,
    fact: Annotated[list[str] | None, typer.Option("--fact", metavar="NAME=VALUE", help="A fact.")] = None,
) -> int:
    """What a rule gives for a day, without any case."""
    from remedy.law.compute import compute as compute_rule

    law = session.law
    found = _rule(law, rule)
    events = {}
    for text in event or []:
        kind, day = _pair("--event", text)
        if kind not in law.vocabulary.kinds:
            raise Usage(f'--event: unknown kind "{kind}"; {did_you_mean(kind, law.vocabulary.kinds)}')
        events[kind] = _day(f"--event {kind}", day)
    facts = dict(_fact(law, found, text) for text in fact or [])
    try:
        answer = compute_rule(
            found,
            law,
            _day("--on", on),
            decided=_day("--decided", decided) if decided else None,
            events=events,
            stated=facts,
        )
    except OverflowError:
        raise Usage(f"--on {on}: the last day lies outside the calendar of years 1 to 9999") from None
    if session.json:
        session.answer(answer)
    else:
        from remedy.views.rules import compute_text

        calendar = law.calendars.get(law.packs[found.pack].calendar)
        mark = calendar.mark if calendar is not None else (lambda day: "weekend" if day.isoweekday() > 5 else None)
        session.show(compute_text(answer, mark, session.width, session.paint))
    session.say_problems()
    return 0 if answer.covered else 1


@app.command("verify")
@with_session
def verify_(
    session: Session,
    *,
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="None: all rules.", autocompletion=rule_names)
    ] = None,
    format: Annotated[Literal["md", "html"], typer.Option("--format", help="Markdown, or a page to print.")] = "md",
) -> int:
    """A sheet a rule for a lawyer to sign: the text, the quotation, how it is computed, five worked dates."""
    from remedy.views.sheet import clock_document, document, markdown, page

    law = session.law
    every = [(c, p) for p in law.packs.values() for c in p.clocks]
    clocks = [(c, p) for c, p in every if rule in (None, c.id, f"{p.id}.{c.id}")]
    rules = [r for p in law.packs.values() for r in p.rules] if rule is None else []
    chosen = rules if rule is None or clocks else [_rule(law, rule)]
    blocks = [*document(chosen, law), *clock_document(clocks)]
    session.show((page if format == "html" else markdown)(blocks).splitlines())
    session.say_problems()
    return 0


@app.command("check")
@with_session
def check(
    session: Session,
    *,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", click_type=FILE, help="A pack, conventions, a calendar, or a folder; none: all."
        ),
    ] = None,
) -> int:
    """What is wrong with a file of law: keys, versions, sources, names, examples. Exit 1 where there are errors."""
    from remedy.store.law import Taken, checked
    from remedy.views.answers import CheckAnswer

    problems: set[Problem] = set()
    folders = _files(session, file)
    for paths in folders:
        taken: Taken = {}
        for path in paths:
            problems |= set(checked(path, session.law, taken))
    errors = sum(p.level == "error" for p in problems)
    answer = CheckAnswer(
        files=sum(map(len, folders)), errors=errors, warnings=len(problems) - errors, problems=sorted(problems)
    )
    if session.json:
        session.answer(answer)
    else:
        from remedy.views.problems import check as view

        session.show(view(answer, session.width, session.paint))
    session.code = 0
    return int(errors > 0)


def _files(session: Session, name: str | None) -> list[list[Path]]:
    """The files of law to check, by folder: one, those of a folder, or all at hand. Raises Usage."""
    from remedy.store import law as stored

    if name is None:
        return [stored.law_files(folder) for folder in (stored.PACKS, *session.folders)]
    path = Path(name)
    if path.is_dir():
        found = stored.law_files(path)
        if not found:
            raise Usage(f"no file of {path} ends in .toml: name a pack, or a folder of packs")
        return [found]
    if not path.is_file():
        raise Usage(f"{path} is no file and no folder: name a pack such as remedy/packs/kz/criminal.toml")
    return [[path]]
