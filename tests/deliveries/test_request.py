"""The form for who delivers: what it asks, and that it comes back without a profile."""

from datetime import date

import pytest
from openpyxl import load_workbook


@pytest.fixture
def form(chain):
    """Asks for the form of the IND; returns where it is."""

    def form(*arguments):
        assert chain.folder.run("request", "--owner", "IND", *arguments) == 0
        return chain.folder.root / "output/2026/levering-IND-2025.xlsx"

    return form


def asked(path):
    """The figures that a form asks for, without its spare rows."""
    rows = load_workbook(path)["Cijfers"].iter_rows(min_row=2, values_only=True)
    return [row for row in rows if row[0]]


def test_the_form_asks_for_every_period_that_is_expected_and_not_there(chain, form):
    chain.folder.indicator("asiel.actueel", [(2025, 1)], source="IND")
    chain.folder.indicator("asiel.loopt_achter", [(2023, 1)], source="IND", lag=1)
    rows = [(row[0], row[3], row[4]) for row in asked(form())]
    assert rows[:2] == [("asiel.aandeel", "2025", ""), ("asiel.instroom", "2025", "")]
    assert [row for row in rows if row[0] == "asiel.land"] == [
        ("asiel.land", "2025", part) for part in ("totaal", "Syrië", "Eritrea", "Overig")
    ]
    assert [row for row in rows if row[0] == "asiel.loopt_achter"] == [
        ("asiel.loopt_achter", "2024", "")
    ]
    assert [row[1] for row in rows if row[0] == "asiel.maand"] == [
        f"2025-{month:02}" for month in range(1, 13)
    ]
    assert not [row for row in rows if row[0] in ("asiel.actueel", "migratie.anders")]


def test_the_form_tells_what_is_meant_what_is_known_and_by_when(chain, form):
    chain.folder.indicator(
        "asiel.instroom",
        [(2024, 1100)],
        source="IND",
        title="Instroom",
        definition="Telt wie kwam.",
        expected_on=date(2026, 3, 1),
    )
    page = load_workbook(form())["Cijfers"]
    number = next(
        number for number in range(2, 50) if page.cell(number, 1).value == "asiel.instroom"
    )
    assert [page.cell(number, column).value for column in (2, 3, 6, 9)] == [
        "Instroom",
        "personen",
        "1.100 in 2024",
        "1 maart 2026",
    ]
    assert page.cell(number, 2).comment.text == "Telt wie kwam."


def test_indicators_and_statuses_are_chosen_from_a_list_and_figures_are_checked(chain, form):
    path = form()
    rules = load_workbook(path)["Cijfers"].data_validations.dataValidation
    assert any(rule.type == "list" and "P voorlopig" in rule.formula1 for rule in rules)
    assert any(rule.type == "list" and "Lijsten" in rule.formula1 for rule in rules)
    assert any(rule.type == "whole" and rule.errorStyle == "warning" for rule in rules)
    lists = load_workbook(path)["Lijsten"]
    assert [cell.value for cell in lists["A"]] == [
        "asiel.aandeel",
        "asiel.instroom",
        "asiel.land",
        "asiel.maand",
    ]


def test_a_form_that_is_filled_in_is_taken_in_without_a_profile(chain, form):
    path = form()
    book = load_workbook(path)
    page = book["Cijfers"]
    filled = {
        ("asiel.instroom", ""): (1150, "P voorlopig"),
        ("asiel.land", "Syrië"): (350, None),
        ("asiel.land", "Eritrea"): (None, "O ontbreekt"),
    }
    for number in range(2, page.max_row + 1):
        key = (page.cell(number, 1).value, page.cell(number, 5).value or "")
        if key in filled:
            page.cell(number, 7).value, page.cell(number, 8).value = filled[key]
    page.cell(page.max_row - 10, 1).value = "asiel.aandeel"
    page.cell(page.max_row - 10, 4).value = 2022
    page.cell(page.max_row - 10, 7).value = "39,5"
    book.save(chain.inbox / "terug.xlsx")
    assert chain.take(chain.inbox / "terug.xlsx") == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,P"
    assert {row for row in chain.rows("asiel.land") if row.startswith("2025")} == {
        "2025,Syrië,350,A",
        "2025,Eritrea,,O",
    }
    assert chain.rows("asiel.aandeel")[0] == "2022,39.5,A"


def test_a_form_that_comes_back_empty_delivers_nothing(chain, form, capsys):
    before = {name: data for name, data in chain.tree().items() if name.startswith("data/")}
    assert chain.take(form()) == 1
    assert "er staat geen enkel cijfer in" in capsys.readouterr().err
    assert {name: data for name, data in chain.tree().items() if name.startswith("data/")} == before


def test_a_form_for_who_delivers_nothing_is_wrong_usage(chain, capsys):
    assert chain.folder.run("request", "--owner", "INDD") == 2
    assert "van 'INDD' worden geen cijfers gevraagd; bedoelt u 'IND'?" in capsys.readouterr().err


def test_the_same_project_and_date_give_the_same_form(chain, form):
    assert form().read_bytes() == form().read_bytes()


def test_text_of_the_catalogue_is_never_a_formula(chain, form):
    chain.folder.indicator(
        "asiel.instroom", [(2024, 1)], source="IND", title="=1+1", definition="=2+2"
    )
    cells = [cell for page in load_workbook(form()) for row in page.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if cell.value == "=1+1"]


def test_a_stock_may_come_back_of_the_day_on_which_it_was_counted(chain, form):
    stock = {"frequency": "D", "source": "IND", "title": "Stand"}
    chain.folder.indicator("asiel.stand", [("2024-12-31", 900)], **stock)
    chain.folder.indicator("asiel.nieuw", [("2026-01-05", 800), ("2026-06-01", 1)], **stock)
    path = form()
    book = load_workbook(path)
    texts = [cell.value for cell in book["Toelichting"]["A"] if cell.value]
    assert any(text.startswith("Een stand mag van elke dag van 1 december") for text in texts)
    page = book["Cijfers"]
    asked_cells = {
        page.cell(number, 1).value: number
        for number in range(2, page.max_row + 1)
        if page.cell(number, 4).value == "2025-12-31"
    }
    assert set(asked_cells) == {"asiel.stand"}
    number = asked_cells["asiel.stand"]
    page.cell(number, 4).value, page.cell(number, 7).value = "2026-01-05", 950
    book.save(chain.inbox / "terug.xlsx")
    assert chain.take(chain.inbox / "terug.xlsx") == 0
    assert chain.rows("asiel.stand")[-1] == "2026-01-05,950,A"
