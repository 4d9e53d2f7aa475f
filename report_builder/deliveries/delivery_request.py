"""What an organisation that delivers is asked for: every figure that is expected of it and not
there, those that the edition prints first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from report_builder.intake.observations import read_observations
from report_builder.intake.settings import read_catalogue, read_edition, read_sources
from report_builder.model.catalogue import DELIVERY, PUBLICATION, Catalogue, Indicator
from report_builder.model.edition import Edition
from report_builder.model.edition_prints import EditionPrints
from report_builder.model.period import Period
from report_builder.model.series import Observation, Series, Slice
from report_builder.problems import Stopped, Unusable, has_errors, nearest
from report_builder.values.owed_periods import last_value, owed_periods
from report_builder.workspace import Workspace

_YEARS_ASKED = 2
"""A slice that no document prints and has had no figure for longer is asked for by agreement, not
on a form.
"""


@dataclass(frozen=True)
class RequestedFigure:
    """One figure that is asked for, with the last one known, and the titles of the documents that
    wait for it.
    """

    indicator: Indicator
    period: Period
    key: Slice
    last: Observation | None
    documents: tuple[str, ...] = ()
    is_late: bool = False


@dataclass(frozen=True)
class DeliveryRequest:
    """All that is asked of an owner for an edition.

    `publishers` are the other organisations that publish figures of this owner, with how many
    indicators: nobody is asked for these.
    """

    owner: str
    edition: Edition
    indicators: tuple[Indicator, ...]
    figures: tuple[RequestedFigure, ...]
    publishers: Mapping[str, int]

    @property
    def printed(self) -> list[RequestedFigure]:
        """What a document waits for."""
        return [figure for figure in self.figures if figure.documents]

    @property
    def others(self) -> list[RequestedFigure]:
        """What no document prints now."""
        return [figure for figure in self.figures if not figure.documents]


def read_request(
    workspace: Workspace, edition_file: Path, owner: str, find_prints: Callable[[], EditionPrints]
) -> DeliveryRequest:
    """What is asked of an owner; what is printed is looked for only where something is.

    Raises Stopped on errors in the figures it is made from, and Unusable where nothing is ever
    asked of the owner.
    """
    edition, _, problems = read_edition(workspace, edition_file)
    sources, source_problems = read_sources(workspace)
    read, catalogue_problems = read_catalogue(workspace, None)
    problems = [*problems, *source_problems, *catalogue_problems]
    catalogue = Catalogue(sources, dict(sorted(read.indicators.items())))
    asked = [one for one in _by_hand(catalogue) if one.deliverer == owner]
    if not asked and not has_errors(problems):
        raise Unusable(_nothing_asked(catalogue, owner))
    files = {indicator.id: read.files[indicator.id] for indicator in asked}
    series, series_problems = read_observations(files, read.indicators)
    problems += series_problems
    if edition is None or has_errors(problems):
        raise Stopped(problems)
    year, prints = edition.reporting_year, find_prints()
    groups = [list(_figures(one, series[one.id], year, prints)) for one in asked]
    in_order = sorted((group for group in groups if group), key=_urgency)
    figures = tuple(figure for group in in_order for figure in group)
    return DeliveryRequest(owner, edition, tuple(asked), figures, _publishers(catalogue, owner))


def _urgency(figures: Sequence[RequestedFigure]) -> tuple[bool, date, str]:
    """Where the figures of one indicator stand: what is late first, by when it is due."""
    indicator = figures[0].indicator
    is_late = any(figure.is_late for figure in figures)
    return not is_late, indicator.expected_on or date.max, indicator.id


def asked_owners(catalogue: Catalogue) -> set[str]:
    """The organisations that a form can be made for."""
    return {indicator.deliverer for indicator in _by_hand(catalogue)}


def _by_hand(catalogue: Catalogue) -> list[Indicator]:
    """The indicators that no service gives and no other than their owner publishes."""
    return [
        indicator
        for indicator in catalogue.indicators.values()
        if _is_given_by_owner(catalogue, indicator)
    ]


def _is_given_by_owner(catalogue: Catalogue, indicator: Indicator) -> bool:
    door = catalogue.door(indicator)
    is_its_own = catalogue.publisher(indicator) == indicator.deliverer
    return door == DELIVERY or (door == PUBLICATION and is_its_own)


def _publishers(catalogue: Catalogue, owner: str) -> dict[str, int]:
    """How many indicators of an owner each other organisation publishes."""
    publishers = Counter(
        catalogue.publisher(indicator)
        for indicator in catalogue.indicators.values()
        if indicator.deliverer == owner and catalogue.door(indicator) == PUBLICATION
    )
    del publishers[owner]
    return dict(sorted(publishers.items()))


def _nothing_asked(catalogue: Catalogue, owner: str) -> str:
    owners = sorted(asked_owners(catalogue))
    hint = nearest(owner, owners) or f"kies uit: {', '.join(owners)}"
    return f"van '{owner}' worden geen cijfers gevraagd; {hint}"


def _figures(
    indicator: Indicator, series: Series, year: int, prints: EditionPrints
) -> Iterator[RequestedFigure]:
    """The figures that are owed of each slice that is asked for, what is printed in front."""
    keys = _asked_slices(indicator, series, year, prints)
    for key in sorted(keys, key=lambda key: not prints.prints(indicator, key)):
        last = last_value(indicator, series.of(key), year)
        documents = prints.documents(indicator, key)
        for period in owed_periods(indicator, key, series.of(key), year):
            is_late = prints.is_late(indicator, key)
            yield RequestedFigure(indicator, period, key, last, documents, is_late)


def _asked_slices(
    indicator: Indicator, series: Series, year: int, prints: EditionPrints
) -> Sequence[Slice]:
    """The slices that had a figure in the last years of the indicator, and those that a document
    prints, however old they are.
    """
    lasts = {key: last_value(indicator, series.of(key), year) for key in series.slices}
    newest = max((last.period for last in lasts.values() if last), default=None)
    oldest = newest.years_before(_YEARS_ASKED).first if newest else date.max
    asked = [
        key
        for key, last in lasts.items()
        if prints.prints(indicator, key) or (last and last.period.first >= oldest)
    ]
    return asked or [indicator.total]
