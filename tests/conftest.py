"""A small project to test with: two themes' worth of made-up figures, templates written as plain paragraphs."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import settings

from report_builder.cli import main
from report_builder.intake.project_folder import read_project
from report_builder.model.project import Project
from report_builder.model.value import TracedValue
from report_builder.problems import Problem
from report_builder.values.dataset import Dataset
from report_builder.values.filters import FILTERS
from report_builder.values.vocabulary import FOLLOWS, make_language
from report_builder.word.package import package_bytes
from report_builder.word.template.recorder import Recorder
from report_builder.word.template.sandbox import Language
from report_builder.workspace import Workspace
from tests.documented import message_codes
from tests.unwaited_disk import leave_writing_to_the_system

pytest_plugins = ["tests.blank_pages", "tests.golden"]

# How long an example takes says something of the machine, not of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

leave_writing_to_the_system()

HOUSE = Path(__file__).parent.parent / "report_builder" / "word" / "house.docx"

MOMENT = "1782000000"
"""When every test runs, in seconds of the epoch."""

EDITION = """\
reporting_year = 2025
name = "rapport"
title = "Rapport 2026"
date = 2026-06-21
language = "nl"
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew`: agree on the texts that the tests compare with (see tests/golden.py)."""
    parser.addoption("--renew", action="store_true", help="write the agreed texts anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Renewing asks for no other tests."""
    if config.getoption("--renew"):
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]


@pytest.fixture(scope="session", autouse=True)
def _store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tests of a run share a store, also what a file of tests makes for all of them: that is
    quicker, and shows what is kept wrongly. None depends on the date.
    """
    own = tmp_path_factory.getbasetemp()
    # Workers have folders of their own in that of the run.
    store = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "store"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("REPORT_BUILDER_CACHE", str(store))
        environment.setenv("SOURCE_DATE_EPOCH", MOMENT)
        yield store


@pytest.fixture(autouse=True)
def _surroundings(_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with the store and the date of the run, whatever one before it changed."""
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(_store))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)


@pytest.fixture(autouse=True)
def _codes_are_explained(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test makes go wrong has a code that the page of messages explains."""
    codes: set[str] = set()
    initialise = Problem.__init__

    def noted(problem: Problem, code: str, *rest: object, **named: object) -> None:
        codes.add(code)
        initialise(problem, code, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Problem, "__init__", noted)
    yield
    assert codes <= message_codes()


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty store for a test that is about making everything anew."""
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / "store"))


class Folder:
    """A project folder that a test writes; every method can be called again to change what is there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.catalogues: dict[str, dict[str, str]] = {}
        self.entries: list[str] = []
        self.write(
            "data/sources.toml",
            '[CBS]\nname = "Statistiek"\nurl = "https://example.org"\nlicence = "CC BY 4.0"\ndelivers = false\n',
        )
        self.edition()

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def edition(self, more: str = "", name: str = "2026", head: str = EDITION) -> None:
        """Write the edition: its settings, `more` settings, and the documents that were added."""
        self.more = more
        self.write(f"data/editions/{name}.toml", head + more + "\n" + "\n".join(self.entries))

    def indicator(self, key: str, rows: Iterable[Sequence[object]], **settings: object) -> None:
        """Write an indicator: rows are (period, value) or (period, value, status), with a slice as (period, part, value)."""
        theme, name = key.split(".")
        settings = {
            "title": name.replace("_", " "),
            "unit": "personen",
            "frequency": "A",
            "source": "CBS",
        } | settings
        lines = [f"{setting} = {_toml(value)}" for setting, value in settings.items()]
        self.catalogues.setdefault(theme, {})[name] = f"[{name}]\n" + "\n".join(lines)
        self.write(
            f"data/{theme}/catalogue.toml", "\n\n".join(self.catalogues[theme].values()) + "\n"
        )
        dimensions = list(settings.get("dimensions", []))  # type: ignore[call-overload]
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(["time_period", *dimensions, "obs_value", "obs_status"])
        for row in rows:
            writer.writerow([*row, *(["A"] if len(row) == len(dimensions) + 2 else [])])
        self.write(f"data/{theme}/{name}.csv", written.getvalue())

    def figure(self, key: str, **settings: object) -> None:
        """Write a figure specification."""
        settings = {"kind": "line", "title": key} | settings
        lines = (
            f"{'from' if name == 'since' else name} = {_toml(value)}"
            for name, value in settings.items()
        )
        self.write(f"figures/{key}.toml", "\n".join(lines) + "\n")

    def document(
        self, name: str, *paragraphs: str, kind: str = "chapter", **settings: object
    ) -> Path:
        """Write a template with these paragraphs (`# ` and `## ` are headings) and add it to the edition."""
        document = new_document()
        for text in paragraphs:
            add_paragraph(document, text)
        return self.add(name, document, kind, **settings)

    def add(self, name: str, document: Document, kind: str = "chapter", **settings: object) -> Path:
        """Save a template and add it to the edition. It is the same to the byte in each test that
        writes the same, so that what was made of it before is in the store.
        """
        path = self.write(f"templates/{name}.docx", package_bytes(document))
        settings = {
            "id": name,
            "kind": kind,
            "title": name.capitalize(),
            "template": path.name,
        } | settings
        entry = (
            "[[documents]]\n"
            + "\n".join(f"{key} = {_toml(value)}" for key, value in settings.items())
            + "\n"
        )
        if entry not in self.entries:
            self.entries.append(entry)
        self.edition(self.more)
        return path

    def project(self) -> Project:
        """The project as it is read; its own problems must be none."""
        workspace = Workspace.open(self.root)
        project, problems = read_project(workspace, workspace.choose_edition(None))
        assert [str(problem) for problem in problems if problem.is_error] == []
        assert project is not None
        return project

    def run(self, *arguments: str) -> int:
        """Run the command line in this process; return its exit status."""
        command, *rest = arguments
        return main([command, "--project", str(self.root), "--jobs", "1", "--quiet", *rest])

    def build(self, *arguments: str) -> Path:
        """Build, which must succeed; return the output folder."""
        assert self.run("build", *arguments) == 0
        return self.output

    @property
    def output(self) -> Path:
        """The output folder of the concept."""
        return self.root / "output" / "2026" / "concept"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, date):
        return value.isoformat()
    return (
        str(value) if isinstance(value, int | float) else '"' + str(value).replace('"', '\\"') + '"'
    )


def new_document() -> Document:
    """An empty document with the house styles, without front and headers."""
    document = docx.Document(str(HOUSE))
    body = document.element.body
    section = body.find(qn("w:sectPr"))
    for element in list(body):
        if element is not section:
            body.remove(element)
    for element in list(section):
        if element.tag in (qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg")):
            section.remove(element)
            if element.get(qn("r:id")):
                document.part.rels.pop(element.get(qn("r:id")))
    document.core_properties.title = ""
    return document


def add_paragraph(document: Document, text: str) -> None:
    """Add a paragraph; one that starts with # or ## is a heading."""
    marks = len(text) - len(text.lstrip("#"))
    document.add_paragraph(text[marks:].strip(), style=f"Heading {marks}" if marks else None)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty project with one source."""
    return Folder(tmp_path / "project")


@pytest.fixture
def asylum(folder: Folder) -> Folder:
    """A project with fresh, stale, sliced, monthly and day indicators under `asiel`."""
    return with_asylum(folder)


def with_asylum(folder: Folder) -> Folder:
    """The folder with these indicators."""
    years = zip(
        range(2015, 2026), (430, 181, 147, 203, 225, 137, 246, 355, 383, 321, 241), strict=True
    )
    slices = [
        *((year, "TOTAL", value * 100 + 40) for year, value in years),
        (2024, "Syrië", 9740),
        (2025, "Syrië", 6125),
        (2024, "Eritrea", 1200),
        (2025, "Eritrea", 2100),
        (2024, "Turkije", 2600),
        (2025, "Turkije", 1900),
        (2024, "Overig", 18600),
        (2025, "Overig", 14015),
    ]
    folder.indicator(
        "asiel.aanvragen",
        slices,
        title="Eerste aanvragen",
        unit="aanvragen",
        dimensions=["nationaliteit"],
    )
    folder.indicator("asiel.oud", [(2022, 90), (2023, 100), (2024, 120)], title="Oud cijfer")
    folder.indicator(
        "asiel.aandeel", [(2024, "2.3"), (2025, "2.4")], unit="procent", decimals=1, maximum=100
    )
    folder.indicator("asiel.stand", [("2024-12-31", 1000), ("2025-12-29", 1010)], frequency="D")
    months = [
        (f"{year}-{month:02}", year + month) for year in (2024, 2025) for month in range(1, 13)
    ]
    folder.indicator("asiel.maand", months, frequency="M")
    return folder


@pytest.fixture
def ask(asylum: Folder) -> Callable[[str], object]:
    """Evaluates an expression of the template language over the asylum project: `ask("asiel.oud|verschil")`."""
    asylum.document("hoofdstuk", "# Kop")
    return asker(asylum.project())


def asker(project: Project) -> Callable[[str], object]:
    """Evaluates expressions of the template language over a project, as a template would; returns what is printed."""

    def ask(expression: str) -> object:
        text, recorder = _run(project, "{{\n" + expression + "}}")
        errors = [problem.message for problem in recorder.problems if problem.is_error]
        if errors:
            raise AssertionError("; ".join(errors))
        shown = recorder.printed[0] if recorder.printed else text
        assert isinstance(shown, TracedValue | str)
        return shown

    return ask


def warner(project: Project) -> Callable[[str], list[str]]:
    """Runs a template over a project; returns what it is warned of. Expressions may do without braces."""

    def warn(template: str) -> list[str]:
        source = template if "{" in template else "{{" + template + "}}"
        _, recorder = _run(project, source.replace("{{", "{{\n").replace("{%", "{%\n"))
        assert not [problem.message for problem in recorder.problems if problem.is_error]
        return list(dict.fromkeys(problem.message for problem in recorder.problems))

    return warn


def _run(project: Project, source: str) -> tuple[str | None, Recorder]:
    recorder = Recorder("sjabloon", FILTERS, FOLLOWS)
    language = Language(make_language(Dataset(project)), recorder)
    return language.run(source), recorder


def texts(document: Path | bytes) -> list[str]:
    """The paragraphs of a Word file as they are read, those in tables too, without empty ones; a
    space that keeps words together is a space.
    """
    opened = docx.Document(io.BytesIO(document) if isinstance(document, bytes) else str(document))
    found = (
        "".join(t.text or "" for t in p.iter(qn("w:t"))).replace("\u00a0", " ")
        for p in opened.element.body.iter(qn("w:p"))
    )
    return [text for text in found if text.strip()]


def yellow(document: Path | bytes) -> list[str]:
    """The stretches of a Word file that are highlighted, one for each paragraph that has any."""
    opened = docx.Document(io.BytesIO(document) if isinstance(document, bytes) else str(document))
    found = []
    for paragraph in opened.element.body.iter(qn("w:p")):
        runs = (
            run
            for run in paragraph.iter(qn("w:r"))
            if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
        )
        text = "".join(t.text or "" for run in runs for t in run.iter(qn("w:t")))
        if text:
            found.append(text)
    return found


def part(document: Path, name: str) -> str:
    """A part of a Word file as text."""
    with zipfile.ZipFile(document) as opened:
        return opened.read(name).decode()


def read_csv(path: Path) -> list[dict[str, str]]:
    """A register as rows."""
    with path.open(newline="") as opened:
        return list(csv.DictReader(opened))
