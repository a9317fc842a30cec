"""A new folder of cases: checked clean, known to editors, and nothing that was there is touched."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from .conftest import tree

ALL = ["remedy.toml", "cases/example-1.toml", ".taplo.toml", ".schema/case.json", ".gitignore", ".gitattributes"]


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.parametrize("folder", [".", "new", "two words/deeper"])
def test_the_next_three_commands_work_as_they_are_printed(typed, tmp_path, folder):
    done = typed("init", folder)
    assert done.code == 0
    assert sorted(tree(tmp_path / "work" / folder)) == sorted(ALL)
    commands = [line.removeprefix("next:").strip() for line in done.out.splitlines()[-3:]]
    assert [c.split(" --cases")[0] for c in commands] == [
        "remedy check", "remedy due", "remedy explain example-1 appeal@judgment",
    ]  # fmt: skip
    check, due, explain = [typed(*shlex.split(command)[1:]) for command in commands]
    assert (check.code, check.said) == (0, "1 file checked: 0 errors, 0 warnings")
    assert "Appeal against the judgment counsel" in due.said
    assert (due.code, explain.code) == (0, 0)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_first_case_and_its_settings_have_neither_error_nor_warning_in_either_language(typed, lang):
    typed("init", "x", "--lang", lang)
    done = typed("check", "--strict", "--cases", "x/cases")
    assert (done.code, done.said) == (0, "1 file checked: 0 errors, 0 warnings")
    assert ("вымышленное" in Path("x/cases/example-1.toml").read_text("utf-8")) == (lang == "ru")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_setting_that_is_commented_out_is_one_that_holds_without_its_mark(typed, lang):
    from remedy.case import team
    from remedy.case.source import Source
    from remedy.remind import settings

    typed("init", "x", "--lang", lang)
    text = Path("x/remedy.toml").read_text("utf-8")
    source = Source("remedy.toml", re.sub(r'^# (?=\[|"|\w+ = )', "", text, flags=re.MULTILINE))
    found, problems = team.read(source)
    told, more = settings.read(source, settings.Settings(), trusted=True, is_own=False)
    assert (problems, more) == ([], [])
    assert (found.dual_control, found.review_after.days, found.owners["counsel"].deputy) == (True, 60, "second")
    assert (told.deputy_before, list(told.channels), told.recipients["counsel"].owners) == (3, ["mail"], ("counsel",))
    assert found.lead_times["kz/criminal.appeal"] == (7, 3, 2, 1, 0)


def test_the_schema_takes_the_first_case_and_refuses_a_misspelt_kind(typed):
    import json
    import tomllib

    from jsonschema import Draft202012Validator

    typed("init", "x")
    editor = tomllib.loads(Path("x/.taplo.toml").read_text())["rule"][0]
    schema = Draft202012Validator(json.loads(Path("x", editor["schema"]["path"]).read_text("utf-8")))
    assert list(Path("x").glob(editor["include"][0])) == [Path("x/cases/example-1.toml")]
    text = Path("x/cases/example-1.toml").read_text("utf-8")

    def errors(text):
        data = tomllib.loads(text)
        for event in data["event"]:
            event["date"] = str(event["date"])  # a TOML date is a text of format date to an editor
        return list(schema.iter_errors(data))

    assert errors(text) == []
    assert errors(text.replace('kind = "judgment"', 'kind = "judgement"'))


@pytest.mark.parametrize("there", ["remedy.toml", "cases/example-1.toml"])
def test_what_is_there_is_named_and_nothing_at_all_is_written(typed, tmp_path, there):
    path = tmp_path / "work" / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    before = tree(tmp_path / "work")
    done = typed("init")
    assert (done.code, f"there already: {there}; nothing was written" in done.err) == (4, True)
    assert tree(tmp_path / "work") == before


def test_a_second_time_is_refused(typed, tmp_path):
    typed("init")
    before = tree(tmp_path / "work")
    assert typed("init").code == 4
    assert tree(tmp_path / "work") == before


def test_in_a_folder_that_has_cases_and_a_gitignore_only_what_is_missing_is_added(typed, tmp_path):
    work = tmp_path / "work"
    (work / "cases" / "kz").mkdir(parents=True)
    (work / "cases" / "kz" / "mine.toml").write_text('format = 1\nid = "mine"\ntitle = "Mine"\n')
    (work / ".gitignore").write_text("*.pdf\n")
    before = tree(work)
    done = typed("init")
    assert done.code == 0
    assert "left as it is: .gitignore" in done.said
    after = tree(work)
    assert {name: after[name] for name in before} == before
    assert sorted(after.keys() - before.keys()) == sorted({*ALL} - {".gitignore", "cases/example-1.toml"})


def test_with_dry_run_nothing_is_made(typed, tmp_path):
    done = typed("init", "new", "--git", "--dry-run")
    assert (done.code, "would make in new:" in done.said, "git init" in done.said) == (0, True, True)
    assert tree(tmp_path / "work") == {}
    assert not (tmp_path / "work" / "new").exists()


def test_git_is_begun_only_where_it_is_asked_for_and_not_there(typed, tmp_path):
    typed("init", "a")
    assert not (tmp_path / "work" / "a" / ".git").exists()
    done = typed("init", "b", "--git")
    assert "a git repository, with nothing committed yet" in done.said
    asked = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd="b", capture_output=True, text=True, check=True
    )
    assert sorted(line[3:] for line in asked.stdout.splitlines()) == sorted(ALL)
    assert "a git repository" not in typed("init", "b/within", "--git").said
    assert not (tmp_path / "work" / "b" / "within" / ".git").exists()


@pytest.mark.parametrize(("folder", "code"), [("file", 4), ("file/x", 4), ("a/cases/deeper", 2)])
def test_a_place_that_cannot_be_one_is_said(typed, tmp_path, folder, code):
    (tmp_path / "work" / "file").write_text("")
    typed("init", "a")
    before = tree(tmp_path / "work")
    done = typed("init", folder)
    assert (done.code, "name " in done.err) == (code, True)
    assert tree(tmp_path / "work") == before


def test_where_another_folder_of_cases_is_set_the_next_commands_name_this_one(typed, tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("REMEDY_CASES", str(tmp_path / "other"))
    assert "next: remedy check --cases cases" in typed("init").said


def test_the_answer_as_json_holds_to_its_schema(typed):
    from jsonschema import Draft202012Validator

    done = typed("init", "x", "--format", "json")
    Draft202012Validator(typed("schema", "init").json).validate(done.json)
    assert (done.json["written"], done.json["files"], done.json["left"]) == (True, ALL, [])
