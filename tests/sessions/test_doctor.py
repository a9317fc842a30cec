"""What is not in order is said with what to do, and everything that is kept elsewhere is named."""

import json
import os
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from remedy.remind import ledger
from remedy.store import choices, kept, state, trouble

from .conftest import ROOT

CASE = """format = 1
id = "kz-x-2020"
title = "X"
country = "KZ"
packs = ["kz/criminal"]
owner = "counsel"
[[step]]
id = "ask"
title = "Ask"
status = "todo"
owner = "second"
"""


@pytest.fixture
def cases(tmp_path, typed, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    root = tmp_path / "cases"
    root.mkdir()
    (root / "x.toml").write_text(CASE)
    return root


@pytest.fixture
def doctor(typed, cases):
    return lambda *words: typed("doctor", "--cases", str(cases), *words)


def own(tmp_path, text):
    path = tmp_path / "config" / "remedy" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def urgent(done):
    """What needs attention, with its cure."""
    return [f"{f['text']} → {f['fix']}" for f in done.json["findings"] if f["level"] == "attention"]


def test_a_plain_folder_needs_nothing_and_nothing_is_written(doctor, tmp_path):
    done = doctor()
    assert (done.code, done.said.endswith("Nothing needs attention.")) == (0, True)
    for said in ("1 open case", "kz/criminal: texts read", "KZ: covered until", "is in no git", "never ran"):
        assert said in done.said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cases"]


def test_without_a_folder_of_cases_the_machine_is_looked_at_all_the_same(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = typed("doctor")
    assert (done.code, "remedy init" in done.said, "zone data:" in done.said) == (1, True, True)


def test_every_mistake_of_both_settings_is_said_with_its_line(doctor, cases, tmp_path):
    (cases / "remedy.toml").write_text('format = 1\nreview_aftr = "P60D"\n[channels.x]\ntype = "print"\n')
    path = own(tmp_path, 'languge = "ru"\n[me]\nname = "x"\n[recipients.a]\nchannels = ["chat"]\n')
    done = doctor("--format", "json")
    assert done.code == 1
    found = "\n".join(urgent(done))
    assert 'remedy.toml:2 review_aftr: unknown key "review_aftr"' in found
    assert "remedy.toml:3 channels.x: this file is shared" in found and f"remedy trust {cases / 'remedy.toml'}" in found
    assert f'{path}:1 languge: unknown table "languge"' in found
    assert f'{path}:3 me.name: unknown key "name"' in found
    assert f'{path}:5 recipients.a.channels: no channel is named "chat"' in found


def test_settings_behind_a_link_that_leads_nowhere_are_said_to_be_unreadable(doctor, cases, tmp_path):
    (tmp_path / "config" / "remedy").mkdir(parents=True, exist_ok=True)
    (tmp_path / "config" / "remedy" / "config.toml").symlink_to(tmp_path / "not-mounted")
    assert any("config.toml:1" in x and "cannot be read" in x for x in urgent(doctor("--format", "json")))


def test_owners_whom_nobody_tells_are_named_with_their_cases(doctor, tmp_path):
    own(tmp_path, '[recipients.a]\nchannels = ["print"]\nowners = ["counsel"]\n')
    done = doctor("--format", "json")
    assert urgent(done) == [
        'no recipient is named for the lines of "second" in kz-x-2020: everybody is told → '
        'add "second" to the owners of a recipient'
    ]
    own(tmp_path, '[recipients.a]\nchannels = ["print"]\n')
    assert doctor().code == 0


def test_a_deputy_of_the_team_is_to_be_told_too(doctor, cases, tmp_path):
    (cases / "remedy.toml").write_text('[owners]\ncounsel = { deputy = "third" }\n')
    own(tmp_path, '[recipients.a]\nchannels = ["print"]\nowners = ["counsel", "second"]\n')
    assert ['"third"' in x for x in urgent(doctor("--format", "json"))] == [True]


ANNA = '[recipients.anna]\nchannels = ["print"]\n'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("lead_times = []", "remedy.toml:1 lead_times.default: the list is empty: nobody is told before a day comes"),
        ('[lead_times]\n"kz-x-2020" = []', "remedy.toml:2 lead_times.kz-x-2020: the list is empty"),
        ("[remind]\ndeputy_before = 0", "remedy.toml:2 remind.deputy_before: with 0 days the deputy is told on the"),
        ("[remind]\ndeputy_before = 1\n[lead_times]\ndefault = [0]", ""),
    ],
)
def test_what_silences_in_the_teams_file_is_said_with_its_line(doctor, cases, tmp_path, written, said):
    (cases / "remedy.toml").write_text(f"{written}\n")
    found = urgent(doctor("--format", "json"))
    assert [said in x for x in found] == ([True] if said else [])


def test_what_ones_own_file_sets_anew_silences_no_more(doctor, cases, tmp_path):
    (cases / "remedy.toml").write_text("[lead_times]\ndefault = []\n[remind]\ndeputy_before = 0\n")
    own(tmp_path, ANNA + "[lead_times]\ndefault = [3]\n[remind]\ndeputy_before = 2\n")
    assert urgent(doctor("--format", "json")) == []


def test_a_recipient_of_a_trusted_file_without_days_is_said(doctor, typed, cases):
    (cases / "remedy.toml").write_text(f"{ANNA}leads = []\n")
    typed("trust", str(cases / "remedy.toml"), "--yes")
    assert [
        "remedy.toml:3 recipients.anna.leads: the list is empty" in x for x in urgent(doctor("--format", "json"))
    ] == [True]


def notes(done, word):
    return [f["text"] for f in done.json["findings"] if f["level"] == "note" and word in f["text"]]


def test_an_owner_who_reads_his_own_confidential_lines_masked_is_said(doctor, cases, tmp_path):
    (cases / "x.toml").write_text(CASE.replace('title = "Ask"', 'title = "Ask"\nconfidential = true'))
    own(tmp_path, ANNA)
    shown = ("--format", "json", "--include-confidential")
    assert notes(doctor(*shown), "masked words") == [
        '"second" is told of confidential lines in kz-x-2020 in masked words only'
    ]
    masked = doctor("--format", "json")
    assert notes(masked, "masked words") == ["1 owner is told of own confidential lines in masked words only"]
    assert "second" not in masked.out
    own(tmp_path, ANNA + '[recipients.second]\nchannels = ["print"]\nowners = ["second"]\nconfidential = true\n')
    assert notes(doctor(*shown), "masked words") == []


def test_a_recipient_who_names_a_channel_twice_is_said(doctor, tmp_path):
    path = own(tmp_path, '[recipients.anna]\nchannels = ["print", "print"]\n')
    done = doctor("--format", "json")
    assert urgent(done) == [f'{path}:2 recipients.anna.channels: "print" is named twice; it counts once → name it once']
    assert any(f["text"].startswith("anna by print, ") for f in done.json["findings"])


def ran(folder):
    row = {"what": "ran", "day": "2026-11-24", "at": "2026-11-24T07:30:00+05:00", "cases": str(folder)}
    state.append(ledger.path_of(folder), json.dumps([row]).encode())


def test_a_folder_that_moved_is_told_how_to_take_its_record_along(doctor, typed, cases, tmp_path):
    old = tmp_path / "old place"
    ran(old)
    done = doctor("--format", "json")
    assert [x.endswith(f"remedy remind adopt '{old}'") and "which is gone" in x for x in urgent(done)] == [True]
    adopt = ("remind", "adopt", str(old), "--cases", str(cases))
    assert typed(*adopt, "--dry-run").code == 0
    assert urgent(doctor("--format", "json")) != []
    done = typed(*adopt)
    assert (done.code, "taken over" in done.err, f"uninstall --cases '{old}'" in done.err) == (0, True, True)
    assert (ledger.path_of(cases).exists(), ledger.path_of(old).exists()) == (True, False)
    assert "they ran last at" in doctor().said
    (tmp_path / "third").mkdir()
    third = typed("doctor", "--cases", str(tmp_path / "third"), "--format", "json")
    assert "which is gone" not in "\n".join(urgent(third))


def test_a_record_is_not_taken_from_a_folder_that_is_there_nor_over_another(typed, cases, tmp_path):
    old = tmp_path / "old"
    adopt = ("remind", "adopt", str(old), "--cases", str(cases))
    done = typed(*adopt)
    assert (done.code, "no reminders are recorded for" in done.err) == (4, True)
    ran(old)
    old.mkdir()
    assert "is still there" in typed(*adopt).err
    old.rmdir()
    ran(cases)
    assert "has a record of its own" in typed(*adopt).err
    assert ledger.path_of(old).exists()


def test_a_record_that_is_no_file_is_said_and_does_not_count_as_never(doctor, cases):
    ledger.path_of(cases).parent.mkdir(parents=True)
    os.mkfifo(ledger.path_of(cases))
    done = doctor("--format", "json")
    assert ["is no regular file" in x for x in urgent(done)] == [True]
    assert "never ran" not in done.out


def test_no_name_of_a_confidential_case_is_said_where_no_person_looks(doctor, cases, tmp_path):
    (cases / "x.toml").write_text(CASE.replace('title = "X"', 'title = "X"\nconfidential = true\nalias = "case 17"'))
    own(tmp_path, '[recipients.a]\nchannels = ["print"]\nowners = ["nobody"]\n')
    done = doctor()
    assert not re.search("kz-x-2020|counsel|second", done.out + done.err)
    assert "counsel" in doctor("--include-confidential").out


def test_what_a_channel_needs_and_is_not_here_is_said(doctor, tmp_path, monkeypatch):
    monkeypatch.delenv("MAIL_PASSWORD", raising=False)
    own(
        tmp_path,
        """
[channels.mail]
type = "smtp"
host = "h"
from = "f@h.org"
user = "u"
ca = "/nowhere.pem"
password = { env = "MAIL_PASSWORD" }
[channels.own]
type = "exec"
program = ["no-such-program", "-v"]
[channels.vault]
type = "apprise"
url = { command = ["no-such-vault"] }
""",
    )
    found = "\n".join(urgent(doctor("--format", "json")))
    for said in ("mail takes a secret from MAIL_PASSWORD, which is not set here", "own runs no-such-program",
                 "vault runs no-such-vault", "mail trusts the certificates of /nowhere.pem"):  # fmt: skip
        assert said in found
    monkeypatch.setenv("MAIL_PASSWORD", "x")
    assert "MAIL_PASSWORD" not in "\n".join(urgent(doctor("--format", "json")))


def test_an_address_that_may_hold_a_secret_is_to_be_readable_by_its_owner_alone(doctor, tmp_path):
    path = own(tmp_path, '[channels.chat]\ntype = "apprise"\nurl = "tgram://token/chat"\n')
    path.chmod(0o644)
    assert f"chmod 600 {path}" in "\n".join(urgent(doctor("--format", "json")))
    path.chmod(0o600)
    assert "chmod" not in "\n".join(urgent(doctor("--format", "json")))


@pytest.mark.parametrize(("hours", "code"), [(24, 0), (26, 1)])
def test_reminders_that_did_not_run_for_more_than_twenty_five_hours_are_said(doctor, cases, hours, code):
    at = (datetime.now().astimezone() - timedelta(hours=hours, minutes=5)).isoformat()
    row = {"what": "ran", "day": "2026-11-24", "at": at, "cases": str(cases)}
    state.append(ledger.path_of(cases), json.dumps([row]).encode())
    done = doctor()
    assert (done.code, f"{hours} hours ago" in done.said) == (code, True)


def test_a_record_of_a_run_that_says_no_time_is_none(doctor, cases):
    row = {"what": "ran", "day": "2026-11-24", "at": "yesterday", "cases": str(cases)}
    state.append(ledger.path_of(cases), json.dumps([row]).encode())
    assert (doctor().code, "they never ran for this folder" in doctor().said) == (0, True)


def test_a_fault_of_a_folder_of_law_is_said_as_such(doctor, tmp_path):
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "xx.toml").write_text("[")
    done = doctor("--packs", str(tmp_path / "law"), "--format", "json")
    assert [(f["topic"], f["text"].partition(":")[0]) for f in done.json["findings"] if f["level"] == "attention"] == [
        ("law", "xx.toml")
    ]


def test_a_schedule_that_is_there_and_never_ran_needs_attention(doctor, typed, cases, tmp_path):
    typed("remind", "install", "systemd", "--yes", "--cases", str(cases))
    done = doctor("--format", "json")
    assert any("they never ran for this folder" in x for x in urgent(done))


def test_open_dates_beyond_the_days_off_that_are_known_are_said(doctor, cases):
    (cases / "x.toml").write_text(
        CASE + '[[deadline]]\nid = "far"\ntitle = "Far"\nset_on = 2026-11-01\ndate = 2040-01-02\n'
    )
    assert "open dates of kz-x-2020 lie beyond" in "\n".join(urgent(doctor("--format", "json")))
    assert "KZ: this year is not covered" in "\n".join(urgent(doctor("--format", "json", "--as-of", "2050-01-01")))


def test_a_file_with_errors_is_counted_and_check_named(doctor, cases):
    (cases / "y.toml").write_text("[")
    done = doctor("--format", "json")
    assert (done.code, urgent(done)) == (1, ["1 file has errors → remedy check"])


def test_zone_data_that_is_too_old_for_almaty_is_said(doctor, monkeypatch):
    from remedy.store import surroundings

    monkeypatch.setattr(surroundings, "zone_data", lambda: ("/old", False))
    assert "Almaty moved to +05" in "\n".join(urgent(doctor("--format", "json")))


def test_the_zone_data_here_knows_that_almaty_moved():
    from remedy.store import surroundings

    assert surroundings.zone_data()[1]


def test_privacy_names_every_file_outside_the_cases_and_how_to_delete_it(doctor, typed, cases, tmp_path):
    (cases / "remedy.toml").write_text('[channels.x]\ntype = "print"\n')
    typed("trust", str(cases / "remedy.toml"), "--yes")
    state.append(ledger.path_of(cases), b"[]")
    report = trouble.report(ValueError("x"), datetime(2026, 11, 24).date())
    typed("remind", "install", "systemd", "--yes", "--cases", str(cases))
    (cases / ".import").mkdir()
    (cases / ".import" / "map.jsonl").write_text("{}\n")
    choices.keep("theme", "dark")
    config = own(tmp_path, "")
    done = doctor("--privacy", "--format", "json")
    files = {f["path"]: f for f in done.json["files"]}
    everything = [p for p in tmp_path.rglob("*") if p.is_file() and p.name not in ("x.toml", "remedy.toml")]
    assert sorted(files) == sorted(map(str, everything))
    kinds = {f["kind"] for f in files.values()}
    assert kinds == {"trust", "reminders", "report", "choices", "schedule", "import", "settings"}
    assert files[str(report)]["mode"] == "0600"
    assert files[str(report)]["delete"] == f"rm {report}"
    assert files[str(config)]["size"] == 0
    said = doctor("--privacy").said
    assert all(path in said for path in files)


def test_a_file_of_the_state_folder_that_others_may_read_needs_attention(doctor, typed, cases):
    state.append(state.place() / "trust.jsonl", b"{}")
    (state.place() / "trust.jsonl").chmod(0o644)
    done = doctor("--privacy", "--format", "json")
    assert (done.code, [x for x in urgent(done) if "others may read" in x] != []) == (1, True)


def test_no_module_writes_a_file_that_privacy_does_not_name():
    """Whoever adds a writer of files adds its place to store/kept.py, and its module here."""
    writes = re.compile(
        r"\.write_text\(|write_bytes\(|\.open\(\"[aw]b?\"|os\.open\(|write\.put\(|state\.append\(|user_.+_path"
    )
    seen = {p.relative_to(ROOT / "remedy").as_posix() for p in (ROOT / "remedy").rglob("*.py")
            if writes.search(p.read_text("utf-8"))}  # fmt: skip
    assert seen == {
        "cli/completion.py",  # completion
        "cli/entry.py",  # /dev/null
        "cli/exporting.py", "cli/importing.py",  # where the user named it
        "remind/ledger.py", "store/choices.py", "store/state.py",
        "store/trouble.py", "store/trust.py",  # the state folder
        "store/schedules.py",  # schedule
        "store/places.py",  # looks only
        "store/write.py",  # cases
    }  # fmt: skip


def test_the_kinds_of_files_are_those_that_have_words():
    from remedy.views.doctor import HOLDS

    assert set(
        re.search(r'kind: str\n    """(.*?)\."""', Path(kept.__file__).read_text("utf-8"))[1].split(" | ")
    ) == set(HOLDS)


def test_the_answer_as_json_holds_to_its_schema(doctor, typed):
    from jsonschema import Draft202012Validator

    check = Draft202012Validator(typed("schema", "doctor").json)
    assert doctor("--format", "json").json["files"] is None
    for words in ([], ["--privacy"]):
        check.validate(doctor("--format", "json", *words).json)


def test_doctor_speaks_russian(typed, cases):
    done = typed("doctor", "--privacy", "--cases", str(cases), "--lang", "ru")
    assert "── НАСТРОЙКИ" in done.out
    assert os.environ["REMEDY_LANG"] == "en"
