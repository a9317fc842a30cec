"""What an author of law can get wrong: said with line and cure, and never a traceback, a wrong date or silence."""

import copy
import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest
import tomli_w

from remedy.case.source import Source
from remedy.law import verify
from remedy.law.assess import assess
from remedy.law.calendar import read as read_calendar
from remedy.law.compile import compile
from remedy.law.counting import read as read_conventions
from remedy.law.pack_names import settle

HEAD = """format = 1
id = "xx/pack"
title = "X"
calendar = "KZ"
[source.s]
title = "The Act"
"""
FACT = '[[fact]]\nid = "custody"\nvalues = [true, false]\nasks = "Held?"\n'
REMEDY = """[[remedy]]
id = "appeal"
title = "Appeal"
after = ["judgment"]
filed = ["appeal-filed"]
decided = ["appeal-decided"]
[[remedy.version]]
from = 2015-01-01
"""
RULE = """[[rule]]
id = "appeal"
remedy = "appeal"
title = "Appeal"
anchor = "judgment"
done = ["appeal-filed"]
[[rule.version]]
from = 2015-01-01
period = "P15D"
counting = "plain"
cite = [{ source = "s", article = "1" }]
"""
GOOD = HEAD + FACT + REMEDY + RULE


@pytest.fixture
def problems(law):
    """What `rules check` says of a pack."""

    def said(text):
        source = Source("xx/pack.toml", text)
        pack, found = compile(source)
        if pack is None:
            return found
        pack, more = settle(pack, source, law.vocabulary, law.conventions, law.calendars)
        changed = msgspec.structs.replace(law, packs={pack.id: pack})
        return [*found, *more, *verify.pack(pack, changed, source)]

    return said


def test_a_good_pack_has_no_problem(problems):
    assert problems(GOOD) == []


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


SECOND = '\n[[rule.version]]\nfrom = {}\nperiod = "P10D"\ncite = [{{ source = "s" }}]\n'

WRONG = [
    ("title = \"Appeal\"\nanchor", "titel = \"Appeal\"\ntitle = \"Appeal\"\nanchor", "unknown-key", "titel"),
    ('period = "P15D"', 'period = "15 days"', "bad-period", "period"),
    ('period = "P15D"\n', "", "missing-key", "[[rule.version]]"),
    ('period = "P15D"', 'period = "P15D"\nstages = ["P2M"]', "wrong-type", "stages"),
    ('counting = "plain"', 'counting = "plane"', "dangling-reference", "counting"),
    ('anchor = "judgment"', 'anchor = "judgement"', "unknown-kind", "anchor"),
    ('anchor = "judgment"\n', "", "missing-key", "[[rule]]"),
    ('anchor = "judgment"', 'anchor = "judgment"\nduty = "partey"', "wrong-type", "duty"),
    ('anchor = "judgment"', 'anchor = "judgment"\nkind = "fixd"', "wrong-type", "kind ="),
    ('anchor = "judgment"', 'anchor = "judgment"\nselected_by = "actt"', "wrong-type", "selected_by"),
    ('anchor = "judgment"', 'anchor = "judgment"\nmet_by = "post"', "wrong-type", "met_by"),
    ('anchor = "judgment"', 'anchor = "judgment"\nstarts = ["letter-red"]', "unknown-kind", "starts"),
    ('anchor = "judgment"', 'anchor = "judgment"\nstarts = [{ end_of = "nothing" }]', "dangling-reference", "starts"),
    ('anchor = "judgment"', 'anchor = "judgment"\nstarts = [7]', "wrong-type", "starts"),
    ('anchor = "judgment"', 'anchor = "judgment"\nnot_after = "nothing"', "dangling-reference", "not_after"),
    ('anchor = "judgment"', 'anchor = "judgment"\nif_missed = ["nothing"]', "dangling-reference", "if_missed"),
    ('anchor = "judgment"', 'anchor = "judgment"\nif = { gravity = true }', "dangling-reference", "if ="),
    ('anchor = "judgment"', 'anchor = "judgment"\nif = { custody = "yes" }', "dangling-reference", "if ="),
    ('anchor = "judgment"', 'anchor = "judgment"\nexample = [7]', "wrong-type", "example"),
    ('anchor = "judgment"', 'anchor = "judgment"\nexample = [{ on = 2020-06-22 }]',
     "missing-key", "example"),
    ('anchor = "judgment"', 'anchor = "judgment"\nexample = [{ on = 2020-06-22, last_day = 2020-07-06 }]',
     "failed-example", "example"),
    ('anchor = "judgment"', 'anchor = "judgment"\nexample = [{ on = 2020-06-22, last_day = 2020-07-07, '
     'facts = { custody = "no" } }]', "bad-example", "example"),
    ('done = ["appeal-filed"]\n[[rule', 'done = ["appeal-filled"]\n[[rule', "unknown-kind", "done"),
    ('remedy = "appeal"', 'remedy = "apeal"', "dangling-reference", "remedy ="),
    ('source = "s", article', 'source = "t", article', "dangling-reference", "cite"),
    ('cite = [{ source = "s", article = "1" }]', "cite = [7]", "wrong-type", "cite"),
    ('cite = [{ source = "s", article = "1" }]', "", "unsourced", "[[rule]]"),
    ('article = "1"', 'article = "1", quote = "' + "word " * 61 + '"', "long-quote", "cite"),
    ('from = 2015-01-01\nperiod', 'from = 2015-01-01\nuntil = 2014-01-01\nperiod', "versions", "until"),
    ('from = 2015-01-01\n', 'from = 2015-01-01\nrequires = ["appeal"]\n', "circle", "requires"),
    ('from = 2015-01-01\n', 'from = 2015-01-01\nbarred_by = [{ event = "apeal" }]\n', "unknown-kind", "barred_by"),
    ('filed = ["appeal-filed"]', 'filed = "appeal-filled"', "unknown-kind", "filed"),
    ('after = ["judgment"]', 'after = [{ missed = "nothing" }]', "dangling-reference", "after"),
    ('calendar = "KZ"', 'calendar = "KX"', "dangling-reference", "calendar"),
    ("values = [true, false]", "values = true", "wrong-type", "values"),
    ("format = 1", "format = 2", "newer-format", "format"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "where"), WRONG, ids=[f"{w[3]}-{w[2]}-{n}" for n, w in enumerate(WRONG)]
)
def test_a_mistake_is_said_with_its_line_and_what_to_write(problems, old, new, code, where):
    assert GOOD.count(old) >= 1
    text = GOOD.replace(old, new, 1)
    found = problems(text)
    assert [p.code for p in found] == [code], found
    assert found[0].line == line_of(text, where), found
    assert (found[0].level, found[0].file, bool(found[0].fix)) == ("error", "xx/pack.toml", True)


@pytest.mark.parametrize(
    ("until", "begins", "word"),
    [("2020-01-01", "2019-06-01", "overlap"), ("2020-01-01", "2020-06-01", "leave a hole between them")],
)
def test_versions_that_overlap_or_leave_a_hole_are_said(problems, until, begins, word):
    text = GOOD.replace("from = 2015-01-01\nperiod", f"from = 2015-01-01\nuntil = {until}\nperiod")
    (found,) = problems(text + SECOND.format(begins))
    assert (found.code, found.message) == ("versions", f"versions 1 and 2 {word}")


def test_versions_out_of_order_are_said(problems):
    (found,) = problems(GOOD + SECOND.format("2010-01-01"))
    assert found.message == "versions 1 and 2 are not in order of time"


def test_two_rules_of_one_id_are_said_and_the_first_stands(problems):
    (found,) = problems(GOOD + RULE)
    assert (found.code, found.line) == ("duplicate-id", GOOD.count("\n") + 2)


def test_remedies_that_require_each_other_in_a_circle_are_said(problems):
    other = REMEDY.replace('"appeal"', '"other"').replace(
        "from = 2015-01-01\n", 'from = 2015-01-01\nrequires = ["appeal"]\n'
    )
    text = GOOD.replace("from = 2015-01-01\n", 'from = 2015-01-01\nrequires = ["other"]\n', 1) + other
    codes = {p.code for p in problems(text)}
    assert "circle" in codes


def test_a_rule_with_a_mistake_computes_nothing_and_the_others_stand(law, problems):
    second = RULE.replace('id = "appeal"', 'id = "copy"').replace("P15D", "five days")
    source = Source("xx/pack.toml", GOOD + second)
    pack, found = compile(source)
    assert [r.id for r in pack.rules] == ["appeal"]
    assert [p.code for p in found] == ["bad-period"]


CONVENTION = '[mine]\nstart = "exclude"\ndays = "calendar"\nroll = "forward"\nbasis = "law"\n'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('roll = "forward"', 'roll = "forwards"', "wrong-type"),
        ('start = "exclude"\n', "", "missing-key"),
        ('days = "calendar"', 'dayz = "calendar"', "unknown-key"),
        ('basis = "law"', 'basis = "law"\nexample = [{ on = 2020-01-01 }]', "missing-key"),
        ('basis = "law"', 'basis = "law"\ncite = [{ source = "zz" }]', "dangling-reference"),
    ],
)
def test_a_convention_with_a_mistake_is_said(old, new, code):
    assert read_conventions(Source("counting.toml", CONVENTION))[1] == []
    _, found = read_conventions(Source("counting.toml", CONVENTION.replace(old, new)))
    assert code in {p.code for p in found}


CALENDAR = (
    'format = 1\nid = "XX"\n[[year]]\nyear = 2022\noff = [2022-01-01]\nworked = [2022-01-08]\nstatus = "verified"\n'
)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("off = [2022-01-01]", "off = [2021-01-01]", "wrong-type", 3),
        ("off = [2022-01-01]", 'off = ["new year"]', "bad-date", 5),
        ("off = [2022-01-01]\n", "", "missing-key", 3),
        ('status = "verified"', 'status = "sure"', "wrong-type", 7),
        ('id = "XX"', 'id = "XX"\nweekend = ["Sunday"]', "wrong-type", 3),
        ('status = "verified"\n', 'status = "verified"\n[[year]]\nyear = 2022\noff = []\n', "wrong-type", 8),
    ],
)
def test_a_calendar_with_a_mistake_is_said_and_the_year_is_not_covered(old, new, code, line):
    assert read_calendar(Source("calendars/XX.toml", CALENDAR))[1] == []
    _, found = read_calendar(Source("calendars/XX.toml", CALENDAR.replace(old, new)))
    assert [(p.code, p.line) for p in found] == [(code, line)]


# Every value of the real pack, broken one at a time

CRIMINAL = Path("remedy/packs/kz/criminal.toml")
JUNK = (7, "nonsense", ["nonsense"], {"nonsense": 1}, [], True, date(2020, 1, 1))
FREE = {"title", "note", "grounds", "article", "quote", "url", "why", "asks", "text", "words", "to", "short", "unless",
        "verified_by", "label", "values", "en", "ru", "kk", "for"}  # fmt: skip
"""Keys of free words: any text will do."""

DAYS = {"from", "until", "on", "last_day", "first_day", "verified", "decided_from", "decided_until"}


def places(value, path=()):
    """Every place of a value in nested tables."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from places(inner, (*path, i))


def put(data, path, value):
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def is_fitting(path, junk):
    """Whether the junk happens to be what may stand there: a day for a day, a yes for a yes, nothing in a list."""
    plain = path[-1] in ("cite", "id") or {"facts", "events"} & set(path)  # a note, any name; examples: `rules check`
    plain = plain or ("example" in path and path[-1] == "anchor")
    return plain or junk in ([], {"nonsense": 1}, True) or (isinstance(junk, date) and path[-1] in DAYS)


def test_no_broken_value_of_a_pack_ends_in_a_traceback_or_in_silence(law, sample):
    whole = tomllib.loads(CRIMINAL.read_text("utf-8"))
    cases = [sample(name) for name in ("ilyashev", "matayev", "zhylanbayev")]
    silent = []
    for number, path in enumerate(places(whole)):
        if number % 9:
            continue
        junk = JUNK[(number // 9) % len(JUNK)]
        data = copy.deepcopy(whole)
        put(data, path, junk)
        try:
            text = tomli_w.dumps(data)
        except TypeError:
            continue
        source = Source("kz/criminal.toml", text)
        pack, found = compile(source)
        if pack is not None:
            pack, more = settle(pack, source, law.vocabulary, law.conventions, law.calendars)
            found = [*found, *more]
            changed = msgspec.structs.replace(law, packs={**law.packs, pack.id: pack})
            case = cases[number % 3]
            assess(case, changed, date(2021, 3, 12))
        if not found and not FREE & set(path) and not is_fitting(path, junk):
            silent.append((path, junk))
    assert not silent, silent
