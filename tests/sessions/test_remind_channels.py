"""`remedy remind` through real channels: a server of mail with TLS and login that fails and comes back, a program."""

import json
import ssl
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import trustme

sys.path.insert(0, str(Path(__file__).parents[1]))

from mail_server import PASSWORD, Post, running

CASE = """format = 1
id = "kz-a"
title = "Казахстан против А.\\r\\nBcc: spy@example.org"
country = "KZ"
zone = "UTC"
[[deadline]]
id = "comments"
title = "Comments on the reply"
date = {day}
duty = "party"
"""

MAIL = """
[channels.mail]
type = "smtp"
host = "localhost"
port = {port}
ca = "{ca}"
user = "counsel"
password = {{ env = "MAIL_PASSWORD" }}
from = "remedy <remedy@example.org>"
timeout = 5
[recipients.anna]
channels = ["mail"]
address = "Анна <anna@example.org>"
[recipients.berik]
channels = ["mail"]
address = "berik@example.org"
"""


@pytest.fixture
def post(tmp_path):
    """A server of mail, started, and the file of its authority."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    with running() as loop:
        server = Post(loop, context, "tls")
        server.start()
        yield server
        server.stop()


@pytest.fixture
def remind(remedy, folder, tmp_path):
    """The command with settings and state of its own, over one case that is due in three days."""
    (tmp_path / "config" / "remedy").mkdir(parents=True)
    folder.write("a.toml", CASE.format(day=date.today() + timedelta(days=3)))
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state")}

    def made(settings):
        (tmp_path / "config" / "remedy" / "config.toml").write_text(settings, "utf-8")
        secret = {"MAIL_PASSWORD": PASSWORD}
        return lambda *words, **more: remedy("remind", *words, "--cases", str(folder.path), **{**env, **secret, **more})

    return made


def test_each_recipient_gets_one_mail_over_one_connection_and_once(remind, post, tmp_path):
    run = remind(MAIL.format(port=post.port, ca=tmp_path / "ca.pem"))
    done = run()
    assert (done.code, done.out) == (0, "")
    assert (post.to, post.connections) == (["anna@example.org", "berik@example.org"], 1)
    read = post.mails[0]
    assert "Comments on the reply" in read["Subject"]
    assert "in 3 days" in read.get_body(("plain",)).get_content()
    assert "<html" in read.get_body(("html",)).get_content()
    assert "Bcc" not in read
    again = run()
    assert (again.code, len(post.mails)) == (0, 2)


@pytest.mark.slow
def test_what_may_have_arrived_comes_again_under_the_same_message_id(remind, post, tmp_path):
    run = remind(MAIL.format(port=post.port, ca=tmp_path / "ca.pem"))
    post.dies_at = "answer"
    done = run()
    assert done.code == 5
    assert "whether it arrived is not known" in done.err
    post.dies_at = ""
    assert run().code == 0
    assert sorted(post.to) == ["anna@example.org", "berik@example.org"]
    assert len({m["Message-ID"] for m in post.mails}) == 2


@pytest.mark.slow
def test_a_server_that_is_down_is_told_and_tried_next_time(remind, post, tmp_path):
    run = remind(MAIL.format(port=post.port, ca=tmp_path / "ca.pem"))
    post.stop()
    down = run()
    assert down.code == 5
    assert "cannot be reached: Connection refused" in down.err
    post.start()
    assert (run().code, len(post.mails)) == (0, 2)


def test_a_password_that_is_refused_is_nowhere_in_what_is_said_or_kept(remind, post, tmp_path):
    run = remind(MAIL.format(port=post.port, ca=tmp_path / "ca.pem"))
    done = run(MAIL_PASSWORD="wrong-horse")
    assert done.code == 5
    assert "refused the login of counsel (535)" in done.err
    kept = "".join(p.read_text("utf-8") for p in (tmp_path / "state").rglob("*") if p.is_file())
    assert "535" in kept
    assert "wrong-horse" not in done.out + done.err + kept


def test_a_trial_message_goes_by_the_channel_asked_for(remind, post, tmp_path):
    run = remind(MAIL.format(port=post.port, ca=tmp_path / "ca.pem"))
    assert run("test", "mail", "--to", "berik").code == 0
    assert post.to == ["berik@example.org"]
    assert "kz-a" not in post.mails[0].as_string()


def test_a_program_is_given_the_case_as_data(remind, tmp_path):
    tell = tmp_path / "tell.py"
    tell.write_text(f"import sys\nopen({str(tmp_path / 'told')!r}, 'wb').write(sys.stdin.buffer.read())", "utf-8")
    run = remind(
        f'[channels.tell]\ntype = "exec"\nprogram = ["{sys.executable}", "{tell}"]\n'
        '[recipients.anna]\nchannels = ["tell"]\naddress = "+7 701"\n'
    )
    assert run().code == 0
    told = json.loads((tmp_path / "told").read_bytes())
    assert (told["format"], told["recipient"], told["address"]) == (1, "anna", "+7 701")
    assert [i["id"] for i in told["items"]] == ["kz-a#deadline:comments"]
    assert "Comments on the reply" in told["text"]


def test_a_program_that_fails_is_told_with_its_first_line(remind):
    run = remind(
        f'[channels.tell]\ntype = "exec"\nprogram = ["{sys.executable}", "-c", "raise SystemExit(\'no chat\')"]\n'
        '[recipients.anna]\nchannels = ["tell"]\n'
    )
    done = run()
    assert done.code == 5
    assert "ended with code 1: no chat; it is tried again next time" in done.err
