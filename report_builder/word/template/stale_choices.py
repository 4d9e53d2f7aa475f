"""What stale choices led to: parts of a template without them, and what is made of these with
them again.
"""

from __future__ import annotations

import itertools
import operator as operators
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import Undefined

from report_builder.model.expression import Answer, Decision, Placement
from report_builder.model.trace import Operation, OperationKind
from report_builder.model.value import Freshness, Input, TracedValue, worst
from report_builder.problems import Fault

_CHOICE = Operation.plain(OperationKind.CHOICE)
_ORDERS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operators.lt,
    ">": operators.gt,
    "<=": operators.le,
    ">=": operators.ge,
}


class Unknown(Undefined):
    """What an expression comes to that has a fault, which has been told: it takes everything and
    gives nothing.
    """

    def __str__(self) -> str:
        return ""

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Choice:
    """How fresh the choice was that led to a part, and the stale observations that make
    it so.
    """

    freshness: Freshness
    stale_inputs: tuple[Input, ...] = ()

    @classmethod
    def of(cls, choices: Sequence[Choice]) -> Choice:
        """All of them as one."""
        freshness = worst([choice.freshness for choice in choices])
        stale_inputs = itertools.chain.from_iterable(choice.stale_inputs for choice in choices)
        return cls(freshness, tuple(dict.fromkeys(stale_inputs)))


@dataclass(frozen=True)
class _Chosen(Answer):
    """A value that a stale one has chosen: printed, it is as stale as that."""

    value: object
    choice: Choice

    noun = "een gekozen waarde"

    def printed(self) -> TracedValue | Placement | str:
        """The chosen value, with the freshness of the choice."""
        printed = self.value.printed() if isinstance(self.value, Answer) else str(self.value)
        if isinstance(printed, str):
            freshness, stale_inputs = self.choice.freshness, self.choice.stale_inputs
            return TracedValue(printed, None, "", _CHOICE, (), freshness, chosen_by=stale_inputs)
        if isinstance(printed, TracedValue):
            freshness = worst([printed.freshness, self.choice.freshness])
            chosen_by = (*printed.chosen_by, *self.choice.stale_inputs)
            return replace(printed, freshness=freshness, chosen_by=chosen_by)
        return printed

    def decide(self) -> Decision:
        """Whether it holds, no fresher than the choice."""
        value = self.value
        decision = value.decide() if isinstance(value, Answer) else Decision(bool(value))
        freshness = worst([decision.freshness, self.choice.freshness])
        chosen_by = (*decision.chosen_by, *self.choice.stale_inputs)
        return replace(decision, freshness=freshness, chosen_by=chosen_by)

    def items(self) -> Iterator[object]:
        """What the chosen value holds."""
        return self.value.items() if isinstance(self.value, Answer) else super().items()


def chosen(value: object, choices: Sequence[Choice]) -> object:
    """A value, as stale as the choices that led to it."""
    choice = Choice.of(choices)
    if isinstance(value, Unknown) or not choice.freshness.is_stale:
        return value
    return _Chosen(value, choice)


def bare(part: object, choices: list[Choice]) -> object:
    """A part without the choice that led to it; adds that choice to the choices."""
    while isinstance(part, _Chosen):
        choices.append(part.choice)
        part = part.value
    return part


def argument(part: object, choices: list[Choice]) -> object:
    """A part as an argument: a word made from figures counts as its text, and leaves behind what it
    rests on.
    """
    value = bare(part, choices)
    if not isinstance(value, Answer) or not value.is_text:
        return value
    printed = value.printed()
    assert isinstance(printed, TracedValue)
    choices.append(Choice(printed.freshness, printed.stale_inputs))
    return printed.text


def compare(left: object, operator: str, right: object) -> object:
    """What a comparison comes to; a value with a trace decides it itself. Raises Fault where the
    two do not compare.
    """
    if isinstance(left, Answer):
        return left.compare(operator, right, is_right=False)
    if isinstance(right, Answer):
        return right.compare(operator, left, is_right=True)
    return _compare_plain(left, operator, right)


def _compare_plain(left: object, operator: str, right: object) -> Decision:
    if operator in ("==", "!="):
        return Decision((left == right) == (operator == "=="))
    if isinstance(left, int) and isinstance(right, int) and operator in _ORDERS:
        return Decision(_ORDERS[operator](left, right))
    raise Fault("taal", f"dit is niet te vergelijken met '{operator}'", "gebruik == of !=")
