"""What WeasyPrint 70 gets wrong in the tags of a PDF, put right before the file is written (ISO
14289-1).

Each repair names the issue of WeasyPrint, where there is one, that will make it superfluous.
"""

from __future__ import annotations

from collections.abc import Callable

import pydyf

from report_builder.pdf.tagtree import Tag, TagTree

_POINTS_PER_PIXEL = 0.75
_KEPT_APART = ("/Figure", "/Lbl")
_REPEATED = ("/THead", "/TFoot")
_SCOPES = {"row": "/Row", "rowgroup": "/Row"}


def repair(tree: TagTree, label: str) -> None:
    """Put the tags of a document right; `label` makes the ids of its notes differ from those of
    others.
    """
    _gather_links(tree, tree.top, None)
    _join_parts(tree, tree.top)
    for tag in list(tree.walk(tree.top)):
        _set_language(tree, tag)
        for mend in _MENDERS.get(tag["S"], ()):
            mend(tree, tag)
    _make_contents(tree)
    _place_notes(tree, label)
    _prune(tree, tree.top)
    _release_text(tree)


def _gather_links(tree: TagTree, tag: Tag, link: Tag | None) -> None:
    """Every part of a link that has an element of its own has an annotation; all hang on the link
    (WeasyPrint #185).
    """
    for kid in tree.kids(tag):
        if link is not None:
            annotations = tree.links(kid)
            for annotation in annotations:
                kid["K"].remove(annotation)
            tree.take_over(link, kid, annotations)
            if kid["S"] == "/Link":
                kid["S"] = "/Span"
        _gather_links(tree, kid, link or (kid if kid["S"] == "/Link" else None))


def _join_parts(tree: TagTree, parent: Tag) -> None:
    """What runs over lines or pages is one tag; a head that is repeated is no head again
    (WeasyPrint #2903).
    """
    firsts: dict[tuple[int, str], Tag] = {}
    for kid in tree.kids(parent):
        source = tree.source(kid)
        if source is None or "::" in source.box or kid["S"] in _KEPT_APART:
            continue
        first = firsts.setdefault((id(source.element), kid["S"]), kid)
        if first is kid:
            continue
        parent["K"].remove(kid.reference)
        if kid["S"] not in _REPEATED:
            tree.take_over(first, kid, list(kid["K"]))
    for kid in tree.kids(parent):
        _join_parts(tree, kid)


def _set_language(tree: TagTree, tag: Tag) -> None:
    """The language of a part, where its element names one."""
    source = tree.source(tag)
    language = source.element.get("lang") if source and "::" not in source.box else None
    if language and source and source.element.tag != "html":
        tag["Lang"] = pydyf.String(language)


def _wrap_item(tree: TagTree, item: Tag) -> None:
    """Everything in a list item but its sign stands in one body (WeasyPrint #2482)."""
    signs = [kid.reference for kid in tree.kids(item) if kid["S"] == "/Lbl"]
    content = [kid for kid in item["K"] if kid not in signs]
    bodies = [kid for kid in tree.kids(item) if kid["S"] == "/LBody"]
    if len(content) == 1 and bodies:
        return
    item["K"][:] = signs
    body = tree.add("LBody", item, [])
    for kid in content:
        inner = next((found for found in bodies if found.reference == kid), None)
        tree.take_over(body, inner or item, list(inner["K"]) if inner else [kid])
    item["K"].append(body.reference)


def _describe_link(tree: TagTree, link: Tag) -> None:
    """A link is described by its text, not by its address (WeasyPrint #2482)."""
    source = tree.source(link)
    annotations = tree.links(link)
    if not annotations:
        link["S"] = "/Span"
    for reference in annotations:
        annotation = tree.object(tree.object(reference)["Obj"])
        text = " ".join("".join(source.element.itertext()).split()) if source else ""
        annotation["Contents"] = pydyf.String(text or "koppeling")
        annotation["F"] = 4


def _box_figure(tree: TagTree, figure: Tag) -> None:
    """The place of a figure on its page counts in points from below (WeasyPrint #2482)."""
    source = tree.source(figure)
    if source is None or "BBox" not in figure.get("A", {}):
        return
    left, top, right, bottom = figure["A"]["BBox"]
    height = tree.document.pages[source.page].height
    sides = (left, height - bottom, right, height - top)
    figure["A"]["BBox"] = pydyf.Array([side * _POINTS_PER_PIXEL for side in sides])


def _set_scope(tree: TagTree, head: Tag) -> None:
    """A head cell says whether it is the head of its row or of its column (WeasyPrint #2508)."""
    source = tree.source(head)
    head["A"]["Scope"] = _SCOPES.get(source.element.get("scope", "") if source else "", "/Column")
    head.pop("ID", None)


def _drop_headers(_: TagTree, cell: Tag) -> None:
    """Cells name the wrong heads where heads span columns; with a scope on every head they need
    name none.
    """
    cell["A"].pop("Headers", None)


def _number_list(tree: TagTree, found: Tag) -> None:
    """How the items of a list are numbered."""
    kinds = {"ol": "/Decimal", "ul": "/Disc"}
    if tree.box(found) in kinds:
        found["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": kinds[tree.box(found)]})


_MENDERS: dict[str, tuple[Callable[[TagTree, Tag], None], ...]] = {
    "/LI": (_wrap_item,),
    "/Link": (_describe_link,),
    "/Figure": (_box_figure,),
    "/TH": (_set_scope, _drop_headers),
    "/TD": (_drop_headers,),
    "/L": (_number_list,),
}


def _make_contents(tree: TagTree) -> None:
    """The list in a navigation element is a table of contents (WeasyPrint #2482)."""
    kinds = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/NonStruct"}
    for tag in tree.walk(tree.top):
        if tree.box(tag) == "nav":
            for below in tree.walk(tag):
                below["S"] = kinds.get(below["S"], below["S"])
                if below["S"] == "/TOC":
                    below.pop("A", None)


def _place_notes(tree: TagTree, label: str) -> None:
    """A footnote is read where it is called, and has an id (WeasyPrint #2482)."""
    calls, notes = {}, []
    for tag in tree.walk(tree.top):
        source = tree.source(tag)
        if source and source.box.endswith("::footnote-call"):
            tag["S"] = "/Reference"
            calls[id(source.element)] = tag
        elif any(tree.box(kid).endswith("::footnote-marker") for kid in tree.kids(tag)):
            notes.append(tag)
    names = pydyf.Array()
    for number, note in enumerate(notes, start=1):
        note["S"], note["ID"] = "/Note", pydyf.String(f"{label}-{number:04}")
        names += [note["ID"], note.reference]
        source = tree.source(note)
        call = calls.get(id(source.element)) if source else None
        if call is not None:
            _move_behind(tree, note, call)
    if names:
        limits = pydyf.Array([names[0], names[-2]])
        leaf = pydyf.Dictionary({"Names": names, "Limits": limits})
        tree.pdf.add_object(leaf)
        tree.root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})


def _move_behind(tree: TagTree, note: Tag, call: Tag) -> None:
    tree.object(note["P"])["K"].remove(note.reference)
    target = tree.object(call["P"])
    target["K"].insert(target["K"].index(call.reference) + 1, note.reference)
    note["P"] = target.reference


def _prune(tree: TagTree, tag: Tag) -> None:
    """Tags that hold nothing go, but for cells, which keep their place in the row."""
    for kid in tree.kids(tag):
        _prune(tree, kid)
        if not kid["K"] and kid["S"] not in ("/TD", "/TH"):
            tag["K"].remove(kid.reference)


def _release_text(tree: TagTree) -> None:
    """Text that no tag holds any more, such as a repeated table head, is an artifact (WeasyPrint
    #1836).
    """
    held = {(page, number) for tag in tree.walk(tree.top) for page, number in _texts(tree, tag)}
    for place, reference in enumerate(tree.pdf.page_references):
        stream = tree.object(tree.object(reference)["Contents"]).stream
        for index, item in enumerate(stream):
            if (
                isinstance(item, pydyf.Dictionary)
                and "MCID" in item
                and (reference, item["MCID"]) not in held
            ):
                tree.owners[2 * place + 1][item["MCID"]] = "null"
                stream[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Layout"})]
    kept = {tree.top.number, *(tag.number for tag in tree.walk(tree.top))}
    for item in tree.pdf.objects:
        if (
            isinstance(item, pydyf.Dictionary)
            and item.get("Type") == "/StructElem"
            and item.number not in kept
        ):
            item.clear()


def _texts(tree: TagTree, tag: Tag) -> list[tuple[bytes, int]]:
    """The page and number of each text that a tag holds."""
    found = []
    for kid in tag["K"]:
        if isinstance(kid, int):
            found.append((tag["Pg"], kid))
        elif tree.object(kid).get("Type") == "/MCR":
            found.append((tree.object(kid)["Pg"], tree.object(kid)["MCID"]))
    return found
