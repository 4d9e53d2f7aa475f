"""Tables as organisations send them, read by a profile."""

from datetime import datetime

import pytest

from tests.deliveries.conftest import rezipped

WIDE = """\
owner = "IND"

[[tables]]
sheet = "Instroom"
anchor = "Nationaliteit"
indicator = "asiel.land"
rows = ["nationaliteit"]
columns = "period"
until = "Bron"
"""
TABLE = [
    ["Instroom naar nationaliteit"],
    ["Stand 1 maart 2026, voorlopig"],
    [],
    ["Nationaliteit", 2024, "2025*"],
    ["Totaal", 660, "710"],
    ["Syrië", 330, "350"],
    ["Eritrea", 220, "x"],
    ["Overig", 110, "120**"],
    ["Bron: Dienst"],
    ["Het aantal 999 hoort hier niet bij"],
]


@pytest.fixture
def took(chain, capsys):
    """Imports a file by the profile; returns the exit status, what was shown, and what was refused."""

    def took(path, *arguments):
        status = chain.take(path, *arguments)
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return took


def test_a_table_under_title_rows_with_periods_in_its_head(chain, took):
    chain.profile(WIDE)
    status, shown, refused = took(chain.workbook({"Uitleg": [["Tekst"]], "Instroom": TABLE}))
    assert (status, refused) == (0, [])
    assert shown[:2] == [
        "gelezen: blad 'Instroom', A4:C8",
        "asiel.land (Naar land): 4 nieuw, 4 gelijk",
    ]
    assert [row for row in chain.rows("asiel.land") if row.startswith("2025")] == [
        "2025,Eritrea,,Q",
        "2025,Overig,120,P",
        "2025,Syrië,350,P",
        "2025,TOTAL,710,P",
    ]


def test_a_label_that_means_nothing_is_refused_once_with_its_way_out(chain, took):
    chain.profile(WIDE)
    table = [*TABLE[:5], ["Syrie", 330, 350], *TABLE[6:]]
    status, _, refused = took(chain.workbook({"Instroom": table}))
    assert status == 1
    assert len(refused) == 1
    assert refused[0].startswith(
        "levering.xlsx:blad 'Instroom', cel B6: error: 'Syrie' is geen bekende nationaliteit"
    )
    assert "bedoelt u 'Syrië'?" in refused[0]
    assert '[tables.labels] "Syrie" = "…"' in refused[0]


def test_labels_of_the_profile_translate_and_skip(chain, took):
    chain.profile(WIDE + '[tables.labels]\n"Syr. Arab. Rep." = "Syrië"\n"w.v. vrouw" = ""\n')
    table = [*TABLE[:5], ["Syr. Arab.  Rep.", 330, 350], ["w.v. vrouw", 1, 2], *TABLE[6:]]
    assert took(chain.workbook({"Instroom": table}))[0] == 0
    assert "2025,Syrië,350,P" in chain.rows("asiel.land")


def test_a_figure_that_is_gone_from_a_whole_table_is_refused_and_then_missing(chain, took):
    chain.profile(WIDE)
    path = chain.workbook({"Instroom": [*TABLE[:6], *TABLE[7:]]})
    before = chain.tree()
    status, shown, _ = took(path)
    assert status == 1
    assert "  vervallen: 2024 [Eritrea] 220 -> geen waarde (O)" in shown
    assert chain.tree() == before
    assert (
        "  totaal: 2025 [TOTAL] 710 (P): de delen naar nationaliteit tellen op tot 240 minder dan het totaal"
        in shown
    )
    assert took(path, "--accept-revisions", "--accept-doubts")[0] == 0
    assert "2024,Eritrea,,O" in chain.rows("asiel.land")


def test_what_lies_before_the_table_is_not_gone(chain, took):
    chain.profile(WIDE)
    assert not [
        line for line in took(chain.workbook({"Instroom": TABLE}))[1] if "vervallen" in line
    ]


def test_of_a_partial_table_nothing_is_gone(chain, took):
    chain.profile(WIDE.replace('owner = "IND"', 'owner = "IND"\npartial = true'))
    assert took(chain.workbook({"Instroom": [*TABLE[:6], *TABLE[7:]]}))[0] == 0
    assert "2024,Eritrea,220,A" in chain.rows("asiel.land")


def test_merged_heads_of_years_above_months(chain, took):
    chain.profile(
        'owner = "IND"\n[[tables]]\nanchor = "Onderwerp"\nhead_rows = 2\nrows = ["indicator"]\ncolumns = "period"\n'
        '[tables.labels]\n"Per maand" = "asiel.maand"\n'
    )

    def merge(book):
        page = book["Blad"]
        page.merge_cells("B2:C2")
        page.merge_cells("D2:E2")

    rows = [
        ["Titel"],
        [None, 2024, None, 2025, None],
        ["Onderwerp", "november", "december", "januari", "feb."],
        ["Per maand", 111, 112, 120, 121],
    ]
    status, shown, refused = took(chain.book({"Blad": rows}, change=merge))
    assert (status, refused) == (0, [])
    assert shown[0] == "gelezen: blad 'Blad', A2:E4"
    assert chain.rows("asiel.maand")[-2:] == ["2025-01,120,A", "2025-02,121,A"]


def test_an_anchor_that_is_merged_over_both_rows_of_heads_stands_on_the_lower(chain, took):
    chain.profile(
        ONE.replace('anchor = "Jaar"', 'anchor = "Wat"\nrows = ["indicator"]\ncolumns = "period"')
    )

    def merge(book):
        book["Blad"].merge_cells("A1:A2")
        book["Blad"].merge_cells("B1:C1")

    rows = [["Wat", "Kalenderjaar", None], [None, 2024, "2025*"], ["Aantal", 1100, 1150]]
    assert took(chain.book({"Blad": rows}, change=merge))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,P"


def test_periods_down_with_a_merged_year_and_several_indicators_across(chain, took):
    chain.folder.indicator("asiel.kw", [("2024-Q4", 40)], source="IND", frequency="Q")
    chain.folder.indicator("asiel.kw2", [("2024-Q4", 4)], source="IND", frequency="Q")
    chain.profile(
        'owner = "IND"\n[[tables]]\nanchor = "Periode"\n[tables.labels]\n"Eerste" = "asiel.kw"\n"Tweede" = "asiel.kw2"\n"Noot" = ""\n'
    )
    rows = [
        ["Periode", "Eerste", "Noot", "Tweede"],
        ["4e kwartaal 2024", 40, "a", 4],
        ["2025 kwartaal 1", "1.050", "b", 5],
    ]
    assert took(chain.workbook({"Blad": rows}), "--accept-doubts")[0] == 0
    assert chain.rows("asiel.kw")[-1] == "2025-Q1,1050,A"
    assert chain.rows("asiel.kw2")[-1] == "2025-Q1,5,A"


LONG = """\
owner = "IND"

[[tables]]
anchor = "Jaar"
rows = ["period", "", "nationaliteit"]
columns = "indicator"

[tables.labels]
"Aantal" = "asiel.land"
"""


def test_a_list_with_semicolons_in_cp1252_and_years_told_once(chain, took):
    chain.profile(LONG)
    text = "Lijst van de dienst;;;\n;;;\nJaar;Code;Land;Aantal\n2024;1;Totaal;660\n;2;Syrië;330\n;3;Eritrea;220\n;4;Overig;110\n2025;1;Totaal;1.710\n;2;SYRIË;350\n"
    status, shown, refused = took(chain.file("lijst.csv", text.encode("cp1252")), "--accept-doubts")
    assert (status, refused) == (0, [])
    assert shown[0] == "gelezen: regels 3-9"
    assert "2025,TOTAL,1710,A" in chain.rows("asiel.land")
    assert "2025,Syrië,350,A" in chain.rows("asiel.land")


def test_several_tables_on_a_sheet_are_told_apart_by_their_titles(chain, took):
    table = '[[tables]]\nbelow = "{}"\nanchor = "Jaar"\n[tables.labels]\n"Aantal" = "{}"\n'
    chain.profile(
        'owner = "IND"\n'
        + table.format("Tabel 1", "asiel.instroom")
        + table.format("Tabel 2", "asiel.aandeel")
    )
    rows = [
        *(["Tabel 1"], ["Jaar", "Aantal"], [2024, 1100], [2025, 1150], []),
        *(["Tabel 2"], ["Jaar", "Aantal"], [2024, 41.5], [2025, 42.5]),
    ]
    assert took(chain.workbook({"Blad": rows}))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"
    assert chain.rows("asiel.aandeel")[-1] == "2025,42.5,A"


def test_a_head_that_stands_twice_is_refused_unless_the_cell_is_named(chain, took):
    rows = [["Jaar", "Aantal"], [2025, 9], [], ["Jaar", "Aantal"], [2025, 1150]]
    spec = (
        'owner = "IND"\n[[tables]]\nanchor = "{}"\n[tables.labels]\n"Aantal" = "asiel.instroom"\n'
    )
    chain.profile(spec.format("Jaar"))
    status, _, refused = took(chain.workbook({"Blad": rows}))
    assert status == 1
    assert "de kop 'Jaar' staat er 2 keer: blad 'Blad', cel A1, blad 'Blad', cel A4" in refused[0]
    chain.profile(spec.format("A4"))
    assert took(chain.workbook({"Blad": rows}))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


ONE = 'owner = "IND"\n[[tables]]\nanchor = "Jaar"\n[tables.labels]\n"Aantal" = "asiel.instroom"\n"Aandeel" = "asiel.aandeel"\n'


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("1.150", "2025,1150,A"),
        ("1 150", "2025,1150,A"),
        (" 1.150* ", "2025,1150,P"),
        ("1150 **", "2025,1150,P"),
        (1150.0, "2025,1150,A"),
        (".", "2025,,O"),
        ("x", "2025,,Q"),
        ("<5", "2025,,Q"),
        ("1.150 1)", "2025,1150,B"),
        ("-", "2025,,O"),
    ],
)
def test_numbers_and_marks_as_they_are_written(chain, took, written, row):
    chain.profile('owner = "IND"\n[marks]\n"-" = "O"\n"1)" = "B"\n' + ONE.partition("\n")[2])
    assert took(chain.workbook({"Blad": [["Jaar", "Aantal"], [2025, written]]}))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == row


@pytest.mark.parametrize(
    ("written", "format_", "value"),
    [
        (42.1 + 0.2, "0.0", "42.3"),
        (0.1 + 0.2, "0%", "30"),
        (0.425, "0.0%", "42.5"),
        (1 / 3, "0.0", "0.33333333"),
        ("42,5%", "@", "42.5"),
    ],
)
def test_a_number_of_a_workbook_is_what_excel_shows_not_its_binary_fraction(
    chain, took, written, format_, value
):
    chain.profile(ONE)

    def style(book):
        book["Blad"]["B2"].number_format = format_

    path = chain.book({"Blad": [["Jaar", "Aandeel"], [2025, written]]}, change=style)
    assert took(path, "--accept-doubts")[0] == 0
    assert chain.rows("asiel.aandeel")[-1] == f"2025,{value},A"


@pytest.mark.parametrize(("written", "format_"), [("46%", "@"), (0.46, "0%"), (" 46 % ", "@")])
def test_a_percentage_for_a_count_is_refused(chain, took, written, format_):
    chain.profile(ONE)

    def style(book):
        book["Blad"]["B2"].number_format = format_

    status, _, refused = took(
        chain.book({"Blad": [["Jaar", "Aantal"], [2025, written]]}, change=style)
    )
    assert status == 1
    assert "cel B2: error: een percentage, terwijl asiel.instroom in personen is" in refused[0]


@pytest.mark.parametrize(("decimal", "written"), [(",", "46,000"), (".", "46.000")])
def test_thousands_in_the_other_notation_are_not_taken_for_a_small_number(
    chain, took, decimal, written
):
    chain.profile(ONE.replace('owner = "IND"', f'owner = "IND"\ndecimal = "{decimal}"'))
    status, _, refused = took(chain.workbook({"Blad": [["Jaar", "Aantal"], [2025, written]]}))
    assert status == 1
    assert f"'{written}' kan 46 betekenen, en ook 46" in refused[0]


def test_a_semicolon_in_a_title_does_not_part_a_list_with_commas(chain, took):
    chain.profile(ONE)
    assert took(chain.file("l.csv", "Let op; voorlopig\nJaar,Aantal\n2025,1150\n"))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_a_comma_in_every_number_does_not_part_a_list_with_semicolons(chain, took):
    chain.profile(ONE)
    assert took(chain.file("l.csv", "Jaar;Aandeel\n2024;41,5\n2025;42,5\n"))[0] == 0
    assert chain.rows("asiel.aandeel")[-1] == "2025,42.5,A"


def test_a_count_of_a_workbook_with_a_fraction_is_refused(chain, took):
    chain.profile(ONE)
    status, _, refused = took(chain.workbook({"Blad": [["Jaar", "Aantal"], [2025, 1150.5]]}))
    assert status == 1
    assert "cel B2: error: asiel.instroom: 1150.5 personen is geen heel aantal" in refused[0]


def test_thousands_are_multiplied_where_the_profile_says_so(chain, took):
    chain.profile(ONE.replace('anchor = "Jaar"', 'anchor = "Jaar"\nfactor = 1000'))
    assert took(chain.workbook({"Blad": [["Jaar", "Aantal"], [2025, 1.15]]}))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_english_numbers_are_read_where_the_profile_says_so(chain, took):
    text = 'Jaar,Aantal,Aandeel\n2025,"1,150",42.5\n'
    chain.profile(ONE)
    status, _, refused = took(chain.file("l.csv", text))
    assert status == 1
    assert any('zet dan decimal = "." in het profiel' in line for line in refused)
    chain.profile(ONE.replace('owner = "IND"', 'owner = "IND"\ndecimal = "."'))
    assert took(chain.file("l.csv", text))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"
    assert chain.rows("asiel.aandeel")[-1] == "2025,42.5,A"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("=B1*2", "een formule zonder opgeslagen uitkomst"),
        ("#REF!", "de fout #REF!"),
        (True, "waar of onwaar in plaats van een getal"),
        (datetime(2025, 3, 4), "2025-03-04 is een datum, geen getal"),
        ("circa 1.150", "'circa 1.150' is geen getal"),
        ("-", "'-' is geen getal"),
        ("*", "'*' zonder getal ervoor"),
    ],
)
def test_a_cell_that_is_no_figure_is_refused_at_its_place(chain, took, written, problem):
    chain.profile(ONE)
    before = chain.tree()
    status, _, refused = took(
        chain.workbook({"Blad": [["Jaar", "Aantal"], [2024, 1100], [2025, written]]})
    )
    assert status == 1
    assert refused[0].startswith(f"levering.xlsx:blad 'Blad', cel B3: error: {problem}")
    assert chain.tree() == before


def test_a_formula_counts_for_what_was_stored(chain, took):
    chain.profile(ONE)
    path = chain.workbook({"Blad": [["Jaar", "Aantal"], [2025, "=1000+150"]]})

    def store(parts):
        name = "xl/worksheets/sheet1.xml"
        assert b"<v></v>" in parts[name] or b"<v />" in parts[name] or b"<v/>" in parts[name]
        for empty in (b"<v></v>", b"<v />", b"<v/>"):
            parts[name] = parts[name].replace(empty, b"<v>1150</v>")

    assert took(rezipped(path, store))[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_hidden_rows_columns_and_sheets_are_read_and_told(chain, took):
    chain.profile(WIDE)

    def hide(book):
        page = book["Instroom"]
        page.row_dimensions[7].hidden = True
        page.column_dimensions["C"].hidden = True
        page.sheet_state = "hidden"

    status, shown, _ = took(chain.book({"Uitleg": [["Tekst"]], "Instroom": TABLE}, change=hide))
    assert status == 0
    assert shown[1:4] == [
        "let op: het blad 'Instroom' is verborgen; het is meegelezen",
        "let op: verborgen rijen op blad 'Instroom' zijn meegelezen: 7",
        "let op: verborgen kolommen op blad 'Instroom' zijn meegelezen: C",
    ]


def test_a_figure_in_a_merged_cell_is_refused(chain, took):
    chain.profile(WIDE)
    status, _, refused = took(
        chain.book({"Instroom": TABLE}, change=lambda book: book["Instroom"].merge_cells("B6:C6"))
    )
    assert status == 1
    assert "cel B6: error: een cijfer in een samengevoegde cel" in refused[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("columns", '"period"', '"jaar"'), "asiel.land heeft geen dimensie 'jaar'"),
        (
            ("rows", '["nationaliteit"]', '[""]'),
            "het profiel zegt niet wat de dimensie 'nationaliteit' is",
        ),
        (("anchor", '"Nationaliteit"', '"Herkomst"'), "de kop 'Herkomst' staat niet op het blad"),
        (("until", '"Bron"', '"Noten"'), "'Noten' staat niet onder de tabel"),
        (("sheet", '"Instroom"', '"Instrom"'), "het blad 'Instrom' ontbreekt (bedoelt u"),
        (
            ("indicator", '"asiel.land"', '"asiel.lnd"'),
            "'asiel.lnd' is geen indicator (bedoelt u 'asiel.land'?)",
        ),
        (("anchor", '"Nationaliteit"', '"Nationaliteit"\nankre = 1'), "onbekende sleutel 'ankre'"),
        (("until", '"Bron"', '"Bron"\nfactor = 0'), "factor = 0 valt buiten de grenzen"),
    ],
)
def test_a_profile_that_does_not_fit_is_told_of(chain, took, change, problem):
    key, old, new = change
    assert f"{key} = {old}" in WIDE
    chain.profile(WIDE.replace(f"{key} = {old}", f"{key} = {new}"))
    before = chain.tree()
    status, _, refused = took(chain.workbook({"Instroom": TABLE}))
    assert status == 1
    assert problem in refused[0]
    assert chain.tree() == before


def test_a_file_without_profile_names_those_that_there_are(chain, capsys):
    chain.profile(WIDE, name="anders")
    path = chain.workbook({"Instroom": TABLE})
    assert chain.folder.run("import", str(path), "--from", "IND") == 1
    assert "noem een profiel met --profile (aanwezig: anders" in capsys.readouterr().err
    assert chain.folder.run("import", str(path), "--from", "IND", "--profile", "weg") == 2
    assert chain.folder.run("import", str(path), "--from", "IND", "--profile", "../anders") == 2
    assert chain.folder.run("import", str(path), "--from", "CBS", "--profile", "anders") == 1


@pytest.mark.parametrize(
    ("frequency", "written", "period"),
    [
        ("A", "2025", "2025"),
        ("A", "2025JJ00", "2025"),
        ("S", "1e halfjaar 2025", "2025-S1"),
        ("S", "2025-S2", "2025-S2"),
        ("Q", "Q3 2025", "2025-Q3"),
        ("Q", "2025KW03", "2025-Q3"),
        ("Q", "derde kwartaal 2025", "2025-Q3"),
        ("Q", "kw 3 2025", "2025-Q3"),
        ("M", "2025MM03", "2025-03"),
        ("M", "mrt-25", "2025-03"),
        ("M", "maart 2025", "2025-03"),
        ("M", "2025 maart", "2025-03"),
        ("M", "03-2025", "2025-03"),
        ("M", datetime(2025, 3, 1), "2025-03"),
        ("M", datetime(2025, 3, 31), "2025-03"),
        ("D", "31 maart 2025", "2025-03-31"),
        ("D", "31-3-2025", "2025-03-31"),
        ("D", datetime(2025, 3, 31), "2025-03-31"),
    ],
)
def test_periods_as_they_are_written(chain, took, frequency, written, period):
    chain.folder.indicator("asiel.x", [], source="IND", frequency=frequency)
    chain.profile(
        'owner = "IND"\n[[tables]]\nanchor = "Periode"\n[tables.labels]\n"Aantal" = "asiel.x"\n'
    )
    assert took(chain.workbook({"Blad": [["Periode", "Aantal"], [written, 7]]}))[0] == 0
    assert chain.rows("asiel.x") == [f"{period},7,A"]


@pytest.mark.parametrize(
    ("frequency", "written"),
    [
        ("A", "25"),
        ("A", "2025-2026"),
        ("Q", "5e kwartaal 2025"),
        ("Q", "2025"),
        ("M", "mrrt 2025"),
        ("M", "13-2025"),
        ("M", datetime(2025, 3, 15)),
        ("D", "31-2-2025"),
        ("A", datetime(2025, 12, 31)),
    ],
)
def test_what_is_no_period_of_the_indicator_is_refused(chain, took, frequency, written):
    chain.folder.indicator("asiel.x", [], source="IND", frequency=frequency)
    chain.profile(
        'owner = "IND"\n[[tables]]\nanchor = "Periode"\n[tables.labels]\n"Aantal" = "asiel.x"\n'
    )
    assert took(chain.workbook({"Blad": [["Periode", "Aantal"], [written, 7]]}))[0] == 1
    assert chain.rows("asiel.x") == []
