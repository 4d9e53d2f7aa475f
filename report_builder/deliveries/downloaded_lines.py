"""The lines of a table as people download it from Eurostat: as SDMX-CSV, with a figure on each
line, or as its own TSV, with a series on each line.

Formats: https://wikis.ec.europa.eu/x/c4eBBg (TSV) and the SDMX-CSV field guide of the SDMX
technical working group. A whole table can come packed (`.gz`), as Eurostat gives it.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.problems import Fault

_MOST_UNPACKED = 600_000_000
"""The largest tables about migration are some 300 MB of text."""
_LONGEST_LINE = 100_000
_PACKED = b"\x1f\x8b"


@dataclass(frozen=True)
class DownloadedCell:
    """One figure as it is written, with where it stands; `value` is empty where there is none."""

    period: str
    value: str
    flags: str
    place: str


class Download(ABC):
    """A table that was downloaded: its dimensions in order, and its lines.

    `table` is the table by its own word and `updated` when Eurostat last changed it; both are empty
    where the file does not say.
    """

    dimensions: tuple[str, ...]
    table = ""
    updated = ""

    def __init__(self, data: bytes, delimiter: str) -> None:
        self._reader = csv.reader(_text_lines(data), delimiter=delimiter, strict=True)
        self.head = [name.strip() for name in next(self._rows(), [])]

    def lines(self) -> Iterator[tuple[tuple[str, ...], Sequence[str], int]]:
        """Each line once: its codes in the order of the dimensions, its fields and its number.

        Raises Fault at a line that does not fit the head.
        """
        for fields in self._rows():
            number = self._reader.line_num
            codes = self._codes(fields)
            if len(fields) != len(self.head) or len(codes) != len(self.dimensions):
                message = f"regel {number} heeft niet de velden van de eerste regel"
                raise Fault("velden", message, "download de tabel opnieuw")
            yield codes, fields, number

    @abstractmethod
    def cells(self, fields: Sequence[str], number: int) -> Iterator[DownloadedCell]:
        """The figures of a line."""

    @abstractmethod
    def _codes(self, fields: Sequence[str]) -> tuple[str, ...]:
        """The codes of a line."""

    def _rows(self) -> Iterator[list[str]]:
        try:
            yield from (fields for fields in self._reader if fields)
        except csv.Error as error:
            message = f"regel {self._reader.line_num} is niet te lezen"
            raise Fault("csv", message, "download de tabel opnieuw") from error


class SeriesDownload(Download):
    r"""Eurostat's TSV: `freq,unit,geo\TIME_PERIOD`, and a column for each period."""

    _HEAD = re.compile(r"(?P<dimensions>[\w,]+)[\\/]time(?:_period)?", re.IGNORECASE)
    # A number or a colon, with its flags behind a space: `123 p`, `: c`, `:`.
    _CELL = re.compile(r"(?::|(?P<value>-?\d+(?:\.\d+)?))(?P<flags>[ a-zA-Z|@]*)")

    def __init__(self, data: bytes) -> None:
        super().__init__(data, "\t")
        head = self._HEAD.fullmatch(self.head[0]) if self.head else None
        if head is None:
            message = (
                r"de eerste regel begint niet met de dimensies, zoals freq,unit,geo\TIME_PERIOD"
            )
            hint = "is het SDMX-CSV, gebruik dan --profile sdmx-csv"
            raise Fault("download", message, hint)
        self.dimensions = tuple(head["dimensions"].split(","))

    def cells(self, fields: Sequence[str], number: int) -> Iterator[DownloadedCell]:
        """The figures of a line, one for each period. Raises Fault on what is no figure."""
        for period, text in zip(self.head[1:], fields[1:], strict=True):
            place = f"regel {number}, kolom {period}"
            cell = self._CELL.fullmatch(text.strip())
            if cell is None:
                message = f"{place}: '{text.strip()[:40]}' is geen cijfer van Eurostat"
                raise Fault("waarde", message, "download de tabel opnieuw")
            flags = cell["flags"].replace(" ", "")
            yield DownloadedCell(period, cell["value"] or "", flags, place)

    def _codes(self, fields: Sequence[str]) -> tuple[str, ...]:
        return tuple(code.strip() for code in fields[0].split(","))


class FigureDownload(Download):
    """SDMX-CSV: a column for each dimension, and a figure on each line.

    With the descriptions of the codes (the column STRUCTURE_NAME tells) each column has its
    description beside it, which is not read.
    """

    _TABLE = re.compile(r"(?:[^:]*:)?(?P<table>[^($]+)")
    _BEFORE = frozenset(
        {"DATAFLOW", "LAST UPDATE", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION"}
    )
    _NEEDED = ("TIME_PERIOD", "OBS_VALUE", "OBS_FLAG")

    def __init__(self, data: bytes) -> None:
        super().__init__(data, ",")
        missing = [name for name in self._NEEDED if name not in self.head]
        tables = [name for name in ("DATAFLOW", "STRUCTURE_ID") if name in self.head]
        if missing or not tables:
            message = f"de eerste regel noemt geen {missing[0] if missing else 'DATAFLOW'}"
            hint = "is het Eurostats TSV, gebruik dan --profile eurostat-tsv"
            if "OBS_STATUS" in self.head:
                hint = "SDMX-CSV van een andere dienst dan Eurostat heeft een eigen profiel nodig"
            raise Fault("download", message, hint)
        first = sum(name in self._BEFORE for name in self.head)
        step = 2 if "STRUCTURE_NAME" in self.head else 1
        self._places = range(first, self.head.index("TIME_PERIOD"), step)
        self.dimensions = tuple(self.head[place] for place in self._places)
        self._table_place = self.head.index(tables[0])

    def lines(self) -> Iterator[tuple[tuple[str, ...], Sequence[str], int]]:
        """Each line once, all of one table; raises Fault where another table begins."""
        for codes, fields, number in super().lines():
            table = fields[self._table_place]
            if not self.table:
                self.table = self._name(table)
                self.updated = self._field(fields, "LAST UPDATE")
            elif self._name(table) != self.table:
                message = f"regel {number} is van een andere tabel: {table[:40]}"
                raise Fault("download", message, "lever elke tabel in een eigen bestand")
            yield codes, fields, number

    def cells(self, fields: Sequence[str], number: int) -> Iterator[DownloadedCell]:
        """The figure of a line."""
        period, value, flags = (self._field(fields, name) for name in self._NEEDED)
        secrecy = self._field(fields, "CONF_STATUS")
        joined = f"{flags}|{secrecy}" if secrecy else flags
        yield DownloadedCell(period, value, joined, f"regel {number}")

    def _codes(self, fields: Sequence[str]) -> tuple[str, ...]:
        return tuple(fields[place].strip() for place in self._places if place < len(fields))

    def _field(self, fields: Sequence[str], name: str) -> str:
        return fields[self.head.index(name)].strip() if name in self.head else ""

    def _name(self, table: str) -> str:
        match = self._TABLE.match(table)
        return match["table"].strip() if match else ""


def _text_lines(data: bytes) -> Iterator[str]:
    """The lines of a text, unpacked as they are asked for: a table is never whole in memory."""
    packed = io.BytesIO(data)
    raw = gzip.GzipFile(fileobj=packed) if data.startswith(_PACKED) else packed
    text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
    size = 0
    try:
        while line := text.readline(_LONGEST_LINE):
            size += len(line)
            if size > _MOST_UNPACKED or len(line) == _LONGEST_LINE:
                hint = "kies bij het downloaden alleen wat nodig is"
                raise Fault("te-groot", "de tabel is te groot om te lezen", hint)
            yield line
    except (UnicodeDecodeError, EOFError, OSError, zlib.error) as error:
        message = "het bestand is beschadigd, of geen tekst in UTF-8"
        raise Fault("beschadigd", message, "download de tabel opnieuw") from error
