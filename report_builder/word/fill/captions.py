"""What stands above and below figures and tables: a caption with a live number, a source line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.text.paragraph import CT_P

from report_builder.word.fields import bookmark, field_runs
from report_builder.word.fill.highlights import highlight
from report_builder.word.ooxml import Element, make_paragraph, make_run, runs_in
from report_builder.word.styles import CAPTION, SOURCE, StyleIds


@dataclass(frozen=True)
class Label:
    """How a figure or table is called: `Figuur`, the prefix `3.`, its number, and the bookmark
    around the number.
    """

    noun: str
    prefix: str
    number: int
    bookmark: str

    @property
    def text(self) -> str:
        """The number as it is referred to: 3.2."""
        return f"{self.prefix}{self.number}"


def make_caption(label: Label, title: str, styles: StyleIds, is_stale: bool, is_new: bool) -> CT_P:
    """The caption paragraph: the number is a live field that starts again in each chapter.

    A figure that is placed once more keeps the number of its first placement, as text.
    """
    number = _live_number(label) if is_new else [make_run(label.text)]
    content = [make_run(f"{label.noun} "), *number, make_run(f" {title}")]
    caption = make_paragraph(styles[CAPTION], content, is_kept_with_next=True)
    if is_stale:
        for run in list(runs_in(caption)):
            highlight(run)
    return caption


def _live_number(label: Label) -> Sequence[Element]:
    """The number between the ends of a bookmark, to which references lead.

    The prefix is text: Word counts one series through the whole file, and each chapter starts it
    again.
    """
    reset = r" \r 1" if label.number == 1 else ""
    sequence = field_runs(rf"SEQ {label.noun} \* ARABIC{reset}", str(label.number))
    prefix = [make_run(label.prefix)] if label.prefix else []
    return bookmark(label.bookmark, [*prefix, *sequence])


def make_source_line(source: str, stale_words: str, styles: StyleIds) -> CT_P:
    """The line below a figure or table: source, signs and note, and up to when stale figures run.
    It is not yellow: the frame or the cells above it are.
    """
    text = f"{source} {stale_words}".rstrip()
    return make_paragraph(styles[SOURCE], [make_run(text)])
