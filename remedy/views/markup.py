"""The one door to HTML and SVG: elements made of texts that are escaped here, and addresses that are checked here.

Used by everything that makes a page. A text of a file cannot become markup: what is no `Safe` is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import urlsplit

from remedy.views.text import clean

Value = str | int | float | bool | None
"""What an attribute may be: None and False leave it out, True stands without a value."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may do with a page: nothing but show it in its own style."""

_VOID = frozenset({"meta", "br", "hr"})
"""Elements without an end."""

_GUARDED = frozenset({"href", "src", "srcset", "style", "action", "data"})
"""Attributes that a browser follows: only this module writes them."""

_UNFIT = frozenset(" \"'<>\\^`{|}")
"""Characters that no address holds as they are."""


class Safe(str):
    """Markup that this module made."""

    __slots__ = ()


def text(s: str) -> Safe:
    """Any text so that it is shown and does nothing: invisible characters as escapes, no markup."""
    return s if isinstance(s, Safe) else Safe(html.escape(clean(s)))


def join(parts: Iterable[str], between: str = "") -> Safe:
    """Texts and elements one after another."""
    return Safe(text(between).join(text(p) for p in parts))


def el(tag: str, *children: str | None, **attributes: Value) -> Safe:
    """An element; `class_` is `class`, `aria_label` is `aria-label`. Raises ValueError for what a browser follows."""
    for name in attributes:
        if name in _GUARDED or name.startswith("on"):
            raise ValueError(f"{name} is written by the door alone")
    return _element(tag, children, attributes)


def _element(tag: str, children: Iterable[str | None], attributes: dict[str, Value]) -> Safe:
    said = "".join(_attribute(name, value) for name, value in attributes.items())
    inner = "".join(text(c) for c in children if c is not None)
    return Safe(f"<{tag}{said}>" if tag in _VOID else f"<{tag}{said}>{inner}</{tag}>")


def _attribute(name: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        said = ""
    elif isinstance(value, float):
        said = f"{value:.1f}".removesuffix(".0")
    else:
        said = text(str(value))
    return f' {name.rstrip("_").replace("_", "-")}="{said}"'


def is_web(url: str) -> bool:
    """Whether a text is an address that may be followed: http or https, a host, nothing hidden, no name before it."""
    if clean(url) != url or _UNFIT & set(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port  # raises where it is no number
    except ValueError:
        return False
    is_plain = bool(parts.hostname) and "@" not in parts.netloc and port != 0
    return parts.scheme in ("http", "https") and is_plain


def link(url: str, said: str = "") -> Safe:
    """An address of the web that can be followed; any other is shown as text."""
    if not is_web(url):
        return join([said, url] if said and url else [said or url], ": ")
    return _element("a", [said or url], {"href": url, "rel": "noopener noreferrer"})


def goto(id: str, said: str, **attributes: Value) -> Safe:
    """A link to a place of the same page, by an id that the page made."""
    return _element("a", [said], {"href": f"#{id}", **attributes})


def document(lang: str, title: str, style: str, body: Iterable[str]) -> str:
    """A whole page: no script, nothing to fetch, nothing that tells another site where a reader came from."""
    head = [
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex, nofollow"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        el("style", Safe(f"\n{style}")),
    ]
    inner = Safe("\n".join(text(b) for b in body))
    page = el("html", Safe("\n"), el("head", Safe("\n"), Safe("\n".join(head)), Safe("\n")), Safe("\n"),
              el("body", Safe("\n"), inner, Safe("\n")), Safe("\n"), lang=lang)  # fmt: skip
    return f"<!doctype html>\n{page}\n"
