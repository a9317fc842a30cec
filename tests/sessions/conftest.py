"""Commands as a user types them: a subprocess, its text, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from remedy.cli.main import build

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


def run(*words, cwd=ROOT, width=100, **env) -> Done:
    command = [sys.executable, "-m", "remedy", *words]
    base = {k: v for k, v in os.environ.items() if not k.startswith(("REMEDY", "LC_", "LANG"))}
    full = {**base, "COLUMNS": str(width), "PYTHONPATH": str(ROOT), **env}
    return Done(subprocess.run(command, cwd=cwd, env={k: v for k, v in full.items() if v is not None},
                               capture_output=True, check=False))  # fmt: skip


@pytest.fixture
def remedy():
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
