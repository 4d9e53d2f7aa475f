"""What a service says instead of figures: told apart from a reply that breaks off, each with a
way out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

from report_builder.problems import Fault
from report_builder.services.amounts import read_number, refuse_number
from report_builder.services.exchange import Interrupted, Reply, cut_short

_FAULT = re.compile(
    r"<faultcode>\s*([0-9]{1,9})\s*</faultcode>.*?<faultstring>\s*(.*?)\s*</faultstring>", re.DOTALL
)
_UUID = re.compile(r'"?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"?')
_TOO_MANY_ROWS = re.compile(r"less than ([0-9]{1,9}) records")
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_DAY = 86_400
_LONG_ENOUGH = 1000
"""In so many characters a service has said what is wrong."""
_NARROWER = (
    "zet in de catalogus meer dimensies vast, splits minder uit of vraag minder perioden (since)"
)
_TABLE = (
    "controleer de tabel in de catalogus, ook op hoofdletters; is de tabel "
    "stopgezet, zoek dan de opvolger"
)


def read_json(reply: Reply) -> dict[str, Any]:
    """The JSON object of a reply, its numbers as decimals.

    Raises Fault when the service says that it cannot answer, in whatever form and under whatever
    status, and Interrupted when asking again may help.
    """
    text = reply.body.decode("utf-8-sig", "replace").strip()
    _refuse_texts(reply, text)
    data = _parse(reply, text)
    if isinstance(data, dict):
        _refuse_errors(reply, data)
    if reply.status != 200:
        raise _by_status(reply, text)
    if not isinstance(data, dict):
        raise _unexpected(reply, text)
    return data


def _parse(reply: Reply, text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=read_number,
            parse_int=read_number,
            parse_constant=refuse_number,
        )
    except RecursionError as error:
        raise _unexpected(reply, text) from error
    except json.JSONDecodeError as error:
        if reply.status != 200:
            raise _by_status(reply, text) from error
        if text.startswith("<"):
            hint = (
                "waarschijnlijk een storing of een inlogpagina van het netwerk; open het adres "
                "in een browser"
            )
            raise Fault("dienst-antwoord", "de dienst antwoordt met een webpagina", hint) from error
        if text.startswith(("{", "[")) or not text:
            raise Interrupted(cut_short(reply.url)) from error
        raise _unexpected(reply, text) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. Raises Fault when it says one thing twice: which of them holds?"""
    named = dict(pairs)
    if len(named) != len(pairs):
        twice = next(
            name for name, count in Counter(name for name, _ in pairs).items() if count > 1
        )
        message = f"het antwoord van de dienst noemt '{twice[:60]}' twee keer"
        raise Fault("dienst-antwoord", message, "meld dit bij de bron")
    return named


def _refuse_texts(reply: Reply, text: str) -> None:
    """Raise what a service says in plain text or XML."""
    if text.startswith("{"):
        return
    start = text[:_LONG_ENOUGH]
    _refuse_many_rows(start)
    if _UUID.fullmatch(start):
        raise _asynchronous()  # the number under which it would come later
    fault = _FAULT.search(start) if "Fault" in start else None
    if fault:
        raise _told(reply, int(fault[1]), fault[2])


def _refuse_many_rows(text: str) -> None:
    too_many = _TOO_MANY_ROWS.search(text)
    if too_many:
        raise Fault("dienst-omvang", f"de vraag geeft meer dan {too_many[1]} rijen", _NARROWER)


def _refuse_errors(reply: Reply, data: dict[str, Any]) -> None:
    """Raise what a service says in JSON, also under status 200."""
    if isinstance(warning := data.get("warning"), dict):
        if "ASYNC" in str(warning.get("label", "")).upper():
            raise Interrupted(_asynchronous())
        raise _told(reply, _number(warning.get("status")), str(warning.get("label", "")))
    errors = data.get("error", data.get("odata.error"))
    if isinstance(errors, dict):  # OData v4 and v3
        message = errors.get("message", "")
        label = message.get("value", "") if isinstance(message, dict) else message
        raise _told(reply, reply.status, str(label))
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        first = errors[0]
        raise _told(
            reply, _number(first.get("id", first.get("status"))), str(first.get("label", ""))
        )


def _told(reply: Reply, code: int, label: str) -> Fault:
    """What a service's own error number and words come down to."""
    label = label[:_LONG_ENOUGH]
    _refuse_many_rows(label)
    if code == 413 or "TOO_BIG" in label:
        return Fault("dienst-omvang", f"de vraag is te groot voor de dienst: {label}", _NARROWER)
    if "NOT_FOUND" in label or reply.status == 404:
        return Fault("dienst-tabel", f"de dienst kent de tabel niet: {label}", _TABLE)
    if code == 150 or "INVALID_QUERY_DIMENSION" in label or "DIMENSION" in label.upper():
        hint = (
            "vergelijk de dimensies in de catalogus (pinned, split) met de tabel op de site "
            "van de bron"
        )
        return Fault(
            "dienst-dimensie", f"de dienst kent een dimensie uit de vraag niet: {label}", hint
        )
    return _by_status(reply, label, code)


def _by_status(reply: Reply, text: str, code: int = 0) -> Fault:
    """What a status other than 200 means. Raises Interrupted when asking again may help."""
    quoted = f": {' '.join(text.split())[:200]}" if text and not text.startswith("<") else ""
    number = reply.status if reply.status != 200 else code
    if reply.status in _PASSING:
        message = f"de dienst antwoordt met fout {number}{quoted}"
        fault = Fault("dienst-storing", message, _when_again(reply.retry_after))
        raise Interrupted(fault, reply.retry_after)
    if reply.status == 404:
        return Fault(
            "dienst-tabel", "de dienst kent deze tabel niet, of geeft er geen cijfers van", _TABLE
        )
    if reply.status in (401, 403, 407):
        hint = "vraag uw netwerkbeheerder om toegang tot dit adres"
        return Fault("dienst-toegang", f"geen toegang tot de dienst (fout {number})", hint)
    hint = "vergelijk de vraag in de catalogus met de tabel op de site van de bron"
    return Fault("dienst-vraag", f"de dienst weigert de vraag (fout {number}){quoted}", hint)


def _when_again(wait: float | None) -> str:
    if not wait:
        return "vraag het later opnieuw"
    if wait > _DAY:
        return "vraag het later opnieuw; de dienst vraagt om langer dan een dag te wachten"
    return f"vraag het over {max(round(wait / 60), 1)} min. opnieuw"


def _asynchronous() -> Fault:
    message = "de dienst zet de vraag in de wachtrij omdat zij te groot is"
    return Fault("dienst-omvang", message, f"vraag het later opnieuw, of {_NARROWER}")


def _unexpected(reply: Reply, text: str) -> Fault:
    message = f"onverwacht antwoord van de dienst: {text[:60]!r}"
    return Fault(
        "dienst-antwoord", message, f"open {reply.url} in een browser en controleer het adres"
    )


def _number(value: object) -> int:
    return int(value) if isinstance(value, Decimal) else 0
