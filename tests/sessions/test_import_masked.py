"""An export in which something is masked is not taken for the cases themselves when it comes in again."""

import tomllib

import pytest

from tests.sessions.conftest import tree
from tests.sessions.test_import import PART, SECRET

OPEN = 'format = 1\nid = "kz-open"\ntitle = "Open"\n'
NAMED = """
[[event]]
id = "letter"
kind = "letter-sent"
date = 2020-01-01
title = "Letter of Whistlov"
"""


def exported(tmp_path, do, *words):
    out, map = tmp_path / "all.csv", tmp_path / "all.toml"
    assert do("export", "csv", str(out), "--map-out", str(map), *words).code == 0
    return ["import", str(out), "--map", str(map)], map.read_text()


def test_rows_that_were_masked_are_said_and_their_cases_are_left(tmp_path, folder, do):
    for name, text in (("a.toml", PART + NAMED), ("b.toml", SECRET), ("c.toml", OPEN)):
        folder.write(name, text)
    command, map = exported(tmp_path, do)
    assert "without loss" not in map
    assert "masked" in map
    before = tree(folder.path)
    done = do(*command)
    assert done.code == 3
    assert "this row was masked; export with --include-confidential" in done.words
    assert {k: v for k, v in tree(folder.path).items() if not k.startswith(".import")} == before
    for path in folder.path.rglob("*.*"):
        if path.is_file():
            path.unlink()
    assert do(*command, "--format", "json").code == 3
    assert [p.name for p in folder.path.glob("*.toml")] == ["kz-open.toml"]


def test_a_text_from_which_a_name_was_taken_is_masked_too(tmp_path, folder, do):
    folder.write("a.toml", PART.replace("confidential = true\n", "confidential = true\nnote = 'x'\n") + NAMED)
    command, _ = exported(tmp_path, do)
    rows = [f["row"] for f in do(*command, "--format", "json").json["not_understood"]]
    assert rows == [3, 4, 5]  # the person, the note about it, the letter with the name in its title


def test_an_export_in_full_says_that_nothing_is_lost_and_comes_in(tmp_path, folder, do):
    folder.write("a.toml", PART)
    command, map = exported(tmp_path, do, "--include-confidential")
    assert "Nothing in this export is masked" in map
    (folder.path / "a.toml").unlink()
    assert do(*command).code == 0
    (person,) = tomllib.loads((folder.path / "kz-part.toml").read_text())["person"]
    assert person["name"] == "Whistlov"


WRONGLY = {
    "a misspelt key": ("[[person]]", "confidental", 3),
    "one table where a list should be": ("[person]", "confidential", 2),
}


@pytest.mark.parametrize("said", WRONGLY)
def test_what_is_masked_although_the_file_says_it_wrongly_is_marked_too(tmp_path, folder, do, said):
    table, key, row = WRONGLY[said]
    folder.write("a.toml", f'{OPEN}{table}\nid = "w"\nname = "Whistlov"\n{key} = true\n')
    command, _ = exported(tmp_path, do)
    before = tree(folder.path)
    done = do(*command, "--format", "json")
    assert [(f["row"], f["message"]) for f in done.json["not_understood"]] == [(row, "this row was masked")]
    assert {k: v for k, v in tree(folder.path).items() if not k.startswith(".import")} == before
