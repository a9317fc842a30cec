"""The channel `print`: what left the program, and what did not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from remedy.remind.channels import check, open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Unsent
from remedy.remind.settings import Channel

PRINT = Channel(id="print", type="print")
LATER = """import sys
from remedy.remind.channels import open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Message, Unsent
from remedy.remind.settings import Channel, Recipient
with open_channel(Channel(id="print", type="print"), Here(now=None)) as sender:
    for n in range(2):
        try:
            sender.send(Message(key="k", recipient=Recipient(id="me"), subject="s", text=f"told {n}"))
        except Unsent as unsent:
            print(unsent, file=sys.stderr)
import os
os._exit(0)
"""


def test_messages_stand_one_under_another(message, capsys):
    with open_channel(PRINT, Here(now=lambda: None)) as sender:
        sender.send(message("one\n  two\n"))
        sender.send(message("three"))
    assert capsys.readouterr().out == "one\n  two\n\nthree\n\n"


def test_nothing_of_a_text_acts_on_a_terminal(message, capsys):
    with open_channel(PRINT, Here(now=lambda: None)) as sender:
        sender.send(message("one\x1b]0;x\x07\n\u202etwo\r\x9b31m"))
    assert capsys.readouterr().out == "one\\x1b]0;x\\x07\n\\u202etwo \\x9b31m\n\n"


def test_it_counts_as_sent_once_it_is_flushed(message):
    done = []
    here = Here(now=lambda: None, write=lambda text: done.append(text), flush=lambda: done.append("flushed"))
    with open_channel(PRINT, here) as sender:
        sender.send(message("one"))
        assert done == ["one\n\n", "flushed"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_unsent_and_nothing_follows_it():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", LATER], stdout=full, stderr=subprocess.PIPE, text=True, check=True)
    assert done.stderr.splitlines() == ["the output could not be written: No space left on device"] * 2


def test_a_closed_pipe_is_unsent():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-c", LATER], stdout=writing, stderr=subprocess.PIPE, text=True, check=True)
    os.close(writing)
    assert done.stderr.splitlines() == ["the output could not be written: Broken pipe"] * 2


def test_a_closed_stream_is_unsent(message):
    def closed(text):
        raise ValueError("I/O operation on closed file")

    with open_channel(PRINT, Here(now=lambda: None, write=closed)) as sender:
        with pytest.raises(Unsent, match="it is closed"):
            sender.send(message())
        with pytest.raises(Unsent, match="it is closed"):
            sender.send(message())


def test_check_prints_nothing(capsys):
    assert check(PRINT, Here(now=lambda: None)) == "what is told is printed"
    assert capsys.readouterr().out == ""
