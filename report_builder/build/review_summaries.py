"""The lists of a review page: what is stale, what changed, and what was warned of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.build.review_items import SPOKEN, Earlier, Items
from report_builder.model.catalogue import Indicator
from report_builder.model.document import PrintedValue
from report_builder.model.review import Ingredient, Link, ReviewItem, ReviewList, Shown
from report_builder.model.state import IndicatorState
from report_builder.model.trace import Observed, OperationKind
from report_builder.problems import Problem
from report_builder.registers.change_reasons import deliveries_of, name_of, periods_of, reason
from report_builder.registers.edition_pair import Comparison
from report_builder.registers.number_changes import Number, NumberChange, Pair
from report_builder.registers.number_register import PrintedRow
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import date_text, period_text

Row = tuple[Shown, ...]
_ORDER = (
    NumberChange.REVISED,
    NumberChange.NEWER,
    NumberChange.NEW,
    NumberChange.GONE,
    NumberChange.REWORDED,
)
CHANGE_HEAD = ("Wat", "Cijfer", "Was", "Nu", "Periode was", "Periode nu", "Waarom", "Staat in")
_MOST_LINKS = 12
_BRACES = re.compile(r"\{[{%#]\s*|(?<!\s)\s+[}%#]\}|[}%#]\}")
"""Where a tag begins and ends, with the space inside it."""
_ENDED = "niemand: beëindigd door de bron"


@dataclass(frozen=True)
class Late:
    """A stale figure that is printed: its last observation, and where."""

    observed: Observed
    document: str
    link: Link


def late_values(values: Iterable[PrintedValue]) -> Iterator[Late]:
    """The stale figures behind what is printed in text and tables."""
    for printed in values:
        if printed.value.operation.kind is OperationKind.PERIOD or printed.place.endswith(SPOKEN):
            continue  # a figure is listed by itself
        link = Link(f"{printed.value.text}, {printed.place}", printed.value.key)
        for given in printed.value.inputs:
            if given.freshness.is_stale:
                yield Late(given.observed, printed.document, link)


def stale_by_owner(
    late: Sequence[Late], states: Sequence[IndicatorState], items: Items, titles: Mapping[str, str]
) -> ReviewList:
    """What must still be delivered, by who must do so."""
    by_thing: dict[tuple[str, str], list[Late]] = {}
    for item in late:
        by_thing.setdefault(item.observed.thing, []).append(item)
    by_id = {state.indicator.id: state for state in states}
    rows = []
    for (indicator, _), own in by_thing.items():
        state = by_id[indicator]
        last = max(item.observed.period for item in own)
        is_ended = state.indicator.has_ended(own[0].observed.slice, last)
        places = tuple(dict.fromkeys(Link(_place(item, titles), item.link.key) for item in own))
        rows.append(
            (
                _ENDED if is_ended else state.indicator.deliverer,
                items.thing(own[0].observed),
                period_text(last),
                "–" if is_ended else period_text(state.expected),
                "–" if is_ended else _due(state.indicator),
                "aanvaard" if state.state == "accepted" else "",
                places[:_MOST_LINKS],
            )
        )
    head = (
        "Te leveren door",
        "Cijfer",
        "Cijfers t/m",
        "Verwacht t/m",
        "Verschijnt op",
        "Stand",
        "Staat in",
    )
    lead = "Cijfers waarvan nog geen update beschikbaar is. Wie moet leveren, staat vooraan."
    ordered = tuple(sorted(rows, key=lambda row: (row[0].casefold(), row[1].casefold())))
    return ReviewList(
        "geel-per-leverancier", "Verouderde cijfers per leverancier", lead, head, ordered
    )


def _due(indicator: Indicator) -> str:
    """When its figures are published, as far as that is known."""
    if indicator.expected_on:
        return date_text(indicator.expected_on)
    return indicator.publication or "niet bekend"


def _place(item: Late, titles: Mapping[str, str]) -> str:
    return f"{titles.get(item.document, item.document)}: {item.link.text}"


def stale_by_document(late: Sequence[Late], items: Items, titles: Mapping[str, str]) -> ReviewList:
    """What is yellow, document by document."""
    by_thing: dict[tuple[str, str, str], list[Late]] = {}
    for document in titles:
        for item in (item for item in late if item.document == document):
            by_thing.setdefault((document, *item.observed.thing), []).append(item)
    rows: list[Row] = []
    for (document, indicator, _), own in by_thing.items():
        catalogued, observed = items.catalogue.indicators[indicator], own[0].observed
        places = tuple(dict.fromkeys(item.link for item in own))
        last = max(item.observed.period for item in own)
        is_ended = catalogued.has_ended(observed.slice, last)
        owner = _ENDED if is_ended else catalogued.deliverer
        rows.append((titles[document], items.thing(observed), period_text(last), owner, places))
    head = ("Document", "Cijfer", "Cijfers t/m", "Te leveren door", "Staat in")
    lead = "Alles wat geel is, op volgorde van het rapport."
    return ReviewList(
        "geel-per-hoofdstuk", "Verouderde cijfers per hoofdstuk", lead, head, tuple(rows)
    )


def warnings_list(problems: Sequence[Problem], documents: Mapping[str, str]) -> ReviewList:
    """What was warned of; `documents` gives the title of the document that is written from a
    template.
    """
    rows = tuple(
        (
            without_braces(documents.get(problem.file, problem.file)),
            without_braces(problem.place),
            without_braces(problem.message),
            without_braces(problem.hint),
        )
        for problem in problems
        if not problem.is_error
    )
    head = ("Document of bestand", "Plaats", "Waarschuwing", "Wat u kunt doen")
    return ReviewList(
        "waarschuwingen", "Waarschuwingen", "Wat het programma bij het bouwen opviel.", head, rows
    )


def without_braces(text: str) -> str:
    """A warning for reviewers, who write no tags: no file that goes out holds one."""
    return _BRACES.sub("", text)


def change_rows(
    comparison: Comparison,
    keys: Mapping[object, str],
    why: Callable[[Comparison, Pair], str] = reason,
) -> tuple[Row, ...]:
    """The numbers that changed from one side to the other; `keys` gives the items of the new
    side.
    """
    return tuple(
        _change_row(comparison, pair, keys, why(comparison, pair))
        for change in _ORDER
        for pair in comparison.of(change)
    )


def brought(comparison: Comparison, pair: Pair) -> str:
    """The newest deliveries behind a number."""
    return "; ".join(deliveries_of(comparison, pair.latest))


def _change_row(comparison: Comparison, pair: Pair, keys: Mapping[object, str], why: str) -> Row:
    old, new = pair.old, pair.new
    side = comparison.new if new else comparison.old
    places = [
        f"{side.titles.get(document, document)}: {place}" for document, place in pair.latest.places
    ]
    key = keys.get(thing_of(new)) if new else None
    links: Shown = tuple(Link(place, key) for place in places[:3]) if key else list_text(places[:3])
    was, now = old.text if old else "", new.text if new else ""
    return (
        pair.change.value,
        name_of(comparison, pair.latest),
        was,
        now,
        periods_of(old),
        periods_of(new),
        why,
        links,
    )


def thing_of(number: Number | PrintedRow) -> object:
    """What tells a number from all others of an edition."""
    return (number.operation, number.observed or number.source, number.amount)


def changed_keys(
    comparison: Comparison, keys: Mapping[object, str]
) -> dict[str, tuple[NumberChange, Number]]:
    """What became of the old numbers, by the item that each is now."""
    return {
        keys[thing_of(pair.new)]: (pair.change, pair.old)
        for pair in comparison.pairs
        if pair.new and pair.old and thing_of(pair.new) in keys
    }


def moved_rows(numbers: Iterable[ReviewItem], earlier: Earlier) -> tuple[Row, ...]:
    """The current numbers beside the last that the previous edition knew of the same thing."""
    prefix = f"{earlier.title}: "
    return tuple(
        (item.name, item.earlier.removeprefix(prefix), f"{item.text} ({item.period})", _links(item))
        for item in numbers
        if item.earlier
    )


def revision_rows(numbers: Iterable[ReviewItem], items: Items) -> tuple[Row, ...]:
    """The observations behind what is printed that the previous edition knew with another value."""
    links_by_ingredient: dict[Ingredient, list[Link]] = {}
    for item in numbers:
        for ingredient in item.inputs:
            if ingredient.earlier and not item.is_aside:
                links_by_ingredient.setdefault(ingredient, []).extend(_links(item))
    prefix = f"{items.earlier.title}: "
    return tuple(
        (
            ingredient.name,
            ingredient.period,
            ingredient.earlier.removeprefix(prefix),
            ingredient.value,
            tuple(dict.fromkeys(links))[:6],
        )
        for ingredient, links in sorted(
            links_by_ingredient.items(), key=lambda pair: (pair[0].name, pair[0].period)
        )
    )


def _links(item: ReviewItem) -> tuple[Link, ...]:
    return (Link(f"{item.text}, {item.places[0].place}", item.key),)
