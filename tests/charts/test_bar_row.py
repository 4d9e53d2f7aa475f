"""Bars look as matplotlib's own, in all the looks that a figure gives them."""

import pytest
from matplotlib import rc_context, style
from matplotlib.figure import Figure

from report_builder.charts.bar_row import Box, bar_look, put_bars
from report_builder.charts.renderer import drawn
from report_builder.charts.style import PACKAGED_STYLE

BOXES = [Box(0.6, 0, 0.8, 3), Box(1.6, 1, 0.8, -2), Box(2.6, 1, 0.8, 0), Box(3.6, 0, 0.8, 9)]
STYLES = {"packaged": {}, "edged": {"patch.force_edgecolor": True, "patch.linewidth": 3}}
LOOKS = {
    "plain": {"facecolor": "#007bc7"},
    "edged": {"facecolor": "#007bc7", "edgecolor": "white"},
    "hatched": {"facecolor": "white", "edgecolor": "#007bc7", "hatch": "////"},
}


def svg_with(put):
    figure = Figure(figsize=(4, 3))
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    put(axes)
    axes.set(xlim=(0, 5), ylim=(-2, 5))
    return drawn(figure).svg


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("look", LOOKS)
def test_bars_look_as_those_of_matplotlib(name, look):
    def ours(axes):
        facecolor, edge, hatch = map(LOOKS[look].get, ("facecolor", "edgecolor", "hatch"))
        put_bars(axes, BOXES, [bar_look(facecolor, edge, hatch)] * len(BOXES))

    def theirs(axes):
        lefts, bottoms, widths, heights = zip(*BOXES, strict=True)
        axes.bar(lefts, heights, widths, bottoms, align="edge", **LOOKS[look])

    with rc_context(), style.context([PACKAGED_STYLE, STYLES[name]]):
        assert svg_with(ours) == svg_with(theirs)


def test_each_bar_of_a_row_has_its_own_look():
    looks = [bar_look(colour) for colour in ("#007bc7", "#e17000")]
    made = svg_with(lambda axes: put_bars(axes, BOXES[:2], looks)).decode()
    assert made.index('fill="#007bc7"') < made.index('fill="#e17000"')
