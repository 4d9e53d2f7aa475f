"""The review page: the concept with every value, figure and paragraph to judge, in one file that needs nothing else.

All of it can be read without scripts: a value leads to its row in the register, a row to the places of its item.
The script makes it quicker to go through and keeps what a reviewer decides.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from report_builder.model.document import Heading
from report_builder.model.figure import FigureContent
from report_builder.model.review import FORMAT, Ingredient, Link, Review, ReviewItem, ReviewList, Shown, Since
from report_builder.web.cleanup import Element, to_text
from report_builder.web.edition import STYLE, Banner, contents_of, dress, make_banner
from report_builder.web.review_places import Places

_OWN_STYLE, _SCRIPT, _FRAME = (Path(__file__).with_name(f"review.{kind}") for kind in ("css", "js", "html"))
_STATES = {
    "fresh": "actueel",
    "stale": "nog geen update",
    "accepted": "verouderd, aanvaard",
    "missing": "ontbreekt",
    "history": "historie",
}
_DATA = re.compile(r'<script type="application/json" id="gegevens">(.*?)</script>', re.DOTALL)
_KINDS = {"number": "cijfer", "figure": "figuur", "table": "tabel"}


@dataclass(frozen=True)
class ReviewDocument:
    """One document of the concept, its bodies marked; `contents` gives each figure by the anchor of its caption."""

    label: str
    title: str
    is_report: bool
    bodies: Sequence[Element]
    headings: Sequence[Heading]
    pictures: Mapping[str, bytes]
    contents: Mapping[str, FigureContent]


def make_review(review: Review, documents: Sequence[ReviewDocument], places: Places, banner: Banner) -> str:
    """The page. The same review gives the same bytes."""
    anchors = _Anchors(review.items, places)
    script, style = _SCRIPT.read_text(encoding="utf-8"), STYLE.read_text() + _OWN_STYLE.read_text(encoding="utf-8")
    parts = {
        "POLICY": _policy(script, style),
        "TITLE": escape(review.title),
        "STYLE": style,
        "SCRIPT": script,
        "BANNER": make_banner(banner),
        "VERSION": escape(review.version),
        "PROGRESS": _progress(review.counts),
        "OWNERS": _options(dict.fromkeys(owner for item in review.items for owner in item.owners)),
        "DOCUMENTS": "".join(
            f'<option value="{escape(part.label)}">{escape(part.title)}</option>' for part in documents
        ),
        "CONTENTS": contents_of(_headings(documents)),
        "LISTS": "".join(_list(found, anchors) for found in review.lists),
        "REGISTER": "".join(_register(review, anchors)),
        "COUNT": str(sum(not item.is_period for item in review.items)),
        "ACCOUNTS": "".join(_accounts(review)),
        "MAIN": "".join(_document(part) for part in documents),
        "DATA": _safe_json(_data(review, anchors)),
    }
    frame = re.split(r"\{\{([A-Z]+)\}\}", _FRAME.read_text(encoding="utf-8"))
    return "".join(parts[text] if number % 2 else text for number, text in enumerate(frame))


def read_state(page: str) -> tuple[str, Since] | None:
    """The version of a review page that was made before, and what it says changed; None where that cannot be read."""
    found = _DATA.search(page)
    try:
        data: Any = json.loads(found[1]) if found else None
        since = data["since"]
        rows, texts = (tuple(tuple(map(_thawed, row)) for row in since[name]) for name in ("rows", "texts"))
        return str(data["version"]), Since(str(since["version"]), rows, texts, dict(since["was"]))
    except (ValueError, TypeError, KeyError):
        return None


def _frozen(cell: Shown) -> object:
    return cell if isinstance(cell, str) else [[link.text, link.key] for link in cell]


def _thawed(cell: Any) -> Shown:
    return cell if isinstance(cell, str) else tuple(Link(str(text), str(key)) for text, key in cell)


class _Anchors:
    """Where a link to an item leads: the first place of it, else its row in the register."""

    def __init__(self, items: Sequence[ReviewItem], places: Places) -> None:
        self.rows = {item.key: number for number, item in enumerate(items)}
        self.places = places
        self.values: dict[str, dict[str, list[str]]] = {}
        for (key, document), found in places.values.items():
            self.values.setdefault(key, {})[document] = found
        self.paragraphs = {paragraph.key: paragraph.anchor for paragraph in places.paragraphs}

    def of(self, key: str) -> str:
        """The anchor that a link to an item leads to; empty where the page does not have it."""
        first = next((found[0] for found in self.values.get(key, {}).values()), "")
        known = first or self.places.figures.get(key) or self.paragraphs.get(key)
        return known or (f"r{self.rows[key]}" if key in self.rows else "")

    def spots(self, item: ReviewItem) -> list[str]:
        """The anchor of each place of an item, in their order; empty where the page does not show it."""
        left = {document: list(found) for document, found in self.values.get(item.key, {}).items()}
        return [self._spot(item.key, spot.document, spot.location, left) for spot in item.spots]

    def _spot(self, key: str, document: str, location: str, left: Mapping[str, list[str]]) -> str:
        if key in self.places.figures:
            return self.places.figures[key]
        if "alternatieve tekst" in location:
            return self.places.named.get(location.partition(",")[0], "")
        found = left.get(document, [])
        return (found.pop(0) if len(found) > 1 else found[0]) if found else ""


def _policy(script: str, style: str) -> str:
    """Nothing may run or load but what stands in the page itself."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _safe_json(data: object) -> str:
    """JSON that ends no element, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(review: Review, anchors: _Anchors) -> dict[str, object]:
    """What the script works with; observations that more items rest on stand in it once."""
    known: dict[Ingredient, int] = {}
    items = [_item(item, anchors, known, review.since) for item in review.items]
    since = review.since
    return {
        "format": FORMAT,
        "edition": review.edition,
        "version": review.version,
        "titles": dict(review.titles),
        "states": _STATES,
        "inputs": [[made.indicator, made.name, made.period, made.value, made.state, made.earlier] for made in known],
        "series": {
            made.id: [made.title, made.source, made.delivery, made.owner, made.last, made.expected, made.about]
            for made in review.accounts
        },
        "items": items,
        "since": {
            "version": since.version,
            "rows": [[_frozen(cell) for cell in row] for row in since.rows],
            "texts": [[_frozen(cell) for cell in row] for row in since.texts],
            "was": dict(since.was),
        },
    }


def _item(item: ReviewItem, anchors: _Anchors, known: dict[Ingredient, int], since: Since) -> dict[str, object]:
    """An item for the script; what is empty is left out."""
    spots = zip(item.spots, anchors.spots(item), strict=True)
    told = {
        "key": item.key,
        "kind": item.kind,
        "text": item.text,
        "name": item.name,
        "how": item.how,
        "period": item.period,
        "state": item.state,
        "source": item.source,
        "inputs": [known.setdefault(made, len(known)) for made in item.inputs],
        "spots": [[spot.document, spot.location, anchor] for spot, anchor in spots],
        "owners": item.owners,
        "earlier": item.earlier,
        "revised": item.is_revised,
        "uncounted": item.is_period,
        "was": since.was.get(item.key, ""),
    }
    return {name: value for name, value in told.items() if value}


def _progress(counts: Mapping[str, int]) -> str:
    """How many of the indicators are in, as a bar and in words."""
    total = sum(counts.values()) or 1
    bars, words, start = [], [], 0.0
    for name, count in counts.items():
        if not count:
            continue
        width = 100 * count / total
        bars.append(f'<rect class="deel-{name}" x="{start:.2f}%" width="{width:.2f}%" height="100%"/>')
        words.append(f'<li><span class="vlak deel-{name}"></span>{count} {_STATES[name]}</li>')
        start += width
    said = ", ".join(f"{count} {_STATES[name]}" for name, count in counts.items() if count)
    return (
        f'<svg class="balk" role="img" aria-label="Stand van de reeksen: {said}" width="100%" height="14">'
        f'{"".join(bars)}</svg><ul class="uitleg">{"".join(words)}</ul>'
    )


def _options(values: Iterable[str]) -> str:
    return "".join(f"<option>{escape(value)}</option>" for value in sorted(values, key=str.casefold))


def _headings(documents: Sequence[ReviewDocument]) -> Iterator[Heading]:
    for part in documents:
        if part.is_report:
            yield from part.headings
        else:
            yield Heading(1, "", part.title, f"document-{part.label}")


def _document(part: ReviewDocument) -> str:
    """A document in its section; one outside the report says which it is."""
    for body in part.bodies:
        dress(body, part.pictures, part.contents)
    head = "" if part.is_report else f"<h1>{escape(part.title)}</h1>"
    label = escape(part.label)
    text = "".join(to_text(child) for body in part.bodies for child in body)
    kind = "rapport" if part.is_report else "los"
    return f'<div class="document {kind}" id="document-{label}" data-document="{label}">{head}{text}</div>'


def _list(found: ReviewList, anchors: _Anchors) -> str:
    """A list that opens; it says how long it is before that."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in found.head)
    rows = "".join(f"<tr>{''.join(_cell(cell, anchors) for cell in row)}</tr>" for row in found.rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else "<p>Geen.</p>"
    content = f"<p>{escape(found.lead)}</p>{_scrolling(table, found.heading)}"
    return _folded(found.id, found.heading, len(found.rows), content)


def _folded(name: str, heading: str, count: int, content: str) -> str:
    return (
        f'<details id="{name}"><summary><h2>{escape(heading)}</h2> <span class="aantal">{count}</span></summary>'
        f"{content}</details>"
    )


def _scrolling(table: str, name: str) -> str:
    return f'<div class="tabelvak" tabindex="0" role="group" aria-label="{escape(name)}">{table}</div>'


def _cell(cell: Shown, anchors: _Anchors) -> str:
    if isinstance(cell, str):
        return f"<td>{escape(cell)}</td>"
    return f"<td>{'; '.join(_link(link.text, anchors.of(link.key)) for link in cell)}</td>"


def _link(text: str, anchor: str) -> str:
    return f'<a href="#{escape(anchor)}">{escape(text)}</a>' if anchor else escape(text)


_REGISTER_HEAD = ("Cijfer", "Wat het is", "Stand", "Vorige editie", "Gemaakt van", "Staat in")


def _register(review: Review, anchors: _Anchors) -> Iterator[str]:
    """A row for every item, also those that the script does not count."""
    yield from (f'<th scope="col">{name}</th>' for name in _REGISTER_HEAD)
    yield "</tr></thead><tbody>"
    for number, item in enumerate(review.items):
        spots = zip(item.spots, anchors.spots(item), strict=True)
        where = "; ".join(
            _link(f"{review.titles.get(spot.document, spot.document)}: {spot.location}", anchor)
            for spot, anchor in spots
        )
        made = "; ".join(f"{part.name}, {part.period}: {part.value}" for part in item.inputs)
        made = f"{item.how} ({made})" if made else item.how
        name = ", ".join(filter(None, [item.name, item.period]))
        mark = f"<mark>{_STATES[item.state]}</mark>" if item.state == "stale" else _STATES[item.state]
        yield (
            f'<tr id="r{number}"><th scope="row">{escape(item.text)}</th><td>{escape(name)}</td><td>{mark}</td>'
            f"<td>{escape(item.earlier)}</td><td>{escape(made)}</td><td>{where}</td></tr>"
        )


_ACCOUNT_HEAD = ("Reeks", "Stand", "Cijfers t/m", "Verwacht t/m", "Bron", "Te leveren door", "Levering", "Wat het telt")


def _accounts(review: Review) -> Iterator[str]:
    yield from (f'<th scope="col">{name}</th>' for name in _ACCOUNT_HEAD)
    yield "</tr></thead><tbody>"
    for made in review.accounts:
        cells = (made.state, made.last, made.expected, made.source, made.owner, made.delivery, made.about)
        shown = "".join(f"<td>{escape(text)}</td>" for text in cells)
        name = f"{escape(made.title)} ({escape(made.unit)})<br><code>{escape(made.id)}</code>"
        yield f'<tr><th scope="row">{name}</th>{shown}</tr>'
