"""A Word file as reviewers leave it: comments, changes with and without tracking, and what they mark by hand."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

from report_builder.word.ooxml import make, make_paragraph, make_run
from tests.wordxml import shape, xml

DATE = "2026-05-02T10:30:00Z"
DOCUMENT, NOTES, COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"
_EXTENDED = "word/commentsExtended.xml"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def text_of(element: etree._Element) -> str:
    """The text below an element, also what was taken out."""
    return "".join(text.text or "" for text in element.iter(qn("w:t"), qn("w:delText")))


def _own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of a text box in it."""
    texts = paragraph.iter(qn("w:t"), qn("w:delText"))
    return "".join(
        text.text or "" for text in texts if next(text.iterancestors(qn("w:p"))) is paragraph
    )


class RemarkedFile:
    """A copy of a Word file in which a reviewer is busy; `save` writes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as opened:
            self.parts = {name: opened.read(name) for name in opened.namelist()}
        self.roots: dict[str, etree._Element] = {}
        self.threads: list[str] = []
        self.count = 900

    def root(self, name: str = DOCUMENT) -> etree._Element:
        """The tree of a part."""
        if name not in self.roots:
            self.roots[name] = etree.fromstring(self.parts[name])
        return self.roots[name]

    def save(self) -> Path:
        """Write the file."""
        if self.threads:
            self._add_threads()
        for name, root in self.roots.items():
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        with zipfile.ZipFile(self.path, "w") as written:
            for name, data in self.parts.items():
                written.writestr(name, data)
        return self.path

    def paragraph(self, text: str, name: str = DOCUMENT) -> etree._Element:
        """The one paragraph that begins with a text."""
        (found,) = [
            paragraph
            for paragraph in self.root(name).iter(qn("w:p"))
            if _own_text(paragraph).startswith(text)
        ]
        return found

    def runs(self, text: str, name: str = DOCUMENT) -> list[etree._Element]:
        """The runs of a paragraph that hold text."""
        runs = self.paragraph(text, name).iter(qn("w:r"))
        return [run for run in runs if text_of(run)]

    def change(self, tag: str, author: str = "Lezer") -> etree._Element:
        """The mark of a tracked change."""
        self.count += 1
        return make(tag, id=str(self.count), author=author, date=DATE)

    def comment(
        self,
        text: str,
        said: str,
        author: str = "Lezer",
        *,
        name: str = DOCUMENT,
        reply_to: str = "",
        is_done: bool = False,
    ) -> str:
        """Put a comment on a paragraph; return the id by which another can reply to it."""
        self.count += 1
        identity, thread = str(self.count), f"{self.count:08X}"
        comment = make("w:comment", id=identity, author=author, date=DATE, initials="L")
        paragraph = make("w:p")
        paragraph.set(_PARAGRAPH_ID, thread)
        paragraph.append(make_run(said))
        comment.append(paragraph)
        self.root(COMMENTS).append(comment)
        runs = self.runs(text, name)
        first, last = _block_child(runs[0]), _block_child(runs[-1])
        first.addprevious(make("w:commentRangeStart", id=identity))
        reference = make("w:r")
        reference.append(make("w:commentReference", id=identity))
        last.addnext(reference)
        last.addnext(make("w:commentRangeEnd", id=identity))
        parent = f' w15:paraIdParent="{reply_to}"' if reply_to else ""
        self.threads.append(
            f'<w15:commentEx w15:paraId="{thread}"{parent} w15:done="{int(is_done)}"/>'
        )
        return thread

    def name_own_comment(self) -> str:
        """Give the first comment of the program a name to reply to, as Word does."""
        first = next(self.root(COMMENTS).iter(qn("w:comment")))
        list(first.iter(qn("w:p")))[-1].set(_PARAGRAPH_ID, "00000001")
        return "00000001"

    def insert(self, text: str, new: str, author: str = "Lezer") -> None:
        """Type behind a paragraph, with tracking."""
        self.paragraph(text).append(_around(self.change("w:ins", author), [make_run(new)]))

    def delete(self, text: str, part: str = "", author: str = "Lezer", tag: str = "w:del") -> None:
        """Take out a paragraph, or a part of its text, with tracking."""
        if part:
            self.isolate(text, part)
        for run in self.runs(text):
            if not part or text_of(run) == part:
                self._delete_run(run, self.change(tag, author))

    def _delete_run(self, run: etree._Element, change: etree._Element) -> None:
        run.addprevious(change)
        change.append(run)
        for element in run.iter(qn("w:t")):
            element.tag = qn("w:delText")

    def isolate(self, text: str, part: str) -> etree._Element:
        """Give a part of the text of a paragraph a run of its own."""
        (run,) = [run for run in self.runs(text) if part in text_of(run)]
        before, _, after = text_of(run).partition(part)
        properties = run.find(qn("w:rPr"))
        for piece, add in ((before, run.addprevious), (after, run.addnext)):
            if piece:
                add(make_run(piece, properties))
        (element,) = run.iter(qn("w:t"))
        element.text = part
        return run

    def mark_paragraph(self, text: str, tag: str, author: str = "Lezer") -> None:
        """Mark the end of a paragraph as put in or taken out."""
        properties = _first_child(self.paragraph(text), "w:pPr")
        mark = make("w:rPr")
        mark.append(self.change(tag, author))
        properties.append(mark)

    def mark_row(self, text: str, tag: str, author: str = "Lezer") -> None:
        """Mark the row of a paragraph as put in or taken out."""
        row = next(self.paragraph(text).iterancestors(qn("w:tr")))
        _first_child(row, "w:trPr").append(self.change(tag, author))

    def copy_row(self, text: str, new: str) -> None:
        """Put a copy of a row below it, in which a text reads otherwise."""
        row = next(self.paragraph(text).iterancestors(qn("w:tr")))
        copied = copy.deepcopy(row)
        for element in copied.iter(qn("w:t")):
            element.text = (element.text or "").replace(text, new)
        row.addnext(copied)

    def move(self, text: str, behind: str, author: str = "Lezer") -> None:
        """Move a paragraph behind another one, with tracking."""
        source = self.paragraph(text)
        copied = copy.deepcopy(source)
        runs = [run for run in copied.iter(qn("w:r")) if text_of(run)]
        for run in runs:
            change = self.change("w:moveTo", author)
            run.addprevious(change)
            change.append(run)
        for run in [run for run in source.iter(qn("w:r")) if text_of(run)]:
            self._delete_run(run, self.change("w:moveFrom", author))
        self.paragraph(behind).addnext(copied)

    def add_paragraph(self, new: str, behind: str, author: str = "Lezer") -> None:
        """Press Enter behind a paragraph and type, with tracking."""
        self.mark_paragraph(behind, "w:ins", author)
        added = make_paragraph("Normal", [_around(self.change("w:ins", author), [make_run(new)])])
        self.paragraph(behind).addnext(added)

    def restyle(self, text: str, author: str = "Lezer") -> None:
        """Make a paragraph bold, with tracking."""
        properties = _first_child(self.runs(text)[0], "w:rPr")
        properties.append(make("w:b"))
        former = self.change("w:rPrChange", author)
        former.append(make("w:rPr"))
        properties.append(former)

    def look(self, text: str, part: str, *inside: etree._Element) -> None:
        """Give a part of a text a look, without tracking."""
        properties = _first_child(self.isolate(text, part), "w:rPr")
        properties.extend(inside)

    def retype(self, old: str, new: str, name: str = DOCUMENT) -> None:
        """Type over a text that stands in the part once, without tracking."""
        (element,) = [t for t in self.root(name).iter(qn("w:t")) if old in (t.text or "")]
        element.text = (element.text or "").replace(old, new)

    def drop_controls(self, text: str) -> None:
        """Take the content controls out of a paragraph, as LibreOffice and Google Docs do."""
        for control in list(self.paragraph(text).iter(qn("w:sdt"))):
            for child in control.find(qn("w:sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)

    def remove(self, text: str) -> None:
        """Take a paragraph out, without tracking."""
        paragraph = self.paragraph(text)
        paragraph.getparent().remove(paragraph)

    def remove_drawing(self) -> None:
        """Take the first drawing out, without tracking."""
        drawing = next(self.root().iter(qn("w:drawing")))
        drawing.getparent().remove(drawing)

    def add_box(self, text: str, behind: str) -> None:
        """Put a text box behind a paragraph."""
        box = shape(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
        paragraph = make("w:p")
        paragraph.append(xml(f"<w:r>{box}</w:r>"))
        self.paragraph(behind).addnext(paragraph)

    def split(self, text: str, second: str) -> None:
        """Press Enter before a part of a paragraph, without tracking."""
        paragraph = self.paragraph(text)
        run = self.isolate(text, second)
        paragraph.addnext(make_paragraph("Normal", [run]))

    def copy_paragraph(self, text: str, behind: str) -> None:
        """Put a copy of a paragraph behind another one."""
        copied = copy.deepcopy(self.paragraph(text))
        self.paragraph(behind).addnext(copied)

    def _add_threads(self) -> None:
        self.parts[_EXTENDED] = (
            f'<w15:commentsEx xmlns:w15="{_W15}">{"".join(self.threads)}</w15:commentsEx>'
        ).encode()
        kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
        relation = f'<Relationship Id="rIdThreads" Type="{kind}" Target="commentsExtended.xml"/>'
        self._add_to("word/_rels/document.xml.rels", "</Relationships>", relation)
        content = "application/vnd.ms-word.commentsExtended+xml"
        override = f'<Override PartName="/{_EXTENDED}" ContentType="{content}"/>'
        self._add_to("[Content_Types].xml", "</Types>", override)

    def _add_to(self, name: str, end: str, entry: str) -> None:
        self.parts[name] = self.parts[name].decode().replace(end, f"{entry}{end}").encode()


def _around(change: etree._Element, runs: Iterable[etree._Element]) -> etree._Element:
    change.extend(runs)
    return change


def _block_child(run: etree._Element) -> etree._Element:
    """What stands in the paragraph itself and holds a run."""
    while run.getparent().tag != qn("w:p"):
        run = run.getparent()
    return run


def _first_child(element: etree._Element, tag: str) -> etree._Element:
    """The properties of an element, which stand first in it."""
    found = element.find(qn(tag))
    if found is None:
        found = make(tag)
        element.insert(0, found)
    return found
