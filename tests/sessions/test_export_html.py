"""A page is handed on: to a file, masked whoever looks, with what is masked said; and what cannot be shown is named."""

import re
import stat

import pytest

from remedy.cli.session import Session
from tests.sessions.conftest import run
from tests.sessions.test_writing import FILE

WITNESS = FILE + (
    '\n[[event]]\nid = "witness-aisulu"\nkind = "hearing"\ntitle = "Aisulu is heard"\ndate = 2020-06-10\n'
    'confidential = true\n\n[[step]]\nid = "meet-aisulu"\ntitle = "Meet Aisulu"\ndue = 2020-07-05\n'
    "confidential = true\n"
)
HIDDEN = FILE.replace('id = "kz-test"', 'id = "kz-hidden"\nconfidential = true').replace(
    'id = "test"', 'id = "aisulu"\nname = "Aisulu B."'
)


@pytest.fixture
def case(folder):
    return folder.write("kz-test.toml", WITNESS)


def test_a_page_is_written_and_says_how_many_entries_are_masked(here, case, tmp_path):
    out = tmp_path / "page.html"
    done = here("export", "html", str(out))
    assert (done.code, done.out) == (0, "")
    assert f"1 case written to {out}" in done.err
    assert "2 confidential entries are masked; --include-confidential writes them out" in done.err
    text = out.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "2 confidential entries are masked in this page." in text
    assert "aisulu" not in text.lower()


def test_it_is_masked_for_a_person_at_a_terminal_too(here, case, monkeypatch):
    monkeypatch.setattr(Session, "is_terminal", property(lambda self: True))
    done = here("export", "html")
    assert "Kazakhstan v. Test" in done.out
    assert "aisulu" not in (done.out + done.err).lower()
    assert "2 confidential entries are masked" in done.err


def test_only_who_asks_for_it_gets_a_page_with_everything_for_his_eyes_alone(here, case, tmp_path):
    out = tmp_path / "page.html"
    done = here("export", "html", str(out), "--include-confidential")
    assert "masked" not in done.err
    text = out.read_text("utf-8")
    assert "Meet Aisulu" in text
    assert "2 confidential entries stand in this page in full" in text
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_confidential_case_leaves_no_name_in_the_page_nor_do_its_problems(here, folder, monkeypatch):
    folder.write("aisulu-case.toml", HIDDEN + '\n[[event]]\nkind = "aisulu-heard"\ndate = 2020-06-23\n')
    monkeypatch.setattr(Session, "is_terminal", property(lambda self: True))
    done = here("export", "html")
    assert "unknown-kind: see the file" in done.out
    assert [w for w in ("aisulu", "kz-hidden") if w in done.out.lower()] == []


def test_a_page_of_one_case_names_it_and_of_no_other(here, folder, case):
    folder.write("other.toml", FILE.replace("kz-test", "kz-other").replace("v. Test", "v. Other"))
    done = here("export", "html", "--case", "kz-other")
    assert "<title>Kazakhstan v. Other — remedy</title>" in done.out
    assert "v. Test" not in done.out
    both = here("export", "html", "--case", "kz-other", "--case", "kz-test", "--case", "kz-other")
    assert re.findall(r'<section id="(c\d)"', both.out) == ["c1", "c2"]


def test_closed_cases_are_left_out_and_counted_unless_they_are_named(here, folder, case):
    closed = 'id = "kz-done"\nstatus = "closed"\nclosed_on = 2020-06-25'
    folder.write("done.toml", FILE.replace('id = "kz-test"', closed).replace("v. Test", "v. Done"))
    every = here("export", "html").out
    assert "1 closed case is left out" in every
    assert "v. Done" not in every
    assert "v. Done" in here("export", "html", "--case", "kz-done").out


def test_a_case_that_nobody_has_is_refused_with_the_nearest(here, case):
    done = here("export", "html", "--case", "kz-tset")
    assert (done.code, done.out) == (2, "")
    assert "kz-test" in done.err


def test_a_file_that_cannot_be_read_is_named_in_the_page_and_the_rest_is_shown(here, folder, case):
    folder.write("broken.toml", "format = 1\nid = [")
    done = here("export", "html")
    assert done.code == 3
    head = done.out.partition("<main")[0]
    assert "broken.toml" in head
    assert "fix these first" in head
    assert "Appeal against the judgment" in done.out


def test_a_page_takes_the_place_of_no_case(here, folder, case):
    done = here("export", "html", str(folder.path / "kz-test.toml"))
    assert done.code == 2
    assert "would be read as a case" in done.err
    assert case.read_text() == WITNESS


def test_the_page_is_in_the_language_that_was_asked_for(here, case):
    text = here("export", "html", "--lang", "ru").out
    assert '<html lang="ru">' in text
    assert "На этой странице скрыты 2 конфиденциальные записи." in text
    assert '<html lang="en">' in here("export", "html", "--lang", "en").out


def test_an_empty_folder_gives_a_page_that_says_so(here, folder):
    done = here("export", "html")
    assert done.code == 0
    assert "No case here yet" in done.out


def test_the_same_files_give_the_same_bytes_whatever_the_process(folder, case):
    words = ("export", "html", "--cases", str(folder.path), "--as-of", "2020-07-01")
    one = run(*words, PYTHONHASHSEED="1", TZ="Asia/Almaty", LC_ALL="C")
    other = run(*words, PYTHONHASHSEED="2", TZ="America/Lima", REMEDY_LANG="en")
    assert one.out == other.out
    assert len(one.out) > 10_000
