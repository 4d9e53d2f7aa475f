"""The files that reviewers save on the review page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from report_builder.model.returned import ReviewFile, Verdict
from report_builder.model.review import FORMAT, STATUSES
from report_builder.problems import Fault, Problem

_AGAIN = "sla de beoordeling op de reviewpagina opnieuw op"
_TEXTS = ("key", "kind", "place", "text", "status", "remark", "proposal", "selection")
_BROWSER = re.compile(r"[A-Za-z0-9-]{16,40}")


def read_review_file(
    data: bytes, file: str, edition: str
) -> tuple[ReviewFile | None, list[Problem]]:
    """What a reviewer saved for an edition, without the items that cannot be read, each of these as
    a problem; or None with what is wrong with the file.
    """
    try:
        return _read(_load(data), file, edition)
    except json.JSONDecodeError as error:
        problem = Problem("review", file, str(error.lineno), "geen leesbaar reviewbestand", _AGAIN)
        return None, [problem]
    except (UnicodeDecodeError, RecursionError):
        return None, [Problem("review", file, "1", "geen leesbaar reviewbestand", _AGAIN)]
    except Fault as fault:
        return None, [fault.at(file, "1")]


def _load(data: bytes) -> Any:
    """The JSON in `data`. The page writes no numbers: one is read as nothing, however long it is.

    Raises Fault where a name stands in an entry twice, of which one would be lost.
    """
    return json.loads(
        data.decode("utf-8-sig"),
        object_pairs_hook=_entry,
        parse_int=_nothing,
        parse_float=_nothing,
        parse_constant=_nothing,
    )


def _nothing(_number: str) -> None:
    return None


def _entry(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    entry = dict(pairs)
    if len(entry) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise Fault("review", f"'{name}' staat twee keer in hetzelfde onderdeel", _AGAIN)
    return entry


def _read(saved: Any, file: str, edition: str) -> tuple[ReviewFile, list[Problem]]:
    if not isinstance(saved, dict) or saved.get("format") != FORMAT:
        raise Fault("review", f"geen reviewbestand: format is niet '{FORMAT}'", _AGAIN)
    if saved.get("edition") != edition:
        hint = "kies de editie met --edition, of laat dit bestand weg"
        raise Fault("review", f"dit reviewbestand hoort bij een andere editie dan {edition}", hint)
    items = saved.get("items")
    if not isinstance(items, list):
        raise Fault("review", "'items' ontbreekt of is geen lijst", _AGAIN)
    version, reviewer, moment = (
        _text(saved, name, "het bestand") for name in ("version", "reviewer", "saved")
    )
    verdicts, problems = _read_items(items, file)
    return ReviewFile(version, reviewer, moment, tuple(verdicts), _browser(saved)), problems


def _browser(saved: dict[str, Any]) -> str:
    """The id of the browser; empty for what the page cannot have written."""
    found = saved.get("browser")
    return found if isinstance(found, str) and _BROWSER.fullmatch(found) else ""


def _read_items(items: Sequence[Any], file: str) -> tuple[list[Verdict], list[Problem]]:
    verdicts: list[Verdict] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        try:
            verdicts.append(_verdict(item, number))
        except Fault as fault:
            problems.append(fault.at(file, "1"))
    return verdicts, problems


def _verdict(item: Any, number: int) -> Verdict:
    place = f"onderdeel {number} van 'items'"
    if not isinstance(item, dict):
        raise Fault("review", f"{place} is geen onderdeel", _AGAIN)
    texts = {name: _text(item, name, place) for name in _TEXTS}
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
