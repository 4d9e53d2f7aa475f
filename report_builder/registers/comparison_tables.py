"""A comparison of two editions as tables and as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from report_builder.model.catalogue import PERCENT, POINT
from report_builder.model.overview import Entry, Overview, OverviewTable
from report_builder.model.trace import Observed
from report_builder.registers.change_reasons import (
    amount_in_words,
    delivery_text,
    name_of,
    period_in_words,
    periods_of,
    place_text,
    reason,
    some,
    title_of,
    unit_of,
)
from report_builder.registers.edition_pair import Comparison, Side, Standing
from report_builder.registers.number_changes import NumberChange, Pair
from report_builder.registers.revisions import Revision
from report_builder.registers.trace_report import STATES
from report_builder.wording.numbers import rounded
from report_builder.wording.periods import period_text

_LEADS = {
    NumberChange.REVISED: "Hetzelfde cijfer over dezelfde periode, met een andere waarde.",
    NumberChange.NEWER: "Hetzelfde cijfer over een latere periode.",
    NumberChange.NEW: "Stond niet in de vorige editie.",
    NumberChange.GONE: "Staat niet meer in het rapport.",
    NumberChange.REWORDED: "Hetzelfde cijfer, anders afgerond of geschreven.",
}
_HEADINGS = {
    NumberChange.REVISED: "Herziene cijfers",
    NumberChange.NEWER: "Nieuwere perioden",
    NumberChange.NEW: "Nieuwe cijfers",
    NumberChange.GONE: "Vervallen cijfers",
    NumberChange.REWORDED: "Anders geschreven",
}
_AT_MOST = 15


def comparison_overview(comparison: Comparison) -> Overview:
    """The comparison as tables: the revisions first."""
    title = f"Editie {comparison.new.id} vergeleken met editie {comparison.old.id}"
    return Overview(title, _lead(comparison), tuple(_tables(comparison)))


def _lead(comparison: Comparison) -> tuple[str, ...]:
    sides = (_origin(comparison.old), _origin(comparison.new))
    blind = (
        f"Editie {comparison.old.id} heeft geen eigen cijfers: zij is gelezen met de cijfers "
        "van nu, zonder herzieningen."
    )
    return (*sides, *([] if comparison.old.has_own or comparison.old.is_published else [blind]))


def _origin(side: Side) -> str:
    if side.is_published:
        return (
            f"Editie {side.id}: de cijfers zoals zij gepubliceerd zijn "
            f"(data/published/{side.id}.csv)."
        )
    own = (
        f", met de cijfers die zij zelf bewaart (data/editions/{side.id}/)" if side.has_own else ""
    )
    return f"Editie {side.id}: de cijfers zoals zij nu gebouwd zouden worden{own}."


def _tables(comparison: Comparison) -> Iterator[OverviewTable]:
    counts = tuple((_HEADINGS[change], str(len(comparison.of(change)))) for change in _HEADINGS)
    same = ("Ongewijzigd", str(len(comparison.of(NumberChange.SAME))))
    yield OverviewTable(
        "Samenvatting", "", ("Wat", "Aantal"), (*counts, same, *_freshness_counts(comparison))
    )
    yield _revision_table(comparison)
    for change, heading in _HEADINGS.items():
        head = (
            "Waar",
            "Cijfer",
            *_in(comparison, ""),
            *_in(comparison, "Periode in"),
            "Verschil",
            "Verschil in %",
            "Waarom",
        )
        rows = tuple(_pair_row(comparison, pair) for pair in comparison.of(change))
        yield OverviewTable(
            heading,
            _LEADS[change] if rows else "Geen.",
            (*head, *_in(comparison, "Stand in")),
            rows,
        )
    if comparison.old.figures is not None and comparison.new.figures is not None:
        yield _standing_table(
            comparison,
            "Figuren en tabellen",
            "Figuur of tabel",
            comparison.old.figures,
            comparison.new.figures,
        )
    yield _standing_table(
        comparison, "Versheid", "Indicator", comparison.old.standings, comparison.new.standings
    )


def _in(comparison: Comparison, what: str) -> tuple[str, str]:
    return (f"{what} {comparison.old.id}".strip(), f"{what} {comparison.new.id}".strip())


def _freshness_counts(comparison: Comparison) -> Iterator[tuple[Entry, ...]]:
    for side in (comparison.old, comparison.new):
        late = sum(
            standing.state in ("stale", "accepted", "missing")
            for standing in side.standings.values()
        )
        yield (f"Indicatoren zonder update in {side.id}", f"{late} van {len(side.standings)}")


def _revision_table(comparison: Comparison) -> OverviewTable:
    """The observations that were revised: those that are printed or drawn first."""
    before, after = _Places(comparison.old), _Places(comparison.new)

    def is_printed(observed: Observed) -> bool:
        return bool(after.of(observed) or before.of(observed))

    order = sorted(comparison.revisions, key=lambda revision: not is_printed(revision.observed))
    head = (
        "Indicator",
        "Deel",
        "Periode",
        *_in(comparison, ""),
        "Verschil",
        "Verschil in %",
        "Status",
        "Levering",
    )
    rows = tuple(
        (
            *_revision_entries(comparison, revision),
            before.of(revision.observed),
            after.of(revision.observed),
        )
        for revision in order
    )
    lead = (
        "Waarnemingen die een bron na de vorige editie heeft veranderd. De gedrukte staan vooraan."
    )
    return OverviewTable(
        "Herziene waarnemingen",
        lead if rows else "Geen.",
        (*head, *_in(comparison, "Gedrukt in")),
        rows,
    )


def _revision_entries(comparison: Comparison, revision: Revision) -> tuple[Entry, ...]:
    """What was revised, from what to what, and which delivery brought it."""
    observed, old, new = revision.observed, revision.old, revision.new
    statuses = dict.fromkeys(held.status for held in (old, new) if held.status)
    return (
        title_of(comparison, observed.indicator),
        observed.part,
        period_text(observed.period),
        amount_in_words(old.value),
        amount_in_words(new.value),
        *_difference(old.value, new.value, unit_of(comparison, observed.indicator)),
        " → ".join(statuses),
        delivery_text(comparison, observed.indicator),
    )


class _Places:
    """Where an edition prints observations, lets them count for what it prints, or draws their
    indicator.
    """

    def __init__(self, side: Side) -> None:
        self.printed: dict[Observed, dict[str, None]] = {}
        for row in side.rows:
            place = place_text(row.document, row.place, side.titles)
            for observed in row.observed:
                self.printed.setdefault(observed, {})[place] = None
        self.drawn: dict[str, list[str]] = {}
        for key in side.figures or {}:
            for indicator in side.project.figures[key].ingredients if side.project else ():
                self.drawn.setdefault(indicator, []).append(key)

    def of(self, observed: Observed) -> str:
        """The places of an observation; those where it is only drawn when there are no others."""
        return some([*self.printed.get(observed, ())] or self.drawn.get(observed.indicator, []))


def _pair_row(comparison: Comparison, pair: Pair) -> tuple[Entry, ...]:
    old, new = pair.old, pair.new
    return (
        _places_of(comparison, pair),
        name_of(comparison, pair.latest),
        old.text if old else "",
        new.text if new else "",
        periods_of(old),
        periods_of(new),
        *_pair_difference(pair),
        reason(comparison, pair),
        STATES[old.freshness.value] if old else "",
        STATES[new.freshness.value] if new else "",
    )


def _places_of(comparison: Comparison, pair: Pair) -> str:
    """Where a number is printed last."""
    side = comparison.new if pair.new else comparison.old
    return some([place_text(*place, side.titles) for place in pair.latest.places])


def _pair_difference(pair: Pair) -> tuple[Entry, Entry]:
    old, new = pair.old, pair.new
    if old is None or new is None or old.unit != new.unit or old.texts == new.texts:
        return None, None
    return _difference(old.amount, new.amount, old.unit)


def _difference(old: Decimal | None, new: Decimal | None, unit: str) -> tuple[Entry, Entry]:
    """The difference, and that in percent of the old amount; percentages differ in points alone."""
    if old is None or new is None:
        return None, None
    difference = rounded(new - old, 4).normalize() + 0
    has_share = old > 0 and unit not in (PERCENT, POINT)
    return difference, rounded((new - old) / old * 100, 1) if has_share else None


def _standing_table(
    comparison: Comparison,
    heading: str,
    noun: str,
    old: Mapping[str, Standing],
    new: Mapping[str, Standing],
) -> OverviewTable:
    """What stands otherwise in the one edition than in the other, or has no update in either."""
    nothing = Standing("", "")
    rows = []
    for key in sorted({*old, *new}):
        before, now = old.get(key, nothing), new.get(key, nothing)
        if before.state != now.state or "stale" in (before.state, now.state):
            rows.append((key, *_standing(before), *_standing(now)))
    head = (
        noun,
        f"Stand in {comparison.old.id}",
        "Cijfers t/m",
        f"Stand in {comparison.new.id}",
        "Cijfers t/m",
    )
    lead = (
        "Wat anders staat dan in de vorige editie, of nog geen update heeft."
        if rows
        else "Geen verschil."
    )
    return OverviewTable(heading, lead, head, tuple(rows))


def _standing(standing: Standing) -> tuple[str, str]:
    return STATES.get(standing.state, "niet gedrukt"), period_in_words(standing.last)


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The comparison in short: counts, and the revised figures."""
    yield from _lead(comparison)
    yield ""
    for change, heading in _HEADINGS.items():
        yield f"{len(comparison.of(change)):6} {heading.lower()}"
    yield f"{len(comparison.of(NumberChange.SAME)):6} ongewijzigd"
    yield f"{len(comparison.revisions):6} herziene waarnemingen"
    for text, count in _freshness_counts(comparison):
        yield f"{text}: {count}"
    for change in (NumberChange.REVISED, NumberChange.GONE):
        yield from _change_lines(comparison, change)


def _change_lines(comparison: Comparison, change: NumberChange) -> Iterator[str]:
    """The numbers of which that became, up to a limit; those that read the same are left out."""
    pairs = [pair for pair in comparison.of(change) if not _reads_the_same(pair)]
    if pairs:
        yield ""
        yield _HEADINGS[change]
    for pair in pairs[:_AT_MOST]:
        old = pair.old.text if pair.old else ""
        new = pair.new.text if pair.new else "vervallen"
        yield f"  {name_of(comparison, pair.latest)}, {periods_of(pair.latest)}: {old} → {new}"
        yield f"    {_places_of(comparison, pair)}"
    if len(pairs) > _AT_MOST:
        yield f"  en {len(pairs) - _AT_MOST} andere"


def _reads_the_same(pair: Pair) -> bool:
    return pair.old is not None and pair.new is not None and pair.old.texts == pair.new.texts
