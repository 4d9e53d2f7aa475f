"""A concept as it went round: what is kept of it, and how a file that comes back of it is laid
beside that, however long ago it went.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from report_builder.intake.circulated_rounds import read_round
from report_builder.model.circulation import CirculatedFile, CirculatedRound
from report_builder.model.returned import Comment, Passage, Stretch, WordFile
from report_builder.privacy.masking import Withholding
from report_builder.problems import Problem
from report_builder.rounds.passage_texts import plain
from report_builder.workspace import Workspace

_DIGEST_LENGTH = 16


def keep_concept(
    version: str,
    numbers: Mapping[str, str],
    word_files: Mapping[str, WordFile],
    withholding: Withholding,
) -> CirculatedRound:
    """What is kept of a concept: no personal data, and of comments not who wrote them."""
    files = (
        CirculatedFile(
            name,
            tuple(_without_names(passage, withholding) for passage in word.passages),
            frozenset(map(_digest, word.comments)),
        )
        for name, word in word_files.items()
    )
    texts = {key: withholding.text(text) for key, text in numbers.items()}
    return CirculatedRound(version, texts, tuple(files))


def _without_names(passage: Passage, withholding: Withholding) -> Passage:
    masked = withholding.text(passage.text)
    place = withholding.text(passage.place)
    if masked == passage.text:
        return replace(passage, place=place)
    return replace(passage, place=place, stretches=(Stretch(masked),))


def _digest(comment: Comment) -> str:
    text = f"{comment.author}\0{plain(comment.text)}"
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


class CirculatedConcepts:
    """The concepts of an edition that went round; each is read once, when a file of it comes
    back.
    """

    def __init__(self, workspace: Workspace, edition: Path, withholding: Withholding) -> None:
        self.workspace = workspace
        self.edition = edition
        self.withholding = withholding
        self.problems: list[Problem] = []
        self._rounds: dict[str, CirculatedRound | None] = {}

    def find(self, version: str) -> CirculatedRound | None:
        """The concept of a version, or None where none of that version is kept."""
        if version not in self._rounds:
            kept, problems = read_round(self.workspace, self.edition, version)
            self._rounds[version] = kept
            self.problems += problems
        return self._rounds[version]

    def originals_of(self, word: WordFile) -> list[WordFile]:
        """The Word files of the version that a file says it is, as they went round."""
        kept = self.find(word.version)
        return [self._restored(file, word) for file in kept.files] if kept else []

    def _restored(self, file: CirculatedFile, word: WordFile) -> WordFile:
        """A Word file as it went round. What was withheld from it is what the file that came back
        has there, as long as that reads the same otherwise.
        """
        texts = self._withheld_texts(word.passages)
        passages = (
            replace(passage, stretches=(Stretch(texts[passage.text]),))
            if passage.text in texts
            else passage
            for passage in file.passages
        )
        comments = (one for one in word.comments if _digest(one) in file.comments)
        return WordFile(word.version, tuple(passages), tuple(comments))

    def _withheld_texts(self, passages: Iterable[Passage]) -> dict[str, str]:
        """The texts from which something is withheld, by what is left of them."""
        masked = {self.withholding.text(passage.text): passage.text for passage in passages}
        return {text: whole for text, whole in masked.items() if text != whole}
