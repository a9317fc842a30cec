"""A tracked file may come from a stranger: it names programs and addresses only once a person has seen them."""

import shutil

import pytest

from remedy.store import state, trust

from .conftest import at_terminal

SETTINGS = """format = 1
[channels.mail]
type = "smtp"
host = "mail.example.org"
port = 465
from = "remedy@example.org"
user = "office"
password = { command = ["pass", "show", "the mail"] }
[channels.own]
type = "exec"
program = ["./tell.sh", "-v"]
[channels.chat]
type = "apprise"
url = "ntfy://example.org/room"
[recipients.aigul]
channels = ["mail", "own"]
address = "aigul@example.org"
owners = ["counsel"]
confidential = true
"""


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "cases").mkdir()
    path = tmp_path / "remedy.toml"
    path.write_text(SETTINGS)
    return path


def is_trusted(path):
    return trust.standing(path, path.read_bytes()) == trust.TRUSTED


def test_all_that_a_file_would_be_allowed_is_shown_with_its_lines_and_nobody_is_trusted_unasked(typed, settings):
    done = typed("trust", str(settings))
    assert done.code == 1
    for line in (
        "4 connects to: mail.example.org:465 (tls)",
        "6 writes as: remedy@example.org",
        "7 logs in as: office",
        "8 runs: pass show 'the mail'",
        "11 runs: ./tell.sh",
        "14 sends to: ntfy://example.org/room",
        "15 tells: aigul <aigul@example.org> by mail, own, the lines of counsel",
        "19 shows confidential entries to: aigul",
    ):
        assert line in done.said
    assert "nobody can be asked here: nothing was done; add --yes" in done.err
    assert not is_trusted(settings)
    assert not state.place().exists()


def test_a_person_at_a_terminal_is_asked_and_only_a_yes_is_one(typed, settings, tmp_path):
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    for answer, code in (("\n", 1), ("y\n", 0)):
        done, shown = at_terminal("trust", str(settings), answer=answer, env=env)
        assert done == code, shown
        assert "Allow exactly this? [y/N]" in shown
        assert is_trusted(settings) is (code == 0)


def test_the_trust_ends_with_any_change_of_the_file_and_begins_again_with_a_word(typed, settings):
    assert typed("trust", str(settings), "--yes").code == 0
    assert typed("trust", "--list").said.endswith("trusted")
    settings.write_text(SETTINGS + "\n")
    assert not is_trusted(settings)
    assert "changed since: not trusted any more" in typed("trust", "--list").said
    assert "It was trusted, and has been changed since." in typed("trust", str(settings)).said
    assert typed("trust", str(settings), "--yes").code == 0
    assert is_trusted(settings)
    settings.write_text(SETTINGS)
    assert not is_trusted(settings), "what was allowed before is another content"


def test_reminders_use_a_trusted_file_and_say_when_it_was_changed(typed, settings, tmp_path):
    cases = ("--cases", str(tmp_path / "cases"))
    assert "remedy trust" in typed("remind", "--dry-run", *cases).err
    typed("trust", str(settings), "--yes")
    assert "remedy trust" not in typed("remind", "--dry-run", *cases).err
    settings.write_text(SETTINGS + "\n")
    assert "changed since it was trusted" in typed("remind", "--dry-run", *cases).err


def test_the_same_words_in_another_folder_and_a_link_to_a_trusted_file_are_other_files(typed, settings, tmp_path):
    typed("trust", str(settings), "--yes")
    other = tmp_path / "theirs"
    other.mkdir()
    shutil.copy(settings, other / "remedy.toml")
    assert not is_trusted(other / "remedy.toml")
    (other / "remedy.toml").unlink()
    (other / "remedy.toml").symlink_to(settings)
    assert not is_trusted(other / "remedy.toml")
    settings.rename(other / "moved.toml")
    assert not is_trusted(other / "moved.toml")


def test_a_folder_reached_by_a_link_is_the_same_folder(typed, settings, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    typed("trust", str(tmp_path / "link" / "remedy.toml"), "--yes")
    assert is_trusted(settings)


def test_the_word_is_taken_back_also_of_a_file_that_is_gone(typed, settings):
    typed("trust", str(settings), "--yes")
    settings.unlink()
    assert "gone" in typed("trust", "--list").said
    done = typed("trust", "--revoke", str(settings))
    assert (done.code, done.said) == (0, f"{settings} is not trusted any more")
    settings.write_text(SETTINGS)
    assert not is_trusted(settings)
    assert "is not trusted" in typed("trust", "--revoke", str(settings)).err
    assert typed("trust", "--list").said == "No file is trusted."


def test_a_program_beside_the_cases_is_marked_for_its_change_would_not_end_the_trust(typed, settings, tmp_path):
    (tmp_path / "tell.sh").write_text("#!/bin/sh\n")
    assert "11 beside the cases, and a change of it does not end the trust: ./tell.sh" in typed(
        "trust", str(settings)).said  # fmt: skip


def test_with_dry_run_nothing_is_kept(typed, settings):
    done = typed("trust", str(settings), "--yes", "--dry-run")
    assert (done.code, "not written: --dry-run" in done.err) == (0, True)
    assert not state.place().exists()


def test_signs_that_act_on_a_terminal_are_shown_as_signs(typed, settings):
    settings.write_text('[channels.x]\ntype = "exec"\nprogram = ["/bin/\\u001b[2Jls", "\\u202egnp"]\n')
    done = typed("trust", str(settings))
    assert "\\x1b[2Jls" in done.said and "\\u202egnp" in done.said
    assert "\x1b" not in done.out and "\u202e" not in done.out


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("remedy.toml", "[channels", 3, "cannot be used"),
        ("remedy.toml", 'review_after = "P60D"\n', 1, "nothing: it names no program, no host and no address"),
        ("nowhere.toml", None, 2, "is not there"),
        (".", None, 2, "is a folder"),
        ("config/remedy/config.toml", "", 2, "your own file: it is trusted without a word"),
    ],
)
def test_what_cannot_be_trusted_is_said(typed, tmp_path, name, text, code, said):
    path = tmp_path / name
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = typed("trust", str(path), "--yes")
    assert done.code == code
    assert said in done.out + done.err
    assert not state.place().exists()


@pytest.mark.parametrize("words", [[], ["--revoke"], ["a", "--list"], ["--list", "--revoke"]])
def test_one_thing_is_asked_at_a_time(typed, words):
    assert typed("trust", *words).code == 2


def test_where_the_word_cannot_be_kept_nobody_is_trusted_and_it_is_said(typed, settings):
    state.place().parent.mkdir(parents=True)
    state.place().write_text("")
    done = typed("trust", str(settings), "--yes")
    assert done.code == 4
    assert "could not be made" in done.err
    assert not is_trusted(settings)


def test_a_torn_line_of_the_record_revokes_and_allows_nothing(typed, settings):
    typed("trust", str(settings), "--yes")
    with (state.place() / trust.FILE).open("ab") as out:
        out.write(b'{"file": "')
    assert is_trusted(settings)
    typed("trust", "--revoke", str(settings))
    assert not is_trusted(settings)


def test_the_answer_as_json_holds_to_its_schema(typed, settings):
    from jsonschema import Draft202012Validator

    done = typed("trust", str(settings), "--yes", "--format", "json")
    Draft202012Validator(typed("schema", "trust").json).validate(done.json)
    assert (done.json["was"], done.json["trusted"]) == ("unknown", True)
    assert {"line": 8, "kind": "program", "value": "pass show 'the mail'"} in done.json["allows"]
    listed = typed("trust", "--list", "--format", "json").json
    Draft202012Validator(typed("schema", "trust-list").json).validate(listed)
    assert [f["standing"] for f in listed["files"]] == ["trusted"]
