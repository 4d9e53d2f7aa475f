"""The traced value: what a reader sees, and what it was made from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from report_builder.model.period import Period
from report_builder.model.trace import Observed, Operation
from report_builder.problems import Fault

KEY_LENGTH = 64
"""Word keeps 64 characters of a content control's tag."""
OWN_KEY = re.compile(r"~[0-9a-f]{10}$")
"""How the key of a value ends, which no content control of a drafter does."""


class Freshness(StrEnum):
    """How current a printed value is, from best to worst (contract, section 2)."""

    HISTORY = "history"
    FRESH = "fresh"
    ACCEPTED = "accepted"
    STALE = "stale"

    @property
    def is_stale(self) -> bool:
        """Whether the value is old, accepted or not."""
        return self in (Freshness.STALE, Freshness.ACCEPTED)


def worst(states: list[Freshness]) -> Freshness:
    """The worst of the states; history when there are none."""
    return max(states, key=list(Freshness).index, default=Freshness.HISTORY)


@dataclass(frozen=True)
class Input:
    """One observation that a value was made from, with its source and how fresh it is."""

    observed: Observed
    source: str
    freshness: Freshness

    @property
    def indicator(self) -> str:
        """The indicator that it is of."""
        return self.observed.indicator

    @property
    def period(self) -> Period:
        """The period that it is of."""
        return self.observed.period


@dataclass(frozen=True)
class TracedValue:
    """A number or a word that is printed, with its trace.

    `amount` is the unrounded number in `unit`, or None for words; `text` is what the reader sees;
    `operation` tells how it was made from the `inputs`, to which the numbers in its formula refer.
    """

    text: str
    amount: Decimal | None
    unit: str
    operation: Operation
    inputs: tuple[Input, ...]
    freshness: Freshness
    period: Period | None = None
    source: str = ""
    as_of: Period | None = None
    """The current period that it counts from: its own, or the one that it lies before; None for
    history.
    """
    chosen_by: tuple[Input, ...] = ()
    """The stale observations that decided that it stands there, where such did."""
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
    """What a drafter should know of how it was made, such as a break in the series."""

    @cached_property
    def key(self) -> str:
        """What names this value in a content control and in the register: the same for the same
        value.
        """
        observations = [str(input_.observed) for input_ in self.inputs]
        trace = [self.operation.formula, self.text, *observations, self.source, self.freshness]
        digest = hashlib.sha256("|".join(trace).encode()).hexdigest()[:10]
        name = f"{self.inputs[0].indicator}@{self.inputs[0].period}" if self.inputs else "tekst"
        return f"{name[: KEY_LENGTH - 11]}~{digest}"

    @property
    def stale_inputs(self) -> tuple[Input, ...]:
        """The stale observations that it was made from or chosen by."""
        return (*(input_ for input_ in self.inputs if input_.freshness.is_stale), *self.chosen_by)

    @property
    def is_only_chosen(self) -> bool:
        """Whether only the choice for the value is stale, not the value."""
        has_stale_inputs = any(input_.freshness.is_stale for input_ in self.inputs)
        return bool(self.chosen_by) and not has_stale_inputs

    @property
    def stale_until(self) -> Period | None:
        """The period up to which the figures go that make a stale value stale: of `.vorig` that of
        the figure itself. Of a value that is not stale it says nothing.
        """
        if self.is_only_chosen:
            return max((input_.period for input_ in self.chosen_by), key=lambda each: each.last)
        return self.as_of or self.period

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources that the value rests on, in order of use."""
        named = [self.source] if self.source else []
        return tuple(dict.fromkeys([*named, *(input_.source for input_ in self.inputs)]))
