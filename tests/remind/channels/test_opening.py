"""Opening a channel costs nothing and touches nothing; a channel that is none is told when something is to be sent."""

import subprocess
import sys

import pytest

from remedy.remind.channels import MODULES, check, open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Unsent
from remedy.remind.settings import Channel
from remedy.remind.settings_read import CHANNEL

HERE = Here(now=lambda: None, environ={})


def test_each_type_of_the_settings_has_a_module():
    assert set(MODULES) == set(CHANNEL["type"].known)


@pytest.mark.parametrize("kind", [*MODULES, "pigeon"])
def test_opening_raises_nothing_whatever_is_wrong(kind):
    with open_channel(Channel(id="x", type=kind, host="no.such.host.invalid", program=("/no/such",)), HERE):
        pass


def test_a_channel_that_nobody_set_up_says_what_to_write(message):
    words = r'no channel is named "pigeon": write \[channels.pigeon\]'
    with open_channel(Channel(id="pigeon", type="pigeon"), HERE) as sender, pytest.raises(Unsent, match=words):
        sender.send(message())
    with pytest.raises(Unsent, match="no channel is named"):
        check(Channel(id="pigeon", type="pigeon"), HERE)


def test_a_run_that_sends_nothing_loads_no_library_of_mail_or_chat():
    code = (
        "import sys\nimport remedy.remind.channels\n"
        "print(sorted({'smtplib', 'ssl', 'email', 'subprocess', 'apprise', 'keyring'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_refusal_is_told_in_the_language_of_the_run(message):
    from remedy.views import i18n

    i18n.use("ru")
    missing = Channel(id="tell", type="exec", program=("no-such",))
    with open_channel(missing, HERE) as sender, pytest.raises(Unsent, match="программа no-such не найдена"):
        sender.send(message())
