"""The project folder: where things stand in it, and how an output is put in place whole.

What a program that was killed left in it is cleared when it is opened.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from report_builder.drafts import (
    aside,
    clear,
    clear_below,
    clear_scratch,
    draft_folder,
    hold,
    let_go,
    remove,
    sync,
    sync_below,
    write_file,
)
from report_builder.half_made import take_back
from report_builder.logged_changes import settle
from report_builder.problems import Unusable, reason_of

RESERVED = frozenset({"editions", "published", "deliveries"})
"""Folders under data/ that are no themes."""

CIRCULATED, CIRCULATED_NUMBERS, CIRCULATED_TEXTS = (
    "circulated.toml",
    "circulated-numbers.csv",
    "circulated-texts.csv",
)
"""What data/editions/<edition>/ keeps of the concept that went round last."""
CIRCULATED_ROUND = "circulated-{version}.json"
"""What it keeps of each concept that went round."""
REMARKS = "remarks.csv"
"""What data/editions/<edition>/ keeps of what reviewers said."""

_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}(?:-[0-9]{1,3})?")
"""How an edition is called."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def today() -> date:
    """The date of the build: that of SOURCE_DATE_EPOCH when set, else today."""
    moment = _set_moment()
    return moment.date() if moment else date.today()


def now() -> datetime:
    """The moment of the build, in UTC: SOURCE_DATE_EPOCH when set, else now. The clock is read here
    and in `today` only.
    """
    return _set_moment() or datetime.now(UTC)


def _set_moment() -> datetime | None:
    """What SOURCE_DATE_EPOCH says, or None. Raises Unusable when that is no moment."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return None
    if not epoch.isdigit():
        raise Unusable(f"SOURCE_DATE_EPOCH is geen geheel getal: {epoch!r}")
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise Unusable(f"SOURCE_DATE_EPOCH is geen tijdstip: {epoch!r}") from error


@dataclass(frozen=True)
class Workspace:
    """A project folder (contract, section 1). All names that are shown are relative to it."""

    root: Path

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """The project in `folder`. Raises Unusable when there is none."""
        root = folder.resolve()
        clear(root)
        if not (root / "data").is_dir():
            raise Unusable(f"{folder} is geen projectmap: de map data/ ontbreekt")
        _clear_project(root)
        return cls(root)

    @property
    def data(self) -> Path:
        """The figures and settings."""
        return self.root / "data"

    @property
    def deliveries(self) -> Path:
        """What was delivered, as it came, and how to read it. No build depends on it."""
        return self.data / "deliveries"

    @property
    def published(self) -> Path:
        """The figures as each edition printed them at its release."""
        return self.data / "published"

    def published_lock(self, edition: str) -> Path:
        """The file that says which lock the definitive release of an edition was made with."""
        return self.published / f"{edition}.toml"

    @property
    def returned(self) -> Path:
        """What reviewers sent back, and who answered: with names in it. No build depends on it."""
        return self.root / "returned"

    @property
    def templates(self) -> Path:
        """The Word templates."""
        return self.root / "templates"

    @property
    def earlier(self) -> Path:
        """What was there before people put other files in its place. No build depends on it."""
        return self.root / "earlier"

    @property
    def figures(self) -> Path:
        """What to draw."""
        return self.root / "figures"

    def name(self, path: Path) -> str:
        """How a path is shown: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def theme_folders(self) -> list[Path]:
        """The folders under data/ that hold a theme."""
        return [path for path in _sorted(self.data) if path.is_dir() and path.name not in RESERVED]

    def edition_files(self) -> dict[str, Path]:
        """The edition files by id, oldest first. An edition is called by its year, or by its year
        and a number: a copy of one is none.
        """
        found = _sorted(self.data / "editions", "*.toml")
        return {path.stem: path for path in found if _is_edition(path)}

    def stray_editions(self) -> list[Path]:
        """What lies where the editions are and has their ending, but is none."""
        found = _sorted(self.data / "editions", "*.toml")
        return [path for path in found if not _is_edition(path)]

    def choose_edition(self, wanted: str | None) -> Path:
        """The file of an edition, by default the newest. Raises Unusable when there is none."""
        files = self.edition_files()
        strays = {path.stem: path for path in self.stray_editions()}
        if wanted in strays or (strays and not files):
            name = self.name(strays[wanted] if wanted in strays else next(iter(strays.values())))
            raise Unusable(
                f"{name} is geen editie; noem het bestand naar haar jaar, zoals 2026.toml"
            )
        if not files:
            raise Unusable(
                f"{self.name(self.data / 'editions')} bevat geen editie, zoals "
                "data/editions/2026.toml"
            )
        if wanted is None:
            return max(files.items(), key=lambda item: _natural(item[0]))[1]
        if wanted not in files:
            raise Unusable(f"onbekende editie '{wanted}'; aanwezig: {', '.join(files)}")
        return files[wanted]

    def editions_before(self, edition: str) -> list[str]:
        """The editions that are older than one, newest first."""
        older = [name for name in self.edition_files() if _natural(name) < _natural(edition)]
        return sorted(older, key=_natural, reverse=True)

    def published_before(self, edition: str) -> list[str]:
        """The editions before one whose printed figures were kept, newest first."""
        older = [name for name in self.published_editions() if _natural(name) < _natural(edition)]
        return sorted(older, key=_natural, reverse=True)

    def published_editions(self) -> list[str]:
        """The editions whose printed figures were kept; a copy of such a file is none."""
        return [path.stem for path in _sorted(self.published, "*.csv") if _is_edition(path)]

    def figure_files(self) -> dict[str, Path]:
        """The figure specifications by id: `asiel/per_maand`."""
        files = sorted(self.figures.glob("*/*.toml")) if self.figures.is_dir() else []
        return {f"{path.parent.name}/{path.stem}": path for path in files}

    def inside(self, folder: Path, text: str) -> Path | None:
        """The path that `text` names under `folder`, or None when that leaves the project."""
        path = (folder / text).resolve()
        return path if path.is_relative_to(self.root) else None


def _clear_project(root: Path) -> None:
    """Clear what killed programs left in the folders that are written in."""
    take_back(root)
    clear_scratch()
    for log_folder in (root / "earlier", *(root / "returned").glob("*/")):
        settle(root, log_folder)
    for name in ("data", "templates", "output", "earlier", "returned"):
        folder = (root / name).resolve()
        if folder.parent != root:
            clear(folder.parent)
        clear_below(folder)


def _sorted(folder: Path, pattern: str = "*") -> list[Path]:
    found = folder.glob(pattern) if folder.is_dir() else []
    return sorted(path for path in found if not path.name.startswith((".", "~")))


def _is_edition(path: Path) -> bool:
    return _YEAR.fullmatch(path.stem) is not None and path.is_file()


def _natural(text: str) -> list[tuple[int, str]]:
    """A key that puts 2026 behind 2025 and 2026-10 behind 2026-9."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new, empty folder that takes the place of `folder` when the block ends well, all at once.

    When the block fails or the program is killed, `folder` stays as it was; what a killed program
    left beside it is cleared by the next one. What comes in its place is on the disk by then.
    Raises Unusable when the folder cannot be written.
    """
    with ExitStack() as stack:
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            clear(folder.parent)
            draft = stack.enter_context(draft_folder(folder.parent))
        except OSError as error:
            raise Unusable(f"kan niet schrijven in {folder.parent}: {reason_of(error)}") from error
        yield draft
        _put_in_place(draft, folder)


@contextmanager
def altered(folder: Path) -> Iterator[Path]:
    """A copy of a folder, to be changed, that takes its place when the block ends well, all at
    once.
    """
    with replaced(folder) as draft:
        if folder.is_dir():
            shutil.copytree(folder, draft, copy_function=_copied, dirs_exist_ok=True)
        yield draft


def linked(source: str, target: str) -> str:
    """A second name for a file, or a copy where the file system has no second names. What changes
    such a file must replace it, never write over it.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        _copied(source, target)
    return target


def _copied(source: str, target: str) -> str:
    """A copy of a file. Raises Unusable, for of an OSError copytree would keep no more than its
    English words.
    """
    try:
        shutil.copy2(source, target, follow_symlinks=False)
    except OSError as error:
        raise Unusable(f"kan {source} niet kopiëren: {reason_of(error)}") from error
    return target


def put_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files beside what a folder holds, each whole or not at all; a name may have folders in
    it.

    Raises Unusable when that cannot be done.
    """
    try:
        clear(folder)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
        for parent in {(folder / name).parent for name in files}:
            sync(parent)
    except OSError as error:
        raise Unusable(f"kan niet schrijven in {folder}: {reason_of(error)}") from error


def _put_in_place(draft: Path, folder: Path) -> None:
    """Exchange a draft and a folder. Raises Unusable, with the folder as it was, when the system
    does not do that.
    """
    try:
        sync_below(draft)
        _exchange(draft, folder)
        sync(folder.parent)
    except OSError as error:
        reason = reason_of(error)
        if folder.is_mount() or error.errno in (errno.EBUSY, errno.EXDEV):
            # Its entries could only be replaced one by one, and a kill would leave half of them.
            reason = "is zij een eigen schijf (koppelpunt), koppel dan de map aan waar zij in staat"
        raise Unusable(f"kan {folder} niet in één keer vervangen: {reason}") from error


def _exchange(draft: Path, folder: Path) -> None:
    """Put `draft` in the place of `folder` in one step; afterwards `draft` is the previous
    folder.
    """
    if not folder.exists():
        draft.rename(folder)
        return
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        names = (os.fsencode(draft), os.fsencode(folder))
        if libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
            return
    # A file system that cannot exchange has a moment without output, never one with half of it.
    held, previous = hold(folder, os.O_RDONLY), aside(folder)
    folder.rename(previous)
    try:
        draft.rename(folder)
    except OSError:
        previous.rename(folder)
        raise
    finally:
        if held is not None:
            let_go(held)
    remove(previous)
