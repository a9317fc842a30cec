"""The screens in Russian: the engine's sentences are said anew, words take their forms, JSON stays English."""

import re
from datetime import date
from pathlib import Path

import pytest

from remedy.case.team import Team
from remedy.law.plan import plan as suggest
from remedy.store import cases as stored
from remedy.store.desk import Desk
from remedy.views import agenda, explain, i18n, ladder, show
from remedy.views.answers import encode, item_view
from remedy.views.reasons import told
from remedy.views.text import PLAIN, cells, days_column, days_phrase, span_words, weekday_date

ROOT = Path(__file__).parent.parent.parent
DAYS = [
    *(date(2012, 12, 9), date(2016, 12, 1), date(2018, 12, 30), date(2019, 7, 1), date(2020, 6, 25), date(2020, 12, 1)),
    *(date(2021, 3, 12), date(2021, 4, 20), date(2022, 8, 8), date(2023, 9, 1), date(2024, 5, 5), date(2026, 11, 24)),
]


@pytest.fixture
def russian(law):
    i18n.use("ru")
    i18n.name(law)


def answers(law, day):
    desk = Desk(ROOT / "cases", lambda: law, Team, lambda _zone: DAYS[-1], day)
    return [(file.case, desk.assess(file)) for file in stored.load(ROOT / "cases", law.vocabulary)]


def sentences(law):
    """All that the engine says of the cases on these days."""
    found = set()
    for day in DAYS:
        for case, answer in answers(law, day):
            found.add(answer.uncovered)
            for item in answer.items:
                found |= {item.reason, *item.notices, *(item.trigger.why if item.trigger else ())}
                for reading in item.readings:
                    found |= {reading.reason, reading.label, *reading.trigger.why, *(m.why for m in reading.trace)}
            for rung in answer.ladder:
                found |= {rung.reason, rung.again_reason, rung.bar, rung.grounds, rung.to}
            found |= {step.since for step in suggest(case, law, answer)}
    return found - {""}


def test_nearly_all_that_the_engine_says_is_said_in_russian(law, russian):
    every = sentences(law)
    ids = re.compile(r"[\w-]+/[\w.-]+|[a-z]+(-[a-z0-9]+)+|\bplain\b|[A-Z]{2,}|\[\[override\]\]")
    left = sorted(s for s in every if re.search(r"[A-Za-z]{3,}", ids.sub("", told(s))))
    print(f"{len(every) - len(left)} of {len(every)} in Russian; not: {left}")
    assert len(every) > 300
    assert len(left) / len(every) <= 0.05


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("nobody recorded file-received-by-prosecutor", "не записано: дело поступило в прокуратуру"),
        ("appeal-decided shows that it was filed", "решение апелляционной инстанции: значит, было подано"),
        ("nobody recorded x; depends on: custody", "не записано: x; зависит от: под стражей"),
        ("3 years and 4 months on", "вперёд 3 года и 4 месяца"),
        ("cassation-decided-b: refused", "решение кассационной инстанции: отказано"),
        ("judgment (refused) bars another [CPC 9(1)]", "приговор (отказано): повторно нельзя [УПК РК 9(1)]"),
        ("Saturday is not a working day (weekend)", "суббота: нерабочий день (выходной)"),
    ],
)
def test_sentences_of_the_engine_are_recognised_by_their_form(russian, english, said):
    assert told(english) == said


def test_a_sentence_that_no_form_fits_is_shown_as_it_is_and_cleaned(russian):
    assert told("nothing like it \x1b[31m") == "nothing like it \\x1b[31m"


def test_hostile_ids_in_sentences_stay_harmless(russian):
    assert told("nobody recorded {x.__class__}") == "nobody recorded {x.__class__}"
    assert "\x1b" not in told("\x1b[2J shows that it was filed")


def test_numbers_take_their_forms(russian):
    assert [days_phrase(n) for n in (0, 1, 2, 5, 21, -1, -3, -11)] == [
        *("сегодня", "завтра", "через 2 дня", "через 5 дней", "через 21 день"),
        *("вчера", "3 дня назад", "11 дней назад"),
    ]
    assert span_words(date(2018, 1, 1), date(2020, 4, 5)) == "2 года 3 месяца"
    assert weekday_date(date(2020, 7, 7)) == "вт 07.07.2020"
    assert days_column(-812) == "812 дн. назад"


def test_columns_stand_under_one_another_though_russian_words_are_longer(law, russian):
    found = answers(law, date(2021, 3, 12))
    for width in (80, 100, 120):
        lines = agenda.due([a for _case, a in found], [], "пт 12.03.2021", width, PLAIN, "ru")
        assert max(cells(line) for line in lines if "→" not in line) <= width
        days = [line for line in lines if re.match(r"[!? ] +\d+ (дн|дня|день)\S* .*\d\d\.\d\d\.\d{4}", line)]
        assert len({re.search(r"\d\d\.\d\d\.\d{4}", line).start() for line in days}) == 1


def test_the_ladder_names_states_and_labels_in_russian(law, russian):
    (case, answer) = next((c, a) for c, a in answers(law, date(2021, 3, 12)) if c.id == "kz-ilyashev-2020")
    text = "\n".join(ladder.ladder(answer, 100, PLAIN, "ru"))
    assert "✗ ОТКАЗАНО        Апелляционная жалоба" in text
    assert "◐ РАССМАТРИВАЕТСЯ Ходатайство о принесении протеста" in text
    assert "кому       Областной (городской) суд через суд первой инстанции" in text
    shown = "\n".join(show.show(case, answer, 100, PLAIN, "ru"))
    assert "подсудимый, заявитель" in shown
    assert "── УСТАНОВЛЕННЫЕ НАРУШЕНИЯ " in shown


def test_an_explanation_reads_as_one_russian_page(law, russian):
    (_case, answer) = next((c, a) for c, a in answers(law, date(2020, 7, 1)) if c.id == "kz-ilyashev-2020")
    item = next(i for i in answer.items if i.id.endswith("appeal@judgment"))
    text = "\n".join(explain.explain(item, answer, law.calendars["KZ"].mark, 100, PLAIN, "ru"))
    assert "последний день вт 07.07.2020, через 6 дней" in text
    assert "отсчёт от      приговор, 22.06.2020" in text
    assert "день события не считается (УПК РК 48(2))" in text
    assert "6 июля: День столицы" in text


def test_json_is_not_translated(law):
    def said():
        return [encode(item_view(i)) for _case, a in answers(law, date(2021, 3, 12)) for i in a.items]

    english = said()
    i18n.use("ru")
    i18n.name(law)
    assert said() == english


def test_kazakh_has_the_titles_of_the_law_and_russian_words(law):
    i18n.use("kk")
    i18n.name(law)
    assert i18n.titled("judgment") == "үкім"
    assert i18n.titled("record-signed") != "record-signed"
    assert weekday_date(date(2020, 7, 7)) == "вт 07.07.2020"
    assert told("nobody recorded judgment") == "не записано: үкім"
