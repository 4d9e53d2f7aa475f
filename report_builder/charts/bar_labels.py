"""The values at the ends of bars: lying where they are no wider than their bar, standing where they
fit in its width, and none where they would lie over each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from report_builder.charts.axes import amount_text, line_values
from report_builder.charts.bar_row import Bars
from report_builder.charts.page import SMALL, SMALLEST
from report_builder.charts.style import text_width
from report_builder.model.figure import FigureContent

_MOST = 24
_GAP, _BETWEEN = 2.0, 3.0
"""Points between a bar and its label, and at least between two labels."""
_THINNEST = 10.0
"""Points that a bar must be wide for a standing label."""


@dataclass(frozen=True)
class BarLabels:
    """How the labels of a figure stand, and how large; `beyond` is the room that they need past the
    values, as a part of their span.
    """

    is_shown: bool = False
    is_standing: bool = False
    size: float = SMALL
    beyond: float = 0.06


def plan_labels(content: FigureContent, pitch: float, height: float) -> BarLabels:
    """The labels of bars that are `pitch` points from each other, in axes so many points high."""
    texts = [amount_text(content, value) for value in _values(content)]
    if len(content.periods) * len(content.lines) > _MOST:
        return BarLabels()
    for size in (SMALL, SMALLEST):
        widest = max(text_width(text, size) for text in texts)
        if widest + _BETWEEN <= pitch:
            lying = (size * 1.3 + _GAP) / height
            return BarLabels(is_shown=True, size=size, beyond=lying)
    if pitch < _THINNEST:
        return BarLabels()
    # What the labels take is taken from the bars.
    share = (widest + 2 * _GAP) / height
    return BarLabels(is_shown=True, is_standing=True, size=SMALLEST, beyond=share / (1 - share))


def _values(content: FigureContent) -> list[float]:
    return [
        float(point.amount)
        for line in content.lines
        for point in line.points
        if point.amount is not None
    ]


def label_bars(
    axes: Axes, content: FigureContent, series: Sequence[Bars], labels: BarLabels
) -> None:
    """The value at the end of each bar; zero has one too, which a gap has not."""
    for line, bars in zip(content.lines, series, strict=True):
        for value, box in zip(line_values(content, line), bars.boxes, strict=True):
            if value != value:  # noqa: PLR0124  # not a number: there is none
                continue
            axes.annotate(
                amount_text(content, value if content.decimals else round(value)),
                (box.left + box.width / 2, value),
                xytext=(0, _GAP if value >= 0 else -_GAP),
                textcoords="offset points",
                ha="center",
                va="bottom" if value >= 0 else "top",
                rotation=90 if labels.is_standing else 0,
                fontsize=labels.size,
            )
