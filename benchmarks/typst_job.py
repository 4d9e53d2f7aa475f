"""The same job in typst, a typesetter that is made for speed: the limit of what can be hoped for.

It has no Word file, freshness, trace or registers. Asks for the package `typst` from PyPI, which is
no dependency of anything here.

python -m benchmarks.typst_job PROJECT OUTPUT [--drawn]
"""

from __future__ import annotations

import argparse
import importlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import matplotlib as mpl
import pandas as pd
from docx.table import Table

from benchmarks.chain import draw, dutch, read, words

HEAD = """#set document(title: "Rapport")
#set page(paper: "a4", margin: 25mm)
#set text(lang: "nl", size: 10pt)
#set heading(numbering: "1.1")
#outline(depth: 2)
"""
HEADINGS = {"Heading 1": "=", "Heading 2": "=="}


def source(root: Path, drawings: Path, series: Mapping[str, pd.Series]) -> str:
    """The report as typst reads it: the templates of the other chain, with their tags replaced."""
    context = {f"{{{{ {name} }}}}": str(word) for name, word in words(dict(series)).items()}
    files = sorted((root / "chain").glob("h*.docx"), key=lambda path: int(path.stem[1:]))
    lines = [line for path in files for line in _chapter(path, root, drawings, series, context)]
    return HEAD + "\n\n".join(lines)


def _chapter(
    path: Path,
    root: Path,
    drawings: Path,
    series: Mapping[str, pd.Series],
    context: Mapping[str, str],
) -> Iterator[str]:
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            name = block.cell(1, 0).text.split()[-2]
            yield _table(_spec(root, name), series)
        elif (drawing := drawings / f"{block.text.strip('{} ')}.svg").is_file():
            path = drawing.relative_to(drawings.parent)
            yield f'#image("/{path}", width: 160mm, alt: "Figuur {drawing.stem}")'
        else:
            heading = HEADINGS.get(block.style.name if block.style and block.style.name else "", "")
            yield f"{heading} {_replaced(block.text, context)}".strip()


def _replaced(text: str, context: Mapping[str, str]) -> str:
    for tag, word in context.items():
        if tag in text:
            text = text.replace(tag, word)
    return text


def _spec(root: Path, name: str) -> dict[str, list[str]]:
    return tomllib.loads((root / f"figures/b/{name}.toml").read_text())


def _table(spec: Mapping[str, list[str]], series: Mapping[str, pd.Series]) -> str:
    years = range(2020, 2026)
    cells = ["Reeks", *map(str, years)]
    for key in spec["indicators"]:
        values = series[key.removeprefix("b.")]
        cells += [key, *(dutch(values[year]) if year in values.index else "." for year in years)]
    return "#table(columns: 7, " + ", ".join(f'"{cell}"' for cell in cells) + ")"


def draw_all(root: Path, drawings: Path, series: Mapping[str, pd.Series]) -> None:
    """The figures as pyplot draws them, each in a file."""
    drawings.mkdir(parents=True, exist_ok=True)
    mpl.rcParams["savefig.format"] = "svg"
    for path in sorted((root / "figures/b").glob("f*.toml")):
        picture = draw(tomllib.loads(path.read_text()), dict(series))
        (drawings / f"{path.stem}.svg").write_bytes(picture.read())


def main() -> None:
    """Draw the figures, unless they are there, and make the PDF."""
    parser = argparse.ArgumentParser(description="Maakt het referentierapport met typst.")
    parser.add_argument("project", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--drawn", action="store_true", help="de figuren zijn er al")
    asked = parser.parse_args()
    series, drawings = read(asked.project), asked.output / "drawings"
    if not asked.drawn:
        draw_all(asked.project, drawings, series)
    (asked.output / "rapport.typ").write_text(source(asked.project, drawings, series))
    compiler = importlib.import_module("typst")
    compiler.compile(
        str(asked.output / "rapport.typ"),
        output=str(asked.output / "rapport.pdf"),
        root=str(asked.output),
        pdf_standards=["ua-1"],
    )


if __name__ == "__main__":
    main()
