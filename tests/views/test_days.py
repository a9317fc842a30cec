"""Days that people read are written as their language writes them, in ISO on request; what programs read stays ISO."""

import html
import re
import tomllib
from datetime import date

import pytest
from msgspec.structs import replace

from remedy.case.team import Team
from remedy.law.calendar import WEEKENDS
from remedy.law.plan import plan as suggest
from remedy.remind import telling
from remedy.remind.line import Gone, Line
from remedy.remind.notices import Known, Moved, known, moved
from remedy.store import cases as stored
from remedy.store.desk import Desk
from remedy.views import agenda, explain, i18n, ladder, lines, plan, rules, show, timeline
from remedy.views.calendar_entries import Wanted, entries
from remedy.views.meaning import meaning
from remedy.views.page.whole import Shown, page
from remedy.views.reasons import told
from remedy.views.rule_view import row_of, view_of
from remedy.views.text import PLAIN, bracket, cells, day_said, days_in, span, weekday_date
from tests.conftest import ROOT

ISO = re.compile(r"(?<![\w-])\d{4}-\d\d(-\d\d)?(?![\w-])")
TUESDAY, LATER = date(2020, 7, 7), date(2020, 7, 9)
DAYS = (date(2018, 12, 30), date(2021, 3, 12), date(2026, 11, 24))


@pytest.fixture
def russian(law):
    i18n.use("ru")
    i18n.name(law)


def test_a_day_is_written_as_the_language_writes_it(russian):
    assert day_said(TUESDAY) == "07.07.2020"
    assert weekday_date(TUESDAY) == "вт 07.07.2020"
    assert span(TUESDAY, LATER) == "07.07.2020…09.07.2020"
    assert span(None, LATER) == "?…09.07.2020"
    assert bracket(TUESDAY, LATER) == "[07.07.2020 … 09.07.2020]"
    assert meaning("[2020-07-07, 2020-07-09]")[0] == "один из этих дней: вт 07.07.2020, чт 09.07.2020"
    assert day_said(date(987, 1, 2)) == "02.01.0987"


def test_english_days_are_iso():
    assert (day_said(TUESDAY), weekday_date(TUESDAY)) == ("2020-07-07", "Tue 2020-07-07")
    assert span(TUESDAY, LATER) == "2020-07-07…2020-07-09"
    assert days_in("until 2020-07-07") == "until 2020-07-07"


def test_iso_on_request_holds_in_any_language(russian):
    i18n.write_days(iso=True)
    assert weekday_date(TUESDAY) == "вт 2020-07-07"
    assert told("begins on 2020-07-07") == "начинается 2020-07-07"
    i18n.write_days(iso=False)
    assert told("begins on 2020-07-07") == "начинается 07.07.2020"


def test_days_within_the_engines_sentences_take_the_same_form_and_ids_do_not(russian):
    said = told("6 months from judgment, custody of 3 days from 2020-01-01 to 2020-01-03, each counted as 1.5")
    assert "01.01.2020" in said
    assert "03.01.2020" in said
    assert days_in("judgment-2020-06-22, 2020-06-22") == "judgment-2020-06-22, 22.06.2020"
    assert days_in("2020-06") == "06.2020"


def test_columns_are_as_wide_as_in_iso(russian):
    shown = [f(TUESDAY) for f in (day_said, weekday_date)], bracket(TUESDAY, LATER)
    i18n.write_days(iso=True)
    iso = [f(TUESDAY) for f in (day_said, weekday_date)], bracket(TUESDAY, LATER)
    assert [*map(cells, shown[0]), cells(shown[1])] == [*map(cells, iso[0]), cells(iso[1])]


def in_a_page(cases):
    """The words of a page; what its elements say to programs is not among them."""
    text = re.sub(r"<style>.*?</style>|<[^>]*>", "\n", page(Shown(cases=cases)), flags=re.DOTALL)
    return {html.unescape(line) for line in text.splitlines()}


def in_a_calendar(answer):
    """The titles and descriptions of all that a calendar may hold of a case."""
    found = entries(answer, answer.items, None, "ru", Wanted(steps=True, ticklers=True))
    return {line for e in found.live for line in (e.title, *e.description.splitlines())}


def in_a_reminder(answer, law):
    """A message that tells all lines of a case, each as late and as moved from another day by another event."""
    was = Known(date=date(2020, 1, 31), event="judgment", day=date(2020, 1, 1), version="2015-01-01")
    lines = []
    for item in answer.items:
        for now in (known(item), replace(was, day=date(2020, 1, 2)), replace(was, version="2018-07-10")):
            told = moved(item.id, Moved(was=was, now=now, on=answer.as_of, number=1))
            lines.append(Line(notices=[told], shown_id=item.id, item=item, answer=answer, since=date(2020, 1, 1)))
    lines.append(Line(notices=[], shown_id="", gone=Gone(case=answer.case, name="step:x", day=date(2020, 1, 31))))
    said = [telling.page([line], "ru", answer.as_of, "aigul", law) for line in lines]
    return {line for one in said for line in (one.subject, *telling.text(one).splitlines())}


def texts(thing):
    """Every text of a file: what people wrote stays as it is."""
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, list):
        return {x for value in thing for x in texts(value)}
    return {" ".join(thing.split())} if isinstance(thing, str) else set()


def written():
    """The texts of cases and packs in which days stand."""
    found = set()
    for path in (*(ROOT / "cases").rglob("*.toml"), *(ROOT / "remedy/packs").rglob("*.toml")):
        found |= texts(tomllib.loads(path.read_text("utf-8")))
    return sorted((x for x in found if ISO.search(x) and len(x) > 10), key=len, reverse=True)


def test_no_iso_day_is_left_on_a_russian_screen(law, russian):
    every = set()
    for day in DAYS:
        desk = Desk(ROOT / "cases", lambda: law, Team, lambda _zone: DAYS[-1], day)
        answers, cases = [], []
        for file in stored.load(ROOT / "cases", law.vocabulary):
            answer = desk.assess(file)
            answers.append(answer)
            cases.append((file.case, answer))
            every |= {*ladder.ladder(answer, 5000, PLAIN, "ru"), *timeline.timeline(answer, 5000, PLAIN, "ru")}
            every |= {*show.show(file.case, answer, 5000, PLAIN, "ru"), *lines.quiet_lines(answer, 5000, PLAIN)}
            every |= set(plan.plan(suggest(file.case, law, answer), answer, 5000, PLAIN, "ru"))
            for item in answer.items:
                item.record = ""  # lines of TOML, to be copied
                every |= set(explain.explain(item, answer, WEEKENDS.mark, 5000, PLAIN, "ru"))
                every |= set(lines.agenda_lines(item, answer, 5000, PLAIN, "ru", case=True))
            every |= in_a_calendar(answer) | in_a_reminder(answer, law)
        every |= in_a_page(cases)
        every |= set(agenda.due(answers, [], weekday_date(day), 5000, PLAIN, "ru", show_all=True))
    for pack in law.packs.values():
        every |= set(rules.rules_list([row_of(r, pack) for r in pack.rules], 5000, PLAIN, "ru"))
        for rule in pack.rules:
            every |= set(rules.rule_text(view_of(rule, pack), 5000, PLAIN, "ru"))
    assert len(every) > 1000
    own = written()
    left = []
    for line in every:
        if ISO.search(line):
            said = " ".join(re.sub(r"remedy [a-z]+ .*|https?://\S+", "", line).split())
            for text in own:
                said = said.replace(text, "")
            left += [line] if ISO.search(said) else []
    assert left == []
