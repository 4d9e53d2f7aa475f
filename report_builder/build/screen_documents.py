"""One document as it is read on a screen, made without its pages: that is what a drafter who saves
waits for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.build.filled_project import FilledProject, numbers_for
from report_builder.build.formula_pages import FormulaPages
from report_builder.build.lost_problems import (
    Conversion,
    PlacesOfSource,
    SourceFile,
    lost_problems,
    style_problems,
)
from report_builder.build.release_setup import Job
from report_builder.problems import Problem, Unusable
from report_builder.web.cleanup import clean, parse_body, to_text
from report_builder.web.conversion import convert
from report_builder.web.paragraph_marks import name_paragraphs
from report_builder.word.bind.cross_references import resolve_references
from report_builder.word.bind.print_view import print_view
from report_builder.word.package import package_bytes, read_docx


@dataclass(frozen=True)
class ScreenDocument:
    """A document on a screen: its HTML, in which each paragraph bears `data-alinea`, its number;
    the pictures in it by name; the place of each paragraph in the template; and what was lost on
    the way to HTML.
    """

    label: str
    title: str
    file: str
    bodies: tuple[str, ...]
    pictures: Mapping[str, bytes]
    places: Mapping[int, str]
    problems: tuple[Problem, ...]


def find_job(project: FilledProject, label: str) -> Job:
    """The document of a label. Raises Unusable when there is none."""
    for job in project.all_jobs:
        if job.label == label:
            return job
    known = ", ".join(job.label for job in project.all_jobs)
    raise Unusable(f"onbekend document '{label}'; aanwezig: {known}")


def make_screen_document(project: FilledProject, label: str) -> ScreenDocument | None:
    """The document of a label as it was filled; None when it could not be filled.

    Raises Unusable when there is no such document.
    """
    job = find_job(project, label)
    filled = project.filled[label]
    if not filled.data:
        return None
    data = filled.data
    if filled.references:
        document = read_docx(data)
        numbers = numbers_for(project, job)
        present = {key: numbers[key] for key, _ in filled.references if key in numbers}
        if len(present) == len({key for key, _ in filled.references}):
            resolve_references(document, numbers, is_live=job.traits.is_report)
            data = package_bytes(document)
    view, source = print_view(data), SourceFile(job.file, job.template)
    converted = convert(view.data, job.file)
    formulas = FormulaPages(view.formulas)
    bodies = clean(parse_body(formulas.on_screen(converted.marked)), label)
    for section in bodies:
        name_paragraphs(section.element)
    texts = tuple(to_text(section.element) for section in bodies)
    places = PlacesOfSource(source, data)
    problems = (
        *lost_problems(Conversion(data, view.shown, converted.pieces, texts), source),
        *style_problems(converted, data, source),
    )
    return ScreenDocument(
        label,
        project.titles[label],
        job.file,
        texts,
        {**converted.pictures, **formulas.pictures},
        {paragraph.number: places.of(paragraph.position) for paragraph in view.shown},
        problems,
    )
