"""What may not be in a file, in every form that a person could have written it in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from report_builder.privacy.contact_forms import address, is_address, is_telephone, telephone
from report_builder.privacy.folding import normal, squeezed
from report_builder.privacy.name_forms import person_forms, read_person
from report_builder.privacy.wanted import Wanted
from report_builder.privacy.word_patterns import BEFORE, BEHIND, compiled, words_pattern

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SHORT = 3
"""So many letters stand in any text by chance, and are looked for only as they are written."""
_RAW = 5
"""Fewer letters than this occur in packed bytes by chance."""
_MOST_TURNED = 4
"""A name of more words is not looked for with its last words first, as in a list of names."""
_CALL_NAMES = ("roepnaam", "voornaam")
_NO_PERSONS = re.compile(
    r"(?:\w*adres|afdeling|dienst|directie|functie|kamer|kenmerk|locatie|onderdeel|organisatie"
    r"|plaats|rol|straat|team)(?:s|en)?",
    re.IGNORECASE,
)
"""Settings whose value is no name, however it looks."""


def wanted_values(personal: Mapping[str, object]) -> tuple[list[Wanted], list[str]]:
    """What to look for, and the settings whose value is too short to be looked for at all."""
    wanted: list[Wanted] = []
    too_short: list[str] = []
    for key, value, call_name in _leaves(personal, "personal"):
        for text in _written(value):
            plain = normal(text).strip()
            form = _find_form(key, plain)
            if form is not None:
                wanted += [form, *_forms_of_person(key, plain, call_name)]
            elif text.strip():
                too_short.append(key)
    return wanted, too_short


def written_values(personal: Mapping[str, object]) -> list[str]:
    """Every value as it is written."""
    return [text for _, value, _ in _leaves(personal, "personal") for text in _written(value)]


def _leaves(value: object, name: str, call_name: str = "") -> Iterator[tuple[str, object, str]]:
    """Each value with its setting, and the call name that stands beside it."""
    if isinstance(value, Mapping):
        beside = next((str(value[key]) for key in _CALL_NAMES if key in value), "")
        for key, part in value.items():
            yield from _leaves(part, f"{name}.{key}", beside)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part, name, call_name)
    elif not isinstance(value, bool):
        yield name, value, call_name


def _written(value: object) -> Iterator[str]:
    """The ways in which a value is written out: a date has several."""
    if isinstance(value, dt.date):
        day = value
        yield from (f"{day:%Y-%m-%d}", f"{day.day} {MONTHS[day.month - 1]} {day.year}")
        yield from (f"{day.day}-{day.month}-{day.year}", f"{day:%d-%m-%Y}")
    else:
        yield str(value)


def _forms_of_person(key: str, text: str, call_name: str) -> Iterator[Wanted]:
    """The ways in which a person is written whose name this is."""
    if _NO_PERSONS.fullmatch(key.rpartition(".")[2]):
        return
    called = f" ({normal(call_name)})" if call_name else ""
    person = read_person(text + called)
    if person is not None:
        yield from person_forms(key, person)


def _find_form(key: str, text: str) -> Wanted | None:
    """How a value is looked for, by what it looks like; None when it is too short."""
    if is_address(text):
        return address(key, text)
    if is_telephone(text):
        return telephone(key, text)
    words = re.findall(r"[^\W_]+", text)
    letters = "".join(words)
    is_too_short = len(letters) < 2 or (letters.isdigit() and len(letters) <= _SHORT)
    return None if is_too_short else _text(key, words)


def _text(key: str, words: list[str]) -> Wanted:
    """A name or another text: its words in order, or as in a list of names; a short one only as it
    is written.
    """
    letters = "".join(words)
    if len(letters) <= _SHORT:
        return Wanted(key, (squeezed(letters),), _short_pattern(letters))
    turns = len(words) if len(words) <= _MOST_TURNED else 1
    orders = [words[turn:] + words[:turn] for turn in range(turns)]
    traces = tuple(squeezed("".join(order)) for order in orders)
    anyhow = f"(?:{'|'.join(words_pattern(order) for order in orders)})"
    raw = compiled(anyhow) if len(letters) >= _RAW else None
    return Wanted(key, traces, compiled(f"{BEFORE}{anyhow}{BEHIND}"), raw)


def _short_pattern(letters: str) -> re.Pattern[str]:
    """A few letters as they are written, or as capitals: initials may have points behind them."""
    forms = sorted({letters, letters.upper()})
    joined = "|".join(r"[.\s]{0,2}".join(form) for form in forms)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])")
