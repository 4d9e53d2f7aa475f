"""Yellow by hand in a template: yellow comes from the figures, and none is left in a definitive
edition.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Problem, Severity
from report_builder.word.ooxml import Element, find_paragraph, paragraphs_in, runs_in
from report_builder.word.places import find_places, heading_levels
from report_builder.word.run_looks import RunLooks
from report_builder.word.template.template_file import OpenTemplate

_FILL = qn("w:fill")
_BRIGHT, _DARK = 0xE6, 0x99


def check_yellow(template: OpenTemplate) -> Iterator[Problem]:
    """A warning for each paragraph with text that was marked yellow by hand, wherever it stands."""
    levels, looks = heading_levels(template.styles), RunLooks(template.styles)
    hint = "haal de markering weg; het programma kleurt zelf wat verouderd is"
    for story in template.stories:
        places = find_places(story.root, levels)
        for paragraph in dict.fromkeys(_yellow_paragraphs(story.root, looks)):
            place = places.get(paragraph, "1")
            message = "tekst is met de hand geel gemarkeerd"
            yield Problem("geel", template.file, place, message, hint, Severity.WARNING)


def _yellow_paragraphs(root: Element, looks: RunLooks) -> Iterator[CT_P]:
    for run in runs_in(root):
        paragraph = find_paragraph(run)
        if paragraph is not None and looks.find_value(run, "w:highlight") == "yellow":
            yield paragraph
    for shading in root.iter(qn("w:shd")):
        if _is_yellow(shading.get(_FILL, "")):
            yield from _shaded(shading)


def _is_yellow(fill: str) -> bool:
    """Whether a colour such as FFFF00 is taken for the yellow of what is stale."""
    try:
        red, green, blue = bytes.fromhex(fill)
    except ValueError:
        return False
    return min(red, green) >= _BRIGHT and blue <= _DARK


def _shaded(shading: Element) -> Iterator[CT_P]:
    """The paragraphs that a shading lies behind: that of its run or its own, or those of its
    cell.
    """
    paragraph = find_paragraph(shading)
    if paragraph is not None:
        yield paragraph
        return
    for around in shading.iterancestors(qn("w:tc"), qn("w:tbl")):
        yield from paragraphs_in(around)
        return
