"""Makes remedy/locale from the words in the code: the template, the merged Russian catalogue, and it compiled.

Run it after changing words, translate what is new in remedy.po, run it again. Same input, same bytes: no dates, no
line numbers, no version of Babel. A test holds that all three are current.
"""

from __future__ import annotations

import ast
import importlib
import io
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from remedy.views.reasons import sentences

PACKAGE = Path(__file__).parent.parent / "remedy"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("ru",)
MARKED = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2, "NP_": 2}
"""The functions that words of the code go through, with how many of their arguments are words."""

IN_CONTEXT = frozenset({"pgettext", "NP_"})
"""Those whose first argument is a context."""


class Plain(Catalog):
    """A catalogue whose head says only what gettext needs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Without dates, names and versions."""
        head = [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        head.append(("Content-Transfer-Encoding", "8bit"))
        if self.locale is None:
            return head
        return [("Language", str(self.locale)), *head, ("Plural-Forms", self.plural_forms)]


WORDS_OF_LAW = frozenset({"to", "grounds", "grounds_in", "words", "unless", "note"})
"""The keys of packs that hold a text in English alone and stand on a screen."""


def template() -> Plain:
    """All words of the code, module by module, then those of the law that its files have in English alone."""
    found = Plain(fuzzy=False, header_comment="# Made by tools/make_catalogs.py; do not edit.")
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        for context, message in _of_code(ast.parse(path.read_text("utf-8"))):
            _add(found, name, message, context)
    for name, words in _of_commands():
        _add(found, name, words)
    for path in sorted((PACKAGE / "packs").rglob("*.toml")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        for context, words in _of_law(tomllib.loads(path.read_text("utf-8"))):
            _add(found, name, words, context)
    return found


def _add(catalog: Catalog, place: str, message: str | tuple[str, ...], context: str = "") -> None:
    known = catalog.get(message, context or None)
    places = [] if known is not None and (place, 0) in known.locations else [(place, 0)]
    flags = ["python-brace-format"] if "{" in str(message) else []
    catalog.add(message, locations=places, flags=flags, context=context or None)


def _of_code(tree: ast.AST) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """The words of a module in order, each with its context; within f-strings too, which Babel's own reader leaves."""
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in MARKED:
        name = tree.func.id
        said = [a.value for a in tree.args[: MARKED[name]] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if len(said) == MARKED[name]:
            context = said.pop(0) if name in IN_CONTEXT else ""
            yield context, said[0] if len(said) == 1 else tuple(said)
    for node in ast.iter_child_nodes(tree):
        yield from _of_code(node)


def _of_commands() -> Iterator[tuple[str, str]]:
    """The help of every command, its options and its parts, with the module that it stands in."""
    import typer

    from remedy.cli import completion
    from remedy.cli.export_command import FORMATS
    from remedy.cli.main import COMMANDS, build
    from remedy.cli.words import words

    root = typer.main.get_command(build())
    yield from (("remedy/cli/main.py", text) for text in (*words(root), *COMMANDS.values()))
    yield from (("remedy/cli/completion.py", option.help or "") for option in completion.options())
    for name in COMMANDS:
        module = importlib.import_module(f"remedy.cli.{name}_command")
        yield from ((f"remedy/cli/{name}_command.py", text) for text in words(typer.main.get_command(module.app)))
    for name in FORMATS:
        module = importlib.import_module(f"remedy.cli.export_{name}")
        yield from ((f"remedy/cli/export_{name}.py", text) for text in words(typer.main.get_command(module.app)))


def _of_law(table: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The words of a file of law, each with its context."""
    if isinstance(table, list):
        for row in table:
            yield from _of_law(row, key)
    elif isinstance(table, str):
        if key in WORDS_OF_LAW:
            yield from (("", sentence) for sentence in sentences(table))
    elif isinstance(table, dict) and "en" in table:
        if "ru" not in table:
            yield "", table["en"]
    elif isinstance(table, dict) and key == "fact":
        yield "fact", table["id"]
        yield from (("value", value) for value in table["values"] if isinstance(value, str))
    elif isinstance(table, dict) and key == "year":
        yield from (("day off", name.partition(" (")[0]) for name in table.get("names", {}).values())
    elif isinstance(table, dict):
        for name, value in table.items():
            if name not in ("example", "source"):
                yield from _of_law(value, key if key == "grounds_in" else name)


def merged(lang: str, words: Catalog, known: str) -> Plain:
    """The template with the translations that a catalogue has; what the code says no more is left out."""
    old = read_po(io.StringIO(known), locale=lang) if known else Catalog(locale=lang)
    head = "# Translate here, then run tools/make_catalogs.py."
    new = Plain(locale=lang, fuzzy=False, header_comment=head)
    for message in words:
        if message.id:
            had = old.get(message.id, message.context)
            # a plural that was added to a singular keeps no half of a translation
            said = had.string if had is not None and type(had.id) is type(message.id) else None
            new.add(message.id, said, message.locations, message.flags, context=message.context)
    return new


def text(catalog: Catalog) -> str:
    """A catalogue as the text of its file."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, include_lineno=False)
    return out.getvalue().decode("utf-8")


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def made() -> dict[Path, bytes]:
    """Each file as it should be."""
    words = template()
    out = {LOCALE / "remedy.pot": text(words).encode()}
    for lang in LANGUAGES:
        folder = LOCALE / lang / "LC_MESSAGES"
        path = folder / "remedy.po"
        catalog = merged(lang, words, path.read_text("utf-8") if path.is_file() else "")
        out |= {path: text(catalog).encode(), folder / "remedy.mo": compiled(catalog)}
    return out


if __name__ == "__main__":
    for target, content in made().items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for lang in LANGUAGES:
        catalog = merged(lang, template(), (LOCALE / lang / "LC_MESSAGES" / "remedy.po").read_text("utf-8"))
        missing = [m.id for m in catalog if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])]
        sys.stdout.write("".join(f"{lang}: not translated: {id}\n" for id in missing))
