"""What the marks of a template stood for, in its place: values in the register, figures, tables and
references.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.model.document import PrintedValue
from report_builder.model.expression import Answer, Block
from report_builder.model.figure import DashboardContent, FigureContent, Picture, TableContent
from report_builder.model.value import Freshness, Input, TracedValue
from report_builder.problems import Fault, Severity
from report_builder.word.fields import bookmark_name, field_runs, style_of
from report_builder.word.fill import blocks, dashboards
from report_builder.word.fill.marking import Marked, PlacedBlock
from report_builder.word.fill.references import PENDING
from report_builder.word.fill.stale_comments import StaleComment, comment_on
from report_builder.word.fill.text_width import text_width
from report_builder.word.ooxml import ORIGIN, TBL, TR, Element, P, make_run, text_of
from report_builder.word.styles import StyleIds
from report_builder.word.template.recorder import Recorder
from report_builder.wording.periods import stale_text

Advise = Callable[[Sequence[TracedValue]], Iterable[Fault]]
"""Gives the warnings that the values of one sentence deserve."""
NOUNS = {Block.FIGURE: "Figuur", Block.TABLE: "Tabel", Block.DASHBOARD: "Dashboard"}


@dataclass(frozen=True)
class Supply:
    """Where the figures and tables come from, and the words that templates may use.

    `figure` gives what a figure says and its picture, or no picture when only problems are looked
    for.
    """

    words: Mapping[str, object]
    filters: Mapping[str, Callable[..., Answer]]
    advise: Advise
    follows: str
    themes: frozenset[str]
    nouns: Mapping[str, str]
    """What each figure is called in a reference: figuur, tabel or dashboard."""
    reasons: Mapping[str, str]
    """Why a stale figure may be printed, by indicator."""
    figure: Callable[[str], tuple[FigureContent, Picture | None]]
    awaited: Callable[[Iterable[Input]], list[str]]
    """What the stale observations among some wait for, a line for each indicator."""
    awaited_in: Callable[[str], list[str]]
    """The same for a figure or table."""
    table: Callable[[str], TableContent]
    dashboard: Callable[[str], tuple[DashboardContent, tuple[Picture | None, ...] | None]]


@dataclass(frozen=True)
class Setting:
    """How a document is to be filled: what it is, whether stale figures turn yellow, and the
    house styles.

    `number` is that of a chapter or the letter of an appendix; `title` is for a document of the
    report that does not open with one.
    """

    document: str
    number: str
    title: str
    is_yellow: bool
    day: date
    reporting_year: int
    house: Element
    logo: bytes = b""

    @property
    def prefix(self) -> str:
        """What stands before the numbers of figures: `3.`, or nothing."""
        return f"{self.number}." if self.number else ""


@dataclass
class Filling:
    """A document that is being filled."""

    setting: Setting
    supply: Supply
    document: DocxDocument
    styles: StyleIds
    recorder: Recorder
    places: dict[Element, str]
    values: list[PrintedValue] = field(default_factory=list)
    labels: dict[tuple[Block, str], blocks.Label] = field(default_factory=dict)
    stale_blocks: set[tuple[Block, str]] = field(default_factory=set)
    references: list[tuple[str, str]] = field(default_factory=list)
    comments: list[StaleComment] = field(default_factory=list)

    def problem(
        self, fault: Fault, paragraph: Element, severity: Severity = Severity.ERROR
    ) -> None:
        """Tell a fault at a paragraph."""
        if fault.code == self.recorder.follows:
            self.recorder.is_whole = False
        else:
            self.recorder.problems.append(
                fault.at(self.recorder.file, self.places.get(paragraph, "1"), severity)
            )


def place_all(filling: Filling, marked: Marked) -> None:
    """Place what the marks of one part stood for."""
    for stray in marked.strays:
        hint = (
            "zet het in gewone tekst; in beschrijvingen, formules, velden en eigenschappen "
            "kan het niet"
        )
        message = (
            f"het cijfer {stray.text} staat op een plek waar het niet te volgen of geel te maken is"
        )
        filling.recorder.problems.append(
            Fault("plaats", message, hint).at(filling.recorder.file, "1")
        )
    for paragraph, values in marked.sentences:
        for fault in filling.supply.advise(values):
            filling.problem(fault, paragraph, Severity.WARNING)
    for placed in marked.values:
        _keep(
            filling,
            filling.places.get(placed.paragraph, ""),
            placed.value,
            _context(placed.paragraph),
        )
    held = Counter(block.paragraph for block in marked.blocks if block.run is None)
    for block in marked.blocks:
        if block.run is not None:
            _place_reference(filling, block)
        else:
            _place_block(filling, block, is_alone=held[block.paragraph] == 1)


def _keep(filling: Filling, place: str, value: TracedValue, context: str = "") -> None:
    filling.values.append(PrintedValue(filling.setting.document, place, value, context))


def _context(paragraph: Element) -> str:
    """What is read together with a paragraph: itself, or in a table its row below the first row."""
    row = next(paragraph.iterancestors(TR), None)
    if row is None:
        return text_of(paragraph)
    head = next(next(row.iterancestors(TBL)).iter(TR))
    return " ".join(text_of(inner) for part in dict.fromkeys((head, row)) for inner in part.iter(P))


def _place_reference(filling: Filling, block: PlacedBlock) -> None:
    """`verwijs(…)`: the noun as text, the number as a field that is pointed at its figure later."""
    assert block.run is not None
    key = block.placement.figure
    filling.references.append((key, filling.places.get(block.paragraph, "")))
    style = style_of(block.run)
    for run in (
        make_run(f"{filling.supply.nouns[key]} ", style),
        *field_runs(f"REF {PENDING}{key} \\h", "?", style),
    ):
        block.run.addprevious(run)
    block.run.getparent().remove(block.run)


def _place_block(filling: Filling, block: PlacedBlock, is_alone: bool) -> None:
    """`figuur(…)` (of a dashboard too) or `tabel(…)`: alone in its paragraph, it takes the place of
    that paragraph.
    """
    paragraph, placement = block.paragraph, block.placement
    noun = "tabel" if placement.block is Block.TABLE else "figuur"
    if (
        not is_alone
        or text_of(paragraph).strip()
        or paragraph.find(f".//{qn('w:drawing')}") is not None
    ):
        hint = f"zet {noun}(…) in een eigen alinea"
        filling.problem(
            Fault("figuur", f'{noun}("{placement.figure}") staat niet alleen in zijn alinea', hint),
            paragraph,
        )
        return
    try:
        made = _MAKERS[placement.block](filling, block)
    except Fault as fault:
        filling.problem(fault, paragraph)
        return
    section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    for element in made:
        for inner in element.iter(P):
            inner.set(ORIGIN, paragraph.get(ORIGIN, ""))
        paragraph.addprevious(element)
    if section is None:
        paragraph.getparent().remove(paragraph)


def _label(filling: Filling, block: PlacedBlock) -> blocks.Label:
    """The number of a figure: that of its first placement."""
    kind, key = block.placement.block, block.placement.figure
    if (kind, key) not in filling.labels:
        number = sum(other is kind for other, _ in filling.labels) + 1
        name = bookmark_name(filling.setting.document, kind, key)
        filling.labels[kind, key] = blocks.Label(NOUNS[kind], filling.setting.prefix, number, name)
    return filling.labels[kind, key]


def _figure(filling: Filling, block: PlacedBlock) -> list[Element]:
    key, styles, is_yellow = block.placement.figure, filling.styles, filling.setting.is_yellow
    content, picture = filling.supply.figure(key)
    is_new = (Block.FIGURE, key) not in filling.labels
    label = _label(filling, block)
    for value in content.spoken:
        _keep(filling, f"figuur {label.text}, alternatieve tekst", value)
    if picture is None:
        return []
    is_stale = _is_stale(filling, block, content.freshness)
    stale_words = _stale_words(content.stale_until, is_yellow)
    alt = f"{content.alt} Let op: {stale_words.rstrip('.')}." if stale_words else content.alt
    caption = blocks.caption(label, content.title, styles, is_stale, is_new)
    _remark(filling, key, caption, is_stale)
    return [
        blocks.figure(filling.document, picture, alt, f"{label.noun} {label.text}", styles),
        caption,
        blocks.source_line(content.source, stale_words, styles, is_stale),
    ]


def _is_stale(filling: Filling, block: PlacedBlock, freshness: Freshness) -> bool:
    """Whether a figure or table is to be marked as stale; it is then so wherever it is
    listed.
    """
    is_stale = filling.setting.is_yellow and freshness.is_stale
    if is_stale:
        filling.stale_blocks.add((block.placement.block, block.placement.figure))
    return is_stale


def _stale_words(period: str, is_yellow: bool) -> str:
    """What stands with stale figures; in the definitive release only up to when they run."""
    return (
        stale_text(period) if period and is_yellow else f"Cijfers t/m {period}." if period else ""
    )


def _remark(filling: Filling, figure: str, caption: Element, is_stale: bool) -> None:
    """One comment for a whole figure or table: in every cell of a table they would be of no
    help.
    """
    if is_stale:
        filling.comments += comment_on(caption, filling.supply.awaited_in(figure))


def _table(filling: Filling, block: PlacedBlock) -> list[Element]:
    key, styles, is_yellow = block.placement.figure, filling.styles, filling.setting.is_yellow
    content = filling.supply.table(key)
    is_new = (Block.TABLE, key) not in filling.labels
    label = _label(filling, block)
    for place, value in blocks.table_values(content):
        _keep(filling, f"tabel {label.text}, {place}", value)
    is_stale = _is_stale(filling, block, content.freshness)
    caption = blocks.caption(label, content.title, styles, is_stale, is_new)
    _remark(filling, key, caption, is_stale)
    return [
        caption,
        blocks.table(content, text_width(block.paragraph), styles, is_yellow),
        blocks.source_line(
            content.source, _stale_words(content.stale_until, is_yellow), styles, is_stale
        ),
    ]


def _dashboard(filling: Filling, block: PlacedBlock) -> list[Element]:
    """A dashboard; each tile is marked by itself, so its caption is not."""
    key, styles, is_yellow = block.placement.figure, filling.styles, filling.setting.is_yellow
    content, pictures = filling.supply.dashboard(key)
    is_new = (Block.DASHBOARD, key) not in filling.labels
    label = _label(filling, block)
    for place, value in dashboards.dashboard_values(content):
        _keep(filling, f"dashboard {label.text}, {place}", value)
    if pictures is None:
        return []
    width = text_width(block.paragraph)
    table = dashboards.dashboard(filling.document, content, pictures, width, styles, is_yellow)
    for tile, row in zip(content.tiles, list(table.iter(TR))[1:], strict=True):
        if is_yellow and tile.freshness.is_stale:
            filling.comments += comment_on(
                next(row.iter(P)), filling.supply.awaited(tile.value.stale_inputs)
            )
    return [
        blocks.caption(label, content.title, styles, is_stale=False, is_new=is_new),
        table,
        blocks.source_line(content.source, "", styles, is_stale=False),
    ]


_MAKERS: Mapping[Block, Callable[[Filling, PlacedBlock], list[Element]]] = {
    Block.FIGURE: _figure,
    Block.TABLE: _table,
    Block.DASHBOARD: _dashboard,
}
