"""The lists of the review page as HTML: what stands in them leads to the place of each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from report_builder.model.review import (
    Compared,
    PrintedPlace,
    Review,
    ReviewItem,
    ReviewList,
    Shown,
)
from report_builder.web.review_places import Places

STATES = {
    "fresh": "actueel",
    "stale": "nog geen update",
    "accepted": "verouderd, aanvaard",
    "missing": "ontbreekt",
    "history": "historie",
}


class Anchors:
    """Where a link to an item leads: the first place of it, else its row in the register."""

    def __init__(self, items: Sequence[ReviewItem], places: Places) -> None:
        self.rows = {item.key: number for number, item in enumerate(items)}
        self.places = places
        self.values: dict[str, dict[str, list[str]]] = {}
        for (key, document), anchors in places.values.items():
            self.values.setdefault(key, {})[document] = anchors
        self.paragraphs = {paragraph.key: paragraph.anchor for paragraph in places.paragraphs}

    def of(self, key: str) -> str:
        """The anchor that a link to an item leads to; empty where the page does not have it."""
        if key in self.values:
            return next(iter(self.values[key].values()))[0]
        row = f"r{self.rows[key]}" if key in self.rows else ""
        return self.places.figures.get(key) or self.paragraphs.get(key) or row

    def of_places(self, item: ReviewItem) -> list[str]:
        """The anchor of each place of an item, in their order; empty where the page does not show
        it.
        """
        values = self.values.get(item.key, {})
        awaiting = {document: list(anchors) for document, anchors in values.items()}
        return [self._of_place(item.key, place, awaiting) for place in item.places]

    def _of_place(self, key: str, place: PrintedPlace, awaiting: Mapping[str, list[str]]) -> str:
        """The anchor of one place: the next one that awaits a place in its document. The last is
        used again, as a value can stand in more places than the page shows.
        """
        if key in self.places.figures:
            return self.places.figures[key]
        if "alternatieve tekst" in place.place:
            return self.places.named.get(place.place.partition(",")[0], "")
        anchors = awaiting.get(place.document)
        if not anchors:
            return ""
        return anchors.pop(0) if len(anchors) > 1 else anchors[0]


def progress_bar(counts: Mapping[str, int]) -> str:
    """How many of the indicators are in, as a bar and in words."""
    total = sum(counts.values()) or 1
    bars, words, start = [], [], 0.0
    for name, count in counts.items():
        if not count:
            continue
        width = 100 * count / total
        bars.append(
            f'<rect class="deel-{name}" x="{start:.2f}%" width="{width:.2f}%" height="100%"/>'
        )
        words.append(f'<li><span class="vlak deel-{name}"></span>{count} {STATES[name]}</li>')
        start += width
    summary = ", ".join(f"{count} {STATES[name]}" for name, count in counts.items() if count)
    return (
        f'<svg class="balk" role="img" aria-label="Stand van de reeksen: {summary}" '
        'width="100%" height="14">'
        f'{"".join(bars)}</svg><ul class="uitleg">{"".join(words)}</ul>'
    )


def list_section(listing: ReviewList, anchors: Anchors) -> str:
    """A list that opens; it says how long it is before that."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in listing.head)
    rows = "".join(_row(listing.head, row, anchors) for row in listing.rows)
    table = (
        f'<table class="lijst"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        if rows
        else "<p>Geen.</p>"
    )
    content = f"<p>{escape(listing.lead)}</p>{_scrolling(table, listing.heading)}"
    return _folded(listing.id, listing.heading, len(listing.rows), content)


def _row(head: Sequence[str], row: Sequence[Shown], anchors: Anchors) -> str:
    cells = (_cell(name, cell, anchors) for name, cell in zip(head, row, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _folded(name: str, heading: str, count: int, content: str) -> str:
    return (
        f'<details id="{name}"><summary><h2>{escape(heading)}</h2> <span '
        f'class="aantal">{count}</span></summary>'
        f"{content}</details>"
    )


def _scrolling(table: str, name: str) -> str:
    return (
        f'<div class="tabelvak" tabindex="0" role="group" aria-label="{escape(name)}">{table}</div>'
    )


def _cell(head: str, cell: Shown, anchors: Anchors) -> str:
    """A cell with the head of its column, which stands before it where the screen is too narrow for
    a table.
    """
    return f'<td data-kop="{escape(head)}">{_shown(cell, anchors)}</td>'


def _shown(cell: Shown, anchors: Anchors) -> str:
    if isinstance(cell, str):
        return escape(cell)
    if isinstance(cell, Compared):
        return " ".join(_compared(cell))
    return "; ".join(_link(link.text, anchors.of(link.key)) for link in cell)


def _compared(cell: Compared) -> Iterator[str]:
    """The stretches of a text, marked where they differ from what it is compared with."""
    tag = "del" if cell.is_old else "ins"
    for text, differs in cell.stretches:
        yield f"<{tag}>{escape(text)}</{tag}>" if differs else escape(text)


def _link(text: str, anchor: str) -> str:
    return f'<a href="#{escape(anchor)}">{escape(text)}</a>' if anchor else escape(text)


_REGISTER_HEAD = ("Cijfer", "Wat het is", "Stand", "Vorige editie", "Gemaakt van", "Staat in")


def register_rows(review: Review, anchors: Anchors) -> Iterator[str]:
    """A row for every item, also those that the script does not count."""
    yield from (f'<th scope="col">{name}</th>' for name in _REGISTER_HEAD)
    yield "</tr></thead><tbody>"
    for number, item in enumerate(review.items):
        places = zip(item.places, anchors.of_places(item), strict=True)
        printed_in = "; ".join(
            _link(f"{review.titles.get(place.document, place.document)}: {place.place}", anchor)
            for place, anchor in places
        )
        name = ", ".join(filter(None, [item.name, item.period]))
        state = STATES[item.state]
        mark = f"<mark>{state}</mark>" if item.state == "stale" else state
        yield (
            f'<tr id="r{number}"><th '
            f'scope="row">{escape(item.text)}</th><td>{escape(name)}</td><td>{mark}</td>'
            f"<td>{escape(item.earlier)}</td><td>{escape(_origin(item))}</td>"
            f"<td>{printed_in}</td></tr>"
        )


def _origin(item: ReviewItem) -> str:
    """How an item was made, and from which observations."""
    inputs = "; ".join(f"{part.name}, {part.period}: {part.value}" for part in item.inputs)
    return f"{item.how} ({inputs})" if inputs else item.how


_ACCOUNT_HEAD = (
    "Reeks",
    "Stand",
    "Cijfers t/m",
    "Verwacht t/m",
    "Bron",
    "Te leveren door",
    "Levering",
    "Wat het telt",
)


def account_rows(review: Review) -> Iterator[str]:
    """Where the figures of each indicator come from, and how far they are."""
    yield from (f'<th scope="col">{name}</th>' for name in _ACCOUNT_HEAD)
    yield "</tr></thead><tbody>"
    for account in review.accounts:
        cells = (
            account.state,
            account.last,
            account.expected,
            account.source,
            account.owner,
            account.delivery,
            account.about,
        )
        columns = "".join(f"<td>{escape(text)}</td>" for text in cells)
        unit, code = escape(account.unit), f"<code>{escape(account.id)}</code>"
        yield (f'<tr><th scope="row">{escape(account.title)} ({unit})<br>{code}</th>{columns}</tr>')
