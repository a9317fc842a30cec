"""What an office is told on which morning, from the first lead to the weeks after a last day was missed."""

import contextlib
from datetime import date, timedelta

import msgspec
import pytest

from remedy.case.team import Owner, Team
from remedy.remind.ledger import Acknowledged
from remedy.remind.run import message_of
from remedy.remind.settings import Recipient
from tests.remind.conftest import settings_of

CASE = """
format = 1
id = "kz-a-2021"
title = "Kazakhstan v. A."
country = "KZ"
owner = "counsel"
[[event]]
kind = "letter-received"
date = 2021-06-20
[[deadline]]
id = "comments"
title = "Comments on the reply"
set_on = 2021-06-20
date = {day}
done = ["comments-filed"]
duty = "party"
"""
D = date.fromisoformat


def days(first: date, last: date):
    """Every day from one to another, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def of(office, day):
    """What is told of the deadline itself on a morning."""
    found = [n for m in office.run(D(day)) for n in m.data["notices"] if n["id"].endswith("deadline:comments")]
    return [n["lead"] for n in found]


def test_thirty_fourteen_seven_three_one_and_no_days_before_the_end_each_once(office):
    office.write(CASE.format(day="2021-09-01"))
    told = {}
    for day in days(D("2021-07-20"), D("2021-09-01")):
        for lead in of(office, day.isoformat()):
            told.setdefault(day.isoformat(), []).append(lead)
    assert told == {
        "2021-08-02": ["30"],
        "2021-08-18": ["14"],
        "2021-08-25": ["7"],
        "2021-08-29": ["3"],
        "2021-08-31": ["1"],
        "2021-09-01": ["0", "0"],
    }, "the last day itself comes in the digest and alone"


def test_a_machine_that_slept_three_weeks_tells_the_nearest_lead_once_and_says_that_it_is_late(office):
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-01"))
    (message,) = office.run(D("2021-08-27"))
    (notice,) = [n for n in message.data["notices"] if n["kind"] == "lead"]
    assert (notice["lead"], notice["late"]) == ("7", True)
    assert "late: it was to be told on Wed 2021-08-25" in message.text


def test_a_term_entered_within_its_first_lead_is_told_at_once_and_is_not_late(office):
    office.write(CASE.format(day="2021-09-01"))
    (message,) = office.run(D("2021-08-10"))
    assert [n["lead"] for n in message.data["notices"] if n["kind"] == "lead"] == ["30"]
    assert "late" not in message.text


def test_a_missed_day_is_told_the_next_morning_and_then_each_monday(office):
    office.write(CASE.format(day="2021-09-01"))
    told = [day.isoformat() for day in days(D("2021-08-31"), D("2021-09-21")) if "missed" in str(of(office, str(day)))]
    assert told == ["2021-09-02", "2021-09-06", "2021-09-13", "2021-09-20"]


def test_what_was_acknowledged_is_not_told_again_as_missed(office):
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-09-02"))
    record = Acknowledged(
        id="kz-a-2021#deadline:comments", date=D("2021-09-01"), by="aigul", at="2021-09-02T09:00:00+00:00"
    )
    office.ledger().append([record])
    assert of(office, "2021-09-06") == []


def test_an_acknowledgement_ends_when_the_date_moves(office):
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-31"))
    record = Acknowledged(
        id="kz-a-2021#deadline:comments", date=D("2021-09-01"), by="aigul", at="2021-08-31T09:00:00+00:00"
    )
    office.ledger().append([record])
    office.write(CASE.format(day="2021-08-30"))
    assert "missed" in of(office, "2021-09-01")


def test_a_waived_deadline_is_told_no_more(office):
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-02"))
    waived = '[[override]]\non = "deadline:comments"\nsince = 2021-08-03\nwaived = true\nreason = "nothing to add"\n'
    office.write(CASE.format(day="2021-09-01") + waived)
    assert [of(office, str(day)) for day in days(D("2021-08-18"), D("2021-09-10"))] == [[]] * 24


def test_a_filing_ends_the_reminders(office):
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-18"))
    office.write(CASE.format(day="2021-09-01") + '[[event]]\nkind = "comments-filed"\ndate = 2021-08-20\n')
    assert [of(office, str(day)) for day in days(D("2021-08-21"), D("2021-09-10"))] == [[]] * 21


def test_a_date_that_moved_is_told_at_once_with_the_day_that_it_was(office):
    office.write(CASE.format(day="2021-12-01"))
    office.run(D("2021-08-01"))
    office.write(CASE.format(day="2021-11-15"))
    (message,) = office.run(D("2021-08-02"))
    assert "moved: it was Wed 2021-12-01; the case's file says another day" in message.text
    assert of(office, "2021-08-03") == []


def test_a_changed_date_re_arms_its_leads(office):
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-25"))
    office.write(CASE.format(day="2021-09-08"))
    office.run(D("2021-08-26"))
    assert of(office, "2021-09-01") == ["7"]


TERM = """
format = 1
id = "kz-b-2021"
title = "Kazakhstan v. B."
country = "KZ"
packs = ["kz/criminal"]
[[person]]
id = "b"
name = "B."
role = "defendant"
[[event]]
kind = "judgment"
date = {day}
outcome = "convicted"
"""


def test_a_term_moved_by_its_event_says_which_event_moved(office):
    office.write(TERM.format(day="2021-03-01"))
    office.run(D("2021-03-02"))
    office.write(TERM.format(day="2021-03-02"))
    message = office.run(D("2021-03-03"))[0]
    assert "moved: it was Tue 2021-03-16; judgment is on 2021-03-02, not 2021-03-01" in message.text


def test_a_step_that_moves_with_its_term_does_not_blame_the_file(office):
    step = '[[step]]\nid = "draft"\ntitle = "Draft"\nbefore = { deadline = "appeal@judgment", by = "P3D" }\n'
    office.write(TERM.format(day="2021-03-01") + step)
    office.run(D("2021-03-02"))
    office.write(TERM.format(day="2021-03-02") + step)
    told = office.run(D("2021-03-03"))[0].text
    assert "it was Sat 2021-03-13; the day that it hangs on moved, or the file says another" in told


def test_a_term_moved_by_a_decree_on_days_off_says_so(office):
    office.write(TERM.format(day="2021-03-03"))
    office.run(D("2021-03-05"))
    calendar = office.law.calendars["KZ"]
    year = msgspec.structs.replace(calendar.years[2021], off=calendar.years[2021].off | {D("2021-03-18")})
    moved = msgspec.structs.replace(calendar, years={**calendar.years, 2021: year})
    office.law = msgspec.structs.replace(office.law, calendars={**office.law.calendars, "KZ": moved})
    message = office.run(D("2021-03-06"))[0]
    assert "moved: it was Thu 2021-03-18; days off were moved by decree" in message.text


def test_a_term_whose_event_was_taken_out_of_the_file_is_told_once_and_not_forgotten_in_silence(office):
    office.write(TERM.format(day="2021-03-01"))
    office.run(D("2021-03-05"))
    office.write(TERM.format(day="2021-03-01").partition("[[event]]")[0])
    texts = [m.text for m in office.run(D("2021-03-06"))]
    assert "appeal@judgment, on Tue 2021-03-16: the case gives this date no more" in texts[0]
    assert not any("gives this date no more" in m.text for m in office.run(D("2021-03-07")))


def test_a_term_that_was_met_is_not_called_gone(office):
    office.write(TERM.format(day="2021-03-01"))
    office.run(D("2021-03-05"))
    filed = '[[event]]\nkind = "appeal-filed"\ndate = 2021-03-06\nby = "b"\n'
    office.write(TERM.format(day="2021-03-01") + filed)
    assert not any("gives this date no more" in m.text for m in office.run(D("2021-03-08")))


def test_a_deputy_is_told_three_days_before_the_end_unless_somebody_acknowledged(office):
    people = {"aigul": Recipient(id="aigul", channels=("exec",), owners=("counsel",))}
    people["berik"] = Recipient(id="berik", channels=("exec",), owners=("berik",))
    office.settings, office.team = settings_of(recipients=people), Team(owners={"counsel": Owner(deputy="berik")})
    office.write(CASE.format(day="2021-09-01"))
    to = {day.isoformat(): {m.recipient.id for m in office.run(day)} for day in days(D("2021-08-25"), D("2021-08-29"))}
    assert to == {"2021-08-25": {"aigul"}, "2021-08-26": set(), "2021-08-27": set(), "2021-08-28": set(),
                  "2021-08-29": {"aigul", "berik"}}  # fmt: skip
    assert "told to you as the deputy" in office.post.given[-1].text
    record = Acknowledged(
        id="kz-a-2021#deadline:comments", date=D("2021-09-01"), by="aigul", at="2021-08-30T09:00:00+00:00"
    )
    office.ledger().append([record])
    assert {m.recipient.id for m in office.run(D("2021-08-31"))} == {"aigul"}


def test_a_deputy_of_a_missed_term_is_not_told_that_nobody_had_it_in_hand_before(office):
    people = {"berik": Recipient(id="berik", channels=("exec",), owners=("berik",))}
    people["aigul"] = Recipient(id="aigul", channels=("exec",), owners=("counsel",))
    office.settings, office.team = settings_of(recipients=people), Team(owners={"counsel": Owner(deputy="berik")})
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-31"))
    id, at = "kz-a-2021#deadline:comments", "2021-08-31T09:00:00+00:00"
    office.ledger().append([Acknowledged(id=id, date=D("2021-09-01"), by="aigul", at=at, stage="before")])
    told = next(m.text for m in office.run(D("2021-09-02")) if m.recipient.id == "berik")
    assert "as the deputy: since its day nobody has taken it in hand" in told


def test_lead_times_of_a_person_come_before_those_of_the_case_and_the_default(office):
    one = Recipient(id="aigul", channels=("exec",), leads=(5,))
    office.settings = settings_of(recipients={"aigul": one}, lead_times={"default": (9,), "kz-a-2021": (2,)})
    office.write(CASE.format(day="2021-09-01"))
    assert [str(d) for d in days(D("2021-08-20"), D("2021-08-31")) if of(office, str(d))] == ["2021-08-27"]
    office.settings = settings_of(
        recipients={"berik": Recipient(id="berik", channels=("exec",))}, lead_times={"default": (9,), "kz-a-2021": (2,)}
    )
    assert [str(d) for d in days(D("2021-08-20"), D("2021-08-31")) if of(office, str(d))] == ["2021-08-30"]


def test_a_message_that_was_refused_is_tried_again_the_next_time(office):
    office.write(CASE.format(day="2021-09-01"))
    office.post.failing = "unsent"
    assert office.run(D("2021-08-25")) == [] and [o.outcome for o in office.outcomes] == ["failed"]
    office.post.failing = None
    assert of(office, "2021-08-25") == ["7"]
    assert of(office, "2021-08-25") == []


@pytest.mark.parametrize("how", ["killed after", "unknown"])
def test_a_message_that_may_have_arrived_is_sent_again_under_the_same_key(office, how):
    office.write(CASE.format(day="2021-09-01"))
    office.post.failing = how
    with contextlib.suppress(office.Killed):
        office.run(D("2021-08-25"))
    office.post.failing = None
    office.run(D("2021-08-26"))
    first, second = office.post.given
    assert first.key == second.key
    assert of(office, "2021-08-26") == []


def test_a_message_begun_by_a_killed_run_and_no_longer_true_is_not_sent(office):
    office.write(CASE.format(day="2021-09-01"))
    office.post.failing = "killed before"
    with pytest.raises(office.Killed):
        office.run(D("2021-08-25"))
    office.post.failing = None
    office.write(CASE.format(day="2021-09-01") + '[[event]]\nkind = "comments-filed"\ndate = 2021-08-25\n')
    assert of(office, "2021-08-26") == []
    assert office.ledger().open == {}


def test_a_message_has_the_day_of_its_lines_and_a_case_where_it_is_still_the_day_before_says_so(office):
    for name in ("kz-a-2021", "us-b-2021"):
        office.write(CASE.format(day="2021-08-05").replace("kz-a-2021", name), f"{name}.toml")
    _planner, plan = office.planned(D("2021-08-05"))
    lines = plan.outgoing[0].lines
    lines[1].item.as_of = plan.as_of = D("2021-08-04")
    text = message_of(plan.outgoing[0], plan, office.law, "en", type="print").text
    assert text.startswith("What to act on as of Thu 2021-08-05")
    assert [lines[1].item.case in line for line in text.splitlines() if "as of Wed 2021-08-04" in line] == [True]


def test_a_file_that_cannot_be_read_is_told_for_its_deadlines_are_silent(office):
    office.write(CASE.format(day="2021-09-01"))
    office.write("format = 1\nid = \n", "b.toml")
    message = office.run(D("2021-07-01"))[0]
    assert "b.toml cannot be used in full: its deadlines may be missing here" in message.text
    assert message.subject.endswith(": 1 problem")


def test_a_gap_is_told_when_it_opens_and_on_the_mondays_after(office):
    office.write(TERM.format(day="2021-03-01") + "[facts]\n")
    told = []
    for day in days(D("2021-03-03"), D("2021-03-17")):
        if any(n["kind"] == "gap" for m in office.run(day) for n in m.data["notices"]):
            told.append(day.isoformat())
    assert told[0] == "2021-03-03" and {"2021-03-08", "2021-03-15"} <= set(told)


def test_a_hearing_is_told_the_day_before_or_on_the_day_by_a_machine_that_slept(office):
    hearing = '[[event]]\nkind = "hearing"\ndate = 2021-07-06\nstate = "scheduled"\ntime = "10:00"\n'
    office.write(CASE.format(day="2021-12-01") + hearing)
    kinds = {str(day): {n["kind"] for m in office.run(day) for n in m.data["notices"]} for day in
             (D("2021-07-04"), D("2021-07-05"), D("2021-07-06"))}  # fmt: skip
    assert [d for d, k in kinds.items() if "hearing" in k] == ["2021-07-05"]


def test_a_confidential_deadline_is_masked_unless_its_recipient_may_see_it(office):
    secret = CASE.format(day="2021-09-01") + "confidential = true\n"
    people = {"aigul": Recipient(id="aigul", channels=("exec",), confidential=True)}
    people["berik"] = Recipient(id="berik", channels=("exec",))
    office.settings = settings_of(recipients=people)
    office.write(secret)
    texts = {m.recipient.id: m.text + m.html + m.subject + str(m.data) for m in office.run(D("2021-08-25"))}
    assert "Comments on the reply" in texts["aigul"]
    assert "Comments on the reply" not in texts["berik"] and "confidential" in texts["berik"]


def test_a_message_is_told_in_the_language_of_its_recipient(office):
    office.settings = settings_of(recipients={"aigul": Recipient(id="aigul", channels=("exec",), lang="ru")})
    office.write(TERM.format(day="2021-03-01"))
    message = office.run(D("2021-03-10"))[0]
    assert "Апелляционная жалоба на приговор" in message.text or "приговор" in message.text
    assert "What to act on" not in message.text


def test_each_entry_says_what_by_when_for_whom_why_and_what_to_do(office):
    office.write(TERM.format(day="2021-03-01").replace('country = "KZ"', 'country = "KZ"\nowner = "counsel"'))
    text = office.run(D("2021-03-13"))[0].text
    entry = text[text.index("Appeal against the judgment — ") :].split("\n\n")[0]
    assert entry.splitlines()[0] == "Appeal against the judgment — Tue 2021-03-16, in 3 days"
    for words in ("kz-b-2021", "for counsel", "418(1)", "from judgment 2021-03-01", "next: file it with",
                  "remedy explain kz-b-2021 appeal@judgment", "remedy remind ack"):  # fmt: skip
        assert words in entry


# What testers, an engineer and a lawyer found


def acknowledge(office, day, stage="after", id="kz-a-2021#deadline:comments"):
    at = f"{day}T09:00:00+00:00"
    office.ledger().append([Acknowledged(id=id, date=D("2021-09-01"), by="aigul", at=at, stage=stage)])


def test_who_took_a_term_in_hand_before_its_day_is_told_all_the_same_that_it_was_missed(office):
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-25"))
    acknowledge(office, "2021-08-25", "before")
    assert "missed" in of(office, "2021-09-02")


def test_of_two_confidential_cases_of_one_country_each_keeps_its_deadline(office):
    secret = CASE.replace('owner = "counsel"', "confidential = true")
    office.write(secret.format(day="2021-08-31"))
    office.write(secret.replace("kz-a-2021", "kz-z-2021").format(day="2021-09-01"), "z.toml")
    text = office.run(D("2021-08-30"))[0].text
    assert text.count("Tue 2021-08-31") == 1 and text.count("Wed 2021-09-01") == 1


def test_of_two_files_with_one_id_both_are_told_and_nothing_moves(office):
    office.write(CASE.format(day="2021-09-01"))
    office.write(CASE.format(day="2021-08-28"), "b.toml")
    first = "".join(m.text for m in office.run(D("2021-08-25")))
    assert "Wed 2021-09-01" in first and "Sat 2021-08-28" in first
    assert not any("moved" in m.text for day in ("2021-08-26", "2021-08-27") for m in office.run(D(day)))


def test_a_date_that_moves_there_and_back_and_there_again_on_one_day_is_told_each_time(office):
    office.write(CASE.format(day="2021-12-03"))
    office.run(D("2021-08-25"))
    told = []
    for day in ("2021-12-01", "2021-12-03", "2021-12-01"):
        office.write(CASE.format(day=day))
        told.append(any("moved: it was" in m.text for m in office.run(D("2021-08-25"))))
    assert told == [True, True, True]


HEARING = '[[event]]\nid = "h"\nkind = "hearing"\ndate = 2021-07-06\nstate = "{state}"\ntime = "{time}"\n'


def test_a_hearing_at_another_hour_is_told_at_once_and_alone(office):
    office.write(CASE.format(day="2021-12-01") + HEARING.format(state="scheduled", time="10:00"))
    office.run(D("2021-07-05"))
    office.write(CASE.format(day="2021-12-01") + HEARING.format(state="scheduled", time="08:00"))
    _digest, alone = office.run(D("2021-07-05"))
    assert "moved: it was Tue 2021-07-06 10:00; the file now says 08:00" in alone.text
    assert alone.subject.startswith("MOVED: tomorrow: ")


def test_a_hearing_that_was_cancelled_is_told_and_so_is_its_return(office):
    office.write(CASE.format(day="2021-12-01") + HEARING.format(state="scheduled", time="10:00"))
    office.run(D("2021-07-01"))
    office.write(CASE.format(day="2021-12-01") + HEARING.format(state="cancelled", time="10:00"))
    assert "it was cancelled" in office.run(D("2021-07-02"))[0].text
    office.write(CASE.format(day="2021-12-01") + HEARING.format(state="scheduled", time="10:00"))
    assert "it stands again" in office.run(D("2021-07-02"))[0].text


def test_a_mondays_hearing_is_told_on_friday_too(office):
    office.write(
        CASE.format(day="2021-12-01") + HEARING.format(state="scheduled", time="10:00").replace("07-06", "07-05")
    )
    told = [str(d) for d in days(D("2021-07-01"), D("2021-07-05"))
            if any(n["kind"] == "hearing" for m in office.run(d) for n in m.data["notices"])]  # fmt: skip
    assert told == ["2021-07-02", "2021-07-04"]


def test_a_case_whose_file_was_deleted_is_told_with_its_day_to_come(office):
    office.write(CASE.format(day="2021-12-01"), "b.toml")
    office.write(TERM.format(day="2021-03-01"))
    office.run(D("2021-08-01"))
    del office.texts["b.toml"]
    texts = "".join(m.text for m in office.run(D("2021-08-02")))
    assert "deadline:comments, on Wed 2021-12-01: the case gives this date no more" in texts


def test_the_deputy_is_told_on_the_third_day_whatever_the_leads_and_is_not_called_late(office):
    people = {"aigul": Recipient(id="aigul", channels=("exec",), owners=("counsel",), leads=(30,))}
    people["berik"] = Recipient(id="berik", channels=("exec",), owners=("berik",), leads=())
    office.settings, office.team = settings_of(recipients=people), Team(owners={"counsel": Owner(deputy="berik")})
    office.write(CASE.format(day="2021-09-01"))
    told = {str(d): {m.recipient.id for m in office.run(d)} for d in days(D("2021-08-25"), D("2021-08-29"))}
    assert [d for d, names in told.items() if "berik" in names] == ["2021-08-29"]
    assert "late" not in office.post.given[-1].text


def test_a_punctual_lead_after_a_move_is_not_late(office):
    office.write(CASE.format(day="2021-12-01"))
    office.run(D("2021-08-20"))
    office.write(CASE.format(day="2021-09-01"))
    office.run(D("2021-08-20"))
    assert "late" not in office.run(D("2021-08-25"))[0].text


def test_a_message_of_which_nothing_is_known_keeps_its_key_though_the_server_then_is_down(office):
    office.write(CASE.format(day="2021-09-01"))
    for failing in ("unknown", "unsent", None):
        office.post.failing = failing
        office.run(D("2021-08-25"))
    first, last = office.post.given
    assert first.key == last.key


def test_a_last_day_on_a_sunday_names_the_last_working_day_before_it(office):
    office.write(CASE.format(day="2021-09-05").replace('country = "KZ"', 'country = "KZ"\ncalendar = "KZ"'))
    text = office.run(D("2021-09-02"))[0].text
    assert "Sun 2021-09-05 is no working day: the last one before it is Fri 2021-09-03" in text


def test_an_error_of_the_program_in_one_message_stops_no_other(office, monkeypatch):
    people = {n: Recipient(id=n, channels=("exec",)) for n in ("aigul", "berik")}
    office.settings = settings_of(recipients=people)
    office.write(CASE.format(day="2021-09-01"))
    send = office.post.send

    def breaks(message):
        if message.recipient.id == "aigul":
            raise RuntimeError("a defect")
        send(message)

    monkeypatch.setattr(office.post, "send", breaks)
    assert {m.recipient.id for m in office.run(D("2021-08-25"))} == {"berik"}
    assert {o.outcome for o in office.outcomes} == {"unknown", "sent"}
