"""What the tiles of a dashboard say: value, change against a year before, direction, and how fresh each is."""

import pytest

from report_builder.model.value import Freshness
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.tiles import dashboard_content


@pytest.fixture
def tiles(asylum):
    """The tiles of a dashboard of these indicators."""

    def make(*indicators, **settings):
        asylum.figure(
            "asiel/d",
            kind="dashboard",
            indicators=[f"asiel.{name}" for name in indicators],
            **settings,
        )
        asylum.document("h1", "# Kop")
        project = asylum.project()
        return dashboard_content(project.figures["asiel/d"], Dataset(project)).tiles

    return make


def said(tile):
    """A tile as it is read: its value with its period, and its change."""
    value = f"{tile.value.text}{tile.signs} ({tile.period})"
    if tile.change is None:
        return f"{value}: {tile.compared}"
    return f"{value}: {tile.arrow} {tile.change.text}{tile.change_sign}, {tile.direction.text} {tile.compared}"


@pytest.mark.parametrize(
    ("indicator", "text"),
    [
        ("aanvragen", "24.140 (2025): ▼ -25%, gedaald sinds 2024"),
        ("aandeel", "2,4% (2025): ▲ +0,1 procentpunt, gestegen sinds 2024"),
        ("maand", "2.037 (december 2025): = 0%, nagenoeg gelijk gebleven sinds december 2024"),
        ("stand", "1.010 (29 december 2025): ▲ +1%, gestegen sinds 31 december 2024"),
        ("oud", "120 (2024): ▲ +20%, gestegen sinds 2023"),
    ],
)
def test_a_tile_compares_with_the_same_period_a_year_before(tiles, indicator, text):
    assert said(tiles(indicator)[0]) == text


@pytest.mark.parametrize(
    ("rows", "settings", "text"),
    [
        ([("2024-Q4", 5), ("2025-Q3", 8), ("2025-Q4", 6)], {"frequency": "Q"}, "▲ +20%, gestegen sinds vierde kwartaal 2024"),
        ([("2024-S2", 5), ("2025-S1", 1), ("2025-S2", 5)], {"frequency": "S"}, "= 0%, gelijk gebleven sinds tweede halfjaar 2024"),
        ([(2024, 0), (2025, 120)], {}, "▲ +120, gestegen sinds 2024"),
        ([(2024, -50), (2025, -80)], {"minimum": -100}, "▼ -30, gedaald sinds 2024"),
        ([(2024, 0), (2025, 0)], {}, "= 0, gelijk gebleven sinds 2024"),
        ([(2024, 100), (2025, 110, "B")], {}, "▲ +10%|, gestegen sinds 2024"),
        ([("2024-12", 100), ("2025-06", 120, "B"), ("2025-12", 110)], {"frequency": "M"}, "▲ +10%|, gestegen sinds december 2024"),
        ([(2023, 4), (2025, 5)], {}, "geen cijfer over 2024"),
        ([(2024, "", "O"), (2025, 5)], {}, "geen cijfer over 2024"),
        ([("2025-12-30", 5)], {"frequency": "D"}, "geen cijfer rond 30 december 2024"),
    ],
)  # fmt: skip
def test_a_change_is_told_for_every_frequency_and_invented_for_none(
    asylum, tiles, rows, settings, text
):
    asylum.indicator("asiel.x", rows, **settings)
    assert said(tiles("x")[0]).split(": ", 1)[1] == text


def test_a_provisional_value_bears_its_sign(asylum, tiles):
    asylum.indicator("asiel.x", [(2024, 100), (2025, 110, "P")])
    assert said(tiles("x")[0]) == "110* (2025): ▲ +10%, gestegen sinds 2024"


def test_each_tile_is_as_fresh_as_its_own_series(tiles):
    fresh, stale = tiles("aanvragen", "oud")
    assert (fresh.freshness, fresh.stale_until) == (Freshness.FRESH, "")
    assert (stale.freshness, stale.stale_until) == (Freshness.STALE, "2024")
    assert {value.freshness for value in (stale.value, stale.change, stale.direction)} == {
        Freshness.STALE
    }


def test_a_dashboard_up_to_a_period_is_history(tiles):
    (tile,) = tiles("oud", until="2023")
    assert said(tile) == "100 (2023): ▲ +11%, gestegen sinds 2022"
    assert tile.freshness is Freshness.HISTORY


def test_the_small_picture_goes_back_ten_years_and_its_text_names_the_figures(tiles):
    (tile,) = tiles("aanvragen")
    assert tile.trend.alt == (
        "Lijndiagram, 2016 tot en met 2025. Eerste aanvragen: eerste 18.140 (2016), laatste 24.140 (2025), "
        "hoogste 38.340 (2023), laagste 13.740 (2020)."
    )
    assert len(tiles("aanvragen", since="2015")[0].trend.periods) == 11


def test_a_single_observation_has_no_picture(asylum, tiles):
    asylum.indicator("asiel.x", [(2025, 5)])
    assert tiles("x")[0].trend is None


def test_a_dashboard_can_show_the_largest_parts(tiles):
    assert [tile.title for tile in tiles("aanvragen", split="nationaliteit", top=2)] == [
        "Syrië",
        "Eritrea",
    ]


def test_more_tiles_than_a_page_holds_are_refused(asylum, tiles):
    parts = [(year, f"Land {number}", number) for number in range(1, 12) for year in (2024, 2025)]
    asylum.indicator("asiel.x", parts, dimensions=["land"])
    with pytest.raises(Fault, match="dit dashboard heeft 11 tegels"):
        tiles("x", split="land")
