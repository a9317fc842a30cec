"""What an edit did: what was understood, the lines that changed, every deadline and remedy that moved.

Called by the commands that write and by the forms of the app. Of dates nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Sequence

from remedy.case.languages import in_language
from remedy.law.moves import Shift, State
from remedy.views.answers import EditedLine
from remedy.views.codes import coded
from remedy.views.complaints import complaint
from remedy.views.i18n import _
from remedy.views.mask import WORD
from remedy.views.reasons import told
from remedy.views.text import Paint, bracket, clean, day_said, rule, wrap
from remedy.views.words import cite_phrase, short_rule

MANY = 2000
"""Lines from which on the commonest are not looked for everywhere: a comparison of each with each would take long."""


def edit(
    file: str,
    understood: Sequence[str],
    lines: Sequence[EditedLine],
    moved: Sequence[Shift],
    width: int,
    paint: Paint,
    lang: str,
    *,
    written: bool,
) -> list[str]:
    """The answer of an edit as lines of at most `width` columns."""
    out = [x for words in understood for x in wrap(complaint(words), width)]
    note = _("not written: --dry-run") if lines and not written else ""
    out += [rule(clean(file), width, note, "", paint)]
    alike = _alike(lines)
    for line in lines:
        colour = paint.green if line.sign == "+" else paint.red
        said = f"{clean(line.text)} {alike.get(' '.join(line.text.split()), '')}"
        parts = wrap(said, width - 8) or [""]
        out += [colour(f"{line.number if i == 0 else '':>5} {line.sign} {part}") for i, part in enumerate(parts)]
    if not lines:
        out.append("  " + _("nothing was changed"))
    if moved:
        out += [rule(_("WHAT MOVED"), width, "", str(len(moved)), paint)]
        out += moves_lines(moved, width, paint, lang)
    elif lines:
        out.append(_("No deadline and no remedy moved."))
    return out


def _alike(lines: Sequence[EditedLine]) -> dict[str, str]:
    """What sets lines apart that went and came with the same words: a screen shows no difference between them."""
    was, now = ({x.text for x in lines if x.sign == sign and x.text.strip() not in ("", WORD)} for sign in "-+")
    words = {" ".join(text.split()) for text in was} & {" ".join(text.split()) for text in now}
    moved = {" ".join(text.split()) for text in was & now}
    return {w: _("(moved)") if w in moved else _("(blanks)") for w in words}


def moves_lines(moved: Sequence[Shift], width: int, paint: Paint, lang: str) -> list[str]:
    """What moved, each with its reason."""
    return [line for move in moved for line in _move(move, width, paint, lang)]


def _move(move: Shift, n: int, paint: Paint, lang: str) -> list[str]:
    title = clean(in_language(move.title_i18n, lang) or move.title)
    name = clean(short_rule(move.id.partition("#")[2] or move.id))
    before, after = _state(move.before, _("none")), _state(move.after, _("none any more"))
    said = f"{title} ({name}): {before} → {after}"
    law = cite_phrase(move.law) or clean(move.cite)
    why = told(move.reason) + (f" [{law}]" if law else "")
    first, *rest = wrap(said, n - 4)
    out = ["  " + paint.bold(first), *("    " + paint.bold(x) for x in rest)]
    return out + ["    " + paint.dim(x) for x in (wrap(why, n - 6) if why.strip() else [])]


def _state(state: State | None, absent: str) -> str:
    if state is None:
        return absent
    word = coded("status", state.status).replace("-", " ") + (f", {_('inferred')}" if state.inferred else "")
    if state.rule_gives is not None and state.date is not None:
        said = _("{status} {day}, as fixed; the rule gives {other}")
        return said.format(status=word, day=day_said(state.date), other=day_said(state.rule_gives))
    if state.date is not None and state.earliest == state.latest:
        return f"{word} {day_said(state.date)}"
    if state.earliest is not None or state.latest is not None:
        return f"{word} {bracket(state.earliest, state.latest)}"
    return word


def changed(before: str, after: str) -> list[EditedLine]:
    """The lines that went and those that came, in order."""
    import difflib  # an edit needs it, a look does not

    old, new = before.split("\n"), after.split("\n")
    same, most = 0, min(len(old), len(new))
    while same < most and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < most - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middles = old[same : len(old) - tail], new[same : len(new) - tail]
    out: list[EditedLine] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *middles, autojunk=len(middles[0]) > MANY).get_opcodes():
        if tag != "equal":
            out += [EditedLine(number=n + 1, sign="-", text=old[n].rstrip("\r")) for n in range(same + a, same + b)]
            out += [EditedLine(number=n + 1, sign="+", text=new[n].rstrip("\r")) for n in range(same + c, same + d)]
    return [x for x in out if x.text or x.sign == "-"]
