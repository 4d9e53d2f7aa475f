"""Shapes and numbers as a page of PDF and an SVG write them: both count upwards, in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.path import Path
from matplotlib.transforms import Transform

DECIMALS = 2
"""A hundredth of a point is four thousandths of a millimetre."""
TURN_DECIMALS = 6
"""Of how much larger or smaller something is, and how it is turned."""
_CURVE, _CLOSED, _STOP = int(Path.CURVE3), int(Path.CLOSEPOLY), int(Path.STOP)
_OPERATORS = {
    int(Path.MOVETO): ("m", "M"),
    int(Path.LINETO): ("l", "L"),
    _CURVE: ("", "Q"),
    int(Path.CURVE4): ("c", "C"),
}
_POINTS = {_CURVE: 2, int(Path.CURVE4): 3}
"""How many points follow a curve; the other operators have one."""


@dataclass(frozen=True)
class Outline:
    """A path as operators of PDF, and as the data of an SVG path."""

    pdf: str
    svg: str


def number(value: float, decimals: int = DECIMALS) -> str:
    """A number without zeros that say nothing, and never with an exponent, which PDF has not."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float], decimals: int = DECIMALS) -> str:
    """Numbers with a space between them."""
    return " ".join(number(value, decimals) for value in values)


def shape(
    path: Path,
    transform: Transform | None,
    *,
    clip: tuple[float, float, float, float] | None = None,
    simplify: bool = False,
    sketch: tuple[float, float, float] | None = None,
) -> Outline:
    """A path after its transform, without points that are not numbers; of a line only what lies
    within `clip`.
    """
    cleaned: Any = path.cleaned(
        transform, remove_nans=True, clip=clip, simplify=simplify, curves=True, sketch=sketch
    )
    return _written(cleaned.vertices.tolist(), cleaned.codes.tolist())


def _written(points: Sequence[Sequence[float]], codes: Sequence[int]) -> Outline:
    pdf, svg = list[str](), list[str]()
    place, last = 0, points[0] if points else (0.0, 0.0)
    while place < len(codes) and codes[place] != _STOP:
        code = codes[place]
        taken = points[place : place + _POINTS.get(code, 1)]
        place += len(taken)
        if code == _CLOSED:
            pdf.append("h")
            svg.append("z")
            continue
        in_pdf, in_svg = _OPERATORS[code]
        text = " ".join(f"{number(x)} {number(y)}" for x, y in taken)
        svg.append(in_svg + text)
        pdf.append(f"{text} {in_pdf}" if in_pdf else f"{_as_cubic(last, *taken)} c")
        last = taken[-1]
    return Outline(" ".join(pdf), "".join(svg))


def _as_cubic(start: Sequence[float], bend: Sequence[float], end: Sequence[float]) -> str:
    """The points of a curve with one bend, which PDF has not, as one with two."""
    first = (side + 2 / 3 * (middle - side) for side, middle in zip(start, bend, strict=True))
    second = (side + 2 / 3 * (middle - side) for side, middle in zip(end, bend, strict=True))
    return numbers((*first, *second, *end))
