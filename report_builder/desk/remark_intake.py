"""What came back is taken in on the desk, by the function of the command; all files of a round are
read together, so that remarks in a file that came later are laid beside those of before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from report_builder.build.filled_project import FilledProject, usable
from report_builder.build.session import Session
from report_builder.desk.uploads import Upload
from report_builder.drafts import scratch_folder
from report_builder.exclusion import alone
from report_builder.fingerprint import is_owner_file
from report_builder.problems import Problem, Stopped, Unusable, has_errors, in_order, refusal_of
from report_builder.rounds.returned_folder import (
    drop_files,
    keep_files,
    kept_files,
    round_folder,
)
from report_builder.rounds.review_round import RoundResult, take_back
from report_builder.workspace import Workspace, put_beside

_BOOK = ".xlsx"


@dataclass(frozen=True)
class TakenIn:
    """What came of taking in: the files that were new, those that had come in before, what there is
    to tell of them, and why nothing was read.
    """

    files: tuple[str, ...]
    known: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: tuple[str, ...] = ()
    trouble: str = ""
    is_kept: bool = False
    """Whether what reviewers sent is kept, so that it can be read again."""
    is_done: bool = True

    @property
    def is_good(self) -> bool:
        """Whether all of it was read."""
        return self.is_done and not has_errors(self.problems)


class Readings:
    """What came of the last time that something was taken in, None before; and whether that is
    being done now, in a thread of its own.
    """

    def __init__(self) -> None:
        self.last: TakenIn | None = None
        self._turn = Lock()

    @property
    def is_running(self) -> bool:
        """Whether something is being taken in."""
        return self._turn.locked()

    def start(self, take_in: Callable[[], TakenIn], tell: Callable[[int | None], None]) -> None:
        """Begin, and tell None and at the end an exit status. Raises Unusable while it runs."""
        if not self._turn.acquire(blocking=False):
            raise Unusable("er worden al bestanden ingelezen; wacht tot dat klaar is")
        tell(None)
        Thread(target=self._run, args=(take_in, tell), name="reacties", daemon=True).start()

    def _run(self, take_in: Callable[[], TakenIn], tell: Callable[[int | None], None]) -> None:
        try:
            self.last = take_in()
        finally:
            self._turn.release()
        tell(0 if self.last.is_good else 1)


@dataclass(frozen=True)
class RemarkIntake:
    """Where what comes back goes; `by` is logged for the answers in a work list."""

    workspace: Workspace
    edition_file: Path
    output: Path
    session: Session
    by: str
    describe_fault: Callable[[BaseException], str]

    def take_in(self, uploads: Sequence[Upload]) -> TakenIn:
        """Keep files that came back, and read all of the round. What hinders that is told too."""
        once = [one for one in uploads if _is_for_once(one)]
        others = [one for one in uploads if not _is_for_once(one)]
        reading = TakenIn(tuple(one.name for one in uploads))
        try:
            # A build that is running is waited for: nobody waits for this but the page.
            held = alone(self.workspace.root, "review", is_patient=True)
            with held, scratch_folder() as scratch:
                folder = round_folder(self.workspace, self.edition_file)
                files = [(one.name, one.data) for one in others]
                known = keep_files(self.workspace, folder, files)
                put_beside(scratch, {one.name: one.data for one in once})
                given = [scratch / one.name for one in once]
                reading = replace(reading, known=known, is_kept=True)
                return self._read(reading, folder, given)
        except Stopped as stopped:
            return replace(reading, problems=stopped.problems, is_done=False)
        except Unusable as unusable:
            return replace(reading, trouble=str(unusable), is_done=False)
        except OSError as error:
            return replace(reading, trouble=refusal_of(error), is_done=False)
        except Exception as error:  # nobody waits for this thread: the page tells of it
            return replace(reading, trouble=self.describe_fault(error), is_done=False)

    def _read(self, reading: TakenIn, folder: Path, given: Sequence[Path]) -> TakenIn:
        files = [*kept_files(folder), *given]
        result = take_back(
            self.workspace, self.edition_file, files, self.output, self._project, self.by
        )
        drop_files(folder, result.refused)
        return _of_result(reading, result)

    def _project(self) -> FilledProject:
        return usable(self.session.check().project)


def _is_for_once(upload: Upload) -> bool:
    """Whether a file is not kept: the answers in a work list are taken over once, and what a
    program leaves beside an open file says nothing.
    """
    return upload.name.lower().endswith(_BOOK) or is_owner_file(Path(upload.name))


def _of_result(reading: TakenIn, result: RoundResult) -> TakenIn:
    problems = tuple(in_order(result.problems))
    return replace(reading, lines=result.lines, problems=problems, refused=result.refused)
