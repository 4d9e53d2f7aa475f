"""What was built of an edition: its files, when, and of which state of the project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from report_builder.build.filled_project import FilledProject
from report_builder.build.public_set import FOLDER as PUBLIC
from report_builder.build.public_set import other_outward_names
from report_builder.desk.context import Desk
from report_builder.desk.output_folder import FoundFile, OutputFolder, open_output
from report_builder.fingerprint import MANIFEST, project_files, project_version
from report_builder.model.dutch_time import dutch_clock
from report_builder.model.edition import Release
from report_builder.registers.open_data import FOLDER as OPEN_DATA

TITLES = {Release.CONCEPT: "Concept", Release.DEFINITIVE: "Definitieve versie"}
_KINDS = {
    "csv": "tabel (CSV)",
    "docx": "Word",
    "html": "webpagina",
    "json": "gegevens (JSON)",
    "pdf": "PDF",
    "png": "afbeelding",
    "svg": "afbeelding",
    "txt": "tekst",
    "xlsx": "Excel",
}
_THOUSAND = 1000
_FOLDERS = {
    "": "",
    PUBLIC: "Openbare set: persoonsgegevens zijn vervangen door de grond",
    OPEN_DATA: "Open data",
    f"{PUBLIC}/{OPEN_DATA}": "Openbare set: open data",
    "social": "Berichten voor sociale media",
}


@dataclass(frozen=True)
class BuiltFile:
    """A file to download; `is_apart` when it is none of the whole that was built."""

    name: str
    kind: str
    size: str
    is_apart: bool


@dataclass(frozen=True)
class BuiltRelease:
    """A release as it lies in the output folder.

    `moment` is when it was built, by the clock of Amsterdam, and `version` the state of the project
    that it was built from; without a manifest nothing is known but its files. `is_current` says
    whether the project is still in that state; None where that is not known.
    """

    release: str
    title: str
    folders: tuple[tuple[str, tuple[BuiltFile, ...]], ...]
    moment: datetime | None
    version: str
    program: str
    is_current: bool | None
    searched: tuple[str, ...] = ()
    """The files that were searched for personal data."""

    @property
    def is_whole(self) -> bool:
        """Whether a whole release was built, rather than documents alone."""
        return self.moment is not None


def find_built(desk: Desk, edition: str) -> list[BuiltRelease]:
    """The releases of an edition that were built, the concept first."""
    version = project_version(project_files(desk.workspace), edition)
    releases = []
    for release in TITLES:
        with open_output(desk.output / edition / release.value) as output:
            if output is not None and (files := output.files()):
                releases.append(_built(desk, release, output, files, version))
    return releases


def _built(
    desk: Desk, release: Release, output: OutputFolder, files: list[FoundFile], version: str
) -> BuiltRelease:
    manifest = _read_manifest(output)
    moment = None
    if manifest:
        written = next(file.written for file in files if file.name == MANIFEST)
        moment = dutch_clock(datetime.fromtimestamp(written, UTC))
    made_from = str(manifest.get("project", ""))
    return BuiltRelease(
        release.value,
        TITLES[release],
        _by_folder(files, manifest),
        moment,
        made_from,
        str(manifest.get("program", "")),
        made_from == version if made_from else None,
        _searched(desk, files) if release is Release.DEFINITIVE and manifest else (),
    )


def _read_manifest(output: OutputFolder) -> Mapping[str, object]:
    """What the manifest says; nothing where there is none, or somebody changed it."""
    with suppress(OSError, ValueError), output.open(MANIFEST) as file:
        manifest = json.load(file)
        if isinstance(manifest, dict) and isinstance(manifest.get("files"), dict):
            return manifest
    return {}


def _by_folder(
    files: list[FoundFile], manifest: Mapping[str, object]
) -> tuple[tuple[str, tuple[BuiltFile, ...]], ...]:
    listed = manifest.get("files", {})
    assert isinstance(listed, dict)

    def shown(file: FoundFile) -> BuiltFile:
        ending = file.name.rpartition(".")[2].lower()
        is_apart = bool(manifest) and file.name not in listed and file.name != MANIFEST
        return BuiltFile(file.name, _KINDS.get(ending, "bestand"), _size(file.size), is_apart)

    grouped = groupby(sorted(files, key=_place), key=lambda file: file.name.rpartition("/")[0])
    return tuple(
        (_FOLDERS.get(folder, folder), tuple(shown(file) for file in members))
        for folder, members in grouped
    )


def _place(file: FoundFile) -> tuple[bool, str, str]:
    folder, _, name = file.name.rpartition("/")
    return bool(folder), folder, name


def _size(size: int) -> str:
    """A size as people read it."""
    if size < _THOUSAND:
        return f"{size} bytes"
    if size < _THOUSAND**2:
        return f"{round(size / _THOUSAND)} kB"
    return f"{size / _THOUSAND**2:.1f} MB".replace(".", ",")


def _searched(desk: Desk, files: list[FoundFile]) -> tuple[str, ...]:
    checked = desk.live.state.checked
    names = [file.name for file in files]
    searched = [name for name in names if name.startswith(f"{PUBLIC}/")]
    if checked and isinstance(checked.project, FilledProject):
        searched += other_outward_names(checked.project, names)
    return tuple(searched)
