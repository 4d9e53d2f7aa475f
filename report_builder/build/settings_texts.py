"""Texts of figures, of the catalogue and of the edition that say what the next figures can make
untrue: they cannot have tags.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from report_builder.build.release_setup import Setup
from report_builder.intake.toml_files import read_text, read_toml
from report_builder.problems import Problem, Severity
from report_builder.store import digest
from report_builder.toolchain import toolchain_digest
from report_builder.wording.lone_claims import label_claims
from report_builder.wording.sentences import sentence_spans
from report_builder.wording.typed_number_words import numbers_in_words
from report_builder.wording.typed_numbers import without_addresses
from report_builder.workspace import Workspace

_NAMES = {
    "title": "de titel",
    "note": "de toelichting",
    "alt": "de alternatieve tekst",
    "definition": "de definitie",
    "reason": "de reden",
}
_HINTS = {
    "title": "noem in de titel wat er te zien is, of stel een vraag",
    "note": "laat het weg: een toelichting verandert niet mee",
    "alt": "beschrijf wat er te zien is; de cijfers komen er vanzelf bij",
    "definition": "zeg wat er geteld wordt, zonder een uitkomst te noemen",
    "reason": "laat het weg: een reden verandert niet mee",
}
_OF_INDICATORS = ("title", "definition")
"""Texts of an indicator, which may say that it counts a step: groei, toename."""
_OUTCOME = re.compile(
    r"(?<!per )(?<![\w.,])\d+(?:[.,]\d+)*"
    r"(?:\s?%|\s(?:procent|miljoen|miljard)\b|(?<=\.\d{3})(?![\w.]))"
)
"""A number that is an outcome, rather than an age or how many are shown."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class CheckedTexts:
    """What was typed in the texts of a project's settings."""

    problems: tuple[Problem, ...]


def check_settings_texts(workspace: Workspace, setup: Setup) -> tuple[Problem, ...]:
    """A warning for each claim or figure that was typed in the settings that readers see: titles,
    notes and alternative texts of figures, titles and definitions of indicators, titles and reasons
    in the edition. Kept in the store for as long as none of these files changes.
    """
    files = _files(setup)
    texts = [read_text(workspace.root / name, name)[0] for name in files]
    key = digest("instelteksten", toolchain_digest(), list(files.items()), texts)
    checked = setup.store.get(key, CheckedTexts)
    if checked is None:
        checked = setup.store.put(key, CheckedTexts(tuple(_problems(workspace, files))))
    return checked.problems


def _files(setup: Setup) -> dict[str, tuple[str, ...]]:
    """The files with texts that readers see, each with the keys of these texts."""
    project = setup.project
    files: dict[str, tuple[str, ...]] = {
        f"figures/{key}.toml": ("title", "note", "alt") for key in sorted(project.figures)
    }
    for theme in sorted(project.catalogue.themes):
        files[f"data/{theme}/catalogue.toml"] = _OF_INDICATORS
    files[f"data/editions/{project.edition.id}.toml"] = ("title", "reason")
    return files


def _problems(workspace: Workspace, files: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for name, keys in files.items():
        file, _ = read_toml(workspace.root / name, name)
        if file is None:
            continue  # told where it was read
        for path, text in _texts(file.data, keys):
            is_of_indicator = keys == _OF_INDICATORS
            for code, message in _faults(str(path[-1]), text, may_name_steps=is_of_indicator):
                problem = file.problem(code, path, message, _HINTS[str(path[-1])])
                yield replace(problem, severity=Severity.WARNING)


def _texts(data: object, keys: Collection[object], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts under these keys at any depth, each with where it stands."""
    parts: Iterable[tuple[str | int, object]] = ()
    if isinstance(data, Mapping):
        parts = data.items()
    elif isinstance(data, list):
        parts = enumerate(data)
    for key, part in parts:
        if isinstance(part, str) and key in keys:
            yield (*path, key), part
        elif key != "personal":
            yield from _texts(part, keys, (*path, key))


def _faults(key: str, text: str, *, may_name_steps: bool) -> Iterator[tuple[str, str]]:
    """The code and message of what is typed in a text."""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        outcomes = _OUTCOME.findall(without_addresses(sentence))
        for number in (*outcomes, *numbers_in_words(sentence)):
            yield "getal", f"getal zonder bron: {number}"
        for word, _ in label_claims(sentence, may_name_steps=may_name_steps):
            message = f"{_NAMES[key]} zegt '{word}', en verandert niet mee met de cijfers"
            yield "bewering", message
