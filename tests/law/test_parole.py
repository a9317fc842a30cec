"""From which day parole or a milder punishment may be asked for, and when a judgment lapses: counted by hand."""

from datetime import date

import pytest

from remedy.case.source import Source
from remedy.law import verify
from remedy.law.compile import compile
from remedy.law.pack_names import settle
from tests.law.test_engine import event

FACTS = {"against": "neither", "parole_revoked": "no", "parole_class": "ordinary", "regime": "maximum"}


def convict(gravity='"grave"', sanction='length = "P6Y"', *, without=(), events="", **more):
    """A judgment in force since 1 March 2024, held since that day unless `events` say else."""
    stated = {k: v for k, v in (FACTS | more).items() if k not in without}
    said = ", ".join(f'{k} = "{v}"' if isinstance(v, str) else f"{k} = {str(v).lower()}" for k, v in stated.items())
    facts = f"[facts]\ngravity = {gravity}\n" if gravity else ""
    return (
        'format = 1\nid = "x"\ntitle = "X"\ncountry = "KZ"\npacks = ["kz/criminal"]\n' + facts
        + f'[[person]]\nid = "p"\nrole = "defendant"\nfacts = {{ {said} }}\n'
        + event("judgment", "2024-02-01", outcome="convicted")
        + event("judgment-final", "2024-03-01") + (events or event("detained", "2024-03-01"))
        + f'[[sanction]]\nid = "prison"\nkind = "imprisonment"\n{sanction}\nimposed_by = "judgment"\n'
    )  # fmt: skip


# The share of the sentence


@pytest.mark.parametrize(
    ("gravity", "against", "first_day"),
    [
        ("minor", "neither", date(2026, 3, 1)),  # a third of six years: two years, served on 28 February 2026
        ("medium", "life", date(2026, 3, 1)),
        ("grave", "neither", date(2027, 3, 1)),  # half
        ("grave", "health", date(2028, 3, 1)),  # two thirds
        ("especially-grave", "neither", date(2028, 3, 1)),
    ],
)
def test_parole_opens_after_the_share_that_the_gravity_calls_for(on, case_of, gravity, against, first_day):
    parole = on(case_of(convict(f'"{gravity}"', against=against)), "2024-06-03").item("parole@prison")
    assert (parole.status, parole.earliest, parole.date, parole.latest) == ("open", first_day, first_day, first_day)


def test_the_day_is_explained_by_the_law_and_the_standing_is_said(on, case_of):
    parole = on(case_of(convict()), "2024-06-03").item("parole@prison")
    assert "не менее половины срока наказания, назначенного за тяжкое преступление" in [c["quote"] for c in parole.cite]
    assert [(m.start, m.to) for m in parole.readings[0].trace][1:] == [
        (date(2024, 3, 1), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 3, 1)),
    ]
    assert (parole.kind, parole.law_status) == ("not-before", "reported")


def test_less_than_six_months_is_never_enough(on, case_of):
    short = convict('"minor"', 'length = "P1Y"')
    # a third of a year is four months, to 30 June 2024; six months end on 31 August
    assert on(case_of(short), "2024-04-01").item("parole@prison").date == date(2024, 9, 1)


def test_the_softer_terms_are_a_quarter_for_a_medium_offence(on, case_of):
    parole = on(case_of(convict('"medium"', parole_class="softer")), "2024-06-03").item("parole@prison")
    assert parole.date == date(2025, 9, 1)  # eighteen months, to 31 August 2025


def test_after_a_parole_revoked_for_a_new_crime_it_is_three_quarters(on, case_of):
    parole = on(case_of(convict('"medium"', parole_revoked="new-crime")), "2024-06-03").item("parole@prison")
    assert parole.date == date(2028, 9, 1)  # four years and six months


def test_after_a_parole_revoked_for_a_breach_the_share_is_of_what_was_left_and_no_day_is_invented(on, case_of):
    parole = on(case_of(convict('"medium"', parole_revoked="breach")), "2024-06-03").item("parole@prison")
    assert (parole.status, parole.date) == ("not-started", None)
    assert "two thirds of the part that was left" in parole.reason


def test_whom_the_law_excludes_has_no_day(on, case_of):
    parole = on(case_of(convict(parole_class="excluded")), "2024-06-03").item("parole@prison")
    assert (parole.status, parole.date) == ("not-started", None)
    assert "no parole" in parole.reason


def test_of_a_life_sentence_twenty_five_years_are_served_first(on, case_of):
    view = on(case_of(convict('"especially-grave"', 'unlimited = "life"')), "2024-06-03")
    assert view.item("parole@prison").date == date(2049, 3, 1)


def test_a_milder_punishment_may_be_asked_for_earlier_than_parole(on, case_of):
    view = on(case_of(convict()), "2024-06-03")
    assert view.item("replacement@prison").date == date(2026, 3, 1)  # a third
    assert view.item("parole@prison").date == date(2027, 3, 1)


def test_for_an_especially_grave_offence_there_is_no_milder_punishment(on, case_of):
    milder = on(case_of(convict('"especially-grave"')), "2024-06-03").item("replacement@prison")
    assert (milder.status, milder.date) == ("not-started", None)


# What is not known


def test_what_nobody_stated_is_asked_and_every_share_is_a_reading(on, case_of):
    view = on(case_of(convict(without=("against", "parole_revoked"))), "2024-06-03")
    parole = view.item("parole@prison")
    assert parole.earliest == date(2027, 3, 1)
    assert parole.date == date(2028, 9, 1)  # three quarters: safe under every reading that has a day
    assert parole.latest is None  # after a breach the day cannot be said
    for fact in ("against", "parole_revoked"):
        assert parole.id in view.item(f"gap:fact:{fact}").blocks


def test_a_fact_that_would_change_nothing_is_not_asked(on, case_of):
    view = on(case_of(convict('"medium"', without=("against",))), "2024-06-03")
    assert not view.has("gap:fact:against")
    assert view.item("parole@prison").date == date(2026, 3, 1)


def test_a_gravity_of_which_two_are_possible_gives_both_days(on, case_of):
    parole = on(case_of(convict('["medium", "grave"]')), "2024-06-03").item("parole@prison")
    assert (parole.earliest, parole.date, parole.disputed) == (date(2026, 3, 1), date(2027, 3, 1), True)


def test_an_uncertain_first_day_gives_an_interval(on, case_of):
    text = convict(events=event("detained", "2024-04-01")).replace(
        'kind = "judgment-final"\ndate = 2024-03-01', 'kind = "judgment-final"\ndate = "2024-03"'
    )
    parole = on(case_of(text), "2024-06-03").item("parole@prison")
    assert (parole.earliest, parole.date) == (date(2027, 3, 1), date(2027, 3, 31))


def test_the_agenda_asks_one_question_at_a_time_before_it_names_a_day(on, case_of):
    unknown = on(case_of(convict("", without=("against", "parole_revoked"))), "2024-06-03")
    assert [g for g in unknown.agenda() if "fact" in g] == ["gap:fact:gravity"]
    assert "kz/criminal.parole@prison" not in unknown.agenda()
    half = on(case_of(convict(without=("against", "parole_revoked"))), "2024-06-03")
    assert [g for g in half.agenda() if "fact" in g] == ["gap:fact:against"]
    assert "kz/criminal.parole@prison" in on(case_of(convict()), "2024-06-03").agenda()


def test_of_two_clocks_the_agenda_lists_the_milder_punishment_once_its_day_is_near(on, case_of):
    case = case_of(convict())
    assert "kz/criminal.replacement@prison" not in on(case, "2025-11-30").agenda()
    assert "kz/criminal.replacement@prison" in on(case, "2025-12-01").agenda()  # ninety days before 1 March 2026


# Custody before the sentence

HELD = event("detained", "2024-01-01")  # sixty days to 29 February 2024


def test_custody_before_the_sentence_brings_the_day_forward_under_one_reading_only(on, case_of):
    parole = on(case_of(convict(events=HELD)), "2024-06-03").item("parole@prison")
    assert {r.id: r.date for r in parole.readings} == {
        "half": date(2027, 3, 1),
        "half-credited": date(2026, 12, 31),  # sixty days before
    }
    assert parole.date == date(2027, 3, 1)


def test_in_an_institution_of_medium_security_the_credit_is_one_and_a_half(on, case_of):
    parole = on(case_of(convict(events=HELD, regime="medium")), "2024-06-03").item("parole@prison")
    assert parole.earliest == date(2026, 12, 1)  # ninety days before 1 March 2027


def test_an_unknown_institution_is_asked_and_leaves_the_credit_an_interval(on, case_of):
    view = on(case_of(convict(events=HELD, without=("regime",))), "2024-06-03")
    credited = next(r for r in view.item("parole@prison").readings if r.id == "half-credited")
    assert (credited.earliest, credited.latest) == (date(2026, 11, 1), date(2026, 12, 31))  # 120 to 60 days
    assert view.has("gap:fact:regime")


def test_however_long_the_custody_nothing_may_be_asked_before_the_sentence_begins(on, case_of):
    long = convict('"minor"', 'length = "P1Y"', events=event("detained", "2022-06-01"))
    assert on(case_of(long), "2024-03-04").item("parole@prison").earliest == date(2024, 3, 1)


# Day by day


def test_the_day_itself_opens_it_and_no_day_after_makes_it_missed(on, case_of):
    case = case_of(convict())
    before, then, later = (
        on(case, d).item("parole@prison") for d in ("2027-02-28", "2027-03-01", "2029-06-04")
    )  # fmt: skip
    assert [i.status for i in (before, then, later)] == ["open", "open", "open"]
    assert (before.reason, then.reason) == ("", "it may be asked since 2027-03-01")
    assert "kz/criminal.parole@prison" in on(case, "2029-06-04").agenda()


def test_the_answer_holds_until_the_day_comes(on, case_of):
    holds = on(case_of(convict()), "2026-03-02").answer.holds_until
    assert holds is not None and holds <= date(2027, 3, 1)


def test_while_a_request_is_pending_it_is_not_on_the_agenda(on, case_of):
    view = on(case_of(convict() + event("parole-requested", "2027-03-02")), "2027-03-10")
    assert view.item("parole@prison").status == "met"
    assert "kz/criminal.parole@prison" not in view.agenda()


def test_after_a_refusal_it_may_be_asked_again_and_the_refusal_is_named(on, case_of):
    refused = event("parole-requested", "2027-03-02") + event("parole-decided", "2027-04-01", outcome="refused")
    parole = on(case_of(convict() + refused), "2027-05-03").item("parole@prison")
    assert parole.status == "open"
    assert "not granted (parole-decided)" in parole.reason


def test_once_granted_nothing_is_left_to_ask(on, case_of):
    granted = event("parole-requested", "2027-03-02") + event("parole-decided", "2027-04-01", outcome="granted")
    view = on(case_of(convict() + granted), "2027-05-03")
    assert [view.item(f"{c}@prison").status for c in ("parole", "replacement")] == ["superseded", "superseded"]


def test_a_grant_that_was_set_aside_leaves_the_request_pending_again(on, case_of):
    undone = event("parole-requested", "2027-03-02") + event("parole-decided", "2027-04-01", outcome="granted")
    undone += event("ruling", "2027-05-10", outcome="quashed", undoes=["parole-decided"])
    assert on(case_of(convict() + undone), "2027-04-20").item("parole@prison").status == "superseded"
    assert on(case_of(convict() + undone), "2027-05-11").item("parole@prison").status == "met"


def test_for_who_is_free_nothing_is_being_served(on, case_of):
    view = on(case_of(convict(events=HELD) + event("released", "2024-09-02")), "2024-10-01")
    parole = view.item("parole@prison")
    assert (parole.status, parole.date) == ("not-started", None)
    assert "kz/criminal.parole@prison" not in view.agenda()
    assert on(case_of(convict(events=HELD)), "2024-10-01").item("parole@prison").status == "open"


def test_after_the_punishment_has_ended_nothing_is_left_to_ask(on, case_of):
    assert on(case_of(convict()), "2030-04-01").item("parole@prison").status == "superseded"


def test_a_step_may_hang_on_the_day(on, case_of):
    step = '[[step]]\nid = "ask"\ntitle = "Ask for parole"\nstatus = "todo"\n'
    step += 'before = { deadline = "parole@prison", by = "P30D" }\n'
    assert on(case_of(convict() + step), "2024-06-03").item("step:ask").date == date(2027, 1, 30)


# Limitation of the judgment

FREE = event("note", "2024-03-02")


@pytest.mark.parametrize(
    ("gravity", "first_day"),
    [
        ("minor", date(2026, 3, 2)),
        ("medium", date(2029, 3, 2)),
        ("grave", date(2034, 3, 2)),
        ("especially-grave", date(2039, 3, 2)),
    ],
)
def test_a_judgment_that_was_never_executed_lapses_by_gravity(on, case_of, gravity, first_day):
    case = case_of(convict(f'"{gravity}"', events=FREE, custody=False, evades_sentence=False))
    lapse = on(case, "2024-06-03").item("judgment-limitation@prison")
    assert (lapse.status, lapse.date) == ("open", first_day)
    assert any("starts anew" in notice for notice in lapse.notices)


def test_it_stands_still_while_the_convict_evades_and_that_is_asked(on, case_of):
    asked = on(case_of(convict(events=FREE, custody=False)), "2024-06-03")
    assert asked.item("judgment-limitation@prison").latest is None
    assert asked.has("gap:fact:evades_sentence")
    evading = on(case_of(convict(events=FREE, custody=False, evades_sentence=True)), "2024-06-03")
    assert evading.item("judgment-limitation@prison").date is None


def test_for_who_is_held_and_once_the_sentence_was_begun_it_does_not_run(on, case_of):
    assert on(case_of(convict()), "2024-06-03").item("judgment-limitation@prison").status == "not-started"
    begun = convict(events=event("sentence-started", "2024-05-06"), custody=False, evades_sentence=False)
    assert on(case_of(begun), "2024-06-03").item("judgment-limitation@prison").status == "superseded"


# Who is not concerned, and the pack itself


def test_one_under_restriction_of_liberty_may_ask_for_release_after_a_share_too(on, sample):
    view = on(sample("ilyashev"), "2021-03-12")
    clocks = [i for i in view.answer.items if i.kind == "not-before"]
    assert [i.rule for i in clocks] == ["kz/criminal.parole-restriction"]
    assert clocks[0].waits_for == ["gravity", "parole_revoked", "parole_class", "against"]


HOME = """
format = 1
id = "xx/criminal"
title = "X"
[source.code]
title = "Code"
[[fact]]
id = "harm"
values = [true, false]
asks = "Was there harm?"
[[sanction]]
kind = "imprisonment"
counting = "kz-sentence"
cite = [{ source = "code", article = "2" }]
[[clock]]
id = "parole"
sanction = "imprisonment"
title = "Parole"
counting = "kz-sentence"
example = [{ on = 2024-03-01, length = "P6Y", facts = { harm = false }, first_day = 2027-03-01, why = "half" }]
[[clock.term]]
id = "half"
if = { harm = false }
share = "1/2"
cite = [{ source = "code", article = "1" }]
"""


def problems_of_pack(law, text):
    source = Source("xx.toml", text)
    pack, problems = compile(source)
    pack, more = settle(pack, source, law.vocabulary, law.conventions, law.calendars)
    return [(p.code, p.line) for p in (*problems, *more, *verify.pack(pack, law, source))]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"1/2"', '"3/2"', "wrong-type"),
        ('sanction = "imprisonment"', 'sanction = "prison"', "dangling-reference"),
        ("if = { harm", "if = { harms", "dangling-reference"),
        ('share = "1/2"', 'share = "1/2"\nperiod = "P1Y"', "wrong-type"),
        ("2027-03-01", "2027-03-02", "failed-example"),
        ("harm = false }, f", "harm = 3 }, f", "bad-example"),
        ('cite = [{ source = "code", article = "1" }]', "", "unsourced"),
    ],
)
def test_a_wrong_clock_is_said_with_its_line(law, old, new, code):
    assert problems_of_pack(law, HOME) == []
    (found,) = problems_of_pack(law, HOME.replace(old, new))
    assert found[0] == code
    assert HOME.splitlines()[found[1] - 1] != ""
