"""The words for shares and for the size of changes, on both sides of every limit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_builder.wording.changes import changed_text
from report_builder.wording.numbers import approached_text
from report_builder.wording.shares import SHARES, share_text


@pytest.mark.parametrize(
    ("percentage", "text"),
    [
        ("8.99", "9%"),
        ("9", "bijna een tiende"),
        ("9.5", "bijna een tiende"),
        ("9.51", "een tiende"),
        ("10.49", "een tiende"),
        ("10.5", "ruim een tiende"),
        ("11", "ruim een tiende"),
        ("11.01", "11%"),
        ("17.99", "18%"),
        ("18", "bijna een vijfde"),
        ("20", "een vijfde"),
        ("22", "ruim een vijfde"),
        ("22.01", "bijna een kwart"),
        ("24.5", "bijna een kwart"),
        ("24.51", "een kwart"),
        ("25.5", "ruim een kwart"),
        ("28", "ruim een kwart"),
        ("28.01", "28%"),
        ("30.33", "30%"),
        ("30.34", "bijna een derde"),
        ("33", "een derde"),
        ("36.33", "ruim een derde"),
        ("36.34", "36%"),
        ("37.99", "38%"),
        ("38", "bijna twee vijfde"),
        ("42", "ruim twee vijfde"),
        ("42.01", "42%"),
        ("45.99", "46%"),
        ("46", "bijna de helft"),
        ("49.5", "bijna de helft"),
        ("49.51", "de helft"),
        ("50.5", "ruim de helft"),
        ("54", "ruim de helft"),
        ("54.01", "54%"),
        ("57.99", "58%"),
        ("58", "bijna drie vijfde"),
        ("62", "ruim drie vijfde"),
        ("63.66", "64%"),
        ("63.67", "bijna twee derde"),
        ("69.66", "ruim twee derde"),
        ("69.67", "70%"),
        ("71.99", "72%"),
        ("72", "bijna driekwart"),
        ("78", "bijna vier vijfde"),
        ("77.5", "ruim driekwart"),
        ("82", "ruim vier vijfde"),
        ("82.01", "82%"),
        ("88", "bijna negen tiende"),
        ("92", "ruim negen tiende"),
        ("92.01", "92%"),
        ("99.49", "99%"),
        ("99.5", "bijna 100%"),
        ("100", "100%"),
        ("131.4", "131%"),
        ("0", "0%"),
        ("0.49", "minder dan 1%"),
        ("0.5", "1%"),
        ("-12", "-12%"),
    ],
)
def test_a_share_is_called_by_what_it_is_near_to(percentage, text):
    assert share_text(Decimal(percentage)) == text


@pytest.mark.parametrize(
    ("percentage", "text"),
    [("26", "ruim een op de vier"), ("33.3", "een op de drie"), ("29", "29%")],
)
def test_a_share_of_people_is_counted_in_people(percentage, text):
    assert share_text(Decimal(percentage), as_people=True) == text


@given(st.decimals(0, 100, places=2))
def test_nearly_and_over_are_always_on_the_right_side(percentage):
    words = share_text(percentage)
    size = next((share.size for share in SHARES if words.endswith(share.fraction)), None)
    if size is not None and words.startswith("ruim "):
        assert percentage > size
    elif size is not None and words.startswith("bijna "):
        assert percentage < size
    elif size is not None:
        assert abs(percentage - Decimal(size.numerator) / size.denominator) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("0", "gelijk gebleven"),
        ("0.49", "nagenoeg gelijk gebleven"),
        ("-0.49", "nagenoeg gelijk gebleven"),
        ("0.5", "met 1% gestegen"),
        ("-0.5", "met 1% gedaald"),
        ("4.2", "met 4% gestegen"),
        ("-24.9", "met een kwart gedaald"),
        ("26", "met ruim een kwart gestegen"),
        ("50", "met de helft gestegen"),
        ("-44.99", "met 45% gedaald"),
        ("-45", "bijna gehalveerd"),
        ("-49.75", "bijna gehalveerd"),
        ("-49.76", "gehalveerd"),
        ("-50.24", "gehalveerd"),
        ("-50.25", "meer dan gehalveerd"),
        ("-60", "meer dan gehalveerd"),
        ("-60.01", "met drie vijfde gedaald"),
        ("-75", "met driekwart gedaald"),
        ("-100", "tot nul gedaald"),
        ("89.9", "met negen tiende gestegen"),
        ("90", "bijna verdubbeld"),
        ("99", "bijna verdubbeld"),
        ("99.01", "verdubbeld"),
        ("100.99", "verdubbeld"),
        ("101", "meer dan verdubbeld"),
        ("184.99", "meer dan verdubbeld"),
        ("185", "bijna verdrievoudigd"),
        ("200", "verdrievoudigd"),
        ("279.99", "meer dan verdrievoudigd"),
        ("280", "bijna verviervoudigd"),
        ("375", "bijna vervijfvoudigd"),
        ("849.99", "meer dan vervijfvoudigd"),
        ("850", "bijna vertienvoudigd"),
        ("4000", "meer dan vertienvoudigd"),
    ],
)
def test_a_change_tells_its_size(change, text):
    assert changed_text(Decimal(change), "procent", 0) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [("0.1", "met 0,1 procentpunt gestegen"), ("-0.04", "nagenoeg gelijk gebleven")],
)
def test_a_change_between_percentages_is_told_in_points(change, text):
    assert changed_text(Decimal(change), "procentpunt", 1) == text


@pytest.mark.parametrize(
    ("amount", "step", "text"),
    [
        ("313999", 1000, "bijna 314.000"),
        ("314000", 1000, "314.000"),
        ("314001", 1000, "ruim 314.000"),
        ("314499", 1000, "ruim 314.000"),
        ("314500", 1000, "bijna 315.000"),
        ("-19100", 1000, "ruim -19.000"),
        ("-18900", 1000, "bijna -19.000"),
    ],
)
def test_a_rounded_number_tells_its_side(amount, step, text):
    assert approached_text(Decimal(amount), Decimal(step), 0) == text


@given(st.integers(1, 10**7), st.sampled_from([10, 25, 100, 1000]))
def test_a_rounded_number_is_never_on_the_wrong_side(amount, step):
    words = approached_text(Decimal(amount), Decimal(step), 0)
    shown = int(words.split()[-1].replace(".", ""))
    side = {"ruim": amount > shown, "bijna": amount < shown}.get(words.split()[0], amount == shown)
    assert side
    assert abs(amount - shown) * 2 <= step
