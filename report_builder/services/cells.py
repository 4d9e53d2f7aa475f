"""What a service gave, checked against what the catalogue asks: cells become observations, or it
stops.

A table changes without a word: a dimension more, a code less, a filter that is not kept. Each of
those would give other rows than were meant, so that each is an error here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Slice, Status
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault, nearest

_LISTED = 8


@dataclass(frozen=True)
class ServiceCell:
    """One cell of a table: its code in every dimension apart from time, and what stands in it."""

    codes: Mapping[str, str]
    period: Period
    value: Decimal | None
    status: Status
    place: str = ""
    """Where it stands in a file; an answer of a service has no places that people know."""


@dataclass(frozen=True)
class Fetched:
    """What a service gave for one indicator."""

    indicator: Indicator
    slices: Mapping[Slice, tuple[Observation, ...]]
    updated: str
    """When the source last changed the table, as it says itself."""
    answers: tuple[tuple[str, bytes], ...]
    """What was answered, as it came, by address."""
    notes: tuple[str, ...] = field(default=())
    """What does not stop the intake and is good to know."""
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the codes that were asked for are called now, by dimension; a measure is one too."""


def check_dimensions(
    asked: Mapping[str, Sequence[str]], known: Mapping[str, Mapping[str, str] | None]
) -> None:
    """Raise Fault unless the dimensions and codes that are asked for are exactly those that the
    table has.

    `known` gives the titles by code of each dimension; None is not looked into.
    """
    for name in asked:
        if name not in known:
            hint = nearest(name, known) or f"de tabel heeft: {', '.join(known)}"
            raise Fault("dienst-dimensie", f"de tabel heeft geen dimensie '{name}'", hint)
    for name, titles in known.items():
        if name not in asked:
            raise _not_pinned(name, titles or {})
        if titles is not None:
            _check_codes(name, asked[name], titles)


def _not_pinned(name: str, titles: Mapping[str, str]) -> Fault:
    hint = (
        "zet hem vast in de catalogus (pinned), bijvoorbeeld op het totaal; codes: "
        f"{_listed(titles)}"
    )
    return Fault("dienst-dimensie", f"de dimensie '{name}' van de tabel is niet vastgezet", hint)


def _check_codes(name: str, codes: Sequence[str], titles: Mapping[str, str]) -> None:
    for code in codes:
        if code not in titles:
            hint = nearest(code, titles) or f"de tabel heeft: {_listed(titles) or 'geen'}"
            raise Fault("dienst-code", f"de tabel heeft in '{name}' geen code '{code}'", hint)


def _listed(titles: Mapping[str, str]) -> str:
    """The first codes, each with its title where that tells more."""
    listed = ", ".join(
        f"{code} ({title})" if title and title != code else code
        for code, title in list(titles.items())[:_LISTED]
    )
    more = len(titles) - _LISTED
    return f"{listed} en {more} meer" if more > 0 else listed


def make_slices(
    indicator: Indicator, mapping: ServiceMapping, cells: Iterable[ServiceCell]
) -> dict[Slice, tuple[Observation, ...]]:
    """The observations of each slice in ascending period.

    Every slice has every period that the service gives from `since` on; a cell without a value is
    missing. Raises Fault for a cell that was not asked for, one that comes twice, and when no cell
    has a value.
    """
    slices: dict[Slice, dict[Period, Observation]] = {
        key: {} for key in _slices(indicator, mapping)
    }
    for cell in cells:
        key = _slice(indicator, mapping, cell)
        period = mapping.periods.place(cell.period, indicator.frequency)
        if period is None or (mapping.since and str(period) < mapping.since):
            continue
        if period in slices[key]:
            place = ", ".join(key) or indicator.id
            message = f"de dienst geeft {period} twee keer ({place})"
            raise Fault("dienst-dubbel", message, "meld dit bij de bron")
        slices[key][period] = _observation(cell, period, mapping)
    observations = [one for by_period in slices.values() for one in by_period.values()]
    if all(observation.status is Status.MISSING for observation in observations):
        hint = "controleer frequency, periods en since in de catalogus"
        raise Fault("dienst-leeg", "de dienst geeft geen enkele waarde voor deze vraag", hint)
    periods = sorted({observation.period for observation in observations})
    return {key: _whole_slice(by_period, periods) for key, by_period in slices.items()}


def places_of(
    indicator: Indicator, mapping: ServiceMapping, cells: Iterable[ServiceCell]
) -> dict[tuple[Slice, Period], str]:
    """Where the figure of each slice and period of an indicator stands."""
    placed = ((mapping.periods.place(cell.period, indicator.frequency), cell) for cell in cells)
    return {
        (_slice(indicator, mapping, cell), period): cell.place for period, cell in placed if period
    }


def _observation(cell: ServiceCell, period: Period, mapping: ServiceMapping) -> Observation:
    is_break = cell.value is not None and str(period) in mapping.breaks
    return Observation(period, cell.value, Status.BREAK if is_break else cell.status)


def _whole_slice(
    by_period: Mapping[Period, Observation], periods: Sequence[Period]
) -> tuple[Observation, ...]:
    """A slice with an observation for each period, missing where there is none."""
    return tuple(
        by_period.get(period, Observation(period, None, Status.MISSING)) for period in periods
    )


def _slices(indicator: Indicator, mapping: ServiceMapping) -> Iterator[Slice]:
    parts = [mapping.split[name].names.values() for name in indicator.dimensions]
    return product(*(dict.fromkeys(names) for names in parts))


def _slice(indicator: Indicator, mapping: ServiceMapping, cell: ServiceCell) -> Slice:
    """The slice that a cell belongs to. Raises Fault when it lies outside what was asked for."""
    for name, codes in mapping.asks().items():
        if cell.codes.get(name) not in codes:
            code = cell.codes.get(name)
            message = f"de dienst houdt zich niet aan de vraag: '{name}' is {code!r}"
            hint = f"gevraagd is {', '.join(codes)}; neem niets over en meld dit bij de beheerder"
            raise Fault("dienst-filter", message, hint)
    splits = (mapping.split[name] for name in indicator.dimensions)
    return tuple(split.names[cell.codes[split.dimension]] for split in splits)


def asked_titles(
    mapping: ServiceMapping, known: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The titles of the codes that a mapping asks for, and of the measure; a code without a title
    is left out.
    """
    asked = mapping.asks()
    return {
        name: {code: title for code, title in titles.items() if title and code in codes}
        for name, titles in known.items()
        if (codes := asked.get(name, (mapping.measure,)))
    }


def empty_slices(
    indicator: Indicator, slices: Mapping[Slice, tuple[Observation, ...]]
) -> tuple[str, ...]:
    """A note for every slice that was asked for and has no value at all."""
    return tuple(
        f"{indicator.id}: de dienst geeft geen waarden voor {', '.join(key)}"
        for key, row in slices.items()
        if all(one.status is Status.MISSING for one in row)
    )
