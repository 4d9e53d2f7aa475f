"""How a run looks in Word: what it says itself, else what its styles say.

ECMA-376 part 1, 17.7.3: what a run says itself counts; the toggles of table style, paragraph style
and character style cancel each other out; other properties come from the nearest that has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from docx.oxml.ns import qn

from report_builder.word.ooxml import (
    VAL,
    Element,
    find_around,
    find_child,
    find_paragraph,
    value_at,
)

_STYLE_ID = qn("w:styleId")
_OFF = ("0", "false", "off")
_TABLE = qn("w:tbl")


class RunLooks:
    """The looks of runs in a document with the given styles."""

    def __init__(self, styles: Element | None) -> None:
        self.styles = styles
        self._kept: dict[tuple[str, str], Element | None] = {}

    def is_toggled(self, run: Element, name: str) -> bool:
        """Whether a run has a property that is on or off: `w:vanish`, `w:caps`, `w:strike`, …"""
        return self._is_on(find_child(run, "w:rPr"), find_paragraph(run), name)

    def is_mark_toggled(self, paragraph: Element, name: str) -> bool:
        """The same for the mark that ends a paragraph."""
        return self._is_on(find_child(paragraph, "w:pPr", "w:rPr"), paragraph, name)

    def is_paragraph_toggled(self, paragraph: Element, name: str) -> bool:
        """Whether a paragraph has a property of paragraphs that is on or off: `w:bidi`, …"""
        own = find_child(paragraph, "w:pPr", name)
        if own is not None:
            return _is_set(own)
        identity = value_at(paragraph, "w:pPr", "w:pStyle")
        for style in self._chain(identity or self._default_ids.get("paragraph", "")):
            stated = find_child(style, "w:pPr", name)
            if stated is not None:
                return _is_set(stated)
        return False

    def style_name(self, identity: str) -> str:
        """What a style is called; empty where there is none."""
        return value_at(self._by_id[identity], "w:name") if identity in self._by_id else ""

    def find_value(self, run: Element, name: str) -> str | None:
        """The w:val that the nearest of a run and its styles has for a property; None for none."""
        own = find_child(run, "w:rPr")
        element = own.find(qn(name)) if own is not None else None
        if element is None:
            candidates = self._from_styles(own, find_paragraph(run), name)
            element = next((style for style in reversed(candidates) if style is not None), None)
        return element.get(VAL, "") if element is not None else None

    def _is_on(self, own: Element | None, paragraph: Element | None, name: str) -> bool:
        element = own.find(qn(name)) if own is not None else None
        if element is not None:
            return _is_set(element)
        default = self._default_properties
        if default is not None and _is_set(default.find(qn(name))):
            return True
        return sum(map(_is_set, self._from_styles(own, paragraph, name))) % 2 == 1

    def _from_styles(
        self, own: Element | None, paragraph: Element | None, name: str
    ) -> tuple[Element | None, ...]:
        """What the table style, the paragraph style and the character style say of a property."""
        if qn(name) not in self._stated:
            return ()
        table = find_around(paragraph, _TABLE) if paragraph is not None else None
        identities = (
            ("table", value_at(table, "w:tblPr", "w:tblStyle") if table is not None else None),
            (
                "paragraph",
                value_at(paragraph, "w:pPr", "w:pStyle") if paragraph is not None else None,
            ),
            ("character", value_at(own, "w:rStyle") if own is not None else ""),
        )
        return tuple(
            self._in_style(identity or self._default_ids.get(kind, ""), name)
            for kind, identity in identities
            if identity is not None
        )

    def _in_style(self, identity: str, name: str) -> Element | None:
        """What a style, or the nearest that it is based on, says of a property."""
        if (identity, name) not in self._kept:
            properties = (find_child(style, "w:rPr") for style in self._chain(identity))
            elements = (each.find(qn(name)) for each in properties if each is not None)
            stated = next((element for element in elements if element is not None), None)
            self._kept[identity, name] = stated
        return self._kept[identity, name]

    def _chain(self, identity: str) -> Iterator[Element]:
        """A style and those that it is based on, each once."""
        passed: set[str] = set()
        while identity in self._by_id and identity not in passed:
            passed.add(identity)
            yield self._by_id[identity]
            identity = value_at(self._by_id[identity], "w:basedOn")

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        styles = self.styles.iter(qn("w:style")) if self.styles is not None else ()
        return {style.get(_STYLE_ID, ""): style for style in styles}

    @cached_property
    def _stated(self) -> frozenset[str]:
        """The properties that any style says something of: most are asked for in vain."""
        properties = (find_child(style, "w:rPr") for style in self._by_id.values())
        return frozenset(
            str(element.tag) for each in properties if each is not None for element in each
        )

    @cached_property
    def _default_ids(self) -> dict[str, str]:
        """The style of what names none, by kind."""
        return {
            style.get(qn("w:type"), ""): identity
            for identity, style in self._by_id.items()
            if style.get(qn("w:default"), "0") not in _OFF
        }

    @cached_property
    def _default_properties(self) -> Element | None:
        if self.styles is None:
            return None
        return find_child(self.styles, "w:docDefaults", "w:rPrDefault", "w:rPr")


def _is_set(element: Element | None) -> bool:
    return element is not None and element.get(VAL, "1") not in _OFF
