"""Promises of the engine, held against brute force."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date, timedelta

import msgspec
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.case.dates import When, day, parse
from remedy.case.period import parse as period
from remedy.case.read import read
from remedy.case.source import Source
from remedy.law.assess import assess
from remedy.law.compute import compute
from remedy.law.counting import count
from remedy.store.law import load

LAW, _ = load()
CALM = settings(deadline=None, max_examples=40, derandomize=True)
DAYS = st.dates(date(2015, 6, 1), date(2027, 6, 1))
NEAR_CHANGES = st.sampled_from(
    [date(2017, 7, 10), date(2025, 6, 20), date(2020, 12, 20), date(2022, 3, 10), date(2016, 1, 2)]
)
FACTS = {"custody": False, "large_judgment": False, "new_evidence": False}


def computed(rule: str, on: When):
    (found,) = LAW.rules_named(rule)
    return compute(found, LAW, on, stated=FACTS, events={"case-received": on} if rule.endswith("decision") else {})


@CALM
@given(
    st.one_of(DAYS, NEAR_CHANGES),
    st.integers(0, 45),
    st.sampled_from(
        ["kz/criminal.appeal", "kz/criminal.copy", "kz/criminal.cassation-worsening", "kz/criminal.appeal-copy"]
    ),
)
def test_an_interval_gives_the_least_and_the_greatest_of_all_its_days(first, length, rule):
    days = [first + timedelta(days=n) for n in range(length + 1)]
    each = [computed(rule, day(d)) for d in days]
    whole = computed(rule, parse(f"{days[0]}/{days[-1]}"))
    known = [a for a in each if a.covered]
    assert whole.earliest == min((a.earliest for a in known), default=None)
    open_ended = not known or any(a.latest is None for a in known)
    assert whole.latest == (None if open_ended else max(a.latest for a in known))
    if known and len(known) < len(each):
        assert whole.provisional


@CALM
@given(DAYS, st.integers(1, 60))
def test_a_rolled_day_is_the_nearest_working_day(first, length):
    calendar, how = LAW.calendars["KZ"], LAW.conventions["kz-cpc"]
    done = count(first, (period(f"P{length}D"),), how, calendar)
    nominal = first + timedelta(days=length)
    assert done.nominal == nominal
    assert calendar.is_working_day(done.last_day)
    between = [nominal + timedelta(days=n) for n in range((done.last_day - nominal).days)]
    assert not any(calendar.is_working_day(d) for d in between)


@CALM
@given(DAYS, st.integers(1, 40), st.sampled_from(["P15D", "P1M", "P1Y", "P6M", "P3D"]))
def test_a_later_trigger_never_gives_an_earlier_last_day(first, later, length):
    calendar, how = LAW.calendars["KZ"], LAW.conventions["kz-cpc"]
    one = count(first, (period(length),), how, calendar).last_day
    other = count(first + timedelta(days=later), (period(length),), how, calendar).last_day
    assert one <= other


# Whole cases

KINDS = ("detained", "judgment", "released", "judgment-copy-received", "appeal-filed", "case-received",
         "appeal-hearing", "appeal-decided", "appeal-copy-received", "cassation-filed", "cassation-decided",
         "protest-requested", "file-received-by-prosecutor", "protest-refused")  # fmt: skip
OUTCOMES = {"judgment": "convicted", "appeal-decided": "upheld", "cassation-decided": "refused"}


@st.composite
def cases(draw):
    """A life of a case: a prefix of the ladder with holes, on days that are exact, uncertain or open."""
    now = draw(st.dates(date(2016, 2, 1), date(2025, 1, 1)))
    events = []
    for kind in KINDS[: draw(st.integers(2, len(KINDS)))]:
        now += timedelta(days=draw(st.integers(0, 40)))
        if kind != "judgment" and draw(st.integers(0, 3)) == 0:
            continue
        form = draw(st.sampled_from(["exact", "exact", "exact", "month", "by", "open"]))
        if kind in ("judgment", "detained"):
            form = "exact"
        written = {"exact": now.isoformat(), "month": f"{now:%Y-%m}", "by": f"../{now}", "open": ".."}[form]
        event = {"kind": kind, "date": written}
        if kind in OUTCOMES:
            event["outcome"] = OUTCOMES[kind]
        events.append(event)
    return {"format": 1, "id": "x", "title": "X", "country": "KZ", "packs": ["kz/criminal"],
            "facts": {"gravity": "medium"}, "person": [{"id": "p", "role": "defendant"}], "event": events,
            "sanction": [{"id": "s", "kind": "restriction of liberty", "length": "P1Y", "starts": "judgment-final",
                          "imposed_by": "judgment"}]}  # fmt: skip


def built(data):
    case, _ = read(Source("x.toml", tomli_w.dumps(data)), LAW.vocabulary)
    return case


COUNTS = {"as_of", "days_left", "pending_days", "days_waiting", "served_days", "left_days", "holds_until"}


def without_counts(value):
    if isinstance(value, dict):
        return {k: without_counts(v) for k, v in value.items() if k not in COUNTS}
    return [without_counts(v) for v in value] if isinstance(value, list) else value


def said(case, as_of):
    return without_counts(msgspec.to_builtins(assess(case, LAW, as_of)))


@settings(deadline=None, max_examples=30, derandomize=True)
@given(cases(), st.integers(-20, 900))
def test_an_assessment_holds_until_it_says_day_by_day(data, after):
    case = built(data)
    start = next(e for e in case.events if e.kind == "judgment").when.earliest + timedelta(days=after)
    first = assess(case, LAW, start)
    end = first.holds_until or start + timedelta(days=400)
    assert end > start
    known = without_counts(msgspec.to_builtins(first))
    span = (end - start).days
    for ahead in sorted({*range(1, min(span, 25)), span - 1} - {0}):
        assert said(case, start + timedelta(days=ahead)) == known


@settings(deadline=None, max_examples=30, derandomize=True)
@given(cases(), st.integers(0, 900), st.randoms(use_true_random=False))
def test_the_order_of_tables_changes_nothing(data, after, dice):
    start = date.fromisoformat(next(e["date"] for e in data["event"] if e["kind"] == "judgment")) + timedelta(
        days=after
    )
    exact = [e["date"] for e in data["event"]]
    if len(set(exact)) < len(exact):
        return  # within one day the order of the file counts
    shuffled = {**data, "event": list(data["event"])}
    random.Random(dice.random()).shuffle(shuffled["event"])
    one, other = assess(built(data), LAW, start), assess(built(shuffled), LAW, start)
    assert msgspec.to_builtins(one.items) == msgspec.to_builtins(other.items)
    assert msgspec.to_builtins(one.ladder) == msgspec.to_builtins(other.ladder)


def test_zone_locale_and_hash_seed_change_nothing():
    outs = set()
    for zone, lang, seed in (("UTC", "C.UTF-8", "0"), ("Asia/Almaty", "ru_RU.UTF-8", "7"), ("America/Lima", "C", "99")):
        env = {**os.environ, "TZ": zone, "LC_ALL": lang, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "remedy", "due", "--as-of", "2021-03-12", "--format", "json"]
        outs.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(outs) == 1
