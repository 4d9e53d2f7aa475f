"""Connections that send nothing, or half of something, do not keep the desk for themselves."""

import asyncio

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from report_builder.desk import bounded_connections
from report_builder.desk.bounded_connections import BoundedConnection

HEAD = b"POST / HTTP/1.1\r\nHost: bureau\r\nContent-Length: 10\r\n"


async def read_all(scope, receive, send):
    """Read the body, take longer than anybody may keep the desk waiting, and say how much came."""
    size, is_more = 0, True
    while is_more:
        message = await receive()
        size += len(message.get("body", b""))
        is_more = message.get("more_body", False)
    if message["type"] == "http.disconnect":
        return
    await asyncio.sleep(1)
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"%2d" % size})


def answer_to(*parts):
    """All that comes back to who sends these and then waits, until the desk closes."""

    async def ask():
        config = Config(read_all, http=BoundedConnection, log_config=None, timeout_keep_alive=1)
        state, loop = ServerState(), asyncio.get_running_loop()
        made = await loop.create_server(
            lambda: BoundedConnection(config, state, {}), "127.0.0.1", 0
        )
        async with made:
            reader, writer = await asyncio.open_connection(*made.sockets[0].getsockname())
            for part in parts:
                writer.write(part)
                await asyncio.sleep(0.2)
            try:
                async with asyncio.timeout(60):
                    return await reader.read()
            except ConnectionError:
                return b""
            finally:
                writer.close()

    return asyncio.run(ask())


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """A desk that waits for a third of a second."""
    monkeypatch.setattr(bounded_connections, "PATIENCE", 0.3)


@pytest.mark.parametrize(
    "parts", [(), (HEAD,), (HEAD, b"A: b\r\n", b"C: d\r\n", b"E: f\r\n"), (HEAD + b"\r\nhalf",)]
)
def test_who_sends_nothing_or_half_is_let_go(parts):
    assert answer_to(*parts) == b""


def test_a_body_that_keeps_coming_is_read_and_an_answer_may_take_its_time():
    answer = answer_to(HEAD + b"\r\n", b"12", b"34", b"56", b"7890")
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(b"10")


def test_one_connection_too_many_is_closed_at_once(monkeypatch):
    monkeypatch.setattr(bounded_connections, "PATIENCE", 3600)
    monkeypatch.setattr(bounded_connections, "MOST_CONNECTIONS", 0)
    assert answer_to() == b""
