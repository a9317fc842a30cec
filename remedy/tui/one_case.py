"""What the screens of one case share: they read it whole, again whenever its file or what is hidden changes."""

from __future__ import annotations

from remedy.case.problems import Problem
from remedy.tui.fetching import Fetched, Full, fetch
from remedy.tui.place import Place
from remedy.views.i18n import N_, _


class OneCase(Place):
    """A screen of one case, read in the background."""

    GONE = N_("This case is not there, or its file cannot be used: see Problems.")

    def __init__(self, case: str) -> None:
        super().__init__()
        self.case = case
        self.full: Full | None = None
        self._is_read = False
        """Whether what was asked for last came, were it that there is nothing."""

    def renew(self) -> None:
        """Reads the case anew: its file may have changed."""
        if self.full is not None and self.full.is_masked != self.remedy.shelf.hides:
            self.full, self._is_read = None, False  # a key was pressed while it was read
        super().renew()
        if self.is_mounted:
            fetch(self.remedy, self, self.case)

    def on_fetched(self, event: Fetched) -> None:
        """Shows what was read."""
        self.full, self._is_read = event.full, True
        self.head_up()
        self.filled()

    def warning(self) -> str:
        """What the file of the case has that could not be read."""
        return self.remedy.lacking((), self.full.errors) if self.full is not None else ""

    def first_error(self) -> Problem | None:
        """The first of its file."""
        return next(iter(self.full.errors), None) if self.full is not None else None

    def nothing_read(self) -> str:
        """What the list says while there is no case to show."""
        return _(self.GONE) if self._is_read else _("reading…")
