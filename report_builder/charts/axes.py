"""The axes of a figure: Dutch ticks, periods, breaks, and labels that do not lie over each
other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from report_builder.charts.page import (
    POINTS_PER_MM,
    SIZE,
    SMALL,
    SMALLEST,
    axes_size,
    beside_label,
    frame_room,
    is_narrow,
    page_width,
)
from report_builder.charts.style import GREY, text_width
from report_builder.charts.ticks import put_ticks
from report_builder.model.catalogue import PERCENT
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.wording.numbers import number_text, with_unit
from report_builder.wording.periods import short_period_text
from report_builder.wording.picture_words import BREAK, UNSETTLED_SIGNS

MOST_TICKS, _MOST_ON_PHONES, _MOST_WIDE_ON_PHONES = 14, 6, 4
_LEAST_WIDE, _BETWEEN = 0.55, 4.0
"""The part of the width of a figure that its axes have at least, beside ticks and names; and points
between two texts below them.
"""
_ROUND_STEPS = [1, 2, 2.5, 5, 10]


def amounts(lines: Sequence[PlottedLine]) -> list[float]:
    """All known amounts of some series."""
    return [
        float(point.amount) for line in lines for point in line.points if point.amount is not None
    ]


def positions(periods: Sequence[Period]) -> list[float]:
    """Where the periods lie on the axis: days by date, others one after the other."""
    if periods[0].frequency is Frequency.DAY:
        return [float((period.first - periods[0].first).days) for period in periods]
    return [float(number) for number in range(len(periods))]


def line_values(content: FigureContent, line: PlottedLine) -> list[float]:
    """The values of a series at every period of the figure; a gap is not a number."""
    amounts_by_period = {point.period: point.amount for point in line.points}
    values: list[float] = []
    for period in content.periods:
        amount = amounts_by_period.get(period)
        values.append(math.nan if amount is None else float(amount))
    return values


def amount_text(content: FigureContent, amount: Decimal | float) -> str:
    """A number as it stands in the figure."""
    exact = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    return with_unit(
        number_text(exact, content.decimals), content.unit if content.unit == PERCENT else ""
    )


class ValueScale:
    """The value axis: from zero unless there are values below it, with round ticks in Dutch
    notation.
    """

    def __init__(
        self,
        content: FigureContent,
        low: float,
        high: float,
        *,
        beyond: float = 0.06,
        most: int = 6,
    ) -> None:
        """`beyond` is the room past the values that labels need, as a part of their span; there are
        at most so many steps.
        """
        room = (max(high, 0) - min(low, 0)) * beyond or 1
        # A label below a bar must stay clear of the periods.
        self.low, self.high = (low - 1.5 * room if low < 0 else 0.0), max(high, 0) + room
        locator = MaxNLocator(nbins=most, steps=_ROUND_STEPS, integer=content.decimals == 0)
        ticks = [
            Decimal(str(round(float(tick), 6))) for tick in locator.tick_values(self.low, self.high)
        ]
        self.ticks = [tick for tick in ticks if self.low <= tick <= self.high]
        decimals = max(max(0, -int(tick.normalize().as_tuple().exponent)) for tick in self.ticks)
        unit = content.unit if content.unit == PERCENT else ""
        self.texts = [with_unit(number_text(tick, decimals), unit) for tick in self.ticks]

    @property
    def room(self) -> float:
        """The width that the ticks need, in points."""
        return max(text_width(text, SIZE) for text in self.texts) + 10

    def draw(self, axes: Axes) -> None:
        """Put the ticks beside the axes, and a line at zero where values go below it."""
        axes.set_ylim(self.low, self.high)
        put_ticks(axes, axes.yaxis, [float(tick) for tick in self.ticks], self.texts)
        if self.low < 0:
            axes.axhline(0, color=GREY, linewidth=0.8)


def unit_label(axes: Axes, content: FigureContent, period: str = "", lift: float = 9) -> None:
    """What is counted, and in which period where the axes do not say so, above the value axis."""
    unit = content.unit.capitalize() if content.unit != PERCENT else ""
    text = ", ".join(part for part in (unit, period) if part)
    axes.annotate(
        beside_label(content, text, SMALL),
        (0, 1),
        xycoords=("figure points", "axes fraction"),
        xytext=(4 + frame_room(content), lift),
        textcoords=("figure points", "offset points"),
        fontsize=SMALL,
        color=GREY,
        va="bottom",
    )


def period_ticks(axes: Axes, content: FigureContent, places: Sequence[float]) -> None:
    """The periods below the axis: all of them, or whole years, or every so many. Where all stand
    there, one that is not settled has its sign.
    """
    signs = period_signs(content) if shows_every_period(content) else {}
    ticked = ticked_periods(content.periods)
    texts = [f"{text}{signs.get(content.periods[number], '')}" for number, text in ticked]
    put_ticks(axes, axes.xaxis, [places[number] for number, _ in ticked], texts)


def shows_every_period(content: FigureContent) -> bool:
    """Whether each period has a tick, so that signs behind them can tell of all."""
    return len(ticked_periods(content.periods)) == len(content.periods)


def period_signs(content: FigureContent) -> dict[Period, str]:
    """The signs of the periods in which a series is not settled."""
    return {
        period: sign
        for status, sign in reversed(UNSETTLED_SIGNS.items())
        for period in _periods_with(status, content)
    }


def _periods_with(status: Status, content: FigureContent) -> set[Period]:
    """The periods in which any series has a point of that status."""
    points = (point for line in content.lines for point in line.points)
    return {point.period for point in points if point.status is status}


def day_ticks(axes: Axes, content: FigureContent, places: Sequence[float]) -> None:
    """The years below an axis of days, each at its 1 January; within a year, or for a few days, the
    days themselves.
    """
    first, last = content.periods[0].first, content.periods[-1].first
    years = range(first.year + 1, last.year + 1)
    if not years or len(content.periods) <= _most_wide_ticks():
        period_ticks(axes, content, places)
        return
    ticks = years[:: _step(len(years))]
    days = [(date(year, 1, 1) - first).days for year in ticks]
    put_ticks(axes, axes.xaxis, days, [str(year) for year in ticks])


def _most_ticks() -> int:
    """So many years have room for their texts below the axis."""
    return _MOST_ON_PHONES if is_narrow() else MOST_TICKS


def _most_wide_ticks() -> int:
    """So many months or days."""
    return _MOST_WIDE_ON_PHONES if is_narrow() else MOST_TICKS // 2


def _step(count: int) -> int:
    """Every how manieth gets a tick, so that there are not too many."""
    return -(-count // _most_ticks())


def ticked_periods(periods: Sequence[Period]) -> list[tuple[int, str]]:
    """The numbers of the periods that get a tick, and its text."""
    # The text of a month or a day is twice as wide as that of a year.
    is_yearly = periods[0].frequency is Frequency.YEAR
    most = _most_ticks() if is_yearly else _most_wide_ticks()
    if len(periods) <= most:
        return [(number, short_period_text(period)) for number, period in enumerate(periods)]
    firsts = [
        (number, str(period.year))
        for number, period in enumerate(periods)
        if _opens_year(periods, number)
    ]
    step = _step(len(firsts))
    # Where few have room the last one counts most: that is the one that may be provisional.
    start = (len(firsts) - 1) % step if is_narrow() else 0
    shown = firsts[start::step]
    return shown[1:] if _is_crowded(periods, shown) else shown


def _is_crowded(periods: Sequence[Period], shown: Sequence[tuple[int, str]]) -> bool:
    """Whether a figure begins so late in a year that its text would run into that of the next."""
    if len(shown) < 2 or periods[shown[0][0]].part == 1:
        return False
    apart = (shown[1][0] - shown[0][0]) / (len(periods) - 1)
    room = apart * _LEAST_WIDE * page_width() * POINTS_PER_MM
    return room < text_width(shown[0][1], SIZE) + _BETWEEN


def _opens_year(periods: Sequence[Period], number: int) -> bool:
    return number == 0 or periods[number].year != periods[number - 1].year


def mark_breaks(axes: Axes, content: FigureContent, places: Sequence[float]) -> None:
    """A dotted line where a series breaks, with the word above it where there is room."""
    breaks = _periods_with(Status.BREAK, content)
    width, _ = axes_size(axes)
    low, high = axes.get_xlim()
    room = text_width(BREAK, SMALLEST)
    free = 0.0
    for before, place, period in zip(places, places[1:], content.periods[1:], strict=False):
        if period not in breaks:
            continue
        middle = (before + place) / 2
        axes.axvline(middle, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
        left = (middle - low) / (high - low) * width - room / 2
        left = min(max(left, 0.0), width - room)
        if left >= free:
            _name_break(axes, left)
            free = left + room + 4


def _name_break(axes: Axes, left: float) -> None:
    axes.annotate(
        BREAK,
        (left, 1),
        xycoords=("axes points", "axes fraction"),
        xytext=(0, 1),
        textcoords="offset points",
        fontsize=SMALLEST,
        color=GREY,
        va="bottom",
    )
