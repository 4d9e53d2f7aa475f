"""Whether a set of finished files holds anything that may not be made public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.privacy.file_part import FilePart
from report_builder.privacy.file_parts import read_parts
from report_builder.privacy.folding import normal, squeezed
from report_builder.privacy.forms import wanted_values, written_values
from report_builder.privacy.raw_readings import raw_readings
from report_builder.privacy.undeclared import PublicContacts
from report_builder.privacy.wanted import Wanted

_BETWEEN = "\0"
_RAW = "ruwe inhoud"


@dataclass(frozen=True)
class Leak:
    """A value that was found: in which file, where in it, and the setting that holds the value, not
    the value; what is not `is_certain` may be a word that only looks like it.
    """

    file: str
    place: str
    key: str
    is_certain: bool = True


@dataclass(frozen=True)
class Stranger:
    """What looks like a personal datum that no setting holds: where, and what it is in Dutch."""

    file: str
    place: str
    noun: str


@dataclass(frozen=True)
class Unread:
    """What cannot be searched, and so may not go out: where, and in Dutch why."""

    file: str
    place: str
    reason: str


@dataclass(frozen=True)
class Scanned:
    """What was found, what cannot be searched, and the settings that are too short to look for.

    What one can read in a picture was not searched.
    """

    leaks: tuple[Leak, ...]
    strangers: tuple[Stranger, ...]
    unread: tuple[Unread, ...]
    too_short: tuple[str, ...]


def scan(
    files: Mapping[str, bytes], personal: Mapping[str, object], public: Iterable[str] = ()
) -> Scanned:
    """Look for every value under `[personal]` in every byte of finished files and in their names,
    and for what else looks like personal data, but for what is `public`.
    """
    wanted, too_short = wanted_values(personal)
    # What is declared is found as such, and told once.
    contacts = PublicContacts([*public, *written_values(personal)])
    raw = _RawSearch(wanted)
    leaks: list[Leak] = []
    strangers: list[Stranger] = []
    unread: list[Unread] = []
    for file, data in files.items():
        parts = list(_parts_of(file, data))
        leaks += _leaks(file, parts, wanted, raw)
        strangers += (stranger for part in parts for stranger in _strangers(file, part, contacts))
        unread += (Unread(file, part.part or "1", part.refusal) for part in parts if part.refusal)
    return Scanned(
        tuple(dict.fromkeys(leaks)),
        tuple(dict.fromkeys(strangers)),
        tuple(dict.fromkeys(unread)),
        tuple(dict.fromkeys(too_short)),
    )


class _RawSearch:
    """The search of bytes as they are; what several files hold is searched once."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._wanted = [value for value in wanted if value.raw is not None]
        self._found: dict[bytes, tuple[str, ...]] = {}

    def keys_in(self, data: bytes) -> tuple[str, ...]:
        """The settings whose values stand in these bytes."""
        if data not in self._found:
            self._found[data] = tuple(self._search(data))
        return self._found[data]

    def _search(self, data: bytes) -> Iterator[str]:
        for reading in raw_readings(data) if self._wanted else ():
            yield from (value.key for value in self._wanted if value.is_in(reading))


def _parts_of(name: str, data: bytes) -> list[FilePart]:
    """The name of a file, then what is in it: the texts that have places first."""
    parts = sorted(read_parts(data), key=lambda part: (part.is_rest, bool(part.data)))
    return [FilePart("", [name], ["bestandsnaam"]), *parts]


def _leaks(
    file: str, parts: Iterable[FilePart], wanted: Sequence[Wanted], raw: _RawSearch
) -> Iterator[Leak]:
    """The leaks in a file, each as well placed as it can be; what may be one is told of a setting
    where nothing else is.
    """
    told: set[tuple[str, str]] = set()
    doubtful: list[Leak] = []
    for part in parts:
        for key, place, is_certain in _places(part, wanted):
            leak = Leak(file, _whole_place(part, place), key, is_certain)
            if not is_certain:
                doubtful.append(leak)
            elif not part.is_rest or (part.part, key) not in told:
                told.add((part.part, key))
                yield leak
        for key in raw.keys_in(part.data):
            if (part.part, key) not in told:
                told.add((part.part, key))
                yield Leak(file, _whole_place(part, _RAW), key)
    certain = {key for _, key in told}
    yield from (leak for leak in doubtful if leak.key not in certain)


def _places(part: FilePart, wanted: Iterable[Wanted]) -> Iterator[tuple[str, str, bool]]:
    """The settings whose values stand in the texts of a part, each with its first place, or with
    every place of what may be a word.

    The texts are searched as one: between them stands a sign that no value has.
    """
    text = _joined(part)
    letters = squeezed(text)
    for value in wanted:
        if value.is_certain:
            match = value.find(text, letters)
            if match:
                yield value.key, _place(part, text, match.start()), True
        elif not (part.is_rest or part.is_code):
            for match in value.find_all(text, letters):
                yield value.key, _place(part, text, match.start()), False


def _strangers(file: str, part: FilePart, contacts: PublicContacts) -> Iterator[Stranger]:
    """What in the texts of a part looks like a personal datum that nobody declared."""
    if part.is_rest or part.is_code:
        return
    text = _joined(part)
    for start, noun in contacts.find_others(text, is_prose=not part.is_table):
        yield Stranger(file, _whole_place(part, _place(part, text, start)), noun)


def _joined(part: FilePart) -> str:
    return normal(_BETWEEN.join(part.texts))


def _place(part: FilePart, text: str, start: int) -> str:
    return part.places[text.count(_BETWEEN, 0, start)]


def _whole_place(part: FilePart, place: str) -> str:
    return f"{part.part}, {place}" if part.part else place
