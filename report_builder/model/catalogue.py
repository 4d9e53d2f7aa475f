"""What is published by whom: sources and indicators, as the TOML files hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr

from report_builder.model.dutch_time import Moment
from report_builder.model.period import Frequency, Period
from report_builder.model.record import Id, Record, Text, as_text
from report_builder.model.series import Slice
from report_builder.model.service import ServiceAddress, ServiceMapping
from report_builder.model.turn_of_year import end_of_year, opening

PERCENT = "procent"
POINT = "procentpunt"
TOTAL = "TOTAL"
"""The part of a dimension that is all of it."""


def _exact(value: object) -> object:
    """Only what TOML writes as a number: a text or a boolean is not silently taken for one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("no number")
    return Decimal(value)


def _by_slice(value: object) -> object:
    """One period for a whole series, or one for each of some slices, as pairs."""
    pairs = value.items() if isinstance(value, Mapping) else [("", value)]
    return tuple((key, as_text(period)) for key, period in pairs)


Number = Annotated[Decimal, BeforeValidator(_exact)]


class Source(Record):
    """Who publishes or delivers figures."""

    name: Text
    url: Text
    licence: Text
    contact: StrictStr = ""
    mail: StrictStr = ""
    """The mailbox of the desk that delivers, of a role and never of a person."""
    delivers: StrictBool = True
    """Whether figures under its name are sent in; what the others publish is taken from there."""
    service: ServiceAddress | None = None


class Indicator(Record):
    """What one series of observations counts, and when it is expected."""

    id: StrictStr
    title: Text
    unit: Text
    frequency: Frequency
    source: Text
    owner: StrictStr = ""
    table: StrictStr = ""
    definition: StrictStr = ""
    note: StrictStr = ""
    decimals: Annotated[StrictInt, Field(ge=0, le=6)] = 0
    dimensions: tuple[Id, ...] = ()
    rest: tuple[Text, ...] = ()
    """The parts that are no member of a ranking, besides those whose name says so: totals and what
    is left over.
    """
    order: tuple[Text, ...] = ()
    """In which order figures show its parts; each has the colour of its place."""
    minimum: Number = Decimal(0)
    maximum: Number | None = None
    expected_on: date | None = None
    publication: StrictStr = ""
    """When its source publishes, as far as that is known, to read behind "verschijnt"."""
    ended: Annotated[tuple[tuple[StrictStr, StrictStr], ...], BeforeValidator(_by_slice)] = ()
    """The last period of what its source ended, by slice as registers write it; of the slices that
    are not named under an empty name. Nobody is asked for a later one.
    """
    embargo: Moment | None = None
    """When its figures are published; before that no definitive release may rest on them."""
    lag: Annotated[StrictInt, Field(ge=0, le=400)] = 0
    band: Number | None = None
    """How much a figure may change in a year before a person is asked: percents, for percentages
    points.
    """
    suppress_below: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    """Counts below this are not shown: at intake they become status Q without a value."""
    rounding: Annotated[StrictInt, Field(ge=1, le=1_000_000)] | None = None
    """What figures are rounded to at intake, such as 10."""
    service: ServiceMapping | None = None

    @property
    def theme(self) -> str:
        """The theme, the first half of the id."""
        return self.id.partition(".")[0]

    @property
    def deliverer(self) -> str:
        """Who must deliver: the owner, by default the source."""
        return self.owner or self.source

    @property
    def service_table(self) -> str:
        """The table of the service that holds the figures."""
        return (self.service and self.service.table) or self.table

    @property
    def total(self) -> Slice:
        """The slice that is the indicator itself."""
        return (TOTAL,) * len(self.dimensions)

    def slice_text(self, key: Slice) -> str:
        """A slice as traces and registers write it, `nationaliteit=Syrië`; TOTAL for the indicator
        itself.
        """
        parts = zip(self.dimensions, key, strict=True)
        chosen = [f"{dimension}={part}" for dimension, part in parts if part != TOTAL]
        return ",".join(chosen) or TOTAL

    def name_of(self, key: Slice) -> str:
        """What messages call a slice: `asiel.aanvragen (nationaliteit=Syrië)`."""
        text = self.slice_text(key)
        return self.id if text == TOTAL else f"{self.id} ({text})"

    def expected(self, reporting_year: int) -> Period:
        """The last period that is expected for a reporting year (contract, section 2)."""
        return Period.ending(reporting_year, self.frequency).shifted(-self.lag)

    def find_end(self, part: str) -> Period | None:
        """The last period of a slice that its source ended, by its text; None of one that goes
        on.
        """
        ends = dict(self.ended)
        text = ends.get(part, ends.get(""))
        return Period.parse(text) if text else None

    def has_ended(self, part: str, last: Period) -> bool:
        """Whether the source ended a slice and `last` is all that will come of it."""
        end = self.find_end(part)
        return end is not None and last >= end

    def is_recent(self, period: Period, reporting_year: int) -> bool:
        """Whether an observation of `period` is not stale; for days any day from 1 December will
        do.
        """
        return period >= self.earliest(reporting_year)

    def end(self, periods: Iterable[Period], reporting_year: int) -> date:
        """Up to which day a slice with values in these periods is read: the end of the reporting
        year; of a stock the day that stands for it (contract, section 2).
        """
        is_stock = self.frequency is Frequency.DAY
        day = end_of_year(periods, reporting_year) if is_stock else None
        return day.first if day else date(reporting_year, 12, 31)

    def earliest(self, reporting_year: int) -> Period:
        """The first period that is not stale: the expected one, for days the first at the turn of
        the year.
        """
        if self.frequency is Frequency.DAY:
            return Period(opening(reporting_year), self.frequency).shifted(-self.lag)
        return self.expected(reporting_year)


DELIVERY, PUBLICATION = "levering", "publicatie"


@dataclass(frozen=True)
class Delivery:
    """One delivery that was taken in: when, from whom, which file, for which indicators."""

    delivered_on: date
    owner: str
    file: str
    sha256: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """All sources and indicators by id, and the deliveries that brought the figures."""

    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    deliveries: tuple[Delivery, ...] = ()

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes in alphabetical order."""
        return tuple(sorted({indicator.theme for indicator in self.indicators.values()}))

    def door(self, indicator: Indicator) -> str:
        """How the figures come in: from a service that answers, with a delivery, or read from a
        publication.

        An owner that publishes nothing itself delivers. What an owner delivers is its own: what
        another source publishes is taken from there.
        """
        source = self.sources.get(indicator.source)
        if indicator.service and source and source.service:
            return f"{indicator.source} ({source.service.protocol.label})"
        deliverer = self.sources.get(indicator.deliverer)
        if deliverer is None:
            return DELIVERY
        is_sent = deliverer.delivers and (source is None or source.delivers)
        return DELIVERY if is_sent else PUBLICATION

    def publisher(self, indicator: Indicator) -> str:
        """Who publishes the figures that no service gives and nobody delivers: their source, or
        their owner where what bears the name of the source is sent in.
        """
        source = self.sources.get(indicator.source)
        return indicator.deliverer if source and source.delivers else indicator.source

    def newest(self, indicator: str) -> tuple[Delivery, ...]:
        """The deliveries of the last day that one brought an indicator: its periods may come from
        several.
        """
        brought = [delivery for delivery in self.deliveries if indicator in delivery.indicators]
        last = max((delivery.delivered_on for delivery in brought), default=None)
        return tuple(delivery for delivery in brought if delivery.delivered_on == last)
