"""A file put in order loses nothing: data, comments and answers stay, and a second time nothing changes."""

import random
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.case.fields import COMMON, TABLES
from remedy.case.layout import comments, statements
from remedy.case.read import read
from remedy.case.source import Source
from remedy.law.assess import assess
from remedy.law.moves import is_unmoved
from remedy.store.arrange import arranged
from remedy.store.case_text import text_of
from remedy.store.splice import Refused, same
from tests.law.test_case_properties import histories, life, recorded
from tests.law.test_properties import LAW
from tests.store.test_splice import HEAD, ROWS, ZOO, meant

CASES = sorted((Path(__file__).parent.parent.parent / "cases").rglob("*.toml"))


def put(text, **more):
    return arranged(Source("x.toml", text), **more).after


def said(text):
    return sorted(comments(text, 0, len(text)))


@pytest.mark.parametrize("style", ZOO)
def test_every_style_is_put_in_order_once_and_nothing_is_lost(style):
    text = ZOO[style]
    after = put(text)
    events = meant(text).get("event", [])
    assert {**meant(after), "event": None} == {**meant(text), "event": None}
    assert sorted(str(sorted(e.items())) for e in meant(after).get("event", [])) == sorted(
        str(sorted(e.items())) for e in events
    )
    assert said(after) == said(text)
    assert put(after) == after
    assert ("\r\n" in after, after.count("\ufeff")) == ("\r\n" in text, text.count("\ufeff"))
    assert "\r\n" not in text or after.count("\n") == after.count("\r\n")


DAYS = st.one_of(st.dates(date(2019, 1, 1), date(2019, 12, 31)), st.sampled_from(["2019-05", "../2019-06-01", ".."]))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.one_of(
    WORDS, st.integers(-9, 9), DAYS, st.lists(WORDS, max_size=12), st.dictionaries(WORDS, DAYS, max_size=3)
)


def row(table):
    """Any keys of a table, known ones and others, in any order; an event with its day."""
    keys = st.sampled_from([*TABLES.get(table, {}), *COMMON, "mine", "other key"])
    more = st.dictionaries(keys, VALUES, max_size=6)
    return st.builds(lambda more, day: {**more, "date": day}, more, DAYS) if table == "event" else more


@given(head=row("case").map(lambda h: {**{k: v for k, v in h.items() if k not in ("facts", "sources")}, "id": "x"}),
       facts=st.dictionaries(WORDS, WORDS, max_size=2),
       tables=st.fixed_dictionaries({t: st.lists(row(t), max_size=4) for t in ("event", "person", "step", "charge")}),
       sources=st.dictionaries(WORDS, row("reference"), max_size=2))  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_a_file_that_new_and_import_write_is_in_order_already(head, facts, tables, sources):
    text = text_of({**head, **({"facts": facts} if facts else {})}, tables, sources)
    assert put(text) == text


TYPED = """#:schema ./case.json
# Entered by hand
title="A" # as the court writes it
id='a'
format=1
# mine alone
mine = [1,
  2]

[[step]]
title="x"
id="s"

# == EVENTS ==

# the second
[[ event ]] # filed
  kind='appeal-filed'
# by post
  date=2020-07-01
# the receipt is with counsel

[[event]]
date = 2020-06-22
kind="judgment"
[event.facts]
custody=false
# since 2020
[facts]
gravity="medium"

# the end
"""

ORDERLY = """#:schema ./case.json
# Entered by hand
format = 1
id = "a"
title = "A"  # as the court writes it
# mine alone
mine = [1, 2]

# since 2020
[facts]
gravity = "medium"

# == EVENTS ==

[[event]]
kind = "judgment"
date = 2020-06-22

[event.facts]
custody = false

# the second
[[event]]  # filed
kind = "appeal-filed"
# by post
date = 2020-07-01
# the receipt is with counsel

[[step]]
id = "s"
title = "x"

# the end
"""


def test_tables_keys_and_days_go_in_order_and_comments_go_with_them():
    assert put(TYPED) == ORDERLY


def ids(text):
    return [e.get("id", e["kind"]) for e in tomllib.loads(text)["event"]]


def note(id, day, above=""):
    return f'{above}[[event]]\nid = "{id}"\nkind = "note"\n{day}\n'


A, B, C = (note(id, f"date = 2020-0{n}-01") for n, id in enumerate("abc", 1))
A_HEADED, A_NOTED = A.replace("[[", "\n# Appeal\n\n[[", 1), A.replace("[[", "\n# Appeal\n[[", 1)
SORTED = {
    "by day": ([B, A], "ab"),
    "one day": ([B, A.replace("-01-", "-02-")], "ba"),
    "uncertain between": ([C, note("b", 'date = "2020-02"'), A], "cba"),
    "doubtful": ([note("b", 'date = "2020-02-01?"'), A], "ba"),
    "no day": ([B, note("a", "")], "ba"),
    "a heading": ([B, A_HEADED], "ba"),
    "a comment of its own": ([B, A_NOTED], "ab"),
    "one id twice": ([B, A, A.replace("2020", "2019")], "baa"),
}


@pytest.mark.parametrize("which", SORTED)
def test_only_events_of_certain_days_pass_each_other(which):
    rows, order = SORTED[which]
    assert ids(put(HEAD + "".join(rows))) == [*order]


def test_a_list_with_a_comment_and_a_text_over_lines_stay_as_they_were_typed():
    kept = [
        'tags = [\n    "a", # first\n  "b",\n]\n',
        'note = """\n  [[event]]\n# no comment\n"""\n',
        "note = 'a \"b\"'\n",
    ]
    for lines in kept:
        assert lines in put(HEAD + lines)


def test_a_long_list_goes_over_lines_and_a_short_one_on_one():
    long = [f"word-number-{n}" for n in range(12)]
    text = HEAD + "tags = " + repr(long).replace("'", '"') + '\nrelated = [\n  "a",\n]\n'
    assert '\n  "word-number-3",\n' in put(text)
    assert 'related = ["a"]\n' in put(text)


def test_a_file_that_is_no_toml_is_refused():
    with pytest.raises(Refused):
        put("a = [")


def test_numbers_that_look_alike_are_not_the_same():
    assert not same({"a": 1}, {"a": 1.0})
    assert not same([True], [1])
    assert same({"a": float("nan")}, {"a": float("nan")})


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.lists(ROWS, max_size=3), ROWS)
def test_whatever_a_writer_writes_is_put_in_order_without_loss(rows, head):
    text = tomli_w.dumps({**head, **({"event": rows} if rows else {})})
    after = put(text)
    assert same({**meant(after), "event": None}, {**meant(text), "event": None})
    assert put(after) == after


def case_of(text):
    found, _ = read(Source("x.toml", text), LAW.vocabulary)
    return found


def shuffled(text, dice):
    """The tables of a file, each in one piece, in any order that keeps those of one name in theirs."""
    laid = statements(text)
    tops = [s.start for s in laid if s.kind != "key" and len([p for p in s.path if isinstance(p, str)]) == 1]
    tops = [at - len(re.search(r"(^(#[^\n]*)?\n)*\Z", text[:at], re.M)[0]) for at in tops]
    pieces = [text[a:b] for a, b in zip(tops, [*tops[1:], len(text)], strict=True)]
    names = [re.search(r"^\[.*", piece, re.M)[0] for piece in pieces]
    queues = {name: [p for p, n in zip(pieces, names, strict=True) if n == name] for name in names}
    dice.shuffle(names)
    return text[: tops[0]] + "\n" + "".join(queues[name].pop(0).strip("\n") + "\n\n" for name in names)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_answers_of_a_real_case_are_the_same_before_and_after(path):
    text = path.read_text("utf-8")
    mixed = shuffled(text, random.Random(path.stem))
    assert mixed != text
    before = case_of(text)
    for one in (text, mixed):
        assert is_unmoved(before, case_of(put(one)), LAW, date(2026, 11, 24))
    assert put(mixed) == put(text)


FORMS = ("{day}", "{day}", "{day:%Y-%m}", "../{day}", "..", "{day}?")


@settings(deadline=None, max_examples=60, derandomize=True)
@given(histories(), st.data())
def test_events_put_in_order_of_days_move_no_answer(history, data):
    rows = [
        recorded(k, data.draw(st.sampled_from(FORMS)).format(day=d)) for k, d in data.draw(st.permutations(history))
    ]
    text = tomli_w.dumps(life(rows))
    before, after = case_of(text), case_of(put(text))
    for days in (0, 30, 400):
        day = history[-1][1] + timedelta(days=days)
        assert assess(before, LAW, day) == assess(after, LAW, day)
