"""Settings from TOML: sources, catalogues, editions and figure specifications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from report_builder.intake.house_style import check_house_style
from report_builder.intake.service_settings import check_services
from report_builder.intake.toml_files import R, TomlFile, make_record, read_toml
from report_builder.model.catalogue import Indicator, Source
from report_builder.model.edition import Edition
from report_builder.model.record import ID
from report_builder.problems import Problem, nearest
from report_builder.workspace import Workspace

WORDS_OF_THE_LANGUAGE = frozenset(
    {"editie", "persoon", "figuur", "tabel", "verwijs", "vast", "geadresseerde", "loop"}
)
"""Names that templates use for something else than a theme."""

RESERVED_NAMES = ("kamerstuk", "voorwerk")
"""What neither the report nor a document can be called."""


def read_sources(workspace: Workspace) -> tuple[dict[str, Source], list[Problem]]:
    """The sources by key, from data/sources.toml."""
    path = workspace.data / "sources.toml"
    if not path.is_file():
        return {}, [
            Problem(
                "bestand",
                workspace.name(path),
                "1",
                "het bestand ontbreekt",
                "noem hierin de bronnen",
            )
        ]
    return _read_records(Source, path, workspace.name(path))


def _read_records(
    kind: type[R], path: Path, name: str, prefix: str = ""
) -> tuple[dict[str, R], list[Problem]]:
    """The records of a file with one table for each; with a prefix, each gets its id from its
    table.
    """
    file, problems = read_toml(path, name)
    records: dict[str, R] = {}
    for key, data in file.data.items() if file else ():
        fixed = {"id": f"{prefix}.{key}"} if prefix else {}
        record, found = make_record(kind, file, (key,), data, **fixed) if file else (None, [])
        problems += found
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
        path = folder / "catalogue.toml"
        name = workspace.name(path)
        found = {
            csv.stem: csv
            for csv in sorted(folder.glob("*.csv"))
            if not csv.name.startswith((".", "~"))
        }
        if not path.is_file():
            problems += _without_entry(workspace, found, {}, name)
            read.broken |= {f"{folder.name}.{key}" for key in found}
            continue
        entries, wrong = _read_records(Indicator, path, name, folder.name)
        lines, _ = read_toml(path, name)
        problems += wrong
        if lines:
            problems += _check_theme(folder, lines)
            problems += _check_entries(workspace, lines, entries, sources, found)
            problems += check_services(lines, entries, sources)
            problems += _without_entry(workspace, found, lines.data, name)
        for key in {*found, *entries, *(lines.data if lines else ())}:
            if key in found and key in entries and workspace.inside(folder, found[key].name):
                read.indicators[entries[key].id] = entries[key]
                read.files[entries[key].id] = (found[key], workspace.name(found[key]))
            else:
                read.broken.add(f"{folder.name}.{key}")
    return read, problems


def _check_theme(folder: Path, lines: TomlFile) -> Iterator[Problem]:
    if folder.name in WORDS_OF_THE_LANGUAGE:
        yield lines.problem(
            "naam", (), f"een thema kan niet '{folder.name}' heten", "kies een andere mapnaam"
        )
    elif not re.fullmatch(ID, folder.name):
        hint = "gebruik kleine letters, cijfers en _, beginnend met een letter"
        yield lines.problem("naam", (), f"'{folder.name}' kan geen naam van een thema zijn", hint)


def _check_entries(
    workspace: Workspace,
    lines: TomlFile,
    entries: Mapping[str, Indicator],
    sources: Mapping[str, Source] | None,
    found: Mapping[str, Path],
) -> Iterator[Problem]:
    for key in lines.data:
        if not re.fullmatch(ID, key):
            hint = "gebruik kleine letters, cijfers en _, beginnend met een letter"
            yield lines.problem(
                "naam", (key,), f"'{key}' kan geen naam van een indicator zijn", hint
            )
        if key not in found:
            folder = Path(lines.name).parent.as_posix()
            yield lines.problem(
                "bestand",
                (key,),
                f"{folder}/{key}.csv ontbreekt",
                "voeg de cijfers toe of haal de ingang weg",
            )
        elif not workspace.inside(found[key].parent, found[key].name):
            yield lines.problem(
                "pad", (key,), f"{found[key].name} verwijst naar een bestand buiten het project"
            )
    for key, indicator in entries.items():
        if sources is not None and indicator.source not in sources:
            hint = nearest(indicator.source, sources) or "voeg de bron toe aan data/sources.toml"
            yield lines.problem(
                "bron", (key, "source"), f"onbekende bron '{indicator.source}'", hint
            )
        if clash := {"time_period", "obs_value", "obs_status"} & set(indicator.dimensions):
            yield lines.problem(
                "naam", (key, "dimensions"), f"'{min(clash)}' kan geen dimensie heten"
            )


def _without_entry(
    workspace: Workspace, found: Mapping[str, Path], entries: Mapping[str, object], catalogue: str
) -> Iterator[Problem]:
    for key, path in found.items():
        if key not in entries:
            hint = nearest(key, entries) or f"voeg [{key}] toe aan {catalogue}"
            yield Problem(
                "ingang", workspace.name(path), "1", f"'{key}' staat niet in de catalogus", hint
            )


def read_edition(
    workspace: Workspace, path: Path
) -> tuple[Edition | None, TomlFile | None, list[Problem]]:
    """The edition that a file describes, and the file itself to point at lines of it."""
    file, problems = read_toml(path, workspace.name(path))
    if file is None:
        return None, None, problems
    edition, found = make_record(Edition, file, (), file.data, id=path.stem)
    if edition is None:
        return None, file, problems + found
    found += [
        *_check_documents(workspace, edition, file),
        *_check_news(edition, file),
        *check_house_style(workspace, edition, file),
    ]
    return edition, file, [*problems, *found]


def _check_documents(workspace: Workspace, edition: Edition, file: TomlFile) -> Iterator[Problem]:
    ids = [entry.id for entry in edition.documents]
    if edition.name in RESERVED_NAMES:
        hint = "kies een andere naam voor het rapport"
        yield file.problem(
            "dubbel", ("name",), f"'{edition.name}' is al de naam van een uitvoerbestand", hint
        )
    for place, entry in enumerate(edition.documents):
        if entry.id in ids[:place]:
            hint = "geef elk document een eigen id"
            yield file.problem(
                "dubbel",
                ("documents", place, "id"),
                f"het id '{entry.id}' komt twee keer voor",
                hint,
            )
        if entry.id in (edition.name, *RESERVED_NAMES):
            message = f"het id '{entry.id}' is al de naam van een uitvoerbestand"
            yield file.problem("dubbel", ("documents", place, "id"), message, "kies een ander id")
        key_path = ("documents", place, "template")
        path = workspace.inside(workspace.templates, entry.template)
        if path is None or not path.is_relative_to(workspace.templates.resolve()):
            hint = "noem een sjabloon onder templates/"
            yield file.problem(
                "pad", key_path, f"het pad '{entry.template}' verlaat de map templates", hint
            )
        elif not path.is_file():
            known = [
                item.relative_to(workspace.templates).as_posix()
                for item in workspace.templates.rglob("*.docx")
            ]
            hint = nearest(entry.template, known)
            yield file.problem(
                "bestand", key_path, f"het sjabloon templates/{entry.template} ontbreekt", hint
            )


def _check_news(edition: Edition, file: TomlFile) -> Iterator[Problem]:
    """The channels, each of which gets a file of its own from the one document with posts."""
    channels, posts = (
        edition.news.channels,
        [entry.id for entry in edition.documents if entry.kind.traits.has_posts],
    )
    for key in ("id", "name"):
        names = [getattr(channel, key) for channel in channels]
        for place in (place for place, name in enumerate(names) if name in names[:place]):
            key_path = ("news", "channels", place, key)
            hint = f"geef elk kanaal een eigen {key}"
            yield file.problem(
                "dubbel", key_path, f"{key} = '{names[place]}' komt twee keer voor", hint
            )
    for place in [place for place, entry in enumerate(edition.documents) if entry.id in posts[1:]]:
        message = f"de berichten voor sociale media staan al in '{posts[0]}'"
        yield file.problem(
            "dubbel", ("documents", place, "kind"), message, "zet alle berichten in één document"
        )
    if posts and not channels:
        place = [entry.id for entry in edition.documents].index(posts[0])
        hint = "noem elk kanaal onder [[news.channels]], met id, name en limit"
        yield file.problem(
            "kanaal", ("documents", place, "kind"), "er is geen kanaal voor deze berichten", hint
        )
