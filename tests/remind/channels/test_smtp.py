"""Mail through real servers: what arrives, what is refused, what is not known."""

import socket
import subprocess
import sys
import threading
import traceback
from datetime import UTC, datetime

import pytest
import trustme

from remedy.remind.channels import check, open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Unknown, Unsent
from remedy.remind.settings import Secret

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def refusal(channel, here, message):
    """The words with which one message is not sent."""
    with open_channel(channel, here) as sender, pytest.raises(Unsent) as caught:
        sender.send(message)
    return str(caught.value)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_run_sends_its_mails_over_one_encrypted_connection_after_one_login(post, mail, here, message, security):
    server = post(security)
    with open_channel(mail(server), here) as sender:
        assert server.connections == 0
        for n in range(3):
            sender.send(message(key=f"k{n}"))
    assert (server.connections, server.logins) == (1, ["counsel"])
    assert [m["Subject"] for m in server.mails] == ["Appeal by 7 July"] * 3
    assert len({m["Message-ID"] for m in server.mails}) == 3


def test_without_a_user_nothing_logs_in(post, mail, here, message):
    server = post()
    with open_channel(mail(server, user="", password=None), here) as sender:
        sender.send(message())
    assert (len(server.mails), server.logins) == (1, [])


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_an_unknown_authority_is_refused(post, mail, here, message, security):
    server = post(security, by=trustme.CA())
    assert "certificate" in refusal(mail(server), here, message())
    assert server.logins == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_another_host_is_refused(post, mail, here, message, security):
    words = refusal(mail(post(security, "mail.example.org")), here, message())
    assert "Hostname mismatch" in words
    assert "write the name that stands in it as host" in words


def test_a_certificate_that_has_expired_is_refused(post, mail, here, message):
    server = post(not_after=datetime(2024, 1, 1, tzinfo=UTC), not_before=datetime(2023, 1, 1, tzinfo=UTC))
    assert "expired" in refusal(mail(server), here, message())


def test_without_a_ca_of_its_own_the_systems_store_decides(post, mail, here, message, ca, monkeypatch):
    server = post()
    assert "certificate" in refusal(mail(server, ca=""), here, message())
    monkeypatch.setenv("SSL_CERT_FILE", ca)
    with open_channel(mail(server, ca=""), here) as sender:
        sender.send(message())
    assert len(server.mails) == 1


def test_a_ca_that_is_missing_or_holds_no_certificate_is_named(post, mail, here, message, tmp_path):
    server, file = post(), tmp_path / "no.pem"
    assert f"{file} cannot be used: No such file" in refusal(mail(server, ca=str(file)), here, message())
    file.write_text("hello")
    assert "it holds no certificate" in refusal(mail(server, ca=str(file)), here, message())
    assert server.connections == 0


def test_a_server_without_encryption_gets_neither_password_nor_mail(post, mail, here, message):
    server = post("none")
    assert "offers no STARTTLS" in refusal(mail(server, security="starttls"), here, message())
    assert "does not speak TLS" in refusal(mail(server, security="tls"), here, message())
    assert (server.mails, server.logins) == ([], [])


def test_a_login_that_was_refused_is_not_tried_again_in_the_run(post, mail, message):
    server = post()
    with open_channel(mail(server), Here(now=lambda: NOW, environ={"MAIL_PASSWORD": "wrong-horse"})) as sender:
        for _ in range(3):
            with pytest.raises(Unsent, match=r"refused the login of counsel \(535\)") as caught:
                sender.send(message())
    assert server.logins.count("counsel") <= 2  # by one connection: PLAIN, then LOGIN
    assert server.connections == 1
    assert "wrong-horse" not in repr(caught.value) + "".join(traceback.format_exception(caught.value))


def test_a_recipient_who_is_refused_holds_up_nobody_else(post, mail, here, message):
    server = post()
    server.refuses = "gone@example.org"
    with open_channel(mail(server), here) as sender:
        sender.send(message(address="a@example.org"))
        with pytest.raises(Unsent, match=r"550 5.1.1 no such box\\x1b\[31m"):
            sender.send(message(address="gone@example.org"))
        sender.send(message(address="b@example.org"))
    assert server.to == ["a@example.org", "b@example.org"]
    assert server.connections == 1


@pytest.mark.parametrize("answer", ["452 box full", "554 looks like spam"])
def test_a_mail_that_the_server_refuses_after_its_text_has_certainly_not_arrived(post, mail, here, message, answer):
    server = post()
    server.answer = answer
    with open_channel(mail(server), here) as sender:
        with pytest.raises(Unsent, match=answer):
            sender.send(message())
        server.answer = "250 taken"
        sender.send(message())
    assert (len(server.mails), server.connections) == (1, 1)


@pytest.mark.parametrize("answer", ["354 what?", "hello"])
def test_after_an_answer_that_nobody_understands_it_is_not_known(post, mail, here, message, answer):
    server = post()
    server.answer = answer
    with open_channel(mail(server), here) as sender, pytest.raises(Unknown):
        sender.send(message())


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_killed_before_its_answer_leaves_it_unknown_and_the_next_mail_goes_over_a_new_connection(
    post, mail, here, message, security
):
    server = post(security)
    with open_channel(mail(server), here) as sender:
        sender.send(message(key="first"))
        server.dies_at = "answer"
        with pytest.raises(Unknown, match="whether it arrived is not known"):
            sender.send(message(key="second"))
        server.dies_at = ""
        sender.send(message(key="third"))
    assert (len(server.mails), server.connections) == (2, 2)


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_server_killed_before_the_text_has_certainly_not_got_it(post, mail, here, message, command):
    server = post()
    server.dies_at = command
    with open_channel(mail(server), here) as sender:
        with pytest.raises(Unsent, match="broke the connection"):
            sender.send(message())
        with pytest.raises(Unsent, match="broke the connection"):
            sender.send(message())
    assert (server.mails, server.connections) == ([], 1)
    server.dies_at = ""
    with open_channel(mail(server), here) as sender:
        sender.send(message())
    assert len(server.mails) == 1


def test_a_server_started_again_between_two_mails_gets_the_second_by_a_new_connection(post, mail, here, message):
    server = post()
    with open_channel(mail(server), here) as sender:
        sender.send(message(key="first"))
        server.stop()
        server.start()
        sender.send(message(key="second"))
    assert (len(server.mails), server.connections) == (2, 2)


KILLED = """import asyncio, logging, os, signal, ssl, sys
from aiosmtpd.smtp import SMTP
logging.disable()
class Sink:
    async def handle_DATA(self, server, session, envelope):
        if sys.argv[3] == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        return "250 taken"
async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[1])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink()), "127.0.0.1", int(sys.argv[2]), ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@pytest.mark.slow
def test_a_server_process_killed_in_the_middle_and_started_again_gets_the_next_mail(
    authority, mail, here, message, post, tmp_path
):
    cert = tmp_path / "server.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(cert))

    def started(port, how):
        words = [sys.executable, "-c", KILLED, str(cert), str(port), how]
        return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)

    first = started(0, "dies")
    port = int(first.stdout.readline())
    with open_channel(mail(post(), port=port, user="", password=None), here) as sender:
        with pytest.raises(Unknown, match="whether it arrived is not known"):
            sender.send(message())
        assert first.wait(10) == -9
        first.stdout.close()
        with started(port, "lives") as second:
            assert second.stdout.readline()
            sender.send(message())
            second.kill()


def test_a_server_that_is_gone_is_asked_once_in_a_run(post, mail, here, message):
    server = post()
    with open_channel(mail(server), here) as sender:
        sender.send(message())
        server.stop()
        with pytest.raises(Unsent, match="cannot be reached: Connection refused"):
            sender.send(message())
        server.start()
        with pytest.raises(Unsent, match="cannot be reached: Connection refused"):
            sender.send(message())
    assert server.connections == 1


def test_a_server_that_is_silent_after_the_text_is_given_up_for_this_run(post, mail, here, message):
    server = post()
    server.dies_at = "silence"
    with open_channel(mail(server, timeout=0.3), here) as sender:
        with pytest.raises(Unknown, match=r"did not answer within 0\.3 s"):
            sender.send(message())
        with pytest.raises(Unsent, match=r"did not answer within 0\.3 s"):
            sender.send(message())
    assert server.connections == 1


def test_a_host_that_accepts_and_says_nothing_is_given_up(mail, here, message, post):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        assert "did not answer within 0.3 s" in refusal(mail(post(), port=port, timeout=0.3), here, message())


def test_a_server_that_says_it_hangs_up_gets_the_mail_by_a_new_connection(post, mail, here, message):
    server = post()
    with open_channel(mail(server), here) as sender:
        sender.send(message())
        server.hangs_up = True
        sender.send(message())
    assert (len(server.mails), server.connections) == (2, 2)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "", "a\0b", "x" * 300, "a b"])
def test_a_host_that_is_none_is_told_in_words(mail, here, message, post, host):
    assert "cannot be reached" in refusal(mail(post(), host=host), here, message())


def test_a_user_without_a_password_and_a_password_that_mail_cannot_carry_are_told(post, mail, here, message):
    server = post()
    assert "add password = { keyring" in refusal(mail(server, password=None), here, message())
    cyrillic = Here(now=here.now, environ={"MAIL_PASSWORD": "тайна"})
    words = refusal(mail(server), cyrillic, message())
    assert "letters beyond ASCII" in words
    assert "тайна" not in words


def test_a_server_that_offers_no_login_is_told(post, mail, here, message):
    server = post()
    server.mechanisms_excluded = ["LOGIN", "PLAIN"]
    assert "offers no login by a password" in refusal(mail(server), here, message())
    assert server.mails == []


def test_check_logs_in_and_sends_nothing(post, mail, here):
    server = post()
    assert check(mail(server), here) == (
        f"localhost:{server.port} answers, its certificate is good, and counsel is logged in"
    )
    assert (server.mails, server.logins) == ([], ["counsel"])
    with pytest.raises(Unsent, match="certificate"):
        check(mail(post(by=trustme.CA())), here)


def test_an_address_with_letters_beyond_ascii_goes_to_a_server_that_takes_it(post, mail, here, message):
    server = post()
    with open_channel(mail(server), here) as sender:
        sender.send(message(address="Анна <анна@пример.рф>"))
        sender.send(message(address="anna@пример.рф"))
    assert server.to == ["анна@xn--e1afmkfd.xn--p1ai", "anna@xn--e1afmkfd.xn--p1ai"]
    assert server.mails[0]["To"].addresses[0].display_name == "Анна"


def test_a_server_that_takes_only_ascii_is_not_given_another_address(post, mail, here, message, monkeypatch):
    server = post()
    monkeypatch.setattr("smtplib.SMTP.has_extn", lambda self, name: name != "smtputf8" and name in self.esmtp_features)
    assert "letters beyond ASCII: я@b.org" in refusal(mail(server), here, message(address="я@b.org"))
    assert "letters beyond ASCII: мы@b.org" in refusal(mail(server, sender="мы@b.org"), here, message())


def test_lines_that_begin_with_a_dot_arrive_as_they_are(post, mail, here, message):
    server, text = post(), ".\n..two\n.\r\nQUIT\n"
    with open_channel(mail(server), here) as sender:
        sender.send(message(text, html="<p>\n.\n</p>"))
    body = server.mails[0].get_body(("plain",)).get_content()
    assert body.split() == [".", "..two", ".", "QUIT"]
    assert len(server.mails) == 1


def test_no_name_of_this_machine_is_told_to_the_server(post, mail, here, message):
    server = post()
    with open_channel(mail(server), here) as sender:
        sender.send(message())
        assert [p.session.host_name for p in server.protocols] == ["[127.0.0.1]"]
    assert socket.gethostname().encode() not in server.raw[0]


def test_two_runs_at_once_each_have_their_connection(post, mail, here, message):
    server, failed = post(), []

    def run():
        try:
            with open_channel(mail(server), here) as sender:
                for _ in range(5):
                    sender.send(message())
        except (Unsent, Unknown) as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, len(server.mails), server.connections) == ([], 10, 2)


def test_no_word_of_a_channel_shows_its_secrets(mail, post, here):
    channel = mail(post(), url=Secret(written="tgram://12345:token/1"))
    shown = repr(channel) + repr(here) + str(here)
    assert "token" not in shown
    assert here.environ["MAIL_PASSWORD"] not in shown
