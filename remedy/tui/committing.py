"""From the edits of a session to git: what is asked before a commit, what is done after it, and what is still to be.

git is asked in the background; nothing here waits for it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from remedy.views.i18n import _, ngettext

if TYPE_CHECKING:  # the first paint needs none of it
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.worker import Worker

    from remedy.case.commit import Changed, Standing
    from remedy.tui.acting import Acting
    from remedy.tui.dialogs.commit import Made


class Committing:
    """The way of this session's edits into git."""

    def __init__(self, acting: Acting) -> None:
        self.acting, self.app, self.edits = acting, acting.app, acting.edits

    def mark(self) -> str:
        """How many edits of this session are in files but in no commit; empty outside git."""
        number = len(self.edits.made)
        if not number or not self.app.is_under_git:
            return ""
        return ngettext("{n} edit not committed", "{n} edits not committed", number)

    def ask(self) -> None:
        """Asks which files and with which message, and commits."""
        from remedy.store import git

        if self.acting.is_hiding():
            return
        if not git.is_there():
            self.app.notify(_("git is not installed here: the files are saved; nothing is committed."))
            return
        self._standing(self._asked)

    def leave(self) -> None:
        """Quits; asks first where what was edited is not in git. What is typed by now may be lost."""
        if self.edits.made:
            self._standing(partial(self._left, self.acting.typed(leaves=True)))
        else:
            self.app.exit()

    # Asking git

    def _look(self, session: dict[Path, tuple[str, str] | None]) -> Standing | None:
        """How the folder stands. Raises git.Unanswered."""
        from remedy.store import uncommitted

        return uncommitted.standing(self.app.desk.root, session, self.app.desk.packs)

    def _standing(self, told: Callable[[Standing | None, str], None]) -> None:
        """Tells how the folder stands once git has said it, else what git said instead; not over another screen."""
        from textual.worker import get_current_worker

        from remedy.store import git

        asked_on, asked = self.app.screen, self.edits.copy()

        def look() -> None:
            worker = get_current_worker()
            said, found = "", None
            try:
                found = self._look(asked.files())
            except git.Unanswered as error:
                said = str(error) or "git"
            except Exception as error:
                self.app.trouble_elsewhere(error)
                return
            if not worker.is_cancelled:
                self.app.call_from_thread(answer, worker, found, said)

        def answer(worker: Worker[None], found: Standing | None, said: str) -> None:
            if worker.is_cancelled:  # it was asked once more
                return
            if self.app.screen is not asked_on:
                self.app.notify(_("git answered when something else was open: nothing was done. Press the key again."))
                return
            if found is not None:
                own = {c.own for c in found.files}  # the rest was committed elsewhere, or taken back
                self.edits.settle(asked, lambda path: path not in own)
            told(found, said)

        self.app.run_worker(look, thread=True, exclusive=True, group="git")

    # Answers

    def _asked(self, standing: Standing | None, said: str) -> None:
        from remedy.store import commits, git
        from remedy.tui.dialogs.commit import Commit

        if self.acting.is_hiding():  # since git was asked
            return
        if standing is None:
            self.app.notify(
                said or _("This folder is in no git: git init makes one."),
                severity="warning" if said else "information",
            )
            return
        if not standing.files:
            self.app.notify(nothing(standing))
            self.app.renew()
            return
        if isinstance(self.app.screen, Commit):
            return
        root = self.app.desk.root

        def looks() -> Standing | None:
            try:
                return self._look(self.edits.files())
            except git.Unanswered:
                return None

        def written(made: Made | None) -> None:
            if made is not None:
                self._made(made, standing.branch)

        self.app.push_screen(
            Commit(
                standing,
                looks=looks,
                drafted=self._drafted,
                commits=lambda files, message, stop: commits.commit(root, files, message, stop),
                minutes=int(commits.TIMEOUT // 60),
                lang=self.app.lang,
            ),
            written,
        )

    def _drafted(self, files: Sequence[Changed]) -> str:
        """A message that speaks of some files."""
        from remedy.views.commit import drafted

        told = self.edits.of({c.own for c in files})
        spoken = {str(d.draft.path) for d in told}
        return drafted([d.said for d in told], [c.name for c in files if c.own not in spoken])

    def _made(self, made: Made, branch: str) -> None:
        """What was committed is no longer to be."""
        from remedy.views.commit import done

        files, outcome = made
        own = {c.own for c in files}
        self.edits.settle(self.edits.copy(), own.__contains__)
        self.app.notify(done(outcome, branch), severity="warning" if outcome.stopped else "information")
        self.app.renew()

    def _left(self, agreed: Sequence[str], standing: Standing | None, _said: str) -> None:
        from remedy.tui.dialogs.confirm import Confirm

        if standing is None or not self.edits.made:
            self.acting.unless_typed(self.app.exit, agreed, leaves=True)
            return
        if isinstance(self.app.screen, Confirm):
            return
        detail = "" if self.app.shelf.hides else "\n".join(f"{d.case}: {d.phrase}" for d in self.edits.made[-8:])
        question = _("Quit without a commit? The files are saved; only the commit is missing.")
        self.app.push_screen(
            Confirm(question, detail, lang=self.app.lang),
            lambda yes: self.acting.unless_typed(self.app.exit, agreed, leaves=True) if yes else None,
        )


def nothing(standing: Standing) -> str:
    """What is said where no file that is read changed."""
    from remedy.views.commit import left_out

    if standing.branch:
        said = _("Nothing changed since the last commit on {branch}.").format(branch=standing.branch)
    else:
        said = _("Nothing changed since the last commit.")
    return f"{said} {left_out(standing)}".strip()
