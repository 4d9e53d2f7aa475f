"""Cards for social media from their specifications: one figure in words, and how it went before."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.model.catalogue import PERCENT
from report_builder.model.figure import Card, FigureContent, FigureSpec
from report_builder.model.period import Frequency
from report_builder.model.series import Status
from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.alternative_texts import spoken_row
from report_builder.values.breaks import crosses_break
from report_builder.values.dataset import Dataset
from report_builder.values.filters import verandering
from report_builder.values.plotted_series import Row, all_periods, freshness, select_rows
from report_builder.values.quantity import Quantity
from report_builder.values.source_lines import signs_text, source_text
from report_builder.values.stale_spans import stale_spans
from report_builder.values.tiles import recent
from report_builder.wording.periods import period_text

_MARKED = (Status.PROVISIONAL, Status.ESTIMATED)
"""What is said of the figure itself; a break is shown in the line."""


def card_content(spec: FigureSpec, dataset: Dataset) -> FigureContent:
    """Everything that a card says. Raises Fault when its figure is not there."""
    rows = [recent(row, spec) for row in select_rows(spec, dataset)]
    row = rows[0]
    words = _card_words(row, dataset)
    holds = "één cijfer en een lijndiagram" if len(row.available) > 1 else "één cijfer"
    opening = spec.alt.strip().rstrip(".") or f"Kaart met {holds}: {spec.title}"
    change = f", {words.change}" if words.change else ""
    alt, spoken = spoken_row(
        row,
        dataset,
        f"{opening}. {words.counted.capitalize()}: {words.value.text}{words.meaning}{change}.",
    )
    return FigureContent(
        id=spec.id,
        kind=spec.kind,
        title=spec.title,
        unit=row.indicator.unit,
        decimals=row.indicator.decimals,
        periods=all_periods(rows),
        lines=(row.line(),),
        freshness=freshness(rows),
        stale_spans=stale_spans(rows),
        source=source_text(rows, spec.note),
        note=spec.note,
        alt=alt,
        spoken=(words.value, *([words.changed] if words.changed else []), *spoken),
        card=Card(
            number=words.value.text + words.sign,
            counted=words.counted,
            change=words.change,
            footer=_footer(row, dataset),
        ),
    )


@dataclass(frozen=True)
class _CardWords:
    """The current value of a series in words; `meaning` says what its sign stands for."""

    value: TracedValue
    sign: str
    meaning: str
    counted: str
    change: str
    changed: TracedValue | None


def _card_words(row: Row, dataset: Dataset) -> _CardWords:
    number, sign = Quantity(dataset, row.reading(row.last)), _sign(row)
    meaning = f" ({sign.meaning})" if sign.meaning else ""
    period = period_text(row.last)
    counted = period if row.indicator.unit == PERCENT else f"{row.indicator.unit}, {period}"
    try:
        changed = verandering(number).printed()
    except Fault:  # without a value of a year before there is no change to tell
        return _CardWords(number.printed(), sign.mark, meaning, counted, "", None)
    before = changed.inputs[-1].period
    when = (
        "een jaar eerder"
        if before.frequency in (Frequency.HALF, Frequency.QUARTER)
        else period_text(before)
    )
    broken = " (reeksbreuk)" if crosses_break(changed) else ""
    change = f"{changed.text} vergeleken met {when}{broken}"
    return _CardWords(number.printed(), sign.mark, meaning, counted, change, changed)


def _footer(row: Row, dataset: Dataset) -> str:
    """Where the figure comes from, which report tells of it, and what its signs mean."""
    sign = _sign(row)
    has_break = any(item.status is Status.BREAK for item in row.observations)
    parts = (
        f"Bron: {row.indicator.source}",
        dataset.project.edition.title,
        f"{sign.mark} = {sign.meaning}" if sign.mark else "",
        "stippellijn: reeksbreuk" if has_break else "",
    )
    return " · ".join(filter(None, parts))


@dataclass(frozen=True)
class _Sign:
    """The sign behind a number and what it stands for; both empty for a settled figure."""

    mark: str = ""
    meaning: str = ""


def _sign(row: Row) -> _Sign:
    item = row.at(row.last)
    if item is None or item.status not in _MARKED:
        return _Sign()
    mark, _, meaning = signs_text([item.status]).rstrip(".").partition(" = ")
    return _Sign(mark, meaning)
