"""The explanation at the foot of a picture: what its signs, gaps, breaks and scales mean, and of no
others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from report_builder.charts.axes import shows_every_period
from report_builder.charts.page import POINTS_PER_MM, SMALL, frame_room, page_width, wrapped
from report_builder.charts.style import GREY
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.wording.picture_words import (
    UNEVEN_DAYS,
    breaks_text,
    gaps_text,
    key_sentence,
    uncompared_text,
    unsettled_text,
)

LINE = 10.0
"""Points from one line of the explanation to the next."""
_EDGE, _FOOT, _ABOVE = 4.0, 3.0, 6.0
UNSETTLED = (Status.PROVISIONAL, Status.ESTIMATED)
_HATCHED, _OPEN, _BROKEN = "gearceerd", "open punt", "onderbroken lijn"
_EMPTY, _PARTIAL, _UNDRAWN = "lege plaats", "onvolledige staaf", "geen lijn"


def bars_key(
    content: FigureContent, unnamed_gaps: Mapping[str, Sequence[Period]], is_stacked: bool
) -> str:
    """What bars need explained; gaps that are not named where they are stand here."""
    parts = [*_unsettled(content, _HATCHED), *_breaks(content)]
    if unnamed_gaps:
        parts.append(gaps_text(_PARTIAL if is_stacked else _EMPTY, unnamed_gaps))
    if _is_uneven(content.periods):
        parts.append(UNEVEN_DAYS)
    return key_sentence(parts)


def lines_key(content: FigureContent, *more: str) -> str:
    """What lines need explained, and what else is to be said of them."""
    parts = [*_unsettled(content, _OPEN), *_breaks(content)]
    gaps = gaps_by_name(content)
    if gaps:
        parts.append(gaps_text(_BROKEN, gaps))
    return key_sentence([*parts, *more])


def ranking_key(content: FigureContent) -> str:
    """What a ranking needs explained: signs behind names, or behind its period."""
    shown = statuses_at(content, content.periods[0])
    return key_sentence(unsettled_text(one, "", has_sign=True) for one in UNSETTLED if one in shown)


def slopes_key(content: FigureContent) -> str:
    """What two periods beside each other need explained: what is not settled, and why a line is not
    there.
    """
    statuses = {one for period in content.periods for one in statuses_at(content, period)}
    parts = [
        unsettled_text(status, _OPEN, has_sign=True) for status in UNSETTLED if status in statuses
    ]
    if broken := names_over_break(content):
        parts.append(uncompared_text(content.periods[0], broken))
    gaps = {line.name: _lacking(content, line) for line in content.lines}
    if any(gaps.values()):
        parts.append(gaps_text(_UNDRAWN, {name: own for name, own in gaps.items() if own}))
    return key_sentence(parts)


def names_over_break(content: FigureContent) -> list[str]:
    """The series with a break between the two periods, in order; such as has no value in one of
    them is no longer compared.
    """
    first, last = content.periods
    return [
        line.name
        for line in content.lines
        if not _lacking(content, line)
        and any(_breaks_in(line, point.period) for point in line.points_between(first, last))
    ]


def _lacking(content: FigureContent, line: PlottedLine) -> list[Period]:
    """The periods of a figure of which a series has no value."""
    points = {point.period: point.amount for point in line.points}
    return [period for period in content.periods if points.get(period) is None]


def gaps_by_name(content: FigureContent) -> dict[str, list[Period]]:
    """The periods between its first and last figure for which a series has none, by its name; the
    only series of a figure has none. Days that only others were counted on are no gaps.
    """
    gaps: dict[str, list[Period]] = {}
    for line in content.lines:
        own = list(_inner_gaps(content, line))
        if own:
            gaps[line.name if len(content.lines) > 1 else ""] = own
    return gaps


def _inner_gaps(content: FigureContent, line: PlottedLine) -> Iterator[Period]:
    filled = [point.period for point in line.points if point.amount is not None]
    points = {point.period: point for point in line.points}
    for period in content.periods:
        point = points.get(period)
        is_gap = point is None or point.amount is None
        if point is None and period.frequency is Frequency.DAY:
            continue
        if is_gap and filled[0] < period < filled[-1]:
            yield period


def statuses_at(content: FigureContent, period: Period) -> list[Status]:
    """The status of each series that has a point in a period."""
    points = (line.at(period) for line in content.lines)
    return [point.status for point in points if point]


def _unsettled(content: FigureContent, look: str) -> Iterator[str]:
    statuses = {point.status for line in content.lines for point in line.points}
    for status in UNSETTLED:
        if status in statuses:
            yield unsettled_text(status, look, has_sign=shows_every_period(content))


def _breaks(content: FigureContent) -> Iterator[str]:
    breaks = breaks_by_period(content)
    if breaks:
        yield breaks_text(breaks)


def breaks_by_period(content: FigureContent) -> dict[Period, list[str]]:
    """The periods in which a series breaks, with the names of those that do; none where all do."""
    breaks: dict[Period, list[str]] = {}
    for period in content.periods[1:]:
        broken = [line.name for line in content.lines if _breaks_in(line, period)]
        if broken:
            breaks[period] = broken if len(broken) < len(content.lines) else []
    return breaks


def _breaks_in(line: PlottedLine, period: Period) -> bool:
    point = line.at(period)
    return point is not None and point.status is Status.BREAK


def _is_uneven(periods: Sequence[Period]) -> bool:
    """Whether days are so far apart that bars beside each other hide it."""
    if periods[0].frequency is not Frequency.DAY:
        return False
    steps = [(later.first - earlier.first).days for earlier, later in pairwise(periods)]
    return bool(steps) and max(steps) > 1.5 * min(steps)


def key_lines(text: str, content: FigureContent) -> list[str]:
    """An explanation on lines that fit in a picture; none of an empty one."""
    room = page_width() * POINTS_PER_MM - 2 * _EDGE - 2 * frame_room(content)
    return wrapped(text, SMALL, room).split("\n") if text else []


def key_room(lines: Sequence[str]) -> float:
    """The points that an explanation takes below the rest."""
    return len(lines) * LINE + _ABOVE if lines else 0.0


def put_key(figure: Figure, content: FigureContent, lines: Sequence[str]) -> None:
    """Put an explanation at the foot of a picture."""
    width, height = (inches * 72 for inches in figure.get_size_inches())
    left, foot = _EDGE + frame_room(content), _FOOT + frame_room(content)
    for number, line in enumerate(reversed(lines)):
        bottom = foot + number * LINE
        figure.text(left / width, bottom / height, line, fontsize=SMALL, color=GREY, va="bottom")
