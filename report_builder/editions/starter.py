"""A small project to begin with: real figures, two chapters, a letter and what they show."""

from __future__ import annotations

from pathlib import Path

from report_builder.drafts import clear, draft_folder
from report_builder.fingerprint import files_below, read_bytes
from report_builder.problems import Unusable, reason_of
from report_builder.workspace import put_beside

STARTER = Path(__file__).with_name("starter_project")
_IGNORED = (b"/output/\n", b".report-builder*\n", b"~$*\n", b".~lock.*\n")
"""The output, what is on its way to its place, and what Word and LibreOffice have open."""


def write_starter(folder: Path) -> None:
    """Write the starter project into a folder that is new or empty: all of it or nothing.

    Hidden files, such as those of git, may be there. Raises Unusable when anything else is, and
    when the folder cannot be written.
    """
    files = {
        path.relative_to(STARTER).as_posix(): read_bytes(path) for path in files_below(STARTER)
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_empty(folder)
        clear(folder)
        with draft_folder(folder) as draft:
            put_beside(draft, {**files, ".gitignore": _ignored(folder)})
            # Without data it is no project, so that comes last.
            for path in sorted(draft.iterdir(), key=lambda path: path.name == "data"):
                path.rename(folder / path.name)
    except OSError as error:
        raise Unusable(f"kan niet schrijven in {folder}: {reason_of(error)}") from error


def _ignored(folder: Path) -> bytes:
    """What git passes over: what the folder says already, and what the program makes."""
    path = folder / ".gitignore"
    before = read_bytes(path) if path.is_file() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + b"".join(line for line in _IGNORED if line.strip() not in before.splitlines())


def _check_empty(folder: Path) -> None:
    present = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    if present:
        raise Unusable(
            f"{folder} is niet leeg ({present[0]} staat erin); kies een nieuwe of lege map"
        )
