"""What is asked of a service for one indicator and what it answers: pages too, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from report_builder.problems import Fault
from report_builder.services.connection import Connection
from report_builder.services.replies import read_json

Row: TypeAlias = Mapping[str, Any]
Following: TypeAlias = Callable[[str, Mapping[str, Any]], str | None]
"""Gives the address of the next page, from that of a page and what stands on it."""

MOST_PAGES = 500
_MOST_BYTES = 256 * 2**20
_LONGEST = 300


class Dialogue:
    """Asks a service, and knows what was answered to this indicator."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.asked: dict[str, int] = {}
        """The size of each answer in bytes, by address."""

    def read(self, url: str) -> Mapping[str, Any]:
        """The JSON object that an address gives. Raises Fault when there is none, or when all
        answers together are larger than a table can be.
        """
        data = self.connection.ask(url, read_json)
        self.asked[url] = len(self.connection.replies[url].body)
        if sum(self.asked.values()) > _MOST_BYTES:
            message = f"de bladzijden zijn samen groter dan {_MOST_BYTES // 2**20} MB"
            hint = "zet in de catalogus meer dimensies vast, of vraag minder perioden (since)"
            raise Fault("dienst-groot", message, hint)
        return data

    def rows(self, url: str, name: str, following: Following) -> list[Row]:
        """The rows that stand under a name at an address and the pages that follow it."""
        rows: list[Row] = []
        seen: set[str] = set()
        page: str | None = url
        while page:
            if page in seen or len(seen) >= MOST_PAGES:
                message = "de dienst blijft naar een volgende bladzijde wijzen"
                raise Fault("dienst-bladeren", message, "meld dit bij de bron")
            seen.add(page)
            data = self.read(page)
            rows += _rows_of(data, name)
            page = following(page, data)
        return rows

    def answers(self) -> tuple[tuple[str, bytes], ...]:
        """What was answered so far, as it came."""
        return tuple((url, self.connection.replies[url].body) for url in self.asked)


def _rows_of(data: Mapping[str, Any], name: str) -> list[Row]:
    rows = data.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"het antwoord van de dienst heeft geen rijen ('{name}')"
        raise Fault("dienst-antwoord", message, "controleer het adres en de tabel")
    return rows


def linked_page(link_name: str) -> Following:
    """Finds the next page by the link that a page of OData has. It raises Fault when that leads to
    another machine.
    """

    def following(url: str, data: Mapping[str, Any]) -> str | None:
        link = data.get(link_name)
        if not link:
            return None
        try:
            address = urljoin(url, str(link))
            is_elsewhere = urlsplit(address)[:2] != urlsplit(url)[:2]
        except ValueError:  # an address that is none
            address, is_elsewhere = str(link), True
        if is_elsewhere:
            message = f"de volgende bladzijde staat op een andere plek: {address[:_LONGEST]}"
            raise Fault("dienst-bladeren", message, "controleer het adres in data/sources.toml")
        return address

    return following


def text_of(row: Row, name: str) -> str:
    """A code or title without the spaces that the service may fill it up with, in one line."""
    value = row.get(name)
    words = " ".join(str("" if value is None else value).split())
    return words.encode("utf-8", "replace").decode()[:_LONGEST]
