"""Notes of a template that get another mark here than in Word."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from report_builder.problems import Problem, Severity
from report_builder.word.ooxml import VAL, find_child, find_paragraph
from report_builder.word.package import body_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.sections import sections_of
from report_builder.word.template.template_file import OpenTemplate
from report_builder.wording.list_figures import Shape

_KINDS = {"footnote": "voetnoten", "endnote": "eindnoten"}


def check_note_marks(template: OpenTemplate, *, is_concept: bool) -> Iterator[Problem]:
    """A count of notes that begins anew on each page, or in a shape that is not known, at the first
    note: an error in the definitive release (contract, section 3).
    """
    body = body_of(template.document)
    severity = Severity.WARNING if is_concept else Severity.ERROR
    for kind, noun in _KINDS.items():
        call = next(body.iter(qn(f"w:{kind}Reference")), None)
        paragraph = find_paragraph(call) if call is not None else None
        if paragraph is None:
            continue
        for message in dict.fromkeys(_doubts(template, kind)):
            place = find_places(body, heading_levels(template.styles)).get(paragraph, "1")
            hint = f"kies in Word bij Verwijzingen een andere nummering van {noun}"
            yield Problem("lijst", template.file, place, f"{noun}: {message}", hint, severity)


def _doubts(template: OpenTemplate, kind: str) -> Iterator[str]:
    """What is not done here of how the settings and the sections count notes."""
    sections = sections_of(body_of(template.document))
    for around in (template.document.settings.element, *sections):
        shape = find_child(around, f"w:{kind}Pr", "w:numFmt")
        if shape is not None and not Shape(shape.get(VAL, "decimal")).is_supported:
            yield f"de nummering '{shape.get(VAL)}' is niet bekend, zij staan er in cijfers"
        restart = find_child(around, f"w:{kind}Pr", "w:numRestart")
        if restart is not None and restart.get(VAL) == "eachPage":
            yield "nummering die op elke bladzijde opnieuw begint, loopt in PDF en webversie door"
