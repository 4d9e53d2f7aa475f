"""What a reviewer may have put in a Word file and that is not read, to be told with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.model.returned import UnreadPart
from report_builder.word.change_marks import noun_of
from report_builder.word.ooxml import ID, Element, find_around
from report_builder.word.package import styles_of
from report_builder.word.places import find_places, heading_levels, place_near
from report_builder.word.read.change_list import tracked_changes
from report_builder.word.read.comments import COMMENT, find_root, has_broken_part

_NOUNS = {
    qn("w:altChunk"): "een ingevoegd bestand",
    qn("w:subDoc"): "een ingevoegd bestand",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "tekst in SmartArt",
}
"""What holds text in a file of its own, which reviewers may have changed."""


def find_unread(document: DocxDocument, roots: Iterable[Element]) -> Iterator[UnreadPart]:
    """What is not read of a file; `roots` are those of its parts with text."""
    levels = heading_levels(styles_of(document))
    for root in roots:
        elements = list(root.iter(*_NOUNS))
        places = find_places(root, levels) if elements else {}
        for element in elements:
            yield UnreadPart(_NOUNS[str(element.tag)], place_near(element, places))
    if has_broken_part(document):
        yield UnreadPart("de opmerkingen", "een onderdeel dat beschadigd is")
    comments = find_root(document, "comments")
    for change in tracked_changes([comments]) if comments is not None else ():
        yield UnreadPart(noun_of(change) or "", _comment_place(change))


def _comment_place(change: Element) -> str:
    comment = find_around(change, COMMENT)
    return f"opmerking {comment.get(ID, '')}" if comment is not None else "opmerkingen"
