"""Commands in Russian, as somebody types them whose keyboard and language are Russian."""

import re

DAY = ("--as-of", "2021-03-12")
WORDS = re.compile(r"\b(the|of|and|is|was|not|nobody|waits|since|last day|open|law)\b")


def test_the_agenda_reads_as_one_russian_screen(remedy):
    done = remedy("due", *DAY, "--case", "ilyashev", "--lang", "ru")
    assert done.code == 0
    assert "── СНАЧАЛА ВЫЯСНИТЬ ── не записано, а от этого зависит срок ──" in done.out
    assert "Когда дело поступило в прокуратуру?" in done.out
    assert "Почему этот день, по какому закону:" in done.out
    steps = r"Petition for a protest: chase the answer|Follow up the observers' recommendations"
    assert WORDS.findall(re.sub(steps, "", done.out)) == []


def test_the_locale_chooses_the_language(remedy):
    done = remedy("list", LC_ALL="ru_RU.UTF-8")
    assert done.out.startswith("дело ")
    assert "10 дел" in done.out
    assert remedy("list", "--lang", "en", LC_ALL="ru_RU.UTF-8").out.startswith("case ")


def test_a_rule_reads_as_one_russian_page(remedy):
    done = remedy("rules", "show", "kz/criminal.protest-answer", "--lang", "ru")
    assert "отсчёт от      дело поступило в прокуратуру (самое раннее)" in done.out
    assert "── С 2025-07-01 ── действует ──" in done.out
    assert "30 дней" in done.out


def test_help_and_errors_are_in_the_language_asked_for(remedy):
    helped = remedy("due", "--help", "--lang", "ru")
    assert helped.out.startswith("Использование: remedy due")
    assert "Только дела с этой меткой." in helped.out
    assert "Что делать, по всем делам." in remedy("--help", REMEDY_LANG="ru").out
    wrong = remedy("show", "nope", "--lang", "ru")
    assert wrong.code == 2
    assert wrong.err.startswith("remedy: нет дела «nope»; напишите одно из: ")
    assert "Нет такого параметра" in remedy("due", "--foo", "--lang", "ru").err


def test_json_is_the_same_in_every_language(remedy):
    for command in (
        ("list", *DAY),
        ("rules", "show", "kz/criminal.appeal"),
        ("explain", "ilyashev", "appeal@judgment", *DAY),
    ):
        english = remedy(*command, "--format", "json")
        assert english.code == 0
        assert remedy(*command, "--format", "json", "--lang", "ru").out == english.out


def test_english_help_is_as_it_was(remedy):
    assert remedy("due", "--help").out.startswith("Usage: remedy due [OPTIONS]")
