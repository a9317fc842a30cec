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


@pytest.mark.slow
def test_the_benchmark_runs_and_prints_a_ratio_for_each_promise():
    done = subprocess.run([sys.executable, HERE / "run.py", "--full"], capture_output=True, text=True, check=False)
    print(done.stdout)
    assert done.stdout.count("at most") == 8, done.stderr
