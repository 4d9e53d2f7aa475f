"""Texts in settings that could not be printed as they are: with a tag, which is run in templates
only, or with a character that the program keeps for itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.model.own_marks import has_own_mark, has_tag, mark_name
from report_builder.problems import Fault

Path = tuple[str | int, ...]


def find_text_faults(data: object, path: Path = ()) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with the texts in a TOML file, each with the keys that lead to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from ((path, fault) for fault in _faults(key))
            yield from find_text_faults(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from find_text_faults(value, (*path, number))
    elif isinstance(data, str):
        yield from ((path, fault) for fault in _faults(data))


def _faults(text: str) -> Iterator[Fault]:
    if has_tag(text):
        message = f"'{text}' bevat een tag, en die wordt alleen in sjablonen gelezen"
        yield Fault("plaats", message, "schrijf de tekst uit, zonder accolades")
    if has_own_mark(text):
        message = f"hier staat het teken {mark_name(text)}, dat het programma zelf gebruikt"
        yield Fault("teken", message, "haal het teken weg")
