"""Where a page can be asked for again: an address that only takes a form has none of its own."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.routing import Match


def page_address(request: Request) -> str:
    """The address of the page that a request belongs to: the nearest at or above its own that can
    be looked at.
    """
    parts = request.scope["path"].split("/")
    paths = ("/".join(parts[:length]) for length in range(len(parts), 1, -1))
    return quote(next((path for path in paths if _can_be_shown(request, path)), "/"))


def _can_be_shown(request: Request, path: str) -> bool:
    asked = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    return any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)
