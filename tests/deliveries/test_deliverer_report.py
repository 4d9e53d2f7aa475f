"""What goes back to who delivered: each finding at its cell, and a letter."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.deliveries.conftest import Chain

PROFILE = """\
owner = "IND"
partial = true

[[tables]]
anchor = "Jaar"
rows = ["period"]
columns = "indicator"

[tables.labels]
"Instroom" = "asiel.instroom"
"""
RED, ORANGE, BLUE, GREEN = "00FFC7CE", "00FFC000", "00BDD7EE", "00E2EFDA"
PAGE = "Toelichting op de bevindingen"


class Returned:
    """What the program wrote for the deliverer about one file."""

    def __init__(self, chain: Chain, name: str) -> None:
        editions = chain.folder.root / "output"
        (self.folder,) = editions.glob(f"*/terugmelding/IND-{name}")

    @property
    def letter(self) -> str:
        return (self.folder / "brief.txt").read_text()

    @property
    def mail(self) -> EmailMessage:
        read = message_from_bytes((self.folder / "mail.eml").read_bytes(), policy=default)
        assert isinstance(read, EmailMessage)
        return read

    @property
    def file(self) -> Path:
        (path,) = self.folder.glob("*.xlsx")
        return path

    @property
    def book(self) -> Workbook:
        return load_workbook(self.file)

    def comment(self, sheet: str, cell: str) -> str:
        comment = self.book[sheet][cell].comment
        return comment.text if comment else ""

    def colour(self, sheet: str, cell: str) -> str:
        return str(self.book[sheet][cell].fill.fgColor.rgb)

    @property
    def table(self) -> list[tuple[str, ...]]:
        """The rows of findings on the page in front, without their number."""
        rows = list(self.book[PAGE].iter_rows(values_only=True))
        (head,) = (number for number, row in enumerate(rows) if row[0] == "Nr")
        return [tuple(str(cell or "") for cell in row[1:]) for row in rows[head + 1 :]]


@pytest.fixture
def table(chain: Chain) -> Chain:
    """A chain with the profile of a table of years."""
    chain.profile(PROFILE)
    return chain


def test_a_revision_is_told_at_its_cell_with_what_stood_there(table: Chain) -> None:
    rows = [["Jaar", "Instroom"], [2024, 1110], [2025, 1200]]
    table.take(table.workbook({"Blad1": rows}), "--dry-run", "--report")
    returned = Returned(table, "levering_xlsx")
    assert returned.colour("Blad1", "B2") == BLUE
    assert "Eerst stond er: 1.100" in returned.comment("Blad1", "B2")
    assert returned.comment("Blad1", "B3") == ""
    assert returned.table == [
        (
            "Blad1",
            "B2",
            "herziening",
            "Instroom, 2024",
            "1110",
            "1.100",
            "herzien",
            "Klopt deze herziening, en wat is de reden ervan?",
        )
    ]


def test_a_doubt_and_a_figure_that_cannot_be_read_have_their_own_colour(table: Chain) -> None:
    doubtful = [["Jaar", "Instroom"], [2025, 12000]]
    table.take(table.workbook({"Blad1": doubtful}), "--report")
    assert Returned(table, "levering_xlsx").colour("Blad1", "B2") == ORANGE
    wrong = [["Jaar", "Instroom"], [2025, "veel"]]
    table.take(table.workbook({"Blad1": wrong}), "--report")
    returned = Returned(table, "levering_xlsx")
    assert returned.colour("Blad1", "B2") == RED
    assert returned.comment("Blad1", "B2").splitlines() == [
        "--- Terugmelding ---",
        "Fout: 'veel' is geen getal. Wilt u het cijfer als gewoon getal invullen?",
    ]


def test_what_is_struck_through_is_a_note_at_its_cell(table: Chain) -> None:
    def strike(book: Workbook) -> None:
        book["Blad1"]["B2"].font = Font(strike=True)

    path = table.book({"Blad1": [["Jaar", "Instroom"], [2025, 1200]]}, change=strike)
    table.take(path, "--dry-run", "--report")
    returned = Returned(table, "levering_xlsx")
    assert returned.colour("Blad1", "B2") == GREEN
    assert [row[:3] for row in returned.table] == [("Blad1", "B2", "opmerking")]


def test_a_comment_of_the_deliverer_stays_before_ours(table: Chain) -> None:
    def comment(book: Workbook) -> None:
        book["Blad1"]["B2"].comment = Comment("net geteld", "A. Voorbeeld")
        book["Blad1"]["A1"].comment = Comment("zonder meer", "A. Voorbeeld")

    path = table.book({"Blad1": [["Jaar", "Instroom"], [2025, 12000]]}, change=comment)
    table.take(path, "--dry-run", "--report")
    returned = Returned(table, "levering_xlsx")
    assert returned.comment("Blad1", "B2").startswith("net geteld\n--- Terugmelding ---\nTwijfel:")
    assert returned.comment("Blad1", "A1") == "zonder meer"
    assert b"Voorbeeld" not in returned.file.read_bytes()


def test_a_finding_in_a_merged_cell_stands_at_its_top_left(table: Chain) -> None:
    def merge(book: Workbook) -> None:
        book["Blad1"].merge_cells("B2:B3")

    rows = [["Jaar", "Instroom"], [2024, 1110], [2025, None]]
    table.take(table.book({"Blad1": rows}, change=merge), "--report")
    returned = Returned(table, "levering_xlsx")
    assert "samengevoegde cel" in returned.comment("Blad1", "B2")


def test_formulas_and_links_of_the_original_are_not_in_the_copy(table: Chain) -> None:
    def change(book: Workbook) -> None:
        page = book["Blad1"]
        page["D1"] = "=1+1"
        page["D2"].hyperlink = "file:///geheim"
        page["D3"] = "=tekst"
        page["D3"].data_type = "s"
        page["A1"].font = Font(bold=True)
        page.column_dimensions["A"].width = 33

    profile = PROFILE.replace('columns = "indicator"', 'columns = "indicator"\nignore = ["D"]')
    table.profile(profile)
    path = table.book({"Blad1": [["Jaar", "Instroom"], [2024, 1110]]}, change=change)
    table.take(path, "--dry-run", "--report")
    page: Worksheet = Returned(table, "levering_xlsx").book["Blad1"]
    assert page["D1"].value is None
    assert page["D2"].hyperlink is None
    assert (page["D3"].value, page["D3"].data_type) == ("=tekst", "s")
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width == 33


def test_a_name_of_a_sheet_that_is_ours_does_no_harm(table: Chain) -> None:
    table.take(table.workbook({PAGE: [["Jaar", "Instroom"], [2025, 12000]]}), "--report")
    book = Returned(table, "levering_xlsx").book
    assert book.sheetnames == [f"{PAGE}1", PAGE]
    assert book[PAGE]["B2"].comment is not None


def test_a_hidden_row_with_a_finding_is_shown_and_said(table: Chain) -> None:
    def hide(book: Workbook) -> None:
        book["Blad1"].row_dimensions[2].hidden = True

    rows = [["Jaar", "Instroom"], [2024, 1110], [2025, 1200]]
    table.take(table.book({"Blad1": rows}, change=hide), "--dry-run", "--report")
    book = Returned(table, "levering_xlsx").book
    assert not book["Blad1"].row_dimensions[2].hidden
    texts = [str(cell.value) for row in book[PAGE].iter_rows() for cell in row if cell.value]
    assert "Zichtbaar gemaakt, want daar is iets gevonden: blad 'Blad1', rij 2." in texts


def test_a_text_file_comes_back_as_a_workbook_of_texts(table: Chain) -> None:
    path = table.file("levering.csv", 'Jaar;Instroom\n2024;1110\n2025;1200\n\n"=1+1"\n')
    table.take(path, "--dry-run", "--report")
    returned = Returned(table, "levering_csv")
    page = returned.book["levering"]
    assert (page["A5"].value, page["A5"].data_type) == ("=1+1", "s")
    assert returned.colour("levering", "B2") == BLUE
    assert next(row[:3] for row in returned.table) == ("", "regel 2, kolom 2", "herziening")


def test_the_same_finding_down_a_column_is_told_once_with_a_count(table: Chain) -> None:
    rows = [["Jaar", "Instroom"], *([year, f"ongeveer {year}"] for year in range(2010, 2026))]
    table.take(table.workbook({"Blad1": rows}), "--report")
    returned = Returned(table, "levering_xlsx")
    assert [row[:3] for row in returned.table] == [("Blad1", "B2 t/m B17 (16 cellen)", "fout")]
    assert returned.comment("Blad1", "B17") != ""


def test_the_letter_says_what_came_in_what_is_asked_and_by_when(table: Chain) -> None:
    edition = table.folder.root / "data/editions/2026.toml"
    edition.write_text(edition.read_text() + "\n[decision_route]\nRAenM = 2099-05-19\n")
    rows = [["Jaar", "Instroom"], [2024, 1110], [2025, 1200]]
    table.take(table.workbook({"Blad1": rows}), "--dry-run", "--report")
    returned = Returned(table, "levering_xlsx")
    lines = returned.letter.splitlines()
    assert lines[0] == "Aan: Dienst"
    assert "- Instroom: 2 cijfers, 2024 t/m 2025 (1 nieuw en 1 herzien)." in lines
    assert (
        "1. blad 'Blad1', cel B2: Instroom, 2024. Er staat '1110', eerst 1.100. Herzien. "
        "Klopt deze herziening, en wat is de reden ervan?"
    ) in lines
    assert any("de RAenM, op 19 mei 2099" in line for line in lines)
    assert returned.mail["Subject"].startswith("Terugmelding bij uw levering")
    (attached,) = returned.mail.iter_attachments()
    assert attached.get_content() == returned.file.read_bytes()


def test_the_mail_goes_to_the_mailbox_of_the_source(table: Chain) -> None:
    sources = table.folder.root / "data/sources.toml"
    sources.write_text(sources.read_text() + 'mail = "levering@example.org"\n')
    table.take(table.workbook({"Blad1": [["Jaar", "Instroom"], [2025, 1200]]}), "--report")
    returned = Returned(table, "levering_xlsx")
    assert returned.mail["To"] == "Dienst <levering@example.org>"
    assert "De cijfers zijn overgenomen." in returned.letter
    assert "Er zijn geen vragen over." in returned.letter


def test_a_file_that_cannot_be_opened_gives_a_letter_without_workbook(table: Chain) -> None:
    table.take(table.file("levering.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "--report")
    returned = Returned(table, "levering_xls")
    assert sorted(path.name for path in returned.folder.iterdir()) == ["brief.txt", "mail.eml"]
    assert "opslaan als Excel-werkmap" in returned.letter


def test_no_old_figure_of_another_deliverer_is_told(table: Chain) -> None:
    table.folder.indicator(
        "asiel.instroom", [(2023, 1000), (2024, 1100)], source="IND", owner="CBS", title="Instroom"
    )
    rows = [["Jaar", "Instroom"], [2024, 1110], [2025, 12000]]
    table.take(table.workbook({"Blad1": rows}), "--dry-run", "--report")
    returned = Returned(table, "levering_xlsx")
    assert "1.100" not in returned.letter
    assert [row[6] for row in returned.table] == ["wijkt sterk af van wat wij hebben", "herzien"]


def test_what_only_we_can_settle_is_not_sent_to_who_delivered(chain: Chain) -> None:
    chain.take(chain.workbook({"Blad1": [["Jaar", "Instroom"], [2025, 12000]]}), "--report")
    assert not list((chain.folder.root / "output").glob("*/terugmelding/*"))


def test_the_same_delivery_gives_the_same_bytes_in_place_of_the_earlier_ones(
    table: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781000000")
    path = table.workbook({"Blad1": [["Jaar", "Instroom"], [2024, 1110]]})
    table.take(path, "--dry-run", "--report")
    folder = Returned(table, "levering_xlsx").folder
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    (folder / "oud.txt").write_text("van eerder")
    table.take(path, "--dry-run", "--report")
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_returned_workbook_can_be_mended_and_delivered_again(table: Chain) -> None:
    def comment(book: Workbook) -> None:
        book["Blad1"]["B2"].comment = Comment("net geteld", "")

    rows = [["Jaar", "Instroom"], [2025, 12000]]
    table.take(table.book({"Blad1": rows}, change=comment), "--report")
    book = Returned(table, "levering_xlsx").book
    book["Blad1"]["B2"] = 1200
    book.save(table.inbox / "beter.xlsx")
    assert table.take(table.inbox / "beter.xlsx", "--report") == 0
    again = Returned(table, "beter_xlsx")
    assert again.book.sheetnames == [PAGE, "Blad1"]
    assert again.comment("Blad1", "B2") == "net geteld"
    assert again.colour("Blad1", "B2") == "00000000"
    (kept,) = (table.folder.root / "data/deliveries").glob("*/.cells/asiel.instroom.csv")
    assert kept.read_text().splitlines()[1].endswith("“net geteld”")


def test_another_status_is_a_note_with_the_new_one(table: Chain) -> None:
    table.take(table.workbook({"Blad1": [["Jaar", "Instroom"], [2024, "1100*"]]}), "--report")
    returned = Returned(table, "levering_xlsx")
    assert returned.colour("Blad1", "B2") == GREEN
    assert returned.table[0][4:7] == ("1100*", "1.100", "andere status: nu 1.100 (P)")


def test_a_figure_that_is_gone_has_no_cell_and_is_told_all_the_same(table: Chain) -> None:
    table.profile(PROFILE.replace("partial = true", ""))
    rows = [["Jaar", "Instroom"], [2022, 900], [2024, 1100]]
    table.take(table.workbook({"Blad1": rows}), "--report")
    assert [row[:6] for row in Returned(table, "levering_xlsx").table] == [
        ("", "staat niet in het bestand", "herziening", "Instroom, 2023", "", "1.000")
    ]


def test_what_stood_there_and_was_rounded_or_not_shown_is_told_so(table: Chain) -> None:
    catalogue = table.folder.root / "data/asiel/catalogue.toml"
    text = catalogue.read_text()
    start = text.index('title = "Instroom"')
    catalogue.write_text(f"{text[:start]}suppress_below = 5\nrounding = 10\n{text[start:]}")
    rows = [["Jaar", "Instroom"], [2023, 3], [2024, 1114]]
    table.take(table.workbook({"Blad1": rows}), "--report")
    returned = Returned(table, "levering_xlsx")
    assert returned.comment("Blad1", "B3").startswith(
        "--- Terugmelding ---\nHerziening: herzien. Eerst stond er: 1.100, door ons afgerond op 10."
    )
    assert "kleiner dan 5: dit aantal tonen wij niet" in returned.comment("Blad1", "B2")


def test_old_figures_of_another_source_are_not_told_while_they_are_held(table: Chain) -> None:
    table.folder.indicator(
        "asiel.instroom",
        [(2023, 1000), (2024, 1100)],
        source="CBS",
        owner="IND",
        title="Instroom",
    )
    catalogue = table.folder.root / "data/asiel/catalogue.toml"
    text = catalogue.read_text()
    catalogue.write_text(text.replace('owner = "IND"', 'owner = "IND"\nembargo = 2099-01-01', 1))
    table.take(table.workbook({"Blad1": [["Jaar", "Instroom"], [2024, 1110]]}), "--report")
    assert "1.100" not in Returned(table, "levering_xlsx").letter


def test_a_column_of_thousands_is_coloured_and_the_rest_is_said(
    table: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report_builder.deliveries.marked_workbook.MOST_COMMENTS", 3)
    monkeypatch.setattr("report_builder.deliveries.deliverer_report.MOST_COMMENTS", 3)
    monkeypatch.setattr("report_builder.deliveries.findings_page.MOST_ROWS", 2)
    monkeypatch.setattr("report_builder.deliveries.deliverer_letter.MOST_POINTS", 2)
    rows = [["Jaar", "Instroom"], *([year, 5] for year in (2022, 2023, 2024)), [2025, "x1"]]
    table.take(table.workbook({"Blad1": [*rows[:4]]}), "--report")
    returned = Returned(table, "levering_xlsx")
    assert [returned.colour("Blad1", f"B{row}") for row in (2, 3, 4)] != ["00000000"] * 3
    texts = [row[0] for row in returned.book[PAGE].iter_rows(values_only=True)]
    assert any(str(text).startswith("Niet genoemd: nog") for text in texts)
    assert "die staan in de werkmap" in returned.letter
