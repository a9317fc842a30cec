"""The channel `desktop` with programs that stand in for those of the three platforms and write down what they get."""

import json
import os
import sys
from pathlib import Path

import pytest

from remedy.remind.channels import check, desktop, open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Unknown, Unsent
from remedy.remind.settings import Channel

DESKTOP = Channel(id="desktop", type="desktop", timeout=5)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts of POSIX")


@pytest.fixture
def stand_in(tmp_path):
    """Puts a program of a name on an own PATH; gives the run that finds it."""

    def made(name, more="", **environ):
        file = tmp_path / name
        names = ("REMEDY_TITLE", "REMEDY_BODY", "DBUS_SESSION_BUS_ADDRESS")
        file.write_text(
            f"#!{sys.executable}\nimport json, os, sys, time\n"
            f"told = [sys.argv[1:], sys.stdin.read(), {{k: os.environ.get(k) for k in {names}}}]\n"
            f"json.dump(told, open({str(tmp_path / 'told')!r}, 'w'))\n{more}\n",
            "utf-8",
        )
        file.chmod(0o755)
        return Here(now=lambda: None, environ={"PATH": str(tmp_path), **environ})

    return made


@pytest.fixture
def told(tmp_path):
    """Sends one message and gives what the program got: arguments, input, variables."""

    def sent(here, message):
        with open_channel(DESKTOP, here) as sender:
            sender.send(message)
        return json.loads((tmp_path / "told").read_text())

    return sent


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(desktop.sys, "platform", "linux")


def test_linux_shows_title_and_text_after_two_dashes_with_no_markup(stand_in, told, message, linux):
    here = stand_in("notify-send")
    arguments, _, _ = told(here, message('<a href="file:///">x</a> & $(id)\nmore', subject="--help <b>\n"))
    assert arguments == [
        "--app-name=remedy",
        "--",
        "--help <b> ",
        '&lt;a href="file:///"&gt;x&lt;/a&gt; &amp; $(id)\nmore',
    ]


def test_linux_puts_nothing_confidential_where_others_can_list_it(stand_in, told, message, linux):
    here = stand_in("notify-send")
    secret = message("SECRET", subject="SECRET", confidential=True, data={"items": [{}, {}, {}]})
    arguments, given, _ = told(here, secret)
    assert arguments == ["--app-name=remedy", "--", "remedy", "3 reminders; to read them: remedy due"]
    assert given == ""
    arguments, _, _ = told(here, message("SECRET", confidential=True))
    assert arguments[-1] == "1 reminder; to read it: remedy due"


def test_a_long_text_is_cut(stand_in, told, message, linux):
    here = stand_in("notify-send")
    arguments, _, _ = told(here, message("\n".join(f"line {n}" for n in range(100))))
    assert arguments[-1].splitlines() == [*(f"line {n}" for n in range(12)), "…"]
    arguments, _, _ = told(here, message("x" * 300_000))
    assert len(arguments[-1]) < 1000


def test_under_cron_the_desktop_is_found_by_its_usual_place(stand_in, told, message, linux, tmp_path):
    (tmp_path / "bus").touch()
    here = stand_in("notify-send", XDG_RUNTIME_DIR=str(tmp_path))
    assert told(here, message())[2]["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={tmp_path}/bus"
    here = stand_in("notify-send", XDG_RUNTIME_DIR=str(tmp_path), DBUS_SESSION_BUS_ADDRESS="unix:path=/own")
    assert told(here, message())[2]["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/own"


def test_macos_reads_the_text_on_its_input_as_one_text_of_javascript(stand_in, told, message, monkeypatch):
    monkeypatch.setattr(desktop.sys, "platform", "darwin")
    here = stand_in("osascript")
    words = 'Срок"); app.doShellScript("id"); //\\'
    arguments, given, _ = told(here, message(f"{words}\nmore", subject=words, confidential=True))
    assert arguments == ["-l", "JavaScript", "-"]
    assert given.isascii()
    body, title = given.split("it.displayNotification(")[1].split(", {withTitle: ")
    assert json.loads(body) == f"{words}\nmore"
    assert json.loads(title.removesuffix("});\n")) == words


def test_windows_gets_the_text_in_its_environment_and_always_the_same_script(stand_in, told, message, monkeypatch):
    monkeypatch.setattr(desktop.sys, "platform", "win32")
    for words in ("$(id)'; calc", "Срок <b>"):
        way = desktop.way("powershell", message(words, subject=words))
        assert way.words == ["powershell", "-NoProfile", "-NonInteractive", "-Command", desktop.POWERSHELL]
        assert way.further == {"REMEDY_TITLE": words, "REMEDY_BODY": words}
        assert words not in desktop.POWERSHELL


@pytest.mark.parametrize(
    ("platform", "wanted"), [("linux", "libnotify-bin"), ("freebsd14", "libnotify-bin"), ("darwin", "osascript")]
)
def test_without_the_platforms_program_it_says_what_to_install(monkeypatch, message, tmp_path, platform, wanted):
    monkeypatch.setattr(desktop.sys, "platform", platform)
    here = Here(now=lambda: None, environ={"PATH": str(tmp_path)})
    with open_channel(DESKTOP, here) as sender, pytest.raises(Unsent, match=f"install {wanted}"):
        sender.send(message())
    with pytest.raises(Unsent, match=f"install {wanted}"):
        check(DESKTOP, here)


def test_a_program_of_the_folder_where_remedy_runs_is_not_taken(message, tmp_path, monkeypatch, linux):
    file = tmp_path / "notify-send"
    file.write_text("#!/bin/sh\ntouch taken\n")
    file.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    with open_channel(DESKTOP, Here(now=lambda: None, environ={"PATH": "."})) as sender, pytest.raises(Unsent):
        sender.send(message())
    assert not Path("taken").exists()


def test_a_desktop_that_refuses_is_unsent_and_one_that_hangs_unknown(stand_in, message, linux):
    here = stand_in("notify-send", "sys.exit('no session bus')")
    with open_channel(DESKTOP, here) as sender, pytest.raises(Unsent, match="ended with code 1: no session bus"):
        sender.send(message())
    here = stand_in("notify-send", "time.sleep(60)")
    slow = Channel(id="desktop", type="desktop", timeout=0.3)
    with open_channel(slow, here) as sender, pytest.raises(Unknown, match="was killed"):
        sender.send(message())


def test_check_shows_nothing(stand_in, linux, tmp_path):
    assert check(DESKTOP, stand_in("notify-send")).startswith("notify-send is there")
    assert not (tmp_path / "told").exists()


def test_the_environment_of_the_run_is_not_given_on(stand_in, told, message, linux, tmp_path):
    here = stand_in("notify-send", f"json.dump(dict(os.environ), open({str(tmp_path / 'env')!r}, 'w'))", SECRET="x")
    told(here, message())
    assert "SECRET" not in json.loads((tmp_path / "env").read_text())
    assert os.environ.get("SECRET") is None
