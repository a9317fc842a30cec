"""A form: fields to fill, and while one types which lines and which deadlines would change. Saves only on request.

It stays as it is when the disk refuses, and says so when the file was changed meanwhile by somebody else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Static

from remedy.case.problems import NotMade
from remedy.case.typed import Misread
from remedy.store.cases import CaseFile
from remedy.store.desk import Desk, Draft
from remedy.store.splice import Edit, Editor
from remedy.tui.spans import PAINT
from remedy.tui.widgets.rows import Rows, scrolled
from remedy.views.complaints import complaint, sentence
from remedy.views.edit import changed, moves_lines
from remedy.views.i18n import _
from remedy.views.meaning import meaning
from remedy.views.text import clean, rule, wrap

if TYPE_CHECKING:
    from remedy.tui.app import RemedyApp

Values = dict[str, str]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    """Words that are offered while one types."""
    is_date: bool = False
    needed: bool = False


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, and what is made of the answers."""

    title: str
    fields: tuple[Field, ...]
    make: Callable[[Editor, CaseFile, Values], str]
    """Makes the edit; gives what was understood. Raises Misread or NotMade with the cure."""
    phrase: Callable[[Values], str]
    """What the edit means, for the message of a commit."""
    proved: Callable[[Desk, CaseFile, Edit], list[str]] | None = None
    """What is to be said of the edit once it is proved. Raises NotMade where it is not to be made."""


class Previewed(Message):
    """What the edit would do, or why it cannot be made."""

    def __init__(self, draft: Draft | None, said: str, wrong: str) -> None:
        super().__init__()
        self.draft, self.said, self.wrong = draft, said, wrong


class FormDialog(ModalScreen[bool]):
    """Gives True once something was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("ctrl+s,f2", "save", show=False, priority=True),
    ]

    def __init__(self, form: Form, case: str) -> None:
        super().__init__()
        self.form, self.case = form, case
        self.draft: Draft | None = None
        self.file: CaseFile | None = None
        self.note = ""
        self._is_broken = False
        """Whether an error of the program was told already."""

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
                        yield _line(field)
                    if field.is_date:
                        yield Static(id=f"meaning-{field.name}", classes="meaning", markup=False)
            yield Rows(id="preview", empty=_("Fill in what is marked *."))
            with Horizontal(classes="buttons"):
                yield Button(_("Save (Ctrl+S)"), id="save", variant="primary")
                yield Button(_("Cancel (Esc)"), id="cancel")

    def on_mount(self) -> None:
        """The first field that must be filled and is not has the keys, else the first."""
        first = next((f for f in self.form.fields if f.needed and not f.value), next(iter(self.form.fields), None))
        (self.query_one("#cancel") if first is None else self.query_one(f"#field-{first.name}", Input)).focus()
        self._look()

    def values(self) -> Values:
        """What was typed."""
        typed = {f.name: self.query_one(f"#field-{f.name}", Input).value for f in self.form.fields}
        return {f.name: f.value if typed[f.name] == clean(f.value) else typed[f.name].strip() for f in self.form.fields}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what a date means, and what would change."""
        event.stop()
        name = (event.input.id or "").removeprefix("field-")
        field = next((f for f in self.form.fields if f.name == name), None)
        if field is not None and field.is_date:
            self.query_one(f"#meaning-{name}", Static).update(meaning(event.value)[0])
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, from the last to the button that saves."""
        event.stop()
        self.focus_next()

    # What would change

    def _look(self) -> None:
        values = self.values()
        self.run_worker(lambda: self._preview(values), thread=True, exclusive=True, group="preview")

    def _preview(self, values: Values) -> None:
        missing = [f.label for f in self.form.fields if f.needed and not values[f.name]]
        if missing:
            self.post_message(Previewed(None, "", ""))
            return
        try:
            draft, said = self._made(values)
        except (Misread, NotMade) as error:
            more = f"\n{error.lines}" if isinstance(error, NotMade) and error.lines else ""
            self.post_message(Previewed(None, "", f"{complaint(str(error))}{more}"))
            return
        except Exception as error:
            if not self._is_broken:  # not with each key
                self._is_broken = True
                self.remedy.trouble_elsewhere(error)
            self.post_message(Previewed(None, "", _("This cannot be previewed: an error of the program.")))
            return
        self.post_message(Previewed(draft, said, ""))

    def _made(self, values: Values) -> tuple[Draft, str]:
        desk = self.remedy.desk
        entry = self.remedy.shelf.entry_of(self.case)
        if entry is None:
            raise NotMade(_("the file of this case is gone"))
        file = desk.load(entry.path)
        if file.case is None:
            raise NotMade(_("the file has an error that stops every edit: see Problems"))
        before = self.file
        self.file = file
        if (
            before is not None
            and before.source is not None
            and file.source is not None
            and before.source.text != file.source.text
        ):
            self.note = _("The file was changed meanwhile: what stands below is against the file as it is now.")
        editor = desk.editor(file)
        said = [self.form.make(editor, file, values)]
        edit = editor.done()
        said += self.form.proved(desk, file, edit) if self.form.proved else []
        return desk.draft(file, edit), "\n".join(said)

    def on_previewed(self, event: Previewed) -> None:
        """Shows it."""
        self.draft = event.draft
        rows = self.query_one("#preview", Rows)
        width = max(30, rows.size.width - 2)
        lines: list[str] = [PAINT.yellow(x) for x in wrap(self.note, width)]
        lines += [PAINT.red(x) for part in event.wrong.split("\n") for x in wrap(clean(part), width)]
        draft = event.draft
        if draft is not None:
            lines += [x for part in event.said.split("\n") for x in wrap(complaint(part), width)]
            lines.append(rule(clean(draft.name), width, paint=PAINT))
            for c in changed(draft.before, draft.after):
                colour = PAINT.green if c.sign == "+" else PAINT.red
                lines += [colour(f"{c.number:>5} {c.sign} {x}") for x in wrap(clean(c.text), width - 8) or [""]]
            lines += [PAINT.red(x) for p in draft.added for x in wrap(sentence(p), width)]
            lines.append(rule(_("WHAT MOVES"), width, "", str(len(draft.moved)), PAINT))
            lines += moves_lines(draft.moved, width, PAINT, self.remedy.lang) or [_("No deadline and no remedy moves.")]
        rows.show(scrolled(lines))
        self.query_one("#save", Button).disabled = draft is None or bool(draft.added)

    # Ending

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or cancel."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.dismiss(False)

    def action_save(self) -> None:
        """Writes the edit; where that fails the form stays and says why."""
        values = self.values()
        try:
            draft, _said = self._made(values)
            if draft.added:
                raise NotMade(_("the file would say what cannot be"), "\n".join(map(sentence, draft.added)))
            self.remedy.acting.save(draft, self.case, self.form.phrase(values))
        except (Misread, NotMade) as error:
            self.note = ""
            why = "\n".join(x for x in (complaint(str(error)), error.lines if isinstance(error, NotMade) else "") if x)
            self.post_message(Previewed(None, "", why))
            self.notify(complaint(str(error)), severity="error", markup=False)
            return
        self.dismiss(True)

    def action_give_up(self) -> None:
        """Esc: nothing is written."""
        self.dismiss(False)


def _line(field: Field) -> Input:
    """The line for a field. What stands in the file is shown clean; unchanged, it is left as it is."""
    words = [c for c in field.choices if clean(c) == c]
    suggester = SuggestFromList(words, case_sensitive=False) if words else None
    return Input(clean(field.value), placeholder=clean(field.hint), id=f"field-{field.name}", suggester=suggester)


def fields(*found: Field | None) -> tuple[Field, ...]:
    """Those that are there."""
    return tuple(f for f in found if f is not None)


def offered(words: Sequence[str]) -> tuple[str, ...]:
    """Words to be offered, each once."""
    return tuple(dict.fromkeys(w for w in words if w))
