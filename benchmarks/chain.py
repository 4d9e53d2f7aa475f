"""The chain that people use now: pandas, matplotlib, docxtpl, docxcompose, and LibreOffice for the
PDF.

It has no freshness, trace, content controls, live captions, tags or registers; it is what the time
is set against.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import docx
import matplotlib as mpl
import pandas as pd
from docx.shared import Mm
from docxcompose.composer import Composer
from docxtpl import DocxTemplate, InlineImage

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


def main(root: Path, output: Path) -> None:
    """The whole report as Word file and PDF."""
    series = read(root)
    context = words(series)
    files = sorted((root / "chain").glob("h*.docx"), key=lambda path: int(path.stem[1:]))
    first, *others = [chapter(path, root, series, context) for path in files]
    composer = Composer(docx.Document(first))
    for other in others:
        composer.append(docx.Document(other))
    output.mkdir(parents=True, exist_ok=True)
    composer.save(str(output / "rapport.docx"))
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
        ]
        subprocess.run(
            [*command, str(output), str(output / "rapport.docx")], check=True, capture_output=True
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
