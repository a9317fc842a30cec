"""Rows of one case about several persons, and cells that say nothing where something is needed."""

import tomllib

from tests.sessions.conftest import EVENTS_MAP as MAP
from tests.sessions.conftest import row

PERSON = 'person = { column = "Подсудимый", slug = true }'


def two(first="22.06.2020", second="22.06.2020", outcome="Осужден"):
    return [
        row("Приговор", first, "Осужден"),
        row("Приговор", second, outcome).replace("Ахметов А.", "Беков Б."),
    ]


def judged(folder):
    data = tomllib.loads((folder.path / "kz-1-20.toml").read_text())
    return [(e["id"], e.get("person"), e.get("outcome")) for e in data["event"]]


def test_a_title_that_differs_by_row_is_said_to_be_one_a_case(events):
    rows = [row("Приговор"), row("Приговор").replace("К. против А.", "К. против Б.")]
    (fault,) = events(rows, "--format", "json").json["not_understood"]
    assert fault["message"] == "title is К. против А. in row 2, and К. против Б. here: the title must be one a case"
    assert fault["fix"] == "take another column for it in the map, or make the rows agree"


def test_the_same_event_of_two_persons_is_not_said_twice_and_taken_once(events, folder):
    done = events(two())
    assert (done.code, judged(folder)) == (0, [("judgment", None, "convicted")])
    assert "says the same event" not in done.out
    assert "the map does not say whose" not in done.out  # it is that of both


def test_events_that_differ_by_person_are_said_where_the_map_does_not_say_whose_they_are(events, folder):
    done = events(two(outcome="Оправдан"))
    said = "rows of a case name several persons, and the map does not say whose each event is: what rows of some alone"
    assert f"{said} say is of these; where each row is an event of its own person, say" in done.words
    assert f"{PERSON} under [[event]] (rows 2, 3)" in done.words
    assert judged(folder) == [
        ("judgment", ["akhmetov-a"], "convicted"),
        ("judgment-2020-06-22", ["bekov-b"], "acquitted"),
    ]


def test_what_rows_of_persons_say_who_are_no_parties_is_of_all(events, folder):
    done = events(two(outcome="Оправдан"), map=MAP.replace('"defendant"', '"contact"'))
    assert "does not say whose each event is: each is of all; say" in done.words
    assert [who for _, who, _ in judged(folder)] == [None, None]


def test_with_persons_in_the_map_each_row_is_the_event_of_its_person_also_the_next_time(events, folder):
    map = MAP.replace("outcome = {", f"{PERSON}\noutcome = {{")
    expected = [
        ("judgment", ["akhmetov-a"], "convicted"),
        ("judgment-2020-06-22", ["bekov-b"], "acquitted"),
    ]
    done = events(two(outcome="Оправдан"), map=map)
    assert (done.code, judged(folder)) == (0, expected)
    assert "says the same event" not in done.out
    done = events(two(outcome="Оправдан")[::-1], map=map)
    assert done.out.splitlines()[-1] == "nothing to do: 1 case as the sheet says"
    assert judged(folder) == expected


def test_a_row_that_repeats_another_is_still_said(events):
    assert "row 3 says the same event as row 2: it is taken once" in events([row("Приговор")] * 2).words


def test_an_event_without_a_day_comes_with_the_words_for_a_day_that_nobody_knows(events, folder):
    done = events([row("Приговор", "")])
    assert 'the event has no date; fill the cell, or say default = ".." in the map: the day is unknown' in done.words
    map = MAP.replace('date = "DD.MM.YYYY" }', 'date = "DD.MM.YYYY", default = ".." }')
    assert events([row("Приговор", "")], map=map).code == 0
