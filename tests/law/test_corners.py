"""Corners of the engine where a small slip would go unseen: each a case of a few lines, one day, one claim."""

from datetime import date

import msgspec
import pytest

from remedy.case.period import parse
from remedy.case.source import Source
from remedy.law.assess import assess
from remedy.law.calendar import Calendar
from remedy.law.compile import compile
from remedy.law.counting import count, spoken
from tests.conftest import View
from tests.law.test_engine import FREE, HEAD, HELD, JUDGED, UPHELD, event
from tests.law.test_pack_keys import ANSWER, CASE, FILED, SILENCE, rule
from tests.law.test_pack_keys import HEAD as PACK

SECOND = '[[person]]\nid = "q"\nrole = "defendant"\nfacts = { custody = false }\n'
OWN = '[[deadline]]\nid = "letter"\ntitle = "Answer"\ndate = 2021-03-10\nduty = "party"\ndone = ["letter-sent"]\n'


@pytest.fixture
def under(law, case_of):
    """A case under a made-up pack."""

    def made(pack, case, day):
        found, problems = compile(Source("xx/pack.toml", PACK + pack))
        assert problems == []
        changed = msgspec.structs.replace(law, packs={"xx/pack": found})
        return View(assess(case_of(CASE + case), changed, date.fromisoformat(day)))

    return made


# Persons


def test_the_acquittal_of_another_leaves_the_convicts_remedies_open(on, case_of):
    hers = event("judgment", "2020-06-22", id="hers", outcome="acquitted", person=["q"])
    his = event("judgment", "2020-06-23", id="his", outcome="convicted", person=["p"])
    view = on(case_of(HEAD + SECOND + FREE + hers + his), "2020-06-25")
    assert view.rung("cassation", "q").state == "not-needed"
    assert view.rung("appeal", "p").state == "available"


def test_a_ban_stands_beside_the_imprisonment_of_the_same_person_only(on, case_of):
    sanctions = '[[sanction]]\nid = "prison"\nkind = "imprisonment"\nperson = "q"\nlength = "P2Y"\n'
    sanctions += '[[sanction]]\nid = "ban"\nkind = "ban on public activity"\nperson = "p"\nlength = "P1Y"\n'
    view = on(case_of(HEAD + SECOND + FREE + JUDGED + UPHELD + sanctions), "2020-10-01")
    assert view.item("sanction:ban").starts == date(2020, 9, 15)


def test_a_missed_term_stays_on_the_agenda_though_a_fellow_convict_asked_for_restoration(on, case_of):
    asked = event("restoration-requested", "2020-07-20", person=["q"])
    view = on(case_of(HEAD + SECOND + FREE + JUDGED + asked), "2020-08-01")
    assert "kz/criminal.appeal@judgment/p" in view.agenda()
    assert "kz/criminal.appeal@judgment/q" not in view.agenda()


# What nobody knows for certain


def test_the_reason_of_an_open_term_names_what_nobody_recorded(on, case_of):
    reason = on(case_of(HEAD + HELD + JUDGED), "2020-07-10").item("appeal@judgment").reason
    assert "nobody recorded judgment-copy-received" in reason


def test_the_facts_that_a_term_rests_on_are_said_in_words(on, case_of):
    facts = on(case_of(HEAD + FREE + JUDGED), "2020-06-25").item("appeal@judgment").facts
    assert facts["custody"] == "no"


def test_a_petition_that_may_have_been_filed_is_marked_on_a_remedy_without_a_limit(on, case_of):
    filed = event("cassation-filed", "2020-10-01/2021-10-01")
    item = on(case_of(HEAD + FREE + JUDGED + UPHELD + filed), "2021-03-01").item("cassation@judgment-final")
    assert (item.status, item.maybe_done) == ("open", True)


def test_a_decision_that_may_have_come_in_time_leaves_the_clock_of_silence_provisional(under):
    decided = FILED + event("complaint-decided", "2021-02-10/2021-02-20", outcome="refused")
    item = under(ANSWER + SILENCE, decided, "2021-02-22").item("silence@complaint-filed")
    assert (item.status, item.provisional) == ("open", True)


def test_where_receipt_counts_a_filing_of_which_only_the_sending_is_known_is_unclear(under):
    received = 'anchor = "ruling"\ndone = ["complaint-filed"]\nmet_by = "received"'
    case = event("ruling", "2021-03-01") + event("complaint-filed", "2021-03-02", sent="2021-03-02")
    assert under(rule("r", received, "P10D"), case, "2021-03-05").item("r@ruling").status == "unclear"
    both = event("ruling", "2021-03-01")
    both += event("complaint-filed", "2021-03-02", sent="2021-03-02", received="2021-03-05")
    assert under(rule("r", received, "P10D"), both, "2021-03-06").item("r@ruling").status == "met"


def test_a_term_that_ends_on_the_very_day_of_a_new_law_has_both_readings(on, case_of):
    case = HEAD + FREE + event("judgment", "2024-05-01", outcome="convicted")
    case += event("appeal-decided", "2024-07-01", outcome="upheld")
    item = on(case_of(case), "2025-01-10").item("cassation-worsening@judgment-final")
    assert [r.id for r in item.readings if r.latest == date(2025, 7, 1)]
    assert item.latest == date(2025, 7, 1)


def test_an_expectation_with_a_first_day_asks_nothing_of_what_lies_before(under):
    expect = '[[expect]]\nafter = "ruling"\nkind = "decision-learned"\nfrom = 2021-02-01\nasks = "When?"\n'
    learned = rule("r", 'anchor = "ruling"\nstarts = ["decision-learned"]\ndone = ["complaint-filed"]', "P10D")
    assert not under(expect + learned, event("ruling", "2021-01-31"), "2021-03-01").has("gap:decision-learned@ruling")
    assert under(expect + learned, event("ruling", "2021-02-01"), "2021-03-01").has("gap:decision-learned@ruling")


def test_a_hearing_that_nobody_reported_is_not_asked_about_once_its_stage_was_decided(on, case_of):
    hearing = event("appeal-hearing", "2020-09-10", state="scheduled")
    filed = event("appeal-filed", "2020-07-01")
    before = on(case_of(HEAD + FREE + JUDGED + filed + hearing), "2020-09-14")
    assert before.has("gap:appeal-hearing@appeal-hearing")
    decided = event("appeal-decided", "2020-09-15", outcome="upheld")
    assert not on(case_of(HEAD + FREE + JUDGED + filed + hearing + decided), "2020-09-20").has(
        "gap:appeal-hearing@appeal-hearing"
    )


# The ladder


@pytest.mark.parametrize(
    ("outcome", "state"), [("upheld", "available"), ("returned", "not-yet"), ("inadmissible", "unclear")]
)
def test_cassation_needs_an_appeal_that_was_used(on, case_of, outcome, state):
    decided = event("appeal-filed", "2020-07-01") + event("appeal-decided", "2020-09-15", outcome=outcome)
    assert on(case_of(HEAD + FREE + JUDGED + decided), "2021-01-10").rung("cassation").state == state


# Words of a court


@pytest.mark.parametrize(("since", "restored"), [("2020-07-01", False), ("2020-07-14", True)])
def test_a_new_last_day_restores_a_term_only_after_it_has_run(on, case_of, since, restored):
    word = f'[[override]]\non = "appeal@judgment"\nsince = {since}\ndate = 2020-07-20\nreason = "R"\n'
    item = on(case_of(HEAD + FREE + JUDGED + word), "2020-07-15").item("appeal@judgment")
    assert (item.status, item.date, item.restored) == ("open", date(2020, 7, 20), restored)


# The file's own


def test_a_letter_that_may_have_been_sent_in_time_leaves_its_deadline_unclear_with_what_to_find_out(on, case_of):
    maybe = OWN + event("letter-sent", "2021-03-08/2021-03-20")
    item = on(case_of(CASE.replace("xx/pack", "kz/criminal") + maybe), "2021-03-12").item("deadline:letter")
    assert item.status == "unclear"
    assert "letter-sent" in item.reason
    sure = OWN + event("letter-sent", "2021-03-08")
    assert (
        on(case_of(CASE.replace("xx/pack", "kz/criminal") + sure), "2021-03-12").item("deadline:letter").status == "met"
    )


def test_a_letter_before_the_deadline_was_set_does_not_meet_it(on, case_of):
    own = OWN.replace("date = 2021-03-10", "set_on = 2021-02-20\ndate = 2021-03-10")
    early = own + event("letter-sent", "2021-02-10")
    item = on(case_of(CASE.replace("xx/pack", "kz/criminal") + early), "2021-03-12").item("deadline:letter")
    assert item.status == "missed"


def test_a_new_day_for_an_own_deadline_is_fixed_and_restores_nothing(on, case_of):
    word = '[[override]]\non = "deadline:letter"\nsince = 2021-03-11\ndate = 2021-03-20\nreason = "R"\n'
    item = on(case_of(CASE.replace("xx/pack", "kz/criminal") + OWN + word), "2021-03-12").item("deadline:letter")
    assert (item.status, item.date, item.restored) == ("open", date(2021, 3, 20), False)


def test_a_step_without_an_owner_is_the_cases_owners(on, case_of):
    case = CASE.replace("xx/pack", "kz/criminal").replace('title = "X"', 'title = "X"\nowner = "anna"')
    view = on(case_of(case + '[[step]]\nid = "a"\ntitle = "A"\n[[step]]\nid = "b"\ntitle = "B"\nowner = "boris"\n'),
              "2021-03-12")  # fmt: skip
    assert (view.item("step:a").owner, view.item("step:b").owner) == ("anna", "boris")


def test_a_term_from_a_confidential_event_is_confidential(on, case_of):
    secret = JUDGED + "confidential = true\n"
    assert on(case_of(HEAD + FREE + secret), "2020-06-25").item("appeal@judgment").confidential is True
    assert on(case_of(HEAD + FREE + JUDGED), "2020-06-25").item("appeal@judgment").confidential is False


# Counting


def test_working_days_beyond_the_calendar_are_provisional(law):
    how = msgspec.structs.replace(law.conventions["plain"], days="working")
    known = law.calendars["KZ"]
    assert count(date(2022, 3, 1), (parse("P5D"),), how, known).provisional == ""
    short = Calendar(id="KZ", years={2021: known.years[2021]})
    assert count(date(2021, 12, 30), (parse("P5D"),), how, short).provisional


def test_a_convention_that_cites_nothing_says_that_it_is_a_default(law):
    from remedy.law.counting import trace

    moves = trace(date(2020, 6, 22), (parse("P15D"),), law.conventions["plain"], law.calendars["KZ"])
    assert {m.cite for m in moves} == {"convention plain, by default"}
    cited = trace(date(2020, 6, 22), (parse("P15D"),), law.conventions["kz-cpc"], law.calendars["KZ"])
    assert all(m.cite.startswith("CPC 48") for m in cited)


@pytest.mark.parametrize(
    ("written", "said"),
    [("P1D", "1 day"), ("P15D", "15 days"), ("P1Y6M", "1 year and 6 months"), ("P2Y", "2 years"), ("P1M", "1 month")],
)
def test_a_period_is_said_in_words(written, said):
    assert spoken(parse(written)) == said


def test_items_are_ordered_by_day_with_those_without_a_day_last(on, sample):
    days = [i.date for i in on(sample("ilyashev"), "2021-03-12").answer.items]
    known = [d for d in days if d is not None]
    assert days == sorted(known) + [None] * (len(days) - len(known))


@pytest.mark.parametrize(("day", "custody"), [
    ("2020-06-23", "no (the first that is recorded is later: detained 2020-06-23)"),
    ("2020-06-22", "yes"),
])  # fmt: skip
def test_who_was_detained_after_the_judgment_is_taken_for_free_on_its_day_and_that_is_said(on, case_of, day, custody):
    text = HEAD + event("detained", day) + JUDGED
    assert on(case_of(text), "2020-06-25").item("appeal@judgment").facts["custody"] == custody
