"""Secrets out of keyring, environment and programs: the word arrives, and never stands anywhere else."""

import sys
import time
import traceback

import pytest

from remedy.remind import secrets
from remedy.remind.message import Unsent
from remedy.remind.settings import Secret

WORD = "r00t horse\tключ"


def refused(secret, environ=None, timeout=10.0):
    """The words of a refusal, with all that a traceback would show of it."""
    with pytest.raises(Unsent) as caught:
        secrets.word(secret, "counsel", environ or {}, timeout)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert WORD not in shown
    assert "r00t" not in shown
    return str(caught.value)


@pytest.fixture
def prints(tmp_path):
    """A secret that a small program prints; the program knows the word from a file."""
    (tmp_path / "word").write_text(WORD, "utf-8")

    def made(code):
        file = tmp_path / "ask.py"
        file.write_text(
            f"import os, sys, time\nword = open({str(tmp_path / 'word')!r}, encoding='utf-8').read()\n"
            f"say = sys.stdout.buffer.write\n{code}\n",
            "utf-8",
        )
        return Secret(command=(sys.executable, str(file)))

    return made


@pytest.fixture
def ring(monkeypatch):
    """A keyring of this test alone."""
    keyring = pytest.importorskip("keyring")
    from keyring.backend import KeyringBackend

    class Ring(KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            if service == "locked":
                raise keyring.errors.KeyringLocked(WORD)
            if service == "waits":
                time.sleep(1)
            if service == "broken":
                raise RuntimeError(WORD)
            return WORD if (service, username) == ("remedy", "counsel") else None

        def set_password(self, service, username, password):
            raise NotImplementedError

        def delete_password(self, service, username):
            raise NotImplementedError

    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield
    keyring.set_keyring(before)


def test_the_environment_gives_the_word():
    assert secrets.word(Secret(env="MAIL"), "counsel", {"MAIL": WORD}, 1) == WORD


@pytest.mark.parametrize("environ", [{}, {"MAIL": ""}])
def test_an_environment_without_it_is_told(environ):
    assert refused(Secret(env="MAIL"), environ).startswith("the environment has no MAIL")


def test_a_program_gives_the_first_line_that_it_prints(prints):
    assert secrets.word(prints("say((word + '\\r\\nuser: x\\n').encode())"), "counsel", {}, 10) == WORD
    assert secrets.word(prints("say(word.encode())"), "counsel", {}, 10) == WORD


def test_a_program_has_the_whole_environment_and_no_shell(prints):
    secret = prints("say(os.environ['STORE'].encode())")
    assert secrets.word(secret, "counsel", {"STORE": "$(id)"}, 10) == "$(id)"


def test_the_errors_of_a_program_are_not_quoted(prints):
    words = refused(prints("say(word.encode()); sys.stderr.buffer.write(word.encode()); sys.exit(2)"))
    assert words.startswith("the program for the secret ended with code 2; to see why, write: ")


@pytest.mark.parametrize("code", ["pass", "say(b'\\n' + word.encode())", "say(b'\\xff\\xfe')"])
def test_a_program_without_a_first_line_of_text_is_told(prints, code):
    assert "printed no first line of text" in refused(prints(code))


def test_a_program_that_hangs_is_ended(prints):
    assert "did not end within 0.3 s" in refused(prints("say(word.encode()); time.sleep(60)"), timeout=0.3)


def test_a_program_that_is_missing_is_told():
    assert "no program is found as no-such-program" in refused(Secret(command=("no-such-program", "show")))


def test_the_keyring_gives_the_word(ring):
    assert secrets.word(Secret(keyring="remedy"), "counsel", {}, 1) == WORD


def test_a_keyring_that_has_it_not_says_how_to_put_it_there(ring):
    words = refused(Secret(keyring="other service"))
    assert words.endswith("write: keyring set 'other service' counsel")


@pytest.mark.parametrize(("service", "why"), [("locked", "KeyringLocked"), ("broken", "RuntimeError")])
def test_a_keyring_that_fails_is_told_without_its_words(ring, service, why):
    assert f"cannot be opened ({why})" in refused(Secret(keyring=service))


def test_a_keyring_that_waits_for_somebody_holds_up_no_run(ring):
    assert "cannot be opened (TimeoutError)" in refused(Secret(keyring="waits"), timeout=0.2)


def test_without_the_library_the_line_to_write_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "pip install 'remedy[keyring]'" in refused(Secret(keyring="remedy"))


def test_a_url_that_stands_in_the_settings_is_hidden_in_its_repr():
    secret = Secret(written="tgram://123:r00t/1")
    assert secrets.word(secret, "counsel", {}, 1) == "tgram://123:r00t/1"
    assert repr(secret) == str(secret) == "Secret(<written>)"
