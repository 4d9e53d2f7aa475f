"""The styles that an appended document brings with it, under names that are free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml import etree

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
from report_builder.word.styles import STYLE_ID, find_style, free_style_id, style_ids

_STYLE_REFERENCES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_STYLE_LINKS = (qn("w:basedOn"), qn("w:next"), qn("w:link"))
_LOOK = tuple(qn(f"w:{name}") for name in ("pPr", "rPr", "tblPr", "tcPr", "tblStylePr"))


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
        self.adopted: dict[str, str] = {}
        source_ids = style_ids(self.source) if self.source is not None else {}
        self.source_names = {identity: name for name, identity in source_ids.items()}
        self.source_default = source_ids.get("normal", "")

    def adopt(self, roots: Iterable[Element]) -> None:
        """Point everything in the roots at styles of the target."""
        for root in roots:
            for reference in root.iter(*_STYLE_REFERENCES):
                reference.set(VAL, self._adopted(reference.get(VAL, "")))
            if self.own_look and self._has_other_default():
                self._name_default(root)

    def _has_other_default(self) -> bool:
        """Whether a paragraph without a style would look otherwise in the target."""
        default = self.source_default
        return bool(default) and self._adopted(default) != style_ids(self.target).get("normal")

    def _name_default(self, root: Element) -> None:
        for paragraph in paragraphs_in(root):
            if not paragraph_style(paragraph):
                style = make("w:pStyle", val=self._adopted(self.source_default))
                paragraph.get_or_add_pPr().insert(0, style)

    def _adopted(self, identity: str) -> str:
        """The id in the target of a style of the source."""
        if identity not in self.adopted:
            name = self.source_names.get(identity)
            style = find_style(self.source, identity) if self.source is not None else None
            if name is None or style is None:
                return identity
            self._adopt_style(style, identity, name)
        return self.adopted[identity]

    def _adopt_style(self, style: Element, identity: str, name: str) -> None:
        target_ids = style_ids(self.target)
        namesake = target_ids.get(name)
        if namesake is not None and not (self.own_look and self._differs(style, namesake)):
            self.adopted[identity] = namesake
        else:
            self._copy(style, identity, target_ids, has_namesake=namesake is not None)

    def _differs(self, style: Element, namesake: str) -> bool:
        other = find_style(self.target, namesake)
        return other is None or _look(style) != _look(other)

    def _copy(
        self, style: Element, identity: str, target_ids: Mapping[str, str], *, has_namesake: bool
    ) -> None:
        copied = copy_of(style)
        free = free_style_id(identity, target_ids)
        # Known before its links are followed: a style may be its own next one.
        self.adopted[identity] = free
        copied.set(STYLE_ID, free)
        copied.attrib.pop(qn("w:default"), None)
        name = find_child(copied, "w:name")
        if has_namesake and name is not None:
            name.set(VAL, f"{value_at(copied, 'w:name')} ({self.label})")
        if identity == self.source_default:
            self._add_defaults(copied)
        self.target.append(copied)
        for link in list(copied.iter(*_STYLE_LINKS)):
            link.set(VAL, self._adopted(link.get(VAL, "")))

    def _add_defaults(self, style: Element) -> None:
        """Give the default style what its document gave to all text."""
        defaults = find_child(self.source, "w:docDefaults") if self.source is not None else None
        for kind in ("w:pPr", "w:rPr"):
            given = defaults.find(f".//{qn(kind)}") if defaults is not None else None
            if given is not None:
                _complete(_ensure_child(style, kind), given)


def _ensure_child(style: Element, tag: str) -> Element:
    properties = find_child(style, tag)
    if properties is None:
        properties = make(tag)
        style.append(properties)
    return properties


def _complete(properties: Element, defaults: Element) -> None:
    """Put before the properties of a style what it does not set itself."""
    set_tags = {child.tag for child in properties}
    unset = [child for child in defaults if child.tag not in set_tags]
    for position, child in enumerate(unset):
        properties.insert(position, copy_of(child))


def _look(style: Element) -> bytes:
    """What a style does, without its names and links."""
    look = copy_of(style)
    for child in list(look):
        if child.tag not in _LOOK:
            look.remove(child)
    look.attrib.clear()
    return etree.tostring(look, method="c14n", exclusive=True)
