"""Settings put into, changed in and taken out of the text of a settings file, of which all else
stays as it is: comments, order and line ends.

What comes of it is read back: a text that does not say exactly what was meant is refused.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from typing import Any

from report_builder.editions.settings_text import TODO
from report_builder.intake.toml_files import TomlFile, parse_toml
from report_builder.intake.toml_texts import written_text
from report_builder.problems import Problem, Stopped

Path = tuple[str | int, ...]
Value = str | bool | dt.date | None
"""None takes a setting out."""
_NO_TOML = "toml"
"""The code of what is wrong with the writing rather than with what was filled in."""
_HEAD = re.compile(r"\s*\[")
_UNKEPT = re.compile(r"\s*(#.*)?")
"""A line that says nothing: blank, or comment."""
_OF_ENTRY = re.compile(r"# .+ \(cijfers t/m .+\); .+")
"""The comment that the program puts above an accepted figure."""


def with_values(file: TomlFile, values: Mapping[Path, Value]) -> str:
    """The text in which settings have these values; tables that are not there yet come at the end.

    Raises Stopped when a setting is written in a way that this cannot change.
    """
    lines, wanted = _SettingsLines(file.text), deepcopy(file.data)
    for path, value in values.items():
        table, key = _table(wanted, path), str(path[-1])
        if table.get(key) == value:
            continue
        lines.put(path, value)
        if value is None:
            del table[key]
        else:
            table[key] = value
    return _checked(file, lines.text, wanted)


def with_entries(file: TomlFile, key: str, entries: Sequence[str], leaving: Collection[int]) -> str:
    """The text with entries of `[[key]]` behind those that are there, without those that leave, by
    their number.

    Raises Stopped when these are written in a way that this cannot change.
    """
    lines, wanted = _SettingsLines(file.text), deepcopy(file.data)
    for number in sorted(leaving, reverse=True):
        lines.take_out(key, number)
    kept = [item for number, item in enumerate(wanted.get(key, ())) if number not in leaving]
    for entry in entries:
        lines.add_entry(key, entry)
        kept += tomllib.loads(entry)[key]
    wanted.pop(key, None)
    if kept:
        wanted[key] = kept
    return _checked(file, lines.text, wanted)


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
        message = "de instellingen zijn zo geschreven dat het bureau ze niet kan wijzigen"
        hint = "schrijf elke instelling op een eigen regel, onder [naam] of [[naam]]"
        raise Stopped([Problem("overnemen", file.name, "1", message, hint)])
    return text


class _SettingsLines:
    """The lines of a settings file while they change."""

    def __init__(self, text: str) -> None:
        self.end = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.split(self.end)

    @property
    def text(self) -> str:
        """What they say together."""
        return self.end.join(self.lines)

    def put(self, path: Path, value: Value) -> None:
        """Give a setting a value, in its place if it has one, behind the others of its table if
        not.
        """
        key = str(path[-1])
        start, stop = self._section(path[:-1])
        said = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        left = re.compile(rf"#\s*{re.escape(key)} = …")
        for number in range(start, stop):
            if said.match(self.lines[number]):
                kept = _comment_behind(self.lines[number])
                line = [] if value is None else [f"{key} = {_written(value)}{kept}"]
                self.lines[number : number + 1] = line
                return
        for number in range(start, stop):
            if left.match(self.lines[number]):
                self.lines[number] = f"{key} = {_written(value)}"
                return
        self.lines.insert(self._last_said(start, stop) + 1, f"{key} = {_written(value)}")

    def take_out(self, key: str, number: int) -> None:
        """Take out an entry of a list, with the comment that the program put above it."""
        start, stop = self._section((key, number))
        last = self._last_said(start, stop)
        first = start - 1
        if first and _OF_ENTRY.fullmatch(self.lines[first - 1]):
            first -= 1
        del self.lines[first : last + 1]
        # One blank line between what stood before and behind it is enough.
        if 0 < first < len(self.lines) and not (self.lines[first - 1] + self.lines[first]).strip():
            del self.lines[first]

    def add_entry(self, key: str, entry: str) -> None:
        """Add an entry behind the others of its list, at the end where there are none."""
        heads = self._heads(f"[[{key}]]")
        at = len(self.lines)
        while at and not self.lines[at - 1].strip():
            at -= 1
        if heads:
            start = heads[-1] + 1
            at = self._last_said(start, self._next_head(start)) + 1
        self.lines[at:at] = ["", *entry.rstrip("\n").split("\n")]
        if at + 1 + entry.count("\n") >= len(self.lines):
            self.lines.append("")

    def _section(self, path: Path) -> tuple[int, int]:
        """The lines of a table behind its head; a table that is not there comes at the end."""
        start = 0
        if path:
            is_entry = isinstance(path[-1], int)
            name = ".".join(str(part) for part in path if isinstance(part, str))
            heads = self._heads(f"[[{name}]]" if is_entry else f"[{name}]")
            number = path[-1] if isinstance(path[-1], int) else 0
            if number >= len(heads):
                self.lines += [f"[{name}]", ""]
                heads = [*heads, len(self.lines) - 2]
            start = heads[min(number, len(heads) - 1)] + 1
        return start, self._next_head(start)

    def _heads(self, head: str) -> list[int]:
        bare = head.replace(" ", "")
        said = [line.partition("#")[0].replace(" ", "").replace("\t", "") for line in self.lines]
        return [number for number, line in enumerate(said) if line == bare]

    def _next_head(self, start: int) -> int:
        following = range(start, len(self.lines))
        return next((one for one in following if _HEAD.match(self.lines[one])), len(self.lines))

    def _last_said(self, start: int, stop: int) -> int:
        """The last line of a table that says something; its head where none does."""
        lines = [one for one in range(start, stop) if not _UNKEPT.fullmatch(self.lines[one])]
        return lines[-1] if lines else start - 1


def _comment_behind(line: str) -> str:
    """The comment behind a value on a line, without what was to be done."""
    found = re.fullmatch(r"""[^#"']*(?:"[^"]*"|'[^']*')?\s*(#.*)""", line)
    comment = found[1].partition(TODO)[0].strip() if found else ""
    return f"  {comment}" if comment else ""


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return written_text(value) if isinstance(value, str) else str(value)
