"""What filters ask of the things they are given: a number, another number to compare it with,
decimals, a step.
"""

from __future__ import annotations

from decimal import Decimal

from report_builder.model.expression import Answer, called
from report_builder.model.trace import OperationKind
from report_builder.problems import Fault
from report_builder.values.operands import Calculation, Operand, a_year_before
from report_builder.values.quantity import Quantity


def a_number(subject: object, name: str) -> Quantity:
    """The number that a filter of that name works on. Raises Fault for anything else."""
    if not isinstance(subject, Quantity):
        noun = subject.noun if isinstance(subject, Answer) else f"'{subject}'"
        raise Fault("filter", f"het filter '{name}' werkt op een getal, niet op {noun}")
    return subject


def against(kind: OperationKind, subject: Quantity, other: object | None, name: str) -> Operand:
    """The operation between a number and another one, by default the same one a year before."""
    old = a_year_before(subject.operand) if other is None else a_number(other, name).operand
    return Calculation(kind, (subject.operand, old))


def decimals(wanted: object, name: str) -> int:
    """A number of decimals. Raises Fault when it is none."""
    if isinstance(wanted, bool) or not isinstance(wanted, int) or not 0 <= wanted <= 6:
        raise Fault(
            "argument", f"{name}: {called(wanted)} is geen aantal decimalen", "kies 0 tot en met 6"
        )
    return wanted


def a_step(op: object, name: str) -> tuple[Decimal, int]:
    """A step to round to, and the decimals that it needs. Raises Fault when it is not above
    zero.
    """
    step = (
        Decimal(str(op))
        if isinstance(op, int | float | Decimal) and not isinstance(op, bool)
        else Decimal(0)
    )
    if step <= 0:
        raise Fault(
            "argument",
            f"{name} vraagt om een getal groter dan nul, niet {called(op)}",
            f"schrijf {name}(1000)",
        )
    exponent = step.normalize().as_tuple().exponent
    return step, max(-exponent, 0) if isinstance(exponent, int) else 0
