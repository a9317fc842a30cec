"""`remedy remind` as cron runs it: what is printed once, what a second run says, what settings must not do."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

CASE = """format = 1
id = "kz-a"
title = "Kazakhstan v. A."
country = "KZ"
zone = "UTC"
owner = "counsel"
[[deadline]]
id = "comments"
title = "Comments on the reply"
date = {day}
duty = "party"
"""


def soon(days):
    return CASE.format(day=date.today() + timedelta(days=days))


@pytest.fixture
def home(tmp_path):
    """A home of its own: settings and state."""
    (tmp_path / "config" / "remedy").mkdir(parents=True)

    class Home:
        env: ClassVar = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state")}
        state = tmp_path / "state"

        @staticmethod
        def settings(text):
            (tmp_path / "config" / "remedy" / "config.toml").write_text(text, "utf-8")

    return Home


@pytest.fixture
def remind(remedy, folder, home):
    return lambda *words, **env: remedy("remind", *words, "--cases", str(folder.path), **{**home.env, **env})


def test_without_settings_what_is_new_is_printed_once(folder, remind):
    folder.write("a.toml", soon(3))
    first = remind()
    assert first.code == 0 and "Comments on the reply — " in first.out and "in 3 days" in first.out
    second = remind()
    assert (second.code, second.out) == (0, "")


def test_a_dry_run_writes_nothing_and_so_does_another_day(folder, remind, home):
    folder.write("a.toml", soon(3))
    assert "Comments on the reply" in remind("--dry-run").out
    assert "Comments on the reply" in remind("--as-of", str(date.today() + timedelta(days=1))).out
    assert not home.state.exists()


def test_the_ledger_is_for_its_owner_alone(folder, remind, home):
    folder.write("a.toml", soon(3))
    remind()
    (ledger,) = home.state.rglob("*.jsonl")
    assert ledger.stat().st_mode & 0o777 == 0o600 and ledger.parent.stat().st_mode & 0o777 == 0o700


def test_json_tells_each_message_with_its_outcome(folder, remind):
    folder.write("a.toml", soon(3))
    (message,) = remind("--format", "json").json["messages"]
    assert (message["recipient"], message["channel"], message["outcome"]) == ("me", "print", "sent")
    assert any(n.endswith("|3") for n in message["notices"])
    assert remind("--format", "json").json["messages"] == []


def test_history_tells_what_was_told_and_status_when(folder, remind):
    folder.write("a.toml", soon(3))
    assert "never run" in remind("status").out
    remind()
    assert "kz-a#deadline:comments" in remind("history").out
    assert "last run: " in remind("status").out


def test_what_is_taken_in_hand_is_not_asked_again(folder, remind):
    folder.write("a.toml", soon(-3))
    assert "MISSED" in remind("--dry-run").out
    done = remind("ack", "kz-a", "deadline:comments")
    assert done.code == 0 and "kz-a#deadline:comments is in hand" in done.err
    assert "MISSED" not in remind("--dry-run").out
    assert remind("ack", "kz-a#deadline:comments").code == 0


def test_a_tracked_file_that_was_not_trusted_sends_nothing_anywhere(folder, remind):
    folder.write("a.toml", soon(3))
    folder.write(
        "remedy.toml",
        '[channels.out]\ntype = "exec"\nprogram = ["/bin/false"]\n[recipients.x]\nchannels = ["out"]\n',
    )
    done = remind("--dry-run")
    assert "to me by print" in done.out and "by out" not in done.out
    assert "remedy.toml:1: channels.out: " in done.err and "remedy trust" in done.err


def test_a_wrong_setting_is_said_with_its_line_and_the_rest_holds(folder, remind, home):
    folder.write("a.toml", soon(3))
    home.settings(
        '[me]\nid = "aigul"\n[remind]\ndeputy_before = "soon"\n[recipients.aigul]\nchannels = ["print", "mial"]\n'
    )
    done = remind("--dry-run")
    assert "config.toml:4: remind.deputy_before: " in done.err
    assert 'config.toml:6: recipients.aigul.channels: no channel is named "mial"' in done.err
    assert "to aigul by print" in done.out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('[recipents.x]\nchannels = ["print"]\n', 'config.toml:1: recipents: unknown table "recipents"'),
        ('[recipients.x]\nchannels = ["print"]\nowner = ["y"]\n', 'unknown key "owner"; did you mean "owners"?'),
        ('[recipients.x]\naddress = "a@b"\n', "config.toml:1: recipients.x: channels is missing"),
        ('[channels.m]\ntype = "smpt"\n', 'config.toml:2: channels.m.type: type: unknown word "smpt"'),
        ('[channels.m]\ntype = "smtp"\nhost = "h"\n', "config.toml:1: channels.m: from is missing"),
        ('[lead_times]\ndefault = "7"\n', "config.toml:1: lead_times: lead_times: default is no list of days"),
        ("[me\n", "config.toml:1"),
    ],
)
def test_what_would_silence_somebody_is_said_with_its_line(folder, remind, home, wrong, said):
    folder.write("a.toml", soon(3))
    home.settings(wrong)
    assert said in remind("--dry-run").err


def test_a_password_in_the_settings_themselves_is_refused(folder, remind, home):
    folder.write("a.toml", soon(3))
    home.settings('[channels.mail]\ntype = "smtp"\nhost = "h"\nfrom = "a@b"\npassword = "hunter2"\n')
    done = remind("--dry-run")
    assert "config.toml:5: channels.mail.password: " in done.err and "keyring" in done.err
    assert "hunter2" not in done.err


def test_lines_of_an_owner_whom_no_recipient_takes_are_named(folder, remind, home):
    folder.write("a.toml", soon(3))
    home.settings('[recipients.berik]\nchannels = ["print"]\nowners = ["berik"]\n')
    done = remind("--dry-run")
    assert 'no recipient is named for the lines of "counsel": everybody is told' in done.err and "Comments" in done.out


def test_two_runs_at_once_print_one_copy(folder, home):
    folder.write("a.toml", soon(3))
    command = [sys.executable, "-m", "remedy", "remind", "--cases", str(folder.path)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **home.env}) for _ in range(3)]
    texts = [run.communicate()[0].decode() for run in runs]
    assert sum("Comments on the reply — " in text for text in texts) == 1


def test_where_the_ledger_cannot_be_written_what_is_due_is_told_all_the_same(folder, home, remind):
    folder.write("a.toml", soon(0))
    home.state.write_text("a file where the folder should be")
    done = remind()
    assert done.code == 5 and "Comments on the reply — " in done.out
    assert "it will be sent again" in done.err


def test_answers_fit_their_schema(folder, remind, remedy):
    import jsonschema

    folder.write("a.toml", soon(3))
    for words, name in (((), "remind"), (("status",), "remind-status"), (("history",), "remind-history")):
        schema = json.loads(remedy("schema", name).out)
        jsonschema.validate(remind(*words, "--format", "json").json, schema)


SECRET = """format = 1
id = "kz-s"
title = "Kazakhstan v. Secret"
country = "KZ"
zone = "UTC"
[[deadline]]
id = "visit-informant"
title = "Meet Person Hidden"
date = {day}
duty = "party"
confidential = true
"""


def test_what_is_confidential_is_read_by_those_alone_who_may(folder, remind, home, tmp_path):
    folder.write("s.toml", SECRET.format(day=date.today()))
    keep = "import sys\nopen(sys.argv[1], 'a').write(sys.stdin.read())\n"
    (tmp_path / "keep.py").write_text(keep)
    channel = '[channels.{0}]\ntype = "exec"\nprogram = ["{1}", "{2}/keep.py", "{2}/{0}.json"]\n'
    person = '[recipients.{0}]\nchannels = ["{0}"]\nconfidential = {1}\n'
    home.settings("".join(channel.format(n, sys.executable, tmp_path) for n in ("anna", "berik"))
                  + person.format("anna", "true") + person.format("berik", "false"))  # fmt: skip
    dry, sent = remind("--dry-run"), remind("--format", "json")
    history = remind("history")
    assert sent.code == 0 and "Meet Person Hidden" in (tmp_path / "anna.json").read_text()
    for text in ((tmp_path / "berik.json").read_text(), dry.out, dry.err, sent.out, sent.err, history.out):
        assert "Hidden" not in text and "visit-informant" not in text


def test_a_secret_line_taken_out_of_its_file_is_named_nowhere_where_no_person_looks(folder, remind):
    folder.write("s.toml", SECRET.format(day=date.today() + timedelta(days=1)))
    remind()
    folder.write("s.toml", SECRET.partition("[[deadline]]")[0])
    told, history, status = remind(), remind("history"), remind("status")
    assert "the case gives this date no more" in told.out
    for text in (told.out, told.err, history.out, history.err, status.out):
        assert "Hidden" not in text and "visit-informant" not in text


def test_a_file_with_secrets_and_a_mistake_is_told_without_what_it_says(folder, remind, home):
    folder.write("s.toml", SECRET.format(day=date.today()) + '[[event]]\nkind = "Hidden-kind"\ndate = 2021-01-01\n')
    done = remind("--format", "json")
    assert "Hidden" not in done.out and "s.toml cannot be used in full" in done.out


def test_a_mistake_in_a_confidential_case_is_told_once(folder, remind, home):
    case = SECRET.format(day=date.today()).replace("country =", 'confidential = true\nalias = "lotus"\ncountry =')
    folder.write("s.toml", case + '[[event]]\nkind = "Hidden-kind"\ndate = 2021-01-01\n')
    told = remind().out
    assert told.count("cannot be used in full") == 1 and "lotus cannot be used in full" in told
    assert "\n    \n" not in told and "Hidden" not in told


def test_a_last_day_that_the_file_itself_states_runs_from_no_day_that_is_unknown(folder, remind, remedy):
    folder.write("a.toml", soon(3))
    explained = remedy("explain", "kz-a", "deadline:comments", "--cases", str(folder.path)).out
    for said in (remind().out, explained):
        assert "a day fixed in the file" in said and "day unknown" not in said and "it is not known" not in said


def test_settings_that_a_broken_link_hides_are_said_to_be_missing(folder, remind, tmp_path, home):
    folder.write("a.toml", soon(3))
    (tmp_path / "config" / "remedy" / "config.toml").symlink_to(tmp_path / "not-mounted")
    done = remind()
    assert done.code == 3 and "config.toml:1: cannot be read: No such file" in done.err and "in 3 days" in done.out


def test_what_the_teams_file_silences_is_said_in_each_run_for_others_may_have_changed_it(folder, remind):
    folder.write("a.toml", soon(3))
    (folder.path / "remedy.toml").write_text("lead_times = []\n")
    done = remind()
    assert "remedy.toml:1 lead_times.default: the list is empty: nobody is told before a day comes" in done.err
    assert "in 3 days" not in done.out


def test_a_closed_output_reaches_nobody_and_is_tried_again(folder, remind, home):
    folder.write("a.toml", soon(3))
    command = [sys.executable, "-m", "remedy", "remind", "--cases", str(folder.path)]
    done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *command], env={**os.environ, **home.env}, check=False)
    assert done.returncode == 5
    assert "Comments on the reply" in remind().out


def test_an_answer_that_could_not_be_written_counts_as_not_sent(folder, remind, home):
    folder.write("a.toml", soon(3))
    command = [sys.executable, "-m", "remedy", "remind", "--format", "json", "--cases", str(folder.path)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, env={**os.environ, **home.env}, check=False)
    assert done.returncode == 5
    assert "Comments on the reply" in remind().out


def test_a_masked_line_is_taken_in_hand_by_the_name_that_was_told(folder, remind):
    folder.write("s.toml", SECRET.format(day=date.today() - timedelta(days=1)))
    line = next(x for x in remind("--dry-run").out.splitlines() if "remedy remind ack" in x)
    words = line.partition("remind ack ")[2].split()
    done = remind("ack", *words)
    assert done.code == 0 and "visit-informant" not in done.err
    assert "MISSED" not in remind("--dry-run").out


def test_a_hearing_is_not_taken_in_hand(folder, remind):
    event = '[[event]]\nid = "h"\nkind = "hearing"\ndate = {0}\nstate = "scheduled"\n'
    folder.write("a.toml", soon(3) + event.format(date.today() + timedelta(days=1)))
    assert remind("ack", "kz-a", "hearing:h").code == 2


def test_the_teams_lead_times_hold_and_what_is_wrong_with_them_is_said_once(folder, remind):
    folder.write("a.toml", soon(5))
    folder.write("remedy.toml", "lead_times = [4]\n")
    assert remind("--dry-run").out == ""
    folder.write("remedy.toml", "lead_times = [5]\n")
    assert "in 5 days" in remind("--dry-run").out
    folder.write("remedy.toml", 'lead_times = "5"\n')
    done = remind("--dry-run")
    assert (done.code, done.err.count("remedy.toml:1")) == (3, 1)


def test_a_folder_named_from_where_one_stands_can_be_taken_along_after_it_moved(folder, remedy, home):
    folder.write("a.toml", soon(3))
    here = {"cwd": folder.path.parent, **home.env}
    assert "Comments on the reply" in remedy("remind", "--cases", "cases", **here).out
    folder.path.rename(folder.path.parent / "moved")
    moved = ("--cases", str(folder.path.parent / "moved"))
    said = " ".join(remedy("doctor", *moved, **here).out.split())  # a long path is broken off onto a line of its own
    assert f"remedy remind adopt {folder.path}" in said
    assert remedy("remind", "adopt", "cases", *moved, **here).code == 0
    assert remedy("remind", *moved, **here).out == ""
