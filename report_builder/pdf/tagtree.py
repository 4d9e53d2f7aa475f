"""The tags that WeasyPrint gave to a document, each with the HTML that it stands for.

WeasyPrint 70 does not tell which element a tag came from, so the function that makes the tags is
watched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.pdf import tags

Tag = Any
"""A dictionary of pydyf: `S` is its kind, `K` its kids, `P` its parent."""


@dataclass(frozen=True)
class TagSource:
    """Where a tag came from: its HTML element, the kind of its box (`li::marker`) and its page,
    from 0.
    """

    element: Any
    box: str
    page: int

    @property
    def is_generated(self) -> bool:
        """Whether the box is not the element's own but was made by a style, such as a marker."""
        return "::" in self.box

    @property
    def text(self) -> str:
        """What is read in its element, on one line."""
        return " ".join("".join(self.element.itertext()).split())


@contextmanager
def watched() -> Iterator[dict[int, TagSource]]:
    """The sources of all tags that are made while the block runs, by the number of their object."""
    original, sources = tags._build_box_tree, dict[int, TagSource]()

    def build(box: Any, parent: Tag, pdf: Any, page_number: int, *rest: Any) -> Iterator[Tag]:
        # Where a box is placed absolutely, a placeholder stands for it.
        real = getattr(box, "_box", box)
        for tag in original(box, parent, pdf, page_number, *rest):
            if real.element is not None:
                sources.setdefault(
                    tag.number, TagSource(real.element, real.element_tag or "", page_number)
                )
            yield tag

    tags._build_box_tree = build
    try:
        yield sources
    finally:
        tags._build_box_tree = original


class TagTree:
    """The tags of a PDF that is about to be written."""

    def __init__(self, document: Any, pdf: Any, sources: dict[int, TagSource]) -> None:
        self.document, self.pdf, self.sources = document, pdf, sources
        self.root = self.object(pdf.catalog["StructTreeRoot"])
        self.top = self.object(self.root["K"][0])
        # A number, then what it owns: of each page its texts, behind these of each link its tag.
        self.owners = self.object(self.root["ParentTree"])["Nums"]

    def object(self, reference: bytes) -> Tag:
        """The object that a reference leads to."""
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, tag: Tag) -> list[Tag]:
        """The tags right below a tag."""
        return [
            kid
            for kid in map(self.object, self._references(tag))
            if kid.get("Type") == "/StructElem"
        ]

    def links(self, tag: Tag) -> list[bytes]:
        """The references to annotations right below a tag."""
        return [kid for kid in self._references(tag) if self.object(kid).get("Type") == "/OBJR"]

    def _references(self, tag: Tag) -> list[bytes]:
        return [kid for kid in tag["K"] if isinstance(kid, bytes)]

    def walk(self, tag: Tag) -> Iterator[Tag]:
        """All tags below a tag, each before those below it."""
        for kid in self.kids(tag):
            yield kid
            yield from self.walk(kid)

    def source(self, tag: Tag) -> TagSource | None:
        """Where a tag came from, if WeasyPrint made it from an element."""
        return self.sources.get(tag.number)

    def box(self, tag: Tag) -> str:
        """The kind of box that a tag came from; empty when it came from none."""
        source = self.source(tag)
        return source.box if source else ""

    def add(self, kind: str, parent: Tag, kids: list[Any]) -> Tag:
        """A new tag below a parent, which takes these kids over; it is not among those of the
        parent yet.
        """
        tag = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{kind}", "K": pydyf.Array(), "P": parent.reference}
        )
        if "Pg" in parent:
            tag["Pg"] = parent["Pg"]
        self.pdf.add_object(tag)
        self.take_over(tag, parent, kids)
        return tag

    def take_over(self, target: Tag, tag: Tag, kids: list[Any]) -> None:
        """Put kids of a tag below another: text, tags and annotations."""
        for kid in kids:
            if isinstance(kid, int):
                self._take_text(target, tag, kid)
                continue
            target["K"].append(kid)
            if self.object(kid).get("Type") == "/StructElem":
                self.object(kid)["P"] = target.reference
            elif self.object(kid).get("Type") == "/OBJR":
                self._own_annotation(kid, target)

    def _take_text(self, target: Tag, tag: Tag, number: int) -> None:
        """Text is named by its page and its number there; on another page than that of the tag it
        needs both.
        """
        if target["Pg"] == tag["Pg"]:
            target["K"].append(number)
        else:
            mark = pydyf.Dictionary({"Type": "/MCR", "Pg": tag["Pg"], "MCID": number})
            self.pdf.add_object(mark)
            target["K"].append(mark.reference)
        page = self.pdf.page_references.index(tag["Pg"])
        self.owners[2 * page + 1][number] = target.reference

    def _own_annotation(self, reference: bytes, owner: Tag) -> None:
        annotation = self.object(self.object(reference)["Obj"])
        place = self.owners[0::2].index(annotation["StructParent"])
        self.owners[2 * place + 1] = owner.reference
