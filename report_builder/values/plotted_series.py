"""Which series a figure or table shows, over which periods, and how fresh they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.figure import FigureSpec, PlottedLine, Point
from report_builder.model.period import Frequency, Period
from report_builder.model.population import (
    PER_THOUSAND,
    POPULATION,
    opening_day,
    population_slice,
)
from report_builder.model.series import Observation, Slice
from report_builder.model.tone import Tone
from report_builder.model.trace import Thing
from report_builder.model.value import Freshness, worst
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.figure_room import check_room
from report_builder.values.moments import opening_freshness
from report_builder.values.operands import Operand, SliceReading
from report_builder.values.operations import RATE_DECIMALS
from report_builder.values.ranking import RankedSlices, rank
from report_builder.values.rates import has_inhabitants, rate_reading, rates
from report_builder.wording.periods import period_text

TOTAL_NAME = "Totaal"
"""What all parts of an indicator together are called in a figure or table."""


@dataclass(frozen=True)
class Row:
    """One series of a figure: which slice of which indicator, and the last period that has a
    value.
    """

    name: str
    indicator: Indicator
    key: Slice
    observations: tuple[Observation, ...]
    own_freshness: Freshness
    """How fresh what it counts is, as far as that is shown."""
    ranked: Period | None = None
    """When it was ranked, where a ranking chose the rows."""
    population: Indicator | None = None
    """The inhabitants of whose thousands its observations tell; None where they are counts."""
    among_freshness: Freshness = Freshness.HISTORY
    """How fresh those inhabitants are."""

    @property
    def freshness(self) -> Freshness:
        """How fresh it is: as its count or its inhabitants, whichever is worse."""
        return worst([self.own_freshness, self.among_freshness])

    @property
    def stale_ends(self) -> Iterator[tuple[Indicator, Slice, Period]]:
        """What is stale in it, its count or its inhabitants, each up to when it is shown."""
        if self.own_freshness.is_stale:
            yield self.indicator, self.key, self.stands_until
        if self.population and self.among_freshness.is_stale:
            among = population_slice(self.indicator, self.key, self.population)
            yield self.population, among, opening_day(self.stands_until)

    @property
    def unit(self) -> str:
        """What its observations are in."""
        return PER_THOUSAND if self.population else self.indicator.unit

    @property
    def decimals(self) -> int:
        """With how many decimals they are printed."""
        return RATE_DECIMALS if self.population else self.indicator.decimals

    @property
    def things(self) -> tuple[Thing, ...]:
        """What is counted in it: the slice itself, and the inhabitants that it is laid beside."""
        own = (self.indicator.id, self.indicator.slice_text(self.key))
        if self.population is None:
            return (own,)
        among = population_slice(self.indicator, self.key, self.population)
        return (own, (self.population.id, self.population.slice_text(among)))

    @property
    def available(self) -> list[Observation]:
        """The observations that have a value, in order."""
        return [item for item in self.observations if item.value is not None]

    @property
    def last(self) -> Period:
        """The last period that has a value."""
        return max(item.period for item in self.available)

    @property
    def stands_until(self) -> Period:
        """Up to when it may be read: its last period, or an older one at which it was ranked."""
        return min(self.last, self.ranked or self.last)

    @property
    def has_ended(self) -> bool:
        """Whether its source ended it: nothing comes after its last period."""
        return self.indicator.has_ended(self.indicator.slice_text(self.key), self.last)

    @property
    def part(self) -> str:
        """The name of its part; empty where it is the indicator itself."""
        return next((part for part in self.key if part != TOTAL), "")

    @property
    def is_total(self) -> bool:
        """Whether this is the indicator itself, beside its slices."""
        return bool(self.key) and set(self.key) == {TOTAL}

    def reading(self, period: Period) -> Operand:
        """The operand of one observation: the current one when it is the last of a series that goes
        on.
        """
        is_current = self.freshness is not Freshness.HISTORY and period == self.last
        if self.population is None:
            return SliceReading(self.indicator, self.key, None if is_current else period)
        # Where inhabitants are not known yet, the count itself goes on after the last period.
        current = SliceReading(self.indicator, self.key, known_until=period)
        past = SliceReading(self.indicator, self.key, period)
        return rate_reading(current if is_current else past, self.population)

    def at(self, period: Period) -> Observation | None:
        """The observation of a period, if there is one."""
        return next((item for item in self.observations if item.period == period), None)

    def line(self, tone: Tone = Tone.SKY) -> PlottedLine:
        """The series as a figure draws it in that colour, without a gap where a period is merely
        left out of the file.
        """
        points = tuple(Point(item.period, item.value, item.status) for item in self.observations)
        return PlottedLine(self.name, points, self.freshness, tone)


def select_rows(spec: FigureSpec, dataset: Dataset) -> list[Row]:
    """The series of a figure or table, in the order in which it shows them. Raises Fault when one
    is empty, or when they are too many.
    """
    rows = [
        _row(indicator, key, _name(indicator, key, spec, dataset), spec, dataset, ranked)
        for indicator in _indicators(spec, dataset)
        for key, ranked in _keys(indicator, spec, dataset).items()
    ]
    check_room(spec, [[item.period for item in row.observations] for row in rows])
    return rows


def names_without_inhabitants(spec: FigureSpec, dataset: Dataset) -> list[str]:
    """What a figure per inhabitant leaves out: the series of which no inhabitants are known."""
    return [
        _name(indicator, key, spec, dataset)
        for indicator in _indicators(spec, dataset)
        for key in _all_keys(indicator, spec, dataset)
        if not _has_inhabitants(indicator, key, spec, dataset)
    ]


def _indicators(spec: FigureSpec, dataset: Dataset) -> list[Indicator]:
    return [dataset.project.catalogue.indicators[key] for key in spec.indicators]


def _population(spec: FigureSpec, dataset: Dataset) -> Indicator | None:
    """The inhabitants that a figure lays its counts beside, if it does."""
    return dataset.project.catalogue.indicators[spec.per] if spec.per else None


def _has_inhabitants(indicator: Indicator, key: Slice, spec: FigureSpec, dataset: Dataset) -> bool:
    """Whether a series can be shown: any can that is not told per inhabitant."""
    population = _population(spec, dataset)
    return population is None or has_inhabitants(indicator, key, population, dataset)


def _is_split(indicator: Indicator, spec: FigureSpec) -> bool:
    """Whether an indicator is shown in parts; one without that dimension stands there whole."""
    return spec.split in indicator.dimensions


def _name(indicator: Indicator, key: Slice, spec: FigureSpec, dataset: Dataset) -> str:
    if spec.split is None or not _is_split(indicator, spec):
        return indicator.title
    part = key[indicator.dimensions.index(spec.split)]
    name = TOTAL_NAME if part == TOTAL else part
    count = sum(_is_split(one, spec) for one in _indicators(spec, dataset))
    return f"{indicator.title}: {name}" if count > 1 else name


def _keys(
    indicator: Indicator, spec: FigureSpec, dataset: Dataset
) -> dict[Slice, SliceReading | None]:
    """The slices to show, each with its place in a ranking where one chose it; a table shows the
    total below its parts, a figure does not.
    """
    is_part_shown = spec.split is not None and _is_split(indicator, spec)
    keys: dict[Slice, SliceReading | None] = dict.fromkeys(_all_keys(indicator, spec, dataset))
    if spec.top and spec.split and is_part_shown:
        whole = {key: ranked for key, ranked in keys.items() if key == indicator.total}
        standing = _standing(indicator, spec.top, spec.split, spec, dataset)
        keys = {**{place.key: place for _, place in standing.places}, **whole}
    shown = {
        key: ranked
        for key, ranked in keys.items()
        if _has_inhabitants(indicator, key, spec, dataset)
    }
    if keys and not shown:
        message = f"{spec.per} heeft geen inwoners bij {indicator.id}"
        raise Fault(POPULATION, message, "lever de inwoners aan, of haal per weg")
    return shown


def _all_keys(indicator: Indicator, spec: FigureSpec, dataset: Dataset) -> list[Slice]:
    """The slices that there are to show; of a table the total below its parts."""
    if spec.split is None or not _is_split(indicator, spec):
        dataset.require(indicator, indicator.total)
        return [indicator.total]
    place, slices = indicator.dimensions.index(spec.split), dataset.slices(indicator)
    parts = [key for key in slices if _is_part(key, place)]
    if not parts:
        raise Fault("waarneming", f"{indicator.id} heeft geen delen naar {spec.split}")
    is_with_total = spec.traits.is_table and indicator.total in slices
    return [*parts, indicator.total] if is_with_total else parts


def _standing(
    indicator: Indicator, count: int, dimension: str, spec: FigureSpec, dataset: Dataset
) -> RankedSlices:
    """The largest parts, by what a figure shows of them."""
    total = SliceReading(indicator, indicator.total)
    return rank(total, count, dimension, dataset, _population(spec, dataset))


def ranking_warnings(spec: FigureSpec, dataset: Dataset) -> Iterator[Fault]:
    """What to tell of the rankings that choose the rows of a figure. Raises Fault where there is
    none.
    """
    if spec.split is None or not spec.top:
        return
    for indicator in _indicators(spec, dataset):
        yield from _standing(indicator, spec.top, spec.split, spec, dataset).warnings


def _is_part(key: Slice, place: int) -> bool:
    """Whether a slice is a part in one place, and everything in the others."""
    return [number for number, part in enumerate(key) if part != TOTAL] == [place]


def _row(
    indicator: Indicator,
    key: Slice,
    name: str,
    spec: FigureSpec,
    dataset: Dataset,
    place: SliceReading | None,
) -> Row:
    until_end, population = dataset.until_end(indicator, key), _population(spec, dataset)
    shown = tuple(item for item in until_end if _in_range(item.period, spec))
    if population:
        shown = rates(shown, indicator, key, population, dataset)
    if all(item.value is None for item in shown):
        message = f"{indicator.id} ({name}) heeft in deze figuur geen enkele waarneming"
        raise Fault("waarneming", message, "verruim from en until, of lever de cijfers aan")
    state = _row_freshness(indicator, key, spec, dataset, place)
    ranked = place.bound if place else None
    row = Row(name, indicator, key, shown, state, ranked, population)
    return replace(row, among_freshness=_among_freshness(row, place, dataset))


def _among_freshness(row: Row, place: SliceReading | None, dataset: Dataset) -> Freshness:
    """How fresh the inhabitants of a series are, as in a text; and those of its ranking."""
    if row.population is None or row.own_freshness is Freshness.HISTORY:
        return Freshness.HISTORY
    counted = SliceReading(row.indicator, row.key, known_until=row.last)
    key = population_slice(row.indicator, row.key, row.population)
    among = SliceReading(row.population, key, opens=counted)
    counts = [counted, place] if place else [counted]
    return worst([opening_freshness(among, one, dataset) for one in counts])


def _row_freshness(
    indicator: Indicator,
    key: Slice,
    spec: FigureSpec,
    dataset: Dataset,
    place: SliceReading | None,
) -> Freshness:
    """How fresh what a series counts is; ranked at an older moment no fresher than that."""
    last = dataset.last(indicator, key)
    if last is None or spec.until is not None:
        return Freshness.HISTORY
    moment = min(last.period, place.until) if place and place.until else last.period
    return dataset.freshness(indicator, moment)


def _in_range(period: Period, spec: FigureSpec) -> bool:
    """Whether a period lies between `from` and `until`, which may be whole years."""
    if spec.since is not None and period.last < Period.parse(spec.since).first:
        return False
    return spec.until is None or period.first <= Period.parse(spec.until).last


def all_periods(rows: list[Row]) -> tuple[Period, ...]:
    """The periods that the rows cover, in order; of years to months none in between is left out."""
    observed = sorted({item.period for row in rows for item in row.observations})
    if observed[0].frequency is Frequency.DAY:
        return tuple(observed)
    periods = [observed[0]]
    while periods[-1] < observed[-1]:
        periods.append(periods[-1].shifted(1))
    return tuple(periods)


def stale_until(rows: list[Row]) -> str:
    """The last period of the oldest stale series, in words; empty when none is stale."""
    ends = [row.stands_until for row in rows if row.freshness.is_stale]
    return period_text(min(ends)) if ends else ""


def freshness(rows: list[Row]) -> Freshness:
    """The freshness of a figure: that of its worst series."""
    return worst([row.freshness for row in rows])
