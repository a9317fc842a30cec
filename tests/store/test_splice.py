"""Edits of files in every hand: only the lines concerned change, no comment is lost, and the proof is the parser's."""

import re
from datetime import date

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.case.source import Source
from remedy.case.toml_text import value_text
from remedy.store.splice import Editor, Refused

HEAD = 'format = 1\nid = "x"\ntitle = "X"\n'
JUDGED = '[[event]]\nkind = "judgment"\ndate = 2020-06-22\noutcome = "convicted"\n'
FILED = '[[event]]\nkind = "appeal-filed"\ndate = 2020-07-01\n'

ZOO = {
    "plain": HEAD + JUDGED + FILED,
    "no event yet": HEAD,
    "no final newline": (HEAD + JUDGED).rstrip("\n"),
    "crlf": (HEAD + JUDGED + FILED).replace("\n", "\r\n"),
    "crlf without a final newline": (HEAD + JUDGED).rstrip("\n").replace("\n", "\r\n"),
    "bom": "\ufeff" + HEAD + JUDGED,
    "bom and crlf": "\ufeff" + (HEAD + JUDGED).replace("\n", "\r\n"),
    "blank lines": HEAD + "\n\n" + JUDGED + "\n\n\n" + FILED + "\n\n",
    "trailing blank line": HEAD + JUDGED + "\n",
    "spaces around": HEAD + JUDGED.replace(" = ", "   =  "),
    "tabs": HEAD + JUDGED.replace(" = ", "\t=\t"),
    "no spaces": HEAD + JUDGED.replace(" = ", "="),
    "indented": HEAD + JUDGED.replace("\nkind", "\n  kind").replace("\ndate", "\n  date").replace("\nout", "\n  out"),
    "indented by tabs": HEAD + JUDGED.replace("\nkind", "\n\tkind").replace("\ndate", "\n\tdate"),
    "comments on lines": HEAD + "# the trial\n" + JUDGED + "# the appeal\n" + FILED + "# the end\n",
    "comments beside": HEAD + JUDGED.replace("22\n", "22 # by videoconference\n").replace("[[event]]", "[[event]] # 1"),
    "comment within": HEAD + JUDGED.replace("date", "# the day\ndate"),
    "comment at the end without newline": HEAD + JUDGED + "# end",
    "literal strings": HEAD + JUDGED.replace('"judgment"', "'judgment'"),
    "multi-line string": HEAD + JUDGED + 'note = """\n[[event]]\nkind = "fake"\n"""\n',
    "literal multi-line string": HEAD + JUDGED + "note = '''\n[[event]]\ndate = 1999-01-01\n'''\n",
    "line ending backslash": HEAD + JUDGED + 'note = """a \\\n   b"""\n',
    "quotes in strings": HEAD + JUDGED + 'note = "he said \\"# [[event]]\\""\n',
    "array over lines": HEAD + JUDGED + 'sources = [\n  "a", # first\n  "b",\n]\n',
    "array on one line": HEAD + JUDGED + 'sources = ["a","b"]\n',
    "inline table": HEAD + JUDGED + 'facts = { custody = true, "odd key" = "}" }\n',
    "sub-table": HEAD + JUDGED + "[event.facts]\ncustody = true\n" + FILED,
    "sub-table last": HEAD + FILED + JUDGED + "[event.facts]\ncustody = true\n",
    "dotted keys": HEAD + JUDGED + "facts.custody = true\nfacts.gravity = 'medium'\n",
    "dotted key at the head": HEAD + 'facts.custody = true\n' + JUDGED,
    "quoted keys": HEAD.replace("title", '"title"') + JUDGED.replace("kind", '"kind"').replace("event", '"event"'),
    "spaces in headers": HEAD + JUDGED.replace("[[event]]", "[[ event ]]"),
    "split by others": HEAD + JUDGED + '[[step]]\nid = "s"\ntitle = "S"\n' + FILED + '[facts]\ncustody = false\n',
    "others after": HEAD + JUDGED + '[sources]\nr = "https://example.org/#a"\n[[person]]\nid = "p"\n',
    "others before": HEAD + '[facts]\ncustody = false # yes\n[[person]]\nid = "p"\n' + JUDGED,
    "unknown keys": HEAD + 'mine = [[1, 2], [3]]\n' + JUDGED + "odd.key = 1\n" + "[my.table]\nx = 1\n",
    "unknown array": HEAD + '[[mine]]\nx = 1\n[[mine.more]]\ny = 2\n' + JUDGED,
    "dates and numbers": HEAD + JUDGED + "n = 1_000\nh = 0xFF\nf = 6.02e23\nt = 10:30:00\nw = 2020-06-22 10:30:00Z\n",
    "empty strings": HEAD + JUDGED + 'note = ""\nby = \'\'\n',
    "unicode": HEAD.replace('"X"', '"Дело о трёх постах — 案件"') + JUDGED + 'note = "Қазақстан"\n',
    "escapes": HEAD + JUDGED + 'note = "\\u0041\\t\\\\ \\"x\\""\n',
    "empty array": HEAD + JUDGED + "answers = []\n",
    "header alone": HEAD + JUDGED + "[[event]]\nkind = 'note'\ndate = '..'\n\n[facts]\n",
    "conflicting looks": HEAD + JUDGED + 'note = "<<<<<<< ours"\n',
    "many spaces at the end": HEAD + JUDGED.replace("22\n", "22     \n"),
    "key at the very end": HEAD + FILED + JUDGED.rstrip("\n"),
}  # fmt: skip


def meant(text):
    return tomli.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))


def comments(text):
    """The comments that a person wrote, as the words behind the mark."""
    without = re.sub(r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', '""', text)
    return sorted(re.findall(r"#[ \t]*([^\r\n]*)", without))


def lines_kept(before, after):
    """Whether every line of the old text stands in the new one, in order."""
    rest = iter(after.splitlines())
    return all(line in rest for line in before.splitlines())


@pytest.mark.parametrize("style", ZOO)
def test_an_event_is_added_and_every_line_that_was_there_stays(style):
    text = ZOO[style]
    editor = Editor(Source("x.toml", text))
    row = {"kind": "appeal-decided", "date": date(2020, 9, 15), "outcome": "upheld", "note": 'Суд "оставил"\nв силе'}
    editor.add_table("event", row)
    edit = editor.done()
    expected = meant(text)
    expected.setdefault("event", []).append(row)
    assert meant(edit.after) == expected
    assert lines_kept(text, edit.after)
    assert comments(edit.after) == comments(text)
    assert ("\r\n" in edit.after) == ("\r\n" in text)
    assert edit.after.count("\ufeff") == text.count("\ufeff")
    if "\r\n" in text:
        assert edit.after.count("\n") == edit.after.count("\r\n")


@pytest.mark.parametrize("style", [s for s in ZOO if s != "no event yet"])
def test_a_date_is_corrected_in_its_place_and_back_again_byte_for_byte(style):
    text = ZOO[style]
    number = next(i for i, e in enumerate(meant(text)["event"]) if e["kind"] == "judgment")
    editor = Editor(Source("x.toml", text))
    editor.set_key(("event", number), "date", date(2020, 6, 23))
    edit = editor.done()
    assert edit.after == text.replace("2020-06-22", "2020-06-23", 1)
    back = Editor(Source("x.toml", edit.after))
    back.set_key(("event", number), "date", date(2020, 6, 22))
    assert back.done().after == text


@pytest.mark.parametrize("style", [s for s in ZOO if s != "no event yet"])
def test_a_key_is_added_to_an_event_and_taken_away_again_byte_for_byte(style):
    text = ZOO[style]
    number = next(i for i, e in enumerate(meant(text)["event"]) if e["kind"] == "judgment")
    editor = Editor(Source("x.toml", text))
    editor.set_key(("event", number), "confirmed_by", "A. B., 2020-06-23")
    edit = editor.done()
    assert lines_kept(text, edit.after)
    assert meant(edit.after)["event"][number]["confirmed_by"] == "A. B., 2020-06-23"
    back = Editor(Source("x.toml", edit.after))
    back.remove_key(("event", number), "confirmed_by")
    after = back.done().after
    assert after == text or after == text + ("\r\n" if "\r\n" in text else "\n")


@pytest.mark.parametrize("style", [s for s in ZOO if s != "no event yet"])
@pytest.mark.parametrize("whose", ["the case", "an event"])
def test_a_fact_is_stated_in_whatever_form_the_others_are_and_every_other_line_stays(style, whose):
    text = ZOO[style]
    number = next(i for i, e in enumerate(meant(text)["event"]) if e["kind"] == "judgment")
    table = ("event", number) if whose == "an event" else ()
    editor = Editor(Source("x.toml", text))
    editor.set_within(table, "facts", "regime", "strict")
    after = editor.done().after
    expected = meant(text)
    (expected["event"][number] if table else expected).setdefault("facts", {})["regime"] = "strict"
    assert meant(after) == expected
    assert lines_kept(re.sub(r"facts = \{.*", "", text), re.sub(r"facts = \{.*", "", after))
    assert comments(after) == comments(text)


@pytest.mark.parametrize("style", [s for s in ZOO if s != "no event yet"])
def test_an_event_is_taken_away_with_the_reason_and_no_comment_is_lost(style):
    text = ZOO[style]
    number = next(i for i, e in enumerate(meant(text)["event"]) if e["kind"] == "judgment")
    editor = Editor(Source("x.toml", text))
    editor.remove_table("event", number, "removed judgment: entered twice")
    edit = editor.done()
    expected = meant(text)
    del expected["event"][number]
    if not expected["event"]:
        del expected["event"]
    assert meant(edit.after) == expected
    assert comments(edit.after) == sorted([*comments(text), "removed judgment: entered twice"])


@pytest.mark.parametrize(
    ("text", "edit", "by_hand"),
    [
        (HEAD + 'event = [{ kind = "judgment", date = 2020-06-22 }]\n', ("add", "event"), '[[event]]\nkind = "note"'),
        (HEAD + 'event = [{ kind = "judgment", date = 2020-06-22 }]\n', ("set", "date"), "date = 2020-06-23"),
        (HEAD + 'event = [{ kind = "judgment", date = 2020-06-22 }]\n', ("remove", ""), ""),
        (HEAD + 'event = "no list"\n', ("add", "event"), '[[event]]\nkind = "note"'),
    ],
)
def test_a_form_that_cannot_be_edited_safely_is_refused_with_the_lines_to_add(text, edit, by_hand):
    editor = Editor(Source("x.toml", text))
    with pytest.raises(Refused) as refused:
        if edit[0] == "add":
            editor.add_table("event", {"kind": "note"})
        elif edit[0] == "set":
            editor.set_key(("event", 0), "date", date(2020, 6, 23))
        else:
            editor.remove_table("event", 0, "why")
    assert refused.value.lines == by_hand


STEP = '[[step]]\nid = "s"\ntitle = "S"\n'
NEW = '\n[[event]]\nkind = "note"\n'
BELOW = {
    "below it, then a blank line": (HEAD + JUDGED + "# by video\n# in one day\n", "\n" + STEP),
    "below it, then the end": (HEAD + JUDGED + "# by video\n", ""),
    "below it, no final newline": (HEAD + JUDGED + "# by video", ""),
    "indented below it": (HEAD + JUDGED + "  # by video\n", "\n" + STEP),
    "beside its last key": (HEAD + JUDGED.rstrip("\n") + " # by video\n", "\n" + STEP),
    "above the next table": (HEAD + JUDGED, "\n# to do\n" + STEP),
    "directly between both": (HEAD + JUDGED, "# to do\n" + STEP),
    "alone between both": (HEAD + JUDGED, "\n# == steps ==\n\n" + STEP),
    "one of each": (HEAD + JUDGED + "# by video\n", "\n# to do\n" + STEP),
    "by windows": ((HEAD + JUDGED + "# by video\n").replace("\n", "\r\n"), ("\n" + STEP).replace("\n", "\r\n")),
}


@pytest.mark.parametrize("where", BELOW)
def test_a_new_table_does_not_come_between_a_table_and_its_comments(where):
    above, below = BELOW[where]
    editor = Editor(Source("x.toml", above + below))
    editor.add_table("event", {"kind": "note"})
    added = ("" if above.endswith("\n") else "\n") + NEW
    assert editor.done().after == above + (added.replace("\n", "\r\n") if "\r" in above else added) + below


def test_a_file_that_is_no_toml_is_refused():
    with pytest.raises(Refused, match="bad-toml"):
        Editor(Source("x.toml", "a = ["))


def test_two_changes_of_one_place_are_refused():
    editor = Editor(Source("x.toml", ZOO["plain"]))
    editor.set_key(("event", 0), "date", date(2020, 6, 23))
    editor.remove_table("event", 0, "why")
    with pytest.raises(Refused):
        editor.done()


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**60), 2**60), WORDS, st.dates(), st.floats(allow_nan=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=5,
)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(VALUES)
def test_a_value_reads_back_as_it_was_meant(value):
    assert tomli.loads(f"k = {value_text(value)}")["k"] == value


ROWS = st.dictionaries(WORDS.filter(lambda k: k != "event"), VALUES, max_size=4)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.lists(ROWS, max_size=3), ROWS, ROWS, st.data())
def test_edits_of_any_file_that_a_writer_makes_are_proved(events, head, row, data):
    made = {**head, **({"event": events} if events else {})}
    text = tomli_w.dumps(made)
    noted = "".join(f"{line}\n" for line in ["# top", *text.split("\n")]) if '"""' not in text else text
    editor = Editor(Source("x.toml", noted))
    try:
        editor.add_table("event", row)
    except Refused:
        return
    after = editor.done().after
    assert meant(after) == {**made, "event": [*events, row]}
    assert lines_kept(noted, after)


def test_a_value_over_several_lines_is_replaced_and_its_comments_stay():
    text = HEAD + JUDGED + 'sources = [ # the court\'s own copy\n  "a", # signed\n]\n'
    editor = Editor(Source("x.toml", text))
    editor.set_key(("event", 0), "sources", ["b"])
    after = editor.done().after
    assert comments(after) == comments(text) == ["signed", "the court's own copy"]
    assert meant(after)["event"][0]["sources"] == ["b"]
