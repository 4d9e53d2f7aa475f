"""Which series a figure or table shows, over which periods, and how fresh they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.figure import FigureSpec, PlottedLine, Point
from report_builder.model.period import Frequency, Period
from report_builder.model.series import EMPTY_SIGNS, SIGNS, Observation, Slice, Status
from report_builder.model.tone import Tone
from report_builder.model.value import Freshness, worst
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.figure_room import check_room
from report_builder.values.operands import SliceReading
from report_builder.values.ranking import rank
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
    freshness: Freshness
    ranked: Period | None = None
    """When it was ranked, where a ranking chose the rows."""

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

    def reading(self, period: Period) -> SliceReading:
        """The operand of one observation: the current one when it is the last of a series that goes
        on.
        """
        is_current = self.freshness is not Freshness.HISTORY and period == self.last
        return SliceReading(self.indicator, self.key, None if is_current else period)

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
    indicators = [dataset.project.catalogue.indicators[key] for key in spec.indicators]
    split = sum(_is_split(indicator, spec) for indicator in indicators)
    rows = [
        _row(indicator, key, _name(indicator, key, spec, split), spec, dataset, ranked)
        for indicator in indicators
        for key, ranked in _keys(indicator, spec, dataset).items()
    ]
    check_room(spec, [[item.period for item in row.observations] for row in rows])
    return rows


def _is_split(indicator: Indicator, spec: FigureSpec) -> bool:
    """Whether an indicator is shown in parts; one without that dimension stands there whole."""
    return spec.split in indicator.dimensions


def _name(indicator: Indicator, key: Slice, spec: FigureSpec, count: int) -> str:
    if spec.split is None or not _is_split(indicator, spec):
        return indicator.title
    part = key[indicator.dimensions.index(spec.split)]
    name = TOTAL_NAME if part == TOTAL else part
    return f"{indicator.title}: {name}" if count > 1 else name


def _keys(indicator: Indicator, spec: FigureSpec, dataset: Dataset) -> dict[Slice, Period | None]:
    """The slices to show, each with when it was ranked; a table shows the total below its parts, a
    figure does not.
    """
    if spec.split is None or not _is_split(indicator, spec):
        dataset.require(indicator, indicator.total)
        return {indicator.total: None}
    keys = _part_keys(indicator, spec, spec.split, dataset)
    if not keys:
        raise Fault("waarneming", f"{indicator.id} heeft geen delen naar {spec.split}")
    if spec.traits.is_table and indicator.total in dataset.slices(indicator):
        keys[indicator.total] = None
    return keys


def _part_keys(
    indicator: Indicator, spec: FigureSpec, dimension: str, dataset: Dataset
) -> dict[Slice, Period | None]:
    """The parts of an indicator over a dimension: the largest, or all of them."""
    if spec.top:
        total = SliceReading(indicator, indicator.total)
        standing = rank(total, spec.top, dimension, dataset)
        return {reading.key: reading.until for _, reading in standing.places}
    place = indicator.dimensions.index(dimension)
    parts = [key for key in dataset.slices(indicator) if _is_part(key, place)]
    return dict.fromkeys(parts)


def ranking_warnings(spec: FigureSpec, dataset: Dataset) -> Iterator[Fault]:
    """What to tell of the rankings that choose the rows of a figure. Raises Fault where there is
    none.
    """
    if spec.split is None or not spec.top:
        return
    for key in spec.indicators:
        indicator = dataset.project.catalogue.indicators[key]
        total = SliceReading(indicator, indicator.total)
        yield from rank(total, spec.top, spec.split, dataset).warnings


def _is_part(key: Slice, place: int) -> bool:
    """Whether a slice is a part in one place, and everything in the others."""
    return [number for number, part in enumerate(key) if part != TOTAL] == [place]


def _row(
    indicator: Indicator,
    key: Slice,
    name: str,
    spec: FigureSpec,
    dataset: Dataset,
    ranked: Period | None,
) -> Row:
    until_end = dataset.until_end(indicator, key)
    shown = tuple(item for item in until_end if _in_range(item.period, spec))
    if all(item.value is None for item in shown):
        message = f"{indicator.id} ({name}) heeft in deze figuur geen enkele waarneming"
        raise Fault("waarneming", message, "verruim from en until, of lever de cijfers aan")
    state = _row_freshness(indicator, key, spec, dataset, ranked)
    return Row(name, indicator, key, shown, state, ranked)


def _row_freshness(
    indicator: Indicator, key: Slice, spec: FigureSpec, dataset: Dataset, ranked: Period | None
) -> Freshness:
    """How fresh a series is; ranked at an older moment, no fresher than that."""
    last = dataset.last(indicator, key)
    if last is None or spec.until is not None:
        return Freshness.HISTORY
    moments = [last.period, ranked] if ranked else [last.period]
    return worst([dataset.freshness(indicator, moment) for moment in moments])


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


def picture_source(rows: list[Row], note: str) -> str:
    """The source line of a picture, which explains its own signs: the sources, then the note."""
    return source_line(_sources(rows), (), note)


def _sources(rows: list[Row]) -> str:
    sources = dict.fromkeys(source_name(row.indicator) for row in rows)
    noun = "Bron" if len(sources) == 1 else "Bronnen"
    return f"{noun}: {', '.join(sources)}."


def source_text(rows: list[Row], note: str, more: Iterable[Status] = ()) -> str:
    """The source line: the sources with their tables, then the signs that occur, then the note.

    `more` are statuses whose sign is shown without an observation that has them.
    """
    statuses = {item.status for row in rows for item in row.observations}
    statuses.update(more)
    return source_line(_sources(rows), statuses, note)


def source_line(opening: str, statuses: Collection[Status], note: str) -> str:
    """What stands below a figure or table: its opening, the signs of these statuses, the note."""
    return " ".join(filter(None, (opening, signs_text(statuses), note.strip())))


def source_name(indicator: Indicator) -> str:
    """The source of an indicator, with its table where it has one."""
    return f"{indicator.source} ({indicator.table})" if indicator.table else indicator.source


_SIGNS = {
    Status.PROVISIONAL: "* = voorlopig cijfer",
    Status.ESTIMATED: "° = raming",
    Status.BREAK: "| = reeksbreuk",
    Status.MISSING: ". = gegeven ontbreekt",
    Status.SUPPRESSED: "x = te klein om te tonen",
    Status.IMPOSSIBLE: "– = kan niet voorkomen",
}
MARKS = SIGNS
EMPTY = EMPTY_SIGNS


def sign_meanings(used: Collection[Status]) -> tuple[str, ...]:
    """What the signs of these statuses mean, each once, in a fixed order."""
    return tuple(text for status, text in _SIGNS.items() if status in used)


def signs_text(used: Collection[Status]) -> str:
    """What the signs of these statuses mean, as a sentence."""
    meanings = "; ".join(sign_meanings(used))
    return f"{meanings}." if meanings else ""
