"""The lists that an appended document brings with it: every document counts its own from the
start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.numbering import (
    NUM,
    NUM_ID,
    SCHEME,
    SCHEME_ID,
    ensure_numbering,
    free_num_id,
    free_scheme_id,
    set_list,
)
from report_builder.word.ooxml import (
    VAL,
    Element,
    copy_of,
    find_child,
    make,
    paragraph_style,
    paragraphs_in,
    value_at,
)
from report_builder.word.package import styles_of
from report_builder.word.styles import STYLE_ID

_NO_LIST = "0"
# Two schemes with one nsid are one list to Word, and a tie to a list style of the source leads
# nowhere in the target.
_TIES = tuple(qn(f"w:{name}") for name in ("nsid", "tmpl", "styleLink", "numStyleLink"))


class ListAdoption:
    """Brings the lists of a document into another."""

    def __init__(self, target: DocxDocument, source: DocxDocument, label: str) -> None:
        self.target = target
        self.source = source
        self.label = label
        self.adopted: dict[str, str] = {}

    def adopt(self, roots: Iterable[Element]) -> None:
        """Point every list in the roots at a list of the target."""
        styles = styles_of(self.target)
        style_lists = _lists_by_style(styles) if styles is not None else {}
        for root in roots:
            for reference in root.iter(NUM_ID):
                num_id = reference.get(VAL, "")
                if num_id != _NO_LIST:
                    numbering = ensure_numbering(self.source)
                    reference.set(VAL, self._adopted(num_id, num_id, numbering))
            for paragraph in paragraphs_in(root):
                self._restart(paragraph, style_lists)

    def _restart(self, paragraph: CT_P, style_lists: Mapping[str, str]) -> None:
        """A list that comes from a style gets a count of its own in this document."""
        num_id = style_lists.get(paragraph_style(paragraph))
        if num_id is None or find_child(paragraph, "w:pPr", "w:numPr") is not None:
            return
        numbering = ensure_numbering(self.target)
        set_list(paragraph, self._adopted(f"stijl {num_id}", num_id, numbering), level=0)

    def _adopted(self, key: str, num_id: str, numbering: Element) -> str:
        """The id in the target of a list, made when it is asked for first."""
        if key not in self.adopted:
            original = _find(numbering, NUM, NUM_ID, num_id)
            if original is None:
                return _NO_LIST
            self.adopted[key] = self._copy_list(original, key, numbering)
        return self.adopted[key]

    def _copy_list(self, original: Element, key: str, numbering: Element) -> str:
        target = ensure_numbering(self.target)
        copied = copy_of(original)
        num_id = free_num_id(target)
        copied.set(NUM_ID, num_id)
        scheme_reference = find_child(copied, "w:abstractNumId")
        assert scheme_reference is not None
        scheme_id = scheme_reference.get(VAL, "")
        scheme = _find(numbering, SCHEME, SCHEME_ID, scheme_id)
        assert scheme is not None
        scheme_reference.set(VAL, self._copy_scheme(scheme, f"{key}|{scheme_id}", target))
        target.append(copied)
        return num_id

    def _copy_scheme(self, original: Element, key: str, target: Element) -> str:
        copied = copy_of(original)
        scheme_id = free_scheme_id(target)
        copied.set(SCHEME_ID, scheme_id)
        for child in list(copied):
            if child.tag in _TIES:
                copied.remove(child)
        # Word makes this up at random; here it must come out the same each time.
        digest = hashlib.sha256(f"{self.label}|{key}".encode()).hexdigest()[:8].upper()
        copied.insert(0, make("w:nsid", val=digest))
        target.insert(len(target.findall(SCHEME)), copied)
        return scheme_id


def _find(numbering: Element, tag: str, attribute: str, identity: str) -> Element | None:
    for child in numbering.findall(tag):
        if child.get(attribute) == identity:
            return child
    return None


def _lists_by_style(styles: Element) -> dict[str, str]:
    """The list that each style puts its paragraphs in."""
    lists = {}
    for style in styles.iter(qn("w:style")):
        path = ("w:pPr", "w:numPr", "w:numId")
        if find_child(style, *path) is not None:
            lists[style.get(STYLE_ID, "")] = value_at(style, *path)
    return lists
