"""The marks of footnotes and endnotes as Word counts them: 1, a, iv, anew in each section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.list_levels import number_in
from report_builder.word.ooxml import ID, Element, find_child, find_section, value_at
from report_builder.word.package import body_of
from report_builder.wording.list_figures import Shape

_SECTION = qn("w:sectPr")
_CUSTOM = qn("w:customMarkFollows")
TYPED = "{urn:report-builder}mark"
"""On a call while its document is made ready to be converted. It goes into no file."""
NOTE_KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""The kinds of notes, and how Word counts each unless it is told otherwise."""


@dataclass(frozen=True)
class _Numbering:
    """How the notes of one kind are counted in a section."""

    shape: str
    start: int
    begins_anew: bool
    """Whether each section has its own first note. A count for each page is not known here."""


def note_marks(document: DocxDocument, kind: str) -> dict[str, str]:
    """The mark of each note of a kind by its id; none of one whose typed mark was left in the
    text.
    """
    marks: dict[str, str] = {}
    general = find_child(document.settings.element, f"w:{kind}Pr")
    count = 0
    for place, (section, blocks) in enumerate(_sections(body_of(document))):
        own = find_child(section, f"w:{kind}Pr") if section is not None else None
        numbering = _numbering(own, general, NOTE_KINDS[kind])
        if place == 0 or numbering.begins_anew:
            count = numbering.start - 1
        for call in _calls(blocks, kind):
            count += is_counted(call)
            mark = typed_mark(call) or Shape(numbering.shape).figure(count)
            marks.setdefault(call.get(ID, ""), mark)
    return marks


def _numbering(own: Element | None, general: Element | None, shape: str) -> _Numbering:
    """What a section says of its notes, else what the document says."""

    def said(name: str, default: str) -> str:
        of_document = value_at(general, name, default=default) if general is not None else default
        return value_at(own, name, default=of_document) if own is not None else of_document

    return _Numbering(
        shape=said("w:numFmt", shape),
        start=number_in(said("w:numStart", "1"), 1),
        begins_anew=said("w:numRestart", "continuous") == "eachSect",
    )


def _sections(body: Element) -> Iterator[tuple[Element | None, list[Element]]]:
    """The properties of each section with its blocks."""
    blocks: list[Element] = []
    for block in body:
        if block.tag == _SECTION:
            yield block, blocks
            return
        blocks.append(block)
        section = find_section(block)
        if section is not None:
            yield section, blocks
            blocks = []
    yield None, blocks


def _calls(blocks: list[Element], kind: str) -> Iterator[Element]:
    for block in blocks:
        for call in block.iter(qn(f"w:{kind}Reference")):
            if is_counted(call) or typed_mark(call):
                yield call


def is_counted(call: Element) -> bool:
    """Whether Word counts a note, and no one typed its mark."""
    return call.get(_CUSTOM, "0") in ("0", "false", "off")


def typed_mark(call: Element) -> str:
    """The mark that was typed for a note; empty where none was taken from the text."""
    return call.get(TYPED, "")
