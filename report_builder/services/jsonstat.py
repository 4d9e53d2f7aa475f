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
from urllib.parse import quote, urlencode

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault
from report_builder.services.amounts import plain
from report_builder.services.cells import (
    Fetched,
    ServiceCell,
    asked_titles,
    check_dimensions,
    empty_slices,
    make_slices,
)
from report_builder.services.connection import Connection
from report_builder.services.cube import Cube
from report_builder.services.dialogue import Dialogue
from report_builder.services.eurostat_flags import flagged, noted_lines

_TIME = "time"


def fetch_jsonstat(
    connection: Connection, url: str, indicator: Indicator, mapping: ServiceMapping
) -> Fetched:
    """The observations of an indicator from Eurostat. Raises Fault when the cube is not what was
    asked for.
    """
    dialogue = Dialogue(connection)
    cube = Cube(dialogue.read(_address(url, indicator, mapping)))
    _check(cube, mapping.asks())
    noted: set[str] = set()
    slices = make_slices(indicator, mapping, _cells(cube, mapping, noted))
    notes = (*empty_slices(indicator, slices), *noted_lines(indicator.id, noted))
    titles = asked_titles(mapping, {name: cube.titles[name] for name in mapping.asks()})
    return Fetched(indicator, slices, cube.updated, dialogue.answers(), notes, titles)


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


def _check(cube: Cube, asked: Mapping[str, Sequence[str]]) -> None:
    """Raise Fault unless every axis holds exactly the codes that were asked for."""
    if _TIME not in cube.axes:
        raise Fault("dienst-antwoord", "het antwoord van Eurostat heeft geen as voor de tijd")
    # Of an axis that something was asked of, the answer has only what was asked for.
    known = {
        name: None if name in asked else cube.titles[name] for name in cube.axes if name != _TIME
    }
    check_dimensions(asked, known)
    for name, axis in cube.axes.items():
        if name == _TIME:
            _check_time(axis)
        else:
            _check_codes(name, axis, asked[name])
            _check_filter(name, axis, asked[name])


def _check_time(axis: Sequence[str]) -> None:
    if not axis:
        hint = "controleer since in de catalogus"
        raise Fault("dienst-periode", "Eurostat heeft geen perioden voor deze vraag", hint)


def _check_codes(name: str, axis: Sequence[str], codes: Sequence[str]) -> None:
    for code in codes:
        if code not in axis:
            hint = "zoek de code op in de tabel op de site van Eurostat; hoofdletters tellen"
            raise Fault("dienst-code", f"Eurostat kent in '{name}' geen code '{code}'", hint)


def _check_filter(name: str, axis: Sequence[str], codes: Sequence[str]) -> None:
    others = [code for code in axis if code not in codes]
    if others:
        listed = ", ".join(others[:5])
        message = f"de dienst houdt zich niet aan de vraag: '{name}' heeft ook {listed}"
        hint = f"gevraagd is {', '.join(codes)}; neem niets over en meld dit bij de beheerder"
        raise Fault("dienst-filter", message, hint)


def _cells(cube: Cube, mapping: ServiceMapping, noted: set[str]) -> Iterator[ServiceCell]:
    """Every cell of the cube; flags that a row cannot hold are added to `noted`."""
    for place, codes in enumerate(product(*cube.axes.values())):
        named = dict(zip(cube.axes, codes, strict=True))
        period = _period(named.pop(_TIME))
        value, flags = cube.values.get(place), cube.flags.get(place, "")
        if value is not None and not isinstance(value, Decimal):
            message = f"de cel van {period} is geen getal: {str(value)[:60]!r}"
            raise Fault("dienst-waarde", message, "meld dit bij Eurostat")
        if not isinstance(flags, str):
            message = f"de vlag bij {period} is geen tekst: {str(flags)[:60]!r}"
            raise Fault("dienst-status", message, "meld dit bij Eurostat")
        shown, status = flagged(value, flags, mapping, noted)
        shown = None if shown is None else plain(shown, period)
        yield ServiceCell(named, period, shown, status)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        hint = "deze tabel past niet bij dit programma; neem de cijfers met 'import' over"
        raise Fault("dienst-periode", f"onbekende periode '{text[:60]}'", hint) from error
