"""What stands in a calendar, on which day, and in which words."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from make import appeal, hearing, item, made, moment, sanction, trigger

from remedy.store.zones import zone_named
from remedy.views import i18n
from remedy.views.calendar_entries import Wanted, entries, uid_of, where

ALMATY = zone_named("Asia/Almaty")


def found(*items, events=(), zone=ALMATY, lang="en", **want):
    answer = made(list(items), events=list(events))
    return entries(answer, answer.items, zone, lang, Wanted(**want))


def entry(thing, **more):
    (only,) = found(thing, **more).live
    return only


def test_a_term_stands_on_its_last_day_with_case_trigger_law_and_the_command_that_explains():
    made = entry(appeal())
    assert made.title == "Appeal against the judgment · kz-ilyashev-2020"
    assert (made.first, made.last, made.begins, made.status) == (date(2020, 7, 7), None, None, "CONFIRMED")
    said = made.description.split("\n")
    assert said[0] == "from judgment 2020-06-22 · may already be filed"
    assert "Tue 2020-07-07: the day to act on: after it the term may be lost" in said
    assert "who acts: counsel" in said
    assert "2020-06-22 → Tue 2020-07-07: 15 days, counted from 23 June (418(1))" in said
    assert "cpc 418(1) “An appeal is filed within fifteen days.”" in said
    assert "if missed: restoration" in said
    assert said[-1] == "remedy explain kz-ilyashev-2020 appeal@judgment"


def test_an_uncertain_day_stands_on_the_day_to_act_and_says_so_in_its_title():
    made = entry(appeal(earliest=date(2020, 6, 29), disputed=True, provisional=True, law_status="unverified"))
    assert made.title == (
        "Appeal against the judgment · kz-ilyashev-2020 "
        "[between 2020-06-29 and 2020-07-07: act by this day; disputed; provisional]"
    )
    assert made.description.split("\n")[0].endswith("· disputed: the day it runs from · provisional · law unverified"
                                                    " · may already be filed")  # fmt: skip


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"latest": None}, "[2020-07-07 or later: act by this day]"),
        ({"earliest": None}, "[no later than 2020-07-07: act by this day]"),
        ({}, ""),
    ],
)
def test_a_bound_that_is_open_is_said(bounds, words):
    assert entry(appeal(**bounds)).title.endswith(f"kz-ilyashev-2020 {words}".rstrip())


def test_the_dates_of_courts_and_of_the_prosecution_are_told_from_our_own_by_words():
    title = {"title": "Answer", "title_i18n": {}}
    court = entry(appeal(duty="authority", status="overdue", group="waiting", **title))
    assert court.title == "[overdue] Authority must act by this day: Answer · kz-ilyashev-2020"
    other = entry(appeal(duty="opponent", group="opponent", **title))
    assert other.title == "Prosecution may act until this day: Answer · kz-ilyashev-2020"
    assert {court.categories, other.categories, entry(appeal()).categories} == {
        ("authority",), ("prosecution",), ("defence",),
    }  # fmt: skip


def test_a_missed_term_says_so_first_and_does_not_ring_any_more():
    made = entry(appeal(status="missed", group="missed"))
    assert made.title.startswith("[missed] Appeal")
    assert made.alarms == ()
    assert "left: restoration" in made.description


def test_what_the_law_names_as_the_first_day_is_no_last_day():
    made = entry(item("parole@x", on="2020-07-07", duty="party", kind="not-before", status="open", title="Parole"))
    assert made.title == "May be asked from this day on: Parole · kz-ilyashev-2020"
    assert made.alarms == (timedelta(hours=9),)
    assert "it is never missed" in made.description


def test_what_has_no_day_or_is_on_no_agenda_is_in_no_calendar_and_counted():
    seen = found(item("a", duty="party", status="open"), appeal(status="met", group="rest", listed=False),
                 item("gap:x@y", "gap", on="2020-07-02", group="gap"))  # fmt: skip
    assert seen.live == []
    assert seen.undated == 1


def test_every_punishment_that_runs_ends_in_the_calendar_however_far_away():
    made = entry(sanction(as_of="2020-07-01"))
    assert made.title.startswith("Punishment ends: restriction of liberty · kz-ilyashev-2020 "
                                 "[between 2023-05-03 and 2023-09-14: not before this day; disputed]")  # fmt: skip
    assert found(sanction(as_of="2020-07-01", status="ended")).live == []


@pytest.mark.parametrize(
    ("on", "utc"),
    [("2024-02-29", "2024-02-29T04:30"), ("2024-03-01", "2024-03-01T05:30"), ("2020-07-03", "2020-07-03T04:30")],
)
def test_half_past_ten_in_almaty_is_an_hour_later_for_the_world_from_1_march_2024(on, utc):
    made = entry(hearing(on))
    assert made.begins == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert made.ends - made.begins == timedelta(hours=1)
    assert made.title == "Appeal hearing, 10:30 · kz-ilyashev-2020"
    assert "time: 10:30 (Asia/Almaty)" in made.description


def test_a_hearing_on_the_night_that_clocks_change_is_at_the_time_that_was_written():
    made = entry(hearing("2021-03-28", time="02:30"), zone=zone_named("Europe/Berlin"))  # no such time: it is skipped
    assert made.begins == datetime(2021, 3, 28, 1, 30, tzinfo=UTC)
    made = entry(hearing("2020-02-29", time="23:30"), zone=zone_named("America/New_York"))
    assert made.begins == datetime(2020, 3, 1, 4, 30, tzinfo=UTC)
    assert made.first == date(2020, 2, 29)


@pytest.mark.parametrize("time", ["10:30–12:00", "10.30 - 12.00", " 10:30-12:00 "])
def test_a_hearing_ends_when_somebody_wrote_it(time):
    made = entry(hearing(time=time))
    assert (made.begins.hour, made.ends.hour) == (4, 6)


@pytest.mark.parametrize(
    "more",
    [{"time": ""}, {"time": "after lunch"}, {"time": "25:70"}, {"time": "10:30", "latest": date(2020, 7, 4)},
     {"time": "10:30", "latest": None}],
)  # fmt: skip
def test_a_hearing_without_a_certain_time_takes_the_day(more):
    made = entry(hearing(**more))
    assert (made.begins, made.first) == (None, date(2020, 7, 3))
    assert made.status == ("TENTATIVE" if "latest" in more else "CONFIRMED")
    assert made.title.startswith(f"Appeal hearing, {more['time']}" if more["time"] else "Appeal hearing ·")


def test_a_hearing_in_a_zone_that_nobody_knows_takes_the_day():
    assert entry(hearing(), zone=zone_named("Mars/Olympus")).begins is None


def test_a_hearing_of_several_days_takes_them_all():
    over = moment("h", "2020-07-03", until=date(2020, 7, 6), state="scheduled")
    made = entry(hearing(), events=[over])
    assert (made.first, made.last, made.begins) == (date(2020, 7, 3), date(2020, 7, 6), None)


CASE = """format = 1
id = "kz-x"
title = "K. v. X"
country = "KZ"
packs = ["kz/criminal"]
[[proceeding]]
id = "trial"
stage = "first-instance"
body = "Court No. 2; Almaty"
[[event]]
id = "h"
kind = "hearing"
date = 2020-07-03
proceeding = "trial"
state = "scheduled"
"""


def test_a_hearing_says_before_which_court(case_of, on):
    case = case_of(CASE)
    answer = on(case, "2020-07-01").answer
    (made,) = entries(answer, answer.items, None, "en", Wanted(), courts=where(answer.events, case)).live
    assert made.location == "Court No. 2; Almaty"
    assert "court or body: Court No. 2; Almaty" in made.description


def step(**more):
    return item("step:ask", "step", **({"status": "todo", "group": "step", "title": "Ask", "on": "2020-07-05"} | more))


def test_steps_are_tasks_when_they_are_asked_for():
    assert found(step()).live == []
    assert entry(step(), steps=True).status == "NEEDS-ACTION"
    assert entry(step(status="waiting", on=None), steps=True).status == "IN-PROCESS"
    assert entry(step(on=None), steps=True).first is None


def test_entries_ring_at_their_leads_and_those_of_others_only_when_they_are_late():
    days = lambda e: [-(a - timedelta(hours=9)).days for a in e.alarms]  # noqa: E731 - one line, three uses
    assert days(entry(appeal())) == [30, 14, 7, 3, 1, 0]
    assert days(entry(appeal(), leads=(2,))) == [2]
    assert days(entry(appeal(duty="authority"))) == [-1]
    assert entry(appeal(), alarms=False).alarms == ()
    assert entry(hearing(), leads=(1, 0)).alarms == (-timedelta(days=1), -timedelta(hours=2))


def test_ticklers_are_days_of_their_own_that_have_not_gone_by():
    first, *rest = found(appeal(), ticklers=True).live
    assert [(e.first.isoformat(), e.uid) for e in rest] == [
        ("2020-07-04", f"{first.uid}-3"),
        ("2020-07-06", f"{first.uid}-1"),
        ("2020-07-07", f"{first.uid}-0"),
    ]
    assert rest[0].title == "→ in 3 days, Tue 2020-07-07: Appeal against the judgment · kz-ilyashev-2020"
    assert rest[2].title.startswith("→ today, Tue 2020-07-07: ")
    assert all(e.alarms == () and e.kind == "tickler" and e.description == first.description for e in rest)


def test_a_tickler_of_today_is_still_there_and_one_of_yesterday_is_not():
    _, *rest = found(appeal(), ticklers=True, leads=(7, 6)).live
    assert [e.first for e in rest] == [date(2020, 7, 1)]


def test_the_tickler_of_a_courts_term_is_the_day_after_it():
    _, late = found(appeal(duty="authority"), ticklers=True).live
    assert (late.first, late.uid) == (date(2020, 7, 8), uid_of(appeal().id, -1))
    assert late.title.startswith("→ ended yesterday, Tue 2020-07-07: ")


def test_a_name_is_made_of_the_id_alone_and_does_not_tell_it():
    moved, renamed = msgspec.structs.replace(appeal(), date=date(2020, 8, 1)), appeal(title="Something", owner="nobody")
    assert entry(appeal()).uid == entry(moved).uid == entry(renamed).uid == uid_of(appeal().id)
    assert "ilyashev" not in uid_of(appeal().id)
    assert uid_of("a#b") != uid_of("a#c")


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://adilet.zan.kz/rus/docs/K1400000231#z418", True), ("javascript:alert(1)", False), ("https://x y", False),
     ("https://x\nATTACH:y", False), ("file:///etc/passwd", False), ("https://a<b>", False)],
)  # fmt: skip
def test_the_address_of_the_law_is_one_of_the_web_or_none(url, kept):
    cites = [{"source": "cpc", "article": "1", "url": url}]
    assert entry(item("a", on="2020-07-07", duty="party", status="open", cite=cites)).url == (url if kept else "")


def test_a_day_at_the_edge_of_all_calendars_is_no_fault():
    first = entry(item("a", on="0001-01-01", duty="party", status="missed"), ticklers=True)
    last = found(item("b", on="9999-12-31", duty="authority", status="open"), ticklers=True).live
    assert first.first == date.min
    assert len(last) == 1
    assert entry(hearing("0001-01-01", time="00:30")).begins is None


def test_the_words_are_those_of_the_language(law):
    i18n.use("ru")
    i18n.name(law)
    made = entry(appeal(duty="authority", earliest=date(2020, 6, 29)), lang="ru")
    assert made.title.startswith("Орган должен действовать не позднее этого дня: Апелляционная жалоба на приговор")
    assert "между 29.06.2020 и 07.07.2020: после этого дня — просрочка" in made.title
    assert made.categories == ("орган",)


@pytest.mark.parametrize("name", ["ilyashev", "bokayev-ayan", "whatsapp-nine", "kenzhebek-abishev"])
@pytest.mark.parametrize("day", ["2020-06-23", "2021-03-12"])
def test_no_entry_of_a_real_case_changes_because_a_day_went_by(sample, on, name, day):
    case = sample(name)
    first = on(case, day).answer
    ends = min(first.holds_until or date.max, first.as_of + timedelta(days=5))
    told = entries(first, first.items, ALMATY, "en", Wanted(steps=True)).live
    assert told
    for n in range(1, (ends - first.as_of).days):
        later = on(case, (first.as_of + timedelta(days=n)).isoformat()).answer
        assert entries(later, later.items, ALMATY, "en", Wanted(steps=True)).live == told


def test_a_clock_that_has_no_day_yet_is_not_given_one():
    unknown = trigger("file-received-by-prosecutor", None, None)
    waits = item("answer@x", duty="authority", status="not-started", group="waiting", trigger=unknown)
    assert found(waits).live == []


@pytest.mark.parametrize(
    ("day", "status", "words", "rings"),
    [
        ("2020-07-07", "open", "[2020-07-07 or later: act by this day]", 6),
        ("2020-07-08", "unclear", "[2020-07-07 or later: act now]", 0),
        ("2020-07-08", "missed", "[2020-07-07 or later: act now]", 0),
    ],
)
def test_a_day_to_act_that_is_past_says_act_now_and_rings_no_more(day, status, words, rings):
    late = appeal(day, latest=None, status=status, maybe_done=False)
    made = entry(late)
    assert (made.title.endswith(words), len(made.alarms)) == (True, rings), made.title
    assert any(e.kind == "tickler" for e in found(late, ticklers=True).live) == bool(rings)


def test_an_unclear_one_that_is_past_says_act_now_though_its_day_is_one_day():
    assert entry(appeal("2020-07-08", status="unclear")).title.endswith("kz-ilyashev-2020 [act now]")
