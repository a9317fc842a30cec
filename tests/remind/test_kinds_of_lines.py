"""On which morning lines are told that are no deadlines of our own, and what is said where a rule was changed."""

from datetime import date

import msgspec

from remedy.case.period import Period

HEAD = """
format = 1
id = "kz-k-2021"
title = "Kazakhstan v. K."
country = "KZ"
packs = ["kz/criminal"]
[facts]
custody = false
[[person]]
id = "k"
name = "K."
role = "defendant"
"""


def told(office, id: str, *days: str) -> dict[str, list[str]]:
    """The leads of one line told on each of these mornings."""
    out = {}
    for day in days:
        found = [n for m in office.run(date.fromisoformat(day)) for n in m.data["notices"]]
        out[day] = [n["lead"] for n in found if n["id"].endswith(id)]
    return out


def test_an_authoritys_term_is_told_once_the_day_after_it_ends_and_not_before(office):
    office.write(HEAD + '[[deadline]]\nid = "reply"\ntitle = "Reply"\ndate = 2021-05-08\nduty = "authority"\n')
    assert told(office, "deadline:reply", "2021-05-07", "2021-05-08", "2021-05-09", "2021-05-10") == {
        "2021-05-07": [],
        "2021-05-08": [],
        "2021-05-09": ["overdue"],
        "2021-05-10": [],
    }


STEP = '[[step]]\nid = "ask"\ntitle = "Ask the ministry"\n'


def test_a_step_is_told_on_its_own_day_alone(office):
    office.write(HEAD + STEP + 'status = "todo"\ndue = 2021-05-08\n')
    assert told(office, "step:ask", "2021-05-01", "2021-05-07", "2021-05-08") == {
        "2021-05-01": [],
        "2021-05-07": [],
        "2021-05-08": ["0"],
    }


def test_a_step_that_waits_too_long_is_told_on_the_day_to_ask_again_and_then_each_monday(office):
    office.write(
        HEAD + STEP + 'status = "waiting"\nsince = 2021-05-02\nchase_after = "P14D"\nwaiting_on = "the ministry"\n'
    )
    assert told(office, "step:ask", "2021-05-15", "2021-05-16", "2021-05-17", "2021-05-24") == {
        "2021-05-15": [],
        "2021-05-16": ["chase"],
        "2021-05-17": [],
        "2021-05-24": ["chase-2021-W21"],
    }


def test_the_end_of_a_punishment_is_told_thirty_and_seven_days_before_it(office):
    office.write(HEAD + '[[sanction]]\nid = "s"\nkind = "imprisonment"\nlength = "P60D"\nstarts = 2021-04-20\n')
    assert told(office, "sanction:s", "2021-05-25", "2021-06-11", "2021-06-12") == {
        "2021-05-25": ["30"],
        "2021-06-11": ["7"],
        "2021-06-12": [],
    }


def test_a_date_moved_by_a_changed_rule_says_that_the_rule_changed(office):
    judged = '[[event]]\nid = "judgment"\nkind = "judgment"\noutcome = "convicted"\ndate = 2021-03-05\n'
    office.write(HEAD + judged)
    office.run(date(2021, 3, 8))
    pack = office.law.packs["kz/criminal"]
    rules = [_longer(r) if r.id == "appeal" else r for r in pack.rules]
    changed = msgspec.structs.replace(pack, rules=tuple(rules))
    office.law = msgspec.structs.replace(office.law, packs={**office.law.packs, pack.id: changed})
    message = "".join(m.text for m in office.run(date(2021, 3, 9)))
    assert "the rule changed: another length, or another way of counting" in message


def _longer(rule):
    """The rule with a term of forty days in each of its versions."""
    versions = [msgspec.structs.replace(v, stages=(Period(0, 40, "P40D"),), readings=()) for v in rule.versions]
    return msgspec.structs.replace(rule, versions=tuple(versions))
