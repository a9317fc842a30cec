"""The question before a commit: where to, which files, the drafted message to be changed, and two buttons.

No is the default: Enter, Esc and any other letter than that of yes mean No; in the message letters are letters. While
git and its hooks work the dialog stays and can stop them; where they refuse it says why and keeps what was typed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Static

from remedy.case.commit import Changed, Outcome, Standing
from remedy.tui.dialogs.confirm import YES
from remedy.tui.dialogs.dialog import Dialog
from remedy.tui.spans import line
from remedy.tui.widgets.line import Line
from remedy.tui.widgets.rows import Row, Rows, scrolled
from remedy.views.commit import failed, file_line, hindrances, left_out, one_line, warnings, where
from remedy.views.i18n import N_, _
from remedy.views.text import wrap

if TYPE_CHECKING:
    from remedy.tui.app import RemedyApp

Made = tuple[Sequence[Changed], Outcome]
"""The files that were committed, and what git said."""

Commits = Callable[[Sequence[Changed], str, threading.Event], Outcome]
"""Commits files with a message until it is done or stopped."""

LABEL = N_("Message (Shift+Tab or ↑ leads there to change it):")

LOW = 3
"""So many lines the list of files has at least, and what git said."""

AROUND = 6
"""Lines of the dialog that are always there: its border, title, message and buttons, what happens just now."""


class Ticks(Rows):
    """The files. Space, Enter or a click ticks one; at its ends the arrows lead on."""

    BINDINGS: ClassVar[list[BindingType]] = [*Rows.BINDINGS, Binding("space,enter", "tick", show=False)]

    def action_tick(self) -> None:
        """The file under the cursor."""
        self.choose()

    def action_step(self, by: int) -> None:
        """To the next file, or out of the list."""
        if 0 <= self.cursor + by < len(self.rows):
            super().action_step(by)
        elif by < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()

    def on_click(self, event: events.Click) -> None:
        """One click does: a file need not be under the cursor before."""
        event.prevent_default()
        before = self.cursor
        super().on_click(event)
        if self.cursor != before:
            self.choose()


class GitEnded(Message):
    """git ended, or could not be begun."""

    def __init__(self, files: Sequence[Changed], outcome: Outcome) -> None:
        super().__init__()
        self.files, self.outcome = files, outcome


class Seen(Message):
    """How the folder stands by now."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing


class Commit(Dialog[Made | None]):
    """Gives what was committed; None where nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "no", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        standing: Standing,
        *,
        looks: Callable[[], Standing | None],
        drafted: Callable[[Sequence[Changed]], str],
        commits: Commits,
        minutes: int,
        lang: str,
    ) -> None:
        """`looks` and `commits` are called in the background."""
        super().__init__()
        self.standing, self.lang, self.minutes = standing, lang, minutes
        self.looks, self.drafted, self.commits = looks, drafted, commits
        self.ticked = {c.name for c in standing.files if c.own}
        self.draft = ""
        """The message as it was drafted last: one that differs is a person's."""
        self.stop: threading.Event | None = None
        """While git works: what stops it."""
        self.said: Sequence[str] = ()
        """Why the last try failed."""
        self._done: Made | None = None
        """What was committed."""
        self._seconds = 0

    @property
    def remedy(self) -> RemedyApp:
        """The app."""
        return self.app  # type: ignore[return-value]  # there is one app class

    @property
    def is_at_work(self) -> bool:
        """Whether git is at work."""
        return self.stop is not None

    def unsaved(self) -> list[str]:
        """The message, where a person wrote it."""
        typed = [line.value for line in self.query("#line").results(Input)]
        return [_("Message: {text}").format(text=text) for text in typed if text != self.draft]

    def compose(self) -> ComposeResult:
        """Where to, what is to be minded, the files, the message, what git said, the buttons."""
        with Vertical(classes="dialog commit"):
            yield Static(_("Commit to git?"), classes="title", markup=False)
            yield Static(id="where", classes="note", markup=False)
            yield Static(id="minded", markup=False)
            yield Ticks(id="files")
            yield Static(id="others", classes="note", markup=False)
            yield Static(id="label", classes="note", markup=False)
            yield Line(id="line", select_on_focus=False)
            yield Static(id="why", markup=False)
            yield Rows(id="said")
            yield Static(id="state", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("No (Esc)"), id="no")
                yield Button(_("Commit"), id="yes", variant="warning")

    def on_mount(self) -> None:
        """No is chosen."""
        self.query_one("#said", Rows).can_focus = False
        self._show()
        self.query_one("#no", Button).focus()
        self.set_interval(1.0, self._tick)

    def on_unmount(self) -> None:
        """What was begun does not outlive the app."""
        if self.stop is not None:
            self.stop.set()

    def on_resize(self) -> None:
        """The lists have what the rest leaves."""
        self._measure()

    # What is shown

    def files(self) -> list[Changed]:
        """The files that are ticked."""
        return [c for c in self.standing.files if c.name in self.ticked]

    def _show(self) -> None:
        """All that depends on how the folder stands, on the ticks, and on whether git works."""
        self.query_one("#files", Ticks).show([Row(c, 1, self._maker(c)) for c in self.standing.files], same=_same)
        self._redraft()
        self._measure()
        is_free = not self.is_at_work
        for id in ("#files", "#line"):
            self.query_one(id).disabled = not is_free
        self.query_one("#yes", Button).disabled = not is_free or bool(hindrances(self.standing))
        self.query_one("#no", Button).label = _("No (Esc)") if is_free else _("Stop (Esc)")
        self._tell()

    def _maker(self, changed: Changed) -> Callable[[int], Sequence[list[tuple[str, str]]]]:
        def made(width: int) -> Sequence[list[tuple[str, str]]]:
            return [line(file_line(changed, changed.name in self.ticked, width))]

        return made

    def _measure(self) -> None:
        """Gives the lists the lines that the rest leaves; on a low terminal what may be missed goes first."""
        width = max(20, min(110, self.size.width * 9 // 10) - 4)
        minded = (*hindrances(self.standing), *warnings(self.standing))
        said = [x for text in self.said[1:] for x in wrap(text, width - 2)]
        free = self.size.height - AROUND - int(self.is_at_work)
        free -= self._put("where", [where(self.standing)], width)
        free -= self._put("minded", minded, width) + self._put("why", self.said[:1], width)
        lists = min(LOW, len(self.standing.files)) + min(LOW, len(said))
        for id, text in (("others", left_out(self.standing)), ("label", _(LABEL))):
            needed = len(wrap(text, width)) if text else 0
            fits = free - needed >= lists
            free -= self._put(id, [text] if text and fits else [], width)
        rows = self.query_one("#said", Rows)
        rows.display = bool(said)
        rows.show(scrolled(said))
        lines = min(len(said), max(1, free - min(LOW, len(self.standing.files))))
        rows.styles.height = lines
        rows.scroll_end(animate=False)
        self.query_one("#files", Ticks).styles.height = max(1, min(len(self.standing.files), free - lines))

    def _put(self, id: str, texts: Sequence[str], width: int) -> int:
        """Shows some lines, or nothing; how many they are."""
        lines = [x for text in texts for x in wrap(text, width)]
        shown = self.query_one(f"#{id}", Static)
        shown.update("\n".join(lines))
        shown.display = bool(lines)
        return len(lines)

    def _redraft(self) -> None:
        """The message speaks of what is ticked, unless a person wrote it."""
        typed = self.query_one("#line", Input)
        if typed.value == self.draft:
            self.draft = one_line(self.drafted(self.files()))
            typed.value = self.draft

    def _tell(self) -> None:
        """What happens just now."""
        state = self.query_one("#state", Static)
        state.display = self.is_at_work
        if self.stop is not None:
            said = _("being stopped…") if self.stop.is_set() else _("git and its hooks are at work, {n} s so far")
            state.update(said.format(n=self._seconds))

    def _tick(self) -> None:
        """A second went by."""
        if self.is_at_work:
            self._seconds += 1
            self._tell()

    # Ticks, keys, buttons

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A file is ticked, or not any more."""
        event.stop()
        self.ticked ^= {event.key.name}
        self._show()

    def on_key(self, event: events.Key) -> None:
        """On the buttons a letter says yes only in the language of the interface; while git works none says a thing."""
        if not isinstance(self.focused, Button):
            return
        if event.character and event.character.isalpha():
            event.stop()
            if not self.is_at_work:
                self._end(event.character.lower() == YES.get(self.lang, "y"))
        elif event.key in ("left", "right"):
            yes = self.query_one("#yes", Button)
            (self.query_one("#no", Button) if yes.has_focus or yes.disabled else yes).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the message goes to the buttons, to No."""
        event.stop()
        self.query_one("#no", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        event.stop()
        if event.button.id == "yes":
            self._end(True)
        else:
            self.action_no()

    def action_no(self) -> None:
        """Esc: what is at work is stopped, else the question is answered."""
        if self.stop is None:
            self.dismiss(None)
        else:
            self.stop.set()
            self._tell()

    def _end(self, commits: bool) -> None:
        """Yes, or No."""
        message, files = one_line(self.query_one("#line", Input).value), self.files()
        if not commits:
            self.dismiss(None)
        elif self.is_at_work or hindrances(self.standing):
            return
        elif not files:
            self.notify(_("Tick a file first: Space in the list does."))
            self.query_one("#files", Ticks).focus()
        elif not message:
            self.notify(_("Write a message first: it says what was changed."))
            self.query_one("#line", Input).focus()
        else:
            self._begin(files, message)

    # git at work

    def _begin(self, files: Sequence[Changed], message: str) -> None:
        """Starts the commit in the background."""
        stop = self.stop = threading.Event()
        self.said, self._seconds = (), 0
        self.query_one("#no", Button).focus()
        self._show()

        def work() -> None:
            try:
                outcome = self.commits(files, message, stop)
            except Exception as error:
                outcome = Outcome(is_committed=False, said=type(error).__name__)
                self.remedy.trouble_elsewhere(error)
            self.post_message(GitEnded(files, outcome))

        self.run_worker(work, thread=True, group="commit")

    def on_git_ended(self, event: GitEnded) -> None:
        """Done; or it is said why not, and all stays as it was typed."""
        event.stop()
        self.stop = None
        if event.outcome.is_committed:
            self._done = (event.files, event.outcome)
            self._close()
            return
        self.said = failed(event.outcome, self.minutes)
        self._show()
        self.query_one("#no", Button).focus()
        self.renew()

    def _close(self) -> None:
        """What was committed is told, once the dialog is not behind while names are hidden: git may have named them."""
        self.draft = self.query_one("#line", Input).value  # nothing of it would be lost
        if self in self.app.screen_stack:
            self.pop_until_active()
            self.dismiss(self._done)

    def renew(self) -> None:
        """Files changed on the disk: perhaps some of these."""
        if self._done is not None:
            self._close()
        elif not self.is_at_work:
            self.run_worker(self._look, thread=True, exclusive=True, group="looking")

    def _look(self) -> None:
        try:
            found = self.looks()
        except Exception as error:
            self.remedy.trouble_elsewhere(error)
            return
        if found is not None:
            self.post_message(Seen(found))

    def on_seen(self, event: Seen) -> None:
        """The list as it is by now; what this session changed meanwhile is ticked."""
        event.stop()
        if self.is_at_work:
            return
        known = {c.name for c in self.standing.files}
        self.standing = event.standing
        self.ticked |= {c.name for c in event.standing.files if c.own and c.name not in known}
        self._show()


def _same(one: Changed, other: Changed) -> bool:
    """Whether two rows are of one file."""
    return one.name == other.name
