"""What who does not see yellow hears behind it."""

import pytest
from lxml import html

from report_builder.web.cleanup import to_text
from report_builder.web.stale_asides import add_asides

UNTIL = {"a.oud@2024~1": "2024", "a.oud@2023~2": "2024", "a.lang@2020~3": "2020"}


def heard(text, captions=None):
    """A body as it is read aloud."""
    body = html.fragment_fromstring(text, create_parent="body")
    add_asides(body, UNTIL, captions or {})
    return "".join(body.itertext())


def value(key, text):
    return f'<span class="waarde" data-key="{key}">{text}</span>'


def test_a_stale_sentence_says_up_to_when_its_value_runs():
    sentence = f'<mark class="stale">Het waren er {value("a.oud@2024~1", "120")}.</mark> Verder.'
    assert heard(f"<p>{sentence}</p>") == "Het waren er 120. (verouderd, t/m 2024) Verder."


def test_values_up_to_the_same_period_say_so_once_and_another_period_is_named_too():
    values = [value(key, "1") for key in UNTIL]
    assert heard(f'<p><mark class="stale">{" en ".join(values)}.</mark></p>') == (
        "1 en 1 en 1. (verouderd, t/m 2024; verouderd, t/m 2020)"
    )


def test_each_mark_has_words_of_its_own():
    marks = [f'<mark class="stale">{value("a.oud@2024~1", number)}</mark>' for number in "12"]
    assert heard(f"<p>{' en '.join(marks)}</p>") == (
        "1 (verouderd, t/m 2024) en 2 (verouderd, t/m 2024)"
    )


def test_a_mark_that_goes_on_in_a_link_and_behind_it_says_so_once_at_its_end():
    before = f'<mark class="stale">Het zijn er {value("a.oud@2024~1", "3")} (</mark>'
    link = '<a href="#f"><mark class="stale">figuur 1</mark></a>'
    behind = '<mark class="stale">).</mark>'
    assert heard(f"<p>{before}{link}{behind}</p>") == (
        "Het zijn er 3 (figuur 1). (verouderd, t/m 2024)"
    )
    apart = f"<p>{before}3)</p><p>{link} en {behind}</p>"
    assert heard(apart).count("verouderd") == 3


def test_a_mark_that_lies_within_a_value_has_the_period_of_that():
    mark = '<mark class="stale">120</mark>'
    assert heard(f"<p>{value('a.oud@2024~1', mark)}</p>") == "120 (verouderd, t/m 2024)"


@pytest.mark.parametrize("gap", [".", "x", "–"])
def test_a_cell_that_waits_for_a_number_says_that_it_waits(gap):
    cell = f'<table><tr><td><mark class="stale">{gap}</mark></td></tr></table>'
    assert heard(cell) == f"{gap} (nog geen update beschikbaar)"


def test_words_without_a_value_are_stale_without_a_period():
    assert heard('<p><mark class="stale">Minder dan ooit.</mark></p>') == (
        "Minder dan ooit. (verouderd)"
    )


def test_a_caption_says_which_of_its_series_are_stale():
    caption = '<figure><figcaption id="f"><mark class="stale">Figuur 1</mark></figcaption></figure>'
    words = "cijfers t/m 2024, nog geen update beschikbaar: A"
    assert heard(caption, {"f": words}) == f"Figuur 1 ({words})"


def test_a_mark_of_another_kind_says_nothing():
    body = html.fragment_fromstring("<p><mark>groen</mark></p>", create_parent="body")
    add_asides(body, UNTIL, {})
    assert to_text(body) == "<body><p><mark>groen</mark></p></body>"


def test_what_can_be_read_beside_a_mark_is_not_said_again():
    words = "cijfers t/m 2024, nog geen update beschikbaar"
    assert heard(f'<p><mark class="stale">{words}</mark></p>') == words
    cells = f'<td><mark class="stale">12</mark></td><td><mark class="stale">{words}</mark></td>'
    row = f'<table class="dashboard"><tr>{cells}</tr></table>'
    assert heard(row) == f"12{words}"


def test_a_number_below_a_figure_bears_its_period_itself():
    assert heard('<p><mark class="stale" data-tot="2024">12</mark></p>') == (
        "12 (verouderd, t/m 2024)"
    )
