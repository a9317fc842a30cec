"""What a calendar says against the file that was there before."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import appeal, hearing, made, moment, sanction

from remedy.case.problems import Problem
from remedy.views import ics
from remedy.views.calendar_entries import Entry, Found, Wanted, entries, uid_of
from remedy.views.calendar_history import hiding, new, revised

DAY = date(2020, 7, 1)


def noon(day):
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def found(*items, before=(), events=(), as_of="2020-07-01", **want):
    answer = made(list(items), events=list(events), as_of=as_of)
    return entries(answer, answer.items, None, "en", Wanted(known=before, **want))


def undated():
    return msgspec.structs.replace(appeal(), date=None, earliest=None, latest=None)


def after(before, seen, day=DAY, **more):
    """The next file, read back, as the next export finds it."""
    return ics.read(ics.written(revised(seen, before, day, noon(day), **more)))


DONE = appeal(status="met", group="rest", listed=False)
APPEAL = uid_of(appeal().id)
FIRST = after({}, found(appeal()))


def test_what_did_not_change_is_the_same_to_the_byte_however_often_it_is_written():
    data = ics.written(FIRST.values())
    for days in (0, 1, 40):
        day = DAY + timedelta(days=days)
        assert ics.written(revised(found(appeal()), FIRST, day, noon(day))) == data


def test_a_moved_date_keeps_the_name_and_is_the_next_version():
    moved = msgspec.structs.replace(appeal(), date=date(2020, 7, 20), latest=date(2020, 7, 20))
    (version,) = after(FIRST, found(moved), date(2020, 7, 3)).values()
    assert (version.entry.uid, version.entry.first) == (APPEAL, date(2020, 7, 20))
    assert (version.sequence, version.modified) == (1, noon(date(2020, 7, 3)))


def test_two_changes_on_one_day_are_two_versions_each_later_than_the_one_before():
    second = after(FIRST, found(appeal(title="Other", title_i18n={})))
    third = after(second, found(appeal()))
    assert [v[APPEAL].sequence for v in (FIRST, second, third)] == [0, 1, 2]
    assert FIRST[APPEAL].modified < second[APPEAL].modified < third[APPEAL].modified


def test_an_entry_that_is_asked_about_as_of_an_earlier_day_is_still_a_later_version():
    second = after(FIRST, found(appeal(owner="other")), date(2020, 1, 1))
    assert second[APPEAL].modified > FIRST[APPEAL].modified


@pytest.mark.parametrize("status", ["met", "waived", "superseded", "met-late"])
def test_what_is_over_stays_as_cancelled_for_ninety_days_and_goes(status):
    done = appeal(status=status, group="rest", listed=False)
    over = after(FIRST, found(done, before=FIRST), date(2020, 7, 10))
    (version,) = over.values()
    assert version.entry.title == f"[{status}] Appeal against the judgment · kz-ilyashev-2020"
    assert (version.entry.status, version.entry.alarms, version.sequence) == ("CANCELLED", (), 1)
    for day in (date(2020, 7, 11), date(2020, 10, 7)):
        assert after(over, found(done, before=over), day) == over
    assert after(over, found(done, before=over), date(2020, 10, 8)) == {}


def test_what_was_not_in_the_file_before_is_not_told_as_over():
    assert after({}, found(appeal(status="met", group="rest", listed=False))) == {}


def test_what_begins_again_is_live_again_and_over_anew():
    done = appeal(status="met", group="rest", listed=False)
    over = after(FIRST, found(done, before=FIRST), date(2020, 7, 10))
    again = after(over, found(appeal(), before=over), date(2020, 9, 1))
    assert (again[APPEAL].entry.status, again[APPEAL].entry.closed, again[APPEAL].sequence) == ("CONFIRMED", None, 2)
    over = after(again, found(done, before=again), date(2020, 9, 2))
    assert over[APPEAL].entry.closed == date(2020, 9, 2)


def test_an_entry_whose_case_was_removed_is_cancelled_and_goes_after_ninety_days():
    gone = after(FIRST, Found(), date(2020, 7, 10))
    assert gone[APPEAL].entry.title.startswith("[no longer in this calendar] Appeal against the judgment")
    assert (gone[APPEAL].entry.status, gone[APPEAL].entry.first) == ("CANCELLED", date(2020, 7, 7))
    assert after(gone, Found(), date(2020, 10, 7)) == gone
    assert after(gone, Found(), date(2020, 10, 8)) == {}


def test_where_a_case_cannot_be_read_nothing_that_is_missing_is_called_over():
    assert after(FIRST, Found(blind=True), date(2020, 7, 10)) == FIRST


def test_of_a_case_that_is_not_read_in_full_only_what_is_certainly_over_is_called_so():
    def answer(*items):
        return made(list(items), as_of="2020-07-10")

    for broken in ({"lacks_pack": True}, {"problems": [Problem("a.toml", 1, "event[1].date", "error", "x", "y", "z")]}):
        for items, status in (((), "CONFIRMED"), ((undated(),), "CONFIRMED"), ((DONE,), "CANCELLED")):
            seen = msgspec.structs.replace(answer(*items), **broken)
            told = entries(seen, seen.items, None, "en", Wanted(known=FIRST))
            assert after(FIRST, told)[APPEAL].entry.status == status
    read = answer(undated())
    told = entries(read, read.items, None, "en", Wanted(known=FIRST))
    assert after(FIRST, told)[APPEAL].entry.title.startswith("[no date] Appeal")
    other = Found(cases={uid_of("case another"): False})
    assert after(FIRST, other)[APPEAL].entry.status == "CANCELLED"


def test_two_cases_of_one_id_lose_no_entry():
    seen = Found()
    for title in ("One", "Two", "Three"):
        seen.add(found(appeal(title=title, title_i18n={}), ticklers=True))
    first = after({}, seen)
    assert len(first) == 12
    assert {v.entry.title.partition(" ")[0] for v in first.values()} == {"One", "Two", "Three", "→"}
    assert after(first, seen) == first


def test_ticklers_that_went_by_are_left_out_and_those_of_what_is_over_are_cancelled():
    first = after({}, found(appeal(), ticklers=True))
    assert len(first) == 4
    later = after(first, found(appeal("2020-07-05"), as_of="2020-07-05", ticklers=True, before=first),
                  date(2020, 7, 5))  # fmt: skip
    assert set(later) == {APPEAL, f"{APPEAL}-1", f"{APPEAL}-0"}
    assert all(v.sequence == 0 for v in later.values())
    done = appeal(status="met", group="rest", listed=False)
    over = after(later, found(done, ticklers=True, before=later), date(2020, 7, 6))
    assert {v.entry.status for v in over.values()} == {"CANCELLED"}


def test_a_hearing_that_went_by_stays_as_it_was_and_one_that_was_put_off_is_cancelled():
    first = after({}, found(hearing()))
    (uid,) = first
    held = found(events=[moment("h", "2020-07-03", state="held")], before=first)
    assert after(first, held, date(2020, 7, 20)) == first
    assert after(first, held, date(2020, 10, 2)) == {}
    other = found(events=[moment("h", "2020-07-06", state="held")], before=first)
    assert after(first, other, date(2020, 7, 20))[uid].entry.first == date(2020, 7, 6)
    off = found(events=[moment("h", "2020-07-03", state="postponed")], before=first)
    assert after(first, off)[uid].entry.title.startswith("[postponed] H · kz-ilyashev")
    assert after(first, off)[uid].entry.status == "CANCELLED"


def test_a_punishment_that_ended_by_itself_is_not_cancelled_and_one_that_was_ended_is():
    first = after({}, found(sanction()))
    (uid,) = first
    later = {"as_of": "2023-05-20"}
    by_itself = found(sanction(**later, status="ended"), **later, before=first)
    assert after(first, by_itself, date(2023, 5, 20)) == first
    ended = found(sanction(**later, status="ended", cause="ended-by"), **later, before=first)
    assert after(first, ended, date(2023, 5, 20))[uid].entry.status == "CANCELLED"


def test_a_step_that_is_done_is_a_task_completed():
    def ask(**more):
        return msgspec.structs.replace(appeal(), id="x#step:ask", type="step", duty="", kind="", **more)

    first = after({}, found(ask(status="todo"), steps=True))
    done = after(first, found(ask(status="done", listed=False), steps=True, before=first))
    assert [v.entry.status for v in done.values()] == ["COMPLETED"]


def test_what_an_earlier_file_told_openly_is_hidden_when_it_is_kept(case_of):
    case = case_of('format = 1\nid = "kz-secret"\ntitle = "Aisulu"\nconfidential = true\n')
    hide = hiding(lambda: [case])
    plain = Entry(uid=APPEAL, kind="deadline", title="Appeal · kz-secret", description="Aisulu", first=DAY)
    assert hide(plain).title == "Appeal · confidential"
    assert hide(plain).description == "confidential"
    told = msgspec.structs.replace(plain, secret="open", url="https://x", title="Meet her")
    assert (hide(told).title, hide(told).description, hide(told).url) == ("confidential", "", "")
    assert hide(hide(told)) == hide(told)


def test_entries_stand_in_the_order_of_their_days():
    many = [Entry(uid=uid_of(str(n)), kind="deadline", title="x", first=DAY + timedelta(days=n % 7)) for n in range(20)]
    stamp = noon(DAY)
    assert ics.written(new(many, stamp)) == ics.written(new(reversed(many), stamp))
    assert [v.entry.first for v in new(many, stamp)] == sorted(e.first for e in many)


NAMES = [uid_of(str(n)) for n in range(4)]
titles = st.sampled_from(["Appeal", "Апелляция", "a; b, c\\d"])
worlds = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(
        dict, title=titles, first=st.dates(date(2020, 1, 1), date(2021, 1, 1)), secret=st.sampled_from(["", "masked"]),
        alarms=st.sampled_from([(), (timedelta(hours=9),)]), url=st.sampled_from(["", "https://adilet.zan.kz/"]),
    ),
)  # fmt: skip
"""What stands in the agenda on some day: entries by their names."""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(worlds, st.integers(0, 60), st.booleans()), min_size=2, max_size=8))
def test_over_any_edits_a_version_grows_when_and_only_when_its_entry_changed(history):
    day, file = DAY, {}
    for world, days, sure in history:
        day += timedelta(days=days)
        live = [Entry(uid=uid, kind="deadline", **fields) for uid, fields in world.items()]
        now = after(file, Found(live=live, blind=not sure), day)
        assert after(now, Found(live=live, blind=not sure), day) == now
        for uid, version in now.items():
            old = file.get(uid)
            if old is None:
                assert (version.sequence, version.modified) == (0, noon(day))
            elif old.entry == version.entry:
                assert version == old
            else:
                assert version.sequence == old.sequence + 1
                assert version.modified > old.modified
        for uid in set(file) - set(world):
            closed = file[uid].entry.closed or (day if sure else None)
            is_left = closed is None or (day - closed).days < 90
            assert (uid in now) == is_left
            assert not is_left or (now[uid].entry.closed == closed)
            assert closed is None or not is_left or now[uid].entry.status == "CANCELLED"
        assert set(world) <= set(now)
        file = now
