"""A Word file that comes back from others: what was left or changed in it, and what its
edges say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.problems import Problem, Severity
from report_builder.word.bind.concept_stamp import LEGEND_SAMPLE
from report_builder.word.fields import fill_field, instruction_words, instructions
from report_builder.word.fill.unbroken_words import with_plain_spaces
from report_builder.word.ooxml import (
    Element,
    T,
    find_paragraph,
    paragraph_style,
    paragraphs_in,
    remove,
    text_of,
    value_at,
)
from report_builder.word.package import body_of, stories, styles_of
from report_builder.word.places import Places, find_places, heading_levels
from report_builder.word.run_looks import RunLooks
from report_builder.word.styles import BANNER, LEGEND, document_style_ids
from report_builder.word.template.hidden_passages import find_hidden
from report_builder.word.template.open_changes import find_changes
from report_builder.word.template.outward_links import check_outward

_ACCEPT = "verwerk ze in Word, of geef --accept-changes mee"


def find_left_changes(document: DocxDocument, file: str) -> Iterator[Problem]:
    """The tracked changes that are left, as errors: what was taken out must not be printed."""
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        for problem in find_changes(story.root, find_places(story.root, levels), file):
            yield Problem(problem.code, file, problem.place, problem.message, _ACCEPT)


def find_unprinted(document: DocxDocument, file: str) -> Iterator[Problem]:
    """What does not come into the PDF of a file, as warnings: hidden text, and what leads or
    reaches outside it.
    """
    for problem in (*_hidden(document, file), *check_outward(document, file)):
        yield replace(problem, severity=Severity.WARNING)


def _hidden(document: DocxDocument, file: str) -> Iterator[Problem]:
    styles = styles_of(document)
    levels, looks = heading_levels(styles), RunLooks(styles)
    for story in stories(document):
        yield from find_hidden(story.root, looks, find_places(story.root, levels), file)


def find_typed_over(
    document: DocxDocument, numbers: Mapping[str, str], file: str
) -> Iterator[Problem]:
    """The values whose text is not what was printed, as warnings."""
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        places = find_places(story.root, levels)
        for control in story.root.iter(qn("w:sdt")):
            printed = numbers.get(value_at(control, "w:sdtPr", "w:tag"))
            words = "".join(element.text or "" for element in control.iter(T))
            text = with_plain_spaces(words)
            if printed is not None and text != printed:
                message = f"'{text}' is met de hand gewijzigd; afgedrukt was '{printed}'"
                hint = "verander het cijfer in de data, of herstel het"
                place = _place(control, places)
                yield Problem("handmatig", file, place, message, hint, Severity.WARNING)


def _place(control: Element, places: Places) -> str:
    """The place of a control: in a paragraph, or around whole paragraphs."""
    paragraph = find_paragraph(control)
    if paragraph is None:
        paragraph = next(paragraphs_in(control), None)
    return places.get(paragraph, "1") if paragraph is not None else "1"


def take_stamp(document: DocxDocument) -> tuple[str, tuple[str, str] | None]:
    """The banner and the legend of a concept, taken out of its headers and footers; empty where
    there is none.
    """
    ids = document_style_ids(document)
    banner = _take(document, ids[BANNER]) if BANNER in ids else ""
    legend = _take(document, ids[LEGEND]) if LEGEND in ids else ""
    return banner, (LEGEND_SAMPLE, legend.removeprefix(LEGEND_SAMPLE)) if legend else None


def _take(document: DocxDocument, style: str) -> str:
    """Take the paragraphs in a style out of headers, footers and notes; return the first text."""
    text = ""
    for story in stories(document):
        if story.part is document.part:
            continue
        stamps = [stamp for stamp in paragraphs_in(story.root) if paragraph_style(stamp) == style]
        for stamp in stamps:
            text = text or text_of(stamp)
            remove(stamp)
    return text


def number_pages(document: DocxDocument, pages: Mapping[str, str]) -> None:
    """Give every reference to a page the number that it has now."""
    for code in instructions(body_of(document)):
        name, *arguments = instruction_words(code) or [""]
        if name == "PAGEREF" and arguments:
            page = pages.get(arguments[0])
            if page is not None:
                fill_field(code, page)


def is_letter(document: DocxDocument) -> bool:
    """Whether a file opens as a letter or nota does, with the block of the sender."""
    sender = document_style_ids(document).get("Afzenderkop", "-")
    first = next(paragraphs_in(body_of(document)), None)
    return first is not None and paragraph_style(first) == sender


def is_nota(document: DocxDocument) -> bool:
    """Whether a file is a nota: a letter that says so in its first heading."""
    levels = heading_levels(styles_of(document))
    for paragraph in paragraphs_in(body_of(document)):
        if levels.get(paragraph_style(paragraph)) == 1:
            return is_letter(document) and text_of(paragraph).strip().lower() == "nota"
    return False
