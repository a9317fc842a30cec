"""While names are hidden, nothing that a person could have typed into a file is anywhere on the screen.

Each text of the cases below begins with `zz`, save those that are words of the law themselves.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from remedy.case.read import read
from remedy.case.source import Source
from remedy.law.assess import assess
from remedy.views.presenting import presented
from tests.sessions.test_masking_ids import BROKEN, WHOLE

OPEN = (
    WHOLE.replace("confidential = true\n", "")
    .replace('alias = "case 17"', 'deputy = "zzdeputy"\ntags = ["zztag"]\nrelated = ["zz-other"]\nnote = "zznote"')
    .replace("zz-whole", "zz-open")
    .replace(
        'law = "Criminal Code"\narticle = "274(4)(2)"', 'law = "zzlaw"\narticle = "zzarticle"\noutcome = "zzoutcome"'
    )
    .replace('breaches = ["ICCPR 14(3)(e)"]', 'breaches = ["zzbreach"]')
    .replace('kind = "imprisonment"', 'kind = "zzprison"')
    .replace('name = "A. zzqh"', 'name = "A. zzqh"\nnote = "zzpersonal"\nfacts = { custody = false }')
    .replace("[facts]\n", '[facts]\nzzfact = "zzvalue"\n')
)
"""A case that nobody marked as confidential: on a screen that others see it is hidden all the same."""

DAY = date(2026, 11, 26)
NAMED = re.compile(r"zz[a-z]+[\w-]*", re.IGNORECASE)


@pytest.fixture
def hostile(folder):
    """Cases of which each word tells something, in files whose names do."""
    for path in folder.glob("kz/*.toml"):
        path.unlink()
    (folder / "kz").rmdir()
    for name, text in (("zzfile-a", OPEN), ("zzfile-b", WHOLE), ("zzfile-c", BROKEN)):
        (folder / f"{name}.toml").write_text(text, "utf-8")
    (folder / "zzfile-d.toml").write_text("format = zzbroken\n", "utf-8")
    return folder


class Walk:
    """Goes everywhere and keeps what was seen that is not to be."""

    def __init__(self, user) -> None:
        self.user, self.found = user, []

    def look(self, where: str) -> None:
        app = self.user.app
        said = [*self.user.screen.split("\n"), app.title, app.sub_title, app.screen.title or "", app._clipboard]
        said += [n.message for n in app._notifications]
        self.found += [(where, line.strip()) for line in said if NAMED.search(line)]

    async def press(self, *keys: str) -> None:
        await self.user.press(*keys)
        self.look(" ".join((self.user.place, *keys)))

    async def lines(self, act, most: int = 10_000) -> None:
        """Does something with each line of the list, or with some of them."""
        listed = self.user.app.screen.list
        places = [n for n, row in enumerate(listed.rows) if row.key is not None]
        for index in places[:: max(1, -(-len(places) // most))]:
            listed._move(index)
            await act()

    async def opened(self) -> None:
        """Enter on a line, and back."""
        depth = len(self.user.app.screen_stack)
        await self.press("enter")
        if len(self.user.app.screen_stack) > depth:
            if self.user.place == "Explain":
                await self.press("t")
                await self.press("y")
            await self.press("escape")
        assert len(self.user.app.screen_stack) == depth, self.user.place

    async def tried(self) -> None:
        """What would show a form or a file: nothing is opened; a copy has no more than the screen."""
        before = self.user.place
        for key in ("i", "r", "e", "y", "w"):
            await self.press(key)
            assert self.user.place == before, key
        assert self.user.app._clipboard

    async def tabs(self, most: int) -> None:
        """The tabs of a case, with their lines."""
        await self.press("enter")
        for _tab in range(6):
            await self.press("right")
            await self.lines(self.opened, most)
        await self.press("escape")


@pytest.mark.parametrize(
    ("lang", "most"),
    [pytest.param("en", 1), *(pytest.param(x, 10_000, marks=pytest.mark.slow) for x in ("en", "ru"))],
)
def test_nothing_that_a_person_typed_is_on_any_screen_while_names_are_hidden(run, hostile, lang, most):
    async def steps(user):
        walk = Walk(user)
        assert NAMED.search(user.screen)
        await walk.press("v")
        for key in ("h", "s", "m", "l", "p"):
            await walk.press(key)
            if key == "h" or most > 1:
                for more in ("c", "u", "question_mark", "escape", "f10", "escape", "a", "escape", "f", "escape"):
                    await walk.press(more)
            if key == "h" or (key in "sp" and most > 1):
                await walk.lines(walk.tried, most)
            if key == "s":
                await walk.lines(lambda: walk.tabs(most), 3 if most == 1 else most)
            elif key in ("h", "p", "m"):
                await walk.lines(walk.opened, most)
        assert list(dict.fromkeys(walk.found)) == []

    run(steps, day=DAY, lang=lang, size=(160, 60), root=hostile, told=True)


def test_an_explanation_that_is_open_when_names_are_hidden_stays_and_is_masked(run, hostile):
    async def steps(user):
        user.app.explain("zz-open", "zz-open#kz/criminal.appeal@zzqm-judgment/zzqg-b")
        await user.settle()
        assert "zzqm-judgment" in user.screen
        await user.press("v")
        assert NAMED.findall(user.screen) == []
        assert "WHAT WOULD CHANGE IT" in user.screen

    run(steps, day=DAY, size=(120, 60), root=hostile)


def test_a_filter_finds_nothing_out_that_is_hidden(run, hostile):
    async def steps(user):
        await user.press("v")
        for screen, words in (
            ("h", ("zz", "owner:zz", "tag:zztag")),
            ("s", ("zzqh", "owner:zz", "tag:zz")),
            ("p", ("zz",)),
        ):
            await user.press(screen)
            assert [row for row in user.app.screen.list.rows if row.key is not None]
            for word in words:
                await user.press("f")
                await user.paste(word)
                assert [row.key for row in user.app.screen.list.rows if row.key is not None] == [], word
                await user.press("escape")

    run(steps, day=DAY, root=hostile)


def test_what_is_mine_is_found_while_names_are_hidden(run, hostile):
    async def steps(user):
        user.app.me = "zzqc-owner"
        await user.press("v", "s", "x")
        assert len(user.app.screen.list.rows) == 2
        assert NAMED.findall(user.screen.replace("owner:me", "")) == []

    run(steps, day=DAY, root=hostile)


LAWFUL = (
    OPEN.replace("zzqc-owner", "counsel")
    .replace("zzdeputy", "prosecutor")
    .replace("zzqg-a", "appeal")
    .replace("zzqg-b", "court")
    .replace('"A. zzqh"', '"Supreme Court"')
    .replace('"B. zzqi"', '"Prosecutor General"')
    .replace("zzqk court", "Appeal against the judgment")
)
"""The same people, called by words that the law uses too."""


def test_the_words_of_the_law_stay_whatever_people_are_called(law):
    case, _problems = read(Source("cases/x.toml", LAWFUL), law.vocabulary)
    answer = assess(case, law, DAY)
    made = presented(answer, case, "case A")
    rules = [(a, b) for a, b in zip(answer.items, made.items, strict=True) if a.type == "deadline" and a.rule]
    for was, now in rules:
        for name in ("title", "title_i18n", "rule", "notices", "next", "cite", "hint_i18n"):
            assert getattr(now, name) == getattr(was, name)
        assert now.id.partition("#")[2].startswith(f"{was.rule}@")
    for was, now in zip(answer.ladder, made.ladder, strict=True):
        for name in ("title", "title_i18n", "remedy", "to", "grounds", "requires", "cite"):
            assert getattr(now, name) == getattr(was, name)
    said = [(a.reason, b.reason) for a, b in zip(answer.ladder, made.ladder, strict=True)]
    said += [(a.again_reason, b.again_reason) for a, b in zip(answer.ladder, made.ladder, strict=True)]
    assert all(now == was for was, now in said if not NAMED.search(was) and "appeal" not in was.lower())
    assert rules
    assert NAMED.findall(msgspec.json.encode(made).decode()) == []


def test_the_law_reads_the_same_with_names_hidden(run, hostile):
    (hostile / "zzfile-a.toml").write_text(LAWFUL, "utf-8")

    async def steps(user):
        def said():
            return [[row.make(40) for row in user.app.screen.query_one(name).rows] for name in ("#list", "#rule")]

        await user.press("l")
        before = said()
        await user.press("v")
        assert (said(), "NAMES ARE HIDDEN" in user.screen) == (before, True)

    run(steps, day=DAY, root=hostile)


def test_what_waits_for_a_question_is_called_by_the_title_of_the_remedy_while_names_are_hidden(run):
    async def steps(user):
        await user.press("f9")
        assert "от этого зависит: Кассационная жалоба" in user.screen
        assert "proceeding-" not in user.screen

    run(steps, lang="ru", day=date(2026, 11, 26))
