"""What lies in a round is the same whether every event is looked at or only those near it, and fewer are looked at."""

import sys
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.law.assess import assess
from remedy.law.in_time import InTime, is_within
from remedy.law.world import Happening
from tests.law.test_case_properties import life, recorded
from tests.law.test_properties import LAW, built

DAYS = st.none() | st.integers(0, 30).map(lambda n: date(2020, 1, 1) + timedelta(days=n))


@st.composite
def happenings(draw):
    """Events of two kinds with open, wide and exact days, some of which answer others; in order of time."""
    out = []
    for index in range(draw(st.integers(1, 12))):
        first, length = draw(DAYS), draw(st.none() | st.integers(0, 9))
        last = draw(DAYS) if first is None else (None if length is None else first + timedelta(days=length))
        found = Happening(f"e{index}", draw(st.sampled_from("ab")), ((first, last),), frozenset({"p"}), index)
        found.answers = draw(st.lists(st.sampled_from(out), max_size=2)) if out else []
        out.append(found)
    return sorted(out, key=Happening.sort_key)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(happenings())
def test_what_lies_in_a_round_is_what_looking_at_each_event_finds(events):
    in_time = InTime(events)
    for anchor in events:
        answering = [h for h in events if anchor in h.answers]
        later = [h for h in events if h is not anchor and h.sort_key() > anchor.sort_key()]
        assert in_time.after(anchor) is (later[0] if later else None)
        for following in (None, *events):
            found = [h for h in events if h is not following and is_within(h, anchor, following)]
            assert in_time.in_round(anchor, following, answering) == found


def steps_of(rounds):
    """How many calls an assessment of so many rounds of judgment, appeal and service makes."""
    events = []
    for n in range(rounds):
        day = date(2016, 1, 4) + timedelta(days=12 * n)
        for after, kind in enumerate(("judgment", "judgment-copy-received", "appeal-filed", "appeal-decided", "note")):
            row = recorded(kind, (day + timedelta(days=2 * after)).isoformat())
            events.append({**row, "id": f"{kind}-{n}"})
    case, calls = built(life(events)), 0

    def count(frame, event, arg):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        assess(case, LAW, date(2026, 1, 1))
    finally:
        sys.setprofile(None)
    return calls


def test_twice_the_events_cost_about_twice_the_work():
    steps_of(2)
    assert steps_of(120) / steps_of(60) < 2.3
