"""Tagged PDFs of parts into one: one structure tree, one outline, links between the parts, page
edges laid over.

Parts are laid out apart so that they can be made in parallel and kept while they do not change.
What is laid over the pages is an artifact, which is what PDF/UA asks of page numbers and running
heads (ISO 14289-1, 7.8).

Every page and every annotation has a key in the parent tree, which leads from what is drawn to its
tag (ISO 32000-1, 14.7.4.4): each part counts from 0, so the keys of a part are shifted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, String

from report_builder.pdf.attaching import Attachment, attach
from report_builder.pdf.metadata import describe

_ELSEWHERE = "https://elders.invalid/#"
"""What web/print_page.py puts before the name of something in another part."""


@dataclass(frozen=True)
class Overlay:
    """What is laid over pages: the pages of a PDF, and for each page of the whole which one, and
    how far to the right.

    A place is None where nothing is laid over; the distance is in points.
    """

    data: bytes
    places: Sequence[tuple[int, float] | None]


def join(
    parts: Sequence[bytes],
    overlays: Sequence[Overlay],
    title: str,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """One PDF of all parts, in order, with the overlays over its pages and the attachments inside.

    The same parts give the same bytes.
    """
    target = Pdf.open(io.BytesIO(parts[0]))
    target.Root.StructTreeRoot.ParentTree = target.make_indirect(
        target.Root.StructTreeRoot.ParentTree
    )
    for part in parts[1:]:
        with Pdf.open(io.BytesIO(part)) as source:
            _append(target, source)
    _link_parts(target)
    if overlays:
        _fence_off(target)
    for number, overlay in enumerate(overlays):
        with Pdf.open(io.BytesIO(overlay.data)) as marks:
            _lay_over(target, marks, overlay.places, f"/Rand{number}x")
    attach(target, attachments)
    describe(target, title)
    joined = io.BytesIO()
    target.save(joined, deterministic_id=True)
    return joined.getvalue()


def _fence_off(target: Pdf) -> None:
    """WeasyPrint leaves its own coordinates behind, so what it drew goes between q and Q."""
    for page in target.pages:
        page.contents_add(target.make_stream(b"q"), prepend=True)
        page.contents_add(target.make_stream(b"Q"))


def _append(target: Pdf, source: Pdf) -> None:
    """Pages, tags, destinations and bookmarks of one part behind what is there."""
    tree, theirs = target.Root.StructTreeRoot, source.Root.StructTreeRoot
    shift = int(tree.get(Name.ParentTreeNextKey, _next_key(tree)))
    _shift_keys(source, shift)
    document = tree.K[0]
    for page in source.pages:
        target.pages.append(page)
    # Objects that came along with the pages are the same copies from here on.
    for kid in _kids(theirs.K[0]):
        copied = target.copy_foreign(source.make_indirect(kid))
        copied.P = document
        document.K.append(copied)
    parents = NumberTree(tree.ParentTree)
    for key, value in NumberTree(theirs.ParentTree).items():
        parents[key + shift] = target.copy_foreign(source.make_indirect(value))
    tree.ParentTreeNextKey = shift + _next_key(theirs)
    _append_ids(target, source)
    _append_destinations(target, source)
    _append_outline(target, source)


def _shift_keys(source: Pdf, shift: int) -> None:
    for page in source.pages:
        if Name.StructParents in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + shift
        for annotation in _annotations(page):
            if Name.StructParent in annotation:
                annotation.StructParent = int(annotation.StructParent) + shift


def _annotations(page: Page) -> Iterator[Object]:
    yield from page.obj.get(Name.Annots, Array())


def _append_ids(target: Pdf, source: Pdf) -> None:
    """Put the ids of notes behind those that are there, each with the tag that has it."""
    leaves = source.Root.StructTreeRoot.get(Name.IDTree, Dictionary()).get(Name.Kids, Array())
    tree = target.Root.StructTreeRoot
    for leaf in leaves:
        if Name.IDTree not in tree:
            tree.IDTree = Dictionary(Kids=Array())
        tree.IDTree.Kids.append(target.copy_foreign(leaf))


def _next_key(tree: Object) -> int:
    return max((key for key in NumberTree(tree.ParentTree)), default=-1) + 1


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _destinations(pdf: Pdf) -> Iterator[tuple[str, Object]]:
    """The named destinations of a PDF; WeasyPrint writes them as one flat list."""
    trees = pdf.Root.get(Name.Names, Dictionary())
    names = trees.get(Name.Dests, Dictionary()).get(Name.Names, Array())
    for place in range(0, len(names), 2):
        yield str(names[place]), names[place + 1]


def _append_destinations(target: Pdf, source: Pdf) -> None:
    places = dict(_destinations(target))
    for name, place in _destinations(source):
        places[name] = target.copy_foreign(source.make_indirect(place))
    names = Array()
    for name in sorted(places):  # a name tree is searched by halves
        names.extend((String(name), places[name]))
    if Name.Names not in target.Root:
        target.Root.Names = target.make_indirect(Dictionary())
    target.Root.Names.Dests = target.make_indirect(Dictionary(Names=names))


def _append_outline(target: Pdf, source: Pdf) -> None:
    """Bookmarks are a chain: that of the part is hung behind the last one that is there."""
    if Name.Outlines not in source.Root:
        return
    theirs = target.copy_foreign(source.Root.Outlines)
    if Name.Outlines not in target.Root:
        target.Root.Outlines = theirs
        return
    mine = target.Root.Outlines
    item: Object | None = theirs.First
    while item is not None:
        item.Parent = mine
        item = item.get(Name.Next)
    mine.Last.Next, theirs.First.Prev = theirs.First, mine.Last
    mine.Last = theirs.Last
    mine.Count = int(mine.get(Name.Count, 0)) + int(theirs.get(Name.Count, 0))


def _link_parts(target: Pdf) -> None:
    """Turn the links that lead to another part into links within this file; one that leads nowhere
    goes nowhere.
    """
    names = {name for name, _ in _destinations(target)}
    for page in target.pages:
        for annotation in _annotations(page):
            address = str(annotation.get(Name.A, Dictionary()).get(Name.URI, ""))
            if not address.startswith(_ELSEWHERE):
                continue
            del annotation[Name.A]
            name = address.removeprefix(_ELSEWHERE)
            if name in names:
                annotation[Name.Dest] = String(name)


def _lay_over(
    target: Pdf, marks: Pdf, places: Sequence[tuple[int, float] | None], label: str
) -> None:
    """Put pages of `marks` over pages as artifacts: they belong to the page, not to the text."""
    forms: dict[int, Object] = {}
    for page, place in zip(target.pages, places, strict=True):
        if place is None:
            continue
        number, right = place
        if number not in forms:
            forms[number] = target.copy_foreign(marks.pages[number].as_form_xobject())
        # The pages of a part share their resources, so each form has a name of its own.
        name = page.add_resource(forms[number], Name.XObject, Name(f"{label}{number}"))
        marked = f"/Artifact <</Type /Pagination>> BDC q 1 0 0 1 {right:.2f} 0 cm {name} Do Q EMC"
        page.contents_add(target.make_stream(marked.encode()))
