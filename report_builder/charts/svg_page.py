"""An SVG whose texts are outlines, written while a figure is drawn.

All of it stands in one group that counts upwards, as the page of PDF does. Its names are numbered
in the order in which they were needed: they are unique in one picture, which a page shows as an
image.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from PIL import Image

from report_builder.charts.glyphs import PlacedGlyph
from report_builder.charts.shapes import TURN_DECIMALS, Outline, number, numbers
from report_builder.charts.strokes import HATCH, Colour, Hatch, Paint, Stroke

_CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


class SvgPage:
    """A picture so many points wide and high; its parts lie over each other in the order in which
    they were drawn.
    """

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._parts: list[str] = []
        self._definitions: list[str] = []
        self._names: dict[object, str] = {}

    def draw_shape(self, outline: Outline, paint: Paint) -> None:
        """Fill, hatch and stroke a shape."""
        self._parts.append(f'<path d="{outline.svg}"{self._state(paint)}/>')

    def draw_glyphs(
        self,
        glyphs: Iterable[PlacedGlyph],
        strokes: Iterable[Outline],
        matrix: tuple[float, ...],
        paint: Paint,
    ) -> None:
        """Fill the glyphs and strokes of a text, whose place and size are a matrix."""
        clip = self._clip(paint.clip)
        place = f"{numbers(matrix[:4], TURN_DECIMALS)} {numbers(matrix[4:])}"
        parts = [f'<g{clip}><g transform="matrix({place})"{_fill(paint)}>']
        parts += [self._glyph(glyph) for glyph in glyphs]
        parts += [f'<path d="{stroke.svg}"/>' for stroke in strokes]
        self._parts.append("".join(parts) + "</g></g>")

    def _glyph(self, glyph: PlacedGlyph) -> str:
        """A glyph in its place; its outline stands in the file once."""
        name = self._names.get(glyph.outline)
        if name is None:
            name = self._named(glyph.outline, "g")
            self._definitions.append(f'<path id="{name}" d="{glyph.outline.svg}"/>')
        if glyph.size == 1:
            height = f' y="{number(glyph.y)}"' if glyph.y else ""
            return f'<use xlink:href="#{name}" x="{number(glyph.x)}"{height}/>'
        size = number(glyph.size, TURN_DECIMALS)
        place = f"{size} 0 0 {size} {number(glyph.x)} {number(glyph.y)}"
        return f'<use xlink:href="#{name}" transform="matrix({place})"/>'

    def draw_image(
        self,
        pixels: Any,
        box: tuple[float, float, float, float],
        clip: Outline | None,
        alpha: float,
    ) -> None:
        """Draw rows of pixels (RGBA), the lowest first, in a box: left, bottom, width, height."""
        written = io.BytesIO()
        Image.fromarray(pixels).save(written, format="png")
        left, bottom, width, height = (number(side) for side in box)
        opacity = "" if alpha == 1 else f' opacity="{number(alpha, 4)}"'
        self._parts.append(
            f'<g{self._clip(clip)}><image x="{left}" y="{bottom}" width="{width}" height="{height}"'
            f' preserveAspectRatio="none"{opacity}'
            f' xlink:href="data:image/png;base64,{b64encode(written.getvalue()).decode()}"/></g>'
        )

    def _named(self, thing: object, letter: str) -> str:
        """A new name for what is defined once."""
        name = self._names[thing] = f"{letter}{len(self._names)}"
        return name

    def _clip(self, clip: Outline | None) -> str:
        """The attribute that clips to a shape."""
        if clip is None:
            return ""
        name = self._names.get(("clip", clip))
        if name is None:
            name = self._named(("clip", clip), "c")
            self._definitions.append(f'<clipPath id="{name}"><path d="{clip.svg}"/></clipPath>')
        return f' clip-path="url(#{name})"'

    def _hatch(self, hatch: Hatch) -> str:
        """The name of a hatch: a square that is laid beside itself from the upper left corner."""
        name = self._names.get(hatch)
        if name is None:
            name, side = self._named(hatch, "h"), number(HATCH)
            ground = f'<path d="M0 0H{side}V{side}H0z"{_ground(hatch.ground)}/>'
            colour, width = _hex(hatch.colour), number(hatch.width)
            lines = f' fill="{colour}" stroke="{colour}" stroke-width="{width}"'
            square = f' y="{number(self._height)}" width="{side}" height="{side}"'
            self._definitions.append(
                f'<pattern id="{name}" patternUnits="userSpaceOnUse"{square}>'
                f'{ground}<path d="{hatch.lines.svg}"{lines}/></pattern>'
            )
        return name

    def _state(self, paint: Paint) -> str:
        """The attributes of what is drawn."""
        if paint.hatch is not None:
            fill = f' fill="url(#{self._hatch(paint.hatch)})"'
        else:
            fill = _fill(paint)
        return fill + (_pen(paint.stroke) if paint.stroke else "") + self._clip(paint.clip)

    def written(self) -> bytes:
        """The file."""
        width, height = number(self._width), number(self._height)
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">'
        )
        parts = [
            '<?xml version="1.0" encoding="utf-8"?>',
            head,
            f"<defs>{''.join(self._definitions)}</defs>",
            f'<g transform="matrix(1 0 0 -1 0 {height})" stroke-miterlimit="10">',
            *self._parts,
            "</g>",
            "</svg>",
        ]
        return "".join(f"{part}\n" for part in parts).encode()


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _ground(colour: Colour | None) -> str:
    return ' fill="none"' if colour is None else f' fill="{_hex(colour)}"'


def _fill(paint: Paint) -> str:
    opacity = "" if paint.fill_alpha == 1 else f' fill-opacity="{number(paint.fill_alpha, 4)}"'
    return _ground(paint.fill) + (opacity if paint.fill is not None else "")


def _pen(stroke: Stroke) -> str:
    parts = [f' stroke="{_hex(stroke.colour)}" stroke-width="{number(stroke.width)}"']
    if stroke.alpha != 1:
        parts.append(f' stroke-opacity="{number(stroke.alpha, 4)}"')
    if stroke.dashes:
        parts.append(f' stroke-dasharray="{numbers(stroke.dashes)}"')
    if stroke.dash_offset:
        parts.append(f' stroke-dashoffset="{number(stroke.dash_offset)}"')
    if stroke.join != "miter":
        parts.append(f' stroke-linejoin="{stroke.join}"')
    if stroke.cap != "butt":
        parts.append(f' stroke-linecap="{_CAPS[stroke.cap]}"')
    return "".join(parts)
