"""The command of who has Word open beside it: watch."""

from __future__ import annotations

import time

from report_builder.build.session import Session
from report_builder.cli.invocation import Invocation
from report_builder.cli.last_net import Ended
from report_builder.cli.statuses import DONE
from report_builder.console import complain, tell, tell_stopped
from report_builder.file_changes import changed_files, take_snapshot, wait_for_change
from report_builder.model.edition import Release
from report_builder.problems import Stopped, Unusable, refusal_of
from report_builder.workspace import put_beside


def watch(invocation: Invocation, documents: tuple[str, ...]) -> int:
    """Check, and make documents, each time that a file of the project is saved, until Ctrl-C."""
    release, jobs = Release(invocation.release), invocation.jobs
    session = Session(invocation.workspace, invocation.edition, release, jobs)
    watcher = _Watcher(invocation, session, documents)
    try:
        watcher.follow()
    except Ended:
        raise
    except KeyboardInterrupt:
        invocation.console.say("Gestopt.")
    return DONE


class _Watcher:
    """Tells of each state of a project; `documents` are those to show, else what was saved."""

    def __init__(
        self, invocation: Invocation, session: Session, documents: tuple[str, ...]
    ) -> None:
        self.invocation = invocation
        self.session = session
        self.chosen = documents
        self.shown = documents

    def follow(self) -> None:
        """Show the project as it is, and again after each change."""
        workspace, say = self.invocation.workspace, self.invocation.console.say
        snapshot = take_snapshot(workspace)
        self._show([], time.monotonic())
        say("Wacht op wijzigingen; Ctrl-C stopt.")
        while True:
            now, start = wait_for_change(workspace, snapshot)
            files = changed_files(snapshot, now)
            snapshot = now
            say(f"Gewijzigd: {', '.join(files)}")
            self._show(files, start)

    def _show(self, files: list[str], start: float) -> None:
        """Tell of a state; what hinders it is told, and the next change is waited for."""
        try:
            self._make(files, start)
        except Stopped as stopped:
            tell_stopped(stopped)
        except Unusable as unusable:
            complain(str(unusable))
        except OSError as error:
            complain(refusal_of(error))

    def _make(self, files: list[str], start: float) -> None:
        session, say = self.session, self.invocation.console.say
        checked = session.check()
        say(f"Gecontroleerd na {_milliseconds(start)} ms")
        if not checked.is_usable:
            tell(checked.problems)
            say("Er zijn fouten; de uitvoer blijft zoals zij was.")
            return
        self.shown = self.chosen or session.documents_of(checked, files) or self.shown
        made = session.make(checked, self.shown)
        folder = self.invocation.output_folder / checked.edition / self.invocation.release
        put_beside(folder, made.files)
        tell(made.problems)
        if self.shown:
            say(f"Gemaakt na {_milliseconds(start)} ms: {', '.join(self.shown)} in {folder}")
        if not files:
            session.warm()


def _milliseconds(start: float) -> int:
    return round((time.monotonic() - start) * 1000)
