"""Each command by an interpreter of its own: what it needs it imports itself. Other sessions are spared that start."""

import shutil

import pytest

from remedy.cli.main import COMMANDS
from tests.sessions.conftest import HEAD, MAP, ROOT, ROW

CASE, DAY = "kz-ilyashev-2020", ("--as-of", "2020-07-01")
WORDS = {
    "due": DAY,
    "list": (),
    "show": (CASE,),
    "timeline": (CASE,),
    "ladder": (CASE,),
    "plan": (CASE, *DAY),
    "explain": (CASE, "appeal@judgment", *DAY),
    "check": (),
    "init": ("office", "--dry-run"),
    "new": ("kz-new", "--title", "T", "--dry-run"),
    "edit": (CASE,),
    "record": (CASE, "note", "--date", "2020-06-23", "--dry-run"),
    "amend": (CASE, "judgment", "--date", "2020-06-23", "--dry-run"),
    "fact": (CASE, "gravity", "grave", "--dry-run"),
    "step": ("add", CASE, "Ask", "--dry-run"),
    "override": ("fix", CASE, "appeal@judgment", "--date", "2020-07-20", "--reason", "Ruling", *DAY, "--dry-run"),
    "source": ("add", CASE, "letter", "--title", "T", "--dry-run"),
    "finding": ("add", CASE, "T", "--dry-run"),
    "remove": (CASE, "amicus-filed", "--reason", "twice", "--dry-run"),
    "confirm": (CASE, "judgment", "--dry-run"),
    "import": ("r.csv", "--map", "map.toml", "--dry-run"),
    "export": ("csv",),
    "remind": ("--dry-run", *DAY),
    "fmt": (CASE, "--dry-run"),
    "kinds": (),
    "rules": ("compute", "kz/criminal.appeal", "--on", "2022-10-07"),
    "count": ("2024-04-23", "P15D"),
    "doctor": (),
    "trust": ("map.toml",),
    "schema": ("case",),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_the_same_by_an_interpreter_of_its_own(remedy, fresh, tmp_path, name):
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    (tmp_path / "map.toml").write_text(MAP)
    (tmp_path / "r.csv").write_text(f"{HEAD}\n{ROW}\n")
    (tmp_path / "me" / "remedy").mkdir(parents=True)
    (tmp_path / "me" / "remedy" / "config.toml").write_text('[me]\nid = "anna"\n')
    mine = {"XDG_CONFIG_HOME": str(tmp_path / "me"), "XDG_STATE_HOME": str(tmp_path / "state"), "EDITOR": "true"}
    one, other = (start(name, *WORDS[name], cwd=tmp_path, **mine) for start in (fresh, remedy))
    assert (one.code, one.out, one.err) == (other.code, other.out, other.err)
    assert one.code in (0, 1), one.err
    assert one.out or one.err
