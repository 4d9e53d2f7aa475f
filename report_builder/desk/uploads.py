"""Files that are put into the desk: bounded while they come in, and named so that they are safe."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from report_builder.problems import Unusable

MOST_BYTES = 100_000_000
"""What a request may hold: the files of a whole round of reviewers."""
_MOST_FILES = 50
_MOST_FIELDS = 2_000
"""A form that asks three things of each stale figure has hundreds."""
_MOST_TEXT = 1_000_000
TYPED = re.compile(r"samen|reden|toelichting|tekst|naam-\d+")
"""The fields of forms that somebody writes in."""
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]|^[=+@.\s-]+")
_LONGEST_NAME = 120
"""Bytes: what a file system bounds."""


@dataclass(frozen=True)
class Upload:
    """A file as it was put in: its name without a path, and its content."""

    name: str
    data: bytes


class BodyBound:
    """Refuses a request whose body is larger than one may be, whatever it says of its size."""

    def __init__(self, inside: ASGIApp, most: int = MOST_BYTES) -> None:
        self.inside = inside
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count what comes in."""
        if scope["type"] != "http":
            await self.inside(scope, receive, send)
            return
        size = 0

        async def receive_counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.most:
                raise HTTPException(413, f"meer dan {self.most // 1_000_000} MB in één keer")
            return message

        await self.inside(scope, receive_counted, send)


async def read_uploads(request: Request, name: str) -> list[Upload]:
    """The files of a field of a form, without those that were left empty. Raises Unusable when
    there are none.
    """
    form = await _read_form(request)
    files = [item for item in form.getlist(name) if isinstance(item, UploadFile)]
    uploads = [Upload(safe_name(item.filename or ""), await item.read()) for item in files]
    uploads = [upload for upload in uploads if upload.data]
    if not uploads:
        raise Unusable("kies eerst een bestand")
    return uploads


async def read_text(request: Request, name: str) -> str:
    """A field of a form as text without white space around it; empty when it is not there."""
    form = await _read_form(request)
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


async def read_fields(request: Request) -> dict[str, str]:
    """Every field of a form that is text, without white space around it."""
    form = await _read_form(request)
    return {name: value.strip() for name, value in form.items() if isinstance(value, str)}


async def read_all(request: Request) -> dict[str, tuple[str, ...]]:
    """Every field of a form that is text, with each of its values."""
    form = await _read_form(request)
    names = dict.fromkeys(form.keys())
    return {name: tuple(await read_texts(request, name)) for name in names}


async def read_texts(request: Request, name: str) -> list[str]:
    """Every value of a field of a form that can be given more than once."""
    form = await _read_form(request)
    return [value.strip() for value in form.getlist(name) if isinstance(value, str)]


async def _read_form(request: Request) -> FormData:
    """The form of a request, which is read once. Raises Unusable when it is none."""
    try:
        form = await request.form(
            max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_TEXT
        )
    except FormParserError as error:
        raise Unusable("het formulier is niet heel aangekomen; probeer het opnieuw") from error
    request.state.form = form
    return form


async def typed_texts(request: Request) -> list[str]:
    """What somebody wrote in the form of a request, also where nobody had read that yet; where the
    request comes to nothing, no page has it any more.
    """
    form = getattr(request.state, "form", None) or await _read_late(request)
    texts = [value for name, value in form.multi_items() if TYPED.fullmatch(name)]
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]


async def _read_late(request: Request) -> FormData:
    """The form of a request that was refused before that was read; empty when it cannot be."""
    if request.method == "POST" and not hasattr(request.state, "form"):
        with suppress(HTTPException, ClientDisconnect, Unusable, RuntimeError):
            return await _read_form(request)
    return FormData()


def safe_name(name: str) -> str:
    """The name of a file without a path, and without what a file system or a spreadsheet takes for
    something else.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    end = _UNSAFE.sub("_", base).encode()[-_LONGEST_NAME:]
    return _UNSAFE.sub("_", end.decode("utf-8", "ignore")) or "bestand"
