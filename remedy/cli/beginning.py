"""What `remedy init` does, in order: what is in the way, the files, git where it was asked for, the next commands."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from remedy.case.problems import NotMade
from remedy.case.shell import shell_word
from remedy.cli.exit_codes import ExitCode
from remedy.cli.session import Session, Usage
from remedy.store import files, git, start, write
from remedy.views.complaints import complaint
from remedy.views.i18n import _
from remedy.views.starting import InitAnswer, begun

RECENT = timedelta(days=3)
"""So long ago was the first case's judgment, so that its appeal is still open."""


class Beginning:
    """One new folder of cases."""

    def __init__(self, session: Session, folder: Path, *, git: bool) -> None:
        self.session, self.folder, self.git = session, folder, git

    def run(self, *, dry_run: bool) -> int:
        """Refuses, shows or writes. The exit code."""
        made = self._texts()
        self._look(made)
        left = [name for name in start.OPTIONAL if self._is_there(name)]
        others = sorted((self.folder / "cases").glob("**/*.toml")) if (self.folder / "cases").is_dir() else []
        if others:  # who has cases needs no invented one
            made.pop(start.CASE)
        wanted = {name: text for name, text in made.items() if name not in left}
        is_in_git = git.top(self.folder) is not None
        if self.git and not is_in_git and not git.is_there():
            raise NotMade(_("--git: git is not installed: nothing was written"))
        if not dry_run:
            self._write(wanted)
            if self.git and not is_in_git and (said := git.begin(self.folder)):
                self.session.complain(_("git could not be begun here: {why}").format(why=complaint(said)))
                self.session.code = ExitCode.UNSENT
        answer = InitAnswer(
            folder=str(self.folder),
            written=not dry_run,
            files=list(wanted),
            left=left,
            git=self.git and not is_in_git,
            next=self._next(has_case=start.CASE in wanted),
        )
        if self.session.json:
            self.session.answer(answer)
        else:
            self.session.show(begun(answer))
        return ExitCode.DONE

    def _texts(self) -> dict[str, str]:
        """The files as they are to be, by their place."""
        from remedy.case.schema import schema
        from remedy.views.answers import encode

        lang = "en" if self.session.json else self.session.lang
        return start.read(lang, self.session.today - RECENT, encode(schema(self.session.vocabulary)))

    def _is_there(self, name: str) -> bool:
        path = self.folder / name
        return path.exists() or path.is_symlink()

    def _look(self, made: dict[str, str]) -> None:
        """Raises NotMade or Usage where something is in the way."""
        if (self.folder.exists() or self.folder.is_symlink()) and not self.folder.is_dir():
            raise NotMade(_("{path} is no folder: nothing was written; name another").format(path=self.folder))
        there = [name for name in made if name not in start.OPTIONAL and self._is_there(name)]
        if there:
            names = ", ".join(str(self.folder / name) for name in there)
            raise NotMade(_("there already: {names}; nothing was written").format(names=names))
        if (self.folder / "cases").exists() and not (self.folder / "cases").is_dir():
            raise NotMade(_("{path} is no folder: nothing was written").format(path=self.folder / "cases"))
        place = self.folder.resolve()
        above = files.find_root(None, None, place.parent)
        if above is not None and place.is_relative_to(above.resolve()):
            said = _("{path} is within the folder of cases {root}: its files would be cases of that; name another")
            raise Usage(said.format(path=self.folder, root=above))

    def _write(self, wanted: dict[str, str]) -> None:
        """All files; each whole or not at all. Raises NotMade, with what was written before."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = _("{path} could not be made: {why}; name a folder that you may write")
            raise NotMade(said.format(path=self.folder, why=error.strerror or error)) from None
        changes: list[tuple[Path, bytes | None, bytes]] = []
        changes += ((self.folder / name, None, text.encode("utf-8")) for name, text in wanted.items())
        failed = write.replace_many(changes, self.folder)
        if failed:
            written = [name for name in wanted if self.folder / name not in failed]
            kept = _("written: {names}").format(names=", ".join(written)) if written else ""
            raise NotMade("; ".join(str(error) for error in failed.values()), kept)

    def _next(self, *, has_case: bool) -> list[str]:
        """The next three commands, as they work from where the user stands."""
        cases = self.folder / "cases"
        named = "" if self.session.would_find(cases) else f" --cases {shell_word(str(cases))}"
        third = f"remedy explain example-1 appeal@judgment{named}" if has_case else f"remedy doctor{named}"
        return [f"remedy check{named}", f"remedy due{named}", third]
