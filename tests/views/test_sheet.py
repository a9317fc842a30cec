"""The sheet that a lawyer signs: the law's words and dates worked by hand, in two forms, and no word of a pack acts."""

from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest

from remedy.law.sheet import worked
from remedy.views.sheet import Block, clock_document, document, markdown, page


@pytest.fixture
def rule(law):
    return lambda name: law.rules_named(name)[0]


def test_every_rule_with_a_last_day_has_five_worked_dates(law):
    rules = [r for p in law.packs.values() for r in p.rules if r.kind == "fixed"]
    assert {r.full: len(worked(r, law)) for r in rules if len(worked(r, law)) < 5} == {}


def test_the_authors_own_examples_come_first_and_are_told_from_those_that_the_program_counted(law, rule):
    found = worked(rule("kz/criminal.protest-answer"), law)
    assert (found[0].on, found[0].last_day, found[0].from_pack) == ("2021-02-01", date(2021, 3, 17), True)
    assert [w.from_pack for w in found] == [True, True, True, True, False]
    assert "(counted by the program)" in markdown(document([rule("kz/criminal.protest-answer")], law))


def test_the_worked_dates_show_a_weekend_and_a_holiday(law, rule):
    shown = [w.why for w in worked(rule("kz/criminal.cassation-decision"), law)]
    assert any("a weekend: moved" in w for w in shown)
    assert any("a day off (holiday" in w for w in shown)


def test_a_rule_without_a_limit_says_that_there_are_no_dates(law, rule):
    assert worked(rule("kz/criminal.cassation"), law) == []
    assert "No worked dates: the law sets no last day." in markdown(document([rule("kz/criminal.cassation")], law))


def test_the_sheet_holds_the_quotation_and_a_place_to_sign(law, rule):
    text = markdown(document([rule("kz/criminal.appeal")], law))
    assert "> CPC 418(1): «в течение пятнадцати суток со дня провозглашения приговора, постановления»" in text
    assert "15 days (P15D)" in text
    assert "Name and day:" in text


HOSTILE = "<script>alert(1)</script> | [link](http://x) `code` *bold*\x1b[31m"


@pytest.fixture
def hostile(law, rule):
    changed = msgspec.structs.replace(rule("kz/criminal.appeal"), note=HOSTILE, title={"en": HOSTILE})
    return document([changed], law)


def test_no_word_of_a_pack_is_markup_in_the_page(hostile):
    tags = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.append(tag)

    text = page(hostile)
    Tags().feed(text)
    assert not {"script", "a", "img"} & set(tags)
    assert "\x1b" not in text


def test_no_word_of_a_pack_is_markup_in_markdown(hostile):
    text = markdown(hostile)
    assert "\\<script\\>" in text
    assert "\\[link\\]" in text
    assert "\\`code\\` \\*bold\\*" in text
    assert "\x1b" not in text


def test_a_line_that_begins_like_a_list_or_a_heading_is_neither():
    assert markdown([Block(kind="line", text="# x")]).startswith("\\# x")
    assert markdown([Block(kind="line", text="1. x")]).startswith("1\\. x")
    assert markdown([Block(kind="line", text="- x")]).startswith("\\- x")


def test_a_clock_on_a_punishment_has_its_sheet_with_each_fraction_and_its_quotation(law):
    pack = law.packs["kz/criminal"]
    text = markdown(clock_document([(c, pack) for c in pack.clocks if c.id == "parole"]))
    assert "1/3 of the length; only if gravity is minor or medium" in text
    assert "> CC 72(3)(1): «не менее одной трети срока наказания" in text
    assert "| 2024-01-19 | P7Y |" in text
    assert "Name and day:" in text
