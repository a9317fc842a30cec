"""Ids tell as much as names: in a pipe nothing of a confidential case or entry says what a person called it.

Whatever a person could name in the files below begins with `zz`; the head of the open case alone does not.
"""

import re
from datetime import date

import msgspec
import pytest

from remedy.case.read import read
from remedy.case.source import Source
from remedy.law.assess import assess
from remedy.views.presenting import presented

WHOLE = """\
format = 1
id = "zz-whole"
title = "zzqb v. Kazakhstan"
country = "KZ"
packs = ["kz/criminal", "un/hrc"]
owner = "zzqc-owner"
alias = "case 17"
confidential = true
[facts]
gravity = "medium"
[sources]
zzqd-report = { title = "zzqe", url = "https://zzqf.example/x", date = 2021-03-11 }
[[person]]
id = "zzqg-a"
name = "A. zzqh"
role = "defendant"
[[person]]
id = "zzqg-b"
name = "B. zzqi"
role = "defendant"
[[charge]]
law = "Criminal Code"
article = "274(4)(2)"
person = "zzqg-a"
[[proceeding]]
id = "zzqj-trial"
stage = "first-instance"
body = "zzqk court"
number = "zzql-1"
[[event]]
id = "zzqm-det"
kind = "detained"
date = 2026-01-10
person = ["zzqg-a"]
[[event]]
id = "zzqm-judgment"
kind = "judgment"
date = 2026-11-03
outcome = "convicted"
proceeding = "zzqj-trial"
sources = ["zzqd-report"]
[[event]]
id = "zzqm-copy"
kind = "judgment-copy-received"
date = "2026-11-10/2026-11-12"
to = "zzqg-a"
answers = ["zzqm-judgment"]
[[event]]
id = "zzqm-app"
kind = "appeal-filed"
date = 2026-11-14
by = "prosecution"
answers = ["zzqm-judgment"]
[[event]]
id = "zzqm-dopros"
kind = "hearing"
date = 2026-11-25
state = "scheduled"
[[event]]
id = "zzqm-dopros2"
kind = "hearing"
title = "zzqn dopros"
date = 2026-11-24
state = "scheduled"
time = "10:30"
[[event]]
id = "zzqm-dopros3"
kind = "hearing"
date = 2026-12-24
state = "scheduled"
[[event]]
id = "zzqm-x"
kind = "zzqo-kind"
date = 2026-11-04
[[event]]
id = "zzqo-kind2-2026-11-05"
kind = "zzqo-kind2"
date = 2026-11-05
[[sanction]]
id = "zzqp-arrest"
kind = "zzqq arrest"
person = "zzqg-a"
length = "P60D"
starts = "zzqm-judgment"
credit = [{ from = "zzqm-det", to = "zzqm-judgment", ratio = 1 }]
readings = [{ id = "zzqr-reading", starts = "zzqm-copy" }]
imposed_by = "zzqm-judgment"
[[sanction]]
id = "zzqp-prison"
kind = "imprisonment"
person = "zzqg-a"
length = "P2Y"
starts = "zzqm-judgment"
[[finding]]
title = "zzqs finding"
breaches = ["ICCPR 14(3)(e)"]
events = ["zzqm-dopros"]
by = "zzqt-observer"
sources = ["zzqd-report"]
[[recommendation]]
id = "zzqu-rec"
by = "zzqv"
to = "zzqw Court"
text = "zzqx Overturn"
[[deadline]]
id = "zzqy-own"
title = "zzra Comments"
from = "zzqm-judgment"
period = "P30D"
counting = "plain"
readings = [{ id = "zzrb-noroll", counting = "plain-no-roll", from = "zzqm-copy", cite = "zzrc" }]
cite = "zzrd letter"
[[deadline]]
id = "zzqy-nostart"
from = "zzqm-missing"
period = "P30D"
counting = "plain"
[[override]]
on = "appeal@zzqm-judgment/zzqg-a"
since = 2026-11-20
date = 2026-12-20
reason = "zzre restored"
[[step]]
id = "zzrf-step"
title = "zzrg Ask"
status = "waiting"
owner = "zzrh"
before = { deadline = "appeal@zzqm-judgment/zzqg-b", by = "P1D" }
waiting_on = "zzri"
since = 2026-10-03
chase_after = "P30D"
[[step]]
id = "zzrf-step2"
title = "zzrg Ask"
before = { event = "zzqm-dopros3", by = "P3D" }
"""
"""Every table, each with an id that tells something, some with nothing else to be called by."""

BROKEN = """\
format = 1
id = "zz-broken"
title = "zzqb v. Kazakhstan"
country = "KZ"
packs = ["kz/criminal"]
confidential = true
[[person]]
id = "zzqg-a"
role = "defendant"
[[event]]
id = "zzqm-judgment"
kind = "judgment"
date = 2026-11-03
outcome = "convicted"
proceeding = "zzmiss-proc"
undoes = ["zzmiss-undone"]
answers = ["zzmiss-answ"]
person = ["zzmiss-person"]
[[event]]
id = "zzqm-sched"
kind = "appeal-hearing"
date = 2026-12-04
state = "postponed"
moved_to = "zzmiss-moved"
[[event]]
id = "judgment-zzqm"
kind = "judgment"
date = "2026-13-03"
[[sanction]]
id = "zzqp-arrest"
kind = "zzqq arrest"
length = "P60D"
starts = "zzmiss-start"
imposed_by = "zzmiss-imp"
ended_by = "zzmiss-ended"
credit = [{ from = "zzmiss-from", to = "zzqm-judgment" }]
[[deadline]]
id = "zzqy-nostart"
title = "zzra"
from = "zzmiss-from"
period = "P30D"
counting = "plian"
done = ["zzmiss-done"]
[[deadline]]
id = "zzqy-nostart2"
title = "zzra"
from = "zzqm-judgment"
period = "P30D"
readings = [{ id = "zzrb", counting = "plane" }]
[[override]]
on = "appeal@zzmiss-word"
since = 2026-11-20
date = 2026-12-20
reason = "zzre"
[[override]]
on = "appeal@zzqm-judgment"
since = 2026-11-20
reason = "zzre"
[[override]]
on = "appeal@zzqm-judgment"
since = 2026-11-20
reading = "zzmiss-reading"
reason = "zzre"
[[step]]
id = "zzrf-step"
before = { deadline = "appeal@zzmiss-dl", by = "P1D" }
[[step]]
id = "zzrf-step3"
title = "zzrg"
remedy = "zzmiss-remedy"
before = { event = "zzmiss-event", by = "P3D" }
[[finding]]
title = "zzqs"
events = ["zzmiss-fe"]
"""
"""The same where names lead nowhere and keys are wrong: what is said about it quotes nothing."""

HEAD = """\
format = 1
id = "kz-open"
title = "Kazakhstan v. Open"
country = "KZ"
packs = ["kz/criminal", "un/hrc"]
"""

NAMED = re.compile(r"zz[a-z]+[\w-]*", re.IGNORECASE)


def entries_hidden(text):
    """A confidential case as an open one of which every entry is confidential."""
    body = text.partition("[facts]")[2].replace("]]\n", "]]\nconfidential = true\n")
    return HEAD + "[facts]" + body.replace("zzqd-report = {", "zzqd-report = { confidential = true,")


@pytest.fixture
def files(folder):
    folder.write("a.toml", WHOLE)
    folder.write("b.toml", entries_hidden(WHOLE))
    folder.write("c.toml", BROKEN)
    return folder


READ = [("show",), ("timeline",), ("ladder",), ("plan",)]
CASES = ("zz-whole", "kz-open", "zz-broken")
OF_ALL = [("due", "--all"), ("due", "--all", "--plain"), ("list",), ("check",), ("export", "json"), ("export", "csv"),
          ("export", "html"), ("export", "ics", "--ticklers", "--steps"), ("remind", "--dry-run"),
          ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("words", OF_ALL, ids=" ".join)
def test_nothing_of_all_cases_tells_an_id(typed, files, words, lang):
    done = typed(*words, "--cases", str(files.path), "--as-of", "2026-11-26", "--lang", lang)
    assert NAMED.findall(done.out + done.err) == []
    assert done.out


@pytest.mark.parametrize(
    "words", [*READ, ("due", "--all"), ("remind", "--dry-run"), ("list",), ("check",)], ids=" ".join
)
def test_no_answer_for_programs_tells_an_id(typed, files, words):
    for case in CASES if words in READ else [""]:
        named = [case] if case else []
        done = typed(*words, *named, "--cases", str(files.path), "--as-of", "2026-11-26", "--format", "json")
        assert (NAMED.findall(done.out + done.err), done.json["format"]) == ([], 1), case


@pytest.mark.parametrize("words", READ, ids=" ".join)
def test_no_answer_about_one_case_tells_an_id(typed, files, words):
    for case in CASES:
        for lang in ("en", "ru"):
            done = typed(*words, case, "--cases", str(files.path), "--as-of", "2026-11-26", "--lang", lang)
            assert NAMED.findall(done.out + done.err) == []
            assert not done.err.startswith("remedy:")


def test_no_explanation_tells_an_id(typed, files):
    at = ("--cases", str(files.path), "--as-of", "2026-11-26")
    items = typed("due", "--all", "--format", "json", *at).json["items"]
    kinds = {item["type"] for item in items}
    assert kinds >= {"gap", "deadline", "step", "hearing", "sanction"}
    for item in items:
        case = {"case 17": "zz-whole", "kz-open": "kz-open"}.get(item["case"], "zz-broken")
        done = typed("explain", case, item["id"].partition("#")[2], *at)
        assert (NAMED.findall(done.out + done.err), done.err.startswith("remedy:")) == ([], False), item["id"]


def test_where_the_app_hides_names_no_id_is_left_of_an_open_case(law):
    case, _problems = read(Source("cases/x.toml", WHOLE.replace("confidential = true\n", "")), law.vocabulary)
    answer = presented(assess(case, law, date(2026, 11, 26)), case, "case A")
    assert NAMED.findall(msgspec.json.encode(answer).decode()) == []
    assert [i.asks for i in answer.items if i.id.partition("#gap:")[2].startswith("hearing")]
