"""One page of PDF without fonts, written while a figure is drawn.

The same bytes for the same figure: nothing in it tells when or where it was written.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from report_builder.charts.glyphs import PlacedGlyph
from report_builder.charts.shapes import TURN_DECIMALS, Outline, number, numbers
from report_builder.charts.strokes import HATCH, Hatch, Paint, Stroke

_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_COLOUR_DECIMALS = 4
_LEVEL = 5
"""Half the time of level 6, and a hundredth larger."""
_OPAQUE = (1.0, 1.0)


class PdfPage:
    """A page so many points wide and high; its parts lie over each other in the order in which
    they were drawn.
    """

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._parts: list[str] = ["/DeviceRGB CS /DeviceRGB cs"]
        self._alphas: dict[tuple[float, float], str] = {}
        self._hatches: dict[Hatch, str] = {}
        self._images: list[bytes] = []
        self._objects: list[bytes] = []

    def draw_shape(self, outline: Outline, paint: Paint) -> None:
        """Fill, hatch and stroke a shape."""
        is_filled = paint.fill is not None or paint.hatch is not None
        operator = ("B" if paint.stroke else "f") if is_filled else "S"
        self._parts.append(f"q {self._state(paint)}{outline.pdf} {operator} Q")

    def draw_glyphs(
        self,
        glyphs: Iterable[PlacedGlyph],
        strokes: Iterable[Outline],
        matrix: tuple[float, ...],
        paint: Paint,
    ) -> None:
        """Fill the glyphs and strokes of a text, whose place and size are a matrix."""
        self._parts.append(f"q {self._state(paint)}{_matrix(matrix)}")
        self._parts += [glyph.pdf for glyph in glyphs]
        self._parts += [f"{stroke.pdf} f" for stroke in strokes]
        self._parts.append("Q")

    def draw_image(
        self,
        pixels: Any,
        box: tuple[float, float, float, float],
        clip: Outline | None,
        alpha: float,
    ) -> None:
        """Draw rows of pixels (RGBA), the lowest first, in a box: left, bottom, width, height."""
        self._images.append(f"/I{len(self._images)} {self._image(pixels[::-1])} 0 R".encode())
        state = self._state(Paint(None, alpha, None, None, clip))
        left, bottom, width, height = box
        place = _matrix((width, 0, 0, height, left, bottom))
        self._parts.append(f"q {state}{place}/I{len(self._images) - 1} Do Q")

    def _state(self, paint: Paint) -> str:
        """Everything that holds for what is drawn next."""
        parts = [f"{paint.clip.pdf} W n"] if paint.clip is not None else []
        alphas = (paint.stroke.alpha if paint.stroke else 1.0, paint.fill_alpha)
        if alphas != _OPAQUE:
            parts.append(f"/{self._alphas.setdefault(alphas, f'A{len(self._alphas)}')} gs")
        if paint.hatch is not None:
            name = self._hatches.setdefault(paint.hatch, f"H{len(self._hatches)}")
            parts.append(f"/Pattern cs /{name} scn")
        elif paint.fill is not None:
            parts.append(f"{numbers(paint.fill, _COLOUR_DECIMALS)} rg")
        if paint.stroke is not None:
            parts.append(_pen(paint.stroke))
        return "".join(f"{part} " for part in parts)

    def _image(self, pixels: Any) -> int:
        """Put an image in the file; its number."""
        height, width = pixels.shape[:2]
        kind = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8"
        mask = ""
        if (pixels[:, :, 3] != 255).any():
            opaque = pixels[:, :, 3].tobytes()
            mask = f" /SMask {self._stream(f'{kind} /ColorSpace /DeviceGray', opaque)} 0 R"
        colours = pixels[:, :, :3].tobytes()
        return self._stream(f"{kind} /ColorSpace /DeviceRGB{mask}", colours)

    def _stream(self, entries: str, data: bytes) -> int:
        packed = zlib.compress(data, _LEVEL)
        head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".lstrip()
        return self._object(head.encode() + packed + b"\nendstream")

    def _object(self, data: bytes) -> int:
        self._objects.append(data)
        return len(self._objects)

    def _pattern(self, hatch: Hatch) -> int:
        """A square of a hatch, which is laid beside itself from the upper left corner."""
        ground = ""
        if hatch.ground is not None:
            colour = numbers(hatch.ground, _COLOUR_DECIMALS)
            ground = f"{colour} rg 0 0 {number(HATCH)} {number(HATCH)} re f "
        colour = numbers(hatch.colour, _COLOUR_DECIMALS)
        pen = f"{colour} RG {colour} rg {number(hatch.width)} w"
        side = number(HATCH)
        entries = (
            "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /Resources << >> "
            f"/BBox [0 0 {side} {side}] /XStep {side} /YStep {side} "
            f"/Matrix [1 0 0 1 0 {number(self._height)}]"
        )
        return self._stream(entries, f"{ground}{pen} {hatch.lines.pdf} B".encode())

    def _resources(self) -> str:
        patterns = " ".join(
            f"/{name} {self._pattern(hatch)} 0 R" for hatch, name in self._hatches.items()
        )
        alphas = " ".join(
            f"/{name} << /Type /ExtGState /CA {number(stroke, 4)} /ca {number(fill, 4)} >>"
            for (stroke, fill), name in self._alphas.items()
        )
        images = b" ".join(self._images).decode()
        parts = (("Pattern", patterns), ("ExtGState", alphas), ("XObject", images))
        return " ".join(f"/{kind} << {entries} >>" for kind, entries in parts if entries)

    def written(self) -> bytes:
        """The file."""
        content = self._stream("", "\n".join(self._parts).encode("ascii"))
        resources = self._resources()
        page, pages = len(self._objects) + 1, len(self._objects) + 2
        size = f"{number(self._width)} {number(self._height)}"
        self._object(
            f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {size}] "
            f"/Contents {content} 0 R /Resources << {resources} >> >>".encode()
        )
        self._object(f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>".encode())
        root = self._object(f"<< /Type /Catalog /Pages {pages} 0 R >>".encode())
        return _file(self._objects, root)


def _pen(stroke: Stroke) -> str:
    parts = [
        f"{numbers(stroke.colour, _COLOUR_DECIMALS)} RG",
        f"{number(stroke.width)} w {_JOINS[stroke.join]} j {_CAPS[stroke.cap]} J",
    ]
    if stroke.dashes:
        parts.append(f"[{numbers(stroke.dashes)}] {number(stroke.dash_offset)} d")
    return " ".join(parts)


def _matrix(values: tuple[float, ...]) -> str:
    return f"{numbers(values[:4], TURN_DECIMALS)} {numbers(values[4:])} cm "


def _file(objects: list[bytes], root: int) -> bytes:
    written, starts = bytearray(b"%PDF-1.7\n%\xac\xdc \xab\xba\n"), list[int]()
    for place, data in enumerate(objects, 1):
        starts.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (place, data)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % start for start in starts)
    written += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(objects) + 1, root)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % table)
