"""The words of the interface in the language that was chosen: gettext catalogues under `remedy/locale`.

English is the text in the code itself. `use` is called once, when a command or the app begins.
"""

from __future__ import annotations

import gettext
from importlib.resources import as_file, files

_DOMAIN = "remedy"
_chosen: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(lang: str) -> None:
    """Chooses the language of all words from now on; one without a catalogue is English."""
    global _chosen, _language
    _language = lang
    with as_file(files("remedy") / "locale") as folder:
        _chosen = gettext.translation(_DOMAIN, folder, [lang], fallback=True)


def language() -> str:
    """The language in use: en, ru, kk."""
    return _language


def _(message: str) -> str:
    """The words in the language in use."""
    return _chosen.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The plural form that a number takes; `{n}` in it is the number."""
    return _chosen.ngettext(one, many, n).replace("{n}", str(n))
