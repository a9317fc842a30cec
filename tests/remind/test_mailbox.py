"""Addresses as people write them in settings."""

import pytest

from remedy.remind.mailbox import Mailbox, mailbox


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anna@example.org", Mailbox("", "anna", "example.org")),
        (" <anna@example.org> ", Mailbox("", "anna", "example.org")),
        ("Anna B. <anna+law@mail.example.org>", Mailbox("Anna B.", "anna+law", "mail.example.org")),
        ('"Анна, адвокат" <anna@example.org>', Mailbox("Анна, адвокат", "anna", "example.org")),
        ("anna@пример.рф", Mailbox("", "anna", "xn--e1afmkfd.xn--p1ai")),
        ("root@localhost", Mailbox("", "root", "localhost")),
        ("root@[127.0.0.1]", Mailbox("", "root", "[127.0.0.1]")),
    ],
)
def test_an_address_is_read_with_its_name(text, found):
    assert mailbox(text) == found


@pytest.mark.parametrize("text", ["", "anna", "Anna anna@example.org", "a@b.org; c@d.org", "a@b.org\n", "a@b/c"])
def test_what_is_none_or_several_is_refused(text):
    with pytest.raises(ValueError, match="address"):
        mailbox(text)
