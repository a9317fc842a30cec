"""Words typed on a command line: which kind of event they mean, and when that is asked instead of guessed."""

import pytest

from remedy.case.typed import Misread, day_and_time, kind_named, settings


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("judgment", "judgment"),
        ("Приговор", "judgment"),
        ("үкім", "judgment"),
        ("appeal  filed", "appeal-filed"),
        ("Апелляциялық шағым берілді", "appeal-filed"),
        ("задержание", "detained"),
        ("Амнистия", "amnestied"),
        ("indict", "indicted"),
    ],
)
def test_an_id_a_whole_title_and_the_beginning_of_one_title_alone_are_understood(law, word, kind):
    assert kind_named(word, law.vocabulary) == kind


@pytest.mark.parametrize(
    ("word", "among"),
    [
        ("апелляция", ["appeal-filed", "appeal-decided"]),
        ("Cassation", ["cassation-filed", "cassation-decided"]),
        ("иск", ["suit-filed", "suit-decided"]),
        ("протест", ["protest-filed", "protest-decided"]),
        ("parole", ["parole-requested", "parole-decided"]),
        ("копия получена", ["appeal-copy-received", "opponent-copy-received"]),
        ("жалоба", ["complaint-filed", "complaint-decided"]),
    ],
)
def test_what_may_mean_several_kinds_is_asked_with_each_of_them(law, word, among):
    with pytest.raises(Misread) as refused:
        kind_named(word, law.vocabulary)
    assert "fits several kinds" in str(refused.value)
    assert [kind for kind in among if f'"{kind}" (' not in str(refused.value)] == []


@pytest.mark.parametrize(
    ("word", "cure"),
    [
        ("judgement", 'did you mean "judgment" (Приговор)?'),
        ("пригвор", 'did you mean "judgment" (Приговор)?'),
        ("протокол подписан", 'did you mean "record-signed" (Подписан протокол судебного заседания)?'),
        ("протокол осмотра", "write one of: "),
        ("xyzzy", "write one of: "),
        ("", "write one of: "),
    ],
)
def test_what_is_no_kind_comes_with_the_nearest_and_its_title(law, word, cure):
    with pytest.raises(Misread) as refused:
        kind_named(word, law.vocabulary, "ru")
    assert str(refused.value).startswith(f'unknown kind "{word}"; {cure}')


def test_each_title_of_the_vocabulary_is_understood_as_its_kind(law):
    words = law.vocabulary
    assert [t for k in words.kinds.values() for t in k.title.values() if kind_named(t, words) != k.id] == []


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("14.03.2026 10:00", "14.03.2026", "10:00"),
        ("14.03.2026, в 10.00", "14.03.2026", "10:00"),
        ("2026-03-14T09:30", "2026-03-14", "09:30"),
        ("14 марта 2026 10:00-11:30", "14 марта 2026", "10:00-11:30"),
        ("14 March 2026 at 9:05", "14 March 2026", "9:05"),
        ("14.03.2026 10:00 ч.", "14.03.2026", "10:00"),
        ("14.03.2026", "14.03.2026", ""),
        ("../14.03.2026", "../14.03.2026", ""),
        ("14.03.2026 25:00", "14.03.2026 25:00", ""),
        ("10:00", "10:00", ""),
    ],
)
def test_an_hour_after_a_day_is_parted_from_it_and_can_be_written(text, day, time):
    assert day_and_time(text) == (day, time)
    assert not time or settings("event", [f"time={time}"]) == {"time": time}
