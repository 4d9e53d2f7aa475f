"""A project that figures are delivered to, and files as organisations send them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Folder

SOURCES = """\
[CBS]
name = "Statistiek"
url = "https://example.org"
licence = "CC BY 4.0"
delivers = false

[IND]
name = "Dienst"
url = "https://example.org/dienst"
licence = "CC0 1.0"
"""


class Chain:
    """The project, and what is needed to deliver to it and to see what became of that."""

    def __init__(self, folder: Folder, inbox: Path) -> None:
        self.folder, self.inbox = folder, inbox
        inbox.mkdir()

    def workbook(
        self, sheets: dict[str, Iterable[Iterable[object]]], name: str = "levering.xlsx"
    ) -> Path:
        """A workbook of these rows; a change to it is made by whoever asks for `book` below."""
        return self.book(sheets, name)

    def book(
        self,
        sheets: dict[str, Iterable[Iterable[object]]],
        name: str = "levering.xlsx",
        change: Callable[[Workbook], None] = lambda book: None,
    ) -> Path:
        """A workbook of these rows, changed before it is saved."""
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(list(row))
        change(book)
        book.save(self.inbox / name)
        return self.inbox / name

    def file(self, name: str, content: str | bytes) -> Path:
        """A file as it was sent."""
        path = self.inbox / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def profile(self, text: str, name: str = "tabel") -> None:
        """The profile that the files are read by."""
        self.folder.write(f"data/deliveries/profiles/{name}.toml", text)

    def take(self, path: Path, *arguments: str, owner: str = "IND") -> int:
        """Import a file by the profile `tabel`, where there is one, with a reason where something
        is accepted without one; return the exit status.
        """
        has_profile = (self.folder.root / "data/deliveries/profiles/tabel.toml").is_file()
        profile = ["--profile", "tabel"] if has_profile else []
        accepts = any(argument.startswith("--accept") for argument in arguments)
        reason = ["--reason", "nagevraagd"] if accepts and "--reason" not in arguments else []
        return self.folder.run("import", str(path), "--from", owner, *profile, *arguments, *reason)

    def rows(self, key: str) -> list[str]:
        """The lines of an indicator's CSV below its head."""
        return (
            (self.folder.root / "data" / f"{key.replace('.', '/')}.csv")
            .read_text()
            .splitlines()[1:]
        )

    def tree(self) -> dict[str, bytes]:
        """Every file of the project."""
        root = self.folder.root
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def chain(folder: Folder, tmp_path: Path) -> Chain:
    """A project with figures of the IND: one whole, one by nationality, one by month."""
    folder.write("data/sources.toml", SOURCES)
    folder.indicator(
        "asiel.instroom", [(2022, 900), (2023, 1000), (2024, 1100)], source="IND", title="Instroom"
    )
    parts = [
        *(
            (2023, name, value)
            for name, value in (("TOTAL", 600), ("Syrië", 300), ("Eritrea", 200), ("Overig", 100))
        ),
        *(
            (2024, name, value)
            for name, value in (("TOTAL", 660), ("Syrië", 330), ("Eritrea", 220), ("Overig", 110))
        ),
    ]
    folder.indicator(
        "asiel.land", parts, source="IND", dimensions=["nationaliteit"], title="Naar land"
    )
    months = [(f"2024-{month:02}", 100 + month) for month in range(1, 13)]
    folder.indicator("asiel.maand", months, source="IND", frequency="M", title="Per maand")
    folder.indicator(
        "asiel.aandeel", [(2023, "40.5"), (2024, "41.5")], source="IND", unit="procent", decimals=1
    )
    folder.indicator("migratie.anders", [(2024, 5000)], title="Van een ander")
    folder.document("h1", "# Kop", "Er waren {{ asiel.instroom }}.")
    return Chain(folder, tmp_path / "inbox")


def rezipped(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A workbook with its parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    path.write_bytes(written.getvalue())
    return path
