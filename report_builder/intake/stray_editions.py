"""What lies among the editions and is none: copies, and folders with the name of one."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.problems import Problem, Severity
from report_builder.workspace import Workspace


def check_strays(workspace: Workspace) -> Iterator[Problem]:
    """A warning for each of them: they are passed over."""
    for path in workspace.stray_editions():
        what = "de naam is geen jaar" if path.is_file() else "dit is geen bestand"
        message = f"dit geldt niet als editie en wordt overgeslagen: {what}"
        hint = "haal het weg als het een kopie is, of noem het naar zijn jaar, zoals 2027.toml"
        yield Problem("editie", workspace.name(path), "1", message, hint, Severity.WARNING)
