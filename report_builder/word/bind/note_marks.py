"""The marks of notes before their text, for the pages.

Mammoth counts all notes as one row of figures. Before the text of a note stands its mark, between
private-use characters; web/page_notes.py puts it where the note is called.
"""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.note_counts import NOTE_KINDS, note_marks
from report_builder.word.ooxml import ID, make_run, paragraphs_in
from report_builder.word.package import stories

# Private-use characters: no text of ours has them, and mammoth passes them on.
NOTE, NOTE_END = "\ue033", "\ue034"


def write_note_marks(document: DocxDocument) -> None:
    """Write the mark of every note before its text."""
    for kind in NOTE_KINDS:
        marks = note_marks(document, kind)
        for story in stories(document):
            if story.root.tag != qn(f"w:{kind}s"):
                continue
            for note in story.root:
                paragraph = next(paragraphs_in(note), None)
                if paragraph is not None and note.get(ID) in marks:
                    run = make_run(f"{NOTE}{marks[note.get(ID, '')]}{NOTE_END}")
                    paragraph.get_or_add_pPr().addnext(run)
            story.write()
