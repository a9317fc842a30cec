"""Speed as ratios measured in one run, of commands and of the app: `python tests/bench/run.py [--full | --quick]`.

Prints a table and ends with 1 where a promise is broken; --full measures 10,000 cases too, --quick only shows that all
of it works. The promises stand beside the lines that check them.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import app
import mailing
import office
from corpus import make

TOMLLIB = """import sys, tomllib, pathlib
for p in pathlib.Path(sys.argv[1]).rglob("*.toml"):
    tomllib.loads(p.read_text("utf-8"))
"""
"""The yardstick: a bare pass of the standard parser."""

TOMLI_W = """import json, os, pathlib, sys, tomli_w
folder = pathlib.Path(sys.argv[2])
for name, data in json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8")).items():
    beside = folder / f".{name}.new"
    with open(beside, "wb") as file:
        file.write(tomli_w.dumps(data).encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / name)
"""
"""The yardstick of an import: the same files out of data that are at hand, each as whole and lasting on the disk."""

PEAK = (
    "import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
"""The largest memory of a child process, in KiB."""


def best(command: list[str], runs: int = 5) -> float:
    """The least of several runs, in seconds of the processor, which a busy machine changes little."""
    return min(spent(command) for _ in range(runs))


def spent(command: list[str], env: dict[str, str] = app.ENV) -> float:
    """Seconds of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turn(*commands: list[str], runs: int = 7, env: dict[str, str] = app.ENV) -> list[float]:
    """The least of several runs of each command, one after the other in turn, so that a busy machine slows all."""
    times = [[spent(c, env) for c in commands] for _ in range(runs)]
    return [min(column) for column in zip(*times, strict=True)]


def peak(command: list[str]) -> float:
    """The peak memory of a command, in MB."""
    found = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=True)
    return int(found.stdout) * 1024 / 1e6


def due(folder: Path) -> list[str]:
    """The agenda over a folder."""
    return [remedy(), "due", "--cases", str(folder), "--as-of", "2026-11-24"]


def nothing_to_tell(folder: Path, state: Path, runs: int) -> float:
    """What reminders cost when all was told, in the price of the agenda of the same day."""
    env = {**app.ENV, "XDG_STATE_HOME": str(state), "XDG_CONFIG_HOME": str(state)}
    remind, agenda = ([remedy(), name, "-q", "--cases", str(folder)] for name in ("remind", "due"))
    spent(remind, env)
    told, shown = in_turn(remind, agenda, runs=runs, env=env)
    return told / shown


def edit(folder: Path, runs: int) -> float:
    """What recording an event costs, in the price of showing the same case."""
    named = ["kz-00003", "--cases", str(folder), "--as-of", "2026-11-24"]
    shown = best([remedy(), "show", *named], runs)
    note = [remedy(), "record", named[0], "note", "--date", "2026-11-01", *named[1:]]
    return min(best([*note, "--id", f"bench-{n}"], 1) for n in range(runs)) / shown


def remedy() -> str:
    """The console script beside this interpreter."""
    return str(Path(sys.executable).parent / "remedy")


def both(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock on the wall, and of the processor."""
    begun = time.perf_counter()
    spent = best(command, 1)
    return time.perf_counter() - begun, spent


def office_imported(folder: Path, runs: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The import of 200 cases with 3,000 events, and the same files by tomli_w: each by wall and processor."""
    sheet, map, cases, plain = (folder / n for n in ("office.csv", "office-map.toml", "made", "plain"))
    sheet.write_text(office.as_csv(office.rows()), "utf-8")
    map.write_text(office.MAP, "utf-8")
    made, written = [], []
    for _ in range(runs):
        for fresh in (cases, plain):
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
        made.append(both([remedy(), "import", str(sheet), "--map", str(map), "--cases", str(cases), "-q"]))
        data = {p.name: tomllib.loads(p.read_text("utf-8")) for p in cases.glob("*.toml")}
        assert len(data) == 200
        assert sum(len(d["event"]) for d in data.values()) == 3000
        (folder / "data.json").write_text(json.dumps(data, default=str), "utf-8")
        written.append(both([sys.executable, "-c", TOMLI_W, str(folder / "data.json"), str(plain)]))
    return _least(made), _least(written)


def _least(times: list[tuple[float, float]]) -> tuple[float, float]:
    return min(t[0] for t in times), min(t[1] for t in times)


def main(full: bool, quick: bool) -> int:
    """Measures and prints."""
    runs = 1 if quick else 7
    sizes = (5, 10) if quick else (100, 1000, 10000) if full else (100, 1000)
    most = sizes[1]
    with tempfile.TemporaryDirectory() as name:
        folders = {n: Path(name, str(n)) for n in sizes}
        for count, folder in folders.items():
            make(folder, count)
        bare_pass = [sys.executable, "-c", TOMLLIB, str(folders[most])]
        nothing, version, bare, agenda = in_turn(
            [sys.executable, "-c", "pass"], [remedy(), "--version"], bare_pass, due(folders[most]), runs=runs
        )
        imported, written = office_imported(Path(name), 1 if quick else 5)
        ours, bare_mail = mailing.measured(Path(name))
        rows = [
            ("remedy --version / python -c pass", version / nothing, 6.0),
            (f"due on {most:,} / (bare tomllib + --version)", agenda / (bare + version), 2.5),
            ("import of 200 cases, 3,000 events / tomli_w, by wall", imported[0] / written[0], 3.0),
            ("1,000 mails over one connection / bare smtplib", ours.processor / bare_mail.processor, 1.5),
        ]
        silent = nothing_to_tell(folders[most], Path(name, "state"), runs)
        rows.append((f"remind with nothing to say on {most:,} / due", silent, 1.1))
        few = Path(name, "few")
        make(few, 10)
        silent = nothing_to_tell(few, Path(name, "state"), runs)
        rows.append(("remind with nothing to say on 10 / due", silent, 1.1))
        rows += [
            (f"record / show, {n} cases in the folder", edit(f, runs), 1.5)
            for n, f in ((10, few), (most, folders[most]))
        ]
        if full:
            hundred, thousand = in_turn(due(folders[100]), due(folders[1000]), runs=3)
            growth = (spent(due(folders[10000])) - thousand) / (thousand - hundred)
            rows.append(("growth: 1,000 to 10,000 / 100 to 1,000, a case", growth / 10, 1.3))
            rows.append(("memory on 10,000 cases, in 150 MB", peak(due(folders[10000])) / 150, 1.0))
        shown, told = app.rows(folders, 1 if quick else 7)
    broken = app.show([*rows, *shown])
    print(*told, sep="\n")
    print(f"mails by wall: {ours.wall:.2f} s / {bare_mail.wall:.2f} s = {ours.wall / bare_mail.wall:.2f}")
    print(f"the import by processor: {imported[1]:.2f} s / {written[1]:.2f} s = {imported[1] / written[1]:.1f}")
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return int(broken > 0 and not quick)


if __name__ == "__main__":
    sys.exit(main("--full" in sys.argv, "--quick" in sys.argv))
