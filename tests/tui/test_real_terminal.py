"""A session in a real terminal, through tmux: start, move, answer, save, quit; the file, the terminal as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PATIENCE = 60
"""Seconds after which a screen that does not come is a failure."""


class Terminal:
    """A tmux session of its own server."""

    def __init__(self, folder: Path) -> None:
        self.name = f"remedy-{uuid.uuid4().hex[:8]}"
        self.tmux = ["tmux", "-L", self.name]
        size = ["-x", "110", "-y", "36"]
        shell = ["env", "TERM=tmux-256color", "PS1=$ ", "LC_ALL=C.UTF-8", "bash", "--norc", "--noprofile"]
        subprocess.run(
            [*self.tmux, "-f", "/dev/null", "new-session", "-d", *size, "-c", str(folder), *shell], check=True
        )

    def send(self, *keys: str) -> None:
        """Keys by their tmux names."""
        subprocess.run([*self.tmux, "send-keys", *keys], check=True)

    def type(self, text: str) -> None:
        """Text as it is."""
        subprocess.run([*self.tmux, "send-keys", "-l", text], check=True)

    @property
    def screen(self) -> str:
        """What is seen."""
        done = subprocess.run([*self.tmux, "capture-pane", "-p"], capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    def until(self, *words: str, gone: str = "") -> str:
        """Waits until all words are seen, and one is not."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            seen = self.screen
            if all(w in seen for w in words) and (not gone or gone not in seen):
                return seen
            time.sleep(0.1)
        raise AssertionError(f"{words} not seen, or {gone!r} still there:\n{self.screen}")

    def run(self, command: str) -> str:
        """A shell command's output, up to a mark of its own."""
        mark = uuid.uuid4().hex[:8]
        self.send("C-l")
        self.type(f"clear; {command}; echo {mark}-'done'")
        self.send("Enter")
        return self.until(f"{mark}-done")

    def close(self) -> None:
        """Ends the server."""
        subprocess.run([*self.tmux, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def terminal(tmp_path):
    """A terminal in a folder with the case of Ilyashev."""
    made = tmp_path / "cases" / "kz"
    made.mkdir(parents=True)
    shutil.copy(ROOT / "cases" / "kz" / "ilyashev.toml", made)
    found = Terminal(tmp_path)
    yield found
    found.close()


def _settings(seen: str) -> list[str]:
    return [w for w in seen.split() if w.lstrip("-").isalpha() and "done" not in w]


@pytest.mark.parametrize(
    ("lang", "record", "quit_", "typed", "due"),
    [("en", "r", "q", "2021-02-15", "2021-03-17"), ("ru", "к", "й", "15.02.2021", "17.03.2021")],
)
def test_an_answer_given_in_a_real_terminal_is_in_the_file_and_the_terminal_is_as_it_was(
    terminal, tmp_path, lang, record, quit_, typed, due
):
    before = terminal.run("stty -a")
    program = Path(sys.executable).parent / "remedy"
    terminal.type(f"{program} --as-of 2021-03-12 --lang {lang}")
    terminal.send("Enter")
    terminal.until("kz-ilyashev-2020", "?")
    terminal.send("Down", "Up")
    terminal.type(record)
    terminal.until("*")
    terminal.type("15.02.2021")
    terminal.until(typed)
    terminal.send("C-s")
    terminal.until(due, gone="Ctrl+S")
    terminal.type(quit_)
    terminal.until("$ ")
    assert _settings(terminal.run("stty -a")) == _settings(before)
    text = (tmp_path / "cases/kz/ilyashev.toml").read_text("utf-8")
    assert 'kind = "file-received-by-prosecutor"\ndate = 2021-02-15' in text


def test_ctrl_q_in_the_middle_of_a_form_leaves_the_file_and_the_terminal_whole(terminal, tmp_path):
    path = tmp_path / "cases/kz/ilyashev.toml"
    before, settings = path.read_bytes(), terminal.run("stty -a")
    terminal.type(f"{Path(sys.executable).parent / 'remedy'} --as-of 2021-03-12")
    terminal.send("Enter")
    terminal.until("kz-ilyashev-2020")
    terminal.type("r")
    terminal.until("*")
    terminal.type("15.02.2021")
    terminal.send("C-q")
    terminal.until("Discard what was typed?")
    terminal.type("y")
    terminal.until("$ ", gone="kz-ilyashev-2020")
    assert path.read_bytes() == before
    assert _settings(terminal.run("stty -a")) == _settings(settings)


def _script(tmp_path: Path, text: str = "") -> str:
    """The command with some words run before it; its process number stands in a file."""
    path = tmp_path / "started.py"
    head = f"import os, signal, pathlib\npathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n"
    path.write_text(f"{head}{text}\nfrom remedy.cli.entry import run\nrun()\n", "utf-8")
    return f"{sys.executable} {path} --as-of 2021-03-12"


def _answer(terminal) -> None:
    terminal.send("Enter")
    terminal.until("kz-ilyashev-2020")
    terminal.type("r")
    terminal.until("*")
    terminal.type("15.02.2021")
    terminal.until("2021-02-15", "WHAT MOVES")
    terminal.send("C-s")


DIE = "os.kill(os.getpid(), signal.SIGKILL)"
MOMENTS = {
    "begun": f"""
real = os.open
def opened(path, *more, **named):
    handle = real(path, *more, **named)
    if str(path).endswith(".remedy-new"):
        {DIE}
    return handle
os.open = opened""",
    "written": f"os.fsync = lambda handle: {DIE}",
    "renamed": f"""
real = pathlib.Path.replace
def replaced(path, target):
    real(path, target)
    {DIE}
pathlib.Path.replace = replaced""",
}
"""Where in a save the process is killed."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_killed_in_a_save_leaves_the_old_or_the_new_file_whole_and_the_next_save_clears_up(
    terminal, tmp_path, moment
):
    path = tmp_path / "cases/kz/ilyashev.toml"
    before = path.read_bytes()
    terminal.type(_script(tmp_path, MOMENTS[moment]))
    _answer(terminal)
    terminal.until("Killed")
    after = path.read_bytes()
    if moment == "renamed":
        assert after != before and b"file-received-by-prosecutor" in after
        again = terminal.run(f"stty sane; {Path(sys.executable).parent / 'remedy'} check")
        assert " 0 errors" in again
        return
    assert after == before
    assert [p.name for p in path.parent.iterdir() if p != path] != []
    terminal.run("stty sane; reset")
    terminal.type(_script(tmp_path))
    _answer(terminal)
    terminal.until("2021-03-17", gone="Ctrl+S")
    assert b"file-received-by-prosecutor" in path.read_bytes()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_terminal_that_is_closed_ends_the_app_and_leaves_the_file_whole(terminal, tmp_path):
    path = tmp_path / "cases/kz/ilyashev.toml"
    before = path.read_bytes()
    terminal.type(_script(tmp_path))
    terminal.send("Enter")
    terminal.until("kz-ilyashev-2020")
    terminal.type("r")
    terminal.until("*")
    pid = int((tmp_path / "pid").read_text())
    os.kill(pid, 0)
    terminal.close()
    _until(lambda: not Path(f"/proc/{pid}").exists())
    assert path.read_bytes() == before


def _until(is_so: Callable[[], object]) -> None:
    """Waits for what is seen on no screen."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


def test_a_terminal_that_is_closed_while_git_is_at_work_stops_it_in_order(terminal, tmp_path):
    git = ["git", "-C", str(tmp_path / "cases"), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "first"], check=True)
    for words in (("user.name", "A"), ("user.email", "a@example.org"), ("core.hooksPath", ".git/hooks")):
        subprocess.run([*git, "config", *words], check=True)
    begun, tidied = tmp_path / "begun", tmp_path / "tidied"
    hook = tmp_path / "cases" / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\ntrap 'sleep 0.3; touch {tidied}; exit 1' TERM\ntouch {begun}\nsleep 60\n", "utf-8")
    hook.chmod(0o755)
    terminal.type(_script(tmp_path))
    _answer(terminal)
    terminal.until("1 edit not committed")
    terminal.type("c")
    terminal.until("Commit to git?")
    terminal.type("y")
    _until(begun.exists)
    pid = int((tmp_path / "pid").read_text())
    terminal.close()
    _until(lambda: not Path(f"/proc/{pid}").exists())
    assert tidied.exists()
    said = subprocess.run([*git, "log", "--format=%s"], capture_output=True, text=True, check=True).stdout
    assert said == "first\n"
    assert subprocess.run([*git, "diff", "--cached", "--quiet"], check=False).returncode == 0
    assert not [p.name for p in (tmp_path / "cases" / ".git").iterdir() if "lock" in p.name]


def test_an_error_that_nothing_catches_gives_the_terminal_back_and_says_where_the_report_is(terminal, tmp_path):
    settings = terminal.run("stty -a")
    text = f"""
os.environ["XDG_STATE_HOME"] = {str(tmp_path / "state")!r}
from remedy.tui.widgets.weeks import Weeks
def broken(self, y):
    raise KeyError("Ilyashev was tried")
Weeks.render_line = broken"""
    terminal.type(_script(tmp_path, text))
    terminal.send("Enter")
    terminal.until("had to stop (KeyError)", "Report:")
    assert _settings(terminal.run("stty -a")) == _settings(settings)
    (report,) = (tmp_path / "state/remedy/reports").iterdir()
    assert "lyashev" not in report.read_text("utf-8")
