"""Settings from TOML: sources, catalogues, editions and figure specifications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from report_builder.intake.house_style import check_house_style
from report_builder.intake.service_settings import check_services
from report_builder.intake.source_mails import check_mails
from report_builder.intake.toml_files import R, TomlFile, make_record, read_toml
from report_builder.model.catalogue import Indicator, Source
from report_builder.model.edition import Edition
from report_builder.model.record import ID
from report_builder.problems import Fault, Problem, nearest
from report_builder.workspace import Workspace

WORDS_OF_THE_LANGUAGE = frozenset(
    {"editie", "persoon", "figuur", "tabel", "verwijs", "vast", "geadresseerde", "loop"}
)
"""Names that templates use for something else than a theme."""

RESERVED_NAMES = ("kamerstuk", "voorwerk")
"""What neither the report nor a document can be called."""
_ID_HINT = "gebruik kleine letters, cijfers en _, beginnend met een letter"
_COLUMNS = frozenset({"time_period", "obs_value", "obs_status"})


def read_sources(workspace: Workspace) -> tuple[dict[str, Source], list[Problem]]:
    """The sources by key, from data/sources.toml."""
    path = workspace.data / "sources.toml"
    name = workspace.name(path)
    if not path.is_file():
        hint = "noem hierin de bronnen"
        return {}, [Problem("bestand", name, "1", "het bestand ontbreekt", hint)]
    sources, problems = _read_records(Source, path, name)
    lines, _ = read_toml(path, name)
    return sources, [*problems, *(check_mails(lines, sources) if lines else ())]


def _read_records(
    kind: type[R], path: Path, name: str, prefix: str = ""
) -> tuple[dict[str, R], list[Problem]]:
    """The records of a file with one table for each; with a prefix, each gets its id from its
    table.
    """
    file, problems = read_toml(path, name)
    if file is None:
        return {}, problems
    records: dict[str, R] = {}
    for key, data in file.data.items():
        fixed = {"id": f"{prefix}.{key}"} if prefix else {}
        record, record_problems = make_record(kind, file, (key,), data, **fixed)
        problems += record_problems
        if record:
            records[key] = record
    return records, problems


@dataclass
class CatalogueFiles:
    """The indicators by id, the CSV of each with the name it is shown by, and the ids that
    something is wrong with.
    """

    indicators: dict[str, Indicator] = field(default_factory=dict)
    files: dict[str, tuple[Path, str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


def read_catalogue(
    workspace: Workspace, sources: Mapping[str, Source] | None
) -> tuple[CatalogueFiles, list[Problem]]:
    """The catalogues of all themes, and their problems; without sources these are not looked up.

    A CSV without an entry, an entry without CSV and a source that does not exist are problems.
    """
    read = CatalogueFiles()
    problems: list[Problem] = []
    for folder in workspace.theme_folders():
        problems += _read_theme(workspace, folder, sources, read)
    return read, problems


def _read_theme(
    workspace: Workspace,
    folder: Path,
    sources: Mapping[str, Source] | None,
    read: CatalogueFiles,
) -> list[Problem]:
    """Add the indicators of one theme to what was read; return its problems."""
    path = folder / "catalogue.toml"
    name = workspace.name(path)
    present = [one for one in sorted(folder.glob("*.csv")) if not one.name.startswith((".", "~"))]
    csv_files = {one.stem: one for one in present}
    if not path.is_file():
        read.broken |= {f"{folder.name}.{key}" for key in csv_files}
        return list(_without_entry(workspace, csv_files, {}, name))
    entries, problems = _read_records(Indicator, path, name, folder.name)
    lines, _ = read_toml(path, name)
    if lines:
        problems += _check_theme(folder, lines)
        problems += _check_entries(workspace, lines, entries, sources, csv_files)
        problems += check_services(lines, entries, sources)
        problems += _without_entry(workspace, csv_files, lines.data, name)
    for key in {*csv_files, *entries, *(lines.data if lines else ())}:
        is_whole = key in csv_files and key in entries
        if is_whole and workspace.inside(folder, csv_files[key].name):
            indicator = entries[key]
            read.indicators[indicator.id] = indicator
            read.files[indicator.id] = (csv_files[key], workspace.name(csv_files[key]))
        else:
            read.broken.add(f"{folder.name}.{key}")
    return problems


def _check_theme(folder: Path, lines: TomlFile) -> Iterator[Problem]:
    if folder.name in WORDS_OF_THE_LANGUAGE:
        message = f"een thema kan niet '{folder.name}' heten"
        yield lines.problem("naam", (), message, "kies een andere mapnaam")
    elif not re.fullmatch(ID, folder.name):
        message = f"'{folder.name}' kan geen naam van een thema zijn"
        yield lines.problem("naam", (), message, _ID_HINT)


def _check_entries(
    workspace: Workspace,
    lines: TomlFile,
    entries: Mapping[str, Indicator],
    sources: Mapping[str, Source] | None,
    csv_files: Mapping[str, Path],
) -> Iterator[Problem]:
    for key in lines.data:
        if not re.fullmatch(ID, key):
            message = f"'{key}' kan geen naam van een indicator zijn"
            yield lines.problem("naam", (key,), message, _ID_HINT)
        yield from _check_csv(workspace, lines, key, csv_files.get(key))
    for key, indicator in entries.items():
        if sources is not None and indicator.source not in sources:
            message = f"onbekende bron '{indicator.source}'"
            hint = nearest(indicator.source, sources) or "voeg de bron toe aan data/sources.toml"
            yield lines.problem("bron", (key, "source"), message, hint)
        clashes = _COLUMNS & set(indicator.dimensions)
        if clashes:
            message = f"'{min(clashes)}' kan geen dimensie heten"
            yield lines.problem("naam", (key, "dimensions"), message)


def _check_csv(
    workspace: Workspace, lines: TomlFile, key: str, path: Path | None
) -> Iterator[Problem]:
    if path is None:
        message = f"{Path(lines.name).parent.as_posix()}/{key}.csv ontbreekt"
        yield lines.problem("bestand", (key,), message, "voeg de cijfers toe of haal de ingang weg")
    elif not workspace.inside(path.parent, path.name):
        message = f"{path.name} verwijst naar een bestand buiten het project"
        yield lines.problem("pad", (key,), message)


def _without_entry(
    workspace: Workspace,
    csv_files: Mapping[str, Path],
    entries: Mapping[str, object],
    catalogue: str,
) -> Iterator[Problem]:
    for key, path in csv_files.items():
        if key not in entries:
            message = f"'{key}' staat niet in de catalogus"
            hint = nearest(key, entries) or f"voeg [{key}] toe aan {catalogue}"
            yield Problem("ingang", workspace.name(path), "1", message, hint)


class ReadEdition(NamedTuple):
    """The edition that a file describes, the file itself to point at lines of it, and what is wrong
    with it.
    """

    edition: Edition | None
    file: TomlFile | None
    problems: list[Problem]


def read_edition(workspace: Workspace, path: Path) -> ReadEdition:
    """What an edition file says; without an edition when that cannot be told."""
    file, problems = read_toml(path, workspace.name(path))
    if file is None:
        return ReadEdition(None, None, problems)
    edition, record_problems = make_record(Edition, file, (), file.data, id=path.stem)
    problems = [*problems, *record_problems]
    if edition is not None:
        problems += _check_documents(workspace, edition, file)
        problems += _check_news(edition, file)
        problems += check_house_style(workspace, edition, file)
    return ReadEdition(edition, file, problems)


def _check_documents(workspace: Workspace, edition: Edition, file: TomlFile) -> Iterator[Problem]:
    if edition.name in RESERVED_NAMES:
        message = f"'{edition.name}' is al de naam van een uitvoerbestand"
        yield file.problem("dubbel", ("name",), message, "kies een andere naam voor het rapport")
    ids = [entry.id for entry in edition.documents]
    for number, entry in enumerate(edition.documents):
        key_path = ("documents", number, "id")
        if entry.id in ids[:number]:
            message = f"het id '{entry.id}' komt twee keer voor"
            yield file.problem("dubbel", key_path, message, "geef elk document een eigen id")
        if entry.id in (edition.name, *RESERVED_NAMES):
            message = f"het id '{entry.id}' is al de naam van een uitvoerbestand"
            yield file.problem("dubbel", key_path, message, "kies een ander id")
        fault = _find_template_fault(workspace, entry.template)
        if fault:
            key_path = ("documents", number, "template")
            yield file.problem(fault.code, key_path, fault.message, fault.hint)


def _find_template_fault(workspace: Workspace, template: str) -> Fault | None:
    """What is wrong when a template is not there, or is outside the folder of templates."""
    folder = workspace.templates
    path = workspace.inside(folder, template)
    if path is None or not path.is_relative_to(folder.resolve()):
        message = f"het pad '{template}' verlaat de map templates"
        return Fault("pad", message, "noem een sjabloon onder templates/")
    if path.is_file():
        return None
    names = [one.relative_to(folder).as_posix() for one in folder.rglob("*.docx")]
    message = f"het sjabloon templates/{template} ontbreekt"
    return Fault("bestand", message, nearest(template, names))


def _check_news(edition: Edition, file: TomlFile) -> Iterator[Problem]:
    """The channels, each of which gets a file of its own from the one document with posts."""
    yield from _check_channels(edition, file)
    posts = [
        number for number, entry in enumerate(edition.documents) if entry.kind.traits.has_posts
    ]
    for number in posts[1:]:
        first = edition.documents[posts[0]].id
        message = f"de berichten voor sociale media staan al in '{first}'"
        hint = "zet alle berichten in één document"
        yield file.problem("dubbel", ("documents", number, "kind"), message, hint)
    if posts and not edition.news.channels:
        message = "er is geen kanaal voor deze berichten"
        hint = "noem elk kanaal onder [[news.channels]], met id, name en limit"
        yield file.problem("kanaal", ("documents", posts[0], "kind"), message, hint)


def _check_channels(edition: Edition, file: TomlFile) -> Iterator[Problem]:
    channels = edition.news.channels
    for key in ("id", "name"):
        names = [str(getattr(channel, key)) for channel in channels]
        for number, name in enumerate(names):
            if name in names[:number]:
                message = f"{key} = '{name}' komt twee keer voor"
                hint = f"geef elk kanaal een eigen {key}"
                yield file.problem("dubbel", ("news", "channels", number, key), message, hint)
