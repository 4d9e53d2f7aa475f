"""A change in words: what a number tells, where it stands, and why it is another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from report_builder.model.catalogue import TOTAL
from report_builder.model.period import Period
from report_builder.registers.edition_pair import Comparison, Side
from report_builder.registers.number_changes import Change, Number, Pair
from report_builder.registers.printed_rows import Cell
from report_builder.wording.numbers import number_text
from report_builder.wording.periods import date_text, period_text


def place_text(document: str, place: str, titles: Mapping[str, str]) -> str:
    """A place in a document, by the title of the document: Asielmigratie: onder 'Instroom', alinea
    1.
    """
    return f"{titles.get(document, document)}: {place}"


def some(places: Sequence[str]) -> str:
    """The first places, and how many there are besides."""
    more = f"; en {len(places) - 3} andere" if len(places) > 3 else ""
    return "; ".join(places[:3]) + more


def name_of(made: Comparison, number: Number) -> str:
    """What a number tells: its indicator and part, and how it was made where that is not just its
    value.
    """
    if not number.cells:
        return f"vast getal (bron: {number.source})"
    things = dict.fromkeys((cell.indicator, cell.slice) for cell in number.cells)
    names = [
        title_of(made, indicator) + ("" if part == TOTAL else f" ({part})")
        for indicator, part in things
    ]
    word = number.operation.partition("(#")[0]
    how = (
        "" if word == "waarde" else f": {word if word.replace(' ', '').isalpha() else 'berekening'}"
    )
    return f"{'; '.join(names)}{how}"


def title_of(made: Comparison, indicator: str) -> str:
    """The title of an indicator; its id when it has no entry any more."""
    known = made.catalogue.indicators.get(indicator) if made.catalogue else None
    return known.title if known else indicator


def unit_of(made: Comparison, indicator: str) -> str:
    """The unit of an indicator; empty when it has no entry any more."""
    known = made.catalogue.indicators.get(indicator) if made.catalogue else None
    return known.unit if known else ""


def cell_text(made: Comparison, cell: Cell) -> str:
    """An observation by name: Eerste asielaanvragen (nationaliteit=Syrië) over 2024."""
    part = "" if cell.slice == TOTAL else f" ({cell.slice})"
    return f"{title_of(made, cell.indicator)}{part} over {period_in_words(cell.period)}"


def periods_of(number: Number | None) -> str:
    """The periods that a number was made from, written out."""
    return ", ".join(dict.fromkeys(map(period_in_words, number.periods))) if number else ""


def period_in_words(text: str) -> str:
    """A period of a register written out; what is none stays as it is."""
    try:
        return period_text(Period.parse(text))
    except ValueError:
        return text


def amount_in_words(value: Decimal | None) -> str:
    """An amount with the decimals that its source gives; a dash where there is none."""
    if value is None:
        return "–"
    exponent = value.as_tuple().exponent
    return number_text(value, max(-exponent, 0) if isinstance(exponent, int) else 0)


def reason(made: Comparison, pair: Pair) -> str:
    """What the trace tells of a change."""
    match pair.change:
        case Change.NEWER:
            return _newer(made, pair)
        case Change.REVISED:
            same = pair.old and pair.new and pair.old.texts == pair.new.texts
            return "; ".join([*(["afgerond gelijk"] if same else []), _revised(made, pair.any)])
        case Change.NEW:
            return _came_or_went(
                made.old, pair.any, "de indicator stond niet in die editie", "stond er niet zo in"
            )
        case Change.GONE:
            gone = "de indicator wordt niet meer gedrukt"
            return _came_or_went(made.new, pair.any, gone, "staat er niet meer zo in")
    return ""


def _newer(made: Comparison, pair: Pair) -> str:
    """Which deliveries brought the newer periods, and whether the older ones were revised since."""
    assert pair.old is not None
    assert pair.new is not None
    brought = dict.fromkeys(delivery_text(made, cell.indicator) for cell in pair.new.cells)
    revised = _revised_cells(made, pair.old.cells)
    after = [f"sinds editie {made.old.id} herzien: {text}" for text in revised]
    return "; ".join([*filter(None, brought), *after])


def _revised(made: Comparison, number: Number) -> str:
    found = _revised_cells(made, number.cells)
    parts = [*found, *dict.fromkeys(delivery_text(made, cell.indicator) for cell in number.cells)]
    return "; ".join(
        filter(
            None, parts if found else [f"de cijfers erachter zijn van {made.old.id} niet bewaard"]
        )
    )


def _revised_cells(made: Comparison, cells: Iterable[Cell]) -> list[str]:
    """The cells that were revised, each with its old and its new value."""
    found = (made.by_cell[cell] for cell in dict.fromkeys(cells) if cell in made.by_cell)
    return [
        (
            f"{cell_text(made, item.cell)}: {amount_in_words(item.old.value)} → "
            f"{amount_in_words(item.new.value)}"
        )
        for item in found
    ]


def _came_or_went(other: Side, number: Number, absent: str, differently: str) -> str:
    """Why a number stands in one edition only."""
    if not number.cells:
        return "getal met de hand"
    names = {cell.indicator for cell in number.cells}
    return (
        f"{differently} (ander deel, andere periode of berekening)"
        if names & other.printed
        else absent
    )


def delivery_text(made: Comparison, indicator: str) -> str:
    """The newest delivery of an indicator, where one was logged."""
    found = made.catalogue.newest(indicator) if made.catalogue else ()
    owners = ", ".join(dict.fromkeys(delivery.owner for delivery in found))
    return f"nieuwste levering: {owners}, {date_text(found[0].delivered_on)}" if found else ""
