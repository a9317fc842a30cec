"""What the app does for a person: forms, edits that can be taken back, programs outside, copies; commits elsewhere.

Every edit goes through the desk and is remembered with the text before it, so that `u` undoes it while the file is as
it was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from remedy.case.problems import NotMade
from remedy.tui.committing import Committing
from remedy.tui.edits import Edits
from remedy.views.complaints import complaint, sentence
from remedy.views.i18n import _, ngettext
from remedy.views.text import clean, day_said

if TYPE_CHECKING:  # the first paint needs none of it
    from collections.abc import Callable, Sequence
    from typing import Any

    from textual.screen import Screen

    from remedy.case.problems import Problem
    from remedy.store.desk import Draft
    from remedy.tui.app import RemedyApp
    from remedy.tui.fetching import Full
    from remedy.tui.shelf import Entry


SHOWN = 40
"""So many lines are shown of what would be undone."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One edit of this session."""

    draft: Draft
    case: str
    """What its case is called in a message."""
    phrase: str
    about: str = ""
    """The line from which it was made."""

    @property
    def said(self) -> tuple[str, str]:
        """The case and what the edit means."""
        return self.case, self.phrase


class Acting:
    """The edits of this session, and what leads to them."""

    def __init__(self, app: RemedyApp) -> None:
        self.app = app
        self.done: list[Done] = []
        self.edits = Edits()
        """What is in no commit yet."""
        self.committing = Committing(self)

    # Asking

    def act(self, case: str, about: str, form: str) -> None:
        """What can be done about a line, or one form of it."""
        from remedy.tui.fetching import full_of

        if self.is_hiding():
            return
        entry = self.app.shelf.entry_of(case)
        full = full_of(self.app, entry) if entry is not None else None
        if full is None:
            self.app.notify(_("This case cannot be used: see Problems."))
        elif form:
            self.open_form(full, about, form)
        else:
            self.offer(full, about)

    def is_hiding(self) -> bool:
        """Whether names are hidden: somebody else sees the screen, and a form or a file would show them."""
        if self.app.shelf.hides:
            self.app.notify(_("Names are hidden: v or F9 shows them again, then this can be done."))
        return self.app.shelf.hides

    def ask_day(self) -> None:
        """Another day to see everything as of; on another day, today is offered."""
        from remedy.tui.dialogs.ask import Ask
        from remedy.views.meaning import day_told, one_day

        today = self.app.desk.clock("")
        note = _("The whole app travels there; nothing is written. Empty, or today's date: today.")
        text = day_said(today) if self.app.desk.stated is not None else ""

        def travel(typed: str | None) -> None:
            day = one_day(typed) if typed else None
            if typed is not None:
                self.app.travel(None if day == today else day)

        self.app.push_screen(Ask(_("As of which day?"), text=text, note=note, told=day_told), travel)

    def copy(self, text: str) -> None:
        """To the clipboard of the terminal (OSC 52) and of the platform; pasted into a shell, nothing in it acts."""
        from remedy.store import outside

        text = "\n".join(clean(x) for x in text.splitlines())
        self.app.copy_to_clipboard(text)
        if not self.app.is_headless:
            self.app.run_worker(lambda: outside.to_clipboard(text), thread=True, group="clipboard")
        self.app.notify(_("Copied: {text}").format(text=text.splitlines()[0][:60]))

    # Edits

    def offer(self, full: Full, about: str) -> None:
        """Shows what can be done about a line of a case."""
        from remedy.tui.choices import choices_for, title_of
        from remedy.tui.dialogs.menu import Menu

        def chosen(id: str | None) -> None:
            if id is not None:
                self.open_form(full, about, id)

        self.app.push_screen(
            Menu(title_of(full, about, self.app.lang), choices_for(full, about, self.app.desk.law, self.app.lang)),
            chosen,
        )

    def open_form(self, full: Full, about: str, id: str) -> None:
        """Opens the form of a choice, or does what needs none."""
        from remedy.tui.choices import form_for
        from remedy.tui.dialogs.form import FormDialog

        case = full.answer.case
        if id == "editor":
            self.edit_case(case, 1)
        elif id == "explain":
            self.app.explain(case, about)
        else:
            app = self.app
            form = form_for(full, about, id, app.desk.law, app.lang, app.me, app.today)
            if form is None:
                app.notify(_("This is not there any more."))
            else:
                app.push_screen(FormDialog(form, case, about, full.file))

    def save(self, draft: Draft, phrase: str, minded: Sequence[str] = (), about: str = "") -> None:
        """Writes a draft, remembers it, and says what moved and what is to be minded.

        Raises NotMade where the disk or somebody else is against it.
        """
        from remedy.views.commit import meant
        from remedy.views.still_asked import still_asked

        self.app.desk.save(draft)
        called, means = meant(phrase, draft.case)
        made = Done(draft=draft, case=called, phrase=means, about=about)
        self.done.append(made)
        self.edits.made.append(made)
        number = len(draft.moved)
        moved = ngettext("{n} date or remedy moved.", "{n} dates or remedies moved.", number).format(n=number)
        said = [_("Saved."), moved if number else _("No date and no remedy moved."), *minded]
        self.app.notify(" ".join(said))
        if stays := still_asked(draft.was, draft.now, about, self.app.lang):
            self.app.notify(stays, severity="warning", timeout=15)
        self.app.look()

    def undo(self) -> None:
        """Asks whether the last edit is to be taken back: what it was, and which lines of the file change."""
        from remedy.tui.dialogs.confirm import Confirm

        if self.is_hiding():
            return
        if not self.done:
            self.app.notify(_("No edit of this session is left to undo."))
            return
        last = self.done[-1]
        detail = _taken_back(last)
        if last not in self.edits.made:
            detail = [_("It is in git already: the file is changed once more, and that is to be committed."), *detail]
        self.app.push_screen(
            Confirm(_("Undo this edit?"), "\n".join(detail), lang=self.app.lang),
            lambda yes: self._take_back(last) if yes and last in self.done[-1:] else None,
        )

    def _take_back(self, last: Done) -> None:
        """Takes the last edit back while the file is as it was left."""
        from remedy.store import write

        try:
            write.replace(
                last.draft.path, last.draft.after.encode("utf-8"), last.draft.before.encode("utf-8"), self.app.desk.root
            )
        except NotMade as error:
            self.app.notify(f"{_('Not undone')}: {complaint(str(error))}", severity="error")
            return
        self.done.pop()
        phrase = f"{_('Undone')}: {last.phrase}"
        if not self.edits.take_back(last):  # it is in git by now, and the file is changed again
            back_to = msgspec.structs.replace(last.draft, before=last.draft.after, after=last.draft.before)
            self.edits.made.append(msgspec.structs.replace(last, draft=back_to, phrase=phrase))
        back = getattr(self.app.screen, "return_to", None)
        if back is not None and last.about:
            back(last.about)
        self.app.notify(f"{_('Undone')}: {last.case}: {last.phrase}")
        self.app.look()

    # Outside

    def edit_case(self, case: str, line: int) -> None:
        """The case's file in the user's own editor."""
        entry = self.app.shelf.entry_of(case)
        if entry is None:
            self.app.notify(_("This case cannot be used: see Problems."))
        else:
            self.edit_file(entry.name, line)

    def edit_file(self, name: str, line: int) -> None:
        """A file by the name that problems give it; on return it is read again."""
        from remedy.store import outside
        from remedy.views.ended import killed_by

        if self.is_hiding():
            return
        entry = next((e for e in self.app.shelf.entries.values() if e.name == name), None)
        if entry is None:
            self.app.notify(_("This file is not among the cases: {name}").format(name=name))
            return
        try:
            words = outside.editor_words(entry.path, line)  # raised before the terminal is given away
            before = self.app.desk.load(entry.path).source
            with outside.deaf(), self.app.suspend():
                ended = outside.edit(words)
        except NotMade as error:
            self._show_file(entry, line, complaint(str(error)))
            return
        except Exception as error:  # a driver that cannot be suspended, such as in a browser
            self.app.notify(complaint(str(error)), severity="error")
            return
        if ended:
            said = _("The editor was killed by signal {signal}.") if ended < 0 else _("The editor ended with {code}.")
            self.app.notify(said.format(signal=killed_by(ended), code=ended), severity="warning")
        file = self.app.desk.load(entry.path)
        if before is None or file.source is None or before.text != file.source.text:
            self.edits.outside.add(entry.path)
        wrong = self.app.desk.errors(file)
        if wrong:
            self.app.notify(told(wrong, self.app.shelf.hides), severity="error")
        self.app.look()

    def _show_file(self, entry: Entry, line: int, why: str) -> None:
        """The file in the app, where no editor can be opened: on its case, by itself where it cannot be used."""
        from remedy.tui.dialogs.unread_file import UnreadFile
        from remedy.tui.screens.case import CaseScreen

        note, here = _("{why} Meanwhile, the file is shown here.").format(why=f"{why}."), self.app.screen
        if entry.case is None:
            file = self.app.desk.load(entry.path)
            text = file.source.text if file.source is not None else self.app.desk.legible(entry.path)
            wrong = [sentence(p) for p in file.problems[:1]]
            opens = _("Once an editor is set, e (or у, F11) opens the file at this line.")
            said = "\n".join((*wrong, f"{note if text else f'{why}.'} {opens}"))
            self.app.push_screen(UnreadFile(f"{entry.name}:{line}", text, line, said))
            return
        if isinstance(here, CaseScreen) and here.case == entry.case.id:
            here.show_file(line, note)
        else:
            self.app.push_screen(CaseScreen(entry.case.id, tab="file", line=line, note=note))

    def open_source(self, url: str, path: str) -> None:
        """A source outside; one that has an address and a file in the folder: which of them is asked."""
        from remedy.tui.dialogs.menu import Menu

        if self.is_hiding():
            return
        if not (url and path):
            self.open_outside(url or path)
            return
        choices = [(url, _("Open the address: {url}").format(url=clean(url)))]
        choices += [(path, _("Open the file: {path}").format(path=clean(path)))]
        self.app.push_screen(Menu(_("Open which?"), choices), lambda one: self.open_outside(one) if one else None)

    def open_outside(self, source: str) -> None:
        """An address or a file with what the system has for it."""
        from remedy.store import outside

        try:
            outside.open_source(source, self.app.desk.root)
        except NotMade as error:
            self.app.notify(complaint(str(error)), severity="warning")

    # Git

    def commit(self) -> None:
        """Asks for a message, drafted from what the edits mean, and commits what was chosen."""
        self.committing.ask()

    def _open(self, leaves: bool) -> list[Screen[Any]]:
        """What is open; to leave the app, what stays behind while names are hidden, too."""
        return [*self.app.screen_stack, *(self.app.hiding.behind if leaves else ())]

    def typed(self, leaves: bool = False) -> list[str]:
        """What was typed in any dialog that is open and is nowhere else yet."""
        asked = (getattr(screen, "unsaved", None) for screen in self._open(leaves))
        return [line for unsaved in asked if unsaved is not None for line in unsaved()]

    def unless_typed(self, does: Callable[[], None], agreed: Sequence[str] = (), *, leaves: bool = False) -> None:
        """Does what closes every dialog, but not while git is at work; asks first where something was typed in one.

        `agreed`: what may be lost without another question. `leaves`: the app is left by it.
        """
        from remedy.tui.dialogs.confirm import Confirm

        typed, hides = self.typed(leaves), self.app.shelf.hides
        if any(getattr(screen, "is_at_work", False) for screen in self._open(leaves)):
            said = _("git is at work: wait for it, or stop it with Esc.")
            self.app.notify(_("git is at work: v or F9 shows its window again.") if hides else said)
        elif not typed or typed == agreed:
            does()
        else:
            behind = _("It stands in what was open before names were hidden: v or F9 brings it back.")
            self.app.push_screen(
                Confirm(_("Discard what was typed?"), behind if hides else "\n".join(typed), lang=self.app.lang),
                lambda yes: does() if yes else None,
            )

    def leave(self) -> None:
        """Quits; asks first where something was typed in a form, then where what was edited is not in git.

        While a question stands, nothing more is asked.
        """
        from remedy.tui.dialogs.confirm import Confirm

        if not isinstance(self.app.screen, Confirm):
            self.unless_typed(self.committing.leave, leaves=True)


def _taken_back(made: Done) -> list[str]:
    """What an edit was, and which lines of its file go and come where it is undone."""
    from remedy.views.edit import changed

    lines = changed(made.draft.after, made.draft.before)
    rest = len(lines) - SHOWN
    more = [ngettext("and {n} more line", "and {n} more lines", rest).format(n=rest)] if rest > 0 else []
    shown = (f"{x.number:>5} {x.sign} {x.text}" for x in lines[:SHOWN])
    return [f"{made.case}: {made.phrase}", "", f"{made.draft.name}:", *shown, *more]


def told(problems: list[Problem], hides: bool) -> str:
    """The first problem of a file and how many more there are; only what kind it is of where names are hidden."""
    first = problems[0]
    said = f"[{first.code}]" if hides else sentence(first)
    more = ngettext("{n} more: see Problems.", "{n} more: see Problems.", len(problems) - 1)
    return f"{said}\n{more}" if problems[1:] else said
