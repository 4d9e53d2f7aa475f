"""Whether figures that come in can be right at all: each mistake is told of at its place in what
was delivered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from report_builder.deliveries.arrivals import Arrival
from report_builder.deliveries.merged_series import value_text
from report_builder.intake.slice_names import (
    find_name_fault,
    folded,
    near_equal_fault,
    severity_of,
)
from report_builder.model.catalogue import PERCENT, POINT, Indicator
from report_builder.model.series import WITHOUT_VALUE, Series
from report_builder.problems import Fault, Problem, Severity

_FORMULA = re.compile(r"[=+@\t\r-]")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, line separators, and what turns the direction of a text about."""
_SPELLING = "noem het deel zoals de reeks doet, of zet de naam bij labels in het profiel"
_LONGEST = 200
_MOST_DIGITS = 20


def check_arrivals(
    indicator: Indicator, arrivals: Sequence[Arrival], file: str
) -> Iterator[Problem]:
    """Everything that is wrong with the figures that came in for an indicator."""
    places: dict[object, str] = {}
    for arrival in arrivals:
        period = arrival.observation.period
        for fault in (*_check_period(indicator, arrival), *_check_value(indicator, arrival)):
            message = f"{indicator.id}: {fault.message}"
            yield Problem(fault.code, file, arrival.place, message, fault.hint)
        for part in arrival.slice:
            if message := label_fault(part):
                hint = "verbeter de naam in het bestand"
                yield Problem("tekst", file, arrival.place, message, hint)
        cell = (arrival.slice, period)
        if cell in places:
            message = f"{indicator.id}: hetzelfde cijfer over {period} staat ook op {places[cell]}"
            yield Problem("dubbel", file, arrival.place, message, "lever elk cijfer één keer")
        places.setdefault(cell, arrival.place)


def check_names(
    indicator: Indicator, arrivals: Sequence[Arrival], series: Series, file: str
) -> Iterator[Problem]:
    """The names that a series has in another spelling, or that the delivery itself spells in two
    ways, each told once.
    """
    for number in range(len(indicator.dimensions)):
        firsts = {folded(key[number]): (key[number], "in de reeks") for key in series.slices}
        reported: set[str] = set()
        for arrival in arrivals:
            name, place = arrival.slice[number], f"op {arrival.place} in de levering"
            first, where = firsts.setdefault(folded(name), (name, place))
            if first != name and name not in reported:
                reported.add(name)
                fault = near_equal_fault(name, first, where)
                yield replace(fault.at(file, arrival.place), hint=_SPELLING)


def label_fault(text: str) -> str:
    """What is wrong with the name of a part; empty when nothing is.

    A name that a spreadsheet takes for a formula would be run by whoever opens the data in one.
    """
    if not text or text != text.strip() or len(text) > _LONGEST:
        return (
            "een naam is leeg, heeft spaties aan het begin of eind, of is langer dan "
            f"{_LONGEST} tekens"
        )
    if _FORMULA.match(text):
        return (
            f"de naam '{text[:30]}' begint met '{text[0]}' en kan door een rekenblad als "
            "formule uitgevoerd worden"
        )
    if _INVISIBLE.search(text):
        return f"de naam {text[:30]!r} heeft onzichtbare tekens"
    fault = find_name_fault(text)
    return fault.message if fault and severity_of(fault) is Severity.ERROR else ""


def _check_period(indicator: Indicator, arrival: Arrival) -> Iterator[Fault]:
    period = arrival.observation.period
    if period.frequency is not indicator.frequency:
        message = f"de periode {period} past niet bij de frequentie {indicator.frequency}"
        yield Fault("periode", message, "verbeter de periode")
    if len(arrival.slice) != len(indicator.dimensions):
        wanted = ", ".join(indicator.dimensions) or "geen dimensies"
        message = f"{len(arrival.slice)} dimensies in plaats van: {wanted}"
        yield Fault("dimensie", message, "noem elke dimensie, of TOTAL")


def _check_value(indicator: Indicator, arrival: Arrival) -> Iterator[Fault]:
    value, status = arrival.observation.value, arrival.observation.status
    if (value is None) != (status in WITHOUT_VALUE):
        message = f"bij status {status} hoort {'een' if value is None else 'geen'} waarde"
        yield Fault("leeg", message, "is het cijfer onbekend, gebruik dan status O (nooit nul)")
    if value is not None:
        yield from _check_bounds(indicator, value)
        yield from _check_digits(indicator, value)


def _check_bounds(indicator: Indicator, value: Decimal) -> Iterator[Fault]:
    least, most = indicator.minimum, indicator.maximum
    if value < least or (most is not None and value > most):
        bounds = f"vanaf {least}" if most is None else f"tussen {least} en {most}"
        hint = "controleer het cijfer, of minimum en maximum in de catalogus"
        yield Fault("grenzen", f"{value_text(value)} ligt niet {bounds}", hint)


def _check_digits(indicator: Indicator, value: Decimal) -> Iterator[Fault]:
    is_count = indicator.decimals == 0 and indicator.unit not in (PERCENT, POINT)
    if is_count and value != value.to_integral_value():
        message = f"{value_text(value)} {indicator.unit} is geen heel aantal"
        hint = "is de eenheid anders, zet dan decimals in de catalogus of factor in het profiel"
        yield Fault("decimalen", message, hint)
    digits = value.adjusted() + 1
    if digits > _MOST_DIGITS:
        message = f"een getal van {digits} cijfers kan niet kloppen"
        yield Fault("grenzen", message, "controleer het cijfer")
