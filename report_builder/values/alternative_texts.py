"""The alternative text of a picture, which a blind reader hears in one go: what it shows, where it
begins and ends, and what is provisional, missing or broken off in it.

It has room for LONGEST_ALT characters; all figures stand in the table behind the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from report_builder.model.figure import LONGEST_ALT, FigureSpec
from report_builder.model.period import Frequency, Period
from report_builder.model.population import PER_THOUSAND
from report_builder.model.series import Observation, Status
from report_builder.model.tone import HOME
from report_builder.model.value import TracedValue
from report_builder.values.breaks import breaks_between
from report_builder.values.dataset import Dataset
from report_builder.values.plotted_series import Row
from report_builder.values.quantity import Quantity
from report_builder.values.stale_spans import stale_spans
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text
from report_builder.wording.picture_words import spans_text
from report_builder.wording.staleness import alert_words


class SpokenText(NamedTuple):
    """A text and the values that it names."""

    text: str
    values: tuple[TracedValue, ...] = ()


class _Telling(NamedTuple):
    """What is told of one series, from its values at some of its observations."""

    words: Sequence[str]
    choose: Callable[[Sequence[Observation]], Sequence[Observation]]


def _ends_and_extremes(items: Sequence[Observation]) -> Sequence[Observation]:
    by_amount = sorted(items, key=lambda item: item.value or Decimal(0))
    return items[0], items[-1], by_amount[-1], by_amount[0]


def _ends(items: Sequence[Observation]) -> Sequence[Observation]:
    return items[0], items[-1]


def _last(items: Sequence[Observation]) -> Sequence[Observation]:
    return items[-1:]


_TELLINGS = (
    _Telling(("eerste", "laatste", "hoogste", "laagste"), _ends_and_extremes),
    _Telling(("eerste", "laatste"), _ends),
    _Telling(("laatste",), _last),
)
"""From the most that can be told of a series to the least."""


def alternative(
    spec: FigureSpec, rows: Sequence[Row], periods: tuple[Period, ...], dataset: Dataset
) -> SpokenText:
    """What a picture shows, in sentences of no more than LONGEST_ALT characters together."""
    opening = spec.alt.strip().rstrip(".") or f"{spec.traits.picture}: {spec.title}"
    warned = alert_words(stale_spans(list(rows)))
    for flags in _flags(rows, periods):
        room = LONGEST_ALT - len(f"{opening}. {flags} {warned}") - 1
        if room > 0:
            break
    tell = _over_time if spec.traits.is_over_time else _ranked
    told = tell(rows, periods, dataset, room)
    if len(told.text) > room:
        told = SpokenText("")
    text = " ".join(filter(None, (f"{opening}.", told.text, flags)))
    return SpokenText(text, told.values)


def _value(row: Row, period: Period, dataset: Dataset) -> TracedValue:
    return Quantity(dataset, row.reading(period)).printed()


def _ranked(
    rows: Sequence[Row], periods: Sequence[Period], dataset: Dataset, room: int
) -> SpokenText:
    """The largest, as many as fit, each with its values; the Netherlands always."""
    home = [row for row in rows if row.name == HOME]
    for count in range(len(rows), 0, -1):
        named = list(rows[:count]) + [row for row in home if row not in rows[:count]]
        told = _together(named, periods, dataset, len(rows) - len(named))
        if len(told.text) <= room:
            return told
    noun = "staven" if len(periods) == 1 else "lijnen"
    return SpokenText(f"{list_text(map(period_text, periods)).capitalize()}: {len(rows)} {noun}.")


def _together(
    rows: Sequence[Row], periods: Sequence[Period], dataset: Dataset, others: int
) -> SpokenText:
    """The values of some series in one period or in two, and how many there are beside them."""
    values = [_values(row, periods, dataset) for row in rows]
    parts = [
        f"{row.name} {list_text(value.text for value in own)}"
        for row, own in zip(rows, values, strict=True)
    ]
    told = list_text(parts) if len(periods) == 1 else "; ".join(parts)
    rest = f"; en nog {others} andere" if others else ""
    opening = f"{list_text(map(period_text, periods)).capitalize()}{_among(rows)}"
    return SpokenText(f"{opening}: {told}{rest}.", tuple(one for own in values for one in own))


def _values(row: Row, periods: Sequence[Period], dataset: Dataset) -> list[TracedValue]:
    """The values of a series in these periods, of those in which it has one."""
    known = {item.period for item in row.available}
    return [_value(row, period, dataset) for period in periods if period in known]


def _among(rows: Sequence[Row]) -> str:
    """What numbers are told of, where they are no counts."""
    return f", {PER_THOUSAND}" if rows[0].population else ""


def _over_time(
    rows: Sequence[Row], periods: tuple[Period, ...], dataset: Dataset, room: int
) -> SpokenText:
    """The period, and of each series as much as fits for all; else of the first ones."""
    among = _among(rows)
    span = SpokenText(f"{spans_text(periods[:1])}{among}.".capitalize())
    if len(periods) > 1:
        first, last = period_text(periods[0]), period_text(periods[-1])
        span = SpokenText(f"Van {first} tot en met {last}{among}.")
    for telling in _TELLINGS:
        told = _joined([span, *(_series(row, telling, dataset, len(rows)) for row in rows)])
        if len(told.text) <= room:
            return told
    lasts = {row.last for row in rows}
    if len(lasts) == 1:
        for count in range(len(rows), 0, -1):
            now = _together(rows[:count], tuple(lasts), dataset, len(rows) - count)
            told = _joined([span, now])
            if len(told.text) <= room:
                return told
    return _one_by_one(rows, span, dataset, room)


def _one_by_one(rows: Sequence[Row], span: SpokenText, dataset: Dataset, room: int) -> SpokenText:
    """The last value of each series that ends at a moment of its own, of as many as fit."""
    parts = [span]
    for number, row in enumerate(rows):
        others = len(rows) - number - 1
        rest = SpokenText(f"Verder nog {others}.") if others else SpokenText("")
        told = _joined([*parts, _series(row, _TELLINGS[-1], dataset, len(rows)), rest])
        if len(told.text) > room:
            others = len(rows) - number
            rest = SpokenText(f"{len(rows)} reeksen." if number == 0 else f"Verder nog {others}.")
            return _joined([*parts, rest])
        parts.append(_series(row, _TELLINGS[-1], dataset, len(rows)))
    return _joined(parts)


def _joined(parts: Iterable[SpokenText]) -> SpokenText:
    kept = [part for part in parts if part.text]
    text = " ".join(part.text for part in kept)
    return SpokenText(text, tuple(value for part in kept for value in part.values))


def _series(row: Row, telling: _Telling, dataset: Dataset, count: int) -> SpokenText:
    """One sentence on a series; the only one of a figure has no name."""
    items = row.available
    chosen = telling.choose(items) if len(items) > 1 else items[:1]
    words = telling.words if len(items) > 1 else [""]
    values = tuple(_value(row, item.period, dataset) for item in chosen)
    parts = [
        f"{word} {value.text} ({period_text(item.period)})".strip()
        for word, item, value in zip(words, chosen, values, strict=True)
    ]
    text = ", ".join(parts)
    sentence = f"{row.name}: {text}." if count > 1 else f"{text[:1].upper()}{text[1:]}."
    return SpokenText(sentence, values)


def spoken_row(row: Row, dataset: Dataset, opening: str) -> SpokenText:
    """An opening, one sentence on a series, and one on what is broken off, missing or not settled
    in it; together, with what is said of a stale figure, no more than LONGEST_ALT characters where
    that is possible.
    """
    flags = next(_flags([row], tuple(item.period for item in row.observations)))
    warned = alert_words(stale_spans([row]))
    # Of two values the first and the last are the highest and the lowest as well.
    for telling in _TELLINGS if len(row.available) > 2 else _TELLINGS[1:]:
        told = _series(row, telling, dataset, 2)
        text = " ".join(filter(None, (opening, told.text, flags)))
        if len(f"{text} {warned}") <= LONGEST_ALT:
            break
    return SpokenText(text, told.values)


def _flags(rows: Sequence[Row], periods: tuple[Period, ...]) -> Iterator[str]:
    """What is not an ordinary figure in a picture: with its periods and series, with its periods,
    and as briefly as can be.
    """
    kinds = {
        "Voorlopig": [_with_status(row, periods, Status.PROVISIONAL) for row in rows],
        "Raming": [_with_status(row, periods, Status.ESTIMATED) for row in rows],
        "Geen cijfer": [_missing(row, periods) for row in rows],
        "Reeksbreuk": [_broken(row, periods) for row in rows],
    }
    kinds = {kind: found for kind, found in kinds.items() if any(found)}
    yield " ".join(_by_series(kind, rows, found) for kind, found in kinds.items())
    yield " ".join(_by_period(kind, found) for kind, found in kinds.items())
    yield f"Let op: {list_text(kinds).lower()}." if kinds else ""


def _by_series(kind: str, rows: Sequence[Row], found: Sequence[list[Period]]) -> str:
    """A kind with its periods; with the names of the series where they differ in them."""
    if all(periods == found[0] for periods in found):
        return f"{kind}: {spans_text(found[0])}."
    told = [
        f"{spans_text(periods)} ({row.name})"
        for row, periods in zip(rows, found, strict=True)
        if periods
    ]
    return f"{kind}: {'; '.join(told)}."


def _by_period(kind: str, found: Sequence[list[Period]]) -> str:
    return f"{kind}: {spans_text(sorted({period for periods in found for period in periods}))}."


def _with_status(row: Row, periods: tuple[Period, ...], status: Status) -> list[Period]:
    shown = (item for item in row.observations if item.period in periods)
    return [item.period for item in shown if item.status is status]


def _missing(row: Row, periods: tuple[Period, ...]) -> list[Period]:
    """The periods of a picture without a figure; days that only others were counted on are none."""
    known = {item.period: item for item in row.observations}
    is_day = periods[0].frequency is Frequency.DAY
    return [
        period
        for period in periods
        if (period in known and known[period].value is None) or (period not in known and not is_day)
    ]


def _broken(row: Row, periods: tuple[Period, ...]) -> list[Period]:
    """The breaks after the first period of a picture."""
    return breaks_between(row.observations, periods[0], periods[-1])
