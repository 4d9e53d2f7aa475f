"""Whether a set of finished files holds anything that may not be made public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.privacy.file_parts import FilePart, read_parts
from report_builder.privacy.forms import Wanted, normal, squeezed, wanted_values

_BETWEEN = "\0"


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
    unread: list[tuple[str, str]] = []
    for file, data in files.items() if wanted else ():
        leaks += _in_part(FilePart("", [file], ["bestandsnaam"]), file, wanted)
        try:
            leaks += _in_file(file, data, wanted)
        except Exception as error:  # what cannot be read cannot be cleared, whatever the cause
            unread.append((file, f"{type(error).__name__}: {error}"))
    return Scanned(tuple(dict.fromkeys(leaks)), tuple(unread), tuple(dict.fromkeys(too_short)))


def _in_file(file: str, data: bytes, wanted: Sequence[Wanted]) -> Iterator[Leak]:
    """The leaks in a file, each as well placed as it can be: the texts that have places first."""
    told: set[tuple[str, str]] = set()
    for part in sorted(read_parts(data, ""), key=lambda part: (part.is_rest, part.is_raw)):
        for leak in _in_part(part, file, wanted):
            subject = (part.part, leak.key)
            if not part.is_rest or subject not in told:
                yield leak
            told.add(subject)


def _in_part(part: FilePart, file: str, wanted: Sequence[Wanted]) -> Iterator[Leak]:
    """The first place of each value in a part of a file.

    Its texts are searched as one: between them stands a sign that no value has.
    """
    if part.is_raw:
        text = _BETWEEN.join(part.texts)
        lowered = text.lower()
        matches = [(value, value.find_raw(text, lowered)) for value in wanted]
    else:
        text = _BETWEEN.join(normal(one) for one in part.texts)
        letters = squeezed(text)
        matches = [(value, value.find(text, letters)) for value in wanted]
    for value, match in matches:
        if match:
            number = text.count(_BETWEEN, 0, match.start())
            yield Leak(file, _place(part, number), value.key)


def _place(part: FilePart, number: int) -> str:
    place = part.places[number]
    return f"{part.part}, {place}" if part.part else place
