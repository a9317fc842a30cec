"""Where keys stand in a TOML text: proved by parsing each value alone where the layout says that it stands."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.case.layout import statements

FILES = [*sorted(Path("cases").rglob("*.toml")), *sorted(Path("remedy/packs").rglob("*.toml"))]

STYLES = {
    "bare": "a = 1\nb = 2 # c\n",
    "spaces": "  a\t=  1   # x = 2\n\n\n   b=2",
    "quoted keys": '"a b" = 1\n\'c.d\' = 2\n"e\\"f" = 3\n"" = 4\n',
    "dotted": 'a.b.c = 1\na . d = 2\na."e.f" = 3\n',
    "tables": "[a]\nx = 1\n[a.b]\ny = 2\n[ c . d ]\nz = 3\n",
    "arrays": "[[e]]\nx = 1\n[e.in]\ny = 2\n[[e.sub]]\nz = 1\n[[e.sub]]\nz = 2\n[[e]]\n[[e.sub]]\nz = 3\n",
    "split by others": "[[e]]\nx = 1\n[s]\ny = 1\n[[e]]\nx = 2\n",
    "multi-line strings": 'a = """\n[[event]]\nkind = "x"\n"""\nb = \'\'\'\nc = 1\n# d\n\'\'\'\ne = 1\n',
    "quotes at the end": 'a = """x"""""\nb = \'\'\'y\'\'\'\'\nc = 3\n',
    "escapes": 'a = "x\\"y # no"\nb = "\\\\"\nc = 1\n',
    "arrays over lines": 'a = [ # one\n  "x", # ] no\n  [1, 2], { k = "]" },\n] # after\nb = 1\n',
    "inline tables": 'a = { b = 1, c = { d = "}" } }\ne = 2\n',
    "crlf": "a = 1\r\n[t]\r\nb = [\r\n  1,\r\n]\r\nc = 'x'\r\n",
    "bom": "\ufeffa = 1\n[b]\nc = 2\n",
    "dates": "a = 2020-06-22 # day\nb = 2020-06-22 10:30:00\nc = 10:30:00\n",
    "comments only": "# a\n\n  # b\n",
    "no final newline": "[a]\nb = 1",
    "looks like a header": 'a = "[b]"\nc = ["[d]", "e = 1"]\n',
}


def value_at(data, path):
    for part in path:
        data = data[part]
    return data


def check(text):
    data = tomli.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    keys = 0
    for found in statements(text):
        assert text.count("\n", 0, found.start) + 1 == found.line
        assert found.start <= found.value < found.end <= found.stop <= len(text)
        if found.kind == "key":
            keys += 1
            alone = tomli.loads(f"k = {text[found.value : found.end]}".replace("\r\n", "\n"))["k"]
            assert alone == value_at(data, found.path), found
        else:
            assert isinstance(value_at(data, found.path), dict)
    return keys


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_value_of_the_repositorys_files_stands_where_the_layout_says(path):
    assert check(path.read_text("utf-8")) > 0


@pytest.mark.parametrize("style", STYLES)
def test_each_style_of_writing_is_laid_out(style):
    expected = 0 if style == "comments only" else 1
    assert check(STYLES[style]) >= expected


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**40), 2**40), WORDS, st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.dictionaries(WORDS, VALUES, max_size=5))
def test_whatever_a_writer_of_toml_writes_is_laid_out(data):
    import tomli_w

    check(tomli_w.dumps(data))
