"""Commands in Russian, as somebody types them whose keyboard and language are Russian."""

import re
from datetime import date, timedelta

import pytest

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
    assert "── С 01.07.2025 ── действует ──" in done.out
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
    assert "'foo' — не одно из: 'systemd', 'cron'" in remedy("remind", "install", "foo", "--lang", "ru").err


def test_every_argument_of_every_command_is_explained_once_in_both_languages(remedy):
    import typer

    from remedy.cli.main import COMMANDS, build

    root = typer.main.get_command(build())
    tops = [root.get_command(None, name) for name in COMMANDS]
    commands = [inner for top in tops for inner in (getattr(top, "commands", {}) or {"": top}).values()]
    arguments = [p for c in commands for p in c.params if p.param_type_name == "argument"]
    assert len(arguments) > 40 and [p.name for p in arguments if not p.help] == []
    english, russian = (remedy("remind", "adopt", "--help", "--lang", lang).out for lang in ("en", "ru"))
    assert english.count("FOLDER  Where the folder of cases stood before.  [required]") == 1
    assert russian.count("FOLDER  Где папка дел стояла раньше.  [обязательно]") == 1
    assert "rguments:" in english and "Positional" not in english + russian
    assert remedy("--help", "--lang", "ru").out.splitlines()[2].startswith("  Сроки и средства защиты")


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


OWN = '[me]\nid = "lawyer"\nlang = "ru"\n'


@pytest.fixture
def settings(tmp_path):
    """The user's own settings, as the environment of a command."""

    def written(text):
        (tmp_path / "remedy").mkdir(exist_ok=True)
        (tmp_path / "remedy/config.toml").write_text(text, "utf-8")
        return {"XDG_CONFIG_HOME": str(tmp_path)}

    return written


def test_the_language_may_be_set_for_good_and_a_word_on_the_command_line_comes_first(remedy, settings):
    own = settings(OWN)
    assert remedy("list", LC_ALL="en_US.UTF-8", **own).out.startswith("дело ")
    assert remedy("list", LC_ALL="ru_RU.UTF-8", REMEDY_LANG="en", **own).out.startswith("case ")
    assert remedy("list", "--lang", "en", **own).out.startswith("case ")
    assert remedy("--help", **own).out.startswith("Использование")


def test_days_are_written_as_russians_write_them_and_in_iso_on_request(remedy, settings):
    asked = ("explain", "ilyashev", "appeal@judgment", "--as-of", "2020-07-01")
    russian = remedy(*asked, "--lang", "ru").out
    assert "последний день вт 07.07.2020" in russian
    assert "2020-07-07" not in russian
    assert "последний день вт 2020-07-07" in remedy(*asked, "--lang", "ru", REMEDY_DATES="iso").out
    assert "последний день вт 2020-07-07" in remedy(*asked, **settings(f'{OWN}dates = "iso"\n')).out
    assert (
        "последний день вт 07.07.2020" in remedy(*asked, REMEDY_DATES="locale", **settings(f'{OWN}dates = "iso"\n')).out
    )
    assert "Tue 2020-07-07" in remedy(*asked, "--lang", "en").out


def test_what_programs_read_stays_iso_in_russian(remedy):
    plain = remedy("due", "--plain", "--all", *DAY, "--lang", "ru").out
    assert re.search(r"\d{4}-\d\d-\d\d…\d{4}-\d\d-\d\d", plain)
    assert not re.search(r"\d\d\.\d\d\.\d{4}", plain)
    asked = remedy("explain", "ilyashev", "gap:file-received-by-prosecutor@protest-requested", *DAY, "--lang", "ru").out
    assert "открыто с      чт 11.03.2021" in asked


def test_a_wrong_word_in_the_settings_is_told_with_its_line_and_counts_as_not_set(remedy, settings):
    done = remedy("list", **settings('[me]\nlang = "fr"\n'))
    assert (done.code, done.out[:5]) == (0, "case ")
    assert 'config.toml:2: me.lang: unknown word "fr"; write one of: en, ru, kk' in done.err
    assert "this is not TOML" in remedy("list", **settings("[me\n")).err


def test_kazakh_has_titles_in_kazakh_within_russian_words(remedy):
    said = remedy("timeline", "ilyashev", "--lang", "kk").out
    assert "үкім" in said.lower()
    assert "на " in said
    assert WORDS.findall(remedy("rules", "list", "--lang", "kk").out) == []


SETTINGS = """[me]
lang = "ru"
dates = "{dates}"
[channels.bad]
type = "smtp"
port = 70000
from = "nobody"
[recipients.a]
channels = ["print"]
[recipients.b]
channels = ["print"]
lang = "en"
"""


@pytest.fixture
def mine(tmp_path):
    """A home with settings of its own; what a command is told of it."""

    def write(dates):
        (tmp_path / "remedy").mkdir(exist_ok=True)
        (tmp_path / "remedy" / "config.toml").write_text(SETTINGS.format(dates=dates), "utf-8")
        return {"XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}

    return write


PATHS = re.compile(r"/\S+")
REMIND = ("remind", "--as-of", "2020-07-05")


def test_whoever_has_no_language_is_reminded_in_that_of_the_settings_and_with_their_days(remedy, mine):
    done = remedy(*REMIND, **mine("locale"))
    russian, english = done.out.split("to b by print")[0].split("канал print")[1:3]
    assert "Апелляционная жалоба на приговор — вт 07.07.2020, через 2 дня" in russian
    assert not re.search(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])", russian)
    assert "Appeal against the judgment — Tue 2020-07-07, in 2 days" in english
    iso = remedy(*REMIND, **mine("iso"))
    assert "Апелляционная жалоба на приговор — вт 2020-07-07, через 2 дня" in iso.out


def test_a_message_is_the_same_whether_the_answer_is_json_or_not(remedy, mine):
    sent = remedy(*REMIND, "--format", "json", **mine("locale")).json["messages"]
    assert "вт 07.07.2020" in sent[0]["text"]
    assert "Tue 2020-07-07" in sent[1]["text"]
    assert all("|2020-07-07|" in " ".join(m["notices"]) for m in sent)


def test_a_trial_message_speaks_its_recipients_language(remedy, mine):
    done = remedy("remind", "test", "print", "--dry-run", **mine("locale"))
    assert re.search(r"remedy remind test, \d\d\.\d\d\.\d{4} \d\d:\d\d: канал работает", done.out)
    assert re.search(r"remedy remind test at \d{4}-\d\d-\d\d \d\d:\d\d: the channel works", done.out)


def test_what_is_wrong_with_settings_is_said_in_russian(remedy, mine):
    done = remedy(*REMIND, "--dry-run", **mine("locale"))
    assert "channels.bad.port: port: 70000 — не порт; напишите 465, 587 или другой меньше 65536" in done.err
    assert "channels.bad.from: from: это не один почтовый адрес; напишите адрес, например" in done.err
    assert WORDS.findall(PATHS.sub("", done.err)) == []


def test_doctor_and_init_read_as_russian_screens(remedy, mine, tmp_path):
    looked = remedy("doctor", "--privacy", **mine("locale"))
    assert "тексты прочитаны 23.11.2026" in looked.out
    assert "70000 — не порт" in looked.out
    assert WORDS.findall(PATHS.sub("", looked.out)) == []
    begun = remedy("init", str(tmp_path / "office"), "--dry-run", **mine("locale"))
    assert "порядки вашего коллектива" in begun.out
    assert WORDS.findall(PATHS.sub("", begun.out)) == []


def test_a_hearing_is_told_with_its_time_and_history_with_reasons_in_words(remedy, mine, folder):
    tomorrow = date.today() + timedelta(days=1)
    event = f'[[event]]\nkind = "hearing"\ndate = {tomorrow}\ntime = "10:30"\nstate = "scheduled"\n'
    folder.write("a.toml", f'format = 1\nid = "kz-a"\ntitle = "К. против А."\ncountry = "KZ"\nzone = "UTC"\n{event}')
    words = ("--cases", str(folder.path), "--to", "a")
    told = remedy("remind", *words, **mine("locale")).out
    assert "завтра\n    kz-a · К. против А.\n    10:30\n" in told
    done = remedy("remind", "history", *words[:2], **mine("locale")).out
    assert f"kz-a#hearing:hearing  {tomorrow:%d.%m.%Y}  за 1 день" in done
