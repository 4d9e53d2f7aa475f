"""Parts that the catalogue names, to keep out of rankings or to put in an order: whether there are
such parts, and whether each has one colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from report_builder.intake.release_rules import catalogue_file
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.rest_groups import is_ranked
from report_builder.model.series import Series
from report_builder.model.tone import HOME, tone_at
from report_builder.problems import Problem, Severity, nearest
from report_builder.workspace import Workspace


def check_parts(
    workspace: Workspace, indicators: Iterable[Indicator], series: Mapping[str, Series]
) -> Iterator[Problem]:
    """A warning for each name in `rest` and `order` that no part has, and for a part that the
    orders of two indicators give another colour.
    """
    coloured: dict[str, Indicator] = {}
    for indicator in indicators:
        own = series.get(indicator.id)
        names = {part for key in (own.slices if own else ()) for part in key} - {TOTAL}
        for key, wanted in (("rest", indicator.rest), ("order", indicator.order)):
            for name in _absent(wanted, names):
                message = f"{indicator.id} heeft geen deel '{name}'"
                yield _warning(workspace, indicator, key, message, nearest(name, names))
        yield from _check_colours(workspace, indicator, coloured)


def _absent(wanted: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    folded = {name.casefold() for name in names}
    return (name for name in wanted if name.casefold() not in folded)


def _check_colours(
    workspace: Workspace, indicator: Indicator, coloured: dict[str, Indicator]
) -> Iterator[Problem]:
    """What stands at another place in the order of an indicator that was read before."""
    for place, name in enumerate(indicator.order):
        if name == HOME or not is_ranked(indicator, name):
            continue
        other = coloured.setdefault(name.casefold(), indicator)
        elsewhere = [one.casefold() for one in other.order].index(name.casefold())
        if tone_at(elsewhere) is not tone_at(place):
            message = (
                f"'{name}' is hier nummer {place + 1} en bij {other.id} nummer {elsewhere + 1}: "
                "het krijgt dan twee kleuren"
            )
            hint = "geef een deel overal dezelfde plaats"
            yield _warning(workspace, indicator, "order", message, hint)


def _warning(
    workspace: Workspace, indicator: Indicator, key: str, message: str, hint: str
) -> Problem:
    file = catalogue_file(workspace, indicator.theme)
    path = (indicator.id.partition(".")[2], key)
    return replace(file.problem("deel", path, message, hint), severity=Severity.WARNING)
