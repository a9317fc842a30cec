"""Entries as an iCalendar file: valid by RFC 5545, whole whatever the words are, and read back as they were."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, vDDDTypes

from remedy.views import ics
from remedy.views.calendar_entries import Entry, uid_of
from remedy.views.calendar_history import Version
from remedy.views.text import clean

STAMP = datetime(2020, 7, 1, tzinfo=UTC)
APPEAL = Entry(uid=uid_of("a#appeal"), kind="deadline", title="Appeal", first=date(2020, 7, 7))
HOSTILE = (
    "a\nEND:VEVENT\nBEGIN:VEVENT\nATTACH:file:///etc/passwd",
    "a\r\nBEGIN:VALARM\r\nACTION:PROCEDURE",
    "semi;comma,colon:back\\slash\\nnot a break",
    "\x00\x1b[31m\x07\x85\u2028\u202e",
    "\"quotes\" 'and' ^n",
    "Апелляционная жалоба на приговор " * 9,
    "日本語" * 60,
    "👩‍⚖️" * 40,
)


def lines(data):
    return data.decode("utf-8").split("\r\n")


def one(entry):
    (found,) = Calendar.from_ical(ics.calendar([entry], stamp=STAMP)).walk(
        select=lambda c: c.name in ("VEVENT", "VTODO")
    )
    return found


def test_a_calendar_says_who_wrote_it_what_it_is_called_and_how_often_to_look():
    head = lines(ics.calendar([], stamp=STAMP))
    assert head[:2] == ["BEGIN:VCALENDAR", f"PRODID:{ics.PRODID}"]
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN", "NAME:remedy", "X-WR-CALNAME:remedy"} <= set(head)
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"} <= set(head)
    assert head[-2:] == ["END:VCALENDAR", ""]
    assert "BEGIN:VTIMEZONE" in head  # a calendar holds at least one component (RFC 5545, 3.6)
    assert ics.read("\r\n".join(head).encode()) == {}


def test_a_last_day_is_a_whole_day_that_ends_before_the_next_and_blocks_no_time():
    said = lines(ics.calendar([APPEAL], stamp=STAMP))
    assert {"DTSTART;VALUE=DATE:20200707", "DTEND;VALUE=DATE:20200708", "TRANSP:TRANSPARENT"} <= set(said)
    assert {"SEQUENCE:0", "DTSTAMP:20200701T000000Z", "LAST-MODIFIED:20200701T000000Z"} <= set(said)


def test_the_last_day_of_all_calendars_has_no_day_after_it():
    found = one(Entry(uid=APPEAL.uid, kind="deadline", title="x", first=date.max))
    assert found["dtstart"].dt == date.max
    assert "dtend" not in found


def test_a_hearing_of_three_days_ends_on_the_fourth():
    found = one(Entry(uid=APPEAL.uid, kind="hearing", title="x", first=date(2020, 7, 7), last=date(2020, 7, 9)))
    assert (found["dtstart"].dt, found["dtend"].dt) == (date(2020, 7, 7), date(2020, 7, 10))


def test_alarms_are_shown_at_nine_in_the_morning_so_many_days_before():
    entry = Entry(uid=APPEAL.uid, kind="deadline", title="x", first=date(2020, 7, 7),
                  alarms=(timedelta(hours=9) - timedelta(days=3), timedelta(hours=9)))  # fmt: skip
    said = lines(ics.calendar([entry], stamp=STAMP))
    assert said.count("ACTION:DISPLAY") == 2
    assert {"TRIGGER:-P2DT15H", "TRIGGER:PT9H"} <= set(said)
    assert not [line for line in said if line.startswith(("ATTACH", "ATTENDEE", "ORGANIZER"))]


def test_a_step_is_a_task_with_its_day_and_alarms_that_hang_on_it():
    entry = Entry(uid=APPEAL.uid, kind="step", title="Ask", first=date(2020, 7, 7), status="NEEDS-ACTION",
                  alarms=(timedelta(hours=9),))  # fmt: skip
    said = lines(ics.calendar([entry], stamp=STAMP))
    assert {"BEGIN:VTODO", "DUE;VALUE=DATE:20200707", "STATUS:NEEDS-ACTION"} <= set(said)
    assert "TRIGGER;RELATED=END:PT9H" in said


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_ends_its_line_or_begins_another_component(text):
    said = clean(text)
    entry = Entry(uid=APPEAL.uid, kind="deadline", title=said, first=date(2020, 7, 7), location=said,
                  description="\n".join(clean(line) for line in text.split("\n")), categories=(said,))  # fmt: skip
    data = ics.calendar([entry], stamp=STAMP)
    raw = data.split(b"\r\n")
    assert max(map(len, raw)) <= 75  # octets, not characters
    assert b"\n" not in b"".join(raw)
    assert b"\r" not in b"".join(raw)
    assert [raw.count(x) for x in (b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VALARM")] == [1, 1, 0]
    assert not [line for line in raw if line.startswith((b"ATTACH", b"ACTION"))]
    for line in raw:
        line.decode("utf-8")  # no character is cut in two
    assert all(c.isprintable() for line in raw for c in line.decode("utf-8"))
    assert ics.read(data)[entry.uid].entry == entry
    assert str(one(entry)["summary"]) == said


def test_a_folder_whose_name_begins_with_n_is_no_end_of_a_line():
    entry = Entry(uid=APPEAL.uid, kind="hearing", title=r"C:\New; x, y", first=date(2020, 7, 7), location=r"\N",
                  categories=(r"a\Nb",))  # fmt: skip
    assert ics.read(ics.calendar([entry], stamp=STAMP))[entry.uid].entry == entry


words = st.text(max_size=90).map(clean)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)).map(
    lambda t: t.replace(microsecond=0)
)


@st.composite
def entries(draw):
    kind = draw(st.sampled_from(["deadline", "hearing", "sanction", "step", "tickler"]))
    first = None if kind == "step" and draw(st.booleans()) else draw(days)
    timed = kind == "hearing" and draw(st.booleans())
    begins = draw(moments) if timed else None
    more = draw(st.integers(0, 9))
    return Entry(
        uid=uid_of(draw(st.text(max_size=9))) + draw(st.sampled_from(["", "-7", "-late"])),
        case=draw(st.sampled_from(["", uid_of("case x")])),
        kind=kind,
        title=draw(words),
        description="\n".join(draw(st.lists(words, max_size=4))),
        first=first,
        last=first + timedelta(days=more) if first and more and not timed and kind != "step" else None,
        begins=begins,
        ends=begins + timedelta(hours=1) if begins else None,
        status=draw(st.sampled_from(["CANCELLED", "IN-PROCESS" if kind == "step" else "TENTATIVE"])),
        categories=tuple(draw(st.lists(words, max_size=2))),
        url=draw(st.sampled_from(["", "https://adilet.zan.kz/rus/docs/K1400000231#z418?a=1&b=%20"])),
        location=draw(words),
        alarms=tuple(timedelta(hours=n) for n in draw(st.lists(st.integers(-900, 40), max_size=3))),
        secret=draw(st.sampled_from(["", "masked", "open"])),
        closed=draw(st.none() | days),
    )


versions = st.builds(Version, entry=entries(), sequence=st.integers(0, 99), modified=moments)


ONCE = ("UID", "DTSTAMP", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "DTSTART", "DTEND", "DUE", "URL", "CLASS")
"""What a component holds at most once."""


@settings(max_examples=60, deadline=None)
@given(versions)
def test_every_component_has_what_the_rules_ask_for_and_nothing_twice(version):
    (found,) = Calendar.from_ical(ics.written([version])).subcomponents
    assert found.errors == []
    assert all(isinstance(found[name], vDDDTypes) for name in ("DTSTAMP", "LAST-MODIFIED"))
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == version.modified
    assert [name for name in ONCE if isinstance(found.get(name), list)] == []
    assert "DTSTART" in found or found.name == "VTODO"
    if "DTEND" in found:
        assert type(found["DTEND"].dt) is type(found["DTSTART"].dt)
        assert found["DTEND"].dt > found["DTSTART"].dt
    for alarm in found.subcomponents:
        assert alarm.name == "VALARM"
        assert {"ACTION", "DESCRIPTION", "TRIGGER"} == set(alarm)
        assert alarm["ACTION"] == "DISPLAY"


@settings(max_examples=60, deadline=None)
@given(st.lists(versions, max_size=3, unique_by=lambda v: v.entry.uid))
def test_what_is_written_is_read_back_as_it_was_and_written_again_alike(found):
    data = ics.written(found)
    back = ics.read(data)
    assert back == {v.entry.uid: v for v in found}
    assert ics.written(back.values()) == data


FOREIGN = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "data",
    [FOREIGN, b"notes of mine", b"\xff\xfe\x00", b"BEGIN:VCALENDAR", FOREIGN * 2, b"END:VCALENDAR", b"\x00" * 40,
     b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"],
)  # fmt: skip
def test_a_file_that_remedy_did_not_write_is_not_taken_for_one(data):
    with pytest.raises(ics.NoCalendar):
        ics.read(data)


def test_a_calendar_for_a_mail_holds_only_what_is_given_each_as_its_next_version():
    first = ics.calendar([APPEAL], stamp=STAMP)
    other = Entry(uid=uid_of("b"), kind="deadline", title="Other", first=date(2020, 7, 9))
    assert ics.calendar([APPEAL], stamp=STAMP + timedelta(days=3), before=first) == first
    assert set(ics.read(ics.calendar([other], stamp=STAMP, before=first))) == {other.uid}
    moved = Entry(uid=APPEAL.uid, kind="deadline", title="Appeal", first=date(2020, 7, 9))
    assert ics.read(ics.calendar([moved], stamp=STAMP, before=first))[APPEAL.uid].sequence == 1


def test_an_empty_file_held_nothing():
    assert ics.read(b" \r\n") == {}


HARM = {
    "SEQUENCE:0": ["SEQUENCE:-5", "SEQUENCE:9999999999999999", "SEQUENCE:one", "X:1"],
    "LAST-MODIFIED:20200701T000000Z": ["LAST-MODIFIED:99991231T235959Z", "LAST-MODIFIED:yesterday", "X:1"],
    "DTSTART;VALUE=DATE:20200707": ["DTSTART;VALUE=DATE:20209999", "DTSTART:20200707T100000", "X:1", "DTSTART:P1D"],
    "DTEND;VALUE=DATE:20200708": ["DTEND;VALUE=DATE:00010101", "DTEND:20200707T100000Z", "X:1", "DURATION:P1D"],
    "SUMMARY:Appeal": ["SUMMARY:", "SUMMARY:a\r\nSUMMARY:b", "SUMMARY;LANGUAGE=ru:x", "ATTACH:file:///etc/passwd"],
    "X-REMEDY-KIND:deadline": ["X-REMEDY-KIND:step", "X-REMEDY-KIND:other", "X-REMEDY-CLOSED:never"],
    f"UID:{APPEAL.uid}": ["UID:../../x", "UID:", "UID:1\r\nUID:2"],
    "STATUS:CONFIRMED": ["STATUS:NEEDS-ACTION", "STATUS:rm -rf", "URL:javascript:alert(1)", "CATEGORIES:\x1b"],
}


@pytest.mark.parametrize(("line", "instead"), [(k, v) for k, values in HARM.items() for v in values])
def test_a_file_that_somebody_changed_is_read_as_far_as_it_is_ours(line, instead):
    data = ics.calendar([APPEAL], stamp=STAMP).decode()
    assert line in data
    try:
        found = ics.read(data.replace(line, instead).encode())
    except ics.NoCalendar:
        return
    text = ics.written(found.values()).decode()
    assert "ATTACH" not in text
    assert "javascript" not in text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    assert ics.read(text.encode()) == found


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 400))
def test_a_damaged_file_is_refused_or_read_but_never_a_fault(noise, at):
    data = ics.calendar([APPEAL], stamp=STAMP)
    at %= len(data)
    try:
        found = ics.read(data[:at] + noise + data[at + len(noise) :])
    except ics.NoCalendar:
        return
    assert ics.read(ics.written(found.values())) == found
