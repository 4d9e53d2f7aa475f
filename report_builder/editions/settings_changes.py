"""Settings put into, changed in and taken out of the text of a settings file, of which all else
stays as it is: comments, order and line ends.

What comes of it is read back: a text that does not say exactly what was meant is refused.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Comment, InlineTable, SingleKey, Table, Whitespace

from report_builder.editions.settings_text import find_piece, pieces_of, set_todo
from report_builder.intake.toml_files import TomlFile, parse_toml
from report_builder.intake.toml_texts import written_text
from report_builder.problems import Problem, Stopped

Path = tuple[str | int, ...]
Value = str | bool | dt.date | None
"""None takes a setting out."""
_NO_TOML = "toml"
"""The code of what is wrong with the writing rather than with what was filled in."""
_OF_ENTRY = re.compile(r"(?<![^\n])# [^\n]+ \(cijfers t/m [^\n]+\); [^\n]+\n\Z")
"""The comment that the program puts above an accepted figure."""
_HERE = "\ue000"
"""Stands where an entry was, until it is taken out."""


def with_values(file: TomlFile, values: Mapping[Path, Value]) -> str:
    """The text in which settings have these values; tables that are not there yet come at the end.

    Raises Stopped when a setting is written in a way that this cannot change.
    """
    changed, wanted = _ChangedText(file), deepcopy(file.data)
    for path, value in values.items():
        table, key = _table(wanted, path), str(path[-1])
        if table.get(key) == value:
            continue
        changed.put(path, value)
        if value is None:
            del table[key]
        else:
            table[key] = value
    return _checked(file, changed.text, wanted)


def with_entries(file: TomlFile, key: str, entries: Iterable[str], leaving: Collection[int]) -> str:
    """The text with entries of `[[key]]` behind those that are there, without those that leave, by
    their number.

    Raises Stopped when these are written in a way that this cannot change.
    """
    changed, wanted = _ChangedText(file), deepcopy(file.data)
    for number in sorted(leaving, reverse=True):
        changed.take_out(key, number)
    kept = [item for number, item in enumerate(wanted.get(key, ())) if number not in leaving]
    for entry in entries:
        changed.add_entry(key, entry)
        kept += tomllib.loads(entry)[key]
    wanted.pop(key, None)
    if kept:
        wanted[key] = kept
    return _checked(file, changed.text, wanted)


def _table(data: dict[str, Any], path: Path) -> dict[str, Any]:
    table: Any = data
    for part in path[:-1]:
        table = table[part] if isinstance(part, int) else table.setdefault(part, {})
    assert isinstance(table, dict)
    return table


def _checked(file: TomlFile, text: str, wanted: Mapping[str, Any]) -> str:
    changed, problems = parse_toml(text, file.name)
    if changed is None and problems[0].code != _NO_TOML:
        raise Stopped(problems)
    if changed is None or changed.data != wanted:
        raise _refusal(file)
    return text


def _refusal(file: TomlFile) -> Stopped:
    message = "de instellingen zijn zo geschreven dat het bureau ze niet kan wijzigen"
    hint = (
        "schrijf elke instelling op een eigen regel, onder [naam] of [[naam]], en die naam overal "
        "gelijk"
    )
    return Stopped([Problem("overnemen", file.name, "1", message, hint)])


class _ChangedText:
    """The text of a settings file while it changes: each change takes it apart anew, since what is
    put between the pieces of tomlkit is no piece that it knows.
    """

    def __init__(self, file: TomlFile) -> None:
        self.file = file
        self.text = file.text
        self.end = "\r\n" if "\r\n" in file.text else "\n"

    def put(self, path: Path, value: Value) -> None:
        """Give a setting a value, in its place if it has one, behind the others of its table if
        not.
        """
        document, key = self._opened(), str(path[-1])
        table = self._find_table(document, path[:-1])
        line = f"{SingleKey(key).as_string()} = {_written(value)}{self.end}"
        if table is None:
            name = ".".join(str(part) for part in path[:-1])
            self._add(f"[{name}]{self.end}{line}")
            return
        if value is None:
            table.remove(key)
        elif key in table or isinstance(table, InlineTable):
            table[key] = value
            pieces, number = find_piece(table, key)
            set_todo(pieces[number][1].trivia, "")
        else:
            pieces = pieces_of(table)
            first, last = _place_of(pieces, key)
            pieces[first:last] = [(None, Whitespace(line))]
        self.text = document.as_string()

    def take_out(self, key: str, number: int) -> None:
        """Take out an entry of a list, with the comment that the program put above it. What stands
        behind it belongs to what comes next.
        """
        document = self._opened()
        entry = self._entries(document, key)[number]
        pieces = pieces_of(entry)
        pieces[: _count_said(pieces)] = [(None, Whitespace(_HERE))]
        entry.trivia.comment = ""
        before, _, behind = document.as_string().partition(_HERE)
        above = _OF_ENTRY.sub("", before[: before.rindex("[[")])
        # One blank line between what stood before and behind it is enough.
        if above.endswith(2 * self.end) and not behind.partition("\n")[0].strip():
            above = above.removesuffix(self.end)
        self.text = above + behind

    def add_entry(self, key: str, entry: str) -> None:
        """Add an entry behind the others of its list, at the end where there are none.

        Its name is written as theirs is: tomlkit knows no list whose name is written in two ways.
        """
        document, text = self._opened(), entry.replace("\n", self.end)
        if key not in document:
            self._add(text)
            return
        pieces = pieces_of(self._entries(document, key)[-1])
        all_pieces, number = find_piece(document, key)
        name = all_pieces[number][0].as_string()
        text = text.replace(f"[[{key}]]", f"[[{name}]]")
        pieces.insert(_count_said(pieces), (None, Whitespace(self.end + text)))
        self.text = document.as_string()

    def _opened(self) -> TOMLDocument:
        if self.text and not self.text.endswith("\n"):
            self.text += self.end
        try:
            document = tomlkit.parse(self.text)
        except TOMLKitError as error:
            raise _refusal(self.file) from error
        if document.as_string() != self.text:
            raise _refusal(self.file)
        return document

    def _find_table(self, document: TOMLDocument, path: Path) -> Any:
        """The table in which a setting stands; None where there is none."""
        table: Any = document
        for part in path:
            if isinstance(part, str) and part not in table:
                return None
            table = table[part]
        if not isinstance(table, TOMLDocument | Table | InlineTable):
            raise _refusal(self.file)
        return table

    def _entries(self, document: TOMLDocument, key: str) -> Sequence[Table]:
        entries = document[key]
        if not isinstance(entries, AoT):
            raise _refusal(self.file)
        return entries.body

    def _add(self, text: str) -> None:
        """Put a text at the end, below a blank line."""
        before = self.text.rstrip()
        self.text = f"{before}{2 * self.end}{text}" if before else text


def _place_of(pieces: Sequence[tuple[Any, Any]], key: str) -> tuple[int, int]:
    """Which pieces of a table a new setting takes the place of: the line that says that it is to be
    filled in, or none behind the last setting.
    """
    left = re.compile(rf"#\s*([\"']?){re.escape(key)}\1\s*=\s*….*")
    for number, (_, item) in enumerate(pieces):
        if isinstance(item, Comment) and left.fullmatch(item.trivia.comment):
            return number, number + 1
    number = _count_said(pieces)
    return number, number


def _count_said(pieces: Sequence[tuple[Any, Any]]) -> int:
    """How many pieces of a table there are up to its last setting, before the tables in it and
    without the comments and blank lines behind it.
    """
    said = 0
    for number, (key, item) in enumerate(pieces, start=1):
        if isinstance(item, Table | AoT) and not key.is_dotted():
            break
        if key is not None:
            said = number
    return said


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return written_text(value) if isinstance(value, str) else str(value)
