"""The head of a case: who is held, which punishments, in an order and on lines that can be read."""

from __future__ import annotations

from make import day, made, sanction

from remedy.case.model import Case
from remedy.views.case_columns import CUSTODY, case_row
from remedy.views.case_lines import header
from remedy.views.text import PLAIN, cells

TWO = """format = 1
id = "two"
title = "Two"
country = "KZ"
packs = ["kz/criminal"]

[[person]]
id = "seitkazy"
name = "Seitkazy"
role = "defendant"

[[person]]
id = "aset"
name = "Aset"
role = "defendant"

[[sanction]]
id = "arrest"
kind = "administrative detention"
length = "P15D"

[[sanction]]
id = "prison"
kind = "imprisonment"
length = "P5Y"
"""


def _with(item, id: str):
    item.id = f"two#sanction:{id}"
    return item


def _head(case: Case, items, width: int = 98, most: int = 6, held=()):
    answer = made(items, as_of="2021-03-12")
    answer.held = list(held)
    return header(case, answer, width, PLAIN, "en", most)


def test_a_detention_that_was_over_before_the_sentence_stands_after_it(case_of):
    case = case_of(TWO)
    arrest = _with(
        sanction(title="administrative detention", status="ended", starts=day("2020-01-01"), latest=day("2020-01-15")),
        "arrest",
    )
    prison = _with(sanction(title="imprisonment", status="ended", latest=day("2021-01-15")), "prison")
    lines = _head(case, [arrest, prison])
    assert [x.split(" · ")[0] for x in lines[2:]] == ["imprisonment", "administrative detention"]


def test_a_punishment_that_runs_stands_first_whatever_the_file_says_first(case_of):
    ended, runs = _with(sanction(status="ended"), "arrest"), _with(sanction(title="imprisonment"), "prison")
    assert _head(case_of(TWO), [ended, runs])[2].startswith("imprisonment · 3 years · running")


def test_a_length_that_nobody_recorded_is_said_to_be_that_and_not_to_be_none(case_of):
    (line,) = _head(case_of(TWO), [_with(sanction(title="sentence", status="no-length", length=""), "prison")])[2:]
    assert "sentence · length not recorded" in line
    assert "no length" not in line and "no-length" not in line


def test_the_head_keeps_to_its_lines_and_counts_what_it_leaves_out(case_of):
    items = [_with(sanction(title=f"punishment {n}", served_days=100, left_days=200), f"s{n}") for n in range(7)]
    lines = _head(case_of(TWO), items, width=60)
    assert len(lines) == 6
    assert lines[-1] == "and 4 more: Deadlines"
    assert max(map(cells, lines)) <= 60
    assert len(_head(case_of(TWO), items, width=60, most=4)) == 4


def test_who_is_held_is_named_though_the_charges_are_many(case_of):
    charges = "".join(f'\n[[charge]]\nlaw = "Criminal Code"\narticle = "{n}"\n' for n in range(100, 120))
    lines = _head(case_of(TWO + charges), [], width=60, held=["aset"])
    assert "Seitkazy, Aset · held: aset · KZ" in lines[1]
    assert max(map(cells, lines)) <= 60


def test_among_the_cases_custody_names_the_one_of_several_who_is_held(case_of):
    case, answer = case_of(TWO), made([])
    for held, said in (([], "—"), (["aset"], "aset"), (["seitkazy", "aset"], "held")):
        answer.held = held
        assert case_row(case, answer, "en").cells[CUSTODY] == said
