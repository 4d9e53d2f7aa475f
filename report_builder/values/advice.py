"""Warnings on what the values of one sentence say together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.model.period import Period
from report_builder.model.trace import OperationKind
from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.wording.periods import period_text


def advise(values: Sequence[TracedValue], dataset: Dataset) -> list[Fault]:
    """The warnings that the values of a sentence deserve."""
    return list(dict.fromkeys([*_stale_history(values, dataset), *_strange_periods(values)]))


def _stale_history(values: Sequence[TracedValue], dataset: Dataset) -> Iterator[Fault]:
    """A period asked for by name that is the last one of a stale indicator may be meant as the
    current value.
    """
    for made in (made for value in values for made in value.inputs):
        if dataset.is_last_of_stale(made):
            message = (
                f"{made.indicator}[{made.period}] is het laatste cijfer van een verouderde reeks "
                "en wordt niet geel"
            )
            yield Fault(
                "historie", message, "laat de periode weg als het actuele cijfer bedoeld is"
            )


def _strange_periods(values: Sequence[TracedValue]) -> Iterator[Fault]:
    """A sentence that says of which period it is must not hold a current figure of another one.

    Figures come in at different moments: what was of one year when the sentence was written need
    not stay so.
    """
    named = [
        value.as_of
        for value in values
        if value.operation.kind is OperationKind.PERIOD and value.as_of
    ]
    for value in values if named else ():
        if value.as_of and not any(_meet(value.as_of, period) for period in named):
            message = (
                f"de zin noemt {period_text(named[0])}, maar {value.text} "
                f"({value.inputs[0].indicator})"
                f" gaat over {period_text(value.as_of)}"
            )
            yield Fault("periode", message, "geef elk cijfer zijn eigen .periode, of een eigen zin")


def _meet(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
