"""Amounts of services: bounded where they are read, and with the digits that they really have."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import NoReturn

from report_builder.model.period import Period
from report_builder.problems import Fault

_LONGEST = 400
"""So many characters, or zeros before or behind the point, no number of a service has."""
_TOO_LARGE = Decimal("1e15")
_TOO_SMALL = Decimal("1e-9")
_KEPT = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""A binary float tells 15 digits: what is behind them is how it was stored, not what was meant."""


def read_number(text: str) -> Decimal:
    """A number as JSON writes it. Raises Fault for one that no table can hold, so that nothing
    which is calculated with it takes for ever.
    """
    if len(text) > _LONGEST:
        _refuse(f"{text[:20]}… ({len(text)} tekens)")
    try:
        value = Decimal(text)
    except InvalidOperation:
        _refuse(text)
    if value and abs(value.adjusted()) > _LONGEST:
        _refuse(text)
    return value if value else Decimal(0)


def refuse_number(text: str) -> NoReturn:
    """Raise Fault for what JSON does not know as a number (NaN, Infinity)."""
    _refuse(text)


def plain(value: Decimal, period: Period) -> Decimal:
    """The amount of a cell without the zeros that a service adds: 825.0 is 825.

    Raises Fault for one that is larger or smaller than any figure.
    """
    if value and not _TOO_SMALL < abs(value) < _TOO_LARGE:
        hint = "neem niets over en meld dit bij de bron"
        message = f"de cel van {period} heeft een onmogelijke waarde: {value:.3e}"
        raise Fault("dienst-waarde", message, hint)
    kept = _KEPT.plus(value) + 0  # no minus before a zero
    return kept.quantize(Decimal(1)) if kept == kept.to_integral_value() else kept.normalize()


def _refuse(text: str) -> NoReturn:
    message = f"de dienst geeft {text} als waarde"
    raise Fault("dienst-antwoord", message, "meld dit bij de bron")
