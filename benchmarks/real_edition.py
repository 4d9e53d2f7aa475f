"""The edition of this repository, in a folder of its own, of which one word can be changed."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import docx

REPOSITORY = Path(__file__).parent.parent
PARTS = ("data", "figures", "templates")
CHAPTER = "templates/chapters/3-asiel.docx"
DOCUMENT = "hoofdstuk-3"
SHORTEST = 80


class RealEdition:
    """A copy of the project; `change_a_word` makes its third chapter another each time.

    Two copies whose words begin otherwise find nothing of each other in a store that they share.
    """

    def __init__(self, root: Path, word: str = "woord") -> None:
        self.root = root
        self.words = (f"{word}{number}" for number in count(1))
        for part in PARTS:
            shutil.copytree(REPOSITORY / part, root / part)

    def change_a_word(self) -> None:
        """Put another word at the end of the first long paragraph without tags."""
        document = docx.Document(str(self.root / CHAPTER))
        long = (each for each in document.paragraphs if len(each.text) > SHORTEST and each.runs)
        run = next(each for each in long if "{" not in each.text).runs[-1]
        run.text = f"{run.text.rpartition(' ')[0]} {next(self.words)}."
        document.save(str(self.root / CHAPTER))
