"""Where in the desk a problem is mended: the paragraph, the settings or the figure it is of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import quote

from report_builder.build.filled_project import FilledProject
from report_builder.build.session import Checked
from report_builder.build.stale_places import CODE as STALE
from report_builder.problems import Problem

_SETTINGS = "/uitgave/instellingen"
_FIELDS = frozenset({"ondertekenaar", "voorportaal", "besluitvorming"})
"""The codes of what a form of the settings asks; all else is in the file itself."""


class ProblemPlaces:
    """The places of the problems of a state of the project, and of the settings of its edition."""

    def __init__(self, checked: Checked | None, settings: str) -> None:
        project = checked.project if checked else None
        self._project = project if isinstance(project, FilledProject) else None
        self._settings = settings

    def address(self, problem: Problem) -> str:
        """Where to go for a problem; empty where the desk has no page of its own for it."""
        if problem.code == STALE and problem.file.endswith("/catalogue.toml"):
            return "/uitgave/accepteren"
        if problem.file == self._settings:
            part = problem.code if problem.code in _FIELDS else "bestand"
            return f"{_SETTINGS}#{part}"
        if problem.file in self._chapters:
            return chapter_address(self._chapters[problem.file], problem.place)
        return self._figures.get(problem.file, "")

    @cached_property
    def _chapters(self) -> Mapping[str, str]:
        if self._project is None:
            return {}
        return {job.file: job.label for job in reversed(self._project.firsts)}

    @cached_property
    def _figures(self) -> Mapping[str, str]:
        """The pages of the files of indicators and figures."""
        if self._project is None:
            return {}
        project = self._project.setup.project
        keys = (PurePosixPath(*key.split(".")) for key in project.catalogue.indicators)
        rows = {f"data/{key}.csv": f"/cijfers/{key.parent}.{key.name}" for key in keys}
        figures = {f"figures/{name}.toml": f"/cijfers/figuren/{name}" for name in project.figures}
        return {**rows, **figures}


def chapter_address(label: str, place: str) -> str:
    """The page of a chapter at a place of its template; a line alone is none."""
    where = "" if place.isdecimal() else f"?plaats={quote(place, safe='')}"
    return f"/hoofdstukken/{label}{where}"
