"""How a plan looks: what lies behind is for now, what has no day says so, the file's own steps are named."""

from datetime import date

from remedy.law.answer import Assessment
from remedy.law.plan import Suggestion
from remedy.views.plan import plan
from remedy.views.text import Paint

ANSWER = Assessment(case="x", case_title="X", country="KZ", as_of=date(2021, 3, 12), holds_until=None,
                    items=[], ladder=[], events=[])  # fmt: skip


def step(**more):
    found = {
        "id": "s",
        "remedy": "kz/criminal.appeal",
        "remedy_title": "Appeal",
        "state": "available",
        "title": "Ask for the copy",
        "by": "defence",
        "date": date(2021, 3, 20),
        "days_left": 8,
        "since": "3 days before the last day",
    }
    return Suggestion(**{**found, **more})


def shown(*steps, width=100, lang="en"):
    return "\n".join(plan(steps, ANSWER, width, Paint(False), lang))


def test_a_step_whose_day_has_passed_is_for_now():
    assert "now  Wed 2021-03-10" in shown(step(date=date(2021, 3, 10), days_left=-2))


def test_a_step_without_a_day_says_so():
    assert "any day" in shown(step(date=None, days_left=None))


def test_a_step_of_the_file_is_named_with_its_state():
    assert "in the file: waiting" in shown(step(step="s", step_status="waiting"))


def test_titles_are_in_the_language_asked_for():
    assert "Запросить копию" in shown(step(title_i18n={"ru": "Запросить копию"}), lang="ru")


def test_no_line_is_wider_than_the_screen_and_nothing_acts_on_it():
    text = shown(step(title="\x1b[31m" + "long words " * 30, why="why " * 40), width=80)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_an_empty_plan_says_so():
    assert "Nothing is open or under way" in shown()
    assert "nothing was written" in shown()
