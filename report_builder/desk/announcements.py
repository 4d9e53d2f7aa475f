"""What open pages are told while they stand there: server-sent events, the latest of each kind."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Mapping

from report_builder.problems import Unusable

_PING = 15.0
"""Seconds after which a silent line says that it is still there."""
_MOST_READERS = 200


class _Reader:
    """One open page: what it has still to be told, by kind."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.waiting: dict[str, str] = {}
        self.has_news = asyncio.Event()

    def put(self, kind: str, text: str) -> None:
        self.waiting[kind] = text
        self.has_news.set()


class Announcements:
    """Tells every open page; threads may tell. A slow page misses what was overtaken."""

    def __init__(self) -> None:
        self._readers: set[_Reader] = set()
        self._latest: dict[str, str] = {}
        self._guard = threading.Lock()
        self._is_closed = False

    def tell(self, kind: str, news: Mapping[str, object]) -> None:
        """Tell all that there is news of a kind, from any thread."""
        text = json.dumps(news, ensure_ascii=False)
        with self._guard:
            self._latest[kind] = text
            readers = list(self._readers)
        for reader in readers:
            reader.loop.call_soon_threadsafe(reader.put, kind, text)

    def close(self) -> None:
        """Let every page that listens go: the server ends."""
        self._is_closed = True
        for reader in list(self._readers):
            reader.loop.call_soon_threadsafe(reader.has_news.set)

    async def stream(self) -> AsyncIterator[str]:
        """The events for one page, the latest of each kind first, until it or the server goes."""
        reader = _Reader()
        with self._guard:
            if len(self._readers) >= _MOST_READERS:
                raise Unusable("er staan te veel pagina's van het bureau open; sluit er een paar")
            self._readers.add(reader)
            reader.waiting.update(self._latest)
        reader.has_news.set()
        try:
            while not self._is_closed:
                yield await _next_text(reader)
        finally:
            with self._guard:
                self._readers.discard(reader)


async def _next_text(reader: _Reader) -> str:
    try:
        async with asyncio.timeout(_PING):
            await reader.has_news.wait()
    except TimeoutError:
        return ": nog hier\n\n"
    reader.has_news.clear()
    events, reader.waiting = reader.waiting, {}
    return "".join(f"event: {kind}\ndata: {text}\n\n" for kind, text in events.items())
