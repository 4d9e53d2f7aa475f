"""A legend stands in as many columns as fit, where matplotlib would put it, and is read in the order of the data."""

import pytest
from matplotlib import rc_context
from matplotlib.figure import Figure

from report_builder.charts.bar_row import bar_look
from report_builder.charts.legend import LegendPlan, plan_legend, put_legend
from report_builder.charts.renderer import drawn

LOOKS = [bar_look("#007bc7", "white"), bar_look("white", "#673327", "////"), bar_look("#e17000")]
NAMES = {
    "short": ("Syrië", "Eritrea", "Jemen"),
    "with and without tails": ("aaa", "jjj", "TTT"),
    "on more lines": ("Overige\nlanden", "gg", "De landen van de\nEuropese\nUnie"),
}


def svg_with(put):
    figure = Figure(figsize=(4, 3))
    axes = figure.add_axes((0.1, 0.4, 0.8, 0.5))
    put(axes)
    return drawn(figure).svg


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("names", NAMES)
def test_a_legend_stands_where_matplotlib_would_put_it(names, columns):
    # matplotlib fills its columns one after the other; a reader goes from left to right.
    numbers = [number for start in range(columns) for number in range(start, 3, columns)]

    def theirs(axes):
        axes.legend(
            labels=[NAMES[names][number] for number in numbers],
            handles=[LOOKS[number] for number in numbers],
            loc="upper left",
            bbox_to_anchor=(0, -17 / (0.5 * 3 * 72)),
            ncols=columns,
            frameon=False,
            fontsize=8,
            borderaxespad=0,
            borderpad=0,
            handlelength=1,
            handletextpad=0.8,
            handleheight=0.8,
            columnspacing=1.6,
        )

    plan = LegendPlan(NAMES[names], columns)
    assert svg_with(lambda axes: put_legend(axes, plan, LOOKS)) == svg_with(theirs)


def test_a_single_series_has_no_legend():
    plan = LegendPlan(("Syrië",), 1)
    assert svg_with(lambda axes: put_legend(axes, plan, LOOKS[:1])) == svg_with(lambda _: None)


@rc_context({"font.family": ["Source Sans 3"]})
def test_a_legend_stands_in_as_many_columns_as_fit():
    names = ["Verzoeken met akkoord van de andere lidstaat"] * 3
    assert plan_legend(names, 800).columns == 3
    assert plan_legend(names, 400).columns == 2
    assert plan_legend(names, 200).columns == 1
    assert plan_legend(["Enkel"], 200).height == 0
    assert plan_legend(names, 400).height > plan_legend(names, 800).height
