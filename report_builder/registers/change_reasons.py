"""A change in words: what a number tells, where it stands, and why it is another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from report_builder.model.period import Period
from report_builder.model.trace import Observed, OperationKind
from report_builder.registers.edition_pair import Comparison, Side
from report_builder.registers.number_changes import Number, NumberChange, Pair
from report_builder.wording.numbers import number_text
from report_builder.wording.periods import date_text, period_text


def place_text(document: str, place: str, titles: Mapping[str, str]) -> str:
    """A place in a document, by the title of the document: Asielmigratie: onder 'Instroom', alinea
    1.
    """
    return f"{titles.get(document, document)}: {place}"


def some(places: Sequence[str]) -> str:
    """The first places, and how many there are besides."""
    more = f"; en {len(places) - 3} andere" if len(places) > 3 else ""
    return "; ".join(places[:3]) + more


def name_of(comparison: Comparison, number: Number) -> str:
    """What a number tells: its indicator and part, and how it was made where that is not just its
    value.
    """
    if not number.observed:
        return f"vast getal (bron: {number.source})"
    things = {observed.thing: observed for observed in number.observed}
    names = [_slice_name(comparison, observed) for observed in things.values()]
    kind = number.operation.kind
    how = "" if kind is OperationKind.VALUE else f": {kind.noun}"
    return f"{'; '.join(names)}{how}"


def _slice_name(comparison: Comparison, observed: Observed) -> str:
    """What is counted, whatever the period: Eerste asielaanvragen (nationaliteit=Syrië)."""
    part = f" ({observed.part})" if observed.part else ""
    return title_of(comparison, observed.indicator) + part


def title_of(comparison: Comparison, indicator: str) -> str:
    """The title of an indicator; its id when it has no entry any more."""
    known = comparison.catalogue.indicators.get(indicator) if comparison.catalogue else None
    return known.title if known else indicator


def unit_of(comparison: Comparison, indicator: str) -> str:
    """The unit of an indicator; empty when it has no entry any more."""
    known = comparison.catalogue.indicators.get(indicator) if comparison.catalogue else None
    return known.unit if known else ""


def periods_of(number: Number | None) -> str:
    """The periods that a number was made from, written out."""
    return ", ".join(dict.fromkeys(map(period_text, number.periods))) if number else ""


def period_in_words(text: str) -> str:
    """A period of a register written out; what is none stays as it is."""
    try:
        return period_text(Period.parse(text))
    except ValueError:
        return text


def amount_in_words(value: Decimal | None) -> str:
    """An amount with the decimals that its source gives; a dash where there is none."""
    if value is None:
        return "–"
    exponent = value.as_tuple().exponent
    return number_text(value, max(-exponent, 0) if isinstance(exponent, int) else 0)


def reason(comparison: Comparison, pair: Pair) -> str:
    """What the trace tells of a change."""
    match pair.change:
        case NumberChange.NEWER:
            return _newer(comparison, pair)
        case NumberChange.REVISED:
            same = pair.old and pair.new and pair.old.texts == pair.new.texts
            return "; ".join(
                [*(["afgerond gelijk"] if same else []), _revised(comparison, pair.latest)]
            )
        case NumberChange.NEW:
            absent = "de indicator stond niet in die editie"
            return _came_or_went(comparison.old, pair.latest, absent, "stond er niet zo in")
        case NumberChange.GONE:
            gone = "de indicator wordt niet meer gedrukt"
            return _came_or_went(comparison.new, pair.latest, gone, "staat er niet meer zo in")
    return ""


def _newer(comparison: Comparison, pair: Pair) -> str:
    """Which deliveries brought the newer periods, and whether the older ones were revised since."""
    assert pair.old is not None
    assert pair.new is not None
    brought = deliveries_of(comparison, pair.new)
    revised = _revised_observations(comparison, pair.old.observed)
    after = [f"sinds editie {comparison.old.id} herzien: {text}" for text in revised]
    return "; ".join([*_breaks(comparison, pair.old, pair.new), *brought, *after])


def _breaks(comparison: Comparison, old: Number, new: Number) -> Iterator[str]:
    """A line for each series that was counted in another way since the older number: the two cannot
    be compared (contract, section 2).
    """
    starts = _periods_by_thing(old)
    for thing, periods in _periods_by_thing(new).items():
        start = min(starts.get(thing, [periods[0]]))
        broken = [one for one in comparison.breaks.get(thing, ()) if start < one <= max(periods)]
        if broken:
            when = ", ".join(map(period_text, broken))
            yield f"reeksbreuk ({when}): de twee cijfers zijn niet te vergelijken"


def _periods_by_thing(number: Number) -> Mapping[tuple[str, str], list[Period]]:
    periods: dict[tuple[str, str], list[Period]] = {}
    for observed in number.observed:
        periods.setdefault(observed.thing, []).append(observed.period)
    return periods


def _revised(comparison: Comparison, number: Number) -> str:
    revised = _revised_observations(comparison, number.observed)
    if not revised:
        return f"de cijfers erachter zijn van {comparison.old.id} niet bewaard"
    return "; ".join([*revised, *deliveries_of(comparison, number)])


def deliveries_of(comparison: Comparison, number: Number) -> list[str]:
    """The newest delivery of each indicator of a number, where one was logged."""
    indicators = dict.fromkeys(observed.indicator for observed in number.observed)
    texts = dict.fromkeys(delivery_text(comparison, indicator) for indicator in indicators)
    return [text for text in texts if text]


def _revised_observations(comparison: Comparison, observations: Iterable[Observed]) -> list[str]:
    """The observations that were revised, each with its old and its new value."""
    lines = []
    for observed in dict.fromkeys(observations):
        revision = comparison.by_observed.get(observed)
        if revision:
            name = f"{_slice_name(comparison, observed)} over {period_text(observed.period)}"
            old, new = amount_in_words(revision.old.value), amount_in_words(revision.new.value)
            lines.append(f"{name}: {old} → {new}")
    return lines


def _came_or_went(other: Side, number: Number, absent: str, differently: str) -> str:
    """Why a number stands in one edition only."""
    if not number.observed:
        return "getal met de hand"
    names = {observed.indicator for observed in number.observed}
    return (
        f"{differently} (ander deel, andere periode of berekening)"
        if names & other.printed
        else absent
    )


def delivery_text(comparison: Comparison, indicator: str) -> str:
    """The newest delivery of an indicator, where one was logged."""
    deliveries = comparison.catalogue.newest(indicator) if comparison.catalogue else ()
    owners = ", ".join(dict.fromkeys(delivery.owner for delivery in deliveries))
    return (
        f"nieuwste levering: {owners}, {date_text(deliveries[0].delivered_on)}"
        if deliveries
        else ""
    )
