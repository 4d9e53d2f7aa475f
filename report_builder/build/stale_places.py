"""The stale figures that nobody accepted: told once for each indicator, with where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from report_builder.build.figure_tasks import make_any, stale_lines
from report_builder.build.release_candidate import Candidate
from report_builder.build.release_setup import Setup
from report_builder.intake.release_rules import catalogue_file
from report_builder.model.document import FilledDocument, NumberedFigure, PrintedValue
from report_builder.model.period import Period
from report_builder.model.value import Freshness, Input
from report_builder.problems import Problem
from report_builder.wording.numbers import list_text

CODE = "verouderd"
_ACCEPT = "neem de indicator op onder [[accepted_stale]]"
_MEND = f"lever de cijfers aan, of {_ACCEPT}"
_SHOWN = 3
"""So many places are named exactly; of the others it is told in which document they are."""
_BLOCKS = ("figuur ", "tabel ", "dashboard ")


@dataclass(frozen=True)
class _StaleUse:
    """One place where a stale indicator is printed, drawn or chose a text."""

    place: str
    indicator: str
    last: Period


@dataclass
class StaleIndicator:
    """An indicator that is printed while it is stale: up to when, and where.

    A place is the name of a document and where in it: a paragraph, a table or a figure.
    """

    last: Period
    places: dict[tuple[str, str], None] = field(default_factory=dict)


def find_stale(candidate: Candidate) -> dict[str, StaleIndicator]:
    """The stale indicators that are printed and not accepted, in reading order.

    News is not looked at: there a stale figure is wrong even when it was accepted.
    """
    indicators: dict[str, StaleIndicator] = {}
    for name, document in _documents(candidate):
        for use in _stale_uses(candidate.setup, document):
            indicator = indicators.setdefault(use.indicator, StaleIndicator(use.last))
            indicator.last = max(indicator.last, use.last)
            indicator.places[name, use.place] = None
    return indicators


def _documents(candidate: Candidate) -> Iterator[tuple[str, FilledDocument]]:
    """The documents that are no news, each with what it is called."""
    for job in candidate.jobs:
        if not job.traits.is_news:
            yield candidate.edition.name_of(job.entry), candidate.filled[job.label]


def _stale_uses(setup: Setup, document: FilledDocument) -> Iterator[_StaleUse]:
    """Everything stale that a document prints, draws or lets choose its text."""
    for printed in document.values:
        for given in _stale_inputs(printed):
            yield _StaleUse(_place(printed), given.indicator, given.period)
    for choice in document.stale_choices:
        for indicator, last in choice.indicators:
            yield _StaleUse(choice.place, indicator, last)
    for figure in _drawn_figures(setup, document):
        for indicator, last in stale_lines(setup, figure.figure).items():
            if indicator not in setup.project.accepted:
                yield _StaleUse(_figure_place(figure), indicator, last)


def _stale_inputs(printed: PrintedValue) -> list[Input]:
    if printed.value.freshness is not Freshness.STALE:
        return []
    inputs = (*printed.value.inputs, *printed.value.chosen_by)
    return [given for given in inputs if given.freshness is Freshness.STALE]


def _place(printed: PrintedValue) -> str:
    """Where a value stands; the cells of a table are one place."""
    is_block = printed.place.startswith(_BLOCKS)
    return printed.place.partition(",")[0] if is_block else printed.place


def _drawn_figures(setup: Setup, document: FilledDocument) -> list[NumberedFigure]:
    """The figures that are drawn; a table and a dashboard print their values."""
    if not document.data:
        return []
    specs = setup.project.figures
    return [figure for figure in document.placed if specs[figure.figure].traits.is_picture]


def _figure_place(figure: NumberedFigure) -> str:
    return f"{figure.noun.lower()} {figure.number}"


def check_stale(candidate: Candidate) -> Iterator[Problem]:
    """A problem for each stale indicator that was not accepted, at its entry in the catalogue."""
    catalogue = candidate.setup.project.catalogue
    files = {theme: catalogue_file(candidate.workspace, theme) for theme in catalogue.themes}
    for key, stale in sorted(find_stale(candidate).items()):
        indicator = catalogue.indicators[key]
        message = f"verouderd cijfer: {key} (t/m {stale.last}) staat op {places_text(stale)}"
        way = f"laat {indicator.deliverer} het cijfer leveren, of"
        if indicator.has_ended("", stale.last):
            way = "de bron heeft de reeks beëindigd;"
        hint = f"{way} {_ACCEPT}"
        name = key.partition(".")[2]
        yield files[indicator.theme].problem(CODE, (name,), message, hint)
    yield from _without_indicator(candidate)


def places_text(stale: StaleIndicator) -> str:
    """How often an indicator is printed, in which documents, and where first."""
    places = list(stale.places)
    first = [f"{name}, {place}" for name, place in places[:_SHOWN]]
    if len(places) <= _SHOWN:
        noun = "plaats" if len(places) == 1 else "plaatsen"
        return f"{len(places)} {noun}: {'; '.join(first)}"
    counts = Counter(name for name, _ in places)
    documents = list_text([f"{name} ({count})" for name, count in counts.items()])
    return f"{len(places)} plaatsen: {documents}; onder meer {'; '.join(first)}"


def _without_indicator(candidate: Candidate) -> Iterator[Problem]:
    """What is stale while its trace names no indicator that is: told where it stands.

    No value that is made today is so. One that would be must not slip through to parliament.
    """
    for job in candidate.jobs:
        if job.traits.is_news:
            continue
        document = candidate.filled[job.label]
        places = [
            printed.place
            for printed in document.values
            if printed.value.freshness is Freshness.STALE and not _stale_inputs(printed)
        ]
        places += [choice.place for choice in document.stale_choices if not choice.indicators]
        for place in dict.fromkeys(places):
            yield Problem(CODE, job.file, place, "hier staat een verouderd cijfer", _MEND)
        for figure in _drawn_figures(candidate.setup, document):
            if _is_unnamed(candidate.setup, figure.figure):
                place = _figure_place(figure)
                yield Problem(CODE, job.file, place, "hier staan verouderde cijfers", _MEND)


def _is_unnamed(setup: Setup, figure: str) -> bool:
    """Whether a figure is stale while none of its lines is."""
    content = make_any(setup, figure, setup.dataset)
    return content.freshness is Freshness.STALE and not stale_lines(setup, figure)
