"""The files that reviewers save on the review page."""

from __future__ import annotations

import json
from typing import Any

from report_builder.model.returned import ReviewFile, Verdict
from report_builder.model.review import FORMAT, STATUSES
from report_builder.problems import Fault, Problem

_AGAIN = "sla de beoordeling op de reviewpagina opnieuw op"
_TEXTS = ("key", "kind", "place", "text")


def read_review_file(
    data: bytes, file: str, edition: str
) -> tuple[ReviewFile | None, list[Problem]]:
    """What a reviewer saved for an edition, or None with what is wrong with the file."""
    try:
        return _read(json.loads(data.decode("utf-8-sig")), edition), []
    except json.JSONDecodeError as error:
        return None, [
            Problem("review", file, str(error.lineno), "geen leesbaar reviewbestand", _AGAIN)
        ]
    except (UnicodeDecodeError, RecursionError):
        return None, [Problem("review", file, "1", "geen leesbaar reviewbestand", _AGAIN)]
    except Fault as fault:
        return None, [fault.at(file, "1")]


def _read(saved: Any, edition: str) -> ReviewFile:
    if not isinstance(saved, dict) or saved.get("format") != FORMAT:
        raise Fault("review", f"geen reviewbestand: format is niet '{FORMAT}'", _AGAIN)
    if saved.get("edition") != edition:
        hint = "kies de editie met --edition, of laat dit bestand weg"
        raise Fault("review", f"dit reviewbestand hoort bij een andere editie dan {edition}", hint)
    items = saved.get("items")
    if not isinstance(items, list):
        raise Fault("review", "'items' ontbreekt of is geen lijst", _AGAIN)
    verdicts = tuple(_verdict(item, number) for number, item in enumerate(items, start=1))
    version, reviewer, moment = (
        _text(saved, name, "het bestand") for name in ("version", "reviewer", "saved")
    )
    return ReviewFile(version, reviewer, moment, verdicts)


def _verdict(item: Any, number: int) -> Verdict:
    place = f"onderdeel {number} van 'items'"
    if not isinstance(item, dict):
        raise Fault("review", f"{place} is geen onderdeel", _AGAIN)
    texts = {name: _text(item, name, place) for name in (*_TEXTS, "status", "remark")}
    if texts["status"] not in STATUSES:
        raise Fault(
            "review", f"{place} heeft een onbekend oordeel; kies uit: {', '.join(STATUSES)}", _AGAIN
        )
    return Verdict(**texts)


def _text(entry: dict[str, Any], name: str, place: str) -> str:
    text = entry.get(name, "")
    if not isinstance(text, str):
        raise Fault("review", f"'{name}' in {place} is geen tekst", _AGAIN)
    return text
