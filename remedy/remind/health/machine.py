"""What stands around the cases on this machine: git, zone data, optional parts, the terminal, files kept elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import remedy
from remedy.case.problems import NotMade
from remedy.case.shell import shell_word
from remedy.remind.health.around import found
from remedy.store import git, kept, outside, surroundings, uncommitted
from remedy.views.complaints import complaint
from remedy.views.doctor import HOLDS, Finding, KeptFile
from remedy.views.i18n import _, ngettext
from remedy.views.text import clean


def program() -> Finding:
    """Which remedy runs, in what."""
    return found("settings", "ok", f"remedy {remedy.__version__}, Python {sys.version.split()[0]}, {sys.platform}")


def zones() -> Iterator[Finding]:
    """Whether zone data know the last move."""
    where, is_current = surroundings.zone_data()
    said = _("zone data: {where}").format(where=where)
    if is_current:
        yield found("zones", "ok", said)
        return
    late = _("it does not know that Almaty moved to +05 on 1 March 2024")
    fix = _("update the system's tzdata, or set PYTHONTZPATH to nothing: remedy brings its own")
    yield found("zones", "attention", f"{said}; {late}", fix)


def repository(root: Path) -> Iterator[Finding]:
    """Whether earlier versions are kept, and checked before they are."""
    if not git.is_there():
        yield found("git", "note", _("git is not installed: nothing keeps earlier versions of the cases"))
        return
    try:
        state = uncommitted.standing(root)
    except git.Unanswered as error:
        yield found("git", "note", clean(str(error).partition("\n")[0]))
        return
    if state is None:
        fix = f"git init {shell_word(str(root.absolute()))}"
        yield found("git", "note", _("the folder is in no git: nothing keeps earlier versions of the cases"), fix)
        return
    ahead = "; " + ngettext("{n} commit not pushed", "{n} commits not pushed", state.ahead) if state.ahead else ""
    branch = _("branch {name}").format(name=state.branch) if state.branch else _("HEAD is on no branch")
    yield found("git", "ok", branch + ahead)
    if number := len(state.files) + state.others:
        said = ngettext("{n} file is not committed", "{n} files are not committed", number)
        yield found("git", "note", said)
    hook = git.hook(root, "pre-commit")
    if hook is None:
        fix = "docs/reminders-scheduling.md"
        yield found("git", "note", _("no pre-commit hook checks the cases before they are committed"), fix)
    else:
        yield found("git", "ok", _("a pre-commit hook: {path}").format(path=hook))


def parts() -> Iterator[Finding]:
    """Optional parts."""
    purposes = {
        "openpyxl": _("workbooks for remedy import"),
        "apprise": _("Telegram, Signal, Matrix and others for remedy remind"),
        "keyring": _("secrets of channels from the keyring"),
    }
    for part, name in surroundings.EXTRAS.items():
        version = surroundings.version_of(part)
        if version is not None:
            yield found("parts", "ok", f"{part} {version}: {purposes[part]}")
        else:
            said = _("{part} is not installed: {purpose}").format(part=part, purpose=purposes[part])
            yield found("parts", "note", said, f'pip install "{name}"')


def terminal(width: int) -> Iterator[Finding]:
    """The editor, and what the terminal can show."""
    try:
        words = outside.editor_words(Path("x"), 1)
        yield found("terminal", "ok", _("editor: {program}").format(program=words[0]))
    except NotMade as error:
        is_set = surroundings.variable("VISUAL") or surroundings.variable("EDITOR")
        yield found("terminal", "note", complaint(str(error)) if is_set else _("no editor is known"), "EDITOR=nano")
    term = surroundings.variable("TERM") or _("not set")
    size = f"{width}, {sys.stdout.encoding}"
    yield found("terminal", "ok", _("TERM {term}; columns and encoding: {size}").format(term=term, size=size))
    yield found("terminal", "note", _("copying in the app goes through the terminal (OSC 52); within tmux it needs "
                                    "set-clipboard on"))  # fmt: skip


PRIVATE = frozenset({"trust", "reminders", "report", "state", "cache"})
"""The kinds of files that nobody else should read."""


def open_to_others(files: Iterable[kept.Kept]) -> Iterator[Finding]:
    """Files for one's own eyes that others may read."""
    for file in files:
        if file.kind in PRIVATE and (file.mode or 0) & 0o077:
            said = _("others may read {path}").format(path=file.path)
            yield found("files", "attention", said, f"chmod 600 {shell_word(str(file.path))}")


def shown(files: Iterable[kept.Kept]) -> Iterator[KeptFile]:
    """Every file that is kept outside the cases, and the lines of the crontab."""
    for file in files:
        yield KeptFile(
            path=str(file.path),
            mode=f"{file.mode:04o}" if file.mode is not None else None,
            size=file.size,
            kind=file.kind,
            holds=HOLDS[file.kind],
            delete=_delete(file),
        )
    lines = kept.crontab_lines()
    if lines:
        yield KeptFile(
            path="crontab",
            mode=None,
            size=sum(len(line) + 1 for line in lines),
            kind="schedule",
            holds=HOLDS["schedule"],
            delete="remedy remind uninstall cron",
        )


def _delete(file: kept.Kept) -> str:
    """The command that takes a file away."""
    if file.kind == "schedule":
        return f"systemctl --user disable --now {shell_word(file.path.stem)}.timer; rm {shell_word(str(file.path))}"
    return f"rm {shell_word(str(file.path))}"
