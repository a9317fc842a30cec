"""Where nothing is there yet, the sample's next commands work as they are printed."""

import shlex

import pytest


def run(remedy, line, cwd):
    program, *words = shlex.split(line)
    if program == "mkdir":
        (cwd / words[0]).mkdir()
        return None
    assert program == "remedy"
    return remedy(*words, cwd=cwd)


def test_the_samples_next_commands_work_where_no_folder_of_cases_is(remedy, tmp_path):
    done = remedy("import", "--example", ".", cwd=tmp_path)
    lines = [x.removeprefix("next:").strip() for x in done.lines[1:]]
    assert lines == ["mkdir cases", "remedy import register.csv --map register-map.toml --cases cases --dry-run"]
    *_, last = [run(remedy, line, tmp_path) for line in lines]
    assert (last.code, last.lines[-1]) == (0, "3 new")


@pytest.mark.parametrize("words", [[], ["--cases", "our cases"]])
def test_the_samples_next_command_names_the_folder_that_was_named(remedy, tmp_path, words):
    (tmp_path / (words[-1] if words else "cases")).mkdir()
    done = remedy("import", "--example", ".", *words, cwd=tmp_path)
    (line,) = [x.removeprefix("next:").strip() for x in done.lines[1:]]
    assert ("--cases" in line) == bool(words)
    last = run(remedy, line, tmp_path)
    assert (last.code, last.lines[-1]) == (0, "3 new")


def test_a_folder_of_cases_that_is_not_there_yet_is_made_first(remedy, tmp_path):
    done = remedy("import", "--example", ".", "--cases", "files", cwd=tmp_path)
    assert done.lines[1] == "next: mkdir files"
