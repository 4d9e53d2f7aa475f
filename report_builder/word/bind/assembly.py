"""Several Word files into one, with everything that each brought: headers, notes, comments, lists,
landscape pages.

Written here because docxcompose 2.2 points every comment of a later file at the first comment of
the first file, keeps only the first header, repeats the ids of content controls and gives lists
random ids.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.bind.adopted_lists import ListAdoption
from report_builder.word.bind.adopted_styles import StyleAdoption
from report_builder.word.bind.chapter_headers import edge_of_chapter
from report_builder.word.bind.own_notes import count_own_notes
from report_builder.word.fields import instructions, number_bookmarks
from report_builder.word.notes import bring_notes, note_roots
from report_builder.word.ooxml import (
    ID,
    ORIGIN,
    VAL,
    Element,
    P,
    copy_of,
    find_section,
    make,
)
from report_builder.word.package import body_of, stories, styles_of
from report_builder.word.part_copies import Relocation

_SECTION = qn("w:sectPr")
_EDGES = (qn("w:headerReference"), qn("w:footerReference"))
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PARAGRAPH_IDS = (f"{_WORD_2010}paraId", f"{_WORD_2010}textId", ORIGIN)
_LONGEST_NAME = 40
"""Word takes no bookmark with a longer name."""


class Assembly:
    """A Word file that others are appended to; it gives the styles, and the headers of sections
    without their own.
    """

    def __init__(self, base: DocxDocument, is_empty: bool = False) -> None:
        self.document = base
        self.body = body_of(base)
        self.relocation = Relocation(base.part.package)
        self.appended = 0
        last_section = self._last_section()
        self.edges = [copy_of(edge) for edge in _default_edges(last_section)]
        for block in list(self.body) if is_empty else ():
            if block is not last_section:
                self.body.remove(block)
        self.bookmarks = {
            start.get(qn("w:name"), "") for start in self.body.iter(qn("w:bookmarkStart"))
        }

    def append(
        self, source: DocxDocument, label: str, own_look: bool = False, chapter: str = ""
    ) -> None:
        """Put a document behind what is there, on a page of its own; the source cannot be used any
        more.

        With `own_look` it keeps styles that look otherwise, and has no header where it had none.
        The header of the base names its `chapter`.
        """
        body, notes = body_of(source), note_roots(source)
        roots = [body, *notes.values(), *_edge_roots(source)]
        styles = styles_of(self.document)
        lists = ListAdoption(self.document, source, label)
        lists.settle(roots)
        if styles is not None:
            StyleAdoption(styles, source, label, own_look).adopt(roots)
        lists.adopt(roots)
        # Styles and lists first: the notes come along as they stand then. Relations last of all:
        # the source has lost them after that.
        bring_notes(self.document, source, notes, body, self.relocation)
        count_own_notes(self.document, source, body)
        self._free_bookmarks(body)
        self.relocation.move(body, source.part, self.document.part)
        if not own_look:
            self._give_edges(body, chapter)
        self._join(body)

    def finish(self) -> DocxDocument:
        """The whole, with ids that occur once."""
        number_all(self.document)
        return self.document

    def _last_section(self) -> Element:
        section = self.body.find(_SECTION)
        assert section is not None
        return section

    def _join(self, body: Element) -> None:
        """Close the last section of what is there and let the new blocks follow it.

        Word keeps the properties of a section behind it: those of the last one at the end of the
        body, those of every other in its last paragraph.
        """
        blocks, section = list(body), self._last_section()
        _start_page(_first_section(body))
        last_block = section.getprevious()
        if last_block is None:
            self.body.remove(section)
        else:
            _close_section(last_block, section)
        self.body.extend(blocks)

    def _give_edges(self, body: Element, chapter: str) -> None:
        """A first section without header or footer gets those of the base, not those of the
        document before it.
        """
        section = _first_section(body)
        present = {edge.tag for edge in _default_edges(section)}
        missing = [edge for edge in self.edges if edge.tag not in present]
        self.appended += 1
        for position, edge in enumerate(missing):
            own_edge = edge_of_chapter(self.document.part, edge, chapter, self.appended)
            section.insert(position, own_edge)

    def _free_bookmarks(self, body: Element) -> None:
        """Rename the bookmarks whose name is taken, with everything in the document that leads to
        them.
        """
        renamed: dict[str, str] = {}
        for start in body.iter(qn("w:bookmarkStart")):
            name = start.get(qn("w:name"), "")
            if name in self.bookmarks:
                renamed[name] = self._free_name(name)
                start.set(qn("w:name"), renamed[name])
            self.bookmarks.add(renamed.get(name, name))
        if renamed:
            _follow_bookmarks(body, renamed)

    def _free_name(self, name: str) -> str:
        stem = name[: _LONGEST_NAME - 4]
        numbered = (f"{stem}_{number}" for number in itertools.count(2))
        return next(free for free in numbered if free not in self.bookmarks)


def start_numbering(document: DocxDocument, first: int) -> None:
    """Number the pages of a document from `first`, whatever the sections that it comes
    behind do.
    """
    section = _first_section(body_of(document))
    numbering = section.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = make("w:pgNumType")
        margins = section.find(qn("w:pgMar"))
        assert margins is not None
        margins.addnext(numbering)
    numbering.set(qn("w:start"), str(first))


def _first_section(body: Element) -> Element:
    return next(body.iter(_SECTION))


def _default_edges(section: Element) -> list[Element]:
    """What refers to the header and footer of all pages that have none of their own kind."""
    edges = section.iter(*_EDGES)
    return [edge for edge in edges if edge.get(qn("w:type")) == "default"]


def _edge_roots(document: DocxDocument) -> list[Element]:
    """The headers and footers of a document."""
    edges = (qn("w:hdr"), qn("w:ftr"))
    return [story.root for story in stories(document) if story.root.tag in edges]


def _follow_bookmarks(body: Element, renamed: Mapping[str, str]) -> None:
    """Let fields and links lead to bookmarks by their new names."""
    for code in instructions(body):
        words = (code.text or "").split(" ")
        code.text = " ".join(renamed.get(word, word) for word in words)
    for link in body.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor"), "")
        if anchor in renamed:
            link.set(qn("w:anchor"), renamed[anchor])


def _start_page(section: Element) -> None:
    """A document starts on a new page, whatever its first section asks for."""
    kind = section.find(qn("w:type"))
    if kind is not None and kind.get(VAL) == "continuous":
        kind.set(VAL, "nextPage")


def _close_section(block: Element, section: Element) -> None:
    """Put section properties at the end of a block: in its paragraph, or in one behind a table."""
    paragraph = block
    if not isinstance(paragraph, CT_P) or find_section(paragraph) is not None:
        paragraph = make("w:p")
        block.addnext(paragraph)
    assert isinstance(paragraph, CT_P)
    properties = paragraph.get_or_add_pPr()
    properties.append(section)
    # The record of a tracked change is the last of a paragraph's properties, or Word refuses them.
    change = properties.find(qn("w:pPrChange"))
    if change is not None:
        properties.append(change)


def number_all(document: DocxDocument) -> None:
    """Give the bookmarks, content controls and drawings of a document ids that occur once."""
    number_bookmarks(body_of(document))
    parts = list(stories(document))
    number_ids([story.root for story in parts])
    for story in parts:
        story.write()


def number_ids(roots: Iterable[Element]) -> None:
    """Give the content controls and drawings of a document ids of their own; chapters may come with
    equal ones. The ids of paragraphs go.
    """
    controls, drawings = itertools.count(1), itertools.count(1)
    for root in roots:
        for element in root.iter(P, qn("w:sdtPr"), qn("wp:docPr")):
            if element.tag == P:
                _drop_ids(element)
            elif element.tag == qn("wp:docPr"):
                element.set("id", str(next(drawings)))
            elif (identity := element.find(ID)) is not None:
                identity.set(VAL, str(next(controls)))


def _drop_ids(paragraph: Element) -> None:
    for name in _PARAGRAPH_IDS:
        paragraph.attrib.pop(name, None)
