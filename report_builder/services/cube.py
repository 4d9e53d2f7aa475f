"""A cube of JSON-stat 2.0, known to agree with itself: its axes, and what stands in its cells.

Values and flags stand in a list with one for each cell, or in an object by the place of the cell,
counted with the last axis fastest. One flag alone, as a text or as a list of one, is that of all
cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import prod
from typing import Any

from report_builder.problems import Fault
from report_builder.services.dialogue import text_of

_MOST_CELLS = 1_000_000
_MOST_AXES = 32
_MOST_DIGITS = 9


class Cube:
    """What was answered. Raises Fault where it contradicts itself."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        if data.get("class") != "dataset" or not isinstance(data.get("dimension"), dict):
            raise _misshapen("het is geen tabel in JSON-stat")
        self.axes: dict[str, list[str]] = {}
        """The codes of each axis, in order."""
        self.titles: dict[str, dict[str, str]] = {}
        """What the codes of each axis are called."""
        for name, size in _axes(data):
            category = _category(data["dimension"], name)
            self.axes[name] = _codes(name, size, category.get("index"), category.get("label"))
            self.titles[name] = _titles(self.axes[name], category.get("label"))
        self.updated = text_of(data, "updated")
        self.size = prod(len(axis) for axis in self.axes.values())
        if self.size > _MOST_CELLS:
            raise _misshapen(f"de tabel heeft meer dan {_MOST_CELLS} cellen")
        self.values = self._sparse("value", data.get("value"))
        self.flags = self._sparse("status", _for_all(data.get("status"), self.size))

    def _sparse(self, name: str, found: object) -> dict[int, object]:
        """What stands where in the cube."""
        if found is None:
            return {}
        if isinstance(found, list):
            if len(found) != self.size:
                raise _misshapen(f"'{name}' heeft {len(found)} plaatsen voor {self.size} cellen")
            return {place: value for place, value in enumerate(found) if value is not None}
        if not isinstance(found, dict):
            raise _misshapen(f"'{name}' is geen lijst en geen tabel")
        sparse = {int(place): value for place, value in found.items() if _is_place(place)}
        if len(sparse) != len(found) or any(place >= self.size for place in sparse):
            raise _misshapen("er staan waarden buiten de tabel")
        return {place: value for place, value in sparse.items() if value is not None}


def _axes(data: Mapping[str, Any]) -> list[tuple[str, object]]:
    """The name of each axis with the length that it says to have."""
    names, sizes = data.get("id"), data.get("size")
    if not isinstance(names, list) or not isinstance(sizes, list) or len(names) != len(sizes):
        raise _misshapen("de assen en hun lengten passen niet bij elkaar")
    if not all(isinstance(name, str) for name in names) or len(set(names)) != len(names):
        raise _misshapen("de assen hebben niet elk een eigen naam")
    if len(names) > _MOST_AXES:
        raise _misshapen(f"de tabel heeft {len(names)} assen")
    return list(zip(names, sizes, strict=True))


def _category(dimensions: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    dimension = dimensions.get(name)
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(category, dict):
        raise _misshapen(f"de as '{name[:60]}' heeft geen codes")
    return category


def _codes(name: str, size: object, index: object, label: object) -> list[str]:
    """The codes of an axis in order: `index` is a list of them, or gives the place of each. An axis
    of one code may have only its label.
    """
    if index is None and isinstance(label, dict):
        index = list(label)
    if isinstance(index, dict):
        if not all(isinstance(place, Decimal) for place in index.values()):
            raise _misshapen(f"de as '{name[:60]}' heeft een code zonder plaats")
        codes = sorted(index, key=index.__getitem__)
        is_whole = [index[code] for code in codes] == list(range(len(codes)))
    elif isinstance(index, list) and all(isinstance(code, str) for code in index):
        codes, is_whole = index, len(set(index)) == len(index)
    else:
        raise _misshapen(f"de as '{name[:60]}' heeft geen codes")
    if not is_whole or size != len(codes) or isinstance(size, bool):
        raise _misshapen(f"de as '{name[:60]}' is niet zo lang als zij zegt")
    return codes


def _titles(codes: list[str], label: object) -> dict[str, str]:
    labels = label if isinstance(label, dict) else {}
    return {code: text_of(labels, code) for code in codes}


def _for_all(status: object, size: int) -> object:
    """The flags of all cells, where one is said to be that of each."""
    if isinstance(status, list) and len(status) == 1:
        status = status[0]
    return [status] * size if isinstance(status, str) else status


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


def _misshapen(message: str) -> Fault:
    hint = "open de tabel op de site van Eurostat; is zij veranderd, meld dit dan bij de beheerder"
    return Fault("dienst-antwoord", f"onverwacht antwoord van Eurostat: {message}", hint)
