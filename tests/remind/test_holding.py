"""What waits to be told holds little of its case, and the same words come of it."""

from datetime import date

import msgspec
import pytest

from remedy.remind.run import message_of
from remedy.remind.settings import Recipient
from tests.remind.conftest import settings_of

DAY = date(2021, 5, 3)
CASE = """
format = 1
id = "kz-w-2021"
title = "Kazakhstan v. W."
country = "KZ"
packs = ["kz/criminal"]
[[person]]
id = "w"
name = "W."
role = "defendant"
[[event]]
id = "judgment"
kind = "judgment"
outcome = "convicted"
date = 2021-04-20
[[deadline]]
id = "comments"
title = "Comments on the reply"
date = 2021-05-08
duty = "party"
"""


@pytest.fixture
def plan(office):
    office.write(CASE)
    return office.planned(DAY)[1]


def test_a_line_that_waits_holds_the_items_that_are_told_and_what_they_name(plan):
    lines = [line for o in plan.outgoing for line in o.lines]
    told = {line.item.id for line in lines}
    named = {name for line in lines for name in line.item.blocks}
    (answer,) = {id(line.answer): line.answer for line in lines}.values()
    held = {i.id for i in answer.items}
    rest = held - told
    assert told <= held and [i for i in rest if not any(i.endswith(n.rpartition(".")[2]) for n in named)] == []
    assert len(held) < len(lines[0].behind.whole()[1].items), "the whole has more, and is made when it is needed"


def test_what_a_question_holds_up_is_named_though_it_is_not_told_itself(plan, office):
    (outgoing, *_more) = plan.outgoing
    message = message_of(outgoing, plan, office.law, "en", type="print")
    assert "waits: Appeal against the judgment" in message.text


@pytest.mark.parametrize(
    ("type", "page", "calendar", "data"),
    [
        ("print", False, False, False),
        ("apprise", False, False, False),
        ("smtp", True, True, False),
        ("desktop", False, False, True),
        ("exec", True, True, True),
    ],
)
def test_a_message_is_made_with_what_its_channel_carries(plan, office, type, page, calendar, data):
    message = message_of(plan.outgoing[0], plan, office.law, "en", type=type)
    assert (bool(message.html), message.calendar is not None, bool(message.data)) == (page, calendar, data)


def test_the_calendar_of_one_who_may_not_read_a_line_is_masked_though_another_reads_it(office):
    secret = CASE.replace('title = "Comments', 'confidential = true\ntitle = "Comments')
    people = {n: Recipient(id=n, channels=("exec",), confidential=n == "aigul") for n in ("aigul", "berik")}
    office.settings = settings_of(recipients=people)
    office.write(secret)
    office.run(DAY)
    found = {m.recipient.id: m.calendar.decode().replace("\r\n ", "") for m in office.post.given}
    assert {n: "Comments on the reply" in text for n, text in found.items()} == {"aigul": True, "berik": False}


def test_a_term_without_a_last_day_is_told_with_the_time_after_which_it_may_be_refused(office):
    text = CASE.replace('["kz/criminal"]', '["kz/criminal", "un/hrc"]')
    text += '[[event]]\nkind = "judgment-final"\ndate = 2021-05-06\n'
    office.write(text)
    message = office.run(date(2021, 5, 20))[0]
    assert "it may be an abuse five years after the exhaustion of domestic remedies" in message.text


def test_the_leads_of_a_leap_day_are_counted_over_the_end_of_almatys_old_hour(office):
    office.write(CASE.replace("2021-05-08", "2024-03-01").replace("2021-04-20", "2016-04-20"))
    told = {}
    for day in (date(2024, 2, 23), date(2024, 2, 27), date(2024, 2, 29), date(2024, 3, 1)):
        for message in office.run(day):
            for n in message.data["notices"]:
                if n["id"].endswith("comments") and n["lead"].isdigit():
                    told[str(day)] = n["lead"]
    assert told == {"2024-02-23": "7", "2024-02-27": "3", "2024-02-29": "1", "2024-03-01": "0"}
    assert msgspec.structs.asdict(office.ledger().last)["day"] == date(2024, 3, 1)


def told_to(office, name: str, day: date) -> str:
    """All words that one person gets on a morning."""
    whole = ""
    for message in office.run(day):
        if message.recipient.id == name:
            whole += f"{message.subject}\n{message.text}\n{message.html}\n{message.data}\n"
    return whole


@pytest.mark.parametrize("marked_later", [False, True])
def test_a_confidential_line_that_leaves_the_file_with_its_mark_stays_without_a_name(office, marked_later):
    people = {n: Recipient(id=n, channels=("exec",), confidential=n == "aigul") for n in ("aigul", "berik")}
    office.settings = settings_of(recipients=people)
    whole = CASE.replace("comments", "hidden-letter")
    secret = whole.replace('title = "Comments', 'confidential = true\ntitle = "Comments')
    for day, text in ((1, whole if marked_later else secret), (2, secret)):
        office.write(text)
        office.run(date(2021, 5, day))
    before, _mark, _rest = whole.partition("[[deadline]]")
    office.write(before)
    berik = told_to(office, "berik", DAY)
    assert "the case gives this date no more" in berik and "hidden-letter" not in berik


def test_who_may_read_a_confidential_line_is_told_by_name_that_it_is_gone(office):
    office.settings = settings_of(recipients={"aigul": Recipient(id="aigul", channels=("exec",), confidential=True)})
    secret = CASE.replace('title = "Comments', 'confidential = true\ntitle = "Comments')
    office.write(secret)
    office.run(date(2021, 5, 2))
    office.write(secret.partition("[[deadline]]")[0])
    assert "deadline:comments, on Sat 2021-05-08: the case gives this date no more" in told_to(office, "aigul", DAY)
