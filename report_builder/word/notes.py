"""Footnotes, endnotes and comments: written by the program, or brought along by an appended
document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.ooxml import (
    ID,
    Element,
    R,
    copy_of,
    make,
    make_paragraph,
    make_run,
    paragraphs_in,
    parent_of,
    remove,
    run_around,
    text_of,
)
from report_builder.word.package import find_part, root_of, stories, write_root, xml_bytes
from report_builder.word.part_copies import Relocation


@dataclass(frozen=True)
class _NoteKind:
    """A kind of notes: its part, and what refers to one of them."""

    reltype: str
    content_type: str
    root: str
    note: str
    references: tuple[str, ...]
    has_separators: bool = True


_FOOTNOTES = _NoteKind(
    RT.FOOTNOTES, CT.WML_FOOTNOTES, "w:footnotes", "w:footnote", ("w:footnoteReference",)
)
_ENDNOTES = _NoteKind(
    RT.ENDNOTES, CT.WML_ENDNOTES, "w:endnotes", "w:endnote", ("w:endnoteReference",)
)
_COMMENTS = _NoteKind(
    RT.COMMENTS,
    CT.WML_COMMENTS,
    "w:comments",
    "w:comment",
    ("w:commentReference", "w:commentRangeStart", "w:commentRangeEnd"),
    has_separators=False,
)
_KINDS = (_FOOTNOTES, _ENDNOTES, _COMMENTS)
_BESIDE_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible", "people")
"""What Word keeps beside comments; the last names everybody who wrote one."""
_TYPE, _AUTHOR = qn("w:type"), qn("w:author")
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))
"""The lines between text and footnotes: notes too, with ids that Word expects."""


@dataclass
class Notes:
    """The notes of one kind in a document, open for change."""

    part: Part
    root: Element
    kind: _NoteKind

    def add(self, note: Element) -> str:
        """Put a note behind the others, under a number of its own, which is returned."""
        number = str(self._highest + 1)
        self._highest += 1
        note.set(ID, number)
        self.root.append(note)
        return number

    @cached_property
    def _highest(self) -> int:
        none_yet = 0 if self.kind.has_separators else -1
        return max((int(other.get(ID, "")) for other in self.root), default=none_yet)

    def write(self) -> None:
        """Put the notes back in their part."""
        write_root(self.part, self.root)


def _find_notes(document: DocxDocument, kind: _NoteKind) -> Notes | None:
    part = find_part(document, kind.reltype)
    return Notes(part, root_of(part), kind) if part is not None else None


def _open_notes(document: DocxDocument, kind: _NoteKind) -> Notes:
    """The notes of a document, an empty part made for them when there is none."""
    return _find_notes(document, kind) or _new_notes(document, kind)


def _new_notes(document: DocxDocument, kind: _NoteKind) -> Notes:
    root = parse_xml(f"<{kind.root} {nsdecls('w', 'r')}/>")
    for name, identity in _SEPARATORS if kind.has_separators else ():
        paragraph = make("w:p")
        paragraph.append(run_around(make(f"w:{name}")))
        note = make(kind.note, type=name, id=identity)
        note.append(paragraph)
        root.append(note)
    uri = PackURI(f"/word/{kind.root.removeprefix('w:')}.xml")
    part = Part(uri, kind.content_type, xml_bytes(root), document.part.package)
    document.part.relate_to(part, kind.reltype)
    return Notes(part, root, kind)


def add_footnote(
    document: DocxDocument, behind: Element, text: str, reference_style: str, text_style: str
) -> Element:
    """Put a footnote behind an element of a paragraph; returns the run that calls it."""
    notes = _open_notes(document, _FOOTNOTES)
    sign = _reference_run(make("w:footnoteRef"), reference_style)
    note = make("w:footnote")
    note.append(make_paragraph(text_style, [sign, make_run(f" {text}")]))
    number = notes.add(note)
    notes.write()
    call = _reference_run(make("w:footnoteReference", id=number), reference_style)
    behind.addnext(call)
    return call


def _reference_run(content: Element, style: str) -> Element:
    return run_around(content, _styled(style))


def _styled(style: str) -> Element:
    properties = make("w:rPr")
    properties.append(make("w:rStyle", val=style))
    return properties


@dataclass(frozen=True)
class PlacedComment:
    """A w:comment, and the parts of a paragraph that it begins and ends at."""

    comment: Element
    first: Element
    last: Element


def add_comments(document: DocxDocument, comments: Iterable[PlacedComment]) -> None:
    """Put comments on stretches of text. A document without comments gets no part for them."""
    notes = None
    for placed in comments:
        notes = notes or _open_notes(document, _COMMENTS)
        number = notes.add(placed.comment)
        placed.first.addprevious(make("w:commentRangeStart", id=number))
        placed.last.addnext(run_around(make("w:commentReference", id=number)))
        placed.last.addnext(make("w:commentRangeEnd", id=number))
    if notes:
        notes.write()


def note_roots(document: DocxDocument) -> dict[str, Element]:
    """The notes of a document by kind, to change before they are brought along with
    `bring_notes`.
    """
    roots = {}
    for kind in _KINDS:
        notes = _find_notes(document, kind)
        if notes:
            roots[kind.note] = notes.root
    return roots


def bring_notes(
    target: DocxDocument,
    source: DocxDocument,
    roots: Mapping[str, Element],
    body: Element,
    relocation: Relocation,
) -> None:
    """Put the notes that a body refers to behind those of the target, and number the references
    after them.
    """
    for kind in _KINDS:
        references = list(body.iter(*map(qn, kind.references)))
        if kind.note in roots and references:
            part = source.part.part_related_by(kind.reltype)
            notes = Notes(part, roots[kind.note], kind)
            _bring(notes, _open_notes(target, kind), references, relocation)


def _bring(
    source: Notes, target: Notes, references: Iterable[Element], relocation: Relocation
) -> None:
    """Copy each note once; what refers to a note that is not there goes."""
    notes = {note.get(ID, ""): note for note in source.root}
    numbers: dict[str, str] = {}
    for reference in references:
        old_id = reference.get(ID, "")
        if old_id in notes and old_id not in numbers:
            note = copy_of(notes[old_id])
            relocation.move(note, source.part, target.part)
            numbers[old_id] = target.add(note)
        if old_id in numbers:
            reference.set(ID, numbers[old_id])
        else:
            remove(reference)
    target.write()


def drop_uncalled_notes(document: DocxDocument) -> None:
    """Take out the footnotes and endnotes that nothing refers to: they are printed nowhere."""
    roots = [story.root for story in stories(document)]
    for kind in (_FOOTNOTES, _ENDNOTES):
        notes = _find_notes(document, kind)
        if notes is None:
            continue
        references = (each for root in roots for each in root.iter(*map(qn, kind.references)))
        called = {reference.get(ID, "") for reference in references}
        for note in list(notes.root):
            if note.get(_TYPE, "normal") == "normal" and note.get(ID, "") not in called:
                notes.root.remove(note)
        notes.write()


def comment_texts(document: DocxDocument) -> dict[str, str]:
    """The text of each comment by its id."""
    comments = _find_notes(document, _COMMENTS)
    return {
        comment.get(ID, ""): " ".join(map(text_of, paragraphs_in(comment)))
        for comment in (comments.root if comments else ())
    }


def remove_comments(document: DocxDocument) -> None:
    """Take every comment out of a document, with what pointed at it."""
    for story in stories(document):
        _drop_references(list(story.root.iter(*map(qn, _COMMENTS.references))))
        story.write()
    # Without a relation to it a part is not saved.
    for identity, relation in list(document.part.rels.items()):
        if relation.reltype == _COMMENTS.reltype:
            del document.part.rels[identity]
    _drop_beside_comments(document)


def remove_comments_of(document: DocxDocument, author: str) -> int:
    """Take the comments of one author out of a document; return how many there were. With them goes
    what Word keeps beside comments, such as which is an answer to which.
    """
    comments = _find_notes(document, _COMMENTS)
    own = [each for each in comments.root if each.get(_AUTHOR) == author] if comments else []
    if comments is None or not own:
        return 0
    numbers = {comment.get(ID, "") for comment in own}
    for story in stories(document):
        references = story.root.iter(*map(qn, _COMMENTS.references))
        _drop_references([each for each in references if each.get(ID, "") in numbers])
        story.write()
    for comment in own:
        comments.root.remove(comment)
    comments.write()
    _drop_beside_comments(document)
    return len(own)


def _drop_references(references: Iterable[Element]) -> None:
    for reference in references:
        run = parent_of(reference)
        run.remove(reference)
        if run.tag == R and all(child.tag == qn("w:rPr") for child in run):
            remove(run)


def _drop_beside_comments(document: DocxDocument) -> None:
    for identity, relation in list(document.part.rels.items()):
        if relation.reltype.rpartition("/")[2] in _BESIDE_COMMENTS:
            del document.part.rels[identity]
