"""What is wrong with a profile is told at its line, and many unknown labels in one block."""

import tomllib

import pytest

LAND = """\
owner = "IND"

[[tables]]
anchor = "Nationaliteit"
rows = ["nationaliteit"]
columns = "period"
indicator = "asiel.land"
until = "Bron"

[tables.labels]
"Syrische Arabische Republiek" = "Syrië"
"""
ROWS = [
    ["Nationaliteit", "2025"],
    ["Totaal", 710],
    ["Syrië", 350],
    ["Eritrea", 240],
    ["Overig", 120],
    ["Bron"],
]
FILE = "data/deliveries/profiles/tabel.toml"


@pytest.fixture
def took(chain, capsys):
    """Imports rows by a profile; returns the exit status, what was shown and what was refused."""

    def took(profile, rows=ROWS):
        chain.profile(profile)
        status = chain.take(chain.workbook({"Blad": rows}))
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return took


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('"Nationaliteit"', '"Land"', 4, "bij levering.xlsx: de kop 'Land' staat niet op het blad"),
        ('"Bron"', '"Noten"', 8, "bij levering.xlsx: 'Noten' staat niet onder de tabel"),
        ('"Bron"', '"Bron"\nsheet = "Twee"', 9, "bij levering.xlsx: het blad 'Twee' ontbreekt"),
        (
            '"Bron"',
            '"Bron"\nbelow = "Tabel"',
            9,
            "bij levering.xlsx: 'Tabel' staat niet op het blad",
        ),
        (
            '"Bron"',
            '"Bron"\nignore = "d"',
            9,
            "bij levering.xlsx: ignore: 'd' is geen kolom of gebied",
        ),
        ('"asiel.land"', '"asiel.lnd"', 7, "bij levering.xlsx: 'asiel.lnd' is geen indicator"),
        (
            '["nationaliteit"]',
            '["natie"]',
            5,
            "bij levering.xlsx: asiel.land heeft geen dimensie 'natie'",
        ),
        (
            '"Bron"',
            '"Bron"\nfixed = { land = "x" }',
            9,
            "bij levering.xlsx: asiel.land heeft geen dimensie 'land'",
        ),
        (
            '"Bron"',
            '"Bron"\nonly = { X = "x" }',
            9,
            "bij levering.xlsx: er is geen kolom met de kop 'X'",
        ),
        ('"Syrië"\n', '"Syrië"\n"2025" = "25"\n', 12, "bij levering.xlsx: '25' is geen periode"),
        ('"Bron"', '"Bron"\nperiod = "2025"', 9, "period staat vast voor de tabel, en wordt ook"),
        (
            '"period"',
            '["period", "nationaliteit"]',
            6,
            "'nationaliteit' wordt op 2 plaatsen gezegd",
        ),
        ('"Bron"', '"Bron"\nfixed = { nationaliteit = "TOTAL" }', 9, "nationaliteit staat vast"),
        (
            '"Bron"',
            '"Bron"\nby_head = { X = "nationaliteit" }',
            9,
            "rows en by_head zeggen allebei",
        ),
        ('"period"', '["period", ""]\nhead_rows = 3', 7, "columns noemt 2 kopregels, head_rows 3"),
        ('= "Syrië"', '= "?"', 11, "niet ingevuld is wat 'Syrische Arabische Republiek' betekent"),
        (
            '"IND"',
            '"IND"\nflags = { p = "P" }',
            2,
            "er zijn vlaggen, maar geen tabel zegt in welke",
        ),
        ('"Bron"', '"Bron"\nuntill = "x"', 9, "onbekende sleutel 'untill'"),
    ],
)
def test_what_does_not_fit_is_told_once_at_the_line_of_the_profile(
    chain, took, old, new, line, problem
):
    assert old in LAND
    before = chain.rows("asiel.land")
    status, _, refused = took(LAND.replace(old, new, 1))
    assert status == 1
    assert len(refused) == 1
    assert refused[0].startswith(f"{FILE}:{line}: error: {problem}")
    assert chain.rows("asiel.land") == before


def test_the_line_is_that_of_the_table_that_does_not_fit(took):
    second = '\n[[tables]]\nanchor = "Weg"\n'
    refused = took(LAND + second)[2]
    assert len(refused) == 1
    assert refused[0].startswith(f"{FILE}:14: error: bij levering.xlsx: de kop 'Weg'")


UNKNOWN = [
    ["Nationaliteit", "2025", "Verschil"],
    ["Totaal", 710, 50],
    ["Syrie", 350, 20],
    ["Eritrea", 240, 20],
    ['zeg "ja"', 120, 10],
    ["Bron"],
]


def test_many_unknown_labels_give_one_block_to_paste(chain, took):
    plain = LAND.partition("\n[tables.labels]")[0] + "\n"
    status, shown, refused = took(plain, UNKNOWN)
    assert (status, len(refused)) == (1, 1)
    assert refused[0].startswith(
        "levering.xlsx:blad 'Blad', cel C2: error: 3 opschriften zijn niet bekend: 'Verschil', 'Syrie', 'zeg \"ja\"'"
    )
    start = next(number for number, line in enumerate(shown) if line.startswith("# Voor "))
    block = "\n".join(shown[start:])
    assert tomllib.loads(block) == {"labels": {"Verschil": "?", "Syrie": "Syrië", 'zeg "ja"': "?"}}
    assert '"Syrie" = "Syrië"  # nakijken' in shown
    refused = took(plain + block + "\n", UNKNOWN)[2]
    assert [line.partition(" error: ")[2][:27] for line in refused] == [
        "niet ingevuld is wat 'Versc",
        "niet ingevuld is wat 'zeg \"",
    ]
    filled = block.replace('"Verschil" = "?"', '"Verschil" = ""').replace('"?"', '"Overig"')
    assert took(plain + filled + "\n", UNKNOWN)[0] == 0
    assert "2025,Overig,120,A" in chain.rows("asiel.land")


def test_the_block_has_no_second_head_where_the_profile_has_labels(took):
    labels = '\n[labels]\n"X" = "Syrië"\n'
    shown = took(LAND.partition("\n[tables.labels]")[0] + labels, UNKNOWN)[1]
    assert "[labels]" not in shown
    assert "# onder [labels], dat er al staat:" in shown


def test_a_label_that_is_unknown_in_each_row_is_told_once(took):
    rows = [["Nationaliteit", "2025", "Verschil"], *([*row, 1] for row in ROWS[1:5]), ["Bron"]]
    status, shown, refused = took(LAND, rows)
    assert (status, len(refused)) == (1, 1)
    assert not [line for line in shown if line.startswith("#")]
    assert "'Verschil' is geen periode" in refused[0]


def test_periods_of_another_kind_are_told_once_with_the_way_out(chain, took):
    rows = [["Nationaliteit", "2025", "2025-Q1", "2025-Q2"], ["Syrië", 350, 1, 2], ["Bron"]]
    refused = took(LAND, rows)[2]
    assert len(refused) == 1
    assert 'sla zulke perioden over met skip_periods = ["Q"]' in refused[0]


SHEETS = """\
owner = "IND"

[[tables]]
sheet = {}
sheet_says = "{}"
anchor = "Nationaliteit"
rows = ["nationaliteit"]
columns = "{}"
indicator = "asiel.land"
"""


def years(*names):
    table = [["Nationaliteit", "Aantal"], ["Totaal", 710], ["Syrië", 350]]
    return dict.fromkeys(names, table)


@pytest.mark.parametrize("sheet", ['"Instroom *"', '["Instroom 2025", "Instroom 2026"]'])
def test_sheets_of_one_shape_are_read_by_a_list_or_a_pattern(chain, capsys, sheet):
    chain.profile(
        SHEETS.format(sheet, "period", "").replace('columns = ""', 'columns = [""]')
        + '[tables.labels]\n"Instroom 2025" = "2025"\n"Instroom 2026" = "2026"\n'
    )
    book = years("Instroom 2025", "Instroom 2026") | {"Uitleg": [["Tekst"]]}
    assert chain.take(chain.workbook(book), "--accept-doubts") == 0
    shown = capsys.readouterr().out.splitlines()
    assert "gelezen: blad 'Instroom 2025', A1:B3" in shown
    assert "gelezen: blad 'Instroom 2026', A1:B3" in shown
    assert [row for row in chain.rows("asiel.land") if row > "2025"] == [
        "2025,Syrië,350,A",
        "2025,TOTAL,710,A",
        "2026,Syrië,350,A",
        "2026,TOTAL,710,A",
    ]


def test_a_sheet_that_says_a_part_is_that_part(chain):
    chain.profile(
        'owner = "IND"\n[[tables]]\nsheet = "*"\nsheet_says = "nationaliteit"\nanchor = "Jaar"\n'
        'columns = [""]\nindicator = "asiel.land"\n'
    )
    table = [["Jaar", "Aantal"], [2025, 350]]
    path = chain.workbook({"Syrië": table, "Eritrea": table})
    assert chain.take(path, "--accept-doubts") == 0
    assert chain.rows("asiel.land")[-2:] == ["2025,Eritrea,350,A", "2025,Syrië,350,A"]


def test_sheets_that_say_nothing_have_each_figure_twice(chain, capsys):
    chain.profile(
        'owner = "IND"\n[[tables]]\nsheet = "*"\nanchor = "Jaar"\n[tables.labels]\n'
        '"Aantal" = "asiel.instroom"\n'
    )
    table = [["Jaar", "Aantal"], [2025, 1150]]
    assert chain.take(chain.workbook({"Een": table, "Twee": table})) == 1
    assert "hetzelfde cijfer over 2025 staat ook op blad 'Een'" in capsys.readouterr().err


def test_a_sheet_of_the_list_that_is_gone_is_told_of(chain, capsys):
    chain.profile(SHEETS.format('["2025", "2026"]', "period", "x"))
    assert chain.take(chain.workbook(years("2025"))) == 1
    assert (
        f"{FILE}:4: error: bij levering.xlsx: het blad '2026' ontbreekt" in capsys.readouterr().err
    )


def test_labels_of_the_profile_that_no_figure_has_are_named(took):
    labels = '"Totaal" = "TOTAL"\n'
    shown = took(LAND + labels)[1]
    name = "Syrische Arabische Republiek"
    assert f"niet nodig bij dit bestand: '{name}' (labels, {FILE})" in shown
