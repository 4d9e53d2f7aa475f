"""The number of a list item as its label in the tags of a PDF: it stands in the text of the item,
for Word counts as no style can.
"""

from __future__ import annotations

from report_builder.pdf.tagtree import Tag, TagTree

_NUMBER = "nummer"
_NUMBERINGS = {"a": "/LowerAlpha", "A": "/UpperAlpha", "i": "/LowerRoman", "I": "/UpperRoman"}
"""How PDF calls the shape of the numbers of a list, by how HTML does (PDF 14.8.5.5)."""


def lift_label(tree: TagTree, item: Tag) -> None:
    """Put the written number of an item before its body, as its label (UA 7.6)."""
    label = _find_number(tree, item)
    if label is None:
        return
    tree.object(label["P"])["K"].remove(label.reference)
    label["S"], label["P"] = "/Lbl", item.reference
    item["K"].insert(0, label.reference)


def _find_number(tree: TagTree, item: Tag) -> Tag | None:
    """The tag of the number that an item begins with, not of one of a list in it."""
    for kid in tree.kids(item):
        if kid["S"] in ("/L", "/LI", "/Table"):
            continue
        source = tree.source(kid)
        if source is not None and source.element.get("class") == _NUMBER:
            return kid
        number = _find_number(tree, kid)
        if number is not None:
            return number
    return None


def list_numbering(tree: TagTree, listing: Tag) -> str:
    """How the items of a list are numbered, by PDF's name; empty for what is no list in HTML."""
    source = tree.source(listing)
    if source is None or source.box not in ("ol", "ul"):
        return ""
    if source.box == "ul":
        return "/Disc"
    return _NUMBERINGS.get(source.element.get("type", ""), "/Decimal")
