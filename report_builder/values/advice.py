"""Warnings on what the values of one sentence say together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset


def advise(values: Sequence[TracedValue], dataset: Dataset) -> list[Fault]:
    """The warnings that the values of a sentence deserve."""
    return list(dict.fromkeys(_stale_history(values, dataset)))


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
