"""An advocate's session: each command, its text, its JSON against the published schema, its exit code."""

import json

import jsonschema
import pytest

SESSION = [
    (["list"], "kz-ilyashev-2020", "list"),
    (["show", "ilyashev"], "Alnur Ilyashev", "show"),
    (["timeline", "ilyashev"], "Judgment in force", "timeline"),
    (["ladder", "ilyashev"], "Petition for a protest", "ladder"),
    (["due", "--as-of", "2020-07-01"], "Tue 2020-07-07", "due"),
    (["explain", "ilyashev", "appeal@judgment"], "418(1)", "explain"),
    (["ladder", "ilyashev", "--as-of", "2021-03-12"], "PENDING", "ladder"),
    (["plan", "ilyashev", "--as-of", "2021-03-12"], "Ask when the file reached the prosecutor", "plan"),
    (["rules", "show", "kz/criminal.protest-answer"], "486(4)", "rules-show"),
    (["rules", "list"], "kz/criminal", "rules-list"),
    (["rules", "compute", "kz/criminal.appeal", "--on", "2022-10-07"], "Sat 2022-10-22", "rules-compute"),
    (["count", "2024-04-23", "P15D", "--convention", "kz-cpc", "--calendar", "KZ"], "Fri 2024-05-10", "count"),
    (["check"], "0 errors", "check"),
    (["rules", "check"], "0 errors", "check"),
]
IDS = [" ".join(words) for words, _, _ in SESSION]


@pytest.mark.parametrize(("words", "said", "_"), SESSION, ids=IDS)
def test_the_command_says_what_the_advocate_needs(remedy, words, said, _):
    done = remedy(*words)
    assert done.code == 0
    assert said in done.out


@pytest.mark.parametrize(("words", "_", "schema"), SESSION, ids=IDS)
def test_its_json_follows_the_published_schema(remedy, words, _, schema):
    done = remedy(*words, "--format", "json")
    assert done.code == 0
    assert done.json["format"] == 1
    jsonschema.validate(done.json, json.loads(remedy("schema", schema).out))


def test_a_bare_remedy_prints_the_agenda(remedy):
    assert remedy("--as-of", "2021-03-12").out == remedy("due", "--as-of", "2021-03-12").out


def test_options_stand_before_or_after_the_command(remedy):
    before = remedy("--as-of", "2020-07-01", "--format", "json", "due")
    assert before.out == remedy("due", "--as-of", "2020-07-01", "--format", "json").out


def test_the_agenda_of_the_sample_cases_fits_one_screen_of_forty_lines(remedy):
    assert len(remedy("due", "--as-of", "2026-11-24").lines) <= 40


def test_on_2021_03_12_the_first_question_is_when_the_file_reached_the_prosecutor(remedy):
    lines = remedy("due", "--case", "ilyashev", "--as-of", "2021-03-12").lines
    assert "ASK FIRST" in lines[0]
    assert "reach the prosecutor" in lines[1]


def test_the_items_of_json_are_ordered_by_date_null_last_then_id(remedy):
    items = remedy("due", "--all", "--as-of", "2021-03-12", "--format", "json").json["items"]
    keys = [(i["date"] is None, i["date"] or "", i["id"]) for i in items]
    assert keys == sorted(keys)


def test_the_due_item_has_the_keys_that_scripts_build_on(remedy):
    (item,) = (i for i in remedy("due", "--as-of", "2020-07-01", "--format", "json").json["items"]
               if i["id"] == "kz-ilyashev-2020#kz/criminal.appeal@judgment")  # fmt: skip
    assert (item["status"], item["date"], item["days_left"], item["law_status"]) == (
        "open",
        "2020-07-07",
        6,
        "verified",
    )
    assert item["trigger"]["event"] == "judgment"
    assert item["next"] == ["restoration"]


def test_each_id_that_due_prints_can_be_explained(remedy):
    items = remedy("due", "--as-of", "2021-03-12", "--case", "ilyashev", "--format", "json").json["items"]
    assert items
    for item in items:
        assert remedy("explain", "ilyashev", item["id"], "--as-of", "2021-03-12").code == 0, item["id"]


def test_fail_on_counts_the_partys_own_clocks(remedy):
    assert remedy("due", "--as-of", "2020-07-01", "--case", "ilyashev", "--fail-on", "due").code == 1
    assert remedy("due", "--as-of", "2020-07-01", "--case", "ilyashev", "--fail-on", "missed").code == 0


def test_plain_is_one_line_an_item_with_tabs(remedy):
    lines = remedy("due", "--plain", "--as-of", "2020-07-01").lines
    assert lines
    assert all("\t" in line for line in lines)


def test_titles_are_in_the_language_asked_for_and_json_stays_english(remedy):
    assert "Апелляционная жалоба" in remedy("due", "--as-of", "2020-07-01", "--lang", "ru").out
    english = remedy("due", "--as-of", "2020-07-01", "--format", "json")
    assert remedy("due", "--as-of", "2020-07-01", "--format", "json", "--lang", "ru").out == english.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "ilyashew"], "kz-ilyashev-2020"),
        (["show", "kz-"], "kz-matayev-2016"),
        (["duee"], "due"),
        (["explain", "ilyashev", "apeal@judgment"], "appeal@judgment"),
        (["due", "--as-of", "03/04/2021"], "2021-04-03"),
        (["due", "--as-of", "2021"], "not one day"),
        (["count", "2024-04-23", "15"], "P15D"),
        (["count", "2024-04-23", "PT5H"], "hours"),
        (["count", "2024-04-23", "P15D", "--convention", "kz"], "kz-cpc"),
        (["count", "2024-04-23", "P15D", "--calendar", "XX"], "KZ"),
        (["count", "9999-12-30", "P15D"], "check the year"),
        (["rules", "show", "kz/criminal.appeel"], "kz/criminal.appeal"),
        (["rules", "compute", "kz/criminal.appeal", "--on", "2022-10-07", "--fact", "custody=maybe"], "true, false"),
        (["rules", "compute", "kz/criminal.appeal", "--on", "2022-10-07", "--event", "jugment=2020-01-01"], "judgment"),
        (["check", "nowhere"], "nowhere"),
        (["due", "--cases", "nowhere"], "nowhere"),
        (["schema", "deu"], "due"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None,
)
def test_a_wrong_word_ends_with_2_and_the_nearest_right_one(remedy, words, said):
    done = remedy(*words)
    assert done.code == 2
    assert said in done.err


def test_a_rule_outside_its_versions_gives_no_date_the_reason_and_exit_1(remedy):
    done = remedy("rules", "compute", "kz/criminal.appeal", "--on", "2014-06-01", "--format", "json")
    assert (done.code, done.json["date"]) == (1, None)
    assert "2015-01-01" in done.json["reason"]


def test_an_unlimited_rule_has_no_date_the_reason_and_exit_0(remedy):
    done = remedy("rules", "compute", "kz/criminal.cassation", "--on", "2026-01-10", "--format", "json")
    assert (done.code, done.json["date"]) == (0, None)
    assert "no limit" in done.json["reason"]


def test_an_interval_may_be_computed(remedy):
    done = remedy("rules", "compute", "kz/criminal.appeal", "--on", "2022-10-01/2022-10-07", "--fact", "custody=false",
                  "--format", "json")  # fmt: skip
    assert (done.json["date"], done.json["latest"]) == ("2022-10-17", "2022-10-22")


def test_counting_back_rolls_to_the_safe_side(remedy):
    done = remedy(
        "count", "2024-05-20", "P9D", "--back", "--convention", "kz-cpc", "--calendar", "KZ", "--format", "json"
    )
    assert done.json["date"] == "2024-05-10"  # Saturday 11 May


def test_owner_me_is_taken_from_the_users_own_settings(remedy, tmp_path):
    without = remedy("due", "--owner", "me", XDG_CONFIG_HOME=str(tmp_path))
    assert (without.code, "[me]" in without.err) == (2, True)
    (tmp_path / "remedy").mkdir()
    (tmp_path / "remedy" / "config.toml").write_text('[me]\nid = "counsel"\n')
    done = remedy("due", "--owner", "me", "--format", "json", XDG_CONFIG_HOME=str(tmp_path))
    assert {i["owner"] for i in done.json["items"]} == {"counsel"}


def test_on_2020_07_10_the_overdue_copy_asks_for_the_day_of_service_and_restoration_is_named(remedy):
    out = " ".join(remedy("due", "--as-of", "2020-07-10", "--case", "ilyashev").out.split())
    assert "on whom, in which language?" in out
    assert "if it was not done: restoration" in out


def test_on_2023_06_01_both_ends_of_the_restriction_stand_on_the_agenda(remedy):
    out = remedy("due", "--as-of", "2023-06-01", "--case", "ilyashev").out
    assert "without credit: 2023-09-14; credited: 2023-05-03" in out


def test_a_case_without_a_ladder_is_listed_at_the_stage_of_its_newest_event(remedy, folder):
    folder.write(
        "a.toml",
        """format = 1
id = "kg-a"
title = "A"
country = "KG"
[[event]]
kind = "judgment"
date = 2020-06-22
[[event]]
kind = "appeal-hearing"
date = 2020-09-08
""",
    )
    words = ("list", "--cases", str(folder.path), "--format", "json", "--as-of")
    assert remedy(*words, "2020-09-07").json["cases"][0]["stage"] == "first-instance"
    assert remedy(*words, "2020-09-08").json["cases"][0]["stage"] == "appeal"
