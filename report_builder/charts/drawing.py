"""From what a figure says to a picture: the same drawing as vector (SVG) and as raster (PNG)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import rc_context, style
from matplotlib.figure import Figure

from report_builder.charts.axes import positions
from report_builder.charts.bars import draw_bars, draw_stacked
from report_builder.charts.lines import draw_lines
from report_builder.charts.page import mark_stale, narrowed
from report_builder.charts.panels import draw_multiples
from report_builder.charts.plot_areas import Places, one_after_the_other, plot_areas
from report_builder.charts.ranking_bars import draw_ranking
from report_builder.charts.raster import rasterized
from report_builder.charts.renderer import drawn
from report_builder.charts.slopes import draw_slopes
from report_builder.charts.social_card import SCALE, draw_card, mark_concept, put_logo
from report_builder.charts.sparkline import draw_sparkline
from report_builder.charts.style import FONTS, PACKAGED_STYLE, register_fonts
from report_builder.charts.style_file import style_settings
from report_builder.model.figure import FigureContent, NarrowPicture, Picture, PlotArea
from report_builder.model.figure_kind import FigureKind
from report_builder.wording.staleness import frame_words

_RASTER_DPI, _POINTS_PER_INCH, _MM_PER_INCH = 144, 72, 25.4


def _mark_chart(figure: Figure, content: FigureContent) -> None:
    if content.stale_until:
        mark_stale(figure, frame_words(content.stale_spans))


def _mark_tile(figure: Figure, content: FigureContent) -> None:
    """A tile has no room for the words; they stand beside its picture."""
    if content.stale_until:
        mark_stale(figure, "")


@dataclass(frozen=True)
class Drawing:
    """How a kind of figure is drawn; `mark` is what a concept adds to it."""

    draw: Callable[[FigureContent], Figure]
    mark: Callable[[Figure, FigureContent], None] = _mark_chart
    scale: float = _RASTER_DPI / _POINTS_PER_INCH
    """Pixels to a point."""
    has_logo: bool = False
    places: Places | None = None
    """Where its periods lie; None where nobody points at one."""
    has_panels: bool = False
    """Whether each series has axes of its own."""
    is_for_phones: bool = False
    """Whether it is drawn anew for a narrow screen."""


DRAWINGS: Mapping[FigureKind, Drawing] = {
    FigureKind.LINE: Drawing(draw_lines, places=positions, is_for_phones=True),
    FigureKind.BAR: Drawing(draw_bars, places=one_after_the_other, is_for_phones=True),
    FigureKind.STACKED_BAR: Drawing(draw_stacked, places=one_after_the_other, is_for_phones=True),
    FigureKind.RANKING: Drawing(draw_ranking, is_for_phones=True),
    FigureKind.SLOPE: Drawing(draw_slopes, places=one_after_the_other, is_for_phones=True),
    FigureKind.SMALL_MULTIPLES: Drawing(
        draw_multiples, places=positions, has_panels=True, is_for_phones=True
    ),
    FigureKind.DASHBOARD: Drawing(draw_sparkline, _mark_tile),
    FigureKind.KEY_FIGURES: Drawing(draw_sparkline, _mark_tile),
    FigureKind.CARD: Drawing(draw_card, mark_concept, SCALE, has_logo=True),
}
"""Every kind that is drawn; a tile of a dashboard counts as its kind."""

_FIXED: dict[Any, Any] = {"path.simplify": True}

register_fonts(sorted(FONTS.glob("*.ttf")))


def draw(
    content: FigureContent,
    own_style: Path | None,
    is_yellow: bool,
    typeface: Sequence[Path] = (),
    logo: bytes = b"",
) -> Picture:
    """The picture of a figure, in the project's own style and typeface where it has them.

    Stale it has the yellow frame. A card has a logo (PNG) as well, and says in a concept that it
    is one.
    """
    with styled(own_style, typeface):
        figure = lay_out(content, is_yellow, logo)
        width, height = (float(inches) * _MM_PER_INCH for inches in figure.get_size_inches())
        vectors = drawn(figure)
        drawing = DRAWINGS[content.kind]
        png = rasterized(vectors.pdf, drawing.scale)
        areas = _areas(figure, content)
        narrow = _narrow(content, is_yellow) if drawing.is_for_phones else None
        return Picture(vectors.svg, vectors.pdf, png, width, height, areas, narrow)


def _narrow(content: FigureContent, is_yellow: bool) -> NarrowPicture:
    """The same figure for a narrow screen."""
    with narrowed():
        figure = lay_out(content, is_yellow)
        return NarrowPicture(drawn(figure).svg, _areas(figure, content))


def _areas(figure: Figure, content: FigureContent) -> tuple[PlotArea, ...]:
    drawing = DRAWINGS[content.kind]
    if drawing.places is None:
        return ()
    panels = len(content.lines) if drawing.has_panels else 1
    return plot_areas(figure, content, drawing.places, panels)


@contextmanager
def styled(own_style: Path | None, typeface: Sequence[Path]) -> Iterator[None]:
    """What is drawn inside looks as the packaged style says, and the project's own."""
    with rc_context():
        family = register_fonts(typeface)
        own = style_settings(own_style.read_text("utf-8-sig")) if own_style else {}
        style.use([PACKAGED_STYLE, {"font.family": family} if family else {}, own])
        matplotlib.rcParams.update(_FIXED)
        yield


def lay_out(content: FigureContent, is_yellow: bool, logo: bytes = b"") -> Figure:
    """A figure with all its parts in place, not drawn yet."""
    drawing = DRAWINGS[content.kind]
    figure = drawing.draw(content)
    if drawing.has_logo:
        put_logo(figure, logo)
    if is_yellow:
        drawing.mark(figure, content)
    return figure
