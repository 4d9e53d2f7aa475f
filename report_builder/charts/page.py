"""The page of a figure: its size, the room for texts around the axes, and the yellow frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from report_builder.charts.style import YELLOW, YELLOW_EDGE, text_width
from report_builder.model.figure import FigureContent
from report_builder.wording.staleness import frame_words

WIDTH_MM, HEIGHT_MM = 160.0, 72.0
NARROW_MM = 95.0
"""The screen of a phone, 360 pixels."""
POINTS_PER_MM = 72 / 25.4
SIZE, SMALL, SMALLEST = 9.0, 8.0, 7.5
"""The sizes of texts, in points."""
LINE_HEIGHT = 10.5
"""Points from one line of text to the next."""
TOP = 22.0
"""Points above the axes: for the unit, and beside it the words on a figure without update."""
_FRAME = 8.0
_BESIDE_LABEL = 32.0
"""Points that stand left and right of the label, and of what stands beside it."""
_STEP = 2
"""Points by which lines are made narrower until they need one more."""
_LABEL_PART, _NARROW_LABEL_PART = 0.66, 0.5
"""The part of the width that the words on a figure without update may take, on paper and on the
screen of a phone.
"""


@dataclass(frozen=True)
class Margins:
    """The room around the axes, in points."""

    left: float
    right: float
    top: float
    bottom: float


_width = ContextVar("width", default=WIDTH_MM)


@contextmanager
def narrowed() -> Iterator[None]:
    """What is drawn inside is as wide as the screen of a phone."""
    token = _width.set(NARROW_MM)
    try:
        yield
    finally:
        _width.reset(token)


def page_width() -> float:
    """How wide a figure is, in millimetres: as the text of a page, or narrower."""
    return _width.get()


def is_narrow() -> bool:
    """Whether it is drawn for the screen of a phone."""
    return page_width() < WIDTH_MM


def to_width(amount: float) -> float:
    """As much of something as there is room for, where a figure on paper has so much of it."""
    return amount * page_width() / WIDTH_MM


def new_figure(height: float = HEIGHT_MM) -> Figure:
    """An empty figure as wide as it is to be, `height` millimetres high."""
    return Figure(figsize=(page_width() / 25.4, height / 25.4))


def frame_room(content: FigureContent, frame: float = _FRAME) -> float:
    """The points along every edge that belong to a yellow frame so wide; none around a figure that
    is up to date.
    """
    return frame if content.stale_until else 0.0


def place_axes(
    figure: Figure, content: FigureContent, margins: Margins, frame: float = _FRAME
) -> Axes:
    """Axes within margins, and within the frame that is drawn around a stale figure."""
    width, height = (inches * 72 for inches in figure.get_size_inches())
    room = frame_room(content, frame)
    top = margins.top + label_room(content)
    box = (
        (margins.left + room) / width,
        (margins.bottom + room) / height,
        1 - (margins.left + margins.right + 2 * room) / width,
        1 - (top + margins.bottom + 2 * room) / height,
    )
    return figure.add_axes(box)


def label_room(content: FigureContent) -> float:
    """The points that the words on a stale figure need beside their first line."""
    return LINE_HEIGHT * _stale_words(frame_words(content.stale_spans)).count("\n")


def beside_label(content: FigureContent, text: str, size: float) -> str:
    """A text on as many lines as it needs to stand left of the words on a stale figure; as it is on
    a figure that is up to date.
    """
    if not content.stale_until:
        return text
    label = widest_line(_stale_words(frame_words(content.stale_spans)), SMALL, is_bold=True)
    return wrapped(text, size, page_width() * POINTS_PER_MM - label - _BESIDE_LABEL)


def _stale_words(text: str) -> str:
    """The words on a stale figure, on as many lines as leave room for the unit beside them."""
    part = _NARROW_LABEL_PART if is_narrow() else _LABEL_PART
    return _balanced(text, SMALL, part * page_width() * POINTS_PER_MM)


def _balanced(text: str, size: float, width: float) -> str:
    """A text on as few lines as fit that width, and these no wider than they must be."""
    lines = wrapped(text, size, width)
    if "\n" not in lines:
        return lines
    for narrower in range(int(width), 0, -_STEP):
        others = wrapped(text, size, narrower)
        if others.count("\n") > lines.count("\n"):
            return lines
        lines = others
    return lines


def axes_size(axes: Axes) -> tuple[float, float]:
    """The width and height of axes, in points."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches() * 72
    place = axes.get_position()
    return float(place.width * width), float(place.height * height)


def wrapped(text: str, size: float, width: float) -> str:
    """A text on as many lines as it needs to be no wider than `width` points; a single long word
    stays whole.
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def widest_line(text: str, size: float, is_bold: bool = False) -> float:
    """The width in points of the widest line of a text."""
    return max(text_width(line, size, is_bold) for line in text.split("\n"))


def line_count(texts: Sequence[str]) -> int:
    """The number of lines of the text that has most."""
    return max((text.count("\n") + 1 for text in texts), default=1)


def mark_stale(figure: Figure, text: str) -> None:
    """A yellow frame with a dark edge and the words, readable without colour as well.

    A picture that is too small for the words has none; they stand beside it.
    """
    width, height = (inches * 72 for inches in figure.get_size_inches())
    draw_frame(figure, 5.0 if text else 2.5)
    if text:
        stale_label(figure, _stale_words(text), (width - 11, height - 11), SMALL, side="right")


def draw_frame(figure: Figure, thick: float) -> None:
    """A yellow frame with a dark edge, so many points thick."""
    width, height = (inches * 72 for inches in figure.get_size_inches())
    edges = ((thick / 2, thick, YELLOW), (0.4, 0.8, YELLOW_EDGE), (thick + 0.2, 0.5, YELLOW_EDGE))
    for inset, size, colour in edges:
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


def stale_label(
    figure: Figure,
    text: str,
    place: tuple[float, float],
    size: float,
    side: Literal["left", "right"],
) -> None:
    """The words on a figure without update, with their upper corner on that side at a place in
    points.
    """
    width, height = (inches * 72 for inches in figure.get_size_inches())
    figure.text(
        place[0] / width,
        place[1] / height,
        text,
        ha=side,
        va="top",
        fontsize=size,
        weight="bold",
        bbox={"facecolor": YELLOW, "edgecolor": YELLOW_EDGE, "linewidth": 0.5, "pad": 2.5},
    )
