"""What is made for somebody to keep: a file that the browser saves and does not open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from mimetypes import guess_type
from urllib.parse import quote

from starlette.responses import Response

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".eml": "message/rfc822",
}
_ANY = "application/octet-stream"


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files by name as one zip."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def file_answer(name: str, data: bytes) -> Response:
    """A file under its own name."""
    suffix = name[name.rfind(".") :].casefold()
    kind = _TYPES.get(suffix) or guess_type(name)[0] or _ANY
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=kind, headers=headers)
