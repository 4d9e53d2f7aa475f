"""Numbers in Dutch notation: 24.140, 2,4%, 0,1 procentpunt. Rounding is half away from zero."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache, lru_cache

from babel import Locale
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, parse_pattern

from report_builder.model.catalogue import PERCENT, POINT

LOCALE = Locale("nl")
PRECISION = 50


def rounded(amount: Decimal, decimals: int = 0) -> Decimal:
    """`amount` rounded half away from zero, never as minus zero."""
    return rounded_to(amount, Decimal(1).scaleb(-decimals))


def rounded_to(amount: Decimal, step: Decimal) -> Decimal:
    """`amount` rounded half away from zero to a multiple of `step` (10, 1000, 0.5)."""
    with localcontext(prec=PRECISION):
        multiple = (amount / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return multiple * step if multiple else Decimal(0)


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


# The same numbers stand in text, tables, figures and registers.
@lru_cache(maxsize=20_000)
def number_text(amount: Decimal, decimals: int = 0) -> str:
    """`amount` in Dutch notation with that many decimals, without a unit."""
    return format_decimal(rounded(amount, decimals), format=_pattern(decimals), locale=LOCALE)


def with_unit(text: str, unit: str) -> str:
    """A number with the sign of its unit: only percentages have one."""
    if unit == PERCENT:
        return text + "%"
    return f"{text} {POINT}" if unit == POINT else text


def quantity_text(amount: Decimal, unit: str, decimals: int = 0) -> str:
    """`amount` as it is printed: 24.140, 2,4% or 0,1 procentpunt."""
    return with_unit(number_text(amount, decimals), unit)


def list_text(words: Iterable[str]) -> str:
    """The words as a Dutch enumeration: Syrië, Eritrea en Turkije."""
    return format_list(list(words), style="standard", locale=LOCALE)


def approached_text(amount: Decimal, step: Decimal, decimals: int, unit: str = "") -> str:
    """A number rounded to a step, with the side on which the amount lies: ruim 314.000, bijna
    314.000.

    What is a multiple of the step itself is printed as it is. Of a negative amount the size counts.
    """
    shown = rounded_to(amount, step)
    text = with_unit(number_text(shown, decimals), unit)
    if amount == shown:
        return text
    return f"ruim {text}" if abs(amount) > abs(shown) else f"bijna {text}"
