"""What comes out of an operation: the number, its unit, and how many decimals it is printed with."""

from decimal import Decimal

import pytest

from report_builder.model.trace import OperationKind as Kind
from report_builder.problems import Fault
from report_builder.values.operations import (
    Amount,
    calculate,
    highest_count,
    lowest_count,
    step_sign,
    streak_count,
)


def amount(text):
    """An amount such as `12 personen` or `2.4 procent`; without a unit it is a number typed in a formula."""
    number, _, unit = text.partition(" ")
    value = Decimal(number)
    if not unit:
        return Amount(value, is_plain=True)
    return Amount(value, unit, -min(0, value.as_tuple().exponent))


def written(outcome):
    decimals = f" /{outcome.decimals}" if outcome.decimals else ""
    plain = " getypt" if outcome.is_plain else ""
    return f"{outcome.value.normalize():f} {outcome.unit}".strip() + decimals + plain


@pytest.mark.parametrize(
    ("kind", "operands", "outcome"),
    [
        (Kind.ADDITION, ("3 personen", "4 personen"), "7 personen"),
        (Kind.ADDITION, ("3", "4 personen"), "7 personen"),
        (Kind.ADDITION, ("3 personen", "4"), "7 personen"),
        (Kind.ADDITION, ("3 personen", "4.5 personen"), "7.5 personen /1"),
        (Kind.ADDITION, ("3.25 personen", "4.5 personen"), "7.75 personen /2"),
        (Kind.SUBTRACTION, ("3 personen", "4 personen"), "-1 personen"),
        (Kind.SUBTRACTION, ("7 personen", "4"), "3 personen"),
        (Kind.SUBTRACTION, ("100", "4 personen"), "96 personen"),
        (Kind.SUBTRACTION, ("2.4 procent", "2.1 procent"), "0.3 procentpunt /1"),
        (Kind.SUBTRACTION, ("2.45 procent", "2.1 procent"), "0.35 procentpunt /2"),
        (Kind.SUBTRACTION, ("2.4 procent", "1 procentpunt"), "1.4 procent /1"),
        (Kind.MULTIPLICATION, ("3 personen", "4"), "12 personen"),
        (Kind.MULTIPLICATION, ("4", "3 personen"), "12 personen"),
        (Kind.MULTIPLICATION, ("4", "1.5 personen"), "6 personen /1"),
        (Kind.MULTIPLICATION, ("3", "4"), "12 getypt"),
        (Kind.MULTIPLICATION, ("3 personen", "4 woningen"), "12"),
        (Kind.DIVISION, ("12 personen", "4"), "3 personen"),
        (Kind.DIVISION, ("12 personen", "4 woningen"), "3 /1"),
        (Kind.DIVISION, ("12", "4 woningen"), "3 /1"),
        (Kind.SHARE, ("1 personen", "4 personen"), "25 procent"),
        (Kind.SHARE, ("1 personen", "1 personen"), "100 procent"),
        (Kind.DIFFERENCE, ("3 personen", "4 personen"), "1 personen"),
        (Kind.DIFFERENCE, ("4 personen", "3 personen"), "1 personen"),
        (Kind.CHANGE, ("5 personen", "4 personen"), "25 procent"),
        (Kind.CHANGE, ("3 personen", "4 personen"), "-25 procent"),
        (Kind.CHANGE, ("0 personen", "0 personen"), "0 procent"),
        (Kind.CHANGE, ("2.4 procent", "2.1 procent"), "0.3 procentpunt /1"),
        (Kind.CHANGE, ("2.4 procent", "0 procent"), "2.4 procentpunt /1"),
        (Kind.PERCENTAGE, ("3 personen", "4 personen"), "25 procent"),
        (Kind.PERCENTAGE, ("2.1 procent", "2.4 procent"), "0.3 procentpunt /1"),
        (Kind.SIGNED_PERCENTAGE, ("3 personen", "4 personen"), "-25 procent"),
        (Kind.DIRECTION, ("3 personen", "4 personen"), "-25 procent"),
        (Kind.DIRECTION, ("3 personen", "0 personen"), "3 personen"),
        (Kind.DIRECTION, ("-1 personen", "-3 personen"), "2 personen"),
        (Kind.DIRECTION, ("-30 personen", "10 personen"), "-40 personen"),
        (Kind.CHANGE, ("1.5 procent", "-0.5 procent"), "2 procentpunt /1"),
        (Kind.CHANGE, ("0.5 procentpunt", "-0.5 procentpunt"), "1 procentpunt /1"),
        (Kind.COMPARISON, ("3 personen", "4 personen"), "-1 personen"),
        (Kind.PLACE, ("5 personen", "5 personen", "9 personen"), "2"),
        (Kind.PLACE, ("9 personen", "5 personen", "9 personen"), "1"),
        (Kind.PLACE, ("1 personen", "5 personen", "9 personen"), "3"),
        (Kind.PLACES_RISEN, ("1", "3"), "2"),
        (Kind.PLACES_RISEN, ("4", "3"), "-1"),
        (Kind.STREAK, ("5 personen", "6 personen", "7 personen", "7 personen"), "2"),
        (Kind.EXTREME, ("5 personen", "4 personen", "3 personen", "9 personen"), "2"),
        (Kind.EXTREME, ("5 personen", "6 personen", "7 personen", "5 personen"), "2"),
    ],
)
def test_an_operation_has_this_outcome(kind, operands, outcome):
    assert written(calculate(kind, [amount(text) for text in operands])) == outcome


@pytest.mark.parametrize(
    ("kind", "operands", "message", "hint"),
    [
        (Kind.DIVISION, ("3 personen", "0 personen"), "delen door nul", "{% if %}"),
        (Kind.DIVISION, ("3 personen", "0"), "delen door nul", "{% if %}"),
        (Kind.SHARE, ("3 personen", "0 personen"), "aandeel van nul", ""),
        (Kind.CHANGE, ("3 personen", "0 personen"), "nul heeft geen percentage", "verschil"),
        (Kind.CHANGE, ("3 personen", "-1 personen"), "negatief getal heeft geen", "richting"),
        (Kind.PERCENTAGE, ("3 personen", "-1 personen"), "negatief getal", "verschil"),
        (Kind.CHANGE, ("-30 personen", "10 personen"), "van boven nul naar eronder", "verschil"),
        (Kind.PERCENTAGE, ("-1 personen", "1 personen"), "van boven nul naar eronder", "verschil"),
        (Kind.SIGNED_PERCENTAGE, ("-1 euro", "1 euro"), "van boven nul naar eronder", "verschil"),
    ],
)
def test_what_has_no_outcome_is_refused_with_a_way_out(kind, operands, message, hint):
    with pytest.raises(Fault) as raised:
        calculate(kind, [amount(text) for text in operands])
    assert message in raised.value.message
    assert hint in raised.value.hint


@pytest.mark.parametrize(
    ("new", "old", "sign"),
    [
        ("1001 personen", "1000 personen", 0),
        ("1005 personen", "1000 personen", 1),
        ("995 personen", "1000 personen", -1),
        ("996 personen", "1000 personen", 0),
        ("3 personen", "0 personen", 1),
        ("-3 personen", "0 personen", -1),
        ("2.4 procent", "2.4 procent", 0),
        ("2.3 procent", "2.4 procent", -1),
    ],
)
def test_a_step_that_prints_as_nothing_has_no_direction(new, old, sign):
    assert step_sign(amount(new), amount(old)) == sign


@pytest.mark.parametrize(
    ("years", "streak", "highest", "lowest"),
    [
        ("5", 0, 0, 0),
        ("5 5", 0, 0, 0),
        ("5 4", 1, 1, 0),
        ("4 5", 1, 0, 1),
        ("5 4 4", 1, 2, 0),
        ("5 4 3 3", 2, 3, 0),
        ("5 6 7 6", 2, 0, 3),
        ("5 4 5 3", 1, 1, 0),
        ("5 6 5 9", 1, 0, 1),
    ],
)
def test_years_are_counted_back_to_the_first_that_breaks_the_rule(years, streak, highest, lowest):
    amounts = [amount(f"{number}000 personen") for number in years.split()]
    counts = streak_count(amounts), highest_count(amounts), lowest_count(amounts)
    assert counts == (streak, highest, lowest)
