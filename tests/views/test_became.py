"""What is said of a term that was kept: never that what was asked was done."""

import msgspec
import pytest

from remedy.law.assess import assess
from remedy.views import i18n
from remedy.views.explain import explain
from remedy.views.mask import mask
from remedy.views.text import Paint
from remedy.views.timeline import rows_of
from remedy.views.words import from_phrase
from tests.views.make import day

FILED = """format = 1
id = "kz-test"
title = "Kazakhstan v. Test"
country = "KZ"
packs = ["kz/criminal"]
facts = { custody = false }

[[person]]
id = "test"
role = "defendant"

[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"

[[event]]
kind = "appeal-filed"
date = 2020-07-01
"""


@pytest.fixture
def case(sample):
    return sample("ilyashev")


@pytest.fixture
def russian(law):
    i18n.use("ru")
    i18n.name(law)


def _explained(answer, name, lang):
    item = next(i for i in answer.items if i.id.endswith(name))
    return " ".join(explain(item, answer, lambda _: "", 100, Paint(False), lang))


def test_an_appeal_filed_in_time_and_refused_is_said_to_be_refused_and_not_executed(case, law, russian):
    answer = assess(case, law, day("2021-03-12"))
    said = _explained(answer, "appeal@judgment", "ru")
    assert "соблюдён; отказано" in said and "исполнен" not in said
    (line,) = [r.text for r in rows_of(answer, "ru") if r.key.endswith("appeal@judgment") and "жалоба" in r.text]
    assert line.endswith("соблюдён, следует из решения; отказано")


def test_before_the_decision_an_appeal_filed_in_time_is_only_in_time(case_of, law):
    answer = assess(case_of(FILED), law, day("2020-09-10"))
    assert " · met · " in _explained(answer, "kz/criminal.appeal@judgment", "en")


def test_a_question_is_not_said_to_run(case, law, russian):
    answer = assess(case, law, day("2021-03-12"))
    assert " · вопрос · на " in _explained(answer, "gap:file-received-by-prosecutor@protest-requested", "ru")


def test_a_term_runs_from_the_title_of_an_event_whatever_its_id_is(law, sample, russian):
    answer = assess(sample("whatsapp-nine"), law, day("2021-03-12"))
    item = next(i for i in answer.items if i.id.endswith("kz/criminal.appeal@judgment-taurbekov/taurbekov"))
    assert from_phrase(item).startswith("отсчёт: приговор, 06.01.2020 или")


def test_a_hidden_event_is_not_told_by_its_kind_either(law, sample, russian):
    case = sample("whatsapp-nine")
    secret = tuple(msgspec.structs.replace(e, confidential=e.id == "judgment-taurbekov") for e in case.events)
    case = msgspec.structs.replace(case, events=secret)
    masked = mask(assess(case, law, day("2021-03-12")), case)
    hidden = [i.trigger for i in masked.items if i.trigger and i.trigger.event.startswith("event-")]
    assert hidden and [t.kind for t in hidden] == [""] * len(hidden)
