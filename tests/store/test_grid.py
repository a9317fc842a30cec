"""Sheets on disk: what is read, and what is refused because it is broken or hostile."""

import sys
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from remedy.case.import_map import read as read_map
from remedy.case.source import Source
from remedy.store import grid

MAP = 'format = 1\n{more}[case]\nid = "id"\ntitle = "title"\n'


def map_of(more=""):
    found, problems = read_map(Source("map.toml", MAP.format(more=more)))
    assert problems == []
    return found


def cells(path, more="", sheet=""):
    return [r.cells for r in grid.read(path, map_of(more), sheet).rows]


def csv_file(tmp_path, data, name="r.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def refused(path, more="", sheet=""):
    with pytest.raises(grid.SheetRefused) as found:
        grid.read(path, map_of(more), sheet)
    return str(found.value)


@pytest.mark.parametrize(
    ("data", "more"),
    [
        ("id;title\nа;б\n".encode(), ""),
        ("\ufeffid,title\r\nа,б\r\n".encode(), ""),
        ("id\ttitle\nа\tб".encode(), ""),
        ("id;title\nа;б\n".encode("cp1251"), 'encoding = "cp1251"\n'),
        ("id;title\nа;б\n".encode("utf-16"), ""),
        ("register\nid|title\n\nа|б\n".encode(), "header = 2\n"),
        ("id,ti;le\nа,б\n".encode(), 'delimiter = ","\n'),
        ('"id;x",title\nа,б\n'.encode(), ""),
    ],
    ids=["plain", "bom", "tab", "cp1251", "utf-16", "header-2", "stated", "quoted"],
)
def test_a_csv_is_read_by_its_first_line_or_as_the_map_says(tmp_path, data, more):
    assert cells(csv_file(tmp_path, data), more) == [["а", "б"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("id;title\nа;б\n".encode("cp1251"), 'r.csv:2: byte 10 is not utf-8; say in the map: encoding = "cp1251"'),
        (b"id;title\na;\0b\n", "r.csv:2: there is a NUL"),
        (b"id;ti,tle\n", 'may be divided by ";", ","'),
        (b'id;title\na;"open\nb;c\n', "r.csv:2: this is no CSV"),
        (b"id;title\na;" + b"x" * (2 * 1024 * 1024 + 9), "r.csv:2: this is no CSV: field larger"),
        (b"PK\x03\x04rest", "is a workbook"),
        (b"", "names no columns"),
        (b";".join(b"c%d" % n for n in range(501)), "more than 500"),
        (b"id;title\n" + b"a;b\n" * 50_001, "more than 50000 rows"),
    ],
    ids=["encoding", "nul", "delimiters", "quote", "giant-cell", "zip", "empty", "wide", "long"],
)
def test_a_broken_or_endless_csv_is_refused_with_its_line(tmp_path, data, said):
    assert said in refused(csv_file(tmp_path, data))


def test_a_row_whose_cells_may_have_moved_is_marked(tmp_path):
    found = grid.read(csv_file(tmp_path, "id;title\na;b;c\na\na;b;;\n"), map_of(), "").rows
    assert [bool(r.fault) for r in found] == [True, True, False]


@pytest.mark.parametrize("name", ["r.xlsm", "r.ods", "register"])
def test_what_is_no_sheet_is_refused_by_its_name(tmp_path, name):
    assert "save it as .xlsx" in refused(csv_file(tmp_path, "id", name))
    assert "there is no such file" in refused(tmp_path / "none.csv")


# Workbooks


def workbook(path, rows, title="Дела", more=None):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if more is not None:
        more(book)
    book.save(path)
    return path


def repacked(path, change):
    """The workbook with parts changed or added by name."""
    with zipfile.ZipFile(path) as old:
        parts = {i.filename: old.read(i) for i in old.infolist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


@pytest.fixture
def book(tmp_path):
    return workbook(tmp_path / "r.xlsx", [["id", "title"], ["a", "b"]])


def test_values_come_by_the_type_of_their_cell(tmp_path):
    rows = [["id", "d", "n", "b"], [17, datetime(2020, 6, 22), 1.5, True], [None, date(2020, 6, 22)]]
    assert cells(workbook(tmp_path / "r.xlsx", rows)) == [
        [17, datetime(2020, 6, 22), 1.5, True],
        [None, datetime(2020, 6, 22)],
    ]


def test_a_formula_without_a_value_and_an_error_are_no_values(tmp_path):
    path = workbook(tmp_path / "r.xlsx", [["id", "title"], ["=A1", "x"], ["a", "#N/A"]])
    assert [[getattr(c, "shown", c) for c in row] for row in cells(path)] == [["a formula", "x"], ["a", "#N/A"]]


def test_a_formula_with_a_stored_value_is_that_value(tmp_path):
    def stored(parts):
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = (
            parts[sheet]
            .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
            .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        )

    path = repacked(workbook(tmp_path / "r.xlsx", [["id"], ["=1+1"]]), stored)
    assert cells(path) == [[2]]


def test_the_sheet_that_was_named_is_read(tmp_path):
    def second(book):
        book.create_sheet("Б").append(["id"])
        book["Б"].append(["second"])

    path = workbook(tmp_path / "r.xlsx", [["id"], ["first"]], "А", second)
    assert cells(path) == [["first"]]
    assert cells(path, sheet="Б") == cells(path, 'sheet = "Б"\n') == [["second"]]
    assert 'has no sheet "В"' in refused(path, sheet="В")


def bomb(parts):
    parts["xl/media/x.xml"] = b"<a/>" + b" " * 30_000_000


def entities(parts):
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = attack + parts[sheet].partition(b"?>")[2] if b"?>" in parts[sheet] else attack + parts[sheet]


def wide(parts):
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>')


def broken(parts):
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row>"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (bomb, "packed suspiciously tight"),
        (entities, "declares entities"),
        (lambda p: p.update({"xl/vbaProject.bin": b"x"}), "holds macros"),
        (wide, "more than 500 columns"),
        (broken, "is no workbook that can be read"),
        (lambda p: p.update({f"x{n}": b"" for n in range(2001)}), "unpacks to more"),
        (lambda p: p.pop("xl/workbook.xml"), "is no workbook"),
    ],
    ids=["bomb", "entities", "macros", "wide", "broken", "parts", "empty"],
)
def test_a_hostile_workbook_is_refused_in_one_sentence(book, change, said):
    assert said in refused(repacked(book, change))


def test_a_lying_size_and_links_to_other_files_do_no_harm(book):
    def lies(parts):
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = parts[sheet].replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
        parts["xl/externalLinks/externalLink1.xml"] = b'<externalLink xmlns="x"/>'

    assert cells(repacked(book, lies)) == [["a", "b"]]


def test_what_is_no_zip_or_too_large_is_refused(tmp_path, monkeypatch):
    path = csv_file(tmp_path, b"PK\x03\x04nothing", "r.xlsx")
    assert "is no workbook" in refused(path)
    monkeypatch.setattr(grid, "MAX_BYTES", 4)
    assert "larger than" in refused(path)


def test_without_openpyxl_it_is_said_what_to_install(book, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(grid.NoReader, match=r"pip install \"remedy\[xlsx\]\""):
        grid.read(book, map_of(), "")
