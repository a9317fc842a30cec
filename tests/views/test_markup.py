"""The one door to HTML: what is text stays text, what is followed is an address of the web."""

import pytest

from remedy.views.markup import POLICY, Safe, document, el, goto, is_web, join, link, text

BIDI = "a\u202egnp.exe"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("</title><script>alert(1)</script>", "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onload="alert(1)', "&quot; onload=&quot;alert(1)"),
        ("it's & that", "it&#x27;s &amp; that"),
        (BIDI, "a\\u202egnp.exe"),
        ("a\x00\x1b[31m\nb", "a\\x00\\x1b[31m b"),
        ("]]><!--", "]]&gt;&lt;!--"),
    ],
)
def test_a_text_is_shown_and_does_nothing(said, shown):
    assert text(said) == shown
    assert el("p", said) == f"<p>{shown}</p>"
    assert el("p", title=said) == f'<p title="{shown}"></p>'
    assert join([said, said], "<") == f"{shown}&lt;{shown}"


def test_markup_is_not_escaped_twice():
    assert el("p", el("b", "a < b"), Safe("<i>")) == "<p><b>a &lt; b</b><i></p>"


def test_attributes_are_named_as_in_html_and_left_out_where_there_is_nothing():
    made = el("path", d=None, open_=True, hidden=False, aria_label="x", cx=1.04, r=4.0)
    assert made == '<path open="" aria-label="x" cx="1.0" r="4"></path>'.replace('"1.0"', '"1"')


@pytest.mark.parametrize("name", ["href", "src", "style", "onload", "onclick", "action"])
def test_what_a_browser_follows_is_written_by_the_door_alone(name):
    with pytest.raises(ValueError, match=name):
        el("a", **{name: "x"})


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        " https://example.org",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "docs/letter.pdf",
        "https:example.org",
        "https://",
        "https://user@example.org",
        "https://adilet.zan.kz@evil.example/",
        "https://example.org:port/",
        "https://example.org/\u202egnp",
        "https://example.org/a b",
        'https://example.org/"onload="x',
        "https://example.org\\@evil.example",
        "https://[::1",
        "confidential",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_text(url):
    assert not is_web(url)
    assert "<a" not in link(url)
    assert link(url, "the law") == text(f"the law: {url}" if url else "the law")


@pytest.mark.parametrize(
    "url", ["https://adilet.zan.kz/rus/docs/K1400000231#z1", "http://example.org", "https://пример.рф/x?a=1&b=2"]
)
def test_an_address_of_the_web_is_followed_without_a_trace(url):
    shown = url.replace("&", "&amp;")
    assert link(url) == f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>'


def test_a_place_of_the_page_is_reached_by_its_id():
    assert goto("c1-i2", "<b>") == '<a href="#c1-i2">&lt;b&gt;</a>'


def test_a_page_may_load_nothing_and_runs_nothing():
    page = document("en", "</title><script>", "p { color: #111 }\n", [el("p", "x")])
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert f'http-equiv="Content-Security-Policy" content="{text(POLICY)}"' in page
    assert "default-src 'none'" in POLICY
    assert "script-src" not in POLICY
    assert "<script" not in page
