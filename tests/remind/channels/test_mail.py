"""Mails as they are read again by the standard library: text, HTML, calendar, and headers out of hostile words."""

import email
import re
from datetime import UTC, datetime
from email import policy
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.remind.channels.mail import compose, message_id
from remedy.remind.message import Message, Unsent
from remedy.remind.settings import Recipient

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SENDER = "remedy <remedy@example.org>"
CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Апелляция\r\nEND:VCALENDAR\r\n".encode()
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
           "Content-Transfer-Encoding"}  # fmt: skip

HOSTILE = [
    "Appeal\r\nBcc: spy@example.org",
    "Appeal\nBcc: spy@example.org",
    "Appeal\rBcc: spy@example.org",
    "Appeal\u2028Bcc: spy@example.org",
    "Appeal\x85Bcc: spy@example.org\x00",
    "Appeal\r\n\r\n<script>alert(1)</script>",
    "=?utf-8?q?Appeal=0D=0ABcc=3A_spy=40example=2Eorg?=",
    "Жалоба =?utf-8?b?DQpCY2M6IHNweUBleGFtcGxlLm9yZw==?= " + "слово " * 40,
    "\ud800 half a letter",
    "\u202egnp.exe",
    '"; DROP <spy@example.org>, other@example.org',
]


def made(sender=SENDER, **how):
    """The mail of a message, read again."""
    address = how.pop("address", "anna@example.org")
    message = Message(
        **{"key": "k", "subject": "s", "text": "t", **how}, recipient=Recipient(id="anna", address=address)
    )
    found = compose(message, sender, NOW)
    lines = found.content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) < 998
    return email.message_from_bytes(found.content, policy=policy.default)


def lines(part):
    """The lines of a text; between programs they end in CRLF."""
    return part.get_content().splitlines()


def test_a_mail_has_text_page_and_calendar_in_cyrillic():
    read = made(subject="Срок: 7 июля", text="Апелляция\nдо 7 июля", html="<p>Апелляция</p>", calendar=CALENDAR)
    assert read["Subject"] == "Срок: 7 июля"
    assert read.get_content_type() == "multipart/mixed"
    assert lines(read.get_body(("plain",))) == ["Апелляция", "до 7 июля"]
    assert lines(read.get_body(("html",))) == ["<p>Апелляция</p>"]
    (dates,) = read.iter_attachments()
    assert (dates.get_content_type(), dates.get_filename()) == ("text/calendar", "remedy.ics")
    assert dates.get_param("method") == "PUBLISH"
    assert dates.get_payload(decode=True) == CALENDAR


def test_a_mail_without_page_and_calendar_is_plain_text_that_is_read_as_it_is():
    read = made(text="Appeal\nby 7 July\n")
    assert read.get_content_type() == "text/plain"
    assert read.as_string().endswith("\n\nAppeal\nby 7 July\n")


def test_a_mail_says_when_it_was_made_and_that_no_person_made_it():
    read = made()
    assert read["Date"] == "Tue, 24 Nov 2026 07:00:00 +0000"
    assert read["Auto-Submitted"] == "auto-generated"


def test_the_same_key_has_the_same_message_id_and_shows_nothing_of_it():
    first, second, other = made(key="kz-1#appeal"), made(key="kz-1#appeal", text="late"), made(key="kz-2#appeal")
    assert first["Message-ID"] == second["Message-ID"] != other["Message-ID"]
    assert re.fullmatch(r"<[0-9a-f]{32}\.remedy@example\.org>", first["Message-ID"])
    assert "kz-1" not in first.as_string()


def test_the_same_message_is_the_same_mail_to_the_byte():
    how = {"html": "<p>a</p>", "calendar": CALENDAR, "subject": "Срок"}
    assert made(**how).as_bytes() == made(**how).as_bytes()


def test_the_domain_of_a_message_id_is_the_senders():
    assert made(sender="мы@суд.рф")["Message-ID"] == message_id("k", "xn--d1azg.xn--p1ai")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_title_becomes_a_header_or_a_body(words):
    read = made(subject=words, html="<p>a</p>", calendar=CALENDAR)
    assert set(read.keys()) <= HEADERS
    assert read["To"].addresses[0].addr_spec == "anna@example.org"
    assert lines(read.get_body(("plain",))) == ["t"]
    assert not re.search("[\x00-\x1f\u2028\u202e\ud800]", read["Subject"])
    assert "Bcc" not in read


@pytest.mark.parametrize("words", HOSTILE)
def test_no_name_becomes_a_header_or_an_address(words):
    address = "{} <anna@example.org>".format(words.replace("<", "").replace(">", ""))
    if set("\r\n\x85\u2028") & set(words):
        with pytest.raises(Unsent, match="is not one address"):
            made(address=address)
        return
    for read in (made(address=address), made(sender=address)):
        assert set(read.keys()) <= HEADERS
        assert [a.addr_spec for a in read["To"].addresses] == ["anna@example.org"]
        assert len(read["From"].addresses) == 1


@pytest.mark.parametrize(
    "address",
    [
        "", "anna", "anna@", "@example.org", "a@b.org, c@d.org", "a@b.org\r\nRCPT TO:<c@d.org>", "a@b.org> <c@d.org",
        "<a@b.org", "a@b.org>", "a b@example.org", "a@exa mple.org", "a@example.org\0", "a@-example.org",
        "-oQ/tmp@example.org", "a@b@c.org", "a\u202e@example.org", "a@пример..рф", f"{'a' * 250}@example.org",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused_in_words(address):
    with pytest.raises(Unsent, match=r"the address of anna (.* cannot be used|is too long)"):
        made(address=address)


def test_hostile_lines_stay_in_the_text():
    text = "--=_0\nContent-Type: text/html\n\n\x1b[31m<b>\r\n.\r\nQUIT\ud800"
    read = made(text=text, html="<p>\ud800\r\n.\r\n</p>", calendar=b".\r\n--=_0--\r\n")
    assert [p.get_content_type() for p in read.walk() if not p.is_multipart()] == [
        "text/plain", "text/html", "text/calendar"
    ]  # fmt: skip
    assert lines(read.get_body(("plain",)))[:4] == ["--=_0", "Content-Type: text/html", "", "\\x1b[31m<b> "]


def test_a_text_in_ascii_with_a_long_line_arrives_whole():
    text = "Appeal " * 2000
    assert made(text=text).get_content().strip() == text.strip()


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_every_subject_arrives_as_it_was_but_for_what_is_not_seen(words):
    from remedy.views.text import clean

    read = made(subject=words)
    assert str(make_header(decode_header(read.as_string().split("Date:")[0].split("Subject:")[1].strip()))) == (
        " ".join(clean(words).split())
    )


@settings(max_examples=60)
@given(st.text(alphabet='абв ёж"\\,;:<>()@. ab=?_é中😀', max_size=80).filter(lambda s: not set(s) & set("<>")))
def test_every_name_arrives_with_its_one_address(words):
    read = made(address=f"{words} <anna@example.org>")
    (found,) = read["To"].addresses
    assert found.addr_spec == "anna@example.org"
    if len(words.encode()) < 40:
        wanted = " ".join(words.strip().strip('"').strip().split())
        assert " ".join(found.display_name.split()) == wanted
