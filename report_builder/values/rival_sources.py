"""The same thing printed from one source in one document, and from another in the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from report_builder.model.document import PrintedValue
from report_builder.model.project import Project
from report_builder.problems import Fault
from report_builder.values.equivalents import same_things
from report_builder.values.printed_groups import (
    Disagreement,
    first_indicator,
    grouped_by,
    named,
)


def other_sources(printed: Sequence[PrintedValue], project: Project) -> Iterator[Disagreement]:
    """The same thing from another source than in another document, in paragraphs that do not name
    the source.
    """
    things = same_things(project.catalogue.indicators.values())
    by_document = _indicators_by_document(printed)

    def same_thing(item: PrintedValue) -> Hashable:
        moments = [(input_.observed.slice, input_.period) for input_ in item.value.inputs]
        return (things[first_indicator(item)], item.value.operation, *moments)

    rivals = [item for item in printed if _is_of_one(item) and first_indicator(item) in things]
    for same in grouped_by(same_thing, rivals):
        for item in same:
            other = _find_rival(item, same, by_document)
            if other and not (_says_source(item, project) or _says_source(other, project)):
                yield item, _fault(item, other)


def _is_of_one(item: PrintedValue) -> bool:
    """Whether a value was made from one indicator alone."""
    return len({input_.indicator for input_ in item.value.inputs}) == 1


def _find_rival(
    item: PrintedValue, same: Iterable[PrintedValue], by_document: Mapping[str, set[str]]
) -> PrintedValue | None:
    for other in same:
        if _is_apart(item, other, by_document) and other.value.amount != item.value.amount:
            return other
    return None


def _is_apart(item: PrintedValue, other: PrintedValue, by_document: Mapping[str, set[str]]) -> bool:
    """Whether two documents each print their own source of one thing: whoever prints both, explains
    it.
    """
    mine, theirs = first_indicator(item), first_indicator(other)
    if mine == theirs:
        return False
    return theirs not in by_document[item.document] and mine not in by_document[other.document]


def _says_source(item: PrintedValue, project: Project) -> bool:
    source = item.value.inputs[0].source
    name = project.catalogue.sources[source].name
    return source in item.context or name in item.context


def _fault(item: PrintedValue, other: PrintedValue) -> Fault:
    source = f"{first_indicator(other)}, {other.value.inputs[0].source}"
    message = f"{named(item)} staat in {other.document} als {other.value.text} ({source})"
    hint = f"gebruik in beide dezelfde reeks, of noem de bron van {first_indicator(item)} erbij"
    return Fault("overeenstemming", message, hint)


def _indicators_by_document(printed: Iterable[PrintedValue]) -> dict[str, set[str]]:
    indicators: dict[str, set[str]] = defaultdict(set)
    for item in printed:
        indicators[item.document].update(input_.indicator for input_ in item.value.inputs)
    return indicators
