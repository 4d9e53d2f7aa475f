"""What a person sees of a cell and its value does not say is told, or refused where it changes a
figure."""

import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.deliveries.conftest import rezipped

ONE = """\
owner = "IND"
[marks]
"¹" = "B"
[[tables]]
anchor = "Jaar"
[tables.labels]
"Aantal" = "asiel.instroom"
"Aandeel" = "asiel.aandeel"
"""
LANDS = """\
owner = "IND"
partial = true
[[tables]]
anchor = "Land"
indicator = "asiel.land"
rows = ["nationaliteit"]
columns = "period"
"""
RAISED = InlineFont(vertAlign="superscript")
LOWERED = InlineFont(vertAlign="subscript")
STRUCK = InlineFont(strike=True)


@pytest.fixture
def took(chain, capsys):
    """Imports a sheet after a change; returns the exit status, what was shown, what was refused."""

    def took(rows, change=lambda page: None, profile=ONE, raw=None):
        chain.profile(profile)
        path = chain.book({"Blad": rows}, change=lambda book: change(book["Blad"]))
        status = chain.take(rezipped(path, raw) if raw else path, "--accept-doubts")
        said = capsys.readouterr()
        return status, said.out, said.err

    return took


def _count(value):
    return [["Jaar", "Aantal"], [2025, value]]


def _format(code):
    def format_(page):
        page["B2"].number_format = code

    return format_


def _font(**look):
    def font(page):
        page["B2"].font = Font(**look)

    return font


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (("3200", TextBlock(RAISED, "2")), "'3200²' is geen getal (² is een noot"),
        (("1.150", TextBlock(LOWERED, "1")), "'1.150₁' is geen getal (₁ is een noot"),
        (("1.150", TextBlock(RAISED, "a")), "'1.150^a' is geen getal (^a is een noot"),
        (("1.150", TextBlock(RAISED, "1"), " "), None),
        ((TextBlock(STRUCK, "1"), ".150"), "'~~1~~.150' is geen getal"),
        (("1.1", TextBlock(STRUCK, "5"), "0"), "'1.1~~5~~0' is geen getal"),
    ],
)
def test_a_note_mark_or_a_struck_digit_is_no_part_of_a_number(chain, took, runs, shown):
    status, _, refused = took(_count(CellRichText(*runs)))
    if shown is None:
        assert (status, chain.rows("asiel.instroom")[-1]) == (0, "2025,1150,B")
    else:
        assert status == 1
        assert f"blad 'Blad', cel B2: error: {shown}" in refused


def test_a_note_mark_that_the_text_itself_holds_is_refused_with_the_way_to_say_what_it_means(took):
    status, _, refused = took(_count("1.150²"))
    assert status == 1
    assert '² is een noot: zeg in het profiel wat hij betekent, met [marks] "²" = "…"' in refused


@pytest.mark.parametrize("look", ["superscript", "subscript"])
def test_a_number_that_is_a_note_mark_as_a_whole_is_refused(took, look):
    status, _, refused = took(_count(3), _font(vertAlign=look))
    assert status == 1
    assert "cel B2: error: een getal dat als noot is opgemaakt" in refused


def test_a_note_mark_in_a_string_that_cells_share_is_seen_too(chain, capsys):
    chain.profile(ONE)
    path = chain.inbox / "levering.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Blad")
        page.write_row("A1", ["Jaar", "Aantal"])
        page.write_row("A2", [2025])
        raised = book.add_format({"font_script": 1})
        page.write_rich_string("B2", "3200", raised, "2")
    assert chain.take(path) == 1
    assert "cel B2: error: '3200²' is geen getal" in capsys.readouterr().err


def test_a_label_with_a_note_mark_has_to_be_known_to_the_profile(chain, took):
    rows = [["Land", 2025], [CellRichText("Syrië", TextBlock(RAISED, "1")), 350]]
    status, _, refused = took(rows, profile=LANDS)
    assert status == 1
    assert "'Syrië¹' is geen bekende nationaliteit" in refused
    assert "bedoelt u 'Syrië'?" in refused
    assert took(rows, profile=LANDS + '[tables.labels]\n"Syrië¹" = "Syrië"\n')[0] == 0
    assert "2025,Syrië,350,A" in chain.rows("asiel.land")


def test_a_year_with_a_note_mark_is_no_other_year(chain, took):
    rows = [["Jaar", "Aantal"], [CellRichText("2025", TextBlock(RAISED, "1")), 1150]]
    status, _, refused = took(rows)
    assert status == 1
    assert "2025¹" in refused


def test_the_raised_letters_of_an_ordinal_are_no_note_mark(chain, took):
    chain.folder.indicator("asiel.kw", [("2024-Q4", 40)], source="IND", frequency="Q")
    rows = [["Jaar", "Kw"], [CellRichText("1", TextBlock(RAISED, "e"), " kwartaal 2025"), 44]]
    assert took(rows, profile=ONE + '"Kw" = "asiel.kw"\n')[0] == 0
    assert chain.rows("asiel.kw")[-1] == "2025-Q1,44,A"


def test_a_struck_figure_is_told_of_at_its_place(took):
    status, shown, _ = took(_count(1150), _font(strike=True))
    assert status == 0
    assert "let op: op blad 'Blad' is doorgehaald: B2" in shown


def test_white_letters_on_white_are_told_of_and_those_on_a_colour_are_not(took):
    def white(page):
        page["B2"].font = Font(color="FFFFFFFF")
        page["A1"].font = Font(color="FFFFFFFF")
        page["A1"].fill = PatternFill("solid", fgColor="FF154273")

    assert "let op: op blad 'Blad' staan witte letters op wit: B2\n" in took(_count(1150), white)[1]


def test_comments_are_told_of_at_their_places_the_long_ones_in_part(took):
    def comment(page):
        page["B2"].comment = Comment("NIET GEBRUIKEN,\nnog fout", "iemand")
        page["D9"].comment = Comment("x" * 900, "iemand")

    status, shown, _ = took(_count(1150), comment)
    assert status == 0
    assert "let op: opmerking bij blad 'Blad', cel B2: NIET GEBRUIKEN, nog fout\n" in shown
    assert f"let op: opmerking bij blad 'Blad', cel D9: {'x' * 200} …\n" in shown


def test_of_a_thread_of_comments_what_people_said_is_told(took):
    about = (
        "[Opmerkingenthread]\n\nU kunt deze thread lezen.\n"
        "Meer informatie: https://go.microsoft.com/fwlink/?linkid=870924\n\nOpmerking:\n    nog fout"
    )
    shown = took(_count(1150), lambda page: setattr(page["B2"], "comment", Comment(about, "x")))[1]
    assert "cel B2: Opmerking: nog fout\n" in shown


def test_of_many_comments_the_first_are_told_and_how_many_more_there_are(took):
    def comment(page):
        for row in range(1, 24):
            page.cell(row, 4).comment = Comment("let op", "iemand")

    shown = took(_count(1150), comment)[1]
    assert shown.count("opmerking bij") == 20
    assert "let op: op blad 'Blad' staan nog 3 opmerkingen\n" in shown


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('#,##0"*"', "*"),
        ('0*"" p"""', None),
        ('0" p"', "p"),
        ('"ca. "0', "ca."),
        ("0\\*", "*"),
        ('0" 1)"', "1)"),
        ('0" duizend"', "duizend"),
        ("[$€-413] #,##0", "€"),
        ('[>=1000]#,##0" (v)";0', "(v)"),
    ],
)
def test_what_a_number_format_adds_to_a_figure_is_told(chain, took, code, text):
    status, shown, refused = took(_count(1150), _format(code))
    assert (status, refused) == (0, "")
    told = f"let op: op blad 'Blad' zet de getalnotatie er '{text}' bij, wat niet gelezen is: B2\n"
    assert (told in shown) is (text is not None)
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0",
        "#,##0",
        "#,##0.00",
        "#,##0;[Red]-#,##0",
        "#,##0_);(#,##0)",
        '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-',
        "[$-413]0",
        "00000",
        "0.00E+00",
        "[Blue]General;[Red]-General",
        "# ##0",
    ],
)
def test_usual_number_formats_add_nothing(chain, took, code):
    status, shown, refused = took(_count(1150), _format(code))
    assert (status, refused, "let op" in shown) == (0, "", False)
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


@pytest.mark.parametrize(
    ("value", "code", "problem"),
    [
        (1150, "0,", "in duizendtallen toont"),
        (1150, '#,##0.0,,"m"', "in duizendtallen toont"),
        (1150, ";;;", "dat de getalnotatie verbergt"),
        (0, "0;-0;;@", "dat de getalnotatie verbergt"),
        (3, '[<5]"x";0', "waarvoor de getalnotatie 'x' toont"),
        (1150, '"n.b."', "waarvoor de getalnotatie 'n.b.' toont"),
        (0, '0;-0;"x"', "waarvoor de getalnotatie 'x' toont"),
        (1150, '0"1"', "cijfers aan vast zet"),
        (115, '0"000"', "cijfers aan vast zet"),
        (1150, '"-"0', "met een minteken toont"),
        (-5, "0;0", "zonder minteken toont"),
        (7, "[>1000]0;[<5]0", "waar de getalnotatie niets voor zegt"),
        (46, '0"%"', "een percentage, terwijl asiel.instroom in personen is"),
    ],
)
def test_a_figure_that_a_number_format_shows_otherwise_is_refused(took, value, code, problem):
    status, _, refused = took(_count(value), _format(code))
    assert status == 1
    assert "blad 'Blad', cel B2: error: een" in refused
    assert problem in refused


@pytest.mark.parametrize(
    ("value", "code", "row"),
    [
        (0, '0;-0;"-"', "2025,0,A"),
        (4, '[<5]0;"veel"', "2025,4,A"),
        (5, '[<5]"x";0', "2025,5,A"),
    ],
)
def test_a_figure_that_the_format_shows_by_another_of_its_sections_counts(
    chain, took, value, code, row
):
    assert took(_count(value), _format(code))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == row


@pytest.mark.parametrize(("value", "code"), [(0.46, "0%"), (46, '0.0"%"'), (46, "0\\%")])
def test_a_percent_sign_multiplies_only_where_it_is_no_text(chain, took, value, code):
    rows = [["Jaar", "Aandeel"], [2025, value]]
    assert took(rows, _format(code))[0] == 0
    assert chain.rows("asiel.aandeel")[-1] == "2025,46,A"


def test_a_zero_on_a_sheet_that_shows_none_is_refused(took):
    def hide(page):
        page.sheet_view.showZeros = False

    status, _, refused = took(_count(0), hide)
    assert status == 1
    assert "cel B2: error: een nul die het blad niet toont" in refused
    assert took(_count(1150), hide)[0] == 0


def test_a_head_that_cannot_be_read_is_no_empty_head(took):
    status, _, refused = took([["Jaar", "Aantal"], ["=1/0", 1150]])
    assert status == 1
    assert "cel A2: error: een opschrift: een formule zonder opgeslagen uitkomst" in refused


def test_a_row_or_column_without_size_is_hidden(took):
    def shrink(page):
        page.row_dimensions[2].height = 0
        page.column_dimensions["B"].width = 0

    def empty_width(parts):
        name = "xl/worksheets/sheet1.xml"
        parts[name] = (
            parts[name]
            .replace(
                b"<sheetData>",
                b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>',
            )
            .replace(b'<row r="2"', b'<row r="2" ht="0" customHeight="1"')
        )

    shown = took(_count(1150), raw=empty_width)[1]
    assert "let op: verborgen rijen op blad 'Blad' zijn meegelezen: 2\n" in shown
    assert "let op: verborgen kolommen op blad 'Blad' zijn meegelezen: B\n" in shown


def test_a_hidden_column_in_the_middle_of_a_table_is_told(took):
    rows = [["Land", 2024, 2025], ["Syrië", 330, 350]]
    shown = took(
        rows, lambda page: setattr(page.column_dimensions["B"], "hidden", True), profile=LANDS
    )[1]
    assert "let op: verborgen kolommen op blad 'Blad' zijn meegelezen: B\n" in shown


def test_a_form_tells_its_markings_too(chain, capsys):
    rows = [
        ["Indicator", "Periode", "Onderdeel", "Cijfer", "Status"],
        ["asiel.instroom", 2025, None, 1150, None],
    ]

    def mark(book):
        page = book["Cijfers"]
        page["D2"].font = Font(strike=True)
        page["D2"].comment = Comment("nog fout", "iemand")
        page.column_dimensions["E"].hidden = True

    assert chain.take(chain.book({"Cijfers": rows}, change=mark)) == 0
    shown = capsys.readouterr().out
    assert "let op: op blad 'Cijfers' is doorgehaald: D2\n" in shown
    assert "let op: opmerking bij blad 'Cijfers', cel D2: nog fout\n" in shown
    assert "let op: verborgen kolommen op blad 'Cijfers' zijn meegelezen: E\n" in shown
