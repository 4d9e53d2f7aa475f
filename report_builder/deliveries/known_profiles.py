"""The profiles by which a project can read files, and whose each of them is."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.deliveries.eurostat_download import FORMATS
from report_builder.intake.toml_files import read_toml
from report_builder.model.catalogue import Source
from report_builder.model.service import Protocol
from report_builder.workspace import Workspace


def read_profiles(
    workspace: Workspace, sources: Mapping[str, Source]
) -> dict[str, tuple[str, ...]]:
    """The names of the profiles of each organisation: those of the project, and for what can be
    downloaded by hand those of the program. One that cannot be read, or says nobody's, is of nobody
    here: importing by it tells why.
    """
    profiles: dict[str, list[str]] = {}
    for path in sorted((workspace.deliveries / "profiles").glob("*.toml")):
        file, _ = read_toml(path, workspace.name(path))
        owner = file.data.get("owner") if file else None
        if isinstance(owner, str):
            profiles.setdefault(owner, []).append(path.stem)
    for name, source in sources.items():
        if source.service and source.service.protocol is Protocol.JSONSTAT:
            profiles.setdefault(name, []).extend(FORMATS)
    return {owner: tuple(dict.fromkeys(names)) for owner, names in profiles.items()}
