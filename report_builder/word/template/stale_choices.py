"""What rests on outdated choices: parts of a template without them, and what is made of these with
them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jinja2 import Undefined

from report_builder.model.expression import Answer, Decision, Placement
from report_builder.model.value import Freshness, Input, TracedValue, worst
from report_builder.problems import Fault


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
class Basis:
    """How fresh something is that a part rests on, and the outdated observations that make
    it so.
    """

    freshness: Freshness
    outdated: tuple[Input, ...] = ()

    @classmethod
    def of(cls, bases: Sequence[Basis]) -> Basis:
        """All of them as one."""
        return cls(
            worst([basis.freshness for basis in bases]),
            tuple(made for basis in bases for made in basis.outdated),
        )


@dataclass(frozen=True)
class _Chosen(Answer):
    """A value that an outdated one has chosen: printed, it is as outdated as that."""

    value: object
    basis: Basis

    noun = "een gekozen waarde"

    def printed(self) -> TracedValue | Placement | str:
        """The chosen value, with the freshness of the choice."""
        printed = self.value.printed() if isinstance(self.value, Answer) else str(self.value)
        basis = self.basis
        if isinstance(printed, TracedValue):
            chosen_by = (*printed.chosen_by, *basis.outdated)
            return replace(
                printed, freshness=worst([printed.freshness, basis.freshness]), chosen_by=chosen_by
            )
        if isinstance(printed, str):
            return TracedValue(
                printed, None, "", "keuze", (), basis.freshness, chosen_by=basis.outdated
            )
        return printed

    def decide(self) -> Decision:
        """Whether it holds, no fresher than the choice."""
        inner = (
            self.value.decide() if isinstance(self.value, Answer) else Decision(bool(self.value))
        )
        chosen_by = (*inner.chosen_by, *self.basis.outdated)
        return replace(
            inner, freshness=worst([inner.freshness, self.basis.freshness]), chosen_by=chosen_by
        )

    def items(self) -> Iterator[object]:
        """What the chosen value holds."""
        return self.value.items() if isinstance(self.value, Answer) else super().items()


def resting(made: object, bases: Sequence[Basis]) -> object:
    """What was made, as outdated as what it rests on."""
    basis = Basis.of(bases)
    return (
        _Chosen(made, basis)
        if basis.freshness.is_outdated and not isinstance(made, Unknown)
        else made
    )


def bare(part: object, bases: list[Basis]) -> object:
    """A part without the choice that led to it; what that rested on is added to the bases."""
    while isinstance(part, _Chosen):
        bases.append(part.basis)
        part = part.value
    return part


def argument(part: object, bases: list[Basis]) -> object:
    """A part as an argument: a word made from figures counts as its text, and leaves behind what it
    rests on.
    """
    found = bare(part, bases)
    if not isinstance(found, Answer) or not found.is_text:
        return found
    printed = found.printed()
    assert isinstance(printed, TracedValue)
    bases.append(Basis(printed.freshness, printed.outdated))
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
