"""Pictures: what is drawn, as far as text and shapes in the SVG tell; the eye does the rest."""

from itertools import pairwise

import pytest
from matplotlib.text import Text

from report_builder.charts.axes import ValueScale
from report_builder.charts.drawing import draw
from report_builder.charts.label_levels import spread
from report_builder.charts.lines import draw_lines
from report_builder.charts.page import SIZE, wrapped
from report_builder.charts.panels import draw_multiples
from report_builder.charts.style import YELLOW, text_colour, text_width
from report_builder.charts.ticks import Ticks
from report_builder.model.tone import Tone
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content, table_content
from report_builder.values.tiles import dashboard_content


@pytest.fixture
def content(asylum):
    """What a figure with these settings says."""

    def make(**settings):
        asylum.figure("asiel/f", **settings)
        asylum.document("h1", "# Kop")
        project = asylum.project()
        spec = project.figures["asiel/f"]
        return (table_content if spec.traits.is_table else figure_content)(spec, Dataset(project))

    return make


KINDS = {
    "line": {"indicators": ["asiel.aanvragen"]},
    "bar": {"indicators": ["asiel.aanvragen", "asiel.oud"]},
    "stacked_bar": {"indicators": ["asiel.aanvragen"], "split": "nationaliteit"},
    "ranking": {"indicators": ["asiel.aanvragen"], "split": "nationaliteit", "top": 3},
    "slope": {"indicators": ["asiel.aanvragen"], "split": "nationaliteit"},
    "small_multiples": {"indicators": ["asiel.aanvragen"], "split": "nationaliteit"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_and_the_same_each_time(content, kind):
    made = content(kind=kind, title="Titel", **KINDS[kind])
    first, again = draw(made, None, True), draw(made, None, True)
    assert first == again
    assert first.svg.startswith(b"<?xml")
    assert b"<dc:date>" not in first.svg
    assert first.png.startswith(b"\x89PNG")
    assert first.width == pytest.approx(160)


@pytest.mark.parametrize("frequency", ["asiel.maand", "asiel.stand"])
def test_months_and_days_are_drawn_as_lines(content, frequency):
    assert draw(content(indicators=[frequency]), None, True).svg


def test_years_below_days_stand_at_their_first_of_january(asylum, content):
    days = [
        "2021-12-31",
        "2022-01-24",
        *(f"2022-{month:02}-15" for month in range(2, 13)),
        "2024-03-01",
    ]
    asylum.indicator("asiel.standen", [(day, 10) for day in days], frequency="D")
    (axes,) = draw_lines(content(indicators=["asiel.standen"], kind="line")).axes
    years, _ = axes.findobj(Ticks)
    assert dict(zip(years.texts, years.places, strict=True)) == {
        "2022": 1,
        "2023": 366,
        "2024": 731,
    }


def test_negative_values_gaps_and_breaks_are_drawn(asylum, content):
    asylum.indicator(
        "asiel.saldo",
        [(2020, -5), (2021, 3), (2022, "", "O"), (2023, 4, "B"), (2025, 5, "P")],
        minimum=-10,
    )
    for kind in ("line", "bar", "stacked_bar"):
        made = content(kind=kind, indicators=["asiel.saldo"])
        assert [str(period) for period in made.periods] == [
            "2020",
            "2021",
            "2022",
            "2023",
            "2024",
            "2025",
        ]
        assert draw(made, None, True).svg


def test_a_stale_figure_has_the_yellow_frame_and_a_fresh_one_has_not(content):
    old, new = content(indicators=["asiel.oud"]), content(indicators=["asiel.aanvragen"])
    assert (old.stale_until, new.stale_until) == ("2024", "")
    assert YELLOW.encode() in draw(old, None, True).svg
    assert YELLOW.encode() not in draw(old, None, False).svg
    assert YELLOW.encode() not in draw(new, None, True).svg


@pytest.mark.parametrize(
    "key", ["asiel.aanvragen", "asiel.maand", "asiel.stand", "asiel.oud", "asiel.saldo"]
)
def test_a_tile_has_a_small_picture_with_the_frame_where_it_is_stale(asylum, key):
    asylum.indicator(
        "asiel.saldo", [(2020, -5), (2021, "", "O"), (2023, 4, "B"), (2025, 5, "P")], minimum=-10
    )
    asylum.figure("asiel/d", kind="dashboard", indicators=[key])
    asylum.document("h1", "# Kop")
    project = asylum.project()
    (tile,) = dashboard_content(project.figures["asiel/d"], Dataset(project)).tiles
    made = draw(tile.trend, None, True)
    assert made == draw(tile.trend, None, True)
    assert (made.width, made.height) == (pytest.approx(28), pytest.approx(14))
    assert (YELLOW.encode() in made.svg) == (key == "asiel.oud")


def test_a_figure_with_until_is_history(content):
    assert content(indicators=["asiel.oud"], until=2024).freshness == "history"


def test_a_stale_figure_names_the_oldest_last_period(asylum, content):
    asylum.indicator("asiel.ouder", [(2022, 1), (2023, 2)])
    assert content(indicators=["asiel.aanvragen", "asiel.oud", "asiel.ouder"]).stale_until == "2023"


def test_what_was_ranked_when_stale_is_stale_and_ranked_as_it_was_then(asylum, content):
    rows = [(2024, "A", 300), (2025, "A", 10), (2024, "B", 200), (2025, "B", 20), (2024, "C", 100)]
    asylum.indicator("asiel.rang", rows, dimensions=["land"])
    for kind in ("ranking", "table"):
        made = content(kind=kind, indicators=["asiel.rang"], split="land", top=2)
        assert (made.freshness, made.stale_until) == ("stale", "2024")
    ranking = content(kind="ranking", indicators=["asiel.rang"], split="land", top=2)
    assert ranking.alt.endswith("2024: A 300 en B 200.")


def test_the_source_line_names_sources_tables_and_note_and_leaves_signs_to_the_picture(
    asylum, content
):
    asylum.indicator("asiel.x", [(2024, "", "Q"), (2025, 5, "P")], table="80059ned")
    made = content(indicators=["asiel.x", "asiel.aanvragen"], note="Afgerond op vijftallen.")
    assert made.source == "Bronnen: CBS (80059ned), CBS. Afgerond op vijftallen."


def test_the_alternative_text_is_written_from_the_data(content):
    assert content(indicators=["asiel.oud"], alt="Het oude cijfer stijgt").alt == (
        "Het oude cijfer stijgt. Van 2022 tot en met 2024."
        " Eerste 90 (2022), laatste 120 (2024), hoogste 120 (2024), laagste 90 (2022)."
    )
    assert content(
        kind="ranking", indicators=["asiel.aanvragen"], split="nationaliteit", top=2
    ).alt == ("Rangschikking met liggende staven: asiel/f. 2025: Syrië 6.125 en Eritrea 2.100.")


def test_a_table_has_a_row_for_each_series_and_the_total_below(content):
    made = content(
        kind="table",
        indicators=["asiel.aanvragen"],
        split="nationaliteit",
        top=2,
        since=2024,
        change=True,
    )
    assert made.head == ("Nationaliteit", "2024", "2025", "Verandering")
    rows = [
        [(cell.value.text if cell.value else "") + cell.text for cell in row] for row in made.rows
    ]
    assert rows == [
        ["Syrië", "9.740", "6.125", "-37%"],
        ["Eritrea", "1.200", "2.100", "+75%"],
        ["Totaal", "32.140", "24.140", "-25%"],
    ]


def test_a_table_of_many_periods_has_them_as_rows(content):
    made = content(kind="table", indicators=["asiel.aanvragen", "asiel.oud"])
    assert made.head == ("Jaar", "Eerste aanvragen", "Oud cijfer")
    assert [row[0].text for row in made.rows] == [str(year) for year in range(2015, 2026)]


def test_of_a_stale_row_the_last_cell_and_what_should_follow_are_marked(content):
    made = content(kind="table", indicators=["asiel.aanvragen", "asiel.oud"], since=2023)
    assert [[cell.is_stale for cell in row] for row in made.rows] == [
        [False] * 4,
        [False, False, True, True],
    ]
    assert made.rows[1][3].text == "."


def test_provisional_cells_carry_a_sign(asylum, content):
    asylum.indicator("asiel.x", [(2024, 4), (2025, 5, "P")])
    made = content(kind="table", indicators=["asiel.x"])
    assert [(cell.value.text, cell.text) for cell in made.rows[0][1:]] == [("4", ""), ("5", "*")]


def test_labels_do_not_lie_over_each_other():
    placed = spread([5, 5, 6, 50], 10, 0, 100)
    assert placed == sorted(placed)
    assert all(b - a >= 10 for a, b in pairwise(placed))
    assert all(0 <= place <= 100 for place in spread([0, 0, 0, 99, 100], 10, 0, 100))


def test_labels_that_lie_together_move_as_little_as_can_be():
    assert spread([50, 50, 90], 10, 0, 100) == [45, 55, 90]
    assert spread([2, 2], 10, 0, 100) == [0, 10]
    assert spread([60, 58, 20], 10, 0, 100) == [64, 54, 20]


def test_a_long_title_of_a_small_panel_stays_clear_of_the_panel_above(asylum, content):
    names = [
        f"Westelijke Middellandse Zee, tak {number} (over land en over zee)" for number in range(6)
    ]
    rows = [(year, name, 10) for name in names for year in (2024, 2025)]
    asylum.indicator("asiel.route", rows, dimensions=["route"])
    panels = draw_multiples(
        content(kind="small_multiples", indicators=["asiel.route"], split="route")
    ).axes
    titles = [
        next(text for text in panel.findobj(Text) if text.get_text() == panel.get_title("left"))
        for panel in panels
    ]
    assert all("\n" in title.get_text() for title in titles)
    for above, title in zip(panels[:3], titles[3:], strict=True):
        assert title.get_window_extent().y1 < above.get_window_extent().y0


def test_long_names_go_on_below():
    text = wrapped("Achterstand of voorsprong van gemeenten op de taakstelling", SIZE, 100)
    assert text.replace("\n", " ") == "Achterstand of voorsprong van gemeenten op de taakstelling"
    assert all(text_width(line, SIZE) <= 100 for line in text.split("\n"))


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0, 24_140, ["0", "5.000", "10.000", "15.000", "20.000", "25.000"]),
        (-10_900, 1_793, ["-10.000", "-7.500", "-5.000", "-2.500", "0", "2.500"]),
    ],
)
def test_ticks_are_round_numbers_in_dutch_notation(content, low, high, texts):
    assert ValueScale(content(indicators=["asiel.aanvragen"]), low, high).texts == texts


def test_a_project_can_have_a_style_of_its_own(asylum, tmp_path, content):
    path = tmp_path / "house.mplstyle"
    path.write_text("lines.linewidth: 9\n")
    made = content(indicators=["asiel.aanvragen"])
    assert draw(made, path, True).svg != draw(made, None, True).svg


def test_a_style_that_is_none_is_told(asylum, capsys):
    asylum.document("h1", "# Kop")
    asylum.write("figures/house.mplstyle", "# Dik\nlines.linewidth: dik\n")
    assert asylum.run("check") == 1
    assert (
        "figures/house.mplstyle:2: error: 'dik' is geen waarde voor lines.linewidth"
        in capsys.readouterr().err
    )


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tone", Tone)
def test_every_colour_stands_out_from_white_and_its_texts_can_be_read(tone):
    assert 1.05 / (_luminance(tone) + 0.05) >= 3
    assert 1.05 / (_luminance(text_colour(tone)) + 0.05) >= 4.5
