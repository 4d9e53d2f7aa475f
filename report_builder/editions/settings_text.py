"""The text of a settings file in which values change while comments, order and line ends stay.

tomlkit takes a file apart into pieces that keep their layout, and writes them back. A file that it
does not write back as it was, or that does not say in the end what was meant, is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any

import tomlkit
from tomlkit.items import AoT, Comment, InlineTable, Item, Table, Trivia, Whitespace

from report_builder.intake.toml_files import TomlFile
from report_builder.problems import Problem

TODO = "# nog te doen: "
"""What a person has to look at in a settings file stands behind this, until it is taken away."""

Path = tuple[str | int, ...]


class SettingsText:
    """The text of a file while it changes, with the problems of what cannot be changed in it."""

    def __init__(self, file: TomlFile) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._document = tomlkit.parse(file.text)
        self._is_whole = self._document.as_string() == file.text

    def change(self, path: Path, value: object, todo: str = "") -> None:
        """Give a setting another value, and say behind it what is to be done."""
        table, key = self._table(path), path[-1]
        if table[key] == value and not todo:
            return
        if todo and not _has_lines(table):
            self._refuse(path)
            return
        table[key] = value
        pieces, number = find_piece(table, key)
        set_todo(pieces[number][1].trivia, todo)

    def leave_out(self, path: Path, todo: str) -> None:
        """Turn a setting into a comment without its value."""
        table = self._table(path)
        if not _has_lines(table):
            self._refuse(path)
            return
        pieces, number = find_piece(table, path[-1])
        key, item = pieces[number]
        trivia = set_todo(item.trivia, todo)
        comment = f"# {key.as_string()}{key.sep}…{trivia.comment_ws}{trivia.comment}"
        table.remove(key)
        pieces[number] = (None, Comment(Trivia(comment=comment, trail=trivia.trail)))

    def leave_out_entries(self, key: str, todos: Sequence[str]) -> None:
        """Turn all entries under `[[key]]` into comment, each with what is to be done."""
        entries = self._document[key]
        if not isinstance(entries, AoT):
            self._refuse((key,))
            return
        text = ""
        for entry, todo in zip(entries.body, todos, strict=True):
            set_todo(entry.trivia, todo)
            text += _commented(tomlkit.document().append(key, AoT([entry])).as_string())
        pieces, number = find_piece(self._document, key)
        self._document.remove(key)
        pieces[number] = (None, Whitespace(text))

    def ask_about(self, key: str, todo: str) -> None:
        """Say at each head of a table, and of the tables in it, what is to be done."""
        for name, item in self._document.body:
            if name is not None and name.key == key:
                for table in _headed_tables(item):
                    set_todo(table.trivia, todo)

    def reword_opening(self, reword: Callable[[str], str]) -> None:
        """Reword the comments that the file opens with."""
        for _, item in takewhile(lambda piece: piece[0] is None, self._document.body):
            if isinstance(item, Comment):
                item.trivia.comment = reword(item.trivia.comment)

    def render(self) -> str:
        """The text as it is now; only of use where there are no problems."""
        text = self._document.as_string()
        if not self.problems and not (self._is_whole and _says(text, self._document.unwrap())):
            message = "deze schrijfwijze is niet over te nemen"
            hint = (
                "schrijf elke instelling op een eigen regel, onder [naam] of [[naam]], en zet wat "
                "bij dezelfde naam hoort bij elkaar"
            )
            self.problems.append(Problem("overnemen", self._file.name, "1", message, hint))
        return text

    def _table(self, path: Path) -> Any:
        """The table in which a setting stands."""
        table: Any = self._document
        for part in path[:-1]:
            table = table[part]
        return table

    def _refuse(self, path: Path) -> None:
        key = path[-1]
        message, hint = f"'{key}' is zo niet over te nemen", f"schrijf {key} = … op een eigen regel"
        self.problems.append(self._file.problem("overnemen", path, message, hint))


def _has_lines(table: object) -> bool:
    """Whether each setting of a table has a line, which a comment can stand on."""
    return isinstance(table, tomlkit.TOMLDocument | Table)


def find_piece(table: Any, key: str | int) -> tuple[list[tuple[Any, Any]], int]:
    """The pieces of a table, and the number of the piece with that key."""
    pieces = pieces_of(table)
    keys = [name.key if name is not None else None for name, _ in pieces]
    return pieces, keys.index(key)


def pieces_of(table: Any) -> list[tuple[Any, Any]]:
    """The pieces of a table as they stand in the text: settings with their key, comments and blank
    lines.
    """
    pieces: list[tuple[Any, Any]] = (
        table.body if isinstance(table, tomlkit.TOMLDocument) else table.value.body
    )
    return pieces


def set_todo(trivia: Trivia, todo: str) -> Trivia:
    """Put what is to be done behind the comment of a line, in the place of what was to be done."""
    comment = trivia.comment.partition(TODO)[0].rstrip()
    if todo:
        trivia.comment_ws = trivia.comment_ws or "  "
        comment = f"{comment}  {TODO}{todo}" if comment else f"{TODO}{todo}"
    if not comment:
        trivia.comment_ws = ""
    trivia.comment = comment
    return trivia


def _headed_tables(item: object) -> Iterator[Item]:
    """A table and the tables in it, those that have a line of their own."""
    if isinstance(item, InlineTable) or (isinstance(item, Table) and not item.is_super_table()):
        yield item
    if isinstance(item, Table):
        for part in item.values():
            yield from _headed_tables(part) if isinstance(part, Table) else ()


def _commented(text: str) -> str:
    """The lines of an entry as comment; the comments behind it belong to what comes next."""
    lines = text.splitlines(keepends=True)
    rest = list(takewhile(lambda line: not line.partition("#")[0].strip(), reversed(lines)))
    entry = lines[: len(lines) - len(rest)]
    return "".join([f"# {line}" if line.strip() else line for line in entry] + rest[::-1])


def _says(text: str, data: object) -> bool:
    try:
        return tomllib.loads(text) == data
    except ValueError:
        return False
