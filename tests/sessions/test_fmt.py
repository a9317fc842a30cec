"""A person asks for order: what moves is shown first, an answer never moves, and nothing is written unasked."""

import pytest

from tests.sessions.test_writing import FILE

MIXED = FILE.partition("[facts]")[0] + (
    '[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\n\n# the trial\n[[event]]\ndate=2020-06-22 # pronounced\n'
    'kind = \'judgment\'\noutcome = "convicted"\n\n[[person]]\nrole = "defendant"\nid = "test"\n\n'
    '[facts]\ngravity = "medium"\ncustody = false\n'
)
ORDERED = FILE.replace('"   # spaces', '"  # spaces').replace("22      #", "22  #") + (
    '\n[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\n'
)


@pytest.fixture
def do(remedy, folder):
    return lambda *words, **env: remedy(*words, "--as-of", "2020-07-05", "--cases", str(folder.path), **env)


def test_what_would_move_is_shown_and_then_written_and_a_second_time_there_is_nothing_to_do(do, folder):
    file = folder.write("kz-test.toml", MIXED)
    shown = do("fmt", "kz-test", "--dry-run")
    assert (shown.code, file.read_text()) == (0, MIXED)
    assert "+ date = 2020-06-22 # pronounced" in shown.out
    assert "No deadline and no remedy moved." in shown.out
    checked = do("fmt", "kz-test", "--check", "--format", "json")
    assert (checked.code, checked.json["written"], checked.json["moves"], file.read_text()) == (1, False, [], MIXED)
    assert do("fmt", "kz-test").code == 0
    assert file.read_text() == ORDERED
    assert do("fmt", "kz-test", "--check").code == 0
    again = do("fmt", "kz-test", "--format", "json")
    assert (again.json["lines"], file.read_text()) == ([], ORDERED)


def test_a_file_with_errors_is_put_in_order_and_its_errors_are_still_said(do, folder):
    file = folder.write("kz-test.toml", MIXED + '[[step]]\ntitle = 7\nid = "s"\n')
    done = do("fmt", "kz-test")
    assert done.code == 3
    assert file.read_text() == ORDERED + '\n[[step]]\nid = "s"\ntitle = 7\n'


def test_a_confidential_case_shows_no_line_and_its_events_keep_their_numbers(do, folder):
    file = folder.write("kz-test.toml", MIXED.replace("kind = 'judgment'", "confidential = true\nkind = 'judgment'"))
    done = do("fmt", "kz-test", "--format", "json")
    assert {x["text"] for x in done.json["lines"]} == {"confidential"}
    text = file.read_text()
    assert text.index("appeal-filed") < text.index("judgment")
