"""What is taken away while something else names it: refused with the place, or said what the name leads to then."""

import pytest

from tests.sessions.test_writing import FILE

BAN = '\n[[sanction]]\nid = "ban"\nkind = "ban"\nlength = "P5Y"\n'
NAMED = {
    "starts": (BAN + 'starts = "judgment"\n', "sanction[1].starts"),
    "imposed_by": (BAN + 'imposed_by = "judgment"\n', "sanction[1].imposed_by"),
    "ended_by": (BAN + 'starts = 2020-06-22\nended_by = "judgment"\n', "sanction[1].ended_by"),
    "another start": (BAN + 'starts = 2020-06-22\nreadings = [{ id = "b", starts = "judgment" }]\n', "sanction[1]"),
    "credit": (BAN + 'starts = 2020-06-22\ncredit = [{ from = "detained", to = "judgment" }]\n', "sanction[1].credit"),
    "from": ('\n[[deadline]]\nid = "own"\nfrom = "judgment"\nperiod = "P10D"\n', "deadline[1].from"),
    "another from": (
        '\n[[deadline]]\nid = "own"\nfrom = "judgment-final"\nperiod = "P10D"\n'
        'readings = [{ id = "b", from = "judgment" }]\n',
        "deadline[1].readings",
    ),
    "after": ('\n[[step]]\nid = "s"\ntitle = "S"\nafter = { event = "judgment", by = "P1D" }\n', "step[1].after"),
    "before": ('\n[[step]]\nid = "s"\ntitle = "S"\nbefore = { event = "judgment", by = "P1D" }\n', "step[1].before"),
}
SECOND = '\n[[event]]\nid = "judgment-2"\nkind = "judgment"\ndate = 2020-06-25\noutcome = "convicted"\n'
GONE = ("remove", "kz-test", "judgment", "--reason", "of another case")


@pytest.mark.parametrize("key", NAMED)
def test_an_event_whose_id_is_a_kind_is_not_taken_from_under_what_names_it(here, folder, key):
    more, place = NAMED[key]
    file = folder.write("a.toml", FILE + more)
    done = here(*GONE)
    assert (done.code, file.read_text()) == (2, FILE + more)
    assert f" {place}" in done.err
    assert "point it to another" in " ".join(done.err.split())


@pytest.mark.parametrize("key", ["starts", "from", "after"])
def test_what_named_it_leads_to_the_event_of_that_kind_that_remains_and_that_is_said(here, folder, key):
    more, place = NAMED[key]
    file = folder.write("a.toml", FILE + SECOND + more)
    done = here(*GONE)
    assert (done.code, "2020-06-22      # pronounced" in file.read_text()) == (0, False)
    assert f"{place} leads to judgment-2 then" in done.said


def test_what_the_law_derives_takes_the_place_of_what_is_taken_away(here, folder):
    final = '\n[[event]]\nkind = "judgment-final"\ndate = 2020-06-23\n'
    file = folder.write("a.toml", FILE + final + BAN + 'starts = "judgment-final"\n')
    done = here("remove", "kz-test", "judgment-final", "--reason", "not so", "--as-of", "2020-08-01")
    assert done.code == 0, done.err
    assert "sanction[1].starts leads to judgment-final (derived) then" in done.said
    assert "2020-06-23" not in file.read_text()


def test_the_last_event_of_a_kind_is_not_taken_from_under_what_names_the_kind(here, folder):
    text = (FILE + NAMED["starts"][0]).replace('kind = "judgment"\n', 'id = "first"\nkind = "judgment"\n')
    file = folder.write("a.toml", text)
    done = here("remove", "kz-test", "first", "--reason", "of another case")
    assert (done.code, file.read_text(), "sanction[1].starts" in done.err) == (2, text, True)


def test_a_deadline_waits_again_for_what_was_taken_away(here, folder):
    own = '\n[[deadline]]\nid = "own"\ndate = 2020-08-01\ndone = ["appeal-filed"]\n'
    folder.write("a.toml", FILE + '\n[[event]]\nkind = "appeal-filed"\ndate = 2020-06-30\n' + own)
    done = here("remove", "kz-test", "appeal-filed", "--reason", "it was not posted")
    assert done.code == 0
    assert "(deadline:own): met 2020-08-01 → open 2020-08-01" in done.said


def test_names_of_what_is_confidential_reach_no_pipe_by_a_refusal(here, folder):
    folder.write("a.toml", FILE + NAMED["starts"][0].replace('"ban"', '"hidden-ban"') + "confidential = true\n")
    done = here(*GONE)
    assert (done.code, "hidden" in done.err + done.out, "sanction[1].starts" in done.err) == (2, False, True)
