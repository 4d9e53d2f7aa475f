"""Whether a set of finished files holds anything that may not be made public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.privacy.forms import Wanted, normal, squeezed, wanted_values
from report_builder.privacy.pieces import FilePart, read_pieces


@dataclass(frozen=True)
class Leak:
    """A value that was found: in which file, where in it, and the setting that holds the value, not
    the value.
    """

    file: str
    place: str
    key: str


@dataclass(frozen=True)
class Scanned:
    """What was found, what could not be read, and the settings that are too short to look for."""

    leaks: tuple[Leak, ...]
    unread: tuple[tuple[str, str], ...]
    too_short: tuple[str, ...]


def scan(files: Mapping[str, bytes], personal: Mapping[str, object]) -> Scanned:
    """Look for every value under `[personal]` in every byte of finished files, and in their
    names.
    """
    wanted, too_short = wanted_values(personal)
    leaks: list[Leak] = []
    unread = []
    for file, data in files.items() if wanted else ():
        leaks += _in_piece(FilePart("", [file], ["bestandsnaam"]), file, wanted)
        try:
            leaks += _in_file(file, data, wanted)
        except Exception as error:  # what cannot be read cannot be cleared, whatever the cause
            unread.append((file, f"{type(error).__name__}: {error}"))
    return Scanned(tuple(dict.fromkeys(leaks)), tuple(unread), tuple(dict.fromkeys(too_short)))


def _in_file(file: str, data: bytes, wanted: Sequence[Wanted]) -> Iterator[Leak]:
    """The findings in a file, each as well placed as it can be."""
    told: set[tuple[str, str]] = set()
    for piece in sorted(read_pieces(data, ""), key=lambda piece: (piece.is_rest, piece.is_raw)):
        for found in _in_piece(piece, file, wanted):
            if not piece.is_rest or (piece.part, found.key) not in told:
                yield found
            told.add((piece.part, found.key))


def _in_piece(piece: FilePart, file: str, wanted: Sequence[Wanted]) -> Iterator[Leak]:
    """The first place of each value in a part of a file."""
    text = "\0".join(piece.texts if piece.is_raw else map(normal, piece.texts))
    kept = text.lower() if piece.is_raw else squeezed(text)
    for one in wanted:
        found = one.find_raw(text, kept) if piece.is_raw else one.find(text, kept)
        if found:
            yield _leak(piece, text, found.start(), file, one)


def _leak(piece: FilePart, text: str, position: int, file: str, one: Wanted) -> Leak:
    place = piece.places[text.count("\0", 0, position)]
    return Leak(file, f"{piece.part}, {place}" if piece.part else place, one.key)
