"""What must be said where a file is thin: no appeal recorded, no pack, no law for the day, one reading only."""

from datetime import date

import pytest

from remedy.law.answer import Item, Reading, Trigger
from remedy.law.assess import assess
from remedy.views.explain import explain
from remedy.views.ladder import ladder
from remedy.views.text import Paint
from remedy.views.words import marks
from tests.law.test_engine import HEAD, event

HELD = event("detained", "2018-01-10")
JUDGED = HELD + event("judgment", "2018-11-30", outcome="convicted")
SERVING = '[[proceeding]]\nid = "early-release"\nstage = "execution"\n'
PAROLE = SERVING + event("parole-decided", "2021-07-14", outcome="granted")
ABROAD = '[[proceeding]]\nid = "hrc"\nstage = "international"\npack = "un/hrc"\n'


# Did anyone appeal?


def test_whether_anyone_appealed_is_asked_once_the_term_is_over_and_nobody_recorded_it(on, case_of):
    case = case_of(HEAD + JUDGED)
    assert not on(case, "2018-12-19").has("gap:appeal-filed@judgment")
    gap = on(case, "2018-12-20").item("gap:appeal-filed@judgment")
    assert gap.asks == "Appeal filed? By whom, and on which day?"
    assert {"kz/criminal.appeal", "kz/criminal.cassation", "kz/criminal.protest"} <= set(gap.blocks)


def test_a_decided_appeal_leaves_nothing_to_ask_about_its_filing(on, case_of):
    case = case_of(HEAD + JUDGED + event("appeal-decided", "2019-02-01", outcome="upheld"))
    assert not on(case, "2019-03-01").has("gap:appeal-filed@judgment")


def test_cassation_is_unclear_while_nobody_knows_whether_an_appeal_was_lodged(on, case_of):
    assert on(case_of(HEAD + JUDGED), "2019-03-01").rung("cassation").state == "unclear"


# What is executed is in force


def test_a_ruling_on_early_release_shows_that_the_judgment_is_in_force_by_then(on, case_of):
    view = on(case_of(HEAD + JUDGED + PAROLE), "2021-07-20")
    final = next(e for e in view.answer.events if e.kind == "judgment-final")
    assert (final.exists, final.earliest, final.latest) == ("yes", date(2018, 12, 19), date(2021, 7, 14))
    assert "a judgment that is executed is in force" in final.why[-1]
    assert view.rung("protest").state == "available"


def test_an_executed_judgments_old_term_of_appeal_is_a_question_and_no_order_to_act(on, case_of):
    view = on(case_of(HEAD + JUDGED + PAROLE), "2021-07-20")
    assert view.item("appeal@judgment").status == "unclear"
    assert "parole-decided shows that the judgment is in force" in view.item("appeal@judgment").reason
    assert "kz/criminal.appeal@judgment" not in view.agenda()
    assert "gap:appeal-filed@judgment" in view.agenda()


def test_an_executed_judgments_copy_is_no_longer_chased(on, case_of):
    before, after = (on(case_of(HEAD + JUDGED + PAROLE), day) for day in ("2021-07-13", "2021-07-14"))
    assert before.item("copy@judgment").status == "overdue"
    assert after.item("copy@judgment").status == "superseded"


def test_a_second_decision_on_early_release_ends_the_chase_for_the_copy_of_the_first_appeal(on, case_of):
    case = case_of(
        HEAD + JUDGED + SERVING + event("parole-decided", "2020-10-05", outcome="refused")
        + event("appeal-filed", "2020-10-12", id="a", proceeding="early-release", answers=["parole-decided"])
        + event("appeal-decided", "2020-11-24", id="d", proceeding="early-release", outcome="upheld", answers=["a"])
        + event("parole-decided", "2021-02-01", id="second", outcome="granted")
    )  # fmt: skip
    assert on(case, "2021-01-31").item("appeal-copy@d").status == "overdue"
    assert on(case, "2021-02-01").item("appeal-copy@d").status == "superseded"


def test_a_decision_on_the_merits_shows_that_an_appeal_of_an_open_day_was_in_time(on, case_of):
    case = case_of(
        HEAD + JUDGED + SERVING + event("parole-decided", "2020-10-05", outcome="refused")
        + event("appeal-filed", "..", id="a", proceeding="early-release", answers=["parole-decided"])
        + event("appeal-decided", "2020-11-24", id="d", proceeding="early-release", outcome="upheld", answers=["a"])
    )  # fmt: skip
    item = on(case, "2020-11-25").item("execution-ruling-appeal@parole-decided")
    assert (item.status, item.inferred) == ("met", True)


def test_an_appeal_sent_back_shows_nothing_about_its_day(on, case_of):
    case = case_of(
        HEAD + JUDGED + SERVING + event("parole-decided", "2020-10-05", outcome="refused")
        + event("appeal-filed", "..", id="a", proceeding="early-release", answers=["parole-decided"])
        + event("appeal-decided", "2020-11-24", id="d", proceeding="early-release", outcome="returned", answers=["a"])
    )  # fmt: skip
    assert on(case, "2020-11-25").item("execution-ruling-appeal@parole-decided").status == "unclear"


def test_two_wordings_that_await_the_same_copy_are_one_reading(on, case_of):
    case = case_of(HEAD + JUDGED + SERVING + event("parole-decided", "2020-10-05", outcome="refused"))
    item = on(case, "2020-10-12").item("execution-ruling-appeal@parole-decided")
    assert [r.id for r in item.readings] == ["main", "copy"]


# No law for the day


OLD = event("judgment", "2012-10-15", outcome="convicted") + event("appeal-decided", "2012-11-20", outcome="refused")


def test_before_the_first_version_the_agenda_says_that_nothing_is_computed(on, case_of):
    answer = on(case_of(HEAD + OLD), "2012-12-01").answer
    assert answer.uncovered == "kz/criminal knows no law before 2015-01-01: nothing is computed for this day"
    assert answer.holds_until <= date(2015, 1, 1)


def test_a_decision_under_a_law_that_no_version_covers_is_shown_without_the_law_of_another_day(on, case_of):
    rung = on(case_of(HEAD + OLD), "2026-11-25").rung("appeal")
    assert (rung.state, rung.version, rung.cite, rung.law_status) == ("refused", "", [], "unverified")
    assert rung.reason == "appeal-decided: refused, under a law that no version here covers"
    assert rung.again == "unclear"


def test_what_follows_from_a_decision_older_than_the_pack_is_unverified(on, case_of):
    view = on(case_of(HEAD + OLD), "2026-11-25")
    assert view.item("cassation@judgment-final").law_status == "unverified"
    assert on(case_of(HEAD + JUDGED + PAROLE), "2026-11-25").item("protest-request@judgment-final").law_status != (
        "unverified"
    )


def test_a_remedy_whose_limit_of_time_no_version_gives_is_unclear_and_not_available(on, case_of):
    rung = on(case_of(HEAD + OLD), "2015-02-10").rung("cassation")
    assert rung.state == "unclear"
    assert "no version of its rule is in force" in rung.reason


# No domestic pack


UN_ONLY = (
    HEAD.replace('"kz/criminal"', '"un/hrc"').replace('country = "KZ"', 'country = "KG"').replace(
        '[facts]\ngravity = "medium"\n', ""
    )
    + ABROAD
)  # fmt: skip


def test_domestic_events_are_none_of_an_international_pack(on, case_of):
    case = case_of(UN_ONLY + event("complaint-filed", "2011-02-01") + event("judgment", "2011-03-01"))
    view = on(case, "2012-12-01")
    assert view.rung("communication").state == "not-yet"
    assert "no domestic pack" in view.answer.uncovered
    assert view.answer.stage == "first-instance"


def test_a_judgment_in_force_at_home_opens_the_communication_of_a_case_with_an_international_pack_alone(on, case_of):
    case = case_of(UN_ONLY + event("judgment-final", "2012-03-01"))
    assert on(case, "2012-12-01").rung("communication").state == "available"


@pytest.mark.parametrize("packs", ['"un/hrc"', '"xx/unknown", "un/hrc"'])
def test_the_ladder_shows_the_international_stairs_of_a_case_without_a_domestic_pack(on, case_of, packs):
    case = case_of(UN_ONLY.replace('packs = ["un/hrc"]', f"packs = [{packs}]") + event(
        "communication-filed", "2012-11-05", proceeding="hrc"))  # fmt: skip
    lines = "\n".join(ladder(on(case, "2012-12-01").answer, 100, Paint(False), "en"))
    assert "nothing is computed" in lines
    assert "PENDING    Communication to the Committee" in lines


def test_a_punishment_of_which_no_pack_speaks_is_not_counted_as_kazakhstan_counts(on, case_of):
    served = '[[sanction]]\nid = "s"\nkind = "imprisonment"\nlength = "P3Y"\nstarts = 2020-03-10\n'
    abroad = case_of('format = 1\nid = "y"\ntitle = "Y"\ncountry = "KG"\n' + served)
    assert on(abroad, "2021-01-01").item("sanction:s").latest == date(2023, 3, 10)
    assert on(case_of(HEAD + served), "2021-01-01").item("sanction:s").latest == date(2023, 3, 9)


# In words


def test_a_derived_event_is_named_by_its_kind_and_not_by_its_inner_id(on, case_of):
    second = '[[person]]\nid = "q"\nrole = "defendant"\n'
    case = case_of(
        HEAD + second + event("detained", "2018-01-10")
        + event("judgment", "2018-11-30", outcome="convicted", person=["p"])
        + event("judgment", "2019-03-04", id="other", outcome="convicted", person=["q"])
    )  # fmt: skip
    view = on(case, "2019-05-01")
    for person in ("p", "q"):
        assert view.rung("protest", person).reason == "judgment-final may not have happened yet"


def _item(*readings, starts=None):
    first = Trigger(event="judgment-final", date=None, earliest=date(2012, 11, 1), latest=date(2012, 11, 30))
    item = Item(id="x#sanction:s", type="sanction", as_of=date(2026, 11, 25), case="x", case_title="X", country="KZ",
                title="imprisonment", trigger=first, starts=starts)  # fmt: skip
    item.readings = list(readings)
    item.disputed = True
    return item


def _reading(id, day):
    return Reading(id=id, label=id, date=day, earliest=day, latest=day, law_status="verified",
                   trigger=Trigger(event="e", date=None, earliest=None, latest=None))  # fmt: skip


def test_a_dispute_about_the_first_day_is_not_called_a_dispute_of_readings():
    one = _item(_reading("main", date(2020, 5, 29)))
    two = _item(_reading("main", date(2020, 5, 29)), _reading("other", date(2020, 5, 30)))
    assert marks(one) == ["disputed: the day it runs from"]
    assert marks(two) == ["disputed: readings differ"]


def test_with_one_reading_nobody_is_told_to_choose_between_readings(on, case_of):
    answer = on(case_of(HEAD + JUDGED), "2026-11-25").answer
    lines = "\n".join(
        explain(_item(_reading("main", date(2020, 5, 29))), answer, lambda d: None, 100, Paint(False), "en")
    )
    assert "override" not in lines
    assert "begins        [2012-11-01 … 2012-11-30]" in lines


# The command that answers a question


def test_an_event_recorded_without_a_day_is_amended_and_not_recorded_again(on, case_of):
    held = HEAD + HELD + event("judgment", "2018-11-30", outcome="convicted")
    name = "gap:judgment-copy-received@judgment"
    gap = on(case_of(held), "2018-12-20").item(name)
    assert gap.answer == "remedy record x judgment-copy-received --date DAY --set to=WHOM"
    undated = case_of(held + event("judgment-copy-received", ".."))
    assert on(undated, "2018-12-20").item(name).answer == "remedy amend x judgment-copy-received --date DAY"


def test_what_events_leave_open_is_stated_at_the_event_itself_and_answers_the_question(on, case_of):
    doubtful = HEAD + event("detained", "2018-01-10") + event("released", "2018-11-01/2018-12-31")
    gap = on(case_of(doubtful + event("judgment", "2018-11-30")), "2018-12-10").item("gap:fact:custody@judgment")
    assert gap.answer == "remedy fact x custody VALUE --event judgment"
    stated = case_of(doubtful + event("judgment", "2018-11-30") + "facts = { custody = true }\n")
    assert not on(stated, "2018-12-10").has("gap:fact:custody@judgment")


SCHEDULED = """
format = 1
id = "kz-x"
title = "K v. X"
country = "KZ"
packs = ["kz/criminal"]
[[person]]
id = "x"
role = "defendant"
[[event]]
id = "dopros-smagulova"
kind = "{kind}"
date = "{day}"
state = "scheduled"
{more}
"""


@pytest.mark.parametrize(
    ("kind", "day", "more", "asks"),
    [
        ("hearing", "2026-11-25", "", "Did the hearing of 2026-11-25 take place?"),
        ("appeal-hearing", "2026-11-20/2026-11-25", "", "Did the appeal hearing of 2026-11-20/2026-11-25 take place?"),
        ("opinion-issued", "2026-11-25", "", "Views or opinion sent to the parties (2026-11-25): did it take place?"),
        ("hearing", "2026-11-25", 'title = "Expert heard"', "Expert heard (2026-11-25): did it take place?"),
    ],
)
def test_what_was_scheduled_is_asked_about_by_its_title_and_day_and_never_by_its_id(
    case_of, law, kind, day, more, asks
):
    found = assess(case_of(SCHEDULED.format(kind=kind, day=day, more=more)), law, date(2026, 11, 26))
    (gap,) = [i for i in found.items if i.type == "gap" and i.id.endswith("dopros-smagulova")]
    assert (gap.asks, gap.title) == (asks, asks)
    assert "dopros" not in str(gap.asks_i18n)
    assert all(state in gap.record for state in ("held", "postponed", "cancelled"))
