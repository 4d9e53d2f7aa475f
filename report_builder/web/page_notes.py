"""Footnotes and endnotes in HTML: named after their document, numbered each by its kind, and in
print placed where they are called, with the paragraphs, lists and tables that they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import html

from report_builder.web.page_elements import Element, parent_of
from report_builder.wording.list_figures import Shape

FOOTNOTES, ENDNOTES = "noten", "eindnoten"
"""The classes of the lists of notes at the end of a document."""
# What mammoth calls a note, and the place where it is called.
_NOTE = re.compile(r"(footnote|endnote)-(ref-)?\d+")
# word/bind/note_marks.py writes the mark of a note before its text.
_MARK = re.compile("\ue033([^\ue034]*)\ue034")
_MARKED, _OWN_MARK = "nootteken", "data-teken"
_REPEATED = "#_RefNoot"
"""Where a note leads that is called once more: word/repeated_notes.py made the bookmark."""
_SHAPES = {FOOTNOTES: Shape("decimal"), ENDNOTES: Shape("lowerRoman")}
"""How the notes of each kind are numbered by themselves: in HTML, and in print."""
_BLOCKS = ("ol", "ul", "table", "div", "blockquote", "figure", "h1", "h2", "h3", "h4")


def mark_notes(text: str) -> str:
    """Mammoth's HTML with an element around the mark that stands before the text of a note."""
    return _MARK.sub(rf'<span class="{_MARKED}">\1</span>', text)


def name_notes(body: Element, label: str) -> None:
    """Notes of different documents get different ids; the way back says where it goes."""
    for element in body.iter("a", "li", "sup"):
        for name in ("id", "href"):
            value = element.get(name) or ""
            if _NOTE.search(value):
                named = value.replace("footnote", f"{label}-noot")
                element.set(name, named.replace("endnote", f"{label}-eindnoot"))
    for link in body.iter("a"):
        if link.text == "↑":
            link.set("class", "terug")
            link.set("aria-label", "Terug naar de tekst")
    _part_lists(body)
    marks = dict(_marks(body))
    for call, name in _calls(body):
        if name in marks:
            _set_call(call, f"[{marks[name]}]")
    for link in body.iter("a"):
        # Word shows the number of a repeated call as text, so brackets come from the style sheet.
        if link.get("href", "").startswith(_REPEATED):
            link.set("class", "noot-weer")


def _part_lists(body: Element) -> None:
    """Mammoth has one list of all notes; each kind gets one of its own."""
    items = [item for item in body.iter("li") if _kind_of(item.get("id", ""))]
    if not items:
        return
    before = parent_of(items[0])
    for kind in (ENDNOTES, FOOTNOTES):
        own = [item for item in items if _kind_of(item.get("id", "")) == kind]
        if own:
            listing = html.Element("ol")
            listing.set("class", kind)
            if kind == ENDNOTES:
                listing.set("type", "i")
            before.addnext(listing)
            listing.extend(own)
    if not len(before):
        parent_of(before).remove(before)


def _marks(body: Element) -> Iterator[tuple[str, str]]:
    """The mark of each note by its id; where the marks of a list are not those that it has by
    itself, they are written.
    """
    for kind, shape in _SHAPES.items():
        for listing in _lists(body, kind):
            marks = [_take_mark(item, shape.figure(n)) for n, item in enumerate(listing, start=1)]
            plain = [shape.figure(number) for number in range(1, len(marks) + 1)]
            for item, mark in zip(listing, marks, strict=True):
                if marks != plain:
                    item.set(_OWN_MARK, mark)
                yield item.get("id", ""), mark


def _take_mark(item: Element, default: str) -> str:
    """The mark before the text of a note, which goes; the default where there is none."""
    for sign in item.iter("span"):
        if sign.get("class") == _MARKED:
            mark = sign.text or ""
            sign.text = None
            sign.drop_tag()
            return mark
    return default


def _kind_of(name: str) -> str:
    """The kind of note that an id or a link names; empty for anything else."""
    if "-eindnoot-" in name:
        return ENDNOTES
    return FOOTNOTES if "-noot-" in name else ""


def place_notes(bodies: Sequence[Element]) -> None:
    """Each footnote stands where it is called, from where CSS floats it to the foot of
    the page; endnotes stay behind the text.
    """
    footnotes = [listing for body in bodies for listing in _lists(body, FOOTNOTES)]
    notes: dict[str, list[Element]] = {}
    for item in [item for listing in footnotes for item in listing]:
        notes.setdefault(item.get("id", ""), []).append(item)
    for call, name in [pair for body in bodies for pair in _calls(body)]:
        if notes.get(name):
            # A note that is called twice stands in the list twice.
            _place_note(notes[name].pop(0), call)
        elif _kind_of(name) == ENDNOTES:
            # A call is raised in print, and needs no brackets as in a line of text.
            _set_call(call, "".join(call.itertext()).strip("[]"))
    for listing in footnotes:
        parent_of(listing).remove(listing)
    for body in bodies:
        for listing in _lists(body, ENDNOTES):
            _drop_ways_back(listing)


def _lists(body: Element, kind: str) -> list[Element]:
    return [listing for listing in body.iter("ol") if listing.get("class") == kind]


def _calls(body: Element) -> Iterator[tuple[Element, str]]:
    """The places where notes are called, with the ids of these."""
    for call in body.iter("sup"):
        link = call.find("a")
        if link is not None:
            yield call, (link.get("href") or "#")[1:]


def _place_note(note: Element, call: Element) -> None:
    """A note takes the place of its call: WeasyPrint writes the number, and no link leads back."""
    _drop_ways_back(note)
    note.tag = "span"
    note.set("class", "noot")
    del note.attrib["id"]
    if _is_structured(note):
        # No block can stand in a paragraph of HTML: the paragraph becomes a box that looks the
        # same, and is a paragraph again in the tags of the PDF.
        note.tag = "div"
        _open_paragraph(call)
        if note[0].tag == "p":
            note[0].drop_tag()
    else:
        for paragraph in list(note.iter("p")):
            paragraph.drop_tag()
    note.tail = call.tail
    parent_of(call).replace(call, note)


def _is_structured(note: Element) -> bool:
    paragraphs = note.findall("p")
    return len(paragraphs) > 1 or any(child.tag in _BLOCKS for child in note)


def _open_paragraph(call: Element) -> None:
    paragraph = next(call.iterancestors("p"), None)
    if paragraph is not None:
        paragraph.tag = "div"
        paragraph.set("class", " ".join(filter(None, (paragraph.get("class"), "alinea"))))


def _drop_ways_back(root: Element) -> None:
    """Take out the links that lead back to the text, with a paragraph that holds nothing else."""
    for link in list(root.iter("a")):
        if link.get("class") != "terug":
            continue
        around = parent_of(link)
        link.drop_tree()
        if around.tag == "p" and not len(around) and not (around.text or "").strip():
            around.drop_tree()


def _set_call(call: Element, text: str) -> None:
    link = call.find("a")
    if link is not None:
        link.text = text
