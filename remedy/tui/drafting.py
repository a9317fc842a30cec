"""What an edit of a form would do: the draft against the file as it is, what somebody else changed, and their lines.

Called by `dialogs/form.py`, in a worker while one types and once more when it saves. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from remedy.case.problems import NotMade
from remedy.case.typed import Misread
from remedy.law.early import early
from remedy.store.cases import CaseFile
from remedy.store.desk import Draft
from remedy.tui.fields import Field, Form, Values, quoted, still_missing
from remedy.tui.spans import PAINT
from remedy.views.answers import EditedLine
from remedy.views.complaints import complaint, sentence
from remedy.views.edit import changed, moves_lines
from remedy.views.i18n import _
from remedy.views.meaning import told_early
from remedy.views.text import clean, rule, wrap

if TYPE_CHECKING:
    from remedy.tui.app import RemedyApp

THEIRS = 12
"""So many lines of somebody else's are shown."""


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What an edit would do, or why it cannot be made, against one text of its file."""

    file: CaseFile | None = None
    """None where it could not be read."""
    values: Values = {}
    draft: Draft | None = None
    said: str = ""
    """What was understood."""
    wrong: str = ""
    missing: str = ""
    minded: Sequence[str] = ()
    """What is to be minded, after saving too."""
    warned: Sequence[str] = ()


def text_of(file: CaseFile | None) -> str | None:
    """What stands in a file that was read."""
    return file.source.text if file is not None and file.source is not None else None


def loaded(app: RemedyApp, case: str) -> CaseFile:
    """The file of a case as it is at this moment. Raises NotMade where it cannot be edited."""
    entry = app.shelf.entry_of(case)
    if entry is None:
        raise NotMade(_("the file of this case is gone"))
    file = app.desk.load(entry.path)
    if file.case is None:
        raise NotMade(_("the file has an error that stops every edit: see Problems"))
    return file


def previewed(app: RemedyApp, form: Form, case: str, typed: Mapping[str, str]) -> Preview:
    """What the edit would do to the file as it is at this moment; what was not typed is as the file says it."""
    file, values = None, form.values(typed)
    try:
        file = loaded(app, case)
        if form.recorded is not None and form.recorded(file) is None:
            raise NotMade(_("what this form is about is not in the file any more"))
        values = form.values(typed, file)
        missing = still_missing(form.missing(typed, file))
        if missing or any(f.is_wrong(typed[f.name]) for f in form.fields if f.name in typed):
            return Preview(file=file, values=values, missing=missing)  # beneath the date it is said why
        editor = app.desk.editor(file)
        said = [form.make(editor, file, values)]
        edit = editor.done()
        said += form.proved(app.desk, file, edit) if form.proved else []
        draft = app.desk.draft(file, edit)
        minded = form.minds(values) if form.minds is not None else ""
    except (Misread, NotMade) as error:
        more = f"\n{error.lines}" if isinstance(error, NotMade) and error.lines else ""
        return Preview(file=file, values=values, wrong=f"{complaint(str(error))}{more}")
    return Preview(
        file=file,
        values=values,
        draft=draft,
        said="\n".join(said),
        minded=[minded] if minded else [],
        warned=_warned(app, file, draft),
    )


def _warned(app: RemedyApp, file: CaseFile, draft: Draft) -> list[str]:
    """What the edit does not do though one would expect it; an error of the file says as much."""
    law, case = app.desk.law, file.case
    found = early(draft.was, case, draft.case, law) if case is not None and not draft.added else []
    return [told_early(x, law, app.lang) for x in found]


class Meanwhile(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody else changed in the file since the form was opened."""

    lines: Sequence[EditedLine] = ()
    both: Sequence[str] = ()
    """The fields that both changed, with what either says."""

    def shown(self, width: int) -> list[str]:
        """At the head of what is shown; nothing where nothing was changed."""
        if not self.lines:
            return []
        note = _("The file was changed meanwhile: what stands below is against the file as it is now.")
        out = [PAINT.yellow(x) for x in wrap(note, width)]
        out.append(rule(_("CHANGED BY SOMEBODY ELSE"), width, "", str(len(self.lines)), PAINT))
        out += [PAINT.yellow(x) for said in self.both for x in wrap(f"! {said}", width)]
        return out + [x for c in self.lines[:THEIRS] for x in _line(c, width)]


def meanwhile(opened: CaseFile | None, file: CaseFile | None, form: Form, typed: Mapping[str, str]) -> Meanwhile:
    """What the file says now and did not say when the form was opened."""
    before, after = text_of(opened), text_of(file)
    if before is None or after is None or before == after or opened is None or file is None:
        return Meanwhile()
    was, now = form.now(opened), form.now(file)
    both = [
        _("{label}: somebody else wrote {theirs}, this form says {yours}.").format(
            label=f.label, theirs=_quoted(f, now[f.name]), yours=_quoted(f, f.meant(typed[f.name]))
        )
        for f in form.fields
        if f.name in typed and f.name in now and now[f.name] not in (was.get(f.name), f.meant(typed[f.name]))
    ]
    return Meanwhile(lines=changed(before, after), both=both)


def _quoted(field: Field, value: str) -> str:
    return quoted(field.said(value)) if value else _("nothing")


def lines_of(preview: Preview, width: int, lang: str) -> list[str]:
    """What is wrong, what would move, and the lines of the file that go and come."""
    out = [PAINT.red(x) for part in preview.wrong.split("\n") for x in wrap(clean(part), width)]
    out += [PAINT.yellow(x) for x in wrap(preview.missing, width)]
    draft = preview.draft
    if draft is None:
        return out
    out += [PAINT.red(x) for p in draft.added for x in wrap(sentence(p), width)]
    out += [PAINT.yellow(x) for part in (*preview.minded, *preview.warned) for x in wrap(f"! {part}", width)]
    out += [x for part in preview.said.split("\n") for x in wrap(complaint(part), width)]
    out.append(rule(_("WHAT MOVES"), width, "", str(len(draft.moved)), PAINT))
    out += moves_lines(draft.moved, width, PAINT, lang) or [_("No deadline and no remedy moves.")]
    out.append(rule(clean(draft.name), width, paint=PAINT))
    return out + [x for c in changed(draft.before, draft.after) for x in _line(c, width)]


def _line(line: EditedLine, width: int) -> list[str]:
    """A line of the file that goes or comes, on as many lines as it takes."""
    colour = PAINT.green if line.sign == "+" else PAINT.red
    return [colour(f"{line.number:>5} {line.sign} {x}") for x in wrap(clean(line.text), width - 8) or [""]]
