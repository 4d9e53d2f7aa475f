"""The styles that the program writes with, and how they get into a document that does not have
them.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.ooxml import (
    FINDING_STYLE,
    VAL,
    Element,
    copy_of,
    find_child,
    remove,
    value_at,
)
from report_builder.word.package import read_docx, styles_of

STYLE_ID = qn("w:styleId")
PACKAGED_HOUSE = Path(__file__).with_name("house.docx")

CAPTION, FIGURE, SOURCE = "caption", "Figuur", "Bron"
TABLE, TABLE_TEXT, TABLE_HEAD, TABLE_NUMBER = "Cijfertabel", "Tabeltekst", "Tabelkop", "Tabelgetal"
DASHBOARD, TILE_HEAD, TILE_NUMBER, TILE_TEXT = "Dashboard", "Tegelkop", "Tegelcijfer", "Tegeltekst"
REFERENCE_TABLE, SIGN = "Naslagtabel", "Teken"
BANNER, LEGEND = "Conceptregel", "Legenda"
NOTE_REFERENCE, NOTE_TEXT = "footnote reference", "footnote text"
OWN = (
    CAPTION,
    FIGURE,
    SOURCE,
    TABLE,
    TABLE_TEXT,
    TABLE_HEAD,
    TABLE_NUMBER,
    REFERENCE_TABLE,
    SIGN,
    DASHBOARD,
    TILE_HEAD,
    TILE_NUMBER,
    TILE_TEXT,
    FINDING_STYLE,
    BANNER,
    LEGEND,
    NOTE_REFERENCE,
    NOTE_TEXT,
    "heading 1",
)

StyleIds: TypeAlias = Mapping[str, str]
"""The id of each style by its name."""

_LINKS = (qn("w:basedOn"), qn("w:next"), qn("w:link"))
_BUILT_IN = frozenset({"caption", "header", "footer", "title", "subtitle", "normal", "hyperlink"})
_BUILT_IN_SERIES = ("heading ", "toc ", "footnote ", "annotation ", "list ")


def style_ids(styles: Element) -> dict[str, str]:
    """The ids of the styles in a document by name, without regard to capitals in the names of
    Word's own.
    """
    ids = {}
    for style in styles.iter(qn("w:style")):
        if find_child(style, "w:name") is not None:
            ids[_normal(value_at(style, "w:name"))] = style.get(STYLE_ID, "")
    return ids


def document_style_ids(document: DocxDocument) -> dict[str, str]:
    """The ids of a document's styles by name; none where it has no styles."""
    styles = styles_of(document)
    return style_ids(styles) if styles is not None else {}


def _normal(name: str) -> str:
    """Word writes its own names in small letters, other programs do not."""
    lowered = name.lower()
    is_built_in = lowered in _BUILT_IN or lowered.startswith(_BUILT_IN_SERIES)
    return lowered if is_built_in else name


def find_style(styles: Element, identity: str) -> Element | None:
    """The style with that id."""
    for style in styles.iter(qn("w:style")):
        if style.get(STYLE_ID) == identity:
            return style
    return None


def free_style_id(identity: str, ids: Mapping[str, str]) -> str:
    """The id, with a number behind it where another style has it."""
    taken = set(ids.values())
    if identity not in taken:
        return identity
    numbered = (f"{identity}{number}" for number in itertools.count(1))
    return next(free for free in numbered if free not in taken)


def ensure_styles(styles: Element, house: Element, names: tuple[str, ...] = OWN) -> dict[str, str]:
    """Copy the styles of these names that a document lacks from the house template; return the ids
    of all.

    What a project's own house template lacks too comes from the packaged one.
    """
    target = _Copies(styles, style_ids(styles))
    target.copy_missing(names, house)
    if any(name not in target.ids for name in names):
        target.copy_missing(names, _packaged())
    return target.ids


@cache
def _packaged() -> Element:
    styles = styles_of(read_docx(PACKAGED_HOUSE.read_bytes()))
    assert styles is not None
    return styles


@dataclass
class _Copies:
    """The styles of a document that others are copied to, and the ids of all by name."""

    styles: Element
    ids: dict[str, str]

    def copy_missing(self, names: tuple[str, ...], house: Element) -> None:
        """Copy the styles of these names that are not there and that the house has."""
        house_ids = style_ids(house)
        for name in names:
            self._copy(name, house, house_ids)

    def _copy(self, name: str, house: Element, house_ids: Mapping[str, str]) -> None:
        """Copy a style under an id that is free, with the styles that it is based on."""
        if name in self.ids or name not in house_ids:
            return
        original = find_style(house, house_ids[name])
        if original is None:
            return
        copied = copy_of(original)
        identity = free_style_id(house_ids[name], self.ids)
        copied.set(STYLE_ID, identity)
        copied.attrib.pop(qn("w:default"), None)
        # Known before its links are followed: a style may be its own next one.
        self.ids[name] = identity
        self.styles.append(copied)
        house_names = {identity: name for name, identity in house_ids.items()}
        for link in list(copied.iter(*_LINKS)):
            linked = house_names.get(link.get(VAL, ""), "")
            self._copy(linked, house, house_ids)
            if linked in self.ids:
                link.set(VAL, self.ids[linked])
            else:
                remove(link)
