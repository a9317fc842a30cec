"""What files, edits and imports are reproached with is said in the language of the interface, all of it."""

import ast
import itertools
import re

import pytest

from remedy.case.problems import Problem
from remedy.views import i18n
from remedy.views.complaints import complaint, fits, form_of, forms, known, sentence
from tests.conftest import ROOT
from tests.views.test_pseudo_locale import Bracketed

ELSEWHERE = {
    "asking", "assess", "calendar", "clock", "compute", "counting", "custody", "answer", "plan", "month_names", "slugs",
    "schema", "pack_schema", "completion", "trouble", "main",
}  # fmt: skip
"""Modules whose sentences are held by `test_russian.py`, or that have none: data, lines of files, scripts."""

PARTS = {
    "do not know",
    "the day is not known",
    'did you mean "§"? Or ',
    "unknown §",
    'unknown § "§"',
    "the §s: remedy kinds",
    "the map expects §",
    "§; this column has 03/02/2020",
    "§; this has a year of two digits",
    "§; this column has §",
    "two columns",
    "no column",
    'the sheet "§" has § "§"',
    ', or say default = ".." in the map: the day is unknown',
    "§: the § must be one a case",
    " has hours, and a deadline is a day",
    " is no period",
    "lines § and §",
    "line §",
    "conflict marks of a merge in §",
    " and § more",
    "§ and § more",
    "was sent on §, after it was received on §",
    "was sent on §, after its own day",
    "§: nothing opens it",
    "remedy or rule",
    "§: neither has a day",
    "§: neither comes",
    "an opening",
    "what follows",
    "§ names nothing",
    "the length of §",
    "no day (§)",
    "§ from §",
    "that § follows",
    "§, which rests on §,",
    "understood: § (§) on §",
    "§; its id is §",
    "understood: the word on § (§) is taken away§",
    "understood: § §, of § (§)",
    ", since §",
    "; § older on it",
    "event §",
    "person §",
    'nothing of the case has the id "§"§',
    "no event",
    "no person",
    ": it is a deadline, which is counted; the word on it is taken away by §",
    "no step",
    "nothing with the id",
    "§ is confirmed already§; remedy amend … --unset confirmed_by takes that away first",
    '§ has § "§"; §',
    "entry is",
    "entries are",
    "§ confidential § masked; --include-confidential writes them out",
    "§, which leads to §,",
    '§!§: row §, "§"',
    "§ from § leaves the calendar of years 1 to 9999",
    "§: row §",
    "what rows of some alone say is of these; where each row is an event of its own person,",
    "each is of all;",
    "one line has no line end within",
    "the block of remedy that begins in line § of the crontab has no end",
    '§: by crontab -e add "§" below it; nothing was written',
    "no crontab",
    "No such file",
    "rows of a case name several persons, and the map does not say whose each event is: § say § "
    "under [[event]] (rows §)",
}
"""Halves of sentences: their wholes have forms, and are held below or by the tests of their commands."""

FILES = {"removed override on § (§): §", "removed § §: §", "no TOML for §", "would make §"}
"""What is written into files, or told to programmers."""

OF_PROGRAMS = re.compile(
    r"# Made by `remedy.*|§\n\[Unit\].*|# remedy remind §: .*|§ \(made by remedy remind install cron; .*|tzdata §"
    r"|body\{.*|<!doctype html>.*|const it = Application.*",
    re.DOTALL,
)
"""Units, lines of a crontab, styles and scripts: programs read them."""

COMMANDS = {
    "remedy explain example-1 appeal@judgment§", "remedy remind ack § §", "remedy remind install systemd",
    "remedy remind uninstall cron", "remedy §, Python §, §", "git init §", 'pip install "§"', "keyring set § §",
    "pip install 'remedy[keyring]'", "pip install 'remedy[notify]'", "loginctl enable-linger",
    "systemctl --user list-timers", "systemctl --user disable --now §.timer; rm §", "remedy remind adopt §",
    "remedy remind uninstall --cases §", "`remedy remind install systemd`", "`remedy remind uninstall`",
    "remedy remind install cron",
}  # fmt: skip
"""Lines that are typed as they stand."""

HELP = frozenset({"help", "metavar", "rich_help_panel", "pattern"})
"""What the tool that makes the catalogues takes from the commands itself."""


def texts(node):
    """The texts that an expression may be, each value within as a sign that no form knows."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        parts = [[p.value] if isinstance(p, ast.Constant) else inner(p.value) for p in node.values]
        return ["".join(choice) for choice in itertools.islice(itertools.product(*parts), 16)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [a + b for a in texts(node.left) or ["§"] for b in texts(node.right) or ["§"]]
    return []


def inner(node):
    """What stands in a place of an f-string: words where they are written there, else a sign."""
    found = texts(node) if isinstance(node, ast.IfExp) else []
    return found or ["§"]


def left_out(tree):
    """Parts of a module that are no sentences: docstrings, what is marked for translation, help, parts of f-strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield from ast.walk(node) if isinstance(node.value, ast.Constant) else ()
        elif isinstance(node, ast.Call):
            marked = getattr(node.func, "id", "") in ("_", "N_", "ngettext", "pgettext", "NP_")
            yield from ast.walk(node) if marked else ()
            for keyword in node.keywords:
                yield from ast.walk(keyword.value) if keyword.arg in HELP else ()
        elif isinstance(node, ast.JoinedStr):
            yield from (part for value in node.values for part in ast.walk(value) if part is not node)
        elif isinstance(node, ast.BinOp) and texts(node):
            yield from (part for part in ast.walk(node) if part is not node)


def said():
    """Every sentence below the views, with the place of the code that says it."""
    for package in ("case/*", "law/[acpv]*", "store/*", "cli/*", "remind/*", "remind/channels/*"):
        for path in sorted((ROOT / "remedy").glob(f"{package}.py")):
            if path.stem in ELSEWHERE:
                continue
            tree = ast.parse(path.read_text("utf-8"))
            out = {id(node) for node in left_out(tree)}
            for node in ast.walk(tree):
                if id(node) not in out and isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp)):
                    for text in texts(node):
                        if re.search(r"[a-z]{2,} [a-z]{2,}|§ [a-z]{2,}|[a-z]{2,} §", text):
                            yield f"{path.name}:{node.lineno}", text


@pytest.fixture
def bracketed():
    i18n.install("xx", Bracketed())
    yield
    i18n.use("en")


OWN = re.compile(
    r"remedy import FILE\.csv|remedy (override drop|[a-z]+|§)( §)*|mkdir|FILE\.csv|pip install .remedy\[xlsx\]."
    r"|\{ .* \}|\.toml|state=held|\(at .*\)|--[\w-]+|[A-Z]{2,}|\w+\.\w+|\w+ = |format|KEY=VALUE|cases|\[\w+\]"
    r"|step|term|share|period"
    r'|\["print"\]|\["/usr/local/bin/tell", "--quietly"\]|~/mail/ca\.pem'
)
"""Commands, options, files and keys: they are the same in each language."""


def test_each_sentence_below_the_views_can_be_said_in_another_language(bracketed):
    every = list(said())
    left = []
    for place, text in every:
        if text in PARTS | FILES | COMMANDS or OF_PROGRAMS.fullmatch(text):
            continue
        rest = re.sub(r"⟦[^⟦⟧]*⟧", "", complaint(text))
        if re.search(r"[A-Za-z]{3,}", OWN.sub("", rest)):
            left.append(f"{place}: {text!r} → {rest!r}")
    assert len(every) > 500
    assert not left, "\n".join(left)


def test_each_form_has_the_places_of_its_sentence_once():
    for form in forms():
        assert len(set(form.places)) == len(form.places), form.text
        assert not any(not words for words in form.words[1:-1]), form.text
    assert len(known()) > 500


def test_what_stands_in_a_place_is_found_and_nothing_else():
    form = form_of('{a} has no reading "{b}"; it has: {c}')
    assert fits(form, 'appeal has no reading "x"; it has: a, b') == {"a": "appeal", "b": "x", "c": "a, b"}
    assert fits(form, 'appeal has no reading "x"; it has: ') is None
    assert fits(form, "appeal has no reading") is None


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        (
            'unknown kind "judgement"; did you mean "judgment"?',
            "неизвестный вид события «judgement»; возможно, «judgment»?",
        ),
        ("this is a number, not text in quotes", "здесь число, а нужно: текст в кавычках"),
        ("deadline x ends on 2020-07-01, before it was set on 2020-07-02",
         "срок x кончается 01.07.2020, раньше, чем был установлен (02.07.2020)"),
        ('cases/x.toml:3: id: id is empty: correct that first', "cases/x.toml:3: id: id: пусто: сначала исправьте это"),
        ("x.toml is gone: nothing was written", "x.toml больше нет: ничего не записано"),
        ("nobody ever said this", "nobody ever said this"),
        ('"granted" is no outcome of measure', "«granted» — не исход события «мера пресечения (measure)»"),
        ("understood: cassation-decided: date 2021-03-01, outcome granted",
         "понято: решение кассационной инстанции (cassation-decided): дата: 01.03.2021, исход: удовлетворено"),
        ("understood: judgment: state held, by prosecution, without note",
         "понято: приговор (judgment): состояние: состоялось, кто подал: обвинение, без «примечание»"),
        ('understood: custody yes, of person x (Held?)', "понято: под стражей: да, о лице x (Held?)"),
    ],
)  # fmt: skip
def test_complaints_are_said_in_russian(english, russian, law):
    assert complaint(english) == english
    i18n.use("ru")
    i18n.name(law)
    assert complaint(english) == russian


def test_a_problem_keeps_its_place_and_its_code(monkeypatch):
    problem = Problem("cases/x.toml", 4, "event[1].kind", "error", "unknown-kind", 'unknown kind "j"', "there is none")
    assert sentence(problem) == problem.sentence()
    i18n.use("ru")
    said = "cases/x.toml:4: event[1].kind: неизвестный вид события «j»; ничего нет [unknown-kind]"
    assert sentence(problem) == said


def test_hostile_words_within_a_complaint_stay_words():
    i18n.use("ru")
    assert complaint('unknown kind "{x}\x1b[31m"') == "неизвестный вид события «{x}\\x1b[31m»"
    assert complaint("a is in row " * 5000).startswith("a is in row")
