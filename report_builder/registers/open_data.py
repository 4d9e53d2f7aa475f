"""open-data/: what the figures and tables of a report show, as CSV files with a Frictionless data
package that describes them (contract, section 5).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from report_builder.model.catalogue import Source
from report_builder.model.data_table import DataCell, DataColumn, DataTable
from report_builder.model.edition import Edition
from report_builder.registers.register import Register, one_line
from report_builder.registers.register_workbook import MEANINGS
from report_builder.wording.staleness import stale_sentence, stale_words

FOLDER = "open-data"
PACKAGE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_NOT_IN_NAMES = re.compile(r"[^-a-z0-9._]+")
_LICENCES = {
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
}
"""Licences with a name of their own (Open Definition). Words with conditions of a source's own are
none: they are given as they are.
"""


@dataclass(frozen=True)
class NamedTable:
    """The data of a figure under the name that it has in the report, `Figuur 3.2`."""

    name: str
    table: DataTable


@dataclass(frozen=True)
class DataSetOrigin:
    """What a data set was made from: the edition, its release and state, and the sources."""

    edition: Edition
    status: str
    version: str
    sources: Mapping[str, Source]


def table_csv(table: DataTable) -> bytes:
    """The data of a figure as a file."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell_text(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode()


def _cell_text(cell: DataCell) -> str:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return one_line(cell or "")


def write_open_data(
    tables: Iterable[NamedTable], numbers: Register, origin: DataSetOrigin
) -> dict[str, bytes]:
    """The files of the folder by name: a table for each figure, every printed number, and what
    describes them. The same data give the same bytes.
    """
    files: dict[str, bytes] = {}
    resources: list[dict[str, object]] = []
    used: set[str] = set()
    for named in tables:
        used |= set(named.table.sources)
        data = files[named.table.file] = table_csv(named.table)
        resources.append(_resource(named, data, origin))
    files["numbers.csv"] = numbers.as_csv()
    resources.append(_numbers(numbers, files["numbers.csv"]))
    sources = [_source(source) for key, source in origin.sources.items() if key in used]
    described = {**_package(origin), "sources": sources, "resources": resources}
    package = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    return {PACKAGE: package.encode(), **files}


def _package(origin: DataSetOrigin) -> dict[str, object]:
    edition = origin.edition
    return {
        "$schema": _PROFILE,
        "name": _NOT_IN_NAMES.sub("-", f"{edition.name}-{edition.id}".lower()),
        "title": f"Open data bij de {edition.title}",
        "description": (
            "De waarnemingen achter elke figuur en tabel van het rapport, een bestand per figuur "
            "of tabel, en elk cijfer dat het rapport afdrukt (numbers.csv)."
        ),
        "version": origin.version,
        "edition": edition.id,
        "reportingYear": edition.reporting_year,
        "status": origin.status,
    }


def _resource(named: NamedTable, data: bytes, origin: DataSetOrigin) -> dict[str, object]:
    table = named.table
    sources = [origin.sources[key] for key in table.sources]
    described: dict[str, object] = {
        **_file(table.file, data),
        "title": f"{named.name} {table.title}",
        "description": " ".join(filter(None, (table.line, stale_sentence(table.stale_spans)))),
        "figure": table.id,
        "unit": "; ".join(table.units),
        "stale": stale_words(table.stale_spans),
        "sources": [_source(source) for source in sources],
        "licenses": _licences(sources),
        "schema": _schema(table.columns),
    }
    return {key: value for key, value in described.items() if value}


def _file(name: str, data: bytes) -> dict[str, object]:
    return {
        "$schema": _RESOURCE,
        "name": _NOT_IN_NAMES.sub("-", name.removesuffix(".csv").lower()),
        "type": "table",
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
    }


def _numbers(numbers: Register, data: bytes) -> dict[str, object]:
    columns = tuple(
        DataColumn(name, name, MEANINGS[name], is_number=name == "amount")
        for name in numbers.columns
    )
    return {
        **_file("numbers.csv", data),
        "title": "Elk cijfer dat het rapport afdrukt",
        "description": "Een regel per gedrukt cijfer, met zijn herkomst.",
        "schema": _schema(columns),
    }


def _schema(columns: Sequence[DataColumn]) -> dict[str, object]:
    described: dict[str, object] = {
        "$schema": _SCHEMA,
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
    }
    if keys := [column.name for column in columns if column.is_key]:
        described["primaryKey"] = keys
    return described


def _field(column: DataColumn) -> dict[str, object]:
    limits: dict[str, object] = {"required": True} if column.is_key else {}
    if column.choices:
        limits |= {"required": True, "enum": list(column.choices)}
    described: dict[str, object] = {
        "name": column.name,
        "type": "number" if column.is_number else "string",
        "title": column.title,
        "description": column.meaning,
        "constraints": limits,
    }
    return {key: value for key, value in described.items() if value}


def _source(source: Source) -> dict[str, object]:
    return {"title": source.name, "path": source.url, "licence": source.licence}


def _licences(sources: Sequence[Source]) -> list[dict[str, str]]:
    """The licence of each source in its own words, with its name and text where it is a known one,
    else with the place of the source.
    """
    licences: dict[str, dict[str, str]] = {}
    for source in sources:
        if source.licence in _LICENCES:
            name, path = _LICENCES[source.licence]
            licence = {"name": name, "path": path, "title": source.licence}
        else:
            licence = {"path": source.url, "title": f"{source.name}: {source.licence}"}
        licences.setdefault(licence["title"], licence)
    return list(licences.values())
