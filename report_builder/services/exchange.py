"""One question to a service over HTTP and its reply, within bounds of time and size.

httpx bounds each wait for the network, but neither a reply as a whole nor its body. So one limit
of time lies over all of an exchange, from the look-up of the name to the last byte: a service that
drips, in its headers too, ends there. The body is counted while it comes in and while it is
unpacked, which is done here because httpx unpacks without a bound, and because services send
packed bodies without saying so.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import httpx

from report_builder import __version__
from report_builder.problems import Fault
from report_builder.services.retry_after import read_wait

_GZIP = b"\x1f\x8b"
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": f"report-builder/{__version__}",
}
# What runs on this machine is never asked through a proxy, whatever the environment says of it.
_WITHOUT_PROXY = {"all://localhost": None, "all://127.0.0.1": None}
_ADDRESS_HINT = "controleer het adres in data/sources.toml"


@dataclass(frozen=True)
class Limits:
    """How long a service is waited for (seconds), how often, how large a reply may be (bytes).

    `connect` and `read` bound each wait for the network, `whole` bounds all of one exchange, and
    `patience` all of the exchanges and pauses with one service.
    """

    connect: float = 10
    read: float = 60
    whole: float = 300
    patience: float = 1800
    attempts: int = 4
    pause: float = 2
    longest_pause: float = 120
    size: int = 64 * 2**20


@dataclass(frozen=True)
class Reply:
    """What a service answered, unpacked."""

    url: str
    status: int
    body: bytes
    retry_after: float | None = None
    """How many seconds the service asks to wait."""
    odd_wait: str = ""
    """What it says instead, where that is no wait."""


class Interrupted(Exception):
    """A reply that may well come whole when it is asked again.

    `fault` is what to say when it does not; `wait` is how many seconds the service asks to wait.
    """

    def __init__(self, fault: Fault, wait: float | None = None) -> None:
        super().__init__(fault.message)
        self.fault = fault
        self.wait = wait


def exchange(url: str, limits: Limits) -> Reply:
    """The reply of a service, whatever its status.

    Raises Interrupted when asking again may help, and Fault when it will not.
    """
    try:
        return asyncio.run(_exchange_in_time(url, limits))
    except (httpx.ConnectTimeout, httpx.ConnectError) as error:
        raise _unreachable(url, error) from error
    except (httpx.TimeoutException, TimeoutError) as error:
        raise Interrupted(_late(url)) from error
    except (httpx.NetworkError, httpx.RemoteProtocolError, zlib.error) as error:
        raise Interrupted(cut_short(url)) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        message = f"{host_of(url)} geeft geen bruikbaar antwoord: {error}"
        raise Fault("dienst-weg", message, _ADDRESS_HINT) from error


async def _exchange_in_time(url: str, limits: Limits) -> Reply:
    async with (
        asyncio.timeout(limits.whole),
        _client(limits) as client,
        client.stream("GET", url, headers=_HEADERS) as response,
    ):
        if response.is_redirect:
            raise _moved(url, response.headers.get("Location", "een ander adres"))
        packed = await _body(response, limits.size)
        body = _unpacked(packed, url, limits.size)
        header = response.headers.get("Retry-After", "")
        wait = read_wait(header)
        return Reply(url, response.status_code, body, wait, header if wait is None else "")


def _client(limits: Limits) -> httpx.AsyncClient:
    """A client that uses the proxy that the machine sets and the certificates that it trusts."""
    trusted = _trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    try:
        return httpx.AsyncClient(verify=trusted, timeout=timeout, mounts=_WITHOUT_PROXY)
    except (ImportError, ValueError) as error:  # a SOCKS proxy, or an address that is none
        hint = "vraag uw beheerder naar een HTTP-proxy (HTTPS_PROXY), of haal de instelling weg"
        message = f"de proxy van deze machine is niet te gebruiken: {error}"
        raise Fault("dienst-proxy", message, hint) from error


@cache
def _trusted(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """What the machine trusts where these two settings say what that is: to read all certificates
    takes longer than most answers.
    """
    return ssl.create_default_context()


async def _body(response: httpx.Response, size: int) -> bytes:
    """The body as it was sent."""
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > size:
            raise _too_large(str(response.url), size)
    return bytes(body)


def _unpacked(body: bytes, url: str, size: int) -> bytes:
    """The body, unpacked when it is packed, said or not."""
    if not body.startswith(_GZIP):
        return body
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    unpacked = unpacking.decompress(body, size + 1)
    if len(unpacked) > size:
        raise _too_large(url, size)
    if not unpacking.eof:
        raise Interrupted(cut_short(url))
    return unpacked


def _unreachable(url: str, error: httpx.TransportError) -> Fault | Interrupted:
    """What to say of a connection that was not made: a certificate will not mend itself."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _distrusted(url, cause.verify_message)
    hint = "controleer de verbinding en het adres in data/sources.toml, en vraag het later opnieuw"
    return Interrupted(Fault("dienst-weg", f"{host_of(url)} is niet bereikbaar", hint))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The errors of the layers below that led to this one; httpcore cuts off their `__cause__`."""
    cause = error.__context__
    while cause:
        yield cause
        cause = cause.__context__


def _distrusted(url: str, reason: str) -> Fault:
    message = f"geen veilige verbinding met {host_of(url)}: {reason}"
    cause = "het certificaat van de dienst wordt niet vertrouwd"
    return Fault(
        "dienst-certificaat", message, f"{cause}; vraag uw beheerder naar het rootcertificaat"
    )


def _moved(url: str, address: str) -> Fault:
    hint = "neem het nieuwe adres op in data/sources.toml als dit klopt"
    return Fault("dienst-verhuisd", f"{host_of(url)} verwijst naar {address}", hint)


def _late(url: str) -> Fault:
    hint = "vraag het later opnieuw; blijft het zo, vraag dan minder cellen tegelijk"
    return Fault("dienst-traag", f"{host_of(url)} antwoordt niet op tijd", hint)


def cut_short(url: str) -> Fault:
    """What to say of a reply that breaks off."""
    message = f"het antwoord van {host_of(url)} breekt halverwege af"
    return Fault("dienst-afgebroken", message, "vraag het later opnieuw")


def _too_large(url: str, size: int) -> Fault:
    message = f"het antwoord van {host_of(url)} is groter dan {size // 2**20} MB"
    hint = "zet in de catalogus meer dimensies vast, of vraag minder perioden (since)"
    return Fault("dienst-groot", message, hint)


def host_of(url: str) -> str:
    """The host of an address with its port, also of an address that is no good."""
    return url.partition("//")[2].partition("/")[0]
