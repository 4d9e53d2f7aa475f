"""What stale choices led to: parts of a template without them, and what is made of these with
them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jinja2 import Undefined

from report_builder.model.expression import Answer, Decision, Placement
from report_builder.model.trace import Operation, OperationKind
from report_builder.model.value import Freshness, Input, TracedValue, worst
from report_builder.problems import Fault

_CHOICE = Operation.plain(OperationKind.CHOICE)


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
        return cls(
            worst([choice.freshness for choice in choices]),
            tuple(made for choice in choices for made in choice.stale_inputs),
        )


@dataclass(frozen=True)
class _Chosen(Answer):
    """A value that a stale one has chosen: printed, it is as stale as that."""

    value: object
    choice: Choice

    noun = "een gekozen waarde"

    def printed(self) -> TracedValue | Placement | str:
        """The chosen value, with the freshness of the choice."""
        printed = self.value.printed() if isinstance(self.value, Answer) else str(self.value)
        choice = self.choice
        if isinstance(printed, TracedValue):
            chosen_by = (*printed.chosen_by, *choice.stale_inputs)
            return replace(
                printed, freshness=worst([printed.freshness, choice.freshness]), chosen_by=chosen_by
            )
        if isinstance(printed, str):
            return TracedValue(
                printed, None, "", _CHOICE, (), choice.freshness, chosen_by=choice.stale_inputs
            )
        return printed

    def decide(self) -> Decision:
        """Whether it holds, no fresher than the choice."""
        inner = (
            self.value.decide() if isinstance(self.value, Answer) else Decision(bool(self.value))
        )
        chosen_by = (*inner.chosen_by, *self.choice.stale_inputs)
        return replace(
            inner, freshness=worst([inner.freshness, self.choice.freshness]), chosen_by=chosen_by
        )

    def items(self) -> Iterator[object]:
        """What the chosen value holds."""
        return self.value.items() if isinstance(self.value, Answer) else super().items()


def chosen(made: object, choices: Sequence[Choice]) -> object:
    """What was made, as stale as the choices that led to it."""
    choice = Choice.of(choices)
    return (
        _Chosen(made, choice)
        if choice.freshness.is_stale and not isinstance(made, Unknown)
        else made
    )


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
    found = bare(part, choices)
    if not isinstance(found, Answer) or not found.is_text:
        return found
    printed = found.printed()
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
    if isinstance(left, int) and isinstance(right, int) and operator in ("<", ">", "<=", ">="):
        return Decision(
            {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[
                operator
            ]
        )
    raise Fault("taal", f"dit is niet te vergelijken met '{operator}'", "gebruik == of !=")
