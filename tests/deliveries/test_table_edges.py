"""What touches a table is read, refused or named: beside it, below it, left of it and between."""

import pytest

LAND = """\
owner = "IND"

[[tables]]
anchor = "Nationaliteit"
rows = ["nationaliteit"]
columns = "period"
indicator = "asiel.land"
"""
SPACED = [
    ["Nationaliteit", "2023", "2024", None, "2025"],
    ["Totaal", 600, 660, None, 710],
    ["Syrië", 300, 330, None, 350],
    ["Eritrea", 200, 220, None, 240],
    ["Overig", 100, 110, None, 120],
]
SPLIT = [
    ["Nationaliteit", "2025"],
    ["Totaal", 710],
    [],
    ["Syrië", 350],
    ["Eritrea", 240],
    ["Overig", 120],
]
READ = ["2025,Eritrea,240,A", "2025,Overig,120,A", "2025,Syrië,350,A", "2025,TOTAL,710,A"]


@pytest.fixture
def took(chain, capsys):
    """Imports rows of a sheet by a profile; returns the exit status, what was shown and what was refused."""

    def took(rows, settings="", merged=(), profile=LAND, arguments=()):
        def change(book):
            for area in merged:
                book["Blad"].merge_cells(area)

        chain.profile(profile + settings)
        status = chain.take(chain.book({"Blad": rows}, change=change), *arguments)
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return took


def newest(chain):
    return [row for row in chain.rows("asiel.land") if row.startswith("2025")]


def test_a_year_behind_an_empty_column_is_refused_with_the_ways_out(chain, took):
    status, _, refused = took(SPACED)
    assert status == 1
    assert refused == [
        "levering.xlsx:blad 'Blad', cel E1: error: naast de tabel staan cijfers die niet gelezen zijn: "
        "E1:E5 (horen zij erbij, geef dan elke kolom een kop en zet gaps = true in het profiel: lege "
        'kolommen en regels horen dan bij de tabel; zo niet, ignore = ["E"])'
    ]
    assert newest(chain) == []


def test_with_gaps_a_year_behind_an_empty_column_is_read(chain, took):
    assert took(SPACED, "gaps = true\n")[0] == 0
    assert newest(chain) == READ


def test_what_the_profile_ignores_is_not_read_and_not_refused(chain, took):
    status, shown, _ = took(SPACED, 'ignore = "E"\n')
    assert status == 0
    assert newest(chain) == []
    assert not [line for line in shown if line.startswith("let op: niet gelezen")]


@pytest.mark.parametrize("area", ["D", "D:D", "D1:D5"])
def test_a_column_of_differences_can_be_ignored(chain, took, area):
    rows = [
        [*row[:3], extra] for row, extra in zip(SPACED, ["Verschil", 60, 30, 20, 10], strict=True)
    ]
    assert took(rows, f'ignore = ["{area}"]\n')[0] == 0
    assert took(rows)[0] == 1


@pytest.mark.parametrize("area", ["d", "4", "D-F", "D:4", ""])
def test_what_is_no_area_is_told_of(took, area):
    assert (
        f"ignore: '{area}' is geen kolom of gebied" in took(SPACED, f'ignore = ["{area}"]\n')[2][0]
    )


def test_a_total_without_a_head_beside_the_table_is_refused(took):
    rows = [["Nationaliteit", "2025"], ["Totaal", 710, 999], ["Syrië", 350]]
    assert "niet gelezen zijn: C2 " in took(rows)[2][0]
    assert "niet gelezen zijn: C2 " in took(rows, "gaps = true\n")[2][0]


def test_a_column_without_a_head_between_the_years_is_refused(took):
    rows = [
        [*row[:3], extra, row[4]]
        for row, extra in zip(SPACED, [None, 660, "p", None, None], strict=True)
    ]
    status, _, refused = took(rows, "gaps = true\n")
    assert status == 1
    assert "in de tabel staat een kolom zonder kop: D2:D3" in refused[0]


def test_a_formula_that_was_never_worked_out_beside_the_table_is_refused(took):
    rows = [["Nationaliteit", "2024"], ["Totaal", 660, None, "=B2*2"]]
    assert "niet gelezen zijn: D2 " in took(rows)[2][0]


def test_a_text_beside_the_table_is_named(took):
    rows = [SPLIT[0], SPLIT[1], [*SPLIT[3], None, "zonder nareis"], *SPLIT[4:]]
    status, shown, _ = took(rows)
    assert status == 0
    assert "let op: naast de tabel staat tekst die niet gelezen is: 'zonder nareis' (D3)" in shown


def test_a_text_right_above_the_heads_is_named(took):
    rows = [["Instroom", "x 1.000"], *SPLIT[:2], *SPLIT[3:]]
    status, shown, _ = took(rows)
    assert status == 0
    assert [
        line
        for line in shown
        if line.startswith("let op: boven de koppen staat nog 'x 1.000' (B1)")
    ]


def test_parts_below_an_empty_row_are_refused(chain, took):
    status, _, refused = took(SPLIT)
    assert status == 1
    assert "cel B4: error: onder de tabel gaan de cijfers door: B4:B6" in refused[0]
    assert newest(chain) == []


@pytest.mark.parametrize("settings", ['until = "Bron"\n', "gaps = true\n"])
@pytest.mark.parametrize("empty", [1, 3])
def test_parts_below_empty_rows_are_read_up_to_where_the_table_runs(chain, took, settings, empty):
    rows = [*SPLIT[:2], *[[]] * empty, *SPLIT[3:], ["Bron: IND"], ["Noot"]]
    assert took(rows, settings)[0] == 0
    assert newest(chain) == READ


def test_figures_below_the_line_that_the_table_runs_until_are_named(chain, took):
    rows = [*SPLIT[:2], *SPLIT[3:], ["Bron"], [], ["Totaal", 9999]]
    status, shown, _ = took(rows, 'until = "Bron"\n')
    assert status == 0
    assert "let op: niet gelezen cijfers op blad 'Blad': B8" in shown
    assert newest(chain) == READ


def test_notes_under_a_table_with_numbers_before_them_do_not_touch_it(chain, took):
    rows = [*SPLIT[:2], *SPLIT[3:], [], [1, "voorlopig"], [2, "zonder nareis"]]
    assert took(rows)[0] == 0
    assert newest(chain) == READ


def test_labels_left_of_the_table_are_refused(took):
    rows = [
        [None, "Nationaliteit", "2025"],
        ["man", "Syrië", 40],
        [None, "Eritrea", 20],
    ]
    status, _, refused = took(rows)
    assert status == 1
    assert "cel A2: error: links van de tabel staat nog iets: A2" in refused[0]


def test_a_sheet_with_figures_that_is_not_read_is_named(chain, capsys):
    chain.profile(LAND.replace("[[tables]]", '[[tables]]\nsheet = "Een"'))
    whole = [*SPLIT[:2], *SPLIT[3:]]
    path = chain.workbook({"Een": whole, "Twee": whole, "Uitleg": [["Tekst"]]})
    assert chain.take(path) == 0
    shown = capsys.readouterr().out.splitlines()
    assert "let op: het blad 'Twee' is niet gelezen (5 cijfers)" in shown
    assert not [line for line in shown if "Uitleg" in line]


SIDE = [
    ["Nationaliteit", "2025", None, "Jaar", "Aantal"],
    ["Totaal", 710, None, 2024, 1100],
    ["Syrië", 350, None, 2025, 1150],
    ["Eritrea", 240, None, None, None],
    ["Overig", 120, None, None, None],
]


def test_two_tables_side_by_side_are_both_read_or_the_other_is_refused(chain, took):
    assert "niet gelezen zijn: D2:D3, E2:E3" in took(SIDE)[2][0]
    second = '[[tables]]\nanchor = "Jaar"\n[tables.labels]\n"Aantal" = "asiel.instroom"\n'
    assert took(SIDE, second)[0] == 0
    assert newest(chain) == READ
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_a_second_head_halfway_is_refused_also_where_its_label_is_skipped(chain, took):
    rows = [
        ["Nationaliteit", "2024"],
        ["Totaal", 660],
        ["Nationaliteit", "2025"],
        ["Syrië", 350],
    ]
    profile = LAND.replace('"Nationaliteit"', '"A1"')
    skip = '[tables.labels]\n"Nationaliteit" = ""\n"" = "TOTAL"\n'
    for head in ("Nationaliteit", None):
        rows[2][0] = head
        status, _, refused = took(rows, skip, profile=profile)
        assert status == 1
        assert "cel B3: error: halverwege de tabel staat een andere kop" in refused[0]
    assert newest(chain) == []


def test_a_head_that_is_repeated_as_it_is_is_passed_over(chain, took):
    rows = [*SPLIT[:2], SPLIT[0], *SPLIT[3:]]
    assert "de kop 'Nationaliteit' staat er 2 keer" in took(rows)[2][0]
    profile = LAND.replace('"Nationaliteit"', '"A1"')
    assert took(rows, profile=profile)[0] == 0
    assert newest(chain) == READ


def test_a_row_between_the_figures_without_any_is_named(took):
    rows = [SPLIT[0], SPLIT[1], ["waarvan eerste aanvragen"], *SPLIT[3:]]
    shown = took(rows)[1]
    assert "let op: zonder cijfers: regel 3 ('waarvan eerste aanvragen')" in shown


NESTED = """\
owner = "IND"
[[tables]]
anchor = "Nationaliteit"
rows = ["nationaliteit", "geslacht"]
columns = "period"
indicator = "asiel.sexe"
"""
GROUPS = [["Nationaliteit", "Geslacht", "2025"], ["Syrië", "man", 40], [None, "vrouw", 20]]


@pytest.fixture
def sexes(chain):
    """A project with an indicator by nationality and sex."""
    names = [("Syrië", "man"), ("Syrië", "vrouw"), ("Irak", "man"), ("TOTAL", "TOTAL")]
    names += [("Syrië", "TOTAL"), ("Irak", "TOTAL")]
    rows = [(2024, *name, 10) for name in names]
    chain.folder.indicator(
        "asiel.sexe", rows, source="IND", dimensions=["nationaliteit", "geslacht"]
    )
    return lambda: [row for row in chain.rows("asiel.sexe") if row.startswith("2025")]


def test_an_inner_label_that_is_empty_does_not_repeat_that_of_another_group(sexes, took):
    status, _, refused = took([*GROUPS, ["Irak", None, 60]], profile=NESTED)
    assert status == 1
    assert "cel C4: error: het opschrift voor geslacht is leeg" in refused[0]
    assert '[tables.labels] "" = "TOTAL"' in refused[0]
    assert sexes() == []


def test_an_inner_label_that_is_empty_is_a_total_where_the_profile_says_so(sexes, took):
    rows = [*GROUPS, ["Irak", None, 60]]
    label = '[tables.labels]\n"" = "TOTAL"\n'
    assert took(rows, label, profile=NESTED, arguments=["--accept-doubts"])[0] == 0
    assert sexes() == ["2025,Irak,TOTAL,60,A", "2025,Syrië,man,40,A", "2025,Syrië,vrouw,20,A"]


def test_an_inner_label_that_is_empty_within_its_group_repeats_none_either(sexes, took):
    status, _, refused = took([*GROUPS, [None, None, 60]], profile=NESTED)
    assert status == 1
    assert "een regel met cijfers zonder enig opschrift" in refused[0]
    skip = '[tables.labels]\n"" = "TOTAL"\n'
    assert took([*GROUPS, [None, None, 60]], skip, profile=NESTED)[0] == 1
    assert (
        "het opschrift voor geslacht is leeg"
        in took([*GROUPS, ["Syrië", None, 60]], profile=NESTED)[2][0]
    )


def test_the_middle_label_of_three_does_not_come_from_another_group(chain, took):
    names = ("nationaliteit", "geslacht", "soort")
    rows = [(2024, "TOTAL", "TOTAL", "TOTAL", 1)]
    for nationality in ("Syrië", "Irak"):
        rows += [(2024, nationality, "man", kind, 1) for kind in ("eerste", "herhaald")]
    chain.folder.indicator("asiel.drie", rows, source="IND", dimensions=names)
    profile = NESTED.replace("sexe", "drie").replace('"geslacht"]', '"geslacht", "soort"]')
    table = [
        ["Nationaliteit", "Geslacht", "Soort", "2025"],
        ["Syrië", "man", "eerste", 1],
        [None, None, "herhaald", 2],
        ["Irak", None, "eerste", 3],
    ]
    status, _, refused = took(table, profile=profile)
    assert (status, len(refused)) == (1, 1)
    assert "cel D4: error: het opschrift voor geslacht is leeg" in refused[0]


def test_a_label_that_is_merged_over_its_group_is_that_of_each_row(sexes, took):
    rows = [*GROUPS, ["Irak", "man", 60], ["Totaal", None, 120]]
    merged, arguments = ["A2:A3", "A5:B5"], ["--accept-doubts"]
    assert took(rows, merged=merged, profile=NESTED, arguments=arguments)[0] == 0
    assert sexes() == [
        "2025,Irak,man,60,A",
        "2025,Syrië,man,40,A",
        "2025,Syrië,vrouw,20,A",
        "2025,TOTAL,TOTAL,120,A",
    ]
