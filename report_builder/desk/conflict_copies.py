"""Copies of a template beside it that are in use nowhere: what SharePoint, OneDrive or a hurried
hand leaves when two people save at once. Nobody's work may lie in one unseen.
"""

from __future__ import annotations

import re
from pathlib import Path

from report_builder.fingerprint import is_owner_file, read_bytes
from report_builder.workspace import Workspace

_COPY_OF = re.compile(r"(kopie van|copy of|conflict\w*)[ _-]*", re.IGNORECASE)


def find_copies(workspace: Workspace, file: str) -> tuple[str, ...]:
    """The names of the Word files that are called after a template, lie beside it, and that no
    edition names.
    """
    template = workspace.root / file
    folder = template.parent
    if not folder.is_dir():
        return ()
    beside = (path for path in sorted(folder.iterdir()) if _is_copy(path, template))
    found = [path.name for path in beside]
    if not found:
        return ()
    settings = [read_bytes(path).decode("utf-8", "replace") for path in _settings(workspace)]
    return tuple(name for name in found if not any(name in text for text in settings))


def _is_copy(path: Path, template: Path) -> bool:
    if path.suffix.lower() != ".docx" or path.name == template.name or is_owner_file(path):
        return False
    stem = _COPY_OF.sub("", path.stem).casefold()
    own = template.stem.casefold()
    rest = stem.removeprefix(own)
    return stem.startswith(own) and not rest[:1].isalnum()


def _settings(workspace: Workspace) -> list[Path]:
    return list(workspace.edition_files().values())
