"""What was built, to download: one file, or all as a zip.

Everything is sent to be saved, never to be opened in the desk: a page that was built holds script
of its own, which may not act as a page of the desk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from report_builder.build.public_set import FOLDER as PUBLIC
from report_builder.desk.built_release import TITLES
from report_builder.desk.context import desk_of
from report_builder.desk.edition_extras import WORKLISTS, archive_name, find_comparisons
from report_builder.desk.output_folder import open_output, read_chunks
from report_builder.desk.streamed_zip import zip_chunks

_ANY = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ZIP = "application/zip"
_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".zip": _ZIP,
}
_RELEASES = frozenset(release.value for release in TITLES)


async def _file(request: Request) -> Response:
    desk, release = desk_of(request), request.path_params["release"]
    if release not in _RELEASES:
        raise HTTPException(404)
    folder = desk.output / desk.edition_file.stem / release
    return await run_in_threadpool(_send_file, folder, request.path_params["name"])


async def _zip(request: Request) -> Response:
    desk, release = desk_of(request), request.path_params["release"]
    parts = {release: "", f"{release}-{PUBLIC}": f"{PUBLIC}/"}
    part = request.query_params.get("deel", release)
    if release not in _RELEASES or part not in parts:
        raise HTTPException(404)
    edition = _edition_of(request)
    name = f"{edition}-{part}"
    chunks = zip_chunks(desk.output / edition / release, parts[part], name)
    # Asked for before the answer begins, so that what is wrong can still be said.
    first = await run_in_threadpool(next, chunks)
    return _sent(chain([first], chunks), f"{name}.zip")


async def _archive(request: Request) -> Response:
    desk = desk_of(request)
    edition = _edition_of(request)
    return await run_in_threadpool(_send_file, desk.output / edition, archive_name(edition))


async def _worklist(request: Request) -> Response:
    desk, name = desk_of(request), request.path_params["name"]
    if name not in WORKLISTS:
        raise HTTPException(404)
    return await run_in_threadpool(_send_file, desk.output / desk.edition_file.stem, name)


def _edition_of(request: Request) -> str:
    """The edition of which something is asked, by default the one that is worked on. Raises
    HTTPException when the project has none of that name.
    """
    desk = desk_of(request)
    wanted = request.query_params.get("editie", desk.edition_file.stem)
    if wanted not in desk.workspace.edition_files():
        raise HTTPException(404)
    return wanted


async def _comparison(request: Request) -> Response:
    desk, wanted = desk_of(request), request.path_params
    found = await run_in_threadpool(list, find_comparisons(desk.output))
    if (wanted["edition"], wanted["name"]) not in {(item.edition, item.name) for item in found}:
        raise HTTPException(404)
    return await run_in_threadpool(_send_file, desk.output / wanted["edition"], wanted["name"])


def _send_file(folder: Path, name: str) -> Response:
    """A file below a folder of output. Raises HTTPException when there is none."""
    with open_output(folder) as output:
        if output is None:
            raise HTTPException(404)
        try:
            file = output.open(name)
        except FileNotFoundError as error:
            raise HTTPException(404) from error
    size = os.fstat(file.fileno()).st_size
    return _sent(read_chunks(file), name.rpartition("/")[2], size)


def _sent(chunks: Iterator[bytes], name: str, size: int | None = None) -> Response:
    headers = {"content-disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"}
    if size is not None:
        headers["content-length"] = str(size)
    kind = _TYPES.get(Path(name).suffix.lower(), _ANY)
    return StreamingResponse(chunks, headers=headers, media_type=kind)


ROUTES = (
    Route("/uitgave/bestanden/{release}/{name:path}", _file),
    Route("/uitgave/zip/{release}", _zip),
    Route("/uitgave/archief", _archive),
    Route("/uitgave/werklijst/{name}", _worklist),
    Route("/uitgave/vergelijkingen/{edition}/{name}", _comparison),
)
