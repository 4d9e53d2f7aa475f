"""What WeasyPrint 70 gets wrong in the tags of a PDF, put right before the file is written.

Each repair names the clause that asks for it (UA is ISO 14289-1, PDF is ISO 32000-1, A is
ISO 19005-3) and the issue of WeasyPrint, where there is one, that will make it superfluous.
"""

from __future__ import annotations

from collections.abc import Callable

import pydyf

from report_builder.pdf.list_labels import lift_label, list_numbering
from report_builder.pdf.note_tags import place_notes
from report_builder.pdf.tagtree import Tag, TagTree

_POINTS_PER_PIXEL = 0.75
_KEPT_APART = ("/Figure", "/Lbl")
_REPEATED = ("/THead", "/TFoot")
_SCOPES = {"row": "/Row", "rowgroup": "/Row"}
_PRINTED = 4
"""The flag of an annotation that is printed with its page; A 6.3.2 wants it on all of them."""


def repair(tree: TagTree, label: str) -> None:
    """Put the tags of a document right; `label` makes the ids of its notes differ from those of
    others.
    """
    _gather_links(tree, tree.top, None)
    _join_parts(tree, tree.top)
    _open_columns(tree, tree.top)
    for tag in list(tree.walk(tree.top)):
        _set_language(tree, tag)
        for mend in _MENDERS.get(tag["S"], ()):
            mend(tree, tag)
    _make_contents(tree)
    place_notes(tree, label)
    _prune(tree, tree.top)
    _release_text(tree)
    _empty_unused(tree)


def _gather_links(tree: TagTree, tag: Tag, link: Tag | None) -> None:
    """Every part of a link that has an element of its own, such as a mark inside it, has an
    annotation; all hang on the link, so that it is one link to who listens (UA 7.18.5; WeasyPrint
    #185).
    """
    for kid in tree.kids(tag):
        if link is None:
            _gather_links(tree, kid, kid if kid["S"] == "/Link" else None)
            continue
        annotations = tree.links(kid)
        for annotation in annotations:
            kid["K"].remove(annotation)
        tree.take_over(link, kid, annotations)
        if kid["S"] == "/Link":
            kid["S"] = "/Span"
        _gather_links(tree, kid, link)


def _join_parts(tree: TagTree, parent: Tag) -> None:
    """What runs over lines or pages is one tag: WeasyPrint tags boxes, of which an element has one
    a line or page. A head that is repeated on the next page is no head again (UA 7.1; WeasyPrint
    #2903).
    """
    firsts: dict[tuple[int, str], Tag] = {}
    for kid in tree.kids(parent):
        source = tree.source(kid)
        if source is None or source.is_generated or kid["S"] in _KEPT_APART:
            continue
        first = firsts.setdefault((id(source.element), kid["S"]), kid)
        if first is kid:
            continue
        parent["K"].remove(kid.reference)
        if kid["S"] not in _REPEATED:
            tree.take_over(first, kid, list(kid["K"]))
    for kid in tree.kids(parent):
        _join_parts(tree, kid)


def _open_columns(tree: TagTree, parent: Tag) -> None:
    """A list that is set in columns is one list: WeasyPrint tags each column as a list inside it
    (UA 7.6).
    """
    around = tree.source(parent)
    for kid in tree.kids(parent):
        source = tree.source(kid)
        if source is None or around is None:
            continue
        is_column = source.element is around.element
        if is_column and parent["S"] == kid["S"] == "/L":
            parent["K"].remove(kid.reference)
            tree.take_over(parent, kid, list(kid["K"]))
    for kid in tree.kids(parent):
        _open_columns(tree, kid)


def _set_language(tree: TagTree, tag: Tag) -> None:
    """The language of a part, where its element names one; that of the whole stands in the
    catalogue (UA 7.2).
    """
    source = tree.source(tag)
    if source is None or source.is_generated or source.element.tag == "html":
        return
    if language := source.element.get("lang"):
        tag["Lang"] = pydyf.String(language)


def _wrap_item(tree: TagTree, item: Tag) -> None:
    """Everything in a list item but its sign stands in one body (UA 7.6; WeasyPrint #2482)."""
    kids = tree.kids(item)
    signs = [kid.reference for kid in kids if kid["S"] == "/Lbl"]
    bodies = {kid.reference: kid for kid in kids if kid["S"] == "/LBody"}
    others = [kid for kid in item["K"] if kid not in signs]
    if len(others) == 1 and bodies:
        return
    item["K"][:] = signs
    body = tree.add("LBody", item, [])
    for kid in others:
        if kid in bodies:
            tree.take_over(body, bodies[kid], list(bodies[kid]["K"]))
        else:
            tree.take_over(body, item, [kid])
    item["K"].append(body.reference)


def _describe_link(tree: TagTree, link: Tag) -> None:
    """A link is described by its text, not by its address (UA 7.18.5; WeasyPrint #2482)."""
    source = tree.source(link)
    annotations = tree.links(link)
    if not annotations:  # an anchor: it leads nowhere
        link["S"] = "/Span"
    for reference in annotations:
        annotation = tree.object(tree.object(reference)["Obj"])
        annotation["Contents"] = pydyf.String((source and source.text) or "koppeling")
        annotation["F"] = _PRINTED


def _box_figure(tree: TagTree, figure: Tag) -> None:
    """The place of a figure on its page counts in points from below (PDF 14.8.5.4.3); WeasyPrint
    writes pixels from above (#2482).
    """
    source = tree.source(figure)
    if source is None or "BBox" not in figure.get("A", {}):
        return
    left, top, right, bottom = figure["A"]["BBox"]
    height = tree.document.pages[source.page].height
    sides = (left, height - bottom, right, height - top)
    figure["A"]["BBox"] = pydyf.Array([side * _POINTS_PER_PIXEL for side in sides])


def _set_scope(tree: TagTree, head: Tag) -> None:
    """A head cell says whether it is the head of its row or of its column (UA 7.5; WeasyPrint
    #2508).
    """
    source = tree.source(head)
    scope = source.element.get("scope", "") if source else ""
    head["A"]["Scope"] = _SCOPES.get(scope, "/Column")
    head.pop("ID", None)


def _drop_headers(_: TagTree, cell: Tag) -> None:
    """Cells name the wrong heads where heads span columns; with a scope on every head they need
    name none (UA 7.5).
    """
    cell["A"].pop("Headers", None)


def _number_list(tree: TagTree, listing: Tag) -> None:
    """How the items of a list are numbered (UA 7.6)."""
    if numbering := list_numbering(tree, listing):
        listing["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _name_paragraph(tree: TagTree, box: Tag) -> None:
    """A paragraph with a list or table in its footnote is a box in HTML, and a paragraph to who
    listens (UA 7.1).
    """
    source = tree.source(box)
    names = source.element.get("class", "").split() if source and source.box == "div" else []
    if "alinea" in names:
        box["S"] = "/P"


_MENDERS: dict[str, tuple[Callable[[TagTree, Tag], None], ...]] = {
    "/LI": (lift_label, _wrap_item),
    "/Div": (_name_paragraph,),
    "/Link": (_describe_link,),
    "/Figure": (_box_figure,),
    "/TH": (_set_scope, _drop_headers),
    "/TD": (_drop_headers,),
    "/L": (_number_list,),
}


def _make_contents(tree: TagTree) -> None:
    """The list in a navigation element is a table of contents (PDF 14.8.4.2; WeasyPrint #2482)."""
    kinds = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/NonStruct"}
    navigations = [tag for tag in tree.walk(tree.top) if tree.box(tag) == "nav"]
    for navigation in navigations:
        for tag in tree.walk(navigation):
            tag["S"] = kinds.get(tag["S"], tag["S"])
            if tag["S"] == "/TOC":
                tag.pop("A", None)  # the numbering of a list; contents have none


def _prune(tree: TagTree, tag: Tag) -> None:
    """Tags that hold nothing go, but for cells, which keep their place in the row (UA 7.5)."""
    for kid in tree.kids(tag):
        _prune(tree, kid)
        if not kid["K"] and kid["S"] not in ("/TD", "/TH"):
            tag["K"].remove(kid.reference)


def _release_text(tree: TagTree) -> None:
    """Text that no tag holds any more, such as a repeated table head, is an artifact (UA 7.1;
    WeasyPrint #1836).

    In the stream of a page a text begins with `/P <</MCID 7>> BDC`, and the owner of text 7 stands
    in the parent tree; pydyf keeps the kind and the dictionary as two items of the stream.
    """
    texts = {text for tag in tree.walk(tree.top) for text in _texts(tree, tag)}
    for place, page in enumerate(tree.pdf.page_references):
        stream = tree.object(tree.object(page)["Contents"]).stream
        for index, item in enumerate(stream):
            if not isinstance(item, pydyf.Dictionary) or "MCID" not in item:
                continue
            if (page, item["MCID"]) not in texts:
                tree.owners[2 * place + 1][item["MCID"]] = "null"
                stream[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Layout"})]


def _texts(tree: TagTree, tag: Tag) -> list[tuple[bytes, int]]:
    """The page and number of each text that a tag holds; one on another page than the tag is named
    by both (PDF 14.7.4.2).
    """
    texts: list[tuple[bytes, int]] = []
    for kid in tag["K"]:
        if isinstance(kid, int):
            texts.append((tag["Pg"], kid))
        elif tree.object(kid).get("Type") == "/MCR":
            texts.append((tree.object(kid)["Pg"], tree.object(kid)["MCID"]))
    return texts


def _empty_unused(tree: TagTree) -> None:
    """Tags that the tree does not hold any more say nothing: a validator reads them all the same,
    and an object cannot be taken out of a PDF without numbering the others anew.
    """
    numbers = {tree.top.number, *(tag.number for tag in tree.walk(tree.top))}
    for item in tree.pdf.objects:
        if not isinstance(item, pydyf.Dictionary) or item.get("Type") != "/StructElem":
            continue
        if item.number not in numbers:
            item.clear()
