"""Services on this machine that answer as CBS and Eurostat were recorded to, with made-up figures;
those of OData v3 and UNHCR stand in `recorded_services.py`.
"""

from __future__ import annotations

import gzip
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from math import prod
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from report_builder.services import connection
from report_builder.services.exchange import Limits
from tests.conftest import Folder, read_csv


@dataclass
class Reply:
    """What the server sends: a body with a status, and how it goes about it."""

    body: bytes | str | dict[str, Any]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    """How many bytes are sent of the length that is promised."""
    delay: float = 0
    """How many seconds pass before every single byte."""

    @property
    def data(self) -> bytes:
        """The body in bytes."""
        if isinstance(self.body, dict):
            return json.dumps(self.body).encode()
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass
class Server:
    """A server on this machine; `before` are replies that are given first, whatever is asked."""

    url: str = ""
    answer: Callable[[str], Reply] = lambda path: Reply("", 404)
    before: list[Reply] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def reply(self, path: str) -> Reply:
        """What a path is answered with."""
        self.asked.append(path)
        return self.before.pop(0) if self.before else self.answer(path)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits minutes in life waits moments here."""
    monkeypatch.setattr(
        connection,
        "LIMITS",
        Limits(connect=2, read=0.4, whole=1, attempts=3, pause=0.01, longest_pause=2, size=10**6),
    )


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server that answers 404 until it is told what to answer."""
    running = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = running.reply(unquote(self.path))
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.data)))
            self.end_headers()
            try:
                self._send(reply)
            except OSError:  # who asked has gone
                return
            if reply.cut is not None:
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            sent = reply.data[: reply.cut]
            for piece in [sent] if not reply.delay else (sent[n : n + 1] for n in range(len(sent))):
                time.sleep(reply.delay)
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, *_: object) -> None: ...

    class Listening(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None: ...  # who asked went away, as it should

    listening = Listening(("127.0.0.1", 0), Handler)
    running.url = f"http://127.0.0.1:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
    thread.start()
    yield running
    listening.shutdown()
    thread.join()
    listening.server_close()


TOTAL_SEX, TOTAL_BIRTH = "T001038", "T001638"


@dataclass
class Statline:
    """A table of CBS in OData v4 as it was recorded: codes beside observations, in pages."""

    page: int = 4
    unit: str = "aantal"
    statuses: dict[str, str] = field(
        default_factory=lambda: {"2025MM01": "Definitief", "2025MM02": "Voorlopig"}
    )
    countries: dict[str, str] = field(
        default_factory=lambda: {"H1": "Bulgarije", "H2": "Polen", "H3": "Europa"}
    )
    more_dimensions: tuple[str, ...] = ()
    keeps_filter: bool = True
    padding: int = 0
    measure_title: str = "Immigratie"
    changes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """What differs in the cell of a country in a period."""

    def __call__(self, path: str) -> Reply:
        """The answer to a path under `/odata/v1/CBS`."""
        found = re.fullmatch(r"/odata/v1/CBS/85484NED/(\w+)(?:\?(.*))?", path)
        if not found:
            return Reply("", 404)
        name, query = found.groups()
        if name == "Properties":
            return Reply(
                {
                    "Identifier": "85484NED",
                    "Modified": "2026-08-31T02:00:00+02:00",
                    "ObservationCount": 12,
                }
            )
        if name == "Observations":
            return self._observations(query or "")
        rows = {
            "Dimensions": self._dimensions(),
            "MeasureCodes": [
                {
                    "Identifier": "M000167",
                    "Title": self.measure_title,
                    "Unit": self.unit,
                    "Decimals": 0,
                },
                {"Identifier": "M000168", "Title": "Emigratie", "Unit": "aantal", "Decimals": 0},
            ],
            "GeslachtCodes": self._codes({TOTAL_SEX: "Totaal mannen en vrouwen", "3000": "Mannen"}),
            "GeboortelandCodes": self._codes({TOTAL_BIRTH: "Totaal"}),
            "LeeftijdCodes": self._codes({"10000": "Totaal leeftijd"}),
            "HerkomstlandCodes": self._codes(self.countries),
            "PeriodenCodes": [
                {"Identifier": code, "Title": code, "Status": status}
                for code, status in {"2025JJ00": "Voorlopig", **self.statuses}.items()
            ],
        }
        return Reply({"value": rows[name]}) if name in rows else Reply("", 404)

    def _dimensions(self) -> list[dict[str, Any]]:
        names = ("Geslacht", "Herkomstland", "Geboorteland", *self.more_dimensions)
        return [
            *({"Identifier": name, "Title": name, "Kind": "Dimension"} for name in names),
            {"Identifier": "Perioden", "Title": "Perioden", "Kind": "TimeDimension"},
        ]

    def _codes(self, titles: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {"Identifier": code.ljust(self.padding), "Title": title}
            for code, title in titles.items()
        ]

    def _observations(self, query: str) -> Reply:
        asked = dict(part.split("=", 1) for part in query.split("&") if part)
        rows = [
            row
            for row in self._all()
            if not self.keeps_filter or _meets(row, asked.get("$filter", ""))
        ]
        start = int(asked.get("$skip", 0))
        answer: dict[str, Any] = {"value": rows[start : start + self.page]}
        if start + self.page < len(rows):
            answer["@odata.nextLink"] = (
                f"Observations?$filter={asked['$filter']}&$skip={start + self.page}"
            )
        return Reply(answer)

    def _all(self) -> Iterator[dict[str, Any]]:
        axes = product(
            ("M000167", "M000168"),
            (TOTAL_SEX, "3000"),
            self.countries,
            ("2025JJ00", *self.statuses),
        )
        for number, (measure, sex, country, period) in enumerate(axes):
            value = 100.0 * int(country[1]) + int(period[-2:])
            row = {
                "Id": number,
                "Measure": measure,
                "ValueAttribute": "None",
                "Value": value if measure == "M000167" else value + 5000,
                "StringValue": None,
                "Geslacht": sex.ljust(self.padding),
                "Geboorteland": TOTAL_BIRTH.ljust(self.padding),
                "Herkomstland": country.ljust(self.padding),
                "Perioden": period,
            }
            yield row | self.changes.get((country, period), {})


def _meets(row: dict[str, Any], condition: str) -> bool:
    """Whether a row meets a condition of the form `A eq 'x' and (B eq 'y' or B eq 'z')`."""
    return all(
        any(row[name] == code for name, code in re.findall(r"(\w+) eq '([^']*)'", part))
        for part in condition.split(" and ")
    )


@dataclass
class Dissemination:
    """A cube of Eurostat in JSON-stat as it was recorded: sparse values and flags, axes cut to what is asked."""

    axes: dict[str, dict[str, str]] = field(
        default_factory=lambda: {
            "freq": {"A": "Annual", "M": "Monthly"},
            "unit": {"PER": "Person"},
            "citizen": {"TOTAL": "Total", "EXT_EU27_2020": "Non-EU27"},
            "geo": {"NL": "Netherlands", "BE": "Belgium", "EU27_2020": "European Union"},
            "time": {"2023": "2023", "2024": "2024", "2025": "2025"},
        }
    )
    values: dict[tuple[str, str], float | None] = field(default_factory=dict)
    flags: dict[tuple[str, str], str] = field(default_factory=dict)
    drops: str = ""
    """The name of a filter that is silently left out."""
    updated: str = "2026-09-17T23:00:00+0200"

    def __call__(self, path: str) -> Reply:
        """The answer to a path under `/data`."""
        parts = urlsplit(path)
        if parts.path != "/data/migr_asyappctza":
            label = f"ERR_NOT_FOUND_4: {parts.path[6:]} (DATA_FLOW:ALL,1.0) is not available for dissemination."
            return Reply({"error": [{"status": 404, "id": 100, "label": label}]}, 404)
        asked = parse_qs(parts.query)
        axes = {name: self._axis(name, asked) for name in self.axes}
        unknown = set(asked) - set(self.axes) - {"format", "lang", "sinceTimePeriod"}
        if unknown:
            label = f"INVALID_QUERY_DIMENSION: {min(unknown)}"
            return Reply({"error": [{"status": 400, "id": 150, "label": label}]}, 400)
        return Reply(self._cube(axes))

    def _axis(self, name: str, asked: dict[str, list[str]]) -> list[str]:
        if name == "time":
            return [
                code for code in self.axes[name] if code >= asked.get("sinceTimePeriod", [""])[0]
            ]
        if name not in asked or name == self.drops:
            return list(self.axes[name])
        return [code for code in self.axes[name] if code in asked[name]]

    def _cube(self, axes: dict[str, list[str]]) -> dict[str, Any]:
        sparse: dict[str, Any] = {}
        status: dict[str, Any] = {}
        for place, codes in enumerate(product(*axes.values())):
            cell = (dict(zip(axes, codes, strict=True))["geo"], codes[-1])
            if (value := self.values.get(cell, 1000 + int(cell[1][2:4]))) is not None:
                sparse[str(place)] = value
            if cell in self.flags:
                status[str(place)] = self.flags[cell]
        size = [len(axis) for axis in axes.values()]
        assert prod(size) >= len(sparse)
        return {
            "version": "2.0",
            "class": "dataset",
            "label": "Asylum applicants",
            "source": "ESTAT",
            "updated": self.updated,
            "value": sparse,
            **({"status": status} if status else {}),
            "id": list(axes),
            "size": size,
            "dimension": {
                name: {
                    "label": name,
                    "category": {
                        "index": {code: place for place, code in enumerate(codes)},
                        "label": {code: self.axes[name][code] for code in codes},
                    },
                }
                for name, codes in axes.items()
            },
        }


def packed(reply: Reply) -> Reply:
    """The same reply with a body that is packed without saying so."""
    return Reply(gzip.compress(reply.data), reply.status, reply.headers)


STATLINE = """
[immigratie.service]
table = "85484NED"
measure = "M000167"
unit = "aantal"
pinned = { Geslacht = "T001038", Geboorteland = "T001638" }

[immigratie.service.split.herkomst]
dimension = "Herkomstland"
names = { H1 = "Bulgarije", H2 = "Polen" }
"""

EUROSTAT = """
[eerste.service]
table = "migr_asyappctza"
pinned = { freq = "A", unit = "PER", citizen = "TOTAL" }

[eerste.service.split.land]
dimension = "geo"
names = { NL = "Nederland", BE = "België" }
"""

WIDE_STATLINE = """
[verzoeken.service]
table = "83102NED"
measure = "EersteAsielverzoekenPersonen_2"
unit = "aantal"
pinned = { Geslacht = "T001038", Leeftijd = "10000" }

[verzoeken.service.split.nationaliteit]
dimension = "Nationaliteit"
names = { T001059 = "Totaal", NAT9367 = "Syrië" }
"""

REFUGEES = """
[unhcr.service]
table = "asylum-applications"
measure = "applied"
pinned = { coa = "NLD", app_type = "N", app_pc = "P", dec_level = "FI" }

[unhcr.service.split.nationaliteit]
dimension = "coo"
names = { "-" = "TOTAL", AUT = "Oostenrijk", AUS = "Australië" }
"""


class ServedFolder:
    """A project of which two indicators come from services on this machine."""

    def __init__(self, folder: Folder, server: Server) -> None:
        self.folder = folder
        self.server = server
        folder.write(
            "data/sources.toml",
            '[CBS]\nname = "Statistiek"\nurl = "https://example.org"\nlicence = "CC BY 4.0"\ndelivers = false\n'
            f'[CBS.service]\nprotocol = "odata4"\nurl = "{server.url}/odata/v1/CBS"\n'
            '[Eurostat]\nname = "Eurostat"\nurl = "https://example.org"\nlicence = "2011/833/EU"\n'
            f'[Eurostat.service]\nprotocol = "jsonstat"\nurl = "{server.url}/data"\n'
            '[CBS3]\nname = "Statistiek"\nurl = "https://example.org"\nlicence = "CC BY 4.0"\n'
            f'[CBS3.service]\nprotocol = "odata3"\nurl = "{server.url}/ODataApi/OData"\n'
            '[UNHCR]\nname = "UNHCR"\nurl = "https://example.org"\nlicence = "CC BY 4.0"\n'
            f'[UNHCR.service]\nprotocol = "unhcr"\nurl = "{server.url}/population/v1"\n'
            '[IND]\nname = "IND"\nurl = "https://example.org"\nlicence = "CC0"\n',
        )

    def statline(
        self, mapping: str = STATLINE, key: str = "eu.immigratie", **settings: object
    ) -> None:
        """An indicator that CBS gives, per country of origin and month."""
        rows = [("2025-01", "Bulgarije", 90, "A"), ("2025-01", "Polen", 201, "A")]
        settings = {"frequency": "M", "dimensions": ["herkomst"], "unit": "personen", **settings}
        self._add(key, rows, mapping, **settings)

    def eurostat(self, mapping: str = EUROSTAT, rows: object = None, **settings: object) -> None:
        """An indicator that Eurostat gives, per country and year."""
        rows = rows or [("2023", "Nederland", 1023, "A"), ("2023", "België", 1023, "A")]
        settings = {"dimensions": ["land"], "source": "Eurostat", **settings}
        self._add("asiel.eerste", rows, mapping, **settings)

    def wide_statline(self, mapping: str = WIDE_STATLINE, rows: object = None) -> None:
        """An indicator that CBS gives in OData v3, per nationality and month."""
        rows = rows or [("2025-01", "Totaal", 110, "A"), ("2025-01", "Syrië", 10, "A")]
        settings = {"frequency": "M", "dimensions": ["nationaliteit"], "source": "CBS3"}
        self._add("asiel.verzoeken", rows, mapping, **settings)

    def refugees(self, mapping: str = REFUGEES, rows: object = None) -> None:
        """An indicator that UNHCR gives, per nationality and year."""
        names = {"TOTAL": 230, "Oostenrijk": 60, "Australië": 60}
        rows = rows or [("2023", name, amount, "A") for name, amount in names.items()]
        settings = {"dimensions": ["nationaliteit"], "source": "UNHCR"}
        self._add("asiel.unhcr", rows, mapping, **settings)

    def rows(self, key: str) -> list[tuple[str, ...]]:
        """The rows of an indicator as they stand in its file, in order."""
        path = self.folder.root / f"data/{key.replace('.', '/')}.csv"
        return sorted(tuple(row.values()) for row in read_csv(path))

    def _add(self, key: str, rows: Any, mapping: str, **settings: object) -> None:
        theme, name = key.split(".")
        self.folder.indicator(key, rows, **settings)
        self.folder.catalogues[theme][name] += f"\n{mapping}"
        self.folder.write(
            f"data/{theme}/catalogue.toml", "\n\n".join(self.folder.catalogues[theme].values())
        )


@pytest.fixture
def served(folder: Folder, server: Server) -> ServedFolder:
    """A project with two sources that have a service."""
    return ServedFolder(folder, server)
