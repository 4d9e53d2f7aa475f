"""A process that stays warm: what a change in the project makes of it, again and again."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from threading import Lock
from types import MappingProxyType

from report_builder.build.edition_status import status_of
from report_builder.build.filled_project import FilledProject
from report_builder.build.inspection import DRAWING, inspect_project
from report_builder.build.pipeline import LAYING_OUT, MadeDocuments, make_documents
from report_builder.build.plan import UnreadProject
from report_builder.build.product_tasks import bind_web
from report_builder.build.screen_documents import ScreenDocument, make_screen_document
from report_builder.console import Console
from report_builder.fingerprint import project_files
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.state import EditionStatus
from report_builder.problems import Problem, Unusable, has_errors
from report_builder.store import digest
from report_builder.workspace import Workspace, today

_TRIES = 3
_TYPEFACES = (".ttf", ".otf", ".ttc")
_CONSOLE = Console(is_quiet=True)


@dataclass(frozen=True)
class Checked:
    """A state of the project, by the hash of its files, and everything that is wrong with it."""

    state: str
    project: FilledProject | UnreadProject

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file, in order."""
        return self.project.problems

    @property
    def edition(self) -> str:
        """The id of the edition that can be made."""
        assert isinstance(self.project, FilledProject)
        return self.project.setup.project.edition.id

    @property
    def is_usable(self) -> bool:
        """Whether documents can be made of it."""
        return isinstance(self.project, FilledProject) and not has_errors(self.problems)


class Session:
    """One edition of a project, read and made again as it changes; threads take turns.

    What it gives is what `check` and `build --document` give for the same files. Raises Unusable
    when a file cannot be read, or when the project changes while it is read; the session can be
    used again afterwards.
    """

    def __init__(
        self,
        workspace: Workspace,
        edition: str | None = None,
        release: Release = Release.CONCEPT,
        jobs: int | None = 1,
    ) -> None:
        self.workspace = workspace
        self.edition = edition
        self.release = release
        self.jobs = jobs
        self.checked: Checked | None = None
        self._status: tuple[str, EditionStatus | None] = ("", None)
        self._typefaces = ""
        self._turn = Lock()

    def check(self) -> Checked:
        """The project as it is now; what was found before when no file is another."""
        with self._turn:
            for _ in range(_TRIES):
                state = self._state()
                if self.checked is None or self.checked.state != state:
                    self.checked = self._inspected(state)
                # A state of which half was read later is not shown.
                if self._state() == state:
                    return self.checked
                self.checked = None
        raise Unusable("het project wijzigt terwijl het gelezen wordt")

    def make(self, checked: Checked, documents: Sequence[str]) -> MadeDocuments:
        """Some documents of a state that is usable, as `build --document` makes them, and each as a
        web page. Raises Unusable when there is no such document.
        """
        assert isinstance(checked.project, FilledProject)
        with self._turn, Workers(self.jobs) as workers:
            made = make_documents(checked.project, documents, workers, _CONSOLE)
            files = {**_web_pages(checked.project, made), **made.files}
        documents_made = MappingProxyType(dict(made.documents))
        return MadeDocuments(documents_made, MappingProxyType(files), made.problems)

    def show(self, checked: Checked, label: str) -> ScreenDocument | None:
        """One document of a state as it is read on a screen, without its pages; None when it could
        not be filled. Raises Unusable when there is no such document.
        """
        if not isinstance(checked.project, FilledProject):
            return None
        with self._turn:
            return make_screen_document(checked.project, label)

    def status(self, checked: Checked) -> EditionStatus | None:
        """How the edition of a state stands, worked out once for each state; None when its
        templates could not be filled.
        """
        if not isinstance(checked.project, FilledProject):
            return None
        state, status = self._status
        if status is None or state != checked.state:
            status = status_of(self.workspace, checked.project, None)
            self._status = checked.state, status
        return status

    def warm(self) -> None:
        """Load what draws and lays out, so that the first document does not wait for it."""
        for module in (DRAWING, LAYING_OUT):
            import_module(module)

    def tidy(self) -> None:
        """Give back what earlier states left: their memory, and in the store what is too much of
        it. That takes a moment in which nobody should wait.
        """
        gc.collect()
        with self._turn:
            project = self.checked.project if self.checked is not None else None
        if isinstance(project, FilledProject):
            project.setup.store.prune()

    def documents_of(self, checked: Checked, files: Sequence[str]) -> tuple[str, ...]:
        """The documents whose template is among these files of the project."""
        if not isinstance(checked.project, FilledProject):
            return ()
        jobs = checked.project.jobs
        return tuple(dict.fromkeys(job.entry.id for job in jobs if job.file in files))

    def _inspected(self, state: str) -> Checked:
        with Workers(self.jobs) as workers:
            project = inspect_project(self.workspace, self.edition, self.release, workers, _CONSOLE)
        return Checked(state, project)

    def _state(self) -> str:
        """A hash of all that a check depends on: every file of the project, and the date. Raises
        Unusable when a typeface is another: the libraries that draw keep those that they opened.
        """
        files = [(name, sha256(data).hexdigest()) for name, data in project_files(self.workspace)]
        typefaces = digest([item for item in files if item[0].lower().endswith(_TYPEFACES)])
        self._typefaces = self._typefaces or typefaces
        if typefaces != self._typefaces:
            raise Unusable("de letters van de huisstijl zijn gewijzigd; start de opdracht opnieuw")
        return digest("sessie", files, today())


def _web_pages(project: FilledProject, made: MadeDocuments) -> dict[str, bytes]:
    """Each document as a page of its own, as it stands in the web edition."""
    pages = {}
    for label, part in made.documents.items():
        filled = project.filled[label]
        title = project.titles[label]
        page = bind_web(project.reference, title, [part], filled.headings, filled.placed)
        pages[f"{label}.html"] = page
    return pages
