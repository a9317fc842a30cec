"""A case of few lines, over which a session of a form takes a moment, and what a person does in a form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input

CASE = "kz-small-2023"
DAY = date(2023, 5, 20)
JUDGMENT = 'kind = "judgment"\ndate = 2023-05-15\n'

TEXT = f"""format = 1
id = "{CASE}"
title = "Kazakhstan v. Small"
country = "KZ"
packs = ["kz/criminal"]

[sources]
letter = {{ title = "Letter of counsel" }}
report = {{ title = "Report" }}

[[person]]
id = "small"
name = "S. Small"
role = "defendant"

[[person]]
id = "counsel"
name = "C. Counsel"
role = "counsel"

[[proceeding]]
id = "trial"
stage = "first-instance"

[[event]]
{JUDGMENT}proceeding = "trial"
outcome = "convicted"
note = "read out"

[[step]]
id = "call"
title = "Call the court"
owner = "aigul"
due = 2023-06-01
"""


def folder_of(tmp_path: Path, more: str = "") -> Path:
    """A folder with this case alone."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "small.toml").write_text(TEXT + more, "utf-8")
    return folder


def words(user) -> str:
    """What is seen, without the frame and the breaks of lines."""
    return " ".join(user.screen.replace("│", " ").split())


def swap(path: Path, old: str, new: str) -> None:
    """A colleague's edit."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


async def opened(user, about: str, id: str) -> None:
    """A form about a line of the case."""
    user.app.acting.act(CASE, about, id)
    await user.settle()
    assert user.place == "FormDialog"


async def put(user, name: str, text: str) -> None:
    """Another text in a field, as if the old one was taken away first."""
    line = user.app.screen.query_one(f"#field-{name}", Input)
    line.focus()
    line.value = ""
    await user.paste(text)
