"""What `remedy trust` does, in order: the bytes, what they would be allowed, the question, and only then the word."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from remedy.case.shell import shell_word
from remedy.case.source import MAX_BYTES, Source
from remedy.cli.consent import agreed
from remedy.cli.exit_codes import ExitCode
from remedy.cli.session import Broken, Session, Usage
from remedy.store import files, trust
from remedy.store import settings as own
from remedy.views import trusting as view
from remedy.views.complaints import sentence
from remedy.views.i18n import _
from remedy.views.text import clean

if TYPE_CHECKING:
    from remedy.remind.settings import Settings


def allow(session: Session, path: Path, *, yes: bool, dry_run: bool) -> int:
    """Shows what a file would be allowed, asks, and allows exactly what was shown."""
    from remedy.remind import settings
    from remedy.remind.allowing import allowed

    content, source = _read(session, path)
    found, problems = settings.read(source, _own_settings(), trusted=True, is_own=False)
    was = trust.standing(path, content)
    listed = [x for one in allowed(found, source) for x in (one, *_within(one, path))]
    answer = view.TrustAnswer(
        file=str(path),
        sha256=trust.hash_of(content),
        allows=listed,
        was=was,
        trusted=was == trust.TRUSTED,
        problems=problems,
    )
    if not session.json:
        session.show(view.trust(answer, session.width, session.paint))
        session.say_lines("\n".join(map(sentence, problems)))
    code = _decide(session, path, content, answer, yes=yes, dry_run=dry_run)
    if session.json:
        session.answer(answer)
    return code


def _own_settings() -> Settings:
    """The user's own settings: a file beside the cases may use the channels in them."""
    from remedy.remind import settings

    source = files.read(own.path(), str(own.path()))[0] if own.path().is_file() else None
    none = settings.Settings()
    return settings.read(source, none, trusted=True, is_own=True)[0] if source is not None else none


def _within(one: view.Allowed, path: Path) -> list[view.Allowed]:
    """The files beside the settings that a program is, or is given: they may change, and the trust would hold."""
    if one.kind not in ("program", "certificates"):
        return []
    folder, found = path.parent.resolve(), []
    words = shlex.split(one.value) if one.kind == "program" else [one.value]
    for word in words:
        try:
            is_within = (folder / word).is_file() and (folder / word).resolve().is_relative_to(folder)
        except (OSError, ValueError, RuntimeError):
            continue
        if is_within:
            found.append(view.Allowed(line=one.line, kind="within", value=word))
    return found


def _decide(session: Session, path: Path, content: bytes, answer: view.TrustAnswer, *, yes: bool, dry_run: bool) -> int:
    """Asks where that is needed, and keeps the word. The exit code."""
    if answer.trusted:
        session.tell(_("It is trusted already, and was not changed since."))
        return ExitCode.DONE
    if not answer.allows:
        return ExitCode.NO
    if dry_run:
        session.tell(_("not written: --dry-run"))
        return ExitCode.DONE
    if not agreed(session, _("Allow exactly this?"), yes=yes):
        return ExitCode.NO
    trust.allow(path, content, session.today)
    answer.trusted = True
    session.tell(_("Trusted until the file changes; to take it back: {command}").format(
        command=f"remedy trust --revoke {shell_word(str(path))}"))  # fmt: skip
    return ExitCode.DONE


def _read(session: Session, path: Path) -> tuple[bytes, Source]:
    """The bytes of a file, once, and what they say. Raises Usage or Broken."""
    if path.is_dir():
        raise Usage(_("{path} is a folder: name the file in it that is to be trusted").format(path=path))
    if not path.exists():
        raise Usage(_("{path} is not there").format(path=path))
    if trust.key(path) == trust.key(own.path()):
        raise Usage(_("{path} is your own file: it is trusted without a word").format(path=path))
    source, problem = files.read(path, str(path))
    problem = problem or (source.problem if source is not None else None)
    if source is None or problem is not None:
        session.note([problem] if problem else [])
        raise Broken(_("{file} cannot be used").format(file=path))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Broken(_("{path} cannot be opened: {why}").format(path=path, why=error.strerror or error)) from None
    if len(content) > MAX_BYTES or content.decode("utf-8", "replace") != source.text:
        raise Broken(_("{path} was changed while it was read: do it again").format(path=path))
    return content, source


def revoke(session: Session, path: Path, *, dry_run: bool) -> int:
    """Takes the word on a file back, whether the file is there or not."""
    name = trust.key(path)
    if all(word.file != name for word in trust.words()):
        raise Usage(_("{path} is not trusted: remedy trust --list shows what is").format(path=path))
    if not dry_run:
        trust.revoke(name, session.today)
    said = _("{path} would not be trusted any more") if dry_run else _("{path} is not trusted any more")
    if session.json:
        session.answer(view.TrustListAnswer(files=trusted_files()))
    else:
        session.show([clean(said.format(path=path))])
    return ExitCode.DONE


def show_list(session: Session) -> int:
    """Which files are trusted, and whether they still are."""
    found = trusted_files()
    if session.json:
        session.answer(view.TrustListAnswer(files=found))
    else:
        session.show(view.trusted_files(found, session.paint))
    return ExitCode.DONE


def trusted_files() -> list[view.TrustedFile]:
    """Every file on which there is a word, as it stands now."""
    out = []
    for word in trust.words():
        path = Path(word.file)
        try:
            standing = trust.standing(path, path.read_bytes())
        except OSError:
            standing = "gone"
        name = word.file.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        out.append(view.TrustedFile(file=name, sha256=word.sha256, since=word.on, standing=standing))
    return out
