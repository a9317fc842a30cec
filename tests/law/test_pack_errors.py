"""What an author of law can get wrong: said with line and cure, and never a traceback, a wrong date or silence."""

from datetime import date

import msgspec
import pytest

from remedy.case.source import Source
from remedy.law import verify
from remedy.law.assess import assess
from remedy.law.calendar import read as read_calendar
from remedy.law.compile import compile
from remedy.law.counting import read as read_conventions
from remedy.law.pack_names import settle
from tests.conftest import View
from tests.law.test_engine import event

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
stage = "appeal"
title = "The appeal"
after = ["judgment"]
filed = ["appeal-filed"]
decided = ["appeal-decided"]
[[remedy.version]]
from = 2014-01-01
cite = [{ source = "s", article = "2" }]
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
REST = """[[derive]]
event = "judgment-final"
[[derive.from]]
event = "appeal-decided"
unless_outcome = ["quashed"]
cite = [{ source = "s", article = "3" }]
[[derive.from]]
after_end_of = ["appeal"]
plus = "P1D"
if_none = ["appeal-filed"]
cite = [{ source = "s", article = "4" }]
[[expect]]
after = "judgment"
kind = "judgment-copy-received"
asks = "When?"
[[notice]]
from = 2020-03-15
until = 2020-05-11
text = "Mind."
[[sanction]]
kind = ["ban"]
starts = "judgment-final"
counting = "plain-no-roll"
cite = [{ source = "s", article = "5" }]
[[playbook]]
id = "brief"
remedy = "appeal"
title = "Write"
before_end = "P3D"
"""
GOOD = HEAD + FACT + REMEDY + RULE + REST
ANCHOR = 'anchor = "judgment"'
LAST = 'cite = [{ source = "s", article = "1" }]'
"""The last line of the rule's version: a reading may follow."""


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


def beside(key, code, where):
    """The rule's anchor with a further key below it."""
    return ANCHOR, f"{ANCHOR}\n{key}", code, where


def reading(keys, code, where):
    """A further reading below the rule's version."""
    return LAST, f"{LAST}\n[[rule.version.reading]]\n{keys}", code, where


WRONG = [
    # the pack itself
    ("format = 1", "format = 2", "newer-format", "format"),
    ("format = 1", "format = 0", "wrong-type", "format"),
    ('id = "xx/pack"', 'id = "xx pack@"', "wrong-type", 'id = "xx'),
    ('title = "X"', 'title = ""', "wrong-type", "title = "),
    ('title = "X"', 'title = { ru = "X" }', "missing-key", "title = "),
    ('title = "X"', 'title = { en = "X", russian = "X" }', "wrong-type", "title = "),
    ('calendar = "KZ"', 'calendar = "KX"', "dangling-reference", "calendar"),
    ('calendar = "KZ"', 'calender = "KZ"', "unknown-key", "calender"),
    ('title = "The Act"', 'titel = "The Act"\ntitle = "The Act"', "unknown-key", "titel"),
    # facts
    ("values = [true, false]", "values = true", "wrong-type", "values"),
    ("values = [true, false]", 'values = [true, false, "perhaps"]', "wrong-type", "values"),
    ("values = [true, false]", "values = [true, false, true]", "wrong-type", "values"),
    ("values = [true, false]", 'values = [true, false]\nto = "anybody"', "wrong-type", "to ="),
    ('[[fact]]\nid = "custody"', '[[fact]]\nid = "outcome"', "wrong-type", 'id = "outcome"'),
    # words of a rule
    beside('titel = "Appeal"', "unknown-key", "titel"),
    beside('duty = "partey"', "wrong-type", "duty"),
    beside('by = "lawyer"', "wrong-type", "by ="),
    beside('kind = "fixd"', "wrong-type", 'kind = "fixd'),
    beside('basis = "mute"', "wrong-type", "basis"),
    beside('selected_by = "actt"', "wrong-type", "selected_by"),
    beside('met_by = "post"', "wrong-type", "met_by"),
    beside('starts_mode = "first"', "wrong-type", "starts_mode"),
    beside('aim = "good"', "wrong-type", "aim"),
    beside('stage = "apeal"', "wrong-type", 'stage = "apeal'),
    beside('restorable = "yes"', "wrong-type", "restorable"),
    beside('duty = "authority"', "missing-key", "[[rule]]"),
    (ANCHOR + "\n", "", "missing-key", "[[rule]]"),
    (ANCHOR, "anchor = []", "wrong-type", "anchor"),
    (ANCHOR, 'anchor = ""', "wrong-type", "anchor"),
    (ANCHOR, 'anchor = "judgement"', "unknown-kind", "anchor"),
    ('done = ["appeal-filed"]\n', "", "missing-key", "[[rule]]"),
    ('done = ["appeal-filed"]', 'done = ["appeal-filled"]', "unknown-kind", "done"),
    beside('ended_by = ["judgment-day"]', "unknown-kind", "ended_by"),
    beside('unless = ["complaint"]', "unknown-kind", 'unless = '),
    ('id = "appeal"\nremedy', 'id = "app@l"\nremedy', "wrong-type", 'id = "app@l'),
    # names that lead nowhere
    beside('starts = ["letter-red"]', "unknown-kind", "starts"),
    beside('starts = [{ end_of = "nothing" }]', "dangling-reference", "starts"),
    beside('starts = [{ missed = "nothing" }]', "dangling-reference", "starts"),
    beside('starts = [{ kind = "judgment", to = "counsel" }]', "wrong-type", "starts"),
    beside('starts = [{ kind = "judgment", end_of = "appeal" }]', "wrong-type", "starts"),
    beside('starts = [{ on = "received" }]', "missing-key", "starts"),
    beside("starts = [7]", "wrong-type", "starts"),
    beside("starts = []", "wrong-type", "starts"),
    beside('starts = [{ end_of = "appeal" }]', "circle", "starts"),
    beside('not_after = "appeal"', "circle", "not_after"),
    beside('not_after = "nothing"', "dangling-reference", "not_after"),
    beside('if_missed = ["nothing"]', "dangling-reference", "if_missed"),
    ('remedy = "appeal"\ntitle = "Appeal"', 'remedy = "apeal"\ntitle = "Appeal"',
     "dangling-reference", 'remedy = "apeal'),
    # conditions
    beside("if = { gravity = true }", "dangling-reference", "if ="),
    beside('if = { custody = "yes" }', "dangling-reference", "if ="),
    beside('if = { outcome = "guilty" }', "dangling-reference", "if ="),
    beside('if = { outcome = "remitted" }', "dangling-reference", "if ="),
    beside('if = { form = "half" }', "dangling-reference", "if ="),
    beside('if = { side = "convict" }', "dangling-reference", "if ="),
    beside("if = {}", "wrong-type", "if ="),
    beside("if = { custody = [] }", "wrong-type", "if ="),
    # versions
    ('period = "P15D"', 'period = "15 days"', "bad-period", "period"),
    ('period = "P15D"', 'period = "P0D"', "bad-period", "period"),
    ('period = "P15D"', 'period = "P999Y"', "bad-period", "period"),
    ('period = "P15D"\n', "", "missing-key", "[[rule.version]]"),
    ('period = "P15D"', 'period = "P15D"\nstages = ["P2M"]', "wrong-type", "stages"),
    ('counting = "plain"\n', "", "missing-key", "[[rule.version]]"),
    ('counting = "plain"\n', 'counting = "plane"\n', "dangling-reference", 'counting = "plane'),
    ('counting = "plain"\n', 'counting = ""\n', "wrong-type", 'counting = ""'),
    ("from = 2015-01-01", "from = 2015-01-01\nuntil = 2014-01-01", "versions", "until = 2014"),
    ("from = 2015-01-01", "from = 2015-01-01\nuntil = 2015-01-01", "versions", "until = 2015"),
    ("from = 2015-01-01", 'from = "New Year"', "bad-date", "from = \"New"),
    ("from = 2015-01-01", 'from = 2015-01-01\nstatus = "sure"', "wrong-type", "status"),
    beside('kind = "unlimited"\nbasis = "stated"', "wrong-type", "period"),
    # readings
    reading('id = "main"\nperiod = "P5D"', "duplicate-id", 'id = "main"'),
    reading('id = "other"', "missing-key", "[[rule.version.reading]]"),
    reading('id = "other"\nperiod = "P5D"\ninstead = true', "missing-key", "instead"),
    reading('id = "other"\nperiod = "P5D"\nby = "counsel"', "wrong-type", "by ="),
    reading('id = "other"\ncounting = "plane"', "dangling-reference", 'counting = "plane'),
    reading('id = "other"\nstarts = ["letter-red"]', "unknown-kind", "starts ="),
    reading('id = "other"\nperiod = "P5D"\nif = { weather = true }', "dangling-reference", "if ="),
    # extensions
    reading('id = "r"\nperiod = "P5D"\n[rule.extension]\nevent = "longer"\neach_max = "P1M"',
     "unknown-kind", 'event = "longer"'),
    reading('id = "r"\nperiod = "P5D"\n[rule.extension]\nevent = "term-extended"\neach_max = "P1M"\nbase = "round"',
     "wrong-type", "base ="),
    # sources and quotations
    (LAST, 'cite = [{ source = "t" }]', "dangling-reference", 'cite = [{ source = "t"'),
    (LAST, "cite = [7]", "wrong-type", "cite = [7]"),
    (LAST, 'cite = [{ article = "1" }, { source = "s" }]', "missing-key", "cite = [{ article"),
    (LAST, 'cite = "the Act says so"', "unsourced", "[[rule]]"),
    (LAST, "", "unsourced", "[[rule]]"),
    (LAST, 'cite = [{ source = "s", quote = "' + "word " * 61 + '" }]', "long-quote", "quote ="),
    (LAST, 'cite = [{ source = "s", for = "starts" }]', "wrong-type", "for ="),
    ('article = "2"', 'article = "2", page = "7"', "unknown-key", "page ="),
    ('cite = [{ source = "s", article = "2" }]', "", "unsourced", "[[remedy]]"),
    ('cite = [{ source = "s", article = "4" }]\n', "", "unsourced", "[[derive.from]]\nafter_end_of"),
    # examples
    beside("example = [7]", "wrong-type", "example"),
    beside("example = [{ on = 2020-06-22 }]", "missing-key", "example"),
    beside('example = [{ on = "soon", last_day = 2020-07-07 }]', "bad-date", "example"),
    beside("example = [{ on = 2020-06-22, last_day = 2020-07-06 }]", "failed-example", "example"),
    beside("example = [{ on = 2020-06-22, last_day = 2020-07-07, day = 1 }]", "unknown-key", "example"),
    beside('example = [{ on = 2020-06-22, last_day = 2020-07-07, facts = { custody = "no" } }]',
     "bad-example", "example"),
    beside("example = [{ on = 2020-06-22, last_day = 2020-07-07, facts = { gravity = 1 } }]", "bad-example", "example"),
    beside("example = [{ on = 2020-06-22, last_day = 2020-07-07, events = { ruled = 2020-06-23 } }]",
     "unknown-kind", "example"),
    beside('example = [{ on = 2020-06-22, last_day = 2020-07-07, events = { ruling = "late" } }]',
     "bad-date", "example"),
    # remedies
    ("from = 2014-01-01", 'from = 2014-01-01\nrequires = ["appeal"]', "circle", "requires"),
    ("from = 2014-01-01", 'from = 2014-01-01\nrequires = ["review"]', "dangling-reference", "requires"),
    ("from = 2014-01-01", 'from = 2014-01-01\nbarred_by = [{ event = "apeal" }]', "unknown-kind", "barred_by"),
    ("from = 2014-01-01", 'from = 2014-01-01\nbarred_by = [{ outcome = "refused" }]', "missing-key", "barred_by"),
    ("from = 2014-01-01", 'from = 2014-01-01\nbarred_by = [{ event = "appeal-decided", outcome = "violation" }]',
     "bad-outcome", "barred_by"),
    ("from = 2014-01-01", "from = 2014-01-01\nagain = [{ decided_from = 2020-01-01 }]", "missing-key", "again"),
    ("from = 2014-01-01", "from = 2014-01-01\nagain = [{ if = { custody = true }, decided_from = 2020-01-01, "
     "decided_until = 2020-01-01 }]", "wrong-type", "again"),
    ('filed = ["appeal-filed"]', 'filed = "appeal-filled"', "unknown-kind", "filed ="),
    ('filed = ["appeal-filed"]\n', "", "missing-key", "[[remedy]]"),
    ('decided = ["appeal-decided"]', 'decided = ["appeal-descided"]', "unknown-kind", "decided ="),
    ('after = ["judgment"]', 'after = ["judgement"]', "unknown-kind", "after = ["),
    ('after = ["judgment"]', 'after = [{ missed = "nothing" }]', "dangling-reference", "after = ["),
    ('after = ["judgment"]', 'after = [{ event = "judgment", missed = "appeal" }]', "wrong-type", "after = ["),
    ('after = ["judgment"]', 'after = [{ event = "judgment", outcome = "remitted" }]', "bad-outcome", "after = ["),
    ('stage = "appeal"', 'stage = "apeal"', "wrong-type", "stage ="),
    # what follows, is expected, is warned of, is counted, is suggested
    ('event = "judgment-final"', 'event = "judgement-final"', "unknown-kind", 'event = "judgement'),
    ('event = "judgment-final"', 'event = "appeal-decided"', "circle", 'event = "appeal-decided"'),
    ('unless_outcome = ["quashed"]', 'unless_outcome = ["annulled"]', "bad-outcome", "unless_outcome"),
    ('unless_outcome = ["quashed"]', 'plus = "P2D"', "wrong-type", 'plus = "P2D'),
    ('after_end_of = ["appeal"]', 'after_end_of = ["apeal"]', "dangling-reference", "after_end_of"),
    ('after_end_of = ["appeal"]', 'after_end_of = ["appeal"]\ntake = "last"', "wrong-type", "take"),
    ('if_none = ["appeal-filed"]', 'if_none = ["appeal-made"]', "unknown-kind", "if_none"),
    ('kind = "judgment-copy-received"', 'kind = "copy"', "unknown-kind", 'kind = "copy"'),
    ('after = "judgment"', 'after = "judgement"', "unknown-kind", 'after = "judgement'),
    ('asks = "When?"', 'asks = "When?"\nwithin_rule = "copy"', "dangling-reference", "within_rule"),
    ("until = 2020-05-11", "until = 2020-03-14", "wrong-type", "until = 2020-03-14"),
    ('starts = "judgment-final"', 'starts = "final"', "unknown-kind", "starts ="),
    ('counting = "plain-no-roll"', 'counting = "sentence"', "dangling-reference", 'counting = "sentence'),
    ('counting = "plain-no-roll"', 'counting = "plain-no-roll"\nbeside = { arrest = "freed" }',
     "unknown-kind", "beside"),
    ('counting = "plain-no-roll"', 'counting = "plain-no-roll"\ncredit = [{ ratio = 0 }]', "wrong-type", "credit ="),
    ('counting = "plain-no-roll"', 'counting = "plain-no-roll"\ncredit = [{ ratio = inf }]', "wrong-type", "credit ="),
    ('before_end = "P3D"', 'before_end = "P3D"\nafter_filed = "P3D"', "wrong-type", "after_filed"),
    ('before_end = "P3D"', 'after_rule = "silence"', "dangling-reference", "after_rule"),
    ('id = "brief"\nremedy = "appeal"', 'id = "brief"\nremedy = "review"', "dangling-reference", 'remedy = "review"'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "where"), WRONG, ids=[f"{w[2]}-{w[3]}-{n}" for n, w in enumerate(WRONG)]
)
def test_a_mistake_is_said_with_its_line_and_what_to_write(problems, old, new, code, where):
    at = GOOD.rindex(old)
    text = GOOD[:at] + new + GOOD[at + len(old) :]
    found = problems(text)
    assert found[0].code == code, found
    assert found[0].line == line_of(text, where), found
    assert (found[0].level, found[0].file, bool(found[0].fix)) == ("error", "xx/pack.toml", True)
    assert all(p.code == "dangling-reference" or p.line == found[0].line for p in found[1:]), found


SECOND = '\n[[rule.version]]\nfrom = {}\nperiod = "P10D"\ncounting = "plain"\ncite = [{{ source = "s" }}]\n'
SHORT = HEAD + FACT + REMEDY + RULE


@pytest.mark.parametrize(
    ("until", "begins", "word"),
    [("2020-01-01", "2019-06-01", "overlap"), ("2020-01-01", "2020-06-01", "leave a hole between them")],
)
def test_versions_that_overlap_or_leave_a_hole_are_said(problems, until, begins, word):
    text = SHORT.replace("from = 2015-01-01\nperiod", f"from = 2015-01-01\nuntil = {until}\nperiod")
    (found,) = problems(text + SECOND.format(begins))
    assert (found.code, found.message) == ("versions", f"versions 1 and 2 {word}")


def test_versions_out_of_order_are_said(problems):
    (found,) = problems(SHORT + SECOND.format("2010-01-01"))
    assert found.message == "versions 1 and 2 are not in order of time"


def test_two_rules_of_one_id_are_said_and_the_first_stands(problems):
    (found,) = problems(SHORT + RULE)
    assert (found.code, found.line) == ("duplicate-id", SHORT.count("\n") + 2)


def test_remedies_that_require_each_other_in_a_circle_are_said(problems):
    other = REMEDY.replace('id = "appeal"', 'id = "other"').replace(
        "from = 2014-01-01\n", 'from = 2014-01-01\nrequires = ["appeal"]\n'
    )
    text = SHORT.replace("from = 2014-01-01\n", 'from = 2014-01-01\nrequires = ["other"]\n', 1) + other
    codes = {p.code for p in problems(text)}
    assert "circle" in codes


def test_a_rule_with_a_mistake_computes_nothing_and_the_others_stand(law, problems):
    second = RULE.replace('id = "appeal"', 'id = "copy"').replace("P15D", "five days")
    source = Source("xx/pack.toml", SHORT + second)
    pack, found = compile(source)
    assert [r.id for r in pack.rules] == ["appeal"]
    assert [p.code for p in found] == ["bad-period"]


CONVENTION = """format = 1
[source.s]
title = "The Act"
[mine]
start = "exclude"
days = "calendar"
roll = "forward"
basis = "law"
cite = [{ source = "s", article = "9" }]
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('roll = "forward"', 'roll = "forwards"', "wrong-type", "roll"),
        ('start = "exclude"\n', "", "missing-key", "[mine]"),
        ('roll = "forward"\n', "", "missing-key", "[mine]"),
        ('days = "calendar"', 'dayz = "calendar"\ndays = "calendar"', "unknown-key", "dayz"),
        ('days = "calendar"', 'days = "calendar"\nunit_end = "last"', "wrong-type", "unit_end"),
        ('days = "calendar"', 'days = "calendar"\ncredit_ends = "one"', "wrong-type", "credit_ends"),
        ('source = "s"', 'source = "zz"', "dangling-reference", "cite"),
        ('cite = [{ source = "s", article = "9" }]', "", "unsourced", "[mine]"),
        ('title = "The Act"', "title = 7", "wrong-type", "title"),
        ('basis = "law"', 'basis = "law"\nexample = [7]', "wrong-type", "example"),
        ('basis = "law"', 'basis = "law"\nexample = [{ on = 2020-01-01 }]', "missing-key", "example"),
        ('basis = "law"', 'basis = "law"\nexample = [{ on = 2020-01-01, period = "P1D", last_day = 2020-01-03 }]',
         "failed-example", "example"),
        ('basis = "law"', 'basis = "law"\nexample = [{ on = 2020-01-01, period = "P1D", last_day = 2020-01-02, '
         'calendar = "KX" }]', "dangling-reference", "example"),
        ("format = 1", "format = 2", "newer-format", "format"),
        ("format = 1", 'format = "1"', "wrong-type", "format"),
        ("[source.s]", "roll = 7\n[source.s]", "wrong-type", "roll"),
    ],
)  # fmt: skip
def test_a_convention_with_a_mistake_is_said_with_its_line(law, old, new, code, where):
    def said(text):
        source = Source("counting.toml", text)
        conventions, found = read_conventions(source)
        return [*found, *verify.conventions(conventions.values(), law, source)]

    assert said(CONVENTION) == []
    text = CONVENTION.replace(old, new, 1)
    found = said(text)
    assert found[0].code == code, found
    assert found[0].line == line_of(text, where), found
    assert found[0].fix


CALENDAR = (
    'format = 1\nid = "XX"\n[[year]]\nyear = 2022\noff = [2022-01-01]\nworked = [2022-01-08]\nstatus = "verified"\n'
)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("off = [2022-01-01]", "off = [2021-01-01]", "wrong-type", 5),
        ("off = [2022-01-01]", 'off = ["new year"]', "bad-date", 5),
        ("off = [2022-01-01]\n", "", "missing-key", 3),
        ('status = "verified"', 'status = "sure"', "wrong-type", 7),
        ('id = "XX"', 'id = "XX"\nweekend = ["Sunday"]', "wrong-type", 3),
        ('id = "XX"', 'id = "XX"\nweekend = [1, 2, 3, 4, 5, 6, 7]', "wrong-type", 3),
        ("year = 2022", "year = 20222", "wrong-type", 4),
        ("off = [2022-01-01]", "off = [2022-01-01, 2022-01-08]", "wrong-type", 6),
        ("worked = [2022-01-08]", "worked = [2022-01-08]\nestimated = [2022-03-01]", "wrong-type", 7),
        ("worked = [2022-01-08]", 'worked = [2022-01-08]\nnames = { 2022-03-01 = "Day" }', "wrong-type", 7),
        ("worked = [2022-01-08]", "workd = [2022-01-08]", "unknown-key", 6),
        ("format = 1", "format = 2", "newer-format", 1),
        ('status = "verified"\n', 'status = "verified"\n[[year]]\nyear = 2022\noff = []\n', "duplicate-id", 8),
    ],
)
def test_a_calendar_with_a_mistake_is_said_and_the_year_is_not_covered(old, new, code, line):
    assert read_calendar(Source("calendars/XX.toml", CALENDAR))[1] == []
    _, found = read_calendar(Source("calendars/XX.toml", CALENDAR.replace(old, new)))
    assert [(p.code, p.line) for p in found] == [(code, line)]


# What rests on a table that is left out

ANSWER = """[[rule]]
id = "answer"
title = "Answer"
duty = "authority"
anchor = "complaint-filed"
done = ["complaint-decided"]
ended_by = ["judgment"]
[[rule.version]]
from = 2015-01-01
period = "P15D"
counting = "plain"
cite = [{ source = "s", article = "6" }]
"""
CAPPED = (
    RULE.replace('id = "appeal"\nremedy = "appeal"', 'id = "suit"\nnot_after = "answer"')
    .replace('anchor = "judgment"', 'anchor = "complaint-filed"')
    .replace('done = ["appeal-filed"]', 'done = ["suit-filed"]')
)


@pytest.fixture
def loaded(law):
    """A pack's text as a Pack, whatever is wrong with it, and the law with it."""

    def made(text):
        source = Source("xx/pack.toml", text)
        pack, _ = compile(source)
        pack, _ = settle(pack, source, law.vocabulary, law.conventions, law.calendars)
        return pack, msgspec.structs.replace(law, packs={pack.id: pack})

    return made


def test_a_term_is_left_out_with_the_rule_that_caps_it(problems, loaded):
    whole = HEAD + FACT + REMEDY + RULE + ANSWER + CAPPED
    assert [r.id for r in loaded(whole)[0].rules] == ["appeal", "answer", "suit"]
    text = whole.replace('done = ["complaint-decided"]', 'done = ["complaint-descided"]')
    assert [r.id for r in loaded(text)[0].rules] == ["appeal"]
    wrong, resting = problems(text)
    assert (wrong.code, resting.message) == ("unknown-kind", 'suit: the rule "answer" had to be left out')


def test_nothing_follows_by_law_from_the_end_of_a_term_that_is_left_out(loaded):
    assert loaded(GOOD)[0].derives
    assert not loaded(GOOD.replace('period = "P15D"', 'period = "fifteen days"'))[0].derives


def test_a_rule_whose_remedy_is_wrong_is_still_computed(loaded):
    pack, _ = loaded(GOOD.replace('filed = ["appeal-filed"]', 'filed = ["appeal-filled"]'))
    assert ([r.id for r in pack.rules], pack.remedies, pack.rules[0].remedy) == (["appeal"], (), "")


@pytest.mark.parametrize("key", ["unles", "iff", "untill", "not_afterr"])
def test_a_rule_with_a_misspelt_key_computes_nothing(loaded, key):
    assert loaded(GOOD.replace(ANCHOR, f'{ANCHOR}\n{key} = ["ruling"]'))[0].rules == ()


LATE = 'period = "fifteen days"'


@pytest.fixture
def rung(loaded, case_of):
    """The appeal on the ladder of a convict, under a pack's text."""

    def made(text, *events):
        head = 'format = 1\nid = "x"\ntitle = "X"\npacks = ["xx/pack"]\n[[person]]\nid = "p"\nrole = "defendant"\n'
        case = case_of(head + event("judgment", "2021-02-01", outcome="convicted") + "".join(events))
        return View(assess(case, loaded(text)[1], date(2021, 3, 1))).rung("appeal")

    return made


def test_a_remedy_whose_term_is_left_out_is_never_said_to_be_without_a_limit(rung):
    found = rung(GOOD.replace('period = "P15D"', LATE))
    assert found.reason == "within what time it may be asked is not known here: a rule of it cannot be used"
    assert (found.state, rung(GOOD).state) == ("unclear", "lapsed")


def test_whether_a_remedy_whose_term_is_left_out_may_be_asked_again_is_unclear(rung):
    refused = event("appeal-filed", "2021-02-03") + event("appeal-decided", "2021-02-20", outcome="upheld")
    found = rung(GOOD.replace('period = "P15D"', LATE), refused)
    assert (found.state, found.again) == ("refused", "unclear")


def test_two_terms_that_wait_for_each_other_are_said(problems):
    first = ANSWER.replace("ended_by", 'starts = [{ end_of = "suit" }]\nended_by')
    codes = [(p.code, p.line) for p in problems(HEAD + FACT + first + CAPPED) if p.code == "circle"]
    assert len(codes) == 2


@pytest.mark.parametrize("wrong", ["verified = 7", 'note = ["x"]', "zone = 7", "calender = 1"])
def test_a_wrong_key_of_the_pack_itself_takes_no_rule_away(loaded, problems, wrong):
    text = GOOD.replace("[source.s]", f"{wrong}\n[source.s]")
    assert [r.id for r in loaded(text)[0].rules] == ["appeal"]
    assert [p.line for p in problems(text)] == [line_of(text, wrong)]
