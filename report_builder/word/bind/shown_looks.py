"""How text looks in Word, written where mammoth reads it: in the run itself.

mammoth knows what a run says of itself, not what its styles say. Of a paragraph it knows no
direction, and a drop cap is a paragraph of its own to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    Element,
    find_around,
    find_child,
    make,
    make_run,
    move_content,
    paragraphs_in,
    runs_in,
    value_at,
)
from report_builder.word.package import stories, styles_of
from report_builder.word.run_looks import RunLooks

RIGHT_TO_LEFT = "\ue019"
"""Stands before the text of a paragraph that is read from right to left."""
_EDGES = (qn("w:hdr"), qn("w:ftr"))
_TOGGLES = ("w:caps", "w:smallCaps", "w:strike")
_STRUCK_TWICE = "w:dstrike"
_NOTE_SIGNS = tuple(
    qn(f"w:{name}")
    for name in ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef")
)
_OFF = ("0", "false", "off", "none")
_LINK_STYLES = ("hyperlink", "followedhyperlink")


def show_looks(document: DocxDocument) -> None:
    """Write the looks of every text in it, the letter of a drop cap into its paragraph, and the
    direction of paragraphs from right to left.
    """
    looks = RunLooks(styles_of(document))
    for story in stories(document):
        for paragraph in list(paragraphs_in(story.root)):
            _join_drop_cap(paragraph)
        for run in runs_in(story.root):
            if find_child(run, "w:t") is not None:
                _show_run(run, looks)
        for paragraph in paragraphs_in(story.root) if story.root.tag not in _EDGES else ():
            if looks.is_paragraph_toggled(paragraph, "w:bidi"):
                _mark_direction(paragraph)
        story.write()


def _join_drop_cap(paragraph: CT_P) -> None:
    """Put the big letter of a drop cap before the text that it opens."""
    frame = find_child(paragraph, "w:pPr", "w:framePr")
    following = paragraph.getnext()
    is_cap = frame is not None and frame.get(qn("w:dropCap"), "none") != "none"
    if is_cap and isinstance(following, CT_P):
        move_content(paragraph, following)


def _show_run(run: Element, looks: RunLooks) -> None:
    own = find_child(run, "w:rPr")
    wanted = dict(_wanted(run, looks))
    if own is None and not wanted:
        return
    if own is None:
        own = make("w:rPr")
        run.insert(0, own)
    for name, value in wanted.items():
        present = find_child(own, name)
        if present is not None:
            own.remove(present)
        own.append(make(name, val=value))


def _wanted(run: Element, looks: RunLooks) -> Iterator[tuple[str, str]]:
    """The properties that a run must say of itself, with their values."""
    its = looks.of(run)
    for name in _TOGGLES:
        if its.is_toggled(name):
            yield name, "1"
    if its.find_value(_STRUCK_TWICE) not in (None, *_OFF):
        yield "w:strike", "1"
    underline = its.find_value("w:u")
    if underline is not None:
        yield "w:u", "none" if _is_link(run, looks) else underline or "none"
    raised = its.find_value("w:vertAlign")
    if raised is not None and not any(child.tag in _NOTE_SIGNS for child in run):
        yield "w:vertAlign", raised


def _is_link(run: Element, looks: RunLooks) -> bool:
    """Whether a line below a text only tells that it is a link."""
    style = looks.style_name(value_at(run, "w:rPr", "w:rStyle")).lower()
    return style in _LINK_STYLES or find_around(run, qn("w:hyperlink")) is not None


def _mark_direction(paragraph: CT_P) -> None:
    first = next((child for child in paragraph if child.tag != qn("w:pPr")), None)
    if first is not None:
        first.addprevious(make_run(RIGHT_TO_LEFT))
