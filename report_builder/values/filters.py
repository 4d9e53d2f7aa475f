"""The filters of the template language: changes, shares, rounding and enumerations (contract, section 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from report_builder.model.answer import Answer
from report_builder.model.value import TracedValue, worst
from report_builder.problems import Fault
from report_builder.values.operands import Calculation, Operand, a_year_before
from report_builder.values.quantity import Layout, Quantity, Ranking, Word
from report_builder.wording.changes import change_text, direction_text
from report_builder.wording.numbers import list_text


def _number(subject: object, name: str) -> Quantity:
    if not isinstance(subject, Quantity):
        noun = subject.noun if isinstance(subject, Answer) else f"'{subject}'"
        raise Fault("filter", f"het filter '{name}' werkt op een getal, niet op {noun}")
    return subject


def _against(operation: str, subject: Quantity, other: object | None, name: str) -> Operand:
    """The operation between a number and another one, by default the same one a year before."""
    old = a_year_before(subject.operand) if other is None else _number(other, name).operand
    return Calculation(operation, (subject.operand, old))


def verandering(subject: object, ten_opzichte_van: object = None, decimalen: int = 0) -> Word:
    """The change in words: daling van 25%, nagenoeg gelijk gebleven."""
    number = _number(subject, "verandering")
    places = _decimals(decimalen, "verandering")
    operand = _against("verandering", number, ten_opzichte_van, "verandering")
    return number.word(
        lambda outcome: change_text(outcome.amount.value, outcome.amount.unit, max(places, outcome.amount.decimals)),
        operand,
    )


def richting(subject: object, ten_opzichte_van: object = None) -> Word:
    """The direction of the change: gedaald, gestegen."""
    number = _number(subject, "richting")
    operand = _against("richting", number, ten_opzichte_van, "richting")
    return number.word(lambda outcome: direction_text(outcome.amount.value, outcome.amount.decimals), operand)


def procentueel(subject: object, decimalen: int = 0, teken: bool = False, ten_opzichte_van: object = None) -> Quantity:
    """The size of the change in percent, with `teken=True` its sign as well."""
    number = _number(subject, "procentueel")
    operation = "procentueel met teken" if teken else "procentueel"
    operand = _against(operation, number, ten_opzichte_van, "procentueel")
    places = _decimals(decimalen, "procentueel") or None
    return Quantity(number.observed, operand, Layout(decimals=places, has_sign=bool(teken)))


def verschil(subject: object, ten_opzichte_van: object = None) -> Quantity:
    """The size of the difference."""
    number = _number(subject, "verschil")
    return Quantity(number.observed, _against("verschil", number, ten_opzichte_van, "verschil"))


def afgerond(subject: object, op: object) -> Quantity:
    """The number rounded to a multiple of `op`; what is calculated with it is not rounded."""
    number = _number(subject, "afgerond")
    step = Decimal(str(op)) if isinstance(op, int | float | Decimal) and not isinstance(op, bool) else Decimal(0)
    if step <= 0:
        raise Fault("argument", f"afgerond vraagt om een getal groter dan nul, niet {op!r}", "schrijf afgerond(1000)")
    exponent = step.normalize().as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return replace(number, layout=replace(number.layout, step=step, decimals=decimals))


def aandeel(subject: object, van: object, decimalen: int = 0) -> Quantity:
    """What share of `van` the number is, in percent."""
    number = _number(subject, "aandeel")
    operand = Calculation("aandeel", (number.operand, _number(van, "aandeel").operand))
    return Quantity(number.observed, operand, Layout(decimals=_decimals(decimalen, "aandeel")))


def opsomming(subject: object) -> Word:
    """The names of a ranking as an enumeration: Syrië, Eritrea en Turkije."""
    if not isinstance(subject, Ranking):
        raise Fault(
            "filter", "het filter 'opsomming' werkt op een rangschikking", 'gebruik .top(3, "dimensie")|opsomming'
        )
    return Word(lambda: _enumerated(subject))


def _enumerated(ranking: Ranking) -> TracedValue:
    traces = [place.value.printed() for place in ranking.places]
    return TracedValue(
        list_text(place.name for place in ranking.places),
        None,
        "",
        f"rangschikking({', '.join(f'#{number}' for number in range(1, len(traces) + 1))})",
        tuple(dict.fromkeys(made for trace in traces for made in trace.inputs)),
        worst([trace.freshness for trace in traces]),
        traces[0].period,
        as_of=traces[0].as_of,
    )


def _decimals(wanted: object, name: str) -> int:
    if isinstance(wanted, bool) or not isinstance(wanted, int) or not 0 <= wanted <= 6:
        raise Fault("argument", f"{name}: {wanted!r} is geen aantal decimalen", "kies 0 tot en met 6")
    return wanted


FILTERS: Mapping[str, Callable[..., Answer]] = {
    made.__name__: made for made in (verandering, richting, procentueel, verschil, afgerond, aandeel, opsomming)
}
