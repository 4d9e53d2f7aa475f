"""What the documents of an edition say together: checked when all of them are filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from report_builder.build.release_setup import Job, Setup
from report_builder.model.document import FilledDocument
from report_builder.problems import Problem, Severity
from report_builder.values.agreement import PrintedEdition, contradictions, disagreements
from report_builder.values.equivalents import retyped


def check_agreement(
    setup: Setup, jobs: Sequence[Job], filled: Mapping[str, FilledDocument]
) -> list[Problem]:
    """Where documents print the same thing differently; an error only where that cannot be.

    A letter to a second addressee has the template of the first, and is not compared with it.
    """
    firsts = {job.label: job for job in jobs if job.label == job.entry.id}
    printed = [item for label in firsts for item in filled[label].values]
    short = frozenset(label for label, job in firsts.items() if not job.traits.tells_history)
    edition = PrintedEdition(printed, short, setup.project)
    found = [(item, fault, Severity.ERROR) for item, fault in contradictions(edition)]
    warned = [*disagreements(edition), *retyped(printed, setup.project)]
    found += [(item, fault, Severity.WARNING) for item, fault in warned]
    return [
        fault.at(firsts[item.document].file, item.place, severity)
        for item, fault, severity in found
    ]


def check_references(
    jobs: Sequence[Job], filled: Mapping[str, FilledDocument]
) -> Iterator[Problem]:
    """The references to figures that none of these documents places."""
    placed = {figure.figure for job in jobs for figure in filled[job.label].placed}
    for job in jobs:
        document = filled[job.label]
        for figure, place in document.references if document.data else ():
            if figure not in placed:
                hint = f'plaats hem met figuur("{figure}") of haal de verwijzing weg'
                message = f"verwijst naar '{figure}', dat in geen enkel document geplaatst is"
                yield Problem("verwijzing", job.file, place, message, hint)
