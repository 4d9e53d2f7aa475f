"""Parts of one Word package into another: pictures once, everything else under a name that
is free.
"""

from __future__ import annotations

import hashlib
import itertools

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap

from report_builder.word.ooxml import Element

_RELATION = "{" + nsmap["r"] + "}"


class Relocation:
    """Moves what elements refer to; remembers what was moved, so that nothing is moved twice."""

    def __init__(self, package: OpcPackage) -> None:
        self.package = package
        self.moved: dict[object, Part] = {}
        self.counter = itertools.count(1)

    def move(self, root: Element, source: Part, target: Part) -> None:
        """Point every reference in a tree that came from `source` at the same thing, related to
        `target`.
        """
        for element in root.iter():
            for name, value in element.attrib.items():
                if isinstance(name, str) and name.startswith(_RELATION) and value in source.rels:
                    element.set(name, self._related(value, source, target))

    def _related(self, identity: str, source: Part, target: Part) -> str:
        relation = source.rels[identity]
        if relation.is_external:
            return target.relate_to(relation.target_ref, relation.reltype, is_external=True)
        return target.relate_to(self._placed(relation.target_part), relation.reltype)

    def _placed(self, part: Part) -> Part:
        """The part as it stands in the new package."""
        is_picture = part.partname.baseURI.endswith("/media")
        key: object = (
            (part.content_type, hashlib.sha256(part.blob).digest()) if is_picture else id(part)
        )
        if key not in self.moved:
            self.moved[key] = part
            name = part.partname
            stem = (
                hashlib.sha256(part.blob).hexdigest()[:16]
                if is_picture
                else f"{name.filename.rpartition('.')[0]}_{next(self.counter)}"
            )
            part.partname = PackURI(f"{name.baseURI}/{stem}.{name.ext}")
            part._package = self.package  # type: ignore[assignment]
            for relation in part.rels.values():
                if not relation.is_external and relation.reltype != RT.OFFICE_DOCUMENT:
                    self._place_below(relation)
        return self.moved[key]

    def _place_below(self, relation: object) -> None:
        """What a moved part refers to moves along; its relation keeps its id."""
        relation._target = self._placed(relation.target_part)  # type: ignore[attr-defined]
