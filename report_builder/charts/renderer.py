"""What matplotlib draws on: one draw of a figure, written as SVG and as a page of PDF at once.

It counts upwards, in points. Texts are outlines: matplotlib would embed fonts with glyphs that
PDF/UA does not allow, and a figure is read by its alternative text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from report_builder.charts.glyphs import (
    FONT_SIZE,
    Files,
    font_files,
    line_heights,
    math_glyphs,
    measured,
    placed_glyphs,
)
from report_builder.charts.pdf_page import PdfPage
from report_builder.charts.shapes import Outline, shape
from report_builder.charts.strokes import Paint, paint_of, text_paint
from report_builder.charts.svg_page import SvgPage

_POINTS = 72


@dataclass(frozen=True)
class Vectors:
    """A figure as a picture for screens and as a page of PDF."""

    svg: bytes
    pdf: bytes


def drawn(figure: Figure) -> Vectors:
    """A figure as it is laid out once: the same bytes for the same figure."""
    dpi, figure.dpi = figure.dpi, _POINTS
    width, height = (float(inches) * _POINTS for inches in figure.get_size_inches())
    renderer = _Renderer(width, height, dpi / _POINTS)
    try:
        figure.draw(renderer)
    finally:
        figure.dpi = dpi
    return Vectors(renderer.svg.written(), renderer.pdf.written())


class _Renderer(RendererBase):
    """Writes each part of a figure in both formats."""

    def __init__(self, width: float, height: float, magnification: float) -> None:
        super().__init__()
        self.svg, self.pdf = SvgPage(width, height), PdfPage(width, height)
        self._size, self._magnification = (width, height), magnification
        self._files: dict[FontProperties, Files] = {}
        self._clips: dict[Any, Outline] = {}

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def flipy(self) -> bool:
        return False

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_image_magnification(self) -> float:
        return self._magnification

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803  # the name that matplotlib gives it
    ) -> None:
        paint = paint_of(gc, rgbFace, self._clip(gc))
        if not paint.shows:
            return
        is_line = rgbFace is None and paint.hatch is None
        outline = shape(
            path,
            transform,
            clip=(0.0, 0.0, *self._size) if is_line else None,
            simplify=bool(is_line and path.should_simplify),
            sketch=gc.get_sketch_params(),
        )
        self._draw_shape(outline, paint)

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803  # the name that matplotlib gives it
    ) -> None:
        paint = paint_of(gc, rgbFace, self._clip(gc))
        if not paint.shows:
            return
        marker, sketch = marker_trans.transform_path(marker_path), gc.get_sketch_params()
        for points, _ in path.iter_segments(trans, simplify=False):
            place = Affine2D().translate(*points[-2:])
            self._draw_shape(shape(marker, place, sketch=sketch), paint)

    def _draw_shape(self, outline: Outline, paint: Paint) -> None:
        if outline.pdf:
            self.svg.draw_shape(outline, paint)
            self.pdf.draw_shape(outline, paint)

    def draw_text(  # noqa: PLR0913, PLR0917  # the signature is matplotlib's
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,  # noqa: ARG002
    ) -> None:
        paint = text_paint(gc, self._clip(gc))
        if not paint.shows:
            return
        strokes: Sequence[Outline] = ()
        if ismath:
            glyphs, strokes = math_glyphs(prop, s)
        else:
            glyphs = placed_glyphs(self._font_files(prop), s)
        matrix = _text_matrix(float(x), float(y), prop.get_size_in_points() / FONT_SIZE, angle)
        self.svg.draw_glyphs(glyphs, strokes, matrix, paint)
        self.pdf.draw_glyphs(glyphs, strokes, matrix, paint)

    def draw_image(
        self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None
    ) -> None:
        height, width = im.shape[:2]
        if not (width and height):
            return
        box = (float(x), float(y), width / self._magnification, height / self._magnification)
        alpha = float(gc.get_alpha()) if transform is not None else 1.0
        clip = self._clip(gc)
        self.svg.draw_image(im, box, clip, alpha)
        self.pdf.draw_image(im, box, clip, alpha)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        return measured(self._font_files(prop), s, prop.get_size_in_points())

    def _get_font_height_metrics(self, prop: FontProperties) -> Any:
        """What `line_heights` tells of a typeface.

        Upstream: without this each text that is laid out reads two tables of its font; they could
        be kept with the font. Drop it then, or once it has another name: nothing depends on it.
        """
        return line_heights(self._font_files(prop), prop.get_size_in_points())

    def _font_files(self, properties: FontProperties) -> Files:
        files = self._files.get(properties)
        if files is None:
            files = self._files[properties.copy()] = font_files(properties)
        return files

    def _clip(self, context: GraphicsContextBase) -> Outline | None:
        """What a part is clipped to: a path, or a rectangle."""
        path, transform = context.get_clip_path()  # a path, whatever the stubs say
        if path is not None:
            return shape(cast(Path, path), transform)
        rectangle = context.get_clip_rectangle()
        if rectangle is None:
            return None
        bounds = rectangle.bounds
        if bounds not in self._clips:
            self._clips[bounds] = _rectangle(*bounds)
        return self._clips[bounds]


def _rectangle(left: float, bottom: float, width: float, height: float) -> Outline:
    corners = [
        (left, bottom),
        (left + width, bottom),
        (left + width, bottom + height),
        (left, bottom + height),
        (left, bottom),
    ]
    return shape(Path(corners, closed=True), None)


def _text_matrix(x: float, y: float, scale: float, angle: float) -> tuple[float, ...]:
    """Where a text stands, how large it is and how it is turned, in degrees."""
    along, up = scale * math.cos(math.radians(angle)), scale * math.sin(math.radians(angle))
    return along, up, -up, along, x, y
