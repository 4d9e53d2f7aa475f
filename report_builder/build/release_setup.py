"""What every step of one build works with, and how worker processes come by it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from weakref import WeakValueDictionary

from report_builder.model.document import Use
from report_builder.model.document_kind import DocumentTraits
from report_builder.model.edition import Addressee, DocumentEntry, Edition, Release
from report_builder.model.project import Project
from report_builder.problems import Unusable
from report_builder.store import Store, digest
from report_builder.toolchain import toolchain_digest
from report_builder.values.dataset import Dataset
from report_builder.values.figure_tones import FigureTones, figure_tones


@dataclass(frozen=True)
class Look:
    """What the ministry puts in the place of the neutral logo and the open typefaces.

    `fonts` are files by the name of the packaged file that they stand in for; `names` gives the
    typeface that Word is told of instead of a packaged one; `drawn` are the files of the typeface
    in figures.
    """

    logo: bytes = b""
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    drawn: tuple[Path, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of all of it."""
        return digest(self.logo, sorted(self.fonts.items()), sorted(self.names.items()))


@dataclass(frozen=True)
class Setup:
    """One build: the project as it was read, the release, the house template, and where the store
    lies.
    """

    project: Project
    release: Release
    house: bytes
    house_file: str
    style: Path | None
    style_digest: str
    banner: str
    folder: Path
    look: Look = Look()
    version: str = ""
    """Seven characters that change with anything in the project's files."""
    uses: tuple[Use, ...] = ()
    """Where the indicators are printed, once all templates have been filled."""

    @property
    def is_concept(self) -> bool:
        """Whether stale figures turn yellow and every page says that it is a concept."""
        return self.release is Release.CONCEPT

    @cached_property
    def store(self) -> Store:
        """Where what was made is kept."""
        return Store(self.folder)

    @cached_property
    def base(self) -> str:
        """A hash of what everything depends on."""
        edition = self.project.edition
        release = (self.release, edition.reporting_year, sorted(self.project.accepted))
        return digest(toolchain_digest(), *release, self.look.digest)

    @cached_property
    def edition_digest(self) -> str:
        """A hash of the edition and the house template, which every document depends on."""
        return digest(self.base, self.project.edition.model_dump_json(), self.house)

    @cached_property
    def account_digest(self) -> str:
        """A hash of what the tables depend on that give account of the figures."""
        vintages = [
            (vintage.title, sorted((key, series.digest) for key, series in vintage.series.items()))
            for vintage in self.project.vintages
        ]
        return digest("verantwoording", self.uses, vintages)

    @cached_property
    def dataset(self) -> Dataset:
        """The figures, for who needs no record of what was asked for."""
        return Dataset(self.project)

    @cached_property
    def tones(self) -> FigureTones:
        """The colours of the series of each figure."""
        return figure_tones(self.project.figures.values(), self.dataset)

    def with_uses(self, uses: tuple[Use, ...]) -> Setup:
        """The same once it is known where the indicators are printed. What hangs on the project
        alone is not worked out again.
        """
        setup = replace(self, uses=uses)
        for name in ("dataset", "tones", "indicator_digests"):
            vars(setup)[name] = getattr(self, name)
        return setup

    @cached_property
    def indicator_digests(self) -> Mapping[str, str]:
        """A hash of each indicator: its figures, its entry and its source."""
        catalogue = self.project.catalogue
        return {
            key: digest(
                self.project.series[key].digest, repr(catalogue.sources.get(indicator.source))
            )
            for key, indicator in catalogue.indicators.items()
        }


@dataclass(frozen=True)
class Job:
    """One document to make: its entry, its template, and for a letter whom it is sent to.

    `label` is the name of its file, and its id in the registers. A document of the report opens
    with its `title` and may have a `number`; others have neither.
    """

    entry: DocumentEntry
    label: str
    template: bytes
    file: str
    title: str = ""
    number: str = ""
    addressee: Addressee | None = None

    @property
    def traits(self) -> DocumentTraits:
        """In what it differs from documents of another kind."""
        return self.entry.kind.traits

    @property
    def heading(self) -> str:
        """The title as it stands in running heads, behind its number."""
        return f"{self.number} {self.title}".strip()


Reference = tuple[str, str, Edition, tuple[Use, ...]]
"""How a task finds its setup: what it shares with others of the same project, its own key, and in
what it differs from those others.
"""

_shared: WeakValueDictionary[str, Setup] = WeakValueDictionary()
"""Setups by both of their keys, for as long as a build holds them. A worker has those of the
process that it was forked from.
"""


def share(setup: Setup) -> Reference:
    """Let tasks find the setup, here and in workers that are forked later. Workers that are there
    already make it from one of the same project. Raises Unusable when the store cannot be written.
    """
    _require_store(setup)
    origin = digest(
        "opzet",
        setup.release,
        setup.version,
        sorted(setup.indicator_digests.items()),
        setup.banner,
        setup.style_digest,
        setup.look.digest,
        setup.house,
    )
    edition, uses = setup.project.edition, setup.uses
    key = digest(origin, edition.model_dump_json(), uses)
    _shared[origin] = _shared[key] = setup
    return origin, key, edition, uses


def load(origin: str, key: str, edition: Edition, uses: tuple[Use, ...]) -> Setup:
    """The setup behind a reference."""
    setup = _shared.get(key)
    if setup is None:
        first = _shared[origin]
        setup = replace(first, project=replace(first.project, edition=edition), uses=uses)
        _shared[key] = setup
        _made.append(setup)
    return setup


_made: deque[Setup] = deque(maxlen=2)
"""The setups that a worker made itself, which nothing else there holds."""


def _require_store(setup: Setup) -> None:
    """Raise Unusable when nothing can be kept: what workers draw reaches others through the
    store.
    """
    key = digest("proef")
    if not setup.store.has(key):
        setup.store.put(key, "proef")
    if not setup.store.has(key):
        raise Unusable(
            f"kan niet schrijven in {setup.folder}; kies een andere map met REPORT_BUILDER_CACHE"
        )
