"""The pixels of a picture, cut and turned; of vectors and unknown kinds nothing is changed here."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

_QUALITY = 95
"""Of a JPEG that is written anew: what is lost cannot be seen."""
_UNREADABLE = (
    *(UnidentifiedImageError, Image.DecompressionBombError, OSError, EOFError, SyntaxError),
    *(ValueError, TypeError, LookupError, struct.error, zlib.error),
)
"""What Pillow raises on a file that is damaged or of a kind that it does not know."""
_MOST_PIXELS = 100_000_000
_SAME_SHAPE = 0.02
"""Shapes that differ less are taken for the same."""


@dataclass(frozen=True)
class Crop:
    """What of a picture is not shown, as parts of its width and height; below zero is space around
    it.
    """

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    @property
    def is_empty(self) -> bool:
        """Whether the whole picture is shown, and nothing around it."""
        return self == Crop()

    @property
    def cuts(self) -> bool:
        """Whether part of the picture is not shown."""
        return max(self.left, self.top, self.right, self.bottom) > 0

    @property
    def cut_part(self) -> Crop:
        """What is not shown, without the space around it."""
        sides = (self.left, self.top, self.right, self.bottom)
        return Crop(*(max(side, 0.0) for side in sides))

    @property
    def space_part(self) -> Crop:
        """The space around what is shown, as parts of that."""
        cut = self.cut_part
        width, height = 1 - cut.left - cut.right, 1 - cut.top - cut.bottom
        return Crop(
            min(self.left, 0.0) / width,
            min(self.top, 0.0) / height,
            min(self.right, 0.0) / width,
            min(self.bottom, 0.0) / height,
        )


@dataclass(frozen=True)
class Turn:
    """How a picture is flipped, and then turned clockwise, in degrees."""

    degrees: float = 0
    is_mirrored: bool = False
    is_upside_down: bool = False

    @property
    def is_none(self) -> bool:
        """Whether the picture stands as it is."""
        return self == Turn()


@dataclass(frozen=True)
class PictureFile:
    """A picture as it stands in a package."""

    data: bytes
    extension: str
    content_type: str


def can_read(data: bytes) -> bool:
    """Whether the pixels of a picture can be cut and turned."""
    return _opened(data) is not None


def cut(data: bytes, crop: Crop) -> PictureFile | None:
    """The picture without what the crop takes away, with the space that it puts around it; None
    where that cannot be done.
    """
    image = _opened(data)
    if image is None or crop.left + crop.right >= 1 or crop.top + crop.bottom >= 1:
        return None
    box = (
        round(crop.left * image.width),
        round(crop.top * image.height),
        max(round((1 - crop.right) * image.width), round(crop.left * image.width) + 1),
        max(round((1 - crop.bottom) * image.height), round(crop.top * image.height) + 1),
    )
    if (box[2] - box[0]) * (box[3] - box[1]) > _MOST_PIXELS:
        return None
    has_space = min(crop.left, crop.top, crop.right, crop.bottom) < 0
    shown = (image.convert("RGBA") if has_space else image).crop(box)
    return _written(shown, image)


def stretched(data: bytes, ratio: float) -> PictureFile | None:
    """The picture as many times as wide as it is high; None where it is so already, or cannot be
    read.
    """
    image = _opened(data)
    if image is None or abs(image.width / image.height / ratio - 1) < _SAME_SHAPE:
        return None
    width, height = image.width, round(image.width / ratio)
    if height < image.height:
        width, height = round(image.height * ratio), image.height
    if not 0 < width * height <= _MOST_PIXELS:
        return None
    return _written(image.resize((width, height)), image)


def turned(data: bytes, turn: Turn) -> PictureFile | None:
    """The picture flipped and turned; None where it cannot be read."""
    image = _opened(data)
    if image is None:
        return None
    standing = ImageOps.mirror(image) if turn.is_mirrored else image
    standing = ImageOps.flip(standing) if turn.is_upside_down else standing
    if turn.degrees % 90:
        # The corners that a slant leaves open show what lies behind.
        slanted = standing.convert("RGBA").rotate(
            -turn.degrees, Image.Resampling.BICUBIC, expand=True
        )
        return _written(slanted, image)
    return _written(standing.rotate(-turn.degrees, expand=True), image)


def _opened(data: bytes) -> Image.Image | None:
    """The image as it is to be seen, or None for what Pillow cannot read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
            if image.format in ("WMF", "EMF") or image.width * image.height > _MOST_PIXELS:
                return None
            image.load()
            upright = ImageOps.exif_transpose(image)
    except _UNREADABLE:
        return None
    upright.format = image.format
    return upright


def _written(image: Image.Image, original: Image.Image) -> PictureFile | None:
    """The image in a kind that keeps all of it: JPEG for a photograph, PNG for anything else."""
    is_photo = original.format in ("JPEG", "MPO") and image.mode in ("L", "RGB", "CMYK")
    profile = original.info.get("icc_profile") if image.mode == original.mode else None
    packed = io.BytesIO()
    try:
        if is_photo:
            image.save(packed, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile)
            return PictureFile(packed.getvalue(), "jpeg", "image/jpeg")
        plain = (
            image.convert("RGB") if image.mode in ("CMYK", "YCbCr", "LAB", "HSV", "F") else image
        )
        plain.save(packed, "PNG", icc_profile=profile)
    except (OSError, ValueError):
        return None
    return PictureFile(packed.getvalue(), "png", "image/png")
