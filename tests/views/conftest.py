"""The builders of make.py are importable by the tests beside it; a browser is there where one is installed."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def browser(tmp_path):
    from browser import Browser, installed

    program = installed()
    if program is None:
        pytest.skip("no Chromium is installed here: apt-get install chromium")
    return Browser(program, tmp_path)
