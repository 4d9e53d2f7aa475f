"""The concept that was built last, and those that went round before: what reviewers were given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from report_builder.fingerprint import MANIFEST
from report_builder.model.returned import WordFile
from report_builder.registers.number_register import read_texts
from report_builder.rounds.circulated_concept import CirculatedConcepts
from report_builder.rounds.passage_texts import plain
from report_builder.word.package import read_docx
from report_builder.word.read.passages import read_passages

_REGISTER = "numbers.csv"
LEAST_SHARE = 0.3
"""A file of which less is text of the report is another document."""


class IssuedConcept:
    """The concept in an output folder, as long as its files are what was built, and beside it those
    that went round; each is read once.
    """

    def __init__(self, folder: Path, circulated: CirculatedConcepts | None = None) -> None:
        self.folder = folder
        self.circulated = circulated
        self.hashes: dict[str, str] = {}
        try:
            self.hashes = dict(json.loads((folder / MANIFEST).read_bytes())["files"])
        except (OSError, ValueError, KeyError, TypeError):
            return  # there is none, or nobody can tell what it was

    @cached_property
    def word_files(self) -> Mapping[str, WordFile]:
        """Its Word files by name."""
        names = [name for name in self.hashes if name.endswith(".docx")]
        contents = {name: self._find_content(name) for name in names}
        return {
            name: read_passages(read_docx(content))
            for name, content in contents.items()
            if content is not None
        }

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The text of each value that it prints."""
        content = self._find_content(_REGISTER) if _REGISTER in self.hashes else None
        return read_texts(content) if content else {}

    @property
    def version(self) -> str:
        """Its version, or an empty string."""
        return next((word.version for word in self.word_files.values() if word.version), "")

    def numbers_of(self, version: str) -> Mapping[str, str]:
        """The text of each value that the concept of a version printed, by its key; nothing where
        that is not known.
        """
        if version and version == self.version:
            return self.numbers
        kept = self.circulated.find(version) if self.circulated else None
        return kept.numbers if kept else {}

    def originals_of(self, word: WordFile) -> list[WordFile]:
        """The files of the version that a file says it is, as they were handed out."""
        built = [one for one in self.word_files.values() if one.version == word.version]
        if built and word.version:
            return built
        return self.circulated.originals_of(word) if self.circulated else []

    def find_original(self, word: WordFile) -> WordFile | None:
        """The file that another was made from: of the same version, with the most in common for its
        length. One that holds little of the other's text is another document.
        """
        texts = _texts(word)
        same_version = [
            issued
            for issued in self.originals_of(word)
            if len(texts & _texts(issued)) >= LEAST_SHARE * len(texts)
        ]
        return max(same_version, key=lambda issued: _shared(texts, _texts(issued)), default=None)

    def _find_content(self, name: str) -> bytes | None:
        """What a file holds; None when it is not there, or somebody changed it since."""
        path = self.folder / name
        content = path.read_bytes() if path.is_file() else b""
        return content if hashlib.sha256(content).hexdigest() == self.hashes[name] else None


def _texts(word: WordFile) -> set[str]:
    return {plain(passage.text) for passage in word.passages}


def _shared(texts: set[str], others: set[str]) -> float:
    return len(texts & others) / len(texts | others)
