"""What mammoth does slowly, done faster; the HTML is the same.

Each change takes the place of a function of mammoth, and says what mammoth would have to change for
it to go. They were written for the version named here: what they lean on is private.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import IO, Any
from xml.parsers import expat

from mammoth import conversion
from mammoth.docx import office_xml
from mammoth.docx.xmlparser import XmlElement, XmlText

from report_builder.replacements import Replacement

WRITTEN_FOR = "1.13.0"
_SEPARATOR = " "


def parse_xml(file: IO[bytes], namespaces: Sequence[tuple[str, str]] = ()) -> XmlElement:
    """The root of a part of a Word file, in mammoth's own elements.

    Upstream: minidom makes a tree of the part first, which takes four times as long as this and is
    thrown away; the same parser can make the elements at once.
    """
    builder = _Builder({address: prefix for prefix, address in namespaces})
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.add_text
    parser.ParseFile(file)
    return builder.root.children[0]


class _Builder:
    """Makes elements while a parser reads."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self.names: dict[str, str] = {}
        self.root = XmlElement("", {}, [])
        self.path = [self.root]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element in the one that is open."""
        values = {self._name(key): value for key, value in attributes.items()}
        element = XmlElement(self._name(name), values, [])
        self.path[-1].children.append(element)
        self.path.append(element)

    def end(self, _: str) -> None:
        """Close the element that is open."""
        self.path.pop()

    def add_text(self, text: str) -> None:
        """Put text in the element that is open; the parser gives a long one in pieces."""
        children = self.path[-1].children
        if children and isinstance(children[-1], XmlText):
            children[-1] = XmlText(children[-1].value + text)
        else:
            children.append(XmlText(text))

    def _name(self, name: str) -> str:
        """The name with a prefix of mammoth, of what the parser calls by its namespace."""
        if name not in self.names:
            self.names[name] = self._new_name(name)
        return self.names[name]

    def _new_name(self, name: str) -> str:
        address, _, local = name.rpartition(_SEPARATOR)
        if not address:
            return local
        prefix = self.prefixes.get(address)
        return f"{prefix}:{local}" if prefix else f"{{{address}}}{local}"


def find_style(converter: Any, element: Any, kind: str) -> Any:
    """The first rule of the style map that an element meets; None when there is none.

    Upstream: all rules are tried for every element, while only those of its kind can be met, and
    what is in the same style, and not in a list, meets the same.
    """
    if kind not in _STYLED or getattr(element, "numbering", None) is not None:
        return _first_rule(converter, element, kind)
    found: dict[tuple[str, ...], Any] = converter.__dict__.setdefault("rules_by_style", {})
    style = kind, element.style_id, element.style_name
    if style not in found:
        found[style] = _first_rule(converter, element, kind)
    return found[style]


_STYLED = ("paragraph", "run", "table")


def _first_rule(converter: Any, element: Any, kind: str) -> Any:
    rules = converter.__dict__.get("rules_by_kind")
    if rules is None:
        rules = converter.rules_by_kind = defaultdict(list)
        for rule in converter._style_map:
            rules[rule.document_matcher.element_type].append(rule)
    return next(
        (
            rule
            for rule in rules[kind]
            if conversion._document_matcher_matches(rule.document_matcher, element, kind)
        ),
        None,
    )


CHANGES = (
    Replacement(office_xml, "parse_xml", office_xml.parse_xml, parse_xml),
    Replacement(
        conversion._DocumentConverter,
        "_find_style",
        conversion._DocumentConverter._find_style,
        find_style,
    ),
)
