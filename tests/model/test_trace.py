"""What a trace says of itself, and what of that can be read back."""

import pytest

from report_builder.model.catalogue import TOTAL
from report_builder.model.period import Period
from report_builder.model.trace import Observed, Operation, OperationKind, parse_observed


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("waarde", OperationKind.VALUE),
        ("periode(#1)", OperationKind.PERIOD),
        ("verandering(#1, #2)", OperationKind.CHANGE),
        ("procentueel met teken(#1, #2)", OperationKind.SIGNED_PERCENTAGE),
        ("jaren op rij(#1, #2, #3)", OperationKind.STREAK),
        ("rangschikking(#1, #2)", OperationKind.RANKING),
        ("plaatsen gestegen(plaats(#1, #2), plaats(#3, #4))", OperationKind.PLACES_RISEN),
        ("verandering(aandeel(#1, #2), aandeel(#3, #4))", OperationKind.CHANGE),
        ("verandering(#1 + #2, #3 + #4)", OperationKind.CHANGE),
        ("aandeel(#1, (#2 + #3) / 2)", OperationKind.SHARE),
        ("(#1 - #2) / 2", OperationKind.DIVISION),
        ("verschil(#1, #2) / verschil(#3, #4)", OperationKind.DIVISION),
        ("#1 + -5", OperationKind.ADDITION),
        ("#1 * (#2 - #3)", OperationKind.MULTIPLICATION),
        ("-5 - #1", OperationKind.SUBTRACTION),
        ("vast", OperationKind.FIXED),
        ("keuze", OperationKind.CHOICE),
        ("eerder gepubliceerd", OperationKind.PUBLISHED),
        ("gewogen gemiddelde(#1, #2)", OperationKind.UNKNOWN),
        ("", OperationKind.UNKNOWN),
    ],
)
def test_a_formula_tells_its_last_step(formula, kind):
    assert Operation.parse(formula) == Operation(kind, formula)


@pytest.mark.parametrize("kind", [kind for kind in OperationKind if kind != "onbekend"])
def test_every_kind_of_operation_is_read_back_from_what_it_writes(kind):
    for operation in (Operation.plain(kind), Operation.applied(kind, ["#1", "(#2 / 3)"])):
        if not (kind.is_arithmetic and operation == Operation.plain(kind)):
            assert Operation.parse(operation.formula) == operation


def test_people_hear_the_name_of_an_operation_and_of_arithmetic_that_it_is_a_calculation():
    kinds = (OperationKind.CHANGE, OperationKind.STREAK, OperationKind.DIVISION)
    assert [kind.noun for kind in kinds] == ["verandering", "jaren op rij", "berekening"]
    assert Operation.parse("van later(#1)").kind.noun == "berekening"


def test_the_observations_of_a_register_are_read_back_by_name():
    syria = Observed("asiel.aanvragen", "land=Syrië; met [haken]", Period.parse("2024-12-31"))
    total = Observed("asiel.aanvragen", TOTAL, Period.parse("2025-Q3"))
    assert str(syria) == "asiel.aanvragen[land=Syrië; met [haken]]@2024-12-31"
    assert parse_observed(f"{syria};{total}") == (syria, total)
    assert parse_observed("") == ()


def test_the_part_of_an_observation_is_empty_for_the_indicator_itself():
    period = Period.parse("2025")
    assert Observed("a.b", TOTAL, period).part == ""
    assert Observed("a.b", "land=Syrië", period).part == "land=Syrië"
    assert Observed("a.b", "land=Syrië", period).thing == ("a.b", "land=Syrië")


@pytest.mark.parametrize(
    "text", ["iets", "a.b[TOTAL]", "a.b[TOTAL]@2025 en meer", "a.b[TOTAL]@2025-13", "A.b[x]@2025"]
)
def test_what_names_no_observation_is_refused(text):
    with pytest.raises(ValueError, match="no (observations|period)"):
        parse_observed(text)
