"""What to tell of the figures and tables that an edition places: a ranking whose cut falls in a
tie, a part that is missing in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_builder.build.release_setup import Setup
from report_builder.problems import Fault, Problem, Severity
from report_builder.values.dataset import Dataset
from report_builder.values.plotted_series import ranking_warnings


def warn_of_figures(setup: Setup, figures: Iterable[str]) -> Iterator[Problem]:
    """The warnings of these figures; what is wrong with one is told elsewhere."""
    dataset, specs = Dataset(setup.project), setup.project.figures
    for key in sorted(set(figures) & set(specs)):
        try:
            faults = list(ranking_warnings(specs[key], dataset))
        except Fault:
            continue
        for fault in faults:
            yield fault.at(f"figures/{key}.toml", "1", Severity.WARNING)
