"""The user's own settings: read where they stand, and nowhere else."""

import sys

import pytest

from remedy.store import settings


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked itself")
@pytest.mark.parametrize("home", ["", "/tmp/own", " "])
def test_the_folder_is_the_one_that_platformdirs_names(monkeypatch, home):
    platformdirs = pytest.importorskip("platformdirs")
    monkeypatch.setenv("XDG_CONFIG_HOME", home)
    assert settings.path() == platformdirs.user_config_path("remedy") / settings.FILE


def test_without_a_file_nothing_is_set_and_nothing_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings.mine() == settings.Settings()


@pytest.mark.parametrize("text", ["me = 5\n", "[me]\nlang = 5\n", "[me]\ndates = ['iso']\n"])
def test_a_wrong_type_is_a_problem_and_never_a_traceback(monkeypatch, tmp_path, text):
    monkeypatch.setattr(settings, "path", lambda: tmp_path / "config.toml")
    (tmp_path / "config.toml").write_text(text)
    found = settings.mine()
    assert (found.lang, found.dates) == (None, None)
    assert len(found.problems) == 1
