"""Texts of a template that are too long to be looked through."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Problem
from report_builder.word.ooxml import Element, find_paragraph, paragraphs_in, text_of
from report_builder.word.places import Places
from report_builder.wording.text_bounds import find_too_long


def check_lengths(root: Element, places: Places, file: str) -> Iterator[Problem]:
    """An error for each paragraph and each alternative text of a part that is too long."""
    for paragraph, text in _texts(root):
        fault = find_too_long(text)
        if fault:
            yield fault.at(file, places.get(paragraph, "1") if paragraph is not None else "1")


def _texts(root: Element) -> Iterator[tuple[CT_P | None, str]]:
    for paragraph in paragraphs_in(root):
        yield paragraph, text_of(paragraph)
    for picture in root.iter(qn("wp:docPr")):
        yield find_paragraph(picture), picture.get("descr", "")
