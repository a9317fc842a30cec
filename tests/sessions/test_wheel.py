"""The wheel, installed elsewhere without the source, carries packs, calendars, vocabulary and catalogues."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_the_wheel_alone_computes_a_date(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT)], check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "v")], check=True)
    python = tmp_path / "v" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True)
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "i.toml").write_bytes((ROOT / "cases" / "kz" / "ilyashev.toml").read_bytes())
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    command = [
        str(tmp_path / "v" / "bin" / "remedy"),
        "explain",
        "ilyashev",
        "appeal@judgment",
        "--as-of",
        "2020-07-01",
    ]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert "Tue 2020-07-07" in done.stdout
    assert "Capital Day" in done.stdout
    done = subprocess.run([*command, "--lang", "ru"], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert "вт 07.07.2020" in done.stdout.decode("utf-8")
