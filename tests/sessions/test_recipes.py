"""The recipes of docs/reminders-scheduling.md, run as they stand there, in real repositories."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

RECIPES = (ROOT / "docs" / "reminders-scheduling.md").read_text("utf-8")
CASE = """format = 1
id = "kz-x"
title = "X"
country = "KZ"
packs = ["kz/criminal"]
[facts]
gravity = "medium"
custody = false
[sources]
s = {{ title = "S" }}
[[person]]
id = "x"
role = "defendant"
[[event]]
kind = "{kind}"
date = {day}
outcome = "convicted"
sources = ["s"]
"""


def recipe(name):
    (found,) = re.findall(rf"<!-- file: {re.escape(name)} -->\n```sh\n(.*?)```", RECIPES, re.DOTALL)
    return found


@pytest.fixture
def repo(tmp_path):
    """A repository with one case, and a `remedy` on PATH."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "remedy").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m remedy "$@"\n')
    (programs / "remedy").chmod(0o700)

    (tmp_path / "tmp").mkdir()
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
        "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull, "REMEDY_LANG": "en", "TMPDIR": str(tmp_path / "tmp"),
    }  # fmt: skip

    class Repo:
        path = tmp_path / "our office"

        def __init__(self):
            self.env = env

        def run(self, *words):
            return subprocess.run(words, cwd=self.path, env=self.env, capture_output=True, text=True, check=False)

        def git(self, *words):
            return self.run("git", "-c", "user.name=X", "-c", "user.email=x@example.org", *words)

        def write(self, day, kind="judgment"):
            (self.path / "cases" / "x.toml").write_text(CASE.format(day=day, kind=kind))

    made = Repo()
    (made.path / "cases").mkdir(parents=True)
    made.git("init", "--quiet")
    made.write("2020-06-22")
    made.git("add", ".")
    assert made.git("commit", "--quiet", "-m", "first").returncode == 0
    return made


def test_the_hook_refuses_a_case_with_errors_and_looks_at_what_is_committed_alone(repo):
    hook = repo.path / ".git" / "hooks" / "pre-commit"
    hook.write_text(recipe("pre-commit"))
    hook.chmod(0o755)
    repo.write("2020-06-23", kind="judgement")
    refused = repo.git("commit", "-a", "-m", "wrong")
    assert refused.returncode != 0
    said = refused.stdout + refused.stderr
    assert "cases/x.toml:15" in said and 'did you mean "judgment"?' in said
    repo.write("2020-06-24")
    repo.git("add", ".")
    repo.write("2020-06-25", kind="judgement")
    assert repo.git("commit", "-m", "what is staged is right").returncode == 0
    assert not list(Path(repo.env["TMPDIR"]).iterdir())


def test_doctor_finds_the_hook_wherever_git_looks_for_it(repo):
    from remedy.store import git

    cases = repo.path / "cases"
    assert git.hook(cases, "pre-commit") is None
    hook = repo.path / ".git" / "hooks" / "pre-commit"
    hook.write_text(recipe("pre-commit"))
    assert git.hook(cases, "pre-commit") is None, "git runs none that is not executable"
    hook.chmod(0o755)
    assert git.hook(cases, "pre-commit").samefile(hook)
    repo.git("config", "core.hooksPath", "ours")
    assert git.hook(cases, "pre-commit") is None
    (repo.path / "ours").mkdir()
    shutil.copy(hook, repo.path / "ours" / "pre-commit")
    assert git.hook(cases, "pre-commit").samefile(repo.path / "ours" / "pre-commit")


def test_a_pull_request_is_told_by_the_deadlines_that_it_moves(repo):
    (repo.path / "moved.sh").write_text(recipe("moved.sh"))
    repo.git("checkout", "--quiet", "-b", "theirs/branch")
    (repo.path / "README").write_text("nothing of a case")
    repo.git("add", ".")
    repo.git("commit", "--quiet", "-m", "no date")
    same = repo.run("sh", "moved.sh", "HEAD~1", "theirs/branch")
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "")
    repo.write("2020-07-01")
    repo.git("commit", "--quiet", "-a", "-m", "another day")
    done = repo.run("sh", "moved.sh", "HEAD~2", "theirs/branch")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [x for x in done.stdout.splitlines() if "kz-x#kz/criminal.appeal@judgment\t" in x]
    assert [(x[0], x.split("\t")[4]) for x in lines] == [("-", "2020-07-07"), ("+", "2020-07-16")]


def job_script():
    """The last step of the job in the recipe, as the runner gives it to its shell."""
    (found,) = re.findall(r"      - run: \|\n((?:          .*\n)+)        env:", RECIPES)
    return "\n".join(line[10:] for line in found.splitlines())


def test_the_job_comments_what_a_pull_request_moves_and_is_silent_where_nothing_moves(repo, tmp_path):
    gh = tmp_path / "bin" / "gh"
    gh.write_text('#!/bin/sh\necho "$*" >> "$HOME/said"\ncat "$5" >> "$HOME/said"\n')
    gh.chmod(0o700)
    made = tmp_path / "made"
    made.mkdir()
    script = job_script().replace("/tmp/", f"{made}/")
    assert "moved.sh" in script and "gh pr comment" in script
    (repo.path / "moved.sh").write_text(recipe("moved.sh"))
    repo.git("add", ".")
    repo.git("commit", "--quiet", "-m", "the script of our own branch")
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.env.update(GITHUB_BASE_REF="main", NUMBER="17")
    (repo.path / "moved.sh").write_text("echo the script of the request\n")
    repo.git("commit", "--quiet", "-a", "-m", "nothing of a case")

    def job():
        done = repo.run("bash", "-e", "-c", script)
        assert done.returncode == 0, done.stderr
        return (tmp_path / "said").read_text() if (tmp_path / "said").exists() else ""

    assert job() == ""
    repo.write("2020-07-01")
    repo.git("commit", "--quiet", "-a", "-m", "another day")
    head, _blank, *lines = job().split("\n", 2)
    assert head == f"pr comment 17 --body-file {made}/comment.md"
    assert "the script of the request" not in lines[0]
    told = [line for line in lines[0].splitlines() if "appeal@judgment\t" in line and ".appeal@" in line]
    assert [(line[:5], line.split("\t")[4]) for line in told] == [("    -", "2020-07-07"), ("    +", "2020-07-16")]
