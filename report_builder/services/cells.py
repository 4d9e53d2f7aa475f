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
class Cell:
    """One cell of a table: its code in every dimension apart from time, and what stands in it."""

    codes: Mapping[str, str]
    period: Period
    value: Decimal | None
    status: Status


@dataclass(frozen=True)
class Fetched:
    """What a service gave for one indicator."""

    indicator: Indicator
    slices: Mapping[Slice, tuple[Observation, ...]]
    updated: str
    """When the source last changed the table, as it says itself."""
    answers: tuple[tuple[str, bytes], ...]
    """What was answered, as it came, by address."""
    remarks: tuple[str, ...] = field(default=())
    """What does not stop the intake and is good to know."""


def check_dimensions(
    asked: Mapping[str, Sequence[str]], known: Mapping[str, Mapping[str, str]]
) -> None:
    """Raise Fault unless the dimensions and codes that are asked for are exactly those that the
    table has.

    `known` gives the titles by code of each dimension; one without codes is not looked into.
    """
    for name in asked:
        if name not in known:
            hint = nearest(name, known) or f"de tabel heeft: {', '.join(known)}"
            raise Fault("dienst-dimensie", f"de tabel heeft geen dimensie '{name}'", hint)
    for name, titles in known.items():
        if name not in asked:
            hint = (
                "zet hem vast in de catalogus (pinned), bijvoorbeeld op het totaal; codes: "
                f"{_listed(titles)}"
            )
            raise Fault(
                "dienst-dimensie", f"de dimensie '{name}' van de tabel is niet vastgezet", hint
            )
        for code in asked[name] if titles else ():
            if code not in titles:
                hint = nearest(code, titles) or f"de tabel heeft: {_listed(titles)}"
                raise Fault("dienst-code", f"de tabel heeft in '{name}' geen code '{code}'", hint)


def _listed(titles: Mapping[str, str]) -> str:
    shown = [
        f"{code} ({title})" if title and title != code else code
        for code, title in list(titles.items())[:_LISTED]
    ]
    return ", ".join(shown) + (f" en {len(titles) - _LISTED} meer" if len(titles) > _LISTED else "")


def make_slices(
    indicator: Indicator, mapping: ServiceMapping, cells: Iterable[Cell]
) -> dict[Slice, tuple[Observation, ...]]:
    """The observations of each slice in ascending period.

    Every slice has every period that the service gives from `since` on; a cell without a value is
    missing. Raises Fault for a cell that was not asked for, one that comes twice, and when no cell
    has a value.
    """
    found: dict[Slice, dict[Period, Observation]] = {key: {} for key in _slices(indicator, mapping)}
    for cell in cells:
        key = _slice(indicator, mapping, cell)
        period = mapping.periods.place(cell.period, indicator.frequency)
        if period is None or (mapping.since and str(period) < mapping.since):
            continue
        if period in found[key]:
            place = ", ".join(key) or indicator.id
            raise Fault(
                "dienst-dubbel",
                f"de dienst geeft {period} twee keer ({place})",
                "meld dit bij de bron",
            )
        breaks = cell.value is not None and str(period) in mapping.breaks
        found[key][period] = Observation(
            period, cell.value, Status.BREAK if breaks else cell.status
        )
    if all(one.status is Status.MISSING for row in found.values() for one in row.values()):
        hint = "controleer frequency, periods en since in de catalogus"
        raise Fault("dienst-leeg", "de dienst geeft geen enkele waarde voor deze vraag", hint)
    periods = sorted({period for row in found.values() for period in row})
    return {
        key: tuple(row.get(period, Observation(period, None, Status.MISSING)) for period in periods)
        for key, row in found.items()
    }


def _slices(indicator: Indicator, mapping: ServiceMapping) -> Iterator[Slice]:
    return product(
        *(dict.fromkeys(mapping.split[name].names.values()) for name in indicator.dimensions)
    )


def _slice(indicator: Indicator, mapping: ServiceMapping, cell: Cell) -> Slice:
    """The slice that a cell belongs to. Raises Fault when it lies outside what was asked for."""
    for name, codes in mapping.asks().items():
        if cell.codes.get(name) not in codes:
            message = (
                f"de dienst houdt zich niet aan de vraag: '{name}' is {cell.codes.get(name)!r}"
            )
            hint = f"gevraagd is {', '.join(codes)}; neem niets over en meld dit bij de beheerder"
            raise Fault("dienst-filter", message, hint)
    splits = (mapping.split[name] for name in indicator.dimensions)
    return tuple(split.names[cell.codes[split.dimension]] for split in splits)


def empty_slices(
    indicator: Indicator, slices: Mapping[Slice, tuple[Observation, ...]]
) -> tuple[str, ...]:
    """A remark for every slice that was asked for and has no value at all."""
    return tuple(
        f"{indicator.id}: de dienst geeft geen waarden voor {', '.join(key)}"
        for key, row in slices.items()
        if all(one.status is Status.MISSING for one in row)
    )


def plain(value: Decimal) -> Decimal:
    """A number without the zeros behind the point that a service adds: 825.0 is 825."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
