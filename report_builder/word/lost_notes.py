"""References to a footnote or endnote that the file does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import ID, Element, find_paragraph, remove
from report_builder.word.package import find_part, root_of

_NOTES = {"w:footnoteReference": RT.FOOTNOTES, "w:endnoteReference": RT.ENDNOTES}


def drop_lost_notes(document: DocxDocument, root: Element) -> Iterator[CT_P | None]:
    """Take out the references of a part that lead to no note; the paragraph of each."""
    for name, kind in _NOTES.items():
        references = list(root.iter(qn(name)))
        part = find_part(document, kind) if references else None
        notes = {note.get(ID) for note in root_of(part)} if part is not None else set()
        for reference in references:
            if reference.get(ID) not in notes:
                yield find_paragraph(reference)
                remove(reference)
