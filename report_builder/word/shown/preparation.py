"""A Word file made ready to be converted: what is shown is listed, and written as what HTML has."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.model.formula import PlacedFormula
from report_builder.model.shown import ShownParagraph
from report_builder.word.ooxml import local_name
from report_builder.word.package import WordFile, stories, styles_of
from report_builder.word.shown.alternatives import settle_alternatives
from report_builder.word.shown.form_fields import write_forms
from report_builder.word.shown.formulas import write_formulas
from report_builder.word.shown.inner_fields import drop_inner_results
from report_builder.word.shown.inventory import list_shown
from report_builder.word.shown.plain_runs import write_runs_plainly
from report_builder.word.shown.schemes import add_line_styles, write_schemes
from report_builder.word.shown.stand_ins import write_stand_ins
from report_builder.word.shown.symbols import write_symbols
from report_builder.word.shown.text_boxes import add_box_style, open_boxes

_EDGES = ("hdr", "ftr")


@dataclass(frozen=True)
class Prepared:
    """What each paragraph of a document shows, and the formulas in it by the number in their
    mark.
    """

    shown: tuple[ShownParagraph, ...]
    formulas: tuple[PlacedFormula, ...]


def prepare(document: WordFile) -> Prepared:
    """What a document shows, listed before anything in it is written otherwise."""
    for story in stories(document):
        settle_alternatives(story.root)
        drop_inner_results(story.root)
        if local_name(story.root) not in _EDGES:
            write_schemes(story.part, story.root)
        story.write()
    shown = list_shown(document)
    styles = styles_of(document)
    if styles is not None:
        add_box_style(styles)
        add_line_styles(styles)
    formulas: list[PlacedFormula] = []
    for story in stories(document):
        write_stand_ins(story.part, story.root)
        write_symbols(story.root)
        write_forms(story.root)
        write_runs_plainly(story.root)
        write_formulas(story.root, formulas)
        open_boxes(story.root)
        story.write()
    return Prepared(shown, tuple(formulas))
