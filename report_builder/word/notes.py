"""Footnotes, endnotes and comments: written by the program, or brought along by an appended
document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from report_builder.word.ooxml import Element, P, R, copy_of, make, make_run, text_of
from report_builder.word.package import stories
from report_builder.word.part_copies import Relocation


@dataclass(frozen=True)
class _Kind:
    """A kind of notes: its part, and what refers to one of them."""

    reltype: str
    content_type: str
    root: str
    note: str
    references: tuple[str, ...]
    has_separators: bool = True


_KINDS = (
    _Kind(RT.FOOTNOTES, CT.WML_FOOTNOTES, "w:footnotes", "w:footnote", ("w:footnoteReference",)),
    _Kind(RT.ENDNOTES, CT.WML_ENDNOTES, "w:endnotes", "w:endnote", ("w:endnoteReference",)),
    _Kind(
        RT.COMMENTS,
        CT.WML_COMMENTS,
        "w:comments",
        "w:comment",
        ("w:commentReference", "w:commentRangeStart", "w:commentRangeEnd"),
        has_separators=False,
    ),
)
_COMMENTS = _KINDS[2]
_BESIDE_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible", "people")
"""What Word keeps beside comments; the last names everybody who wrote one."""
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


@dataclass
class Notes:
    """The notes of one kind in a document, open for change."""

    part: Part
    root: Element
    kind: _Kind

    def add(self, note: Element) -> str:
        """Put a note behind the others, under a number of its own, which is returned."""
        known = [int(item.get(qn("w:id"))) for item in self.root]
        number = str(max(known, default=-1 if not self.kind.has_separators else 0) + 1)
        note.set(qn("w:id"), number)
        self.root.append(note)
        return number

    def write(self) -> None:
        """Put the notes back in their part."""
        if not isinstance(self.part, XmlPart):
            self.part._blob = _bytes(self.root)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _find_notes(document: DocxDocument, kind: _Kind) -> Notes | None:
    try:
        part = document.part.part_related_by(kind.reltype)
    except KeyError:
        return None
    return Notes(part, part.element if isinstance(part, XmlPart) else parse_xml(part.blob), kind)


def _open_notes(document: DocxDocument, kind: _Kind) -> Notes:
    """The notes of a document, an empty part made for them when there is none."""
    found = _find_notes(document, kind)
    if found:
        return found
    root = parse_xml(f"<{kind.root} {nsdecls('w', 'r')}/>")
    for name, identity in _SEPARATORS if kind.has_separators else ():
        note, paragraph, run = make(kind.note, type=name, id=identity), make("w:p"), make("w:r")
        run.append(make(f"w:{name}"))
        paragraph.append(run)
        note.append(paragraph)
        root.append(note)
    uri = PackURI(f"/word/{kind.root.removeprefix('w:')}.xml")
    part = Part(uri, kind.content_type, _bytes(root), document.part.package)
    document.part.relate_to(part, kind.reltype)
    return Notes(part, root, kind)


def add_footnote(
    document: DocxDocument, behind: Element, text: str, reference_style: str, text_style: str
) -> None:
    """Put a footnote behind an element of a paragraph."""
    notes = _open_notes(document, _KINDS[0])
    note, paragraph = make("w:footnote"), make("w:p")
    paragraph.append(_styled(make("w:pPr"), "w:pStyle", text_style))
    paragraph.append(_reference_run(make("w:footnoteRef"), reference_style))
    paragraph.append(make_run(f" {text}"))
    note.append(paragraph)
    number = notes.add(note)
    notes.write()
    behind.addnext(_reference_run(make("w:footnoteReference", id=number), reference_style))


def _reference_run(content: Element, style: str) -> Element:
    run = make("w:r")
    run.append(_styled(make("w:rPr"), "w:rStyle", style))
    run.append(content)
    return run


def _styled(properties: Element, kind: str, style: str) -> Element:
    properties.append(make(kind, val=style))
    return properties


def add_comments(
    document: DocxDocument, comments: Iterable[tuple[Element, Element, Element]]
) -> None:
    """Put comments on stretches of text: of each its w:comment, and the parts of a paragraph it
    begins and ends at.
    """
    notes = None
    for comment, first, last in comments:
        notes = notes or _open_notes(document, _COMMENTS)
        number = notes.add(comment)
        reference = make("w:r")
        reference.append(make("w:commentReference", id=number))
        first.addprevious(make("w:commentRangeStart", id=number))
        last.addnext(reference)
        last.addnext(make("w:commentRangeEnd", id=number))
    if notes:
        notes.write()


def note_roots(document: DocxDocument) -> dict[str, Element]:
    """The notes of a document by kind, to change before they are brought along with
    `bring_notes`.
    """
    found = {kind.note: _find_notes(document, kind) for kind in _KINDS}
    return {name: notes.root for name, notes in found.items() if notes}


def bring_notes(
    target: DocxDocument,
    source: DocxDocument,
    roots: dict[str, Element],
    body: Element,
    relocation: Relocation,
) -> None:
    """Put the notes that a body refers to behind those of the target, and number the references
    after them.
    """
    for kind in _KINDS:
        references = list(body.iter(*map(qn, kind.references)))
        if kind.note not in roots or not references:
            continue
        known = {note.get(qn("w:id")): note for note in roots[kind.note]}
        mine, numbers = _open_notes(target, kind), {}
        part = source.part.part_related_by(kind.reltype)
        for reference in references:
            old = reference.get(qn("w:id"))
            if old in known and old not in numbers:
                note = copy_of(known[old])
                relocation.move(note, part, mine.part)
                numbers[old] = mine.add(note)
            if old in numbers:
                reference.set(qn("w:id"), numbers[old])
            else:
                reference.getparent().remove(reference)
        mine.write()


def comment_texts(document: DocxDocument) -> dict[str, str]:
    """The text of each comment by its id."""
    found = _find_notes(document, _COMMENTS)
    return {
        note.get(qn("w:id")): " ".join(map(text_of, note.iter(P)))
        for note in (found.root if found else ())
    }


def remove_comments(document: DocxDocument) -> None:
    """Take every comment out of a document, with what pointed at it."""
    for story in stories(document):
        for reference in list(story.root.iter(*map(qn, _COMMENTS.references))):
            parent = reference.getparent()
            parent.remove(reference)
            if parent.tag == R and all(child.tag == qn("w:rPr") for child in parent):
                parent.getparent().remove(parent)
        story.write()
    for identity, relation in list(document.part.rels.items()):
        if (
            relation.reltype == _COMMENTS.reltype
            or relation.reltype.rpartition("/")[2] in _BESIDE_COMMENTS
        ):
            del document.part.rels[identity]
