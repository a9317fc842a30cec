from __future__ import annotations

import json
import re

import jsonschema
import msgspec
import pytest
from make import CASE, appeal, day, gap, item, made, march_2021, moment, sanction, trigger

from remedy.case.dates import day as exactly
from remedy.case.model import Case, Event, Finding, Person, Step
from remedy.views import answers, mask
from remedy.views.agenda import items_in_order
from remedy.views.explain import explain
from remedy.views.ladder import ladder, staircases
from remedy.views.months import calendars, months_between
from remedy.views.rules import Computed, RuleRow, RuleView, VersionView, compute_text, rule_text, rules_list
from remedy.views.show import ListRow, answer, listing, show
from remedy.views.text import PLAIN, Paint, cells
from remedy.views.timeline import timeline

DESIGN_KEYS = """id type as_of case case_title country title title_i18n person owner status maybe_done
    inferred
    restored fixed duty kind date earliest latest days_left rule remedy trigger done readings provisional
    law_status next cite"""


def marks(d):
    if d == day("2020-07-06"):
        return "holiday: Capital Day"
    if d == day("2020-06-20"):
        return "worked"
    return "weekend" if d.weekday() > 4 else None


def case(**more):
    fields = {
        "file": "cases/kz/ilyashev.toml",
        "id": CASE,
        "title": "Kazakhstan v. Alnur Ilyashev",
        "country": "KZ",
        "persons": (Person(id="ilyashev", name="Alnur Ilyashev", roles=("defendant",)),),
        "events": (Event(id="judgment", kind="judgment", when=exactly(day("2020-06-22"))),),
        "findings": (Finding(title="The feed was cut", breaches=("ICCPR 14(3)(e)",), by="observer"),),
        "steps": (Step(id="urge-overturn", title="Urge the court", owner="observer"),),
    }
    return Case(**(fields | more))


def screens(width):
    m = march_2021()
    yield ladder(m, width, PLAIN, "en")
    yield timeline(m, width, PLAIN, "en")
    yield show(case(), m, width, PLAIN, "en")
    for i in [*m.items, appeal()]:
        yield explain(i, m, marks, width, PLAIN, "en")


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_screen_is_wider_than_it_was_told(width):
    assert [line for screen in screens(width) for line in screen if cells(line) > width] == []


def test_a_ladder_shows_state_days_bar_and_what_comes_next():
    text = "\n".join(ladder(march_2021(), 100, PLAIN, "en"))
    assert "✗ REFUSED    Cassation" in text
    assert "decided   [2020-09-15 … 2021-03-11]: refused" in text
    assert "again?    no: not on the same grounds" in text
    assert "◐ PENDING    Petition for a protest" in text
    assert "· NOT YET    Supreme Court on the protest" in text
    assert "◐ Petition for a protest: is under way" in text


def test_a_ladder_with_an_extraordinary_remedy_warns_and_names_the_other_clocks():
    text = "\n".join(ladder(march_2021(), 100, PLAIN, "en"))
    assert "An extraordinary remedy does not stop another clock." in text
    assert "Cassation asking for something worse: until Wed 2021-09-15" in text
    quiet = march_2021()
    quiet.ladder = quiet.ladder[:1]
    assert "extraordinary" not in "\n".join(ladder(quiet, 100, PLAIN, "en"))


def test_persons_who_stand_alike_share_one_staircase():
    rung = march_2021().ladder[0]
    a, b, c = (msgspec.structs.replace(rung, person=p) for p in "abc")
    c.state = "pending"
    assert [persons for persons, _ in staircases([a, b, c])] == [["a", "b"], ["c"]]


def test_a_timeline_says_gaps_in_words_and_draws_today_and_the_sanction():
    lines = timeline(march_2021(), 100, PLAIN, "en")
    text = "\n".join(lines)
    assert "┆  2 months" in text
    assert "[2020-09-15 … 2021-03-11]  ●  Cassation decided: refused" in text
    assert "○  Judgment final (derived from the law)" in text
    today = next(i for i, x in enumerate(lines) if x.startswith("── as of Fri 2021-03-12"))
    begins = next(i for i, x in enumerate(lines) if "restriction of liberty begins" in x)
    ends = next(i for i, x in enumerate(lines) if "restriction of liberty ends" in x)
    assert begins < today < ends
    assert lines[begins].endswith("┬") and lines[today].endswith("│") and lines[ends].endswith("┴")


def test_events_and_deadlines_stand_in_the_order_of_days():
    lines = timeline(
        made([appeal()], events=[moment("appeal-decided", "2020-09-15"), moment("judgment", "2020-06-22")]),
        100,
        PLAIN,
        "en",
    )
    days = [m[0] for line in lines[3:] if (m := re.match(r"\s+\w{3} (\d{4}-\d\d-\d\d)  [●◆]", line))]
    assert len(days) == 3 and [d.split()[1] for d in days] == ["2020-06-22", "2020-07-07", "2020-09-15"]


def test_an_event_that_does_not_exist_yet_is_not_drawn():
    future = moment("appeal-decided", "2020-09-15", exists="no")
    assert "Appeal decided" not in "\n".join(timeline(made([], events=[future]), 100, PLAIN, "en"))


def test_a_calendar_marks_first_last_weekend_holiday_and_worked_day():
    lines = calendars([(2020, 6), (2020, 7)], {day("2020-06-22")}, {day("2020-07-07")}, marks, 98, PLAIN)
    text = "\n".join(lines)
    for sign in ("(22)", "[ 7]", " 6*", "20+", "21·", "6 July: Capital Day"):
        assert sign in text


def test_a_long_term_shows_only_the_months_at_its_ends():
    assert months_between(day("2020-06-22"), day("2020-08-01")) == [(2020, 6), (2020, 7), (2020, 8)]
    assert months_between(day("2020-11-22"), day("2021-11-22")) == [(2020, 11), (2021, 11)]


def test_explain_shows_trace_law_and_standing():
    text = "\n".join(explain(appeal(), made([appeal()]), marks, 100, PLAIN, "en"))
    assert "Mon 2020-06-22 → Tue 2020-07-07  15 days, counted from 23 June (418(1))" in text
    assert "“An appeal is filed within fifteen days.”" in text
    assert "standing: verified" in text
    assert "runs from     judgment 2020-06-22" in text


def test_explain_puts_readings_side_by_side_and_says_what_would_change_the_date():
    one = appeal().readings[0]
    unknown = trigger("judgment-copy-received", None, None)
    two = msgspec.structs.replace(one, id="copy", label="from the copy", date=None, trigger=unknown, trace=[])
    disputed = appeal(disputed=True, readings=[one, two])
    asking = gap(blocks=["appeal@judgment"])
    text = "\n".join(explain(disputed, made([disputed, asking]), marks, 100, PLAIN, "en"))
    assert re.search(r"15 days from the pronouncement\s+│ from the copy", text)
    assert "The day of judgment-copy-received: it is not known." in text
    assert "An answer to: When did the file reach" in text


def test_explain_answers_for_every_type_of_item():
    m = march_2021()
    hearing = item("hearing:h", "hearing", on="2021-04-01", time="10:30", group="hearing")
    for i in [*m.items, hearing, item("review", "review", reason="nothing for 90 days")]:
        assert clean_title(i) in explain(i, m, marks, 100, PLAIN, "en")[0]


def clean_title(i):
    return i.title


def test_escapes_in_any_text_of_a_case_reach_no_screen():
    evil = "\x1b]0;x\x07\u202e\u200b"
    m = march_2021()
    m.case_title = evil
    for rung in m.ladder:
        rung.title = rung.reason = rung.bar = rung.to = evil
    for moment_ in m.events:
        moment_.title = moment_.note = moment_.outcome = evil
    for i in m.items:
        i.title = i.reason = i.asks = i.command = evil
    bad = case(title=evil, note=evil, findings=(Finding(title=evil, breaches=(evil,)),))
    out = [*ladder(m, 80, PLAIN, "en"), *timeline(m, 80, PLAIN, "en"), *show(bad, m, 80, PLAIN, "en")]
    out += [line for i in m.items for line in explain(i, m, marks, 80, PLAIN, "en")]
    out += listing([ListRow(id=evil, title=evil)], 80, PLAIN)
    assert not set(evil[:1] + evil[-3:]) & set("".join(out))


def test_show_groups_findings_by_right_and_lists_who_and_steps():
    text = "\n".join(show(case(), march_2021(), 100, PLAIN, "en"))
    assert re.search(r"ICCPR 14\(3\)\(e\)\s+- The feed was cut · by observer", text)
    assert "Alnur Ilyashev" in text and "Urge the court" in text


def test_a_confidential_case_is_masked_and_nothing_is_dropped():
    secret = case(confidential=True, alias="case 17", owner="counsel")
    before = march_2021()
    for i in before.items:
        i.confidential = True
    after = mask.mask(before, secret)
    text = answers.encode(after)
    assert "lyashev" not in text and "counsel" not in text
    assert after.case == "case 17" and len(after.items) == len(before.items)
    assert [i.date for i in after.items] == [i.date for i in before.items]
    assert "lyashev" not in "\n".join(show(mask.mask_case(secret), after, 100, PLAIN, "en"))


def test_only_the_confidential_entry_of_an_open_case_is_masked():
    mixed = case(steps=(Step(id="urge-overturn", title="Meet the witness B.", confidential=True),))
    m = march_2021()
    step = next(i for i in m.items if i.type == "step")
    step.title, step.confidential = "Meet the witness B.", True
    after = mask.mask(m, mixed)
    assert "witness" not in answers.encode(after) and "urge-overturn" not in answers.encode(after)
    assert after.case == CASE and any(i.title == "The Prosecutor General's answer" for i in after.items)
    assert mask.mask(m, case()) is m


def test_the_due_answer_fits_its_published_schema_and_has_the_keys_of_the_design():
    views = [answers.item_view(i) for i in items_in_order([march_2021(), made([appeal()])])]
    said = json.loads(answers.encode(answers.DueAnswer(holds_until=None, items=views, problems=[])))
    jsonschema.validate(said, answers.schema("due"))
    deadline = next(i for i in said["items"] if i["id"].endswith("appeal@judgment"))
    design = set(re.findall(r"\w+", DESIGN_KEYS))
    assert design <= set(deadline)
    assert not {"listed", "group", "asks", "waiting_on"} & set(deadline)
    question = next(i for i in said["items"] if i["type"] == "gap")
    assert {"asks", "blocks", "since", "command"} <= set(question) and "readings" not in question


def test_every_published_schema_is_a_schema():
    for name in answers.SCHEMAS:
        jsonschema.Draft202012Validator.check_schema(answers.schema(name))


def test_the_show_answer_fits_its_schema():
    said = json.loads(answers.encode(answer(case(), march_2021(), [])))
    jsonschema.validate(said, answers.schema("show"))


def test_json_holds_no_character_that_acts_on_a_terminal():
    text = answers.encode({"a": "\x1b\u202e\x9b\u200b é"})
    assert text.endswith("\n") and not set("\x1b\u202e\x9b\u200b") & set(text)
    assert json.loads(text) == {"a": "\x1b\u202e\x9b\u200b é"}


def test_a_rule_shows_each_version_with_its_quotation_and_standing():
    version = VersionView(
        start="2015-01-01",
        period="P15D",
        counting="kz-cpc",
        cite=[{"source": "cpc", "article": "418(1)", "quote": "fifteen days"}],
        status="reported",
    )
    view = RuleView(
        id="kz/criminal.appeal",
        title="Appeal",
        duty="party",
        kind="fixed",
        anchor="judgment",
        versions=[version],
    )
    text = "\n".join(rule_text(view, 80, PLAIN, "en"))
    assert "FROM 2015-01-01" in text and "“fifteen days”" in text and "only reported, not verified" in text
    row = RuleRow(
        id="kz/criminal.appeal", title="Appeal", duty="party", period="P15D", cite="418(1)", status="reported"
    )
    assert any("reported" in line for line in rules_list([row], 80, PLAIN, "en"))


def test_a_computed_rule_without_a_date_gives_the_reason():
    text = "\n".join(
        compute_text(
            Computed(rule="kz/criminal.cassation", kind="unlimited", reason="no limit in 487(1)"),
            marks,
            80,
            PLAIN,
        )
    )
    assert "no date" in text and "no limit in 487(1)" in text


def test_a_list_names_the_problems_and_the_next_day():
    row = ListRow(
        id=CASE,
        title="Kazakhstan v. Ilyashev",
        country="KZ",
        stage="appeal",
        next_date=day("2020-07-07"),
        next_title="Appeal",
        next_marks="from judgment 2020-06-22",
        problems=2,
    )
    text = "\n".join(listing([row], 100, PLAIN))
    assert "Tue 2020-07-07" in text and "from judgment 2020-06-22" in text and "2 problems: remedy check" in text


def test_colour_changes_no_word_of_a_screen():
    m = march_2021()
    for view in (ladder, timeline):
        plain = [x.rstrip() for x in view(m, 100, PLAIN, "en")]
        assert [re.sub(r"\x1b\[[\d;]*m", "", x).rstrip() for x in view(m, 100, Paint(True), "en")] == plain


def test_a_sanction_shows_both_ends_of_its_end():
    text = "\n".join(explain(sanction(), made([sanction()]), marks, 100, PLAIN, "en"))
    assert "[2023-05-03 … 2023-09-14]" in text
