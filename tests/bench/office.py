"""A made-up office: a register of cases with events in many rows, the same each time, and its map."""

from __future__ import annotations

import random
from datetime import date, timedelta

COLUMNS = ("Дело", "Название", "Подсудимый", "Под контролем", "Событие", "Дата", "Итог", "Примечание")

MAP = """\
format = 1
name = "office"
delimiter = ";"
empty = ["-"]

[case]
id = { column = "Дело", slug = true, prefix = "kz-" }
title = "Название"
country = { value = "KZ" }
packs = { value = ["kz/criminal"] }
tags = { column = "Под контролем", values = { "да" = "monitored", "нет" = "" } }

[[person]]
name = "Подсудимый"
role = { value = "defendant" }

[[event]]
kind = { column = "Событие", values = { "заседание" = "hearing", "приговор" = "judgment", "жалоба" = "appeal-filed", \
"апелляция" = "appeal-decided" } }
date = { column = "Дата", date = { "DD.MM.YYYY" = "{}", "MM.YYYY" = "{}", "до DD.MM.YYYY" = "../{}" } }
outcome = { column = "Итог", values = { "осужден" = "convicted", "без изменения" = "upheld" } }
note = "Примечание"
"""

SURNAMES = ("Ахметов", "Беков", "Власова", "Говорова", "Досаев", "Ермекова", "Жумабаев", "Ибраев")


def rows(cases: int = 200, events: int = 15) -> list[list[str]]:
    """The rows under the header: so many cases with so many events each."""
    out = []
    for number in range(1, cases + 1):
        dice = random.Random(number)
        judged = date(2016, 2, 1) + timedelta(days=dice.randrange(2000))
        name = f"{dice.choice(SURNAMES)} {chr(ord('А') + number % 20)}."
        head = [f"1-{number}/{judged.year}", f"К. против {name}", name, dice.choice(["да", "нет", "-"])]
        hearings = [judged - timedelta(days=3 * n) for n in range(events - 3, 0, -1)]
        steps = [("заседание", f"{d:%d.%m.%Y}", "", f"День {n}; зал {n}") for n, d in enumerate(hearings, 1)]
        steps += [("приговор", f"{judged:%d.%m.%Y}", "осужден", "")]
        steps += [("жалоба", f"до {judged + timedelta(days=10):%d.%m.%Y}", "", "-")]
        steps += [("апелляция", f"{judged + timedelta(days=90):%m.%Y}", "без изменения", "")]
        out += [[*head, *step] for step in steps]
    return out


def as_csv(found: list[list[str]]) -> str:
    """The register as a CSV text."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([COLUMNS, *found])
    return text.getvalue()
