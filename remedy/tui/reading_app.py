"""The part of the app that reads: all files in the background, then what changes; and what it says of itself.

Workers hand entries over; the screens that are shown are told and take from the shelf. An error of the program ends
in a message and a report, never in a frozen terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from textual import constants, events
from textual.dom import DOMNode
from textual.driver import Driver
from textual.notifications import Notify, SeverityLevel
from textual.worker import get_current_worker

from remedy.case.problems import Problem
from remedy.store.desk import Desk
from remedy.tui.in_turn import InTurn
from remedy.tui.shelf import Entry, Shelf, Stamp
from remedy.tui.told import Told
from remedy.views import i18n
from remedy.views.i18n import _, ngettext
from remedy.views.text import clean, weekday_date

WATCH = 1.0
"""Seconds between two looks at the disk."""


class ReadingApp(InTurn):
    """Holds the desk and the shelf."""

    def __init__(self, desk: Desk, *, lang: str, watches: bool) -> None:
        super().__init__()
        self.desk, self.lang = desk, lang
        self.shelf = Shelf(lang)
        self._watches = watches
        self.is_under_git = False
        """Whether the folder is under git, as it was when the disk was looked at last."""
        self._is_warned = False
        """Whether it was said already that the terminal sends no UTF-8."""
        self._reported: dict[str, Path | None] = {}
        """The causes of this session's errors, each with its report."""

    def get_driver_class(self) -> type[Driver]:
        """The terminal as the app uses it, but where Textual is told of another."""
        if constants.DRIVER is not None or sys.platform == "win32":
            return super().get_driver_class()
        from remedy.tui.terminal import Terminal  # no terminal of this kind is on Windows

        return Terminal

    def begin(self) -> None:
        """Reads once the first screen was painted; then looks for changes from time to time."""
        self.call_after_refresh(self.read_all)
        if self._watches:
            self.set_interval(WATCH, self.look)

    @property
    def today(self) -> date:
        """The day asked about, else today where the machine stands."""
        return self.desk.stated or self.desk.clock("")

    def head(self, heading: str) -> str:
        """The line at the top: place, day, how much was read."""
        read = len(self.shelf.entries)
        cases = ngettext("{n} case", "{n} cases", read)
        if not self.shelf.is_complete:
            cases = _("reading {read} of {total}").format(read=read, total=self.shelf.total or "…")
        parts = ("remedy", heading, weekday_date(self.today), self.mark(), cases)
        return " · ".join(part for part in parts if part)

    def mark(self) -> str:
        """What is still to be done with what was edited. Whoever edits says it."""
        return ""

    def banner(self) -> str:
        """What must not be overlooked: another day, names that are hidden."""
        said = []
        if self.desk.stated is not None:
            day = weekday_date(self.desk.stated)
            is_past = self.desk.stated < self.desk.clock("")
            told = (
                _("AS OF {day}: the past. a or F7: another day, or today.")
                if is_past
                else _("AS OF {day}: a day to come. a or F7: another day, or today.")
            )
            said.append(told.format(day=day))
        if self.shelf.hides:
            said.append(_("NAMES ARE HIDDEN: v or F9 shows them again."))
        return "  ".join(said)

    def warning(self) -> str:
        """What could not be read, and the key that leads to it: silence would read as "nothing is due"."""
        return self._gone() or self.lacking(self.shelf.lost_names(), self.shelf.other_errors())

    def _gone(self) -> str:
        """That the folder went; empty while it is there."""
        from remedy.views.problems import folder_gone

        return folder_gone("" if self.shelf.hides else str(self.desk.root)) if self.shelf.is_gone else ""

    def lacking(self, names: Sequence[str], errors: Sequence[Problem]) -> str:
        """The same of some files that cannot be used, and of errors in files that can."""
        from remedy.tui.keys import shown_key
        from remedy.views.problems import unread_told

        places = self.shelf.places(errors)
        return unread_told(names, len(errors), places, shown_key("p", i18n.language()) or "")

    def nothing(self) -> str:
        """What a list across cases says where it is empty, though nobody filters: why, and what to do."""
        from remedy.views.problems import UNREAD
        from remedy.views.words import NO_CASE

        if gone := self._gone():
            return gone
        if not self.shelf.entries:
            return _(NO_CASE)
        return _(UNREAD) if self.shelf.lost() or self.shelf.other_errors() else ""

    # What is read

    def read_all(self) -> None:
        """Reads every file anew, in the background."""
        self.shelf.clear()
        self.run_worker(self._read, thread=True, exclusive=True, group="reading")

    def _read(self) -> None:
        from remedy.tui import reading  # what reading needs is imported behind the first paint

        worker = get_current_worker()
        i18n.name(self.desk.law)
        is_gone, stamps = not self.desk.is_there(), self.desk.stamps()
        if not worker.is_cancelled:
            self.call_from_thread(self.shelf.begin, len(stamps), is_gone)
        reading.read_all(
            self.desk,
            stamps,
            lambda batch: self._hand(batch, []),
            lambda: worker.is_cancelled,
            self.trouble_elsewhere,
        )
        if not worker.is_cancelled:
            self.call_from_thread(self.finished)

    def finished(self) -> None:
        """All files were read."""
        self.shelf.is_complete = True
        self.renew()

    def look(self) -> None:
        """Looks whether anything changed on the disk, in the background."""
        if self.shelf.is_complete:
            known = {path: entry.stamp for path, entry in self.shelf.entries.items()}
            looks = partial(self._look, known, self.shelf.is_gone)
            self.run_worker(looks, thread=True, exclusive=True, group="reading")

    def _look(self, known: dict[Path, Stamp], was_gone: bool) -> None:
        from remedy.store import git
        from remedy.tui import reading

        is_gone = not self.desk.is_there()
        self.is_under_git = git.holds(self.desk.root)
        fresh, gone = reading.changed(self.desk, known, self.trouble_elsewhere)
        if fresh or gone or was_gone != is_gone:
            self._hand(fresh, gone, is_gone)

    def _hand(self, fresh: list[Entry], gone: list[Path], is_gone: bool | None = None) -> None:
        """Hands files over from the background, with their lines made; where that fails, the agenda says so itself."""
        for entry in fresh:
            with suppress(Exception):
                self.shelf.prepare(entry)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self.take, fresh, gone, is_gone)

    def take(self, fresh: list[Entry], gone: list[Path], is_gone: bool | None = None) -> None:
        """Files that were read, and whether the folder is gone, where that was looked at; every screen is told."""
        self.shelf.put(fresh)
        self.shelf.drop(gone)
        if is_gone is not None:
            self.shelf.is_gone = is_gone
        if self.shelf.is_complete or self.shelf.doubled():
            self.renew()

    def renew(self) -> None:
        """The screens that are shown take from the shelf again."""
        for screen in self.screen_stack:
            renew = getattr(screen, "renew", None)
            if renew is not None:
                renew()

    # What is said

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A message at the edge of the screen. It may quote a file or git: nothing in it is active, no mark obeyed."""
        shown = "\n".join(clean(text) for text in message.splitlines())
        lasts = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Told(shown, title, severity, lasts)))

    def action_help_quit(self) -> None:
        """Ctrl+C: nothing ends by it, since it also copies."""
        self.notify(_("Ctrl+Q leaves the app; Esc goes back."))

    def on_paste(self, event: events.Paste) -> None:
        """Something was pasted where nothing takes text: no letter of it is a key."""
        event.stop()
        self.notify(_("Nothing takes text here, so nothing was pasted. f or / opens the filter."))

    def unreadable(self) -> None:
        """The terminal sent what is no text: said once."""
        if not self._is_warned:
            self._is_warned = True
            said = _("Something that is no UTF-8 was typed or pasted: what cannot be read stands as {sign}.")
            self.notify(said.format(sign="\ufffd"), severity="warning")

    # What goes wrong

    @property
    def raises(self) -> bool:
        """Whether an error of the program is raised, for tests: there is no terminal that would freeze."""
        return self.is_headless

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[object, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """What a key, the palette or the footer asks for; an error of the program in it does not stop the app."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:
            self.trouble(error)
            return True

    def trouble_elsewhere(self, error: Exception) -> None:
        """The same for an error in the background."""
        self.call_from_thread(self.trouble, error)

    def trouble(self, error: Exception, *, is_told_once: bool = False) -> None:
        """An error of the program in one place: said, reported without any text of a case; the rest goes on.

        One cause has one report a session; `is_told_once`: it is said only once as well.
        """
        if self.raises:
            raise error
        from remedy.store import trouble

        cause = trouble.cause(error)
        if cause not in self._reported:
            self._reported[cause] = trouble.report(error, self.desk.clock(""))
        elif is_told_once:
            return
        where = self._reported[cause]
        said = _("Something here went wrong ({kind}). Nothing of your files was touched.").format(
            kind=type(error).__name__
        )
        self.notify(f"{said} {_('Report')}: {where or '—'}", severity="error", timeout=20)

    def _handle_exception(self, error: Exception) -> None:
        """What no place could catch: the terminal is given back, and where the report stands is said."""
        if self.raises:
            super()._handle_exception(error)
            return
        if self._exit:  # what breaks because the app is ending tells nothing of why it ends
            return
        from remedy.store import trouble

        where = trouble.report(error, self.desk.clock(""))
        words = _("The app had to stop ({kind}). What was saved is in the files. Report: {where}")
        self.exit(return_code=70, message=words.format(kind=type(error).__name__, where=where or "—"))
