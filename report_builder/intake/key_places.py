"""Where a key of a TOML file belongs, by the records that the file writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_origin

from report_builder.model.record import Record
from report_builder.problems import nearest

KeyPath = tuple[str | int, ...]

_NAMED = ("…",)
"""What stands in a text for the name of one of many records."""


class KeyPlace(NamedTuple):
    """A table of a file: the keys to it, whether there can be more of it, and its record."""

    path: tuple[str, ...]
    is_list: bool
    kind: type[Record]

    @property
    def keys(self) -> frozenset[str]:
        """The keys that can stand in it."""
        return _keys(self.kind)

    @property
    def text(self) -> str:
        """How a person finds it."""
        name = ".".join(self.path)
        if not name:
            return "bovenaan, boven de eerste kop tussen [ ]"
        return f"onder [[{name}]]" if self.is_list else f"onder [{name}]"


def key_hint(kind: type[Record], path: KeyPath, place: KeyPath) -> str:
    """The way out for a key that its table does not know: where it belongs, or else the key that
    is most like it; empty when there is none. `path` is where the record of this kind stands in
    the file, `place` where the key stands in the record.
    """
    name = str(place[-1])
    own = _find_record(kind, place[:-1])
    others = [one for one in _places(kind, path) if one.kind is not own]
    if right := [one.text for one in others if name in one.keys]:
        return f"'{name}' hoort {' of '.join(right)}"
    if own and (hint := nearest(name, _keys(own))):
        return hint
    hints = ((nearest(name, one.keys), one.text) for one in others)
    return next((f"{hint} dat hoort {text}" for hint, text in hints if hint), "")


def misplaced_hint(kind: type[Record], path: KeyPath, place: KeyPath) -> str:
    """Where the key of a table of names belongs, when it is a key of another table; empty when it
    is not: whatever stands below such a table is taken for one of its names.
    """
    name = place[-1] if place else 0
    if not isinstance(name, str) or _find_record(kind, place[:-1]):
        return ""
    right = [one.text for one in _places(kind, path) if name in one.keys]
    return f"'{name}' hoort {' of '.join(right)}" if right else ""


def _keys(kind: type[Record]) -> frozenset[str]:
    """The keys that a record has in a file."""
    return frozenset(field.alias or key for key, field in kind.model_fields.items())


def _places(kind: type[Record], path: KeyPath, is_list: bool = False) -> Iterator[KeyPlace]:
    """The tables that a file can have, from the top down."""
    names = tuple(str(part) for part in path)
    yield KeyPlace(names, is_list, kind)
    for key, field in kind.model_fields.items():
        record = _record_of(field.annotation)
        if record:
            has_more = get_origin(field.annotation) is tuple
            below = (*names, field.alias or key, *_NAMED[: _is_named(field.annotation)])
            yield from _places(record, below, has_more)


def _find_record(kind: type[Record], place: KeyPath) -> type[Record] | None:
    """The record at a place within another one; None when no record is there."""
    record: type[Record] | None = kind
    is_name = False
    for part in place:
        if isinstance(part, int) or is_name or record is None:
            is_name = False
            continue
        fields = {field.alias or key: field for key, field in record.model_fields.items()}
        annotation = fields[part].annotation if part in fields else None
        record, is_name = _record_of(annotation), _is_named(annotation)
    return record


def _is_named(annotation: Any) -> bool:
    """Whether a field holds records by their names."""
    return get_origin(annotation) is Mapping


def _record_of(annotation: Any) -> type[Record] | None:
    """The record that a field holds, alone or in a list; None for any other field."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((one for part in get_args(annotation) if (one := _record_of(part))), None)
