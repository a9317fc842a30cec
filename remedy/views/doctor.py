"""What `remedy doctor` finds, topic by topic, and with `--privacy` every file that is kept outside the cases."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from remedy.views.i18n import N_, _, ngettext
from remedy.views.text import Paint, clean, rule, wrap

TOPICS = {
    "settings": N_("SETTINGS"),
    "people": N_("WHO IS TOLD"),
    "reminders": N_("REMINDERS"),
    "cases": N_("CASES"),
    "law": N_("LAW"),
    "holidays": N_("DAYS OFF"),
    "zones": N_("TIME ZONES"),
    "git": N_("GIT"),
    "parts": N_("OPTIONAL PARTS"),
    "terminal": N_("EDITOR AND TERMINAL"),
    "files": N_("FILES OUTSIDE THE CASES"),
}
"""Headings, in the order in which they are shown."""

HOLDS = {
    "trust": N_("which tracked files you trust: their paths and hashes"),
    "reminders": N_("what was told to whom and when: ids, dates and recipients; without it all is told once more"),
    "report": N_("a report of an error in remedy: places in the program, no text of a case"),
    "choices": N_("what you chose in the app, such as its colours: no case"),
    "state": N_("something of the state folder"),
    "settings": N_("your own settings: who you are, channels, recipients; written by you alone"),
    "cache": N_("what can be made again at any time"),
    "schedule": N_("what starts the reminders every day: paths of the program and of the cases"),
    "import": N_("salted hashes of what an import wrote; without it nothing of a case is overwritten"),
    "leftover": N_("left by a command that was killed; the next edit sweeps it"),
    "completion": N_("by what a shell completes the words of remedy: no case"),
}
"""What a file holds, in words."""


class Finding(msgspec.Struct, kw_only=True):
    """One thing that was looked at."""

    topic: str
    level: str
    """`ok`, `note`, or `attention`."""
    text: str
    fix: str = ""
    """What to do, where something is to be done."""


class KeptFile(msgspec.Struct, kw_only=True):
    """One file outside the cases."""

    path: str
    mode: str | None
    """Permissions such as `0600`; null where the system has none."""
    size: int
    kind: str
    holds: str
    delete: str
    """The command that takes it away."""


class DoctorAnswer(msgspec.Struct, kw_only=True):
    """`remedy doctor`."""

    format: int = 1
    attention: int
    """How many findings need something to be done."""
    findings: list[Finding]
    files: list[KeptFile] | None = None
    """With `--privacy`."""


def doctor(answer: DoctorAnswer, width: int, paint: Paint) -> list[str]:
    """Topic by topic; what needs attention stands first within each."""
    out: list[str] = []
    for topic, heading in TOPICS.items():
        found = [f for f in answer.findings if f.topic == topic]
        if found or (topic == "files" and answer.files is not None):
            out.append(rule(_(heading), width, "", "", paint))
        for finding in sorted(found, key=lambda f: f.level != "attention"):
            out += _finding(finding, width, paint)
        if topic == "files" and answer.files is not None:
            out += _files(answer.files, width, paint)
    out.append(
        ngettext("{n} thing needs attention", "{n} things need attention", answer.attention)
        if answer.attention
        else _("Nothing needs attention.")
    )
    return out


def _finding(finding: Finding, width: int, paint: Paint) -> Iterable[str]:
    sign = {"ok": " ", "note": "·", "attention": "!"}[finding.level]
    colour = paint.yellow if finding.level == "attention" else str
    for n, line in enumerate(wrap(clean(finding.text), width - 4)):
        yield colour(f"{sign if n == 0 else ' '} {line}")
    for n, line in enumerate(wrap(clean(finding.fix), width - 6) if finding.fix else ()):
        yield f"  {'→' if n == 0 else ' '} {line}"


def _files(files: list[KeptFile], width: int, paint: Paint) -> Iterable[str]:
    for file in files:
        yield f"  {clean(file.path)}  {paint.dim(' '.join(filter(None, (file.mode, _size(file.size)))))}"
        yield from (f"      {line}" for line in wrap(_(HOLDS[file.kind]), width - 6))
        yield f"      {_('to delete it:')} {clean(file.delete)}"
    if not files:
        yield "  " + _("there is none")
    yield from wrap(
        _("Besides: what `remedy export` wrote, where you named it; and what git keeps of the folder."), width
    )


def _size(n: int) -> str:
    return ngettext("{n} byte", "{n} bytes", n)
