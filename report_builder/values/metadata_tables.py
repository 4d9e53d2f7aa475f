"""Tables that give account of the figures: sources, calendar, definitions, revisions, and what is
stale.

They follow from the catalogue and from what the documents print, so that nobody keeps them by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.document import Use
from report_builder.model.figure import FigureSpec, TableCell, TableContent, TableRow
from report_builder.model.figure_kind import FigureKind
from report_builder.model.period import Frequency, Period
from report_builder.model.project import Vintage
from report_builder.model.series import Observation, Slice
from report_builder.model.trace import Observed, Operation, OperationKind
from report_builder.model.value import Freshness, Input, TracedValue
from report_builder.values.account_periods import ENDED, following_text, newest_printed
from report_builder.values.dataset import Dataset
from report_builder.values.operands import SliceReading
from report_builder.values.quantity import Quantity
from report_builder.values.source_lines import MARKS, source_line
from report_builder.wording.numbers import list_text, quantity_text
from report_builder.wording.periods import short_period_text

_NUMBERS = {"Oud", "Nieuw"}
_RHYTHMS = {
    Frequency.YEAR: "per jaar",
    Frequency.HALF: "per halfjaar",
    Frequency.QUARTER: "per kwartaal",
    Frequency.MONTH: "per maand",
    Frequency.DAY: "op peildatum",
}


def account_content(spec: FigureSpec, dataset: Dataset, uses: Sequence[Use]) -> TableContent:
    """A table that gives account of the indicators in `uses`; one row says so when there is nothing
    to tell.
    """
    # It depends on every indicator: which ones it tells of is not known beforehand.
    dataset.used.update(dataset.project.catalogue.indicators)
    account = ACCOUNTS[spec.kind]
    rows = tuple(account_rows(spec, dataset, uses)) or (tuple(_nothing(account.head)),)
    signs = {cell.text for row in rows for cell in row if cell.value}
    statuses = {status for status, mark in MARKS.items() if mark in signs}
    source = source_line(f"Bron: {account.origin}.", statuses, spec.note)
    return TableContent(
        spec.id,
        spec.title,
        account.head,
        rows,
        Freshness.HISTORY,
        (),
        source,
        is_reference=spec.traits.is_reference,
    )


def account_rows(spec: FigureSpec, dataset: Dataset, uses: Sequence[Use]) -> Iterator[TableRow]:
    """The rows of such a table; none when there is nothing to tell."""
    return ACCOUNTS[spec.kind].rows(dataset, uses)


def _printed(dataset: Dataset, uses: Sequence[Use]) -> list[Indicator]:
    """The indicators that the documents print, in the order of the catalogue."""
    keys = {use.indicator for use in uses}
    indicators = dataset.project.catalogue.indicators
    return [indicator for key, indicator in indicators.items() if key in keys]


def _nothing(head: Sequence[str]) -> Iterator[TableCell]:
    """A row for a table that has none: an empty table cannot be read aloud."""
    yield TableCell("Geen")
    yield from (TableCell("–", is_number=name in _NUMBERS) for name in head[1:])


def _sources(dataset: Dataset, uses: Sequence[Use]) -> Iterator[TableRow]:
    used = {indicator.source for indicator in _printed(dataset, uses)}
    for key, source in dataset.project.catalogue.sources.items():
        if key in used:
            address = source.url.removeprefix("https://").removeprefix("www.")
            yield (
                TableCell(key),
                TableCell(source.name),
                TableCell(address),
                TableCell(source.licence),
            )


def _calendar(dataset: Dataset, uses: Sequence[Use]) -> Iterator[TableRow]:
    """A row for the figures of a source that appear at the same pace and stand equally far: what is
    late apart from what its source publishes a year later.
    """
    places = {key: place for place, key in enumerate(dataset.project.catalogue.sources)}
    paces = list(Frequency)
    indicators = _printed(dataset, uses)
    newest = {indicator.id: newest_printed(indicator, dataset, uses) for indicator in indicators}

    def standing(indicator: Indicator) -> tuple[int, int, str, bool, str, str]:
        frequency, last = paces.index(indicator.frequency), newest[indicator.id]
        is_late = not indicator.is_recent(last, dataset.reporting_year)
        due = following_text(indicator, last, dataset)
        place = places[indicator.source]
        return place, frequency, str(last), is_late, indicator.publication, due

    for (*_, is_late, _, due), group in groupby(sorted(indicators, key=standing), key=standing):
        same = sorted(group, key=_by_title)
        first, last = same[0], newest[same[0].id]
        yield (
            TableCell(first.source),
            TableCell("; ".join(indicator.title for indicator in same)),
            TableCell(_pace(first)),
            TableCell(short_period_text(last), is_stale=is_late),
            TableCell(due),
        )


def _pace(indicator: Indicator) -> str:
    """How often figures appear, and when as far as that is known."""
    rhythm = _RHYTHMS[indicator.frequency]
    return f"{rhythm}, {indicator.publication}" if indicator.publication else rhythm


def _definitions(dataset: Dataset, uses: Sequence[Use]) -> Iterator[TableRow]:
    for indicator in sorted(_printed(dataset, uses), key=_by_title):
        if indicator.definition:
            yield (
                TableCell(indicator.title),
                TableCell(indicator.definition),
                TableCell(indicator.source),
            )


def _revisions(dataset: Dataset, _: Sequence[Use]) -> Iterator[TableRow]:
    """The cells of earlier editions that the source has another number for today."""
    catalogue = dataset.project.catalogue.indicators
    for vintage in dataset.project.vintages:
        for indicator in sorted((catalogue[key] for key in vintage.series), key=_by_title):
            for key, published in vintage.series[indicator.id].slices.items():
                for old, new in _revised(published, dataset.all(indicator, key)):
                    yield _revision(vintage, indicator, key, old, new, dataset)


def _revised(
    published: Sequence[Observation], current: Sequence[Observation]
) -> Iterator[tuple[Observation, Observation]]:
    """The observations that have another number now; one that came or went was not revised."""
    by_period = {item.period: item for item in current if item.value is not None}
    for old in published:
        new = by_period.get(old.period)
        if new and old.value is not None and old.value != new.value:
            yield old, new


def _revision(
    vintage: Vintage,
    indicator: Indicator,
    key: Slice,
    old: Observation,
    new: Observation,
    dataset: Dataset,
) -> TableRow:
    """The old number with the edition as its source, and today's; both are history and never
    stale.
    """
    assert old.value is not None
    observed = Observed.of(indicator, key, old.period)
    text = quantity_text(old.value, indicator.unit, indicator.decimals)
    before = TracedValue(
        text,
        old.value,
        indicator.unit,
        Operation.plain(OperationKind.PUBLISHED),
        (Input(observed, indicator.source, Freshness.HISTORY),),
        Freshness.HISTORY,
        old.period,
        vintage.title,
    )
    after = Quantity(dataset, SliceReading(indicator, key, new.period)).printed()
    part = ", ".join(name for name in key if name != TOTAL)
    return (
        TableCell(f"{indicator.title}: {part}" if part else indicator.title),
        TableCell(short_period_text(old.period)),
        TableCell(vintage.title),
        TableCell(MARKS.get(old.status, ""), before, is_number=True),
        TableCell(MARKS.get(new.status, ""), after, is_number=True),
    )


def _stale(dataset: Dataset, uses: Sequence[Use]) -> Iterator[TableRow]:
    """The stale figures that are printed, by who must deliver them."""
    catalogue = dataset.project.catalogue.indicators
    places: dict[str, list[str]] = {}
    lasts: dict[str, list[Period]] = {}
    for use in uses:
        if use.stale_until:
            places.setdefault(use.indicator, []).append(use.place)
            lasts.setdefault(use.indicator, []).append(use.stale_until)
    for indicator in sorted((catalogue[key] for key in places), key=_by_deliverer):
        oldest, newest = min(lasts[indicator.id]), newest_printed(indicator, dataset, uses)
        # Of an indicator that is up to date only parts are late.
        is_late = not indicator.is_recent(newest, dataset.reporting_year)
        last = newest if is_late else oldest
        partly = f" (deels {short_period_text(oldest)})" if oldest < last else ""
        following = following_text(indicator, last, dataset)
        yield (
            TableCell(indicator.title),
            TableCell(f"{short_period_text(last)}{partly}", is_stale=True),
            TableCell(following),
            TableCell("–" if following == ENDED else indicator.deliverer),
            TableCell(list_text(dict.fromkeys(places[indicator.id]))),
        )


def _by_deliverer(indicator: Indicator) -> tuple[str, str]:
    return indicator.deliverer.casefold(), _by_title(indicator)


def _by_title(indicator: Indicator) -> str:
    return indicator.title.casefold()


@dataclass(frozen=True)
class Account:
    """What a kind of account tells: its head, where that comes from, and a row for each thing."""

    head: tuple[str, ...]
    origin: str
    rows: Callable[[Dataset, Sequence[Use]], Iterator[TableRow]]


_CATALOGUE = "de catalogus van de cijfers in dit rapport"
ACCOUNTS: Mapping[FigureKind, Account] = {
    FigureKind.SOURCES: Account(
        ("Bron", "Organisatie", "Website", "Hergebruik"),
        "de bronnen van de cijfers in dit rapport",
        _sources,
    ),
    FigureKind.CALENDAR: Account(
        ("Bron", "Cijfers", "Verschijnt", "Laatste periode", "Volgende periode"),
        _CATALOGUE,
        _calendar,
    ),
    FigureKind.DEFINITIONS: Account(("Cijfer", "Wat het telt", "Bron"), _CATALOGUE, _definitions),
    FigureKind.REVISIONS: Account(
        ("Cijfer", "Periode", "Gepubliceerd in", "Oud", "Nieuw"),
        "eerdere edities van dit rapport, vergeleken met de huidige cijfers van de bron",
        _revisions,
    ),
    FigureKind.STALE: Account(
        ("Cijfer", "Laatste periode", "Verwacht", "Te leveren door", "Staat in"),
        "de stand van de cijfers in dit rapport",
        _stale,
    ),
}
"""Every kind that gives account of the figures."""
