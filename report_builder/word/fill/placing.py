"""What the marks of a template stood for, in its place: values in the register, figures, tables and
references.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from docx.oxml.text.paragraph import CT_P

from report_builder.model.expression import Block
from report_builder.model.figure import StaleSpans
from report_builder.model.value import Freshness, TracedValue
from report_builder.problems import Fault, Severity
from report_builder.word.fields import PENDING, bookmark_name, field_runs
from report_builder.word.fill.beside_tags import carry_over, stands_alone
from report_builder.word.fill.captions import Label, make_caption, make_source_line
from report_builder.word.fill.dashboards import dashboard_values, make_dashboard
from report_builder.word.fill.filling import Filling
from report_builder.word.fill.marking import Marked, PlacedBlock
from report_builder.word.fill.pictures import make_figure
from report_builder.word.fill.stale_comments import comment_on
from report_builder.word.fill.tables import make_table, table_values
from report_builder.word.fill.text_width import text_width
from report_builder.word.ooxml import (
    ORIGIN,
    TBL,
    TR,
    Element,
    find_around,
    find_section,
    make_run,
    paragraphs_in,
    remove,
    run_properties,
    text_of,
)
from report_builder.word.shown.alternatives import is_shown
from report_builder.word.styles import CAPTION
from report_builder.wording.staleness import accepted_words, alert_words, stale_sentence

NOUNS = {
    Block.FIGURE: "Figuur",
    Block.TABLE: "Tabel",
    Block.DASHBOARD: "Dashboard",
    Block.OVERVIEW: "Overzicht",
}


def place_all(filling: Filling, marked: Marked) -> None:
    """Place what the marks of one part stood for."""
    for stray in marked.strays:
        _refuse_stray(filling, stray)
    for paragraph, values in marked.sentences:
        for fault in filling.supply.advise(values):
            filling.problem(fault, paragraph, Severity.WARNING)
    for placed in marked.values:
        # A text box stands twice in its paragraph; it is printed, and read, once.
        if not is_shown(placed.paragraph):
            continue
        place = filling.places.get(placed.paragraph, "")
        filling.keep(place, placed.value, _context(placed.paragraph))
    blocks = [block for block in marked.blocks if block.run is None]
    blocks_of_paragraph = Counter(block.paragraph for block in blocks)
    for block in marked.blocks:
        if block.run is not None:
            _place_reference(filling, block, block.run)
        else:
            is_alone = blocks_of_paragraph[block.paragraph] == 1
            _place_block(filling, block, is_alone=is_alone)


def _refuse_stray(filling: Filling, stray: TracedValue) -> None:
    message = (
        f"het cijfer {stray.text} staat op een plek waar het niet te volgen of geel te maken is"
    )
    hint = (
        "zet het in gewone tekst; in beschrijvingen, formules, velden en eigenschappen kan het niet"
    )
    fault = Fault("plaats", message, hint)
    filling.recorder.problems.append(fault.at(filling.recorder.file, "1"))


def _context(paragraph: CT_P) -> str:
    """What is read together with a paragraph: itself, or in a table its row below the first row."""
    row, table = find_around(paragraph, TR), find_around(paragraph, TBL)
    if row is None or table is None:
        return text_of(paragraph)
    head = next(table.iter(TR))
    rows = [head] if row is head else [head, row]
    return " ".join(text_of(inner) for part in rows for inner in paragraphs_in(part))


def _place_reference(filling: Filling, block: PlacedBlock, run: Element) -> None:
    """`verwijs(…)`: the noun as text, the number as a field that is pointed at its figure later."""
    key = block.placement.figure
    filling.references.append((key, filling.places.get(block.paragraph, "")))
    properties = run_properties(run)
    run.addprevious(make_run(f"{filling.supply.nouns[key]} ", properties))
    for field_run in field_runs(f"REF {PENDING}{key} \\h", "?", properties):
        run.addprevious(field_run)
    remove(run)


def _place_block(filling: Filling, block: PlacedBlock, is_alone: bool) -> None:
    """`figuur(…)` (of a dashboard too) or `tabel(…)`: alone in its paragraph, it takes the place of
    that paragraph.
    """
    paragraph, placement = block.paragraph, block.placement
    if not is_alone or not stands_alone(paragraph):
        noun = "tabel" if placement.block is Block.TABLE else "figuur"
        message = f'{noun}("{placement.figure}") staat niet alleen in zijn alinea'
        fault = Fault("figuur", message, f"zet {noun}(…) in een eigen alinea")
        filling.problem(fault, paragraph)
        return
    try:
        elements = _MAKERS[placement.block](filling, block)
    except Fault as fault:
        filling.problem(fault, paragraph)
        return
    carry_over(paragraph, elements, filling.styles[CAPTION])
    _replace(paragraph, elements)


def _replace(paragraph: CT_P, elements: Iterable[Element]) -> None:
    """Put elements in the place of a paragraph: to reviewers they come from the same one of the
    template. One that ends a section stays behind them.
    """
    for element in elements:
        for inner in paragraphs_in(element):
            inner.set(ORIGIN, paragraph.get(ORIGIN, ""))
        paragraph.addprevious(element)
    if find_section(paragraph) is None:
        remove(paragraph)


def _label(filling: Filling, block: PlacedBlock) -> tuple[Label, bool]:
    """The number of a figure, that of its first placement, and whether this is the first."""
    kind, figure = block.placement.block, block.placement.figure
    is_new = (kind, figure) not in filling.labels
    if is_new:
        number = 1 + sum(other is kind for other, _ in filling.labels)
        name = bookmark_name(filling.setting.document, kind, figure)
        label = Label(NOUNS[kind], filling.setting.prefix, number, name)
        filling.labels[kind, figure] = label
    return filling.labels[kind, figure], is_new


def _figure(filling: Filling, block: PlacedBlock) -> list[Element]:
    styles = filling.styles
    content, picture = filling.supply.figure(block.placement.figure)
    label, is_new = _label(filling, block)
    for value in content.spoken:
        filling.keep(f"figuur {label.text}, alternatieve tekst", value)
    is_stale = _is_stale(filling, block, content.freshness)
    words = _stale_words(content.stale_spans, filling.setting.is_yellow)
    alert = alert_words(content.stale_spans, is_accepted=not filling.setting.is_yellow)
    alt = f"{content.alt} {alert}".strip()
    caption = make_caption(label, content.title, styles, is_stale, is_new)
    if is_stale:
        _comment(filling, block, caption)
    return [
        make_figure(filling.document, picture, alt, f"{label.noun} {label.text}", styles),
        caption,
        make_source_line(content.source, words, styles),
    ]


def _is_stale(filling: Filling, block: PlacedBlock, freshness: Freshness) -> bool:
    """Whether a figure or table is to be marked as stale; it is then so wherever it is
    listed.
    """
    is_stale = filling.setting.is_yellow and freshness.is_stale
    if is_stale:
        filling.stale_blocks.add((block.placement.block, block.placement.figure))
    return is_stale


def _stale_words(spans: StaleSpans, is_yellow: bool) -> str:
    """What stands with stale figures; in the definitive release only up to when they run."""
    return stale_sentence(spans) if is_yellow else accepted_words(spans)


def _comment(filling: Filling, block: PlacedBlock, caption: CT_P) -> None:
    """One comment for a whole figure or table: in every cell of a table they would be of no
    help.
    """
    filling.comments += comment_on(caption, filling.supply.awaited_in(block.placement.figure))


def _table(filling: Filling, block: PlacedBlock) -> list[Element]:
    styles, is_yellow = filling.styles, filling.setting.is_yellow
    content = filling.supply.table(block.placement.figure)
    label, is_new = _label(filling, block)
    for place, value in table_values(content):
        filling.keep(f"tabel {label.text}, {place}", value)
    is_stale = _is_stale(filling, block, content.freshness)
    caption = make_caption(label, content.title, styles, is_stale, is_new)
    if is_stale:
        _comment(filling, block, caption)
    words = _stale_words(content.stale_spans, is_yellow)
    return [
        caption,
        make_table(content, text_width(block.paragraph), styles, is_yellow),
        make_source_line(content.source, words, styles),
    ]


def _dashboard(filling: Filling, block: PlacedBlock) -> list[Element]:
    """A dashboard; each tile is marked by itself, so its caption is not."""
    styles, is_yellow = filling.styles, filling.setting.is_yellow
    content, pictures = filling.supply.dashboard(block.placement.figure)
    label, is_new = _label(filling, block)
    for place, value in dashboard_values(content):
        filling.keep(f"{label.noun.lower()} {label.text}, {place}", value)
    width = text_width(block.paragraph)
    table = make_dashboard(filling.document, content, pictures, width, styles, is_yellow)
    _, *rows = table.iter(TR)
    for tile, row in zip(content.tiles, rows, strict=True):
        if is_yellow and tile.freshness.is_stale:
            lines = filling.supply.awaited(tile.value.stale_inputs)
            filling.comments += comment_on(next(paragraphs_in(row)), lines)
    return [
        make_caption(label, content.title, styles, is_stale=False, is_new=is_new),
        table,
        make_source_line(content.source, "", styles),
    ]


_MAKERS: Mapping[Block, Callable[[Filling, PlacedBlock], list[Element]]] = {
    Block.FIGURE: _figure,
    Block.TABLE: _table,
    Block.DASHBOARD: _dashboard,
    Block.OVERVIEW: _dashboard,
}
