"""The edition file of a year into that of a later one: what is known rolls on, the rest is left to
be filled in.

The text is changed line by line, so that comments and order stay as they were; what came out is
read again and must say exactly what was meant.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from report_builder.intake.toml_files import TomlFile, make_record
from report_builder.model.edition import Edition
from report_builder.model.overview import WorkItem
from report_builder.problems import Problem

TODO = "# nog te doen: "
"""What a person has to look at in an edition file stands behind this, until it is taken away."""

SETTING = "Instelling"
"""The kind of such work."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_VALUE = r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s#\"'\[\]{}]+(?: \d\d:\d\d:\d\d)?"
_ROLLED = {
    "reporting_year",
    "name",
    "title",
    "date",
    "documents",
    "decision_route",
    "consultations",
    "signatories",
    "personal",
}
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class _Change:
    """A key that gets another value, or that is left out (a whole `[[…]]` entry too), and what is
    to be done.
    """

    path: Path
    value: object = None
    todo: str = ""

    @property
    def is_entry(self) -> bool:
        """Whether a whole entry is left out."""
        return isinstance(self.path[-1], int)


@dataclass(frozen=True)
class Years:
    """How years move from one edition to a later one: that of the edition and the one that it
    reports on.
    """

    old: str
    new: str
    moves: Mapping[int, int]
    step: int

    @classmethod
    def between(cls, edition: Edition, new: str) -> Years:
        """How years move from an edition to the one of the year `new`."""
        named = re.match(r"\d{4}(?!\d)", edition.id)
        year = int(named[0]) if named else edition.reporting_year + 1
        step = int(new) - year
        return cls(
            edition.id, new, {made: made + step for made in (year, edition.reporting_year)}, step
        )

    def later(self, text: str) -> str:
        """The text with these years moved on; other years stay."""
        return _YEAR.sub(lambda found: str(self.moves.get(int(found[0]), found[0])), text)


def roll_edition(
    file: TomlFile, old: Edition, years: Years, template: Callable[[str], str]
) -> tuple[tuple[str, Edition] | None, list[Problem]]:
    """The text of the new edition file and the edition in it; or None with what cannot be carried
    over.

    `template` gives the new path of a template.
    """
    wanted = _changes(file.data, old, years, template)
    changes = [
        change for change in wanted if change.todo or change.value != _at(file.data, change.path)
    ]
    lines = file.text.splitlines(keepends=True)
    problems = [problem for change in changes if (problem := _apply(lines, file, change))]
    text = "".join(_finish(lines, years))
    data = tomllib.loads(text, parse_float=Decimal) if not problems and _is_toml(text) else None
    if data is None or _filled(data) != _filled(_changed(file.data, changes)):
        hint = "schrijf elke instelling op een eigen regel, onder [naam] of [[naam]]"
        problems = problems or [
            Problem("overnemen", file.name, "1", "deze schrijfwijze is niet over te nemen", hint)
        ]
        return None, problems
    edition, wrong = make_record(Edition, TomlFile(file.name, data, text), (), data, id=years.new)
    if edition is None or wrong:
        message = f"hieruit is geen geldige editie {years.new} te maken: {wrong[0].message}"
        return None, [
            Problem("overnemen", file.name, "1", message, "zet die instelling tijdelijk achter #")
        ]
    return (text, edition), []


def _changes(
    data: Mapping[str, Any], old: Edition, years: Years, template: Callable[[str], str]
) -> Iterator[_Change]:
    yield _Change(("reporting_year",), old.reporting_year + years.step)
    for key in ("name", "title"):
        yield _Change((key,), years.later(data[key]))
    yield _Change(
        ("date",),
        _years_on(old.date, years.step),
        "voorlopige datum; vul de datum van verzending in",
    )
    for place, entry in enumerate(old.documents):
        yield _Change(("documents", place, "title"), years.later(entry.title))
        yield _Change(("documents", place, "template"), template(entry.template))
        yield from _dates(("documents", place), {"date": entry.date}, years)
    yield from _dates(("decision_route",), old.decision_route, years)
    for place, consultation in enumerate(old.consultations):
        if consultation.state != "open":
            yield _Change(
                ("consultations", place, "state"), "open", f"{consultation.name} moet nog instemmen"
            )
        yield from _dates(("consultations", place), {"date": consultation.date}, years)
    for place, signatory in enumerate(old.signatories):
        if signatory.name:
            yield _Change(
                ("signatories", place, "name"), None, f"vul in wie ondertekent als {signatory.role}"
            )
    for key, value in data.items():
        yield from _other(key, value, years) if key not in _ROLLED else ()


def _dates(path: Path, values: Mapping[str, object], years: Years) -> Iterator[_Change]:
    """Dates are not known for the new edition: they are left out."""
    for key, value in values.items():
        if isinstance(value, dt.date):
            yield _Change(
                (*path, key), None, f"vul de datum in; in editie {years.old} was dat {value}"
            )


def _other(key: str, value: object, years: Years) -> Iterator[_Change]:
    """Dates in other settings, and decisions of which a date is part: those were taken for the old
    edition.
    """
    if isinstance(value, Mapping):
        yield from _dates((key,), value, years)
    elif isinstance(value, list):
        for place, entry in enumerate(value):
            if isinstance(entry, Mapping) and any(
                isinstance(part, dt.date) for part in entry.values()
            ):
                what = entry.get("indicator", key)
                todo = f"{what}: besluit uit editie {years.old}, neem het zo nodig opnieuw"
                is_correction = key == "corrections"
                yield _Change(
                    (key, place),
                    None,
                    f"correctie van editie {years.old}; haal haar weg" if is_correction else todo,
                )
    else:
        yield from _dates((), {key: value}, years)


def _years_on(day: dt.date, step: int) -> dt.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + step, day=28 if is_leap_day else day.day)


def _apply(lines: list[str], file: TomlFile, change: _Change) -> Problem | None:
    """Change the line of a key; return the problem that it is not written on a line of its own."""
    number = int(file.line(*change.path)) - 1
    if change.is_entry:
        _leave_out(lines, number, change.todo)
        return None
    key = str(change.path[-1])
    head = rf"(?P<head>\s*[\"']?{re.escape(key)}[\"']?\s*=\s*)"
    found = re.fullmatch(
        rf"{head}(?:{_VALUE})(?P<tail>[ \t]*(?:#[^\r\n]*)?)(?P<end>\s*)", lines[number]
    )
    if not found:
        hint = f"schrijf {key} = … op een eigen regel"
        return Problem(
            "overnemen", file.name, str(number + 1), f"'{key}' is zo niet over te nemen", hint
        )
    tail = found["tail"].partition(TODO)[0].rstrip()
    todo = f"  {TODO}{change.todo}" if change.todo else ""
    if change.value is None:
        lines[number] = f"# {found['head'].strip()} …{tail}{todo}{found['end']}"
    else:
        lines[number] = f"{found['head']}{_literal(change.value)}{tail}{todo}{found['end']}"
    return None


def _leave_out(lines: list[str], start: int, todo: str) -> None:
    """Turn a whole entry into comment, up to the next one."""
    later = (
        number for number in range(start + 1, len(lines)) if lines[number].lstrip().startswith("[")
    )
    end = next(later, len(lines))
    while end > start + 1 and (
        not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")
    ):
        end -= 1
    for number in range(start, end):
        lines[number] = f"# {lines[number]}" if lines[number].strip() else lines[number]
    head = lines[start].rstrip("\r\n")
    lines[start] = f"{head}  {TODO}{todo}{lines[start][len(head) :]}"


def _finish(lines: list[str], years: Years) -> Iterator[str]:
    """The lines, with years moved on in what the file opens with, and a note at the personal
    data.
    """
    is_opening = True
    for line in lines:
        is_opening = is_opening and (not line.strip() or line.startswith("#"))
        if re.match(r"\s*\[\s*personal\b", line):
            body = line.partition("#")[0].rstrip()
            end = line[len(line.rstrip("\r\n")) :]
            yield f"{body}  {TODO}ga na of deze gegevens nog kloppen{end}"
        else:
            yield years.later(line) if is_opening else line


def _literal(value: object) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value)


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True


def _changed(data: Mapping[str, Any], changes: list[_Change]) -> dict[str, Any]:
    """What the new file must say."""
    made: dict[str, Any] = deepcopy(dict(data))
    for change in reversed(changes):  # entries from the last to the first
        *path, key = change.path
        table: Any = made
        for part in path:
            table = table[part]
        if change.value is None:
            del table[key]
        else:
            table[key] = change.value
    return made


def _at(data: Any, path: Path) -> object:
    for part in path:
        data = data[part]
    return data


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """The settings without tables and lists that hold nothing (any more)."""
    return {key: value for key, value in data.items() if value not in ({}, [])}


def edition_items(text: str, name: str) -> Iterator[WorkItem]:
    """What is still to be done in an edition file that was rolled on."""
    for number, line in enumerate(text.splitlines(), start=1):
        setting, found, todo = line.partition(TODO)
        if found:
            yield WorkItem(name, f"regel {number}", SETTING, setting.strip(" #"), todo.strip())
