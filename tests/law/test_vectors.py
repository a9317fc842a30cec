"""Worked figures: each date is one that anyone can redo with the code and a wall calendar."""

from pathlib import Path

import pytest
import tomli

from remedy.case.dates import parse
from remedy.case.source import Source
from remedy.law import verify
from remedy.law.compile import compile
from remedy.law.compute import compute
from remedy.store.law import PACKS, pack_files

VECTORS = tomli.loads((Path(__file__).parent.parent / "data" / "vectors-kz.toml").read_text("utf-8"))["vector"]


def last_day(law, rule, on, **stated):
    (found,) = law.rules_named(rule)
    return compute(found, law, parse(on), stated=stated).date


@pytest.mark.parametrize("vector", VECTORS, ids=[v["id"] for v in VECTORS])
def test_the_vector_is_reproduced(law, vector):
    assert str(last_day(law, vector["rule"], vector["on"], custody=False)) == vector["expected_last_day"], vector["why"]


def test_an_unstated_custody_does_not_move_the_day_to_act(law):
    assert str(last_day(law, "kz/criminal.appeal", "2022-10-07")) == "2022-10-22"


def test_kenzhebek_abishev_the_fifteen_days_from_1_february_end_on_16_february_2021(law):
    assert str(last_day(law, "kz/criminal.execution-ruling-appeal", "2021-02-01", custody=False)) == "2021-02-16"


def test_matayev_the_full_text_was_promised_for_the_last_day_itself(law):
    assert str(last_day(law, "kz/criminal.appeal", "2016-10-03", custody=False)) == "2016-10-18"


@pytest.mark.parametrize("path", pack_files(PACKS), ids=lambda p: p.stem)
def test_the_pack_has_no_problem_and_its_examples_hold(law, path):
    source = Source(path.name, path.read_text("utf-8"))
    pack, problems = compile(source)
    assert problems == []
    assert list(verify.pack(pack, law, source)) == []


def test_the_conventions_own_examples_hold(law):
    source = Source("counting.toml", (PACKS / "counting.toml").read_text("utf-8"))
    found = verify.conventions(law.conventions.values(), law, source)
    assert found == []
    assert all(c.example for c in law.conventions.values())


def test_a_failing_example_is_said_with_its_line(law):
    text = (
        (PACKS / "kz" / "criminal.toml").read_text("utf-8").replace("last_day = 2020-07-07", "last_day = 2020-07-06", 1)
    )
    source = Source("criminal.toml", text)
    pack, _ = compile(source)
    (problem,) = verify.pack(pack, law, source)
    assert problem.code == "failed-example"
    assert "2020-07-07, not 2020-07-06" in problem.message
    assert text.splitlines()[problem.line - 1] == "example = ["


def test_a_trigger_outside_every_version_gives_no_date_and_the_reason(law):
    (rule,) = law.rules_named("kz/criminal.appeal")
    answer = compute(rule, law, parse("2014-12-31"))
    assert (answer.date, answer.covered) == (None, False)
    assert "2015-01-01" in answer.reason


def test_a_year_without_holiday_data_gives_the_unrolled_date_provisional_with_the_reason(law):
    (rule,) = law.rules_named("kz/criminal.appeal")
    answer = compute(rule, law, parse("2028-01-07"), stated={"custody": False})
    assert str(answer.date) == "2028-01-22"  # a Saturday
    assert answer.provisional
    assert "2028 is not in the calendar KZ" in answer.reason


def test_an_authority_outside_the_calendar_has_no_latest_day(law):
    (rule,) = law.rules_named("kz/criminal.copy")
    answer = compute(rule, law, parse("2028-01-03"), stated={"large_judgment": False})
    assert answer.latest is None


def test_near_a_change_of_law_both_wordings_are_readings(law):
    (rule,) = law.rules_named("kz/criminal.cassation-worsening")
    answer = compute(rule, law, parse("2025-03-01"))
    assert str(answer.date) == "2026-03-02"  # Sunday 1 March 2026
    assert answer.law_status == "reported"
