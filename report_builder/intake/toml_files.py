"""TOML files into records: every mistake in a file at once, each with its line and a way out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from report_builder.intake.key_places import key_hint, misplaced_hint
from report_builder.intake.toml_texts import DEEPEST, find_text_faults, too_deep
from report_builder.model.record import Record
from report_builder.problems import Problem

R = TypeVar("R", bound=Record)

_HEADER = re.compile(r"\s*\[\[?(?P<name>[^\[\]]+)\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*(?P<name>[\w.\"'-]+)\s*=")
_SHORT_TIME = re.compile(
    r"""^([ \t]*[\w."'-]+[ \t]*=[ \t]*\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d)(?=[ \t\r]*(?:#|$|[Zz+-]))""",
    re.MULTILINE,
)
"""A time without its seconds, behind a key."""
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")

_TYPES = {
    "string_type": "moet een tekst zijn, tussen aanhalingstekens",
    "int_type": "moet een geheel getal zijn",
    "bool_type": "moet true of false zijn",
    "date_type": "moet een datum zijn",
    "date_from_datetime_inexact": "moet een datum zijn, zonder tijd",
    "date_from_datetime_parsing": "moet een datum zijn",
    "datetime_type": "moet een datum zijn, met of zonder tijd",
    "tuple_type": "moet een lijst zijn, tussen [ ]",
    "model_type": "moet een tabel met sleutels zijn",
    "dict_type": "moet een tabel met sleutels zijn",
    "mapping_type": "moet een tabel met sleutels zijn",
    "value_error": "moet een getal zijn, zonder aanhalingstekens",
    "string_too_short": "mag niet leeg zijn",
    "string_pattern_mismatch": "heeft een ongeldige vorm",
    "too_short": "mag niet leeg zijn",
}
_HINTS = {
    "date_type": "schrijf 2026-06-21, zonder aanhalingstekens",
    "date_from_datetime_parsing": "schrijf 2026-06-21, zonder aanhalingstekens",
    "datetime_type": "schrijf 2026-07-10T16:00 (Nederlandse tijd), zonder aanhalingstekens",
    "string_pattern_mismatch": "gebruik kleine letters, cijfers en _, beginnend met een letter",
    "bool_type": "schrijf true of false, zonder aanhalingstekens",
    "string_type": 'schrijf bijvoorbeeld "tekst"',
    "int_type": "schrijf bijvoorbeeld 2025, zonder aanhalingstekens",
    "tuple_type": 'schrijf bijvoorbeeld ["een", "twee"]',
    "string_too_short": "vul iets in, of haal de sleutel weg",
    "too_short": "vul ten minste één onderdeel in",
}


@dataclass(frozen=True)
class TomlFile:
    """A TOML file as it was read: its data, with numbers as decimals, and its text to find lines
    in.
    """

    name: str
    data: dict[str, Any]
    text: str

    def line(self, *path: str | int) -> str:
        """The line on which a key stands: `("documents", 1, "title")`. An unknown key is at its
        table.
        """
        return str(_Lines(self.text).line(path))

    def problem(
        self, code: str, path: tuple[str | int, ...], message: str, hint: str = ""
    ) -> Problem:
        """A problem with the value at `path`."""
        return Problem(code, self.name, self.line(*path), message, hint)


def read_toml(path: Path, name: str) -> tuple[TomlFile | None, list[Problem]]:
    """The file, or None with the problem that it is not UTF-8, not TOML or holds a tag. Raises
    OSError when unreadable.
    """
    text, problems = read_text(path, name)
    return parse_toml(text, name) if text is not None else (None, problems)


def parse_toml(text: str, name: str) -> tuple[TomlFile | None, list[Problem]]:
    """What a text says as the file of that name; or None with the problem that it is not TOML or
    holds a tag.
    """
    try:
        return _checked(TomlFile(name, _loaded(text), text))
    except tomllib.TOMLDecodeError as error:
        position = _POSITION.search(str(error))
        line = position.group(1) if position else str(max(text.rstrip().count("\n"), 0) + 1)
        return None, [Problem("toml", name, line, *_syntax(str(error)))]
    except RecursionError:
        return None, [too_deep().at(name, "1")]
    except ValueError as error:
        return None, [Problem("toml", name, "1", *_syntax(str(error)))]


def _loaded(text: str) -> dict[str, Any]:
    """What a text says. A time may go without its seconds, as in TOML 1.1, which tomllib knows from
    Python 3.15 only.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        whole = _SHORT_TIME.sub(r"\1:00", text)
        if whole == text:
            raise
        return tomllib.loads(whole, parse_float=Decimal)


def _checked(file: TomlFile) -> tuple[TomlFile | None, list[Problem]]:
    """The file, or None with the problem of each text that cannot be printed."""
    faults = list(find_text_faults(file.data))
    problems = [fault.at(file.name, file.line(*path)) for path, fault in faults]
    return (None, problems) if problems else (file, [])


def _syntax(message: str) -> tuple[str, str]:
    """A message and a hint for what tomllib found wrong."""
    if "overwrite" in message or "twice" in message:
        return "deze naam staat twee keer in het bestand", "geef elk item een eigen naam"
    detail = _POSITION.sub("", message).strip()
    return (
        f"geen geldige TOML: {detail}",
        "controleer aanhalingstekens, haakjes en het =-teken op deze regel",
    )


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file (a byte order mark is left out), or None with the place of the first
    wrong byte.
    """
    root = path.parents[name.count("/")].resolve()
    if not path.resolve().is_relative_to(root):
        hint = "zet het bestand zelf in het project"
        return None, [
            Problem("pad", name, "1", "verwijst naar een bestand buiten het project", hint)
        ]
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - before.rfind(b"\n")
        message = (
            f"geen UTF-8: byte 0x{raw[error.start]:02X} op positie {column} hoort bij een "
            "andere codering"
        )
        hint = "sla het bestand op als 'CSV UTF-8' of kies in de editor de codering UTF-8"
        return None, [Problem("utf8", name, str(before.count(b"\n") + 1), message, hint)]


def make_record(
    kind: type[R], file: TomlFile, path: tuple[str | int, ...], data: object, **fixed: str
) -> tuple[R | None, list[Problem]]:
    """The record that `data`, found at `path` in the file, writes; or None with everything that is
    wrong with it.

    `fixed` are fields that do not stand in the file, such as the id that its name gives.
    """
    if not isinstance(data, Mapping):
        if path[-1] in kind.model_fields:
            message, hint = f"'{path[-1]}' staat boven de eerste kop", "zet het onder zijn [kop]"
            return None, [file.problem("sleutel", path, message, hint)]
        return None, [
            file.problem(
                "waarde", path, f"'{path[-1]}' {_TYPES['dict_type']}", f"schrijf [{path[-1]}]"
            )
        ]
    clash = [
        file.problem("sleutel", (*path, key), f"onbekende sleutel '{key}'")
        for key in fixed
        if key in data
    ]
    try:
        return kind.model_validate({**data, **fixed}), clash
    except ValidationError as error:
        details = _causes(error.errors())
    problems = clash + [_translated(kind, file, path, dict(detail)) for detail in details]
    if any(detail["type"] != "extra_forbidden" for detail in details):
        return None, problems
    return kind.model_validate(
        _without({**data, **fixed}, [detail["loc"] for detail in details])
    ), problems


def _causes(details: Sequence[Any]) -> list[Any]:
    """What is wrong without what follows from it: a list is too short when none of its items is
    sound, which is told of the items.
    """
    places = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if detail["type"] != "too_short" or not _has_inside(detail["loc"], places)
    ]


def _has_inside(path: tuple[str | int, ...], places: Sequence[tuple[str | int, ...]]) -> bool:
    return any(len(place) > len(path) and place[: len(path)] == path for place in places)


def _without(data: dict[str, Any], unknown: list[tuple[str | int, ...]]) -> dict[str, Any]:
    """The data without its unknown keys, so that the rest of the project can be checked all the
    same.
    """
    kept = deepcopy(data)
    for *path, key in unknown:
        table: Any = kept
        for part in path:
            table = table[part]
        del table[key]
    return kept


def _translated(
    kind: type[Record], file: TomlFile, path: tuple[str | int, ...], detail: dict[str, Any]
) -> Problem:
    key_path = (*path, *detail["loc"])
    name, error = (
        str(next((part for part in reversed(key_path) if isinstance(part, str)), "")),
        detail["type"],
    )
    if error == "extra_forbidden":
        hint = key_hint(kind, path, detail["loc"])
        return file.problem("sleutel", key_path, f"onbekende sleutel '{name}'", hint)
    misplaced = misplaced_hint(kind, path, detail["loc"])
    if misplaced:
        message = f"'{name}' is geen naam die hier kan staan"
        return file.problem("sleutel", key_path, message, misplaced)
    if error == "missing":
        return file.problem(
            "sleutel", key_path[:-1], f"de sleutel '{name}' ontbreekt", f"voeg {name} = … toe"
        )
    if error in ("enum", "literal_error"):
        allowed = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return file.problem(
            "waarde", key_path, f"{name} = {detail['input']!r} is onbekend", f"kies uit {allowed}"
        )
    if error.startswith(("greater_than", "less_than")):
        return file.problem(
            "waarde", key_path, f"{name} = {detail['input']} valt buiten de grenzen"
        )
    message = f"{name} {_TYPES.get(error, 'heeft een ongeldige waarde')}"
    return file.problem("waarde", key_path, message, _HINTS.get(error, ""))


class _Lines:
    """Where keys stand in a text that is known to be valid TOML, which tomllib itself does not
    tell.
    """

    def __init__(self, text: str) -> None:
        self.found: dict[tuple[str | int, ...], int] = {}
        counts: dict[tuple[str | int, ...], int] = {}
        table: tuple[str | int, ...] = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.fullmatch(line):
                *upper, name = _parts(header["name"])
                table = (*_numbered(upper, counts), name)
                if line.lstrip().startswith("[["):
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                # A table that is only named as part of another begins where that does.
                for length in range(1, len(table) + 1):
                    self.found.setdefault(table[:length], number)
            elif key := _KEY.match(line):
                self.found.setdefault((*table, *_parts(key["name"])), number)

    def line(self, path: tuple[str | int, ...]) -> int:
        while path and path not in self.found:
            path = path[:-1]
        return self.found.get(path, 1)


def _numbered(
    names: Sequence[str | int], counts: Mapping[tuple[str | int, ...], int]
) -> tuple[str | int, ...]:
    """A table by its names, with the number of each that is one of a list: the latest one."""
    table: tuple[str | int, ...] = ()
    for name in names:
        table = (*table, name)
        if table in counts:
            table = (*table, counts[table])
    return table


def _parts(name: str) -> tuple[str | int, ...]:
    """The names in a key or heading; of one that is too deep, as many as a file may hold: the
    places of all would take memory without end.
    """
    return tuple(part.strip().strip("\"'") for part in name.split(".", DEEPEST)[:DEEPEST])
