"""An event is supposed on another day in memory alone, however its own day was written."""

from __future__ import annotations

from datetime import date

import pytest

from remedy.case.team import Team
from remedy.case.typed import Misread
from remedy.law.supposing import Anchor
from remedy.store.desk import Desk
from remedy.store.supposing import suppose

CASE = """format = 1
id = "a"
title = "A"
country = "KZ"
packs = ["kz/criminal"]

[[person]]
id = "x"
role = "defendant"

[[proceeding]]
id = "trial"
stage = "first-instance"

[[event]]
kind = "judgment"
proceeding = "trial"
outcome = "convicted"
accounts = { A = 2020-06-22, B = 2020-06-23 }
relied = "A"

[[event]]
id = "hearing-2"
kind = "hearing"
date = 2020-06-20
proceeding = "trial"
state = "scheduled"

[[event]]
id = "hearing-1"
kind = "hearing"
date = 2020-06-01
until = 2020-06-02
proceeding = "trial"
state = "postponed"
moved_to = "hearing-2"
"""


@pytest.fixture
def at(tmp_path, law):
    """The desk over one case, and the case."""
    path = tmp_path / "a.toml"
    path.write_text(CASE, "utf-8")
    desk = Desk(tmp_path, lambda: law, Team, lambda _zone: date(2020, 7, 1))
    return desk, desk.load(path)


def test_a_day_on_which_sources_disagree_is_replaced_by_the_one_that_is_supposed(at):
    desk, file = at
    draft = suppose(desk, file, Anchor(event="judgment", kind="judgment"), "25.06.2020")
    appeal = next(i for i in draft.now.items if i.id.endswith(".appeal@judgment"))
    assert appeal.trigger.earliest == appeal.trigger.latest == date(2020, 6, 25)
    assert appeal.date == date(2020, 7, 10)
    assert draft.added == []
    assert file.path.read_text("utf-8") == CASE


def test_what_was_only_scheduled_is_supposed_to_have_taken_place(at):
    desk, file = at
    draft = suppose(desk, file, Anchor(event="hearing-2", kind="hearing"), "2020-06-21")
    assert next(e for e in draft.case.events if e.id == "hearing-2").state == "held"


def test_a_recorded_end_before_the_supposed_beginning_and_where_it_was_put_off_to_say_nothing_of_it(at):
    desk, file = at
    assert file.problems == []
    for day, end in (("2020-06-30", None), ("2020-06-02", date(2020, 6, 2))):
        draft = suppose(desk, file, Anchor(event="hearing-1", kind="hearing"), day)
        supposed = next(e for e in draft.case.events if e.id == "hearing-1")
        assert (supposed.state, supposed.moved_to, draft.added) == ("held", "", [])
        assert (supposed.until.exact if supposed.until is not None else None) == end


def test_an_event_that_nobody_recorded_is_added_with_whom_it_was_served_on(at):
    desk, file = at
    anchor = Anchor(kind="judgment-copy-received", proceeding="trial")
    added = suppose(desk, file, anchor, "2020-06-29").case.events[-1]
    assert (added.kind, added.to, added.proceeding) == ("judgment-copy-received", "x", "trial")


def test_an_event_that_went_meanwhile_and_a_day_that_is_none_are_refused_in_words(at):
    desk, file = at
    with pytest.raises(Misread, match="not in the file any more"):
        suppose(desk, file, Anchor(event="gone", kind="judgment"), "2020-06-25")
    with pytest.raises(Misread, match='"soon" is no date'):
        suppose(desk, file, Anchor(event="judgment", kind="judgment"), "soon")
