"""The language of a run, and the help and the errors of the command line in it.

Help texts stand in English beside their options; they are translated when a command is found. The tool that makes the
catalogues walks the same commands.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from remedy.store import settings
from remedy.views import i18n
from remedy.views.i18n import N_, _

LANGUAGES = settings.LANGUAGES
"""Those that there are words or titles in."""

PARSER = (
    *(N_("Usage:"), N_("Usage: "), N_("Options"), N_("Arguments"), N_("Commands"), N_("No such option {name!r}.")),
    N_("Option {name!r} does not take a value."),
    *(N_("Show this message and exit."), N_("Try '{command} {option}' for help."), N_("Error: {message}")),
    *(N_("Missing argument"), N_("Missing option"), N_("Missing parameter"), N_("No such option: {name}")),
    *(N_("Invalid value: {message}"), N_("Invalid value for {param_hint}: {message}")),
    *(N_("Option {name!r} requires an argument."), N_("{value!r} is not a valid {number_type}.")),
    *(N_("No such command {name!r}."), N_("Missing command."), N_("required"), N_("default: {default}")),
    *(N_("{value!r} is not {choice}."), N_("{value!r} is not one of {choices}.")),
    *(N_("{value} is not in the range {range}."), N_("Possible options: {possibilities}")),
)
"""What the parser of the command line says of its own."""

MODULES = ("click.core", "click.decorators", "click.exceptions", "click.formatting", "click.parser", "click.types")
"""The modules that say it; each asks its own `_`."""


def language_of(stated: str | None, environ: Mapping[str, str], setting: str | None = None) -> str:
    """The language that was stated, else that of REMEDY_LANG, of the user's settings, of the locale, else English."""
    own = environ.get("REMEDY_LANG", "")[:2].lower()
    locale = (environ.get(name, "")[:2].lower() for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = next((x for x in (stated, own, setting, *locale) if x), "en")
    return found if found in LANGUAGES else "en"


def wants_iso(environ: Mapping[str, str], setting: str | None = None) -> bool:
    """Whether days are asked for in ISO in any language: by REMEDY_DATES, else by the user's settings."""
    return (environ.get("REMEDY_DATES", "").lower() or setting) == "iso"


def begin(argv: Sequence[str], environ: Mapping[str, str]) -> None:
    """Chooses the language before the command line is read, for help and errors."""
    stated = [b for a, b in pairwise(argv) if a == "--lang"]
    stated += [a.removeprefix("--lang=") for a in argv if a.startswith("--lang=")]
    own = settings.mine()
    i18n.write_days(iso=wants_iso(environ, own.dates))
    lang = language_of(stated[-1] if stated and stated[-1] in LANGUAGES else None, environ, own.lang)
    if lang == "en":
        return
    i18n.use(lang)
    for name in (*MODULES, "typer.core"):
        module = sys.modules.get(name)
        if module is not None and hasattr(module, "_"):
            vars(module)["_"] = _  # what they ask otherwise is the process's own language, which --lang does not change
        if module is not None and hasattr(module, "ngettext"):
            vars(module)["ngettext"] = _counted


def _counted(one: str, many: str, n: int) -> str:
    """What the parser says of several things: translated as it stands, for its catalogue has no plural forms."""
    return _(one if n == 1 else many)


def helps(command: Any) -> Iterator[tuple[Any, str, str]]:
    """Every help text of a command, its options and the commands in it: who has it, under which name, the text."""
    for thing, names in ((command, ("help", "short_help", "epilog")), *((p, ("help",)) for p in command.params)):
        for name in names:
            text = getattr(thing, name, None)
            if isinstance(text, str) and text:
                yield thing, name, text
    for inner in getattr(command, "commands", {}).values():
        yield from helps(inner)


PLACES = (
    *(N_("TEXT"), N_("INTEGER"), N_("INTEGER RANGE"), N_("[OPTIONS]")),
    *(N_("COMMAND [ARGS]..."), N_("[COMMAND] [ARGS]...")),
)
"""What the parser writes of its own where something is to be typed."""


def _placed(command: Any) -> None:
    """Says in the language in use what is typed where the parser's own word for it would stand."""
    for option in command.params:
        kind = getattr(option.type, "name", "").upper()
        if option.param_type_name == "option" and option.metavar is None and kind in PLACES:
            option.metavar = _(kind)
    if command.options_metavar in PLACES:
        command.options_metavar = _(command.options_metavar)
    if getattr(command, "subcommand_metavar", "") in PLACES:
        command.subcommand_metavar = _(command.subcommand_metavar)
    for inner in getattr(command, "commands", {}).values():
        _placed(inner)


def spoken(command: Any) -> Any:
    """The command with its help in the language in use."""
    if not i18n.is_english():
        _placed(command)
        for thing, name, text in helps(command):
            setattr(thing, name, _(_one_line(text)))
    return command


def spoken_option(option: Any) -> Any:
    """One option with its help in the language in use."""
    if not i18n.is_english() and option.help:
        option.help = _(_one_line(option.help))
    return option


def _one_line(text: str) -> str:
    """A docstring as one line for each of its paragraphs: how it is wrapped in the code is not its meaning."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def words(command: Any) -> list[str]:
    """The help texts as the catalogue has them."""
    return [_one_line(text) for _thing, _name, text in helps(command)]
