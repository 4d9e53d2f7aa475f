"""What is laid side by side: what is refused, and what a drafter is warned of."""

from decimal import Decimal

import pytest

from report_builder.model.figure import FigureSpec
from report_builder.model.period import Period
from report_builder.model.trace import OperationKind
from report_builder.model.units import measure, scaled
from report_builder.problems import Fault
from report_builder.values.comparability import Term, check_terms, months_of
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import table_content
from report_builder.values.filters import FILTERS
from report_builder.values.operations import Amount
from report_builder.values.tiles import dashboard_content
from tests.conftest import asker, warner
from tests.projects import project_of

ROWS = {
    "a.x": [(2023, 90), (2024, 100), (2025, 110)],
    "a.y": [(2023, 45), (2024, 50), (2025, 60)],
    "a.breuk": [(2022, 80), (2023, 90), (2024, 100), (2025, 110, "B")],
    "a.eerder": [(2021, 70), (2022, 80), (2023, 90, "B"), (2024, 100), (2025, 110)],
    "a.maand": [("2024-12", 8), ("2025-06", 9, "B"), ("2025-12", 12)],
    "a.half": [("2024-S2", 40), ("2025-S1", 50), ("2025-S2", 60)],
    "a.stand": [("2024-12-31", 900), ("2026-01-01", 1000, "B")],
    "a.aanvragen": [(2024, 20), (2025, 30)],
    "a.bevolking": [(2024, 17), (2025, 18)],
    "a.deel": [(2024, "2.4"), (2025, "2.6")],
    "a.saldo": [(2024, 10), (2025, -30)],
    "a.promille": [(2024, 4), (2025, 5)],
    "a.land": [
        (2024, "Syrië", 5),
        (2024, "Turkije", 4),
        (2025, "Syrië", 6, "B"),
        (2025, "Turkije", 7),
    ],
}
SETTINGS = {
    "a.maand": {"frequency": "M"},
    "a.half": {"frequency": "S"},
    "a.stand": {"frequency": "D"},
    "a.aanvragen": {"unit": "aanvragen"},
    "a.bevolking": {"unit": "miljoen personen", "decimals": 1},
    "a.deel": {"unit": "procent"},
    "a.saldo": {"minimum": Decimal(-100)},
    "a.promille": {"unit": "promille"},
    "a.land": {"dimensions": ("land",)},
}
PROJECT = project_of(ROWS, SETTINGS)
warned = warner(PROJECT)
ask = asker(PROJECT)


OVER_A_BREAK = {
    "verandering": "a.breuk|verandering",
    "richting": "a.breuk|richting",
    "richtingen": "a.land(land='Syrië')|richtingen(a.land(land='Turkije'))",
    "veranderd": "a.breuk|veranderd",
    "procentueel": "a.breuk|procentueel(teken=True)",
    "verschil": "a.breuk|verschil",
    "afgerond": "(a.breuk - a.breuk.vorig)|afgerond(5)",
    "benaderd": "(a.breuk / a.breuk.vorig)|benaderd(1)",
    "aandeel": "a.breuk|aandeel(van=a.breuk[2022])",
    "in_woorden": "a.breuk|aandeel(van=a.breuk[2024])|in_woorden",
    "een_op": "a.breuk[2024]|aandeel(van=a.breuk)|een_op",
    "hoofdletter": "a.breuk|verandering|hoofdletter",
    "op_rij": "a.eerder|op_rij",
    "jaren_op_rij": "a.eerder|jaren_op_rij",
    "jaren_uiterste": "a.eerder|jaren_uiterste",
    "rang": "a.land(land='Syrië')|rang",
}
"""A use of every filter that looks over a break."""
NAMES_IT_ITSELF = {
    "uiterste": ("a.eerder|uiterste", "sinds de breuk in de reeks in 2023"),
}
HAS_NO_TIME = {"opsomming", "per_duizend"}


def test_every_filter_that_looks_over_a_break_is_known_to_these_tests():
    assert {*OVER_A_BREAK, *NAMES_IT_ITSELF, *HAS_NO_TIME} == set(FILTERS)


@pytest.mark.parametrize("expression", OVER_A_BREAK.values(), ids=OVER_A_BREAK)
def test_a_filter_over_a_break_names_it(expression):
    assert any("breuk" in message for message in warned(expression)), expression


@pytest.mark.parametrize(("expression", "text"), NAMES_IT_ITSELF.values(), ids=NAMES_IT_ITSELF)
def test_a_word_that_names_the_break_itself_is_no_warning(expression, text):
    assert text in ask(expression).text
    assert warned(expression) == []


@pytest.mark.parametrize(
    "template",
    [
        "{% if a.breuk > a.breuk.vorig %}meer{% endif %}",
        "{% if a.breuk|richting == 'gestegen' %}meer{% endif %}",
        "{% if a.eerder|jaren_op_rij >= 2 %}meer{% endif %}",
        "{% if a.x > 0 and a.breuk > a.breuk[2023] %}meer{% endif %}",
        "{% if not a.breuk > a.breuk.vorig %}minder{% endif %}",
        "{{ 'meer' if a.breuk > a.breuk.vorig else 'minder' }}",
        "{% set woord = a.breuk|richting %}{{ woord }}",
        "{{ a.breuk - a.breuk.vorig }}",
        "{{ a.breuk[2023] + a.breuk[2024] + a.breuk[2025] }}",
        "{{ a.maand|verandering }}",
        "{{ a.stand|verandering }}",
        "{{ a.breuk|verschil(a.x[2024]) }}",
        "{{ (a.x / a.breuk)|verandering }}",
    ],
)
def test_a_comparison_over_a_break_names_it_wherever_it_is_written(template):
    (message,) = [one for one in warned(template) if "breuk" in one]
    assert message.startswith("a.") or "breuk in de reeks in 2023" in message


@pytest.mark.parametrize(
    "expression",
    [
        "a.breuk",
        "a.breuk.vorig|verandering",
        "a.eerder|verandering",
        "a.eerder|op_rij(vanaf=2023)",
        "a.breuk|aandeel(van=a.x)",
        "a.x - a.breuk",
        "a.maand['2024-12']",
    ],
)
def test_on_one_side_of_a_break_there_is_nothing_to_warn_of(expression):
    assert warned(expression) == []


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("a.x + a.aanvragen", "verschillende eenheden: personen en aanvragen"),
        ("a.x - a.aanvragen", "verschillende eenheden"),
        ("a.x|aandeel(van=a.aanvragen)", "verschillende eenheden"),
        ("a.x|verschil(a.aanvragen)", "verschillende eenheden"),
        ("{% if a.x > a.aanvragen %}meer{% endif %}", "verschillende eenheden"),
        ("a.x|verandering(a.y[2024])", "geen verandering van één reeks: a.x en a.y"),
        ("a.x|richting(a.y)", "geen verandering van één reeks"),
        ("a.x|procentueel(ten_opzichte_van=a.y)", "geen verandering van één reeks"),
        ("a.land(land='Syrië')[2024]|verandering(a.land(land='Turkije')[2024])", "land=Turkije"),
        ("a.half|aandeel(van=a.x)", "verschillende tijd: 6 en 12 maanden"),
        ("a.half / a.x", "verschillende tijd"),
        ("a.half + a.x", "verschillende tijd"),
        ("{% if a.half > a.x %}meer{% endif %}", "verschillende tijd"),
    ],
)
def test_what_should_not_be_compared_without_a_word_is_a_warning(expression, told):
    (message,) = warned(expression)
    assert told in message


@pytest.mark.parametrize(
    "expression",
    [
        "a.x|aandeel(van=a.aanvragen, andere_eenheid=True)",
        "a.x / a.aanvragen",
        "a.x|aandeel(van=a.bevolking * 1000000)",
        "a.x / 1000000 + a.bevolking",
        "a.x|verschil(a.y)",
        "(a.half + a.half['2025-S1'])|aandeel(van=a.x)",
        "a.x[2023] + a.x[2024] + a.x[2025]",
        "a.x|aandeel(van=a.stand)",
        "(a.x / a.y)|verandering",
        "a.x * a.deel / 100",
        "a.deel|aandeel(van=a.deel[2024])",
    ],
)
def test_what_may_be_compared_is_no_warning(expression):
    assert warned(expression) == []


@pytest.mark.parametrize(
    ("expression", "message", "hint"),
    [
        (
            "a.x|aandeel(van=a.bevolking)",
            "personen en miljoen personen hebben een andere",
            "1000000",
        ),
        ("a.x + a.bevolking", "andere schaal", "1000000"),
        ("a.bevolking - a.x", "andere schaal", "vermenigvuldig"),
        ("a.x|verschil(a.bevolking)", "andere schaal", "vermenigvuldig"),
        ("a.x|verandering(a.bevolking[2024])", "andere schaal", "vermenigvuldig"),
        ("a.deel|verschil(a.promille)", "andere schaal", "vermenigvuldig"),
        ("a.x|aandeel(van=a.deel)", "een percentage en een aantal", "gelijke eenheden"),
        ("a.x|verandering(a.deel)", "een percentage en een aantal", "gelijke eenheden"),
        ("a.x - a.promille", "een percentage en een aantal", "gelijke eenheden"),
        ("a.saldo|verandering", "van boven nul naar eronder", "verschil"),
        ("a.saldo|veranderd", "van boven nul naar eronder", "verschil"),
        ("a.saldo|procentueel(teken=True)", "van boven nul naar eronder", "verschil"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_way_out(expression, message, hint):
    with pytest.raises(AssertionError, match=message):
        ask(expression)
    with pytest.raises(AssertionError, match=message):
        ask("'ja' if (" + expression + ") != 3 else 'nee'")


def test_a_change_whose_sign_turns_has_a_size_and_a_direction():
    assert ask("a.saldo|verschil").text == "40"
    assert ask("a.saldo|richting").text == "gedaald"


HAS_ITS_OWN_UNIT = {
    OperationKind.MULTIPLICATION,
    OperationKind.RATE,
    OperationKind.DIRECTIONS,
}


def test_every_operation_refuses_what_has_another_scale_unless_it_has_a_unit_of_its_own():
    people, millions = Amount(Decimal(3), "personen"), Amount(Decimal(2), "miljoen personen")
    exempt = {*HAS_ITS_OWN_UNIT, OperationKind.DIVISION}
    for kind in set(OperationKind) - exempt:
        with pytest.raises(Fault, match="andere schaal"):
            check_terms(kind, [Term(people), Term(millions)])
    (told,) = check_terms(OperationKind.DIVISION, [Term(people), Term(millions)])
    assert "andere schaal" in told.message


def test_every_operation_tells_of_flows_of_different_length():
    year, half = (months_of(Period.parse(text)) for text in ("2025", "2025-S2"))
    amount = Amount(Decimal(3), "personen")
    for kind in set(OperationKind) - HAS_ITS_OWN_UNIT:
        told = check_terms(kind, [Term(amount, half), Term(amount, year)])
        assert [fault.code for fault in told] == ["looptijd"], kind


@pytest.mark.parametrize(
    ("unit", "base", "scale", "is_part"),
    [
        ("per duizend inwoners", "per inwoners", Decimal("0.001"), True),
        ("per 1.000 inwoners", "per inwoners", Decimal("0.001"), True),
        ("personen", "personen", 1, False),
        ("miljoen personen", "personen", 10**6, False),
        ("mln. euro", "euro", 10**6, False),
        ("duizend woningen", "woningen", 1000, False),
        ("personen (x 1.000)", "personen", 1000, False),
        ("personen × 1000", "personen", 1000, False),
        ("procent", "deel", Decimal("0.01"), True),
        ("promille", "deel", Decimal("0.001"), True),
        ("per 100.000 inwoners", "per inwoners", Decimal("0.00001"), True),
    ],
)
def test_a_unit_has_a_base_and_a_scale(unit, base, scale, is_part):
    mine = measure(unit)
    assert (mine.base, mine.scale, mine.is_part) == (base, scale, is_part)


@pytest.mark.parametrize(
    ("unit", "factor", "other"),
    [
        ("miljoen personen", "1000000", "personen"),
        ("personen", "0.000001", "miljoen personen"),
        ("personen", "0.001", "duizend personen"),
        ("miljoen euro", "1000", "duizend euro"),
        ("personen", "100", "personen"),
        ("personen", "-1", "personen"),
        ("procent", "0.001", "procent"),
    ],
)
def test_an_amount_written_in_another_scale_has_another_unit(unit, factor, other):
    assert scaled(unit, Decimal(factor)) == other


def test_a_table_marks_a_change_over_a_break_and_its_note_explains_the_mark():
    table = table_content(spec_of("table", "a.breuk", since=2025, change=True), Dataset(PROJECT))
    assert [cell_text(cell) for cell in table.rows[0]] == ["a.breuk", "110|", "+10%|"]
    assert "| = reeksbreuk" in table.source
    fine = table_content(spec_of("table", "a.eerder", since=2024, change=True), Dataset(PROJECT))
    assert [cell_text(cell) for cell in fine.rows[0]] == ["a.eerder", "100", "110", "+10%"]
    assert "reeksbreuk" not in fine.source


def test_a_table_within_the_year_explains_the_mark_of_a_break_that_it_does_not_show():
    table = table_content(
        spec_of("table", "a.maand", since="2025-12", change=True), Dataset(PROJECT)
    )
    assert [cell_text(cell) for cell in table.rows[0]] == ["a.maand", "12", "+50%|"]
    assert "| = reeksbreuk" in table.source


def test_a_tile_marks_a_change_over_a_break_and_its_picture_names_it():
    content = dashboard_content(spec_of("dashboard", "a.breuk"), Dataset(PROJECT))
    assert content.tiles[0].change_sign == "|"
    assert content.tiles[0].trend.alt.endswith("Reeksbreuk: 2025.")
    assert "| = reeksbreuk" in content.source


def spec_of(kind, *indicators, since=None, **settings):
    begin = {} if since is None else {"from": since}
    return FigureSpec(
        id="a/f", kind=kind, title="Titel", indicators=indicators, **begin, **settings
    )


def cell_text(cell):
    return (cell.value.text if cell.value else "") + cell.text
