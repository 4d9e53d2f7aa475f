"""Files that travel inside a PDF, with what they are to it (ISO 19005-3, 6.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pikepdf import Array, AttachedFileSpec, Name, Pdf


@dataclass(frozen=True)
class Attachment:
    """A file with its name, what it is in words and as media type, and its date."""

    name: str
    data: bytes
    description: str
    media_type: str
    day: date


def attach(pdf: Pdf, attachments: Sequence[Attachment]) -> None:
    """Put files into a PDF as the data that it was made from."""
    for attachment in attachments:
        moment = f"D:{attachment.day:%Y%m%d}000000Z"
        spec = AttachedFileSpec(
            pdf,
            attachment.data,
            description=attachment.description,
            filename=attachment.name,
            mime_type=attachment.media_type,
            creation_date=moment,
            mod_date=moment,
            relationship=Name.Data,  # type: ignore[call-arg]  # pikepdf takes it, its types do not say so
        )
        pdf.attachments[attachment.name] = spec
    if attachments:
        pdf.Root.AF = Array([pdf.attachments[attachment.name].obj for attachment in attachments])
