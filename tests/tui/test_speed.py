"""Nothing is done before the first paint that can wait; a key in the filter is answered at once. Nothing is timed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import date

from remedy.case.team import Team
from remedy.store.desk import Desk
from remedy.tui.start import make_app
from remedy.tui.widgets.key_line import KeyLine
from tests.conftest import ROOT


def test_the_app_is_painted_before_the_law_or_any_file_is_read(folder, law):
    seen = []

    def reads():
        seen.append(True)
        return law

    async def session() -> None:
        app = make_app(Desk(folder, reads, Team, lambda _zone: date(2021, 3, 12)), lang="ru", watches=False)
        assert not seen
        read_all, painted = app.read_all, []

        def reading() -> None:
            assert not seen
            painted.extend(strip.text for strip in app.screen._compositor.render_strips())
            read_all()

        app.read_all = reading
        async with app.run_test() as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            assert seen
        assert any("Повестка" in text for text in painted)

    asyncio.run(session())


def test_each_key_in_the_filter_narrows_the_list_at_once_and_taking_one_back_widens_it(run):
    async def steps(user):
        rows = user.app.screen.list
        everything = [r.key.item.id for r in rows.rows if r.key is not None and hasattr(r.key, "item")]
        await user.pilot.press("f", *"appe")
        some = [r.key for r in rows.rows if r.key is not None]
        assert some and len(some) < len(everything)
        assert all("appe" in line.text for line in some)
        await user.pilot.press("x")
        assert not [r for r in rows.rows if r.key is not None]
        await user.pilot.press("backspace")
        assert [r.key for r in rows.rows if r.key is not None] == some
        await user.pilot.press("escape")
        assert [r.key.item.id for r in rows.rows if r.key is not None and hasattr(r.key, "item")] == everything

    run(steps)


def test_a_click_on_a_key_of_the_bottom_line_presses_it(run):
    async def steps(user):
        line = user.app.screen.query_one(KeyLine)
        shown = "".join(segment.text for segment in line.render_line(0))
        assert "Cases" in shown
        await user.pilot.click(KeyLine, offset=(shown.index("Cases"), 0))
        await user.settle()
        assert user.place == "Cases"

    run(steps)


def test_the_agenda_lies_under_every_place(run):
    async def steps(user):
        await user.press("s", "m", "o")
        await user.press("h")
        assert user.place == "Agenda"
        await user.press("s", "escape")
        assert user.place == "Agenda"
        assert len(user.app.screen_stack) == 1

    run(steps)


def test_the_first_screen_needs_neither_the_engine_nor_the_mask():
    code = (
        "import sys, remedy.tui.start, remedy.tui.screens.agenda\n"
        "print(sorted({'remedy.law.assess', 'remedy.views.mask', 'remedy.store.git'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"


def test_names_that_are_hidden_stay_hidden_in_lines_made_in_the_background(run):
    async def steps(user):
        shelf = user.app.shelf
        entry = next(e for e in shelf.entries.values() if e.case is not None and e.case.id == "kz-ilyashev-2020")
        shelf.prepare(entry)
        shelf.hide(True)
        assert not any("ilyashev" in line.text for line in shelf.lines())

    run(steps)
