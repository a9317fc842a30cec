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
