"""The channel `apprise` against a web server on this machine; its URL, which holds a token, is never in words."""

import http.server
import json
import logging
import sys
import threading
import traceback

import pytest

from remedy.remind.channels import check, open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Unsent
from remedy.remind.settings import Channel, Secret

pytest.importorskip("apprise", reason="the extra notify is not installed")


@pytest.fixture
def web():
    """A server that keeps what is posted; `status` is its answer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            server.posted.append((self.path, json.loads(self.rfile.read(size))))
            self.send_response(server.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    server.posted, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def channel(web, **how):
    port = web if isinstance(web, int) else web.server_address[1]
    return Channel(id="chat", type="apprise", **{"url": Secret(written=f"json://127.0.0.1:{port}/TOKEN123"), **how})


HERE = Here(now=lambda: None, environ={})


def test_a_message_arrives_with_its_title_and_text(web, message):
    with open_channel(channel(web), HERE) as sender:
        sender.send(message("Срок\n7 июля *_<b>\x1b\n", subject="Апелляция"))
        sender.send(message("two"))
    (path, first), (_, second) = web.posted
    assert path == "/TOKEN123"
    assert (first["title"], first["message"].strip()) == ("Апелляция", "Срок\n7 июля *_<b>\\x1b")
    assert second["message"] == "two"


def test_a_url_may_stand_in_the_environment(web, message):
    url = f"json://127.0.0.1:{web.server_address[1]}/fromenv"
    here = Here(now=lambda: None, environ={"CHAT_URL": url})
    with open_channel(channel(web, url=Secret(env="CHAT_URL")), here) as sender:
        sender.send(message())
    assert web.posted[0][0] == "/fromenv"


@pytest.mark.parametrize("status", [404, 500])
def test_a_service_that_refuses_is_unsent_without_the_url(web, message, status, caplog, capsys):
    web.status = status
    with open_channel(channel(web), HERE) as sender, pytest.raises(Unsent, match="chat: the service did not") as caught:
        sender.send(message())
    said = (
        "".join(traceback.format_exception(caught.value)) + repr(channel(web)) + caplog.text + str(capsys.readouterr())
    )
    assert "TOKEN123" not in said


def test_a_service_that_is_not_there_is_unsent_without_the_url(web, message, caplog, capsys):
    gone = channel(1)
    with open_channel(gone, HERE) as sender, pytest.raises(Unsent) as caught:
        sender.send(message())
    assert "TOKEN123" not in str(caught.value) + caplog.text + str(capsys.readouterr())


def test_other_logs_are_heard_again_afterwards(web, message, caplog):
    with open_channel(channel(web), HERE) as sender:
        sender.send(message())
    logging.getLogger("elsewhere").warning("heard")
    assert "heard" in caplog.text


@pytest.mark.parametrize(
    "url", ["TOKEN123", "nosuch://TOKEN123", "json://a/TOKEN123, json://b/TOKEN123", "tgram://TOKEN123"]
)
def test_what_is_not_one_url_is_refused_without_its_words(message, url, caplog, capsys):
    wrong = channel(1, url=Secret(written=url))
    with (
        open_channel(wrong, HERE) as sender,
        pytest.raises(Unsent, match="is not one URL that apprise knows") as caught,
    ):
        sender.send(message())
    assert "TOKEN123" not in str(caught.value) + caplog.text + str(capsys.readouterr())


def test_check_sends_nothing(web):
    assert check(channel(web), HERE) == "the URL is one of JSON; only a message shows whether it arrives"
    assert web.posted == []


def test_without_the_library_the_line_to_write_is_told(web, message, monkeypatch):
    monkeypatch.setitem(sys.modules, "apprise", None)
    with open_channel(channel(web), HERE) as sender, pytest.raises(Unsent, match=r"pip install 'remedy\[notify\]'"):
        sender.send(message())


def test_what_a_plug_in_raises_is_unsent(web, message, monkeypatch):
    import apprise

    def broken(*_, **__):
        raise RuntimeError("TOKEN123")

    monkeypatch.setattr(apprise.Apprise, "notify", broken)
    with (
        open_channel(channel(web), HERE) as sender,
        pytest.raises(Unsent, match=r"failed within apprise \(RuntimeError\)") as caught,
    ):
        sender.send(message())
    assert "TOKEN123" not in str(caught.value)
