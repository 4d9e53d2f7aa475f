"""A Word file made ready to be converted: what is shown is listed, and written as what HTML has."""

from __future__ import annotations

from report_builder.model.shown import ShownParagraph
from report_builder.word.package import WordFile, stories
from report_builder.word.shown.alternatives import settle_alternatives
from report_builder.word.shown.inventory import list_shown
from report_builder.word.shown.symbols import write_symbols


def prepare(document: WordFile) -> tuple[ShownParagraph, ...]:
    """What each paragraph shows, listed before anything is written otherwise."""
    for story in stories(document):
        settle_alternatives(story.root)
        story.write()
    shown = list_shown(document)
    for story in stories(document):
        write_symbols(story.root)
        story.write()
    return shown
