"""What a logo of the ministry's own must be, before it is put into letters and cards."""

from __future__ import annotations

from io import BytesIO

from report_builder.problems import Fault

_PNG = b"\x89PNG\r\n"
_LARGEST, _WIDEST = 5_000_000, 4_000
"""So many bytes a logo may have, and so many pixels it may be wide and high."""


def find_logo_fault(data: bytes) -> Fault | None:
    """What is wrong with a logo, or None; what the message says is of that file."""
    from PIL import Image, ImageFile

    if not data.startswith(_PNG):
        return Fault("bestand", "is geen PNG", "lever het aan als PNG")
    if len(data) > _LARGEST:
        message = f"is groter dan {_LARGEST // 1_000_000} MB"
        return Fault("logo", message, "lever het logo kleiner aan")
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        # WeasyPrint lets Pillow take half a picture for a whole one, everywhere.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with Image.open(BytesIO(data), formats=["PNG"]) as image:
            width, height = image.size
            if max(width, height) > _WIDEST:
                message = f"is {width} bij {height} beeldpunten"
                hint = f"lever het logo aan met hoogstens {_WIDEST} bij {_WIDEST} beeldpunten"
                return Fault("logo", message, hint)
            image.load()
    except Exception:  # whatever a damaged picture leads to
        return Fault("logo", "is beschadigd", "sla het logo opnieuw op als PNG")
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return None
