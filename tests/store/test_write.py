"""A case file is whole at every moment: killed processes, full disks, locks, links, permissions."""

import os
import random
import resource
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path

import pytest

from remedy.store import write

ROOT = Path(__file__).parent.parent.parent
OLD = b'format = 1\nid = "x"\ntitle = "X"\n' + b"# kept\n" * 4000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(OLD)
    return path


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def test_a_file_is_replaced_with_its_mode_and_nothing_is_left_beside_it(file):
    file.chmod(0o640)
    write.replace(file, OLD, b"new\n", file.parent)
    assert file.read_bytes() == b"new\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert names(file.parent) == ["x.toml"]


@pytest.mark.parametrize("state", ["changed", "gone", "there already"])
def test_a_file_that_is_not_the_one_that_was_read_is_not_touched(file, state):
    before = None if state == "there already" else OLD
    if state == "changed":
        file.write_bytes(OLD + b"theirs\n")
    elif state == "gone":
        file.unlink()
    now = file.read_bytes() if file.exists() else None
    with pytest.raises(write.Changed):
        write.replace(file, before, b"mine\n", file.parent)
    assert (file.read_bytes() if file.exists() else None) == now


def test_a_link_within_the_folder_is_followed_and_stays_a_link(file):
    link = file.with_name("link.toml")
    link.symlink_to("x.toml")
    write.replace(link, OLD, b"new\n", file.parent)
    assert link.is_symlink()
    assert file.read_bytes() == b"new\n"


def test_a_link_out_of_the_folder_is_not_written_through(file, tmp_path):
    inner = tmp_path / "cases"
    inner.mkdir()
    link = inner / "link.toml"
    link.symlink_to(file)
    with pytest.raises(write.NotWritable):
        write.replace(link, OLD, b"new\n", inner)
    assert file.read_bytes() == OLD


def test_what_a_dead_process_left_is_swept_by_the_next_edit(file):
    (file.parent / ".x.toml.123.remedy-new").write_bytes(b"half")
    write.replace(file, OLD, b"new\n", file.parent)
    assert names(file.parent) == ["x.toml"]


def test_a_lock_is_waited_for_and_then_said(file):
    held, release = threading.Event(), threading.Event()

    def hold():
        with write.lock(file.parent):
            held.set()
            release.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    try:
        with pytest.raises(write.Locked), write.lock(file.parent, patience=0.05):
            pass
    finally:
        release.set()
        other.join()
    with write.lock(file.parent, patience=5):
        pass


def test_a_file_has_one_lock_from_whichever_folder_of_cases_it_is_written(file, tmp_path):
    inner = tmp_path / "sub"
    inner.mkdir()
    case = inner / "y.toml"
    case.write_bytes(OLD)
    link = tmp_path / "link"
    link.symlink_to(inner)

    held = write.lock
    with held(inner), pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "lock", lambda folder: held(folder, 0.05))
        for path, root in ((case, tmp_path), (case, inner), (link / "y.toml", tmp_path)):
            with pytest.raises(write.Locked):
                write.replace(path, OLD, b"new\n", root)
    assert case.read_bytes() == OLD
    write.replace(case, OLD, b"new\n", tmp_path)
    assert case.read_bytes() == b"new\n"


def test_a_lock_dies_with_its_process(file):
    code = (
        f"import time, pathlib; from remedy.store import write\nwith write.lock(pathlib.Path({str(file.parent)!r})):\n"
    )
    code += "    print('held', flush=True); time.sleep(60)\n"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        other.kill()
    with write.lock(file.parent, patience=5):
        pass


def test_on_a_full_disk_the_old_file_is_whole_and_nothing_is_left(file):
    record = [
        sys.executable,
        "-m",
        "remedy",
        "record",
        "x",
        "note",
        "--date",
        "2020-06-22",
        "--cases",
        str(file.parent),
    ]

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(record, cwd=ROOT, preexec_fn=little, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 4
    assert done.stderr.startswith("remedy: x.toml could not be written: File too large; the old file is whole")
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["x.toml"]


def rounds(file, number):
    """Kills a process that writes at random moments; the file is one of the two each time."""
    dice = random.Random(7)
    code = (
        "import sys, pathlib; from remedy.store import write\n"
        "path = pathlib.Path(sys.argv[1]); print('ready', flush=True)\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1\n"
        "    write.replace(path, path.read_bytes(), b'n = %d\\n' % n + b'# x\\n' * 20000, path.parent)\n"
    )
    hit = 0
    for _ in range(number):
        with subprocess.Popen([sys.executable, "-c", code, str(file)], cwd=ROOT, stdout=subprocess.PIPE) as other:
            other.stdout.readline()
            time.sleep(dice.random() * 0.02)
            other.kill()
        now = file.read_bytes()
        if now != OLD:
            hit += 1
            assert now.endswith(b"# x\n" * 20000)
            assert tomllib.loads(now.decode())["n"] > 0
    assert hit
    assert [n for n in names(file.parent) if not n.startswith(".")] == ["x.toml"]


def test_a_process_that_is_killed_while_writing_leaves_the_old_or_the_new_file(file):
    rounds(file, 15)


@pytest.mark.slow
def test_a_thousand_kills_leave_the_old_or_the_new_file(file):
    rounds(file, 1000)


def test_many_files_are_written_and_those_that_were_not_are_named(tmp_path):
    one, two, three = (tmp_path / f"{n}.toml" for n in ("one", "two", "three"))
    two.write_bytes(b"theirs\n")
    out = tmp_path.parent / f"{tmp_path.name}-out.toml"
    three.symlink_to(out)
    failed = write.replace_many([(one, None, b"1\n"), (two, b"old\n", b"2\n"), (three, None, b"3\n")], tmp_path)
    assert {p.name: type(e) for p, e in failed.items()} == {"two.toml": write.Changed, "three.toml": write.NotWritable}
    assert (one.read_bytes(), two.read_bytes(), out.exists()) == (b"1\n", b"theirs\n", False)
    assert names(tmp_path) == ["one.toml", "three.toml", "two.toml"]


def test_a_folder_in_which_another_writes_is_left_alone_and_the_files_of_the_others_are_written(tmp_path, monkeypatch):
    inner, link = tmp_path / "sub", tmp_path / "link.toml"
    inner.mkdir()
    link.symlink_to(inner / "linked.toml")
    half = inner / ".x.toml.123.remedy-new"
    held = write.lock
    monkeypatch.setattr(write, "lock", lambda folder: held(folder, 0.05))
    changes = [(p, None, b"mine\n") for p in (inner / "x.toml", tmp_path / "y.toml", link, inner / "z.toml")]
    with held(inner):
        half.write_bytes(b"theirs, not whole yet")
        failed = write.replace_many(changes, tmp_path)
    assert {p.name: type(e) for p, e in failed.items()} == dict.fromkeys(
        ("x.toml", "z.toml", "link.toml"), write.Locked
    )
    assert (names(inner), names(tmp_path)) == ([half.name], ["link.toml", "sub", "y.toml"])
    assert write.replace_many([changes[0]], tmp_path) == {}
    assert names(inner) == ["x.toml"]


def test_a_link_that_leads_to_itself_is_not_written(tmp_path):
    loop = tmp_path / "loop.toml"
    loop.symlink_to("loop.toml")
    with pytest.raises(write.NotWritable):
        write.replace(loop, None, b"1\n", tmp_path)
    assert list(write.replace_many([(loop, None, b"1\n")], tmp_path)) == [loop]
    assert names(tmp_path) == ["loop.toml"]


def test_a_folder_that_is_gone_fails_its_own_files_alone(tmp_path):
    failed = write.replace_many([(tmp_path / n, None, b"1\n") for n in ("no/where/x.toml", "y.toml")], tmp_path)
    assert {p.name: type(e) for p, e in failed.items()} == {"x.toml": write.NotWritable}
    assert names(tmp_path) == ["y.toml"]


def test_where_the_system_locks_no_folder_a_file_does_and_one_that_was_left_is_named(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    write.replace(file, OLD, b"new\n", file.parent)
    assert names(file.parent) == ["x.toml"]
    with write.lock(file.parent):
        write.sweep(file.parent)
        with pytest.raises(write.Locked, match=r"\.remedy-lock"), write.lock(file.parent, patience=0.05):
            pass
    assert names(file.parent) == ["x.toml"]


@pytest.mark.parametrize(("mask", "mode"), [(0o027, 0o640), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_is_open_to_those_whom_the_umask_leaves_in(tmp_path, mask, mode):
    old = os.umask(mask)
    try:
        write.replace(tmp_path / "a.toml", None, b"a\n", tmp_path)
        write.replace_many([(tmp_path / "b.toml", None, b"b\n")], tmp_path)
        write.put(tmp_path / "c.csv", b"c\n")
    finally:
        os.umask(old)
    assert {p.name: p.stat().st_mode & 0o777 for p in tmp_path.iterdir()} == dict.fromkeys(
        ("a.toml", "b.toml", "c.csv"), mode
    )


def test_a_file_that_is_no_case_is_put_whole_in_the_place_of_another(tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write.put(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o600, ["out.csv"])
    with pytest.raises(write.NotWritable, match="no regular file"):
        write.put(tmp_path, b"new")
