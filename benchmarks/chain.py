"""The chain that people use now: pandas, matplotlib, docxtpl, docxcompose, and LibreOffice for the
PDF.

It has no freshness, trace, content controls, live captions or registers; it is what the time is set
against.

python -m benchmarks.chain PROJECT OUTPUT [--accessible] [--processes N]
"""

from __future__ import annotations

import argparse
import io
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import docx
import matplotlib as mpl
import pandas as pd
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxcompose.composer import Composer
from docxtpl import DocxTemplate, InlineImage

from benchmarks.office import convert, convert_accessible

mpl.use("agg")
import matplotlib.pyplot as plt  # the backend comes first


def dutch(value: float) -> str:
    """A number with points between the thousands."""
    return f"{value:,.0f}".replace(",", ".")


def read(root: Path) -> dict[str, pd.Series]:
    """The values of each series by year."""
    files = sorted((root / "data/b").glob("x*.csv"))
    return {path.stem: pd.read_csv(path).set_index("time_period")["obs_value"] for path in files}


def words(series: dict[str, pd.Series]) -> dict[str, object]:
    """Everything that the texts ask for, under one name each."""
    found: dict[str, object] = {}
    for name, values in series.items():
        now, before = float(values.iloc[-1]), float(values.iloc[-2])
        change = (now - before) / before * 100
        found |= {
            f"value_{name}": dutch(now),
            f"period_{name}": str(values.index[-1]),
            f"change_{name}": f"{'stijging' if change > 0 else 'daling'} van {dutch(abs(change))}%",
            f"direction_{name}": "gestegen" if change > 0 else "gedaald",
            f"difference_{name}": dutch(abs(now - before)),
            f"rounded_{name}": dutch(round(now, -3)),
        }
    return found


def draw(spec: dict[str, object], series: dict[str, pd.Series]) -> io.BytesIO:
    """A figure as a PNG, as one draws it with pyplot."""
    fig, axes = plt.subplots(figsize=(6.3, 3.2))
    for key in spec["indicators"]:  # type: ignore[attr-defined]
        values = series[key.removeprefix("b.")]
        axes.plot(values.index, values, marker="o", label=key) if spec[
            "kind"
        ] == "line" else axes.bar(values.index, values, label=key)
    axes.set_title(str(spec["title"]))
    axes.legend()
    picture = io.BytesIO()
    fig.savefig(picture, dpi=200)
    plt.close(fig)
    picture.seek(0)
    return picture


def chapter(
    path: Path, root: Path, series: dict[str, pd.Series], context: dict[str, object]
) -> io.BytesIO:
    """One chapter filled by docxtpl."""
    template = DocxTemplate(path)
    number = path.stem.removeprefix("h")
    own: dict[str, object] = {}
    for file in (root / "figures/b").glob(f"?{number}_*.toml"):
        spec = tomllib.loads(file.read_text())
        if spec["kind"] == "table":
            rows = [(key, series[key.removeprefix("b.")]) for key in spec["indicators"]]
            own[file.stem] = [
                [key, *(dutch(v[y]) if y in v.index else "." for y in range(2020, 2026))]
                for key, v in rows
            ]
        else:
            own[file.stem] = InlineImage(template, draw(spec, series), width=Mm(160))
    template.render({**context, **own}, autoescape=True)
    saved = io.BytesIO()
    template.save(saved)
    return saved


def chapters(root: Path, processes: int) -> Iterator[io.BytesIO]:
    """The chapters in order, filled here or in so many processes."""
    series = read(root)
    files = sorted((root / "chain").glob("h*.docx"), key=lambda path: int(path.stem[1:]))
    count = len(files)
    arguments = (files, [root] * count, [series] * count, [words(series)] * count)
    if processes == 1:
        yield from map(chapter, *arguments)
    else:
        with ProcessPoolExecutor(processes) as pool:
            yield from pool.map(chapter, *arguments)


def add_contents(document: Document) -> None:
    """Put a table of contents in front, as Word inserts it: empty until it is updated."""
    paragraph = document.paragraphs[0].insert_paragraph_before()
    pieces = [("begin", ""), ("", 'TOC \\o "1-2" \\h'), ("separate", ""), ("end", "")]
    for kind, instruction in pieces:
        run = paragraph.add_run()._r
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = instruction
        run.append(element)


def make(root: Path, output: Path, *, processes: int, is_accessible: bool) -> None:
    """The whole report as Word file and PDF."""
    first, *others = chapters(root, processes)
    composer = Composer(docx.Document(first))
    for other in others:
        composer.append(docx.Document(other))
    if is_accessible:
        add_contents(composer.doc)
    output.mkdir(parents=True, exist_ok=True)
    composer.save(str(output / "rapport.docx"))
    (convert_accessible if is_accessible else convert)(output / "rapport.docx")


def main() -> None:
    """Make the report that was asked for."""
    parser = argparse.ArgumentParser(description="Maakt het referentierapport met de keten van nu.")
    parser.add_argument("project", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--accessible", action="store_true", help="met PDF/UA en inhoudsopgave")
    parser.add_argument("--processes", type=int, default=1, help="voor de hoofdstukken (1)")
    asked = parser.parse_args()
    make(asked.project, asked.output, processes=asked.processes, is_accessible=asked.accessible)


if __name__ == "__main__":
    main()
