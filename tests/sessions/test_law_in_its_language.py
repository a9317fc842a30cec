"""The law is cited as its readers call it; programs read the same in every language."""

import pytest

AT = ("--as-of", "2020-07-01", "--cases", "cases")


@pytest.mark.parametrize(("lang", "code"), [("en", "CPC"), ("ru", "УПК РК"), ("kk", "УПК РК")])
def test_an_explanation_names_the_code_as_its_reader_does(typed, lang, code):
    said = typed("explain", "ilyashev", "appeal@judgment", *AT, "--lang", lang).said
    assert all(f"{code} {article}" in said for article in ("418(1)", "49(1)", "48(2)"))
    assert f"({code} 48(3), 48(4))" in said
    assert ("CPC" in said) == (lang == "en")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Supreme Court No. 5, para. 1"), ("ru", "нормативное постановление Верховного Суда № 5, п. 1")],
)
def test_a_resolution_with_a_number_is_no_salad_of_numbers(typed, lang, said):
    shown = typed("ladder", "ilyashev", "--as-of", "2021-05-01", *AT[2:], "--lang", lang).said
    assert said in " ".join(shown.replace("│", "").split())


def test_json_says_the_same_in_every_language(typed):
    one, other = (
        typed("explain", "ilyashev", "appeal@judgment", *AT, "--lang", x, "--format", "json").json for x in ("en", "ru")
    )
    assert one == other
    assert {c["source"] for c in one["item"]["cite"]} == {"CPC"}


@pytest.mark.parametrize(("lang", "law"), [("en", "[CPC 418(1), 49(1)]"), ("ru", "[УПК РК 418(1), 49(1)]")])
def test_what_an_edit_moves_names_the_code_beside_the_articles(typed, folder, lang, law):
    from pathlib import Path

    folder.write("a.toml", Path("cases/kz/ilyashev.toml").read_text("utf-8"))
    at = ("--as-of", "2020-07-01", "--cases", str(folder.path), "--dry-run")
    assert law in typed("amend", "ilyashev", "judgment", "--date", "2020-06-23", *at, "--lang", lang).said


@pytest.mark.parametrize(
    ("command", "code"),
    [(("ladder", "ilyashev"), "УПК РК"), (("export", "ics"), "УПК РК 418(1)"), (("export", "html"), "УПК РК 418(1)")],
)
def test_ladder_calendar_and_page_name_it_too(typed, command, code):
    said = typed(*command, *AT, "--lang", "ru").out.replace("\n ", "")
    assert code in said
    assert "CPC 418" not in said
