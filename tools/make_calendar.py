"""Writes `remedy/packs/calendars/COUNTRY.toml` from a pinned `holidays`, with each year's source and standing.

Run by hand when a year's transfers are decreed (`pip install remedy[calendar]`); the same pin gives the same bytes.
Never run by remedy itself: on every machine the committed file is the calendar.
"""

from __future__ import annotations

import inspect
import re
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

CHECKED = {"KZ": {2019: "verified", 2025: "verified", 2026: "verified"}}
"""Years compared with a published calendar; all others rest on the library and are `reported`."""

LAW = {"KZ": "Law on holidays of 13 December 2001, No. 267-II, and each year's decree on transfers"}
"""What the days off rest on."""

NOTES = {
    "KZ": {
        2026: "Constitution Day on 30 August is no longer a day off: new Constitution, in force 1 July 2026.",
        2027: "The transfers of this year were not decreed when this file was made; Constitution Day is 15 March.",
    }
}
"""What a reader of a year must know."""

TITLES = {"KZ": "Kazakhstan, working days"}
"""The calendars' names."""


def transfers(country: str) -> dict[int, str]:
    """The archived source of each year's transfers, as the library's own text names it."""
    module = inspect.getmodule(holidays.country_holidays(country).__class__)
    text = inspect.getsource(module) if module is not None else ""
    return {
        int(y): url for y, url in re.findall(r"\* \[(20\d\d)\]\((https://[^)]+P?G?\d[^)]*)\)", text) if "adilet" in url
    }


def rows(name: str, days: list[date]) -> list[str]:
    """A list of days, wrapped."""
    lines, line = [], ""
    for day in days:
        if len(line) + 12 > 96:
            lines.append(line.rstrip())
            line = ""
        line += f"{day.isoformat()}, "
    lines.append(line.rstrip())
    body = [f"  {x}" for x in lines if x]
    return [f"{name} = [", *body, "]"] if body else [f"{name} = []"]


def year_table(country: str, year: int, sources: dict[int, str]) -> list[str]:
    """One `[[year]]`."""
    found = holidays.country_holidays(country, years=year, language="en_US")
    off = sorted(d for d in found if d.year == year)
    names = {d: re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", found[d]) for d in off}
    worked = sorted(d for d in found.weekend_workdays if d.year == year)
    estimated = [d for d in off if "estimated" in names[d]]
    standing = CHECKED.get(country, {}).get(year, "reported")
    pin = f"holidays {version('holidays')}, class {country}"
    source = f"{pin}, checked against a published calendar" if standing == "verified" else pin
    out = ["[[year]]", f"year = {year}", *rows("off", off), *rows("worked", worked)]
    out += rows("estimated", estimated) if estimated else []
    out += [f'source = "{source}"', f'status = "{standing}"']
    out += [f'transfers = "{sources[year]}"'] if year in sources else []
    note = NOTES.get(country, {}).get(year)
    out += [f'note = "{note}"'] if note else []
    out += ["[year.names]", *(f'"{d.isoformat()}" = "{n}"' for d, n in names.items()), ""]
    return out


def main(country: str, first: int, last: int) -> None:
    """Writes the file."""
    sources = transfers(country)
    out = [
        "# Made by tools/make_calendar.py; do not edit by hand: correct the script, with the source.",
        "format = 1", f'id = "{country}"', f'title = {{ en = "{TITLES.get(country, country)}" }}', "weekend = [6, 7]",
        f'law = "{LAW.get(country, "")}"', "",
    ]  # fmt: skip
    for year in range(first, last + 1):
        out += year_table(country, year, sources)
    target = Path(__file__).parent.parent / "remedy" / "packs" / "calendars" / f"{country}.toml"
    target.write_text("\n".join(out).rstrip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
