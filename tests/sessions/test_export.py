"""What leaves as CSV comes back as it was, down to what is empty; what cannot is said; no terminal acts on a cell."""

import csv
import io
import tomllib

import pytest

from remedy.cli.session import Session
from remedy.store.splice import same

ODD = r"""format = 1
id = "kz-odd"
title = "A \u0000 NUL"
note = ""
alias = " "
tags = []
related = [""]
"*" = { a = 1 }
nothing = nan
most = [inf, [nan]]
in = { x = nan }
whole = 1.0
"Ключ \u0000" = "\u0000"

[facts]

[sources]
empty = {}
letter = { title = "", url = "x\u0000" }

[[person]]
id = "p"
name = "\n"
role = []
tags = ["\u0000", "a;b"]
facts = {}

[[charge]]
person = []
article = "1\u0000"

[[event]]
id = "e"
kind = "judgment"
date = "2020-06-22"
outcome = ""
note = ""
person = []
answers = []
accounts = {}
"*" = "star"
odd = nan

[[event]]
id = "f"
kind = "hearing"
date = "2020-06-21?"
time = "  "

[[sanction]]
id = "s"
kind = "ban"
credit = []
readings = []
"""


@pytest.fixture
def returned(here, folder, tmp_path):
    """A folder's cases exported and imported into another, as data; the second import of the same file says so."""

    def run(text):
        folder.write("a.toml", text)
        out, map = str(tmp_path / "all.csv"), str(tmp_path / "all.toml")
        done = here("export", "csv", out, "--map-out", map, "--include-confidential")
        other = tmp_path / "other"
        other.mkdir()
        words = ("import", out, "--map", map, "--cases", str(other))
        made, again = here(*words), here(*words)
        at_home = here("import", out, "--map", map)
        files = list(other.glob("*.toml"))
        return done, made, again, at_home, tomllib.loads(files[0].read_text()) if files else None

    return run


def test_what_is_empty_or_no_number_or_holds_a_nul_comes_back_as_it_was(returned):
    done, made, again, at_home, data = returned(ODD)
    assert (done.code, done.err.count("\n")) == (0, 1), done.err
    assert (made.code, made.out.count("not understood")) == (0, 0), made.out
    first = tomllib.loads(ODD)
    assert data.keys() == first.keys()
    assert same(data, first)  # NaN too; keys come in canonical order
    for import_ in (again, at_home):
        assert "nothing to do" in import_.said
        assert "kept" not in import_.said


@pytest.mark.parametrize("line", ["sources = {}", "event = []", "person = []"])
def test_a_table_without_entries_comes_back(returned, line):
    text = f'format = 1\nid = "kz-odd"\ntitle = "T"\n{line}\n'
    done, made, _, at_home, data = returned(text)
    assert (done.code, made.code, data) == (0, 0, tomllib.loads(text))
    assert "nothing to do" in at_home.said


LEFT = {
    "tags = 5\n": ("4: tags:", "a number"),
    'event = ["x"]\n': ("4: event[1]:", "text is no table"),
    "event = 5\n": ("4: event:", "a table of its own"),
    '"facts.x" = 1\n': ("4: facts.x:", "cannot be told from a fact"),
    '[sources.a]\nid = "b"\n': ("5: sources.a.id:", "this id is in no row"),
    "[sources]\na = 5\n": ("5: sources.a:", "is no table"),
    '[[event]]\nkind = "note"\ndate = ".."\ntime = 10:30:00\n': ("7: event[1].time:", "a date"),
}


@pytest.mark.parametrize("lines", LEFT)
def test_what_does_not_leave_or_would_not_come_back_is_said_with_its_line(here, folder, lines):
    place, why = LEFT[lines]
    folder.write("a.toml", f'format = 1\nid = "kz-odd"\ntitle = "T"\n{lines}')
    done = here("export", "csv")
    assert done.code == 3
    assert f"a.toml:{place}" in done.err, done.err
    assert why in done.err
    assert "[not-exported]" in done.err
    assert here("export", "json").code == 0


def test_a_sanctions_row_is_not_missed_where_events_alone_leave(here, folder):
    folder.write("a.toml", 'format = 1\nid = "kz-odd"\ntitle = "T"\ntags = 5\n[[event]]\nkind = "note"\ndate = ".."\n')
    done = here("export", "csv", "--table", "event")
    assert (done.code, done.err) == (0, "")


HOSTILE = (
    'format = 1\nid = "kz-bad"\ntitle = "\\u001b[31mred\\u009b\\u202e"\nnote = "two\\nlines\\u0007"\n"\\u001b" = 1\n'
)


def test_a_terminal_is_shown_what_acts_on_it_and_a_file_is_exact(here, folder, tmp_path, monkeypatch):
    folder.write("a.toml", HOSTILE)
    exact = here("export", "csv").out
    (row,) = csv.DictReader(io.StringIO(exact, newline=""))
    assert row["title"] == "\x1b[31mred\x9b\u202e"
    monkeypatch.setattr(Session, "is_terminal", property(lambda self: True))
    shown = here("export", "csv").out
    assert [c for c in shown if not c.isprintable() and c not in "\r\n"] == []
    (row,) = csv.DictReader(io.StringIO(shown, newline=""))
    assert (row["title"], row["note"]) == (r"\x1b[31mred\x9b\u202e", r"two lines\x07")
    assert "\x1b" not in here("export", "json").out
    here("export", "csv", str(tmp_path / "all.csv"))
    assert (tmp_path / "all.csv").read_bytes() == exact.encode()


@pytest.mark.parametrize("words", [("csv", "{}"), ("json", "{}"), ("csv", "--map-out", "{}")])
def test_a_file_that_is_read_only_is_not_replaced(here, folder, tmp_path, words):
    folder.write("a.toml", HOSTILE)
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    target.chmod(0o444)
    done = here("export", *[w.format(target) for w in words])
    assert (done.code, "read-only: nothing was written" in done.err) == (4, True)
    assert target.read_text() == "mine"
    target.chmod(0o644)
    assert here("export", *[w.format(target) for w in words]).code == 0


def test_a_read_only_case_is_not_replaced_by_an_edit(here, folder):
    file = folder.write("a.toml", HOSTILE)
    file.chmod(0o444)
    done = here("record", "kz-bad", "note", "--date", "2020-06-01")
    assert (done.code, "read-only" in done.err, file.read_text()) == (4, True, HOSTILE)
