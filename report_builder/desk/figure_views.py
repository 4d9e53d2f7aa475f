"""Every figure of the edition as the pages show it: how it stands, where it is printed, and how it
went; worked out once for each state of the project.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from report_builder.build.filled_project import FilledProject
from report_builder.build.late_parts import states_of
from report_builder.build.session import Checked
from report_builder.desk.chapter_views import ADDRESS
from report_builder.desk.series_pictures import SmallPicture, draw_small
from report_builder.model.catalogue import PERCENT, Indicator
from report_builder.model.document import NumberedFigure
from report_builder.model.state import CountedAs, IndicatorState
from report_builder.model.value import TracedValue
from report_builder.problems import Fault, Problem
from report_builder.registers.status_report import COUNT_WORDS
from report_builder.values.dataset import Dataset
from report_builder.values.operands import SliceReading
from report_builder.values.quantity import Quantity
from report_builder.wording.periods import period_text
from report_builder.workspace import today

COLOURS = {CountedAs.FRESH: "goed", CountedAs.LATE: "fout", CountedAs.AWAITED: "let-op"}
"""The look of a state, beside its words; the others have none."""


@dataclass(frozen=True)
class DocumentLink:
    """A document of the edition, and the address where it is read; empty for the front of the
    report, which has no page.
    """

    label: str
    title: str
    address: str


@dataclass(frozen=True)
class ValuePlace:
    """Where a value that rests on an indicator is printed, and as what."""

    document: DocumentLink
    place: str
    text: str
    is_stale: bool


@dataclass(frozen=True)
class DrawnPlace:
    """A figure or table that stands in a document, by its id, and how it is called there."""

    figure: str
    document: DocumentLink
    name: str


@dataclass(frozen=True)
class ListedFigure:
    """One indicator in the list; `value` is empty where there is none, and `parts` then says of
    which slices there is one.
    """

    indicator: Indicator
    value: str
    unit: str
    period: str
    is_stale: bool
    parts: str
    kind: CountedAs
    late_parts: tuple[str, ...]
    """The slices that are printed and lag behind, each with how it stands."""
    documents: tuple[DocumentLink, ...]
    picture: SmallPicture | None
    kinds: frozenset[CountedAs]
    """How it and the slices of it that lag behind stand."""
    sought: str
    """Where a search looks, folded."""

    @property
    def word(self) -> str:
        """How it stands, in words."""
        return COUNT_WORDS[self.kind]

    @property
    def colour(self) -> str:
        """The look of how it stands."""
        return COLOURS.get(self.kind, "")


@dataclass(frozen=True)
class FigureBook:
    """What the pages tell of the figures in one state of the project."""

    filled: FilledProject
    problems: tuple[Problem, ...]
    rows: Mapping[str, ListedFigure]
    states: Mapping[str, IndicatorState]
    printed: Mapping[str, tuple[ValuePlace, ...]]
    """Where each indicator is printed, in reading order."""
    drawn: Mapping[str, tuple[DrawnPlace, ...]]
    """Where each figure or table stands."""

    def problems_in(self, folder: str, known: Iterable[str] = ()) -> tuple[Problem, ...]:
        """The problems of the files in a folder of the project, but for those that are known."""
        skipped = set(known)
        return tuple(
            problem
            for problem in self.problems
            if problem.file.startswith(f"{folder}/") and problem.file not in skipped
        )


class FigureViews:
    """The figures of a project that is followed; threads may ask."""

    def __init__(self) -> None:
        self._made: tuple[str, FigureBook] | None = None
        self._guard = threading.Lock()

    def book(self, checked: Checked | None) -> FigureBook | None:
        """What there is to tell in a state of the project; None while it cannot be read."""
        if checked is None or not isinstance(checked.project, FilledProject):
            return None
        with self._guard:
            if self._made is None or self._made[0] != checked.state:
                self._made = checked.state, make_book(checked.project)
            return self._made[1]


def make_book(project: FilledProject) -> FigureBook:
    """What there is to tell of the figures of a project."""
    links = _links(project)
    all_states = states_of(project)
    states = {state.indicator.id: state for state in all_states if not state.part}
    late: dict[str, list[IndicatorState]] = {}
    for state in all_states:
        if state.part:
            late.setdefault(state.indicator.id, []).append(state)
    dataset = Dataset(project.setup.project)
    rows = {key: _row(state, late.get(key, []), dataset, links) for key, state in states.items()}
    printed = _printed(project, links)
    return FigureBook(project, project.problems, rows, states, printed, _drawn(project, links))


def _links(project: FilledProject) -> dict[str, DocumentLink]:
    links = {}
    for job in project.all_jobs:
        is_twin = job.addressee is not None and job.label != job.entry.id
        twin = f" ({job.addressee.name})" if is_twin and job.addressee else ""
        title = f"{job.number} {job.entry.title}{twin}".strip()
        address = "" if job is project.front else f"{ADDRESS}/{job.label}"
        links[job.label] = DocumentLink(job.label, title, address)
    return links


def _row(
    state: IndicatorState,
    late: Sequence[IndicatorState],
    dataset: Dataset,
    links: Mapping[str, DocumentLink],
) -> ListedFigure:
    indicator, day = state.indicator, today()
    value = current_value(indicator, dataset)
    dimensions = " en ".join(dimension.replace("_", " ") for dimension in indicator.dimensions)
    count = len(dataset.slices(indicator))
    documents = tuple(links[label] for label in state.documents if label in links)
    return ListedFigure(
        indicator,
        value.text if value else "",
        "" if indicator.unit == PERCENT else indicator.unit,
        period_text(state.last) if state.last else "",
        bool(value and value.freshness.is_stale),
        f"{count} delen naar {dimensions}" if dimensions and not value else "",
        state.counted_as(day),
        tuple(f"{part.part}: {COUNT_WORDS[part.counted_as(day)]}" for part in late),
        documents,
        draw_small(dataset.until_end(indicator, indicator.total)),
        frozenset(one.counted_as(day) for one in (state, *late)),
        folded(" ".join(_said(indicator))),
    )


def _said(indicator: Indicator) -> Sequence[str]:
    """What a search finds an indicator by."""
    names = (indicator.id, indicator.title, indicator.unit, indicator.definition)
    return (*names, indicator.source, indicator.deliverer, *indicator.dimensions)


def current_value(indicator: Indicator, dataset: Dataset) -> TracedValue | None:
    """What a tag of the indicator itself prints; None where it prints nothing."""
    try:
        return Quantity(dataset, SliceReading(indicator, indicator.total)).printed()
    except Fault:
        return None


def folded(text: str) -> str:
    """A text in small letters without accents, to search in."""
    letters = normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not combining(letter))


def _printed(
    project: FilledProject, links: Mapping[str, DocumentLink]
) -> dict[str, tuple[ValuePlace, ...]]:
    places: dict[str, dict[ValuePlace, None]] = {}
    for printed in project.values:
        value = printed.value
        link = links[printed.document]
        place = ValuePlace(link, printed.place, value.text, value.freshness.is_stale)
        for key in dict.fromkeys(given.indicator for given in value.inputs):
            places.setdefault(key, {})[place] = None
    return {key: tuple(own) for key, own in places.items()}


def _drawn(
    project: FilledProject, links: Mapping[str, DocumentLink]
) -> dict[str, tuple[DrawnPlace, ...]]:
    places: dict[str, list[DrawnPlace]] = {}
    for label, figure in _numbered(project):
        name = f"{figure.noun} {figure.number}"
        place = DrawnPlace(figure.figure, links[label], name)
        places.setdefault(figure.figure, []).append(place)
    return {key: tuple(own) for key, own in places.items()}


def _numbered(project: FilledProject) -> Iterator[tuple[str, NumberedFigure]]:
    for job in project.all_jobs:
        document = project.filled.get(job.label)
        for figure in document.placed if document else ():
            yield job.label, figure
