"""The lists that an appended document brings with it: every document counts its own from the
start, and as it does alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.list_levels import find_scheme
from report_builder.word.list_numbers import ListNumbers, own_list
from report_builder.word.numbering import (
    NUM,
    NUM_ID,
    SCHEME_ID,
    add_num,
    add_scheme,
    ensure_numbering,
    find_numbering,
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
    paragraphs_in,
    parent_of,
    remove,
)

_NO_LIST = "0"
# Two schemes with one nsid are one list to Word, and a tie to a list style, a paragraph style or
# the picture of a bullet in the source leads nowhere in the target.
_TIES = tuple(
    qn(f"w:{name}")
    for name in ("nsid", "tmpl", "styleLink", "numStyleLink", "pStyle", "lvlPicBulletId")
)


class ListAdoption:
    """Brings the lists of a document into another."""

    def __init__(self, target: DocxDocument, source: DocxDocument, label: str) -> None:
        self.target = target
        self.source = source
        self.label = label
        self.adopted: dict[str, str] = {}
        self.schemes: dict[str, str] = {}

    def settle(self, roots: Iterable[Element]) -> None:
        """Let every paragraph say itself which list it is in, while its styles are still those of
        the source.
        """
        numbers = ListNumbers(self.source)
        for root in roots:
            for paragraph in paragraphs_in(root):
                own = own_list(paragraph)
                item = numbers.item_of(own)
                if item is not None:
                    set_list(paragraph, item.definition.num_id, item.level)
                elif own.is_stated:
                    set_list(paragraph, _NO_LIST, 0)

    def adopt(self, roots: Iterable[Element]) -> None:
        """Point every list in the roots at a list of the target.

        A paragraph that only a style of the target puts in a list gets a count of its own too.
        """
        numbers = ListNumbers(self.target)
        for root in roots:
            for paragraph in paragraphs_in(root):
                own = own_list(paragraph)
                item = numbers.item_of(own) if not own.num_id else None
                if item is not None:
                    num_id = self._adopted(self.target, item.definition.num_id)
                    set_list(paragraph, num_id, item.level)
                elif own.num_id and own.num_id != _NO_LIST:
                    num_id = self._adopted(self.source, own.num_id)
                    set_list(paragraph, num_id, int(own.level or "0"))

    def _adopted(self, origin: DocxDocument, num_id: str) -> str:
        """The id in the target of a list of the source, or of one of the target's styles; made when
        it is asked for first.
        """
        key = f"{'stijl' if origin is self.target else 'lijst'} {num_id}"
        if key not in self.adopted:
            self.adopted[key] = self._copy_list(origin, num_id)
        return self.adopted[key]

    def _copy_list(self, origin: DocxDocument, num_id: str) -> str:
        scheme = find_scheme(origin, num_id)
        original = _find_num(origin, num_id)
        if scheme is None or original is None:
            return _NO_LIST
        numbering = ensure_numbering(self.target)
        copied = copy_of(original)
        own_id = free_num_id(numbering)
        copied.set(NUM_ID, own_id)
        reference = find_child(copied, "w:abstractNumId")
        assert reference is not None
        # Lists of one scheme count on; so do their copies.
        key = f"{'stijl' if origin is self.target else 'lijst'} {reference.get(VAL)}"
        if key not in self.schemes:
            self.schemes[key] = self._copy_scheme(scheme, key, numbering)
        reference.set(VAL, self.schemes[key])
        _untie(copied)
        add_num(numbering, copied)
        return own_id

    def _copy_scheme(self, original: Element, key: str, numbering: Element) -> str:
        copied = copy_of(original)
        scheme_id = free_scheme_id(numbering)
        copied.set(SCHEME_ID, scheme_id)
        _untie(copied)
        # Word makes this up at random; here it must come out the same each time.
        digest = hashlib.sha256(f"{self.label}|{key}".encode()).hexdigest()[:8].upper()
        copied.insert(0, make("w:nsid", val=digest))
        add_scheme(numbering, copied)
        return scheme_id


def _find_num(document: DocxDocument, num_id: str) -> Element | None:
    numbering = find_numbering(document)
    nums = numbering.findall(NUM) if numbering is not None else []
    return next((num for num in nums if num.get(NUM_ID) == num_id), None)


def _untie(definition: Element) -> None:
    for tie in list(definition.iter(*_TIES)):
        if tie.tag == qn("w:lvlPicBulletId"):
            _write_bullet(tie)
        remove(tie)


def _write_bullet(picture: Element) -> None:
    """A level whose bullet was a picture has a plain one."""
    sign = find_child(parent_of(picture), "w:lvlText")
    if sign is not None and not sign.get(VAL):
        sign.set(VAL, "•")
