"""Parts that the catalogue keeps out of rankings: whether there are such parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from report_builder.intake.release_rules import catalogue_file
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.series import Series
from report_builder.problems import Problem, Severity, nearest
from report_builder.workspace import Workspace


def check_rest(
    workspace: Workspace, indicators: Iterable[Indicator], series: Mapping[str, Series]
) -> Iterator[Problem]:
    """A warning for each name in `rest` that no part has: what was meant takes part then."""
    for indicator in indicators:
        if not indicator.rest:
            continue
        own = series.get(indicator.id)
        names = {part for key in (own.slices if own else ()) for part in key} - {TOTAL}
        folded = {name.casefold() for name in names}
        for wanted in indicator.rest:
            if wanted.casefold() not in folded:
                file = catalogue_file(workspace, indicator.theme)
                path = (indicator.id.partition(".")[2], "rest")
                message = f"{indicator.id} heeft geen deel '{wanted}'"
                problem = file.problem("deel", path, message, nearest(wanted, names))
                yield replace(problem, severity=Severity.WARNING)
