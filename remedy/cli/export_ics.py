"""`remedy export ics`: deadlines, hearings and ends of punishments as a calendar; steps and ticklers on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from remedy.case.model import Case
from remedy.cli import choosing
from remedy.cli.exporting import Only, OutFile, place, tell_masked
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage
from remedy.cli.session import write as write_text
from remedy.law.answer import Assessment, Item
from remedy.views.i18n import _, ngettext

if TYPE_CHECKING:
    from remedy.views.calendar_entries import Entry, Found, Wanted
    from remedy.views.calendar_history import Version

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("ics")
@with_session
def export_ics(
    session: Session,
    *,
    file: OutFile = None,
    case: Only = None,
    days: choosing.Days = None,
    owner: choosing.Owner = None,
    tag: choosing.Tag = None,
    country: choosing.Country = None,
    duty: choosing.Duty = None,
    steps: Annotated[bool, typer.Option("--steps", help="Also the steps, as tasks.")] = False,
    leads: Annotated[
        str | None,
        typer.Option(
            "--leads",
            metavar="DAYS",
            help="So many days before an entry reminds of itself; else as remind tells of it.",
        ),
    ] = None,
    no_alarms: Annotated[bool, typer.Option("--no-alarms", help="No entry rings.")] = False,
    ticklers: Annotated[
        bool,
        typer.Option("--ticklers", help="An all-day entry on each of those days too, where calendars drop alarms."),
    ] = False,
) -> int:
    """The agenda's dates as a calendar; a file that is there already is brought up to date, entry by entry."""
    from remedy.views import ics
    from remedy.views.calendar_entries import Found, Wanted

    before = _before(file)
    owner = choosing.me() if owner == "me" else owner
    want = Wanted(alarms=not no_alarms, ticklers=ticklers, steps=steps, known=before, **_when(session, leads, owner))
    hides = not session.include_confidential and (file is not None or not session.is_terminal)
    found, files = Found(), set()
    for one, answer in _chosen(session, case or [], tag, country):
        lines = [i for i in answer.items if choosing.fits(i, days, duty, all=i.type == "sanction")]
        lines = [i for i in lines if choosing.is_of(i, one, owner)]
        found.add(_found(session, one, answer, lines, want, hides))
        files.add(answer.file)
    found.blind = any(p.level == "error" and p.file not in files for p in session.problems)
    versions = _versions(session, found, before, hides)
    text = ics.written(versions).decode("utf-8")
    if file is None:
        import sys

        write_text(sys.stdout, text)
    else:
        place(session, file, text)
    _tell(session, file, found, versions)
    return 0


def _when(session: Session, leads: str | None, owner: str | None) -> dict[str, Any]:
    """When entries remind of themselves: as `--leads` says, else as the settings have it for the line, and for the
    owner whose calendar it is."""
    if leads is not None:
        return {"leads": _leads(leads)}
    from remedy.cli.reminder_settings import lead_times

    return {"settled": lead_times(session, owner)}


def _leads(text: str) -> tuple[int, ...]:
    """The days of `--leads`. Raises Usage."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        raise Usage(_('--leads: "{text}" is no list of days; write such as 30,14,7,3,1,0').format(text=text))
    return tuple(sorted({int(part) for part in parts}, reverse=True))


def _before(file: str | None) -> dict[str, Version]:
    """The entries of the file that is to be written anew. Raises Usage where it is not of remedy."""
    from remedy.views import ics

    if file is None:
        return {}
    path = Path(file)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            return {}  # a pipe or a device may give bytes without end; whoever writes refuses it
        return ics.read(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ics.NoCalendar as error:
        said = _("{file}: {why}, and is left as it is; name another file, or delete this one")
        raise Usage(said.format(file=file, why=_(str(error)))) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Usage(_("{file} cannot be read: {why}; name another file").format(file=file, why=why)) from None


def _chosen(
    session: Session, names: list[str], tag: str | None, country: str | None
) -> Iterator[tuple[Case, Assessment]]:
    """The cases that were asked for, without those that are closed."""
    if names:
        for file in {f.name: f for f in map(session.case_named, names)}.values():
            if file.case is None or not file.case.is_closed_on(session.day_for(file.case)):
                answer = session.assess(file)
                if file.case is not None:
                    yield file.case, answer
        return
    for found, answer in session.assessments(detail=True, closed=False):
        if (tag is None or tag in found.tags) and (country is None or answer.country.lower() == country.lower()):
            yield found, answer


def _found(session: Session, case: Case, answer: Assessment, lines: list[Item], want: Wanted, hides: bool) -> Found:
    """The entries of one case."""
    from remedy.store.zones import zone_named
    from remedy.views import mask
    from remedy.views.calendar_entries import entries, where

    shown = mask.mask(answer, case) if hides and mask.has_secrets(case) else None
    zone = zone_named(session.desk.zone_of_hearings(case))
    courts = where(answer.events, mask.mask_case(case) if hides else case)
    return entries(answer, lines, zone, session.lang, want, courts=courts, shown=shown)


def _versions(session: Session, found: Found, before: dict[str, Version], hides: bool) -> list[Version]:
    """The entries against the file that was there."""
    from datetime import UTC, datetime

    from remedy.views.calendar_history import revised

    day = session.today
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return revised(found, before, day, stamp, hidden=_hidden(session) if hides else lambda entry: entry)


def _hidden(session: Session) -> Callable[[Entry], Entry]:
    """Masks what is kept of an earlier file; the secrets of all cases are read once it is needed."""
    from remedy.views.calendar_history import hiding

    return hiding(lambda: [f.case for f in session.case_files if f.case is not None])


def _tell(session: Session, file: str | None, found: Found, versions: list[Version]) -> None:
    """What was written, what is masked, what is in no calendar, and how late others see it."""
    if file is not None:
        said = ngettext("{n} entry written to {file}", "{n} entries written to {file}", len(versions))
        session.tell(said.format(file=file))
    over = sum(v.entry.closed is not None for v in versions)
    if over:
        said = ngettext("{n} of them is over and stays", "{n} of them are over and stay", over)
        session.tell(_("{count} as cancelled for 90 days").format(count=said))
    tell_masked(session, found.masked)
    if found.undated:
        said = ngettext("{n} line of the agenda has no date", "{n} lines of the agenda have no date", found.undated)
        session.tell(_("{count} and so no entry: remedy due shows all").format(count=said))
    if found.blind or not all(found.cases.values()):
        session.tell(_("not every case could be read: entries that may be theirs stay as they were"))
    session.tell(
        _("calendars that subscribe to the file look at it only every 3 to 24 hours: no place for what is due today")
    )
    session.say_problems()
