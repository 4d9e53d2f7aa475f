from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from report_builder.wording.changes import change_text, direction_text
from report_builder.wording.numbers import (
    list_text,
    number_text,
    quantity_text,
    rounded,
    rounded_to,
)

AMOUNTS = st.decimals(
    min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=6
)


@pytest.mark.parametrize(
    ("amount", "decimals", "text"),
    [
        ("24140", 0, "24.140"),
        ("2.45", 1, "2,5"),
        ("-12000.5", 1, "-12.000,5"),
        ("0", 0, "0"),
        ("1234567", 0, "1.234.567"),
    ],
)
def test_numbers_are_written_in_dutch(amount, decimals, text):
    assert number_text(Decimal(amount), decimals) == text


@pytest.mark.parametrize(
    ("amount", "whole"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("-2.5", -3), ("2.4999", 2)],
)
def test_rounding_is_half_away_from_zero(amount, whole):
    assert rounded(Decimal(amount)) == whole


def test_what_rounds_to_nothing_has_no_minus_sign():
    assert number_text(Decimal("-0.3")) == "0"


@given(AMOUNTS, st.integers(0, 4))
def test_every_printed_number_parses_back_to_its_amount_within_its_rounding(amount, decimals):
    parsed = parse_decimal(number_text(amount, decimals), locale="nl", strict=True)
    assert abs(parsed - amount) * 2 <= Decimal(1).scaleb(-decimals)


@given(AMOUNTS, st.sampled_from([5, 10, 100, 1000, 10_000]))
def test_rounding_to_a_step_gives_the_nearest_multiple(amount, step):
    result = rounded_to(amount, Decimal(step))
    assert result % step == 0
    assert abs(result - amount) * 2 <= step


def test_only_percentages_carry_a_sign_of_their_own():
    assert quantity_text(Decimal("2.4"), "procent", 1) == "2,4%"
    assert quantity_text(Decimal("0.1"), "procentpunt", 1) == "0,1 procentpunt"
    assert quantity_text(Decimal(12), "personen") == "12"


@pytest.mark.parametrize(
    ("change", "noun", "participle"),
    [
        ("-25", "daling van 25%", "gedaald"),
        ("4", "stijging van 4%", "gestegen"),
        ("0", "gelijk gebleven", "gelijk gebleven"),
        ("0.4", "nagenoeg gelijk gebleven", "nagenoeg gelijk gebleven"),
        ("-0.5", "daling van 1%", "gedaald"),
    ],
)
def test_changes_are_put_in_words(change, noun, participle):
    assert change_text(Decimal(change), "procent", 0) == noun
    assert direction_text(Decimal(change), 0) == participle


def test_an_enumeration_is_dutch():
    assert list_text(["Syrië", "Eritrea", "Turkije"]) == "Syrië, Eritrea en Turkije"
    assert list_text(["Syrië"]) == "Syrië"
