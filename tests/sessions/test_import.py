"""An office's register comes in, is corrected, comes in again, and leaves as a file that comes in without loss."""

import csv
import io
import re
import sys
import tomllib
from datetime import datetime

import jsonschema
import msgspec
import openpyxl
import pytest

from remedy.cli.main import build
from remedy.store import write
from remedy.store.cases import load
from tests.sessions.conftest import MAP, ROOT, ROW, tree

sys.path.insert(0, str(ROOT / "tests" / "bench"))
import office


def text(folder, name="kz-1-20"):
    return (folder.path / f"{name}.toml").read_text()


def states(done):
    return {c["case"]: c["state"] for c in done.json["cases"]}


def said(done):
    return [(f["cell"], f["header"], f["message"], f["fix"]) for f in done.json["not_understood"]]


def test_a_row_becomes_a_case_file_as_a_person_would_write_it(register, folder):
    done = register(ROW)
    assert (done.code, done.out.splitlines()[-1]) == (0, "1 new")
    assert text(folder) == (
        'format = 1\nid = "kz-1-20"\ntitle = "К. против А."\ncountry = "KZ"\npacks = ["kz/criminal"]\n\n'
        '[facts]\ngravity = "grave"\n\n'
        '[[person]]\nid = "akhmetov-a"\nname = "Ахметов А."\nrole = "defendant"\n\n'
        '[[event]]\nid = "judgment"\nkind = "judgment"\ndate = 2020-06-22\noutcome = "convicted"\n\n'
        '[[event]]\nid = "appeal-filed"\nkind = "appeal-filed"\ndate = "../2020-07-07"\n'
    )


def test_a_dry_run_shows_the_same_and_writes_nothing(register, folder):
    done = register(ROW, "--dry-run")
    assert "not written: --dry-run" in done.out
    assert done.out.splitlines()[-1] == "1 new"
    assert tree(folder.path) == {}


def test_the_same_file_twice_changes_nothing(register, folder):
    register(ROW)
    before = tree(folder.path)
    done = register(ROW)
    assert (done.code, done.out.splitlines()[-1]) == (0, "nothing to do: 1 case as the sheet says")
    assert tree(folder.path) == before


def test_a_row_that_changed_amends_the_lines_concerned_and_says_what_moved(register, folder):
    register(ROW)
    before = text(folder).replace("date = 2020-06-22", "date = 2020-06-22   # heard it")
    (folder.path / "kz-1-20.toml").write_text(before)
    done = register(ROW.replace("22.06.2020", "23.06.2020"), "--format", "json")
    (case,) = done.json["cases"]
    assert [(c["key"], c["before"], c["after"]) for c in case["amended"]] == [("date", "2020-06-22", "2020-06-23")]
    assert any(m["id"].endswith("appeal@judgment") for m in case["moves"])
    assert text(folder) == before.replace("2020-06-22   #", "2020-06-23   #")


def test_a_cell_that_was_filled_meanwhile_adds_what_it_says(register, folder):
    register(ROW.replace("осужден;до 07.07.2020", ";"))
    done = register(ROW, "--format", "json")
    (case,) = done.json["cases"]
    assert [a["id"] for a in case["added"]] == ["appeal-filed"]
    assert [(c["id"], c["key"], c["before"]) for c in case["amended"]] == [("judgment", "outcome", "")]
    assert tomllib.loads(text(folder))["event"][0]["outcome"] == "convicted"


def test_what_a_person_typed_since_is_kept_and_said(register, folder):
    register(ROW)
    (folder.path / "kz-1-20.toml").write_text(text(folder).replace("2020-06-22", "2020-06-24"))
    mine = text(folder)
    done = register(ROW)
    assert done.code == 0
    assert "the file has 2020-06-24, the sheet 2020-06-22 (row 2); kept as typed since the last import" in done.words
    assert "1 differs; 1 value stays as the file has it" in done.words
    assert text(folder) == mine


def test_where_file_and_sheet_both_changed_nobody_is_overwritten_and_the_rest_goes_in(register, folder):
    register(ROW)
    (folder.path / "kz-1-20.toml").write_text(text(folder).replace("2020-06-22", "2020-06-24"))
    done = register(ROW.replace("22.06.2020", "23.06.2020").replace("К. против А.", "К. против Ахметова"))
    assert done.code == 3
    assert "the file and the sheet differ" in done.words
    assert "2020-06-24" in text(folder)
    assert 'title = "К. против Ахметова"' in text(folder)


def test_a_case_typed_by_hand_before_the_first_import_keeps_its_words_and_gains_what_it_lacks(register, folder):
    typed = 'format = 1\nid = "kz-1-20"\ntitle = "Mine"\n\n[[event]]\nkind = "judgment"\ndate = "2020-06"\n'
    folder.write("sub/mine.toml", typed)
    done = register(ROW, "--format", "json")
    (case,) = done.json["cases"]
    assert sorted((k["key"], k["why"]) for k in case["kept"]) == [("date", "conflict"), ("title", "conflict")]
    now = (folder.path / "sub" / "mine.toml").read_text()
    data = tomllib.loads(now)
    assert (data["title"], data["event"][0]["date"], data["event"][0]["outcome"]) == ("Mine", "2020-06", "convicted")
    assert [e.get("id", e["kind"]) for e in data["event"]] == ["judgment", "appeal-filed"]
    assert not (folder.path / "kz-1-20.toml").exists()


def test_without_the_record_of_the_last_import_nothing_is_overwritten(register, folder):
    register(ROW)
    (folder.path / ".import" / "map.jsonl").write_text("<<<<<<< ours\n")
    done = register(ROW.replace("22.06.2020", "23.06.2020"))
    assert done.code == 3
    assert "cannot be read" in done.words
    assert "2020-06-22" in text(folder)


def test_what_the_sheet_says_no_more_stays_and_is_said(register, folder):
    register(ROW)
    done = register(ROW.replace("до 07.07.2020", "").replace("осужден", ""))
    assert done.code == 0
    assert done.words.count("the sheet does not say it any more") == 2
    assert "appeal-filed" in text(folder)


def test_a_file_whose_tables_a_person_broke_is_left_with_the_lines_to_add(register, folder):
    register(ROW)
    (folder.path / "kz-1-20.toml").write_text('format = 1\nid = "kz-1-20"\ntitle = "T"\n[event]\nkind = "judgment"\n')
    mine = text(folder)
    done = register(ROW)
    assert done.code == 3
    assert "event is no list of tables" in done.words
    assert text(folder) == mine


def test_an_error_that_was_there_before_and_only_moved_stops_no_row(register, folder):
    register(ROW.replace("осужден", ""))
    hearing = '\n[[event]]\nkind = "hearing"\ndate = "2020-0{}"\n'
    folder.write("kz-1-20.toml", text(folder) + hearing.format(4) + hearing.format(5))
    done = register(ROW, "--format", "json")
    assert (done.code, said(done), states(done)) == (0, [], {"kz-1-20": "amended"})


NOT_UNDERSTOOD = [
    ("22.06.2020", "31.02.2020", "E2", "no day of the calendar"),
    ("22.06.2020", "22/06/2020", "E2", "this column has 03/02/2020"),
    ("осужден", "наказан", "F2", "unknown outcome"),
    ("22.06.2020", "", "E2", "the event has no date"),
    ("К. против А.", "", "", "the case has no title"),
    ("1/20", "", "A2", "the row names no case"),
    ("1/20", "案件", "A2", "no id can be made"),
    ("до 07.07.2020", "01.06.2020", "G2", "[order]"),
    (";тяжкое", "", "", "they may have moved"),
]


@pytest.mark.parametrize(("old", "new", "cell", "message"), NOT_UNDERSTOOD, ids=[n[3] for n in NOT_UNDERSTOOD])
def test_a_cell_that_was_not_understood_is_named_and_its_case_is_not_touched(register, folder, old, new, cell, message):
    rows = ROW.replace(old, new) + "\n" + ROW.replace("1/20", "2/20")
    done = register(rows, "--format", "json", "--include-confidential")
    assert done.code == 3
    found = [(c, m) for c, _, m, _ in said(done)] + [("", c["reason"]) for c in done.json["cases"]]
    assert any(c == cell and message in m for c, m in found), found
    assert [p.name for p in folder.path.glob("*.toml")] == ["kz-2-20.toml"]


PLACES = """format = 1
[case]
id = "case"
title = "title"
[[source]]
where = { table = "source" }
id = "id"
date = { column = "day", date = "ISO" }
"*" = { column = "more", toml = true }
[[event]]
where = { table = "event" }
kind = "kind"
date = { column = "day", date = "ISO" }
person = { column = "who", split = ";" }
"""


@pytest.mark.parametrize("known", [False, True])
def test_what_cannot_be_in_a_file_is_said_at_the_cell_of_the_source_or_event_that_says_it(tmp_path, do, folder, known):
    if known:
        folder.write("x.toml", 'format = 1\nid = "x"\ntitle = "X"\n[sources]\nfirst = { date = 2020-01-01 }\n')
    (tmp_path / "map.toml").write_text(PLACES)
    rows = ["x,X,case,,,,,", "x,X,source,first,,2020-01-01,,",
            'x,X,source,event[1],,2020-01-01,,"{ mine = { kind = 5 } }"',
            "x,X,event,,hearing,2020-05-02,nobody,", "x,X,event,,judgment,2020-05-01,,"]  # fmt: skip
    (tmp_path / "r.csv").write_text("\n".join(["case,title,table,id,kind,day,who,more", *rows]) + "\n")
    done = do("import", str(tmp_path / "r.csv"), "--map", str(tmp_path / "map.toml"), "--format", "json")
    found = {(f["cell"], f["message"].rpartition("[")[2]) for f in done.json["not_understood"]}
    assert found == {("H4", "unknown-table]"), ("G5", "dangling-reference]")}


def test_two_rows_that_disagree_about_a_case_are_both_named(register, folder):
    done = register(ROW + "\n" + ROW.replace("К. против А.", "К. против Б."), "--format", "json")
    disagree = "title is К. против А. in row 2, and К. против Б. here: the title must be one a case"
    cure = "take another column for it in the map, or make the rows agree"
    assert said(done) == [("B3", "title", disagree, cure)]
    assert list(folder.path.glob("*.toml")) == []


def test_two_numbers_that_become_one_id_are_not_one_case(register, folder):
    done = register(ROW + "\n" + ROW.replace("1/20", "1-20"), "--format", "json")
    assert 'this becomes the id "kz-1-20", as does "1/20" of row 2' in said(done)[0][2]
    assert list(folder.path.glob("*.toml")) == []


@pytest.mark.parametrize("id", ["../x", "con", "NUL", "дело", "a/b", "remedy", "x" * 90, ".hidden", "a b", "com1"])
def test_an_id_that_is_no_file_name_everywhere_is_refused_where_the_map_makes_no_slug(register, folder, id):
    plain = MAP.replace('{ column = "case", slug = true, prefix = "kz-" }', '"case"')
    done = register(ROW.replace("1/20", id), "--format", "json", map=plain)
    assert done.code == 3
    assert said(done)[0][0] == "A2"
    assert list(folder.path.parent.rglob("*.toml")) == [folder.path.parent / "map.toml"]


def test_a_map_that_does_not_fit_the_sheet_is_said_with_its_line(register):
    done = register(ROW, map=MAP.replace('"judged"', '"judget"'))
    assert done.code == 2
    assert 'map.toml:15: event[1].date: the sheet "r.csv" has no column "judget"; did you mean "judged"?' in done.err


def test_a_broken_map_and_a_missing_sheet_are_one_line_each(register, do):
    assert "did you mean" in register(ROW, map=MAP.replace("[[person]]", "[[persn]]")).err
    done = do("import", "nowhere.csv", "--map", "nowhere.toml")
    assert (done.code, "cannot be read" in done.err) == (2, True)
    assert do("import").code == 2


def test_a_file_that_another_case_holds_is_not_written_over(register, folder):
    folder.write("kz-1-20.toml", 'format = 1\nid = "other"\ntitle = "Other"\n')
    before = tree(folder.path)
    done = register(ROW)
    assert done.code == 3
    assert "is the file of another case" in done.words
    assert {k: v for k, v in tree(folder.path).items() if k in before} == before


def test_a_file_with_errors_and_conflict_markers_is_left_with_its_line(register, folder):
    folder.write("kz-1-20.toml", "format = 1\n<<<<<<< ours\n")
    done = register(ROW + "\n" + ROW.replace("1/20", "2/20"))
    assert done.code == 3
    assert "kz-1-20.toml:2: conflict marks of a merge in line 2" in done.words
    assert text(folder) == "format = 1\n<<<<<<< ours\n"
    assert (folder.path / "kz-2-20.toml").exists()


@pytest.fixture
def full(monkeypatch):
    """A disk that has no room for the files of these names."""
    real = write._write

    def fill(*names):
        def write_one(target, *words, **more):
            if target.name in names:
                raise OSError(28, "No space left on device")
            real(target, *words, **more)

        monkeypatch.setattr(write, "_write", write_one)

    return fill


def test_a_disk_that_fails_in_the_middle_leaves_whole_files_and_the_next_import_goes_on(register, folder, full):
    rows = ROW + "\n" + ROW.replace("1/20", "2/20")
    full("kz-1-20.toml")
    done = register(rows)
    assert done.code == 5
    assert "kz-1-20.toml could not be written: No space left on device" in done.words
    assert [p.name for p in folder.path.glob("*.toml")] == ["kz-2-20.toml"]
    full()
    assert states(register(rows, "--format", "json")) == {"kz-1-20": "new", "kz-2-20": "same"}


def test_where_no_file_could_be_written_it_says_that_nothing_was(register, folder, full):
    full("kz-1-20.toml")
    done = register(ROW, "--format", "json")
    assert (done.code, done.json["written"], states(done)) == (4, False, {"kz-1-20": "untouched"})
    assert tree(folder.path) == {}


def test_a_record_that_cannot_be_written_is_a_note_beside_the_answer_and_heals(register, folder, full):
    full("map.jsonl")
    done = register(ROW, "--format", "json")
    assert (done.code, done.json["written"], states(done)) == (5, True, {"kz-1-20": "new"})
    (note,) = done.json["notes"]
    assert note.startswith("map.jsonl could not be written: No space left on device: ")
    again = register(ROW)
    assert (again.code, "map.jsonl" in again.words) == (4, True)
    full()
    assert register(ROW).code == 0
    amended = register(ROW.replace("22.06.2020", "23.06.2020"), "--format", "json")
    assert (amended.code, states(amended)) == (0, {"kz-1-20": "amended"})


def test_while_another_writes_in_the_folder_each_case_says_so(register, folder, monkeypatch):
    held = write.lock
    monkeypatch.setattr(write, "lock", lambda where: held(where, 0.02))
    with held(folder.path):
        done = register(ROW, "--format", "json")
    assert (done.code, done.json["written"], states(done)) == (4, False, {"kz-1-20": "untouched"})
    assert "another process is writing" in done.json["cases"][0]["reason"]


def test_what_is_confidential_is_masked_where_no_person_looks(register, folder):
    rows = ROW + "да\n" + ROW.replace("1/20", "2/20").replace("осужден", "Тайна") + "да"
    done = register(rows)
    assert not any(word in done.out for word in ("Ахметов", "akhmetov", "kz-1-20", "Тайна"))
    assert "confidential" in done.out
    assert "confidential = true" in text(folder)
    shown = register(rows, "--include-confidential")
    assert "Тайна" in shown.out


def test_the_record_of_an_import_holds_no_word_of_a_row_and_no_hash_that_another_record_holds(register, folder):
    from remedy.store.import_record import Seen

    def record():
        return (folder.path / ".import" / "map.jsonl").read_text()

    register(ROW + "да")
    first = record()
    left = re.sub(r"\b(?:[0-9a-f]{16}){1,2}\b", "", first.replace("../map.toml", ""))
    assert set(re.findall(r"\w+", left)) == {"map", "salt", "case", "table", "entry", "origin", "values"}
    hashes = set(re.findall(r"\b[0-9a-f]{16}\b", first))
    values = [v for line in first.splitlines()[1:] for v in msgspec.json.decode(line, type=Seen).values.values()]
    assert len(values) == len(set(values)) == 12
    (folder.path / ".import" / "map.jsonl").unlink()
    register(ROW + "да")
    assert hashes & set(re.findall(r"\b[0-9a-f]{16}\b", record())) == set()
    assert record() != first


def test_of_a_case_whose_file_is_gone_the_record_keeps_nothing(register, folder):
    record = folder.path / ".import" / "map.jsonl"
    rows = ROW + "\n" + ROW.replace("1/20", "2/20")
    register(rows)
    both = record.read_text().splitlines()
    (folder.path / "kz-1-20.toml").rename(folder.path / "gone")
    broken = folder.write("broken.toml", "id =")
    register(ROW.replace("1/20", "2/20"))
    assert record.read_text().splitlines() == both  # the file that cannot be read may be that case
    broken.unlink()
    register(ROW.replace("1/20", "2/20"))
    left = record.read_text().splitlines()
    assert (set(left) < set(both), len(left)) == (True, len(both) // 2 + 1)
    (folder.path / "gone").rename(folder.path / "kz-1-20.toml")
    done = register(rows.replace("22.06.2020", "23.06.2020"), "--format", "json")
    assert states(done) == {"kz-1-20": "differs", "kz-2-20": "amended"}


def test_two_records_that_a_merge_put_together_overwrite_nothing(register, folder):
    record = folder.path / ".import" / "map.jsonl"
    register(ROW)
    mine = record.read_text()
    record.unlink()
    register(ROW)
    record.write_text(mine + record.read_text())
    done = register(ROW.replace("22.06.2020", "23.06.2020"), "--format", "json")
    assert states(done) == {"kz-1-20": "amended"}  # as mine says; the salt of the other is one line too many
    assert any("1 lines of the last import's record cannot be read" in n for n in done.json["notes"])
    record.write_text(mine.partition("\n")[2])
    assert register(ROW).code == 3
    assert "2020-06-23" in text(folder)


def test_one_row_an_event_finds_its_events_again_by_day_or_by_id(tmp_path, do, folder):
    map = office.MAP.replace('note = "Примечание"\n', 'note = "Примечание"\nid = "Номер"\n')
    rows = [["1/20", "К.", "А", "-", "заседание", d, "", n, ""] for d, n in (("01.06.2020", "x"), ("02.06.2020", "y"))]

    def run(rows, map):
        (tmp_path / "m.toml").write_text(map)
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([[*office.COLUMNS, "Номер"], *rows])
        (tmp_path / "r.csv").write_text(out.getvalue())
        return do("import", str(tmp_path / "r.csv"), "--map", str(tmp_path / "m.toml"), "--format", "json")

    run(rows, office.MAP)
    events = tomllib.loads(text(folder))["event"]
    assert [e["id"] for e in events] == ["hearing", "hearing-2020-06-02"]
    rows[1][5] = "03.06.2020"
    (case,) = run(rows, office.MAP).json["cases"]
    assert [(a["id"], a["key"], a["after"]) for a in case["amended"]] == [("hearing-2020-06-02", "date", "2020-06-03")]
    rows[0][5:9] = ["05.06.2020", "", "x", "hearing"]
    (case,) = run(rows, map).json["cases"]
    assert [(a["id"], a["after"]) for a in case["amended"]] == [("hearing", "2020-06-05")]


@pytest.fixture(scope="module")
def two_hundred():
    return office.rows(200, 5)


def test_an_office_of_two_hundred_cases_comes_in_from_csv_and_xlsx_alike(tmp_path, folder, do, two_hundred):
    (tmp_path / "m.toml").write_text(office.MAP)
    (tmp_path / "r.csv").write_text(office.as_csv(two_hundred))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Дела")
    sheet.append(office.COLUMNS)
    for row in two_hundred:
        day = row[5]
        exact = datetime.strptime(day, "%d.%m.%Y") if day[:1].isdigit() and len(day) == 10 else day
        sheet.append([*row[:5], exact, *row[6:]])
    book.save(tmp_path / "r.xlsx")
    words = ("--map", str(tmp_path / "m.toml"))
    assert do("import", str(tmp_path / "r.csv"), *words).out.splitlines()[-1] == "200 new"
    assert len(list(folder.path.glob("*.toml"))) == 200
    before = tree(folder.path)
    assert "nothing to do: 200 cases" in do("import", str(tmp_path / "r.xlsx"), *words, "--sheet", "Дела").out
    assert tree(folder.path) == before


def test_the_sample_imports_cleanly_and_is_not_written_twice(tmp_path, folder, do):
    (tmp_path / "s").mkdir()
    assert do("import", "--example", str(tmp_path / "s")).code == 0
    sheet, map = tmp_path / "s" / "register.csv", tmp_path / "s" / "register-map.toml"
    done = do("import", str(sheet), "--map", str(map))
    assert (done.code, done.out.splitlines()[-1]) == (0, "3 new")
    assert [do("fmt", f.stem, "--check").code for f in folder.path.glob("*.toml")] == [0, 0, 0]
    assert do("check").out.splitlines()[-1].startswith("3 files checked: 0 errors")
    assert "is there already" in do("import", "--example", str(tmp_path / "s")).err
    assert "folder of cases" in do("import", "--example", str(folder.path)).err


def test_its_json_follows_the_published_schema(register, do):
    done = register(ROW + "\n" + ROW.replace("1/20", "2/20").replace("осужден", "?"), "--format", "json")
    jsonschema.validate(done.json, do("schema", "import").json)
    jsonschema.validate(do("export", "json").json, do("schema", "export").json)


# Out, and in again

ZOO = """\
format = 1
id = "kz-zoo"
title = "=SUM(A1)"
country = "KZ"
packs = ["kz/criminal"]
note = "  spaces, \\"quotes\\"; and\\r\\nlines\\r "
tags = ["a;b", " c", "[\\"d"]
mine = { number = 5, at = 10:30:00 }

[facts]
gravity = ["medium", "grave"]

[sources]
report = "https://example.org"
"odd id" = { title = "-1", date = "2021-03" }

[[person]]
id = "p1"
name = "+7 701"
role = ["defendant", "applicant"]
facts = { custody = false }

[[charge]]
law = "Code"
person = "p1"

[[event]]
kind = "judgment"
date = 2020-06-22
time = "10:30"
sources = ["report"]

[[event]]
id = "appeal"
kind = "appeal-filed"
accounts = { report = 2020-06-29, "odd id" = "2020-07" }
confidential = false
note = "'quoted"
mine = [1, 2]

[[sanction]]
id = "ban"
kind = "ban"
length = "P5Y"
starts = 2020-06-22
readings = [{ id = "x", starts = "judgment" }]
credit = [{ from = "judgment", to = "judgment", ratio = 2 }]

[[deadline]]
id = "own"
from = "judgment"
period = "P10D"

[[override]]
on = "appeal@judgment"
since = 2020-07-01
waived = true
reason = "@all"

[[step]]
id = "s"
title = "\\tStep"
before = { deadline = "deadline:own", by = "P3D" }
"""


def plain(value):
    """A case without the places of its lines."""
    if isinstance(value, msgspec.Struct):
        names = [f for f in value.__struct_fields__ if f not in ("at", "file")]
        return {f: plain(getattr(value, f)) for f in names}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def cases_of(path, law):
    return {f.case.id: plain(f.case) for f in load(path, law.vocabulary)}


def test_all_that_files_say_leaves_as_csv_and_comes_in_again(tmp_path, folder, do, law):
    for path in (ROOT / "cases").rglob("*.toml"):
        folder.write(path.name, path.read_bytes())
    folder.write("zoo.toml", ZOO)
    out, map = tmp_path / "all.csv", tmp_path / "all.toml"
    assert do("export", "csv", str(out), "--map-out", str(map), "--include-confidential").code == 0
    other = tmp_path / "other"
    other.mkdir()
    words = ["import", str(out), "--map", str(map), "--cases", str(other)]
    assert build()(words, standalone_mode=False) in (0, None)
    assert cases_of(other, law) == cases_of(folder.path, law)
    zoo = tomllib.loads((other / "kz-zoo.toml").read_text())
    assert zoo["mine"] == tomllib.loads(ZOO)["mine"]
    assert zoo["event"][1]["mine"] == [1, 2]
    before = tree(other)
    assert build()(words, standalone_mode=False) in (0, None)
    assert tree(other) == before


def test_no_cell_is_one_that_a_spreadsheet_runs(folder, do):
    folder.write("zoo.toml", ZOO)
    rows = list(csv.reader(io.StringIO(do("export", "csv").out, newline="")))
    assert [c for row in rows for c in row if c[:1] in tuple("=+-@\t\r")] == []
    assert rows[1][:3] == ["kz-zoo", "'=SUM(A1)", "case"]


def test_an_export_is_the_same_each_time_and_begins_with_a_mark_on_request(tmp_path, folder, do):
    folder.write("zoo.toml", ZOO)
    out = tmp_path / "all.csv"
    out.write_text("old")
    first = do("export", "csv", str(out), "--bom")
    assert "1 case written to" in first.err
    assert out.read_bytes().startswith(b"\xef\xbb\xbfcase,")
    assert do("export", "csv", str(out)).code == 0
    assert out.read_bytes() == do("export", "csv").out.encode()


def test_a_table_alone_leaves_one_row_an_event(folder, do):
    folder.write("zoo.toml", ZOO)
    rows = list(csv.DictReader(io.StringIO(do("export", "csv", "--table", "event").out, newline="")))
    assert [(r["case"], r["table"], r["id"], r["date"]) for r in rows] == [
        ("kz-zoo", "event", "judgment", "2020-06-22"),
        ("kz-zoo", "event", "appeal", ""),
    ]
    assert do("export", "csv", "--table", "evnt").code == 2


SECRET = """format = 1
id = "kz-secret"
title = "The secret case"
alias = "case 17"
confidential = true
owner = "Ownerova"
note = "hidden note"
[[person]]
id = "hidden"
name = "Hiddenov"
[[sanction]]
id = "s"
kind = "secret case ban"
"""
PART = """format = 1
id = "kz-part"
title = "Known"
[[person]]
id = "whistle"
name = "Whistlov"
role = "contact"
confidential = true
[[event]]
kind = "note"
date = 2020-01-01
person = ["whistle"]
note = "Met Whistlov"
"""


@pytest.mark.parametrize("format", ["csv", "json"])
def test_what_is_confidential_leaves_masked_and_it_is_said_how_much(folder, do, format):
    folder.write("a.toml", PART)
    folder.write("b.toml", SECRET)
    done = do("export", format)
    secrets = ("kz-secret", "secret case", "Ownerova", "hidden", "Hiddenov", "whistle", "Whistlov", "b.toml")
    assert [s for s in secrets if s.lower() in done.out.lower()] == []
    assert "case 17" in done.out
    assert "4 confidential entries are masked" in done.err
    assert "Whistlov" in do("export", format, "--include-confidential").out


HIDES = 'format = 1\nid = "x"\ntitle = "K. v. State"\nconfidential = true\n'
OPEN = 'format = 1\nid = "x"\ntitle = "K. v. State"\n'
WHO = '[[person]]\nid = "whistle"\nname = "Whistlov"\nconfidential = true\n'
LEAKS = {
    "a misspelt key": OPEN + WHO.replace("confidential", "confidental"),
    "a misspelt key of the case": HIDES.replace("confidential", "confidental") + 'note = "Whistlov"',
    "a wrong value of the key": OPEN + WHO.replace("true", '"yes"'),
    "one table where a list should be": HIDES + WHO.replace("[[person]]", "[person]"),
    "the same in an open case": OPEN + WHO.replace("[[person]]", "[person]"),
    "an entry that the reader drops": HIDES + WHO.replace('id = "whistle"', "note = 1"),
    "the same in an open case, named elsewhere": OPEN + WHO.replace('id = "whistle"', "note = 1")
    + '[[event]]\nkind = "note"\ndate = 2020-01-01\nnote = "Met Whistlov"\n',
    "a table that nobody knows": OPEN + WHO.replace("person", "persn"),
    "tables within a value": OPEN + "mine = [{ deep = { confidential = true, name = 'Whistlov' } }]",
    "a list that is no list of tables": HIDES + "person = ['Whistlov']",
    "sources that are none": HIDES + "sources = ['Whistlov']",
    "a source that is none": HIDES + "[sources]\nWhistlov = 5\nb = ['Whistlov']\nc = 'https://Whistlov.org'",
    "keys named like those of an answer": HIDES + "".join(f"{k} = 'Whistlov'\n" for k in ("type", "group", "asks"))
    + "[[event]]\nkind = 'note'\ndate = 2020-01-01\n" + "".join(
        f"{k} = 'Whistlov'\n" for k in ("type", "group", "asks", "cause", "exists", "level", "period", "rule")),
    "the same in an open entry": OPEN + WHO + "[[event]]\nkind = 'note'\ndate = '..'\nasks = 'Whistlov?'\n",
    "free text where a word should be": HIDES + "country = 'home of Whistlov'\n[[event]]\nkind = 'judgment'\n"
    "outcome = 'Whistlov'\ndate = 'Whistlov'\nsent = 'Whistlov'\nperson = ['Whistlov']\nanswers = 'Whistlov'\n"
    "[[event]]\nkind = 'Whistlov'\n[[charge]]\nlaw = 'Code'\noutcome = 'Whistlov'\nperson = 'Whistlov'\n"
    "[[proceeding]]\nid = 'p'\nstage = 'appeal'\npack = 'of Whistlov'\n"
    "[[sanction]]\nid = 's'\nkind = 'Whistlov'\nunlimited = 'Whistlov'\nstarts = 'Whistlov'\n"
    "[[override]]\non = 'for Whistlov'\nreading = 'Whistlov'\nreason = 'Whistlov'\n"
    "[[step]]\nid = 't'\ntitle = 'T'\nremedy = 'Whistlov'\nwaiting_on = 'Whistlov'\nstatus = 'Whistlov'\n",
    "a title and a word of the law": OPEN.replace("State", "Whistlov") + WHO + "[[charge]]\narticle = 'Whistlov'",
}  # fmt: skip


@pytest.mark.parametrize("format", ["csv", "json"])
@pytest.mark.parametrize("case", LEAKS)
def test_whatever_the_file_says_wrongly_an_export_hides_what_was_meant_to_be_hidden(folder, do, case, format):
    folder.write("x.toml", LEAKS[case])
    done = do("export", format)
    assert "histl" not in (done.out + done.err).lower().replace("whistle-", "")
    assert "masked" in done.err
    assert "histlov" in do("export", "json", "--include-confidential").out


def test_of_a_confidential_entry_days_words_of_the_vocabulary_and_references_stay(folder, do):
    folder.write(
        "x.toml",
        HIDES
        + """
packs = ["kz/criminal"]
mine = 1
[[person]]
id = "who"
name = "Whistlov"
role = "defendant"
[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"
person = ["who", "nobody"]
sent = "../2020-06-25"
[[event]]
id = "hearing-2020-06-01"
kind = "hearing"
date = 2020-06-01
[[sanction]]
id = "ban"
kind = "ban"
length = "P5Y"
starts = "judgment"
[[person]]
note = "no id"
""",
    )
    (case,) = do("export", "json").json["cases"]
    hidden = {"confidential": True}
    assert case["case"] == {
        "format": 1, "id": "confidential", "title": "confidential", "packs": ["kz/criminal"], **hidden,
        "person": [{"id": "person-1", "name": "confidential", "role": "defendant", **hidden}, hidden],
        "event": [{"id": "judgment", "kind": "judgment", "date": "2020-06-22", "outcome": "convicted",
                   "person": ["person-1"], "sent": "../2020-06-25", **hidden},
                  {"id": "hearing-2020-06-01", "kind": "hearing", "date": "2020-06-01", **hidden}],
        "sanction": [{"id": "sanction-1", "kind": "confidential", "length": "P5Y", "starts": "judgment", **hidden}],
    }  # fmt: skip


@pytest.mark.parametrize("format", ["csv", "json"])
def test_what_leaves_unmasked_is_for_its_owners_eyes_alone(tmp_path, folder, do, format):
    folder.write("b.toml", SECRET)
    out = tmp_path / "all"
    do("export", format, str(out))
    out.chmod(0o644)
    assert do("export", format, str(out), "--include-confidential").code == 0
    assert ("Hiddenov" in out.read_text(), out.stat().st_mode & 0o777) == (True, 0o600)


def test_a_file_that_cannot_be_used_is_said_and_the_rest_leaves(folder, do):
    folder.write("a.toml", "format = \n")
    folder.write("b.toml", PART)
    done = do("export", "json")
    assert done.code == 3
    assert [c["case"]["id"] for c in done.json["cases"]] == ["kz-part"]
    assert "a.toml:1" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "json", "{cases}/x.toml"], "would be read as a case"),
        (["export", "json", "{cases}/none/x.json"], "no folder"),
        (["export", "csv", "{cases}"], "no regular file"),
        (["export", "csv", "--case", "nothing"], "no case"),
    ],
)
def test_an_export_goes_nowhere_where_it_would_harm(folder, do, words, said):
    folder.write("b.toml", PART)
    done = do(*[w.format(cases=folder.path) for w in words])
    assert done.code in (2, 4)
    assert said in done.err
    assert tree(folder.path) == {"b.toml": PART.encode()}


@pytest.mark.parametrize("link", ["out.csv", "cases/out.csv", "OUT.TOML"])
def test_an_export_replaces_no_case_by_way_of_a_link(tmp_path, folder, do, link):
    folder.write("b.toml", PART)
    (tmp_path / link).symlink_to(folder.path / "b.toml")
    before = tree(folder.path)
    done = do("export", "csv", str(tmp_path / link))
    assert (done.code, "would be read as a case" in done.err, "b.toml" in done.err) == (2, True, True)
    assert tree(folder.path) == before


def test_a_link_that_leads_to_itself_is_no_place_for_an_export(tmp_path, do):
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    done = do("export", "csv", str(tmp_path / "loop.csv"))
    assert (done.code, "leads to itself" in done.err) == (2, True)


def test_an_export_replaces_no_file_that_a_case_is_a_link_to(folder, do):
    folder.write("texts/b.txt", PART)
    (folder.path / "b.toml").symlink_to("texts/b.txt")
    done = do("export", "csv", str(folder.path / "texts" / "b.txt"))
    assert (done.code, "would be read as a case" in done.err) == (2, True)
    assert (folder.path / "b.toml").read_text() == PART
    assert do("export", "csv", str(folder.path / "texts" / "b.csv")).code == 0


def test_the_map_of_an_export_and_a_sample_are_no_cases_either(tmp_path, folder, do):
    folder.write("b.toml", PART)
    link = tmp_path / "sample"
    link.symlink_to(folder.path)
    for words in (["export", "csv", str(tmp_path / "o.csv"), "--map-out", str(link / "m.toml")],
                  ["import", "--example", str(link)]):  # fmt: skip
        done = do(*words)
        assert (done.code, "would be read as a case" in done.err) == (2, True)
    assert tree(folder.path) == {"b.toml": PART.encode()}


def test_a_format_that_is_not_there_comes_with_the_nearest(remedy):
    done = remedy("export", "jsn")
    assert done.code == 2
    assert 'did you mean "json"?' in done.err
