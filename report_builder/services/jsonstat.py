"""Eurostat's dissemination API: one cube in JSON-stat 2.0, with its axes, flags and the moment of
its last change.

How it answers, as recorded: a code that does not exist gives status 200 and an axis of length 0; a
filter with a misspelt name can give more instead of less; values and flags are sparse, by their
place in the cube.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any
from urllib.parse import quote, urlencode

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault
from report_builder.services.cells import (
    Fetched,
    ServiceCell,
    check_dimensions,
    empty_slices,
    make_slices,
    plain,
)
from report_builder.services.connection import Connection
from report_builder.services.eurostat_flags import flagged, noted_lines
from report_builder.services.replies import read_json

_TIME = "time"
_MOST_CELLS = 1_000_000


def fetch_jsonstat(
    connection: Connection, url: str, indicator: Indicator, mapping: ServiceMapping
) -> Fetched:
    """The observations of an indicator from Eurostat. Raises Fault when the cube is not what was
    asked for.
    """
    address = _address(url, indicator, mapping)
    cube = _Cube(connection.ask(address, read_json), mapping.asks())
    noted: set[str] = set()
    slices = make_slices(indicator, mapping, cube.cells(mapping, noted))
    notes = (*empty_slices(indicator, slices), *noted_lines(indicator.id, noted))
    answers = ((address, connection.replies[address].body),)
    return Fetched(indicator, slices, cube.updated, answers, notes)


def _address(url: str, indicator: Indicator, mapping: ServiceMapping) -> str:
    wanted = [("format", "JSON"), ("lang", "EN")]
    wanted += [(name, code) for name, codes in mapping.asks().items() for code in codes]
    if mapping.since:
        wanted.append(("sinceTimePeriod", _since(mapping)))
    return f"{url.rstrip('/')}/{quote(indicator.service_table)}?{urlencode(wanted)}"


def _since(mapping: ServiceMapping) -> str:
    """The first period to ask for, in the service's own frequency."""
    period = Period.parse(mapping.since or "")
    frequency = mapping.frequency or period.frequency
    if period.frequency is Frequency.DAY or frequency.months > period.frequency.months:
        return str(period.within(frequency))
    return str(Period(period.first, frequency))


class _Cube:
    """What Eurostat answered, known to hold exactly the axes and codes that were asked for."""

    def __init__(self, data: Mapping[str, Any], asked: Mapping[str, Sequence[str]]) -> None:
        if data.get("class") != "dataset" or not isinstance(data.get("dimension"), dict):
            raise _misshapen("het is geen tabel in JSON-stat")
        names, sizes = data.get("id"), data.get("size")
        if not isinstance(names, list) or not isinstance(sizes, list) or len(names) != len(sizes):
            raise _misshapen("de assen en hun lengten passen niet bij elkaar")
        self.axes = [
            self._axis(data["dimension"], name, size)
            for name, size in zip(names, sizes, strict=True)
        ]
        self.names: list[str] = names
        self.updated = str(data.get("updated", ""))
        self._check(data["dimension"], asked)
        self.size = prod(len(axis) for axis in self.axes)
        if self.size > _MOST_CELLS:
            raise _misshapen(f"de tabel heeft {self.size} cellen")
        self.values = self._sparse(data.get("value"))
        self.flags = self._sparse(data.get("status"))

    def _axis(self, dimensions: Mapping[str, Any], name: str, size: object) -> list[str]:
        """The codes of an axis in order."""
        try:
            index = dimensions[name]["category"]["index"]
            places = _places(index)
        except (KeyError, TypeError) as error:
            raise _misshapen(f"de as '{name}' heeft geen codes") from error
        if len(places) != size or sorted(places.values()) != list(range(len(places))):
            raise _misshapen(f"de as '{name}' is niet zo lang als zij zegt")
        return sorted(places, key=places.__getitem__)

    def _check(self, dimensions: Mapping[str, Any], asked: Mapping[str, Sequence[str]]) -> None:
        """Raise Fault unless every axis holds exactly the codes that were asked for."""
        if _TIME not in self.names:
            raise _misshapen("de as voor de tijd ontbreekt")
        labels = {
            name: dimensions[name]["category"].get("label", {})
            for name in self.names
            if name != _TIME
        }
        check_dimensions(asked, {name: self._choices(name, labels, asked) for name in labels})
        for name, axis in zip(self.names, self.axes, strict=True):
            if name == _TIME:
                self._check_time(axis)
            self._check_codes(name, axis, asked.get(name, ()))
            if name != _TIME:
                self._check_filter(name, axis, asked[name])

    def _choices(
        self, name: str, labels: Mapping[str, Mapping[str, str]], asked: Mapping[str, object]
    ) -> Mapping[str, str]:
        """The codes to choose from, of an axis that nothing is asked of; of others the answer has
        only those that were asked for.
        """
        return {} if name in asked else dict(labels[name])

    def _check_time(self, axis: Sequence[str]) -> None:
        if not axis:
            hint = "controleer since in de catalogus"
            raise Fault("dienst-periode", "Eurostat heeft geen perioden voor deze vraag", hint)

    def _check_codes(self, name: str, axis: Sequence[str], codes: Sequence[str]) -> None:
        for code in codes:
            if code not in axis:
                hint = (
                    "zoek de code op in de tabel op de site van Eurostat; codes zijn "
                    "hoofdlettergevoelig"
                )
                raise Fault("dienst-code", f"Eurostat kent in '{name}' geen code '{code}'", hint)

    def _check_filter(self, name: str, axis: Sequence[str], codes: Sequence[str]) -> None:
        others = [code for code in axis if code not in codes]
        if others:
            listed = ", ".join(others[:5])
            message = f"de dienst houdt zich niet aan de vraag: '{name}' heeft ook {listed}"
            hint = f"gevraagd is {', '.join(codes)}; neem niets over en meld dit bij de beheerder"
            raise Fault("dienst-filter", message, hint)

    def _sparse(self, found: object) -> dict[int, Any]:
        """What stands where in the cube; JSON-stat writes it as an object by place or as a list."""
        if isinstance(found, list):
            return {place: value for place, value in enumerate(found) if value is not None}
        if not isinstance(found, dict):
            return {}
        sparse = {int(place): value for place, value in found.items() if place.isdecimal()}
        if len(sparse) != len(found) or any(place >= self.size for place in sparse):
            raise _misshapen("er staan waarden buiten de tabel")
        return sparse

    def cells(self, mapping: ServiceMapping, noted: set[str]) -> Iterator[ServiceCell]:
        """Every cell of the cube; flags that a row cannot hold are added to `noted`."""
        for place, codes in enumerate(product(*self.axes)):
            named = dict(zip(self.names, codes, strict=True))
            period = _period(named.pop(_TIME))
            value, flags = self.values.get(place), str(self.flags.get(place, ""))
            if value is not None and not isinstance(value, Decimal):
                raise Fault(
                    "dienst-waarde",
                    f"de cel van {period} is geen getal: {value!r}",
                    "meld dit bij Eurostat",
                )
            shown, status = flagged(value, flags, mapping, noted)
            shown = None if shown is None else plain(shown)
            yield ServiceCell(named, period, shown, status)


def _places(index: Any) -> dict[str, int]:
    """The place of each code of an axis; JSON-stat writes it as an object or as a list."""
    if isinstance(index, list):
        return {code: place for place, code in enumerate(index)}
    return dict(index)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        hint = "deze tabel past niet bij dit programma; neem de cijfers met 'import' over"
        raise Fault("dienst-periode", f"onbekende periode '{text}'", hint) from error


def _misshapen(message: str) -> Fault:
    hint = "open de tabel op de site van Eurostat; is zij veranderd, meld dit dan bij de beheerder"
    return Fault("dienst-antwoord", f"onverwacht antwoord van Eurostat: {message}", hint)
