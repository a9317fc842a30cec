"""A sheet comes in month after month: rows move, people type and take out, names are corrected; no fact goes astray."""

import csv
import tomllib
from datetime import date

import openpyxl
import pytest

from tests.sessions.conftest import tree

MAP = """format = 1
[case]
id = "case"
title = "title"
packs = { value = ["kz/criminal"] }
[[person]]
name = "person"
role = { value = "defendant" }
[[event]]
kind = "kind"
date = { column = "date", date = "ISO" }
outcome = "outcome"
note = "note"
person = { column = "person", slug = true }
"""
HEAD = "case,title,person,kind,date,outcome,note"
ANN = "kz-one,K v. A,Ann A.,judgment,2023-05-15,convicted,for Ann"
BOB = "kz-one,K v. A,Bob B.,judgment,2023-05-15,acquitted,for Bob"
HEARINGS = [f"kz-one,K v. A,Ann A.,hearing,2023-03-{d},," for d in ("01", "08", "15")]
FILE = """format = 1
id = "kz-one"
title = "K v. A"
packs = ["kz/criminal"]

[[person]]
id = "ann-a"
name = "Ann A."
role = "defendant"

[[person]]
id = "bob-b"
name = "Bob B."
role = "defendant"

[[event]]
kind = "judgment"
date = 2023-05-15
outcome = "convicted"
"""


class Office:
    """A folder of cases, and a sheet that is imported into it."""

    def __init__(self, folder, do, place):
        self.folder, self.do, self.place = folder, do, place

    def imports(self, *rows, map=MAP, head=HEAD, name="map.toml", words=("--format", "json")):
        (self.place / name).parent.mkdir(exist_ok=True)
        (self.place / name).write_text(map)
        (self.place / "s.csv").write_text("\n".join([head, *rows]) + "\n")
        return self.do("import", str(self.place / "s.csv"), "--map", str(self.place / name), *words)

    def text(self, name="kz-one"):
        return (self.folder.path / f"{name}.toml").read_text()

    def change(self, old, new, name="kz-one"):
        assert old in self.text(name)
        self.folder.write(f"{name}.toml", self.text(name).replace(old, new))

    def events(self, name="kz-one"):
        return {e.get("id", e["kind"]): e for e in tomllib.loads(self.text(name)).get("event", [])}

    def files(self):
        return tree(self.folder.path)


@pytest.fixture
def office(folder, do, tmp_path):
    return Office(folder, do, tmp_path)


def kept(done, case=0):
    return [(k["table"], k["id"], k["key"], k["why"]) for k in done.json["cases"][case]["kept"]]


# What a person typed before any import


def test_a_judgment_of_all_typed_by_hand_does_not_become_that_of_one(office):
    office.folder.write("kz-one.toml", FILE)
    done = office.imports(ANN.replace(",for Ann", ","))
    assert (done.code, kept(done)) == (3, [("event", "judgment", "person", "conflict")])
    assert office.text() == FILE
    again = office.imports(ANN.replace(",for Ann", ","))
    assert (again.code, kept(again)) == (3, [("event", "judgment", "person", "conflict")])
    assert office.text() == FILE
    said = office.imports(ANN.replace(",for Ann", ","), words=()).words
    assert 'event judgment person: the file leaves it out, the sheet ["ann-a"] (row 2); kept' in said


def test_an_acquittal_of_another_person_is_added_beside_the_judgment_typed_by_hand(office):
    office.folder.write("kz-one.toml", FILE + 'person = ["ann-a"]\n')
    done = office.imports(BOB)
    assert done.code == 0
    events = office.events()
    assert (events["judgment"]["outcome"], events["judgment"]["person"]) == ("convicted", ["ann-a"])
    assert (events["judgment-2023-05-15"]["outcome"], events["judgment-2023-05-15"]["person"]) == (
        "acquitted",
        ["bob-b"],
    )


def test_two_rows_that_one_event_typed_by_hand_may_be_are_both_left_out_and_said(office):
    office.folder.write("kz-one.toml", FILE)
    done = office.imports(ANN, BOB)
    assert (done.code, kept(done)) == (3, [("event", "", "", "ambiguous")] * 2)
    assert office.text() == FILE


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("by", "prosecution"),
        ("state", "postponed"),
        ("to", "ann-a"),
        ("until", "2023-05-16"),
    ],
)
def test_a_key_whose_absence_means_something_is_never_filled_in_what_a_person_typed(office, key, cell):
    office.folder.write("kz-one.toml", FILE)
    form = f'{{ column = "{key}", date = "ISO" }}' if key == "until" else f'"{key}"'
    map = MAP.replace('person = { column = "person", slug = true }', f"{key} = {form}")
    done = office.imports(f"kz-one,K v. A,Ann A.,judgment,2023-05-15,convicted,,{cell}", map=map, head=f"{HEAD},{key}")
    assert (done.code, kept(done)) == (3, [("event", "judgment", key, "conflict")])
    assert office.text() == FILE


def test_what_the_import_itself_wrote_takes_such_a_key_when_the_sheet_gains_it(office):
    map = MAP.replace('person = { column = "person", slug = true }', 'state = "state"')
    row = "kz-one,K v. A,Ann A.,hearing,2030-05-15,,"
    office.imports(row + ",", map=map, head=f"{HEAD},state")
    done = office.imports(row + ",postponed", map=map, head=f"{HEAD},state")
    assert done.code == 0
    assert office.events()["hearing"]["state"] == "postponed"


# Rows move


def test_a_sheet_in_another_order_changes_nothing_at_all(office):
    rows = [*HEARINGS, ANN, BOB]
    office.imports(*rows)
    before = office.files()
    for order in (rows[::-1], [BOB, ANN, *HEARINGS], [HEARINGS[2], BOB, HEARINGS[0], ANN, HEARINGS[1]]):
        done = office.imports(*order)
        assert (done.code, [c["state"] for c in done.json["cases"]]) == (0, ["same"])
        assert office.files() == before


LETTER = "kz-one,K v. A,Ann A.,letter-sent,2023-05-15,,to the "


def test_a_row_that_was_put_before_others_of_its_day_moves_nothing_onto_them(office):
    office.imports(LETTER + "court")
    office.change('note = "to the court"', 'note = "to the court"\nproof = "receipt-of-the-court"')
    office.change("[[person]]", '[sources]\nreceipt-of-the-court = "https://x"\n\n[[person]]')
    done = office.imports(LETTER + "police", LETTER + "court", LETTER + "prosecutor")
    assert (done.code, done.json["cases"][0]["amended"]) == (0, [])
    events = office.events()
    assert (events["letter-sent"]["note"], events["letter-sent"]["proof"]) == ("to the court", "receipt-of-the-court")
    assert sorted(e["note"] for e in events.values()) == ["to the court", "to the police", "to the prosecutor"]


def test_a_row_that_was_deleted_leaves_its_event_and_moves_no_other(office):
    rows = [LETTER + x for x in ("court", "police", "prosecutor")]
    office.imports(*rows)
    before = office.text()
    done = office.imports(rows[0], rows[2])
    assert (done.code, kept(done)) == (0, [("event", "letter-sent-2023-05-15", "", "gone")])
    assert office.text() == before


def test_rows_of_one_day_that_changed_together_are_said_and_not_guessed(office):
    office.imports(LETTER + "court", LETTER + "police")
    before = office.text()
    for _ in range(2):
        done = office.imports(LETTER + "mayor", LETTER + "bank", LETTER + "school")
        assert (done.code, kept(done)) == (3, [("event", "", "", "ambiguous")] * 3)
        assert office.text() == before
    said = office.imports(LETTER + "mayor", LETTER + "bank", LETTER + "school", words=()).words
    assert "the file has letter-sent, letter-sent-2023-05-15, the sheet letter-sent 2023-05-15" in said


def test_what_was_ambiguous_is_settled_by_a_word_in_the_file(office):
    office.imports(LETTER + "court", LETTER + "police")
    office.imports(LETTER + "mayor", LETTER + "bank")
    office.change("to the court", "to the mayor")
    done = office.imports(LETTER + "mayor", LETTER + "bank")
    assert done.code == 0
    assert sorted(e["note"] for e in office.events().values()) == ["to the bank", "to the mayor"]


# What a person did since


def test_an_event_that_was_removed_stays_out_and_it_is_said(office, do):
    office.imports(*HEARINGS, ANN)
    removing = ("remove", "kz-one", "hearing-2023-03-08", "--reason", "did not take place")
    assert do(*removing).code == 0
    mine = office.text()
    for _ in range(2):
        done = office.imports(*HEARINGS, ANN)
        assert (done.code, kept(done)) == (0, [("event", "hearing-2023-03-08", "", "removed")])
        assert office.text() == mine
    assert "somebody took it out of the file" in office.imports(*HEARINGS, ANN, words=()).words


def test_a_case_that_was_removed_is_not_made_again(office):
    office.imports(ANN)
    (office.folder.path / "kz-one.toml").unlink()
    for _ in range(2):
        done = office.imports(ANN)
        assert (done.code, kept(done)) == (0, [("case", "", "", "removed")])
        assert not (office.folder.path / "kz-one.toml").exists()


def test_two_events_that_a_person_amended_are_not_doubled(office, do):
    office.imports(*HEARINGS, ANN)
    for day, id in (("2023-03-02", "hearing"), ("2023-03-09", "hearing-2023-03-08")):
        assert do("amend", "kz-one", id, "--date", day).code == 0
    mine = office.text()
    done = office.imports(*HEARINGS, ANN)
    assert (done.code, [k[3] for k in kept(done)]) == (0, ["typed", "typed"])
    assert office.text() == mine


def test_an_event_whose_id_a_person_changed_is_found_by_what_it_says(office):
    office.imports(*HEARINGS, ANN)
    office.change('id = "hearing-2023-03-08"', 'id = "second-day"')
    mine = office.text()
    done = office.imports(*HEARINGS, ANN)
    assert (done.code, kept(done)) == (0, [])
    assert office.text() == mine


def test_two_dates_that_were_corrected_in_the_sheet_amend_their_events(office):
    office.imports(*HEARINGS, ANN)
    moved = [h.replace("-01,", "-02,").replace("-08,", "-09,") for h in HEARINGS]
    done = office.imports(*moved, ANN)
    (case,) = done.json["cases"]
    assert (done.code, case["added"]) == (0, [])
    assert [(a["id"], a["after"]) for a in case["amended"]] == [
        ("hearing", "2023-03-02"),
        ("hearing-2023-03-08", "2023-03-09"),
    ]


def test_dates_that_changed_their_order_are_said_and_not_guessed(office):
    office.imports(*HEARINGS)
    before = office.text()
    moved = [HEARINGS[0].replace("-01,", "-20,"), HEARINGS[1].replace("-08,", "-02,"), HEARINGS[2]]
    done = office.imports(*moved)
    assert (done.code, kept(done)) == (3, [("event", "", "", "ambiguous")] * 2)
    assert office.text() == before


def test_a_hearing_corrected_and_another_added_at_once_are_said_and_not_guessed(office):
    office.imports(HEARINGS[0])
    before = office.text()
    done = office.imports(HEARINGS[0].replace("-01,", "-02,"), HEARINGS[2])
    assert (done.code, kept(done)) == (3, [("event", "", "", "ambiguous")] * 2)
    assert office.text() == before


# Files that cannot be used


MARKS = '<<<<<<< ours\nnote = "a"\n=======\nnote = "b"\n>>>>>>> theirs\n'


@pytest.mark.parametrize(
    "text",
    [f'format = 1\nid = "kz-one"\ntitle = "T"\n{MARKS}', "format = 1\nid = kz-one\n", b'id = "kz-one"\ntitle = "\xcf"'],
    ids=["in conflict", "broken", "of another encoding"],
)
def test_no_second_file_is_made_of_a_case_whose_file_cannot_be_used(office, text):
    office.folder.write("2023/ivanov.toml", text)
    before = {k: v for k, v in office.files().items() if k.endswith(".toml")}
    done = office.imports(ANN)
    assert done.code == 3
    assert "2023/ivanov.toml may be its file" in done.json["cases"][0]["reason"]
    assert [p["file"] for p in done.json["problems"]] == ["cases/2023/ivanov.toml"]
    assert {k: v for k, v in office.files().items() if k.endswith(".toml")} == before


def test_a_broken_file_of_another_case_is_noted_and_stops_none(office):
    office.folder.write("2023/ivanov.toml", 'format = 1\nid = "kz-two"\ntitle = \n')
    done = office.imports(ANN)
    assert done.code == 3
    assert [p["file"] for p in done.json["problems"]] == ["cases/2023/ivanov.toml"]
    assert "kz-one" in office.text()


def test_while_a_file_cannot_be_read_cases_that_are_there_go_on(office):
    office.imports(ANN)
    office.folder.write("x.toml", b"\xff\xfe")
    done = office.imports(ANN, HEARINGS[0], HEARINGS[0].replace("kz-one", "kz-new"))
    assert {c["case"]: c["state"] for c in done.json["cases"]} == {"kz-one": "extended", "kz-new": "untouched"}
    assert done.code == 3


# What is confidential


SECRET = """format = 1
id = "kz-one"
title = "T"

[[person]]
id = "secretova"
name = "Anna Secretova"
role = "defendant"
confidential = true

[[event]]
kind = "note"
date = 2023-05-15
note = "Anna Secretova was not brought to court"
"""


OWN_MAP = """format = 1
[case]
id = "case"
title = "case_title"
[[event]]
where = { table = "event" }
id = "id"
kind = "kind"
date = { column = "date", date = "ISO" }
note = "note"
"""


def test_no_map_takes_masks_for_words_and_an_export_in_the_clear_comes_in(office, do, tmp_path):
    office.folder.write("kz-one.toml", SECRET)
    sheet, map = str(tmp_path / "all.csv"), str(tmp_path / "all.toml")
    assert do("export", "csv", sheet, "--map-out", map).code == 0
    (tmp_path / "own.toml").write_text(OWN_MAP)
    for by in (map, str(tmp_path / "own.toml")):
        done = do("import", sheet, "--map", by)
        assert done.code == 3
        assert "this row was masked; export with --include-confidential" in done.words
        assert office.files() == {"kz-one.toml": SECRET.encode()}
    assert do("export", "csv", sheet, "--include-confidential").code == 0
    assert do("import", sheet, "--map", map).code == 0
    assert office.text() == SECRET


def test_an_export_in_which_nothing_is_masked_marks_no_row(office, do):
    office.folder.write("kz-one.toml", SECRET.replace("confidential = true\n", ""))
    rows = list(csv.DictReader(do("export", "csv").out.splitlines()))
    assert [r["remedy-masked"] for r in rows] == [""] * 3


# Several maps


OWNER = """format = 1
[case]
id = "case"
title = "title"
owner = "owner"
"""


def test_two_maps_of_one_file_name_do_not_take_each_others_words_for_their_own(office):
    head = "case,title,owner"
    office.imports("kz-one,T,anna", map=OWNER, head=head, name="crim/map.toml")
    done = office.imports("kz-one,T,bob", map=OWNER, head=head, name="adm/map.toml")
    (found,) = done.json["cases"][0]["kept"]
    assert (done.code, found["why"], found["by"]) == (3, "map", "../crim/map.toml")
    assert 'owner = "anna"' in office.text()
    assert "map.jsonl is that of ../crim/map.toml" in done.json["notes"][0]
    done = office.imports("kz-one,T,carl", map=OWNER, head=head, name="crim/map.toml")
    assert (done.code, 'owner = "carl"' in office.text()) == (0, True)
    assert sorted(k for k in office.files() if k.startswith(".import")) == [".import/map-2.jsonl", ".import/map.jsonl"]
    said = office.imports("kz-one,T,bob", map=OWNER, head=head, name="adm/map.toml", words=()).words
    assert "the import of another map wrote it: ../crim/map.toml" in said
    assert "will remember" not in said


def test_a_map_that_moved_is_told_how_to_find_what_it_wrote(office, tmp_path):
    head = "case,title,owner"
    office.imports("kz-one,T,anna", map=OWNER, head=head, name="crim/map.toml")
    (tmp_path / "crim" / "map.toml").unlink()
    done = office.imports("kz-one,T,anna", map=OWNER, head=head, name="new/map.toml", words=("--dry-run",))
    assert 'if it is that map in a new place, say name = "map" in it' in done.words
    done = office.imports("kz-one,T,bob", map=f'name = "map"\n{OWNER}', head=head, name="new/map.toml")
    assert (done.code, 'owner = "bob"' in office.text()) == (0, True)


def test_two_maps_that_state_one_name_are_refused(office):
    head, map = "case,title,owner", f'name = "office"\n{OWNER}'
    assert office.imports("kz-one,T,anna", map=map, head=head, name="crim/a.toml").code == 0
    done = office.imports("kz-one,T,bob", map=map, head=head, name="adm/b.toml")
    assert done.code == 2
    assert 'the name "office" is that of the map ../crim/a.toml too: give each its own' in done.err


# Persons


WIDE = MAP.replace('person = { column = "person", slug = true }\n', "")


def test_one_defendants_acquittal_acquits_no_other_where_the_map_does_not_say_whose_it_is(office):
    office.imports(ANN, BOB, map=WIDE)
    assert {k: (e.get("outcome"), e.get("person")) for k, e in office.events().items()} == {
        "judgment": ("convicted", ["ann-a"]),
        "judgment-2023-05-15": ("acquitted", ["bob-b"]),
    }


def test_what_all_defendants_rows_say_is_of_all(office):
    office.imports(HEARINGS[0], HEARINGS[0].replace("Ann A.", "Bob B."), ANN, map=WIDE)
    assert {k: e.get("person") for k, e in office.events().items()} == {"hearing": None, "judgment": ["ann-a"]}


def test_a_second_defendant_who_comes_later_makes_the_first_judgment_the_firsts(office):
    office.imports(ANN, map=WIDE)
    assert "person =" not in office.text()
    done = office.imports(ANN, BOB, map=WIDE)
    assert (done.code, [(a["key"], a["after"]) for a in done.json["cases"][0]["amended"]]) == (
        0,
        [("person", '["ann-a"]')],
    )
    assert {k: e["person"] for k, e in office.events().items()} == {
        "judgment": ["ann-a"],
        "judgment-2023-05-15": ["bob-b"],
    }
    before = office.files()
    assert office.imports(BOB, ANN, map=WIDE).code == 0
    assert office.files() == before


def test_a_new_event_of_one_row_is_not_that_of_a_defendant_typed_by_hand(office):
    office.imports(HEARINGS[0], map=WIDE)
    office.folder.write(
        "kz-one.toml", office.text() + '\n[[person]]\nid = "bob-b"\nname = "Bob B."\nrole = "defendant"\n'
    )
    office.imports(HEARINGS[0], ANN.replace("convicted", "acquitted"), map=WIDE)
    assert {k: e.get("person") for k, e in office.events().items()} == {"hearing": None, "judgment": ["ann-a"]}


def test_a_name_whose_spelling_was_corrected_is_amended_and_keeps_its_id(office):
    office.imports(*HEARINGS, ANN, BOB)
    corrected = [r.replace("Ann A.", "Anna A.") for r in (*HEARINGS, ANN)]
    done = office.imports(*corrected, BOB)
    (case,) = done.json["cases"]
    assert (done.code, case["added"], kept(done)) == (0, [], [])
    assert [(a["table"], a["id"], a["key"], a["after"]) for a in case["amended"]] == [
        ("person", "ann-a", "name", '"Anna A."')
    ]
    new = corrected[0].replace("2023-03-01", "2023-04-01")
    done = office.imports(*corrected, new, BOB)
    assert (done.code, office.events()["hearing-2023-04-01"]["person"]) == (0, ["ann-a"])


def test_another_name_in_the_place_of_one_is_said_and_not_guessed(office):
    office.imports(ANN)
    before = office.text()
    done = office.imports(ANN.replace("Ann A.", "Carl C."))
    assert (done.code, [k[3] for k in kept(done)]) == (3, ["ambiguous", "ambiguous", "gone"])
    assert office.text() == before


def test_a_person_who_was_removed_stays_out_with_what_names_them(office):
    office.imports(ANN)
    office.folder.write("kz-one.toml", office.text().split("[[person]]")[0])
    before = office.text()
    done = office.imports(ANN)
    assert (done.code, [k[3] for k in kept(done)]) == (0, ["removed", "removed"])
    assert office.text() == before


def test_the_sample_acquits_the_co_defendant_alone(office, do, tmp_path):
    (tmp_path / "s").mkdir()
    do("import", "--example", str(tmp_path / "s"))
    assert (
        do("import", str(tmp_path / "s" / "register.csv"), "--map", str(tmp_path / "s" / "register-map.toml")).code == 0
    )
    judged = [(e["outcome"], e["person"]) for e in office.events("kz-1-40-2023").values() if e["kind"] == "judgment"]
    assert judged == [("convicted", ["bekov-b"]), ("acquitted", ["bekova-g"])]


# Too much


def test_a_case_that_would_be_too_large_to_read_is_not_written(office):
    long = "x" * 1_100_000
    office.imports(HEARINGS[0] + long)
    before = office.files()
    done = office.imports(HEARINGS[0] + long, HEARINGS[1] + long, HEARINGS[0].replace("kz-one", "kz-two") + long)
    assert (done.code, "larger than 2 MiB" in done.json["cases"][0]["reason"]) == (3, True)
    assert {k: v for k, v in office.files().items() if k in before and k.endswith(".toml")} == {
        "kz-one.toml": before["kz-one.toml"]
    }
    assert (office.folder.path / "kz-two.toml").exists()
    new = HEARINGS[0].replace("kz-one", "kz-new") + long
    done = office.imports(new, new.replace("-01,", "-08,"))
    assert not (office.folder.path / "kz-new.toml").exists()


# Workbooks


COLUMNS = ["case", "title", "judged", "outcome"]
BOOK = """format = 1
[case]
id = "case"
title = "title"
[[event]]
kind = { value = "judgment" }
date = { column = "judged", date = "ISO" }
outcome = "outcome"
"""


def imports_book(office, fill, *words, map=BOOK):
    """Imports a workbook that `fill(book, first sheet)` made."""
    book = openpyxl.Workbook()
    book.active.title = "Cases"
    fill(book, book.active)
    book.save(office.place / "r.xlsx")
    (office.place / "book.toml").write_text(map)
    words = words or ("--format", "json")
    return office.do("import", str(office.place / "r.xlsx"), "--map", str(office.place / "book.toml"), *words)


def test_a_merged_cell_says_the_same_of_each_of_its_rows(office):
    def fill(_, sheet):
        sheet.append(COLUMNS)
        sheet.append(["kz-1", "T", date(2023, 5, 15), "convicted"])
        sheet.append(["kz-2", "T"])
        sheet.append(["kz-3", "T"])
        sheet.merge_cells("C2:C5")
        sheet.merge_cells("D2:D3")

    done = imports_book(office, fill)
    found = [[(e["date"], e.get("outcome")) for e in office.events(f"kz-{n}").values()] for n in (1, 2, 3)]
    day = date(2023, 5, 15)
    assert found == [[(day, "convicted")], [(day, "convicted")], [(day, None)]]
    assert done.json["notes"] == ["merged cells: their value was taken for each of their rows (C2:C5, D2:D3)"]


def test_a_cell_merged_across_columns_says_nothing_in_the_second(office):
    def fill(_, sheet):
        sheet.append(COLUMNS)
        sheet.append(["kz-1", "T", date(2023, 5, 15)])
        sheet.merge_cells("C2:D2")

    done = imports_book(office, fill)
    assert done.code == 3
    assert [(f["cell"], f["message"]) for f in done.json["not_understood"]] == [("D2", "this cell is merged with C2")]


def test_names_of_columns_may_be_merged_with_the_row_above(office):
    def fill(_, sheet):
        for row in (COLUMNS, [], ["kz-1", "T", date(2023, 5, 15), "convicted"]):
            sheet.append(row)
        sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = "kz-1", "T", date(2023, 5, 15), "convicted"
        for letter in "ABCD":
            sheet.merge_cells(f"{letter}1:{letter}2")

    done = imports_book(office, fill, map=BOOK.replace("format = 1", "format = 1\nheader = 2"))
    assert (done.code, office.events("kz-1")["judgment"]["outcome"]) == (0, "convicted")


def test_the_first_sheet_that_is_not_hidden_is_read_and_named(office):
    def fill(book, sheet):
        sheet.append(COLUMNS)
        sheet.append(["kz-old", "Draft", date(2020, 1, 1), "acquitted"])
        sheet.sheet_state = "hidden"
        register = book.create_sheet("Register")
        register.append(COLUMNS)
        register.append(["kz-new", "Real", date(2023, 5, 15), "convicted"])
        book.active = 1

    done = imports_book(office, fill)
    assert [c["case"] for c in done.json["cases"]] == ["kz-new"]
    assert done.json["notes"] == ['the sheet "Register" was read; not read: "Cases" (hidden); --sheet names another']
    assert "kz-old" in imports_book(office, fill, "--sheet", "Cases", "--dry-run").out


def test_what_stands_beyond_the_columns_or_under_no_name_is_said(office):
    def beyond(_, sheet):
        sheet.append(COLUMNS)
        sheet.append(["kz-1", "T", date(2023, 5, 15), "convicted", None, "BEYOND"])
        sheet.append(["kz-2", "T", date(2023, 5, 15), "convicted"])

    done = imports_book(office, beyond)
    assert (done.code, {c["case"]: c["state"] for c in done.json["cases"]}) == (3, {"kz-1": "untouched", "kz-2": "new"})
    assert [f["message"] for f in done.json["not_understood"]] == ["column F says something, and has no name"]

    def under(_, sheet):
        sheet.append([*COLUMNS[:2], None, *COLUMNS[2:]])
        sheet.append(["kz-3", "T", "under no name", date(2023, 5, 15), "convicted"])

    done = imports_book(office, under)
    assert (done.code, done.json["notes"]) == (0, ["column C has no name, and is not read: it is filled from row 2 on"])


def test_a_csv_says_too_what_stands_under_no_name(office):
    head = "case,title,,owner"
    done = office.imports("kz-one,T,under no name,anna", map=OWNER, head=head)
    assert done.json["notes"] == ["column C has no name, and is not read: it is filled from row 2 on"]


# What a person may take


def states(done):
    return [c["state"] for c in done.json["cases"]]


def test_what_is_left_out_is_counted_as_that_and_no_case_is_said_to_be_as_the_sheet_says(office, do):
    office.imports(*HEARINGS, ANN)
    do("remove", "kz-one", "hearing-2023-03-08", "--reason", "did not take place")
    done = office.imports(*HEARINGS, ANN, words=())
    assert done.out.splitlines()[-1] == "1 differs; 1 entry left out"
    assert states(office.imports(*HEARINGS, ANN)) == ["differs"]


def test_an_event_and_a_person_that_were_removed_come_back_when_the_sheet_is_taken(office, do):
    office.imports(*HEARINGS, ANN)
    do("remove", "kz-one", "hearing-2023-03-08", "--reason", "did not take place")
    taken = office.imports(*HEARINGS, ANN, words=("--take", "kz-one", "--format", "json"))
    assert (taken.code, [a["id"] for a in taken.json["cases"][0]["added"]]) == (0, ["hearing-2023-03-08"])
    assert states(office.imports(*HEARINGS, ANN)) == ["same"]
    office.folder.write("kz-one.toml", office.text().split("[[person]]")[0])
    taken = office.imports(ANN, words=("--take", "kz-one", "--format", "json"))
    assert (taken.code, [a["id"] for a in taken.json["cases"][0]["added"]]) == (0, ["ann-a", "judgment"])
    assert office.events()["judgment"]["person"] == ["ann-a"]


def test_a_case_that_was_removed_comes_back_when_it_is_taken(office):
    office.imports(ANN)
    before = office.text()
    (office.folder.path / "kz-one.toml").unlink()
    assert "the case; left out: since the last import" in office.imports(ANN, words=()).words
    taken = office.imports(ANN, words=("--take", "kz-one", "--format", "json"))
    assert (taken.code, states(taken), office.text()) == (0, ["new"], before)


def test_what_another_map_wrote_is_offered_and_taken(office):
    head = "case,title,owner"
    office.imports("kz-one,T,anna", map=OWNER, head=head, name="crim/map.toml")
    done = office.imports("kz-one,T,bob", map=OWNER, head=head, name="adm/map.toml")
    assert (states(done), "--take kz-one" in done.json["cases"][0]["command"]) == (["differs"], True)
    taken = office.imports("kz-one,T,bob", map=OWNER, head=head, name="adm/map.toml", words=("--take", "kz-one"))
    assert (taken.code, 'owner = "bob"' in office.text()) == (0, True)


def test_one_record_of_one_map_in_two_places_is_read_by_both_after_a_merge(office):
    office.imports(ANN, name="a/map.toml")
    record = office.folder.path / ".import" / "map.jsonl"
    mine = record.read_text()
    record.write_text(mine.splitlines()[0].replace("a/map.toml", "b/map.toml") + "\n" + mine)
    moved = ANN.replace("2023-05-15", "2023-05-16")
    done = office.imports(moved, name="b/map.toml")
    assert (done.code, states(done), done.json["notes"]) == (0, ["amended"], [])


def test_a_case_that_sheet_and_folder_have_no_more_leaves_nothing_in_the_record(office):
    office.imports(ANN, ANN.replace("kz-one", "kz-two"))
    (office.folder.path / "kz-one.toml").unlink()
    record = office.folder.path / ".import" / "map.jsonl"
    both = record.read_text()
    office.imports(ANN, ANN.replace("kz-one", "kz-two"))
    assert record.read_text() == both  # the sheet still speaks of it
    office.imports(ANN.replace("kz-one", "kz-two"))
    assert len(record.read_text().splitlines()) == len(both.splitlines()) // 2 + 1


def test_of_a_hidden_case_nothing_that_was_left_out_is_shown(office):
    office.folder.write("kz-one.toml", FILE.replace("title =", "confidential = true\ntitle ="))
    done = office.imports(ANN, BOB)
    assert (done.code, [k["why"] for k in done.json["cases"][0]["kept"]]) == (3, ["ambiguous"] * 2)
    assert not any(x in done.out for x in ("kz-one", "ann", "Ann", "2023-05-15"))
