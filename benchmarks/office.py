"""LibreOffice, which makes the PDF of the other chain: as people call it, or with a table of
contents that is right, bookmarks and tags as PDF/UA asks for.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PROFILE = Path(__file__).parent / "office_profile"
"""A profile with the macro, which calls UNO from Basic: no Python with `uno` is asked for. It is
said to have been started before, or LibreOffice would put its own empty library over ours.
"""
MACRO = "macro:///Standard.Accessible.Export"


def is_there() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


def convert(docx: Path) -> None:
    """The PDF beside a Word file, as `--convert-to` makes it."""
    _run(docx, ["--convert-to", "pdf", "--outdir", str(docx.parent), str(docx)])


def convert_accessible(docx: Path) -> None:
    """The same, tagged for PDF/UA, with bookmarks, and with the tables of contents brought up to
    date, also in the Word file.
    """
    _run(docx, [f"{MACRO}({docx.resolve()},{docx.resolve().with_suffix('.pdf')})"])


def _run(docx: Path, arguments: list[str]) -> None:
    """Let LibreOffice work in a profile of its own; it ends without an error also when it fails."""
    pages = docx.with_suffix(".pdf")
    pages.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        profile = shutil.copytree(PROFILE, Path(folder) / "profile")
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        subprocess.run([*command, *arguments], check=True, capture_output=True)
    if not pages.is_file():
        raise RuntimeError(f"LibreOffice maakte geen PDF van {docx.name}")
