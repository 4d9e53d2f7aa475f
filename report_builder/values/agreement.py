"""What two documents of an edition say of the same thing: proof from the trace that it is the same
value.

A value is known by its trace, not by its text: rounded or in words, it is the same value when it
was made in the same way from the same observations. What cannot be the same by itself is looked for
here: another period, another base, another source of the same thing, and a number typed as `vast`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from report_builder.model.document import PrintedValue
from report_builder.model.period import Period
from report_builder.model.project import Project
from report_builder.model.value import Freshness, TracedValue
from report_builder.problems import Fault
from report_builder.values.equivalents import same_things
from report_builder.wording.periods import period_text

Disagreement = tuple[PrintedValue, Fault]


@dataclass(frozen=True)
class PrintedEdition:
    """Everything that an edition prints, and which of its documents are short: they take over what
    the others say.
    """

    printed: Sequence[PrintedValue]
    short: frozenset[str]
    project: Project


def contradictions(edition: PrintedEdition) -> Iterator[Disagreement]:
    """The same calculation with the same observations that came to different amounts: an error in
    itself.
    """
    for first, *others in _grouped(_counted(edition.printed), _trace):
        for other in others:
            if other.value.amount != first.value.amount:
                message = (
                    f"{_named(other)} is in {first.document} een ander getal: {first.value.text}"
                )
                yield (
                    other,
                    Fault("tegenspraak", message, "bouw opnieuw met een lege REPORT_BUILDER_CACHE"),
                )


def disagreements(edition: PrintedEdition) -> Iterator[Disagreement]:
    """Where documents print the same thing of another period, against another base, or from another
    source.
    """
    counted = _counted(edition.printed)
    seen = _current_inputs(counted)
    for same in _grouped(counted, lambda item: _shape(item.value)):
        yield from _first_of_each(_older_moments(same))
        yield from _first_of_each(_history_only(same, seen, edition))
        yield from _first_of_each(_other_bases(same))
    yield from _first_of_each(_other_sources(counted, edition.project))


def _counted(printed: Iterable[PrintedValue]) -> list[PrintedValue]:
    """What was made from observations and has an amount; a period or a list of names has none."""
    return [item for item in printed if item.value.inputs and item.value.amount is not None]


def _older_moments(same: Sequence[PrintedValue]) -> Iterator[Disagreement]:
    """Current values that stand still earlier than in another document: a ranking waits for what is
    not delivered.
    """
    current = [item for item in same if item.value.as_of]
    newest = max(current, key=_as_of, default=None)
    for item in current:
        if newest and _as_of(item) < _as_of(newest) and item.document != newest.document:
            hint = "laat beide documenten hetzelfde vragen, of noem de periode erbij"
            yield from _differs(item, newest, hint) if not _names(item, item.value.as_of) else ()


def _history_only(
    same: Sequence[PrintedValue], seen: set[tuple[str, str, str]], edition: PrintedEdition
) -> Iterator[Disagreement]:
    """A value of an explicit period in a document that nowhere prints the current one, as another
    document does.
    """
    current = [item for item in same if item.value.as_of and item.value.period == item.value.as_of]
    for item in same:
        first = item.value.inputs[0]
        other = next((now for now in current if now.document != item.document), None)
        is_older = other and item.value.period and item.value.period.last < _as_of(other).last
        if not other or not is_older or item.value.freshness is not Freshness.HISTORY:
            continue
        is_read_alone = item.document in edition.short or not (
            _names(item, item.value.period) or not item.context
        )
        if is_read_alone and (item.document, first.indicator, first.slice) not in seen:
            yield from _differs(
                item, other, "laat de periode (of until) weg, of noem ook het actuele cijfer"
            )


def _other_bases(same: Sequence[PrintedValue]) -> Iterator[Disagreement]:
    """A change against an earlier year than in another document, in a paragraph that does not name
    that year.
    """
    changes = [item for item in same if item.value.as_of and _is_change(item.value)]
    bases: dict[str, set[Period]] = defaultdict(set)
    for item in changes:
        bases[item.document].add(_base(item))
    for item in changes:
        others = (other for other in changes if _base(other) not in bases[item.document])
        other = next((other for other in others if _base(item) not in bases[other.document]), None)
        if other and _base(item) < _base(other) and not _names(item, _base(item)):
            message = (
                f"{_named(item)} is ten opzichte van {period_text(_base(item))}; {other.document} "
                "noemt"
                f" {other.value.text}, ten opzichte van {period_text(_base(other))}"
            )
            yield item, Fault("overeenstemming", message, "noem erbij waarmee vergeleken wordt")


def _is_change(value: TracedValue) -> bool:
    """Whether it compares two observations of one thing."""
    return (
        len(value.inputs) == 2 and len({(made.indicator, made.slice) for made in value.inputs}) == 1
    )


def _base(item: PrintedValue) -> Period:
    return item.value.inputs[1].period


def _other_sources(counted: Sequence[PrintedValue], project: Project) -> Iterator[Disagreement]:
    """The same thing from another source than in another document, in paragraphs that do not name
    the source.
    """
    twins, printed = same_things(project.catalogue.indicators.values()), _printed_by(counted)
    alone = [
        item for item in counted if {made.indicator for made in item.value.inputs} <= twins.keys()
    ]
    alone = [item for item in alone if len({made.indicator for made in item.value.inputs}) == 1]
    for same in _grouped(
        alone, lambda item: (twins[_indicator(item)], item.value.operation, _places(item.value))
    ):
        for item in same:
            mine = _indicator(item)
            others = (other for other in same if _is_apart(item, other, printed))
            other = next(
                (other for other in others if other.value.amount != item.value.amount), None
            )
            if other and not (_says_source(item, project) or _says_source(other, project)):
                message = (
                    f"{_named(item)} staat in {other.document} als {other.value.text} "
                    f"({_indicator(other)},"
                    f" {other.value.inputs[0].source})"
                )
                hint = f"gebruik in beide dezelfde reeks, of noem de bron van {mine} erbij"
                yield item, Fault("overeenstemming", message, hint)


def _is_apart(item: PrintedValue, other: PrintedValue, printed: dict[str, set[str]]) -> bool:
    """Whether two documents each print their own source of one thing: whoever prints both, explains
    it.
    """
    mine, theirs = _indicator(item), _indicator(other)
    return (
        mine != theirs
        and theirs not in printed[item.document]
        and mine not in printed[other.document]
    )


def _differs(item: PrintedValue, other: PrintedValue, hint: str) -> Iterator[Disagreement]:
    mine, theirs = item.value.as_of or item.value.period, _as_of(other)
    assert mine
    message = (
        f"{_named(item)} gaat over {period_text(mine)}, maar {other.document} noemt "
        f"{other.value.text} over"
        f" {period_text(theirs)}"
    )
    yield item, Fault("overeenstemming", message, hint)


def _first_of_each(differences: Iterable[Disagreement]) -> Iterator[Disagreement]:
    """One disagreement for each document and indicator."""
    told = set()
    for item, fault in differences:
        key = (item.document, _indicator(item))
        if key not in told:
            told.add(key)
            yield item, fault


def _shape(value: TracedValue) -> Hashable:
    """What a value is, whatever its period: how it was made, from which slices of which
    indicators.
    """
    parts = [(made.indicator, made.slice) for made in value.inputs]
    is_long = value.operation.startswith("jaren ")
    if is_long:
        return (value.operation.partition("(")[0], *dict.fromkeys(parts))
    return (value.operation, value.source, *parts)


def _trace(item: PrintedValue) -> Hashable:
    """How a value was made from which observations, whether these were asked for by period or are
    current.
    """
    return (item.value.operation, item.value.source, tuple(map(str, item.value.inputs)))


def _places(value: TracedValue) -> tuple[tuple[str, Period], ...]:
    return tuple((made.slice, made.period) for made in value.inputs)


def _indicator(item: PrintedValue) -> str:
    return item.value.inputs[0].indicator


def _named(item: PrintedValue) -> str:
    return f"{item.value.text} ({_indicator(item)})"


def _as_of(item: PrintedValue) -> Period:
    assert item.value.as_of
    return item.value.as_of


def _names(item: PrintedValue, period: Period | None) -> bool:
    """Whether the paragraph of a value names the year of a period."""
    return period is not None and str(period.year) in item.context


def _says_source(item: PrintedValue, project: Project) -> bool:
    source = item.value.inputs[0].source
    name = project.catalogue.sources[source].name
    return source in item.context or name in item.context


def _current_inputs(printed: Iterable[PrintedValue]) -> set[tuple[str, str, str]]:
    """Which slices of which indicators each document prints the current value of, or something made
    from it.
    """
    return {
        (item.document, made.indicator, made.slice)
        for item in printed
        for made in item.value.inputs
        if made.freshness is not Freshness.HISTORY
    }


def _printed_by(printed: Iterable[PrintedValue]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item in printed:
        found[item.document].update(made.indicator for made in item.value.inputs)
    return found


def _grouped(
    printed: Iterable[PrintedValue], key: Callable[[PrintedValue], Hashable]
) -> Iterable[list[PrintedValue]]:
    """The values with the same key together, where more than one document prints them."""
    found: dict[Hashable, list[PrintedValue]] = defaultdict(list)
    for item in printed:
        found[key(item)].append(item)
    return [same for same in found.values() if len({item.document for item in same}) > 1]
