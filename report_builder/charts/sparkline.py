"""The small picture of a tile: how one series went, from zero, with its first and last year below
it.
"""

from __future__ import annotations

import math

from matplotlib.figure import Figure

from report_builder.charts.axes import amounts, line_values, positions
from report_builder.charts.page import Margins, place_axes
from report_builder.charts.style import FAINT, GREY
from report_builder.model.figure import FigureContent
from report_builder.model.tone import Tone

WIDTH_MM, HEIGHT_MM = 28.0, 14.0
_FRAME, _YEARS = 3.2, 6.5
_MOST_DOTS = 24
"""A series with more values than this has a dot at its end only; with fewer, a value beside a gap
shows as well.
"""


def draw_sparkline(content: FigureContent) -> Figure:
    """The line of the only series of a tile; its values stand in the tile and in the alternative
    text.
    """
    (line,) = content.lines
    places, values = positions(content.periods), line_values(content, line)
    figure = Figure(figsize=(WIDTH_MM / 25.4, HEIGHT_MM / 25.4))
    axes = place_axes(figure, content, Margins(4, 5, 4, 10), _FRAME)
    heights = amounts(content.lines)
    low, high = min(*heights, 0.0), max(*heights, 0.0)
    room = (high - low) * 0.06 or 1
    axes.set_ylim(low - (room if low < 0 else 0), high + room)
    # A period without a value keeps its place: the years below stand at the ends.
    pad = 0.05 * (places[-1] - places[0])
    axes.set_xlim(places[0] - pad, places[-1] + pad)
    axes.axhline(0, color=FAINT, linewidth=0.5)
    is_dense = len(heights) > _MOST_DOTS
    axes.plot(
        places,
        values,
        color=Tone.SKY,
        linewidth=1.1,
        marker="" if is_dense else "o",
        markersize=1.6,
    )
    last = max(number for number, value in enumerate(values) if not math.isnan(value))
    axes.plot(places[last], values[last], color=Tone.SKY, marker="o", markersize=3.4, clip_on=False)
    axes.set_axis_off()
    for text, side, place in (
        (content.periods[0], "left", 0.0),
        (content.periods[-1], "right", 1.0),
    ):
        axes.annotate(
            str(text.year),
            (place, 0),
            xycoords="axes fraction",
            xytext=(0, -2),
            textcoords="offset points",
            ha=side,
            va="top",
            fontsize=_YEARS,
            color=GREY,
        )
    return figure
