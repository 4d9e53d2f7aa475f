"""Services that answer as CBS (OData v3) and UNHCR were recorded to, with made-up figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.services.conftest import Reply

MEASURE = "EersteAsielverzoekenPersonen_2"
NATIONALITIES = {"T001059": "Totaal", "NAT9367": "Syrisch", "NAT93670": "Anders"}


@dataclass
class WideStatline:
    """A table of CBS in OData v3: wide, codes filled up with spaces, figures as texts."""

    unit: str = "aantal"
    decimals: int = 0
    time: str = "Perioden"
    statuses: dict[str, str] = field(
        default_factory=lambda: {"2025MM01": "Definitief", "2025MM02": "Voorlopig"}
    )
    titles: dict[str, str] = field(default_factory=lambda: dict(NATIONALITIES))
    more_dimensions: tuple[str, ...] = ()
    drops: str = ""
    """A column of which the condition is silently left out."""
    changes: dict[tuple[str, str], object] = field(default_factory=dict)
    """What stands in the cell of a nationality in a period instead."""
    most_rows: int = 10_000
    updated: str = "2026-08-31T02:00:00"

    def __call__(self, path: str) -> Reply:
        """The answer to a path under `/ODataApi/OData`."""
        found = re.fullmatch(r"/ODataApi/OData/83102NED/(\w+)(?:\?(.*))?", path)
        if not found:
            return Reply("<html>404</html>", 404, {"Content-Type": "text/html"})
        name, query = found.groups()
        rows = {
            "TableInfos": [{"ID": 0, "Identifier": "83102NED", "Modified": self.updated}],
            "DataProperties": list(self._columns()),
            "Geslacht": _keys({"T001038": "Totaal mannen en vrouwen", "3000": "Mannen"}),
            "Leeftijd": _keys({"10000": "Totaal", "100001": "Jonger"}),
            "Nationaliteit": _keys(self.titles),
            "Herkomst": _keys({"H1": "Alle"}),
            self.time: [
                {"Key": code, "Title": code, "Status": status}
                for code, status in {"2025JJ00": "Voorlopig", **self.statuses}.items()
            ],
        }
        if name == "UntypedDataSet":
            return self._cells(parse_qs(query or ""))
        return _value(rows[name]) if name in rows else Reply("", 404)

    def _columns(self) -> Iterator[dict[str, Any]]:
        for key in ("Geslacht", "Leeftijd", "Nationaliteit", *self.more_dimensions):
            yield {"Key": key, "Type": "Dimension", "Title": key}
        yield {"Key": self.time, "Type": "TimeDimension", "Title": "Perioden"}
        yield {"Key": None, "Type": "TopicGroup", "Title": "Asielverzoeken"}
        for key, title in (("Totaal_1", "Totaal"), (MEASURE, "Eerste asielverzoeken")):
            shape = {"Unit": self.unit, "Decimals": self.decimals, "Datatype": "Long"}
            yield {"Key": key, "Type": "Topic", "Title": title, **shape}

    def _cells(self, asked: dict[str, list[str]]) -> Reply:
        condition = asked.get("$filter", [""])[0]
        rows = [row for row in self._all() if self._meets(row, condition)]
        if len(rows) >= self.most_rows:
            text = (
                "The given query is not allowed on this table. Please redefine your query so that "
                "it returns less than 10000 records."
            )
            return Reply(text, 500)
        return _value(rows)

    def _meets(self, row: dict[str, Any], condition: str) -> bool:
        return all(
            any(
                name not in row or name == self.drops or row[name].startswith(code)
                for name, code in re.findall(r"startswith\((\w+),'([^']*)'\)", part)
            )
            for part in condition.split(" and ")
            if part
        )

    def _all(self) -> Iterator[dict[str, Any]]:
        periods = ("2025JJ00", *self.statuses)
        axes = product(("T001038", "3000"), ("10000", "100001"), self.titles, periods)
        for number, (sex, age, nationality, period) in enumerate(axes):
            figure = 100 * (nationality == "T001059") + 10 + int(period[-2:]) - 1
            value = self.changes.get((nationality, period), f"{figure:>8}")
            row = {
                "ID": number,
                "Geslacht": sex.ljust(9),
                "Leeftijd": age.ljust(9),
                "Nationaliteit": nationality.ljust(9),
                self.time: period,
                "Totaal_1": "     999",
                MEASURE: value,
            }
            yield row | dict.fromkeys(self.more_dimensions, "H1  ")


def _keys(titles: dict[str, str]) -> list[dict[str, Any]]:
    return [{"Key": code.ljust(9), "Title": title} for code, title in titles.items()]


def _value(rows: list[dict[str, Any]]) -> Reply:
    return Reply({"odata.metadata": "https://opendata.cbs.nl/$metadata", "value": rows})


COUNTRIES = {
    "AUT": ("AUS", "Austria"),
    "AUS": ("AUL", "Australia"),
    "NLD": ("NET", "Netherlands"),
    "DEU": ("GFR", "Germany"),
}
ALONE = {"coo": ("AUT", "AUS", "DEU"), "coa": ("NLD", "DEU")}


@dataclass
class Refugees:
    """UNHCR's Refugee Data Finder: pages of rows, countries together unless they are asked for."""

    page: int = 3
    years: tuple[int, ...] = (2023, 2024, 2025)
    drops: str = ""
    """The name of a filter that is silently left out."""
    changes: dict[tuple[str, int], object] = field(default_factory=dict)
    """What stands in the cell of a country of origin in a year instead."""
    envelope: dict[str, object] = field(default_factory=dict)
    more_columns: dict[str, object] = field(default_factory=dict)

    def __call__(self, path: str) -> Reply:
        """The answer to a path under `/population/v1`."""
        parts = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        asked.pop(self.drops, None)
        if parts.path == "/population/v1/countries/":
            return self._paged(list(_countries()), asked)
        if parts.path != "/population/v1/asylum-applications/":
            html = "<!DOCTYPE html><html><body><h1>404 Not Found</h1></body></html>"
            return Reply(html, 404, {"Content-Type": "text/html"})
        return self._paged(list(self._rows(asked)), asked)

    def _paged(self, rows: list[dict[str, Any]], asked: dict[str, str]) -> Reply:
        number, count = int(asked.get("page", 1)), -(-len(rows) // self.page)
        items = rows[(number - 1) * self.page : number * self.page]
        envelope = {"page": number, "short-url": "TEST00", "maxPages": count, "total": []}
        return Reply({**envelope, "items": items, **self.envelope})

    def _rows(self, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
        is_bounded = {"yearFrom", "yearTo"} <= set(asked)
        for year in self.years:
            if is_bounded and not int(asked["yearFrom"]) <= year <= int(asked["yearTo"]):
                continue
            for origin, asylum in product(*(_shown(name, asked) for name in ("coo", "coa"))):
                for kind, level in product(("N", "R"), ("FI",)):
                    figure = (200 if origin == "-" else 10 * len(origin)) + year - 1993
                    value = self.changes.get((origin, year), figure if kind == "N" else "0")
                    yield {
                        "year": year,
                        **_identity("coo", origin),
                        **_identity("coa", asylum),
                        "app_type": kind,
                        "app_pc": "P",
                        "dec_level": level,
                        "applied": value,
                        "hst": "-",
                    } | self.more_columns


def _shown(name: str, asked: dict[str, str]) -> tuple[str, ...]:
    """The countries that rows are shown for: all together unless one or all are asked for."""
    if asked.get(f"{name}_all") == "true":
        return ALONE[name]
    found = asked.get(name, "-")
    if asked.get("cf_type") != "ISO":
        found = next((iso for iso, (code, _) in COUNTRIES.items() if code == found), "-")
    return (found,)


def _identity(name: str, iso: str) -> dict[str, object]:
    code, title = COUNTRIES.get(iso, ("-", "-"))
    number: object = "-" if iso == "-" else 1
    return {f"{name}_id": number, f"{name}_name": title, name: code, f"{name}_iso": iso}


def _countries() -> Iterator[dict[str, Any]]:
    for number, (iso, (code, name)) in enumerate(COUNTRIES.items(), start=1):
        yield {"0": 1, "id": number, "code": code, "iso": iso, "name": name}
