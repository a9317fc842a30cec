"""`remind install` and `uninstall` against programs that keep what they are given: a crontab, and systemd's own."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import at_terminal, tree

CRONTAB = """#!/bin/sh
case "$1" in
-l) if [ -f "$HOME/tab" ]; then cat "$HOME/tab"; else echo "no crontab for me" >&2; exit 1; fi ;;
-) cat > "$HOME/tab" ;;
esac
"""
SYSTEMCTL = """#!/bin/sh
echo "$*" >> "$HOME/orders"
exit ${SYSTEMCTL_ENDS:-0}
"""


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A home with a crontab and a systemctl of its own on PATH, and a folder of cases with an awkward name."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in (("crontab", CRONTAB), ("systemctl", SYSTEMCTL)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o700)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")

    class System:
        cases = tmp_path / "100% it's" / "cases"
        tab = tmp_path / "tab"
        units = tmp_path / "config" / "systemd" / "user"
        bin = programs

        @property
        def orders(self):
            return (tmp_path / "orders").read_text().splitlines() if (tmp_path / "orders").exists() else []

    System.cases.mkdir(parents=True)
    return System()


@pytest.fixture
def remind(typed, system):
    return lambda *words: typed("remind", *words, "--cases", str(system.cases))


def test_a_crontab_is_shown_before_it_is_written_and_nobody_is_taken_for_willing(remind, system):
    for words in (["install", "cron"], ["install", "cron", "--dry-run", "--yes"]):
        done = remind(*words)
        assert "+ 30 7 * * *" in done.said
        assert not system.tab.exists()
    assert done.code == 0
    assert remind("install", "cron").code == 1


def test_the_line_is_added_once_and_taken_back_with_every_other_byte_as_it_was(remind, system):
    mine = b"MAILTO=me@example.org\n# mine \xff\n0 1 * * * backup\n"
    system.tab.write_bytes(mine)
    done = remind("install", "cron", "--at", "6:05", "--yes")
    assert (done.code, "cron mails what is printed to me@example.org" in done.err) == (0, True)
    once = system.tab.read_bytes()
    assert once.startswith(mine)
    assert once[len(mine) :].splitlines()[1].startswith(b"5 6 * * * ")
    again = remind("install", "cron", "--at", "6:05", "--yes")
    assert (again.code, "there already" in again.said) == (0, True)
    assert system.tab.read_bytes() == once
    assert remind("install", "cron", "--at", "7:30", "--yes").code == 0
    assert system.tab.read_bytes() == once.replace(b"\n5 6 *", b"\n30 7 *")
    assert remind("uninstall", "--yes").code == 0
    assert system.tab.read_bytes() == mine


def test_the_line_of_the_crontab_starts_this_remedy_for_these_cases(remind, system):
    remind("install", "cron", "--yes")
    line = system.tab.read_text().splitlines()[1].removeprefix("30 7 * * * ").replace("\\%", "%")
    env = {"PATH": "/usr/bin:/bin", "HOME": str(system.tab.parent), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(["/bin/sh", "-c", f"{line} --dry-run"], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_a_crontab_that_cannot_be_read_is_never_written_over(remind, system):
    (system.bin / "crontab").write_text(
        '#!/bin/sh\n[ "$1" = - ] && touch "$HOME/tab"\necho "not allowed" >&2; exit 1\n'
    )
    done = remind("install", "cron", "--yes")
    assert (done.code, "cannot be read, so it is not written: not allowed" in done.err) == (4, True)
    assert not system.tab.exists()


def test_a_crontab_that_takes_nothing_or_keeps_something_else_is_said(remind, system):
    (system.bin / "crontab").write_text('#!/bin/sh\n[ "$1" = - ] && { echo "bad minute" >&2; exit 1; }\nexit 0\n')
    assert "crontab took nothing: bad minute" in remind("install", "cron", "--yes").err
    (system.bin / "crontab").write_text('#!/bin/sh\n[ "$1" = - ] && cat > /dev/null\nexit 0\n')
    assert "is another than the one that was written" in remind("install", "cron", "--yes").err


def test_without_cron_the_other_ways_are_named(remind, system, monkeypatch):
    monkeypatch.setenv("PATH", str(system.bin))
    (system.bin / "crontab").unlink()
    done = remind("install", "cron", "--yes")
    assert (done.code, "docs/reminders-scheduling.md" in done.err) == (4, True)


def test_a_mailto_that_throws_everything_away_is_said(remind, system):
    system.tab.write_text('MAILTO=""\n')
    assert "cron throws away what is printed" in remind("install", "cron", "--yes").err


def units(system):
    return sorted(p.name.partition(".")[2] for p in system.units.iterdir()) if system.units.exists() else []


def test_a_timer_is_shown_written_and_started_and_taken_back_without_a_trace(remind, system):
    assert remind("install", "systemd").code == 1
    assert units(system) == []
    done = remind("install", "systemd", "--at", "07:45", "--yes")
    assert done.code == 0
    assert units(system) == ["service", "timer"]
    service, timer = sorted(system.units.iterdir())
    assert "Persistent=true" in timer.read_text() and "07:45:00" in timer.read_text()
    folder = str(system.cases).replace("%", "%%")
    assert f'"remind" "--cases" "{folder}"' in service.read_text()
    assert system.orders == ["--user daemon-reload", f"--user enable --now {timer.name}"]
    again = remind("install", "systemd", "--at", "07:45", "--yes")
    assert (again.code, again.said.count("there already")) == (0, 2)
    wants = system.units / "timers.target.wants"
    wants.mkdir()
    (wants / timer.name).symlink_to(timer)
    done = remind("uninstall", "--yes")
    assert (done.code, tree(system.units)) == (0, {})
    assert not (wants / timer.name).is_symlink()
    assert system.orders[-2:] == [f"--user disable --now {timer.name}", "--user daemon-reload"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_systemd_itself_finds_no_fault_in_the_units(remind, system, tmp_path, lang):
    remind("install", "systemd", "--yes", "--lang", lang)
    (tmp_path / "run").mkdir()
    env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path / "run")}
    done = subprocess.run(["systemd-analyze", "--user", "verify", *map(str, system.units.iterdir())], env=env,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def comments(text):
    """What stands in it for people."""
    said = [x.partition("(")[2] if "begin" in x else x for x in text.splitlines() if x.startswith("#")]
    return [x.lstrip("# ") for x in said if "end" not in x] + [
        x.partition("=")[2] for x in text.splitlines() if x.startswith("Description=")
    ]


def test_units_and_crontab_speak_the_language_and_are_known_again_in_any(remind, system):
    remind("install", "systemd", "--yes", "--lang", "ru")
    remind("install", "cron", "--yes", "--lang", "ru")
    texts = [path.read_text("utf-8") for path in system.units.iterdir()] + [system.tab.read_text("utf-8")]
    said = [line for text in texts for line in comments(text)]
    assert len(said) >= 7
    assert [line for line in said if not re.match("[А-Яа-я5]", line)] == []
    done = remind("install", "systemd", "--yes", "--lang", "en")
    assert (done.code, "is not remedy's own" in done.err) == (0, False)
    assert remind("uninstall", "--yes").code == 0
    assert units(system) == [] and remind("uninstall", "cron", "--yes").code == 0
    assert system.tab.read_text("utf-8") == ""


def test_where_systemd_does_not_answer_the_commands_are_given(remind, system, monkeypatch):
    monkeypatch.setenv("SYSTEMCTL_ENDS", "1")
    done = remind("install", "systemd", "--yes")
    assert done.code == 5
    assert units(system) == ["service", "timer"]
    assert [x.strip().partition("remedy-remind")[0] for x in done.err.splitlines() if "systemctl" in x] == [
        "systemctl --user daemon-reload", "systemctl --user enable --now ",
    ]  # fmt: skip
    done = remind("uninstall", "--yes")
    assert (done.code, units(system)) == (5, [])


def test_a_unit_of_that_name_that_is_somebody_elses_is_left(remind, system):
    remind("install", "systemd", "--yes")
    _, timer = sorted(system.units.iterdir())
    timer.write_text("[Timer]\n")
    done = remind("install", "systemd", "--yes")
    assert (done.code, "is not remedy's own" in done.err) == (4, True)
    remind("uninstall", "systemd", "--yes")
    assert sorted(system.units.iterdir()) == [timer]


def test_two_folders_have_a_schedule_each(typed, remind, system, tmp_path):
    other = tmp_path / "other" / "cases"
    other.mkdir(parents=True)
    for kind in ("cron", "systemd"):
        remind("install", kind, "--yes")
        typed("remind", "install", kind, "--yes", "--cases", str(other))
    assert remind("uninstall", "--yes").code == 0
    assert (len(units(system)), system.tab.read_text().count(": begin")) == (2, 1)
    assert str(other) in system.tab.read_text()


def test_what_is_not_there_is_not_taken_back_and_that_is_no_error(remind):
    done = remind("uninstall", "--yes")
    assert (done.code, "nothing to take back" in done.err) == (0, True)


def test_a_schedule_outlives_its_folder_and_is_taken_back_all_the_same(remind, system):
    remind("install", "cron", "--yes")
    system.cases.rmdir()
    assert remind("install", "cron", "--yes").code == 2
    assert remind("uninstall", "--yes").code == 0
    assert system.tab.read_text() == ""


def test_a_person_is_asked_at_a_terminal(remind, system):
    words = ["remind", "install", "cron", "--cases", str(system.cases)]
    for answer, is_there in (("\n", False), ("y\n", True)):
        _, shown = at_terminal(*words, answer=answer)
        assert "Write this? [y/N]" in shown
        assert system.tab.exists() is is_there


def test_settings_and_state_that_are_elsewhere_are_elsewhere_for_the_timer_too(remind, system, tmp_path):
    remind("install", "cron", "--yes")
    assert f"XDG_CONFIG_HOME={tmp_path / 'config'} XDG_STATE_HOME={tmp_path / 'state'} " in system.tab.read_text()


def test_a_wrong_time_is_refused_with_the_form_to_write(remind):
    done = remind("install", "cron", "--at", "25:00", "--yes")
    assert (done.code, "write one such as 07:30" in done.err) == (2, True)


def test_the_answer_as_json_holds_to_its_schema(typed, remind):
    from jsonschema import Draft202012Validator

    done = remind("install", "cron", "--yes", "--format", "json")
    Draft202012Validator(typed("schema", "schedule").json).validate(done.json)
    assert (done.json["done"], [c["sign"] for c in done.json["changes"]]) == (True, ["+"])


class Meanwhile:
    """What somebody else does while the question stands."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def __call__(self, act):
        def answered(*_words, **_how):
            act()
            return True

        self.monkeypatch.setattr("remedy.cli.scheduling.agreed", answered)


@pytest.fixture
def meanwhile(monkeypatch):
    return Meanwhile(monkeypatch)


def test_what_was_added_to_the_crontab_while_the_question_stood_stays(remind, system, meanwhile):
    system.tab.write_text("0 1 * * * backup\n")
    meanwhile(lambda: system.tab.write_text("0 1 * * * backup\n5 5 * * * mine\n"))
    assert remind("install", "cron").code == 0
    once = system.tab.read_text()
    assert (once.startswith("0 1 * * * backup\n5 5 * * * mine\n#"), once.count(": begin")) == (True, 1)
    meanwhile(lambda: system.tab.write_text(f"MAILTO=me\n{once}6 6 * * * more"))
    assert remind("uninstall", "cron").code == 0
    assert system.tab.read_text() == "MAILTO=me\n0 1 * * * backup\n5 5 * * * mine\n6 6 * * * more"


@pytest.mark.parametrize("words", [("install", "cron", "--at", "9:00"), ("uninstall", "cron")])
def test_lines_of_remedy_that_were_edited_while_the_question_stood_are_not_lost(remind, system, meanwhile, words):
    remind("install", "cron", "--yes")
    edited = system.tab.read_text().replace("30 7 *", "0 12 *")
    meanwhile(lambda: system.tab.write_text(edited))
    done = remind(*words)
    assert (done.code, "were changed meanwhile: nothing was written" in done.err) == (4, True)
    assert system.tab.read_text() == edited


def test_lines_that_somebody_else_took_away_meanwhile_are_not_missed(remind, system, meanwhile):
    remind("install", "cron", "--yes")
    meanwhile(lambda: system.tab.write_text("0 1 * * * backup\n"))
    assert remind("uninstall", "cron").code == 4
    assert system.tab.read_text() == "0 1 * * * backup\n"


def test_a_unit_that_appeared_while_the_question_stood_is_never_replaced(remind, system, meanwhile):
    remind("install", "systemd", "--yes")
    service, timer = sorted(system.units.iterdir())
    timer.unlink()
    meanwhile(lambda: timer.write_text("[Timer]\n"))
    service.write_text(service.read_text() + "# edited\n")
    before = service.read_text()
    done = remind("install", "systemd")
    assert (done.code, f"{timer} was changed meanwhile" in " ".join(done.err.split())) == (4, True)
    assert (service.read_text(), timer.read_text()) == (before, "[Timer]\n")


def test_a_unit_that_became_somebody_elses_meanwhile_is_not_taken_away(remind, system, meanwhile):
    remind("install", "systemd", "--yes")
    _, timer = sorted(system.units.iterdir())
    meanwhile(lambda: timer.write_text("[Timer]\n"))
    assert remind("uninstall", "systemd").code == 4
    assert (units(system), timer.read_text()) == (["service", "timer"], "[Timer]\n")


def test_an_own_unit_with_bytes_that_are_no_utf_8_is_shown_in_json(remind, system):
    remind("install", "systemd", "--yes")
    service, _ = sorted(system.units.iterdir())
    service.write_bytes(service.read_bytes() + b"# caf\xe9\n")
    done = remind("install", "systemd", "--yes", "--format", "json")
    gone = next(c for c in done.json["changes"] if c["sign"] == "-")
    assert (done.code, gone["lines"][-1]) == (0, "# caf\\xe9")


@pytest.mark.parametrize(
    ("own", "environ", "words", "written"),
    [
        ("ru", "", [], ""),
        ("ru", "", ["--lang", "ru"], "--lang ru"),
        ("ru", "en", [], "--lang en"),
        ("", "ru", [], "--lang ru"),
        ("", "en", [], ""),
    ],
)
def test_a_language_is_fixed_only_where_it_was_stated(
    remind, system, monkeypatch, tmp_path, own, environ, words, written
):
    monkeypatch.setenv("REMEDY_LANG", environ)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    if own:
        (tmp_path / "config" / "remedy").mkdir(parents=True)
        (tmp_path / "config" / "remedy" / "config.toml").write_text(f'[me]\nlang = "{own}"\n')
    assert remind("install", "cron", "--yes", *words).code == 0
    line = system.tab.read_text().splitlines()[1]
    said = line.replace("'", "")
    assert (said.endswith(written) if written else "--lang" not in said, "LANG=" in said) == (True, False)


def test_the_locale_which_a_schedule_has_not_comes_along_and_yields_to_the_settings(remind, system, monkeypatch):
    monkeypatch.setenv("REMEDY_LANG", "")
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert remind("install", "cron", "--yes").code == 0
    line = system.tab.read_text().splitlines()[1]
    assert ("LANG=ru " in line, "--lang" in line) == (True, False)
