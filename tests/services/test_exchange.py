"""What a service can do wrong on the wire ends within the bounds that were set."""

from __future__ import annotations

import gzip
import logging
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.utils import formatdate

import pytest
import trustme

from report_builder.problems import Fault
from report_builder.services.connection import Connection
from report_builder.services.exchange import Interrupted, Limits, Reply, exchange
from report_builder.services.replies import read_json

LIMITS = Limits(connect=0.5, read=0.4, whole=1.0, attempts=3, pause=0.01, size=10**6)
WHOLE = 0.4
SHORT = replace(LIMITS, read=0.3, whole=WHOLE)
"""For what never ends, and so takes as long as it may."""
OK = b"HTTP/1.1 200 OK\r\n"
MEGABYTES = b" " * 5 * 10**6


@contextmanager
def listening(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that talks as it likes to whoever connects, until it is hung up on."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve_one(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65536)
                talk(connection)
            except OSError:  # who asked has gone
                return

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:  # the test is over
                return
            threading.Thread(target=serve_one, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


def repeating(first: bytes, piece: bytes, pause: float = 0.1) -> Callable[[socket.socket], None]:
    """A talk that never ends: each wait is short enough, all of them together are not."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            time.sleep(pause)
            connection.sendall(piece)

    return talk


def replying(headers: str, body: bytes) -> Callable[[socket.socket], None]:
    """A talk of one reply, after which the connection is closed."""
    head = OK + f"Connection: close\r\n{headers}\r\n".encode()
    return lambda connection: connection.sendall(head + body)


ENDLESS = {
    "drips its status line": repeating(b"", b"H"),
    "drips one header": repeating(OK + b"X-Slow: ", b"a"),
    "drips header after header": repeating(OK, b"X-Slow: a\r\n"),
    "says continue for ever": repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "drips its body": repeating(OK + b"Content-Length: 1000\r\n\r\n", b" "),
    "drips a body without length": repeating(OK + b"\r\n", b" "),
    "drips chunks": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "drips the length of a chunk": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
}


@pytest.mark.parametrize("habit", ENDLESS)
def test_a_service_that_never_ends_is_left_in_time(habit: str) -> None:
    with listening(ENDLESS[habit]) as url:
        start = time.monotonic()
        with pytest.raises(Interrupted) as stopped:
            exchange(url, SHORT)
        assert time.monotonic() - start < WHOLE + 1
    assert stopped.value.fault.code in ("dienst-traag", "dienst-afgebroken")


def test_a_drip_of_headers_is_told_as_late_and_tried_as_often_as_anything_that_passes() -> None:
    with listening(ENDLESS["drips header after header"]) as url:
        start = time.monotonic()
        with pytest.raises(Fault, match="antwoordt niet op tijd"):
            Connection(SHORT).ask(url, lambda reply: reply)
        assert 3 * WHOLE <= time.monotonic() - start < 3 * WHOLE + 2


def test_headers_without_end_do_not_fill_the_memory() -> None:
    flood = repeating(OK, b"X-Many: " + b"a" * 60_000 + b"\r\n", pause=0)
    with listening(flood) as url, pytest.raises(Interrupted) as stopped:
        exchange(url, LIMITS)
    assert stopped.value.fault.code == "dienst-afgebroken"


def test_chunks_without_end_do_not_fill_the_memory() -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    flood = repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n", chunk, pause=0)
    with listening(flood) as url, pytest.raises(Fault, match="is groter dan"):
        exchange(url, LIMITS)


@pytest.mark.parametrize("headers", ["Content-Encoding: gzip\r\n", ""])
def test_a_body_is_bounded_once_it_is_unpacked(headers: str) -> None:
    bomb = replying(headers, gzip.compress(MEGABYTES))
    with listening(bomb) as url, pytest.raises(Fault, match="is groter dan"):
        exchange(url, LIMITS)


@pytest.mark.parametrize("headers", ["Content-Encoding: gzip\r\n", ""])
def test_a_packed_body_is_unpacked_said_or_not(headers: str) -> None:
    with listening(replying(headers, gzip.compress(b'{"a": 1}'))) as url:
        assert exchange(url, LIMITS) == Reply(url, 200, b'{"a": 1}')


def test_a_packing_that_was_not_asked_for_is_not_unpacked() -> None:
    packed = zlib.compress(MEGABYTES)
    with listening(replying("Content-Encoding: deflate\r\n", packed)) as url:
        assert exchange(url, LIMITS).body == packed


@pytest.mark.parametrize(
    "told", ["9" * 400, "-5", "²", "soon", "1e9", "5, 10", "Mon, 99 Foo 99999 99:99:99 GMT"]
)
def test_a_wait_that_is_none_is_not_waited_for(told: str) -> None:
    assert asked_wait(told) is None


@pytest.mark.parametrize(("told", "wait"), [("7", 7), ("0", 0), ("1.5", 1.5), ("999999999", 1e9)])
def test_the_wait_that_a_service_asks_for_may_be_a_number_of_seconds(
    told: str, wait: float
) -> None:
    assert asked_wait(told) == pytest.approx(wait)


@pytest.mark.parametrize(("ahead", "least", "most"), [(90, 60, 90), (-90, 0, 0)])
def test_the_wait_that_a_service_asks_for_may_be_a_date(
    ahead: int, least: float, most: float
) -> None:
    wait = asked_wait(formatdate(time.time() + ahead, usegmt=True))
    assert wait is not None
    assert least <= wait <= most


def asked_wait(told: str) -> float | None:
    """How long is waited for a service that says so, in seconds."""
    with listening(replying(f"Retry-After: {told}\r\n", b"{}")) as url:
        return exchange(url, LIMITS).retry_after


def refusing(header: str) -> Callable[[socket.socket], None]:
    """A talk of a service that is busy and asks to wait."""
    head = f"HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n{header}\r\n"
    return lambda connection: connection.sendall(head.encode())


@pytest.mark.parametrize(
    "header", ["Retry-After: -5\r\n", "Retry-After: soon\r\n", "Retry-After: \u00e9\r\n"]
)
def test_a_wait_that_is_none_is_told_and_tried_again_with_a_pause_of_our_own(header: str) -> None:
    connection = Connection(LIMITS)
    with listening(refusing(header)) as url, pytest.raises(Fault, match="fout 503"):
        connection.ask(url, read_json)
    assert ["noemt een wachttijd die er geen is" in note for note in connection.take_notes()]
    assert connection.take_notes() == ()


def test_a_wait_of_days_is_not_waited_for_and_told() -> None:
    busy = refusing("Retry-After: 999999999\r\n")
    with listening(busy) as url, pytest.raises(Fault) as told:
        Connection(LIMITS).ask(url, read_json)
    assert "langer dan een dag" in told.value.hint


def test_a_wait_that_was_waited_for_is_told() -> None:
    connection = Connection(LIMITS)
    with listening(refusing("Retry-After: 0.05\r\n")) as url, pytest.raises(Fault, match="503"):
        connection.ask(url, read_json)
    assert connection.take_notes() == ("de dienst vroeg om 0 s te wachten, en dat is gedaan",)


def test_a_service_that_took_all_the_time_there_is_is_asked_no_more() -> None:
    connection = Connection(Limits(patience=60))
    with listening(replying("", b"{}")) as url:
        connection.ask(url, read_json)
        connection.spent[url.removeprefix("http://").rstrip("/")] += 60_000
        with pytest.raises(Fault, match="kost te veel tijd: al meer dan 1 min"):
            connection.ask(f"{url}?second", read_json)
        assert connection.ask(url, read_json) == {}


def test_asking_again_says_nothing_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "stamina")
    with listening(lambda connection: None) as url, pytest.raises(Fault, match="halverwege"):
        Connection(LIMITS).ask(url, lambda reply: reply)
    assert not [record for record in caplog.records if record.name.startswith("stamina")]


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@contextmanager
def secured(authority: trustme.CA, name: str = "localhost") -> Iterator[str]:
    """The address of a server with a certificate of an authority, in a name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            connection, _ = server.accept()
            with connection, context.wrap_socket(connection, server_side=True) as safe:
                safe.recv(65536)
                replying("", b"{}")(safe)
        except OSError:  # the certificate was refused
            return

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"https://localhost:{server.getsockname()[1]}/"
    finally:
        server.close()


def test_a_certificate_that_the_machine_trusts_is_trusted(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    with authority.cert_pem.tempfile() as path, secured(authority) as url:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        assert exchange(url, LIMITS).body == b"{}"


@pytest.mark.parametrize("name", ["localhost", "example.org"])
def test_a_certificate_that_is_not_trusted_is_told_and_not_tried_again(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    others = authority if name == "example.org" else trustme.CA()
    with others.cert_pem.tempfile() as path, secured(authority, name) as url:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        with pytest.raises(Fault, match="geen veilige verbinding met localhost") as told:
            exchange(url, LIMITS)
    assert "rootcertificaat" in told.value.hint


def test_a_service_that_shakes_no_hands_is_not_there() -> None:
    with listening(lambda connection: time.sleep(3)) as url, pytest.raises(Interrupted) as stopped:
        exchange(url.replace("http:", "https:"), LIMITS)
    assert stopped.value.fault.code == "dienst-weg"


def test_the_proxy_of_the_machine_is_used_but_not_for_the_machine_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with listening(replying("", b"proxy")) as proxy, listening(replying("", b"here")) as here:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.delenv("no_proxy", raising=False)
        assert exchange("http://opendata.example/", LIMITS).body == b"proxy"
        assert exchange(here, LIMITS).body == b"here"
        monkeypatch.setenv("no_proxy", "example")
        with pytest.raises(Interrupted, match=r"opendata.example is niet bereikbaar"):
            exchange("http://opendata.example/", LIMITS)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "quic://127.0.0.1:1"])
def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(Fault, match="de proxy van deze machine is niet te gebruiken"):
        exchange("http://opendata.example/", LIMITS)


@pytest.mark.parametrize("url", ["http://[::1/", "http:///x", "ftp://o.example/", "http://a:b/"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(Fault) as told:
        exchange(url, LIMITS)
    assert told.value.code == "dienst-weg"
