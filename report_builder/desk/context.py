"""What every page of the desk works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from report_builder.build.filled_project import FilledProject
from report_builder.desk.announcements import Announcements
from report_builder.desk.chapter_views import ChapterViews
from report_builder.desk.chores import Chores
from report_builder.desk.delivery_looks import DeliveryLooks
from report_builder.desk.doorkeeper import Doorway
from report_builder.desk.figure_views import FigureViews
from report_builder.desk.live_project import LiveProject
from report_builder.desk.people import find_person
from report_builder.desk.printed_chapters import PrintedChapters
from report_builder.desk.refresh_trials import RefreshTrials
from report_builder.desk.remark_intake import Readings
from report_builder.desk.template_proposals import TemplateProposals
from report_builder.desk.text_now import TextsNow
from report_builder.problems import Unusable
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class Desk:
    """A project with all that the desk does for it; `describe_fault` writes down a fault of the
    program and says where.
    """

    workspace: Workspace
    edition: str | None
    output: Path
    doorway: Doorway
    live: LiveProject
    chores: Chores
    announcements: Announcements
    describe_fault: Callable[[BaseException], str]
    chapters: ChapterViews
    proposals: TemplateProposals
    pages: PrintedChapters
    looks: DeliveryLooks
    trials: RefreshTrials
    texts: TextsNow = field(default_factory=TextsNow)
    readings: Readings = field(default_factory=Readings)
    figures: FigureViews = field(default_factory=FigureViews)

    @property
    def edition_file(self) -> Path:
        """The settings of the edition that is worked on: of what was read last, so that what is
        shown and what is begun are of one edition. Raises Unusable when there is none.
        """
        checked = self.live.state.checked
        if self.edition is None and checked and isinstance(checked.project, FilledProject):
            path = self.workspace.edition_files().get(checked.edition)
            if path is not None:
                return path
        return self.workspace.choose_edition(self.edition)

    @property
    def shown_edition(self) -> str:
        """The edition that is worked on; empty where there is none any more."""
        try:
            return self.edition_file.stem
        except (Unusable, OSError):
            return ""


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def person_of(request: Request) -> str:
    """Under which name what somebody does is logged; empty where nobody is named."""
    return find_person(request, desk_of(request).doorway.user_header)
