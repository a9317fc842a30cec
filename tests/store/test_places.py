"""Where the user's own folders are, on whatever machine, without a name and without a home."""

import getpass
import os
import sys

import pytest

from remedy.store import places, settings

platformdirs = pytest.importorskip("platformdirs")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked itself")
@pytest.mark.parametrize("stated", [None, "", " ", "/tmp/own"])
@pytest.mark.parametrize("kind", ["config", "state", "cache"])
def test_the_folders_are_those_that_platformdirs_names(monkeypatch, kind, stated):
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.delenv(variable, raising=False)
    if stated is not None:
        monkeypatch.setenv(variable, stated)
    assert getattr(places, kind)() == getattr(platformdirs, f"user_{kind}_path")("remedy")


@pytest.mark.skipif(sys.platform != "linux", reason="a number without a name is a thing of containers")
def test_a_number_without_a_home_has_the_root_and_no_traceback(monkeypatch):
    import pwd

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert places.home().as_posix() == "/"
    assert places.state().as_posix() == "/.local/state/remedy"


def nobody(_number=None):
    raise KeyError("getpwuid(): uid not found: 12345")


@pytest.mark.parametrize("error", [KeyError, OSError, ImportError])
def test_whoever_has_no_name_is_called_by_number(monkeypatch, tmp_path, error):
    def fail():
        raise error("no such user")

    monkeypatch.setattr(settings, "path", lambda: tmp_path / "config.toml")
    monkeypatch.setattr(getpass, "getuser", fail)
    assert settings.whoami() == str(os.getuid())
    (tmp_path / "config.toml").write_text('[me]\nid = "aigul"\n')
    assert settings.whoami() == "aigul"


def test_whoever_has_a_name_is_called_by_it(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "path", lambda: tmp_path / "config.toml")
    monkeypatch.setenv("LOGNAME", "berik")
    assert settings.whoami() == "berik"
