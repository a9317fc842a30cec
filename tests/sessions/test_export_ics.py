"""A calendar that an office shares: written, written again after an edit, masked, refused where it would do harm."""

import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from icalendar import Calendar

from remedy.case.team import Team
from remedy.cli.session import Session
from remedy.store.desk import Desk
from remedy.views.calendar_entries import uid_of

CASE = """format = 1
id = "kz-test"
title = "Kazakhstan v. Test"
country = "KZ"
packs = ["kz/criminal"]
owner = "counsel"
tags = ["expression"]
[facts]
gravity = "medium"
[[person]]
id = "test"
name = "A. Test"
role = "defendant"
facts = { custody = false }
[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"
[[event]]
id = "talk"
kind = "appeal-hearing"
date = 2024-03-01
time = "10:30"
state = "scheduled"
[[event]]
id = "before"
kind = "hearing"
date = 2024-02-29
time = "10:30"
state = "scheduled"
[[step]]
id = "ask"
title = "Ask for the record"
due = 2020-07-03
"""
HOSTILE = 'title = "a\\nEND:VEVENT\\nATTACH:file:///etc/passwd; \\\\ , \\u001b[31m\\u202e"\n'
APPEAL = uid_of("kz-test#kz/criminal.appeal@judgment")
REFRESH = "every 3 to 24 hours"


@pytest.fixture
def office(here, folder, tmp_path):
    """A folder with one case, and the file that is its calendar."""
    folder.write("test.toml", CASE)

    class Office:
        file = tmp_path / "office.ics"

        def export(self, *words):
            return here("export", "ics", str(self.file), *words)

        def entries(self):
            return components(self.file.read_bytes())

    return Office()


def components(data):
    found = Calendar.from_ical(data)
    return {str(c["uid"]): c for c in found.walk(select=lambda c: c.name in ("VEVENT", "VTODO"))}


def test_the_agendas_dates_go_to_stdout_as_a_calendar_of_first_versions(here, folder):
    folder.write("test.toml", CASE)
    done = here("export", "ics")
    assert done.code == 0
    assert REFRESH in done.err
    found = components(done.out)
    assert found[APPEAL]["dtstart"].dt == date(2020, 7, 7)
    assert found[APPEAL]["dtend"].dt == date(2020, 7, 8)
    assert {int(c["sequence"]) for c in found.values()} == {0}
    assert {c.name for c in found.values()} == {"VEVENT"}
    assert here("export", "ics").out == done.out
    assert here("export", "ics", "-q").err == ""


def test_hearings_before_and_after_almaty_moved_are_both_at_half_past_ten(here, folder):
    folder.write("test.toml", CASE)
    found = components(here("export", "ics").out)
    assert found[uid_of("kz-test#hearing:before")]["dtstart"].dt == datetime(2024, 2, 29, 4, 30, tzinfo=UTC)
    assert found[uid_of("kz-test#hearing:talk")]["dtstart"].dt == datetime(2024, 3, 1, 5, 30, tzinfo=UTC)
    assert found[uid_of("kz-test#hearing:talk")]["transp"] == "OPAQUE"


def test_the_machines_own_zones_may_be_older(remedy, folder, tmp_path):
    folder.write("test.toml", CASE)
    omsk = files("tzdata") / "zoneinfo" / "Asia" / "Omsk"  # +06 on both days, as Almaty was thought to be
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Almaty").write_bytes(omsk.read_bytes())
    done = remedy("export", "ics", "--as-of", "2020-07-01", "--cases", str(folder.path), PYTHONTZPATH=str(tmp_path))
    assert "DTSTART:20240229T043000Z" in done.out
    assert "DTSTART:20240301T053000Z" in done.out
    assert done.out.count("\n") == done.out.count("\r\n") == done.out.count("\r")


def test_a_file_is_brought_up_to_date_entry_by_entry(office, here, folder):
    assert "entries written to" in office.export("--steps").err
    before = office.file.read_bytes()
    assert office.export("--steps").code == 0
    assert office.file.read_bytes() == before
    here("override", "fix", "kz-test", "appeal@judgment", "--date", "2020-07-20", "--reason", "restored")
    office.export("--steps")
    found = office.entries()
    assert (found[APPEAL]["dtstart"].dt, int(found[APPEAL]["sequence"])) == (date(2020, 7, 20), 1)
    others = {uid: int(c["sequence"]) for uid, c in found.items() if uid != APPEAL}
    assert set(others.values()) == {0}
    here("record", "kz-test", "appeal-filed", "--date", "2020-07-01")
    here("step", "done", "kz-test", "ask")
    assert "2 of them are over and stay as cancelled for 90 days" in office.export("--steps").err
    found = office.entries()
    assert (found[APPEAL]["status"], int(found[APPEAL]["sequence"])) == ("CANCELLED", 2)
    assert found[APPEAL]["summary"].startswith("[met] ")
    assert found[uid_of("kz-test#step:ask")]["status"] == "COMPLETED"
    office.export("--steps", "--as-of", "2020-09-28")
    assert APPEAL in office.entries()
    office.export("--steps", "--as-of", "2020-09-29")
    assert APPEAL not in office.entries()


def test_a_removed_case_is_cancelled_and_a_broken_one_is_not(office, folder):
    office.export()
    before = office.file.read_bytes()
    file = folder.write("test.toml", CASE + "=")
    done = office.export()
    assert done.code == 3
    assert "entries that may be theirs stay as they were" in done.err
    assert office.file.read_bytes() == before
    file.unlink()
    assert office.export().code == 0
    assert {str(c["status"]) for c in office.entries().values()} == {"CANCELLED"}


def test_what_is_asked_for_is_filtered_as_the_agenda_is(here, folder):
    folder.write("test.toml", CASE)
    folder.write(
        "other.toml", CASE.replace("kz-test", "kz-other").replace('"counsel"', '"ana"').replace("expression", "x")
    )

    def cases(*words):
        return {
            str(c["summary"]).rpartition("· ")[2].split(" ")[0]
            for c in components(here("export", "ics", *words).out).values()
        }

    assert cases() == {"kz-test", "kz-other"}
    for words in (("--case", "kz-other"), ("--owner", "ana", "--duty", "party"), ("--tag", "x")):
        assert cases(*words) == {"kz-other"}
    assert cases("--case", "kz-test", "--case", "kz-other") == {"kz-test", "kz-other"}
    assert cases("--country", "KG") == set()
    assert APPEAL in components(here("export", "ics", "--days", "6").out)
    assert APPEAL not in components(here("export", "ics", "--days", "5").out)
    assert APPEAL not in components(here("export", "ics", "--duty", "opponent").out)


def test_steps_are_tasks_ticklers_are_days_and_alarms_can_be_left_out(office):
    office.export("--steps", "--ticklers", "--no-alarms", "--leads", "3,0,3")
    assert b"VALARM" not in office.file.read_bytes()
    found = office.entries()
    step = uid_of("kz-test#step:ask")
    assert (found[step].name, found[step]["due"].dt) == ("VTODO", date(2020, 7, 3))
    assert {uid[36:] for uid in found if uid.startswith(APPEAL)} == {"", "-3", "-0"}
    assert found[f"{APPEAL}-3"]["dtstart"].dt == date(2020, 7, 4)


@pytest.mark.parametrize("leads", ["", "3,x", "-1", "3;1", "1e3", "99999", "³"])
def test_leads_that_are_no_days_are_refused_with_what_to_write(here, folder, leads):
    folder.write("test.toml", CASE)
    done = here("export", "ics", f"--leads={leads}")
    assert (done.code, "30,14,7,3,1,0" in done.err) == (2, True)


def test_hostile_titles_and_names_stay_words(here, folder):
    hostile = CASE.replace('title = "Ask for the record"\n', HOSTILE)
    hostile = hostile.replace('title = "Kazakhstan v. Test"\n', HOSTILE).replace(
        'time = "10:30"', HOSTILE.replace("title", "time")
    )
    folder.write("test.toml", hostile.replace('owner = "counsel"\n', HOSTILE.replace("title", "owner")))
    out = here("export", "ics", "--steps").out
    found = components(out)
    assert all(c.isprintable() or c in "\r\n" for c in out)
    assert not [line for line in out.splitlines() if line.startswith("ATTACH")]
    assert len(found) == out.count("END:VEVENT\r\n") + out.count("END:VTODO\r\n")
    assert r"\x1b[31m\u202e" in found[uid_of("kz-test#step:ask")]["summary"]


SECRET = CASE.replace("packs =", 'confidential = true\nalias = "case 17"\npacks =')
OPEN_WORDS = ("kz-test", "A. Test", "Kazakhstan v. Test", "Ask for the record")


def test_what_is_confidential_is_masked_and_counted_and_keeps_its_name(office, folder):
    office.export("--steps")
    uids = set(office.entries())
    folder.write("test.toml", SECRET)
    done = office.export("--steps")
    assert "confidential entries are masked; --include-confidential writes them out" in done.err
    text = office.file.read_text()
    assert [w for w in OPEN_WORDS if w in text.replace("\n ", "")] == []
    assert set(office.entries()) == uids
    assert {str(c["class"]) for c in office.entries().values()} == {"CONFIDENTIAL"}
    assert "case 17" in office.entries()[APPEAL]["summary"]
    assert "remedy explain" not in office.entries()[APPEAL]["description"]
    assert office.entries()[APPEAL]["dtstart"].dt == date(2020, 7, 7)


def test_what_was_written_out_is_masked_when_only_the_old_file_still_has_it(office, folder):
    file = folder.write("test.toml", SECRET)
    done = office.export("--steps", "--include-confidential")
    assert "masked" not in done.err
    assert "Ask for the record" in office.file.read_text()
    assert stat.S_IMODE(office.file.stat().st_mode) == 0o600
    file.unlink()
    office.export("--steps")
    text = office.file.read_text()
    assert [w for w in OPEN_WORDS if w in text.replace("\n ", "")] == []
    assert {str(c["status"]) for c in office.entries().values()} == {"CANCELLED"}


def test_a_terminal_shows_what_is_confidential_and_a_pipe_or_a_file_does_not(here, office, folder, monkeypatch):
    folder.write("test.toml", SECRET)
    assert "kz-test" not in here("export", "ics").out
    monkeypatch.setattr(Session, "is_terminal", property(lambda self: True))
    assert "kz-test" in here("export", "ics").out
    office.export()
    assert "kz-test" not in office.file.read_text()


def test_another_calendar_a_case_or_a_missing_folder_is_left_alone(office, here, folder, tmp_path):
    office.file.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mine//EN\r\nEND:VCALENDAR\r\n")
    done = office.export()
    assert (done.code, "no calendar that remedy wrote" in done.err) == (2, True)
    assert "-//Mine//EN" in office.file.read_text()
    assert here("export", "ics", str(tmp_path / "none" / "a.ics")).code == 2
    assert here("export", "ics", str(tmp_path)).code == 2
    assert here("export", "ics", str(folder.path / "a.toml")).code == 2
    assert not (folder.path / "a.toml").exists()


@pytest.mark.parametrize(
    ("head", "start"),
    [
        ('country = "KZ"', "20240301T053000Z"),  # no pack: in Almaty it was half past ten all the same
        ('country = "KZ"\npacks = ["un/hrc"]', "20240301T053000Z"),  # the Committee sits in Geneva, the court does not
        ('country = "KG"', "20240301"),  # nobody says in which zone: the day alone
        ('country = "KG"\nzone = "Asia/Bishkek"', "20240301T043000Z"),
    ],
)
def test_an_hour_is_that_of_the_courts_own_country_or_none(here, folder, head, start):
    event = '[[event]]\nid = "talk"\nkind = "hearing"\ndate = 2024-03-01\ntime = "10:30"\nstate = "scheduled"\n'
    folder.write("test.toml", f'format = 1\nid = "x-test"\ntitle = "Test"\n{head}\n{event}')
    (entry,) = components(here("export", "ics", "--as-of", "2024-02-01").out).values()
    assert entry["dtstart"].to_ical().decode() == start and "10:30" in entry["summary"]


def test_a_case_without_a_pack_has_the_day_of_its_country(folder, law):
    folder.write("test.toml", 'format = 1\nid = "kz-test"\ntitle = "Test"\ncountry = "KZ"\n')
    desk = Desk(folder.path, lambda: law, Team, lambda zone: {"Asia/Almaty": date(2026, 11, 27)}[zone])
    assert desk.today(desk.load(folder.path / "test.toml").case) == date(2026, 11, 27)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_or_a_device_is_refused_and_not_read_without_end(folder, tmp_path):
    folder.write("test.toml", CASE)
    os.mkfifo(tmp_path / "pipe.ics")
    command = [sys.executable, "-m", "remedy", "export", "ics", str(tmp_path / "pipe.ics"), "--cases", str(folder.path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "pipe.ics is no regular file" in done.stderr) == (4, True)


def test_a_closed_case_has_no_entries(here, folder):
    folder.write("test.toml", CASE.replace("country =", 'status = "closed"\nclosed_on = 2020-06-30\ncountry ='))
    assert components(here("export", "ics").out) == {}
    assert components(here("export", "ics", "--case", "kz-test").out) == {}
    assert APPEAL in components(here("export", "ics", "--as-of", "2020-06-29").out)


def test_the_words_are_russian_where_they_are_asked_for_and_the_names_the_same(office, remedy, folder):
    office.export()
    english = set(office.entries())
    words = ("export", "ics", str(office.file), "--lang", "ru", "--as-of", "2020-07-01", "--cases", str(folder.path))
    done = remedy(*words)
    assert "обновляются лишь раз в 3–24 часа" in done.err
    assert set(office.entries()) == english
    assert office.entries()[APPEAL]["summary"] == "Апелляционная жалоба на приговор · kz-test"
    again = office.file.read_bytes()
    remedy(*words)
    assert office.file.read_bytes() == again
    assert max(map(len, again.split(b"\r\n"))) <= 75


def rings(text, uid=APPEAL):
    """So many days before its day an entry rings, at nine in the morning."""
    found = components(text)[uid].walk("VALARM")
    return sorted((-ring["trigger"].dt.days for ring in found), reverse=True)


def test_entries_ring_when_remind_would_tell_of_them_unless_days_are_named(here, folder, tmp_path, monkeypatch):
    (tmp_path / "config" / "remedy").mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder.write("test.toml", CASE)
    assert rings(here("export", "ics").out) == [30, 14, 7, 3, 1, 0]
    folder.write("remedy.toml", '[lead_times]\n"kz/criminal.appeal" = [5, 2]\nhearings = [4]\n')
    assert rings(here("export", "ics").out) == [5, 2]
    assert rings(here("export", "ics").out, uid_of("kz-test#hearing:talk")) == [4]
    ticklers = here("export", "ics", "--ticklers").out
    assert {uid[36:] for uid in components(ticklers) if uid.startswith(APPEAL)} == {"", "-5", "-2"}
    mine = '[recipients.anna]\nchannels = ["print"]\nowners = ["counsel"]\nleads = [9]\n'
    (tmp_path / "config" / "remedy" / "config.toml").write_text(mine)
    assert rings(here("export", "ics").out) == [5, 2], "this calendar is not one person's"
    assert rings(here("export", "ics", "--owner", "counsel").out) == [9]
    assert rings(here("export", "ics", "--owner", "counsel", "--leads", "8").out) == [8]


def test_a_masked_entry_rings_as_its_case_is_told(here, folder):
    folder.write("test.toml", SECRET)
    folder.write("remedy.toml", 'lead_times = { "kz-test" = [6] }\n')
    assert rings(here("export", "ics").out) == [6]


def test_lead_times_that_are_no_days_are_said_once_and_the_usual_ones_hold(here, folder):
    folder.write("test.toml", CASE)
    folder.write("remedy.toml", 'lead_times = { default = "soon" }\n')
    done = here("export", "ics")
    assert (done.code, done.err.count("default is no list of days")) == (3, 1)
    assert rings(done.out) == [30, 14, 7, 3, 1, 0]
