"""Texts in settings that could not be printed as they are: with a tag, which is run in templates
only, with a character that the program keeps for itself, or too long to be looked through.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from report_builder.model.own_marks import has_own_mark, has_tag, mark_name
from report_builder.problems import Fault
from report_builder.wording.text_bounds import find_too_long

Path = tuple[str | int, ...]
FINDING = ("finding",)
"""Where a text stands that is run as part of the templates that place its figure."""
DEEPEST = 20
"""Tables and lists stand so deep within each other at most; settings ask for four."""


def find_text_faults(data: object, path: Path = ()) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with the texts in a TOML file, each with the keys that lead to it."""
    if len(path) > DEEPEST:
        yield path, too_deep()
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from ((path, fault) for fault in _faults(key))
            yield from find_text_faults(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from find_text_faults(value, (*path, number))
    elif isinstance(data, str):
        is_template = path == FINDING
        yield from ((path, fault) for fault in _faults(data, may_have_tags=is_template))


def too_deep() -> Fault:
    """What is said of tables and lists that are nested too deep."""
    message = f"tabellen of lijsten staan hier meer dan {DEEPEST} diep in elkaar"
    return Fault("omvang", message, "schrijf de instelling zoals docs/instellingen.md haar toont")


def _faults(text: str, *, may_have_tags: bool = False) -> Iterator[Fault]:
    too_long = find_too_long(text)
    if too_long:
        yield too_long
        return
    if has_tag(text) and not may_have_tags:
        message = f"'{text}' bevat een tag, en die wordt alleen in sjablonen gelezen"
        yield Fault("plaats", message, "schrijf de tekst uit, zonder accolades")
    if has_own_mark(text):
        message = f"hier staat het teken {mark_name(text)}, dat het programma zelf gebruikt"
        yield Fault("teken", message, "haal het teken weg")


def written_text(text: str) -> str:
    """A text as TOML writes it: JSON has the same escapes, and leaves one character bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
