"""What two documents of an edition say of the same thing: proof from the trace that it is the same
value.

A value is known by its trace, not by its text: rounded or in words, it is the same value when it
was made in the same way from the same observations. What cannot be the same by itself is looked for
here: another period, or another period to compare with. Another source of the same thing is looked
for in `rival_sources`, a number typed as `vast` in `equivalents`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_builder.model.document import PrintedValue
from report_builder.model.period import Period
from report_builder.model.project import Project
from report_builder.model.value import Freshness, TracedValue
from report_builder.problems import Fault
from report_builder.values.printed_groups import (
    Disagreement,
    counted,
    first_indicator,
    grouped_by,
    named,
)
from report_builder.values.rival_sources import other_sources
from report_builder.wording.periods import period_text


@dataclass(frozen=True)
class PrintedEdition:
    """Everything that an edition prints, and which of its documents are short: they take over what
    the others say.
    """

    printed: Sequence[PrintedValue]
    short: frozenset[str]
    project: Project

    @cached_property
    def current_things(self) -> frozenset[Hashable]:
        """The slices that each document prints the current value of, or something made from it."""
        return frozenset(
            (item.document, input_.observed.thing)
            for item in counted(self.printed)
            for input_ in item.value.inputs
            if input_.freshness is not Freshness.HISTORY
        )


def contradictions(edition: PrintedEdition) -> Iterator[Disagreement]:
    """The same calculation with the same observations that came to different amounts: an error in
    itself.
    """
    hint = "bouw opnieuw met een lege REPORT_BUILDER_CACHE"
    for first, *others in grouped_by(_trace, counted(edition.printed)):
        for other in others:
            if other.value.amount != first.value.amount:
                told = f"is in {first.document} een ander getal: {first.value.text}"
                yield other, Fault("tegenspraak", f"{named(other)} {told}", hint)


def disagreements(edition: PrintedEdition) -> Iterator[Disagreement]:
    """Where documents print the same thing of another period, compared with another period, or from
    another source.
    """
    printed = counted(edition.printed)
    for same in grouped_by(_shape, printed):
        yield from _first_of_each(_older_moments(same))
        yield from _first_of_each(_history_only(same, edition))
        yield from _first_of_each(_compared_otherwise(same))
    yield from _first_of_each(other_sources(printed, edition.project))


def _older_moments(same: Sequence[PrintedValue]) -> Iterator[Disagreement]:
    """Current values that stand still earlier than in another document: a ranking waits for what is
    not delivered.
    """
    hint = "laat beide documenten hetzelfde vragen, of noem de periode erbij"
    current = [item for item in same if item.value.as_of]
    newest = max(current, key=_as_of, default=None)
    for item in current:
        if newest is None or item.document == newest.document:
            continue
        if _as_of(item) < _as_of(newest) and not _names_year(item, _as_of(item)):
            yield _differs(item, newest, hint)


def _history_only(same: Sequence[PrintedValue], edition: PrintedEdition) -> Iterator[Disagreement]:
    """A value of an explicit period in a document that nowhere prints the current one, as another
    document does.
    """
    hint = "laat de periode (of until) weg, of noem ook het actuele cijfer"
    current = [item for item in same if item.value.as_of and item.value.period == item.value.as_of]
    history = [item for item in same if item.value.freshness is Freshness.HISTORY]
    for item in history:
        newer = next((other for other in current if other.document != item.document), None)
        if newer is None or not _is_older(item, newer):
            continue
        thing = item.value.inputs[0].observed.thing
        prints_current = (item.document, thing) in edition.current_things
        if _is_read_alone(item, edition) and not prints_current:
            yield _differs(item, newer, hint)


def _is_older(item: PrintedValue, current: PrintedValue) -> bool:
    period = item.value.period
    return period is not None and period.last < _as_of(current).last


def _is_read_alone(item: PrintedValue, edition: PrintedEdition) -> bool:
    """Whether its reader does not see of which year it is."""
    if item.document in edition.short:
        return True
    return bool(item.context) and not _names_year(item, item.value.period)


def _compared_otherwise(same: Sequence[PrintedValue]) -> Iterator[Disagreement]:
    """A change against an earlier year than in another document, in a paragraph that does not name
    that year.
    """
    changes = [item for item in same if item.value.as_of and _is_change(item.value)]
    periods: dict[str, set[Period]] = defaultdict(set)
    for item in changes:
        periods[item.document].add(_compared_with(item))
    for item in changes:
        mine = _compared_with(item)
        other = next((other for other in changes if _is_apart(item, other, periods)), None)
        if other and mine < _compared_with(other) and not _names_year(item, mine):
            theirs = period_text(_compared_with(other))
            message = (
                f"{named(item)} is ten opzichte van {period_text(mine)}; {other.document} noemt "
                f"{other.value.text}, ten opzichte van {theirs}"
            )
            yield item, Fault("overeenstemming", message, "noem erbij waarmee vergeleken wordt")


def _is_apart(item: PrintedValue, other: PrintedValue, periods: dict[str, set[Period]]) -> bool:
    """Whether neither document compares with the period of the other."""
    is_in_mine = _compared_with(other) in periods[item.document]
    is_in_theirs = _compared_with(item) in periods[other.document]
    return not is_in_mine and not is_in_theirs


def _is_change(value: TracedValue) -> bool:
    """Whether it compares two observations of one thing."""
    things = {input_.observed.thing for input_ in value.inputs}
    return len(value.inputs) == 2 and len(things) == 1


def _compared_with(item: PrintedValue) -> Period:
    return item.value.inputs[1].period


def _differs(item: PrintedValue, other: PrintedValue, hint: str) -> Disagreement:
    mine, theirs = item.value.as_of or item.value.period, _as_of(other)
    assert mine
    message = (
        f"{named(item)} gaat over {period_text(mine)}, maar {other.document} noemt "
        f"{other.value.text} over {period_text(theirs)}"
    )
    return item, Fault("overeenstemming", message, hint)


def _first_of_each(disagreements: Iterable[Disagreement]) -> Iterator[Disagreement]:
    """One disagreement for each document and indicator."""
    firsts: dict[Hashable, Disagreement] = {}
    for item, fault in disagreements:
        firsts.setdefault((item.document, first_indicator(item)), (item, fault))
    yield from firsts.values()


def _shape(item: PrintedValue) -> Hashable:
    """What a value is, whatever its period: how it was made, from which slices of which
    indicators.
    """
    operation = item.value.operation
    things = [input_.observed.thing for input_ in item.value.inputs]
    if operation.kind.looks_back:
        # In one document it may go back over more years than in another: it is the same thing.
        return (operation.kind, *dict.fromkeys(things))
    return (operation, item.value.source, *things)


def _trace(item: PrintedValue) -> Hashable:
    """How a value was made from which observations, whether these were asked for by period or are
    current.
    """
    observed = tuple(input_.observed for input_ in item.value.inputs)
    return (item.value.operation, item.value.source, observed)


def _as_of(item: PrintedValue) -> Period:
    assert item.value.as_of
    return item.value.as_of


def _names_year(item: PrintedValue, period: Period | None) -> bool:
    """Whether the paragraph of a value names the year of a period."""
    return period is not None and str(period.year) in item.context
