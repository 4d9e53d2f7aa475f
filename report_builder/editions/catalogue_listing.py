"""The catalogue for drafters: every indicator, figure and table with how it stands and the tag to
copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.build.figure_tasks import make_any
from report_builder.build.filled_project import FilledProject, printed_in
from report_builder.build.release_setup import Setup
from report_builder.model.catalogue import Indicator
from report_builder.model.figure import FigureSpec, TableCell, TableContent
from report_builder.model.state import IndicatorState
from report_builder.model.value import Freshness
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states
from report_builder.values.operands import SliceReading
from report_builder.values.quantity import Quantity
from report_builder.web.cleanup import clean, parse_body
from report_builder.web.conversion import convert
from report_builder.web.web_edition import make_edition
from report_builder.word.bind.assembly import number_all
from report_builder.word.bind.print_view import print_view
from report_builder.word.bind.table_document import Listing, make_listing
from report_builder.word.fill.headings import list_headings
from report_builder.word.package import save_docx
from report_builder.wording.periods import period_text

NAME = "catalogus"
_NOTE = "Kopieer de tag in een hoofdstuk. Geel: van dit cijfer is nog geen update beschikbaar."


def list_catalogue(project: FilledProject) -> dict[str, bytes]:
    """The catalogue of a project as Word file and web page, by file name."""
    setup = project.setup
    states = indicator_states(Dataset(setup.project), printed_in(project))
    return write_catalogue(setup, project.house or setup.house, states)


def write_catalogue(
    setup: Setup, house: bytes, states: Sequence[IndicatorState]
) -> dict[str, bytes]:
    """The catalogue as Word file and web page, by file name."""
    edition = setup.project.edition
    title = f"Catalogus bij de {edition.title}"
    document = make_listing(house, title, list(_listings(setup, states)))
    headings = list_headings(document, NAME)
    number_all(document)
    word = save_docx(document, edition.date)
    html = convert(print_view(word).data, NAME).html
    bodies = [section.element for section in clean(parse_body(html), NAME)]
    page = make_edition(title, bodies, headings, {}, {}, None)
    return {f"{NAME}.docx": word, f"{NAME}.html": page.encode()}


def _listings(setup: Setup, states: Sequence[IndicatorState]) -> Iterator[Listing]:
    dataset, figures = Dataset(setup.project), sorted(setup.project.figures.items())
    for name in sorted(
        {*setup.project.catalogue.themes, *(key.partition("/")[0] for key, _ in figures)}
    ):
        own = sorted(
            (state for state in states if state.indicator.theme == name),
            key=lambda state: state.indicator.id,
        )
        placed = [spec for key, spec in figures if key.startswith(f"{name}/")]
        tables = []
        if own:
            head = ("Titel", "Waarde", "Stand", "Komt binnen", "Tag")
            tables.append(
                _table("Indicatoren", head, [_indicator(state, dataset) for state in own])
            )
        if placed:
            kinds = ("Titel", "Soort", "Stand", "Tag")
            tables.append(
                _table(
                    "Figuren en tabellen",
                    kinds,
                    [_figure(setup, spec, dataset) for spec in placed],
                )
            )
        yield Listing(name.capitalize(), tuple(tables))


def _table(
    title: str, head: tuple[str, ...], rows: Sequence[tuple[TableCell, ...]]
) -> TableContent:
    return TableContent(title, title, head, tuple(rows), Freshness.HISTORY, (), _NOTE)


def _indicator(state: IndicatorState, dataset: Dataset) -> tuple[TableCell, ...]:
    indicator, is_stale = state.indicator, state.state in ("stale", "accepted")
    last = f"t/m {period_text(state.last)}" if state.last else "ontbreekt"
    return (
        TableCell(indicator.title),
        TableCell(_current(indicator, dataset), is_stale=is_stale),
        TableCell(last, is_stale=is_stale),
        TableCell(state.door),
        TableCell(f"{{{{ {_tag(indicator, dataset)} }}}}"),
    )


def _current(indicator: Indicator, dataset: Dataset) -> str:
    try:
        return Quantity(dataset, SliceReading(indicator, indicator.total)).printed().text
    except Fault:
        return f"naar {', '.join(indicator.dimensions)}" if indicator.dimensions else "–"


def _tag(indicator: Indicator, dataset: Dataset) -> str:
    """The tag that prints an indicator; one without a total is asked for a part."""
    slices = dataset.slices(indicator)
    if indicator.total in slices or not slices:
        return indicator.id
    parts = ", ".join(
        f'{name}="{part}"' for name, part in zip(indicator.dimensions, slices[0], strict=True)
    )
    return f"{indicator.id}({parts})"


def _figure(setup: Setup, spec: FigureSpec, dataset: Dataset) -> tuple[TableCell, ...]:
    content = make_any(setup, spec.id, dataset)
    word = "tabel" if spec.traits.is_table else "figuur"
    state = f"t/m {content.stale_until}" if content.stale_until else "actueel"
    return (
        TableCell(spec.title),
        TableCell(spec.traits.noun.capitalize()),
        TableCell(state, is_stale=content.freshness.is_stale),
        TableCell(f'{{{{ {word}("{spec.id}") }}}}'),
    )
