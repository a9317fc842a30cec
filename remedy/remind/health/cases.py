"""The cases themselves, the law that they use, and until when its days off are known."""

from __future__ import annotations

from collections.abc import Iterator

from remedy.case.model import Case
from remedy.law import coverage
from remedy.law.answer import Assessment
from remedy.remind.health.around import Around, few, found, reproach
from remedy.views import mask
from remedy.views.codes import coded
from remedy.views.doctor import Finding
from remedy.views.i18n import _, ngettext
from remedy.views.text import day_said


def cases(around: Around) -> Iterator[Finding]:
    """How many there are, and which cannot be used in full."""
    open_, closed = len(around.assessed), len(around.files)
    said = ngettext("{n} open case", "{n} open cases", open_)
    yield found("cases", "ok", f"{said}; " + ngettext("{n} file", "{n} files", closed))
    names = set(around.files)
    for problem in around.of_cases:
        if problem.file not in names:
            yield reproach("law", problem)
    wrong = {p.file for p in around.of_cases if p.file in names}
    if wrong:
        said = ngettext("{n} file has errors", "{n} files have errors", len(wrong))
        yield found("cases", "attention", said, "remedy check")


def law(around: Around) -> Iterator[Finding]:
    """The packs, and how much of each nobody has verified."""
    used = {name for case, _answer in around.assessed for name in case.packs}
    for pack in around.law.packs.values():
        versions = [v for rule in pack.rules for v in rule.versions]
        weak = sum(v.status != "verified" for v in versions)
        read = day_said(pack.verified) if pack.verified is not None else _("never")
        said = _("{pack}: texts read {day}; {weak} of {all} versions not verified")
        text = said.format(pack=pack.id, day=read, weak=weak, all=len(versions))
        yield found("law", "ok" if pack.id in used else "note", text + ("" if pack.id in used else _("; no open case")))


def holidays(around: Around) -> Iterator[Finding]:
    """The calendars that open cases use."""
    uses: dict[str, list[tuple[Case, Assessment]]] = {}
    for case, answer in around.assessed:
        packs = [around.law.packs[n] for n in case.packs if n in around.law.packs]
        for name in dict.fromkeys([case.calendar] if case.calendar else [p.calendar for p in packs]):
            if name in around.law.calendars:
                uses.setdefault(name, []).append((case, answer))
    for name, cases in sorted(uses.items()):
        yield from _calendar(around, name, cases)


def _calendar(around: Around, name: str, cases: list[tuple[Case, Assessment]]) -> Iterator[Finding]:
    """Until when one is covered, and whose dates lie beyond."""
    today, calendar = around.today, around.law.calendars[name]
    last = coverage.covered_from(calendar, today.year)
    fix = _("install a newer remedy, or put calendars/{name}.toml into a folder for --packs").format(name=name)
    if last is None:
        yield found("holidays", "attention", _("{name}: this year is not covered").format(name=name), fix)
    else:
        text = _("{name}: covered until {year}").format(name=name, year=last)
        weak = calendar.years[last].status
        yield found("holidays", "ok", text + ("" if weak == "verified" else f", {coded('standing', weak)}"))
    past = [_name(around, case) for case, answer in cases if coverage.beyond(answer.items, last, today)]
    if past:
        said = _("{name}: open dates of {cases} lie beyond: they are provisional")
        yield found("holidays", "attention", said.format(name=name, cases=few(past)), fix)


def _name(around: Around, case: Case) -> str:
    return mask.alias_of(case) if around.masks and case.confidential else case.id
