"""Every key of the app, in one list: bindings, footer, help and command palette are made of it.

A letter key has its twin at the same place of the Russian and Kazakh keyboards, so that it works on whichever is on;
each action has a function key or a place in the menu as well, since the digits and signs of those keyboards differ.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

from remedy.views.i18n import N_

TWINS = dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю", strict=True))
"""Each Latin key and the Cyrillic letter on it: ЙЦУКЕН, whose letters Kazakh keyboards have at the same places."""


class Act(NamedTuple):
    """One thing that a key does."""

    action: str
    letter: str
    other: str
    """Function key or sign that does the same; several apart by commas."""
    title: str
    help: str
    footer: bool = False


EVERYWHERE = (
    Act("app.go('agenda')", "h", "f2", N_("Agenda"), N_("what to act on, across cases"), True),
    Act("app.go('cases')", "s", "f3", N_("Cases"), N_("all cases, sorted and searched"), True),
    Act("app.go('month')", "m", "f4", N_("Month"), N_("deadlines, hearings and days off by month"), True),
    Act("app.go('law')", "l", "f5", N_("Law"), N_("packs, rules, versions and sources"), True),
    Act("app.go('problems')", "p", "f6", N_("Problems"), N_("all that check finds"), True),
    Act("app.as_of", "a", "f7", N_("Other day"), N_("see everything as of another day; nothing is written"), True),
    Act("app.commit", "c", "f8", N_("Commit"), N_("commit what changed to git, with a message drafted; never pushes")),
    Act("app.hide", "v", "f9", N_("Hide names"), N_("mask names and confidential entries before a screen is shared")),
    Act("app.undo", "u", "ctrl+z", N_("Undo"), N_("take the last edit of this session back, after a question")),
    Act("app.keys", "", "f1,question_mark", N_("Keys"), N_("the keys of this place"), True),
    Act("app.command_palette", "", "f10,ctrl+p", N_("Menu"), N_("every action, searchable"), True),
    Act("app.leave", "q", "ctrl+q", N_("Quit"), N_("leave the app"), True),
)
"""What works in every place, save while one types."""

LIST = (
    Act("filter", "f", "slash", N_("Filter"), N_("type to filter; owner: tag: country: duty: in:30d"), True),
    Act("mine", "x", "", N_("Mine"), N_("only what is mine, or all again")),
    Act("open", "", "enter", N_("Open"), N_("explain the line, or open the case"), True),
    Act("case", "o", "shift+enter", N_("Case"), N_("open the case of the line")),
    Act("act", "i", "space", N_("Act"), N_("all that can be done about the line"), True),
    Act("record", "r", "insert", N_("Record"), N_("record an event in the case of the line"), True),
    Act("editor", "e", "f11", N_("Editor"), N_("open the file in your editor, at the line")),
    Act("copy", "y", "ctrl+y", N_("Copy"), N_("copy the line with its date and citation")),
    Act("copy_markdown", "w", "", N_("Copy as Markdown"), N_("the same as Markdown")),
)
"""What works on a line."""


def without(*actions: str) -> tuple[Act, ...]:
    """What works on a line, but for some of it: a place offers only what it does."""
    return tuple(act for act in LIST if act.action not in actions)


def bindings(acts: tuple[Act, ...]) -> list[Binding]:
    """The bindings of some acts: letter, its twin, and the other keys. The titles are translated by the screen."""
    out = []
    for act in acts:
        keys = [k for k in (act.letter, TWINS.get(act.letter, ""), *act.other.split(",")) if k]
        first = act.letter or keys[0]
        shown = {"f1": "F1", "f10": "F10", "enter": "⏎", "space": "␣"}.get(first, first)
        out.append(Binding(",".join(keys), act.action, act.title, show=act.footer, key_display=shown))
    return out


def shown_key(key: str | None, lang: str) -> str | None:
    """A key as the footer names it: by the letter that is on it in the language of the interface."""
    return TWINS.get(key or "", key) if lang in ("ru", "kk") else key


def spelled(act: Act) -> str:
    """The keys of an act, for a person: `r / к, Ins`."""
    twin = TWINS.get(act.letter, "")
    letter = f"{act.letter} {twin}" if twin else act.letter
    others = [_NAMES.get(k, k.upper()) for k in act.other.split(",") if k]
    return ", ".join(x for x in (letter, *others) if x)


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "space": "Space",
    "enter": "Enter",
    "shift+enter": "Shift+Enter",
    "insert": "Ins",
    "ctrl+p": "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
    "ctrl+y": "Ctrl+Y",
    "ctrl+z": "Ctrl+Z",
    "comma": ",",
    "full_stop": ".",
    "б": "б",
    "ю": "ю",
    "left": "←",
    "right": "→",
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
    "ctrl+pageup": "Ctrl+PgUp",
    "ctrl+pagedown": "Ctrl+PgDn",
}
