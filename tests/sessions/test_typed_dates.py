"""Days typed on the command line as people write them."""

import pytest

CASE = 'format = 1\nid = "kz-x"\ntitle = "X"\ncountry = "KZ"\npacks = ["kz/criminal"]\n'


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("июнь 2020", 'date = "2020-06"'),
        ("06.2020", 'date = "2020-06"'),
        ("22 June 2020", "date = 2020-06-22"),
        ("../22.06.2020", 'date = "../2020-06-22"'),
    ],
)
def test_a_day_is_typed_as_people_write_it(folder, do, day, line):
    file = folder.write("kz-x.toml", CASE)
    assert do("record", "kz-x", "judgment", "--date", day).code == 0
    assert line in file.read_text().splitlines()


def test_a_year_of_two_digits_is_refused_with_the_one_to_write(folder, do):
    file = folder.write("kz-x.toml", CASE)
    done = do("record", "kz-x", "judgment", "--date", "22.06.20")
    assert (done.code, file.read_text()) == (2, CASE)
    assert "write 22.06.2020" in done.err
    assert "22.06.2020" in do("record", "kz-x", "judgment", "--date", "вчера").err
