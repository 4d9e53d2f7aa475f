"""What a delivery changes, what stops it, and that all of it is written or none."""

import hashlib

import pytest

from tests.conftest import read_csv

HEAD = "Indicator;Periode;Onderdeel;Cijfer;Status\n"


@pytest.fixture
def deliver(chain, capsys):
    """Delivers lines of a form as CSV; returns the exit status, what was shown, and what was refused."""

    def deliver(lines, *arguments, name="levering.csv", owner="IND"):
        path = chain.file(name, HEAD + lines)
        status = chain.take(path, *arguments, owner=owner)
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return deliver


def test_a_new_period_is_written_logged_and_kept(chain, deliver):
    before = chain.tree()
    status, shown, refused = deliver("asiel.instroom;2025;;1.150;P voorlopig\n")
    assert (status, refused) == (0, [])
    assert shown[1:] == ["asiel.instroom (Instroom): 1 nieuw, 0 gelijk", "  nieuw: 2025 1.150 (P)"]
    assert chain.rows("asiel.instroom") == [
        "2022,900,A",
        "2023,1000,A",
        "2024,1100,A",
        "2025,1150,P",
    ]
    (logged,) = read_csv(chain.folder.root / "data/deliveries.csv")
    original = (chain.inbox / "levering.csv").read_bytes()
    assert logged == {
        "delivered_on": "2026-06-21",
        "owner": "IND",
        "file": "levering.csv",
        "sha256": hashlib.sha256(original).hexdigest(),
        "indicators": "asiel.instroom",
    }
    (kept,) = [path for path in chain.tree() if path.endswith("/levering.csv")]
    assert kept.startswith("data/deliveries/2026-06-21-IND-")
    assert chain.tree()[kept] == original
    changed = {name for name, data in before.items() if chain.tree()[name] != data}
    assert changed == {"data/asiel/instroom.csv"}
    assert chain.folder.run("check") == 0


def test_a_dry_run_shows_the_same_and_writes_nothing(chain, deliver):
    before = chain.tree()
    status, shown, _ = deliver("asiel.instroom;2025;;1150;\n", "--dry-run")
    assert status == 0
    assert "  nieuw: 2025 1.150" in shown
    assert chain.tree() == before


def test_a_revision_is_shown_with_old_new_and_difference_and_refused(chain, deliver):
    before = chain.tree()
    status, shown, refused = deliver("asiel.instroom;2024;;1.080;\nasiel.instroom;2025;;1.150;\n")
    assert status == 1
    assert "  herzien: 2024 1.100 -> 1.080 (-20)" in shown
    assert refused == [
        "levering.csv:asiel.instroom: error: 1 cijfer is herzien of vervallen "
        "(bekijk ze hierboven; klopt het, gebruik dan --accept-revisions)"
    ]
    assert chain.tree() == before


def test_a_dry_run_of_a_revision_fails_too(chain, deliver):
    assert deliver("asiel.instroom;2024;;1.080;\n", "--dry-run")[0] == 1


def test_an_accepted_revision_is_written_on_the_line_of_the_old_figure(chain, deliver):
    assert deliver("asiel.instroom;2024;;1.080;\n", "--accept-revisions")[0] == 0
    assert chain.rows("asiel.instroom") == ["2022,900,A", "2023,1000,A", "2024,1080,A"]


def test_accepting_revisions_does_not_accept_doubts_and_the_reverse(chain, deliver):
    before = chain.tree()
    lines = "asiel.instroom;2024;;11.000;\n"
    assert deliver(lines, "--accept-revisions")[0] == 1
    assert deliver(lines, "--accept-doubts")[0] == 1
    assert chain.tree() == before
    assert deliver(lines, "--accept-doubts", "--accept-revisions")[0] == 0


def test_one_indicator_that_is_refused_keeps_all_others_out(chain, deliver):
    before = chain.tree()
    assert deliver("asiel.aandeel;2025;;42,5;\nasiel.instroom;2024;;1.080;\n")[0] == 1
    assert chain.tree() == before


def test_a_figure_that_loses_its_value_is_a_revision(chain, deliver):
    status, shown, _ = deliver("asiel.instroom;2024;;;O ontbreekt\n")
    assert status == 1
    assert "  vervallen: 2024 1.100 -> geen waarde (O)" in shown


def test_a_missing_figure_that_comes_in_is_new(chain, deliver):
    assert deliver("asiel.instroom;2025;;;O ontbreekt\n")[0] == 0
    status, shown, _ = deliver("asiel.instroom;2025;;1.150;\n", name="later.csv")
    assert status == 0
    assert "  nieuw: 2025 1.150" in shown


def test_a_status_that_changes_is_shown_and_needs_no_consent(chain, deliver):
    status, shown, _ = deliver("asiel.instroom;2024;;1.100;P\n")
    assert status == 0
    assert "  andere status: 2024 1.100 -> 1.100 (P)" in shown
    assert chain.rows("asiel.instroom")[-1] == "2024,1100,P"


def test_a_delivery_that_changes_nothing_is_logged_once(chain, deliver):
    lines = "asiel.instroom;2024;;1.100;\n"
    assert deliver(lines)[0] == 0
    assert deliver(lines)[0] == 0
    assert len(read_csv(chain.folder.root / "data/deliveries.csv")) == 1
    assert chain.rows("asiel.instroom")[-1] == "2024,1100,A"


@pytest.mark.parametrize(
    ("figure", "is_refused"), [("1.430", False), ("1.431", True), ("770", False), ("769", True)]
)
def test_a_jump_outside_the_band_is_doubted(chain, deliver, figure, is_refused):
    chain.folder.indicator(
        "asiel.instroom", [(2024, 1100)], source="IND", band=30, title="Instroom"
    )
    status, shown, refused = deliver(f"asiel.instroom;2025;;{figure};\n")
    assert (status == 1) is is_refused
    assert any("de band is 30%" in line for line in shown) is is_refused
    assert any("--accept-doubts" in line for line in refused) is is_refused


@pytest.mark.parametrize(
    ("frequency", "over", "early"),
    [("M", "2026-05", "2026-06"), ("Q", "2026-Q1", "2026-Q2"), ("S", "2025-S2", "2026-S1"),
     ("A", "2025", "2026"), ("D", "2026-06-21", "2026-06-22")],
)  # fmt: skip
def test_a_figure_over_a_period_that_is_not_over_is_doubted(chain, deliver, frequency, over, early):
    """The day of the tests is 21 June 2026."""
    chain.folder.indicator("asiel.reeks", [], source="IND", frequency=frequency)
    assert deliver(f"asiel.reeks;{over};;100;\nasiel.reeks;{early};;;O ontbreekt\n")[0] == 0
    status, shown, refused = deliver(f"asiel.reeks;{early};;100;\n", name="later.csv")
    assert status == 1
    assert any("te vroeg: " in line and "nog niet voorbij" in line for line in shown)
    assert any("--accept-doubts" in line for line in refused)


@pytest.mark.parametrize(("figure", "is_refused"), [("43,5", False), ("43,6", True)])
def test_the_band_of_a_percentage_is_in_points(chain, deliver, figure, is_refused):
    chain.folder.indicator(
        "asiel.aandeel", [(2024, "41.5")], source="IND", unit="procent", decimals=1, band=2
    )
    status, shown, _ = deliver(f"asiel.aandeel;2025;;{figure};\n")
    assert (status == 1) is is_refused
    assert any("de band is 2 procentpunt" in line for line in shown) is is_refused


def test_months_are_compared_with_the_same_month_of_a_year_before(chain, deliver):
    months = [(f"2024-{month:02}", 100 * month) for month in range(1, 13)]
    chain.folder.indicator("asiel.maand", months, source="IND", frequency="M", band=10)
    assert deliver("asiel.maand;2025-01;;105;\nasiel.maand;2025-02;;210;\n")[0] == 0
    status, shown, _ = deliver("asiel.maand;2025-03;;210;\n", name="later.csv")
    assert status == 1
    assert "  sprong: maart 2025 210: 30,0% minder dan 300 in maart 2024; de band is 10%" in shown


@pytest.mark.parametrize(
    ("figure", "factor"),
    [("11.000", "10"), ("13.750", "10"), ("13.751", ""), ("8.800", "10"), ("8.799", "")],
)
def test_a_figure_of_about_ten_times_the_last_one_looks_like_another_unit(deliver, figure, factor):
    _, shown, _ = deliver(f"asiel.instroom;2025;;{figure};\n")
    assert any(f"ongeveer {factor} keer zo groot" in line for line in shown) is bool(factor)


@pytest.mark.parametrize(
    ("figure", "said"), [("1.100.000", "1.000 keer zo groot"), ("110", "10 keer zo klein")]
)
def test_thousands_and_parts_look_like_another_unit_too(deliver, figure, said):
    status, shown, _ = deliver(f"asiel.instroom;2025;;{figure};\n")
    assert status == 1
    assert any(f"ongeveer {said} als 1.100 in 2024" in line for line in shown)


def test_small_counts_may_grow_tenfold(chain, deliver):
    chain.folder.indicator("asiel.instroom", [(2024, 9)], source="IND")
    assert deliver("asiel.instroom;2025;;90;\n")[0] == 0


PARTS = "asiel.land;2025;totaal;{total};\nasiel.land;2025;Syrië;350;\nasiel.land;2025;Eritrea;240;\nasiel.land;2025;Overig;120;\n"


@pytest.mark.parametrize(
    ("total", "said"), [(710, ""), (712, ""), (713, "3 minder"), (708, ""), (707, "3 meer")]
)
def test_a_total_that_its_parts_no_longer_make_beyond_rounding_is_doubted(deliver, total, said):
    status, shown, _ = deliver(PARTS.format(total=total))
    assert (status == 1) is bool(said)
    assert any(
        f"de delen naar nationaliteit tellen op tot {said} dan het totaal" in line for line in shown
    ) is bool(said)


def test_parts_that_never_made_the_total_are_not_added_up(chain, deliver):
    rows = [
        (2024, "TOTAL", 660),
        (2024, "Syrië", 330),
        (2024, "Eritrea", 220),
        (2024, "Overig", 60),
    ]
    chain.folder.indicator("asiel.land", rows, source="IND", dimensions=["nationaliteit"])
    assert deliver(PARTS.format(total=900))[0] == 0


def test_rounded_parts_may_differ_by_what_rounding_explains(chain, deliver):
    rows = [
        (2024, "TOTAL", 660),
        (2024, "Syrië", 330),
        (2024, "Eritrea", 220),
        (2024, "Overig", 110),
    ]
    chain.folder.indicator(
        "asiel.land", rows, source="IND", dimensions=["nationaliteit"], rounding=10
    )
    assert deliver(PARTS.format(total=730))[0] == 0
    status, shown, _ = deliver(PARTS.format(total=740), name="later.csv")
    assert status == 1
    assert any("tellen op tot 30 minder" in line for line in shown)


def test_another_spelling_of_a_part_is_refused_at_its_line(chain, deliver):
    before = chain.tree()
    status, _, refused = deliver("asiel.land;2025;SYRIË;350;\n", "--accept-doubts")
    assert status == 1
    assert refused == [
        "levering.csv:regel 2, kolom 4: error: de naam 'SYRIË' is bijna gelijk aan 'Syrië' (in de reeks)"
        " (noem het deel zoals de reeks doet, of zet de naam bij labels in het profiel)"
    ]
    assert chain.tree() == before


def test_a_part_above_its_total_is_doubted(deliver):
    _, shown, refused = deliver("asiel.land;2025;Totaal;400;\nasiel.land;2025;Syrië;450;\n")
    assert "  totaal: 2025 [Syrië] 450: meer dan het totaal: 400" in shown
    assert any("--accept-doubts" in line for line in refused)


def test_a_part_that_was_not_there_before_is_doubted_with_the_name_it_resembles(chain, deliver):
    before = chain.tree()
    status, shown, _ = deliver("asiel.land;2025;Syrie;350;\n")
    assert status == 1
    assert (
        "  nieuw deel: 2025 [Syrie] 350: 'Syrie' kwam nog niet voor (bedoelt u 'Syrië'?)" in shown
    )
    assert chain.tree() == before


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "asiel.instrom;2025;;1;",
            "onbekende indicator 'asiel.instrom' (bedoelt u 'asiel.instroom'?)",
        ),
        ("migratie.anders;2025;;1;", "migratie.anders wordt geleverd door CBS, niet door IND"),
        ("asiel.instroom;2025-Q1;;1;", "'2025-q1' is geen periode (schrijf 2025)"),
        ("asiel.instroom;2025;;-3;", "-3 ligt niet vanaf 0"),
        ("asiel.instroom;2025;;12,5;", "12.5 personen is geen heel aantal"),
        ("asiel.instroom;2025;;12.5;", "'12.5' is geen getal"),
        ("asiel.instroom;2025;;-;", "'-' is geen getal"),
        ("asiel.instroom;2025;;;A definitief", "status A zonder cijfer"),
        ("asiel.instroom;2025;;12;O", "bij status O hoort geen waarde"),
        ("asiel.instroom;2025;;12;Z", "onbekende status 'Z'"),
        ("asiel.instroom;2025;Syrië;12;", "'Syrië' is geen onderdeel van asiel.instroom"),
        ("asiel.land;2025;;12;", "'' is geen onderdeel van asiel.land"),
        ("asiel.land;2025;=1+1;12;", "de naam '=1+1' begint met '='"),
        ("asiel.land;2025;@som;12;", "de naam '@som' begint met '@'"),
        ("asiel.instroom;2025;;" + "9" * 40 + ";", "een getal van 40 cijfers kan niet kloppen"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_place(chain, deliver, line, problem):
    before = chain.tree()
    status, _, refused = deliver(line + "\n")
    assert status == 1
    assert refused[0].startswith("levering.csv:regel 2, kolom 4: error: ")
    assert problem in refused[0]
    assert refused[0].endswith(")")
    assert chain.tree() == before


def test_the_same_figure_twice_is_refused_with_both_places(deliver):
    status, _, refused = deliver("asiel.instroom;2025;;1;\nasiel.instroom;2025;;2;\n")
    assert status == 1
    assert "hetzelfde cijfer over 2025 staat ook op regel 2, kolom 4" in refused[0]


def test_all_mistakes_are_told_at_once(deliver):
    assert len(deliver("asiel.instroom;2025;;a;\nasiel.instroom;2026;;b;\n")[2]) == 2


def test_an_unknown_owner_or_a_file_that_is_not_there_is_wrong_usage(chain, deliver):
    assert deliver("asiel.instroom;2025;;1;\n", owner="INB")[0] == 2
    assert chain.take(chain.inbox / "weg.xlsx") == 2
    assert chain.folder.run("import", str(chain.inbox / "levering.csv")) == 2


def test_a_delivery_without_figures_is_refused(deliver):
    status, _, refused = deliver("asiel.instroom;2025;;;\n")
    assert status == 1
    assert "er staat geen enkel cijfer in" in refused[0]


def test_a_new_line_stands_with_its_own_slice(chain, deliver):
    rows = [(2023, "TOTAL", 30), (2024, "TOTAL", 33), (2023, "Syrië", 10), (2024, "Syrië", 11)]
    chain.folder.indicator("asiel.land", rows, source="IND", dimensions=["nationaliteit"])
    assert (
        deliver(
            "asiel.land;2025;totaal;36;\nasiel.land;2025;Syrië;12;\nasiel.land;2022;Syrië;9;\n"
        )[0]
        == 0
    )
    assert chain.rows("asiel.land") == [
        *("2023,TOTAL,30,A", "2024,TOTAL,33,A", "2025,TOTAL,36,A"),
        *("2022,Syrië,9,A", "2023,Syrië,10,A", "2024,Syrië,11,A", "2025,Syrië,12,A"),
    ]


def test_damaged_figures_of_the_project_are_mended_first(chain, deliver):
    chain.folder.write("data/asiel/instroom.csv", "time_period,obs_value,obs_status\n2024,twee,A\n")
    before = chain.tree()
    status, _, refused = deliver("asiel.instroom;2025;;1;\n")
    assert status == 1
    assert refused[0].startswith("data/asiel/instroom.csv:2: error: 'twee' is geen getal")
    assert chain.tree() == before


def test_trace_and_status_show_the_delivery(chain, deliver, capsys):
    assert deliver("asiel.instroom;2025;;1.150;\n")[0] == 0
    assert chain.folder.run("trace", "asiel.instroom") == 0
    assert (
        "laatst geleverd op 21 juni 2026 door IND (levering.csv, sha256 " in capsys.readouterr().out
    )
    assert chain.folder.run("status") == 0
    assert (
        "    laatste levering: 21 juni 2026 (levering.csv)" in capsys.readouterr().out.splitlines()
    )


def test_every_sheet_of_a_file_that_is_a_form_is_read(chain, capsys):
    head = ("Indicator", "Periode", "Onderdeel", "Cijfer", "Status")
    sheets = {
        "Cijfers": [head, ("asiel.instroom", "2025", "", 1150, "")],
        "Uitleg": [("Vul in wat u weet.",)],
        "Overige cijfers": [head, ("asiel.aandeel", "2025", "", "42,5", "")],
    }
    assert chain.take(chain.workbook(sheets)) == 0
    said = capsys.readouterr().out
    assert "het formulier op blad 'Cijfers'" in said
    assert "het formulier op blad 'Overige cijfers'" in said
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"
    assert chain.rows("asiel.aandeel")[-1] == "2025,42.5,A"


def test_a_figure_that_stands_on_two_sheets_of_a_form_is_refused(chain, capsys):
    head = ("Indicator", "Periode", "Onderdeel", "Cijfer", "Status")
    sheets = {
        name: [head, ("asiel.instroom", "2025", "", value, "")]
        for name, value in (("Cijfers", 1150), ("Oud", 1100))
    }
    assert chain.take(chain.workbook(sheets)) == 1
    assert "Oud" in capsys.readouterr().err
    assert chain.rows("asiel.instroom")[-1] == "2024,1100,A"
