"""Every problem names its line, its key, its code and its cure, and costs no more than it must."""

import pytest

from remedy.case.check import Check, double
from remedy.case.read import read
from remedy.case.source import Source
from remedy.law.assess import assess
from remedy.law.contradictions import problems as contradictions

GOOD = """format = 1
id = "x"
title = "X"
country = "KZ"
packs = ["kz/criminal"]
[sources]
r = "https://example.org"
[[person]]
id = "p"
role = "defendant"
[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"
sources = ["r"]
"""


@pytest.fixture
def found(law):
    """All problems of a text, as (code, line, key, fix); its case beside them."""

    def run(text):
        source = Source("x.toml", text)
        case, problems = read(source, law.vocabulary)
        if case is not None:
            from datetime import date

            today = date(2026, 11, 24)
            check = Check(case, source, law.vocabulary)
            problems += [*check.errors(), *check.warnings(law.packs, today)]
            problems += contradictions(case, assess(case, law, today).contradicted, source)
        return case, [(p.code, p.line, p.key, p.fix) for p in problems]

    return run


def test_a_good_file_has_no_problem(found):
    assert found(GOOD)[1] == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key", "cure"),
    [
        ('id = "x"', 'id = "x', "bad-toml", 2, "", "quote"),
        ("format = 1", "format = 2", "newer-format", 1, "format", "newer remedy"),
        ('title = "X"\n', "", "missing-key", 1, "", "title ="),
        ('id = "p"', "id = 7", "wrong-type", 9, "person[1].id", "text in quotes"),
        ("date = 2020-06-22", 'date = "03/04/2021"', "bad-date", 13, "event[1].date", "2021-04-03"),
        ("date = 2020-06-22", "date = 2020-06-22T10:00:00", "bad-date", 13, "event[1].date", "time"),
        ('kind = "judgment"', 'kind = "judgement"', "unknown-kind", 12, "event[1].kind", '"judgment"'),
        ('outcome = "convicted"', 'outcome = "convictd"', "bad-outcome", 14, "event[1].outcome", '"convicted"'),
        ('sources = ["r"]', 'sources = ["rr"]', "dangling-reference", 15, "event[1].sources", '"r"'),
        ('packs = ["kz/criminal"]', 'packs = ["kz/crimnal"]', "unknown-pack", 5, "packs", '"kz/criminal"'),
        ('outcome = "convicted"', 'outcom = "convicted"', "unknown-key", 14, "event[1].outcom", '"outcome"'),
        ("date = 2020-06-22", "date = 2027-06-22", "future-event", 13, "event[1].date", "scheduled"),
        ('sources = ["r"]\n', "", "unsourced", 11, "event[1]", "sources"),
        ('role = "defendant"', 'role = "contact"', "contact-not-confidential", 8, "person[1]", "confidential = true"),
        ('country = "KZ"\n', "", "no-country", 1, "", "country"),
    ],
)
def test_the_problem_names_line_key_and_cure(found, old, new, code, line, key, cure):
    problems = found(GOOD.replace(old, new))[1]
    assert (code, line, key) in [p[:3] for p in problems]
    assert cure in next(p[3] for p in problems if p[0] == code)


ADDED = {
    "unknown-table": ('[[evnt]]\nkind = "appeal-filed"\ndate = 2020-07-01\n', 16, '"event"'),
    "fact-contradicts-events": (
        '[[event]]\nkind = "detained"\ndate = 2020-04-17\nsources = ["r"]\n[facts]\ncustody = false\n', 21, "leave it",
    ),
    "bad-period": ('[[sanction]]\nid = "s"\nkind = "ban"\nlength = "5 years"\nsources = ["r"]\n', 19, "P15D"),
    "duplicate-id": ('[[event]]\nkind = "judgment"\ndate = 2021-06-22\nsources = ["r"]\n', 16, "judgment-b"),
    "no-reason": ('[[override]]\non = "appeal@judgment"\nwaived = true\n', 16, "reason"),
    "order": ('[[event]]\nkind = "judgment-copy-received"\ndate = 2020-06-01\nsources = ["r"]\n', 18, "uncertain"),
    "ambiguous-answer": (
        '[[event]]\nkind = "appeal-filed"\ndate = ".."\nsources = ["r"]\n'
        '[[event]]\nkind = "appeal-decided"\ndate = 2020-09-01\nsources = ["r"]\n'
        '[[event]]\nid = "again"\nkind = "appeal-decided"\ndate = 2021-09-01\nsources = ["r"]\n',
        16, "answers",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", ADDED)
def test_what_was_added_is_said(found, code):
    text, line, cure = ADDED[code]
    problems = found(GOOD + text)[1]
    assert (code, line) in [p[:2] for p in problems]
    assert cure in next(p[3] for p in problems if p[0] == code)


FILED = '[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\nsources = ["r"]\n'
LETTER = '[[deadline]]\nid = "letter"\nset_on = 2021-06-20\ndate = {}\n'
WORD = '[[override]]\non = "{}"\nsince = 2020-07-14\ndate = {}\nreason = "Ruling"\n'
IMPOSSIBLE = {
    "sent after it was filed": (FILED + "sent = 2020-07-02\n", 20, "event[2].sent"),
    "sent after it was received": (FILED + "sent = 2020-06-30\nreceived = 2020-06-29\n", 20, "event[2].sent"),
    "set after its last day": (LETTER.format("2021-06-19"), 18, "deadline[1].set_on"),
    "set after its last possible day": (LETTER.format('"2021-05"'), 18, "deadline[1].set_on"),
    "fixed before the judgment": (WORD.format("appeal@judgment", "2020-06-21"), 19, "override[1].date"),
    "fixed before the judgment, the case named": (WORD.format("x#kz/criminal.appeal@judgment/p", "2020-06-21"), 19,
                                                  "override[1].date"),
    "fixed before it was set": (LETTER.format("2021-09-01") + WORD.format("deadline:letter", "2021-06-19"), 23,
                                "override[1].date"),
}  # fmt: skip


@pytest.mark.parametrize("which", IMPOSSIBLE)
def test_days_that_cannot_both_be_true_are_said_at_the_key(found, which):
    text, line, key = IMPOSSIBLE[which]
    problems = [p[:3] for p in found(GOOD + text)[1]]
    assert ("order", line, key) in problems


POSSIBLE = {
    "sent on the day": FILED + "sent = 2020-07-01\n",
    "sent before, received after": FILED + "sent = 2020-06-30\nreceived = 2020-07-03\n",
    "sent in a month that holds the day": FILED + 'sent = "2020-07"\n',
    "a judgment sent later": "sent = 2020-07-15\n",
    "set on its last day": LETTER.format("2021-06-20"),
    "set in its month": LETTER.format('"2021-06"'),
    "fixed on the day of the judgment": WORD.format("appeal@judgment", "2020-06-22"),
    "fixed before the day of the word": WORD.format("appeal@judgment", "2020-07-10"),
}


@pytest.mark.parametrize("which", POSSIBLE)
def test_days_that_may_both_be_true_are_not_called_a_contradiction(found, which):
    assert "order" not in [p[0] for p in found(GOOD + POSSIBLE[which])[1]]


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        (FILED + "sent = 2020-07-02\n", "appeal@judgment", "2020-08-01"),
        (WORD.format("appeal@judgment", "2020-06-21"), "appeal@judgment", "2020-08-01"),
        (LETTER.format("2021-06-19"), "deadline:letter", "2021-07-01"),
        (LETTER.format("2021-09-01") + WORD.format("deadline:letter", "2021-06-19"), "deadline:letter", "2021-07-01"),
    ],
)
def test_the_clock_that_a_contradiction_touches_is_unclear_and_never_missed(found, on, text, name, day):
    item = on(found(GOOD + text)[0], day).item(name)
    assert item.status == "unclear"
    assert "correct the file first" in item.reason


UNDOING = '[[event]]\nkind = "{}"\ndate = 2020-09-15\nundoes = ["{}"]\nsources = ["r"]\n'


@pytest.mark.parametrize(
    ("kind", "named", "said"),
    [
        ("hearing", "judgment", "the decision that set it aside"),
        ("appeal-decided", "appeal-filed", 'did you mean "appeal-decided"?'),
        ("appeal-decided", "judgment", ""),
    ],
)
def test_only_a_decision_sets_aside_and_only_a_decision_is_set_aside(found, kind, named, said):
    problems = found(GOOD + FILED + UNDOING.format(kind, named))[1]
    told = [p[3] for p in problems if p[:3] == ("dangling-reference", 23, "event[3].undoes")]
    assert bool(told) == bool(said)
    assert said in "".join(told)


def test_a_filing_that_a_decision_cannot_set_aside_still_counts(found, on):
    case, _ = found(GOOD + FILED + UNDOING.format("restoration-decided", "appeal-filed") + 'outcome = "refused"\n')
    assert on(case, "2020-10-01").item("appeal@judgment").status == "met"


TWICE = {
    "pack": GOOD.replace('packs = ["kz/criminal"]', 'packs = ["kz/criminal", "un/hrc", "kz/criminal"]'),
    "person": GOOD.replace("[[event]]", '[[person]]\nid = "p"\nrole = "applicant"\n[[event]]', 1),
}


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ("pack", ("unknown-pack", 5, "packs", "name it once")),
        ("person", ("duplicate-id", 12, "person[2].id", 'give this one an id of its own, such as id = "p-b"')),
    ],
)
def test_what_is_named_twice_is_said_and_no_line_stands_twice(found, on, what, problem):
    case, problems = found(TWICE[what])
    assert problem in problems
    twice, once = ([i.id for i in on(c, "2020-07-01").answer.items] for c in (case, found(GOOD)[0]))
    assert len(set(twice)) == len(twice)
    assert [i for i in twice if "un/hrc" not in i] == once


def test_an_id_in_two_files_is_said_with_the_other_file(law):
    one, other = Source("a.toml", GOOD), Source("b.toml", GOOD)
    seen = {}
    for source in (one, other):
        case, _ = read(source, law.vocabulary)
        problems = double(case, source, seen)
    assert [(p.code, p.file, p.line) for p in problems] == [("duplicate-id", "b.toml", 2)]
    assert "a.toml" in problems[0].message


def test_a_wrong_date_leaves_the_event_with_its_day_unknown(found):
    case, _ = found(GOOD.replace("date = 2020-06-22", 'date = "03/04/2021"'))
    assert (case.events[0].kind, case.events[0].when.raw) == ("judgment", "..")


def test_a_wrong_date_of_a_filing_never_makes_its_deadline_look_missed(law, found):
    from datetime import date

    text = GOOD + '[[event]]\nkind = "appeal-filed"\ndate = "03/04/2021"\n'
    case, _ = found(text)
    items = assess(case, law, date(2020, 8, 1)).items
    assert next(i for i in items if i.rule == "kz/criminal.appeal").status == "unclear"


def test_a_wrong_type_drops_its_table_and_no_other(found):
    case, _ = found(GOOD.replace('id = "p"', "id = 7"))
    assert (case.persons, [e.id for e in case.events]) == ((), ["judgment"])


def test_a_table_inside_a_text_is_not_taken_for_a_table(found):
    text = GOOD.replace('title = "X"', 'title = "X"\nnote = """\n[[event]]\nkind = "nonsense"\n"""')
    problems = found(text.replace('sources = ["r"]', 'sources = ["rr"]'))[1]
    assert [(p[0], p[1]) for p in problems] == [("dangling-reference", 19)]


def test_carriage_returns_and_a_byte_order_mark_change_no_line(found):
    text = "\ufeff" + GOOD.replace('kind = "judgment"', 'kind = "judgement"').replace("\n", "\r\n")
    assert ("unknown-kind", 12) in [p[:2] for p in found(text)[1]]


@pytest.mark.parametrize(
    "filing",
    [
        '[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\ntime = 10\n',
        '[[event]]\nkind = "apeal-filed"\ndate = 2020-07-01\n',
        '[[event]]\nkind = "appeal-filed"\ndate = "1 July"\n',
        '[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\nperson = ["nobody"]\n',
        '[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\nby = "nobody"\n',
        '[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\nproceeding = "nowhere"\n',
    ],
)
def test_a_mistake_in_a_filing_never_makes_its_deadline_look_missed(law, found, filing):
    from datetime import date

    case, problems = found(GOOD + filing)
    assert any(code not in ("unsourced",) for code, *_ in problems)
    items = assess(case, law, date(2020, 8, 1)).items
    assert next(i for i in items if i.rule == "kz/criminal.appeal").status in ("met", "unclear")


def test_a_wrong_outcome_keeps_the_deadline_of_the_judgment(law, found):
    from datetime import date

    case, _ = found(GOOD.replace('"convicted"', '"convictd"'))
    items = assess(case, law, date(2020, 7, 1)).items
    appeal = next(i for i in items if i.rule == "kz/criminal.appeal")
    assert (appeal.status, appeal.date) == ("open", date(2020, 7, 7))
