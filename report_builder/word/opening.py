"""Word files of others, opened: what is no Word file refused, what Word would read made whole."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.document_mending import (
    add_last_section,
    add_missing_parts,
    drop_lost_relations,
    mend_blocks,
)
from report_builder.word.lost_notes import drop_lost_notes
from report_builder.word.ooxml import Element
from report_builder.word.package import Story, WordFile, body_of, stories, styles_of
from report_builder.word.package_mending import mended
from report_builder.word.page_sizes import mend_page_sizes
from report_builder.word.part_kinds import check_part_kinds, unreadable
from report_builder.word.places import find_places, heading_levels

_BROKEN = (
    *(PackageNotFoundError, zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(etree.XMLSyntaxError, KeyError, ValueError, AttributeError, RuntimeError),
)
"""What opening a file may raise of which a part is not what it should be."""
_DEEPEST = 80
"""So many elements stand within each other at most: twenty-five tables, each in a cell of the one
around it. What converts and lays out a document calls itself for each of them.
"""
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (_DEEPEST + 1) + ")")


def open_docx(data: bytes, file: str) -> tuple[WordFile | None, list[Problem]]:
    """The Word file in `data`, with what it lost; or None with the problem that it is none."""
    try:
        document = Document(io.BytesIO(mended(data)))
        return document, list(_mend(document, file))
    except Fault as refusal:
        return None, [refusal.at(file, "1")]
    except _BROKEN as error:
        return None, [unreadable(error).at(file, "1")]


def _mend(document: WordFile, file: str) -> Iterator[Problem]:
    """Make a document whole that lacks what Word always writes; what that loses."""
    check_part_kinds(document)
    add_missing_parts(document)
    add_last_section(body_of(document))
    for story in stories(document):
        _check_depth(story.root)
        mend_blocks(story.root)
        mend_page_sizes(story.root)
        yield from _lost_pictures(document, story, file)
        yield from _lost_notes(document, story, file)
        story.write()


def _check_depth(root: Element) -> None:
    """Raise Fault when more stands within each other than can be laid out."""
    if _TOO_DEEP(root.getroottree()):
        message = "tabellen of andere onderdelen staan te diep in elkaar"
        hint = "haal ze uit elkaar, bijvoorbeeld door een tabel niet in een cel te zetten"
        raise Fault("omvang", message, hint)


def _lost_pictures(document: WordFile, story: Story, file: str) -> Iterator[Problem]:
    paragraphs = drop_lost_relations(story.root, story.part)
    places = find_places(story.root, heading_levels(styles_of(document))) if paragraphs else {}
    for paragraph in paragraphs:
        message = "een afbeelding ontbreekt in het bestand en wordt niet getoond"
        hint = "voeg de afbeelding opnieuw in"
        place = places.get(paragraph, "1")
        yield Problem("word", file, place, message, hint, Severity.WARNING)


def _lost_notes(document: WordFile, story: Story, file: str) -> Iterator[Problem]:
    paragraphs = list(drop_lost_notes(document, story.root))
    places = find_places(story.root, heading_levels(styles_of(document))) if paragraphs else {}
    for paragraph in paragraphs:
        message = "een noot ontbreekt in het bestand en wordt niet getoond"
        place = places.get(paragraph, "1") if paragraph is not None else "1"
        yield Problem("word", file, place, message, "voeg de noot opnieuw in", Severity.WARNING)
