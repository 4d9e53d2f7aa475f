"""What stands in the report now, where a remark was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from report_builder.build.filled_project import FilledProject
from report_builder.build.session import Checked
from report_builder.model.edition import GROUND
from report_builder.model.remarks import Remark
from report_builder.privacy.masking import Withholding
from report_builder.rounds.passage_trail import PassageTrail
from report_builder.rounds.placement import BEHIND
from report_builder.rounds.report_passages import ReportPassage, read_report
from report_builder.rounds.review_round import issued_documents


@dataclass(frozen=True)
class DocumentName:
    """How a document is called, and the label by which the desk knows it."""

    label: str
    title: str


@dataclass(frozen=True)
class PlaceNow:
    """Where a remark is in the report now, and what stands there; `number` is that of the passage,
    None where its paragraph is there no more.
    """

    template: str
    place: str
    number: int | None = None
    text: str = ""


class TextNow:
    """The report of one state of the project; each place is looked for once."""

    def __init__(self, state: str, project: FilledProject) -> None:
        self.state = state
        self.project = project
        self._found: dict[tuple[str, str, str], PlaceNow] = {}
        self._guard = Lock()

    @cached_property
    def documents(self) -> dict[str, DocumentName]:
        """The documents by their template, in the order of the report."""
        firsts = (job for job in self.project.all_jobs if job.label == job.entry.id)
        return {job.file: DocumentName(job.label, job.entry.title) for job in firsts}

    def find(self, remark: Remark) -> PlaceNow:
        """Where a remark is now."""
        key = (remark.template, remark.place, remark.paragraph)
        with self._guard:
            if key not in self._found:
                self._found[key] = self._find(remark)
            return self._found[key]

    def _find(self, remark: Remark) -> PlaceNow:
        followed = self._trail.follow(remark)
        number = followed.passage
        if not remark.paragraph:
            place = remark.place.removesuffix(BEHIND)
            number = self._places.get((remark.template, place))
        text = self._passages[number].text if number is not None else ""
        return PlaceNow(followed.remark.template, followed.remark.place, number, text)

    @cached_property
    def _passages(self) -> Sequence[ReportPassage]:
        return read_report(issued_documents(self.project), "", {}).passages

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        places = [(passage.template, passage.place) for passage in self._passages]
        return {place: number for number, place in enumerate(places)}

    @cached_property
    def _trail(self) -> PassageTrail:
        personal = self.project.setup.project.edition.personal
        return PassageTrail(self._passages, Withholding(personal, GROUND))


class TextsNow:
    """The text of the last state that was asked for."""

    def __init__(self) -> None:
        self._last: TextNow | None = None
        self._guard = Lock()

    def of(self, checked: Checked | None) -> TextNow | None:
        """The report of a state; None where there is none that could be read."""
        if checked is None or not isinstance(checked.project, FilledProject):
            return None
        with self._guard:
            if self._last is None or self._last.state != checked.state:
                self._last = TextNow(checked.state, checked.project)
            return self._last
