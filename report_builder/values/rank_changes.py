"""The filter that tells how the place of a slice in a ranking changed in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from report_builder.model.catalogue import TOTAL
from report_builder.model.trace import OperationKind
from report_builder.problems import Fault
from report_builder.values.arguments import a_number
from report_builder.values.dataset import Dataset
from report_builder.values.evaluation import evaluate
from report_builder.values.operands import Calculation, Operand, SliceReading
from report_builder.values.quantity import Quantity, Word
from report_builder.values.ranking import rank, rank_before, with_part
from report_builder.wording.history import standing_text

_EVERYONE = 1_000_000
_HINT = 'schrijf thema.indicator(nationaliteit="Syrië")|rang("nationaliteit")'


def rang(subject: object, dimensie: object = None) -> Word:
    """How its place among the slices changed in a year: steeg van de derde naar de eerste plaats.

    Equal values share a place. "Overig" and "onbekend" have none, as in `top`.
    """
    number = a_number(subject, "rang")
    reading = number.operand
    if not isinstance(reading, SliceReading) or not reading.is_current or reading.years_back:
        raise Fault(
            "taal", "alleen een deel van een indicator heeft een plaats in een rangschikking", _HINT
        )
    dimension = _dimension(reading, dimensie)
    return Word(lambda: _standing(number, reading, dimension).printed())


def _dimension(reading: SliceReading, asked: object) -> str:
    """The dimension to rank over: the one asked for, else the only one that the slice chose."""
    chosen = [
        name
        for name, part in zip(reading.indicator.dimensions, reading.key, strict=True)
        if part != TOTAL
    ]
    if asked is None and len(chosen) == 1:
        return chosen[0]
    if asked not in chosen:
        raise Fault(
            "taal", "rang vraagt om een deel, en om de dimensie als er meer gekozen zijn", _HINT
        )
    return str(asked)


def _standing(number: Quantity, reading: SliceReading, dimension: str) -> Word:
    dataset, place = number.dataset, reading.indicator.dimensions.index(dimension)
    whole, name = (
        replace(reading, key=with_part(reading.key, place, TOTAL), until=None),
        reading.key[place],
    )
    standing = rank(whole, _EVERYONE, dimension, dataset)
    ranked = dict(standing.places)
    if name not in ranked:
        raise Fault(
            "rang", f"{reading.indicator.id}: '{name}' heeft geen plaats in de rangschikking", _HINT
        )
    earlier = rank_before(whole, dimension, ranked, dataset)
    if name not in earlier:
        hint = "haal het filter weg, of zet de zin in een {% if %}"
        raise Fault(
            "rang",
            f"{reading.indicator.id}: '{name}' had een jaar eerder geen plaats in de rangschikking",
            hint,
        )
    now, then = (_with_first(places, name) for places in (ranked, earlier))
    change = Calculation(
        OperationKind.PLACES_RISEN,
        (Calculation(OperationKind.PLACE, now), Calculation(OperationKind.PLACE, then)),
        told=standing.warnings,
    )
    (here, is_shared), (there, was_shared) = _place(now, dataset), _place(then, dataset)
    return number.word(lambda _: standing_text(here, there, is_shared, was_shared), change)


def _with_first(places: Mapping[str, SliceReading], name: str) -> tuple[Operand, ...]:
    return (places[name], *(reading for other, reading in places.items() if other != name))


def _place(operands: tuple[Operand, ...], dataset: Dataset) -> tuple[int, bool]:
    """The place of the first among all, and whether it shares it."""
    mine, *others = (evaluate(operand, dataset).amount.value for operand in operands)
    return 1 + sum(other > mine for other in others), mine in others
