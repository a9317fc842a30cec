"""A calendar of remedy in two programs that people use: khal shows its events, todoman its tasks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sessions.test_export_ics import CASE

PROGRAMS = {name: Path(sys.executable).with_name(name) for name in ("khal", "todo")}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(p.is_file() for p in PROGRAMS.values()), reason="khal and todoman: pip install '.[calendars]'"
    ),
]

KHAL = """[calendars]
[[office]]
path = {home}/office
[default]
default_calendar = office
[locale]
local_timezone = Asia/Almaty
default_timezone = Asia/Almaty
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
TODOMAN = 'path = "{home}/tasks/*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
LINE = "{start-date}|{start-time}|{title}|{status}"


@pytest.fixture
def desk(tmp_path, remedy, folder):
    """A home with both programs set up and empty, and an office's folder of one case."""
    folder.write("test.toml", CASE)
    home = tmp_path / "home"
    for name, text in ((".config/khal/config", KHAL), (".config/todoman/config.py", TODOMAN)):
        (home / name).parent.mkdir(parents=True)
        (home / name).write_text(text.format(home=home))
    (home / "office").mkdir()
    (home / "tasks" / "office").mkdir(parents=True)
    dirs = {f"XDG_{k}_HOME": str(home / v) for k, v in (("CONFIG", ".config"), ("DATA", "d"), ("CACHE", "c"))}
    env = {**os.environ, **dirs, "HOME": str(home), "TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8"}
    env.pop("XDG_STATE_HOME", None)

    class Desk:
        file = home / "tasks" / "office" / "o.ics"

        def run(self, program, *words):
            command = [str(PROGRAMS[program]), *words]
            done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stderr
            assert "Traceback" not in done.stderr
            return done.stdout

        def export(self, *words):
            done = remedy("export", "ics", str(self.file), "--steps", *words, "--cases", str(folder.path))
            assert done.code == 0, done.err

        def days(self, first, last):
            self.run("khal", "import", "--batch", "-a", "office", str(self.file))
            said = self.run("khal", "list", first, last, "--day-format", "", "--format", LINE)
            return [line.strip() for line in said.splitlines() if line.strip()]

    return Desk()


def test_khal_shows_each_day_once_and_a_moved_one_where_it_moved(desk, remedy, folder):
    desk.export("--as-of", "2020-07-01", "--ticklers")
    here = ("--cases", str(folder.path), "--as-of", "2020-07-01")
    on_the_day = desk.days("2020-07-07", "2020-07-07")
    assert "2020-07-07||Appeal against the judgment · kz-test|CONFIRMED" in on_the_day
    assert "2020-07-07||→ today, Tue 2020-07-07: Appeal against the judgment · kz-test|CONFIRMED" in on_the_day
    remedy("override", "fix", "kz-test", "appeal@judgment", "--date", "2020-07-20", "--reason", "restored", *here)
    desk.export("--as-of", "2020-07-01", "--ticklers")
    own = "Appeal against the judgment · kz-test"
    assert [line for line in desk.days("2020-07-01", "2020-07-31") if line.split("|")[2] == own] == [
        f"2020-07-20||{own}|CONFIRMED"
    ]
    remedy("record", "kz-test", "appeal-filed", "--date", "2020-07-01", *here)
    desk.export("--as-of", "2020-07-02")
    (over,) = [line for line in desk.days("2020-07-20", "2020-07-20") if line.split("|")[2].startswith("[met]")]
    assert over.endswith("|CANCELLED")


def test_khal_shows_hearings_at_half_past_ten_on_both_sides_of_1_march_2024(desk):
    desk.export("--as-of", "2020-07-01")
    said = desk.days("2024-02-28", "2024-03-02")
    assert [line for line in said if "10:30" in line] == [
        "2024-02-29|10:30|Hearing, 10:30 · kz-test|CONFIRMED",
        "2024-03-01|10:30|Appeal hearing, 10:30 · kz-test|CONFIRMED",
    ]


def test_todoman_lists_a_step_with_its_day_until_it_is_done(desk, remedy, folder):
    desk.export("--as-of", "2020-07-01")
    said = desk.run("todo", "list")
    assert "2020-07-03" in said
    assert "Ask for the record · kz-test" in said
    remedy("step", "done", "kz-test", "ask", "--cases", str(folder.path), "--as-of", "2020-07-01")
    desk.export("--as-of", "2020-07-02")
    assert "Ask for the record" not in desk.run("todo", "list")
    assert "Ask for the record" in desk.run("todo", "list", "--status", "COMPLETED")
