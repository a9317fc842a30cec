"""Two lines for an item: what tells it from others survives any width."""

from __future__ import annotations

import pytest
from make import appeal, item, made, trigger

from remedy.views.lines import agenda_lines
from remedy.views.nearest import nearest_line
from remedy.views.text import PLAIN, cells

WIDTHS = (57, 77, 96, 137)
"""What a list has on terminals of 60, 80, 100 and 140 columns."""


def _lines(one, width: int, lang: str = "en") -> list[str]:
    return agenda_lines(one, made([one]), width, PLAIN, lang, case=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_where_a_title_is_cut_its_person_stays(width):
    long = "Appeal against the judgment to the court of the second instance and all its chambers"
    first, _second = _lines(appeal(title=long, title_i18n={}, person="seitkazy"), width)
    assert "…" in first and cells(first) <= width
    assert "(seitkazy)" in first
    several, _second = _lines(appeal(title=long, title_i18n={}, person="aset"), width)
    assert several != first


def test_the_line_above_the_agenda_keeps_the_person_too():
    one = appeal(title="Appeal against the judgment of the court of first instance", title_i18n={}, person="aset")
    assert "… (aset)" in nearest_line(one, 0, 80, "en")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("lang", "word"), [("en", "missed"), ("ru", "пропущен")])
def test_a_missed_line_says_so_in_a_word_beside_its_sign(width, lang, word):
    from remedy.views import i18n

    i18n.use(lang)
    one = appeal("2020-07-08", status="missed", group="missed", maybe_done=False)
    first, second = _lines(one, width, lang)
    assert first.startswith("!")
    assert second.split()[0].startswith(word)


def test_how_an_overdue_line_stands_is_said_once():
    one = item("a@authority", on="2020-06-29", status="overdue", group="waiting", duty="authority", trigger=trigger())
    assert _lines(one, 137)[1].count("overdue") == 1


def test_the_articles_stand_beside_from_a_hundred_columns_on():
    _first, second = _lines(appeal(), 96)
    assert second.endswith("cpc 418(1)")
    assert cells(second) <= 96
    assert "418" not in "".join(_lines(appeal(), 77))


def test_beside_many_marks_the_first_article_keeps_its_place():
    cites = [{"source": "CPC", "article": x} for x in ("418(1)", "49(1)", "48(2)")]
    one = appeal(cite=cites, provisional=True, disputed=True, unconfirmed=True, law_status="reported")
    second = _lines(one, 96)[1]
    assert "CPC 418(1)" in second
    assert cells(second) <= 96
