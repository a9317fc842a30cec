"""A case whose texts try to style, to link, to run something and to break the screen, in every place of the app.

What is asserted of each screen: it stands, no control or invisible character is in it, brackets stand as they were
typed, and nothing of a file is styled, linked or clickable.
"""

from __future__ import annotations

import unicodedata

import pytest

from remedy.case.problems import NotMade
from remedy.store import outside
from remedy.tui.choices import choices_for
from remedy.tui.fetching import full_of

MARKUP = "[bold red]loud[/] [@click=app.bell]x[/] [link=file:///etc/passwd]y[/link] [/] [$error] [["
ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\ \x9b2J\x00"
UNSEEN = "\u202eflip\u202c \u2066in\u2069 zero\u200bwidth\u200d\ufeff \u2028line"
LONG = "w" * 400 + " 判決と上訴" * 30 + " e\u0301\u0327" * 40 + " 👩\u200d👩\u200d👧"
ALL = f"{MARKUP} {ESCAPES} {UNSEEN}\nsecond\r\nthird\t{LONG}"
ID = f"{MARKUP} \x1b[31m\u202e"
"""Of a person, an event, a step, a source: an id may be any text."""
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
{_toml(ID)} = {{ title = "odd name", url = "https://example.org/odd" }}

[[person]]
id = {_toml(ID)}
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
id = {_toml(ID)}
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
id = {_toml(ID)}
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
    "filter": ("f", *"[bold"),
    "cases": ("s",),
    "month": ("m",),
    "law": ("l",),
    "problems": ("p",),
    "help": ("f1",),
    "palette": ("ctrl+p",),
}
SIZES = [(60, 15), (120, 40)]


async def walked(user, times: int = 6) -> str:
    """All that is seen on the way down and at the end."""
    seen = check(user)
    for _ in range(times):
        await user.press("down")
        seen += check(user)
    await user.press("end")
    return seen + check(user)


@pytest.mark.parametrize("size", [(120, 40), pytest.param((60, 15), marks=pytest.mark.slow)], ids=["wide", "narrow"])
def test_no_text_of_a_file_is_active_in_any_place(run, hostile, size):
    async def steps(user):
        for keys in WALKS.values():
            user.app.go("agenda")
            await user.press(*keys)
            await walked(user, 2)
            await user.press("escape", "escape")

    run(steps, root=hostile, size=size)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_no_text_of_a_file_is_active_in_any_tab_of_a_case(run, hostile, size):
    async def steps(user):
        user.app.open_case("kz-hostile")
        await user.settle()
        seen = ""
        for _ in range(6):
            seen += await walked(user)
            await user.press("right")
        for name in ("kz-hostile", "odd"):
            user.app.open_case(name + ("" if name != "odd" else MARKUP))
            await user.settle()
            check(user)
        if size[0] > 100:
            assert TYPED in seen

    run(steps, root=hostile, size=size)


@pytest.mark.slow
def test_no_text_of_a_file_is_active_in_any_explanation(run, hostile):
    async def steps(user):
        entry = user.app.shelf.entry_of("kz-hostile")
        assert len(entry.answer.items) > 12
        seen = ""
        for item in entry.answer.items:
            user.app.explain("kz-hostile", item.id)
            await user.settle()
            assert user.place == "Explain"
            seen += check(user)
            user.app.back()
        assert TYPED in seen

    run(steps, root=hostile)


@pytest.mark.slow
def test_no_text_of_a_file_is_active_in_any_form_and_a_form_that_is_only_opened_changes_nothing(run, hostile):
    before = (hostile / "hostile.toml").read_bytes()

    async def steps(user):
        entry = user.app.shelf.entry_of("kz-hostile")
        full = full_of(user.app, entry)
        one_each = {(i.type, i.rule): i.id for i in entry.answer.items}
        abouts = [*one_each.values(), "event:judgment", f"event:{ID}", f"step:{ID}"]
        opened, menus = set(), set()
        for about in abouts:
            choices = choices_for(full, about, user.app.desk.law, "en")
            if tuple(choices) not in menus:
                menus.add(tuple(choices))
                user.app.acting.offer(full, about)
                await user.settle()
                check(user)
                await user.press("escape")
            for id, _words in choices:
                if id in ("editor", "explain") or (id in opened and ID not in about):
                    continue
                opened.add(id)
                user.app.acting.open_form(full, about, id)
                await user.settle()
                assert user.place == "FormDialog", (about, id)
                check(user)
                assert {f.name: f.value for f in user.app.screen.form.fields} == user.app.screen.values()
                await user.press("escape")
        assert {"record", "fix", "waive", "amend", "remove", "move", "finding", "source", "fact"} <= opened

    run(steps, root=hostile)
    assert (hostile / "hostile.toml").read_bytes() == before


def test_a_message_obeys_no_mark_and_no_escape_of_the_text_that_it_quotes(run, hostile):
    async def steps(user):
        user.app.notify(ALL)
        await user.settle()
        seen = check(user)
        assert "[bold red]loud[/]" in seen
        assert "\\x1b[31m" in seen

    run(steps, root=hostile, told=True)


def test_what_is_copied_cannot_act_where_it_is_pasted(run, hostile):
    async def steps(user):
        await user.press("s")
        await user.on("loud")
        await user.press("y")
        assert "[bold red]loud[/]" in user.app.clipboard
        assert _unseen(user.app.clipboard.replace("\n", "")) == []

    run(steps, root=hostile)


def test_enter_on_a_source_opens_an_address_of_the_web_and_nothing_else(run, hostile, monkeypatch):
    started = []
    monkeypatch.setattr(outside.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(outside.subprocess, "Popen", lambda words, **_: started.append(words))

    async def steps(user):
        user.app.open_case("kz-hostile", tab="record")
        await user.settle()
        for name in ("plain", "passwd", "script", "option", "away", ID):
            assert user.app.screen.list.jump(lambda k, name=name: k.key == f"source:{name}")
            await user.press("enter")
            assert user.place == "CaseScreen"
            check(user)

    run(steps, root=hostile, told=True)
    assert [words[1] for words in started] == [f"https://example.org/{MARKUP}", "https://example.org/odd"]
    assert all(len(words) == 2 for words in started)


@pytest.mark.parametrize("name", ["run.desktop", "run.sh", "run", "run.bat", "page.html", "-rf.txt"])
def test_a_file_of_the_folder_is_opened_only_where_it_is_a_document(tmp_path, monkeypatch, name):
    started = []
    monkeypatch.setattr(outside.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(outside.subprocess, "Popen", lambda words, **_: started.append(words[1]))
    for made in (name, "letter.PDF"):
        (tmp_path / made).write_text("x", "utf-8")
    outside.open_source("letter.PDF", tmp_path)
    assert started == [str(tmp_path / "letter.PDF")]
    if name.endswith(".txt"):
        outside.open_source(name, tmp_path)
        assert started[1].startswith("/")
    else:
        with pytest.raises(NotMade, match="no document"):
            outside.open_source(name, tmp_path)
        assert len(started) == 1
