"""How a shell completes `remedy`: the script that it reads, where that is put, and what is answered to it.

No script evaluates what it is told. Quiet in every trouble: a completion is no place for it.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import click
from click import shell_completion as shells

from remedy.cli.exit_codes import ExitCode
from remedy.store import places as folders

VARIABLE = "_REMEDY_COMPLETE"
"""Set by a script that asks what may stand at the end of COMP_LINE, the line up to the cursor."""

END = "\0"
"""Put behind a line, so that its last word is seen even where it is empty, quoted or escaped."""

BASH = """\
_remedy() {
    local kind word help
    COMPREPLY=()
    while IFS=$'\\t' read -r kind word help; do
        case $kind in
            plain) COMPREPLY+=("$word") ;;
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
        esac
    done <<< "$(env _REMEDY_COMPLETE=bash COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORD="$2" "$1" 2>/dev/null)"
}

complete -o nosort -F _remedy remedy 2>/dev/null || complete -F _remedy remedy
"""
"""COMP_WORD is the part of the last word that readline will replace."""

ZSH = """\
#compdef remedy

_remedy() {
    local kind word help paths
    local -a names shown
    local line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX"
    while IFS=$'\\t' read -r kind word help; do
        case $kind in
            plain) names+=("$word"); shown+=("$word${help:+  -- $help}") ;;
            dir) paths=-/ ;;
            file) paths=-f ;;
        esac
    done <<< "$(env _REMEDY_COMPLETE=zsh COMP_LINE="$line" "${(Q)words[1]}" 2>/dev/null)"
    if [[ -n $paths ]]; then
        [[ $PREFIX == -*=* ]] && compset -P '*='
        _path_files $paths
    elif [[ "$shown" == *' -- '* ]]; then
        compadd -l -d shown -a -- names
    else
        compadd -a -- names
    fi
}

if [[ $funcstack[1] == _remedy ]]; then
    _remedy "$@"
else
    compdef _remedy remedy
fi
"""
"""The function has the name of its file, so that the first call, which loads the file, already answers."""

FISH = """\
function _remedy
    set -l line (commandline -cp | string collect)
    set -l words (commandline -po)
    for told in (env _REMEDY_COMPLETE=fish COMP_LINE="$line" $words[1] 2>/dev/null)
        set -l parts (string split \\t -- $told)
        switch $parts[1]
            case plain
                printf '%s\\t%s\\n' $parts[2] "$parts[3]"
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                __fish_complete_path (commandline -ct)
        end
    end
end

complete --command remedy --no-files --arguments '(_remedy)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
"""The script of each shell that can be served."""


class Line(shells.ShellComplete):
    """A line that ends at the cursor, and what its last word may become: one a line, as kind, word and help.

    Readline ends a word at `@`, `:` or `=` (COMP_WORDBREAKS) and replaces only what follows; bash says what that is.
    What it keeps is not said again.
    """

    name = "line"
    source_template = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words between the command and the last word, and that one."""
        *words, last = shells.split_arg_string(os.environ["COMP_LINE"] + END)
        return words[1:], last.removesuffix(END)

    def get_completions(self, args: list[str], incomplete: str) -> list[shells.CompletionItem[str]]:
        """What is offered; behind `--option=` with that before it, as the word that is replaced begins so."""
        option, equals, _ = incomplete.partition("=")
        head = option + equals if equals and option.startswith("-") else ""
        kept = kept_of(incomplete, os.environ.get("COMP_WORD"))
        out = []
        for item in super().get_completions(args, incomplete):
            word = head + item.value
            if item.type != "plain":
                out.append(item)
            elif word.startswith(kept):
                out.append(shells.CompletionItem(word.removeprefix(kept), item.type, item.help))
        return out

    def format_completion(self, item: shells.CompletionItem[str]) -> str:
        """Kind, word and help with a tab between them."""
        return "\t".join([item.type, item.value, *([" ".join(item.help.split())] if item.help else [])])


def kept_of(word: str, replaced: str | None) -> str:
    """The beginning of a word that a shell leaves as it stands."""
    if replaced is None:
        return ""
    end = shells.split_arg_string(replaced + END)[-1].removesuffix(END)
    return word[: len(word) - len(end)] if word.endswith(end) else ""


class Unwritten(click.ClickException):
    """A file of the shell that cannot be written."""

    exit_code = ExitCode.UNSENT


def answer(cli: click.Command, context: MutableMapping[str, Any], name: str) -> int:
    """Answers a shell's question; exit code 0 whatever happens: a shell that completes shows no error of ours."""
    try:
        click.echo(Line(cli, context, name, VARIABLE).complete())
    except Exception:
        return 0
    return 0


def _told(said: str) -> str:
    from remedy.views.complaints import complaint  # not what Tab waits for

    return complaint(said)


def script(shell: str) -> str:
    """The script of a shell. Raises UsageError for one that cannot be served."""
    if shell not in SCRIPTS:
        raise click.UsageError(_told(f'no completion for "{shell}"; {_cure()}'))
    return SCRIPTS[shell]


def shell_named(name: str) -> str:
    """The shell that was named, else the one that runs this. Raises UsageError where none is found."""
    if name != "auto":
        return name
    import shellingham  # type: ignore[import-untyped]  # only here is it needed

    try:
        return str(shellingham.detect_shell()[0])
    except (shellingham.ShellDetectionFailure, OSError):
        raise click.UsageError(_told(f"which shell this is could not be found out; {_cure()}")) from None


def _cure() -> str:
    first, *others = SCRIPTS
    return f"name yours: remedy --install-completion {first} (or {' or '.join(others)})"


def _place(shell: str) -> Path:
    """Where a shell finds the script; fish alone looks there by itself."""
    home = folders.home()
    if shell == "fish":
        return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish/completions/remedy.fish"
    return home / {"bash": ".bash_completions/remedy.sh", "zsh": ".zfunc/_remedy"}[shell]


def places() -> list[Path]:
    """Where the scripts stand that were installed."""
    return [place for place in map(_place, SCRIPTS) if place.is_file()]


def _start(shell: str, place: Path) -> tuple[Path, str] | None:
    """The file that a shell reads at its start, and the line in it that leads to the script."""
    if shell == "bash":
        return folders.home() / ".bashrc", f"source {shlex.quote(str(place))}"
    if shell == "zsh":
        line = f"fpath+={shlex.quote(str(place.parent))}; autoload -Uz compinit; compinit"
        return Path(os.environ.get("ZDOTDIR") or folders.home()) / ".zshrc", line
    return None


def install(name: str) -> list[str]:
    """Puts the script where the shell finds it; the lines to tell the user.

    Adds at most one line to the shell's own file and changes nothing else in it. Raises ClickException where a file
    cannot be written.
    """
    shell = shell_named(name)
    text = script(shell)
    place = _place(shell)
    told = [f"completion for {shell}: {place}"]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        start = _start(shell, place)
        if start is not None and _add_line(*start):
            told.append(f"one line added to {start[0]}")
    except OSError as error:
        cure = f"put the script where your shell reads it: remedy --show-completion {shell}"
        said = f"{error.filename or place}: {error.strerror}; make it writable, or {cure}"
        raise Unwritten(_told(said)) from None
    return [_told(line) for line in (*told, "Open a new terminal to use it.")]


def _add_line(file: Path, line: str) -> bool:
    """Whether the line was missing; it is added at the end then."""
    before = file.read_bytes() if file.exists() else b""
    if line.encode() in before.splitlines():
        return False
    with file.open("ab") as out:
        out.write((b"\n" if before and not before.endswith(b"\n") else b"") + line.encode() + b"\n")
    return True


def options() -> list[click.Option]:
    """`--install-completion` and `--show-completion`, each with the name of a shell or without."""

    def put(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None and not ctx.resilient_parsing:
            click.echo("\n".join(install(value)))
            ctx.exit(0)

    def show(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None and not ctx.resilient_parsing:
            click.echo(script(shell_named(value)), nl=False)
            ctx.exit(0)

    return [
        click.Option(
            [flag],
            is_flag=False,
            flag_value="auto",
            is_eager=True,
            expose_value=False,
            metavar=f"[{'|'.join(SCRIPTS)}]",
            callback=act,
            help=words,
        )
        for flag, act, words in (
            ("--install-completion", put, "Let Tab complete case ids and deadline names in this shell, or that one."),
            ("--show-completion", show, "Print the script that does it, and install nothing."),
        )
    ]
