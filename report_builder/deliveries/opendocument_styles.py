"""How the cells and texts of an OpenDocument spreadsheet look, by the names of their styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from report_builder.deliveries.raised_text import TextRun

_NAMESPACES = {
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_MOST_PARENTS = 20
_WHITE = "#ffffff"
_Look: TypeAlias = tuple[bool, bool, bool, bool]
"""Whether a text is struck through, raised, lowered, and white on white."""


def expanded(name: str) -> str:
    """A name such as `table:table`, as ElementTree writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True)
class CellText:
    """How the text of a cell, or a piece of it, looks."""

    is_struck: bool = False
    is_raised: bool = False
    is_lowered: bool = False
    is_unseen: bool = False

    def run(self, text: str) -> TextRun:
        """A text that looks as the whole cell does; that all is struck through is told apart."""
        return TextRun(text, self.is_raised, self.is_lowered)


@dataclass(frozen=True)
class SpanText(CellText):
    """How a piece of the text of a cell looks."""

    def run(self, text: str) -> TextRun:
        """A text that looks otherwise than the rest of its cell."""
        return TextRun(text, self.is_raised, self.is_lowered, self.is_struck)


class CellStyles:
    """The styles of a spreadsheet by name; one takes from its parent what it does not say."""

    def __init__(self) -> None:
        self._properties: dict[str, dict[str, str]] = {}
        self._parents: dict[str, str] = {}
        self._looks: dict[str, _Look] = {}

    def add(self, element: Element) -> None:
        """Add what a `style:style` says."""
        family = element.get(expanded("style:family"), "")
        name = f"{family} {element.get(expanded('style:name'), '')}"
        self._properties[name] = {
            key: value for properties in element for key, value in properties.attrib.items()
        }
        self._parents[name] = f"{family} {element.get(expanded('style:parent-style-name'), '')}"

    def is_hidden(self, name: str) -> bool:
        """Whether a sheet of a style is hidden."""
        return self._inherited(f"table {name}").get(expanded("table:display")) == "false"

    def of(self, name: str) -> CellText:
        """How the text of a cell of a style looks."""
        return CellText(*self._look(f"table-cell {name}"))

    def span(self, name: str) -> CellText:
        """How a piece of text of a style looks."""
        return SpanText(*self._look(f"text {name}"))

    def _look(self, name: str) -> _Look:
        if name not in self._looks:
            self._looks[name] = self._make(name)
        return self._looks[name]

    def _make(self, name: str) -> _Look:
        found = self._inherited(name)
        struck = found.get(expanded("style:text-line-through-style"), "none")
        type_ = found.get(expanded("style:text-line-through-type"), struck)
        position = found.get(expanded("style:text-position"), "0%").split()[:1]
        height = position[0] if position else "0%"
        background = found.get(expanded("fo:background-color"), "transparent")
        return (
            type_ != "none",
            height == "super" or (height[0] not in "-0" and height.endswith("%")),
            height == "sub" or height.startswith("-"),
            found.get(expanded("fo:color")) == _WHITE and background in ("transparent", _WHITE),
        )

    def _inherited(self, name: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for _ in range(_MOST_PARENTS):
            found = {**self._properties.get(name, {}), **found}
            name = self._parents.get(name, "")
        return found
