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
    P,
    find_around,
    find_child,
    find_paragraph,
    full_tag,
    value_at,
)

_STYLE_ID = qn("w:styleId")
_OFF = ("0", "false", "off")
_TABLE = qn("w:tbl")


class RunLooks:
    """The looks of runs in a document with the given styles."""

    def __init__(self, styles: Element | None) -> None:
        self.styles = StyleLooks(styles)

    def of(self, run: Element) -> Looks:
        """The looks of a run as it stands now."""
        return Looks(self.styles, find_child(run, "w:rPr"), run)

    def may_be_toggled(self, root: Element, name: str) -> bool:
        """Whether any run or end of a paragraph below an element may have a property that is on or
        off; if not, none of them has.
        """
        if self.styles.is_default(name) or self.styles.is_stated(name):
            return True
        return next(root.iter(full_tag(name)), None) is not None

    def is_toggled(self, run: Element, name: str) -> bool:
        """Whether a run has a property that is on or off: `w:vanish`, `w:caps`, `w:strike`, …"""
        return self.of(run).is_toggled(name)

    def is_mark_toggled(self, paragraph: Element, name: str) -> bool:
        """The same for the mark that ends a paragraph."""
        own = find_child(paragraph, "w:pPr", "w:rPr")
        return Looks(self.styles, own, paragraph).is_toggled(name)

    def is_paragraph_toggled(self, paragraph: Element, name: str) -> bool:
        """Whether a paragraph has a property of paragraphs that is on or off: `w:bidi`, …"""
        own = find_child(paragraph, "w:pPr", name)
        if own is not None:
            return _is_set(own)
        identity = value_at(paragraph, "w:pPr", "w:pStyle")
        return _is_set(self.styles.find(identity, "paragraph", "w:pPr", name))

    def style_name(self, identity: str) -> str:
        """What a style is called; empty where there is none."""
        return self.styles.name(identity)

    def find_value(self, run: Element, name: str) -> str | None:
        """The w:val that the nearest of a run and its styles has for a property; None for none."""
        return self.of(run).find_value(name)


class Looks:
    """The looks of one run, or of the mark that ends a paragraph: what it says itself is in `own`,
    and `place` tells in which paragraph and table it stands.
    """

    def __init__(self, styles: StyleLooks, own: Element | None, place: Element) -> None:
        self.styles, self.own, self.place = styles, own, place

    def is_toggled(self, name: str) -> bool:
        """Whether it has a property that is on or off."""
        element = self._own(name)
        if element is not None:
            return _is_set(element)
        return self.styles.is_default(name) or sum(map(_is_set, self._from_styles(name))) % 2 == 1

    def find_value(self, name: str) -> str | None:
        """The w:val that the nearest of it and its styles has for a property; None for none."""
        element = self._own(name)
        if element is None:
            candidates = self._from_styles(name)
            element = next((style for style in reversed(candidates) if style is not None), None)
        return element.get(VAL, "") if element is not None else None

    def _own(self, name: str) -> Element | None:
        return find_child(self.own, name) if self.own is not None else None

    def _from_styles(self, name: str) -> tuple[Element | None, ...]:
        """What the table style, the paragraph style and the character style say of a property."""
        if not self.styles.is_stated(name):
            return ()
        return tuple(
            self.styles.find(identity, kind, "w:rPr", name) for kind, identity in self._identities
        )

    @cached_property
    def _identities(self) -> tuple[tuple[str, str], ...]:
        """The styles that hold for it, by their kind; empty for the one of what names none."""
        character = value_at(self.own, "w:rStyle") if self.own is not None else ""
        paragraph = self.place if self.place.tag == P else find_paragraph(self.place)
        if paragraph is None:
            return (("character", character),)
        named = (
            ("paragraph", value_at(paragraph, "w:pPr", "w:pStyle")),
            ("character", character),
        )
        table = find_around(paragraph, _TABLE)
        if table is None:
            return named
        return (("table", value_at(table, "w:tblPr", "w:tblStyle")), *named)


class StyleLooks:
    """What the styles of a document say of a property."""

    def __init__(self, styles: Element | None) -> None:
        self.styles = styles
        self._kept: dict[tuple[str, str, str, str], Element | None] = {}

    def find(self, identity: str, kind: str, group: str, name: str) -> Element | None:
        """What a style, or the nearest that it is based on, says of a property in a group such as
        `w:rPr`; without an identity, the style of what names none of that kind.
        """
        asked = (identity, kind, group, name)
        if asked not in self._kept:
            chain = self._chain(identity or self._default_ids.get(kind, ""))
            said = (find_child(style, group, name) for style in chain)
            self._kept[asked] = next((element for element in said if element is not None), None)
        return self._kept[asked]

    def name(self, identity: str) -> str:
        """What a style is called; empty where there is none."""
        return value_at(self._by_id[identity], "w:name") if identity in self._by_id else ""

    def is_stated(self, name: str) -> bool:
        """Whether any style says something of a property of runs: most are asked for in vain."""
        return full_tag(name) in self._stated

    def is_default(self, name: str) -> bool:
        """Whether a property is on in all of the document."""
        return full_tag(name) in self._defaults

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
    def _defaults(self) -> frozenset[str]:
        """The properties that are on in all of the document."""
        if self.styles is None:
            return frozenset()
        group = find_child(self.styles, "w:docDefaults", "w:rPrDefault", "w:rPr")
        properties = group if group is not None else ()
        return frozenset(str(element.tag) for element in properties if _is_set(element))


def _is_set(element: Element | None) -> bool:
    return element is not None and element.get(VAL, "1") not in _OFF
