"""The columns of `export csv`, and the map by which `remedy import` reads them again without loss."""

from __future__ import annotations

from remedy.case import fields
from remedy.case.grid import MASKED_COLUMN
from remedy.case.import_map import INLINE, forms_of
from remedy.case.read import ARRAYS
from remedy.case.typed import DATED
from remedy.views.text import wrap

SPLIT = ";"
"""What stands between the items of a list."""

_FIRST = ("case", "case_title", "table", "id", "kind", "date", "title", "outcome")
_KEYS = dict.fromkeys(k for t in ("event", "case", "source", *ARRAYS) for k in forms_of(t))

DATES = 'date = ["ISO", "DD.MM.YYYY"]'
"""As the export writes days, and as Excel in Russian gives them back."""

LOSS_NONE = "Nothing in this export is masked: all that it holds comes in again."
LOSS_MASKED = (
    "Some entries of this export are masked: their rows are not taken in. Export with --include-confidential to import."
)
"""What a map says of the export beside it."""

COLUMNS = tuple(dict.fromkeys((*_FIRST, *_KEYS, "more", MASKED_COLUMN)))
"""Where a row's table has no such key, the cell is empty; keys that remedy does not know stand in `more`, and the last
is true where a row does not hold what its case does."""


def how(table: str, key: str) -> str:
    """How a key's value stands in its cell: text, date, list, flag or toml."""
    form = forms_of(table)[key][1]
    if form in DATED:
        return "date"
    if form in fields.LISTS:
        return "list"
    if form is fields.flag:
        return "flag"
    return "toml" if form in INLINE or form is fields.starts else "text"


def import_map(*, masked: bool) -> str:
    """The map, as a file; `masked`: whether anything in the export is."""
    lines = [
        "# Reads what `remedy export csv` wrote, whatever parts its columns; days also as 22.06.2020, and ИСТИНА and",
        "# ЛОЖЬ, as Excel in Russian saves them:",
        "#   remedy import FILE.csv --map THIS.toml",
        *(f"# {line}" for line in wrap(LOSS_MASKED if masked else LOSS_NONE, 100)),
        "format = 1",
        'encoding = "utf-8"',
        "strip = false             # texts keep their spaces",
        'ignore = ["case_title"]   # for reading only: the title stands in the row of the case',
        f'masked = "{MASKED_COLUMN}"  # rows with anything in it are not taken in',
    ]
    for table in ("case", "source", *ARRAYS):
        lines += ["", "[case]" if table == "case" else f"[[{table}]]", f'where = {{ table = "{table}" }}']
        for key in forms_of(table):
            column = "case" if table == "case" and key == "id" else key
            extra = {"date": f", {DATES}", "list": f', split = "{SPLIT}"', "toml": ", toml = true"}.get(
                how(table, key), ""
            )
            extra += f", {DATES}" if forms_of(table)[key][1] is fields.starts else ""
            lines.append(f'{key} = {{ column = "{column}"{extra} }}' if extra else f'{key} = "{column}"')
        lines.append('"*" = { column = "more", toml = true }')
    return "\n".join(lines) + "\n"
