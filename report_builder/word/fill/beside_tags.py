"""What stands in a paragraph beside the tag of a figure or table, which takes its place."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import Element, R, find_around, paragraph_style, text_of
from report_builder.word.shown.form_fields import FIELD_CHAR, form_text
from report_builder.word.shown.omml import FORMULA
from report_builder.word.shown.plain_runs import RUBY
from report_builder.word.shown.symbols import SYMBOL

_SEEN = (qn("w:drawing"), qn("w:pict"), qn("w:object"), FORMULA, RUBY, SYMBOL)
_NOTE_CALLS = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_BOOKMARKS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))


def stands_alone(paragraph: CT_P) -> bool:
    """Whether nothing is read or seen in a paragraph from which the tag was taken, but for the
    calls of notes.
    """
    has_form = any(map(form_text, paragraph.iter(FIELD_CHAR)))
    has_more = next(paragraph.iter(*_SEEN), None) is not None
    return not has_form and not has_more and not text_of(paragraph).strip()


def carry_over(paragraph: CT_P, elements: Iterable[Element], style: str) -> None:
    """Put the calls of notes and the bookmarks of a paragraph at the end of the caption that takes
    its place: that in the caption style.
    """
    captions = (
        element
        for element in elements
        if isinstance(element, CT_P) and paragraph_style(element) == style
    )
    caption = next(captions, None)
    if caption is None:
        return
    for element in list(paragraph.iter(*_NOTE_CALLS, *_BOOKMARKS)):
        run = find_around(element, R)
        caption.append(run if run is not None else element)
