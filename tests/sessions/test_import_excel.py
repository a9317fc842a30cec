"""What Excel in Russian makes of a file comes in all the same, or is said in one sentence with what to write."""

import csv
import io

import openpyxl
import pytest

from remedy.cli.main import build
from tests.sessions.conftest import HEAD, MAP, ROW

ISO = MAP.replace('["DD.MM.YYYY", "MM.YYYY"]', '"ISO"').replace("format = 1\n", 'format = 1\ndelimiter = ","\n')


def test_a_sheet_whose_columns_are_parted_otherwise_is_one_line(register):
    done = register(ROW, map=ISO)
    said = 'r.csv: the sheet has one column whose cells are parted by ";": say delimiter = ";" in the map'
    assert (done.code, done.err) == (3, f"remedy: {said}\n")


def test_dates_in_another_form_than_the_map_states_are_one_message_with_the_forms_to_write(register):
    rows = "\n".join(ROW.replace("1/20", f"{n}/20").replace("22.06", f"{n + 10}.06") for n in range(1, 6))
    done = register(rows, map=ISO.replace('delimiter = ","\n', ""))
    assert '"judged": 5 cells such as "11.06.2020" (E2, E3, E4 …): the map expects 2020-02-03' in done.words
    assert 'this column has 03.02.2020; say date = ["ISO", "DD.MM.YYYY"]' in done.words
    assert done.out.count("the map expects") == 1


FORMS = [
    ('"ISO"', "июнь 2020", 'say date = ["ISO", "MMMM YYYY"]'),
    ('"ISO"', "22 июня 2020", 'say date = ["ISO", "D MMMM YYYY"]'),
    ('"ISO"', "06.2020", 'say date = ["ISO", "MM.YYYY"]'),
    ('"DD.MM.YYYY"', "2020-06-22", 'say date = ["DD.MM.YYYY", "ISO"]'),
    ('"DD.MM.YYYY"', "1.6.2020", 'say date = ["DD.MM.YYYY", "D.M.YYYY"]'),
    ('{ "до DD.MM.YYYY" = "../{}" }', "22.06.2020", 'say date = { "до DD.MM.YYYY" = "../{}", "DD.MM.YYYY" = "{}" }'),
    ('"ISO"', "03/04/2020", 'say "D/M/YYYY" (day first) or "M/D/YYYY" (month first)'),
    ('"ISO"', "22.06.20", "write the year with four digits"),
    ('"ISO"', "вчера", "or add its form to the map"),
]


@pytest.mark.parametrize(("form", "cell", "said"), FORMS, ids=[f[1] for f in FORMS])
def test_a_date_in_a_form_that_people_use_comes_with_the_line_for_the_map(register, form, cell, said):
    map = MAP.replace('["DD.MM.YYYY", "MM.YYYY"]', form)
    assert said in register(ROW.replace("22.06.2020", cell), map=map).words


ZOO = """format = 1
id = "kz-1"
title = "К. против А."
confidential = false
[[person]]
id = "a"
name = "А."
role = "defendant"
confidential = true
[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"
[[event]]
kind = "appeal-filed"
date = "../2020-07-07"
[[sanction]]
id = "ban"
kind = "ban"
starts = 2020-09-15
length = "P5Y"
[[sanction]]
id = "prison"
kind = "prison"
starts = "judgment-final"
length = "P5Y"
"""


def as_excel_saves(text, *, day=True):
    """The bytes of a CSV as Excel in Russian gives them back: `;`, days as 22.06.2020, ИСТИНА and ЛОЖЬ."""

    def cell(word):
        word = {"true": "ИСТИНА", "false": "ЛОЖЬ"}.get(word, word)
        parts = word.split("-")
        return ".".join(reversed(parts)) if len(word) == 10 and all(p.isdigit() for p in parts) else word

    rows = [[cell(c) for c in row] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def test_a_fact_of_a_sheet_is_true_or_false_as_the_spreadsheet_writes_it(register, folder):
    map = MAP.replace("confidential =", 'facts.custody = "held"\nconfidential =').replace("facts.gravity", "#")
    for n, (word, line) in enumerate([("ИСТИНА", "custody = true"), ("FALSE", "custody = false")]):
        assert register(ROW.replace("1/20", f"{n}/20").replace("тяжкое", word), map=map).code == 0
        assert line in (folder.path / f"kz-{n}-20.toml").read_text().splitlines()


def test_an_export_that_excel_saved_anew_comes_in_without_a_change_of_its_map(tmp_path, folder, do):
    folder.write("kz-1.toml", ZOO)
    out, map = tmp_path / "all.csv", tmp_path / "all.toml"
    assert do("export", "csv", str(out), "--map-out", str(map), "--include-confidential", "--bom").code == 0
    saved = as_excel_saves(out.read_text("utf-8"))
    assert "22.06.2020;" in saved.decode()
    assert "ИСТИНА" in saved.decode()
    assert "15.09.2020" in saved.decode()
    out.write_bytes(saved)
    done = do("import", str(out), "--map", str(map), "--include-confidential")
    assert (done.code, done.out.splitlines()[-1]) == (0, "nothing to do: 1 case as the sheet says")
    other = tmp_path / "other"
    other.mkdir()
    assert build()(["import", str(out), "--map", str(map), "--cases", str(other)], standalone_mode=False) in (0, None)
    assert "starts = 2020-09-15" in (other / "kz-1.toml").read_text()


@pytest.mark.parametrize(("between", "words"), [(",", []), (";", ["--delimiter", ";"]), ("\t", ["--delimiter", "tab"])])
def test_an_export_is_parted_as_the_office_needs_it_and_one_map_reads_all(tmp_path, folder, do, between, words):
    folder.write("kz-1.toml", ZOO)
    out, map = tmp_path / "all.csv", tmp_path / "all.toml"
    assert do("export", "csv", str(out), *words, "--map-out", str(map), "--include-confidential").code == 0
    assert out.read_text().startswith(f"case{between}case_title{between}table{between}")
    done = do("import", str(out), "--map", str(map), "--include-confidential")
    assert done.out.splitlines()[-1] == "nothing to do: 1 case as the sheet says"


def test_a_mark_that_parts_no_columns_is_refused(do, folder):
    done = do("export", "csv", "--delimiter", "#")
    assert done.code == 2
    assert '--delimiter: "#" parts no columns; write "," or ";" or tab' in done.err


def test_a_workbook_into_which_a_csv_was_pasted_is_one_line(tmp_path, do):
    book = openpyxl.Workbook()
    for line in (HEAD, ROW):
        book.active.append([line])
    book.save(tmp_path / "r.xlsx")
    (tmp_path / "map.toml").write_text(MAP)
    done = do("import", str(tmp_path / "r.xlsx"), "--map", str(tmp_path / "map.toml"))
    assert done.code == 2
    assert 'one column whose cells are parted by ";"; split the text into columns' in done.err
    assert done.err.count("no column") == 0
