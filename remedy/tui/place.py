"""What every screen of the app has: a head that says where and when one is, a list, a filter, a footer.

A screen fills its list from the shelf whenever the app says that it changed; it computes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from remedy.tui.keys import EVERYWHERE, LIST, MOVES, Act, bindings, shown_key
from remedy.tui.widgets.drawn import Broke
from remedy.tui.widgets.filter_bar import FilterBar
from remedy.tui.widgets.key_line import KeyLine
from remedy.tui.widgets.rows import Rows
from remedy.views.filter_words import is_mine, keys_told, mine
from remedy.views.i18n import _, language

if TYPE_CHECKING:
    from remedy.case.problems import Problem
    from remedy.tui.app import RemedyApp
    from remedy.tui.widgets.unread import Unread


REST = 0.08
"""Seconds without a key after which a list is filtered."""


LOW = 18
"""Lines of a terminal from which on the signs are explained."""

_ON_A_LINE = {act.action for act in LIST}


class Place(Screen[None]):
    """A screen with one list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(LIST),
        *bindings(EVERYWHERE),
        ("escape", "back", ""),
    ]
    ACTS: ClassVar[tuple[Act, ...]] = LIST
    PARTS: ClassVar[tuple[Act, ...]] = MOVES
    """What the parts of the screen do by keys of their own."""
    HEADING = ""
    """What the place is called."""
    EMPTY = ""
    """What stands in a list without rows."""
    ACROSS = False
    """Whether its list is one across cases: it says what could not be read, and has the keys of the filter."""
    AT_ONCE = False
    """Whether the list is filtered with each key, since that costs nothing to speak of."""

    typed = ""
    hint = ""
    """What is said of the key that is typed into the filter."""
    note = ""
    """What is said beside the banner."""
    _about_to = ""
    """The id of the line that the cursor goes back to once it is there again."""

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None
        self._offered = {act.action for act in (*self.ACTS, *EVERYWHERE)}
        for key, found in self._bindings.key_to_bindings.items():
            self._bindings.key_to_bindings[key] = [
                replace(b, description=_(b.description), key_display=shown_key(b.key_display, language()))
                for b in found
            ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the place does not offer is neither shown nor done."""
        return action not in _ON_A_LINE or action in self._offered

    @property
    def remedy(self) -> RemedyApp:
        """The app."""
        return self.app  # type: ignore[return-value]  # there is one app class

    def compose(self) -> ComposeResult:
        """Head, banner, what the place has above its list, the list, filter, footer."""
        yield Static(id="head", markup=False)
        yield Static(id="banner", markup=False)
        yield from self.above()
        with Horizontal(id="body"):
            yield Rows(id="list", empty=_(self.EMPTY))
            yield from self.beside()
        yield from self.beneath()
        told = _("type to filter; Enter keeps it, Esc takes it away")
        bar = FilterBar(placeholder=f"{keys_told()} · {told}" if self.ACROSS else told, id="filter")
        bar.display = False
        yield bar
        yield KeyLine()

    def above(self) -> ComposeResult:
        """What stands between the head and the list."""
        yield from ()

    def beside(self) -> ComposeResult:
        """What stands at the right of the list."""
        yield from ()

    def beneath(self) -> ComposeResult:
        """What stands under the list."""
        yield from ()

    def on_mount(self) -> None:
        """Shows what is known already."""
        self.keyed().focus()
        self.renew()

    def keyed(self) -> Widget:
        """What has the keys at first: arrows work at once."""
        return self.list

    @property
    def list(self) -> Rows:
        """The list of the place."""
        return self.query_one("#list", Rows)

    def on_resize(self) -> None:
        """On a low terminal the lines of the list are worth more than what the signs mean."""
        for legend in self.query("#legend"):
            legend.display = self.size.height >= LOW

    def on_screen_resume(self) -> None:
        """Something may have changed while another screen was shown."""
        self.renew()

    def where(self) -> tuple[str, ...]:
        """Which place it is, and of what. What a line opened, each its own."""
        return (type(self).__name__,)

    def again(self) -> None:
        """Opens the same for others, who see no names. What a line opened, each its own."""
        from remedy.tui.screens import PLACES

        self.remedy.go(next(name for name, kind in PLACES.items() if kind == type(self).__name__))

    def come(self, to: object = None) -> None:
        """Somebody is on the way here, to something on it. Each screen its own."""

    def renew(self) -> None:
        """Head, banner and list anew."""
        if not self.is_mounted:
            return
        self.head_up()
        self.filled()

    def head_up(self) -> None:
        """Head and banner anew."""
        self.query_one("#head", Static).update(self.remedy.head(_(self.HEADING)))
        said = "  ".join(x for x in (self.remedy.banner(), self.note, self.hint) if x)
        banner = self.query_one("#banner", Static)
        banner.update(said)
        banner.display = bool(said)
        self._warn(self.warning())

    def warning(self) -> str:
        """What is said above of what could not be read. A screen of one case speaks of its file."""
        return self.remedy.warning() if self.ACROSS and self.remedy.shelf.is_complete else ""

    def _warn(self, said: str) -> None:
        """Says what could not be read; the line is made when it is needed, and not before the first paint."""
        found = self.query("#unread")
        if found:
            found.only_one(Static).update(said)
            found.set(display=bool(said))
        elif said:
            from remedy.tui.widgets.unread import Unread

            self.mount(Unread(said), after=self.query_one("#banner"))

    def first_error(self) -> Problem | None:
        """The first of what that line speaks of."""
        return self.remedy.shelf.first_error()

    def on_unread_chosen(self, event: Unread.Chosen) -> None:
        """Enter, a click or `e` on what could not be read: to the first of it."""
        event.stop()
        problem = self.first_error()
        if problem is not None and event.edits:
            self.remedy.acting.edit_file(problem.file, problem.line)
        else:
            self.remedy.go("problems", problem)

    def filled(self) -> None:
        """Fills the list; one across cases not before names are hidden in all of them."""
        if self.ACROSS and self.remedy.shelf.is_turning:
            self.list.empty = _("hiding names…")
            self.list.refresh()
            return
        self.safely(self.fill)
        if self._about_to and self.list.jump(partial(_is_of, self._about_to)):
            self._about_to = ""

    def return_to(self, about: str) -> None:
        """The cursor goes back to a line as soon as it is there again."""
        self._about_to = about

    def safely(self, does: Callable[[], None]) -> None:
        """Draws something; an error of the program in that is said and does not stop the app."""
        try:
            does()
        except Exception as error:
            self.remedy.trouble(error)

    def on_broke(self, event: Broke) -> None:
        """Something could not be drawn. What a screen's painting sends comes no further than the screen."""
        event.stop()
        self.remedy.trouble(event.error)

    def fill(self) -> None:
        """Fills the list. Each screen its own."""

    # What a line stands for

    def chosen_item(self) -> tuple[str, str] | None:
        """The case's id and the item's id of the line under the cursor."""
        return None

    def chosen_case(self) -> str | None:
        """The case's id of the line under the cursor."""
        found = self.chosen_item()
        return found[0] if found else None

    def chosen_text(self) -> str:
        """What `y` copies: the item of the line with its date and citation."""
        from remedy.tui.fetching import full_of
        from remedy.views.citing import copied

        item = self.chosen_item()
        entry = self.remedy.shelf.entry_of(item[0]) if item is not None else None
        full = full_of(self.remedy, entry) if entry is not None else None
        return copied(full.shown, item[1], self.remedy.lang) if full is not None and item is not None else ""

    # Acts

    def action_list(self, how: str, by: int) -> None:
        """What an arrow does in the list, asked for by the menu."""
        self.list.focus()
        getattr(self.list, f"action_{how}")(by)

    def action_filter(self) -> None:
        """Opens the line in which one types."""
        bar = self.query_one("#filter", FilterBar)
        bar.display = True
        bar.focus()

    def on_filter_bar_typed(self, event: FilterBar.Typed) -> None:
        """Filters at once, or once the fingers rest for a moment: a key is answered however long the list."""
        self.typed = event.text
        self._hint()
        if self.AT_ONCE:
            self.filled()
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(REST, self.filled)

    def told_keys(self) -> Sequence[tuple[str, str]]:
        """What the help says besides: the keys of the filter with their values."""
        from remedy.views.filter_words import explained

        return tuple(explained(self.remedy.shelf.values()).values()) if self.ACROSS else ()

    def _hint(self) -> None:
        """Names the values of a key that waits for one, and says what `owner:me` needs."""
        said = ""
        if self.ACROSS and ":" in self.typed:
            from remedy.tui import filtering

            said = filtering.about(self.remedy, self.typed)
        if said != self.hint:
            self.hint = said
            self.head_up()

    def on_filter_bar_left(self, event: FilterBar.Left) -> None:
        """The list has the keys again; an empty line goes."""
        bar = self.query_one("#filter", FilterBar)
        bar.display = bool(bar.value)
        self.list.hold()
        self.list.focus()

    def action_open(self) -> None:
        """Enter on a line."""
        self.list.choose()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter or a click: the line explained, else its case."""
        event.stop()
        self.chosen(event.key)

    def chosen(self, key: Any) -> None:
        """What happens with a chosen line."""
        item = self.chosen_item()
        case = self.chosen_case()
        if item is not None:
            self.remedy.explain(*item)
        elif case is not None:
            self.remedy.open_case(case)

    def action_case(self) -> None:
        """The case of the line."""
        case = self.chosen_case()
        if case is not None:
            self.remedy.open_case(case)

    def action_mine(self) -> None:
        """Only what is mine, or all again."""
        from remedy.tui import filtering

        if not filtering.knows_me(self.remedy):
            return
        bar = self.query_one("#filter", FilterBar)
        words = [w for w in bar.value.split() if not is_mine(w)]
        bar.value = " ".join(words if len(words) < len(bar.value.split()) else [*words, mine()])
        bar.display = bool(bar.value)

    def action_copy(self) -> None:
        """The line as text."""
        text = self.chosen_text()
        if text:
            self.remedy.acting.copy(text)

    def action_copy_markdown(self) -> None:
        """The line as Markdown."""
        from remedy.views.citing import markdown

        text = self.chosen_text()
        if text:
            self.remedy.acting.copy(markdown(text))

    def action_back(self) -> None:
        """Esc: the filter first, then the screen before."""
        bar = self.query_one("#filter", FilterBar)
        if bar.display and bar.value:
            self.list.hold()
            bar.value = ""
            bar.display = False
            self.list.focus()
        else:
            self.remedy.back()

    def action_record(self) -> None:
        """Records an event in the case of the line."""
        self._about("record")

    def action_act(self) -> None:
        """All that can be done about the line."""
        self._about("")

    def action_editor(self) -> None:
        """The file in the user's own editor."""
        case = self.chosen_case()
        if case is not None:
            self.remedy.acting.edit_case(case, self.chosen_line())

    def chosen_line(self) -> int:
        """The line of the file that the line of the screen is about."""
        return 1

    def _about(self, form: str) -> None:
        case = self.chosen_case()
        if case is None:
            self.notify(_("Choose a line of a case first."))
            return
        item = self.chosen_item()
        self._about_to = ""
        self.remedy.acting.act(case, item[1] if item else "", form)


def _is_of(about: str, key: object) -> bool:
    """Whether what a line stands for is an item, event or step of an id."""
    item = getattr(key, "item", "")
    return about in (getattr(item, "id", item), getattr(key, "about", ""))
