"""What people ask for: where a number is printed, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from report_builder.model.catalogue import Catalogue, Delivery, Indicator
from report_builder.model.document import PrintedValue
from report_builder.model.state import IndicatorState, OwnRows
from report_builder.model.trace import Observed
from report_builder.registers.number_register import amount_text
from report_builder.wording.awaiting import due_words
from report_builder.wording.numbers import list_text, number_text
from report_builder.wording.periods import date_text, period_text

STATES = {
    "fresh": "actueel",
    "stale": "verouderd",
    "accepted": "verouderd, aanvaard",
    "missing": "ontbreekt",
    "history": "historie",
}


def find_printed(text: str, values: Iterable[PrintedValue]) -> list[PrintedValue]:
    """The printed values that a text names: the printed text itself, the plain amount, or an
    indicator.
    """
    wanted = text.strip()
    return [printed for printed in values if _matches(wanted, printed)]


def _matches(wanted: str, printed: PrintedValue) -> bool:
    value = printed.value
    indicators = {input_.indicator for input_ in value.inputs}
    names = indicators | {indicator.partition(".")[2] for indicator in indicators}
    if wanted in (value.text, value.key) or wanted in names or wanted == amount_text(value.amount):
        return True
    words = f" {value.text} "
    return any(f"{before}{wanted}{after}" in words for before in " (" for after in " ,.;)")


def trace_lines(
    values: Sequence[PrintedValue],
    catalogue: Catalogue,
    titles: Mapping[str, str],
    own: OwnRows,
    histories: Mapping[Observed, Sequence[str]],
) -> Iterator[str]:
    """Where values are printed and what each was made from; equal values are told of once.

    `histories` says of each observation which delivery brought it.
    """
    by_key = sorted(values, key=lambda printed: printed.value.key)
    for _, group in groupby(by_key, key=lambda printed: printed.value.key):
        places = list(group)
        value = places[0].value
        amount = (
            f" = {amount_text(value.amount)} {value.unit}".rstrip()
            if value.amount is not None
            else ""
        )
        yield f"{value.text}{amount} ({STATES[value.freshness.value]})"
        for printed in places:
            yield f"  staat in {titles.get(printed.document, printed.document)}: {printed.place}"
        yield f"  gemaakt als: {value.operation.formula}"
        for number, input_ in enumerate(value.inputs, start=1):
            indicator = catalogue.indicators[input_.indicator]
            state = STATES[input_.freshness.value]
            yield f"    #{number} {input_.observed} ({indicator.title}; {state})"
            yield f"       bron: {_source(catalogue, input_.indicator, own)}"
            yield from (f"       {line}" for line in histories.get(input_.observed, ()))
            if rule := _at_intake(indicator):
                yield f"       {rule}"
            if input_.observed in own.revised:
                yield f"       {own.revised[input_.observed]}"
        if value.source:
            yield f"  bron: {value.source}"
        yield ""


def _source(catalogue: Catalogue, key: str, own: OwnRows) -> str:
    """Who published an indicator, and the edition's own rows where it holds them."""
    indicator = catalogue.indicators[key]
    source = catalogue.sources.get(indicator.source)
    table = f", tabel {indicator.table}" if indicator.table else ""
    own_rows = f"; eigen rijen van deze editie ({own.files[key]})" if key in own.files else ""
    return f"{source.name if source else indicator.source}{table}{own_rows}"


def _at_intake(indicator: Indicator) -> str:
    """What was done to the figures before anybody saw them."""
    rules = (
        [f"aantallen onder {indicator.suppress_below} niet getoond"]
        if indicator.suppress_below
        else []
    )
    rules += (
        [f"afgerond op {number_text(Decimal(indicator.rounding))}-tallen"]
        if indicator.rounding
        else []
    )
    return f"bij ontvangst: {', '.join(rules)}" if rules else ""


def _delivered(deliveries: Sequence[Delivery]) -> str:
    """The newest deliveries of an indicator: which figures they brought is told at each figure."""
    if not deliveries:
        return ""
    brought = ", ".join(
        f"{delivery.owner} ({delivery.file}, sha256 {delivery.sha256[:12]}…)"
        for delivery in deliveries
    )
    return f"; laatst geleverd op {date_text(deliveries[0].delivered_on)} door {brought}"


def _coming(state: IndicatorState) -> str:
    """Up to when more is expected, and when it comes as far as that is known."""
    if state.is_ended:
        return "beëindigd door de bron"
    expected, indicator = f"verwacht t/m {period_text(state.expected)}", state.indicator
    is_known = indicator.expected_on or indicator.publication
    return f"{expected}, {due_words(indicator)}" if is_known else expected


def indicator_lines(
    state: IndicatorState, catalogue: Catalogue, own: OwnRows, explanations: Iterable[str]
) -> Iterator[str]:
    """What is known of one indicator, with what deliverers wrote about it and the observations that
    are another today than in this edition.
    """
    indicator = state.indicator
    last = period_text(state.last) if state.last else "geen"
    yield f"{indicator.id}: {indicator.title} ({indicator.unit})"
    yield f"  {STATES[state.state]}; laatste periode {last}, {_coming(state)}"
    delivered = _delivered(catalogue.newest(indicator.id))
    source = f"{_source(catalogue, indicator.id, own)}{delivered}"
    yield f"  bron: {source}; te leveren door {indicator.deliverer}"
    yield f"  komt binnen: {state.door}"
    for text in (indicator.definition, indicator.note, _at_intake(indicator)):
        if text:
            yield f"  {text}"
    yield from (f"  {line}" for line in explanations)
    for observed, text in own.revised.items():
        if observed.indicator == indicator.id:
            yield f"  {observed}: {text}"
    printed = list_text(state.documents) if state.documents else "geen enkel document"
    yield f"  staat in: {printed}"
    yield ""
