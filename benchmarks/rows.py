"""What is measured: each row a way to make a report, with what it is before that is not counted."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import office
from benchmarks.real_edition import DOCUMENT, RealEdition

OTHER = "de keten, met PDF/UA, bladwijzers en een kloppende inhoudsopgave"
"""What the others are set against."""


def _nothing() -> None:
    pass


ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""As the command line sets it for itself: a process with threads of numpy is not forked."""


@dataclass(frozen=True)
class Row:
    """A command, what to do before it without counting, and what it may cost: of the other chain
    or, where `unit` says so, by itself.
    """

    name: str
    command: Sequence[str]
    prepare: Callable[[], None] = _nothing
    environment: Mapping[str, str] = field(default_factory=dict)
    must: str = ""
    aim: str = ""
    refused: str = ""
    """Why it cannot run on this machine."""


def python(module: str, *arguments: str | Path) -> list[str]:
    """A command that runs a module with this Python."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def build_command(root: Path) -> list[str]:
    """The command that makes everything of a project."""
    return python("report_builder", "build", "--project", root, "--quiet")


def chain_rows(root: Path, output: Path) -> list[Row]:
    """The chain that people use now, three ways, and typst as the limit."""
    chain = python("benchmarks.chain", root, output / "chain")
    no_office = "" if office.is_there() else "LibreOffice (soffice) is er niet"
    is_there = importlib.util.find_spec("typst") is not None
    no_typst = "" if is_there else "het pakket typst (PyPI) is er niet"
    typst = python("benchmarks.typst_job", root, output / "typst")
    return [
        Row("de keten zoals men haar schrijft", chain, refused=no_office),
        Row(OTHER, [*chain, "--accessible"], refused=no_office),
        Row(
            "diezelfde, hoofdstukken gevuld in twee processen",
            [*chain, "--accessible", "--processes", "2"],
            refused=no_office,
        ),
        Row("de grens: typst (alleen PDF), figuren van matplotlib", typst, refused=no_typst),
        Row("de grens: typst, de figuren liggen er al", [*typst, "--drawn"], refused=no_typst),
    ]


def our_rows(root: Path, output: Path) -> list[Row]:
    """Ours: from nothing, after one change, and after none."""
    store = output / "store"
    where = {"REPORT_BUILDER_CACHE": str(store)}
    build = build_command(root)
    alone = python("benchmarks.products", root, output / "alone", "--alone")

    def forget() -> None:
        shutil.rmtree(store, ignore_errors=True)
        shutil.rmtree(root / "output", ignore_errors=True)

    def change() -> None:
        change_one(root / "data/b/x1.csv")

    return [
        Row("wij: alleen het rapport, Word en PDF", alone, forget, {**where, **ONE_THREAD}),
        Row("wij: alles wat wij maken", build, forget, where, "0,65", "0,5"),
        Row("wij: één waarneming gewijzigd", build, change, where, "0,25", "0,1"),
        Row("wij: niets gewijzigd", build, _nothing, where, "0,3 s", ""),
    ]


def edition_rows(output: Path) -> list[Row]:
    """One word of chapter 3 of the real edition changed, in a new process."""
    edition = RealEdition(output / "edition")
    where = {"REPORT_BUILDER_CACHE": str(output / "edition_store")}
    project = ("--project", edition.root)
    check = python("report_builder", "check", *project, "--quiet")
    build = python("report_builder", "build", *project, "--quiet", "--document", DOCUMENT)

    def change() -> None:
        edition.change_a_word()

    return [
        Row("één woord in hoofdstuk 3: `check`", check, change, where, "3 cpu", "2 cpu"),
        Row(
            f"één woord in hoofdstuk 3: `build --document {DOCUMENT}`",
            build,
            change,
            where,
            "5 cpu",
            "4 cpu",
        ),
    ]


CHECKED, SEEN = (
    "hetzelfde in een proces dat warm is: nagekeken",
    "hetzelfde in een proces dat warm is: te zien als Word, PDF en HTML",
)


def warm_rows() -> list[Row]:
    """What a process that stays warm is measured by, which is no command by itself."""
    return [Row(CHECKED, []), Row(SEEN, [], must="2 s", aim="1 s")]


def change_one(path: Path) -> None:
    """Make the last observation of a series one more."""
    head, last = path.read_text().rstrip().rsplit("\n", 1)
    year, value, status = last.split(",")
    path.write_text(f"{head}\n{year},{int(value) + 1},{status}\n")
