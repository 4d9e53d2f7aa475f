"""What comes back of a round: laid on the report, kept with the edition, and written as a
work list.

This is the way of one remark. A file comes in (`returned_files`, `received_files`); it is laid
beside the report as its templates make it now (`report_passages`, `placement`, `alignment`), and
what reviewers did in it is read there (`word_remarks`, `pdf_remarks`, `page_verdicts`). The remarks
are told once (`repeated_remarks`), kept by the edition (`remark_ledger`), and put on a work list
(`round_worklist`) beside those that do not agree (`conflicts`). Drafters fill that in
(`filled_worklist`), and remarks.csv says what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from report_builder.build.filled_project import FilledProject, numbers_for
from report_builder.build.release_setup import Setup
from report_builder.intake.remark_files import read_remarks
from report_builder.intake.settings import read_edition
from report_builder.model.edition import GROUND, Release
from report_builder.model.kept_worklist import KeptWorklist
from report_builder.model.remarks import Remark
from report_builder.model.returned import Received
from report_builder.privacy.masking import Withholding
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.rounds.answer_log import keep_answers
from report_builder.rounds.circulated_concept import CirculatedConcepts
from report_builder.rounds.filled_worklist import with_stands
from report_builder.rounds.issued_concept import IssuedConcept
from report_builder.rounds.received_files import Incoming, read_incoming
from report_builder.rounds.received_tally import with_tallies
from report_builder.rounds.remark_ledger import Ledger, merge
from report_builder.rounds.repeated_remarks import without_repeats
from report_builder.rounds.report_passages import IssuedDocument, Report, read_report
from report_builder.rounds.returned_files import read_files
from report_builder.rounds.round_worklist import NAME, worklist_lines
from report_builder.rounds.standing_worklist import (
    list_files,
    renew_worklist,
    standing,
    takers_in,
)
from report_builder.workspace import Workspace, put_beside, today


@dataclass(frozen=True)
class RoundResult:
    """What came of it: what to tell, the work list without its suffix, the remarks that the edition
    keeps, what was wrong with any of the files, and the names of those of which nothing was read.
    """

    lines: tuple[str, ...] = ()
    worklist: Path | None = None
    remarks: Sequence[Remark] | None = None
    problems: tuple[Problem, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssuedReport:
    """The report that went round: the project, the report as it is now, the concept as it was
    built and those that went round before, and the title of the document that each template makes.
    """

    setup: Setup
    report: Report
    concept: IssuedConcept
    circulated: CirculatedConcepts
    titles: Mapping[str, str]


def take_back(
    workspace: Workspace,
    edition: Path,
    files: Sequence[Path],
    output: Path,
    read_project: Callable[[], FilledProject],
    by: str = "",
) -> RoundResult:
    """Take in what reviewers and drafters sent back.

    Work lists that were filled in say how the remarks stand that the edition keeps; all other files
    are laid on the report, which is filled when there are any. What is wrong with one of these
    hinders no other. Answers are logged as those of `by`, where somebody is named.

    Raises Stopped when the project has errors, and Unusable when a file cannot be read, or the
    edition keeps no remarks.
    """
    taken, folder = read_files(files), output / edition.stem
    found = kept_remarks(workspace, edition, is_asked=bool(taken.books))
    kept, problems = with_stands(found, taken.books) if found is not None else (None, [])
    problems = [*taken.warnings, *problems]
    keep = partial(keep_answers, workspace, edition, found or (), by=by)
    refused: tuple[str, ...] = ()
    if taken.others:
        issued = _issued_report(workspace, edition, output, read_project())
        incoming = read_incoming(
            taken.others, issued.report, issued.concept, issued.setup.project.edition
        )
        problems += [*incoming.problems, *issued.circulated.problems]
        refused = incoming.refused
        if incoming.is_any_read:
            ledger = _ledger(issued, incoming, kept)
            worklist = _worklist(issued, incoming, ledger, taken.passed_over)
            remarks = None if kept is None else tuple(ledger.kept.values())
            lines = _write(keep, folder, worklist, remarks, problems)
            return RoundResult(lines, folder / NAME, remarks, tuple(problems), refused)
    if kept is not None and kept != found:
        keep(kept)
        problems += renew_worklist(folder, kept)
    return RoundResult(remarks=kept, problems=tuple(problems), refused=refused)


def _worklist(
    issued: IssuedReport, incoming: Incoming, ledger: Ledger, passed_over: Sequence[Received]
) -> KeptWorklist:
    """What the round asks of drafters."""
    once = without_repeats(incoming.remarks)
    edition = issued.setup.project.edition
    return KeptWorklist(
        title=f"Opmerkingen bij de {edition.title}",
        day=edition.date,
        received=(*with_tallies(incoming.received, incoming.remarks, once), *passed_over),
        remarks=(*ledger.incoming, *ledger.earlier(issued.report.places)),
        incoming=len(ledger.incoming),
        titles=issued.titles,
        takers={},
    )


def kept_remarks(workspace: Workspace, file: Path, is_asked: bool) -> Sequence[Remark] | None:
    """The remarks that an edition keeps; None when it keeps none, and none are asked for."""
    edition, _, problems = read_edition(workspace, file)
    if edition is None:
        raise Stopped(problems)
    if not edition.review:
        if is_asked:
            name = workspace.name(file)
            message = f"editie {file.stem} houdt geen opmerkingen bij; zet review = true in {name}"
            raise Unusable(message)
        return None
    remarks, problems = read_remarks(workspace, file)
    if problems:
        raise Stopped(problems)
    return remarks


def issued_documents(project: FilledProject) -> list[IssuedDocument]:
    """The documents of a project that are handed out, as far as they could be filled."""
    # A letter that goes to two addressees has two jobs; the first of them stands for both.
    jobs = [job for job in project.all_jobs if job.label == job.entry.id]
    return [
        IssuedDocument(job, project.filled[job.label], numbers_for(project, job))
        for job in jobs
        if job.label in project.filled
    ]


def _issued_report(
    workspace: Workspace, edition: Path, output: Path, project: FilledProject
) -> IssuedReport:
    """The report that remarks are laid on."""
    withholding = Withholding(project.setup.project.edition.personal, GROUND)
    circulated = CirculatedConcepts(workspace, edition, withholding)
    concept = IssuedConcept(output / edition.stem / Release.CONCEPT.value, circulated)
    newest = concept.version or project.setup.version
    documents = issued_documents(project)
    report = read_report(documents, newest, concept.numbers)
    titles = {document.job.file: document.job.entry.title for document in documents}
    return IssuedReport(project.setup, report, concept, circulated, titles)


def _ledger(issued: IssuedReport, incoming: Incoming, kept: Sequence[Remark] | None) -> Ledger:
    """The remarks beside those that the edition keeps; where it keeps none, beside nothing."""
    remarks = without_repeats(incoming.remarks).remarks
    if kept is None:
        return Ledger({}, tuple(remarks))
    withholding = issued.circulated.withholding
    return merge(kept, remarks, today(), withholding, issued.report.passages)


def _write(
    keep: Callable[[Sequence[Remark]], None],
    folder: Path,
    worklist: KeptWorklist,
    remarks: Sequence[Remark] | None,
    problems: Sequence[Problem],
) -> tuple[str, ...]:
    """Keep the remarks where the edition does, and write the work list; what to tell of it."""
    if remarks is not None:
        try:
            worklist = replace(worklist, takers=takers_in(folder, remarks))
        except Stopped as stopped:
            raise Stopped([*problems, *stopped.problems]) from None
        keep(remarks)
    put_beside(folder, list_files(worklist, remarks))
    return tuple(worklist_lines(standing(worklist, remarks)))
