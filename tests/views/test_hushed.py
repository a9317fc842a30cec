"""In a sentence of the engine only what comes from a file is a name."""

import pytest

from remedy.views.reasons import hushed


def hide(text):
    return " ".join("hidden" if word in ("counsel", "filed", "zz-event") else word for word in text.split(" "))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no version here covers that day: ask counsel what it leaves open", None),
        ("nobody recorded whether it was filed", None),
        ("zz-event (refused) bars another [CPC 9(1)]", "hidden (refused) bars another [CPC 9(1)]"),
        (
            "depends on: custody; zz-event shows that it was filed",
            "depends on: custody; hidden shows that it was filed",
        ),
        ("zz-event came to counsel, whatever that means", "hidden came to counsel, whatever that means"),
    ],
)
def test_the_words_of_the_engine_stay_and_the_ids_in_them_go(said, shown):
    assert hushed(said, hide) == (shown or said)


def test_what_is_no_sentence_of_the_engine_is_hidden_as_a_whole():
    assert hushed("Smagulova is guilty", lambda _text: "hidden") == "hidden"
