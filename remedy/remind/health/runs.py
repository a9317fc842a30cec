"""Whether reminders run every day, when they did last, and whether their record stands under another folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from remedy.case.problems import NotMade
from remedy.case.shell import shell_word
from remedy.remind import ledger, moving, schedule
from remedy.remind.health.around import Around, found
from remedy.remind.shown import LATE
from remedy.store import schedules
from remedy.views.complaints import complaint
from remedy.views.doctor import Finding
from remedy.views.i18n import _, ngettext
from remedy.views.text import day_said, moment_said


def reminders(around: Around) -> Iterator[Finding]:
    """Whether they run every day, and when they did last."""
    job = around.job
    timer = schedules.unit_folder() / f"{job.unit}.timer"
    ways = [str(timer)] if timer.is_file() else []
    try:
        ways += ["crontab"] if schedules.has_cron() and schedule.without(schedules.read_crontab(), job)[1] else []
    except NotMade as error:
        yield found("reminders", "attention", complaint(str(error)))
    for way in ways:
        yield found("reminders", "ok", _("they run every day by {way}").format(way=way))
    book = ledger.Ledger(around.root)
    if book.unread:
        yield found("reminders", "attention", complaint(book.unread))
        return
    last = _moment(book.last.at) if book.last is not None else None
    if last is None:
        yield from _elsewhere(around.root)
        yield found("reminders", "attention" if ways else "note", _("they never ran for this folder"),
                  "remedy remind --dry-run" if ways else "remedy remind install systemd")  # fmt: skip
        return
    ago = around.now - last
    hours = max(0, int(ago.total_seconds() // 3600))
    said = _("they ran last at {when}, {ago} ago")
    said = said.format(when=moment_said(last), ago=ngettext("{n} hour", "{n} hours", hours))
    late = ago > LATE
    fix = ("systemctl --user list-timers" if ways and ways[0] != "crontab" else "remedy remind") if late else ""
    yield found("reminders", "attention" if late else "ok", said, fix)


def _moment(at: str) -> datetime | None:
    """When a run was; None where its record says no time."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return None


def _elsewhere(root: Path) -> Iterator[Finding]:
    """Records of folders that are gone, where this one has none: it may have been one of them."""
    for ran in moving.gone(root):
        said = _("reminders ran until {day} for {path}, which is gone: if this folder stood there, all is told anew")
        fix = f"remedy remind adopt {shell_word(ran.cases)}"
        yield found("reminders", "attention", said.format(day=day_said(ran.day), path=ran.cases), fix)
