"""A project folder into a setup and its jobs: what is to be made, from what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from report_builder.build.kept_reading import read_kept
from report_builder.build.release_setup import Job, Look, Setup
from report_builder.fingerprint import project_files, project_version, read_bytes
from report_builder.intake.house_style import house_style_files, is_usable
from report_builder.intake.stray_editions import check_strays
from report_builder.intake.toml_files import read_text
from report_builder.model.document_kind import DocumentKind
from report_builder.model.edition import DocumentEntry, Edition, Release
from report_builder.model.project import Project
from report_builder.problems import Problem
from report_builder.store_folder import default_folder
from report_builder.word.opening import open_docx
from report_builder.word.package import stories
from report_builder.word.template.tags import quoted_texts
from report_builder.wording.periods import date_text
from report_builder.workspace import Workspace, today

PACKAGED_HOUSE = Path(__file__).parent.parent / "word" / "house.docx"
PACKAGED = {
    "report_typeface": {
        "name": "Source Sans 3",
        "regular": "SourceSans3-Regular.ttf",
        "bold": "SourceSans3-Bold.ttf",
        "italic": "SourceSans3-It.ttf",
        "bold_italic": "SourceSans3-BoldIt.ttf",
    },
    "letter_typeface": {
        "name": "Verdana",
        "regular": "DejaVuSans.ttf",
        "bold": "DejaVuSans-Bold.ttf",
        "italic": "DejaVuSans-Oblique.ttf",
        "bold_italic": "DejaVuSans-BoldOblique.ttf",
    },
}
"""The name in Word of the typefaces that templates are written in, and the files that the PDF has
them from.
"""
HOUSE, STYLE = "huisstijl.docx", "house.mplstyle"
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class UnreadProject:
    """A project whose edition cannot be used at all: there are only problems."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Reading:
    """What was read: the setup, the jobs, and every problem so far."""

    setup: Setup
    jobs: tuple[Job, ...]
    front: Job | None
    problems: tuple[Problem, ...]


def read_all(
    workspace: Workspace, edition: str | None, release: Release
) -> Reading | UnreadProject:
    """Read the project for one edition. Raises Unusable when a file cannot be read."""
    chosen = workspace.choose_edition(edition)
    files = project_files(workspace)
    project, read_problems = read_kept(workspace, chosen, release, files)
    if project is None:
        return UnreadProject((*check_strays(workspace), *read_problems))
    problems = [*check_strays(workspace), *read_problems]
    jobs = tuple(
        job
        for entry in project.edition.documents
        for job in _jobs(workspace, project.edition, entry)
    )
    if chosen != workspace.choose_edition(None):
        project = _with_own_figures(project, jobs)
    house = workspace.templates / HOUSE
    house_file = workspace.name(house) if house.is_file() else "huisstijl"
    style = workspace.figures / STYLE
    style_problems = _check_style(style, workspace.name(style)) if style.is_file() else []
    problems += style_problems
    # Figures are drawn to see what is wrong with them, also when their style cannot be used.
    has_style = style.is_file() and not style_problems
    version = project_version(files, project.edition.id)
    setup = Setup(
        project=project,
        release=release,
        house=read_bytes(house if house.is_file() else PACKAGED_HOUSE),
        house_file=house_file,
        style=style if has_style else None,
        style_digest=sha256(read_bytes(style)).hexdigest() if has_style else "",
        banner=_banner(project, version),
        version=version,
        folder=default_folder(),
        look=_look(workspace, project.edition),
    )
    front = Job(_front_entry(project.edition), "voorwerk", setup.house, house_file)
    return Reading(setup, jobs, front if project.edition.report else None, tuple(problems))


def _look(workspace: Workspace, edition: Edition) -> Look:
    """The logo and typefaces of the ministry, where the edition names them and they are there."""
    style = edition.house_style
    paths = {
        place[1:]: workspace.templates / name for place, name in house_style_files(edition).items()
    }
    files = {place: read_bytes(path) for place, path in paths.items() if path.is_file()}
    files = {place: data for place, data in files.items() if is_usable(place, data)}
    typefaces = (
        ("report_typeface", style.report_typeface),
        ("letter_typeface", style.letter_typeface),
    )
    return Look(
        logo=files.get(("logo",), b""),
        fonts={
            PACKAGED[place[0]][place[1]]: data
            for place, data in files.items()
            if place[0] in PACKAGED
        },
        names={
            PACKAGED[setting]["name"]: typeface.name for setting, typeface in typefaces if typeface
        },
        drawn=tuple(
            path
            for place, path in paths.items()
            if place[0] == "report_typeface" and place in files
        ),
    )


def _with_own_figures(project: Project, jobs: Sequence[Job]) -> Project:
    """The project of an earlier edition with the figures that its templates name.

    Figures are made for the newest edition: those that came later can have nothing to show up to an
    earlier year.
    """
    documents = (open_docx(job.template, job.file)[0] for job in jobs)
    named = {
        text
        for document in documents
        if document
        for story in stories(document)
        for text in quoted_texts(story.root)
    }
    return replace(
        project, figures={key: spec for key, spec in project.figures.items() if key in named}
    )


def _check_style(path: Path, name: str) -> list[Problem]:
    text, problems = read_text(path, name)
    if text is None:
        return problems
    from report_builder.charts.style_file import check_style  # matplotlib is slow to import

    return check_style(text, name)


def _banner(project: Project, version: str) -> str:
    """What every page of a concept says: that it is one, its version and the date of its data."""
    state = f"stand van de gegevens: {date_text(project.taken_in or today())}"
    # Beside a logo there is no room for all of it on a line: it breaks between its parts.
    return f"CONCEPT – versie {version} – {state.replace(' ', _NO_BREAK)}"


def _jobs(workspace: Workspace, edition: Edition, entry: DocumentEntry) -> list[Job]:
    """The documents that an entry stands for: one, or for a letter one for each addressee."""
    path = workspace.inside(workspace.templates, entry.template)
    if path is None or not path.is_file() or not path.is_relative_to(workspace.templates.resolve()):
        return []  # told with the edition
    template, file = read_bytes(path), workspace.name(path)
    if not entry.kind.traits.is_addressed or not edition.addressees:
        title = entry.title if entry.kind.traits.is_report else ""
        return [Job(entry, entry.id, template, file, title, edition.number(entry))]
    first, *others = edition.addressees
    labels = [entry.id, *(f"{entry.id}-{other.id}" for other in others)]
    return [
        Job(entry, label, template, file, addressee=addressee)
        for label, addressee in zip(labels, (first, *others), strict=True)
    ]


def _front_entry(edition: Edition) -> DocumentEntry:
    return DocumentEntry(id="voorwerk", kind=DocumentKind.PART, title=edition.title, template=HOUSE)
