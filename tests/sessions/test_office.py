"""What an office of lawyers typed on its first days: each mistake is met with the cure, each silence with a word."""

import shlex

import jsonschema
import pytest

from tests.sessions.test_writing import FILE


@pytest.fixture
def case(folder):
    return folder.write("kz-test.toml", FILE)


@pytest.fixture
def do(remedy, folder):
    """A command on the folder, on 1 July 2020."""
    return lambda *words, day="2020-07-01", **env: remedy(*words, "--as-of", day, "--cases", str(folder.path), **env)


def words(text):
    """A text in one line, however it was wrapped."""
    return " ".join(text.split())


def test_a_word_on_a_deadline_is_understood_in_words_and_taken_back(do, case):
    done = do("override", "waive", "kz-test", "appeal@judgment", "--reason", "He agrees")
    assert "Appeal against the judgment (appeal@judgment): waived, from 2020-07-01 on" in words(done.out)
    dropped = do("override", "drop", "kz-test", "appeal@judgment", "--reason", "He changed\nhis mind")
    assert "the word on appeal@judgment (waived, since 2020-07-01) is taken away" in words(dropped.out)
    assert "waived 2020-07-07 → open 2020-07-07" in words(dropped.out)
    kept = "# removed override on kz/criminal.appeal@judgment (waived, since 2020-07-01): He changed his mind\n"
    assert case.read_text() == f"{FILE}\n{kept}"


def test_what_a_word_stands_on_is_not_removed_and_the_command_that_drops_it_is_said(do, case):
    waive = ("override", "waive", "kz-test", "appeal@judgment", "--reason", "He agrees")
    assert do(*waive).code == 0
    before = case.read_text()
    drop = "remedy override drop kz-test appeal@judgment --reason WHY"
    for id in ("judgment", "appeal@judgment"):
        done = do("remove", "kz-test", id, "--reason", "a mistake")
        assert (done.code, drop in words(done.err)) == (2, True), done.err
    assert case.read_text() == before


def test_a_word_that_may_be_the_filing_and_the_decision_is_refused_with_both_in_the_users_language(do, case):
    done = do("record", "kz-test", "апелляция", "--date", "2020-07-01", "--lang", "ru")
    assert done.code == 2
    assert '"appeal-filed" (Подана апелляционная жалоба)' in words(done.err)
    assert '"appeal-decided" (Решение апелляционной инстанции)' in words(done.err)
    filed = do("record", "kz-test", "appeal-filed", "--date", "2020-07-01", "--set", "outcome=upheld")
    assert (filed.code, 'did you mean kind = "appeal-decided"?' in words(filed.err)) == (2, True)
    assert case.read_text() == FILE


def test_an_event_is_found_by_the_title_of_its_kind_where_only_one_has_it(do, case):
    done = do("amend", "kz-test", "приговор", "--date", "2020-06-23")
    assert "understood: judgment: date 2020-06-23" in done.out
    assert case.read_text() == FILE.replace("2020-06-22", "2020-06-23")
    for day in ("2020-06-01", "2020-06-02"):
        assert do("record", "kz-test", "hearing", "--date", day).code == 0
    done = do("amend", "kz-test", "судебное заседание", "--date", "2020-06-03")
    assert (done.code, "hearing (2020-06-01), hearing-2020-06-02 (2020-06-02)" in words(done.err)) == (2, True)
    assert 'no event "hearin"; did you mean "hearing"?' in do("amend", "kz-test", "hearin", "--date", "..").err


def test_what_is_there_already_or_has_not_come_is_not_recorded(do, case):
    again = do("record", "kz-test", "приговор", "--date", "22.06.2020", "--lang", "ru")
    assert again.code == 2
    assert "в деле уже есть «Приговор» этого дня (id judgment, 22.06.2020)" in words(again.err)
    ahead = do("record", "kz-test", "hearing", "--date", "22.06.2062")
    assert (ahead.code, "2062-06-22 is after today" in ahead.err, "state=scheduled" in ahead.err) == (2, True, True)
    assert do("amend", "kz-test", "judgment", "--date", "22.06.2062").code == 2
    assert case.read_text() == FILE
    assert do("record", "kz-test", "hearing", "--date", "2062-06-22", "--set", "state=scheduled").code == 0


def test_a_step_is_added_once_and_its_id_is_made_of_a_title_in_any_letters(do, case):
    added = do("step", "add", "kz-test", "Запросить протокол заседания")
    assert "its id is zaprosit-protokol-zasedaniya" in added.out
    again = do("step", "add", "kz-test", "запросить  протокол заседания")
    assert again.code == 2
    assert "(id zaprosit-protokol-zasedaniya, todo)" in words(again.err)
    assert do("step", "done", "kz-test", "zaprosit-protokol-zasedaniya").code == 0


def test_a_question_says_the_command_that_answers_it_and_no_day_that_nobody_knows(remedy):
    done = remedy("explain", "ilyashev", "gap:file-received-by-prosecutor", "--as-of", "2021-03-12")
    command = "remedy record kz-ilyashev-2020 file-received-by-prosecutor --date DAY --set \\ proceeding=protest"
    assert command in words(done.out)
    assert done.out.index("--date DAY") < done.out.index("[[event]]") < done.out.index('date = "DAY"')
    assert "2021-03-11" not in done.out.partition("To answer it")[2]


def test_a_question_about_a_fact_is_answered_by_the_command_that_it_prints(do, folder):
    case = folder.write("kz-test.toml", FILE.replace("custody = false\n", ""))
    gaps = {i["id"]: i for i in do("due", "--format", "json").json["items"] if i["type"] == "gap"}
    answer = gaps["kz-test#gap:fact:custody@judgment"]["answer"]
    assert answer == "remedy fact kz-test custody VALUE --person test"
    typed = shlex.split(answer.replace("VALUE", "нет"))[1:]
    shown = do(*typed, "--dry-run", "--format", "json")
    jsonschema.validate(shown.json, do("schema", "edit").json)
    assert shown.json["understood"] == ["understood: custody no, of person test (Was the convict held in custody?)"]
    assert [x["text"] for x in shown.json["lines"]] == ["facts = { custody = false }"]
    done = do(*typed)
    assert "What would" not in done.err
    assert "WHAT MOVED" in done.out
    assert case.read_text() == FILE.replace("custody = false\n", "").replace(
        'role = "defendant"\n', 'role = "defendant"\nfacts = { custody = false }\n'
    )
    assert not [i for i in do("due", "--format", "json").json["items"] if "custody" in i["id"]]


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        (("custdy", "true"), 'did you mean "custody"?'),
        (("custody", "VALUE"), "write one of: true, false"),
        (("custody", "true", "--person", "tst"), 'did you mean "test"?'),
        (("custody", "true", "--person", "test", "--event", "judgment"), "one of the two"),
    ],
)
def test_a_fact_that_would_not_count_is_refused_with_the_cure(do, case, typed, cure):
    done = do("fact", "kz-test", *typed)
    assert (done.code, cure in words(done.err)) == (2, True), done.err
    assert case.read_text() == FILE


def test_a_first_detention_after_the_judgment_says_that_he_is_taken_for_free_and_why(do, folder):
    folder.write("kz-test.toml", FILE.replace("custody = false\n", ""))
    why = "custody: no (the first that is recorded is later: detained 2020-06-30)"
    done = do("record", "kz-test", "detained", "--date", "2020-06-30")
    assert f"open 2020-07-07 {why}" in words(done.out)
    assert why in words(do("explain", "kz-test", "appeal@judgment").out)


def test_a_case_in_which_nothing_is_recorded_is_asked_about_first(do, folder):
    folder.write("kz-test.toml", FILE.partition("# the trial")[0])
    due = words(do("due").out)
    assert "ASK FIRST" in due
    assert "Nothing is recorded yet: what happened, and when?" in due
    assert "remedy record kz-test KIND --date DAY" in words(do("explain", "kz-test", "gap:first-event").out)
    folder.write("kz-test.toml", FILE)
    assert "Nothing is recorded yet" not in do("due").out


def test_a_case_is_found_by_a_persons_name_or_its_title_save_one_that_hides_from_pipes(do, folder):
    named = FILE.replace('id = "test"\n', 'id = "test"\nname = "Ахметов Асан"\n')
    folder.write("kz-test.toml", named)
    folder.write("kz-two.toml", FILE.replace("kz-test", "kz-two").replace("v. Test", "v. Two"))
    done = do("record", "ахметов", "note", "--date", "2020-06-30", "--dry-run")
    assert (done.code, "cases/kz-test.toml" in done.out) == (0, True)
    assert "fits several cases: kz-test, kz-two" in words(do("show", "Kazakhstan v.").err)
    folder.write("kz-test.toml", named.replace('name = "Ах', 'confidential = true\nname = "Ах'))
    done = do("show", "ахметов")
    assert (done.code, 'no case "ахметов"' in done.err) == (2, True)
    assert do("show", "ахметов", "--include-confidential").code == 0


def test_the_steps_of_a_case_are_shown_with_the_ids_that_commands_take(do, case):
    do("step", "add", "kz-test", "Ask for the record")
    assert "Ask for the record (ask-for-the-record)" in do("show", "kz-test").out


def test_a_plan_that_writes_what_is_overdue_says_so(do, case):
    said = words(do("plan", "kz-test", "--write", "--dry-run", day="2020-07-03").out)
    assert "overdue already: appeal-copy (2020-06-25), appeal" in said
    assert "appeal-file" not in said.partition("overdue already:")[2].partition(";")[0]
    assert "overdue" not in do("plan", "kz-test", "--write", "--dry-run", day="2020-06-23").out


def test_one_case_is_checked_by_its_id_and_what_all_its_events_lack_is_one_line(do, folder):
    events = "".join(f'\n[[event]]\nid = "n{n}"\nkind = "note"\ndate = 2020-06-{n}\n' for n in range(10, 25))
    folder.write("kz-test.toml", FILE + events)
    folder.write("kz-two.toml", FILE.replace("kz-test", "kz-two"))
    done = do("check", "test")
    assert "1 file checked: 0 errors, 16 warnings" in done.out
    assert done.out.count("[unsourced]") == 1
    assert "16 events name no source: lines 17, 22, 27, 32, " in words(done.out)
    assert len(do("check", "test", "--format", "json").json["problems"]) == 16
    nowhere = do("check", "kz-tset")
    assert (nowhere.code, 'no file and no folder; no case "kz-tset"; did you mean "kz-test"?' in nowhere.err) == (
        2,
        True,
    )


def test_an_edit_that_changed_nothing_says_so_and_blanks_are_named_where_only_they_differ(do, folder):
    case = folder.write("kz-test.toml", FILE.replace("outcome =", "outcome   ="))
    done = do("edit", "kz-test", EDITOR="true")
    assert ("nothing was changed" in done.out, "--dry-run" in done.out) == (True, False)
    assert [x[5:] for x in do("fmt", "kz-test", "--dry-run").lines if "outcome" in x] == [
        ' - outcome = "convicted" (blanks)', ' + outcome = "convicted" (blanks)',
    ]  # fmt: skip
    amended = do("amend", "kz-test", "judgment", "--set", "outcome=acquitted", "--dry-run")
    assert ("not written: --dry-run" in amended.out, "(blanks)" in amended.out) == (True, False)
    assert case.read_text() == FILE.replace("outcome =", "outcome   =")


def test_where_readings_differ_the_command_that_chooses_one_is_said_and_can_be_typed(remedy):
    day = ("--as-of", "2020-10-01")
    said = words(remedy("explain", "kozlov", "replacement@imprisonment", *day).out)
    tail = said.partition("A decision for one reading (")[2]
    reading = tail.partition(" or ")[0]
    assert "remedy override choose kz-kozlov-2012 replacement@imprisonment --reading ID --reason WHY" in tail
    chosen = ("override", "choose", "kozlov", "replacement@imprisonment", "--reading", reading, "--reason", "r")
    assert f"reading {reading} is chosen" in words(remedy(*chosen, "--dry-run", *day).out)


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2018-12-01", "2020-10-01", "2021-03-12", "2026-11-26"])
def test_each_command_that_a_question_prints_can_be_typed(remedy, day):
    for item in remedy("due", "--all", "--as-of", day, "--format", "json").json["items"]:
        if item["type"] == "gap":
            persons = remedy("show", item["case"], "--format", "json").json["persons"]
            whom = next(p["id"] for p in persons if "defendant" in p["roles"])
            value = item["record"].rpartition("# one of: ")[2].partition(",")[0].strip('"')
            typed = item["answer"].replace("DAY", "..").replace("WHOM", whom).replace("VALUE", value)
            done = remedy(*shlex.split(typed)[1:], "--dry-run", "--as-of", day)
            assert done.code == 0, (typed, done.err)
