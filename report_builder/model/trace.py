"""What a printed value was made from: observations by name, and the operation on them.

Everything that asks how a value was made reads these; the text of a trace is for people and for
registers, and only its codec reads it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Period
from report_builder.model.series import Slice

_OBSERVED = re.compile(
    r"(?P<indicator>[a-z0-9_]+\.[a-z0-9_]+)\[(?P<slice>.*?)\]@(?P<period>\d{4}(?:-\w+)*)(?:;|$)"
)
_ARITHMETIC = re.compile(r"(?:^|\s)(?P<sign>[-+*/])\s")
_INNERMOST_BRACKETS = re.compile(r"\([^()]*\)")

Thing = tuple[str, str]
"""What is counted, whatever the period: an indicator and its slice, as `Observed` writes them."""


@dataclass(frozen=True)
class Observed:
    """The name of one observation: the period of a slice of an indicator.

    `slice` is what `Indicator.slice_text` writes: `nationaliteit=Syrië`, or TOTAL.
    """

    indicator: str
    slice: str
    period: Period

    @classmethod
    def of(cls, indicator: Indicator, key: Slice, period: Period) -> Observed:
        """The name of what an indicator says of a slice in a period."""
        return cls(indicator.id, indicator.slice_text(key), period)

    @property
    def thing(self) -> Thing:
        """What is counted, whatever the period: the indicator and its slice."""
        return self.indicator, self.slice

    @property
    def part(self) -> str:
        """The slice in words; empty for the indicator itself."""
        return "" if self.slice == TOTAL else self.slice

    def __str__(self) -> str:
        return f"{self.indicator}[{self.slice}]@{self.period}"


def parse_observed(text: str) -> tuple[Observed, ...]:
    """The observations that a register names, separated by `;`. Raises ValueError where it names
    something else.
    """
    return tuple(_observed(text))


def _observed(text: str) -> Iterator[Observed]:
    # A slice may hold a `;` itself, so that the text cannot simply be cut there.
    position = 0
    while position < len(text):
        match = _OBSERVED.match(text, position)
        if match is None:
            raise ValueError(f"no observations: {text!r}")
        yield Observed(match["indicator"], match["slice"], Period.parse(match["period"]))
        position = match.end()


class OperationKind(StrEnum):
    """How a value came from its observations, as a formula and a register call it."""

    VALUE = "waarde"
    PERIOD = "periode"
    ADDITION = "+"
    SUBTRACTION = "-"
    MULTIPLICATION = "*"
    DIVISION = "/"
    SHARE = "aandeel"
    RATE = "per duizend inwoners"
    DIFFERENCE = "verschil"
    CHANGE = "verandering"
    PERCENTAGE = "procentueel"
    SIGNED_PERCENTAGE = "procentueel met teken"
    DIRECTION = "richting"
    DIRECTIONS = "richtingen"
    COMPARISON = "vergelijking"
    STREAK = "jaren op rij"
    EXTREME = "jaren uiterste"
    PLACE = "plaats"
    PLACES_RISEN = "plaatsen gestegen"
    RANKING = "rangschikking"
    FIXED = "vast"
    CHOICE = "keuze"
    PUBLISHED = "eerder gepubliceerd"
    UNKNOWN = "onbekend"
    """What a register holds that another version of the program wrote."""

    @property
    def is_arithmetic(self) -> bool:
        """Whether it is written between its operands."""
        return self in _SIGNS

    @property
    def takes_alike(self) -> bool:
        """Whether it lays amounts side by side, so that these must be of one unit and scale. A
        product, quotient or rate has a unit of its own; directions are told one after the other.
        """
        return self not in _UNLIKE

    @property
    def is_change(self) -> bool:
        """Whether it says how something changed, so that it must be one thing at two moments."""
        return self in _CHANGES

    @property
    def looks_back(self) -> bool:
        """Whether it goes back over as many years as it takes, so that its length tells nothing."""
        return self in (OperationKind.STREAK, OperationKind.EXTREME)

    @property
    def noun(self) -> str:
        """What people call it."""
        is_named = not self.is_arithmetic and self is not OperationKind.UNKNOWN
        return self.value if is_named else "berekening"


_KINDS = {kind.value: kind for kind in OperationKind}
_UNLIKE = frozenset(
    {
        OperationKind.MULTIPLICATION,
        OperationKind.DIVISION,
        OperationKind.RATE,
        OperationKind.DIRECTIONS,
    }
)
_CHANGES = frozenset(
    {
        OperationKind.CHANGE,
        OperationKind.PERCENTAGE,
        OperationKind.SIGNED_PERCENTAGE,
        OperationKind.DIRECTION,
    }
)
_SIGNS = frozenset(
    {
        OperationKind.ADDITION,
        OperationKind.SUBTRACTION,
        OperationKind.MULTIPLICATION,
        OperationKind.DIVISION,
    }
)


@dataclass(frozen=True)
class Operation:
    """How a value was made: the kind of the last step, and all steps as a formula over its inputs,
    which are called #1, #2 and so on.
    """

    kind: OperationKind
    formula: str

    @classmethod
    def plain(cls, kind: OperationKind) -> Operation:
        """An operation that takes nothing apart, and is written as its name alone."""
        return cls(kind, kind.value)

    @classmethod
    def applied(cls, kind: OperationKind, operands: Sequence[str]) -> Operation:
        """An operation on operands, each of which is written already."""
        if kind.is_arithmetic:
            return cls(kind, f" {kind} ".join(operands))
        return cls(kind, f"{kind}({', '.join(operands)})")

    @classmethod
    def parse(cls, text: str) -> Operation:
        """The operation that a formula writes, as a register holds it."""
        outermost = _without_brackets(text)
        if sign := _ARITHMETIC.search(outermost):
            return cls(OperationKind(sign["sign"]), text)
        return cls(_KINDS.get(outermost, OperationKind.UNKNOWN), text)

    def __str__(self) -> str:
        return self.formula


def _without_brackets(formula: str) -> str:
    """What stands outside all brackets: of `verschil(#1, (#2 + #3))` the word `verschil`."""
    shorter = _INNERMOST_BRACKETS.sub("", formula)
    return formula if shorter == formula else _without_brackets(shorter)
