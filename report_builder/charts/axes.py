"""The axes of a figure: how big it is, Dutch ticks, periods, and labels that do not lie over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from report_builder.charts.style import GREY, YELLOW, YELLOW_EDGE, text_width
from report_builder.model.catalogue import PERCENT
from report_builder.model.figure import FigureContent
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.wording.numbers import number_text, with_unit
from report_builder.wording.periods import short_period_text

WIDTH_MM, HEIGHT_MM = 160.0, 82.0
POINTS_PER_MM = 72 / 25.4
SIZE, SMALL = 9.0, 8.0
MOST_TICKS = 14


@dataclass(frozen=True)
class Margins:
    """The room around the axes, in points."""

    left: float
    right: float
    top: float
    bottom: float


def new_figure(height: float = HEIGHT_MM) -> Figure:
    """An empty figure as wide as the text of a page, `height` millimetres high."""
    return Figure(figsize=(WIDTH_MM / 25.4, height / 25.4))


def place_axes(figure: Figure, margins: Margins) -> Axes:
    """Axes within margins in points."""
    width, height = (inches * 72 for inches in figure.get_size_inches())
    box = (
        margins.left / width,
        margins.bottom / height,
        1 - (margins.left + margins.right) / width,
        1 - (margins.top + margins.bottom) / height,
    )
    return figure.add_axes(box)


def axes_height(axes: Axes) -> float:
    """The height of axes, in points."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return float(axes.get_position().height * figure.get_size_inches()[1] * 72)


def amount_text(content: FigureContent, amount: Decimal | float) -> str:
    """A number as it stands in the figure."""
    exact = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    return with_unit(number_text(exact, content.decimals), content.unit if content.unit == PERCENT else "")


def value_ticks(axes: Axes, content: FigureContent, low: float, high: float) -> None:
    """Ticks in Dutch notation on the value axis, from zero unless there are values below it."""
    room = (high - min(low, 0)) * 0.06 or 1
    axes.set_ylim(min(low, 0) - (room if low < 0 else 0), high + room)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=content.decimals == 0))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick_text(content, value)))
    if low < 0:
        axes.axhline(0, color=GREY, linewidth=0.8)


def _tick_text(content: FigureContent, value: float) -> str:
    decimals = 0 if value == round(value) else 1
    return with_unit(
        number_text(Decimal(str(round(value, 6))), decimals), content.unit if content.unit == PERCENT else ""
    )


def tick_room(content: FigureContent, high: float) -> float:
    """The width that the ticks of the value axis need, in points."""
    return text_width(amount_text(content, Decimal(round(high * 1.1))), SIZE) + 10


def unit_label(axes: Axes, content: FigureContent) -> None:
    """What is counted, above the value axis."""
    if content.unit != PERCENT:
        axes.annotate(
            content.unit.capitalize(),
            (0, 1),
            xycoords=("figure points", "axes fraction"),
            xytext=(6, 9),
            textcoords=("figure points", "offset points"),
            fontsize=SMALL,
            color=GREY,
            va="bottom",
        )


def period_ticks(axes: Axes, content: FigureContent, positions: Sequence[float]) -> None:
    """The periods below the axis: all of them, or whole years, or every so many; a provisional one has an asterisk."""
    provisional = {
        point.period for line in content.lines for point in line.points if point.status is Status.PROVISIONAL
    }
    chosen = _shown_periods(content.periods)
    axes.set_xticks([positions[number] for number, _ in chosen])
    axes.set_xticklabels([text + ("*" if content.periods[number] in provisional else "") for number, text in chosen])


def _shown_periods(periods: Sequence[Period]) -> list[tuple[int, str]]:
    """The numbers of the periods that get a tick, and its text."""
    if (len(periods) <= MOST_TICKS and periods[0].frequency is Frequency.YEAR) or len(periods) <= MOST_TICKS // 2:
        return [(number, short_period_text(period)) for number, period in enumerate(periods)]
    firsts = [(number, str(period.year)) for number, period in enumerate(periods) if _opens_year(periods, number)]
    step = -(-len(firsts) // MOST_TICKS)
    return firsts[::step]


def _opens_year(periods: Sequence[Period], number: int) -> bool:
    return number == 0 or periods[number].year != periods[number - 1].year


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near to the wanted ones as leaves `gap` between any two, within low and high where that fits."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    placed = [0.0] * len(wanted)
    previous = low - gap
    for number in order:
        placed[number] = max(wanted[number], previous + gap)
        previous = placed[number]
    limit = high + gap
    for number in reversed(order):
        placed[number] = min(placed[number], limit - gap)
        limit = placed[number]
    return placed


def mark_outdated(figure: Figure, text: str) -> None:
    """A yellow frame with a dark edge and the words, readable without colour as well."""
    width, height = (inches * 72 for inches in figure.get_size_inches())
    for inset, size, colour in ((2.5, 5, YELLOW), (0.4, 0.8, YELLOW_EDGE), (5.2, 0.5, YELLOW_EDGE)):
        figure.add_artist(
            Rectangle(
                (inset / width, inset / height),
                1 - 2 * inset / width,
                1 - 2 * inset / height,
                transform=figure.transFigure,
                fill=False,
                edgecolor=colour,
                linewidth=size,
                joinstyle="miter",
            )
        )
    figure.text(
        1 - 11 / width,
        1 - 11 / height,
        text,
        ha="right",
        va="top",
        fontsize=SMALL,
        weight="bold",
        bbox={"facecolor": YELLOW, "edgecolor": YELLOW_EDGE, "linewidth": 0.5, "pad": 2.5},
    )
