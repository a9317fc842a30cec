"""The trial observation report of 11 March 2021, sentence by sentence: where each statement stands in the case file."""

from datetime import date

import pytest

CASE = "ilyashev"


@pytest.fixture
def case(sample):
    return sample(CASE)


FINDINGS = [
    ("marred by grave violations of the right to a fair trial", "ICCPR 14"),
    ("held over videoconference because of COVID-19", "ICCPR 14(1)"),
    ("the feed was constantly interrupted", "ICCPR 14(1)"),
    ("prevented from making motions", "ICCPR 14(3)(b)"),
    ("prevented from presenting arguments", "ICCPR 14(3)(d)"),
    ("prevented from questioning witnesses", "ICCPR 14(3)(e)"),
    ("took no steps to remedy the abuse", "ICCPR 14(1)"),
    ("severely undermined the accused's ability to make his case", "ICCPR 14(3)(b)"),
    ("unreasoned rulings to the detriment of the defence", "ICCPR 14(1)"),
    ("guarantee of judicial impartiality was violated", "ICCPR 14(1)"),
    ("little to no evidence on several elements of article 274", "ICCPR 14(2)"),
    ("violated the presumption of innocence", "ICCPR 14(2)"),
    ("violated the right to freedom of expression", "ICCPR 19"),
    ("solely on criticism of Nur Otan", "ICCPR 19"),
    ("heightened protection for its role in public debate", "ICCPR 19"),
    ("overbroad restriction of protected speech", "ICCPR 19"),
]


@pytest.mark.parametrize(("words", "right"), FINDINGS)
def test_what_the_observers_found_is_a_finding_of_theirs_tied_to_a_right(case, words, right):
    (found,) = (f for f in case.findings if words in f.title)
    assert right in found.breaches
    assert (found.by, found.sources) == ("aba-chr", ("report-2021",))


def test_that_politics_may_have_driven_the_proceedings_is_a_finding_without_an_article(case):
    (found,) = (f for f in case.findings if "political considerations" in f.title)
    assert (found.breaches, found.by) == ((), "aba-chr")


def test_the_perils_of_virtual_hearings_stand_with_the_interrupted_feed(case):
    (found,) = (f for f in case.findings if "interrupted" in f.title)
    assert "perils of virtual hearings" in found.note


EVENTS = [
    ("hearing-1", date(2020, 6, 12), "Monitored from 12 to 22 June 2020"),
    ("posts", None, "including in response to the COVID-19 pandemic"),
    ("judgment", date(2020, 6, 22), "No custodial sentence"),
    ("judgment", date(2020, 6, 22), "a five-year ban on political and civic activism"),
    ("cassation-decided", None, "sufficiently examined all relevant evidence"),
    ("protest-requested", None, 'to "file a protest" with the Supreme Court, requesting reconsideration'),
]


@pytest.mark.parametrize(("id", "day", "words"), EVENTS)
def test_what_happened_is_an_event_with_the_words_of_the_report(case, id, day, words):
    event = case.event(id)
    assert words in event.note
    assert event.when.exact == day
    assert "report-2021" in event.sources


def test_the_refusal_and_the_petition_are_dated_no_closer_than_by_the_report_itself(case):
    assert {case.event(id).when.raw for id in ("cassation-decided", "protest-requested")} == {"../2021-03-11"}


def test_who_was_tried_for_what_and_who_observed(case):
    (charge,) = case.charges
    assert charge.article == "274(4)(2)" and "state of emergency" in charge.note
    people = {p.id: p.note for p in case.persons}
    assert people["ilyashev"] == "Human rights activist and blogger"
    assert "TrialWatch initiative" in people["aba-chr"]


RECOMMENDED = [
    ("overturn", "Supreme Court", "rights to a fair trial and to freedom of expression"),
    ("virtual-due-process", "Kazakhstan", "any criminal proceedings conducted virtually"),
]


@pytest.mark.parametrize(("id", "to", "words"), RECOMMENDED)
def test_what_the_observers_ask_for_is_an_open_recommendation(case, id, to, words):
    (found,) = (r for r in case.recommendations if r.id == id)
    assert (found.by, found.to, found.status) == ("aba-chr", to, "open")
    assert words in found.text


def test_the_report_is_offered_in_english_and_in_russian(case):
    (source,) = (s for s in case.references if s.id == "report-2021")
    assert "in English and in Russian" in source.note
