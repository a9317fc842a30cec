"""The channel `exec`, with real programs: well-behaved, failing, hanging, forking, printing rubbish."""

import json
import os
import sys
import time
from pathlib import Path

import pytest

from remedy.remind.channels import check, open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Unknown, Unsent
from remedy.remind.settings import Channel
from remedy.store import processes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX")


@pytest.fixture
def program(tmp_path):
    """A channel out of the lines of a small Python program; `out` is a file that it may write."""

    def made(code, *arguments, timeout=10, **how):
        file = tmp_path / "tell.py"
        file.write_text(f"import json, os, subprocess, sys, time\nout = {str(tmp_path / 'out')!r}\n{code}\n", "utf-8")
        words = (sys.executable, str(file), *arguments)
        return Channel(**{"id": "tell", "type": "exec", "program": words, "timeout": timeout, **how})

    return made


@pytest.fixture
def run():
    """Sends one message through a channel."""

    def sent(channel, message, environ=None):
        with open_channel(channel, Here(now=lambda: None, environ=environ or dict(os.environ))) as sender:
            sender.send(message)

    return sent


def test_a_program_gets_the_message_as_json_on_its_input(program, run, message, tmp_path):
    told = message("Срок\n", html="<p>", calendar=b"BEGIN:VCALENDAR\r\n", data={"format": 1, "items": [{"id": "x"}]})
    run(program("open(out, 'wb').write(sys.stdin.buffer.read())"), told)
    assert json.loads((tmp_path / "out").read_bytes()) == {
        "format": 1,
        "key": "k1",
        "recipient": "anna",
        "address": "anna@example.org",
        "lang": "",
        "subject": "Appeal by 7 July",
        "text": "Срок\n",
        "html": "<p>",
        "calendar": "BEGIN:VCALENDAR\r\n",
        "items": [{"id": "x"}],
        "notices": [],
        "problems": [],
    }


def test_hostile_words_are_data_and_no_argument(program, run, message, tmp_path):
    words = "$(touch /tmp/x); `id` \" ' \0 \x1b \ud800 \r\n--help"
    channel = program("json.dump([sys.argv[1:], json.load(sys.stdin)], open(out, 'w'))", "$HOME; *")
    run(channel, message(words, subject=words, data={"items": [{words: words}]}))
    arguments, told = json.loads((tmp_path / "out").read_text())
    assert arguments == ["$HOME; *"]
    assert told["text"] == told["subject"] == words.replace("\ud800", "\\ud800")


def test_nothing_of_the_message_is_seen_in_the_list_of_processes(program, run, message, tmp_path):
    code = "open(out, 'w').write(open('/proc/self/cmdline').read() + open('/proc/self/environ').read())"
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("no /proc here")
    run(program(code), message("SECRET-TEXT", subject="SECRET-TITLE"))
    assert "SECRET" not in (tmp_path / "out").read_text()


def test_a_program_gets_few_variables_and_no_secret_of_another_channel(program, run, message, tmp_path):
    environ = {**os.environ, "MAIL_PASSWORD": "r00t", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
    run(program("json.dump(dict(os.environ), open(out, 'w'))"), message(), environ)
    found = json.loads((tmp_path / "out").read_text())
    assert "MAIL_PASSWORD" not in found
    assert (found["LC_ALL"], found["HOME"], found["PATH"]) == ("C.UTF-8", str(tmp_path), os.environ["PATH"])


def test_a_program_runs_at_home_and_not_in_the_folder_of_cases(program, run, message, tmp_path, monkeypatch):
    (tmp_path / "cases").mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "cases")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    run(program("open(out, 'w').write(os.getcwd())"), message())
    assert (tmp_path / "out").read_text() == str(tmp_path / "home")


def test_another_code_than_0_is_unsent_with_the_first_line_of_its_error(program, run, message):
    code = "print('\\x1b[31mno such chat', 'x' * 400, file=sys.stderr); print('more', file=sys.stderr); sys.exit(3)"
    with pytest.raises(Unsent) as caught:
        run(program(code), message())
    words = str(caught.value)
    assert words.startswith(f"{sys.executable} ended with code 3: \\x1b[31mno such chat xxx")
    assert words.endswith("x…")
    assert "more" not in words


def test_a_program_that_is_killed_or_fails_without_a_word_is_unsent(program, run, message):
    with pytest.raises(Unsent, match=r"ended with code 4$"):
        run(program("sys.exit(4)"), message())
    with pytest.raises(Unsent, match=r"ended with code -9$"):
        run(program("os.kill(os.getpid(), 9)"), message())


def test_binary_rubbish_without_end_neither_blocks_nor_breaks(program, run, message):
    noise = "b = bytes(range(256)) * 4096\nfor _ in range(4): sys.stdout.buffer.write(b); sys.stderr.buffer.write(b)\n"
    run(program(noise), message())
    with pytest.raises(Unsent, match="ended with code 1: "):
        run(program(noise + "sys.exit(1)"), message())


def test_a_program_need_not_read_what_it_is_given(program, run, message):
    run(program("os.close(0)"), message("x" * 1_000_000))
    run(program("pass"), message("x" * 1_000_000))


def test_a_program_that_hangs_is_killed_with_all_that_it_started_and_it_is_not_known(program, run, message, tmp_path):
    child = "import time, sys; time.sleep(1.2); open(sys.argv[1], 'w').write('alive')"
    code = f"subprocess.Popen([sys.executable, '-c', {child!r}, out]); time.sleep(60)"
    begun = time.monotonic()
    with pytest.raises(Unknown, match="did not end within 1 s and was killed"):
        run(program(code, timeout=1), message("x" * 1_000_000))
    assert time.monotonic() - begun < 30
    time.sleep(0.5)
    assert not (tmp_path / "out").exists()


def test_what_a_program_leaves_running_does_not_hold_up_the_run(program, run, message, monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 0.1)
    code = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(4)'])"
    begun = time.monotonic()
    run(program(code), message())
    assert time.monotonic() - begun < 3.9


@pytest.mark.parametrize("name", ["no-such-program-here", "/no/such/program", "~/no/such/program", ""])
def test_a_program_that_is_missing_is_unsent(program, run, message, name):
    with pytest.raises(Unsent, match="no program is found as"):
        run(program("", program=(name,)), message())


def test_a_program_of_the_folder_where_remedy_runs_is_not_taken(program, run, message, tmp_path, monkeypatch):
    file = tmp_path / "tell"
    file.write_text("#!/bin/sh\ntouch taken\n")
    file.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unsent, match="write its full path"):
        run(program("", program=("./tell",)), message())
    for path in ("", ".", f":{os.environ['PATH']}", f".:{os.environ['PATH']}"):
        with pytest.raises(Unsent, match="no program is found as tell"):
            run(program("", program=("tell",)), message(), {"PATH": path})
    assert not (tmp_path / "taken").exists()


def test_what_cannot_be_started_is_unsent(program, run, message, tmp_path):
    file = tmp_path / "tell"
    file.write_bytes(b"\x00\x01")
    file.chmod(0o755)
    with pytest.raises(Unsent, match="could not be started: Exec format error"):
        run(program("", program=(str(file),)), message())
    with pytest.raises(Unsent, match="could not be started: its arguments"):
        run(program("", program=(sys.executable, "a\0b")), message())


def test_check_finds_the_program_and_does_not_run_it(program, tmp_path):
    here = Here(now=lambda: None)
    assert check(program("open(out, 'w')"), here).startswith(f"{sys.executable} is there")
    assert not (tmp_path / "out").exists()
    with pytest.raises(Unsent, match="no program is found"):
        check(program("", program=("no-such-program-here",)), here)
