"""Completion in each shell: what is offered, what never is, and real shells that are typed into."""

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sessions.conftest import ROOT
from tests.sessions.test_bad_input import GOOD

SHELLS = ("bash", "zsh", "fish")

INSTALLED = [s for s in SHELLS if shutil.which(s)]
"""Those that can be typed into here; what each is told is tested for all of them."""

HOSTILE = ("$(touch hit)", "`touch hit`", "x;touch hit", "x'y", 'x"y', "x y", "x\ny", "x|y", "x>hit", "*", "~root",
           "--cases", "-q", "#x", "x,y", "x\ty", "x\\ny", "x[1]", "x{a,b}", "!!", "x&y", "\u202ex")  # fmt: skip


def asked(remedy, line, word=None, **env):
    """What a shell is told that completes the last word of a line; bash also says what of that word it will replace."""
    return remedy(_REMEDY_COMPLETE="1", COMP_LINE=line, COMP_WORD=word, **env)


def offered(done):
    """The plain words of an answer."""
    assert (done.code, done.err) == (0, "")
    return [line.split("\t")[1] for line in done.lines if line.startswith("plain\t")]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


# What is offered


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("remedy plan kz-i", "kz-ilyashev-2020"),
        ("remedy due --case kz-i", "kz-ilyashev-2020"),
        ("remedy explain ilyashev appeal@ju", "appeal@judgment"),
        ("remedy explain ilyashev kz/criminal.appeal@", "kz/criminal.appeal@judgment"),
        (
            "remedy explain ilyashev kz-ilyashev-2020#kz/criminal.appeal@",
            "kz-ilyashev-2020#kz/criminal.appeal@judgment",
        ),
        ("remedy explain ilyashev gap:file", "gap:file-received-by-prosecutor@protest-requested"),
        ("remedy explain matayev appeal-copy@appeal-decided/as", "appeal-copy@appeal-decided/aset"),
        ("remedy rules show protest-answer-l", "protest-answer-longest"),
        ("remedy rules verify kz/criminal.protest-an", "kz/criminal.protest-answer"),
        ("remedy amend ilyashev cassation-f", "cassation-filed"),
        ("remedy record ilyashev judgment-cop", "judgment-copy-received"),
        ("remedy override waive ilyashev appeal@ju", "appeal@judgment"),
        ("remedy --format=js", "--format=json"),
        ("remedy expl", "explain"),
    ],
)
def test_names_are_offered_in_full_as_far_as_they_were_so_begun(remedy, line, name):
    assert offered(asked(remedy, line)) == [name]


def test_a_deadline_of_a_case_is_offered_under_its_short_name_where_nothing_was_typed(remedy):
    names = offered(asked(remedy, "remedy explain ilyashev "))
    assert "appeal@judgment" in names
    assert not any(n.startswith("kz/") for n in names)


TRIAL = """
[[proceeding]]
id = "{0}"
stage = "first-instance"
pack = "{0}/criminal"
[[event]]
id = "judgment"
kind = "judgment"
date = 2020-06-22
outcome = "convicted"
proceeding = "{0}"
"""


def test_a_deadline_that_two_packs_of_a_case_know_is_offered_with_its_pack(remedy, folder, tmp_path):
    text = Path(ROOT, "remedy/packs/kz/criminal.toml").read_text("utf-8")
    (tmp_path / "law" / "xx").mkdir(parents=True)
    (tmp_path / "law" / "xx" / "criminal.toml").write_text(text.replace('"kz/criminal"', '"xx/criminal"', 1), "utf-8")
    head = GOOD.partition("[[event]]")[0].replace('["kz/criminal"]', '["kz/criminal", "xx/criminal"]')
    folder.write("good.toml", head + TRIAL.format("kz") + TRIAL.format("xx"))
    line = f"remedy explain --packs {tmp_path}/law kz-good "
    names = offered(asked(remedy, line, REMEDY_CASES=str(folder.path)))
    assert {"kz/criminal.appeal@judgment", "xx/criminal.appeal@judgment"} <= set(names)
    assert "appeal@judgment" not in names


@pytest.mark.parametrize(
    "line", ["remedy show --cases {} zz", "remedy --cases {} show zz", "remedy show --cases={} zz"]
)
def test_the_folder_that_was_typed_is_the_one_whose_cases_are_offered(remedy, folder, line):
    folder.write("good.toml", GOOD.replace("kz-good", "zz-good"))
    assert offered(asked(remedy, line.format(folder.path))) == ["zz-good"]


def test_a_folder_typed_from_the_home_folder_is_found_before_the_shell_expands_it(remedy, folder, tmp_path):
    folder.write("good.toml", GOOD.replace("kz-good", "zz-good"))
    for typed in ("~/cases", "$HOME/cases"):
        assert offered(asked(remedy, f"remedy --cases {typed} show zz", HOME=str(tmp_path))) == ["zz-good"]


def test_the_day_that_was_typed_is_the_one_whose_items_are_offered(remedy):
    line = "remedy explain --as-of {} ilyashev gap:file"
    assert offered(asked(remedy, line.format("2021-03-12"))) != []
    assert offered(asked(remedy, line.format("2020-07-01"))) == []


@pytest.mark.parametrize("line", ["remedy rules show --packs {} xx/", "remedy --packs {} rules show xx/"])
def test_rules_of_a_folder_of_law_that_was_typed_are_offered(remedy, tmp_path, line):
    pack = Path(ROOT, "remedy/packs/un/wgad.toml").read_text("utf-8").replace('id = "un/wgad"', 'id = "xx/mine"')
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "mine.toml").write_text(pack, "utf-8")
    assert "xx/mine.petition" in offered(asked(remedy, line.format(tmp_path)))


@pytest.mark.parametrize(
    ("line", "told"),
    [("remedy check ca", "file\tca"), ("remedy --cases ca", "dir\tca"), ("remedy rules check re", "file\tre")],
)
def test_a_path_is_left_to_the_shell(remedy, line, told):
    assert asked(remedy, line).out == f"{told}\n"


@pytest.mark.parametrize(
    ("word", "replaced", "kept"),
    [
        ("appeal@judg", "@judg", "appeal"),
        ("appeal@judg", "judg", "appeal@"),
        ("gap:file", "file", "gap:"),
        ("gap:", "", "gap:"),
        ("gap:file", "gap:file", ""),
        ("my cases", "my\\ cases", ""),
        ("my cases", "'my cases", ""),
        ("appeal", None, ""),
    ],
)
def test_a_shell_keeps_what_stands_before_the_part_that_it_replaces(word, replaced, kept):
    from remedy.cli.completion import kept_of

    assert kept_of(word, replaced) == kept


def test_what_bash_keeps_of_a_word_is_not_said_again(remedy):
    assert offered(asked(remedy, "remedy explain ilyashev appeal@judg", "@judg")) == ["@judgment"]


# What never is


def test_an_id_that_a_shell_might_run_or_a_command_take_for_an_option_is_never_offered(remedy, folder):
    for n, id in enumerate(HOSTILE):
        folder.write(f"{n}.toml", GOOD.replace('"kz-good"', quoted(id)))
    folder.write("$(touch hit).toml", GOOD.replace('id = "kz-good"\n', ""))
    folder.write("good.toml", GOOD)
    done = asked(remedy, "remedy show ", REMEDY_CASES=str(folder.path))
    assert (done.code, done.err) == (0, "")
    assert done.out == "plain\tkz-good\n"


def test_an_event_that_a_shell_might_run_is_never_offered(remedy, folder):
    folder.write("good.toml", GOOD.replace('kind = "judgment"', 'kind = "judgment"\nid = "$(touch hit)"'))
    listed = remedy("due", "--all", "--as-of", "2020-07-01", "--format", "json", REMEDY_CASES=str(folder.path))
    assert "$(touch hit)" in listed.out
    done = asked(remedy, "remedy explain --as-of 2020-07-01 kz-good ", REMEDY_CASES=str(folder.path))
    assert (done.code, done.err) == (0, "")
    assert "hit" not in done.out


def nowhere(root):
    return root / "nowhere"


def a_file(root):
    (root / "plain.toml").write_text(GOOD, "utf-8")
    return root / "plain.toml"


def a_locked_folder(root):
    (root / "locked").mkdir(mode=0)
    return root / "locked"


def a_loop(root):
    (root / "loop").symlink_to(root / "loop")
    return root / "loop"


@pytest.mark.parametrize("make", [nowhere, a_file, a_locked_folder, a_loop])
def test_a_folder_that_cannot_be_read_offers_nothing_and_says_nothing(remedy, tmp_path, make):
    done = asked(remedy, "remedy show kz", REMEDY_CASES=str(make(tmp_path)))
    assert (done.code, done.err, done.out.strip()) == (0, "", "")


@pytest.mark.parametrize(
    "line",
    [
        "remedy nothing kz",
        "remedy explain nothing appeal",
        "remedy explain bad appeal",
        "remedy explain kz-good --as-of yesterday appeal",
        "remedy explain kz-good --packs nowhere appeal",
        "remedy rules show --packs nowhere kz/",
        "remedy --cases",
        "remedy explain 'kz-good",
        "",
    ],
)
def test_a_line_that_cannot_be_understood_is_answered_in_silence(remedy, folder, line):
    folder.write("bad.toml", b"x = [")
    folder.write("good.toml", GOOD)
    done = asked(remedy, line, REMEDY_CASES=str(folder.path))
    assert (done.code, done.err) == (0, "")
    assert "appeal" not in done.out


def test_a_broken_file_beside_a_case_hides_nothing_and_says_nothing(remedy, folder):
    folder.write("bad.toml", b"x = [")
    folder.write("good.toml", GOOD)
    assert offered(asked(remedy, "remedy show kz", REMEDY_CASES=str(folder.path))) == ["kz-good"]


def test_a_broken_pack_hides_no_other_and_says_nothing(remedy, tmp_path):
    (tmp_path / "x.toml").write_text("x = [")
    line = f"remedy rules show --packs {tmp_path} kz/criminal.protest-an"
    assert offered(asked(remedy, line)) == ["kz/criminal.protest-answer"]


def test_a_question_without_a_line_is_answered_in_silence(remedy):
    done = remedy(_REMEDY_COMPLETE="1", COMP_LINE=None)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_completing_a_deadline_assesses_no_other_case(monkeypatch):
    import click

    import remedy.law.assess as law
    from remedy.cli import names

    whole, seen = law.assess, []
    monkeypatch.setattr(law, "assess", lambda case, *more, **kept: seen.append(case.id) or whole(case, *more, **kept))
    ctx = click.Context(click.Command("explain"))
    ctx.params = {"case": "ilyashev", "cases": str(ROOT / "cases")}
    assert "appeal@judgment" in names.item_names(ctx, "app")
    assert seen == ["kz-ilyashev-2020"]


# How it is installed

PLACES = {
    "bash": ".bash_completions/remedy.sh",
    "zsh": ".zfunc/_remedy",
    "fish": ".config/fish/completions/remedy.fish",
}


def files_under(folder):
    return {str(p.relative_to(folder)): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_put_where_the_shell_finds_it_and_nowhere_else(remedy, tmp_path, shell):
    lines = {
        "bash": {".bashrc": f"source {tmp_path}/.bash_completions/remedy.sh\n"},
        "zsh": {".zshrc": f"fpath+={tmp_path}/.zfunc; autoload -Uz compinit; compinit\n"},
        "fish": {},
    }[shell]
    done = remedy("--install-completion", shell, HOME=str(tmp_path), XDG_CONFIG_HOME=None, ZDOTDIR=None)
    assert (done.code, done.err) == (0, "")
    shown = remedy("--show-completion", shell)
    assert f"_REMEDY_COMPLETE={shell}" in shown.out
    assert files_under(tmp_path) == {PLACES[shell]: shown.out, **lines}
    assert str(tmp_path / PLACES[shell]) in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_installing_adds_one_line_to_what_a_user_wrote_and_the_second_time_none(remedy, tmp_path, shell):
    own = "# mine, without a newline at its end"
    (tmp_path / f".{shell}rc").write_text(own)
    remedy("--install-completion", shell, HOME=str(tmp_path), ZDOTDIR=None)
    once = files_under(tmp_path)
    assert once[f".{shell}rc"].startswith(own + "\n")
    assert len(once[f".{shell}rc"].splitlines()) == 2
    done = remedy("--install-completion", shell, HOME=str(tmp_path), ZDOTDIR=None)
    assert files_under(tmp_path) == once
    assert "added" not in done.out


@pytest.mark.parametrize(
    ("shell", "variable", "file"),
    [("zsh", "ZDOTDIR", ".zshrc"), ("fish", "XDG_CONFIG_HOME", "fish/completions/remedy.fish")],
)
def test_a_users_own_place_for_settings_is_used(remedy, tmp_path, shell, variable, file):
    own = tmp_path / "own"
    own.mkdir()
    remedy("--install-completion", shell, HOME=str(tmp_path), **{variable: str(own)})
    assert (own / file).is_file()


def test_a_file_that_cannot_be_written_is_named_with_what_to_do(remedy, tmp_path):
    (tmp_path / ".bash_completions").write_text("in the way")
    done = remedy("--install-completion", "bash", HOME=str(tmp_path))
    assert done.code == 5
    assert str(tmp_path / ".bash_completions") in done.err
    assert "remedy --show-completion bash" in done.err


def test_a_shell_that_cannot_be_served_is_refused_with_what_to_write(remedy, tmp_path):
    done = remedy("--install-completion", "tcsh", HOME=str(tmp_path))
    assert done.code == 2
    assert "remedy --install-completion bash (or zsh or fish)" in " ".join(done.err.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_where_no_shell_is_found_the_message_says_to_name_it(tmp_path, option):
    code = (
        "import shellingham, sys\n"
        "def none(*a, **k): raise shellingham.ShellDetectionFailure\n"
        "shellingham.detect_shell = none\n"
        f"sys.argv = ['remedy', '{option}']\n"
        "from remedy.cli.entry import run; run()"
    )
    env = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "name yours: remedy --install-completion bash" in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shell", INSTALLED)
def test_the_shell_that_runs_the_command_is_found(remedy, tmp_path, shell):
    command = f"{shlex.quote(sys.executable)} -m remedy --show-completion; true"
    env = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([shell, "-c", command], env=env, capture_output=True, text=True, check=False)
    assert done.stdout == remedy("--show-completion", shell).out


def test_the_help_shows_both_options(remedy):
    done = remedy("--help")
    for option in ("--install-completion [bash|zsh|fish]", "--show-completion [bash|zsh|fish]"):
        assert option in done.out


# Real shells, typed into


OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)
"""A shell that is interactive asks for a terminal of its own."""


class Home:
    """A home whose `remedy` answers completion and, when a line is entered, only writes down its words."""

    def __init__(self, path, remedy, shell):
        self.path, self.shell = path, shell
        self.ran, self.here = path / "ran", path / "here"
        self.here.mkdir(parents=True)
        (path / "bin").mkdir()
        command = path / "bin" / "remedy"
        command.write_text(
            f'#!/bin/sh\n[ -n "$_REMEDY_COMPLETE" ] && exec {shlex.quote(sys.executable)} -m remedy "$@"\n'
            f'printf "%s\\n" "$@" > {shlex.quote(str(path))}/.words && '
            f"mv {shlex.quote(str(path))}/.words {shlex.quote(str(self.ran))}\n"
        )
        command.chmod(0o755)
        done = remedy("--install-completion", shell, HOME=str(path), XDG_CONFIG_HOME=None, ZDOTDIR=None)
        assert done.code == 0

    def type(self, text, cases=ROOT / "cases", first=""):
        """The words that the shell ran after a text with its Tabs, Enter and all; and what it showed."""
        command = {"bash": ["bash", "--noprofile", "--rcfile", str(self.path / ".bashrc"), "-i"],
                   "zsh": ["zsh", "-d", "-i"], "fish": ["fish", "-i"]}[self.shell]  # fmt: skip
        env = {k: v for k, v in os.environ.items() if k not in ("XDG_CONFIG_HOME", "ZDOTDIR", "PROMPT_COMMAND")}
        env |= {"HOME": str(self.path), "TERM": "xterm", "INPUTRC": "/dev/null", "PYTHONPATH": str(ROOT),
                "REMEDY_CASES": str(cases), "PATH": f"{self.path}/bin{os.pathsep}{os.environ['PATH']}"}  # fmt: skip
        master, slave = pty.openpty()
        process = subprocess.Popen([sys.executable, "-c", OWN_TERMINAL, *command], stdin=slave, stdout=slave,
                                   stderr=slave, cwd=self.here, env=env, start_new_session=True)  # fmt: skip
        os.close(slave)
        shown = b""
        try:
            shown += self._until(master, f"{first}\necho rea''dy\r", lambda s: b"ready" in s)
            shown += self._until(master, text + "\r", lambda _: self.ran.exists())
        finally:
            process.kill()
            process.wait()
            os.close(master)
        words = self.ran.read_text("utf-8").splitlines() if self.ran.exists() else None
        return words, shown.decode("utf-8", "replace")

    def _until(self, master, text, done):
        os.write(master, text.encode())
        shown, end = b"", time.monotonic() + 60
        while time.monotonic() < end and not done(shown):
            if select.select([master], [], [], 0.05)[0]:
                shown += os.read(master, 65536)
        return shown


@pytest.mark.parametrize("shell", INSTALLED)
def test_in_a_real_shell_tab_completes_a_deadline_beyond_the_at(remedy, tmp_path, shell):
    words, shown = Home(tmp_path, remedy, shell).type("remedy explain ilyashev appeal@ju\t")
    assert words == ["explain", "ilyashev", "appeal@judgment"], shown


@pytest.mark.parametrize("shell", INSTALLED)
def test_in_a_real_shell_tab_completes_a_gap_beyond_the_colon(remedy, tmp_path, shell):
    words, shown = Home(tmp_path, remedy, shell).type("remedy explain kz-ily\tgap:file\t")
    assert words == ["explain", "kz-ilyashev-2020", "gap:file-received-by-prosecutor@protest-requested"], shown


@pytest.mark.parametrize("shell", INSTALLED)
def test_in_a_real_shell_nothing_of_a_hostile_folder_is_run_by_tab(remedy, folder, tmp_path, shell):
    for n, id in enumerate(
        ("$(touch ~/hit)", "`touch ~/hit`", 'x";touch ~/hit;"', "x';touch ~/hit;'", "x))';touch ~/hit;")
    ):
        folder.write(f"{n}.toml", GOOD.replace('"kz-good"', quoted(id)))
    folder.write("$(touch hit).toml", GOOD.replace('id = "kz-good"\n', ""))
    hostile = 'kind = "judgment"\nid = "x$(touch ~/hit)`touch ~/hit`"'
    folder.write("good.toml", GOOD.replace('kind = "judgment"', hostile))
    home = Home(tmp_path / "home", remedy, shell)
    words, shown = home.type("remedy show \t", folder.path)
    assert words == ["show", "kz-good"], shown
    home.ran.unlink()
    words, shown = home.type("remedy explain kz-good appeal\t", folder.path)
    assert words == ["explain", "kz-good", "appeal"], shown
    assert list(tmp_path.rglob("hit")) == []


@pytest.mark.parametrize("breaks", ["${COMP_WORDBREAKS//[:@]}", "${COMP_WORDBREAKS//:}", "$COMP_WORDBREAKS"])
def test_in_bash_a_users_own_word_breaks_are_kept_and_served(remedy, tmp_path, breaks):
    home = Home(tmp_path, remedy, "bash")
    first = f'COMP_WORDBREAKS="{breaks}"; before=$COMP_WORDBREAKS'
    words, shown = home.type('remedy explain ilyashev gap:file\t "${#before}" "${#COMP_WORDBREAKS}"', first=first)
    assert words[:3] == ["explain", "ilyashev", "gap:file-received-by-prosecutor@protest-requested"], shown
    assert words[3] == words[4]


def test_in_bash_a_path_behind_a_folder_option_is_completed_by_bash(remedy, tmp_path):
    home = Home(tmp_path, remedy, "bash")
    (home.here / "my-cases").mkdir()
    words, shown = home.type("remedy due --cases my\t")
    assert words == ["due", "--cases", "my-cases/"], shown


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_home_with_quotes_in_its_name_leaves_the_shells_own_file_sound(remedy, tmp_path, shell):
    if shell not in INSTALLED:
        shell = "bash"
    home = Home(tmp_path / "o'neil $(touch hit)", remedy, shell)
    words, shown = home.type("remedy explain ilyashev appeal@ju\t")
    assert words == ["explain", "ilyashev", "appeal@judgment"], shown
    assert list(tmp_path.rglob("hit")) == []
