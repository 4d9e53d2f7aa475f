"""How close the pages of the Word file and of the PDF are: where each heading stands in the one and
in the other.

python -m benchmarks.geometry FOLDER    (an output folder; asks for LibreOffice, which stands in for
Word)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pikepdf

FONTS = Path(__file__).parent.parent / "report_builder" / "fonts"
FONTS_CONF = (
    "<fontconfig><include>/etc/fonts/fonts.conf</include>"
    "<dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"
)


def word_pages(docx: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, with the typeface of the report at hand."""
    conf = folder / "fonts.conf"
    conf.write_text(FONTS_CONF.format(fonts=FONTS, cache=folder / "cache"))
    options = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        options,
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(conf)}
    subprocess.run(
        [*command, "--outdir", folder, docx], check=True, capture_output=True, env=environment
    )
    return folder / f"{docx.stem}.pdf"


def heading_pages(path: Path) -> tuple[list[tuple[str, int]], int]:
    """The headings of a PDF in order, each with its page from 1, and the number of pages."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found: list[tuple[str, int]] = []

        named = _named_places(pdf)

        def walk(items: list[pikepdf.OutlineItem]) -> None:
            for item in items:
                target: Any = item.destination
                if target is None and item.action is not None:
                    target = item.action["/D"]
                target = named.get(str(target), target)
                found.append((" ".join(item.title.split()), numbers[target[0].objgen]))
                walk(item.children)

        with pdf.open_outline() as outline:
            walk(list(outline.root))
        return found, len(numbers)


def _named_places(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The places in a PDF that have a name."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    places = pikepdf.NameTree(names).items() if names is not None else ()
    return {
        str(name): place["/D"] if isinstance(place, pikepdf.Dictionary) else place
        for name, place in places
    }


def main() -> None:
    """Print how far apart the pages of every Word file and its PDF are; news has no PDF."""
    for docx in sorted(
        path for path in Path(sys.argv[1]).glob("*.docx") if path.with_suffix(".pdf").is_file()
    ):
        with tempfile.TemporaryDirectory() as folder:
            theirs, their_count = heading_pages(word_pages(docx.resolve(), Path(folder)))
        ours, our_count = heading_pages(docx.with_suffix(".pdf"))
        places = dict(reversed(theirs))
        shifts = [places[text] - page for text, page in ours if text in places]
        same = sum(shift == 0 for shift in shifts)
        furthest = max(map(abs, shifts), default=0)
        print(
            f"{docx.stem}: {their_count} pagina's in Word, {our_count} in de PDF; "
            f"{same} van {len(shifts)} koppen op dezelfde pagina, de andere hooguit "
            f"{furthest} verder"
        )


if __name__ == "__main__":
    main()
