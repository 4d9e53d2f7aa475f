"""Ticks look as matplotlib's own in whatever style a project has, and nothing else is moved."""

import re

import pytest
from matplotlib import rc_context, style
from matplotlib.figure import Figure

from report_builder.charts.raster import rasterized
from report_builder.charts.renderer import drawn
from report_builder.charts.style import PACKAGED_STYLE
from report_builder.charts.ticks import put_ticks

PLACES, TEXTS = [1.0, 2.0, 4.0], ["1", "twee\nregels", ""]
STYLES = {
    "packaged": {},
    "turned inwards": {"xtick.direction": "in", "ytick.direction": "inout", "ytick.major.size": 4},
    "on all sides": {"xtick.top": True, "ytick.right": True, "ytick.labelright": True},
    "a grid both ways": {"axes.grid.axis": "both", "grid.linestyle": ":", "grid.alpha": 0.5},
    "above the lines": {"axes.axisbelow": "line", "xtick.labelcolor": "red", "xtick.labelsize": 12},
}


def figure_with(put):
    figure = Figure(figsize=(4, 3))
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    axes.plot([0, 5], [0, 5])
    put(axes)
    axes.set(xlim=(0, 5), ylim=(0, 5))
    return figure


def ours(axes):
    put_ticks(axes, axes.xaxis, PLACES, TEXTS)
    put_ticks(axes, axes.yaxis, PLACES, TEXTS)


def theirs(axes):
    axes.set_xticks(PLACES, TEXTS)
    axes.set_yticks(PLACES, TEXTS)


def bare(axes):
    put_ticks(axes, axes.xaxis, [], [])
    put_ticks(axes, axes.yaxis, [], [])


@pytest.mark.parametrize("name", STYLES)
def test_ticks_look_as_those_of_matplotlib_in_every_style(name):
    with rc_context(), style.context([PACKAGED_STYLE, STYLES[name]]):
        made, expected, without = (
            rasterized(drawn(figure_with(put)).pdf, 2) for put in (ours, theirs, bare)
        )
    assert made == expected
    assert made != without


def test_a_tick_can_stand_at_either_end_of_its_text():
    def start_of_text(*sides):
        def put(axes):
            axes.yaxis.set_visible(False)
            put_ticks(axes, axes.xaxis, [2.0], ["2025"], sides)

        _, place = re.findall(r"matrix\(([^)]+)", drawn(figure_with(put)).svg.decode())
        return float(place.split()[4])

    assert start_of_text("left") > start_of_text() > start_of_text("right")
