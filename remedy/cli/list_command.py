"""`remedy list`: all cases, with the next date of each."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case.languages import in_language
from remedy.cli.options import with_session
from remedy.cli.session import Session
from remedy.law.answer import Assessment
from remedy.views import mask
from remedy.views.show import ListRow
from remedy.views.words import from_phrase, marks

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("list")
@with_session
def list_(
    session: Session, *, tag: Annotated[str | None, typer.Option("--tag", help="Only with this tag.")] = None
) -> int:
    """All cases: stage reached, next date, problems."""
    rows = []
    for case, answer in session.assessments():
        if tag is None or tag in case.tags:
            shown = mask.mask(answer, case) if session.masks else answer
            state = "closed" if case.is_closed_on(answer.as_of) else "open"
            rows.append(_row(shown, state, "en" if session.json else session.lang))
    rows.sort(key=lambda r: (r.country, r.id))
    if session.json:
        from remedy.views.answers import ListAnswer

        session.answer(ListAnswer(cases=rows, problems=session.problems))
        return 0
    from remedy.views.show import listing

    session.show(listing(rows, session.width, session.paint))
    session.say_problems()
    return 0


def _row(answer: Assessment, status: str, lang: str) -> ListRow:
    dated = [i for i in answer.items if i.listed and i.date is not None and i.type == "deadline" and i.duty == "party"]
    ahead = [i for i in dated if i.date is not None and i.date >= answer.as_of] or dated
    first = ahead[0] if ahead else None
    return ListRow(
        id=answer.case,
        title=answer.case_title,
        country=answer.country,
        status=status,
        stage=answer.stage,
        next_date=first.date if first else None,
        next_title=(in_language(first.title_i18n, lang) or first.title) if first else "",
        next_marks=" · ".join(x for x in (from_phrase(first), *marks(first)) if x) if first else "",
        problems=len(answer.problems),
    )
