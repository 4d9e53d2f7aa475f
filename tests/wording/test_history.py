"""The words for streaks, extremes and places."""

import pytest

from report_builder.model.period import Period
from report_builder.wording.history import (
    Edge,
    extreme_text,
    ordinal_text,
    same_text,
    standing_text,
    streak_text,
)


@pytest.mark.parametrize(
    ("count", "is_open", "text"),
    [
        (0, False, "gedaald"),
        (1, False, "gedaald"),
        (1, True, "gedaald"),
        (2, False, "voor het tweede jaar op rij gedaald"),
        (3, True, "ten minste voor het derde jaar op rij gedaald"),
    ],
)
def test_one_year_is_no_row(count, is_open, text):
    assert streak_text("gedaald", count, is_open) == text


def test_ordinals_are_written_out_up_to_twenty():
    assert [ordinal_text(number) for number in (1, 8, 20, 21)] == [
        "eerste",
        "achtste",
        "twintigste",
        "21e",
    ]


@pytest.mark.parametrize(
    ("now", "limit", "edge", "text"),
    [
        ("2025", "2016", None, "het hoogste aantal sinds 2016"),
        ("2025", "2015", Edge.BEGIN, "het hoogste aantal sinds het begin van de reeks in 2015"),
        ("2025", "2021", Edge.BREAK, "het hoogste aantal sinds de breuk in de reeks in 2021"),
        ("2025", "2019", Edge.ASKED, "het hoogste aantal vanaf 2019"),
        ("2025-12", "2016-12", None, "het hoogste aantal in een decembermaand sinds 2016"),
        ("2025-Q4", "2016-Q4", None, "het hoogste aantal in een vierde kwartaal sinds 2016"),
        ("2025-S2", "2016-S2", None, "het hoogste aantal in een tweede halfjaar sinds 2016"),
        (
            "2025-12-31",
            "2016-01-02",
            None,
            "het hoogste aantal rond de jaarwisseling sinds 2 januari 2016",
        ),
        ("2025-06-30", "2016-07-01", None, "het hoogste aantal rond 30 juni sinds 1 juli 2016"),
    ],
)
def test_an_extreme_names_what_it_was_compared_with(now, limit, edge, text):
    assert extreme_text(True, "personen", Period.parse(now), Period.parse(limit), edge) == text


def test_an_extreme_is_of_what_is_measured():
    now, limit = Period.parse("2025"), Period.parse("2016")
    assert extreme_text(False, "procent", now, limit, None) == "het laagste percentage sinds 2016"
    assert extreme_text(False, "miljoen euro", now, limit, None) == "het laagste bedrag sinds 2016"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("2024", "hetzelfde aantal als in 2024"),
        ("2024-Q4", "hetzelfde aantal als in het vierde kwartaal 2024"),
        ("2024-12-31", "hetzelfde aantal als op 31 december 2024"),
    ],
)
def test_the_same_value_is_no_extreme(before, text):
    assert same_text("personen", Period.parse(before)) == text


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ((1, 3, False, False), "steeg van de derde naar de eerste plaats"),
        ((3, 1, False, False), "daalde van de eerste naar de derde plaats"),
        ((1, 1, False, False), "stond net als een jaar eerder op de eerste plaats"),
        ((2, 3, True, False), "steeg van de derde naar de gedeelde tweede plaats"),
        ((2, 2, True, True), "stond net als een jaar eerder op de gedeelde tweede plaats"),
        ((1, 1, False, True), "stond op de eerste plaats, een jaar eerder op de gedeelde eerste"),
    ],
)
def test_a_place_is_told_with_that_of_a_year_before(places, text):
    assert standing_text(*places) == text
