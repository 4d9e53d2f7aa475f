"""A card for social media: one figure, its change and its line, in letters that can be read on a
telephone.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import Rectangle

from report_builder.charts.axes import amount_text, amounts, line_values, positions
from report_builder.charts.page import axes_size, draw_frame, line_count, stale_label, wrapped
from report_builder.charts.style import FAINT, GREY, INK, text_width
from report_builder.model.figure import Card, FigureContent
from report_builder.model.period import Frequency
from report_builder.model.series import Status
from report_builder.model.tone import Tone
from report_builder.wording.periods import short_period_text
from report_builder.wording.staleness import frame_words

PIXELS = (1200, 675)
SCALE = 8 / 3
"""Pixels to a point: on a telephone the smallest letters are then about as large as those of an
app.
"""
_WIDTH, _HEIGHT = (side / SCALE for side in PIXELS)
_SMALL, _TEXT, _TITLE, _NUMBER = 14.0, 16.0, 20.0, 56.0
_LINE, _ASCENT, _GAP = 1.2, 0.92, 5.0
"""The height of a line and of its letters, in sizes of the text, and the points between two
texts.
"""
_BOLD = 1.05
"""How much wider bold letters are."""
_ROOM = 30.0
"""How high, in points, a point lies that has room for its value below it."""
_LABEL = 30.0
"""The room above the footer for the words on a figure without update."""
_EDGE, _COLUMN = 22.0, 214.0
"""The margin, and the width of the words beside the line."""
_LOGO = (110.0, 64.0)
_NEUTRAL, _NEUTRAL_SHAPE = "#d0d0d0", 13 / 37
_ALARM = "#b3261e"


def draw_card(content: FigureContent) -> Figure:
    """The figure in words on the left, on the right its line where there is one, its source
    below.
    """
    assert content.card is not None
    figure = Figure(figsize=(_WIDTH / 72, _HEIGHT / 72))
    floor = _draw_footer(figure, content.card.footer) + (_LABEL if content.stale_until else 0)
    title = wrapped(content.title, _TITLE * _BOLD, _WIDTH - _LOGO[0] - 2 * _EDGE)
    top = _write(figure, title, _HEIGHT - 30, _TITLE, Tone.LINT, is_bold=True)
    _draw_words(figure, content.card, top, floor)
    if len(amounts(content.lines)) < 2:
        return figure
    left, ceiling = 2 * _EDGE + _COLUMN, min(top, _HEIGHT - _LOGO[1])
    box = (left, floor + 28, _WIDTH - left - 2 * _EDGE, ceiling - floor - 54)
    axes = figure.add_axes((box[0] / _WIDTH, box[1] / _HEIGHT, box[2] / _WIDTH, box[3] / _HEIGHT))
    _draw_line(axes, content)
    return figure


def _draw_words(figure: Figure, card: Card, top: float, floor: float) -> None:
    """The number as large as fits, what it counts, and how it changed."""
    counted, change = (
        wrapped(text, _TEXT * wider, _COLUMN)
        for text, wider in ((card.counted, 1), (card.change, _BOLD))
    )
    room = top - floor - (_TEXT * _LINE * (line_count([counted]) + line_count([change])) + 3 * _GAP)
    fitting = _NUMBER * _COLUMN / text_width(card.number, _NUMBER, is_bold=True)
    top = _write(
        figure, card.number, top, min(_NUMBER, fitting, room / _LINE), Tone.SKY, is_bold=True
    )
    top = _write(figure, counted, top, _TEXT, GREY)
    _write(figure, change, top, _TEXT, INK, is_bold=True)


def _write(
    figure: Figure, text: str, top: float, size: float, colour: str, *, is_bold: bool = False
) -> float:
    """Lines of text at the left edge, below `top`; return how far up the next text may begin."""
    for number, line in enumerate(text.split("\n")):
        place = (_EDGE / _WIDTH, (top - size * (_LINE * number + _ASCENT)) / _HEIGHT)
        figure.text(
            *place,
            line,
            fontsize=size,
            color=colour,
            weight="bold" if is_bold else "normal",
            va="baseline",
        )
    return top - size * _LINE * line_count([text]) - _GAP


def _footer(text: str) -> tuple[str, float]:
    """The text below a card on its lines, and the height of the band that it stands on."""
    lines = wrapped(text, _SMALL, _WIDTH - 2 * _EDGE)
    return lines, 14 + _SMALL * _LINE * line_count([lines])


def _draw_footer(figure: Figure, text: str) -> float:
    """The source on a band of the house colour; return how high that is."""
    lines, height = _footer(text)
    figure.add_artist(
        Rectangle(
            (0, 0), 1, height / _HEIGHT, transform=figure.transFigure, color=Tone.LINT, linewidth=0
        )
    )
    _write(figure, lines, height - 7, _SMALL, "white")
    return height


def _draw_line(axes: Axes, content: FigureContent) -> None:
    """The line from zero, with its first and last value beside it and their periods below it."""
    (line,) = content.lines
    places, values = positions(content.periods), line_values(content, line)
    heights = amounts(content.lines)
    axes.set_ylim(min(*heights, 0.0), max(*heights, 0.0) or 1.0)
    axes.set_axis_off()
    axes.axhline(0, color=FAINT, linewidth=1)
    axes.plot(places, values, color=Tone.SKY, linewidth=3, clip_on=False, solid_capstyle="round")
    for point in line.points:
        if point.status is Status.BREAK:
            axes.axvline(
                places[content.periods.index(point.period)] - 0.5, color=GREY, linestyle=(0, (1, 2))
            )
    numbers = [number for number, value in enumerate(values) if not math.isnan(value)]
    _label(axes, content, numbers[0], numbers[1:2], "left")
    _label(axes, content, numbers[-1], numbers[-2:-1], "right")


def _label(
    axes: Axes,
    content: FigureContent,
    number: int,
    neighbour: Sequence[int],
    side: Literal["left", "right"],
) -> None:
    """The value of a point on the side of the line that its neighbour leaves free, and its period
    below the line.
    """
    values, place = line_values(content, content.lines[0]), positions(content.periods)[number]
    value, (low, high) = values[number], axes.get_ylim()
    axes.plot(place, value, color=Tone.SKY, marker="o", markersize=9, clip_on=False, zorder=4)
    above = (value - low) / (high - low) * axes_size(axes)[1]
    outwards = 6 if side == "right" else -6
    if not any(values[other] > value for other in neighbour):
        shift = (outwards, above + 9)
    elif above > _ROOM:
        shift = (outwards, above - 10 - _SMALL)
    else:  # beside the point, below a line that goes up from it
        shift = (-2 * outwards, max(above - _SMALL - 4, 1))
    period = content.periods[number]
    # A stock is counted on a day about the turn of the year: its year alone would mislead.
    is_stock = period.frequency is Frequency.DAY
    when = short_period_text(period.within(Frequency.MONTH) if is_stock else period)
    for text, offset in ((amount_text(content, value), shift), (when, (outwards, -6 - _SMALL))):
        axes.annotate(
            text,
            (place, 0),
            xycoords=("data", "axes fraction"),
            xytext=offset,
            textcoords="offset points",
            ha=side,
            va="baseline",
            color=INK,
            fontsize=_SMALL,
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def put_logo(figure: Figure, png: bytes) -> None:
    """The logo of the ministry, hanging from the upper edge; a grey block where there is none."""
    pixels = imread(io.BytesIO(png), format="png") if png else None
    shape = pixels.shape[1] / pixels.shape[0] if pixels is not None else _NEUTRAL_SHAPE
    width = min(_LOGO[0], _LOGO[1] * shape)
    height = width / shape
    box = (1 - (_EDGE + width) / _WIDTH, 1 - height / _HEIGHT, width / _WIDTH, height / _HEIGHT)
    if pixels is None:
        figure.add_artist(
            Rectangle(box[:2], *box[2:], transform=figure.transFigure, color=_NEUTRAL, linewidth=0)
        )
        return
    axes = figure.add_axes(box)
    axes.set_axis_off()
    axes.imshow(pixels, aspect="auto")


def mark_concept(figure: Figure, content: FigureContent) -> None:
    """A card of the concept says that it is one; a stale one has the yellow frame and the
    words.
    """
    _write(figure, "CONCEPT – niet plaatsen", _HEIGHT - 9, _SMALL, _ALARM, is_bold=True)
    if content.stale_until:
        draw_frame(figure, thick=5)
        assert content.card is not None
        place = (_EDGE, _footer(content.card.footer)[1] + _LABEL - 6)
        stale_label(figure, frame_words(content.stale_spans), place, _SMALL, side="left")
