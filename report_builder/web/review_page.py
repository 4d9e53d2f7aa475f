"""The review page: the concept with every value, figure and paragraph to judge, in one file that
needs nothing else.

All of it can be read without scripts: a value leads to its row in the register, a row to the places
of its item. The script makes it quicker to go through and keeps what a reviewer decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from report_builder.model.document import Heading
from report_builder.model.figure import FigureContent
from report_builder.model.remarks import Remark
from report_builder.model.review import FORMAT, Former, Ingredient, Review, ReviewItem, Since
from report_builder.web.cleanup import to_text
from report_builder.web.content_policy import policy_of
from report_builder.web.page_elements import Element
from report_builder.web.review_lists import (
    STATES,
    Anchors,
    account_rows,
    list_section,
    progress_bar,
    register_rows,
)
from report_builder.web.review_places import Places
from report_builder.web.web_edition import STYLE, Banner, contents_of, dress, make_banner

_OWN_STYLE, _FRAME = (Path(__file__).with_name(f"review.{kind}") for kind in ("css", "html"))
_SCRIPTS = [
    Path(__file__).with_name(f"{name}.js")
    for name in ("review", "review_sheet", "review_answers", "review_start")
]
_DATA = re.compile(r'<script type="application/json" id="gegevens">(.*?)</script>', re.DOTALL)
_KINDS = {"number": "cijfer", "figure": "figuur", "table": "tabel"}


@dataclass(frozen=True)
class ReviewDocument:
    """One document of the concept, its bodies marked; `contents` gives each figure by the anchor of
    its caption.
    """

    label: str
    title: str
    is_report: bool
    bodies: Sequence[Element]
    headings: Sequence[Heading]
    pictures: Mapping[str, bytes]
    contents: Mapping[str, FigureContent]


def make_review(
    review: Review, documents: Sequence[ReviewDocument], places: Places, banner: Banner
) -> str:
    """The page. The same review gives the same bytes."""
    anchors = Anchors(review.items, places)
    script, style = (
        _script(),
        STYLE.read_text() + _OWN_STYLE.read_text(encoding="utf-8"),
    )
    parts = {
        "POLICY": policy_of(style, script),
        "TITLE": escape(review.title),
        "STYLE": style,
        "SCRIPT": script,
        "BANNER": make_banner(banner),
        "VERSION": escape(review.version),
        "PROGRESS": progress_bar(review.counts),
        "OWNERS": _options(dict.fromkeys(owner for item in review.items for owner in item.owners)),
        "DOCUMENTS": "".join(
            f'<option value="{escape(part.label)}">{escape(part.title)}</option>'
            for part in documents
        ),
        "CONTENTS": contents_of(_headings(documents)),
        "LISTS": "".join(list_section(listing, anchors) for listing in review.lists),
        "REGISTER": "".join(register_rows(review, anchors)),
        "COUNT": str(sum(not item.is_aside for item in review.items)),
        "ACCOUNTS": "".join(account_rows(review)),
        "MAIN": "".join(_document(part) for part in documents),
        "DATA": _safe_json(_data(review, anchors)),
    }
    frame = re.split(r"\{\{([A-Z]+)\}\}", _FRAME.read_text(encoding="utf-8"))
    return "".join(parts[text] if number % 2 else text for number, text in enumerate(frame))


def _script() -> str:
    """The script of the page: its files are one function, so that nothing of it is global."""
    parts = "\n".join(file.read_text(encoding="utf-8") for file in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def read_former(page: str) -> Former | None:
    """What a review page that was made before says of itself; None where that cannot be read."""
    element = _DATA.search(page)
    try:
        data: Any = json.loads(element[1]) if element else None
        digests = {
            str(item["key"]): str(item["digest"]) for item in data["items"] if "digest" in item
        }
        return Former(str(data["version"]), digests)
    except (ValueError, TypeError, KeyError):
        return None


def _safe_json(data: object) -> str:
    """JSON that ends no element, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(review: Review, anchors: Anchors) -> dict[str, object]:
    """What the script works with; observations that more items rest on stand in it once."""
    inputs: dict[Ingredient, int] = {}
    items = [_item(item, anchors, inputs, review.since) for item in review.items]
    return {
        "format": FORMAT,
        "edition": review.edition,
        "version": review.version,
        "titles": dict(review.titles),
        "states": STATES,
        "inputs": [
            [part.indicator, part.name, part.period, part.value, part.state, part.earlier]
            for part in inputs
        ],
        "series": {
            account.id: [
                account.title,
                account.source,
                account.delivery,
                account.owner,
                account.last,
                account.expected,
                account.about,
            ]
            for account in review.accounts
        },
        "items": items,
        "since": review.since.version,
        "remarks": [_remark(remark) for remark in review.remarks],
    }


def _remark(remark: Remark) -> dict[str, str]:
    """A remark of an earlier round, for the sheet of what it is about."""
    return {
        "about": remark.about,
        "paragraph": remark.paragraph,
        "place": remark.place,
        "words": remark.words,
        "stand": remark.stand.value,
        "answer": remark.explanation,
    }


def _item(
    item: ReviewItem, anchors: Anchors, inputs: dict[Ingredient, int], since: Since
) -> dict[str, object]:
    """An item for the script; what is empty is left out. What it was made from is named by its
    number among the inputs, and joins them where it is new.
    """
    places = zip(item.places, anchors.of_places(item), strict=True)
    fields: dict[str, object] = {
        "key": item.key,
        "kind": item.kind,
        "text": item.text,
        "name": item.name,
        "how": item.how,
        "period": item.period,
        "state": item.state,
        "source": item.source,
        "inputs": [inputs.setdefault(part, len(inputs)) for part in item.inputs],
        "spots": [[place.document, place.place, anchor] for place, anchor in places],
        "owners": item.owners,
        "earlier": item.earlier,
        "revised": item.is_revised,
        "digest": item.digest,
        "uncounted": item.is_aside,
        "was": since.was.get(item.key, ""),
    }
    return {name: value for name, value in fields.items() if value}


def _options(values: Iterable[str]) -> str:
    return "".join(
        f"<option>{escape(value)}</option>" for value in sorted(values, key=str.casefold)
    )


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
    return (
        f'<div class="document {kind}" id="document-{label}" '
        f'data-document="{label}">{head}{text}</div>'
    )
