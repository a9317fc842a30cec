"""Values all over the real packs, broken one at a time: never a traceback, never silence."""

import copy
import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest
import tomli_w

from remedy.case.dates import parse
from remedy.case.source import Source
from remedy.law import verify
from remedy.law.assess import assess
from remedy.law.compile import compile
from remedy.law.compute import compute
from remedy.law.pack_keys import FORMS, REQUIRED
from remedy.law.pack_names import settle
from remedy.law.plan import plan
from remedy.views.explain import explain
from remedy.views.rule_view import row_of, view_of
from remedy.views.text import Paint

PACKS = (pytest.param("kz/criminal.toml", marks=pytest.mark.slow), "kz/administrative.toml", "un/hrc.toml")
CASES = sorted(p.stem for p in Path("cases").rglob("*.toml") if p.stem != "remedy")
JUNK = (7, "nonsense", "", [], ["nonsense"], {"nonsense": 1}, [[]], 1.5, date(2020, 1, 1))
GONE = object()
"""The key is taken away."""

WORDS = {"title", "note", "grounds", "article", "quote", "url", "why", "asks", "text", "words", "to", "short", "unless",
         "verified_by", "en", "ru", "kk"}  # fmt: skip
"""Keys of free words: any text will do."""

DAYS = {"from", "until", "on", "last_day", "first_day", "verified", "decided_from", "decided_until", "date"}
NAMED = {"id", "values"}
"""Keys whose words are the author's own."""

BREAKS = 120
"""About so many places of a pack are broken, evenly over the file, each with its own junk."""


def places(value, path=()):
    """Every place of a value in nested tables."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield (*path, i)
            yield from places(inner, (*path, i))


def broken(whole, path, junk):
    data = copy.deepcopy(whole)
    table = data
    for key in path[:-1]:
        table = table[key]
    if junk is GONE:
        del table[path[-1]]
    else:
        table[path[-1]] = junk
    return data


def may_stand(path, junk):
    """Whether the junk happens to be what may stand there."""
    if "example" in path:
        return True  # read by `rules check` alone
    key = next(k for k in reversed(path) if isinstance(k, str))
    if junk is GONE:
        where = next((k for k in reversed(path[:-1]) if isinstance(k, str)), "")
        return not (isinstance(path[-1], str) and path[-1] in REQUIRED.get(where, ()) and where in FORMS)
    if "cite" in path and (junk == "nonsense" or (junk in (["nonsense"], []) and path[-1] == "cite")):
        return True  # a text is a note; that a version has no other source, `rules check` says
    if key == "outcome" and "if" in path and junk == "":
        return True  # nobody said how it came out
    if key in DAYS:
        return isinstance(junk, date)
    own = key in WORDS or key in NAMED or (key in ("kind", "sanction") and path[0] in ("sanction", "clock"))
    return own and junk in ("nonsense", ["nonsense"] if key == "kind" else "nonsense")


def used(law, pack, case, number):
    """Everything that commands do with a pack."""
    changed = msgspec.structs.replace(law, packs={**law.packs, pack.id: pack})
    answer = assess(case, changed, date(2021, 3, 12))
    plan(case, changed, answer)
    for item in answer.items[number % 5 :: 5]:
        explain(item, answer, lambda day: None, 100, Paint(False), "en")
    for rule in pack.rules:
        row_of(rule, pack)
        view_of(rule, pack)
    for rule in pack.rules[number % 11 :: 11]:
        compute(rule, changed, parse("2021-03-12"))
    return changed


@pytest.mark.parametrize("name", PACKS)
def test_no_broken_value_of_a_pack_ends_in_a_traceback_or_in_silence(law, sample, name):
    whole = tomllib.loads(Path("remedy/packs", name).read_text("utf-8"))
    cases = [sample(c) for c in CASES]
    silent = []
    junks = (*JUNK, GONE)
    every = list(places(whole))
    for number, path in enumerate(every[:: max(1, len(every) // BREAKS)]):
        junk = junks[number % len(junks)]
        source = Source(name, tomli_w.dumps(broken(whole, path, junk)))
        pack, found = compile(source)
        if pack is not None:
            pack, more = settle(pack, source, law.vocabulary, law.conventions, law.calendars)
            changed = used(law, pack, cases[number % len(cases)], number)
            found = [*found, *more, *(verify.pack(pack, changed, source) if number % 9 == 0 else ())]
        if not found and not may_stand(path, junk):
            silent.append((path, junk))
        assert all(p.line >= 1 and p.message and p.fix for p in found)
    assert silent == []
