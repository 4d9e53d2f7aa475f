"""Counts in the shapes of Word, and numbers in words."""

import pytest

from report_builder.wording.list_figures import Shape
from report_builder.wording.number_words import cardinal_words, ordinal_words


@pytest.mark.parametrize(
    ("number", "cardinal", "ordinal"),
    [
        (0, "nul", "nulde"),
        (1, "een", "eerste"),
        (3, "drie", "derde"),
        (8, "acht", "achtste"),
        (14, "veertien", "veertiende"),
        (20, "twintig", "twintigste"),
        (22, "tweeëntwintig", "tweeëntwintigste"),
        (81, "eenentachtig", "eenentachtigste"),
        (100, "honderd", "honderdste"),
        (103, "honderddrie", "honderdderde"),
        (218, "tweehonderdachttien", "tweehonderdachttiende"),
        (1000, "duizend", "duizendste"),
        (2026, "tweeduizend zesentwintig", "tweeduizend zesentwintigste"),
        (31000, "eenendertigduizend", "eenendertigduizendste"),
    ],
)
def test_a_number_has_its_words(number, cardinal, ordinal):
    assert (cardinal_words(number), ordinal_words(number)) == (cardinal, ordinal)


@pytest.mark.parametrize(
    ("kind", "count", "figure"),
    [
        ("lowerLetter", 0, ""),
        ("upperLetter", 79, "AAAA"),
        ("lowerLetter", 780, "z" * 30),
        ("lowerLetter", 781, "a"),
        ("lowerLetter", 999_999_999, "k" * 9),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 3999, "MMMCMXCIX"),
        ("upperRoman", 4000, "4000"),
        ("hex", 31, "1F"),
        ("chicago", 5, "**"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("cardinalText", 1_000_000, "1000000"),
        ("decimal", -1, "-1"),
        ("hebrew1", 3, "3"),
    ],
)
def test_a_count_has_its_shape_as_far_as_that_goes(kind, count, figure):
    assert Shape(kind).figure(count) == figure


@pytest.mark.parametrize(
    ("examples", "figure"),
    [
        ("01, 02, 03, ...", "07"),
        ("0001, 0002, 0003, ...", "0007"),
        ("α, β, γ, ...", "η"),
        ("a, ç, ĝ, ...", "7"),
    ],
)
def test_a_shape_of_the_writers_own_follows_its_examples(examples, figure):
    assert Shape("custom", examples).figure(7) == figure


def test_only_what_is_written_as_word_does_is_supported():
    assert Shape("custom", "α, β, γ, ...").is_supported
    assert not Shape("custom", "a, ç, ĝ, ...").is_supported
    assert not Shape("hebrew1").is_supported
