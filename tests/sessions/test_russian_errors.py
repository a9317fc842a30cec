"""A day of work in Russian with every slip that a hand makes: no answer falls back into English."""

import re
import sys

import pytest
import typer

from remedy.cli.main import COMMANDS, build
from remedy.cli.words import MODULES, begin
from tests.sessions.conftest import EVENTS_MAP, row

CASE = """format = 1
id = "kz-delo-2020"
title = "Дело"
country = "KZ"
packs = ["kz/criminal"]

[[person]]
id = "ivanov"
name = "А."
role = "defendant"

[[person]]
id = "petrov"
name = "Б."
role = "defendant"

[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"

[[event]]
kind = "hearing"
date = 2020-05-01

[[event]]
id = "hearing-2"
kind = "hearing"
date = 2020-05-02
"""

WRONG = """format = 1
id = "kz-oshibki"
title = ""
countri = "KZ"
packs = ["kz/criminal", "xx/none"]
facts = 5

[[person]]
id = "a"
role = "judgee"
[[event]]
kind = "judgement"
date = 2020-06-22
[[event]]
kind = "judgment"
date = "03/04/2020"
[[event]]
id = "x"
kind = "hearing"
date = "2020-13-01"
[[event]]
id = "x"
kind = "appeal-filed"
sent = 2020-09-01
received = 2020-08-01
date = 2020-08-01
until = 2020-07-01
answers = ["nobody"]
undoes = ["x"]
[[deadline]]
id = "d"
[[override]]
on = "nothing@x"
[[step]]
id = "s"
remedy = "none"
before = { deadline = "q", by = "P3D" }
[[sanction]]
id = "z"
length = "PT3H"
credit = [{ from = "x" }]
[[tables]]
"""

ENGLISH = re.compile(
    r"(?<![\w/@.-])(the|of|and|is|was|are|not|no|to|it|has|have|with|this|that|cannot|nothing|write|only|each|a|an|or|"
    r"already|which|its|one|there|first|say|give|empty|unknown|known|line|row|error|warning)(?![\w/@=-])"
)
"""Words that any English sentence has."""

KEPT = re.compile(
    r'^ +\d* [+-] .*$|custody no|→ remedy .*|remedy [a-z]+ .*|"[^"]*"|«[^»]*»|\[[^\]]*\]|https?://\S+|\S+ = .*'
    r"|^ {2}#.*$",
    re.M,
)
"""Lines of files, commands, quotations, codes."""

SLIPS = [
    *(
        ("show", "nope"),
        ("show", "kz"),
        ("due", "--as-of", "вчера"),
        ("due", "--as-of", "2020"),
        ("due", "--owner", "me"),
    ),
    *(
        ("explain", "delo", "nope"),
        ("due", "--packs", "/nowhere"),
        ("check", "/nowhere"),
        ("check",),
        ("check", "delo"),
    ),
    ("record", "delo"),
    ("record", "delo", "пиговор", "--date", "01.07.2020"),
    ("record", "delo", "приговор", "--date", "22.06.2020"),
    ("record", "delo", "hearing", "--date", "01.07.2062"),
    ("record", "delo", "hearing", "--date", "32.13.2020"),
    ("record", "delo", "hearing", "--date", "01.07.20"),
    ("record", "delo", "hearing", "--date", "03/04/2020"),
    ("record", "delo", "hearing", "--date", "01.07.2020", "--id", "judgment"),
    ("record", "delo", "hearing", "--date", "01.07.2020", "--id", "a b"),
    ("record", "delo", "hearing", "--date", "01.07.2020", "--set", "mode"),
    ("record", "delo", "hearing", "--date", "01.07.2020", "--set", "mdoe=closed"),
    ("record", "delo", "hearing", "--date", "01.07.2020", "--set", "time=утром"),
    ("record", "delo", "hearing", "--date", "01.07.2020", "--set", "answers=nobody"),
    ("amend", "delo", "judgment"),
    ("amend", "delo", "заседание", "--date", "01.07.2020"),
    ("amend", "delo", "nope", "--date", "01.07.2020"),
    ("amend", "delo", "judgment", "--date", "01.07.2020", "--unset", "date"),
    *(("remove", "delo", "judgment"), ("remove", "delo", "nope", "--reason", "x"), ("confirm", "delo", "judgment")),
    *(
        ("fact", "delo", "custody", "maybe"),
        ("fact", "delo", "nope", "yes"),
        ("fact", "delo", "custody", "no", "--person", "q"),
    ),
    *(("step", "add", "delo", " "), ("step", "done", "delo", "nope"), ("step", "add", "delo", "Шаг", "--due", "вчера")),
    ("override", "fix", "delo", "nope@x", "--date", "2020-07-20", "--reason", "x"),
    ("override", "fix", "delo", "appeal@judgment/ivanov", "--date", "2020-07-20", "--reason", " "),
    ("override", "drop", "delo", "appeal@judgment", "--reason", "x"),
    ("source", "add", "delo", "r"),
    ("finding", "add", "delo", " "),
    *(
        ("new", "kz-delo-2020", "--title", "Д"),
        ("new", "Ж!", "--title", "Д"),
        ("new", "kz-n", "--title", "Д", "--country", "K"),
    ),
    ("new", "kz-n", "--title", "Д", "--pack", "kz/crimnal"),
    *(("kinds", "qqq"), ("rules", "show", "nope"), ("rules", "compute", "kz/criminal.appeal", "--on", "x")),
    ("rules", "compute", "kz/criminal.appeal", "--on", "2020-06-22", "--fact", "x=1"),
    *(("rules", "check", "/nowhere"), ("count", "2020-01-01", "15"), ("count", "x", "P1D"), ("schema", "nope")),
    ("count", "2020-01-01", "P1D", "--convention", "kz"),
    *(("export", "csv", "--delimiter", "x"), ("export", "csv", "--table", "evnt"), ("export", "csv", "/nowhere/x.csv")),
    *(("import", "/nowhere.csv", "--map", "/nowhere.toml"), ("import",), ("import", "--example", "/nowhere")),
    *(("edit", "delo"), ("fmt", "nope")),
]
"""What is typed wrongly in a day."""

WORK = [
    *(("list",), ("show", "delo"), ("due", "--as-of", "2020-07-01"), ("timeline", "delo"), ("ladder", "delo")),
    *(("plan", "delo"), ("kinds", "приговор"), ("rules", "list"), ("rules", "show", "kz/criminal.appeal")),
    ("rules", "compute", "kz/criminal.appeal", "--on", "2020-06-22"),
    ("record", "delo", "подана апелляционная жалоба", "--date", "01.07.2020", "--set", "by=defence", "--dry-run"),
    ("amend", "delo", "judgment", "--date", "23.06.2020", "--dry-run"),
    ("step", "add", "delo", "Запросить протокол", "--due", "01.07.2020", "--dry-run"),
    ("fact", "delo", "custody", "no", "--person", "ivanov", "--dry-run"),
    (
        "override",
        "fix",
        "delo",
        "appeal@judgment/ivanov",
        "--date",
        "20.07.2020",
        "--reason",
        "Восстановлен",
        "--dry-run",
    ),
    ("remove", "delo", "hearing-2", "--reason", "дважды", "--dry-run"),
    ("source", "add", "delo", "otchet", "--title", "Отчёт", "--dry-run"),
    ("new", "kz-novoe", "--title", "Новое", "--dry-run"),
    *(("fmt", "delo", "--dry-run")),
]
"""What is done in a day."""


@pytest.fixture
def said(folder, capsys, monkeypatch):
    """What a command says in Russian, without lines of files and commands."""
    folder.write("delo.toml", CASE)
    monkeypatch.setenv("REMEDY_LANG", "ru")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.path / "none"))

    def run(*words):
        try:
            build()([*words, "--cases", str(folder.path)], standalone_mode=False)
        except Exception as error:  # what the parser itself finds wrong
            return str(error)
        done = capsys.readouterr()
        assert "Traceback" not in done.err
        return done.out + done.err

    return run


def english(text):
    """The lines of an answer that have English words."""
    text = text.partition("── ИСТОЧНИКИ ─")[0]  # a pack names its sources as it likes
    return [line for line in KEPT.sub("", text).splitlines() if ENGLISH.search(line)]


def test_no_answer_of_a_day_falls_back_into_english(said):
    left = {words: answer for words in WORK if english(answer := said(*words))}
    assert not left, "\n".join(f"{w}: {english(a)}" for w, a in left.items())


@pytest.mark.slow
def test_no_slip_is_answered_in_english(said):
    answers = {words: said(*words) for words in SLIPS}
    assert [words for words, answer in answers.items() if not answer.strip()] == []
    left = {words: answer for words, answer in answers.items() if english(answer)}
    assert not left, "\n".join(f"{w}: {english(a)}" for w, a in left.items())


def test_every_mistake_of_a_file_is_told_in_russian(said, folder):
    folder.write("oshibki.toml", WRONG)
    folder.write("ne-toml.toml", "format = 1\nid = \n")
    folder.write("bin.toml", b"\xff\xfe")
    answer = said("check")
    problems = [line for line in answer.splitlines() if line.startswith("    ")]
    assert len(problems) > 30
    assert not [x for x in problems if english(x.strip()) and "ничего не вычислено" not in x], answer


def test_the_help_of_every_command_is_russian(capsys, monkeypatch):
    for name in (*MODULES, "typer.core"):
        module = sys.modules.get(name)
        if module is not None and hasattr(module, "_"):
            monkeypatch.setattr(module, "_", module._)  # as it was, after this test
    begin(["--lang", "ru"], {})
    for name in COMMANDS:
        with pytest.raises(SystemExit):
            build()([name, "--help"])
        helped = capsys.readouterr().out
        assert helped, name
        assert english(re.sub(r"\b[A-Z]+\b", "", helped)) == [], helped


def test_the_help_of_every_command_within_a_command_has_no_word_of_the_parser_in_english(capsys, monkeypatch):
    for name in (*MODULES, "typer.core"):
        module = sys.modules.get(name)
        if module is not None and hasattr(module, "_"):
            monkeypatch.setattr(module, "_", module._)
    begin(["--lang", "ru"], {})
    root = build()
    tops = {name: typer.main.get_command(root).get_command(None, name) for name in COMMANDS}
    asked = [(), *((name,) for name in tops)]
    asked += [
        (name, inner) for name, top in tops.items() for inner in getattr(top, "list_commands", lambda _: ())(None)
    ]
    assert len(asked) > 50
    for words in asked:
        with pytest.raises(SystemExit):
            build()([*words, "--help"])
        helped = capsys.readouterr().out
        assert helped.startswith("Использование:"), words
        assert re.findall(r"\b(?:TEXT|INTEGER|FLOAT|RANGE|OPTIONS|COMMAND|ARGS)\b", helped) == [], (words, helped)
        assert english(re.sub(r"\b[A-Z]+\b", "", helped)) == [], (words, helped)


SHEET = "Дело;Название;Подсудимый;Событие;Дата;Итог"


def test_an_import_with_every_kind_of_trouble_is_told_in_russian(said, folder, tmp_path):
    (tmp_path / "map.toml").write_text(EVENTS_MAP)
    rows = [
        row("приговор", outcome="виновен"), row("пиговор"), row("пиговор", case="2/20"), row("приговор", "32.06.2020"),
        row("приговор", "2020-06-22", case="3/20"), row("приговор", "22.06.20", case="4/20"), row("", case=""),
        row("Подана апелляционная жалоба", outcome="Оставлено без изменения", case="5/20"),
    ]  # fmt: skip
    (tmp_path / "r.csv").write_text("\n".join([f"{SHEET};Прочее", *(f"{r};x" for r in rows)]) + "\n")
    told = said("import", str(tmp_path / "r.csv"), "--map", str(tmp_path / "map.toml"))
    assert "── НЕ ПОНЯТО ──" in told
    assert "неизвестный вид события" in told
    assert "столбцы, которых нет в карте" in told
    assert english(told) == [], told
