"""A footnote that is called again: Word has a cross-reference for it, which shows its number."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.fields import (
    bookmark,
    bookmark_name,
    field_runs,
    fill_field,
    instruction_words,
    instructions,
)
from report_builder.word.note_counts import note_marks
from report_builder.word.ooxml import ID, Element, copy_of, parent_of, run_properties
from report_builder.word.package import body_of

_REPEAT = "NOTEREF"
"""The field that shows the number of a footnote whose call stands in a bookmark."""
_BOOKMARK = "_RefNoot"
"""How the names of these bookmarks begin; hidden, and apart from those of captions."""
_UNKNOWN = "0"
_NAME = qn("w:name")


def repeat_footnote(call: Element, behind: Element, label: str) -> None:
    """Put the number of a footnote behind another element too; `call` is the run that calls it, in
    the document of that label.

    `number_repeats` writes the number, once all notes of the document are there.
    """
    properties = run_properties(call)
    assert properties is not None
    instruction = f"{_REPEAT} {_bookmark_of(call, label)} \\f \\h"
    field = field_runs(instruction, _UNKNOWN, copy_of(properties))
    for run in reversed(field):
        behind.addnext(run)


def _bookmark_of(call: Element, label: str) -> str:
    """The name of the bookmark around a call, which is made when there is none."""
    before = call.getprevious()
    if before is not None and before.get(_NAME, "").startswith(_BOOKMARK):
        return before.get(_NAME, "")
    name = bookmark_name(label, _note_id(call), prefix=_BOOKMARK)
    start, end = bookmark(name, [])
    call.addprevious(start)
    call.addnext(end)
    return name


def _note_id(call: Element) -> str:
    return next(call.iter(qn("w:footnoteReference"))).get(ID, "")


def number_repeats(document: DocxDocument) -> None:
    """Write the numbers that the repeated calls show: those of their footnotes."""
    body = body_of(document)
    marks = note_marks(document, "footnote")
    notes = {}
    for reference in body.iter(qn("w:footnoteReference")):
        before = parent_of(reference).getprevious()
        if before is not None:
            notes[before.get(_NAME)] = reference.get(ID, "")
    for code in instructions(body):
        # A text that was copied from an earlier edition may lead to a note that is not here.
        name, *arguments = instruction_words(code) or [""]
        if name == _REPEAT and arguments and arguments[0] in notes:
            fill_field(code, marks[notes[arguments[0]]])
