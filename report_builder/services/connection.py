"""Asking a service over HTTP: within bounds of time and size, and again when that can help.

What urllib3 does not do by itself is here: a bound on the body, also once it is unpacked, bodies
that are packed without saying so, and one limit of time over the whole of an answer.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as Late
from urllib3.util import Retry, Timeout

from report_builder import __version__
from report_builder.problems import Fault

T = TypeVar("T")

_GZIP = b"\x1f\x8b"
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": f"report-builder/{__version__}",
}
_PIECE = 65536


@dataclass(frozen=True)
class Limits:
    """How long is waited for a service (seconds), how often it is asked, and how large an answer
    may be (bytes).
    """

    connect: float = 10
    read: float = 60
    whole: float = 300
    attempts: int = 4
    pause: float = 2
    longest_pause: float = 120
    size: int = 64 * 2**20


LIMITS = Limits()

UNREACHABLE = frozenset({"dienst-weg", "dienst-traag"})
"""The codes of faults that lie with the whole service rather than with what it was asked."""


@dataclass(frozen=True)
class Answer:
    """What a service answered, unpacked."""

    url: str
    status: int
    body: bytes
    retry_after: float | None = None
    """How many seconds the service asks to wait."""


class Interrupted(Exception):
    """An answer that may well come whole when it is asked again; `fault` is what to say when it
    does not.
    """

    def __init__(self, fault: Fault, wait: float | None = None) -> None:
        super().__init__(fault.message)
        self.fault = fault
        self.wait = wait


class Connection:
    """Asks services; what was answered to an address is kept, so that no address is asked twice.

    A service that could not be reached, however often it was asked, is not asked again.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or LIMITS
        self.answers: dict[str, Answer] = {}
        self.lost: dict[str, Fault] = {}

    def ask(self, url: str, read: Callable[[Answer], T]) -> T:
        """What `read` makes of the answer. Raises Fault when the service cannot be had or `read`
        raises one.

        When `read` raises Interrupted, or the answer itself is cut short, it is asked again after a
        pause that grows each time, or as long as the service asks for.
        """
        if url in self.answers:
            return read(self.answers[url])
        if _host(url) in self.lost:
            raise self.lost[_host(url)]
        for attempt in range(1, self.limits.attempts + 1):
            try:
                answer = self._answer(url)
                result = read(answer)
            except Interrupted as interrupted:
                self._pause(url, interrupted, attempt)
            else:
                self.answers[url] = answer
                return result
        raise AssertionError("the last attempt raises")

    def _pause(self, url: str, interrupted: Interrupted, attempt: int) -> None:
        """Wait before the next attempt. Raises the fault when there is none, or the wait would be
        too long.
        """
        wait = (
            interrupted.wait
            if interrupted.wait is not None
            else self.limits.pause * 2 ** (attempt - 1)
        )
        if attempt == self.limits.attempts or wait > self.limits.longest_pause:
            if interrupted.fault.code in UNREACHABLE:
                self.lost[_host(url)] = interrupted.fault
            raise interrupted.fault
        time.sleep(wait)

    def _answer(self, url: str) -> Answer:
        try:
            return self._fetch(url)
        except SSLError as error:
            hint = (
                "het certificaat van de dienst wordt niet vertrouwd; vraag uw beheerder naar het "
                "rootcertificaat"
            )
            raise Fault(
                "dienst-certificaat", f"geen veilige verbinding met {_host(url)}: {error}", hint
            ) from error
        except (NewConnectionError, ConnectTimeoutError) as error:
            hint = (
                "controleer de verbinding en het adres in data/sources.toml, en vraag het later "
                "opnieuw"
            )
            raise Interrupted(
                Fault("dienst-weg", f"{_host(url)} is niet bereikbaar", hint)
            ) from error
        except Late as error:
            raise Interrupted(self._late(url)) from error
        except (ProtocolError, zlib.error) as error:
            raise Interrupted(cut_short(url)) from error
        except HTTPError as error:
            hint = "controleer het adres in data/sources.toml"
            raise Fault(
                "dienst-weg", f"{_host(url)} geeft geen bruikbaar antwoord: {error}", hint
            ) from error

    def _fetch(self, url: str) -> Answer:
        timeout = Timeout(connect=self.limits.connect, read=self.limits.read)
        with (
            _pool(url, timeout) as pool,
            pool.request(
                "GET", url, headers=_HEADERS, preload_content=False, decode_content=False
            ) as response,
        ):
            body = self._body(response, url)
        if response.status in range(300, 400):
            hint = "neem het nieuwe adres op in data/sources.toml als dit klopt"
            moved = response.headers.get("Location", "een ander adres")
            raise Fault("dienst-verhuisd", f"{_host(url)} verwijst naar {moved}", hint)
        return Answer(url, response.status, body, Retry().get_retry_after(response))

    def _body(self, response: urllib3.BaseHTTPResponse, url: str) -> bytes:
        """The body, unpacked when it is packed, said or not."""
        deadline = time.monotonic() + self.limits.whole
        packed = bytearray()
        while piece := response.read1(
            _PIECE
        ):  # what there is, so that the time is looked at between drops
            packed += piece
            if len(packed) > self.limits.size:
                raise _too_large(url, self.limits.size)
            if time.monotonic() > deadline:
                raise Interrupted(self._late(url))
        if not packed.startswith(_GZIP):
            return bytes(packed)
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        body = unpacking.decompress(bytes(packed), self.limits.size + 1)
        if len(body) > self.limits.size:
            raise _too_large(url, self.limits.size)
        if not unpacking.eof:
            raise Interrupted(cut_short(url))
        return body

    def _late(self, url: str) -> Fault:
        hint = "vraag het later opnieuw; blijft het zo, vraag dan minder cellen tegelijk"
        return Fault("dienst-traag", f"{_host(url)} antwoordt niet op tijd", hint)


def cut_short(url: str) -> Fault:
    """What to say of an answer that breaks off."""
    return Fault(
        "dienst-afgebroken",
        f"het antwoord van {_host(url)} breekt halverwege af",
        "vraag het later opnieuw",
    )


def _too_large(url: str, size: int) -> Fault:
    message = f"het antwoord van {_host(url)} is groter dan {size // 2**20} MB"
    return Fault(
        "dienst-groot",
        message,
        "zet in de catalogus meer dimensies vast, of vraag minder perioden (since)",
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _pool(url: str, timeout: Timeout) -> urllib3.PoolManager:
    """Connections through the proxy that the machine sets, with the certificates that the machine
    trusts.
    """
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    if (
        proxy
        and parts.hostname not in ("localhost", "127.0.0.1")
        and not proxy_bypass(parts.hostname or "")
    ):
        return urllib3.ProxyManager(proxy, timeout=timeout, retries=False)
    return urllib3.PoolManager(timeout=timeout, retries=False)
