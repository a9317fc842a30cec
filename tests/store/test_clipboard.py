"""The platform's clipboard: a program that is there takes the text; without one nothing happens."""

from __future__ import annotations

from pathlib import Path

from remedy.store import outside


def test_a_copy_reaches_the_program_that_keeps_the_clipboard(tmp_path: Path, monkeypatch):
    taken, program = tmp_path / "taken", tmp_path / "pbcopy"
    program.write_text(f'#!/bin/sh\nexec /bin/cat > "{taken}"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert outside.to_clipboard("срок 2020-07-07")
    assert taken.read_text("utf-8") == "срок 2020-07-07"


def test_without_a_clipboard_or_a_screen_nothing_is_started(tmp_path: Path, monkeypatch):
    program = tmp_path / "xclip"
    program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not outside.to_clipboard("x")
