"""The factory of the app: the same for the command and for tests."""

from __future__ import annotations

from collections.abc import Sequence

from remedy.case.problems import Problem
from remedy.store.desk import Desk
from remedy.tui.app import RemedyApp
from remedy.views import i18n


def make_app(
    desk: Desk,
    *,
    lang: str = "en",
    me: str = "",
    watches: bool = True,
    problems: Sequence[Problem] = (),
    theme: str = "",
) -> RemedyApp:
    """The app over a desk, in a language; it reads nothing before its first paint, the law neither.

    `problems` may grow while the law is read; `theme` is the one that the user chose, empty for the one that is there.
    """
    i18n.use(lang)
    app = RemedyApp(desk, lang=lang, me=me, watches=watches)
    app.shelf.problems = problems
    if theme:
        from remedy.tui import themes

        themes.use(app, theme)
    return app
