"""The corpora are the same each time; the promises of speed hold as ratios in one run."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def test_the_corpus_is_the_same_each_time(tmp_path):
    sys.path.insert(0, str(HERE))
    from corpus import case

    assert case(7) == case(7)
    assert case(7) != case(8)


PROMISES = (
    "--version",
    "due on",
    "import of",
    "record / show",
    "1,000 mails",
    "remind with nothing to say",
    "first paint",
    "median key",
)


@pytest.mark.slow
def test_the_bench_works_and_prints_a_ratio_for_each_promise():
    done = subprocess.run([sys.executable, HERE / "run.py", "--quick"], capture_output=True, text=True, check=False)
    promised = [line for line in done.stdout.splitlines() if "at most" in line]
    assert done.returncode == 0, done.stderr
    assert len(promised) == 12
    assert all(any(p in line for line in promised) for p in PROMISES)
    assert "a key waits while it reads" in done.stdout


@pytest.mark.slow
def test_the_full_bench_measures_each_promise_and_its_exit_code_says_whether_all_hold():
    done = subprocess.run([sys.executable, HERE / "run.py", "--full"], capture_output=True, text=True, check=False)
    print(done.stdout)
    promised = [line for line in done.stdout.splitlines() if "at most" in line]
    slow = [line for line in promised if line.endswith("TOO SLOW")]
    assert len(promised) == 16, done.stderr
    assert done.returncode == (1 if slow else 0), done.stderr
