"""The words of the interface in the language that was chosen: gettext catalogues under `remedy/locale`.

English is the text in the code itself. `use` is called once, when a command or the app begins; nothing is loaded for
English. Codes stay codes: only what is printed goes through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from remedy.case.languages import NEAREST, in_language

if TYPE_CHECKING:
    from gettext import NullTranslations

    from remedy.law.law import Law

_DOMAIN = "remedy"
_chosen: NullTranslations | None = None
_language = "en"
_titles: dict[str, Mapping[str, str]] = {}
_phrases: dict[str, str] = {}
_units: dict[str, dict[str, str]] = {}
_generation = 0
_iso = False


def use(lang: str) -> None:
    """Chooses the language of all words from now on: Kazakh has titles alone, its words are Russian."""
    install(lang, None if lang == "en" else _catalogue(NEAREST.get(lang, lang)))


def _catalogue(lang: str) -> NullTranslations:
    """The catalogue of a language, empty where there is none."""
    import gettext
    from importlib.resources import as_file, files

    with as_file(files("remedy") / "locale") as folder:
        return gettext.translation(_DOMAIN, folder, [lang], fallback=True)


def install(lang: str, catalogue: NullTranslations | None) -> None:
    """Takes a catalogue; None is the text of the code. Titles of the vocabulary are to be told anew."""
    global _chosen, _language, _generation
    _language, _chosen = lang, catalogue
    _generation += 1
    _titles.clear()
    _phrases.clear()
    _units.clear()


@contextmanager
def spoken(lang: str, law: Law) -> Iterator[None]:
    """All words in that language within, with the titles of the law; afterwards in the one in use before."""
    before = _language
    if lang != before:
        use(lang)
        name(law)
    try:
        yield
    finally:
        if lang != before:
            use(before)
            name(law)


def write_days(*, iso: bool) -> None:
    """How days that people read are written from now on: in ISO, or as the language writes them."""
    global _iso, _generation
    if iso != _iso:
        _iso, _generation = iso, _generation + 1


def day_form() -> str:
    """The form of a day with its `{day}`, `{month}` and `{year}`; empty for ISO."""
    form = "" if _iso or _chosen is None else _(DAY)
    return "" if form == DAY else form


def language() -> str:
    """The language in use: en, ru, kk."""
    return _language


def generation() -> int:
    """A number that changes with the language and the titles, for what is kept of translated words."""
    return _generation


def is_english() -> bool:
    """Whether the words are those of the code."""
    return _chosen is None


def name(law: Law) -> None:
    """Tells the titles that the law gives: of events, outcomes, stages, remedies, rules and readings.

    Without them, and in English, ids are shown.
    """
    global _generation
    sources = [s for pack in law.packs.values() for s in pack.sources.values() if "short" in s]
    _units.update({s["short"]["en"]: s["unit"] for s in sources if "unit" in s})
    if _language == "en":
        return
    _generation += 1
    for pack in law.packs.values():
        own = [*((r.id, r.title) for r in pack.remedies), *((r.id, r.title) for r in pack.rules)]
        own += [(c.id, c.title) for c in pack.clocks]
        _titles.update(own)
        readings = [r for rule in pack.rules for v in rule.versions for r in v.readings]
        terms = [t for clock in pack.clocks for t in clock.terms]
        for title in (
            *(t for _id, t in own),
            *(x.title for x in readings),
            *(t.title for t in terms),
            *(n.text for n in pack.notices),
        ):
            if said := in_language(title, _language):
                _phrases[title.get("en", "")] = said
    _phrases.update({s["short"]["en"]: said for s in sources if (said := in_language(s["short"], _language))})
    words = law.vocabulary
    _titles.update({**words.stages, **words.outcomes, **{id: kind.title for id, kind in words.kinds.items()}})
    _titles.update({f"outcome {id}": title for id, title in words.outcomes.items()})


def phrase(text: str) -> str:
    """A title of the law in the language in use, by its English text; the text itself where there is none."""
    return _phrases.get(text, text)


def cited(source: str, article: str) -> str:
    """A source of the law and its articles as a reader's language writes them.

    Where a number ends the source's name, what its parts are called stands between: `Resolution No. 5, para. 1`.
    """
    said = phrase(source)
    if not article or not source:
        return said or article
    units = _units.get(source, {})
    unit = in_language(units, _language) or units.get("en", "")
    if unit:
        return f"{said}, {unit} {article}"
    return f"{said}{',' if _ENDS_IN_NUMBER.search(said) else ''} {article}"


_ENDS_IN_NUMBER = re.compile(r" \S*\d\S*$")

_OWN_ENDING = re.compile(r"(-\d{4}-\d{2}-\d{2})?(-[b-z])?$")
"""What tells apart events of one kind."""


def titled(id: str, group: str = "") -> str:
    """The title of an event's id, an outcome or a stage within a sentence; the id itself where nothing is called so."""
    if not _titles:
        return id
    found = _titles.get(f"{group} {id}") or _titles.get(id) or _titles.get(_OWN_ENDING.sub("", id)) or {}
    title = in_language(found, _language)
    return title[:1].lower() + title[1:] if title else id


def N_(message: str) -> str:
    """Marks words that are translated where they are shown."""
    return message


def NP_(context: str, message: str) -> str:
    """The same for words that mean several things: which of them is the context."""
    return message


DAY = N_("{year}-{month}-{day}")
"""A day as the language writes it: each place with its zeros."""


def _(message: str) -> str:
    """The words in the language in use."""
    return _chosen.gettext(message) if _chosen is not None and message else message


def pgettext(context: str, message: str) -> str:
    """The words as they are meant in a context."""
    return _chosen.pgettext(context, message) if _chosen is not None and message else message


def ngettext(one: str, many: str, n: int) -> str:
    """The plural form that a number takes; `{n}` in it is the number."""
    said = _chosen.ngettext(one, many, n) if _chosen is not None else one if n == 1 else many
    return said.replace("{n}", str(n))
