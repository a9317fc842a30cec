"""An office's own words: known ones are understood, unknown ones are said once, with the line for the map."""

import tomllib

import jsonschema
import pytest

from tests.sessions.conftest import EVENTS_MAP as MAP
from tests.sessions.conftest import row


def kinds(folder, name="kz-1-20"):
    data = tomllib.loads((folder.path / f"{name}.toml").read_text())
    return [(e["kind"], e.get("outcome")) for e in data["event"]]


@pytest.mark.parametrize("word", ["Приговор", "judgment", "JUDGMENT", "Үкім", "Judgment"])
def test_words_of_the_map_come_on_top_of_those_that_are_known(events, folder, word):
    done = events([row(word, outcome="Осужден"), row("копия приговора", "30.06.2020")])
    assert done.code == 0, done.out
    assert kinds(folder) == [("judgment", "convicted"), ("judgment-copy-received", None)]


def test_a_word_of_the_map_wins_over_a_title(events, folder):
    map = MAP.replace('"копия приговора" = "judgment-copy-received"', '"приговор" = "order-judgment"')
    assert events([row("Приговор", outcome="виновен")], map=map).code == 0
    assert kinds(folder) == [("order-judgment", "convicted")]


def test_another_event_is_not_proposed_for_a_spelling(events):
    (fault,) = events([row("новый приговор")], "--format", "json").json["not_understood"]
    assert "did you mean" not in fault["fix"]
    assert '"новый приговор" = "KIND"' in fault["fix"]
    assert "remedy kinds 'новый приговор'" in fault["fix"]


def test_a_slip_of_letters_comes_with_the_title_and_the_line_for_the_map(events):
    done = events([row("Пиговор")], "--lang", "ru")
    assert 'возможно, "judgment" (Приговор)? Или добавьте в values карты: "Пиговор" = "judgment"' in done.words
    (fault,) = events([row("Пиговор")], "--lang", "ru", "--format", "json").json["not_understood"]
    assert "(Judgment)" in fault["fix"]


def test_where_the_map_has_no_words_yet_the_whole_line_is_given(events):
    map = MAP.replace('{ column = "Событие", values = { "копия приговора" = "judgment-copy-received" } }', '"Событие"')
    done = events([row("задержан")], map=map)
    assert 'kind = { column = "Событие", values = { "задержан" = "KIND" } }' in done.words


def test_an_outcome_that_nobody_knows_comes_with_its_line(events):
    (fault,) = events([row("Приговор", outcome="наказан")], "--format", "json").json["not_understood"]
    assert 'add to values in the map: "наказан" = ' in fault["fix"]


def test_an_outcome_of_a_filing_is_said_to_belong_to_the_decision(events):
    done = events([row("Подана апелляционная жалоба", outcome="Оставлено без изменения")], "--lang", "ru")
    assert (
        '«upheld» — не исход события «подана апелляционная жалоба (appeal-filed)»; исход относится к "appeal-decided"'
        in done.words
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"judgment-copy-received"', '"KIND"', 'event[1].kind: unknown kind "KIND"; the kinds: remedy kinds'),
        ('"convicted"', '"convcted"', 'event[1].outcome: unknown outcome "convcted"; did you mean "convicted"'),
        ('"judgment-copy-received"', '"Приговор"', 'unknown kind "Приговор"; did you mean "judgment" (Judgment)?'),
    ],
)
def test_a_map_that_means_a_word_that_nobody_knows_is_said_at_its_line(events, folder, old, new, said):
    done = events([row("Приговор")], map=MAP.replace(old, new))
    assert done.code == 2
    assert said in done.err
    assert list(folder.path.iterdir()) == []


def test_the_words_that_may_be_written_are_listed(do):
    out = do("kinds").words
    assert "judgment-copy-received" in out
    assert "appeal-decided" in out
    assert "upheld" in out


@pytest.mark.parametrize("word", ["приговор", "ПРИГОВОР"])
def test_a_word_lists_the_kinds_in_whose_titles_it_stands(do, word):
    done = do("kinds", word, "--lang", "ru", "--format", "json")
    ids = [k["id"] for k in done.json["kinds"]]
    assert {"judgment", "judgment-copy-received", "order-judgment"} <= set(ids)
    assert "appeal-filed" not in ids
    judgment = next(k for k in done.json["kinds"] if k["id"] == "judgment")
    assert (judgment["title"], judgment["title_i18n"]["ru"]) == ("Judgment", "Приговор")
    assert (judgment["stage"], judgment["role"]) == ("first-instance", "opens")
    assert [o["id"] for o in judgment["outcomes"]] == ["convicted", "acquitted"]
    assert "Приговор" in do("kinds", word, "--lang", "ru").out


def test_a_form_of_a_word_that_no_title_has_finds_those_that_begin_alike(do):
    assert [k["id"] for k in do("kinds", "задержали", "--format", "json").json["kinds"]] == ["detained"]
    assert "Задержание" in do("kinds", "задержали", "--lang", "ru").out


def test_where_no_kind_fits_it_is_said_and_the_answer_is_no(do):
    done = do("kinds", "банан")
    assert (done.code, done.out) == (1, "")
    assert 'no kind of event has "банан" in its id or title: remedy kinds lists all' in done.err
    assert do("kinds", "банан", "--format", "json").json["kinds"] == []


def test_the_kinds_have_their_schema(do):
    jsonschema.validate(do("kinds", "--format", "json").json, do("schema", "kinds").json)


def test_a_word_that_stands_in_many_cells_is_said_once_with_their_number(events):
    rows = [row("задержан", case=f"{n}/20") for n in range(1, 31)] + [row("Приговор", "", case="99/20")]
    done = events(rows)
    heads = [x for x in done.out.splitlines() if x.startswith("  r.csv")]
    assert heads[0].startswith('  r.csv, "Событие": "задержан": 30 cells (D2, D3, D4 …): unknown kind; add to values')
    assert heads[1].startswith('  r.csv!E32: row 32, "Дата": the event has no date')
    assert len(heads) == 2
    assert "31 cells" in done.out
    assert len(done.out.splitlines()) < 20
    assert "31 cases: cells were not understood: kz-1-20, kz-2-20" in done.words
    assert "kz-10-20 and 21 more" in done.words
    assert len(events(rows, "--format", "json").json["not_understood"]) == 31
    every = events(rows, "--all-cells")
    assert every.out.count('"задержан": unknown kind') == 30
    assert every.words.count("kz-30-20") == 1


def test_a_column_of_other_words_does_not_fill_the_screen(events):
    done = events([row(f"слово{n} и ещё", case=f"{n}/20") for n in range(1, 101)])
    assert done.out.count("unknown kind") == 40
    assert "60 more: --all-cells" in done.out
