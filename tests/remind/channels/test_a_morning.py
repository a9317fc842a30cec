"""`remedy remind` itself through a real server and real programs: what arrives, once, though things break."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

CASE = """format = 1
id = "{id}"
title = "Kazakhstan v. {id}"
country = "KZ"
zone = "UTC"
[[deadline]]
id = "comments"
title = "Замечания на отзыв"
date = {day}
duty = "party"
"""


class Desk:
    """A folder of cases, settings and state of their own; `remind` runs the command."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "cases").mkdir()
        (path / "config" / "remedy").mkdir(parents=True)
        base = {k: v for k, v in os.environ.items() if not k.startswith(("REMEDY", "LC_", "LANG"))}
        self.env = {**base, "XDG_CONFIG_HOME": str(path / "config"), "XDG_STATE_HOME": str(path / "state"),
                    "MAIL_PASSWORD": "s3cret-pass"}  # fmt: skip
        self.command = [sys.executable, "-m", "remedy", "remind", "--cases", str(path / "cases")]

    def case(self, id: str, days: int) -> None:
        text = CASE.format(id=id, day=date.today() + timedelta(days=days))
        (self.path / "cases" / f"{id}.toml").write_text(text, "utf-8")

    def settings(self, text: str) -> None:
        (self.path / "config" / "remedy" / "config.toml").write_text(text, "utf-8")

    def program(self, code: str) -> None:
        """Settings by which a program of these lines is told."""
        file = self.path / "told.py"
        file.write_text(code, "utf-8")
        self.settings(
            f'[channels.out]\ntype = "exec"\nprogram = [{json.dumps(sys.executable)}, {json.dumps(str(file))}]\n'
            '[recipients.anna]\nchannels = ["out"]\n'
        )

    def remind(self, *words: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([*self.command, *words], env=self.env, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    @property
    def told(self) -> list[dict]:
        file = self.path / "told.jsonl"
        return [json.loads(x) for x in file.read_text("utf-8").splitlines()] if file.exists() else []


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def by_mail(desk, ca, monkeypatch):
    from mail_server import PASSWORD

    desk.env["MAIL_PASSWORD"] = PASSWORD

    def settings(server):
        desk.settings(
            f'[channels.mail]\ntype = "smtp"\nhost = "localhost"\nport = {server.port}\nca = "{ca}"\n'
            'user = "counsel"\nfrom = "remedy@example.org"\npassword = { env = "MAIL_PASSWORD" }\ntimeout = 5\n'
            '[recipients.anna]\nchannels = ["mail"]\naddress = "anna@example.org"\nlang = "ru"\n'
        )

    return settings


def test_a_digest_and_the_last_day_alone_arrive_once_with_their_dates_as_a_calendar(desk, post, by_mail):
    server = post()
    by_mail(server)
    desk.case("kz-a", 3)
    desk.case("kz-b", 0)
    assert desk.remind().returncode == 0
    digest, alone = server.mails
    assert digest["Subject"].startswith("remedy, ") and alone["Subject"] == "сегодня: Замечания на отзыв, kz-b"
    (part,) = [p for p in digest.walk() if p.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    days = sorted(e["dtstart"].dt for e in calendar.walk("VEVENT"))
    assert days == [date.today(), date.today() + timedelta(days=3)]
    desk.remind()
    assert len(server.mails) == 2


def test_a_server_that_is_down_is_tried_again_the_next_time(desk, post, by_mail):
    server = post()
    by_mail(server)
    desk.case("kz-a", 3)
    server.stop()
    done = desk.remind()
    assert done.returncode == 5 and "anna by mail: failed: " in done.stderr and "s3cret" not in done.stderr
    server.start()
    by_mail(server)
    assert desk.remind().returncode == 0
    assert len(server.mails) == 1


TELL = """import json, pathlib, sys
told = json.load(sys.stdin)
with open(pathlib.Path(__file__).with_name("told.jsonl"), "a", encoding="utf-8") as file:
    file.write(json.dumps(told) + "\\n")
"""


def test_a_program_reads_what_is_told_as_json(desk):
    desk.program(TELL)
    desk.case("kz-a", 3)
    assert desk.remind().returncode == 0
    (told,) = desk.told
    assert told["recipient"] == "anna" and "Замечания на отзыв" in told["text"]
    assert [(n["kind"], n["lead"]) for n in told["notices"] if n["id"].endswith("comments")] == [("lead", "3")]


def test_a_run_killed_between_sending_and_writing_sends_again_under_the_same_key(desk):
    desk.program(TELL + "import time\ntime.sleep(60)\n")
    desk.case("kz-a", 3)
    run = subprocess.Popen(desk.command, env=desk.env, start_new_session=True)
    while not desk.told:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    desk.program(TELL)
    assert desk.remind().returncode == 0
    first, second = desk.told
    assert first["key"] == second["key"]
    desk.remind()
    assert len(desk.told) == 2


@pytest.mark.slow
def test_killed_at_any_moment_every_case_is_told_at_least_once(desk):
    desk.program(TELL)
    for n in range(12):
        desk.case(f"kz-{n:02}", 3)
    choose = random.Random(7)
    for _ in range(60):
        run = subprocess.Popen(desk.command, env=desk.env, stderr=subprocess.DEVNULL)
        time.sleep(choose.uniform(0.05, 0.7))
        run.kill()
        run.wait()
    assert desk.remind().returncode == 0
    told = {n["id"] for m in desk.told for n in m["notices"]}
    assert {f"kz-{n:02}#deadline:comments" for n in range(12)} <= told
    assert desk.remind().returncode == 0 and len({m["key"] for m in desk.told}) == 1
