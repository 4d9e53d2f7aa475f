"""A small project to begin with: real figures, two chapters, a letter and what they show."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from report_builder.fingerprint import files_below, read_bytes
from report_builder.problems import Unusable, reason_of
from report_builder.workspace import put_beside

STARTER = Path(__file__).with_name("starter_project")


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
        with TemporaryDirectory(dir=folder, prefix=".init-") as draft:
            put_beside(Path(draft), files)
            for path in Path(draft).iterdir():
                path.rename(folder / path.name)
    except OSError as error:
        raise Unusable(f"kan niet schrijven in {folder}: {reason_of(error)}") from error


def _check_empty(folder: Path) -> None:
    present = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    if present:
        raise Unusable(
            f"{folder} is niet leeg ({present[0]} staat erin); kies een nieuwe of lege map"
        )
