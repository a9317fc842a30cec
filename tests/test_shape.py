"""The shape of the house: arrows, purity, types, lint, sizes."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "remedy").rglob("*.py"))


def run(*command):
    return subprocess.run([*command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_arrows_between_packages_point_one_way():
    script = Path(sys.executable).parent / "lint-imports"
    done = run(str(script), "--no-cache")
    assert done.returncode == 0, done.stdout


def test_lint_is_clean():
    done = run(sys.executable, "-m", "ruff", "check", "--no-cache", "remedy", "tools", "tests")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_types_are_strict():
    done = run(sys.executable, "-m", "mypy", "remedy")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("package", ["case", "law"])
def test_the_core_imports_no_terminal_disk_network_or_clock(package):
    names = [f"remedy.{package}.{p.stem}" for p in (ROOT / "remedy" / package).glob("*.py") if p.stem != "__init__"]
    code = (
        f"import sys, importlib\nfor n in {names!r}: importlib.import_module(n)\n"
        "world = {'typer', 'click', 'rich', 'textual', 'socket', 'subprocess', 'tomli_w', 'platformdirs', 'shutil'}\n"
        "print(sorted(world & set(sys.modules))); sys.exit(bool(world & set(sys.modules)))"
    )
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stdout


def test_only_the_session_looks_at_the_clock():
    clock = re.compile(r"date\.today|datetime\.now|time\.time\(")
    seen = {p.name for p in MODULES if clock.search(p.read_text("utf-8"))}
    assert seen == {"session.py"}


def test_no_article_number_stands_in_code():
    article = re.compile(r"\b\d{2,3}(-\d)?\(\d")
    assert [p.name for p in MODULES if article.search(p.read_text("utf-8"))] == []


def test_version_is_printed_before_anything_heavy_is_imported():
    code = (
        "import sys; sys.argv = ['remedy', '--version']\nfrom remedy.cli.entry import run\nrun()\n"
        "assert not {'typer', 'msgspec', 'tomli'} & set(sys.modules)"
    )
    assert run(sys.executable, "-c", code).returncode == 0


def test_modules_and_functions_stay_small():
    functions = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                functions.append((node.end_lineno - node.lineno + 1, f"{path.name}:{node.name}"))
    worst = sorted(functions, reverse=True)[:10]
    lengths = sorted(((p.read_text("utf-8").count("\n"), p.name) for p in MODULES), reverse=True)[:10]
    print("longest functions:", worst, "longest modules:", lengths)
    assert worst[0][0] <= 60
    assert lengths[0][0] <= 400


def test_the_app_only_routes():
    assert (ROOT / "remedy" / "tui" / "app.py").read_text("utf-8").count("\n") < 150


def test_each_command_is_named_in_the_readme():
    from remedy.cli.main import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    assert [c for c in COMMANDS if f"remedy {c}" not in readme] == []


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_the_readmes_screen_is_what_the_command_prints(name):
    sys.path.insert(0, str(ROOT / "tools"))
    from make_screen import FILES, filled

    readme = (ROOT / name).read_text("utf-8")
    assert name in FILES
    assert "<!-- screen: remedy due" in readme
    assert filled(readme) == readme


def typed(name):
    """What a README lets its reader type: each block of code without comments."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.M | re.S)
    comment = re.compile(r"""((?:"[^"]*"|'[^']*'|[^"'#])*?)\s*(#.*)?""")
    return [
        (kind, [x for x in (comment.fullmatch(line)[1] for line in code.splitlines()) if x]) for kind, code in blocks
    ]


def test_both_readmes_have_the_same_commands_in_the_same_order():
    assert len(typed("README.md")) > 6
    assert typed("README.md") == typed("README.ru.md")


def test_both_readmes_have_the_same_parts_and_name_each_other():
    english, russian = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.ru.md"))
    shape = re.compile(r"^(##? |```\w|!\[|- |<!-- \w+)", re.M)
    assert shape.findall(english) == shape.findall(russian)
    assert "(README.ru.md)" in english.partition("##")[0]
    assert "(README.md)" in russian.partition("##")[0]
    assert re.findall(r"\]\((docs/\S+)\)", english) == re.findall(r"\]\((docs/\S+)\)", russian)


def test_the_table_of_rules_is_what_the_packs_say(law):
    sys.path.insert(0, str(ROOT / "tools"))
    from make_rules_table import made

    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == made(law)


ALLOWED = {
    "__future__", "abc", "bisect", "calendar", "collections", "copy", "dataclasses", "datetime", "difflib", "enum",
    "fractions", "functools", "heapq", "itertools", "math", "re", "typing", "unicodedata",
    "msgspec", "tomli", "dateutil", "remedy",
}  # fmt: skip
"""All that the pure packages may import: nothing that knows a terminal, a disk, a network or a clock."""

CLOCKS = {"now", "today", "utcnow", "localtime", "perf_counter", "monotonic"}
CALLS = {"open", "print", "input", "__import__", "eval", "exec", "compile", "breakpoint"}


@pytest.mark.parametrize("package", ["case", "law"])
def test_the_pure_packages_import_and_call_nothing_of_the_world(package):
    wrong = []
    for path in sorted((ROOT / "remedy" / package).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [a.name for a in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            wrong += [f"{path.name}: {n}" for n in names if n.partition(".")[0] not in ALLOWED]
            wrong += [
                f"{path.name}: {n}" for n in names if n.startswith("remedy.") and n.split(".")[1] not in ("case", "law")
            ]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                wrong += [f"{path.name}:{node.lineno} {node.func.id}()"]
            if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
                if isinstance(node.value, ast.Name) and node.value.id == "facts":
                    continue  # a function of the engine's own
                wrong += [f"{path.name}:{node.lineno} .{node.attr}"]
    assert wrong == []


ABROAD = {
    "calendar", "dateutil", "fileinput", "glob", "io", "os", "shutil", "sqlite3", "subprocess", "tempfile", "zoneinfo",
}  # fmt: skip
"""What only `store/` and `views/` import: the disk, programs, and the arithmetic of days."""

TOUCHES = {
    "exists", "glob", "hardlink_to", "is_dir", "is_file", "iterdir", "lstat", "mkdir", "open", "read_bytes",
    "read_text", "rename", "rglob", "rmdir", "stat", "symlink_to", "touch", "unlink", "write_bytes", "write_text",
}  # fmt: skip
"""Names of methods that look at the disk or change it."""

COUNTS = {"days", "fromisocalendar", "fromordinal", "isocalendar", "isoweekday", "monthrange", "toordinal", "weekday"}
"""Names by which days are counted."""


def _strays(tree):
    """What a module of the app must leave to others: each with its line."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name.partition(".")[0] for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").partition(".")[0]
            names = [module, *(f"datetime.{a.name}" for a in node.names if module == "datetime" and a.name != "date")]
        yield from (f"{node.lineno}: import {n}" for n in names if n in ABROAD or n.startswith("datetime."))
        if isinstance(node, ast.Import) and "datetime" in names:
            yield f"{node.lineno}: import datetime"
        if isinstance(node, ast.Call):
            found = node.func
            if isinstance(found, ast.Name) and found.id in {"open", "date", "Path", "PurePath"}:
                yield f"{node.lineno}: {found.id}()"
            if isinstance(found, ast.Attribute) and found.attr in TOUCHES:
                yield f"{node.lineno}: .{found.attr}()"
        if isinstance(node, ast.Attribute) and node.attr in COUNTS:
            yield f"{node.lineno}: .{node.attr}"


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import timedelta", "import datetime", "import os.path", "import calendar", "open('a')",
        "Path('a')", "path.read_text()", "(a - b).days", "day.weekday()", "date(2021, 1, 1)",
    ],
)  # fmt: skip
def test_what_counts_days_or_touches_a_file_is_recognised(text):
    assert list(_strays(ast.parse(text)))


def test_the_app_counts_no_days_and_touches_no_file():
    wrong = []
    for path in sorted((ROOT / "remedy" / "tui").rglob("*.py")):
        wrong += [f"{path.name}:{found}" for found in _strays(ast.parse(path.read_text("utf-8")))]
    assert wrong == []


def test_a_verified_version_of_the_criminal_pack_carries_a_quotation(law):
    rules = law.packs["kz/criminal"].rules
    bare = [f"{r.id} {v.label}" for r in rules for v in r.versions if v.status == "verified"
            and not any(c.get("quote") for c in v.cite)]  # fmt: skip
    assert bare == []


def test_every_remedy_of_the_defence_has_a_step_that_may_be_prepared(law):
    lacking = [
        r.full
        for p in law.packs.values()
        for r in p.remedies
        if r.by == "defence" and r.id not in {e.remedy for e in p.playbook}
    ]
    assert lacking == []


def test_the_pictures_of_the_app_are_those_that_its_tests_hold(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from make_pictures import PICTURES, made

    for name, picture in made().items():
        assert (PICTURES / name).read_bytes() == picture, "run: python tools/make_pictures.py"
    shown = {name for name in made() if f"docs/pictures/{name}" in (ROOT / "README.md").read_text("utf-8")}
    assert "agenda.svg" in shown
