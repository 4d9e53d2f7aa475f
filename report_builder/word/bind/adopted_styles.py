"""What an appended document brings with it: its styles and its lists, under names that are free."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml import etree

from report_builder.word.fill.headings import numbering_root
from report_builder.word.ooxml import VAL, Element, P, copy_of, make, paragraph_style
from report_builder.word.package import styles_of
from report_builder.word.styles import find_style, style_ids

_STYLE_REFERENCES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_STYLE_LINKS = (qn("w:basedOn"), qn("w:next"), qn("w:link"))


class StyleAdoption:
    """Brings the styles of a document into another.

    A style that exists there by name is that style. With `own_look` one that looks otherwise is
    brought along under a name of its own, so that a letter keeps its face inside a report.
    """

    def __init__(self, target: Element, source: DocxDocument, label: str, own_look: bool) -> None:
        self.target = target
        self.source = styles_of(source)
        self.label = label
        self.own_look = own_look
        self.mapped: dict[str, str] = {}
        theirs = style_ids(self.source) if self.source is not None else {}
        self.names = {identity: name for name, identity in theirs.items()}
        self.default = theirs.get("normal", "")

    def adopt(self, roots: Iterable[Element]) -> None:
        """Point everything in the roots at styles of the target."""
        for root in roots:
            for reference in root.iter(*_STYLE_REFERENCES):
                reference.set(VAL, self._map(reference.get(VAL)))
            if (
                self.own_look
                and self.default
                and self._map(self.default) != style_ids(self.target).get("normal")
            ):
                self._make_default_explicit(root)

    def _make_default_explicit(self, root: Element) -> None:
        for paragraph in root.iter(P):
            if not paragraph_style(paragraph):
                paragraph.get_or_add_pPr().insert(0, make("w:pStyle", val=self._map(self.default)))

    def _map(self, identity: str) -> str:
        if identity in self.mapped or identity not in self.names or self.source is None:
            return self.mapped.get(identity, identity)
        name, mine = self.names[identity], style_ids(self.target)
        style = find_style(self.source, identity)
        if style is None:
            return identity
        if name in mine and not (self.own_look and self._looks_otherwise(style, mine[name])):
            self.mapped[identity] = mine[name]
            return mine[name]
        return self._copy(style, identity, name, mine)

    def _looks_otherwise(self, style: Element, other: str) -> bool:
        known = find_style(self.target, other)
        return known is None or _look(style) != _look(known)

    def _copy(self, style: Element, identity: str, name: str, mine: dict[str, str]) -> str:
        copied = copy_of(style)
        taken = set(mine.values())
        free = next(
            made for n in range(len(taken) + 1) if (made := f"{identity}{n or ''}") not in taken
        )
        self.mapped[identity] = free
        copied.set(qn("w:styleId"), free)
        copied.attrib.pop(qn("w:default"), None)
        if name in mine:
            named = copied.find(qn("w:name"))
            named.set(VAL, f"{named.get(VAL)} ({self.label})")
        if identity == self.default:
            self._add_defaults(copied)
        self.target.append(copied)
        for link in list(copied.iter(*_STYLE_LINKS)):
            link.set(VAL, self._map(link.get(VAL)))
        return free

    def _add_defaults(self, style: Element) -> None:
        """Give the default style what its document gave to all text."""
        defaults = self.source.find(qn("w:docDefaults")) if self.source is not None else None
        for kind in ("w:pPr", "w:rPr"):
            given = defaults.find(f".//{qn(kind)}") if defaults is not None else None
            if given is None:
                continue
            own = style.find(qn(kind))
            if own is None:
                own = make(kind)
                style.append(own)
            known = {child.tag for child in own}
            for number, child in enumerate(
                copy_of(child) for child in given if child.tag not in known
            ):
                own.insert(number, child)


def _look(style: Element) -> bytes:
    """What a style does, without its names and links."""
    kept = copy_of(style)
    for child in list(kept):
        if child.tag not in (
            qn("w:pPr"),
            qn("w:rPr"),
            qn("w:tblPr"),
            qn("w:tcPr"),
            qn("w:tblStylePr"),
        ):
            kept.remove(child)
    kept.attrib.clear()
    return etree.tostring(kept, method="c14n", exclusive=True)


class ListAdoption:
    """Brings the lists of a document into another; every document counts its lists from the
    start.
    """

    def __init__(self, target: DocxDocument, source: DocxDocument, label: str) -> None:
        self.target = target
        self.source = source
        self.label = label
        self.numbers: dict[str, str] = {}
        self.abstracts: dict[str, str] = {}

    def adopt(self, roots: Iterable[Element]) -> None:
        """Point every list in the roots at a list of the target."""
        styles = styles_of(self.target)
        through_style = _numbers_by_style(styles) if styles is not None else {}
        for root in roots:
            for reference in root.iter(qn("w:numId")):
                if reference.get(VAL) != "0":
                    reference.set(
                        VAL, self._number(reference.get(VAL), numbering_root(self.source))
                    )
            for paragraph in root.iter(P):
                self._restart(paragraph, through_style)

    def _restart(self, paragraph: Element, through_style: dict[str, str]) -> None:
        """A list that comes from a style gets a count of its own in this document."""
        number = through_style.get(paragraph_style(paragraph))
        properties = paragraph.find(qn("w:pPr"))
        if number is None or properties is None or properties.find(qn("w:numPr")) is not None:
            return
        added = properties.get_or_add_numPr()
        own = self._number(f"stijl {number}", numbering_root(self.target), number)
        added.extend((make("w:ilvl", val="0"), make("w:numId", val=own)))

    def _number(self, key: str, theirs: Element, number: str | None = None) -> str:
        if key in self.numbers:
            return self.numbers[key]
        wanted = number or key
        original = next(
            (item for item in theirs.findall(qn("w:num")) if item.get(qn("w:numId")) == wanted),
            None,
        )
        if original is None:
            return "0"
        mine, copied = numbering_root(self.target), copy_of(original)
        identity = str(
            1 + max((int(item.get(qn("w:numId"))) for item in mine.findall(qn("w:num"))), default=0)
        )
        copied.set(qn("w:numId"), identity)
        abstract = copied.find(qn("w:abstractNumId"))
        abstract.set(VAL, self._abstract(f"{key}|{abstract.get(VAL)}", abstract.get(VAL), theirs))
        mine.append(copied)
        self.numbers[key] = identity
        return identity

    def _abstract(self, key: str, wanted: str, theirs: Element) -> str:
        mine = numbering_root(self.target)
        original = next(
            item
            for item in theirs.findall(qn("w:abstractNum"))
            if item.get(qn("w:abstractNumId")) == wanted
        )
        known = mine.findall(qn("w:abstractNum"))
        identity = str(
            1 + max((int(item.get(qn("w:abstractNumId"))) for item in known), default=-1)
        )
        copied = copy_of(original)
        copied.set(qn("w:abstractNumId"), identity)
        for child in list(copied):
            if child.tag in (qn("w:nsid"), qn("w:tmpl"), qn("w:styleLink"), qn("w:numStyleLink")):
                copied.remove(child)
        digest = hashlib.sha256(f"{self.label}|{key}".encode()).hexdigest()[:8].upper()
        copied.insert(0, make("w:nsid", val=digest))
        mine.insert(len(known), copied)
        return identity


def _numbers_by_style(styles: Element) -> dict[str, str]:
    """The list that each style puts its paragraphs in."""
    found = {}
    for style in styles.iter(qn("w:style")):
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            found[style.get(qn("w:styleId"), "")] = number.get(VAL, "")
    return found
