"""The work list of what reviewers gave back, as tables to read and to divide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from report_builder.model.overview import Overview, OverviewTable
from report_builder.model.remarks import Remark, Stand
from report_builder.model.returned import Conflict, PlacedRemark, Received

_HEAD = (
    "Plaats",
    "Soort",
    "Op welke tekst",
    "Opmerking of nieuwe tekst",
    "Wie",
    "Wanneer",
    "Let op",
    "Wat te doen",
)
TAKER, STAND, EXPLANATION, ID = "Wie pakt het op", "Stand", "Toelichting", "Kenmerk"
"""What drafters fill in, and by what the program knows a row again."""
_LOOSE = "Niet met zekerheid te plaatsen"
_INTERNAL = (
    "Deze lijst is intern: er staan namen in van wie beoordeelde. Stuur haar niet "
    "door buiten de redactie."
)


def tasks(found: Iterable[PlacedRemark]) -> list[PlacedRemark]:
    """What asks for something to be done, in the order of the report; what could not be placed
    comes last.
    """
    asked = [item for item in found if item.action]
    return sorted(
        asked,
        key=lambda item: (not item.template, item.passage is None, item.passage or 0, item.place),
    )


def remark_page(
    title: str,
    received: Sequence[Received],
    found: Sequence[PlacedRemark],
    conflicts: Sequence[Conflict],
    titles: Mapping[str, str],
) -> Overview:
    """The work list to read: who gave back what, what does not agree, and the rest by template."""
    by_template: dict[str, list[PlacedRemark]] = {}
    for item in tasks(found):
        by_template.setdefault(item.template, []).append(item)
    tables = [
        OverviewTable(
            titles.get(template, template) if template else _LOOSE,
            template,
            _HEAD,
            tuple(map(_row, items)),
        )
        for template, items in by_template.items()
    ]
    return Overview(
        title, (_INTERNAL, _summary(found, conflicts)), (*_front(received, conflicts), *tables)
    )


def remark_book(
    title: str,
    received: Sequence[Received],
    found: Sequence[PlacedRemark],
    conflicts: Sequence[Conflict],
    remarks: Mapping[str, Remark] | None = None,
    takers: Mapping[str, str] | None = None,
) -> Overview:
    """The work list to divide and tick off: everything in one table.

    Where `remarks` are kept it says how each stands, to be handed back; `takers` say who takes up
    which.
    """
    known, taken = remarks or {}, takers or {}
    rows = tuple(
        (
            item.template or _LOOSE,
            *_row(item),
            item.file,
            taken.get(item.remark),
            *_stand(known.get(item.remark)),
        )
        for item in tasks(found)
    )
    head = ("Sjabloon", *_HEAD, "Bestand", TAKER)
    if remarks is None:
        table = OverviewTable(
            "Werklijst", "", (*head, "Gedaan"), tuple(row[: len(head) + 1] for row in rows)
        )
    else:
        table = OverviewTable(
            "Werklijst", "", (*head, STAND, EXPLANATION, ID), rows, {STAND: tuple(Stand)}
        )
    return Overview(title, (), (table, *_front(received, conflicts)))


def _stand(remark: Remark | None) -> tuple[str | None, ...]:
    return (remark.stand.value, remark.explanation, remark.id) if remark else (None, None, None)


def _front(received: Sequence[Received], conflicts: Sequence[Conflict]) -> Iterator[OverviewTable]:
    if conflicts:
        rows = tuple(
            (conflict.place, conflict.about, "\n".join(conflict.sides)) for conflict in conflicts
        )
        lead = "Kies hier eerst: dit kan niet allebei worden overgenomen."
        yield OverviewTable("Tegenstrijdig", lead, ("Plaats", "Waarover", "Wie zegt wat"), rows)
    head = ("Bestand", "Versie", "Wie", "Wat erin staat", "Let op")
    yield OverviewTable("Ontvangen", "", head, tuple(map(_received_row, received)))


def _received_row(file: Received) -> tuple[str, ...]:
    counts = ", ".join(f"{kind.lower()}: {count}" for kind, count in file.counts.items())
    people = ", ".join(file.people)
    return (
        file.file,
        file.version or "niet bekend",
        people,
        counts or "niets",
        "; ".join(file.notes),
    )


def _row(item: PlacedRemark) -> tuple[str, ...]:
    return (
        item.place,
        item.kind,
        item.about,
        item.words,
        item.reviewer,
        item.written,
        "; ".join(item.notes),
        item.action,
    )


def _summary(found: Sequence[PlacedRemark], conflicts: Sequence[Conflict]) -> str:
    asked = tasks(found)
    loose = sum(not item.template for item in asked)
    parts = [f"{len(asked)} {'punt' if len(asked) == 1 else 'punten'} om te verwerken"]
    if conflicts:
        parts.append(
            f"{len(conflicts)} "
            f"{'tegenstrijdigheid' if len(conflicts) == 1 else 'tegenstrijdigheden'}"
        )
    if loose:
        parts.append(f"{loose} niet met zekerheid te plaatsen")
    return ", ".join(parts) + "."


def remark_lines(found: Sequence[PlacedRemark], conflicts: Sequence[Conflict]) -> Iterator[str]:
    """The work list for the terminal: how much there is of what by template, without names."""
    counts: dict[str, Counter[str]] = {}
    for item in tasks(found):
        counts.setdefault(item.template or _LOOSE, Counter())[item.kind] += 1
    for template, kinds in counts.items():
        yield f"{template}: {', '.join(f'{kind.lower()} {count}' for kind, count in kinds.items())}"
    yield from (f"Tegenstrijdig: {conflict.place}" for conflict in conflicts)
    yield _summary(found, conflicts)
