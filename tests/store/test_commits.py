"""What changed in a folder, and the commit of some of it: with real hooks, in real repositories."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from remedy.store import commits, git, uncommitted
from remedy.store.commits import commit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks in the shell of POSIX")

EDITED = "id = 'a'\n" + "# a line\n" * 20


class Repo:
    """A repository with a folder of cases."""

    def __init__(self, path: Path) -> None:
        self.path, self.cases = path, path / "cases"
        (self.cases / "kz").mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "a@example.org")
        self.git("config", "core.hooksPath", ".git/hooks")

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", "-C", str(self.path), *words], capture_output=True, text=True, check=True)
        return done.stdout

    def write(self, name: str, text: str = EDITED) -> Path:
        (self.cases / name).write_text(text, "utf-8")
        return self.cases / name

    def hook(self, lines: str, name: str = "pre-commit") -> None:
        file = self.path / ".git" / "hooks" / name
        file.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
        file.chmod(0o755)

    def first(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "first")

    def index(self) -> str:
        """All that the index holds, and what git thinks of the folder."""
        return self.git("ls-files", "--stage") + self.git("status", "--porcelain=v2") + self.git("diff", "--cached")

    def standing(self, **more):
        return uncommitted.standing(self.cases, **more)

    def left(self) -> list[str]:
        """What of a commit is left in git's own folder."""
        return [p.name for p in (self.path / ".git").iterdir() if "lock" in p.name or "remedy" in p.name]


@pytest.fixture
def repo(tmp_path, monkeypatch) -> Repo:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    return Repo(tmp_path / "office")


@pytest.fixture
def waiting(repo) -> tuple[Repo, list, str]:
    """A case changed, one new, another staged in part by a person: the repository, the first two, the index."""
    repo.write("kz/a.toml")
    staged = repo.write("b.toml")
    repo.first()
    repo.write("kz/a.toml", EDITED + "more = 1\n")
    repo.write("новое дело\n.toml")
    staged.write_text(EDITED + "staged = 1\n", "utf-8")
    repo.git("add", "cases/b.toml")
    staged.write_text(EDITED + "staged = 1\nnot_yet = 1\n", "utf-8")
    return repo, [c for c in repo.standing().files if c.name != "b.toml"], repo.index()


# What is offered


def test_cases_and_settings_are_offered_and_the_rest_is_counted(repo):
    for name in ("kz/a.toml", "kz/.a.toml.swp", "letter.pdf", "*.toml", "a b.toml", "a.toml~"):
        repo.write(name)
    (repo.path / "remedy.toml").write_text("review_after = 'P30D'\n", "utf-8")
    found = repo.standing()
    assert [(c.name, c.kind, c.added) for c in found.files] == [
        ("*.toml", "new", 21),
        ("../remedy.toml", "new", 1),
        ("a b.toml", "new", 21),
        ("kz/a.toml", "new", 21),
    ]
    assert found.others == 3
    assert found.is_first
    assert repo.git("ls-files") == "", "nothing is staged by looking"


def test_deleted_renamed_and_law_in_the_folder_are_offered(repo):
    (repo.cases / ".law").mkdir()
    for name in ("a.toml", "b.toml", ".law/zz.toml"):
        repo.write(name, EDITED.replace("a line", name))
    repo.first()
    (repo.cases / "a.toml").rename(repo.cases / "kz" / "дело.toml")
    (repo.cases / "b.toml").unlink()
    repo.write(".law/zz.toml", "id = 'zz'\n")
    law = [repo.cases / ".law"]
    found = repo.standing(law=law)
    told = [(c.name, c.was, c.kind, c.added, c.taken) for c in found.files]
    assert told == [
        (".law/zz.toml", "", "changed", 1, 21),
        ("b.toml", "", "gone", 0, 21),
        ("kz/дело.toml", "a.toml", "renamed", 0, 0),
    ]
    assert repo.standing().others == 1, "law that is not read is none of ours"
    assert commit(repo.cases, found.files, "moved").is_committed
    assert repo.standing(law=law).files == ()
    assert repo.git("ls-tree", "-rz", "--name-only", "HEAD").split("\0")[:-1] == [
        "cases/.law/zz.toml",
        "cases/kz/дело.toml",
    ]


def test_whose_changes_a_file_holds_is_told(repo):
    alone, both, foreign = (repo.write(f"{n}.toml") for n in "abc")
    repo.first()
    foreign.write_text(EDITED + "z = 1\n", "utf-8")
    alone.write_text(EDITED + "x = 1\n", "utf-8")
    both.write_text(EDITED + "theirs = 1\nours = 1\n", "utf-8")
    session = {
        alone: (EDITED, EDITED + "x = 1\n"),
        both: (EDITED + "theirs = 1\n", EDITED + "theirs = 1\nours = 1\n"),
    }
    found = repo.standing(session=session).files
    assert [(bool(c.own), c.is_mixed) for c in found] == [(True, False), (True, True), (False, False)]


def test_what_stands_against_a_commit_is_told_before(repo):
    repo.write("a.toml")
    assert (repo.standing().branch, repo.standing().is_first) == ("main", True)
    repo.first()
    repo.git("switch", "--quiet", "--create", "other")
    repo.write("a.toml", "id = 'other'\n")
    repo.git("commit", "--quiet", "--all", "--message", "other")
    repo.git("switch", "--quiet", "main")
    repo.write("a.toml", "id = 'main'\n")
    repo.git("commit", "--quiet", "--all", "--message", "main")
    for command in ("merge", "rebase", "cherry-pick"):
        subprocess.run(["git", "-C", str(repo.path), command, "other"], capture_output=True, check=False)
        found = repo.standing()
        assert (found.under_way, found.conflicts) == (command, ("cases/a.toml",))
        repo.git(command, "--abort")
    repo.git("checkout", "--quiet", "--detach")
    (repo.path / ".git" / "index.lock").touch()
    found = repo.standing()
    assert found.branch == "" and found.under_way == "" and found.conflicts == ()
    assert found.locked_by.endswith("index.lock")


def test_without_a_name_git_is_said_to_know_none(repo):
    repo.git("config", "--unset", "user.name")
    found = repo.standing()
    assert found.author == "" or found.is_guessed
    repo.git("config", "user.useConfigOnly", "true")
    repo.git("config", "--unset", "user.email")
    assert repo.standing().author == ""


def test_where_git_refuses_the_folder_it_is_asked_why(repo, tmp_path):
    (repo.path / ".git" / "HEAD").write_text("rubbish", "utf-8")
    with pytest.raises(git.Unanswered, match="not a git repository"):
        repo.standing()
    (tmp_path / "elsewhere").mkdir()
    assert uncommitted.standing(tmp_path / "elsewhere") is None


# The commit


def test_only_what_was_chosen_is_committed_and_what_was_staged_stays_so(waiting):
    repo, files, _index = waiting
    repo.hook("git diff --cached --name-only -z | tr '\\0\\n' '|?' > ../hooked 2>/dev/null || exit 1")
    assert commit(repo.cases, files, "two cases").is_committed
    assert repo.git("log", "-1", "--format=%s") == "two cases\n"
    assert repo.git("show", "--name-only", "-z", "--format=", "HEAD").strip("\0").split("\0") == [
        "cases/kz/a.toml",
        "cases/новое дело\n.toml",
    ]
    assert repo.git("diff", "--cached", "--numstat").startswith("1\t0\tcases/b.toml")
    assert repo.git("diff", "--numstat").startswith("1\t0\tcases/b.toml")


def test_the_first_commit_of_a_folder_takes_only_what_was_chosen(repo):
    repo.write("a.toml")
    repo.write("b.toml")
    assert commit(repo.cases, repo.standing().files[:1], "one").is_committed
    assert repo.git("ls-files") == "cases/a.toml\n"
    assert [c.name for c in repo.standing().files] == ["b.toml"]


def test_a_hook_that_refuses_is_quoted_and_the_index_is_as_it_was(waiting):
    repo, files, index = waiting
    repo.hook("for i in 1 2 3; do echo line $i; done; echo wrong >&2; exit 3")
    outcome = commit(repo.cases, files, "no")
    assert (outcome.is_committed, outcome.stopped) == (False, "")
    assert outcome.said == "line 1\nline 2\nline 3\nwrong"
    assert repo.index() == index
    assert repo.left() == []


def test_a_hook_finds_no_terminal_no_input_and_no_editor(waiting):
    repo, files, index = waiting
    repo.hook(
        'cat; (: </dev/tty) 2>/dev/null && echo a terminal; test -z "$GPG_TTY" || echo gpg; git var GIT_EDITOR; exit 1'
    )
    outcome = commit(repo.cases, files, "asked")
    assert outcome.said == ":", "the editor that does nothing; no terminal, no input"
    assert repo.index() == index


def _stopped(repo: Repo, files, mark: Path, timeout: float = 60.0):
    """A commit that is stopped once the hook has begun; its outcome and the group of processes."""
    stop = threading.Event()

    def cancel() -> None:
        while not (mark.exists() and mark.read_text("utf-8").strip()):
            time.sleep(0.01)
        stop.set()

    if timeout == 60.0:
        threading.Thread(target=cancel, daemon=True).start()
    return commit(repo.cases, files, "stopped", stop, timeout), int(mark.read_text("utf-8"))


def _is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.mark.parametrize("stubborn", [False, True])
def test_a_commit_that_is_stopped_takes_all_that_it_started_along(waiting, tmp_path, monkeypatch, stubborn):
    repo, files, index = waiting
    monkeypatch.setattr(commits, "PATIENCE", 0.3)
    mark = tmp_path / "mark"
    trap = 'trap "" TERM; ' if stubborn else ""
    repo.hook(f"{trap}sh -c '{trap}sleep 60; :' & echo $! > {mark}; echo begun; sleep 60; sleep 60")
    outcome, child = _stopped(repo, files, mark)
    assert (outcome.is_committed, outcome.stopped, outcome.said) == (False, "cancelled", "begun")
    assert not _is_alive(child)
    assert repo.index() == index
    assert repo.left() == []


def test_a_hook_that_is_stopped_may_tidy_up_before_its_end(waiting, tmp_path):
    repo, files, index = waiting
    mark, tidied = tmp_path / "mark", tmp_path / "tidied"
    repo.hook(f"trap 'sleep 0.3; touch {tidied}; exit 1' TERM; echo $$ > {mark}; sleep 60")
    outcome, hook = _stopped(repo, files, mark)
    assert (outcome.is_committed, outcome.stopped) == (False, "cancelled")
    assert tidied.exists()
    assert not _is_alive(hook)
    assert repo.index() == index
    assert repo.left() == []


def test_a_commit_that_takes_too_long_is_given_up(waiting, tmp_path, monkeypatch):
    repo, files, index = waiting
    monkeypatch.setattr(commits, "PATIENCE", 0.3)
    mark = tmp_path / "mark"
    repo.hook(f"sleep 60 & echo $! > {mark}; wait")
    outcome, child = _stopped(repo, files, mark, timeout=0.7)
    assert outcome.stopped == "timeout"
    assert not _is_alive(child)
    assert repo.index() == index


def test_a_git_that_was_killed_leaves_neither_lock_nor_index_behind(waiting):
    repo, files, index = waiting
    repo.hook("kill -9 $PPID; sleep 0.1")
    outcome = commit(repo.cases, files, "killed")
    assert (outcome.is_committed, outcome.code) == (False, -9)
    assert repo.left() == []
    assert repo.index() == index
    repo.hook("exit 0")
    assert commit(repo.cases, files, "again").is_committed


def test_what_is_stopped_after_the_commit_is_committed(waiting, tmp_path, monkeypatch):
    repo, files, _index = waiting
    monkeypatch.setattr(commits, "PATIENCE", 0.3)
    mark = tmp_path / "mark"
    repo.hook(f"echo $$ > {mark}; sleep 60", "post-commit")
    outcome, _child = _stopped(repo, files, mark)
    assert (outcome.is_committed, outcome.stopped) == (True, "cancelled")
    assert [c.name for c in repo.standing().files] == ["b.toml"]
    assert repo.left() == []


def test_a_commit_whose_message_a_hook_wrote_anew_is_made_though_what_runs_after_it_is_stopped(
    waiting, tmp_path, monkeypatch
):
    repo, files, _index = waiting
    monkeypatch.setattr(commits, "PATIENCE", 0.3)
    mark = tmp_path / "mark"
    repo.hook('echo "[T-1] reworded" > "$1"', "commit-msg")
    repo.hook(f"echo $$ > {mark}; sleep 60", "post-commit")
    outcome, _child = _stopped(repo, files, mark)
    assert (outcome.is_committed, outcome.stopped) == (True, "cancelled")
    assert repo.git("log", "-1", "--format=%s") == "[T-1] reworded\n"
    assert [c.name for c in repo.standing().files] == ["b.toml"]


@pytest.mark.parametrize("there_is_one_before", [True, False])
def test_where_git_does_not_tell_whether_it_is_done_nothing_is_staged_as_deleted(
    repo, monkeypatch, there_is_one_before
):
    if there_is_one_before:
        repo.write("kz/a.toml")
        repo.first()
    repo.write("new.toml")
    files = repo.standing().files
    repo.hook("kill -9 $PPID; sleep 0.1", "post-commit")
    asks = git.ask

    def silent(folder, *words, **more):
        if words[0] == "diff-tree":
            raise git.Unanswered("silent")
        return asks(folder, *words, **more)

    monkeypatch.setattr(git, "ask", silent)
    assert commit(repo.cases, files, "made").said == "silent"
    monkeypatch.undo()
    assert "cases/new.toml" in repo.git("show", "--name-only", "--format=", "HEAD")
    assert repo.git("status", "--porcelain") == ""


def test_a_commit_of_somebody_else_at_that_moment_is_not_taken_for_ours(waiting):
    repo, files, _index = waiting
    repo.hook("git update-ref HEAD $(git commit-tree -p HEAD -m theirs 'HEAD^{tree}'); exit 1")
    assert not commit(repo.cases, files, "ours").is_committed
    assert repo.git("log", "-1", "--format=%s") == "theirs\n"


def test_a_lock_of_another_git_is_left_alone(waiting):
    repo, files, _index = waiting
    lock = repo.path / ".git" / "index.lock"
    lock.touch()
    outcome = commit(repo.cases, files, "locked")
    assert not outcome.is_committed and "index.lock" in outcome.said
    assert lock.exists()


def test_a_signature_that_cannot_be_made_without_a_terminal_is_told(waiting, tmp_path):
    repo, files, index = waiting
    gpg = tmp_path / "gpg"
    gpg.write_text('#!/bin/sh\nread secret </dev/tty || { echo "gpg: no tty" >&2; exit 2; }\n', "utf-8")
    gpg.chmod(0o755)
    repo.git("config", "commit.gpgsign", "true")
    repo.git("config", "gpg.program", str(gpg))
    outcome = commit(repo.cases, files, "signed")
    assert not outcome.is_committed and "gpg" in outcome.said
    assert repo.index() == index
