"""What a timer and a crontab are given is exactly the command, whatever the folder is called."""

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remedy.case.problems import NotMade
from remedy.remind import schedule
from remedy.remind.schedule import Job

NASTY = [
    "/home/me/my cases",
    "/srv/100% ours",
    '/it\'s/"his"',
    "/a$HOME/`b`",
    "/дела/#1",
    "/%/%%",
    "/a;b&c|d",
    "/*?[x]/~",
]


def job(folder="/srv/cases", program="/usr/bin/remedy", **more):
    return Job(command=(program, "remind", "--cases", folder), folder=folder, hour=7, minute=30, **more)


def unquoted(line):
    """The words of an ExecStart, read as systemd's manual tells it."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    plain = [re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in words]
    return [word.replace("%%", "%").replace("$$", "$") for word in plain]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30))
def test_systemd_gets_every_word_as_it_is(name):
    text = schedule.service(job(f"/srv/{name}", env={"XDG_STATE_HOME": f"/x/{name}"}))
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    assert unquoted(line) == ["/usr/bin/remedy", "remind", "--cases", f"/srv/{name}"]
    assert not re.search(r"(?<!\$)\$(\$\$)*(?!\$)|(?<!%)%(%%)*(?!%)", line)
    (env,) = re.findall(r"^Environment=(.*)$", text, re.MULTILINE)
    assert env.replace("%%", "%").replace('\\"', '"').replace("\\\\", "\\") == f'"XDG_STATE_HOME=/x/{name}"'


def test_a_program_whose_path_systemd_would_misread_is_started_by_env():
    text = schedule.service(job(program="/home/$me/remedy"))
    assert 'ExecStart="/usr/bin/env" "/home/$$me/remedy" "remind"' in text


def test_the_timer_makes_up_for_a_day_slept_through():
    text = schedule.timer(job())
    assert "OnCalendar=*-*-* 07:30:00\nPersistent=true\n" in text


@pytest.mark.parametrize("keeps_backslash", [False, True])
@pytest.mark.parametrize("folder", NASTY)
def test_cron_and_its_shell_get_every_word_as_it_is(tmp_path, folder, keeps_backslash):
    program = tmp_path / "my remedy"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" "$XDG_STATE_HOME"\n')
    program.chmod(0o700)
    line = schedule.cron_lines(job(folder, str(program), env={"XDG_STATE_HOME": folder}))[1]
    assert line.startswith("30 7 * * * ")
    command = line.removeprefix("30 7 * * * ")
    assert not re.search(r"(?<!\\)%", command), "cron would end the line here"
    given = command if keeps_backslash else command.replace("\\%", "%")
    done = subprocess.run(["/bin/sh", "-c", given], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["remind", "--cases", folder, folder]


@pytest.mark.parametrize("wrong", ["/a\nb", "/a\rb", "/a\x00b", "/a\u2028b", "/a\udcffb"])
@pytest.mark.parametrize("made", [schedule.service, schedule.cron_lines])
def test_a_path_with_a_line_end_or_what_is_no_text_is_refused(made, wrong):
    with pytest.raises(NotMade, match="a schedule cannot carry: rename the folder"):
        made(job(wrong))


def test_a_backslash_is_refused_for_cron_alone_whose_kinds_differ():
    with pytest.raises(NotMade, match="a schedule cannot carry"):
        schedule.cron_lines(job("/a\\b"))
    assert '"/a\\\\b"' in schedule.service(job("/a\\b"))


def test_a_line_that_is_too_long_for_some_cron_is_refused():
    schedule.cron_lines(job("/" + "x" * 800))
    with pytest.raises(NotMade, match="too long for a crontab"):
        schedule.cron_lines(job("/" + "x" * 900))


CRONTABS = ["", "MAILTO=me\n0 1 * * * x\n", "0 1 * * * no end", "\n\n# x\r\n", "a\x0bb\u2028c\n"]


@pytest.mark.parametrize("before", CRONTABS)
def test_the_rest_of_a_crontab_is_the_same_byte_for_byte(before):
    once = schedule.with_block(before, job())
    assert once.startswith(before)
    assert schedule.with_block(once, job()) == once
    assert schedule.without(once, job())[0] == before
    assert schedule.without(before, job()) == (before, [])


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_crontab_says_around_it_stays(before, after):
    before = before + "\n" if before else ""
    text = schedule.with_block(before, job()) + after
    assert schedule.without(text, job())[0] == before + after


def test_what_was_added_below_the_block_since_is_no_part_of_it():
    text = schedule.with_block("no end", job()) + "0 2 * * * y\n"
    assert schedule.without(text, job())[0] == "no end\n0 2 * * * y\n"
    later = job()
    later = Job(command=later.command, folder=later.folder, hour=8, minute=0)
    assert schedule.with_block(text, later) == text.replace("30 7", "0 8")


def test_each_folder_has_a_block_of_its_own():
    both = schedule.with_block(schedule.with_block("", job("/a")), job("/b"))
    rest, taken = schedule.without(both, job("/a"))
    assert (rest, len(taken)) == (schedule.with_block("", job("/b")), 3)


def test_a_block_without_an_end_is_not_guessed_at():
    text = schedule.with_block("# x\n", job()).replace(schedule.end_mark(job()), "# gone")
    with pytest.raises(NotMade, match="begins in line 2 of the crontab has no end"):
        schedule.without(text, job())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("07:30", (7, 30)),
        ("7:05", (7, 5)),
        ("23:59", (23, 59)),
        ("24:00", None),
        ("7", None),
        ("7:5", None),
        ("7:60", None),
    ],
)
def test_a_time_of_day_is_hours_and_minutes(text, found):
    if found is None:
        with pytest.raises(ValueError, match=text):
            schedule.time_of(text)
    else:
        assert schedule.time_of(text) == found


@pytest.mark.parametrize(
    ("crontab", "to"), [("", None), ("MAILTO=a@b\n", "a@b"), ('MAILTO=""\n', ""), ("MAILTO=a\nMAILTO = 'c'\n", "c")]
)
def test_whom_cron_mails_is_read_from_the_crontab(crontab, to):
    assert schedule.mail_to(crontab) == to
