"""The filter that tells which way several numbers went, and joins those that went the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from report_builder.model.catalogue import TOTAL
from report_builder.model.period import Period
from report_builder.model.trace import OperationKind
from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.arguments import a_number
from report_builder.values.dataset import Dataset
from report_builder.values.evaluation import evaluate, periods_read
from report_builder.values.operands import Calculation, SliceReading
from report_builder.values.quantity import Quantity, Word
from report_builder.wording.changes import direction_text, directions_text

_NAME = "richtingen"
_HINT = 'schrijf x(land="Duitsland")|richtingen(x(land="Frankrijk"), x(land="Spanje"))'


def richtingen(
    subject: object, *andere: object, met: object = "in", kleine_letter: object = False
) -> Word:
    """Which way the number and the others went in a year, by the names of their slices: in
    Duitsland en Frankrijk gedaald en in Spanje gestegen.

    `met` is the word before the names; with `kleine_letter=True` these begin with a small letter.
    All are read at the last period that they have in common, as in any calculation.
    """
    if not isinstance(met, str) or not met.strip():
        raise Fault("argument", f"{_NAME}: met is het woord voor de namen", 'schrijf met="voor"')
    numbers = [a_number(one, _NAME) for one in (subject, *andere)]
    parts = {_slice_name(one, bool(kleine_letter)): _reading(one) for one in numbers}
    if len(parts) < len(numbers):
        raise Fault("argument", f"{_NAME}: een deel staat er twee keer in", _HINT)
    return Word(lambda: _joined(numbers[0], parts, met.strip()))


def _reading(number: Quantity) -> SliceReading:
    """What a number is read from. Raises Fault for a calculation, which has no name."""
    if not isinstance(number.operand, SliceReading):
        raise Fault("taal", f"{_NAME} werkt op delen van een indicator, niet op een som", _HINT)
    return number.operand


def _slice_name(number: Quantity, is_small: bool) -> str:
    """What the slice of a number is called. Raises Fault where it is no slice."""
    names = [part for part in _reading(number).key if part != TOTAL]
    if not names:
        message = f"{_NAME}: {_reading(number).indicator.id} zonder deel heeft hier geen naam"
        raise Fault("taal", message, _HINT)
    name = " ".join(names)
    return name[:1].lower() + name[1:] if is_small else name


def _joined(number: Quantity, parts: Mapping[str, SliceReading], preposition: str) -> TracedValue:
    """The directions in one phrase, which rests on every observation of all of them."""
    steps = {name: (reading, _a_year_before(reading)) for name, reading in parts.items()}
    changes = [Calculation(OperationKind.DIRECTION, step) for step in steps.values()]
    whole = Calculation(OperationKind.DIRECTIONS, tuple(changes))
    periods = periods_read(whole, number.dataset)
    directions = {
        name: _direction([_at(one, periods[one]) for one in step], number.dataset)
        for name, step in steps.items()
    }
    text = directions_text(directions, preposition)
    return replace(number.word(lambda _: text, whole).printed(), amount=None, unit="")


def _a_year_before(reading: SliceReading) -> SliceReading:
    return replace(reading, years_back=reading.years_back + 1)


def _at(reading: SliceReading, period: Period) -> SliceReading:
    """The same reading with its period named, so that it is read where the others are."""
    return replace(reading, period=period, years_back=0, until=None)


def _direction(step: Sequence[SliceReading], dataset: Dataset) -> str:
    """Which way one went between two periods."""
    amount = evaluate(Calculation(OperationKind.DIRECTION, tuple(step)), dataset).amount
    return direction_text(amount.value, amount.decimals)
