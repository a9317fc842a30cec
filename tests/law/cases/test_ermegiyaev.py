"""Kazakhstan v. T. Ermegiyaev: a protest refused twice, the refusals taken to court. The year was not read: every day
of the file is provisional, and no judgment is recorded."""

from datetime import date

CASE = "ermegiyaev"


# Friday 25 July 2025, sixteen days after the petition


def test_2025_07_25_the_thirty_days_have_not_provably_begun_for_they_run_from_the_arrival_of_the_file(seen):
    answer = seen("2025-07-25").item("protest-answer@protest-requested")
    assert (answer.status, answer.date) == ("not-started", None)
    assert "nobody recorded file-received-by-prosecutor" in answer.reason


def test_2025_07_25_when_the_file_reached_the_prosecutor_is_asked(seen):
    assert "gap:file-received-by-prosecutor@protest-requested" in seen("2025-07-25").agenda()


def test_2025_07_25_a_refusal_may_have_come_so_the_petition_is_unclear_and_not_without_its_judgment_not_yet(seen):
    protest = seen("2025-07-25").rung("protest")
    assert protest.state == "unclear"
    assert protest.filed["latest"] == date(2025, 7, 9)


def test_2025_07_25_a_day_whose_year_was_not_read_makes_what_hangs_on_it_provisional(seen):
    assert seen("2025-07-25").item("protest-answer@protest-requested").provisional


# Monday 11 August 2025: thirty days since the petition are over


def test_2025_08_11_the_answer_is_not_overdue_though_thirty_days_since_the_petition_are_over(seen):
    assert seen("2025-08-11").item("protest-answer@protest-requested").status == "not-started"


# Friday 21 November 2025: the suit against the refusals was won yesterday


def test_2025_11_21_both_refusals_lie_between_the_petition_and_the_judgment_on_the_suit(seen):
    view = seen("2025-11-21")
    for refusal in ("protest-refused", "protest-refused-b"):
        event = view.event(refusal)
        assert (event.earliest, event.latest) == (date(2025, 7, 9), date(2025, 11, 20))
        assert any("suit" in reason for reason in event.why)


def test_2025_11_21_the_petition_was_answered_and_refused_and_may_be_repeated(seen):
    view = seen("2025-11-21")
    assert view.item("protest-answer@protest-requested").status == "met"
    protest = view.rung("protest")
    assert (protest.state, protest.again) == ("refused", "yes")


def test_2025_11_21_the_won_suit_alone_does_not_reopen_the_petition(seen):
    view = seen("2025-11-21")
    assert view.event("protest-refused").undone_by == ""
    assert view.rung("protest").state == "refused"


def test_2025_11_21_everything_that_needs_the_judgment_waits_for_it(seen):
    view = seen("2025-11-21")
    assert view.rung("appeal").reason == "opens after judgment"
    assert view.rung("cassation").state == "not-yet"


# Sunday 1 March 2026: nothing for more than ninety days


def test_2026_03_01_the_case_is_to_be_looked_at_again_since_18_february(seen):
    assert seen("2026-03-01").item("review").date == date(2026, 2, 18)
    assert not seen("2026-02-17").has("review")
