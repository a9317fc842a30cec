from __future__ import annotations

import re

import pytest
from make import appeal, day, gap, item, made, march_2021, moment, sanction, trigger

from remedy.case.problems import Problem
from remedy.views import agenda, pressing
from remedy.views.text import PLAIN, Paint, cells


def due(*assessments, problems=(), width=100, lang="en", show_all=False, paint=PLAIN):
    return agenda.due(list(assessments), list(problems), "Wed 2020-07-01", width, paint, lang, show_all)


def headings(lines):
    return [m[1] for line in lines if (m := re.match(r"── ([A-Z' ]+?) ──", line))]


def everything():
    on = "2020-07-01"
    items = [
        gap(on),
        appeal(on, status="missed", group="missed"),
        item("a@unclear", on="2020-06-28", status="unclear", group="unclear", duty="party", trigger=trigger()),
        item("a@week", on="2020-07-08", status="open", group="open", duty="party", trigger=trigger()),
        item("a@month", on="2020-07-09", status="open", group="open", duty="party", trigger=trigger()),
        item("a@later", on="2020-08-02", status="open", group="open", duty="party", trigger=trigger()),
        item("hearing:h", "hearing", on="2020-07-03", group="hearing", time="10:30"),
        item(
            "a@authority",
            on="2020-06-29",
            status="overdue",
            group="waiting",
            duty="authority",
            trigger=trigger(),
        ),
        sanction(on, listed=True),
        item("review", "review", group="review"),
        item("a@opponent", on="2020-07-07", status="open", group="opponent", duty="opponent", trigger=trigger()),
        item("a@undated", status="open", group="undated", duty="party", trigger=trigger()),
        item(
            "a@met",
            on="2020-06-01",
            status="met",
            group="rest",
            duty="party",
            trigger=trigger(),
            listed=False,
        ),
    ]
    return made(items)


def test_the_groups_stand_in_one_fixed_order():
    problem = Problem("cases/a.toml", 3, "event[1].date", "error", "bad-date", "no date", "write 2020-01-01")
    lines = due(everything(), problems=[problem], show_all=True)
    assert headings(lines) == [
        "PROBLEMS", "ASK FIRST", "MISSED", "UNCLEAR", "THIS WEEK", "THIS MONTH", "LATER", "HEARINGS",
        "WAITING ON OTHERS", "PUNISHMENT ENDING", "LOOK AGAIN", "THE PROSECUTION'S CLOCKS",
        "OPEN WITHOUT A DATE", "THE REST",
    ]  # fmt: skip
    assert "cases/a.toml:3: event[1].date: no date" in lines[1]


@pytest.mark.parametrize(
    ("on", "group"),
    [("2020-07-08", "week"), ("2020-07-09", "month"), ("2020-08-01", "month"), ("2020-08-02", "later")],
)
def test_seven_days_are_this_week_and_thirty_one_this_month(on, group):
    assert agenda.group_of(item("x", on=on, group="open")) == group


def test_a_line_says_days_weekday_date_case_what_who_and_the_event_it_runs_from():
    text = " ".join(" ".join(due(made([appeal()]))).split())
    assert "6 days Tue 2020-07-07 kz-ilyashev-2020 Appeal against the judgment counsel" in text
    assert "from judgment 2020-06-22 · may already be filed" in text


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"latest": day("2020-07-09")}, "2020-07-07…2020-07-09"),
        ({"latest": None}, "2020-07-07…?"),
        ({"disputed": True}, "disputed"),
        ({"provisional": True}, "provisional"),
        ({"law_status": "reported"}, "law only reported"),
        ({"law_status": "unverified"}, "law unverified"),
        ({"restored": True}, "term restored"),
    ],
)
def test_every_doubt_about_a_date_is_a_word_on_its_line(change, mark):
    assert mark in " ".join(" ".join(due(made([appeal(**change)]))).split())


def test_a_gap_asks_says_what_waits_and_gives_the_command():
    lines = due(march_2021())
    text = "\n".join(lines)
    assert "When did the file reach the prosecutor's office?" in lines[1]
    assert "waits: The Prosecutor General's answer" in text
    assert "→ remedy record kz-ilyashev-2020 file-received-by-prosecutor --date DATE" in text


def test_gaps_that_block_a_party_come_before_older_ones():
    old = gap(blocks=["x@y"], since=day("2010-01-01"), asks="Old?")
    urgent = gap(blocks=["appeal@judgment"], asks="Urgent?", flag=pressing.RANKS[0])
    urgent.id += "-2"
    lines = due(made([old, urgent, appeal()]))
    text = "\n".join(lines)
    assert text.index("Urgent?") < text.index("Old?")


def test_the_last_line_counts_and_says_as_of_when_and_until_when_it_holds():
    last = due(made([appeal()]))[-1]
    assert last == "1 this week — 1 case as of Wed 2020-07-01; holds until 2020-07-07"


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_line_is_wider_than_the_screen(width):
    for assessment in (everything(), march_2021()):
        assert [x for x in due(assessment, width=width, show_all=True) if cells(x) > width] == []


def test_a_title_with_terminal_escapes_is_shown_as_visible_escapes():
    text = "\n".join(due(made([appeal(title="evil \x1b[2J\u202e title", owner="o\x07", person="p\u200b")])))
    assert "evil \\x1b[2J\\u202e title" in text
    assert not set("\x1b\u202e\x07\u200b") & set(text)


def test_colour_changes_no_word():
    coloured = [re.sub(r"\x1b\[[\d;]*m", "", x) for x in due(everything(), paint=Paint(True))]
    assert [x.rstrip() for x in coloured] == [x.rstrip() for x in due(everything())]


def test_an_empty_agenda_says_what_is_next():
    later = appeal(group="rest", listed=False)
    text = "\n".join(due(made([later])))
    assert "Nothing to act on." in text
    assert "Next: Tue 2020-07-07, 6 days: Appeal against the judgment" in text
    assert "from judgment 2020-06-22" in text


def test_what_is_met_is_shown_by_all_only():
    met = appeal(status="met", group="rest", listed=False)
    assert headings(due(made([met]))) == []
    assert headings(due(made([met]), show_all=True)) == ["THE REST"]


def test_a_language_changes_titles_only_and_russian_stands_in_for_kazakh():
    for lang in ("ru", "kk"):
        assert "Апелляционная жалоба на приговор" in "\n".join(due(made([appeal()]), lang=lang))
    own = appeal(title_i18n={"en": "Appeal", "kk": "Апелляциялық шағым", "ru": "Апелляционная жалоба"})
    assert "Апелляциялық шағым" in "\n".join(due(made([own]), lang="kk"))


def test_a_missed_term_names_what_is_left():
    assert "left: restoration" in "\n".join(due(made([appeal(status="missed", group="missed")])))


def test_json_order_is_by_date_with_null_last_then_id():
    items = agenda.items_in_order([everything()])
    assert [i.date for i in items if i.date] == sorted(i.date for i in items if i.date)
    assert all(i.date is None for i in items[[i.date for i in items].index(None) :])


def test_plain_lines_have_the_same_number_of_tabs_whatever_a_title_holds():
    lines = agenda.plain([appeal(title="a\tb\nc"), gap(), item("step:x", "step")])
    assert {line.count("\t") for line in lines} == {12}


def test_a_case_without_a_pack_says_that_nothing_is_computed():
    bare = made([])
    bare.uncovered = "no pack covers it"
    bare.events = [moment("judgment", "2020-01-01")]
    assert any("nothing is computed: no pack covers it" in line for line in due(bare))


def quiet(case="x-quiet", **more):
    """A case in which nothing was recorded since 2018 and nothing was due since 2019."""
    old = [
        item("review", "review", on="2018-06-29", group="review", since=day("2018-03-31")),
        item("a@old", on="2019-06-30", status="overdue", group="waiting", duty="authority", trigger=trigger(), **more),
        item("a@open", status="open", group="undated", duty="party", trigger=trigger()),
    ]
    for one in old:
        one.case = case
    found = made(old)
    found.case, found.quiet = case, day("2018-03-31")
    return found


def test_a_case_quiet_for_a_year_takes_one_line_that_says_since_when_and_what_waits():
    lines = due(everything(), quiet())
    assert headings(lines)[-1] == "QUIET"
    (line,) = (x for x in lines if "x-quiet" in x)
    assert line == "  since 2018-03-31  x-quiet  1 waiting · 1 undated"
    assert "1 quiet — 2 cases" in " ".join(lines)


def test_a_day_that_was_missed_is_never_folded_into_the_line_of_a_quiet_case():
    old = quiet()
    old.items.append(item("appeal@judgment", on="2018-04-16", status="missed", group="missed", duty="party",
                          trigger=trigger()))  # fmt: skip
    old.items[-1].case = "x-quiet"
    lines = due(everything(), old)
    assert any("2018-04-16" in x and "x-quiet" in x for x in lines)
    assert "  since 2018-03-31  x-quiet  1 waiting · 1 undated" in lines


def test_a_case_that_is_not_quiet_is_shown_line_by_line():
    recent = quiet()
    recent.quiet = None
    assert "QUIET" not in headings(due(everything(), recent))


def test_a_quiet_case_asked_about_alone_or_with_all_is_shown_in_full():
    assert headings(due(quiet())) == ["WAITING ON OTHERS", "LOOK AGAIN", "OPEN WITHOUT A DATE"]
    assert "QUIET" not in headings(due(everything(), quiet(), show_all=True))


def test_what_no_pack_covers_is_said_at_the_foot_and_a_pack_that_is_not_at_hand_at_the_head():
    bare = made([])
    bare.uncovered = "the case names no pack"
    assert headings(due(bare)) == ["NOT COMPUTED"]
    bare.lacks_pack = True
    assert headings(due(bare)) == ["PROBLEMS"]


def test_two_masked_cases_of_one_name_keep_a_line_each():
    alike = [made([appeal()], case="confidential (KZ)") for _ in range(2)]
    for a in alike:
        a.items[0].case = "confidential (KZ)"
        a.items[0].id = "confidential (KZ)#kz/criminal.appeal@judgment"
    lines = [line for line in due(*alike) if "Appeal against the judgment" in line]
    assert len(lines) == 2
    assert "None" not in "".join(lines)


def test_where_a_file_has_an_error_nobody_says_that_there_is_nothing():
    problem = Problem("a.toml", 3, "event.date", "error", "bad-date", "no day", "")
    said = " ".join(due(made([]), problems=[problem]))
    assert "Nothing to act on in what could be read; something may be in what could not" in said
    assert "nothing that could be read — 1 case" in said
    assert ("nothing ahead" in said, "nothing to act on —" in said) == (False, False)
    assert "nothing ahead" in " ".join(due(made([])))
    only_broken = " ".join(due(problems=[problem]))
    assert ("could not: correct that first" in only_broken, "No case here" in only_broken) == (True, False)


def old_and_new_questions(event_on: str):
    """A question of an old case, and one of a case in which something happened on a day; as of 2020-07-01."""
    old = made([gap(asks="Old?", flag="first", since=day("2010-01-01"))], case="x-old")
    old.items[0].case, old.items[0].id, old.events = "x-old", "x-old#gap:a", [moment("judgment", "2010-01-01")]
    new = made([gap(asks="New?", flag="domestic", blocks=[])])
    new.events = [moment("judgment", event_on)]
    return old, new


@pytest.mark.parametrize(("event_on", "first"), [("2019-07-01", "New?"), ("2019-06-30", "Old?")])
def test_questions_of_a_case_in_which_something_happened_within_a_year_come_first(event_on, first):
    text = "\n".join(due(*old_and_new_questions(event_on)))
    assert text.index(first) == min(text.index("New?"), text.index("Old?"))


@pytest.mark.parametrize(("on", "first"), [("2020-08-01", "New?"), ("2020-08-02", "Old?")])
def test_a_question_that_blocks_a_clock_of_the_next_thirty_one_days_comes_first(on, first):
    old, new = old_and_new_questions("2010-01-01")
    clock = item("a@clock", on=on, status="open", group="open", duty="party", trigger=trigger())
    new.items.append(clock)
    new.items[0].blocks = [clock.id]
    text = "\n".join(due(old, new))
    assert text.index(first) == min(text.index("New?"), text.index("Old?"))
