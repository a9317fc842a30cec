"""Lines that must not be lost: killed processes, two at a time, full disks, eyes of others."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from remedy.case.problems import NotMade
from remedy.store import state, trouble, write

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return state.place() / "reminders" / "x.jsonl"


def python(code, file, **how):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(file.parents[2]), "FILE": str(file)}
    head = "import os, json, pathlib\nfrom remedy.store import state\nfile = pathlib.Path(os.environ['FILE'])\n"
    return subprocess.Popen([sys.executable, "-c", head + code], env=env, stdout=subprocess.PIPE, **how)


def parsed(file):
    found = []
    for line in state.lines(file):
        try:
            found.append(json.loads(line))
        except ValueError:
            found.append(None)
    return found


def mode(path):
    return path.stat().st_mode & 0o777


def test_asking_where_the_folder_stands_makes_nothing(file):
    assert not state.place().exists()
    assert state.lines(file) == []
    assert not state.place().exists()


def test_folder_and_files_are_for_their_owner_alone_whatever_the_umask_says(file):
    before = os.umask(0)
    try:
        state.append(file, b"{}")
    finally:
        os.umask(before)
    assert [mode(p) for p in (state.place(), file.parent, file)] == [0o700, 0o700, 0o600]


def test_what_was_open_to_others_is_closed_by_the_next_line(file):
    state.append(file, b"{}")
    file.chmod(0o644)
    state.place().chmod(0o755)
    state.append(file, b"{}")
    assert (mode(file), mode(state.folder())) == (0o600, 0o700)


@pytest.mark.parametrize("torn", [b'{"a":', b'{"a": 1}'])
def test_after_a_torn_line_the_next_one_begins_anew(file, torn):
    state.append(file, b'{"n": 1}')
    with file.open("ab") as out:
        out.write(torn)
    state.append(file, b'{"n": 2}')
    assert file.read_bytes() == b'{"n": 1}\n' + torn + b'\n{"n": 2}\n'


def test_a_line_end_within_a_line_is_the_programs_mistake(file):
    with pytest.raises(ValueError, match="line end"):
        state.append(file, b"a\nb")


def test_a_process_killed_while_it_appends_loses_no_line_that_it_said_was_written(file):
    code = (
        "import sys\nfor n in range(100000):\n"
        "    state.append(file, json.dumps({'n': n, 'long': 'x' * 20000}).encode())\n"
        "    sys.stdout.write(f'{n}\\n'); sys.stdout.flush()\n"
    )
    said = -1
    for after in (3, 17, 40):
        process = python(code, file)
        for _ in range(after):
            said = int(process.stdout.readline())
        process.kill()
        rest = process.communicate()[0].split()
        said = int(rest[-1]) if rest else said
        state.append(file, b'{"n": "next"}')
        found = parsed(file)
        assert found[-1] == {"n": "next"}
        assert found.count(None) <= 1
        numbers = [x["n"] for x in found if x is not None][:-1]
        assert numbers[: said + 1] == list(range(said + 1))
        file.unlink()


def test_two_processes_that_append_at_once_lose_and_mix_nothing(file):
    code = "for n in range(60): state.append(file, json.dumps([os.getpid(), n, 'x' * 9000]).encode())\n"
    both = [python(code, file) for _ in range(2)]
    assert [p.wait() for p in both] == [0, 0]
    for process in both:
        process.stdout.close()
    found = parsed(file)
    for process in both:
        assert [x[1] for x in found if x[0] == process.pid] == list(range(60))


def test_whoever_holds_the_folder_for_a_whole_run_may_append(file):
    with write.lock(state.folder()):
        state.append(file, b"{}")
    assert state.lines(file) == [b"{}"]


def test_a_full_disk_is_said_and_leaves_no_half_line(file):
    state.append(file, b'{"n": 1}')
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
    try:
        with pytest.raises(write.Unwritten, match="could not be written"):
            state.append(file, b"x" * 9000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert file.read_bytes() == b'{"n": 1}\n'


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named_for_permissions(file):
    state.folder().chmod(0o500)
    with pytest.raises(write.Unwritten, match="Permission denied; make it writable"):
        state.append(file, b"{}")


def test_a_file_where_the_folder_should_be_is_named(file):
    state.place().parent.mkdir(parents=True)
    state.place().write_text("")
    with pytest.raises(NotMade, match="could not be made"):
        state.folder()
    with pytest.raises(NotMade, match="could not be made"):
        state.append(file, b"{}")


def test_a_report_of_an_error_stands_in_the_folder_and_is_its_owners(file):
    from datetime import date

    path = trouble.report(ValueError("x"), date(2026, 11, 24))
    assert path.parent == state.place() / "reports"
    assert (mode(path.parent), mode(path)) == (0o700, 0o600)


def folder_there(file):
    file.mkdir(parents=True)


def pipe_there(file):
    file.parent.mkdir(parents=True)
    os.mkfifo(file)


def device_there(file):
    file.parent.mkdir(parents=True)
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize("put", [folder_there, pipe_there, device_there])
def test_what_is_no_file_is_refused_at_once_in_words(file, put):
    put(file)
    words = f"{file} is no regular file, and remedy keeps one of its own there; move it away"
    for act in (lambda: state.lines(file), lambda: state.append(file, b"{}")):
        with pytest.raises(NotMade) as refused:
            act()
        assert str(refused.value) == words


def test_a_link_to_a_file_is_followed(file):
    file.parent.mkdir(parents=True)
    (file.parent / "real").write_bytes(b"{}\n")
    file.symlink_to(file.parent / "real")
    state.append(file, b"[]")
    assert state.lines(file) == [b"{}", b"[]"]
