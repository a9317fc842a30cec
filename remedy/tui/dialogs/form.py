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
from remedy.law.early import early
from remedy.store.cases import CaseFile
from remedy.store.desk import Desk, Draft
from remedy.store.splice import Edit, Editor
from remedy.tui.spans import PAINT
from remedy.tui.widgets.line import Line
from remedy.tui.widgets.rows import Rows, scrolled
from remedy.views.answers import EditedLine
from remedy.views.complaints import complaint, sentence
from remedy.views.edit import changed, moves_lines
from remedy.views.i18n import _
from remedy.views.meaning import meaning, told_early
from remedy.views.text import clean, rule, wrap

if TYPE_CHECKING:
    from remedy.tui.app import RemedyApp

Values = dict[str, str]


THEIRS = 12
"""So many lines of somebody else's are shown."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    """Words that are offered while one types."""
    codes: tuple[tuple[str, str], ...] = ()
    """Words as people read them, each with the code that the file gets; the code itself is understood too."""
    is_date: bool = False
    needed: bool = False

    def meant(self, text: str) -> str:
        """What was typed, as the file says it."""
        known = {title.casefold(): code for title, code in self.codes}
        return known.get(text.casefold(), text)


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, and what is made of the answers."""

    title: str
    fields: tuple[Field, ...]
    make: Callable[[Editor, CaseFile, Values], str]
    """Makes the edit; gives what was understood. Raises Misread or NotMade with the cure."""
    phrase: Callable[[Values], str]
    """What the edit means, for the message of a commit."""
    offers: Callable[[Values], dict[str, tuple[str, ...]]] | None = None
    """What may stand in other fields once some were filled: by name of the field."""
    proved: Callable[[Desk, CaseFile, Edit], list[str]] | None = None
    """What is to be said of the edit once it is proved. Raises NotMade where it is not to be made."""
    minds: Callable[[Values], str] | None = None
    """What is to be minded, before and after saving, of values of which an edit can be made; empty: nothing."""


class Previewed(Message):
    """What the edit would do, or why it cannot be made."""

    def __init__(self, draft: Draft | None, said: str, wrong: str, warned: Sequence[str] = ()) -> None:
        super().__init__()
        self.draft, self.said, self.wrong, self.warned = draft, said, wrong, warned


class FormDialog(ModalScreen[bool]):
    """Gives True once something was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("pagedown", "roll(1)", show=False, priority=True),
        Binding("pageup", "roll(-1)", show=False, priority=True),
    ]

    def __init__(self, form: Form, case: str, about: str = "") -> None:
        super().__init__()
        self.form, self.case, self.about = form, case, about
        self.draft: Draft | None = None
        self.file: CaseFile | None = None
        self.note = ""
        self.theirs: Sequence[EditedLine] = ()
        """The lines that somebody else changed while the form was open."""
        self._is_broken = False
        """Whether an error of the program was told already."""
        self._previewed = Previewed(None, "", "")
        """What was shown last."""

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
                yield Static(id="more", markup=False)
                yield Button(_("Save (Ctrl+S)"), id="save", variant="primary")
                yield Button(_("Cancel (Esc)"), id="cancel")

    def on_mount(self) -> None:
        """The first field that must be filled and is not has the keys, else the first."""
        first = next((f for f in self.form.fields if f.needed and not f.value), next(iter(self.form.fields), None))
        (self.query_one("#cancel") if first is None else self.query_one(f"#field-{first.name}", Input)).focus()
        preview = self.query_one("#preview", Rows)
        for what in ("scroll_y", "virtual_size"):
            self.watch(preview, what, self._hint_soon, init=False)
        self._look()

    def on_resize(self) -> None:
        """Wraps anew what would change."""
        self.call_after_refresh(self._show)

    def unsaved(self) -> list[str]:
        """What was typed, by field; empty where the form is as it was opened."""
        typed = ((f, self.query_one(f"#field-{f.name}", Input).value) for f in self.form.fields)
        return [f"{f.label}: {text}" for f, text in typed if text != clean(f.value)]

    def values(self) -> Values:
        """What was typed."""
        typed = {f.name: self.query_one(f"#field-{f.name}", Input).value for f in self.form.fields}
        said = {f.name: f.value if typed[f.name] == clean(f.value) else typed[f.name].strip() for f in self.form.fields}
        return {f.name: f.meant(said[f.name]) for f in self.form.fields}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what a date means, and what would change."""
        event.stop()
        name = (event.input.id or "").removeprefix("field-")
        field = next((f for f in self.form.fields if f.name == name), None)
        if field is not None and field.is_date:
            self.query_one(f"#meaning-{name}", Static).update(meaning(event.value)[0])
        self._offer()
        self._look()

    def _offer(self) -> None:
        """What the other fields may hold follows what was typed in this one."""
        for name, words in (self.form.offers(self.values()) if self.form.offers is not None else {}).items():
            line = self.query_one(f"#field-{name}", Input)
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
        values = self.values()
        self.run_worker(lambda: self._preview(values), thread=True, exclusive=True, group="preview")

    def _preview(self, values: Values) -> None:
        missing = any(f.needed and not values[f.name] for f in self.form.fields)
        if self.remedy.shelf.is_complete and self.remedy.shelf.entry_of(self.case) is None:
            self.post_message(Previewed(None, "", _("the file of this case is gone")))
            return
        if missing or any(f.is_date and _is_wrong(values[f.name]) for f in self.form.fields):
            self.post_message(Previewed(None, "", ""))  # beneath the date it is said why
            return
        try:
            draft, said = self._made(values)
            warned = [*self._minded(values), *self._warned(draft)]
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
        self.post_message(Previewed(draft, said, "", warned))

    def _minded(self, values: Values) -> list[str]:
        """What is to be minded of what was typed."""
        said = self.form.minds(values) if self.form.minds is not None else ""
        return [said] if said else []

    def _warned(self, draft: Draft) -> list[str]:
        """What the edit does not do though one would expect it; an error of the file says as much."""
        law, case = self.remedy.desk.law, self.file.case if self.file is not None else None
        found = early(draft.was, case, draft.case, law) if case is not None and not draft.added else []
        return [told_early(x, law, self.remedy.lang) for x in found]

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
            self.theirs = changed(before.source.text, file.source.text)
        editor = desk.editor(file)
        said = [self.form.make(editor, file, values)]
        edit = editor.done()
        said += self.form.proved(desk, file, edit) if self.form.proved else []
        return desk.draft(file, edit), "\n".join(said)

    def on_previewed(self, event: Previewed) -> None:
        """Shows it."""
        self.draft, self._previewed = event.draft, event
        self._show()

    def _show(self) -> None:
        event = self._previewed
        if not self.query("#preview"):  # the form was closed meanwhile
            return
        rows = self.query_one("#preview", Rows)
        values = self.values()
        is_missing = any(f.needed and not values[f.name] for f in self.form.fields)
        rows.empty = _("Fill in what is marked *.") if is_missing else ""
        width = max(30, rows.size.width - 2)
        lines: list[str] = [PAINT.yellow(x) for x in wrap(self.note, width)]
        if self.theirs:
            lines.append(rule(_("CHANGED BY SOMEBODY ELSE"), width, "", str(len(self.theirs)), PAINT))
            lines += [x for c in self.theirs[:THEIRS] for x in _shown(c, width)]
        lines += [PAINT.red(x) for part in event.wrong.split("\n") for x in wrap(clean(part), width)]
        draft = event.draft
        if draft is not None:
            lines += [PAINT.red(x) for p in draft.added for x in wrap(sentence(p), width)]
            lines += [PAINT.yellow(x) for part in event.warned for x in wrap(f"! {part}", width)]
            lines += [x for part in event.said.split("\n") for x in wrap(complaint(part), width)]
            lines.append(rule(_("WHAT MOVES"), width, "", str(len(draft.moved)), PAINT))
            lines += moves_lines(draft.moved, width, PAINT, self.remedy.lang) or [_("No deadline and no remedy moves.")]
            lines.append(rule(clean(draft.name), width, paint=PAINT))
            lines += [x for c in changed(draft.before, draft.after) for x in _shown(c, width)]
        rows.show(scrolled(lines))
        self.query_one("#save", Button).disabled = draft is None or bool(draft.added)

    # Ending

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or cancel."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_give_up()

    def action_save(self) -> None:
        """Writes the edit; where that fails the form stays and says why."""
        values = self.values()
        try:
            draft, _said = self._made(values)
            if draft.added:
                raise NotMade(_("the file would say what cannot be"), "\n".join(map(sentence, draft.added)))
            self.remedy.acting.save(draft, self.form.phrase(values), self._minded(values), self.about)
        except (Misread, NotMade) as error:
            self.note = ""
            why = "\n".join(x for x in (complaint(str(error)), error.lines if isinstance(error, NotMade) else "") if x)
            self.post_message(Previewed(None, "", why))
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


def _shown(line: EditedLine, width: int) -> list[str]:
    """A line of the file that goes or comes, on as many lines as it takes."""
    colour = PAINT.green if line.sign == "+" else PAINT.red
    return [colour(f"{line.number:>5} {line.sign} {x}") for x in wrap(clean(line.text), width - 8) or [""]]


def _is_wrong(text: str) -> bool:
    """Whether a typed date cannot be read; an empty one is only missing."""
    return bool(text) and not meaning(text)[1]


def _line(field: Field) -> Input:
    """The line for a field. What stands in the file is shown clean; unchanged, it is left as it is."""
    hint, suggested = clean(field.hint), _suggested(field.choices)
    return Line(clean(field.value), placeholder=hint, id=f"field-{field.name}", suggester=suggested)


def _suggested(choices: Sequence[str]) -> SuggestFromList | None:
    words = [c for c in choices if clean(c) == c]
    return SuggestFromList(words, case_sensitive=False) if words else None


def fields(*found: Field | None) -> tuple[Field, ...]:
    """Those that are there."""
    return tuple(f for f in found if f is not None)


def offered(words: Sequence[str]) -> tuple[str, ...]:
    """Words to be offered, each once."""
    return tuple(dict.fromkeys(w for w in words if w))
