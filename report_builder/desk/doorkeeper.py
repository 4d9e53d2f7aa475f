"""Who is let in: only who has the token, at the address of the desk itself, from its own pages.

A browser sends what any page asks it to, so that each of these says something else: the cookie that
the browser is one that was let in, `Host` that it was not led here under another name, and `Origin`
that the page that asks is one of the desk.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"  # noqa: S105 - the name of a field
_BEARER = "Bearer "
_SAFE_METHODS = ("GET", "HEAD")
_REFUSED = (
    "Geen toegang. Open het bureau met het hele adres dat 'report-builder serve' liet zien, of "
    "vraag het aan wie het bureau startte.\n"
)
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ANSWER_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer says, unless it says so otherwise itself."""


@dataclass(frozen=True)
class Doorway:
    """How the desk is reached: the token, and the addresses (`http://127.0.0.1:8750`) at which it
    is; `user_header` is the header in which a proxy before it names who asks, empty without one.
    """

    token: str
    origins: tuple[str, ...]
    user_header: str = ""
    cookie: str = "bureau"
    hosts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        hosts = frozenset(origin.partition("//")[2].casefold() for origin in self.origins)
        object.__setattr__(self, "hosts", hosts)

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it over https alone."""
        return all(origin.startswith("https://") for origin in self.origins)


class Doorkeeper:
    """Lets in who may come in, and answers all others with 403 and nothing else."""

    def __init__(self, inside: ASGIApp, doorway: Doorway) -> None:
        self.inside = inside
        self.doorway = doorway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.inside(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, _with_headers(send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Who was let in before and opens the address again is not left with the token in it.
        response = self._find_entrance(scope)
        if response is None and self._is_at_home(scope) and self._may_enter(scope):
            await self.inside(scope, receive, send)
            return
        response = response or PlainTextResponse(_REFUSED, 403)
        await response(scope, receive, send)

    def _is_at_home(self, scope: Scope) -> bool:
        """Whether a request names this desk, and comes from no page of another."""
        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        if len(hosts) != 1 or hosts[0].casefold() not in self.doorway.hosts:
            return False
        if not origins:
            return scope["method"] in _SAFE_METHODS
        return len(origins) == 1 and origins[0] in self.doorway.origins

    def _may_enter(self, scope: Scope) -> bool:
        tokens = [*_cookies(scope, self.doorway.cookie), *_bearers(scope)]
        return any(self._is_token(token) for token in tokens)

    def _is_token(self, text: str) -> bool:
        return secrets.compare_digest(text.encode(), self.doorway.token.encode())

    def _find_entrance(self, scope: Scope) -> Response | None:
        """For who brings the token in the address: the same address without it, and a cookie."""
        fields = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tokens = [value for name, value in fields if name == TOKEN]
        is_let_in = any(self._is_token(token) for token in tokens)
        if not is_let_in or scope["method"] != "GET" or not self._is_at_home(scope):
            return None
        others = [(name, value) for name, value in fields if name != TOKEN]
        # A path that begins with two slashes would lead to another machine.
        path = "/" + quote(scope["path"].lstrip("/"))
        response = RedirectResponse(f"{path}?{urlencode(others)}".rstrip("?"), 303)
        response.set_cookie(
            self.doorway.cookie,
            self.doorway.token,
            httponly=True,
            samesite="strict",
            secure=self.doorway.is_secure,
        )
        return response


def _values(scope: Scope, name: bytes) -> list[str]:
    """Each value that a header was sent with."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _cookies(scope: Scope, name: str) -> Iterable[str]:
    for header in _values(scope, b"cookie"):
        try:
            cookies = SimpleCookie(header)
        except CookieError:
            continue
        if name in cookies:
            yield cookies[name].value


def _bearers(scope: Scope) -> Iterable[str]:
    """What other programs, and a proxy before the desk, send in place of a cookie."""
    for header in _values(scope, b"authorization"):
        if header.startswith(_BEARER):
            yield header.removeprefix(_BEARER)


def _with_headers(send: Send) -> Send:
    """Send what is sent, with the headers that every answer has."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name for name, _ in message["headers"]}
            missing = [
                (name.encode(), value.encode())
                for name, value in ANSWER_HEADERS.items()
                if name.encode() not in present
            ]
            message = {**message, "headers": [*message["headers"], *missing]}
        await send(message)

    return send_with_headers
