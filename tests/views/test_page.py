"""The page that is handed on: well-formed, harmless, readable by eye, by ear and on paper, and true to the answers."""

import itertools
import json
import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from make import appeal, made, march_2021, moment, sanction

from remedy.case.model import Case
from remedy.law.assess import assess
from remedy.views import agenda, i18n
from remedy.views.mask import mask, mask_case
from remedy.views.page import ladder as stairs
from remedy.views.page.style import GROUNDS, LINES, PALETTES, style
from remedy.views.page.svg import TALLEST, WIDTH
from remedy.views.page.whole import Shown, page
from remedy.views.text import PLAIN

SAMPLES = (
    "ilyashev", "kozlov", "askarov", "bokayev-ayan", "whatsapp-nine", "zhylanbayev", "kenzhebek-abishev", "aset-abishev"
)  # fmt: skip


def parsed(text):
    """The page as a tree: each element closed, each entity known to XML."""
    closed = re.sub(r"<(meta|br|hr)([^>]*)>", r"<\1\2></\1>", text.removeprefix("<!doctype html>\n"))
    return ET.fromstring(closed)


def words(element):
    return " ".join("".join(element.itertext()).split())


def by_class(root, name):
    return [e for e in root.iter() if name in e.get("class", "").split()]


@pytest.fixture
def pages(sample, law):
    """The page of sample cases as of a day: as text."""

    def run(*names, on="2021-03-12", lang="en", **more):
        i18n.use(lang)
        i18n.name(law)
        cases = [sample(n) for n in names]
        return page(Shown(cases=[(c, assess(c, law, date.fromisoformat(on))) for c in cases], **more))

    return run


def of(*answers, **more):
    """A page of assessments that were made by hand."""
    cases = [Case(file="x.toml", id=a.case, title=a.case_title) for a in answers]
    return page(Shown(cases=list(zip(cases, answers, strict=True)), **more))


@pytest.fixture
def eight(pages):
    return pages(*SAMPLES)


# Well-formed and harmless

SVG = {"svg", "title", "desc", "path", "circle", "text"}
HTML = (
    {"html", "head", "meta", "style", "body", "header", "main", "footer", "section", "nav", "div", "span", "time"}
    | {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "blockquote"}
    | {"table", "thead", "tbody", "tr", "th", "td", "a", "strong", "small", "code", "pre", "br"}
)


def assert_harmless(text):
    root = parsed(text)
    assert {e.tag for e in root.iter()} <= HTML | SVG
    for e in root.iter():
        for name, value in e.attrib.items():
            assert not name.startswith("on")
            assert name not in ("src", "srcset", "style", "action", "xlink:href")
            assert name != "href" or value.startswith(("#", "https://", "http://"))
        if e.get("href", "").startswith("http"):
            assert e.get("rel") == "noopener noreferrer"
    assert not re.search(r"url\(|@import", text)
    return root


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_page_of_all_sample_cases_is_well_formed_and_holds_nothing_that_acts_or_loads(pages, lang):
    root = assert_harmless(pages(*SAMPLES, lang=lang))
    assert root.get("lang") == lang
    policy = next(e for e in root.iter("meta") if e.get("http-equiv"))
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_every_id_is_unique_and_every_reference_meets_one(eight):
    root = parsed(eight)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    named = [e.get(a) for e in root.iter() for a in ("aria-labelledby", "aria-describedby") if e.get(a)]
    named += [e.get("href")[1:] for e in root.iter("a") if e.get("href").startswith("#")]
    assert set(named) <= set(ids)
    assert len(named) > 50


def test_headings_leave_out_no_level(eight):
    levels = [int(e.tag[1]) for e in parsed(eight).iter() if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


EVIL = '</title><script>alert(1)</script><svg onload=x>" onload="alert(1)\u202e ]]> &amp; \x1b[31m'
HOSTILE = f"""format = 1
id = "kz-evil"
title = {json.dumps(EVIL)}
note = {json.dumps(EVIL)}
country = "KZ"
packs = ["kz/criminal"]
tags = [{json.dumps(EVIL)}]
owner = {json.dumps(EVIL)}

[sources]
s1 = {{ title = {json.dumps(EVIL)}, url = "javascript:alert(1)" }}
s2 = {{ title = "T", url = "https://example.org/\\"onload=\\"x" }}
s3 = {{ title = "T", url = "https://example.org/ok?a=1&b=2" }}
s4 = {{ title = "T", url = "https://example.org/\\u202egnp" }}

[[person]]
id = "p"
name = {json.dumps(EVIL)}
role = "defendant"

[[charge]]
law = {json.dumps(EVIL)}
article = {json.dumps(EVIL)}

[[event]]
kind = "judgment"
title = {json.dumps(EVIL)}
note = {json.dumps(EVIL)}
date = "2020-06-01/2020-06-22"
outcome = "convicted"

[[sanction]]
id = "s"
kind = {json.dumps(EVIL)}
length = "P1Y"
starts = 2020-06-22

[[step]]
id = "t"
title = {json.dumps(EVIL)}
waiting_on = {json.dumps(EVIL)}
status = "waiting"

[[deadline]]
id = "d"
title = {json.dumps(EVIL)}
set_on = 2020-06-22
date = 2020-07-10
cite = {json.dumps(EVIL)}
"""


@pytest.fixture
def hostile(case_of, law):
    case = case_of(HOSTILE)
    return page(Shown(cases=[(case, assess(case, law, date(2020, 7, 1)))]))


def test_a_hostile_file_is_shown_word_for_word_and_does_nothing(hostile):
    root = assert_harmless(hostile)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", hostile)
    shown = '</title><script>alert(1)</script><svg onload=x>" onload="alert(1)\\u202e ]]> &amp; \\x1b[31m'
    assert words(root.find("head/title")) == f"{shown} — remedy"
    assert words(root.find(".//h1")) == shown
    drawn = "".join("".join(e.itertext()) for e in root.iter("text"))
    assert "<script>" in drawn


def test_only_addresses_of_the_web_can_be_followed(hostile):
    links = {e.get("href") for e in parsed(hostile).iter("a") if "example.org" in e.get("href")}
    assert links == {"https://example.org/ok?a=1&b=2"}
    assert "javascript:alert(1)" in words(parsed(hostile))


SECRET = """format = 1
id = "kz-open-2020"
title = "Kazakhstan v. Open"
country = "KZ"
packs = ["kz/criminal"]

[sources]
letter = { title = "Letter of Aisulu", url = "https://example.org/aisulu", confidential = true }

[[person]]
id = "open"
name = "O. Open"
role = "defendant"

[[person]]
id = "aisulu"
name = "Aisulu B."
role = "victim"
note = "hides at her aunt's"
confidential = true

[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"

[[event]]
id = "aisulu-heard"
kind = "hearing"
title = "Aisulu B. is heard"
note = "behind a curtain"
date = 2020-06-10
sources = ["letter"]
confidential = true

[[step]]
id = "meet-aisulu"
title = "Meet Aisulu"
due = 2020-07-03
owner = "Dana"
confidential = true

[[finding]]
title = "Aisulu was threatened"
breaches = ["ICCPR 7"]
confidential = true
"""


def masked(case_of, law, text, **more):
    case = case_of(text)
    answer = assess(case, law, date(2020, 7, 1))
    return page(Shown(cases=[(mask_case(case), mask(answer, case))], **more))


def test_what_is_confidential_is_nowhere_in_the_page_and_its_days_are(case_of, law):
    text = masked(case_of, law, SECRET, secret=5)
    assert [w for w in ("aisulu", "aunt", "curtain", "threatened", "dana") if w in text.lower()] == []
    assert "5 confidential entries are masked in this page." in text
    assert 'datetime="2020-07-03"' in text
    assert "Wed 2020-06-10" in text


def test_a_confidential_case_is_called_by_its_alias_down_to_the_title_of_the_page(case_of, law):
    text = masked(
        case_of, law, SECRET.replace('country = "KZ"', 'country = "KZ"\nalias = "case 17"\nconfidential = true')
    )
    assert [w for w in ("aisulu", "kz-open", "o. open", "cases/x.toml") if w in text.lower()] == []
    assert words(parsed(text).find("head/title")) == "confidential — remedy"
    assert "case 17" in text


def test_two_confidential_cases_of_one_name_stay_two(case_of, law):
    case = case_of(SECRET.replace('country = "KZ"', 'country = "KZ"\nconfidential = true'))
    answer = mask(assess(case, law, date(2020, 7, 1)), case)
    text = page(Shown(cases=[(mask_case(case), answer), (mask_case(case), mask(answer, case))]))
    links = [e.get("href") for e in parsed(text).iter("a")]
    listed = [i for i in answer.items if i.listed]
    assert len([h for h in links if h.startswith("#c1-i")]) == len(listed)
    assert len([h for h in links if h.startswith("#c2-i")]) == len(listed)


# The agenda


def test_the_agenda_stands_in_the_groups_and_order_of_due(pages, sample, law):
    root = parsed(pages("ilyashev", on="2020-12-01"))
    act = root.find(".//main/section")
    shown = [words(e) for e in act.iter("strong")]
    answer = assess(sample("ilyashev"), law, date(2020, 12, 1))
    printed = " ".join(" ".join(agenda.due([answer], [], "x", 120, PLAIN, "en")).split())
    places = [printed.index(name[:50]) for name in shown]
    assert len(shown) > 5
    assert places == sorted(places)
    heads = [words(e) for e in act.iter("h3")]
    assert heads[0].startswith("Ask first")


def test_marks_stand_in_words_and_lead_to_the_explanation():
    answer = made([appeal(disputed=True, provisional=True, law_status="reported", latest=date(2020, 7, 9))])
    root = parsed(of(answer))
    line = by_class(root, "items")[0][0]
    assert [words(e) for e in by_class(line, "marks")[0]] == [
        "2020-07-07…2020-07-09", "disputed: the day it runs from", "provisional", "law only reported",
        "may already be filed",
    ]  # fmt: skip
    assert "Tue 2020-07-07, in 6 days" in words(line)
    assert "from judgment 2020-06-22" in words(line)
    target = next(line.iter("a")).get("href")[1:]
    found = next(e for e in root.iter() if e.get("id") == target)
    assert (found.tag, "Appeal against the judgment" in words(found)) == ("details", True)


def test_what_was_missed_is_told_by_a_sign_and_not_by_colour_alone():
    answer = made([appeal(status="missed", group="missed", as_of="2020-07-09")], as_of="2020-07-09")
    line = words(by_class(parsed(of(answer)), "items")[0][0])
    assert line.startswith("! Tue 2020-07-07, 2 days ago — ")


def test_a_quiet_case_takes_one_line_where_there_are_several(pages):
    text = pages("ilyashev", "kozlov", on="2026-11-24")
    head = next(h for h in parsed(text).iter("h3") if words(h).startswith("Quiet"))
    assert words(head) == "Quiet 1 · no event for a year, no day ahead"
    assert "since 2013-08-05 — kz-kozlov-2012" in words(parsed(text))
    assert "1 quiet — 2 cases as of Tue 2026-11-24" in text


def test_where_nothing_is_to_be_done_the_page_says_so():
    assert "Nothing to act on" in of(made([]))


def test_a_page_without_a_case_says_how_to_write_one():
    assert "No case here yet" in page(Shown(cases=[]))


def test_the_head_says_as_of_when_until_when_and_what_is_left_out():
    text = of(made([appeal()]), secret=1, closed=2)
    said = words(parsed(text).find("body/header"))
    assert "1 case as of Wed 2020-07-01; holds until 2020-07-07" in said
    assert "No legal advice" in said
    assert "1 confidential entry is masked in this page." in said
    assert "2 closed cases are left out" in said
    assert "1 confidential entry stands in this page in full" in of(made([]), secret=1, masked=False)
    assert "No entry is confidential: nothing is masked." in of(made([]))


# The drawings


def svgs(text, which):
    return [e for e in parsed(text).iter("svg") if which in e.get("aria-labelledby")]


def test_each_drawing_has_a_role_a_name_and_the_same_as_a_table(eight):
    root = parsed(eight)
    drawn = list(root.iter("svg"))
    assert len(drawn) > 16
    for svg in drawn:
        assert svg.get("role") == "img"
        assert (svg[0].tag, svg[0].get("id")) == ("title", svg.get("aria-labelledby"))
        assert words(svg[0])
    drawings = list(root.iter("figure"))
    tables = list(root.iter("table"))
    assert len(tables) == len(drawings)
    for table in tables:
        assert [h.get("scope") for h in table.iter("th")][:2] == ["col", "col"]


def test_the_timeline_says_what_its_table_says():
    answer = march_2021()
    text = of(answer)
    drawn = " ".join(words(t) for svg in svgs(text, "time") for t in svg.iter("text"))
    for row in by_class(parsed(text), "twin")[0].iter("tr"):
        day = words(row[0])
        assert day in (drawn + " day")
    assert "as of Fri 2021-03-12" in drawn
    assert "2 months" in drawn


def test_an_uncertain_day_is_a_bracket_and_a_punishment_a_bar():
    events = [moment("detained", "2020-04-17"), moment("appeal-filed", "2020-06-22", "2020-09-15"),
              moment("statement", None, "2021-03-11"), moment("state", "2020-10-01", None)]  # fmt: skip
    root = parsed(of(made([sanction()], events=events, as_of="2021-03-12")))
    assert len([e for e in by_class(root, "bracket") if "open" not in e.get("class")]) == 3 + 1 + 1
    assert len(by_class(root, "open")) == 2
    assert len([e for e in by_class(root, "bar") if "maybe" not in e.get("class")]) == 1
    assert len([e for e in by_class(root, "bar") if "maybe" in e.get("class")]) == 1
    assert len(list(by_class(root, "today"))) == 1


def test_what_lies_later_stands_lower():
    days = ["2020-01-01", "2020-01-02", "2020-06-01", "2024-01-01"]
    root = parsed(of(made([], events=[moment(f"e-{d}", d) for d in days], as_of="2020-07-01")))
    svg = next(e for e in root.iter("svg"))
    seen = [float(c.get("cy")) for c in svg.iter("circle")][:4]
    line = float(re.match(r"M0 ([\d.]+)H", next(e for e in by_class(svg, "today")).get("d"))[1])
    assert seen == sorted(seen)
    assert seen[2] < line < seen[3]
    assert seen[1] - seen[0] < seen[2] - seen[1] < seen[3] - line + 60


def test_a_long_drawing_is_cut_between_rows_into_parts_that_fit_on_paper():
    events = [moment(f"event-{n}", f"2020-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(60)]
    drawn = svgs(of(made([], events=events)), "time")
    boxes = [[float(v) for v in e.get("viewBox").split()] for e in drawn]
    assert len(boxes) > 3
    assert {b[2] for b in boxes} == {WIDTH}
    assert max(b[3] for b in boxes) <= TALLEST + 60
    for before, after in itertools.pairwise(boxes):
        assert before[1] + before[3] == pytest.approx(after[1], abs=0.11)
    assert words(drawn[1][0]) == f"Timeline as of Wed 2020-07-01, part 2 of {len(drawn)}"
    said = [words(t) for e in drawn for t in e.iter("text") if re.match(r"Event \d+$", words(t))]
    assert sorted(set(said)) == sorted({f"Event {n}" for n in range(60)})


def test_each_state_of_a_remedy_has_a_shape_and_a_word_of_its_own():
    from remedy.views.ladder import STATES

    shapes = [stairs.shape(state, 10.0, 10.0, "").partition('class="')[0] for state in STATES]
    assert len(set(shapes)) == len(STATES)
    text = of(march_2021())
    drawn = [words(t) for svg in svgs(text, "ladder") for t in svg.iter("text")]
    assert [w for w in drawn if w.isupper()] == ["REFUSED", "REFUSED", "PENDING", "NOT YET"]
    assert "to: Almaty City Court" in drawn


def test_the_ladder_steps_in_and_its_table_says_all():
    root = parsed(of(march_2021()))
    svg = next(e for e in root.iter("svg") if "ladder" in e.get("aria-labelledby"))
    left = [float(t.get("x")) for t in svg.iter("text") if words(t).isupper()]
    assert left == sorted(set(left))
    table = words(by_class(root, "ladder-table")[0])
    assert "again?: no: not on the same grounds" in table
    assert "law: cpc 418(1); as in force from 2015-01-01; verified" in table


# Explanations


def test_a_deadline_is_explained_with_its_trace_the_law_quoted_and_the_address(pages):
    root = parsed(pages("ilyashev", on="2020-07-01"))
    found = next(e for e in root.iter("details") if "Appeal against the judgment" in words(e.find("summary")))
    said = words(found)
    assert "Mon 2020-06-22 → Tue 2020-07-07 15 days on (CPC 48(3), 48(4))" in said.replace("07-0715", "07-07 15")
    assert "в течение пятнадцати суток со дня провозглашения приговора" in said
    assert "https://adilet.zan.kz/rus/docs/K1400000231" in {e.get("href") for e in found.iter("a")}
    assert "open-on-paper" in found.get("class")


def test_readings_stand_side_by_side_and_a_question_with_the_command_that_answers_it(pages):
    root = parsed(pages("ilyashev", on="2020-07-01"))
    copy = next(e for e in root.iter("details") if "Copy of the judgment" in words(e.find("summary")))
    assert [words(e[0]) for e in by_class(copy, "readings")[0]] == ["5 days from judgment", "if the judgment is large"]
    asked = next(e for e in root.iter("details") if "Is the judgment large" in words(e.find("summary")))
    assert "remedy fact kz-ilyashev-2020 large_judgment VALUE" in [words(e) for e in asked.iter("pre")]


def test_what_is_done_is_there_too_but_stays_folded_on_paper(pages):
    root = parsed(pages("ilyashev", on="2021-03-12"))
    found = next(e for e in root.iter("details") if "Appeal against the judgment" in words(e.find("summary")))
    assert found.get("class") is None
    assert "met" in words(found.find("summary"))


def test_the_page_speaks_russian(pages):
    root = parsed(pages("ilyashev", on="2020-07-01", lang="ru"))
    heads = [words(e) for e in root.iter("h3")]
    assert "Хронология" in heads
    assert "Лестница средств защиты" in heads
    assert "Что делать, с объяснением" in heads
    assert "Повестка" in [words(e) for e in root.iter("h2")]
    english = re.compile(r"\b(the|of|days?|last day|masked|table)\b")
    own = [words(e) for tag in ("h2", "h3", "h4", "dt", "summary", "th") for e in root.iter(tag)]
    of_the_file = "restriction of liberty"
    assert {s for s in own if english.search(s) and not re.search("[А-я]", s)} == {of_the_file}


def test_problems_of_a_file_stand_at_the_head():
    from remedy.case.problems import Problem

    broken = Problem(file="cases/b.toml", line=3, key="", level="error", code="bad-toml", message="cut off", fix="")
    said = words(parsed(of(made([]), problems=[broken])).find("body/header"))
    assert "cases/b.toml:3" in said
    assert "cut off" in said


# Colours


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    one, other = sorted((luminance(a), luminance(b)), reverse=True)
    return (one + 0.05) / (other + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_can_be_read_on_every_ground(name):
    colours = PALETTES[name]
    texts = set(colours) - set(GROUNDS) - set(LINES) - {"rail"}
    poor = {(t, g): contrast(colours[t], colours[g]) for t in texts for g in GROUNDS
            if contrast(colours[t], colours[g]) < 4.5}  # fmt: skip
    assert poor == {}
    assert min(contrast(colours["rail"], colours[g]) for g in GROUNDS) >= 3


def test_no_colour_stands_beside_the_palettes_and_paper_needs_none():
    assert set(PALETTES["light"]) == set(PALETTES["dark"]) == set(PALETTES["paper"])
    css = style()
    rest = css
    for colours in PALETTES.values():
        for key, value in colours.items():
            rest = rest.replace(f"--{key}: {value};", "")
    assert not re.search(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", rest.partition("*, ::before")[2])
    used = set(re.findall(r"var\(--([a-z]+)\)", css))
    assert used == set(PALETTES["light"])
    for value in PALETTES["paper"].values():
        assert value[1:3] == value[3:5] == value[5:7]


def test_the_same_input_gives_the_same_bytes(pages, eight):
    assert pages(*SAMPLES) == eight


# In a browser


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_browser_shows_it_without_a_word_of_complaint_on_a_phone_and_a_wide_screen(browser, pages, hostile, lang):
    text = pages("ilyashev", "whatsapp-nine", on="2021-03-12", lang=lang)
    picture, complaints = browser.picture(text)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 50_000
    assert complaints == []
    for width in (320, 360, 1200):
        seen = browser.measured(text, width)
        assert (seen["wide"], seen["over"]) == (width, [])
    assert browser.measured(hostile, 360)["wide"] == 360


@pytest.mark.slow
def test_a_hostile_page_runs_nothing_in_a_browser(browser, hostile):
    assert browser.picture(hostile)[1] == []
    assert browser.picture(hostile.replace("</body>", "<script>alert(1)</script></body>"))[1] != []


@pytest.mark.slow
def test_on_paper_what_is_to_be_acted_on_is_printed_open(browser, pages):
    text = pages("ilyashev", on="2020-07-01")
    folded = text.replace('class="open-on-paper"', "")
    assert folded != text
    pages_of = [len(re.findall(rb"/Type\s*/Page\b", browser.paper(t))) for t in (text, folded)]
    assert pages_of[0] > pages_of[1] > 0
