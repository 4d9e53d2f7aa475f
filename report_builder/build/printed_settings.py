"""What templates print of the settings of their edition, as far as a release waits for it: the
corrections, and the dates of the decision route.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.build.release_candidate import Candidate
from report_builder.build.release_setup import Job
from report_builder.intake.toml_files import TomlFile
from report_builder.problems import Problem
from report_builder.values.vocabulary import COUNCILS, ROUTE_DATE
from report_builder.word.opening import open_docx
from report_builder.word.package import stories
from report_builder.word.template.tags import tags_in
from report_builder.wording.numbers import list_text

CORRECTIONS, ROUTE = "editie.correcties", "besluitvorming"
"""The words of the template language that print them."""


def check_corrections(file: TomlFile, jobs: Sequence[Job]) -> Iterator[Problem]:
    """That no document of the report prints the corrections, in an edition that has any."""
    report = [job for job in jobs if job.traits.is_report]
    if not any(_prints(job, CORRECTIONS) for job in report):
        message = "de editie noemt correcties, maar geen document van het rapport drukt ze af"
        hint = f"zet {{%p for c in {CORRECTIONS} %}} … {{%p endfor %}} in het colofon"
        yield file.problem("correctie", ("corrections",), message, hint)


def check_route_dates(candidate: Candidate) -> Iterator[Problem]:
    """The dates of the decision route that documents print and the edition does not give.

    Filling the definitive release finds these itself, each at its place.
    """
    if not candidate.setup.is_concept:
        return
    for council in COUNCILS:
        if council not in candidate.edition.decision_route:
            word = f"{ROUTE}.{council}"
            titles = [job.entry.title for job in candidate.jobs if _prints(job, word)]
            if titles:
                named = list_text(list(dict.fromkeys(titles)))
                message = f"de datum van de {council} staat niet in de editie; hij staat in {named}"
                hint = f"vul {council} in onder [decision_route]"
                yield candidate.file.problem(ROUTE_DATE, ("decision_route",), message, hint)


def _prints(job: Job, word: str) -> bool:
    """Whether a template uses a word of the template language."""
    document, _ = open_docx(job.template, job.file)
    if document is None:
        return False
    tags = (tag for story in stories(document) for tag in tags_in(story.root))
    return any(word in tag for tag in tags)
