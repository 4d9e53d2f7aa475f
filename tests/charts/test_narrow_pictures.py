"""A figure is drawn anew for the screen of a phone, and says where its periods lie."""

import re

import pytest

from report_builder.charts.axes import ticked_periods
from report_builder.charts.drawing import draw
from report_builder.charts.page import HEIGHT_MM, narrowed
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content
from tests.charts.geometry import collisions, laid_out

POINTS = 270
"""What 360 pixels are."""


@pytest.fixture
def drawn(asylum):
    """The picture of a figure with these settings."""

    def made(**settings):
        asylum.figure("asiel/f", **settings)
        asylum.document("h1", "# Kop")
        project = asylum.project()
        content = figure_content(project.figures["asiel/f"], Dataset(project))
        return draw(content, None, is_yellow=True)

    return made


def width_of(svg):
    return float(re.search(rb'width="([\d.]+)pt"', svg)[1])


@pytest.mark.parametrize("kind", ["line", "bar", "stacked_bar", "slope", "small_multiples"])
def test_a_figure_is_as_wide_as_a_page_and_as_a_phone(drawn, kind):
    picture = drawn(kind=kind, indicators=["asiel.maand"])
    assert width_of(picture.svg) == pytest.approx(453.5, abs=0.1)
    assert width_of(picture.narrow.svg) == pytest.approx(POINTS, abs=1)


@pytest.mark.parametrize("kind", ["line", "bar"])
def test_each_period_has_a_place_within_the_axes_from_left_to_right(drawn, kind):
    picture = drawn(kind=kind, indicators=["asiel.maand"])
    for (area,) in (picture.areas, picture.narrow.areas):
        assert len(area.places) == 24
        assert list(area.places) == sorted(set(area.places))
        assert area.left <= area.places[0] < area.places[-1] <= area.right
        assert 0 < area.top < area.bottom < 1


def test_a_year_of_which_a_figure_has_its_last_quarter_leaves_the_next_its_room(asylum):
    quarters = [
        ("2022-Q4", 1),
        *((f"{year}-Q{part}", 1) for year in (2023, 2024, 2025) for part in (1, 2, 3, 4)),
    ]
    asylum.indicator("asiel.kwartaal", quarters, frequency="Q")
    asylum.figure("asiel/f", kind="line", indicators=["asiel.kwartaal"])
    asylum.document("h1", "# Kop")
    project = asylum.project()
    content = figure_content(project.figures["asiel/f"], Dataset(project))
    assert collisions(laid_out(content, is_yellow=False)) == []
    with narrowed():
        assert collisions(laid_out(content, is_yellow=False)) == []
        texts = [text for _, text in ticked_periods(content.periods)]
    assert texts == ["2023", "2024", "2025"]


def test_the_last_year_has_its_text_where_not_all_have_room(asylum):
    rows = [*((year, 1) for year in range(2010, 2025)), (2025, 1, "P")]
    asylum.indicator("asiel.lang", rows)
    asylum.figure("asiel/f", kind="bar", indicators=["asiel.lang"])
    asylum.document("h1", "# Kop")
    project = asylum.project()
    content = figure_content(project.figures["asiel/f"], Dataset(project))
    with narrowed():
        texts = [text for _, text in ticked_periods(content.periods)]
    assert texts == ["2010", "2013", "2016", "2019", "2022", "2025"]


def test_days_lie_as_far_apart_as_they_are(asylum, drawn):
    asylum.indicator(
        "asiel.dag", [("2024-01-01", 1), ("2024-01-02", 2), ("2025-12-31", 3)], frequency="D"
    )
    (area,) = drawn(indicators=["asiel.dag"]).areas
    first, second, last = area.places
    assert last - first > 100 * (second - first)


def test_each_panel_has_an_area_of_its_own(drawn):
    picture = drawn(
        kind="small_multiples", indicators=["asiel.aanvragen"], split="nationaliteit", since=2024
    )
    assert len(picture.areas) == len(picture.narrow.areas) == 4
    assert len({(area.left, area.top) for area in picture.areas}) == 4
    assert {area.left for area in picture.narrow.areas} == {picture.narrow.areas[0].left}


def test_a_ranking_has_its_values_beside_it_and_no_periods_to_point_at(drawn):
    picture = drawn(kind="ranking", indicators=["asiel.aanvragen"], split="nationaliteit")
    assert picture.areas == picture.narrow.areas == ()


def test_the_words_on_a_stale_figure_leave_the_values_below_them_in_sight(asylum, drawn):
    asylum.indicator("asiel.half", [("2023-S1", 9), ("2024-S1", 9)], frequency="S")
    settings = {"kind": "bar", "indicators": ["asiel.half"]}
    stale, (fresh,) = drawn(**settings), drawn(kind="bar", indicators=["asiel.maand"]).narrow.areas
    (narrow,), (wide,) = stale.narrow.areas, stale.areas
    frame, line, height = 8, 10.5, HEIGHT_MM / 25.4 * 72
    assert narrow.top == pytest.approx(fresh.top + (frame + line) / height, abs=0.001)
    assert wide.top == pytest.approx(fresh.top + frame / height, abs=0.001)
