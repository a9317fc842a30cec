"""Completion in each shell: what is offered, what never is, and a real bash that is typed into."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sessions.conftest import ROOT
from tests.sessions.test_bad_input import GOOD

HOSTILE = ("$(touch hit)", "`touch hit`", "x;touch hit", "x'y", 'x"y', "x y", "x\ny", "x|y", "x>hit", "*", "~root")


def asked(remedy, shell, words, **env):
    """What a shell is told that completes the last of the words."""
    cword = words[-1] if shell == "fish" else str(len(words) - 1)
    return remedy(_REMEDY_COMPLETE=f"{shell}_complete", COMP_WORDS="\n".join(words), COMP_CWORD=cword, **env)


SHELLS = ("bash", "zsh", "fish")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["remedy", "ladder", "kz-i"], "kz-ilyashev-2020"),
        (["remedy", "plan", "kz-i"], "kz-ilyashev-2020"),
        (["remedy", "explain", "kz-ilyashev-2020", "appeal@"], "judgment"),
        (["remedy", "explain", "kz-ilyashev-2020", "kz/criminal.appeal@"], "judgment"),
        (["remedy", "explain", "kz-ilyashev-2020", "gap:file"], "file-received-by-prosecutor@protest-requested"),
        (["remedy", "rules", "show", "protest-an"], "protest-answer"),
        (["remedy", "rules", "verify", "kz/criminal.protest-an"], "kz/criminal.protest-answer"),
    ],
)
def test_each_shell_is_offered_cases_deadlines_and_rules(remedy, shell, words, offered):
    done = asked(remedy, shell, words)
    assert (done.code, done.err) == (0, "")
    assert offered in done.out


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_that_a_shell_might_run_is_never_offered(remedy, folder, shell):
    for n, id in enumerate(HOSTILE):
        folder.write(f"{n}.toml", GOOD.replace('"kz-good"', '"' + id.replace("\n", "\\n").replace('"', '\\"') + '"'))
    folder.write("good.toml", GOOD)
    done = asked(remedy, shell, ["remedy", "show", ""], REMEDY_CASES=str(folder.path))
    assert "kz-good" in done.out
    assert not any(id in done.out for id in HOSTILE if id != "*")
    assert len(done.out.split("kz-good")) == 2
    assert set(done.out.replace("kz-good", "").split()) <= {"plain,", "plain", "_"}


def test_words_that_bash_broke_are_joined_and_what_it_keeps_is_not_said_again(remedy):
    words = ["remedy", "explain", "kz-ilyashev-2020", "appeal", "@", "judg"]
    assert asked(remedy, "bash", words).out == "plain,@judgment\n"
    assert asked(remedy, "bash", words[:-1]).out == "plain,@judgment\n"


@pytest.mark.parametrize("trouble", ["broken file", "no folder", "broken pack"])
def test_completion_is_quiet_in_every_trouble(remedy, folder, tmp_path, trouble):
    folder.write("good.toml", GOOD)
    words, cases = ["remedy", "show", "kz"], str(folder.path)
    if trouble == "broken file":
        folder.write("bad.toml", b"x = [")
    elif trouble == "no folder":
        cases = str(tmp_path / "nowhere")
    else:
        (tmp_path / "law").mkdir()
        (tmp_path / "law" / "x.toml").write_text("x = [")
        words = ["remedy", "rules", "show", "--packs", str(tmp_path / "law"), "kz/crim"]
    done = asked(remedy, "zsh", words, REMEDY_CASES=cases)
    assert (done.code, done.err) == (0, "")


def test_rules_of_a_folder_of_law_that_was_typed_are_offered(remedy, tmp_path):
    pack = Path(ROOT, "remedy/packs/un/wgad.toml").read_text("utf-8").replace('id = "un/wgad"', 'id = "xx/mine"')
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "mine.toml").write_text(pack, "utf-8")
    words = ["remedy", "rules", "show", "--packs", str(tmp_path), "xx/"]
    assert "xx/mine.petition" in asked(remedy, "zsh", words).out


PLACES = {
    "bash": ".bash_completions/remedy.sh",
    "zsh": ".zfunc/_remedy",
    "fish": ".config/fish/completions/remedy.fish",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_put_where_the_shell_finds_it_and_twice_changes_nothing_more(remedy, tmp_path, shell):
    own = "# mine, without a newline at its end"
    for name in (".bashrc", ".zshrc"):
        (tmp_path / name).write_text(own)
    done = remedy("--install-completion", shell, HOME=str(tmp_path))
    assert (done.code, done.err) == (0, "")
    text = (tmp_path / PLACES[shell]).read_text()
    assert f"_REMEDY_COMPLETE={shell}_complete" in text
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    remedy("--install-completion", shell, HOME=str(tmp_path))
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
    other = {"bash": ".zshrc", "zsh": ".bashrc", "fish": ".bashrc"}[shell]
    assert (tmp_path / other).read_text() == own
    if shell != "fish":
        assert (tmp_path / f".{shell}rc").read_text().startswith(own + "\n")


def test_a_shell_that_is_not_known_is_refused_with_the_names_of_those_that_are(remedy, tmp_path):
    done = remedy("--install-completion", "tcsh", HOME=str(tmp_path))
    assert done.code == 2
    assert "bash, zsh, fish" in done.err
    assert list(tmp_path.iterdir()) == []


def typed_into_bash(home, line, cwd, wait):
    """What a real interactive bash shows after a line and Tab; it has read the script as the user's own does."""
    env = {**os.environ, "HOME": str(home), "PS1": "$ ", "TERM": "dumb", "INPUTRC": "/dev/null",
           "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}  # fmt: skip
    master, slave = pty.openpty()
    shell = subprocess.Popen(["bash", "--noprofile", "--rcfile", str(home / ".bashrc"), "-i"], stdin=slave,
                             stdout=slave, stderr=slave, cwd=cwd, env=env, start_new_session=True)  # fmt: skip
    os.close(slave)
    os.write(master, line.encode() + b"\t")
    shown, end = b"", time.monotonic() + 30
    while time.monotonic() < end and wait not in shown:
        if select.select([master], [], [], 0.2)[0]:
            shown += os.read(master, 4096)
    shell.kill()
    shell.wait()
    os.close(master)
    return shown


def test_in_a_real_bash_tab_completes_a_deadline_beyond_the_at(remedy, tmp_path):
    remedy("--install-completion", "bash", HOME=str(tmp_path))
    shown = typed_into_bash(tmp_path, "remedy explain kz-ilyashev-2020 appeal@ju", ROOT, b"judgment ")
    line, at = "", 0
    for c in shown.decode().replace("\x07", ""):
        if c == "\x08":
            at -= 1
        else:
            line, at = line[:at] + c + line[at + 1 :], at + 1
    assert line.endswith("remedy explain kz-ilyashev-2020 appeal@judgment ")
