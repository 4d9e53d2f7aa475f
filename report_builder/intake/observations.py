"""Observations from CSV files into series: every row of every file is checked, all problems at
once.

The rules are masks over one table of all rows (pandas), so that each tells the file and line by
itself. pandas' own CSV reader is not used: it pads short rows and can drop what is too long without
a word.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from report_builder.intake.part_sizes import find_large_parts
from report_builder.intake.slice_names import NamedLine, find_name_faults, severity_of
from report_builder.intake.toml_files import read_text
from report_builder.model.catalogue import PERCENT, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.series import WITHOUT_VALUE, Observation, Series, Slice, Status
from report_builder.problems import Problem, Severity, nearest

PERIOD, VALUE, STATUS = "time_period", "obs_value", "obs_status"

_EXAMPLES = {"A": "2024", "S": "2024-S1", "Q": "2024-Q3", "M": "2024-11", "D": "2024-12-31"}
_NAMES = {"A": "jaar", "S": "halfjaar", "Q": "kwartaal", "M": "maand", "D": "dag"}
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,8})?")
_WHOLE, _DIGITS = re.compile(r"-?\d+"), re.compile(r"\d+")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")


class ObservationRow(NamedTuple):
    """A row of a CSV file as it was written, with what its indicator says of it: the columns of the
    table that the rules look at.
    """

    file: str
    line: int
    indicator: str
    frequency: Frequency
    minimum: Decimal
    maximum: Decimal | None
    least: int
    """Counts below this are not shown; 0 where all are."""
    counts: bool
    """Whether the figures are whole numbers."""
    slice: Slice
    time_period: str
    obs_value: str
    obs_status: str


Mask: TypeAlias = "pd.Series[bool]"


def read_observations(
    files: Mapping[str, tuple[Path, str]], indicators: Mapping[str, Indicator]
) -> tuple[dict[str, Series], list[Problem]]:
    """The series of each indicator by id, and everything that is wrong with any of the files.

    `files` gives the path of each indicator's CSV and the name that problems call it by. A row with
    a problem is left out of its series. Raises OSError when a file cannot be read.
    """
    rows: list[ObservationRow] = []
    problems: list[Problem] = []
    for key, (path, name) in files.items():
        text, unreadable = read_text(path, name)
        problems += unreadable
        if text is not None:
            file_rows, misshapen = _rows(text, name, indicators[key])
            rows += file_rows
            problems += misshapen
    table = pd.DataFrame(rows, columns=list(ObservationRow._fields), dtype=object)
    periods = [_find_period(row.time_period, row.frequency) for row in rows]
    table["period"] = pd.Series(periods, index=table.index, dtype=object)
    good_rows, row_problems = _check_rows(table)
    good_rows, name_problems = _check_names(good_rows)
    row_problems += [*name_problems, *_check_parts(good_rows, indicators)]
    row_problems.sort(key=lambda problem: (problem.file, int(problem.place)))
    return _series(good_rows, files, indicators), problems + row_problems


def _rows(text: str, file: str, indicator: Indicator) -> tuple[list[ObservationRow], list[Problem]]:
    """The rows of one file that have the right number of fields, and the problems with its
    shape.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(fields, reader.line_num) for fields in reader]
    except csv.Error as error:
        hint = "controleer de aanhalingstekens en komma's op deze regel"
        return [], [Problem("csv", file, str(reader.line_num), f"geen geldige CSV: {error}", hint)]
    head = lines[0][0] if lines else []
    if problems := list(_check_head(head, file, indicator)):
        return [], problems
    rows: list[ObservationRow] = []
    for fields, number in lines[1:]:
        if fields and len(fields) != len(head):
            problems.append(_ragged(fields, head, file, number))
        elif fields:
            named = dict(zip(head, fields, strict=True))
            rows.append(_row(named, file, number, indicator))
    return rows, problems


def _row(named: Mapping[str, str], file: str, line: int, indicator: Indicator) -> ObservationRow:
    return ObservationRow(
        file,
        line,
        indicator.id,
        indicator.frequency,
        indicator.minimum,
        indicator.maximum,
        least=indicator.suppress_below or 0,
        counts=indicator.decimals == 0 and indicator.unit != PERCENT,
        slice=tuple(named[dimension] for dimension in indicator.dimensions),
        time_period=named[PERIOD],
        obs_value=named[VALUE],
        obs_status=named[STATUS],
    )


def _find_period(text: str, frequency: Frequency) -> Period | None:
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    return period if period.frequency is frequency else None


def _check_head(head: list[str], file: str, indicator: Indicator) -> Iterator[Problem]:
    wanted = [PERIOD, *indicator.dimensions, VALUE, STATUS]
    expected = f"verwacht: {','.join(wanted)}"
    if len(head) == 1 and ";" in head[0]:
        message, hint = (
            "de velden zijn gescheiden door puntkomma's",
            "gebruik komma's als scheiding",
        )
        yield Problem("kolom", file, "1", message, hint)
        return
    for column in head:
        if column not in wanted:
            hint = nearest(column, wanted) or expected
            yield Problem("kolom", file, "1", f"onbekende kolom '{column}'", hint)
        elif head.count(column) > 1:
            yield Problem("kolom", file, "1", f"de kolom '{column}' staat er twee keer", expected)
    for column in wanted:
        if column not in head:
            yield Problem("kolom", file, "1", f"de kolom '{column}' ontbreekt", expected)


def _ragged(fields: list[str], head: list[str], file: str, line: int) -> Problem:
    if len(fields) == len(head) + 1 and _has_decimal_comma(fields):
        message = f"decimale komma in '{','.join(fields)}'"
        hint = "schrijf een punt als decimaalteken: 24.5"
        return Problem("decimale-komma", file, str(line), message, hint)
    message = f"{len(fields)} velden in plaats van {len(head)}"
    return Problem("velden", file, str(line), message, "controleer de komma's op deze regel")


def _has_decimal_comma(fields: list[str]) -> bool:
    """Whether two fields beside each other can be one number that a comma took apart."""
    pairs = pairwise(fields[1:])
    return any(_WHOLE.fullmatch(whole) and _DIGITS.fullmatch(part) for whole, part in pairs)


@dataclass(frozen=True)
class _Rule:
    """Which rows are wrong (a mask over the rows that no earlier rule refused), and what to say of
    one.
    """

    code: str
    wrong: Callable[[pd.DataFrame], Mask]
    say: Callable[[Any], tuple[str, str]]
    severity: Severity = Severity.ERROR


def _check_rows(table: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows that are right, and the problems. What follows from an earlier rule is not told
    again.
    """
    problems: list[Problem] = []
    for rule in _RULES:
        wrong = rule.wrong(table).astype(bool)
        if not wrong.any():
            # To take out nothing costs pandas as much as all else that is done here.
            continue
        rows: Iterable[Any] = table[wrong].itertuples()
        problems += [
            Problem(rule.code, row.file, str(row.line), *rule.say(row), rule.severity)
            for row in rows
        ]
        if rule.severity is Severity.ERROR:
            table = table[~wrong]
    return table, problems


def _check_names(table: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows whose names are written as they should be, and what is wrong with the other names,
    each told once.
    """
    problems: list[Problem] = []
    refused: set[tuple[str, int, str]] = set()
    for (file, number), lines in _named_lines(table).items():
        for line, fault in find_name_faults(lines):
            problems.append(fault.at(file, str(line.line), severity_of(fault)))
            if problems[-1].is_error:
                refused.add((file, number, line.name))
    rows = zip(table["file"], table["slice"], strict=True)
    wrong = [any((file, *part) in refused for part in enumerate(key)) for file, key in rows]
    return table[~pd.Series(wrong, index=table.index, dtype=bool)], problems


def _named_lines(table: pd.DataFrame) -> dict[tuple[str, int], list[NamedLine]]:
    """The names in each dimension of each file, with the line that each stands on first."""
    firsts: dict[tuple[str, int], dict[str, int]] = {}
    for file, line, key in zip(table["file"], table["line"], table["slice"], strict=True):
        for number, part in enumerate(key):
            firsts.setdefault((file, number), {}).setdefault(part, line)
    return {
        dimension: [NamedLine(name, line) for name, line in names.items()]
        for dimension, names in firsts.items()
    }


def _check_parts(table: pd.DataFrame, indicators: Mapping[str, Indicator]) -> list[Problem]:
    # One walk over the whole: a table of its own for each indicator takes pandas far longer.
    rows_by_indicator: dict[str, list[Any]] = {}
    for row in table.itertuples():
        rows_by_indicator.setdefault(str(row.indicator), []).append(row)
    problems: list[Problem] = []
    for key, rows in rows_by_indicator.items():
        problems += find_large_parts(indicators[key], rows)
    return problems


def _say_period(row: Any) -> tuple[str, str]:
    name = _NAMES[row.frequency]
    message = f"de periode '{row.time_period}' past niet bij de frequentie {row.frequency} ({name})"
    return message, f"schrijf een {name} als {_EXAMPLES[row.frequency]}"


def _say_value(row: Any) -> tuple[str, str]:
    value = row.obs_value
    if re.fullmatch(r"-?[0-9.]*,[0-9]+", value):
        return f"decimale komma in '{value}'", "schrijf een punt als decimaalteken: 24.5"
    if _THOUSANDS.fullmatch(value):
        return f"punten tussen duizendtallen in '{value}'", f"schrijf {value.replace('.', '')}"
    return (
        f"'{value}' is geen getal",
        "schrijf alleen cijfers; is het getal onbekend, laat het leeg met status O of Q",
    )


def _say_presence(row: Any) -> tuple[str, str]:
    if row.obs_value:
        message = f"status {row.obs_status} heeft geen waarde, hier staat '{row.obs_value}'"
        return message, "laat obs_value leeg of wijzig de status"
    return (
        f"bij status {row.obs_status} hoort een waarde",
        "is het getal onbekend, gebruik dan status O (nooit nul)",
    )


def _say_bounds(row: Any) -> tuple[str, str]:
    if Decimal(row.obs_value) < row.minimum:
        hint = "stel minimum in de catalogus in als het getal klopt"
        return f"{row.obs_value} ligt onder het minimum {row.minimum}", hint
    message = f"{row.obs_value} ligt boven het maximum {row.maximum}"
    return message, "controleer het getal of het maximum in de catalogus"


def _out_of_bounds(table: pd.DataFrame) -> Mask:
    bounds = zip(table[VALUE], table["minimum"], table["maximum"], strict=True)
    wrong = [_is_outside(text, low, high) for text, low, high in bounds]
    return pd.Series(wrong, index=table.index, dtype=bool)


def _is_outside(text: str, low: Decimal, high: Decimal | None) -> bool:
    if not text:
        return False
    value = Decimal(text)
    return value < low or (high is not None and value > high)


def _too_small(table: pd.DataFrame) -> Mask:
    """Counts that are not shown when they are delivered, and that somebody put here by hand."""
    counts = zip(table[VALUE], table["least"], strict=True)
    wrong = [bool(text) and abs(Decimal(text)) < least for text, least in counts]
    return pd.Series(wrong, index=table.index, dtype=bool)


def _out_of_order(table: pd.DataFrame) -> Mask:
    """Rows that stand after a later period of their own slice."""
    # As numbers of days: pandas takes no highest value of objects.
    days = table["period"].map(lambda period: period.first.toordinal()).astype("int64")
    return days < days.groupby([table["file"], table["slice"]]).cummax()


# In order: each rule sees only the rows that those before it let pass, so that a value that is no
# number is not also out of bounds, and every rule can read what the ones before it have checked.
_RULES = (
    _Rule("periode", lambda table: table["period"].isna(), _say_period),
    _Rule(
        "status",
        lambda table: ~table[STATUS].isin(list(Status)),
        lambda row: (f"onbekende status '{row.obs_status}'", f"kies uit {', '.join(Status)}"),
    ),
    _Rule(
        "waarde",
        lambda table: table[VALUE].map(lambda text: bool(text) and not _NUMBER.fullmatch(text)),
        _say_value,
    ),
    _Rule(
        "leeg",
        lambda table: (table[VALUE] == "") != table[STATUS].isin(list(WITHOUT_VALUE)),
        _say_presence,
    ),
    _Rule("grenzen", _out_of_bounds, _say_bounds),
    _Rule(
        "dubbel",
        lambda table: table.duplicated(["file", "slice", PERIOD]),
        lambda row: (
            f"de periode {row.time_period} staat er twee keer",
            "houd één van beide regels over",
        ),
    ),
    _Rule(
        "volgorde",
        _out_of_order,
        lambda row: (
            f"de periode {row.time_period} staat na een latere",
            "zet de perioden van elk deel oplopend",
        ),
    ),
    _Rule(
        "klein-aantal",
        _too_small,
        lambda row: (
            (
                f"{row.obs_value} is kleiner dan {row.least} en mag volgens de catalogus niet "
                "getoond worden"
            ),
            "laat obs_value leeg, met status Q",
        ),
        Severity.WARNING,
    ),
    _Rule(
        "duizendpunt",
        lambda table: (
            table["counts"].astype(bool)
            & table[VALUE].map(lambda text: bool(_THOUSANDS.fullmatch(text)))
        ),
        lambda row: (
            f"'{row.obs_value}' wordt gelezen als een getal met drie decimalen",
            f"bedoelt u {row.obs_value.replace('.', '')}? Schrijf dan geen punt",
        ),
        Severity.WARNING,
    ),
)


def _series(
    table: pd.DataFrame, files: Mapping[str, tuple[Path, str]], indicators: Mapping[str, Indicator]
) -> dict[str, Series]:
    slices: dict[str, dict[Slice, list[Observation]]] = {key: {} for key in files}
    rows: Iterable[Any] = table.itertuples()
    for row in rows:
        value = Decimal(row.obs_value) if row.obs_value else None
        slices[row.indicator].setdefault(row.slice, []).append(
            Observation(row.period, value, Status(row.obs_status))
        )
    return {
        key: Series(
            key,
            {part: tuple(observations) for part, observations in slices[key].items()},
            _digest(path, indicators[key]),
        )
        for key, (path, _) in files.items()
    }


def _digest(path: Path, indicator: Indicator) -> str:
    return hashlib.sha256(path.read_bytes() + indicator.model_dump_json().encode()).hexdigest()
