"""Where everything in a figure comes to lie: the boxes of its texts against each other and against
what is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from report_builder.charts import renderer
from report_builder.charts.drawing import lay_out, styled
from report_builder.model.figure import FigureContent

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
_GRID = (0.85, 0.85, 0.85)
_WIDEST_GROUND = 60.0
"""Points; what is white and wider is the ground of a whole figure, or of its axes."""
_CLOSE = 0.3
"""Points that two boxes may lie over each other: ascenders leave more than that free."""


class LaidText(NamedTuple):
    """A text with its box and its size; one with a ground of its own hides what is behind it."""

    text: str
    box: Box
    size: float
    has_ground: bool


@dataclass
class Laid:
    """The texts of a figure, and what else is drawn in it."""

    width: float
    height: float
    texts: list[LaidText] = field(default_factory=list)
    bars: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    """What lies white behind words."""
    covers: list[Box] = field(default_factory=list)
    """What was laid white over a bar, however wide it is."""
    markers: list[Box] = field(default_factory=list)
    lines: list[list[tuple[float, float]]] = field(default_factory=list)
    grids: list[list[tuple[float, float]]] = field(default_factory=list)


class _Recorder(renderer._Renderer):
    """Keeps where everything is drawn."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(width, height, 1)
        self.laid = Laid(width, height)

    def draw_text(self, gc, x, y, s, prop, angle, *more, **named):
        if s.strip():
            box = self._text_box(x, y, s, prop, angle)
            has_ground = any(_within(box, ground) for ground in self.laid.grounds)
            self.laid.texts.append(LaidText(s, box, prop.get_size_in_points(), has_ground))

    def _text_box(self, x: float, y: float, s: str, prop: Any, angle: float) -> Box:
        """The box of the letters: from a little below the line to the height of a capital."""
        width, height, depth = self.get_text_width_height_descent(s, prop, ismath=False)
        up, down = height - depth, depth
        if angle == 0:
            return x, y - down, x + width, y + up
        assert angle == 90
        return x - up, y, x + down, y + width

    def draw_path(self, gc, path, transform, rgbFace=None):  # noqa: N803
        points = [tuple(point) for point in transform.transform(path.vertices)]
        colour = tuple(round(part, 2) for part in gc.get_rgb()[:3])
        if rgbFace is not None or gc.get_hatch_path() is not None:
            box = _box_of(points)
            is_page = box[2] - box[0] >= self.laid.width - 1
            is_white = rgbFace is not None and min(rgbFace[:3]) > 0.99 and not gc.get_hatch_path()
            is_label = rgbFace is not None and _is_yellow(rgbFace)
            if is_white and any(_overlap(box, bar) for bar in self.laid.bars):
                self.laid.covers.append(box)
            if is_white and box[2] - box[0] < _WIDEST_GROUND:
                self.laid.grounds.append(box)
            if not (is_page or is_white or is_label):
                self.laid.bars.append(box)
        elif gc.get_linewidth() < 4 and max(point[0] for point in points) > 0:
            kept = self.laid.grids if colour == _GRID else self.laid.lines
            if not _is_frame(points, self.laid):
                kept.append(points)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):  # noqa: N803
        around = _box_of([tuple(point) for point in marker_trans.transform(marker_path.vertices)])
        for x, y in trans.transform(path.vertices):
            if math.isfinite(x) and math.isfinite(y):
                left, bottom, right, top = around
                self.laid.markers.append((x + left, y + bottom, x + right, y + top))


def laid_out(content: FigureContent, is_yellow: bool) -> Laid:
    """Where everything in a figure comes to lie."""
    with styled(None, ()):
        figure = lay_out(content, is_yellow)
        figure.dpi = 72
        width, height = (float(inches) * 72 for inches in figure.get_size_inches())
        recorder = _Recorder(width, height)
        figure.draw(recorder)
        return recorder.laid


def collisions(laid: Laid) -> list[str]:
    """What lies over each other and may not."""
    return [*_of_texts(laid), *_of_shapes(laid), *_of_grounds(laid), *_outside(laid)]


def _of_texts(laid: Laid) -> Iterator[str]:
    for (one, first, *_), (other, second, *_) in combinations(laid.texts, 2):
        if _overlap(first, second):
            yield f"'{one}' over '{other}'"


def _of_shapes(laid: Laid) -> Iterator[str]:
    for text, box, _, has_ground in laid.texts:
        if any(_overlap(box, bar) for bar in laid.bars):
            yield f"'{text}' over a bar"
        if any(_overlap(box, marker) for marker in laid.markers):
            yield f"'{text}' over a marker"
        if any(_crosses(line, box) for line in laid.lines):
            yield f"'{text}' over a line"
        if not has_ground and any(_crosses(line, box) for line in laid.grids):
            yield f"a line of the grid through '{text}'"


def _of_grounds(laid: Laid) -> Iterator[str]:
    for ground in laid.covers:
        yield f"a white ground over a bar at {ground[0]:.0f}, {ground[1]:.0f}"


def _outside(laid: Laid) -> Iterator[str]:
    for text, (left, bottom, right, top), *_ in laid.texts:
        if left < 0 or bottom < 0 or right > laid.width or top > laid.height:
            yield f"'{text}' outside the picture"


def _box_of(points: list[Any]) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_yellow(colour: Any) -> bool:
    return colour[0] > 0.9 and colour[1] > 0.8 and colour[2] < 0.3


def _is_frame(points: list[Any], laid: Laid) -> bool:
    box = _box_of(points)
    return box[2] - box[0] > laid.width * 0.9 and box[3] - box[1] > laid.height * 0.8


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer[0] - 1 <= inner[0]
        and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > _CLOSE and up > _CLOSE


def _crosses(line: list[Any], box: Box) -> bool:
    return any(_meets(start, end, box) for start, end in pairwise(line))


def _meets(start: Any, end: Any, box: Box) -> bool:
    """Whether a stretch of a line runs through a box (Liang and Barsky, 1984)."""
    if not all(map(math.isfinite, (*start, *end))):
        return False
    left, bottom = box[0] + _CLOSE, box[1] + _CLOSE
    right, top = box[2] - _CLOSE, box[3] - _CLOSE
    across, up = end[0] - start[0], end[1] - start[1]
    enters, leaves = 0.0, 1.0
    for step, room in (
        (-across, start[0] - left),
        (across, right - start[0]),
        (-up, start[1] - bottom),
        (up, top - start[1]),
    ):
        if step == 0:
            if room < 0:
                return False
            continue
        share = room / step
        if step < 0:
            enters = max(enters, share)
        else:
            leaves = min(leaves, share)
    return enters < leaves
