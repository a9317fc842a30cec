"""What an author of law sees: `rules check` of every sort of file, and the same problems at the head of the agenda."""

import pytest

from tests.law.test_pack_errors import CALENDAR, CONVENTION, GOOD, line_of

CASE = """format = 1
id = "xx-case"
title = "Case"
country = "KZ"
packs = ["xx/pack"]
[[person]]
id = "p"
role = "defendant"
[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"
[[event]]
kind = "judgment-copy-received"
to = "p"
date = 2020-06-25
"""


@pytest.fixture
def law(tmp_path):
    """A folder of law; `write(name, text)` adds a file and gives its path."""
    root = tmp_path / "law"
    root.mkdir()

    class Folder:
        path = root

        def write(self, name, text):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
            return str(target)

    return Folder()


def test_a_good_pack_is_checked_and_exits_with_0(remedy, law):
    done = remedy("rules", "check", law.write("xx.toml", GOOD))
    assert (done.code, done.out.strip()) == (0, "1 file checked: 0 errors, 0 warnings")


TABLE = {
    "unknown key": ('anchor = "judgment"', 'anchr = "judgment"', "unknown-key", "anchr"),
    "overlap": ("from = 2015-01-01", "from = 2012-01-01\nuntil = 2016-01-01\nperiod = \"P7D\"\ncounting = \"plain\"\n"
                'cite = [{ source = "s" }]\n[[rule.version]]\nfrom = 2015-01-01', "versions", "[[rule.version]]"),
    "hole": ("from = 2015-01-01", "from = 2012-01-01\nuntil = 2013-01-01\nperiod = \"P7D\"\ncounting = \"plain\"\n"
             'cite = [{ source = "s" }]\n[[rule.version]]\nfrom = 2015-01-01', "versions", "[[rule.version]]"),
    "kinds nobody can record": ('done = ["appeal-filed"]', 'done = ["apeal"]', "unknown-kind", 'done = ["apeal"]'),
    "a remedy that requires itself": ("from = 2014-01-01", 'from = 2014-01-01\nrequires = ["appeal"]', "circle",
                                      "requires"),
    "a missing source": ('source = "s", article = "1"', 'source = "code"', "dangling-reference", 'source = "code"'),
    "a long quotation": ('article = "1"', f'article = "1", quote = "{"word " * 61}"', "long-quote", "quote"),
    "an example that fails": ('anchor = "judgment"', 'anchor = "judgment"\nexample = [{ on = 2020-06-22, '
                              "last_day = 2020-07-06 }]", "failed-example", "example"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", TABLE)
def test_each_mistake_of_a_pack_is_an_error_with_file_line_and_cure(remedy, law, wrong):
    old, new, code, where = TABLE[wrong]
    text = GOOD.replace(old, new, 1)
    path = law.write("xx.toml", text)
    done = remedy("rules", "check", path, "--format", "json")
    found = next(p for p in done.json["problems"] if p["code"] == code)
    assert done.code == 1
    assert (found["file"], found["line"], found["level"]) == (path, line_of(text, where), "error")
    assert found["fix"]
    assert f"{path}:{found['line']}" in remedy("rules", "check", path, width=400).out


def test_conventions_are_checked_with_their_examples(remedy, law):
    example = 'example = [{ on = 2020-01-01, period = "P1D", last_day = 2020-01-03 }]\n'
    path = law.write("counting.toml", CONVENTION + example)
    done = remedy("rules", "check", path, "--format", "json")
    assert [(p["line"], p["code"]) for p in done.json["problems"]] == [(CONVENTION.count("\n") + 1, "failed-example")]
    assert done.code == 1


@pytest.mark.parametrize("name", ["calendars/XX.toml", "XX.toml"])
def test_a_calendar_is_checked_wherever_it_lies(remedy, law, name):
    assert remedy("rules", "check", law.write(name, CALENDAR)).code == 0
    done = remedy("rules", "check", law.write(name, CALENDAR.replace("2022-01-08", "2021-01-08")), "--format", "json")
    assert [(p["line"], p["code"]) for p in done.json["problems"]] == [(6, "wrong-type")]


def test_a_pack_is_checked_with_the_conventions_and_calendars_of_its_folder(remedy, law):
    text = GOOD.replace('counting = "plain"\n', 'counting = "mine"\n').replace('"KZ"', '"XX"')
    path = law.write("xx/pack.toml", text)
    assert remedy("rules", "check", path).code == 1
    law.write("counting.toml", CONVENTION)
    law.write("calendars/XX.toml", CALENDAR)
    assert remedy("rules", "check", path).code == 0
    assert remedy("rules", "check", str(law.path)).lines[-1] == "3 files checked: 0 errors, 0 warnings"


def test_a_zone_of_a_pack_that_does_not_exist_is_said_with_the_nearest_one(remedy, law):
    text = GOOD.replace("format = 1\n", 'format = 1\nzone = "Asia/Almati"\n', 1)
    done = remedy("rules", "check", law.write("xx.toml", text), "--format", "json")
    (problem,) = done.json["problems"]
    assert (done.code, problem["code"], problem["fix"]) == (1, "unknown-zone", 'did you mean "Asia/Almaty"?')
    assert problem["line"] == text.splitlines().index('zone = "Asia/Almati"') + 1


def test_words_in_a_folder_of_law_are_said_not_to_be_read(remedy, law, folder):
    folder.write("case.toml", CASE)
    law.write("xx.toml", GOOD)
    path = law.write("vocabulary.toml", 'format = 1\n[kind.verdict]\ntitle = { en = "Verdict" }\n')
    for place in (path, str(law.path)):
        done = remedy("rules", "check", place, "--format", "json")
        assert (done.code, [p["code"] for p in done.json["problems"]]) == (1, ["misplaced"])
    due = remedy("due", "--cases", str(folder.path), "--packs", str(law.path), "--as-of", "2020-07-01")
    assert "this file is not read" in due.out


def test_two_packs_of_one_id_in_a_folder_are_said(remedy, law):
    law.write("a.toml", GOOD)
    law.write("b.toml", GOOD)
    done = remedy("rules", "check", str(law.path), "--format", "json")
    assert [(p["code"], p["line"]) for p in done.json["problems"]] == [("duplicate-id", 2)]


@pytest.mark.parametrize("text", ["", "x = [", "rule = 7\n", "[[year]]\n"])
def test_a_file_that_is_no_law_is_an_error_and_never_a_traceback(remedy, law, text):
    done = remedy("rules", "check", law.write("xx.toml", text))
    assert (done.code, "xx.toml:" in done.out) == (1, True)


def test_a_folder_without_law_is_no_answer(remedy, law):
    done = remedy("rules", "check", str(law.path))
    assert (done.code, "ends in .toml" in done.err) == (2, True)


READ = [["due"], ["due", "--all"], ["list"], ["show", "xx-case"], ["timeline", "xx-case"], ["ladder", "xx-case"],
        ["plan", "xx-case"], ["rules", "list"], ["rules", "show", "xx/pack.copy"],
        ["rules", "compute", "xx/pack.copy", "--on", "2020-06-22"], ["rules", "verify", "xx/pack.copy"]]  # fmt: skip
COPY = """[[rule]]
id = "copy"
title = "Copy"
anchor = "judgment"
done = ["judgment-copy-received"]
[[rule.version]]
from = 2015-01-01
period = "P5D"
counting = "plain"
cite = [{ source = "s", article = "7" }]
"""


@pytest.mark.parametrize("words", READ, ids=" ".join)
def test_a_pack_with_a_mistake_is_said_by_every_command_and_its_other_rules_stand(remedy, law, folder, words):
    folder.write("case.toml", CASE)
    text = GOOD.replace('period = "P15D"', 'period = "15 days"') + COPY
    law.write("xx.toml", text)
    where = [] if words[0] == "rules" else ["--cases", str(folder.path), "--as-of", "2020-07-01"]
    done = remedy(*words, *where, "--packs", str(law.path), width=200)
    assert done.code in (0, 3)
    assert f"xx.toml:{line_of(text, 'period = ')}: " in done.out + done.err


def test_the_problems_of_a_pack_head_the_agenda(remedy, law, folder):
    folder.write("case.toml", CASE)
    text = GOOD.replace('period = "P15D"', 'period = "15 days"') + COPY
    law.write("xx.toml", text)
    done = remedy("due", "--cases", str(folder.path), "--packs", str(law.path), "--as-of", "2020-07-01")
    assert done.code == 3
    assert done.lines[0].startswith("── PROBLEMS")


RULES = ["kz/criminal.appeal", "kz/criminal.protest-answer", "kz/administrative.appeal", "un/hrc.communication"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("more", [["--event", "nonsense=2020-01-01"], ["--event", "judgment"], ["--fact", "x=1"],
                                  ["--event", "judgment=soon"], ["--decided", "soon"]], ids=" ".join)  # fmt: skip
def test_what_the_calculator_cannot_use_is_a_word_of_the_command_line(remedy, rule, more):
    done = remedy("rules", "compute", rule, "--on", "2020-06-22", *more)
    assert (done.code, bool(done.err)) == (2, True)
