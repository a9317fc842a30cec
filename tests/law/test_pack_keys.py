"""What each key of a pack's rule does, on a pack of three lines: `unless`, `not_after`, `end_of`, `missed`, `take`."""

from datetime import date

import msgspec
import pytest

from remedy.case.source import Source
from remedy.law.compile import compile
from tests.law.test_engine import event

CASE = 'format = 1\nid = "x"\ntitle = "X"\npacks = ["xx/pack"]\n[[person]]\nid = "p"\nrole = "defendant"\n'
HEAD = 'format = 1\nid = "xx/pack"\ntitle = "X"\ncalendar = "KZ"\n[source.s]\ntitle = "The Act"\n'
VERSION = '[[rule.version]]\nfrom = 2015-01-01\nperiod = "{}"\ncounting = "plain"\ncite = [{{ source = "s" }}]\n'


def rule(id, keys, period):
    return f'[[rule]]\nid = "{id}"\ntitle = "{id}"\n{keys}\n' + VERSION.format(period)


ANSWER = rule(
    "answer",
    'duty = "authority"\nanchor = "complaint-filed"\ndone = ["complaint-decided"]\nended_by = ["judgment"]',
    "P15D",
)
SILENCE = rule(
    "silence",
    'anchor = "complaint-filed"\nstarts = [{ end_of = "answer" }]\nunless = ["complaint-decided"]\n'
    'done = ["suit-filed"]',
    "P10D",
)
FILED = event("complaint-filed", "2021-02-01")


@pytest.fixture
def under(law, on, case_of):
    """A case under a made-up pack."""
    from remedy.law.assess import assess
    from tests.conftest import View

    def made(pack, case, day):
        found, problems = compile(Source("xx/pack.toml", HEAD + pack))
        assert problems == []
        changed = msgspec.structs.replace(law, packs={"xx/pack": found})
        return View(assess(case_of(CASE + case), changed, date.fromisoformat(day)))

    return made


def test_silence_starts_a_clock_only_after_the_authoritys_last_day(under):
    early = under(ANSWER + SILENCE, FILED, "2021-02-15").item("silence@complaint-filed")
    assert (early.status, early.reason) == ("not-started", "begins on 2021-02-16")
    after = under(ANSWER + SILENCE, FILED, "2021-02-17").item("silence@complaint-filed")
    assert (after.status, after.date) == ("open", date(2021, 2, 26))


def test_a_decision_in_time_keeps_the_clock_of_silence_from_starting(under):
    decided = FILED + event("complaint-decided", "2021-02-12", outcome="refused")
    item = under(ANSWER + SILENCE, decided, "2021-02-20").item("silence@complaint-filed")
    assert (item.status, item.reason) == ("superseded", "complaint-decided came first: this clock does not run")


def test_a_decision_after_the_silence_leaves_its_clock_running(under):
    decided = FILED + event("complaint-decided", "2021-02-18", outcome="refused")
    assert under(ANSWER + SILENCE, decided, "2021-02-20").item("silence@complaint-filed").status == "open"


def test_a_term_never_passes_the_rule_that_caps_it(under):
    capped = rule("long", 'anchor = "complaint-filed"\nnot_after = "answer"\ndone = ["suit-filed"]', "P2M")
    item = under(ANSWER + capped, FILED, "2021-02-05").item("long@complaint-filed")
    assert (item.date, item.latest) == (date(2021, 2, 16), date(2021, 2, 16))
    assert item.readings[0].trace[-1].why == "not after the last day of answer"


def test_a_term_that_starts_when_another_was_missed_waits_for_that(under):
    first = rule("first", 'anchor = "complaint-filed"\ndone = ["suit-filed"]', "P10D")
    second = rule("second", 'anchor = "complaint-filed"\nstarts = [{ missed = "first" }]\ndone = ["suit-filed"]', "P5D")
    assert under(first + second, FILED, "2021-02-11").item("second@complaint-filed").status == "not-started"
    late = under(first + second, FILED, "2021-02-12").item("second@complaint-filed")
    assert (late.status, late.date) == ("open", date(2021, 2, 16))


@pytest.mark.parametrize(("take", "day"), [("latest", date(2021, 2, 23)), ("earliest", date(2021, 2, 12))])
def test_what_follows_from_several_ends_takes_the_one_that_is_named(under, take, day):
    pack = (
        rule("a", 'anchor = "judgment"\ndone = ["appeal-filed"]', "P10D")
        + rule("b", 'anchor = "judgment"\nduty = "opponent"\ndone = ["appeal-filed"]', "P20D")
        + f'[[derive]]\nevent = "judgment-final"\n[[derive.from]]\nafter_end_of = ["a", "b"]\ntake = "{take}"\n'
        'plus = "P1D"\nif_none = ["appeal-filed"]\n'
    )
    view = under(pack, event("judgment", "2021-02-01", outcome="convicted"), "2021-06-01")
    final = next(e for e in view.answer.events if e.kind == "judgment-final")
    assert final.earliest == day


EACH = rule(
    "each",
    'anchor = "motion-decided"\nstarts = ["decision-learned", "letter-received"]\nstarts_mode = "each"\n'
    'done = ["remarks-filed"]',
    "P10D",
)
DECIDED = event("motion-decided", "2021-03-01") + event("letter-received", "2021-03-05")


def test_where_each_start_counts_one_that_nobody_recorded_leaves_the_last_day_open(under):
    item = under(EACH, DECIDED, "2021-03-11").item("each@motion-decided")
    assert (item.date, item.latest) == (date(2021, 3, 15), None)
    assert under(EACH, DECIDED, "2021-04-11").item("each@motion-decided").status == "unclear"


def test_readings_from_two_starts_can_be_told_apart_and_chosen(under):
    both = DECIDED + event("decision-learned", "2021-03-10")
    ids = {r.id: r.date for r in under(EACH, both, "2021-03-11").item("each@motion-decided").readings}
    assert ids == {"main-from-letter-received": date(2021, 3, 15), "main-from-decision-learned": date(2021, 3, 25)}
    word = '[[override]]\non = "each@motion-decided"\nsince = 2021-03-11\nreason = "r"\n'
    word += 'reading = "main-from-decision-learned"\n'
    item = under(EACH, both + word, "2021-03-11").item("each@motion-decided")
    assert (item.date, item.latest) == (date(2021, 3, 25), date(2021, 3, 25))


def test_a_second_extension_runs_from_the_day_to_which_the_first_was_moved(under):
    extended = 'anchor = "complaint-filed"\nduty = "authority"\ndone = ["complaint-decided"]\nended_by = ["judgment"]'
    pack = rule("answer", extended, "P10D").replace('"plain"', '"kz-cpc"')
    pack += '[rule.extension]\nevent = "term-extended"\neach_max = "P1M"\nbase = "rolled"\ncite = [{ source = "s" }]\n'
    twice = event("complaint-filed", "2021-03-18")
    twice += event("term-extended", "2021-03-25", id="one") + event("term-extended", "2021-04-25", id="two")
    item = under(pack, twice, "2021-05-01").item("answer@complaint-filed")
    # 28 March is a Sunday: moved to the 29th; a month on, Thursday the 29th of April; again, Saturday: to the 31st.
    assert item.date == date(2021, 5, 31)
    assert item.readings[0].trace[-1].to == item.date


ACTED = rule(
    "answer",
    'duty = "authority"\nanchor = "complaint-filed"\ndone = ["complaint-decided"]\nended_by = ["judgment"]',
    "P10D",
)


def test_an_authority_that_certainly_acted_leaves_the_agenda_though_the_day_is_open(under):
    case = FILED + event("complaint-decided", "2021-02-09/2021-02-13", outcome="refused")
    item = under(ACTED, case, "2021-03-01").item("answer@complaint-filed")
    assert (item.status, item.listed) == ("unclear", False)


TWO = event("ruling", "2021-03-01", id="r1") + event("ruling", "2021-03-05", id="r2")


def test_a_complaint_that_names_one_ruling_does_not_meet_the_term_of_the_other(under):
    complaint = rule("complaint", 'anchor = "ruling"\nduty = "party"\ndone = ["complaint-filed"]', "P10D")
    case = TWO + event("complaint-filed", "2021-03-08", answers=["r1"])
    seen = under(complaint, case, "2021-04-20")
    assert seen.item("complaint@r1").status == "met"
    assert seen.item("complaint@r2").status == "missed"


def test_what_keeps_a_clock_from_starting_may_lie_before_its_anchor_but_not_before_the_one_before(under):
    clock = rule("clock", 'anchor = "ruling"\nunless = ["case-terminated"]\ndone = ["complaint-filed"]', "P10D")
    before = event("case-terminated", "2021-02-20") + event("ruling", "2021-03-01", id="second")
    assert under(clock, before, "2021-03-05").item("clock@second").status == "superseded"
    first = event("ruling", "2021-01-10", id="first") + event("case-terminated", "2021-01-15")
    late = first + event("ruling", "2021-03-01", id="second")
    assert under(clock, late, "2021-03-05").item("clock@second").status == "superseded"
    round_before = event("case-terminated", "2021-01-05") + event("ruling", "2021-01-10", id="first")
    later = round_before + event("ruling", "2021-03-01", id="second")
    assert under(clock, later, "2021-03-05").item("clock@second").status == "open"


def test_the_calculator_knows_what_keeps_a_clock_from_starting_and_what_caps_it(law):
    from remedy.case.dates import parse
    from remedy.law.compute import compute

    capped = rule("long", 'anchor = "complaint-filed"\nnot_after = "answer"\ndone = ["suit-filed"]', "P2M")
    pack, problems = compile(Source("xx/pack.toml", HEAD + ANSWER + SILENCE + capped))
    assert problems == []
    changed = msgspec.structs.replace(law, packs={"xx/pack": pack})
    by_id = {r.id: r for r in pack.rules}
    assert compute(by_id["long"], changed, parse("2021-02-01")).date == date(2021, 2, 16)
    assert compute(by_id["silence"], changed, parse("2021-02-01")).date == date(2021, 2, 26)
    decided = compute(by_id["silence"], changed, parse("2021-02-01"), events={"complaint-decided": parse("2021-02-10")})
    assert (decided.date, decided.reason) == (None, "complaint-decided came first: this clock does not run")


def test_a_start_so_long_after_an_event_is_a_day_of_its_own(under):
    after = 'anchor = "complaint-filed"\nstarts = [{ kind = "complaint-filed", after = "P1M" }]\ndone = ["suit-filed"]'
    early = under(rule("silence", after, "P10D"), FILED, "2021-02-28").item("silence@complaint-filed")
    assert (early.status, early.reason) == ("not-started", "begins on 2021-03-01")
    late = under(rule("silence", after, "P10D"), FILED, "2021-03-02").item("silence@complaint-filed")
    assert (late.status, late.date, late.trigger.event) == ("open", date(2021, 3, 11), "1 month after complaint-filed")


def test_the_end_of_a_term_is_that_of_the_anchor_in_whose_round_it_lies(under):
    pack = rule("appeal", 'anchor = "judgment"\ndone = ["appeal-filed"]', "P15D")
    sent = 'anchor = "appeal-filed"\nduty = "authority"\nstarts = [{ end_of = "appeal" }]\ndone = ["case-received"]\n'
    pack += rule("sent", sent + 'ended_by = ["appeal-decided"]', "P1D")
    rounds = event("judgment", "2021-02-01", id="one", outcome="convicted")
    rounds += event("judgment", "2021-06-01", id="two", outcome="convicted") + event("appeal-filed", "2021-06-07")
    assert under(pack, rounds, "2021-06-10").item("sent@appeal-filed").date == date(2021, 6, 17)


READINGS = rule("term", 'anchor = "motion-decided"\ndone = ["complaint-filed"]', "P3D")
READINGS += '[[rule.version.reading]]\nid = "copy"\nHOW\nstarts = ["ruling-copy-received"]\n'
MOTION = event("motion-decided", "2021-02-01", outcome="refused")
COPY = event("ruling-copy-received", "2021-02-03")


def test_a_reading_instead_of_another_takes_its_place_only_once_its_start_is_recorded(under):
    pack = READINGS.replace("HOW", "instead = true")
    without = under(pack, MOTION, "2021-02-02").item("term@motion-decided")
    assert (without.date, without.latest) == (date(2021, 2, 4), None)
    served = under(pack, MOTION + COPY, "2021-02-04").item("term@motion-decided")
    assert [(r.id, r.date) for r in served.readings] == [("copy", date(2021, 2, 8))]


def test_an_optional_reading_falls_away_where_nobody_recorded_its_start(under):
    pack = READINGS.replace("HOW", "optional = true")
    without = under(pack, MOTION, "2021-02-02").item("term@motion-decided")
    assert (without.date, without.latest) == (date(2021, 2, 4), date(2021, 2, 4))
    both = under(pack, MOTION + COPY, "2021-02-04").item("term@motion-decided")
    assert (both.date, both.latest) == (date(2021, 2, 4), date(2021, 2, 8))


def test_a_start_before_the_anchor_is_what_the_anchor_answers(under):
    back = 'duty = "authority"\nanchor = "cassation-decided"\ndone = ["cassation-decided"]\nended_by = ["judgment"]\n'
    back += 'starts = [{ kind = "cassation-filed", on = "received", before = true }]'
    filed = event("cassation-filed", "2021-02-01", id="one") + "received = 2021-02-03\n"
    filed += event("cassation-decided", "2021-02-09", outcome="returned")
    filed += event("cassation-filed", "2021-03-01", id="two") + "received = 2021-03-02\n"
    item = under(rule("back", back, "P3D"), filed, "2021-03-10").item("back@cassation-decided")
    assert (item.status, item.date) == ("met-late", date(2021, 2, 8))


def test_what_overtakes_a_clock_is_another_event_than_its_own_anchor(under):
    own = 'anchor = "complaint-filed"\ndone = ["suit-filed"]\nended_by = ["complaint-filed"]'
    again = FILED.replace('kind = "complaint-filed"', 'kind = "complaint-filed"\nid = "one"')
    assert under(rule("suit", own, "P10D"), again, "2021-02-03").item("suit@one").status == "open"


SIDE = """
[[remedy]]
id = "against-a-ruling"
title = "Against a ruling"
stage = "execution"
side = true
after = [{ event = "ruling", stage = "execution" }]
filed = ["appeal-filed"]
decided = ["appeal-decided"]
[[remedy.version]]
from = 2015-01-01
cite = [{ source = "s" }]
"""
PLACES = "".join(
    f'[[proceeding]]\nid = "{id}"\nstage = "{stage}"\n'
    for id, stage in (("trial", "first-instance"), ("prison", "execution"))
)


def test_a_remedy_beside_the_ladder_is_shown_only_where_something_of_its_stage_opened_it(under):
    def shown(proceeding):
        return under(SIDE, PLACES + event("ruling", "2021-02-01", proceeding=proceeding), "2021-02-03").answer.ladder

    assert shown("trial") == []
    assert [r.state for r in shown("prison")] == ["available"]


def test_an_appeal_of_another_stage_does_not_use_a_remedy_beside_the_ladder(under):
    case = PLACES + event("judgment", "2020-02-03", outcome="convicted") + event("appeal-filed", "..")
    assert under(SIDE, case, "2021-02-03").answer.ladder == []
    view = under(SIDE, case + event("ruling", "2021-02-01", proceeding="prison"), "2021-02-03")
    assert view.rung("against-a-ruling").state == "available"


def test_an_opening_for_what_is_worse_does_not_open_what_is_better(under):
    pack = SIDE.replace('stage = "execution"\nside', 'stage = "new-circumstances"\nside')
    pack = pack.replace(
        '{ event = "ruling", stage = "execution" }', '{ event = "new-circumstance-found", aim = "better" }'
    )
    found = event("new-circumstance-found", "2021-02-01")
    assert under(pack, found + 'aim = "worse"\n', "2021-02-03").answer.ladder == []
    assert [r.state for r in under(pack, found, "2021-02-03").answer.ladder] == ["available"]
