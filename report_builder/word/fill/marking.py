"""From the marks that a run template leaves to content controls and yellow (contract, sections 2
and 3).

Every printed value gets a content control that bears its key; the sentence or table cell that holds
a stale value, or text that a stale value has chosen, is highlighted. Runs keep their own
formatting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from report_builder.model.expression import Block, Placement
from report_builder.model.value import KEY_LENGTH, Input, TracedValue
from report_builder.word.ooxml import (
    SPACES,
    TC,
    VAL,
    Element,
    P,
    R,
    T,
    copy_of,
    make,
    own_texts,
    set_text,
)
from report_builder.word.template.marks import Line, Piece, read_marks
from report_builder.wording.sentences import sentence_spans


@dataclass(frozen=True)
class PlacedValue:
    """A value that was printed in a paragraph."""

    value: TracedValue
    paragraph: Element


@dataclass(frozen=True)
class PlacedBlock:
    """A figure, a table or a reference in a paragraph; a reference stands in the given run."""

    placement: Placement
    paragraph: Element
    run: Element | None = None


@dataclass(frozen=True)
class Yellow:
    """A sentence or the text of a cell that a concept has in yellow: its first and last part, and
    what is stale.
    """

    first: Element
    last: Element
    stale_inputs: tuple[Input, ...]


@dataclass
class Marked:
    """What the marks in a part stood for; `is_yellow` tells whether what is stale turns
    yellow.
    """

    is_yellow: bool
    values: list[PlacedValue] = field(default_factory=list)
    blocks: list[PlacedBlock] = field(default_factory=list)
    sentences: list[tuple[Element, list[TracedValue]]] = field(default_factory=list)
    """The values of each sentence, with its paragraph."""
    strays: list[TracedValue] = field(default_factory=list)
    """Values outside ordinary text, such as in the description of a picture: they cannot be
    marked.
    """
    yellow: list[Yellow] = field(default_factory=list)
    stale_values: dict[Element, list[TracedValue]] = field(default_factory=dict)
    """The stale values by paragraph; only where they are not turned yellow, for the definitive
    release.
    """
    stale_sentences: dict[Element, list[Yellow]] = field(default_factory=dict)
    """What is yellow in a concept by paragraph, values and chosen text alike; only where it does
    not turn yellow.
    """


StaleBranches = Mapping[int, tuple[Input, ...]]
"""The stale observations that decided what stands in a marked branch, by its number."""
_NONE: StaleBranches = MappingProxyType({})


def mark(
    root: Element,
    shown: Sequence[TracedValue | Placement],
    is_yellow: bool,
    stale_branches: StaleBranches = _NONE,
) -> Marked:
    """Turn all marks of a part into controls and, if asked for, yellow; return what they
    stood for.
    """
    marked = Marked(is_yellow)
    lines, strays = read_marks(root)
    marked.strays = [found for number in strays if isinstance(found := shown[number], TracedValue)]
    cells = {
        cell
        for line in lines
        if _is_stale(line, shown) and (cell := _cell(line.paragraph)) is not None
    }
    in_cells = {
        paragraph: cell for cell in cells for paragraph in cell.iter(P) if _cell(paragraph) is cell
    }
    by_paragraph = {line.paragraph: line for line in lines}
    for paragraph in [*by_paragraph, *(extra for extra in in_cells if extra not in by_paragraph)]:
        line = by_paragraph.get(paragraph) or Line(paragraph)
        spans = _spans(line, shown, paragraph in in_cells)
        old = [value for _, value in line.values(shown) if value.freshness.is_stale]
        if old and not is_yellow:
            marked.stale_values[paragraph] = old
        marked.sentences += [(paragraph, values) for values in line.sentences(shown)]
        inputs_of_spans = [_stale_inputs_in(line, shown, stale_branches, *span) for span in spans]
        _rebuild(line, shown, spans, marked)
        for span, inputs in zip(spans, inputs_of_spans, strict=True):
            if edges := _edges(paragraph, *span):
                sentence = Yellow(*edges, inputs)
                if is_yellow:
                    marked.yellow.append(sentence)
                elif inputs:
                    marked.stale_sentences.setdefault(paragraph, []).append(sentence)
    return marked


def _edges(paragraph: Element, start: int, end: int) -> tuple[Element, Element] | None:
    """The first and the last part of a paragraph that hold its text from `start` to `end`."""
    position, found = 0, []
    for element in own_texts(paragraph):
        length = len(element.text or "" if element.tag == T else SPACES[element.tag])
        if position < end and position + length > start:
            found.append(element)
        position += length
    return (_part_of(paragraph, found[0]), _part_of(paragraph, found[-1])) if found else None


def _part_of(paragraph: Element, element: Element) -> Element:
    """What stands directly in a paragraph and holds an element."""
    return next(
        part for part in (element, *element.iterancestors()) if part.getparent() is paragraph
    )


def _stale_inputs_in(
    line: Line,
    shown: Sequence[TracedValue | Placement],
    stale_branches: StaleBranches,
    start: int,
    end: int,
) -> tuple[Input, ...]:
    """The stale observations that a stretch of a paragraph rests on, each once."""
    pieces = [
        piece
        for position, piece in line.stretches()
        if position < end and position + len(piece.text) > start
    ]
    printed = (shown[piece.shown] for piece in pieces if piece.shown is not None)
    made = [
        made for value in printed if isinstance(value, TracedValue) for made in value.stale_inputs
    ]
    scopes = [piece.scopes for piece in pieces] + [
        scopes for offset, scopes in line.points if start <= offset <= end
    ]
    chosen = (
        made
        for scope in scopes
        for number in scope.numbers
        for made in stale_branches.get(number, ())
    )
    return tuple(dict.fromkeys([*made, *chosen]))


def _cell(paragraph: Element) -> Element | None:
    """The innermost table cell that a paragraph stands in."""
    return next(paragraph.iterancestors(TC), None)


def _is_stale(line: Line, shown: Sequence[TracedValue | Placement]) -> bool:
    return bool(_stale_spans(line, shown) or line.points)


def _stale_spans(line: Line, shown: Sequence[TracedValue | Placement]) -> list[tuple[int, int]]:
    """Where in the text of a paragraph stale values and the words that they chose stand."""
    spans = []
    for position, piece in line.stretches():
        found = shown[piece.shown] if piece.shown is not None else None
        is_stale = isinstance(found, TracedValue) and found.freshness.is_stale
        if (is_stale or piece.scopes.freshness.is_stale) and piece.text.strip():
            start = position + len(piece.text) - len(piece.text.lstrip())
            spans.append((start, start + len(piece.text.strip())))
    return spans


def _spans(
    line: Line, shown: Sequence[TracedValue | Placement], is_whole: bool
) -> list[tuple[int, int]]:
    """What of a paragraph turns yellow: the sentences with something stale, or all of it in a
    cell.
    """
    text = line.text
    if is_whole:
        return [(0, len(text))]
    old = _stale_spans(line, shown)
    inside = [offset for offset, _ in line.points]
    return [
        (start, end)
        for start, end in sentence_spans(text)
        if any(low < end and high > start for low, high in old)
        or any(start < offset < end for offset in inside)
    ]


def _rebuild(
    line: Line,
    shown: Sequence[TracedValue | Placement],
    spans: list[tuple[int, int]],
    marked: Marked,
) -> None:
    """Write the pieces back as runs: values in controls, and each span in runs of its own."""
    position = 0
    for element in list(own_texts(line.paragraph)):
        if element.tag != T:
            position += len(SPACES[element.tag])
            continue
        parts: list[tuple[Piece, str, bool]] = []
        for piece in line.of(element):
            parts += _cut(piece, position, spans)
            position += len(piece.text)
        _write(element, parts, shown, line.paragraph, marked)


def _write(
    element: Element,
    parts: list[tuple[Piece, str, bool]],
    shown: Sequence[TracedValue | Placement],
    paragraph: Element,
    marked: Marked,
) -> None:
    """Put the parts of one w:t in its place, each in a run like the one it stood in."""
    if not any(lit or piece.shown is not None for piece, _, lit in parts):
        set_text(element, "".join(text for _, text, _ in parts))
        return
    run = next(element.iterancestors(R))
    _isolate(run, element)
    for piece, text, lit in parts:
        made = _run_like(run, text)
        if lit and marked.is_yellow:
            highlight(made)
        run.addprevious(_placed(piece, made, shown, paragraph, marked))
    run.getparent().remove(run)


def _cut(
    piece: Piece, start: int, spans: list[tuple[int, int]]
) -> Iterator[tuple[Piece, str, bool]]:
    """A piece in parts that lie in a span or not; a value is never cut."""
    if piece.shown is not None:
        yield piece, piece.text, any(low <= start < high for low, high in spans)
        return
    end = start + len(piece.text)
    edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
    for low, high in pairwise(edges):
        yield (
            piece,
            piece.text[low - start : high - start],
            any(a <= low and high <= b for a, b in spans),
        )


def _isolate(run: Element, element: Element) -> None:
    """Move what stands in a run before and behind a w:t to runs of their own, so that the run holds
    it alone.
    """
    for siblings, is_before in (
        (list(element.itersiblings(preceding=True)), True),
        (list(element.itersiblings()), False),
    ):
        others = [child for child in siblings if child.tag != qn("w:rPr")]
        if not others:
            continue
        beside = make("w:r")
        style = run.find(qn("w:rPr"))
        if style is not None:
            beside.append(copy_of(style))
        beside.extend(reversed(others) if is_before else others)
        run.addprevious(beside) if is_before else run.addnext(beside)


def _run_like(run: Element, text: str) -> Element:
    made = make("w:r")
    style = run.find(qn("w:rPr"))
    if style is not None:
        made.append(copy_of(style))
    made.append(make("w:t", text))
    return made


def highlight(run: Element) -> None:
    """Turn a run yellow, whatever highlight it had."""
    run.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW


def is_yellow(run: Element) -> bool:
    """Whether a run is highlighted in yellow."""
    mark = run.find(f"{qn('w:rPr')}/{qn('w:highlight')}")
    return mark is not None and mark.get(VAL) == "yellow"


def _placed(
    piece: Piece,
    run: Element,
    shown: Sequence[TracedValue | Placement],
    paragraph: Element,
    marked: Marked,
) -> Element:
    """A run as it goes into the paragraph: a printed value in its control, a block or plain text as
    it is.
    """
    found = shown[piece.shown] if piece.shown is not None else None
    if isinstance(found, Placement):
        marked.blocks.append(
            PlacedBlock(found, paragraph, run if found.block is Block.REFERENCE else None)
        )
    elif isinstance(found, TracedValue):
        marked.values.append(PlacedValue(found, paragraph))
        return in_control(run, found)
    return run


def in_control(run: Element, value: TracedValue) -> Element:
    """A run in a content control that bears the key of a value; its id is given at assembly."""
    control, properties, content = make("w:sdt"), make("w:sdtPr"), make("w:sdtContent")
    properties.append(make("w:alias", val=_title(value)))
    properties.append(make("w:tag", val=value.key))
    properties.append(make("w:id", val="0"))
    content.append(run)
    control.extend((properties, content))
    return control


def _title(value: TracedValue) -> str:
    """What Word shows above a control: what the value is, in short."""
    if not value.inputs:
        return (value.source or value.operation.formula)[:KEY_LENGTH]
    first = value.inputs[0]
    return f"{first.indicator} {first.period}"[:KEY_LENGTH]
