"""From the marks that a run template leaves to content controls and yellow (contract, sections 2
and 3).

Every printed value gets a content control that bears its key; the sentence or table cell that holds
a stale value, or text that a stale value has chosen, is highlighted. Runs keep their own
formatting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.expression import Block, Placement
from report_builder.model.value import Input, TracedValue
from report_builder.word.fill.content_controls import in_control
from report_builder.word.fill.highlights import highlight
from report_builder.word.fill.sentence_figures import Figure
from report_builder.word.fill.stale_text import (
    Extent,
    StaleBranches,
    StaleText,
    cell_of,
    parts_in,
    stale_cells,
    stale_inputs_in,
    stale_sentences,
    unmarked_lines,
)
from report_builder.word.ooxml import (
    Element,
    T,
    copy_of,
    make,
    make_run,
    remove,
    run_of,
    run_properties,
    set_text,
    texts_in,
)
from report_builder.word.template.marks import (
    Fragment,
    MarkedParagraph,
    Printed,
    read_marks,
)


@dataclass(frozen=True)
class PlacedValue:
    """A value that was printed in a paragraph."""

    value: TracedValue
    paragraph: CT_P


@dataclass(frozen=True)
class PlacedBlock:
    """A figure, a table or a reference in a paragraph; a reference stands in the given run."""

    placement: Placement
    paragraph: CT_P
    run: Element | None = None


@dataclass
class Marked:
    """What the marks in a part stood for; `is_yellow` tells whether what is stale turns
    yellow.
    """

    is_yellow: bool
    values: list[PlacedValue] = field(default_factory=list)
    blocks: list[PlacedBlock] = field(default_factory=list)
    sentences: list[tuple[CT_P, list[TracedValue]]] = field(default_factory=list)
    """The values of each sentence, with its paragraph."""
    figures: dict[CT_P, list[Figure]] = field(default_factory=dict)
    """The values of each paragraph, with where in its text they stand."""
    strays: list[TracedValue] = field(default_factory=list)
    """Values outside ordinary text, such as in the description of a picture: they cannot be
    marked.
    """
    yellow: list[StaleText] = field(default_factory=list)
    stale_values: dict[CT_P, list[TracedValue]] = field(default_factory=dict)
    """The stale values by paragraph; only where they are not turned yellow, for the definitive
    release.
    """
    stale_sentences: dict[CT_P, list[StaleText]] = field(default_factory=dict)
    """What is yellow in a concept by paragraph, values and chosen text alike; only where it does
    not turn yellow.
    """


class _Cut(NamedTuple):
    """A fragment, or what of it lies in or outside what turns yellow."""

    fragment: Fragment
    text: str
    is_lit: bool


def mark(
    root: Element,
    printed: Printed,
    is_yellow: bool,
    stale_branches: StaleBranches,
) -> Marked:
    """Turn all marks of a part into controls and, if asked for, yellow; return what they
    stood for.
    """
    marked = Marked(is_yellow)
    lines, marked.strays = read_marks(root, printed)
    yellow_cells = stale_cells(lines)
    lines += unmarked_lines(yellow_cells, lines)
    for line in lines:
        is_whole = cell_of(line.paragraph) in yellow_cells
        _mark_paragraph(line, marked, stale_branches, is_whole=is_whole)
    return marked


def _mark_paragraph(
    line: MarkedParagraph, marked: Marked, stale_branches: StaleBranches, *, is_whole: bool
) -> None:
    extents = [Extent(0, len(line.text))] if is_whole else list(stale_sentences(line))
    stale_values = [value for _, value in line.values() if value.freshness.is_stale]
    if stale_values and not marked.is_yellow:
        marked.stale_values[line.paragraph] = stale_values
    marked.sentences += [(line.paragraph, values) for values in line.sentences()]
    marked.figures[line.paragraph] = [
        Figure(value, start, start + len(value.text)) for start, value in line.values()
    ]
    # Asked before the fragments are written back: after that there is nothing to ask any more.
    stale_inputs = [stale_inputs_in(line, extent, stale_branches) for extent in extents]
    _rebuild(line, extents, marked)
    for extent, inputs in zip(extents, stale_inputs, strict=True):
        _keep_stale_text(line.paragraph, extent, inputs, marked)


def _keep_stale_text(
    paragraph: CT_P, extent: Extent, inputs: tuple[Input, ...], marked: Marked
) -> None:
    parts = list(parts_in(paragraph, extent))
    if not parts:
        return
    text = StaleText(parts[0], parts[-1], inputs)
    if marked.is_yellow:
        marked.yellow.append(text)
    elif inputs:
        marked.stale_sentences.setdefault(paragraph, []).append(text)


def _rebuild(line: MarkedParagraph, extents: Sequence[Extent], marked: Marked) -> None:
    """Write the fragments back as runs: values in controls, and each extent in runs of its own."""
    position = 0
    for element in list(texts_in(line.paragraph)):
        cuts: list[_Cut] = []
        for fragment in line.fragments_of(element):
            cuts += _cut(fragment, position, extents)
            position += len(fragment.text)
        if element.tag == T:
            _write(element, cuts, line.paragraph, marked)


def _cut(fragment: Fragment, start: int, extents: Sequence[Extent]) -> Iterator[_Cut]:
    """A fragment in parts that lie in an extent or not; a value is never cut."""
    if fragment.printed is not None:
        # One control holds one value, whole.
        is_lit = any(extent.start <= start < extent.end for extent in extents)
        yield _Cut(fragment, fragment.text, is_lit)
        return
    end = start + len(fragment.text)
    edges = {edge for extent in extents for edge in extent if start < edge < end}
    for first, last in pairwise(sorted({start, end} | edges)):
        text = fragment.text[first - start : last - start]
        is_lit = any(extent.start <= first and last <= extent.end for extent in extents)
        yield _Cut(fragment, text, is_lit)


def _write(element: Element, cuts: Sequence[_Cut], paragraph: CT_P, marked: Marked) -> None:
    """Put the parts of one w:t in its place, each in a run like the one it stood in."""
    if not any(cut.is_lit or cut.fragment.printed is not None for cut in cuts):
        set_text(element, "".join(cut.text for cut in cuts))
        return
    run = run_of(element)
    _isolate(run, element)
    for cut in cuts:
        new_run = make_run(cut.text, run_properties(run))
        if cut.is_lit and marked.is_yellow:
            highlight(new_run)
        run.addprevious(_placed(cut.fragment, new_run, paragraph, marked))
    remove(run)


def _isolate(run: Element, element: Element) -> None:
    """Move what stands in a run before and behind a w:t to runs of their own, so that the run holds
    it alone.
    """
    siblings = [child for child in run if child.tag != qn("w:rPr")]
    place = siblings.index(element)
    before, behind = siblings[:place], siblings[place + 1 :]
    if before:
        run.addprevious(_run_with(before, run))
    if behind:
        run.addnext(_run_with(behind, run))


def _run_with(children: Iterable[Element], like: Element) -> Element:
    """A run with these children and the look of another."""
    run = make("w:r")
    properties = run_properties(like)
    if properties is not None:
        run.append(copy_of(properties))
    run.extend(children)
    return run


def _placed(fragment: Fragment, run: Element, paragraph: CT_P, marked: Marked) -> Element:
    """A run as it goes into the paragraph: a printed value in its control, a block or plain text as
    it is.
    """
    printed = fragment.printed
    if isinstance(printed, TracedValue):
        marked.values.append(PlacedValue(printed, paragraph))
        return in_control(run, printed)
    if isinstance(printed, Placement):
        own_run = run if printed.block is Block.REFERENCE else None
        marked.blocks.append(PlacedBlock(printed, paragraph, own_run))
    return run
