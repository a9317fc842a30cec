"""A case whose texts try to style, to link, to run something and to break the screen, in every place of the app.

What is asserted of each screen: it stands, no control or invisible character is in it, brackets stand as they were
typed, and nothing of a file is styled, linked or clickable.
"""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

DAY = date(2021, 3, 12)
MARKUP = "[bold red]loud[/] [@click=app.bell]x[/] [link=file:///etc/passwd]y[/link] [/] [$error] [["
ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\ \x9b2J\x00"
UNSEEN = "\u202eflip\u202c \u2066in\u2069 zero\u200bwidth\u200d\ufeff \u2028line"
LONG = "w" * 400 + " 判決と上訴" * 30 + " e\u0301\u0327" * 40 + " 👩\u200d👩\u200d👧"
ALL = f"{MARKUP} {ESCAPES} {UNSEEN}\nsecond\r\nthird\t{LONG}"
TYPED = "[bold red]loud[/] [@click=app.bell]x[/]"
"""What must be seen as it was typed wherever there is room for it."""


def _toml(text: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def _case(id: str, texts: str = ALL) -> str:
    said = _toml(texts)
    return f"""format = 1
id = {_toml(id)}
title = {said}
country = "KZ"
packs = ["kz/criminal"]
owner = {said}
tags = [{said}]
note = {said}
alias = {said}

[sources]
plain = {{ title = {said}, url = "https://example.org/{MARKUP.replace('"', "")}" }}
passwd = {{ title = "passwd", url = "file:///etc/passwd" }}
script = {{ title = "script", url = "javascript:alert(1)" }}
option = {{ title = "option", path = "--help" }}
away = {{ title = "away", path = "../../../etc/passwd" }}
"{MARKUP}" = {{ title = "odd name", url = "https://example.org/odd" }}

[[person]]
id = "{MARKUP}"
name = {said}
role = "defendant"

[[person]]
id = "other"
name = {said}
role = "defendant"

[[charge]]
law = {said}
article = {said}

[[proceeding]]
id = "trial"
stage = "first-instance"
body = {said}
number = {said}

[[event]]
id = "judgment"
kind = "judgment"
date = 2021-03-08
outcome = "convicted"
title = {said}
note = {said}

[[event]]
id = "{MARKUP}"
kind = "hearing"
date = 2021-04-01
state = "scheduled"
title = {said}
note = {said}

[[sanction]]
id = "ban"
kind = {said}
person = "other"
length = "P5Y"
starts = 2020-01-01

[[finding]]
title = {said}
breaches = [{said}]
by = {said}

[[recommendation]]
id = "r"
by = {said}
to = {said}
text = {said}
status = "open"

[[deadline]]
id = "letter"
title = {said}
set_on = 2021-03-01
date = 2021-04-01
duty = "party"
cite = {said}

[[override]]
on = "appeal@judgment/other"
since = 2021-03-10
date = 2021-03-30
reason = {said}

[[step]]
id = "{MARKUP}"
title = {said}
status = "waiting"
owner = {said}
waiting_on = {said}
since = 2021-02-03
note = {said}
"""


@pytest.fixture
def hostile(tmp_path):
    """A folder with the hostile case, one that is unusable, and names of files that try the same."""
    made = tmp_path / "hostile"
    made.mkdir()
    (made / "hostile.toml").write_text(_case("kz-hostile"), "utf-8")
    (made / "[bold red]x\x1b[31m.toml").write_text(f"format = 1\nid = {_toml(ALL)}\n{_toml(ALL)} = \n", "utf-8")
    odd = f'format = 1\nid = {_toml("odd" + MARKUP)}\ntitle = {_toml(ALL)}\ncountry = "KZ"\n{_toml(ALL)} = 1\n'
    (made / "odd.toml").write_text(odd, "utf-8")
    return made


def _unseen(text: str) -> list[str]:
    return [f"{ord(c):04x}" for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")]


def check(user) -> str:
    """The screen, of which nothing may be active."""
    strips = user.app.screen._compositor.render_strips()
    for strip in strips:
        assert _unseen(strip.text) == [], strip.text
        for segment in strip:
            assert segment.style is None or segment.style.link is None, segment
            action = segment.style.meta.get("@click") if segment.style is not None else None
            assert action is None or "bell" not in str(action), segment
    return "\n".join(strip.text for strip in strips)


WALKS = {
    "agenda": (),
    "filter": ("f", "b", "o", "l", "d"),
    "cases": ("s",),
    "month": ("m",),
    "law": ("l",),
    "problems": ("p",),
    "help": ("f1",),
    "palette": ("ctrl+p",),
    "menu": ("i",),
}


@pytest.mark.parametrize("size", [(60, 15), (120, 40)], ids=["60x15", "120x40"])
@pytest.mark.parametrize("place", WALKS)
def test_no_text_of_a_file_is_active_in_any_place(run, hostile, place, size):
    async def steps(user):
        await user.press(*WALKS[place])
        seen = check(user)
        for _ in range(8):
            await user.press("down")
            seen += check(user)
        await user.press("end")
        check(user)

    run(steps, root=hostile, size=size)
