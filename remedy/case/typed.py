"""Words typed on a command line as the values of a case file: KEY=VALUE, kinds by any title, ids that nobody chose.

Used by every command that writes. Refuses what the reader of case files would refuse, with the same cures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from remedy.case import dates, fields
from remedy.case.languages import in_language
from remedy.case.problems import did_you_mean, nearest
from remedy.case.slugs import id_of
from remedy.case.vocabulary import Vocabulary


class Misread(ValueError):
    """Words that fit nothing; the message holds the cure."""


RESERVED = frozenset({"remedy", "con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
"""Names that some systems keep for themselves, and that of the team's settings."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


MANY = 8
"""Kinds that a refusal names; more would hide the one that was meant."""


NEAR = 0.75
"""How alike in letters a kind must be to be offered: another event is no spelling of this one."""


def kind_named(text: str, vocabulary: Vocabulary, lang: str = "en") -> str:
    """A kind by its id, by its title in any language, or by the beginning of a title that fits no other kind.

    Raises Misread, with what the word may mean in the language `lang`.
    """
    wanted = " ".join(text.casefold().split())
    if wanted in vocabulary.kinds:
        return wanted
    titles = {k.id: [t.casefold() for t in k.title.values()] for k in vocabulary.kinds.values()}
    whole = [id for id, names in titles.items() if wanted in names]
    if len(whole) == 1:
        return whole[0]
    like = whole or _like(wanted, titles, vocabulary)
    if len(like) == 1 and any(t.startswith(wanted) for t in titles[like[0]]):
        return like[0]
    if len(like) > 1:
        shown = ", ".join(_with_title(id, vocabulary, lang) for id in like[:MANY])
        more = f" and {len(like) - MANY} more" if len(like) > MANY else ""
        raise Misread(f'"{text}" fits several kinds: {shown}{more}; write one of them')
    raise Misread(f'unknown kind "{text}"; {_nearest_kind(wanted, like, titles, vocabulary, lang)}')


def _like(wanted: str, titles: dict[str, list[str]], vocabulary: Vocabulary) -> list[str]:
    """The kinds that hold all words of a text in one title or in their id, in whatever form; of a stage's name all
    kinds of the stage."""
    stems = [word[: max(4, len(word) - 2)] for word in re.findall(r"\w+", wanted)]
    stages = {id for id, names in vocabulary.stages.items() if wanted in (n.casefold() for n in names.values())}

    def holds(title: str) -> bool:
        parts = re.findall(r"[^\W_]+", title)
        return all(any(part.startswith(stem) for part in parts) for stem in stems)

    return [
        id
        for id, names in titles.items()
        if stems and (vocabulary.kinds[id].stage in stages or any(map(holds, (id, *names))))
    ]


def _nearest_kind(wanted: str, like: list[str], titles: dict[str, list[str]], vocabulary: Vocabulary, lang: str) -> str:
    """The cure for a word that is no kind: the one that is alike in words or in letters."""
    if like:
        return f"did you mean {_with_title(like[0], vocabulary, lang)}?"
    known = {name: id for id, names in titles.items() for name in (*names, id)}
    near = nearest(wanted, known, NEAR)
    if near is not None:
        return f"did you mean {_with_title(known[near], vocabulary, lang)}?"
    return f"write one of: {', '.join(sorted(titles)[: 2 * MANY])}, …"


def _with_title(kind: str, vocabulary: Vocabulary, lang: str) -> str:
    titles = vocabulary.title(kind)
    return f'"{kind}" ({in_language(titles, lang) or titles["en"]})'


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


def day_and_time(text: str) -> tuple[str, str]:
    """A typed day and the hour after it, `14.03.2026 10:00`, each as it is typed alone; no hour: an empty one."""
    found = _DAY_AND_TIME.fullmatch(text.strip())
    return (found["day"], found["time"].replace(".", ":")) if found else (text, "")


_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_TIME = re.compile(rf"{_CLOCK}( ?[-–] ?{_CLOCK})?")
"""An hour, or from one to another: what is typed; a file may say it in words."""

_AFTER_A_DAY = r"(?:,?\s+(?:(?:at|в|к|с|сағат)\s+)?|(?<=\d)[Tt])"
_HOUR = _TIME.pattern.replace(":", "[:.]")
_DAY_AND_TIME = re.compile(rf"(?P<day>.*?[^\s,]){_AFTER_A_DAY}(?P<time>{_HOUR})(?:\s*(?:h|ч\.?))?")
"""A day, then an hour, also as `10.00`: after a blank or a comma, or after the T of ISO 8601."""


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


_ENTRY = re.compile(r"\w[\w.-]*")


def entry_id(text: str) -> str:
    """An id of an event, a step or a source: one word that a deadline's name and a shell can hold. Raises Misread."""
    if _ENTRY.fullmatch(text):
        return text
    nearest = id_of(text)
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
    nearest = id_of(text)
    fix = (
        f'write "{nearest}"' if nearest and nearest not in RESERVED else "write lower-case letters, digits and hyphens"
    )
    raise Misread(f'"{text}" cannot be the name of a file everywhere; {fix}')
