"""Commands as a user types them: a process, its text, its exit code."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from remedy.cli.main import build
from tests.sessions.divided import Divided

ROOT = Path(__file__).parent.parent.parent


class Done:
    """What a command left behind."""

    def __init__(self, run: subprocess.CompletedProcess[bytes]) -> None:
        self.code = run.returncode
        self.out = run.stdout.decode("utf-8")
        self.err = run.stderr.decode("utf-8")
        assert "Traceback" not in self.err, self.err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def _environment(width, env) -> dict[str, str]:
    base = {k: v for k, v in os.environ.items() if not k.startswith(("REMEDY", "LC_", "LANG"))}
    full = {**base, "COLUMNS": str(width), "PYTHONPATH": str(ROOT), **env}
    return {k: v for k, v in full.items() if v is not None}


def run(*words, cwd=ROOT, width=100, **env) -> Done:
    """A command by an interpreter of its own."""
    command = [sys.executable, "-m", "remedy", *words]
    return Done(subprocess.run(command, cwd=cwd, env=_environment(width, env), capture_output=True, check=False))


@pytest.fixture
def fresh():
    """A command by an interpreter of its own: what only its start can show, such as a module that nobody imported."""
    return run


@pytest.fixture(scope="session")
def _divided(tmp_path_factory):
    divided = Divided(tmp_path_factory.mktemp("divided"))
    yield divided
    divided.end()


@pytest.fixture
def remedy(_divided):
    """A command in a process of its own, without the start of an interpreter: for nearly all of them."""

    def run(*words, cwd=ROOT, width=100, **env) -> Done:
        return Done(_divided.run(words, str(cwd), _environment(width, env)))

    return run


@pytest.fixture
def folder(tmp_path):
    """A folder of cases; `write(name, text)` adds one."""
    root = tmp_path / "cases"
    root.mkdir()

    class Folder:
        path = root

        def write(self, name, text):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
            return target

    return Folder()


def tree(path: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}


HEAD = "case;title;held;accused;judged;outcome;appeal;secret"
MAP = """format = 1
empty = ["-"]
[case]
id = { column = "case", slug = true, prefix = "kz-" }
title = "title"
country = { value = "KZ" }
packs = { value = ["kz/criminal"] }
facts.gravity = { column = "held", values = { "тяжкое" = "grave" } }
confidential = { column = "secret", values = { "да" = true } }
[[person]]
name = "accused"
role = { value = "defendant" }
[[event]]
kind = { value = "judgment" }
date = { column = "judged", date = ["DD.MM.YYYY", "MM.YYYY"] }
outcome = { column = "outcome", values = { "осужден" = "convicted", "оправдан" = "acquitted" } }
[[event]]
kind = { value = "appeal-filed" }
date = { column = "appeal", date = { "DD.MM.YYYY" = "{}", "до DD.MM.YYYY" = "../{}" } }
"""
ROW = "1/20;К. против А.;тяжкое;Ахметов А.;22.06.2020;осужден;до 07.07.2020;"


@pytest.fixture
def do(folder, capsys, monkeypatch):
    """A command on the folder, in this process: its exit code, its words on stdout and on stderr."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("REMEDY_LANG", "en")

    class Done:
        def __init__(self, *words):
            self.code = build()([*words, "--cases", str(folder.path)], standalone_mode=False) or 0
            self.out, self.err = capsys.readouterr()
            self.words = " ".join(self.out.split())

        @property
        def json(self):
            return json.loads(self.out)

    return Done


@pytest.fixture
def register(tmp_path, do):
    """Imports rows by MAP: `register(ROW, "--dry-run")`."""

    def run(rows, *words, map=MAP):
        (tmp_path / "map.toml").write_text(map)
        (tmp_path / "r.csv").write_text(f"{HEAD}\n{rows}\n")
        return do("import", str(tmp_path / "r.csv"), "--map", str(tmp_path / "map.toml"), *words)

    return run


EVENTS = "Дело;Название;Подсудимый;Событие;Дата;Итог"
EVENTS_MAP = """format = 1
name = "office"
[case]
id = { column = "Дело", slug = true, prefix = "kz-" }
title = "Название"
country = { value = "KZ" }
packs = { value = ["kz/criminal"] }
[[person]]
name = "Подсудимый"
role = { value = "defendant" }
[[event]]
kind = { column = "Событие", values = { "копия приговора" = "judgment-copy-received" } }
date = { column = "Дата", date = "DD.MM.YYYY" }
outcome = { column = "Итог", values = { "виновен" = "convicted" } }
"""


def row(event, day="22.06.2020", outcome="", case="1/20"):
    return f"{case};К. против А.;Ахметов А.;{event};{day};{outcome}"


@pytest.fixture
def events(tmp_path, do):
    """Imports rows with one event each by EVENTS_MAP."""

    def run(rows, *words, map=EVENTS_MAP, head=EVENTS):
        (tmp_path / "map.toml").write_text(map)
        (tmp_path / "r.csv").write_text("\n".join([head, *rows]) + "\n")
        return do("import", str(tmp_path / "r.csv"), "--map", str(tmp_path / "map.toml"), *words)

    return run


@pytest.fixture
def here(folder, capsys):
    """A command on the folder in this process, on 1 July 2020: for many of them, where no process need be seen."""

    class Here:
        def __init__(self, *words):
            typed = ["--as-of", "2020-07-01", "--cases", str(folder.path), *words]
            self.code = build()(typed, standalone_mode=False) or 0
            self.out, self.err = capsys.readouterr()
            self.said = " ".join(self.out.split())

        @property
        def json(self):
            return json.loads(self.out)

    return Here


@pytest.fixture
def typed(capsys, monkeypatch, tmp_path):
    """A command as it is typed, in this process, with settings and state of its own below `tmp_path`: its exit code,
    its words on stdout and on stderr."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("REMEDY_LANG", "en")
    monkeypatch.delenv("REMEDY_CASES", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    class Done:
        def __init__(self, *words):
            self.code = build()(list(words), standalone_mode=False) or 0
            self.out, self.err = capsys.readouterr()
            self.said = " ".join(self.out.split())

        @property
        def json(self):
            return json.loads(self.out)

    return Done


def at_terminal(*words, answer, env=None, cwd=ROOT):
    """A command at a real terminal of its own, in which one answer is typed: its exit code and all that was shown."""
    import pty

    ours, theirs = pty.openpty()
    full = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "REMEDY_LANG": "en", "TERM": "dumb", **(env or {})}
    process = subprocess.Popen([sys.executable, "-m", "remedy", *words], stdin=theirs, stdout=theirs, stderr=theirs,
                               env=full, cwd=cwd, start_new_session=True)  # fmt: skip
    os.close(theirs)
    os.write(ours, answer.encode())
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal on Linux
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    return process.wait(), shown.decode("utf-8")
