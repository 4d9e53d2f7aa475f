"""A Word file that comes back from others: what was left or changed in it, and what its
edges say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.problems import Problem, Severity
from report_builder.word.bind.concept_stamp import LEGEND_SAMPLE
from report_builder.word.fields import fill_field, instructions
from report_builder.word.ooxml import VAL, P, T, paragraph_style, text_of
from report_builder.word.package import stories, styles_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.styles import BANNER, LEGEND, style_ids
from report_builder.word.template.tags import find_changes

_ACCEPT = "verwerk ze in Word, of geef --accept-changes mee"


def find_left_changes(document: DocxDocument, file: str) -> Iterator[Problem]:
    """The tracked changes that are left, as errors: what was taken out must not be printed."""
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        for problem in find_changes(story.root, find_places(story.root, levels), file):
            yield Problem(problem.code, file, problem.place, problem.message, _ACCEPT)


def find_typed_over(
    document: DocxDocument, numbers: Mapping[str, str], file: str
) -> Iterator[Problem]:
    """The values whose text is not what was printed, as warnings."""
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        places = find_places(story.root, levels)
        for control in story.root.iter(qn("w:sdt")):
            tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
            printed = numbers.get(tag.get(VAL, "")) if tag is not None else None
            text = "".join(found.text or "" for found in control.iter(T))
            if printed is not None and text != printed:
                around = [*control.iterancestors(P), *control.iter(P)]
                message = f"'{text}' is met de hand gewijzigd; afgedrukt was '{printed}'"
                hint = "verander het cijfer in de data, of herstel het"
                yield Problem(
                    "handmatig", file, places.get(around[0], "1"), message, hint, Severity.WARNING
                )


def take_stamp(document: DocxDocument) -> tuple[str, tuple[str, str] | None]:
    """The banner and the legend of a concept, taken out of its headers and footers; empty where
    there is none.
    """
    ids = style_ids(styles_of(document))
    banner = _take(document, ids.get(BANNER, ""))
    legend = _take(document, ids.get(LEGEND, ""))
    return banner, (LEGEND_SAMPLE, legend.removeprefix(LEGEND_SAMPLE)) if legend else None


def _take(document: DocxDocument, style: str) -> str:
    text = ""
    for story in stories(document):
        found = [p for p in story.root.iter(P) if paragraph_style(p) == style] if style else []
        for paragraph in found if story.part is not document.part else ():
            text = text or text_of(paragraph)
            paragraph.getparent().remove(paragraph)
    return text


def number_pages(document: DocxDocument, pages: Mapping[str, str]) -> None:
    """Give every reference to a page the number that it has now."""
    for code in instructions(document.element.body):
        words = (code.text or "").split()
        if len(words) > 1 and words[0] == "PAGEREF" and words[1] in pages:
            fill_field(code, pages[words[1]])


def is_letter(document: DocxDocument) -> bool:
    """Whether a file opens as a letter or nota does, with the block of the sender."""
    sender = style_ids(styles_of(document)).get("Afzenderkop", "-")
    first = next(document.element.body.iter(P), None)
    return first is not None and paragraph_style(first) == sender


def is_nota(document: DocxDocument) -> bool:
    """Whether a file is a nota: a letter that says so in its first heading."""
    levels = heading_levels(styles_of(document))
    titles = (
        text_of(p) for p in document.element.body.iter(P) if levels.get(paragraph_style(p)) == 1
    )
    return is_letter(document) and next(titles, "").strip().lower() == "nota"
