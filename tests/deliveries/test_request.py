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


PRINTED, OTHERS = "Cijfers", "Overige cijfers"


def asked(path, *sheets):
    """The figures that a form asks for on these sheets or on both, without its spare rows."""
    book = load_workbook(path)
    rows = [row for name in sheets or (PRINTED, OTHERS) for row in book[name].values]
    return [row for row in rows if row[0] not in ("Indicator", None)]


def numbered_rows(book):
    """The rows of both sheets of a form, each as its page and its number."""
    return [
        (page, number)
        for page in (book[PRINTED], book[OTHERS])
        for number in range(2, page.max_row + 1)
    ]


def test_the_form_asks_for_every_period_that_is_expected_and_not_there(chain, form):
    chain.folder.indicator("asiel.actueel", [(2025, 1)], source="IND")
    chain.folder.indicator("asiel.loopt_achter", [(2023, 1)], source="IND", lag=1)
    rows = [(row[0], row[3], row[4]) for row in asked(form())]
    assert rows[:2] == [("asiel.instroom", "2025", ""), ("asiel.aandeel", "2025", "")]
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
    assert [page.cell(number, column).value for column in (2, 3, 6, 9, 10)] == [
        "Instroom",
        "personen",
        "1.100 in 2024",
        "1 maart 2026",
        "H1",
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
    filled = {
        ("asiel.instroom", ""): (1150, "P voorlopig"),
        ("asiel.land", "Syrië"): (350, None),
        ("asiel.land", "Eritrea"): (None, "O ontbreekt"),
    }
    for page, number in numbered_rows(book):
        key = (page.cell(number, 1).value, page.cell(number, 5).value or "")
        if key in filled:
            page.cell(number, 7).value, page.cell(number, 8).value = filled[key]
    page = book[PRINTED]
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
    asked_cells = {
        page.cell(number, 1).value: (page, number)
        for page, number in numbered_rows(book)
        if page.cell(number, 4).value == "2025-12-31"
    }
    assert set(asked_cells) == {"asiel.stand"}
    page, number = asked_cells["asiel.stand"]
    page.cell(number, 4).value, page.cell(number, 7).value = "2026-01-05", 950
    book.save(chain.inbox / "terug.xlsx")
    assert chain.take(chain.inbox / "terug.xlsx") == 0
    assert chain.rows("asiel.stand")[-1] == "2026-01-05,950,A"


def test_what_is_printed_and_late_comes_first_then_what_is_printed_then_the_rest(chain, form):
    own = {"source": "IND"}
    chain.folder.indicator("asiel.aanvaard", [(2024, 1)], title="Aanvaard", **own)
    chain.folder.indicator(
        "asiel.zeker", [(2024, 1)], title="Zeker", expected_on=date(2026, 7, 1), **own
    )
    accepted = '[[accepted_stale]]\nindicator = "asiel.aanvaard"\nreason = "Zo."\ndecided_on = 2026-06-01\n'
    chain.folder.edition(accepted)
    chain.folder.document(
        "h1",
        "# Kop",
        "Er waren {{ asiel.instroom }}, {{ asiel.aanvaard }} en {{ asiel.zeker }}.",
        "Uit Eritrea kwamen er {{ asiel.land(nationaliteit='Eritrea') }}.",
    )
    chain.folder.document("h2", "# Kop", "Er waren {{ asiel.instroom }}.")
    path = form()
    assert [(row[0], row[4], row[9]) for row in asked(path, PRINTED)] == [
        ("asiel.zeker", "", "H1"),
        ("asiel.instroom", "", "H1, H2"),
        ("asiel.land", "Eritrea", "H1"),
        ("asiel.land", "totaal", "H1"),
        ("asiel.land", "Syrië", "H1"),
        ("asiel.land", "Overig", "H1"),
        ("asiel.aanvaard", "", "H1 (niet dringend)"),
    ]
    assert {row[0] for row in asked(path, OTHERS)} == {"asiel.aandeel", "asiel.maand"}
    assert not any(row[9] for row in asked(path, OTHERS))


def test_a_printed_part_is_asked_for_however_long_it_lags_behind(chain, form):
    parts = [
        *((year, name, 5) for year in (2023, 2024, 2025) for name in ("TOTAL", "Aa")),
        *((2019, name, 5) for name in ("Oud", "Dicht", "Niet gedrukt")),
        (2019, "Klein", 5),
        *((year, "Klein", "", "Q") for year in range(2020, 2026)),
        (2022, "Half", 5),
        (2023, "Half", "", "M"),
    ]
    chain.folder.indicator(
        "asiel.deel",
        parts,
        source="IND",
        dimensions=["soort"],
        title="D",
        ended={"soort=Dicht": "2019"},
    )
    names = ("Aa", "Oud", "Dicht", "Klein", "Half")
    printed = [f"{{{{ asiel.deel(soort='{name}') }}}}" for name in names]
    chain.folder.document("h1", "# Kop", f"Er waren {', '.join(printed)}.")
    rows = [(row[4], row[3]) for row in asked(form()) if row[0] == "asiel.deel"]
    assert rows == [
        *(("Oud", str(year)) for year in range(2020, 2026)),
        ("Half", "2024"),
        ("Half", "2025"),
    ]


def test_a_stock_that_its_source_does_not_show_is_not_asked_for(chain, form):
    stock = {"frequency": "D", "source": "IND", "title": "Stand"}
    rows = [("2024-12-31", 900), ("2026-01-05", "", "Q")]
    chain.folder.indicator("asiel.stand", rows, **stock)
    assert "asiel.stand" not in {row[0] for row in asked(form())}


def test_where_nothing_is_printed_there_is_one_sheet(chain, form):
    chain.folder.document("h1", "# Kop", "Niets.")
    assert load_workbook(form()).sheetnames == ["Toelichting", "Cijfers", "Lijsten"]


def test_templates_that_cannot_be_filled_do_not_keep_a_form_back(chain, form, capsys):
    chain.folder.document("h1", "# Kop", "{{ asiel.onzin }}")
    path = form()
    assert "zodat niet bekend is wat deze editie drukt" in capsys.readouterr().err
    assert {row[0] for row in asked(path, PRINTED)} == {
        "asiel.aandeel",
        "asiel.instroom",
        "asiel.land",
        "asiel.maand",
    }


def test_the_form_says_before_which_step_and_what_is_not_asked(chain, form):
    chain.folder.indicator("asiel.cbs", [(2024, 1)], owner="IND", title="Van CBS")
    sources = chain.folder.root / "data/sources.toml"
    sources.write_text(f"{sources.read_text()}delivers = true\n")
    chain.folder.edition("[decision_route]\nRAenM = 2026-07-07\n")
    path = form()
    texts = [cell.value for cell in load_workbook(path)["Toelichting"]["A"] if cell.value]
    assert (
        "De volgende stap in de besluitvorming is de RAenM, op 7 juli 2026. "
        "Wij ontvangen de cijfers graag voor die dag."
    ) in texts
    assert "Niet gevraagd: cijfers over uw werk die wij overnemen van CBS (1)." in texts
    assert "asiel.cbs" not in {row[0] for row in asked(path)}


def test_nothing_that_the_form_itself_says_is_taken_for_an_explanation(chain, form, capsys):
    chain.folder.indicator("asiel.instroom", [(2024, 1140)], source="IND")
    path = form()
    book = load_workbook(path)
    page, number = next(place for place in numbered_rows(book) if place[0].cell(place[1], 1).value)
    heads = {cell.value: cell.column for cell in page[1]}
    page.cell(number, heads["Cijfer"], 1150)
    book.save(path)
    capsys.readouterr()
    chain.take(path)
    assert "toelichting" not in capsys.readouterr().out
