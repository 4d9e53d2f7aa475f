"""What Word hides: runs, ends of paragraphs, rows and drawings; it is printed nowhere.

Contract, section 3. Hidden only on the web (`w:webHidden`) is not hidden in print, and the mark of
a style separator (`w:specVanish`) hides no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    TC,
    TR,
    VAL,
    Element,
    R,
    T,
    find_child,
    find_section,
    move_content,
    paragraphs_in,
    parent_of,
    remove,
)
from report_builder.word.package import stories, styles_of
from report_builder.word.run_looks import RunLooks

_FIELD_CHAR = qn("w:fldChar")
_FIELD_PARTS = (qn("w:rPr"), _FIELD_CHAR, qn("w:instrText"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATH_RUN, _FORMULA = f"{_MATH}r", f"{_MATH}oMath"
_VML_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_CONTENT = (T, qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sym"), _MATH_RUN)
_DRAWN = qn("wp:docPr")
_OFF = ("0", "false", "off")


def hidden_runs(root: Element, looks: RunLooks) -> list[Element]:
    """The runs of a part that Word does not show, in order."""
    if not _may_hide(root, looks):
        return []
    return [run for run in root.iter(R, _MATH_RUN) if _is_hidden(run, looks)]


def _may_hide(root: Element, looks: RunLooks) -> bool:
    """Whether Word may hide anything of a part: of most it hides nothing."""
    return (
        looks.may_be_toggled(root, "w:vanish")
        or next(root.iter(qn("w:hidden")), None) is not None
        or any(map(_is_hidden_picture, root.iter(_DRAWN)))
        or any(map(_is_hidden_shape, root.iter(_VML_SHAPE)))
    )


def _is_hidden(run: Element, looks: RunLooks) -> bool:
    if looks.is_toggled(run, "w:vanish"):
        return True
    row = next(run.iterancestors(TR), None)
    return (row is not None and _is_hidden_row(row)) or _holds_hidden_drawing(run)


def _is_hidden_row(row: Element) -> bool:
    mark = find_child(row, "w:trPr", "w:hidden")
    return mark is not None and mark.get(VAL, "1") not in _OFF


def _holds_hidden_drawing(run: Element) -> bool:
    """Whether a run is for a drawing that was hidden in the selection pane."""
    if find_child(run, "w:t") is not None:
        return False
    drawn = next(run.iter(_DRAWN), None)
    if drawn is not None:
        return _is_hidden_picture(drawn)
    shape = next(run.iter(_VML_SHAPE), None)
    return shape is not None and _is_hidden_shape(shape)


def _is_hidden_picture(drawn: Element) -> bool:
    return drawn.get("hidden", "0") not in _OFF


def _is_hidden_shape(shape: Element) -> bool:
    return "visibility:hidden" in shape.get("style", "").replace(" ", "")


def remove_hidden_runs(root: Element, looks: RunLooks) -> None:
    """Take the runs out of a part that Word does not show.

    What begins, parts or ends a field that is shown in part stays, without text.
    """
    hidden = hidden_runs(root, looks)
    kept = set(_parts_of_fields(root, set(hidden))) if hidden else set()
    for run in hidden:
        if run.getparent() is None:
            continue  # it stood in a hidden drawing
        if run not in kept:
            remove(run)
            continue
        for child in list(run):
            if child.tag not in _FIELD_PARTS:
                run.remove(child)
    for link in list(root.iter(qn("w:hyperlink"))) if hidden else ():
        if next(link.iter(R, _FORMULA), None) is None:
            remove(link)


def _parts_of_fields(root: Element, hidden: set[Element]) -> Iterator[Element]:
    """The hidden runs with the instruction or an edge of a field that has an edge in view."""
    open_fields: list[list[Element]] = []
    for run in root.iter(R):
        char = run.find(_FIELD_CHAR)
        kind = char.get(qn("w:fldCharType")) if char is not None else ""
        if kind == "begin":
            open_fields.append([])
        if open_fields and (kind or run.find(qn("w:instrText")) is not None):
            open_fields[-1].append(run)
        if kind == "end" and open_fields:
            parts = open_fields.pop()
            if not hidden.issuperset(parts):
                yield from parts


def drop_hidden_blocks(root: Element, looks: RunLooks) -> None:
    """Take the hidden rows and paragraphs out of a part from which the hidden runs have gone.

    A paragraph whose end alone is hidden runs on in the next one. One that Word cannot do without,
    the last of a cell or section, stays.
    """
    if not _may_hide(root, looks):
        return
    for row in list(root.iter(TR)):
        if _is_hidden_row(row):
            remove(row)
    for paragraph in list(paragraphs_in(root)):
        if not _is_end_hidden(paragraph, looks) or find_section(paragraph) is not None:
            continue
        following = paragraph.getnext()
        if isinstance(following, CT_P):
            move_content(paragraph, following)
        elif not _has_content(paragraph) and _may_go(paragraph):
            remove(paragraph)


def _is_end_hidden(paragraph: CT_P, looks: RunLooks) -> bool:
    is_separator = looks.is_mark_toggled(paragraph, "w:specVanish")
    return looks.is_mark_toggled(paragraph, "w:vanish") and not is_separator


def _has_content(paragraph: CT_P) -> bool:
    return next(paragraph.iter(*_CONTENT), None) is not None


def _may_go(paragraph: CT_P) -> bool:
    """Whether what a paragraph stands in has another one: a cell, note or page must have one."""
    around = parent_of(paragraph)
    is_last_of_cell = around.tag == TC and paragraph.getnext() is None
    return not is_last_of_cell and len(around.findall(qn("w:p"))) > 1


def remove_hidden(document: DocxDocument) -> None:
    """Take everything out of a document that Word does not show."""
    looks = RunLooks(styles_of(document))
    for story in stories(document):
        remove_hidden_runs(story.root, looks)
        drop_hidden_blocks(story.root, looks)
        story.write()
