"""The texts by which a system runs `remedy remind` every day: a timer and a service of systemd, a line of a crontab.

Pure: made of words, never read from a file of cases. Each is known by the folder of cases that it is for, so that two
folders may each have their own and every one is taken back alone.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

import msgspec

from remedy.case.problems import NotMade
from remedy.case.shell import shell_word
from remedy.views.i18n import N_, _

LONGEST = 900
"""Characters that every cron takes as one command."""

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is to run, for which folder of cases, and when."""

    command: tuple[str, ...]
    """The program by its full path, and its words."""
    folder: str
    """The folder of cases, by its full path."""
    hour: int
    minute: int
    env: dict[str, str] = {}
    """What the user's own environment says of where settings and state are, and a timer's does not."""

    @property
    def id(self) -> str:
        """Eight letters and digits that stand for the folder."""
        return blake2b(self.folder.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()

    @property
    def unit(self) -> str:
        """The name of its units."""
        return f"remedy-remind-{self.id}"


def time_of(text: str) -> tuple[int, int]:
    """`07:30` as hour and minute. Raises ValueError."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return int(found[1]), int(found[2])


def refuse(job: Job, never: str = "") -> None:
    """Raises NotMade where a word holds what no line of a schedule can carry."""
    for word in (*job.command, job.folder, *job.env.values()):
        wrong = next((c for c in word if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in never), None)
        if wrong is not None:
            what = "a line end or a sign that does not print" if wrong not in never else f'the sign "{wrong}"'
            shown = word.encode("utf-8", "backslashreplace").decode("utf-8")
            raise NotMade(f"{shown!r} holds {what}, which a schedule cannot carry: rename the folder")


# systemd


def service(job: Job) -> str:
    """The unit that reminds once. Raises NotMade."""
    refuse(job)
    program, *words = job.command
    if "$" in program or "\\" in program or '"' in program:  # systemd takes the program's own path as it stands
        program, words = "/usr/bin/env", list(job.command)
    env = "".join(f"Environment={_quoted(f'{name}={value}', is_run=False)}\n" for name, value in job.env.items())
    return (
        f"{_made()}\n"
        "[Unit]\n"
        f"Description={_plain(_('Reminders of remedy for {folder}').format(folder=job.folder))}\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"# {_('An exit code other than 0 leaves this unit failed, to be seen by `systemctl --user --failed`:')}\n"
        f"# {_(CODES)}\n"
        f"{env}"
        f"ExecStart={' '.join([_quoted(program), *map(_quoted, words)])}\n"
    )


def timer(job: Job) -> str:
    """The unit that runs it every day, and after a day slept through as soon as the machine is awake."""
    return (
        f"{_made()}\n"
        "[Unit]\n"
        f"Description={_plain(_('Every day: reminders of remedy for {folder}').format(folder=job.folder))}\n\n"
        "[Timer]\n"
        f"OnCalendar=*-*-* {job.hour:02}:{job.minute:02}:00\n"
        "Persistent=true\n\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


CODES = N_("5 something could not be sent and is tried again next time, 3 some case file could not be used in full.")
"""What the codes of a failed unit mean."""

_INSTALL, _UNINSTALL = "`remedy remind install systemd`", "`remedy remind uninstall`"


def _made() -> str:
    """The first line of a unit, in the language in use."""
    return "# " + _("Made by {install}, taken back by {uninstall}.").format(install=_INSTALL, uninstall=_UNINSTALL)


def is_ours(unit: str) -> bool:
    """Whether remedy has written a unit, in whatever language: another one is somebody's own."""
    first = unit.partition("\n")[0]
    return first.startswith("#") and _INSTALL in first and _UNINSTALL in first


def _plain(text: str) -> str:
    """A text as a value that is read to the line's end."""
    return text.replace("%", "%%").rstrip("\\")


def _quoted(word: str, *, is_run: bool = True) -> str:
    """One word of a unit; `is_run`: of a command, in which `$` would name a variable."""
    said = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{said.replace("$", "$$") if is_run else said}"'


# cron


def cron_lines(job: Job) -> list[str]:
    """The lines of a crontab, its marks included. Raises NotMade."""
    refuse(job, "\\")  # what becomes of one differs from cron to cron
    words = [*(f"{name}={_shell(value)}" for name, value in job.env.items()), *map(_shell, job.command)]
    command = " ".join(words)
    if len(command) > LONGEST:
        raise NotMade("the path is too long for a crontab: move the folder, or use systemd")
    said = _("made by {install}; taken back by {uninstall}")
    made = said.format(install="remedy remind install cron", uninstall="remedy remind uninstall cron")
    return [
        f"{begin_mark(job)} ({made})",
        f"{job.minute} {job.hour} * * * {command}",
        end_mark(job),
    ]


def begin_mark(job: Job) -> str:
    """How the first line of a block begins."""
    return f"# remedy remind {job.id}: begin"


def end_mark(job: Job) -> str:
    """The last line of a block."""
    return f"# remedy remind {job.id}: end"


JOINED = " +"
"""Behind the mark where the crontab before it had no line end, which is taken away again with the block."""


def _shell(word: str) -> str:
    """One word of the shell in a crontab: cron takes `%` for a line end unless a backslash stands before it, and where
    cron leaves that backslash, the shell takes it away."""
    return "\\%".join(shell_word(part) if part else "" for part in word.split("%")) or "''"


def without(crontab: str, job: Job) -> tuple[str, list[str]]:
    """A crontab without the block of a job, byte for byte, and the lines of that block. Raises NotMade."""
    head, taken, tail = _parts(crontab, job)
    is_joined = bool(taken) and taken[0].endswith(JOINED) and not tail
    return (head.removesuffix("\n") if is_joined else head) + tail, taken


def with_block(crontab: str, job: Job) -> str:
    """A crontab with the block of a job, once: where it was, else at the end. Raises NotMade."""
    head, taken, tail = _parts(crontab, job)
    first, *others = cron_lines(job)
    if taken and taken[0].endswith(JOINED):
        first += JOINED
    elif head and not head.endswith("\n"):
        head, first = head + "\n", first + JOINED
    return head + "\n".join([first, *others]) + "\n" + tail


def _parts(crontab: str, job: Job) -> tuple[str, list[str], str]:
    """What stands before the block of a job, its lines, and what is after it. Raises NotMade where it has no end."""
    lines = crontab.splitlines(keepends=True)
    bare = [line.rstrip("\r\n") for line in lines]
    first = next((n for n, line in enumerate(bare) if line.startswith(begin_mark(job))), None)
    if first is None:
        return crontab, [], ""
    last = next((n for n, line in enumerate(bare) if n > first and line == end_mark(job)), None)
    if last is None:
        said = f"the block of remedy that begins in line {first + 1} of the crontab has no end"
        raise NotMade(f'{said}: by crontab -e add "{end_mark(job)}" below it; nothing was written')
    return "".join(lines[:first]), bare[first : last + 1], "".join(lines[last + 1 :])


def mail_to(crontab: str) -> str | None:
    """Whom this cron mails what is printed: the last `MAILTO`; None where none is set."""
    found = re.findall(r"^[ \t]*MAILTO[ \t]*=[ \t]*(.*?)[ \t]*$", crontab, re.MULTILINE)
    return found[-1].strip("\"'") if found else None
