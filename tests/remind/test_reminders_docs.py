"""docs/reminders.md says what is: its settings are read, its JSON is what a program gets, its program runs."""

import json
import re
import sys
from pathlib import Path

import pytest

from remedy.case.source import Source
from remedy.remind.channels import MODULES, open_channel
from remedy.remind.channels.executed import as_json
from remedy.remind.channels.here import Here
from remedy.remind.message import Message
from remedy.remind.settings import Channel, Recipient, Settings
from remedy.remind.settings_read import CHANNEL, RECIPIENT, REMIND, read

DOCS = (Path(__file__).parents[2] / "docs" / "reminders.md").read_text("utf-8")
MESSAGE = Message(key="k1", recipient=Recipient(id="anna"), subject="Срок", text="Апелляция")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)


@pytest.mark.parametrize("text", blocks("toml"))
def test_the_settings_told_are_read_without_a_problem(text):
    _, problems = read(Source("config.toml", text), Settings(), trusted=True)
    assert problems == []


def test_every_key_and_every_type_of_channel_is_told():
    source = Source("config.toml", blocks("toml")[0])
    assert set(source.data["remind"]) == set(REMIND)
    assert {k for c in source.data["channels"].values() for k in c} == set(CHANNEL)
    assert {k for r in source.data["recipients"].values() for k in r} == set(RECIPIENT)
    assert all(f"| `{kind}` |" in DOCS for kind in MODULES)


def test_the_json_told_has_the_keys_that_a_program_gets():
    assert set(json.loads(blocks("json")[0])) == set(json.loads(as_json(MESSAGE)))


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is that of POSIX")
def test_the_program_told_writes_each_message_once(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "tell.py").write_text(blocks("python")[0], "utf-8")
    channel = Channel(id="tell", type="exec", program=(sys.executable, str(tmp_path / "tell.py")))
    with open_channel(channel, Here(now=lambda: None)) as sender:
        sender.send(MESSAGE)
        sender.send(MESSAGE)
    assert (tmp_path / "remedy-told.txt").read_text("utf-8") == "k1 anna: Срок\nАпелляция\n"
