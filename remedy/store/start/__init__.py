"""The texts of a new folder of cases, in English and Russian: its settings, a first case, what editors and git know."""

from __future__ import annotations

from datetime import date

CASE, SCHEMA = "cases/example-1.toml", ".schema/case.json"

EDITOR = f"""\
# For TOML editors (Even Better TOML, taplo): what a case may say. Made anew by: remedy schema case > {SCHEMA}
[[rule]]
include = ["cases/**/*.toml"]

[rule.schema]
enabled = true
path = "{SCHEMA}"
"""

IGNORED = """\
# What remedy holds while it writes; nothing of it outlives the command.
.remedy-lock
.*.remedy-new
"""

ATTRIBUTES = "*.toml text eol=lf\n"

OPTIONAL = (".taplo.toml", SCHEMA, ".gitignore", ".gitattributes")
"""Files without which a folder of cases works: where one is there, it stays as it is."""


def read(lang: str, day: date, schema: str) -> dict[str, str]:
    """Each file's place in the folder and its text; `day` is that of the first case's judgment, which stands in none
    of the languages' texts."""
    from importlib.resources import files  # loaded for this alone

    suffix = "ru" if lang == "ru" else "en"
    settings, case = (files(__name__).joinpath(f"{n}.{suffix}.toml").read_text("utf-8") for n in ("settings", "case"))
    return {
        "remedy.toml": settings,
        CASE: case.replace("{day}", day.isoformat()),
        ".taplo.toml": EDITOR,
        SCHEMA: schema,
        ".gitignore": IGNORED,
        ".gitattributes": ATTRIBUTES,
    }
