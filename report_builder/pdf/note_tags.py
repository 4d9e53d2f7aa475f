"""Footnotes in the tags of a PDF: read where they are called, each with an id."""

from __future__ import annotations

import pydyf

from report_builder.pdf.tagtree import Tag, TagTree


def place_notes(tree: TagTree, label: str) -> None:
    """A footnote is read where it is called, and has an id (UA 7.9; WeasyPrint #2482)."""
    calls: dict[int, Tag] = {}
    notes: list[Tag] = []
    for tag in tree.walk(tree.top):
        source = tree.source(tag)
        if source and source.box.endswith("::footnote-call"):
            tag["S"] = "/Reference"
            calls[id(source.element)] = tag
        elif _has_number(tree, tag):
            notes.append(_whole_note(tree, tag))
    for number, note in enumerate(notes, start=1):
        note["S"], note["ID"] = "/Note", pydyf.String(f"{label}-{number:04}")
        source = tree.source(note)
        call = calls.get(id(source.element)) if source else None
        if call is not None:
            _move_behind(tree, note, call)
    if notes:
        _list_ids(tree, notes)


def _has_number(tree: TagTree, tag: Tag) -> bool:
    return any(tree.box(kid).endswith("::footnote-marker") for kid in tree.kids(tag))


def _whole_note(tree: TagTree, tag: Tag) -> Tag:
    """The tag of all that a note holds: where a list or table stands in it, its first line is a box
    of its own, a paragraph.
    """
    source, whole = tree.source(tag), tree.object(tag["P"])
    around = tree.source(whole)
    if source is None or around is None or around.element is not source.element:
        return tag
    tag["S"] = "/P"
    return whole


def _move_behind(tree: TagTree, note: Tag, call: Tag) -> None:
    tree.object(note["P"])["K"].remove(note.reference)
    target = tree.object(call["P"])
    target["K"].insert(target["K"].index(call.reference) + 1, note.reference)
    note["P"] = target.reference


def _list_ids(tree: TagTree, notes: list[Tag]) -> None:
    """Every id leads to its tag, by a name tree with a single leaf (PDF 14.7.2 and 7.9.6)."""
    names = pydyf.Array()
    for note in notes:
        names += [note["ID"], note.reference]
    limits = pydyf.Array([notes[0]["ID"], notes[-1]["ID"]])
    leaf = pydyf.Dictionary({"Names": names, "Limits": limits})
    tree.pdf.add_object(leaf)
    tree.root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})
