"""A form: fields to fill, and while one types which lines and which deadlines would change. Saves only on request.

It saves against the text that it has shown: where somebody else changed the file since, it shows that first. It stays
as it is when the disk refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Static

from remedy.case.problems import NotMade
from remedy.case.typed import Misread
from remedy.store.cases import CaseFile
from remedy.tui.dialogs.dialog import Dialog
from remedy.tui.drafting import Meanwhile, Preview, lines_of, meanwhile, previewed, text_of
from remedy.tui.fields import Field, Form, Values
from remedy.tui.spans import PAINT
from remedy.tui.widgets.line import Line
from remedy.tui.widgets.rows import Rows, scrolled
from remedy.views.complaints import complaint, sentence
from remedy.views.i18n import _
from remedy.views.meaning import meaning
from remedy.views.text import clean, wrap

if TYPE_CHECKING:
    from remedy.tui.app import RemedyApp


class Previewed(Message):
    """What the edit would do, asked for with a number: one that was overtaken is not shown."""

    def __init__(self, preview: Preview, number: int) -> None:
        super().__init__()
        self.preview, self.number = preview, number


class FormDialog(Dialog[bool]):
    """Gives True once something was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("pagedown", "roll(1)", show=False, priority=True),
        Binding("pageup", "roll(-1)", show=False, priority=True),
    ]

    def __init__(self, form: Form, case: str, about: str = "", file: CaseFile | None = None) -> None:
        """`file`: the case's file as the form was made from it."""
        super().__init__()
        self.form, self.case, self.about = form, case, about
        self.opened = file
        self.filled = {f.name: f for f in form.fields}
        """The fields by name, with what the file said of them when it was last shown."""
        self._seen = text_of(file)
        """The text of the file that what is shown was made against."""
        self._stopped: dict[str, str] | None = None
        """What was typed when it was to be saved, and what somebody else changed was shown instead."""
        self._is_broken = False
        """Whether an error of the program was told already."""
        self._asked = 0
        """How many previews were asked for."""
        self._shown = Preview()
        self._meanwhile = Meanwhile()

    @property
    def remedy(self) -> RemedyApp:
        """The app."""
        return self.app  # type: ignore[return-value]  # there is one app class

    def compose(self) -> ComposeResult:
        """Fields at the top, what would change beneath, two buttons."""
        with Vertical(classes="dialog form"):
            yield Static(f"{clean(self.case)} — {clean(self.form.title)}", classes="title", markup=False)
            with VerticalScroll(id="fields"):
                for field in self.form.fields:
                    with Horizontal(classes="field"):
                        mark = "*" if field.needed else " "
                        yield Static(f"{field.label}{mark}", classes="label", markup=False)
                        yield self._line(field)
                    if field.is_date:
                        yield Static(id=f"meaning-{field.name}", classes="meaning", markup=False)
            yield Rows(id="preview", empty=_("Fill in what is marked *."))
            with Horizontal(classes="buttons"):
                yield Static(id="more", markup=False)
                yield Button(_("Save (Ctrl+S)"), id="save", variant="primary")
                yield Button(_("Cancel (Esc)"), id="cancel")

    def _line(self, field: Field) -> Input:
        """The line for a field. What stands in the file is shown clean; one key more does not take it away."""
        holds = self.opened is not None and self.form.now(self.opened).get(field.name, "") not in ("", "..")
        return Line(
            field.opened,
            placeholder=clean(field.hint),
            id=f"field-{field.name}",
            suggester=_suggested(field.choices),
            select_on_focus=not holds,
        )

    def on_mount(self) -> None:
        """The first field that must be filled and is not has the keys, else the first."""
        asked = (f for f in self.form.fields if f.needed and f.opened in ("", ".."))
        first = next(asked, next(iter(self.form.fields), None))
        (self.query_one("#cancel") if first is None else self._input(first.name)).focus()
        preview = self.query_one("#preview", Rows)
        for what in ("scroll_y", "virtual_size"):
            self.watch(preview, what, self._hint_soon, init=False)
        self._look()

    def on_resize(self) -> None:
        """Wraps anew what would change."""
        self.call_after_refresh(self._show)

    def _input(self, name: str) -> Input:
        return self.query_one(f"#field-{name}", Input)

    def unsaved(self) -> list[str]:
        """What was typed, by field; empty where the form is as it was opened."""
        texts = ((f, self._input(f.name).value) for f in self.filled.values())
        return [f"{f.label}: {text}" for f, text in texts if text not in (f.text, f.opened)]

    def typed(self) -> dict[str, str]:
        """What stands in the fields that do not say what the file says."""
        texts = {f.name: self._input(f.name).value for f in self.form.fields}
        return {name: text for name, text in texts.items() if text != self.filled[name].text}

    def values(self) -> Values:
        """All answers, as the file would say them."""
        typed = self.typed()
        return {f.name: f.meant(typed[f.name]) if f.name in typed else f.value for f in self.filled.values()}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what a date means, and what would change."""
        event.stop()
        field = self.filled.get((event.input.id or "").removeprefix("field-"))
        if field is not None and field.is_date:
            said, is_read = meaning(event.value, has_time=field.has_time)
            said = said if is_read or event.value != field.text else ""
            self.query_one(f"#meaning-{field.name}", Static).update(said)
        self._offer()
        self._look()

    def _offer(self) -> None:
        """What the other fields may hold follows what was typed in this one."""
        for name, words in (self.form.offers(self.values()) if self.form.offers is not None else {}).items():
            line = self._input(name)
            line.placeholder = ", ".join(words)
            line.suggester = _suggested(words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, from the last to the button that saves."""
        event.stop()
        self.focus_next()

    # What would change

    def renew(self) -> None:
        """A file was changed on the disk: perhaps this one."""
        self._look()

    def _look(self) -> None:
        self._asked += 1
        typed, number = self.typed(), self._asked
        self.run_worker(lambda: self._preview(typed, number), thread=True, exclusive=True, group="preview")

    def _preview(self, typed: dict[str, str], number: int) -> None:
        app = self.remedy
        if not app.shelf.is_complete and app.shelf.entry_of(self.case) is None:
            return  # it is being read
        try:
            found = previewed(app, self.form, self.case, typed)
        except Exception as error:
            if not self._is_broken:  # not with each key
                self._is_broken = True
                app.trouble_elsewhere(error)
            found = Preview(wrong=_("This cannot be previewed: an error of the program."))
        self.post_message(Previewed(found, number))

    def on_previewed(self, event: Previewed) -> None:
        """Shows it, where nothing newer was asked for."""
        if event.number == self._asked:
            self._take(event.preview)

    def _take(self, preview: Preview) -> None:
        """Shows a preview; from when it is seen on, its text of the file is what may be saved against."""
        self._shown, text = preview, text_of(preview.file)
        if preview.file is not None and text is not None:
            if self.opened is None:
                self.opened = preview.file
            self._meanwhile = meanwhile(self.opened, preview.file, self.form, self.typed())
            self._follow(preview.file)
        if text is not None and text != self._seen:
            self.query_one("#preview", Rows).scroll_to(y=0, animate=False, force=True)
            self.call_after_refresh(self._see, text)
        self._show()

    def _see(self, text: str) -> None:
        self._seen = text

    def _follow(self, file: CaseFile) -> None:
        """What somebody else wrote meanwhile stands in the fields that nobody touched here."""
        now, touched = self.form.now(file), self.typed()
        for name, value in now.items():
            field = self.filled.get(name)
            if field is None or field.value == value:
                continue
            self.filled[name] = msgspec.structs.replace(field, value=value)
            if name not in touched:
                self._input(name).value = self.filled[name].text

    def _show(self) -> None:
        if not self.query("#preview"):  # the form was closed meanwhile
            return
        rows, preview = self.query_one("#preview", Rows), self._shown
        width = max(30, rows.size.width - 2)
        stopped = self._stopped is not None and self._stopped == self.typed() and preview.draft is not None
        note = _("Nothing was saved yet: Ctrl+S once more saves what stands below.") if stopped else ""
        lines = [PAINT.bold(x) for x in wrap(note, width)]
        lines += [*self._meanwhile.shown(width), *lines_of(preview, width, self.remedy.lang)]
        rows.empty = ""
        rows.show(scrolled(lines))
        self.query_one("#save", Button).disabled = preview.draft is None or bool(preview.draft.added)

    # Ending

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or cancel."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_give_up()

    def action_save(self) -> None:
        """Writes the edit, against the text of the file that was shown; else the form stays and says why."""
        typed = self.typed()
        self._asked += 1
        preview = previewed(self.remedy, self.form, self.case, typed)
        draft, text = preview.draft, text_of(preview.file)
        if text is not None and self._seen is not None and text != self._seen:
            self._stopped = typed
            self._take(preview)
            return
        if draft is None:
            missing = self.form.missing(typed, preview.file)
            self._take(preview)
            if missing:
                self._input(missing[0].name).focus()
            return
        try:
            if draft.added:
                raise NotMade(_("the file would say what cannot be"), "\n".join(map(sentence, draft.added)))
            self.remedy.acting.save(draft, self.form.phrase(preview.values), preview.minded, self.about)
        except (Misread, NotMade) as error:
            why = "\n".join(x for x in (complaint(str(error)), error.lines if isinstance(error, NotMade) else "") if x)
            self._take(Preview(file=preview.file, values=preview.values, wrong=why))
            return
        self.dismiss(True)

    def _hint_soon(self) -> None:
        self.call_after_refresh(self._hint)

    def _hint(self) -> None:
        """Beside the buttons: that there is more than is seen, and the key that leads there."""
        if not self.query("#preview"):
            return
        rows = self.query_one("#preview", Rows)
        below, above = rows.scroll_y < rows.max_scroll_y, rows.scroll_y > 0
        said = _("PgDn: more below") if below else _("PgUp: more above") if above else ""
        self.query_one("#more", Static).update(said)

    def action_roll(self, by: int) -> None:
        """Page keys scroll what would change, from whatever field."""
        self.query_one("#preview", Rows).action_page(by)

    def action_give_up(self) -> None:
        """Esc or the button: nothing is written; what was typed is dropped only after a Yes."""
        self.remedy.acting.unless_typed(self._close)

    def _close(self) -> None:
        self.dismiss(False)


def _suggested(choices: Sequence[str]) -> SuggestFromList | None:
    words = [c for c in choices if clean(c) == c]
    return SuggestFromList(words, case_sensitive=False) if words else None
