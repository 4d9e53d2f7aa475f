"""Several Word files into one, with everything that each brought: headers, notes, comments, lists,
landscape pages.

Written here because docxcompose 2.2 points every comment of a later file at the first comment of
the first file, keeps only the first header, repeats the ids of content controls and gives lists
random ids.
"""

from __future__ import annotations

import itertools

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.bind.adopted_styles import ListAdoption, StyleAdoption
from report_builder.word.bind.running_heads import own_edge
from report_builder.word.fields import instructions, number_bookmarks
from report_builder.word.notes import bring_notes, note_roots
from report_builder.word.ooxml import ORIGIN, VAL, Element, P, copy_of, make
from report_builder.word.package import stories, styles_of
from report_builder.word.part_copies import Relocation

_EDGES = (qn("w:headerReference"), qn("w:footerReference"))
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PARAGRAPH_IDS = (f"{_WORD_2010}paraId", f"{_WORD_2010}textId", ORIGIN)
_LONGEST_NAME = 40


class Assembly:
    """A Word file that others are appended to; it gives the styles, and the headers of sections
    without their own.
    """

    def __init__(self, base: DocxDocument, is_empty: bool = False) -> None:
        self.document = base
        self.body = base.element.body
        self.relocation = Relocation(base.part.package)
        self.appended = 0
        last = self.body.find(qn("w:sectPr"))
        self.edges = [
            copy_of(edge) for edge in last.iter(*_EDGES) if edge.get(qn("w:type")) == "default"
        ]
        for element in list(self.body) if is_empty else ():
            if element is not last:
                self.body.remove(element)
        self.bookmarks = {
            start.get(qn("w:name")) for start in self.body.iter(qn("w:bookmarkStart"))
        }

    def append(
        self, source: DocxDocument, label: str, own_look: bool = False, chapter: str = ""
    ) -> None:
        """Put a document behind what is there, on a page of its own; the source cannot be used any
        more.

        With `own_look` it keeps styles that look otherwise, and has no header where it had none.
        The header of the base names its `chapter`.
        """
        body, notes = source.element.body, note_roots(source)
        edges = [
            story.root for story in stories(source) if story.root.tag in (qn("w:hdr"), qn("w:ftr"))
        ]
        styles = styles_of(self.document)
        if styles is not None:
            StyleAdoption(styles, source, label, own_look).adopt([body, *notes.values(), *edges])
        ListAdoption(self.document, source, label).adopt([body])
        bring_notes(self.document, source, notes, body, self.relocation)
        self._free_bookmarks(body)
        self.relocation.move(body, source.part, self.document.part)
        if not own_look:
            self._give_edges(body, chapter)
        self._join(body)

    def finish(self) -> DocxDocument:
        """The whole, with ids that occur once."""
        number_all(self.document)
        return self.document

    def _join(self, body: Element) -> None:
        """Close the last section of what is there and let the new blocks follow it."""
        blocks, old = list(body), self.body.find(qn("w:sectPr"))
        _start_page(next(body.iter(qn("w:sectPr"))))
        _number_own_notes(next(body.iter(qn("w:sectPr"))))
        before = old.getprevious()
        if before is None:
            self.body.remove(old)
        else:
            _close_section(before, old)
        self.body.extend(blocks)

    def _give_edges(self, body: Element, chapter: str) -> None:
        """A first section without header or footer gets those of the base, not those of the
        document before it.
        """
        section = next(body.iter(qn("w:sectPr")))
        present = {
            edge.tag for edge in section.iter(*_EDGES) if edge.get(qn("w:type")) == "default"
        }
        self.appended += 1
        part = self.document.part
        missing = [
            own_edge(part, edge, chapter, self.appended)
            for edge in self.edges
            if edge.tag not in present
        ]
        for number, edge in enumerate(missing):
            section.insert(number, edge)

    def _free_bookmarks(self, body: Element) -> None:
        """Rename the bookmarks whose name is taken, with everything in the document that leads to
        them.
        """
        renamed: dict[str, str] = {}
        for start in body.iter(qn("w:bookmarkStart")):
            name = start.get(qn("w:name"))
            if name in self.bookmarks:
                free = (f"{name[: _LONGEST_NAME - 4]}_{number}" for number in itertools.count(2))
                renamed[name] = next(other for other in free if other not in self.bookmarks)
                start.set(qn("w:name"), renamed[name])
            self.bookmarks.add(start.get(qn("w:name")))
        for code in instructions(body) if renamed else ():
            code.text = " ".join(renamed.get(word, word) for word in (code.text or "").split(" "))
        for link in body.iter(qn("w:hyperlink")):
            anchor = link.get(qn("w:anchor"))
            if anchor in renamed:
                link.set(qn("w:anchor"), renamed[anchor])


def start_numbering(document: DocxDocument, first: int) -> None:
    """Number the pages of a document from `first`, whatever the sections that it comes
    behind do.
    """
    section = next(document.element.body.iter(qn("w:sectPr")))
    numbering = section.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = make("w:pgNumType")
        section.find(qn("w:pgMar")).addnext(numbering)
    numbering.set(qn("w:start"), str(first))


def _start_page(section: Element) -> None:
    """A document starts on a new page, whatever its first section asks for."""
    kind = section.find(qn("w:type"))
    if kind is not None and kind.get(VAL) == "continuous":
        kind.set(VAL, "nextPage")


def _number_own_notes(section: Element) -> None:
    """The footnotes of a document are numbered from 1, as they are in its PDF."""
    properties = section.find(qn("w:footnotePr"))
    if properties is None:
        properties = make("w:footnotePr")
        edges = section.findall(_EDGES[0]) + section.findall(_EDGES[1])
        section.insert(len(edges), properties)
    if properties.find(qn("w:numRestart")) is None:
        properties.append(make("w:numRestart", val="eachSect"))


def _close_section(block: Element, section: Element) -> None:
    """Put section properties at the end of a block: in its paragraph, or in one behind a table."""
    if block.tag != P or block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        paragraph = make("w:p")
        block.addnext(paragraph)
        block = paragraph
    properties = block.get_or_add_pPr()
    properties.append(section)
    change = properties.find(qn("w:pPrChange"))
    if change is not None:
        properties.append(change)


def number_all(document: DocxDocument) -> None:
    """Give the bookmarks, content controls and drawings of a document ids that occur once."""
    number_bookmarks(document.element.body)
    found = list(stories(document))
    number_ids([story.root for story in found])
    for story in found:
        story.write()


def number_ids(roots: list[Element]) -> None:
    """Give the content controls and drawings of a document ids of their own; chapters may come with
    equal ones.
    """
    controls, drawings = itertools.count(1), itertools.count(1)
    for root in roots:
        for element in root.iter(P, qn("w:sdtPr"), qn("wp:docPr")):
            if element.tag == P:
                for name in _PARAGRAPH_IDS:
                    element.attrib.pop(name, None)
            elif element.tag == qn("wp:docPr"):
                element.set("id", str(next(drawings)))
            elif (identity := element.find(qn("w:id"))) is not None:
                identity.set(VAL, str(next(controls)))
