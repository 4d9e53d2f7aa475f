"""A desk over a project that figures are delivered to, and what a coordinator does there."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.conftest import Folder
from tests.desk.conftest import PATIENCE, RunningDesk, read_desk

HEAD = "Indicator;Periode;Onderdeel;Cijfer;Status\n"
SOURCES = """\
[CBS]
name = "Statistiek"
url = "https://example.org"
licence = "CC BY 4.0"

[IND]
name = "Dienst"
url = "https://example.org/dienst"
licence = "CC0 1.0"
delivers = true
mail = "cijfers@dienst.example"

[COA]
name = "Opvang"
url = "https://example.org/opvang"
licence = "CC0 1.0"
delivers = true
"""
PROFILE = """\
owner = "COA"

[[tables]]
anchor = "Jaar"
columns = "indicator"

[tables.labels]
"Bezetting" = "opvang.bezetting"
"""


class DeliveryDesk:
    """The desk, its project, and the state that the project has at the start of each test."""

    def __init__(self, folder: Folder, running: RunningDesk, store: Path | None = None) -> None:
        self.folder, self.running, self.store = folder, running, store
        self.client = running.client
        self.first = self.tree()

    def tree(self) -> dict[str, bytes]:
        """Every file below data/, by name."""
        data = self.folder.root / "data"
        return {
            path.relative_to(data).as_posix(): path.read_bytes()
            for path in data.rglob("*")
            if path.is_file()
        }

    def restore(self) -> None:
        """Put everything back as it was."""
        for name in self.tree().keys() - self.first.keys():
            (self.folder.root / "data" / name).unlink()
        for name, content in self.first.items():
            self.folder.write(f"data/{name}", content)

    def put_in(self, name: str, content: str | bytes, choice: str = "IND|") -> httpx.Response:
        """Put a file in, and wait until it has been looked at."""
        data = content.encode() if isinstance(content, str) else content
        sent = self.client.post(
            "/leveringen/bekeken",
            data={"keuze": choice} if choice else {},
            files={"bestand": (name, data)},
        )
        return self.at_rest(sent)

    def at_rest(self, page: httpx.Response) -> httpx.Response:
        """A page once nothing is being done any more."""
        end = time.monotonic() + PATIENCE
        while "data-bezig" in page.text:
            assert time.monotonic() < end
            time.sleep(0.03)
            page = self.client.get(page.url)
        return page

    def take_in(self, page: httpx.Response, **fields: str) -> httpx.Response:
        """Press the button below what was looked at, with these fields filled in."""
        [version] = re.findall(r'name="versie" value="([^"]+)"', page.text)
        return self.at_rest(
            self.client.post(f"{page.url.path}/inlezen", data={"versie": version, **fields})
        )


def words(page: httpx.Response) -> str:
    """What somebody reads on a page."""
    body = page.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


def write_project(root: Path) -> Folder:
    """A project with figures of two organisations, one of them with a profile."""
    folder = Folder(root)
    folder.write("data/sources.toml", SOURCES)
    folder.write("data/deliveries/profiles/bezetting.toml", PROFILE)
    folder.indicator(
        "asiel.instroom", [(2022, 900), (2023, 1000), (2024, 1100)], source="IND", title="Instroom"
    )
    folder.indicator("asiel.besluiten", [(2023, 500), (2024, 520)], source="IND", title="Besluiten")
    folder.indicator("opvang.bezetting", [(2024, 70000)], source="COA", title="Bezetting")
    folder.document(
        "h1", "# Kop", "Er waren {{ asiel.instroom }}: een {{ asiel.instroom|verandering }}."
    )
    return folder


@contextmanager
def opened_deliveries(root: Path, store: Path, *arguments: str) -> Iterator[DeliveryDesk]:
    """A desk over such a project, which has been read."""
    folder = write_project(root)
    with read_desk(folder.root, store, *arguments) as running:
        yield DeliveryDesk(folder, running, store)
