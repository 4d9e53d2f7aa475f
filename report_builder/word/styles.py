"""The styles that the program writes with, and how they get into a document that does not have
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from docx.oxml.ns import qn

from report_builder.word.ooxml import VAL, Element, copy_of
from report_builder.word.package import read_docx, styles_of

PACKAGED_HOUSE = Path(__file__).with_name("house.docx")

CAPTION, FIGURE, SOURCE = "caption", "Figuur", "Bron"
TABLE, TABLE_TEXT, TABLE_HEAD, TABLE_NUMBER = "Cijfertabel", "Tabeltekst", "Tabelkop", "Tabelgetal"
DASHBOARD, TILE_HEAD, TILE_NUMBER, TILE_TEXT = "Dashboard", "Tegelkop", "Tegelcijfer", "Tegeltekst"
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
    DASHBOARD,
    TILE_HEAD,
    TILE_NUMBER,
    TILE_TEXT,
    BANNER,
    LEGEND,
    NOTE_REFERENCE,
    NOTE_TEXT,
    "heading 1",
)

StyleIds = Mapping[str, str]
"""The id of each style by its name."""

_LINKS = (qn("w:basedOn"), qn("w:next"), qn("w:link"))


def style_ids(styles: Element) -> dict[str, str]:
    """The ids of the styles in a document by name, without regard to capitals in the names of
    Word's own.
    """
    named = {}
    for style in styles.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            named[_normal(name.get(VAL, ""))] = style.get(qn("w:styleId"), "")
    return named


def _normal(name: str) -> str:
    """Word writes its own names in small letters, other programs do not."""
    lowered = name.lower()
    builtin = lowered.startswith(("heading ", "toc ", "footnote ", "annotation ", "list "))
    return (
        lowered
        if builtin
        or lowered in ("caption", "header", "footer", "title", "subtitle", "normal", "hyperlink")
        else name
    )


def find_style(styles: Element, identity: str) -> Element | None:
    """The style with that id."""
    return next(
        (style for style in styles.iter(qn("w:style")) if style.get(qn("w:styleId")) == identity),
        None,
    )


def ensure_styles(styles: Element, house: Element, names: tuple[str, ...] = OWN) -> dict[str, str]:
    """Copy the styles of these names that a document lacks from the house template; return the ids
    of all.

    What a project's own house template lacks too comes from the packaged one.
    """
    mine = style_ids(styles)
    _copy_missing(names, styles, house, mine)
    if any(name not in mine for name in names):
        _copy_missing(names, styles, _packaged(), mine)
    return mine


@cache
def _packaged() -> Element:
    return styles_of(read_docx(PACKAGED_HOUSE.read_bytes()))


def _copy_missing(
    names: tuple[str, ...], styles: Element, house: Element, mine: dict[str, str]
) -> None:
    theirs = style_ids(house)
    for name in names:
        if name not in mine and name in theirs:
            _copy(name, styles, house, mine, theirs)


def _copy(
    name: str, styles: Element, house: Element, mine: dict[str, str], theirs: Mapping[str, str]
) -> None:
    """Copy a style under an id that is free, with the styles that it is based on."""
    original = find_style(house, theirs[name])
    if original is None:
        return
    copied = copy_of(original)
    taken = set(mine.values())
    identity = next(
        free
        for number in range(len(taken) + 1)
        if (free := f"{theirs[name]}{number or ''}") not in taken
    )
    copied.set(qn("w:styleId"), identity)
    copied.attrib.pop(qn("w:default"), None)
    mine[name] = identity
    styles.append(copied)
    names = {identity: named for named, identity in theirs.items()}
    for link in list(copied.iter(*_LINKS)):
        linked = names.get(link.get(VAL), "")
        if linked not in mine and linked in theirs:
            _copy(linked, styles, house, mine, theirs)
        if linked in mine:
            link.set(VAL, mine[linked])
        else:
            link.getparent().remove(link)
