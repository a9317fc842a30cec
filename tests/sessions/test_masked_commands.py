"""A command that a masked answer prints can be run as it stands, or says in capitals what is to be filled in."""

from tests.sessions.test_masking import SECRET

BAD = SECRET + '\n[[event]]\nkind = "aisulu-was-here"\ndate = 2020-06-30\n'


def test_a_command_with_the_alias_of_a_case_is_one_that_can_be_run(remedy, folder):
    folder.write("aisulu.toml", SECRET)
    at = ("--as-of", "2020-07-01", "--cases", str(folder.path))
    told = remedy("due", *at)
    assert "remedy explain 'case 17' gap:" in told.out
    name = told.out.partition("remedy explain 'case 17' ")[2].split()[0]
    assert remedy("explain", "case 17", name, *at).code == 0
    assert "aisulu" not in told.out.lower()


def test_a_case_without_an_alias_and_the_ids_of_a_hidden_entry_stand_in_capitals(remedy, folder):
    text = (
        SECRET.partition("\n[[override]]")[0]
        .replace('alias = "case 17"\n', "")
        .replace("facts = { custody = false }", "")
    )
    text = text.replace("custody = false\n", "", 1)
    folder.write("aisulu.toml", text)
    at = ("--as-of", "2020-07-01", "--cases", str(folder.path))
    told = remedy("due", *at)
    assert "→ remedy explain CASE gap:fact:custody@judgment" in told.out
    assert "CASE, EVENT-3 and the like: ids that are not shown here" in told.out
    asked = remedy("explain", "kz-hi", "gap:fact:custody", *at)
    assert "remedy fact CASE custody VALUE --person PERSON-1" in asked.out
    assert 'in the [[person]] with id = "PERSON-1"' in asked.out


def test_the_file_of_a_hidden_case_is_called_as_the_case_in_lines_of_problems(remedy, folder):
    folder.write("aisulu.toml", BAD)
    at = ("--as-of", "2020-07-01", "--cases", str(folder.path))
    for words in (("check",), ("due",), ("check", "--format", "json")):
        done = remedy(*words, *at)
        assert "case 17" in done.out and "aisulu" not in done.out + done.err, words
    assert "aisulu.toml" in remedy("check", "--include-confidential", *at).out
