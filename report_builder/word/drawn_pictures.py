"""Pictures in a Word file: how each is cropped, turned and sized, and giving it other pixels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, find_child, make, parent_of, remove
from report_builder.word.picture_pixels import Crop, PictureFile, Turn

_EMBED = qn("r:embed")
_RECT, _STRETCH = ("a:srcRect",), ("a:stretch", "a:fillRect")
_FILLS = (qn("pic:blipFill"), qn("a:blipFill"))
_INTEGER = re.compile(r"-?\d{1,15}")
_DEGREE = 60_000
_WHOLE = 100_000
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_ON = ("1", "true")


@dataclass(frozen=True)
class DrawnPicture:
    """A picture in a part: what it is filled with."""

    part: Part
    fill: Element

    @property
    def blip(self) -> Element:
        """What names its file."""
        blip = self.fill.find(qn("a:blip"))
        assert blip is not None
        return blip

    @property
    def image(self) -> Part | None:
        """The file that it shows; None where that lies elsewhere or is gone."""
        relation = self.part.rels.get(self.blip.get(_EMBED, ""))
        return None if relation is None or relation.is_external else relation.target_part

    @property
    def data(self) -> bytes:
        """The file that it shows; empty where there is none."""
        return self.image.blob if self.image is not None else b""

    @property
    def vector(self) -> Part | None:
        """The drawing that stands beside the raster, if there is one."""
        svg = next(self.blip.iter(SVG_BLIP), None)
        relation = self.part.rels.get(svg.get(_EMBED, "")) if svg is not None else None
        return None if relation is None or relation.is_external else relation.target_part

    @property
    def crop(self) -> Crop:
        """What of it is not shown: of the file, and of what then reaches outside its frame."""
        source, frame = self._sides(_RECT), self._sides(_STRETCH)
        width, height = 1 - source.left - source.right, 1 - source.top - source.bottom
        across, down = 1 - frame.left - frame.right, 1 - frame.top - frame.bottom
        if not across or not down:
            return source
        return Crop(
            source.left - frame.left / across * width,
            source.top - frame.top / down * height,
            source.right - frame.right / across * width,
            source.bottom - frame.bottom / down * height,
        )

    def _sides(self, path: tuple[str, ...]) -> Crop:
        rect = find_child(self.fill, *path)
        return (
            Crop(*(_share(rect.get(side, "0")) for side in "ltrb")) if rect is not None else Crop()
        )

    @property
    def turn(self) -> Turn:
        """How it is flipped and turned."""
        frame = self._frame
        if frame is None:
            return Turn()
        return Turn(
            _whole(frame.get("rot", "0")) / _DEGREE % 360,
            frame.get("flipH") in _ON,
            frame.get("flipV") in _ON,
        )

    @property
    def extent(self) -> Element | None:
        """The size that it has in the text, in the drawing around it."""
        for around in self.fill.iterancestors(qn("wp:inline"), qn("wp:anchor")):
            return around.find(qn("wp:extent"))
        return None

    @property
    def _frame(self) -> Element | None:
        return find_child(parent_of(self.fill), "pic:spPr", "a:xfrm")

    def set_crop(self, crop: Crop) -> None:
        """Show the file as that crop says."""
        for path in (_RECT, _STRETCH):
            rect = find_child(self.fill, *path)
            if rect is not None:
                rect.attrib.clear()
        rect = find_child(self.fill, *_RECT)
        if not crop.is_empty:
            if rect is None:
                rect = make(*_RECT)
                self.blip.addnext(rect)
            sides = (crop.left, crop.top, crop.right, crop.bottom)
            for name, side in zip("ltrb", sides, strict=True):
                rect.set(name, str(round(side * _WHOLE)))
        elif rect is not None:
            remove(rect)

    def set_upright(self) -> None:
        """Stand as the file is, in a frame that holds all of what was turned."""
        degrees, extent = self.turn.degrees, self.extent
        if self._frame is not None:
            for name in ("rot", "flipH", "flipV"):
                self._frame.attrib.pop(name, None)
        if extent is not None:
            width, height = turned_size(_size(extent), degrees)
            extent.set("cx", str(round(width)))
            extent.set("cy", str(round(height)))

    def show(self, picture: PictureFile) -> None:
        """Show another file, without what stood beside the old one: a vector, an earlier state."""
        self.blip.set(_EMBED, embed(self.part, picture))
        for extension in list(self.blip.iter(qn("a:extLst"))):
            remove(extension)


def pictures_in(part: Part, root: Element) -> Iterator[DrawnPicture]:
    """The pictures of a part, in order."""
    for fill in root.iter(*_FILLS):
        if fill.find(qn("a:blip")) is not None:
            yield DrawnPicture(part, fill)


def embed(part: Part, picture: PictureFile) -> str:
    """Put a picture in the package of a part, once, and return the id of the part's relation to
    it.
    """
    stem = hashlib.sha256(picture.data).hexdigest()[:16]
    name = PackURI(f"/word/media/{stem}.{picture.extension}")
    package = part.package
    assert package is not None
    present = (other for other in package.iter_parts() if other.partname == name)
    image = next(present, None) or Part(name, picture.content_type, picture.data, package)
    return part.relate_to(image, RT.IMAGE)


def size_of(picture: DrawnPicture) -> tuple[float, float]:
    """The width and height that a picture has before it is turned, in the units of Word."""
    return _size(picture.extent) if picture.extent is not None else (0.0, 0.0)


def _size(extent: Element) -> tuple[float, float]:
    return float(_whole(extent.get("cx", "0"))), float(_whole(extent.get("cy", "0")))


def turned_size(size: tuple[float, float], degrees: float) -> tuple[float, float]:
    """The width and height that something takes when it is turned."""
    width, height = size
    along, across = abs(cos(radians(degrees))), abs(sin(radians(degrees)))
    return width * along + height * across, width * across + height * along


def _whole(text: str) -> int:
    """A measure of Word; 0 for what is none."""
    return int(text) if _INTEGER.fullmatch(text) else 0


def _share(text: str) -> float:
    """A part of a width or height: in hundred thousandths, or with a percent sign."""
    if text.endswith("%"):
        return _whole(text[:-1].partition(".")[0]) / 100
    return _whole(text) / _WHOLE
