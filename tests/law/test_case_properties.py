"""Promises about whole cases, held on random lives of a case: what may be added, split, learnt or not yet known."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from remedy.law.assess import assess
from tests.law.test_properties import KINDS, LAW, OUTCOMES, built, without_counts

CALM = settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much])
IRRELEVANT = ("note", "statement", "report-published", "letter-sent")
FACTS = {"gravity": "medium", "custody": False, "large_judgment": False, "new_evidence": False}


def life(events, facts=FACTS):
    return {"format": 1, "id": "x", "title": "X", "country": "KZ", "packs": ["kz/criminal"], "facts": dict(facts),
            "person": [{"id": "p", "role": "defendant"}], "event": events}  # fmt: skip


@st.composite
def histories(draw):
    """A life of a case with its true days: a prefix of the ladder with holes."""
    now = draw(st.dates(date(2016, 2, 1), date(2025, 9, 1)))
    out = []
    for kind in KINDS[1 : draw(st.integers(2, len(KINDS)))]:
        now += timedelta(days=draw(st.integers(0, 40)))
        if kind in ("released",) or (kind != "judgment" and draw(st.integers(0, 3)) == 0):
            continue
        out.append((kind, now))
    return out


def recorded(kind, written):
    event = {"kind": kind, "date": written}
    if kind in OUTCOMES:
        event["outcome"] = OUTCOMES[kind]
    if kind == "judgment-copy-received":
        event["to"] = "p"
    return event


def exact(history):
    return [recorded(kind, day.isoformat()) for kind, day in history]


def said(answer):
    """Deadlines and ladder without what counts days, by id."""
    items = {i.id: (i.status, i.date, i.earliest, i.latest, i.inferred) for i in answer.items if i.type == "deadline"}
    return items, [(r.remedy, r.state) for r in answer.ladder]


@CALM
@given(histories(), st.sampled_from(IRRELEVANT), st.integers(-20, 400), st.integers(0, 500))
def test_an_event_that_no_rule_looks_at_changes_no_answer(history, kind, after, days):
    first, day = history[0][1], history[0][1] + timedelta(days=days)
    more = [*exact(history), recorded(kind, (first + timedelta(days=after)).isoformat())]
    before = assess(built(life(exact(history))), LAW, day)
    then = assess(built(life(more)), LAW, day)
    kept = [i for i in before.items if i.type != "review"]
    assert without_counts(kept) == without_counts([i for i in then.items if i.type != "review"])
    assert without_counts(before.ladder) == without_counts(then.ladder)


@CALM
@given(
    st.dates(date(2016, 2, 1), date(2025, 12, 1)),
    st.integers(1, 20),
    st.sampled_from([("judgment", "appeal"), ("judgment", "prosecutor-appeal"), ("judgment", "copy"),
                     ("appeal-decided", "appeal-copy"), ("appeal-decided", "cassation-worsening")]),
)  # fmt: skip
def test_an_uncertain_day_split_into_its_days_gives_the_same_answers_together(first, length, which):
    kind, rule = which
    days = [first + timedelta(days=n) for n in range(length + 1)]
    later = days[-1] + timedelta(days=900)

    def answers(written):
        before = [] if kind == "judgment" else [recorded("judgment", (first - timedelta(days=60)).isoformat())]
        items = assess(built(life([*before, recorded(kind, written)])), LAW, later).items
        return [i for i in items if i.rule == f"kz/criminal.{rule}"]

    whole = answers(f"{days[0]}/{days[-1]}")
    each = [i for d in days for i in answers(d.isoformat())]
    assume(all(i.earliest is not None and i.latest is not None for i in (*whole, *each)))
    assert [(i.earliest, i.latest) for i in whole] == [(min(i.earliest for i in each), max(i.latest for i in each))]


@CALM
@given(histories(), st.data())
def test_knowing_more_never_widens_an_interval(history, data):
    forms = [data.draw(st.sampled_from(["exact", "month", "by", "open"])) for _ in history]
    written = [
        {"exact": day.isoformat(), "month": f"{day:%Y-%m}", "by": f"../{day}", "open": ".."}[form]
        for (_, day), form in zip(history, forms, strict=True)
    ]
    which = data.draw(st.integers(0, len(history) - 1))
    known = [*written]
    known[which] = history[which][1].isoformat()
    day = history[-1][1] + timedelta(days=data.draw(st.integers(0, 400)))

    def intervals(days):
        events = [recorded(kind, d) for (kind, _), d in zip(history, days, strict=True)]
        items = assess(built(life(events)), LAW, day).items
        return {i.id: i for i in items if i.type == "deadline" and i.status not in ("not-started", "superseded")}

    wide, narrow = intervals(written), intervals(known)
    for id in wide.keys() & narrow.keys():
        a, b = wide[id], narrow[id]
        if a.earliest is not None and b.earliest is not None:
            assert b.earliest >= a.earliest, id
        if a.latest is not None:
            assert b.latest is not None and b.latest <= a.latest, id


@CALM
@given(histories(), st.integers(0, 600))
def test_an_answer_on_a_day_does_not_know_what_happened_after_it(history, days):
    day = history[0][1] + timedelta(days=days)
    so_far = [(kind, d) for kind, d in history if d <= day]
    assume(so_far)
    assert said(assess(built(life(exact(history))), LAW, day)) == said(assess(built(life(exact(so_far))), LAW, day))
