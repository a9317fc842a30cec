"""A real terminal through tmux: bytes that are no text, keys pressed in an editor, errors sent elsewhere, signals."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

from tests.tui.test_real_terminal import _script, _settings, terminal  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow

EDITOR = """#!/bin/bash
trap 'echo heard' INT
echo editing
while true; do
  read -r -t 1 x
  case $? in 0) [ "$x" = q ] && exit 0 ;; 1) exit 1 ;; esac
done
"""


def test_bytes_that_are_no_utf8_end_nothing_and_a_form_keeps_what_was_typed(terminal, tmp_path):  # noqa: F811
    terminal.type(_script(tmp_path))
    terminal.send("Enter")
    terminal.until("kz-ilyashev-2020")
    terminal.send("-H", "ff")
    terminal.until("no UTF-8")
    terminal.type("r")
    terminal.until("*")
    terminal.type("15.02.2021")
    terminal.until("2021-02-15")
    terminal.send("-H", "f1", "f3", "e4", "e0")
    terminal.until("15.02.2021\ufffd")
    terminal.send("BSpace", "BSpace", "BSpace", "BSpace")
    terminal.until("WHAT MOVES")
    terminal.send("C-s")
    terminal.until("Saved.")
    assert b"file-received-by-prosecutor" in (tmp_path / "cases/kz/ilyashev.toml").read_bytes()


def test_letters_that_come_all_at_once_in_tmux_are_typed_and_act_as_keys(terminal, tmp_path):  # noqa: F811
    terminal.type(_script(tmp_path))
    terminal.send("Enter")
    terminal.until("ASK FIRST")
    terminal.type("fnothing like this, ever")
    terminal.until("nothing like this, ever", gone="ASK FIRST")
    assert "Nothing takes text here" not in terminal.screen
    terminal.send("Escape")
    terminal.until("ASK FIRST")
    terminal.type("r15.02.2021\tsome note of it\t")
    seen = terminal.until("WHAT MOVES", "15.02.2021", "some note of it")
    assert "15.02.2021 some" not in seen


def test_what_is_pasted_in_tmux_presses_no_key_on_a_list_and_is_in_a_field_whole(terminal, tmp_path):  # noqa: F811
    subprocess.run([*terminal.tmux, "set-buffer", "q uy\nq uy\nand so on"], check=True)
    terminal.type(_script(tmp_path))
    terminal.send("Enter")
    terminal.until("ASK FIRST")
    subprocess.run([*terminal.tmux, "paste-buffer", "-p"], check=True)
    terminal.until("ASK FIRST", "Nothing takes text here")
    terminal.type("f")
    subprocess.run([*terminal.tmux, "paste-buffer", "-p"], check=True)
    terminal.until("q uy q uy and so on")


def test_an_answer_that_a_terminal_gives_unasked_is_no_key(terminal, tmp_path):  # noqa: F811
    terminal.type(_script(tmp_path))
    terminal.send("Enter")
    terminal.until("ASK FIRST")
    terminal.type("f")
    terminal.send("-H", *(f"{b:x}" for b in b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07"))
    terminal.type("sea")
    terminal.send("-H", *(f"{b:x}" for b in b"\x1bP1$r0;1m\x1b\\"))
    terminal.type("rch")
    terminal.until("search", gone="ASK FIRST")
    assert "rgb" not in terminal.screen and "0;1m" not in terminal.screen


def test_ctrl_c_in_the_editor_is_the_editors_and_on_return_the_app_goes_on(terminal, tmp_path):  # noqa: F811
    editor = tmp_path / "editor"
    editor.write_text(EDITOR, "utf-8")
    editor.chmod(0o755)
    settings = terminal.run("stty -a")
    terminal.type(f"env -u VISUAL EDITOR={editor} {_script(tmp_path)}")
    terminal.send("Enter")
    terminal.until("kz-ilyashev-2020")
    terminal.type("e")
    terminal.until("editing", gone="ASK FIRST")
    terminal.send("C-c")
    terminal.until("heard")
    terminal.send("C-\\")
    terminal.until("^\\")
    terminal.send("q", "Enter")
    terminal.until("ASK FIRST")
    terminal.type("q")
    terminal.until("$ ", gone="ASK FIRST")
    assert _settings(terminal.run("stty -a")) == _settings(settings)


def test_with_errors_sent_to_a_file_the_app_is_painted_all_the_same(terminal, tmp_path):  # noqa: F811
    terminal.type(f"{_script(tmp_path)} 2>{tmp_path / 'err.txt'}")
    terminal.send("Enter")
    terminal.until("kz-ilyashev-2020", "ASK FIRST")
    terminal.type("q")
    terminal.until("$ ", gone="ASK FIRST")
    assert (tmp_path / "err.txt").read_text("utf-8") == ""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_app_with_the_terminal_as_it_was(terminal, tmp_path, number, code):  # noqa: F811
    settings = terminal.run("stty -a")
    terminal.type(f"{_script(tmp_path)}; echo ended-$?")
    terminal.send("Enter")
    terminal.until("ASK FIRST")
    os.kill(int((tmp_path / "pid").read_text()), number)
    terminal.until(f"ended-{code}", gone="ASK FIRST")
    assert _settings(terminal.run("stty -a")) == _settings(settings)


def test_after_the_app_a_signal_means_what_it_meant_before(terminal, tmp_path):  # noqa: F811
    text = """
import atexit
def own(*_): pass
ours = {signal.SIGTERM: own, signal.SIGINT: signal.SIG_IGN, signal.SIGHUP: own}
for number, does in ours.items(): signal.signal(number, does)
atexit.register(lambda: print("kept", [signal.getsignal(n) == does for n, does in ours.items()]))"""
    terminal.type(_script(tmp_path, text))
    terminal.send("Enter")
    terminal.until("ASK FIRST")
    terminal.type("q")
    terminal.until("kept [True, True, True]")


def test_a_keyboard_that_fails_ends_the_app_with_a_report_and_a_code(terminal, tmp_path):  # noqa: F811
    settings = terminal.run("stty -a")
    text = f"""
os.environ["XDG_STATE_HOME"] = {str(tmp_path / "state")!r}
from remedy.tui.terminal import Terminal
def broken(self, found):
    raise SystemError("Ilyashev was tried")
Terminal._pass_on = broken"""
    terminal.type(f"{_script(tmp_path, text)}; echo ended-$?")
    terminal.send("Enter")
    terminal.until("had to stop (SystemError)", "Report:", "ended-70")
    assert _settings(terminal.run("stty -a")) == _settings(settings)
    (report,) = (tmp_path / "state/remedy/reports").iterdir()
    assert "lyashev" not in report.read_text("utf-8")
