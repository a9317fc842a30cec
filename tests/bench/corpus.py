"""Corpora of realistic cases for the benchmark: the same number gives the same bytes.

`python tests/bench/corpus.py FOLDER COUNT` writes them; a hundred files a folder.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

HEAD = """format = 1
id = "{id}"
title = "Kazakhstan v. Example {n}"
country = "KZ"
packs = ["kz/criminal"]
{state}tags = ["{tag}", "monitored"]
owner = "{owner}"

[facts]
gravity = "{gravity}"

[sources]
report = {{ title = "Trial observation report {n}", url = "https://example.org/reports/{n}", date = {reported} }}
press = {{ title = "Press on case {n}", url = "https://example.org/press/{n}" }}
court = {{ title = "Court register", url = "https://example.org/court/{n}" }}

[[person]]
id = "p1"
name = "Person {n}-1"
role = "defendant"
{second}
[[person]]
id = "counsel"
name = "Counsel {n}"
role = "counsel"

[[charge]]
law = "Criminal Code"
article = "274(4)(2)"
sources = ["report"]

[[proceeding]]
id = "trial"
stage = "first-instance"
body = "District Court {court}"
mode = "in-person"

[[proceeding]]
id = "appeal"
stage = "appeal"
body = "Regional Court {court}"

[[proceeding]]
id = "cassation"
stage = "cassation"
body = "Supreme Court"

[[proceeding]]
id = "protest"
stage = "protest"
body = "Prosecutor General's Office"
"""

EVENT = """
[[event]]
kind = "{kind}"
date = {date}
{more}note = "What the observer wrote down about this event, in a sentence of ordinary length."
sources = ["{source}"]
"""

TAIL = """
[[sanction]]
id = "restriction"
kind = "restriction of liberty"
person = "p1"
length = "P{years}Y"
starts = "judgment-final"
credit = [{{ from = "detained", to = "judgment", ratio = 2 }}]
imposed_by = "judgment"
sources = ["press"]

[[finding]]
title = "The defence could not question witnesses"
breaches = ["ICCPR 14(3)(e)"]
events = ["judgment"]
by = "observer"
sources = ["report"]

[[finding]]
title = "Rulings without reasons"
breaches = ["ICCPR 14(1)"]
events = ["judgment"]
by = "observer"
sources = ["report"]

[[step]]
id = "statement"
title = "Public statement on the judgment"
status = "{step}"
owner = "{owner}"
"""

LADDER = (
    ("judgment-copy-received", 3, 20, 'to = "p1"\n'),
    ("appeal-filed", 5, 15, 'by = "defence"\n'),
    ("case-received", 20, 40, ""),
    ("appeal-decided", 30, 60, 'outcome = "upheld"\n'),
    ("appeal-copy-received", 5, 20, ""),
    ("cassation-filed", 30, 200, 'by = "defence"\n'),
    ("cassation-decided", 20, 120, 'outcome = "refused"\n'),
    ("protest-requested", 20, 200, 'by = "defence"\n'),
    ("file-received-by-prosecutor", 20, 60, ""),
    ("protest-refused", 20, 60, ""),
)
"""Kind, least and most days after the one before, further keys."""


def _written(day: date, dice: random.Random) -> str:
    """A day as a monitor would write it: mostly exact."""
    roll = dice.random()
    if roll < 0.75:
        return day.isoformat()
    if roll < 0.85:
        return f'"{day:%Y-%m}"'
    if roll < 0.93:
        return f'"../{day.isoformat()}"'
    return f'"{(day - timedelta(days=3)).isoformat()}/{day.isoformat()}"'


def case(number: int) -> str:
    """The text of one case."""
    dice = random.Random(number)
    judged = date(2016, 2, 1) + timedelta(days=dice.randrange(3800))
    reached = dice.choices(range(len(LADDER) + 1), weights=[2, 3, 3, 3, 4, 4, 3, 3, 3, 2, 2])[0]
    closed = dice.random() < 0.15
    two = dice.random() < 0.1
    owner = dice.choice(["aigerim", "dana", "ruslan", "counsel"])
    out = HEAD.format(
        id=f"kz-{number:05}", n=number, tag=dice.choice(["expression", "assembly", "religion"]), owner=owner,
        gravity=dice.choice(["medium", "grave"]), court=dice.randrange(1, 20),
        state=f'status = "closed"\nclosed_on = {judged + timedelta(days=900)}\n' if closed else "",
        reported=judged + timedelta(days=100),
        second='\n[[person]]\nid = "p2"\nname = "Second person"\nrole = "defendant"\n' if two else "",
    )  # fmt: skip
    detained = judged - timedelta(days=dice.randrange(30, 120))
    events = [("detained", detained.isoformat(), ""), ("judgment", judged.isoformat(), 'outcome = "convicted"\n')]
    if dice.random() < 0.6:
        events.append(("released", judged.isoformat(), ""))
    day = judged
    for kind, least, most, more in LADDER[:reached]:
        day += timedelta(days=dice.randrange(least, most + 1))
        base = judged if kind in ("judgment-copy-received", "appeal-filed") else None
        shown = judged + timedelta(days=dice.randrange(least, most + 1)) if base else day
        events.append((kind, _written(shown, dice) if kind != "appeal-decided" else shown.isoformat(), more))
    out += "".join(
        EVENT.format(kind=k, date=d, more=m, source=dice.choice(["report", "press", "court"])) for k, d, m in events
    )
    return out + TAIL.format(years=dice.randrange(1, 7), step=dice.choice(["todo", "doing", "done"]), owner=owner)


def make(folder: Path, count: int) -> None:
    """Writes the first `count` cases."""
    for number in range(count):
        inner = folder / f"{number // 100:03}"
        inner.mkdir(parents=True, exist_ok=True)
        (inner / f"kz-{number:05}.toml").write_text(case(number), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
