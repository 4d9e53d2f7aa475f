"""The marks of notes that someone typed instead of having them counted: *, †.

Word has such a mark as text behind the call and again before the text of the note. Here it is
taken out of both, and put on the call, for word/bind/note_marks.py to write as it does a count.
"""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.note_counts import TYPED, is_counted
from report_builder.word.ooxml import ID, Element, R, T, find_around, remove, set_text
from report_builder.word.package import body_of, stories
from report_builder.word.shown.symbols import SYMBOL, find_symbol


def take_typed_marks(document: DocxDocument) -> None:
    """Take the typed marks out of the text and out of their notes, and put them on their calls."""
    for kind in ("footnote", "endnote"):
        marks: dict[str, str] = {}
        for call in body_of(document).iter(qn(f"w:{kind}Reference")):
            mark = "" if is_counted(call) else _take_from_run(call)
            if mark:
                call.set(TYPED, mark)
                marks[call.get(ID, "")] = mark
        if marks:
            _take_from_notes(document, kind, marks)


def _take_from_run(call: Element) -> str:
    """What stands behind a call in its run, which goes."""
    mark = ""
    for sign in [sibling for sibling in call.itersiblings() if sibling.tag in (T, SYMBOL)]:
        mark += (sign.text or "") if sign.tag == T else (find_symbol(sign) or "")
        remove(sign)
    return mark.strip()


def _take_from_notes(document: DocxDocument, kind: str, marks: dict[str, str]) -> None:
    for story in stories(document):
        if story.root.tag != qn(f"w:{kind}s"):
            continue
        for note in story.root:
            _take_from_note(note, marks.get(note.get(ID, ""), ""))
        story.write()


def _take_from_note(note: Element, mark: str) -> None:
    """Drop the mark with which a note begins, where it stands there as text or as a sign."""
    first = next(note.iter(T, SYMBOL), None)
    if first is None or not mark or find_around(first, R) is None:
        return
    if first.tag == SYMBOL and find_symbol(first) == mark:
        remove(first)
    elif first.tag == T and (first.text or "").lstrip().startswith(mark):
        set_text(first, (first.text or "").lstrip().removeprefix(mark).lstrip())
