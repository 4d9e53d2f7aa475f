"""Parts of one Word package into another: pictures once, everything else under a name that
is free.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap
from lxml import etree

from report_builder.word.ooxml import Element

if TYPE_CHECKING:
    from docx.opc.rel import _Relationship

_REFERENCES = etree.XPath("descendant-or-self::*/@r:*", namespaces={"r": nsmap["r"]})


def relation_attributes(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Each attribute in a tree that refers to another part: its element, its name, and the id of
    the relation.
    """
    for reference in _REFERENCES(root):
        yield reference.getparent(), reference.attrname, str(reference)


class _Relations:
    """The relations of a part that is only added to.

    python-docx looks through all of them, and for a free id from the first on, for each that is
    asked for: in a long report with many pictures that is most of the work.
    """

    def __init__(self, part: Part) -> None:
        self.part = part
        self.numbers = itertools.count(1)
        # Of two relations to the same thing the first is found.
        self.ids: dict[tuple[str, Part | str], str] = {
            (relation.reltype, relation._target): identity
            for identity, relation in reversed(part.rels.items())
        }

    def id_of(self, kind: str, thing: Part | str) -> str:
        """The id of the relation of that kind to a part or an address, made when there is none."""
        if (kind, thing) not in self.ids:
            free_ids = (f"rId{number}" for number in self.numbers)
            identity = next(free for free in free_ids if free not in self.part.rels)
            self.part.rels.add_relationship(kind, thing, identity, isinstance(thing, str))
            self.ids[kind, thing] = identity
        return self.ids[kind, thing]


class Relocation:
    """Moves what elements refer to; remembers what was moved, so that nothing is moved twice."""

    def __init__(self, package: OpcPackage) -> None:
        self.package = package
        self.moved: dict[object, Part] = {}
        self.counter = itertools.count(1)
        self.relations: dict[Part, _Relations] = {}

    def move(self, root: Element, source: Part, target: Part) -> None:
        """Point every reference in a tree that came from `source` at the same thing, related to
        `target`.
        """
        for element, name, identity in relation_attributes(root):
            if identity in source.rels:
                element.set(name, self._relate(source.rels[identity], target))

    def _relate(self, relation: _Relationship, target: Part) -> str:
        """The id of a relation of the target to the same thing."""
        if target not in self.relations:
            self.relations[target] = _Relations(target)
        thing = relation.target_ref if relation.is_external else self._moved(relation.target_part)
        return self.relations[target].id_of(relation.reltype, thing)

    def _moved(self, part: Part) -> Part:
        """The part as it stands in the new package."""
        is_picture = part.partname.baseURI.endswith("/media")
        digest = hashlib.sha256(part.blob) if is_picture else None
        key = (part.content_type, digest.digest()) if digest else id(part)
        if key not in self.moved:
            self.moved[key] = part
            stem = digest.hexdigest()[:16] if digest else self._free_stem(part)
            part.partname = PackURI(f"{part.partname.baseURI}/{stem}.{part.partname.ext}")
            part._package = self.package  # type: ignore[assignment]
            self._move_below(part)
        return self.moved[key]

    def _free_stem(self, part: Part) -> str:
        stem = part.partname.filename.rpartition(".")[0]
        return f"{stem}_{next(self.counter)}"

    def _move_below(self, part: Part) -> None:
        """What a moved part refers to moves along; its relations keep their ids.

        A header may lead back to the document itself, which stays where it is.
        """
        for relation in part.rels.values():
            if not relation.is_external and relation.reltype != RT.OFFICE_DOCUMENT:
                relation._target = self._moved(relation.target_part)
