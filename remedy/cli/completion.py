"""How a shell completes `remedy`: the script that it reads, where that is put, and what is offered to it.

Built on click's own scripts, which evaluate nothing. Quiet in every trouble: a completion is no place for it.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import click
from click import shell_completion as shells

BREAKS = "@:="
"""Where readline begins a new word inside one (COMP_WORDBREAKS); `@` itself belongs to the new word."""

PLACES = {
    "bash": ".bash_completions/remedy.sh",
    "zsh": ".zfunc/_remedy",
    "fish": ".config/fish/completions/remedy.fish",
}
"""Where each shell's script is put, from the user's home."""

STARTS = {
    "bash": (".bashrc", "source '{script}'"),
    "zsh": (".zshrc", "fpath+='{folder}'; autoload -Uz compinit; compinit"),
}
"""The file that a shell reads at its start, and the line that it needs to find the script."""


class Bash(shells.BashComplete):
    """Bash hands over `appeal@judg` as three words and replaces the last one only."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words as they were typed, those that readline broke joined again."""
        words = shells.split_arg_string(os.environ["COMP_WORDS"])
        at = int(os.environ["COMP_CWORD"])
        args, typed = words[1:at], words[at] if at < len(words) else ""
        while args and (args[-1] in BREAKS or (typed and typed[0] in BREAKS)):
            typed = args.pop() + typed
        last = max(typed.rfind(b) for b in BREAKS)
        self.ctx_args["kept"] = last if typed[last : last + 1] == "@" else last + 1
        return args, typed

    def get_completions(self, args: list[str], incomplete: str) -> list[shells.CompletionItem[Any]]:
        """What is offered, without the part that readline keeps."""
        kept = self.ctx_args.pop("kept", 0)
        whole = super().get_completions(args, incomplete)
        prefix = incomplete[:kept]
        same = [i for i in whole if str(i.value).startswith(prefix)] if prefix else whole
        return [shells.CompletionItem(str(i.value)[len(prefix) :], i.type, i.help) for i in same]


def answer(cli: click.Command, context: MutableMapping[str, Any], name: str, variable: str, instruction: str) -> int:
    """Answers a shell's question; exit code 0 whatever happens: a shell that completes shows no error of ours."""
    shells.add_completion_class(Bash)
    try:
        return shells.shell_complete(cli, context, name, variable, instruction)
    except Exception:
        return 0


def script(cli: click.Command, shell: str) -> str:
    """The script of a shell."""
    shells.add_completion_class(Bash)
    found = shells.get_completion_class(shell)
    if found is None or shell not in PLACES:
        raise click.UsageError(f'no completion for "{shell}"; name one of: {", ".join(PLACES)}')
    made = found(cli, {}, "remedy", "_REMEDY_COMPLETE")
    return found.source_template % made.source_vars()


def shell_named(name: str) -> str:
    """The shell that was named, else the one that runs this. Raises UsageError where there is none."""
    if name != "auto":
        return name
    import shellingham  # type: ignore[import-untyped]

    try:
        return str(shellingham.detect_shell()[0])
    except (shellingham.ShellDetectionFailure, OSError):
        fix = f"name yours: remedy --install-completion {'|'.join(PLACES)}"
        raise click.UsageError(f"it could not be found out which shell this is; {fix}") from None


def install(cli: click.Command, name: str) -> list[str]:
    """Puts the script where the shell finds it; the lines to tell the user. Touches nothing of the rest of a file."""
    shell = shell_named(name)
    text = script(cli, shell)
    target = Path.home() / PLACES[shell]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    told = [f"completion for {shell}: {target}"]
    if shell in STARTS:
        start, form = STARTS[shell]
        line = form.format(script=target, folder=target.parent)
        rc = Path.home() / start
        before = rc.read_bytes() if rc.exists() else b""
        if line.encode() not in before:
            with rc.open("ab") as file:
                file.write((b"\n" if before and not before.endswith(b"\n") else b"") + line.encode() + b"\n")
            told.append(f"one line added to {rc}")
    return [*told, "Open a new terminal to use it."]


def options() -> list[click.Option]:
    """`--install-completion` and `--show-completion`, each with the name of a shell or without."""

    def put(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None and not ctx.resilient_parsing:
            click.echo("\n".join(install(ctx.command, value)))
            ctx.exit(0)

    def show(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None and not ctx.resilient_parsing:
            click.echo(script(ctx.command, shell_named(value)))
            ctx.exit(0)

    names = "|".join(PLACES)
    return [
        click.Option(
            [flag],
            is_flag=False,
            flag_value="auto",
            is_eager=True,
            expose_value=False,
            metavar=f"[{names}]",
            callback=act,
            help=words,
        )
        for flag, act, words in (
            ("--install-completion", put, "Complete case ids and deadline names in your shell."),
            ("--show-completion", show, "Print the script of completion instead."),
        )
    ]
