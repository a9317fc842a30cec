"""Channels in a settings file: what is used, and what is said with its line where it cannot be."""

import pytest

from remedy.case.source import Source
from remedy.remind.settings import Channel, Secret, Settings
from remedy.remind.settings_read import read


def channels(text):
    """The channels of a file of the user's own, and the problems of it."""
    settings, problems = read(Source("config.toml", text), Settings(), trusted=True)
    return settings.channels, problems


def only_problem(text):
    """The one sentence that is said of a file."""
    _, problems = channels(text)
    assert len(problems) == 1, problems
    return problems[0].sentence()


def test_every_key_of_a_channel_is_read():
    found, problems = channels("""
        [channels.mail]
        type = "smtp"
        host = "mail.example.org"
        port = 2465
        security = "starttls"
        user = "counsel"
        password = { keyring = "remedy" }
        from = "remedy <remedy@example.org>"
        ca = "~/mail/ca.pem"
        timeout = 10
        [channels.tell]
        type = "exec"
        program = ["/usr/local/bin/tell", "--quietly"]
        [channels.chat]
        type = "apprise"
        url = { env = "CHAT_URL" }
        [channels.other]
        type = "apprise"
        url = "ntfy://topic"
    """)
    assert problems == []
    assert found["mail"] == Channel(
        id="mail", type="smtp", host="mail.example.org", port=2465, security="starttls", user="counsel",
        password=Secret(keyring="remedy"), sender="remedy <remedy@example.org>", ca="~/mail/ca.pem", timeout=10,
    )  # fmt: skip
    assert found["tell"].program == ("/usr/local/bin/tell", "--quietly")
    assert found["chat"].url == Secret(env="CHAT_URL")
    assert found["other"].url == Secret(written="ntfy://topic")


SMTP = '[channels.mail]\ntype = "smtp"\nhost = "h"\nfrom = "a@b.org"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SMTP + 'security = "none"', 'config.toml:5: channels.mail.security: security: unknown word "none"'),
        (SMTP + "port = 70000", "config.toml:5: channels.mail.port: port: 70000 is no port; write 465, 587"),
        (SMTP + "timeout = 0", "config.toml:5: channels.mail.timeout: timeout: 0 seconds are no time to answer"),
        (SMTP + 'ca = "ca.pem"', "config.toml:5: channels.mail.ca: ca: ca.pem is not where it can be found"),
        (SMTP + 'user = "u"', "password is missing: mail cannot log in; add password = { keyring"),
        (SMTP + 'password = { env = "X" }', 'user is missing: mail cannot log in; add user = "…"'),
        (SMTP + 'user = "u"\npasswort = { env = "X" }\npassword = { env = "X" }', 'did you mean "password"?'),
        ('[channels.x]\ntype = "exec"\nprogram = []', "program is missing"),
        ('[channels.x]\ntype = "apprise"\nurl = " "', "url is missing"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_cure(text, said):
    assert said in only_problem(text)


@pytest.mark.parametrize("sender", ["remedy", "a@b.org, c@d.org", "a@b.org\\r\\nBcc: c@d.org"])
def test_a_sender_that_is_not_one_address_is_said(sender):
    _, problems = channels(f'[channels.mail]\ntype = "smtp"\nhost = "h"\nfrom = "{sender}"')
    assert problems[0].sentence().startswith("config.toml:4: channels.mail.from: from: this is not one address of mail")


@pytest.mark.parametrize("program", ['[""]', '["a\\u0000b"]'])
def test_a_program_that_can_be_none_is_said(program):
    _, problems = channels(f'[channels.x]\ntype = "exec"\nprogram = {program}')
    assert "this names no program" in problems[0].sentence()


def test_a_password_in_the_file_itself_is_refused_and_not_repeated():
    _, problems = channels(SMTP + 'user = "u"\npassword = "r00t-horse"')
    words = " ".join(p.sentence() for p in problems)
    assert "a secret does not stand in the file itself" in words
    assert "r00t" not in words


@pytest.mark.parametrize("place", ['{ env = "" }', "{ command = [] }", '{ command = [""] }', '{ keyring = "" }'])
def test_a_secret_that_stands_nowhere_is_said(place):
    _, problems = channels(f'{SMTP}user = "u"\npassword = {place}')
    assert "it names no place" in problems[0].sentence()


def test_a_recipient_of_mail_needs_one_address():
    text = SMTP + '[recipients.anna]\nchannels = ["mail"]\naddress = "anna"'
    assert only_problem(text).startswith("config.toml:7: recipients.anna.address: address: this is not one address")
    assert channels(SMTP + '[recipients.anna]\nchannels = ["mail"]\naddress = "Анна <a@b.org>"')[1] == []


def test_what_else_an_address_may_be_is_for_other_channels_to_say():
    text = '[channels.x]\ntype = "exec"\nprogram = "tell"\n[recipients.anna]\nchannels = ["x"]\naddress = "+7 701"'
    assert channels(text)[1] == []


def test_a_channel_that_is_named_twice_is_said_with_its_line_and_counts_once():
    text = '[recipients.anna]\nchannels = ["print", "desktop", "print"]'
    found, problems = read(Source("config.toml", text), Settings(), trusted=True)
    assert found.recipients["anna"].channels == ("print", "desktop")
    said = 'recipients.anna.channels: "print" is named twice; it counts once; name it once'
    assert [(p.level, said in p.sentence(), p.line) for p in problems] == [("warning", True, 2)]


def test_a_channel_that_there_is_not_is_not_made_up_and_nobody_is_told_by_it():
    text = '[recipients.anna]\nchannels = ["mial", "desktop"]'
    found, problems = read(Source("config.toml", text), Settings(), trusted=True)
    assert [p.code for p in problems] == ["dangling-reference"]
    assert [r.channels for r in found.recipients_or_me()] == [("desktop",)]
    assert found.channel("print").type == "print"
    with pytest.raises(KeyError):
        found.channel("mial")
