"""How much of each page of a PDF is empty: `python -m tests.page_room RAPPORT.pdf`.

Between the margins of each page the largest stretch without ink is looked for, above the notes or
below the text; pages of which it is more than a fifth are named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pypdfium2

TOP, BOTTOM = 28, 24
"""What belongs to the margins of a page, in millimetres."""
MOST = 0.2
_DOTS_A_MM = 2
_PAPER = 235
"""How light a dot of paper is at least."""


def emptiness(file: Path) -> Iterator[tuple[int, float]]:
    """The number of each page, and the part of it that its largest empty stretch takes."""
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document, start=1):
            image = page.render(scale=_DOTS_A_MM * 25.4 / 72, grayscale=True).to_numpy()
            rows = image.reshape(image.shape[0], -1)[TOP * _DOTS_A_MM : -BOTTOM * _DOTS_A_MM]
            inked = [bool(dark) for dark in (rows < _PAPER).any(axis=1)]
            stretches = [len(list(rows)) for has_ink, rows in groupby(inked) if not has_ink]
            yield number, max(stretches, default=0) / len(inked)


def main() -> None:
    """Name the pages that are emptier than they should be."""
    pages = list(emptiness(Path(sys.argv[1])))
    holes = [f"{number} ({part:.0%})" for number, part in pages if part > MOST]
    print(f"{len(pages)} bladzijden, meer dan een vijfde leeg: {', '.join(holes) or 'geen'}")


if __name__ == "__main__":
    main()
