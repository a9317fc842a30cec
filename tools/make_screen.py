"""Puts real screens into README.md and README.ru.md, between `<!-- screen: COMMAND -->` and `<!-- end -->`.

Run by hand after a view changed; a test holds that they show what the commands print. Prints nothing.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = ("README.md", "README.ru.md")
"""Those that have screens."""

PLACE = re.compile(r"(<!-- screen: (.+?) -->\n)(.*?)(<!-- end -->)", re.S)


def shown(command: str) -> str:
    """What a command prints at 100 columns, as an indented block: fences are for commands to type."""
    words = shlex.split(command)[1:]
    own = {name: value for name, value in os.environ.items() if not name.startswith("REMEDY")}
    run = subprocess.run(
        [sys.executable, "-m", "remedy", *words],
        cwd=ROOT,
        env={**own, "COLUMNS": "100", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    return "\n".join(f"    {line}".rstrip() for line in run.stdout.splitlines())


def filled(text: str) -> str:
    """The text with every screen made anew."""
    return PLACE.sub(lambda m: f"{m[1]}\n{shown(m[2])}\n\n{m[4]}", text)


if __name__ == "__main__":
    for name in FILES:
        readme = ROOT / name
        readme.write_text(filled(readme.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
