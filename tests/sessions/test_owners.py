"""Whose case it is: a name that nobody in the settings has is said, where the settings say who there is."""

import pytest

FILE = """
format = 1
id = "kz-x"
title = "K v. X"
country = "KZ"
packs = ["kz/criminal"]
owner = "{}"
"""
OWNERS = 'format = 1\nowners = { counsel = { name = "A. Counsel", deputy = "berik" } }\n'


@pytest.fixture
def check(typed, folder):
    def run(owner, settings, *words):
        folder.write("a.toml", FILE.format(owner))
        folder.write("remedy.toml", settings)
        return typed("check", "--cases", str(folder.path), *words)

    return run


def test_an_owner_whom_nobody_knows_is_a_warning_with_the_nearest_name(check):
    done = check("counsle", OWNERS)
    assert "a.toml:7: warning [unknown-owner] owner:" in done.said
    assert '"counsle" is no owner of remedy.toml and no recipient → did you mean "counsel"?' in done.said
    assert (done.code, check("counsle", OWNERS, "--strict").code) == (0, 1)


@pytest.mark.parametrize(
    ("owner", "settings"),
    [
        ("counsel", OWNERS),
        ("berik", OWNERS),  # a deputy
        ("anybody", "format = 1\n"),
        ("ana", OWNERS + '[recipients.ana]\nchannels = ["print"]\n'),
        ("dana", OWNERS + '[recipients.ana]\nchannels = ["print"]\nowners = ["dana"]\n'),
    ],
)
def test_one_who_is_known_or_whom_nobody_could_know_is_none(check, owner, settings):
    assert "unknown-owner" not in check(owner, settings).said


def test_a_recipient_of_the_users_own_settings_is_known(check, tmp_path):
    mine = tmp_path / "config" / "remedy"
    mine.mkdir(parents=True)
    (mine / "config.toml").write_text('[recipients.zhanna]\nchannels = ["print"]\n')
    assert "unknown-owner" not in check("zhanna", OWNERS).said
    assert "unknown-owner" in check("zhana", OWNERS).said


def test_in_russian_it_is_said_in_russian_and_of_a_confidential_case_without_the_name(check, folder, typed):
    said = check("counsle", OWNERS, "--lang", "ru").said
    assert "«counsle» — ни владелец из remedy.toml, ни получатель" in said
    folder.write("a.toml", FILE.format("counsle") + "confidential = true\n")
    assert "counsle" not in typed("check", "--cases", str(folder.path)).said
