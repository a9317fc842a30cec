"""Words typed on a command line as the values of a case file: KEY=VALUE, kinds by any title, ids that nobody chose.

Used by every command that writes. Refuses what the reader of case files would refuse, with the same cures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from remedy.case import dates, fields
from remedy.case.problems import did_you_mean
from remedy.case.vocabulary import Vocabulary


class Misread(ValueError):
    """Words that fit nothing; the message holds the cure."""


RESERVED = frozenset({"remedy", "con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
"""Names that some systems keep for themselves, and that of the team's settings."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


def kind_named(text: str, vocabulary: Vocabulary) -> str:
    """A kind by its id, or by its title in any language of the vocabulary. Raises Misread."""
    wanted = text.strip().casefold()
    if wanted in vocabulary.kinds:
        return wanted
    titles = {k.id: [t.casefold() for t in k.title.values()] for k in vocabulary.kinds.values()}
    whole = [id for id, names in titles.items() if wanted in names]
    found = whole or [id for id, names in titles.items() if any(wanted in n for n in names)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Misread(f'"{text}" fits several kinds: {", ".join(sorted(found))}; write one of them')
    raise Misread(f'unknown kind "{text}"; {did_you_mean(wanted, vocabulary.kinds)}')


def day(text: str) -> date | str:
    """A date as a file writes it: a local date, or the text of an uncertain one. Raises Misread."""
    try:
        found = dates.typed(text)
    except dates.BadDate as error:
        raise Misread(f"{error}; {error.fix}") from None
    exact = found.exact
    return exact if exact is not None and not found.provisional and len(found.spans) == 1 else found.raw


def one_day(text: str) -> date:
    """One calendar day. Raises Misread."""
    found = day(text)
    if not isinstance(found, date):
        raise Misread(f'"{text}" is not one day; write a day such as 2021-03-12')
    return found


DATED = (fields.when, fields.exact)


def settings(table: str, pairs: Iterable[str]) -> dict[str, Any]:
    """`KEY=VALUE` words as the values of a table; `facts.custody=true` sets one fact. Raises Misread."""
    out: dict[str, Any] = {}
    said: set[str] = set()
    forms = {**fields.COMMON, **fields.TABLES[table]}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        key = key.strip()
        if not equals or not key:
            raise Misread(f'"{pair}" has no "="; write --set KEY=VALUE')
        name, _, inner = key.partition(".")
        if name not in forms:
            raise Misread(f'unknown key "{name}"; {did_you_mean(name, forms)}')
        if key in said or (name in said and inner):
            raise Misread(f"--set {key}: said twice; say it once")
        said.add(key)
        if inner:
            if forms[name] not in (fields.facts, fields.table):
                raise Misread(f'{name} is no table; write --set {name}="…"')
            out.setdefault(name, {})[inner] = scalar(text)
        else:
            out[name] = value(name, forms[name], text.strip())
    return out


def value(key: str, form: fields.Form, text: str) -> Any:
    """A typed word as the value of a key. Raises Misread."""
    made: Any = text
    if form is fields.flag:
        made = scalar(text)
    elif form in DATED:
        made = day(text)
    elif form in fields.LISTS:
        made = [part.strip() for part in text.split(",") if part.strip()]
    elif form is fields.starts and text[:1].isdigit():
        made = day(text)
    if key == "time" and not _TIME.fullmatch(text):
        raise Misread(f'time: "{text}" is no time of day; write 10:30')
    try:
        form(made)
    except fields.Bad as bad:
        raise Misread(f"{key}: {bad}; {bad.fix}") from None
    return made


_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_TIME = re.compile(rf"{_CLOCK}( ?[-–] ?{_CLOCK})?")
"""An hour, or from one to another: what is typed; a file may say it in words."""


def scalar(text: str) -> Any:
    """true, false and whole numbers as such, all else as text."""
    plain = text.strip()
    if plain in ("true", "false"):
        return plain == "true"
    return int(plain) if re.fullmatch(r"-?[0-9]{1,15}", plain) else plain


def free_id(kind: str, when: date | str | None, taken: Collection[str]) -> str:
    """The id that the app gives: the kind if free, else KIND-DAY, then -b, -c: derived, so that git can merge."""
    if kind not in taken:
        return kind
    name = f"{kind}-{when.isoformat()}" if isinstance(when, date) else f"{kind}-2"
    if name not in taken:
        return name
    tails = (chr(n) for n in range(ord("b"), ord("z") + 1))
    return next((f"{name}-{t}" for t in tails if f"{name}-{t}" not in taken), f"{name}-{len(taken)}")


def slug(text: str, limit: int = 40) -> str:
    """A title as a short id: ASCII letters, digits and hyphens; empty where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].rstrip("-")


_ENTRY = re.compile(r"\w[\w.-]*")


def entry_id(text: str) -> str:
    """An id of an event, a step or a source: one word that a deadline's name and a shell can hold. Raises Misread."""
    if _ENTRY.fullmatch(text):
        return text
    nearest = slug(text)
    fix = f'write "{nearest}"' if nearest else "write letters, digits and hyphens"
    raise Misread(f'"{text}" cannot be an id; {fix}')


def once(*words: tuple[str, Any], pairs: dict[str, Any]) -> None:
    """Refuses a key that was said both by an option and by --set. Raises Misread."""
    for option, said in words:
        key = option.removeprefix("--").replace("-", "_").lower()
        if said is not None and key in pairs:
            raise Misread(f"--set {key}: say it as {option}, once")


def case_id(text: str) -> str:
    """An id that is a file's name on every system. Raises Misread."""
    if _SLUG.fullmatch(text) and text.split(".")[0] not in RESERVED and not text.endswith("."):
        return text
    nearest = slug(text)
    fix = (
        f'write "{nearest}"' if nearest and nearest not in RESERVED else "write lower-case letters, digits and hyphens"
    )
    raise Misread(f'"{text}" cannot be the name of a file everywhere; {fix}')
