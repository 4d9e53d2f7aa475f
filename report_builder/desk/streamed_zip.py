"""A zip that is sent while it is made, so that it never stands in memory or on disk as a whole."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from report_builder.desk.output_folder import FoundFile, open_output, read_chunks
from report_builder.problems import Unusable

_PACKED = (".docx", ".xlsx", ".pdf", ".png", ".zip")
"""What is packed already, and would not become smaller."""


class _Outlet(io.RawIOBase):
    """Where the zip is written: what waits to be sent is taken out again and again."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        """That it takes bytes; it cannot go back, so that sizes stand behind each file."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take bytes."""
        self.waiting += data
        return len(data)

    def take(self) -> bytes:
        """What has not been sent."""
        taken = bytes(self.waiting)
        self.waiting.clear()
        return taken


def zip_chunks(folder: Path, beginning: str, inside: str) -> Iterator[bytes]:
    """A zip of the files of a folder whose names have this beginning, below a folder `inside` it.

    Raises Unusable when there are none. When a build puts another folder in its place meanwhile,
    OSError breaks the zip off: it would hold a part of each.
    """
    with open_output(folder) as output:
        files = output.files() if output else []
        wanted = [file for file in files if file.name.startswith(beginning)]
        if output is None or not wanted:
            raise Unusable("er is niets gebouwd om te downloaden")
        outlet = _Outlet()
        with zipfile.ZipFile(outlet, "w") as bundle:
            for file in wanted:
                entry = _entry(file, inside)
                with bundle.open(entry, "w", force_zip64=file.size > zipfile.ZIP64_LIMIT) as packed:
                    for chunk in read_chunks(output.open_found(file.name)):
                        packed.write(chunk)
                        yield outlet.take()
        yield outlet.take()


def _entry(file: FoundFile, inside: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{inside}/{file.name}", time.localtime(file.written)[:6])
    is_packed = file.name.lower().endswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
