"""The lines that the desk draws of a series."""

from decimal import Decimal
from itertools import pairwise

import pytest

from report_builder.desk.series_pictures import draw_large, draw_small
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Status


def series(*values, first=2015, statuses=None):
    """Observations of years, None where there is no value."""
    statuses = statuses or {}
    return [
        Observation(
            Period.parse(str(year)),
            None if value is None else Decimal(str(value)),
            statuses.get(year, Status.MISSING if value is None else Status.NORMAL),
        )
        for year, value in enumerate(values, start=first)
    ]


def indicator(**settings):
    return Indicator(id="a.b", title="T", unit="personen", frequency="A", source="CBS", **settings)


def test_a_missing_value_breaks_the_line():
    picture = draw_small(series(1, 2, None, 3, 4))
    assert [len(stroke.split()) for stroke in picture.strokes] == [2, 2]


def test_a_higher_value_stands_higher_and_zero_is_the_ground():
    dots = draw_large(series(10, 30, 20), indicator()).dots
    assert dots[1].y < dots[2].y < dots[0].y
    small = draw_small(series(10, 30))
    assert small.zero > small.end.y


def test_below_zero_lies_below_the_line_of_zero():
    small = draw_small(series(10, -10))
    assert small.end.y > small.zero


def test_one_value_is_no_line():
    assert draw_small(series(5)) is None
    assert draw_large(series(None, 5), indicator()) is None


def test_the_axis_has_round_numbers_in_dutch():
    rows = draw_large(series(13720, 38375), indicator()).rows
    assert [row.text for row in rows] == ["0", "10.000", "20.000", "30.000", "40.000"]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ((0.1, 0.4), ["0,0", "0,1", "0,2", "0,3", "0,4"]),
        ((0.02, 0.031), ["0,00", "0,01", "0,02", "0,03", "0,04"]),
        ((2.3, 2.4), ["0", "1", "2", "3"]),
        ((3, 10), ["0", "5", "10"]),
        ((-10, 5), ["-10", "-5", "0", "5"]),
        ((0, 0), ["0", "1"]),
    ],
)
def test_what_stands_at_the_axis_is_where_it_stands(values, texts):
    assert [row.text for row in draw_large(series(*values), indicator()).rows] == texts


def test_provisional_values_and_breaks_are_marked():
    statuses = {2016: Status.BREAK, 2017: Status.PROVISIONAL}
    picture = draw_large(series(1, 2, 3, statuses=statuses), indicator())
    assert picture.breaks == (picture.dots[1].x,)
    assert [dot.is_provisional for dot in picture.dots] == [False, False, True]
    assert picture.dots[2].text == "2017: 3 (voorlopig)"


def test_labels_keep_apart_and_the_last_is_there():
    picture = draw_large(series(*range(1, 60), first=1960), indicator())
    places = [tick.at for tick in picture.columns]
    assert picture.columns[0].text == "2018"
    assert all(late - early > 40 for late, early in pairwise(places))
