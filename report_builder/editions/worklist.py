"""The work list of a new edition: what is left of the year before and does not change by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from report_builder.editions.rolled_settings import SETTING, edition_items
from report_builder.fingerprint import read_bytes
from report_builder.intake.settings import read_edition
from report_builder.intake.toml_files import TomlFile, read_toml
from report_builder.model.edition import DocumentEntry, Edition
from report_builder.model.overview import Overview, OverviewTable, WorkItem
from report_builder.problems import Problem
from report_builder.registers.tables_workbook import write_overview
from report_builder.web.overview_page import overview_page
from report_builder.word.template.fixed_text import TEXT, FixedText, TemplateText, read_text
from report_builder.wording.typed_numbers import typed_years
from report_builder.workspace import Workspace, today

NAME = "nieuwe-editie"
_KINDS = {"from": "begint bij", "until": "loopt tot en met"}


def find_items(
    workspace: Workspace,
    edition: Edition,
    text: str,
    templates: Mapping[str, bytes],
    source: Edition,
) -> tuple[list[WorkItem], list[Problem]]:
    """What is left in a new edition of the one that it was made from, in reading order; and what
    cannot be read.

    `text` is that of the edition file, `templates` gives each template of the edition by its path.
    """
    items = [
        *edition_items(text, f"data/editions/{edition.id}.toml"),
        *_not_locked(workspace, source),
    ]
    problems = _unreadable(workspace)
    chain = _chain(workspace, source)
    for path in dict.fromkeys(entry.template for entry in edition.documents):
        entry = next(entry for entry in edition.documents if entry.template == path)
        name = f"templates/{path}"
        now, found = read_text(templates[path], name)
        problems += found
        if now:
            items += _left(now, name, _earlier(workspace, chain, entry))
    return [*items, *_figure_items(workspace), *_catalogue_items(workspace)], problems


def _not_locked(workspace: Workspace, source: Edition) -> Iterator[WorkItem]:
    """New deliveries change what an edition without rows of its own prints."""
    if not any((workspace.data / "editions" / source.id).glob("*/*.csv")):
        action = (
            "bewaar de cijfers van die editie: een nieuwe levering kan anders veranderen wat "
            "zij afdrukt"
        )
        name = f"data/editions/{source.id}/"
        yield WorkItem(name, "", SETTING, f"editie {source.id} heeft geen eigen cijfers", action)


def _chain(workspace: Workspace, source: Edition) -> list[Edition]:
    """The edition that was rolled on and those before it, newest first, as far as they can
    be read.
    """
    chain = [source]
    for name in workspace.editions_before(source.id):
        edition, _, problems = read_edition(workspace, workspace.edition_files()[name])
        if edition is None or problems:
            break
        chain.append(edition)
    return chain


def _earlier(
    workspace: Workspace, chain: Sequence[Edition], entry: DocumentEntry
) -> list[tuple[str, TemplateText]]:
    """What earlier editions wrote in the same document, newest first; a template that is shared
    tells nothing.
    """
    texts: list[tuple[str, TemplateText]] = []
    path = entry.template
    for edition in chain:
        entry_before = next((other for other in edition.documents if other.id == entry.id), None)
        if entry_before is None:
            break
        if texts and entry_before.template == path:
            continue
        path = entry_before.template
        text, _ = read_text(read_bytes(workspace.templates / path), path)
        if text is None:
            break
        texts.append((edition.id, text))
    return texts


def _left(
    now: TemplateText, name: str, earlier: Sequence[tuple[str, TemplateText]]
) -> Iterator[WorkItem]:
    """What stands in a template as it stood in the edition before."""
    for fixed in now.fixed:
        since = ""
        for edition, earlier_text in earlier:
            if fixed.text not in earlier_text.written:
                break
            since = edition
        if since:
            text = _short(fixed.text, 200) if fixed.kind == TEXT else fixed.text
            yield WorkItem(name, fixed.place, _kind(fixed), text, fixed.action, since)


def _kind(fixed: FixedText) -> str:
    return f"{fixed.kind}: {fixed.parts}" if fixed.parts else fixed.kind


def _unreadable(workspace: Workspace) -> list[Problem]:
    """What is wrong with figures and catalogues that cannot be read, of which the list could tell
    nothing.
    """
    return [
        problem
        for path in _settings_files(workspace)
        for problem in read_toml(path, workspace.name(path))[1]
    ]


def _settings_files(workspace: Workspace) -> Iterator[Path]:
    yield from workspace.figure_files().values()
    yield from _catalogues(workspace)


def _catalogues(workspace: Workspace) -> Iterator[Path]:
    return (
        path
        for folder in workspace.theme_folders()
        if (path := folder / "catalogue.toml").is_file()
    )


def _figure_items(workspace: Workspace) -> Iterator[WorkItem]:
    """Periods and years in the figures, which do not move by themselves."""
    for path in workspace.figure_files().values():
        file, _ = read_toml(path, workspace.name(path))
        if file is None:
            continue
        for key, what in _KINDS.items():
            if key in file.data:
                text = f"{key} = {file.data[key]}"
                action = f"de figuur {what} {file.data[key]}: verschuif dat of haal het weg"
                yield _at(file, (key,), "Periode in een figuur", text, action)
        yield from _years(file, (), ("title", "note", "alt"))


def _catalogue_items(workspace: Workspace) -> Iterator[WorkItem]:
    """Dates of publication that lie behind us, and years in titles."""
    for path in _catalogues(workspace):
        file, _ = read_toml(path, workspace.name(path))
        for key, entry in file.data.items() if file else ():
            due = entry.get("expected_on") if isinstance(entry, dict) else None
            if file and type(due) is date and due < today():
                text = f"[{key}] expected_on = {due}"
                yield _at(
                    file,
                    (key, "expected_on"),
                    "Publicatiedatum",
                    text,
                    "vul in wanneer de volgende cijfers komen",
                )
            if file and isinstance(entry, dict):
                yield from _years(file, (key,), ("title",))


def _years(file: TomlFile, table: tuple[str, ...], keys: Sequence[str]) -> Iterator[WorkItem]:
    entry = file.data[table[0]] if table else file.data
    for key in keys:
        text = entry.get(key)
        if isinstance(text, str) and (years := typed_years(text)):
            yield _at(
                file, (*table, key), f"Jaartal: {', '.join(years)}", text, "klopt het jaartal nog?"
            )


def _at(file: TomlFile, path: tuple[str, ...], kind: str, text: str, action: str) -> WorkItem:
    return WorkItem(file.name, f"regel {file.line(*path)}", kind, text, action)


def write_worklist(edition: Edition, source: str, items: Sequence[WorkItem]) -> dict[str, bytes]:
    """The work list as web page, by template, and as workbook, to filter and to tick off; by file
    name.
    """
    title = f"Werklijst bij de {edition.title}"
    lead = (
        (
            f"Dit staat er nog zoals in editie {source} en verandert niet vanzelf. Pas aan "
            "wat niet meer klopt."
        ),
        (
            "De cijfers in de tags staan hier niet bij: die zijn geel totdat de nieuwe "
            "cijfers er zijn."
        ),
    )
    head = ("Plaats", "Soort", "Tekst", "Wat te doen", "Ongewijzigd sinds")
    tables = [
        OverviewTable(heading, lead_in, head, tuple(rows))
        for (heading, lead_in), rows in _grouped(edition, items).items()
    ]
    rows = tuple(
        (item.file, item.place, item.kind, item.text, item.action, item.since, None, None)
        for item in items
    )
    sheet = OverviewTable("Werklijst", "", ("Bestand", *head, "Wie", "Gedaan"), rows)
    return {
        f"{NAME}.html": overview_page(Overview(title, lead, tuple(tables))),
        f"{NAME}.xlsx": write_overview(Overview(title, lead, (sheet,)), edition.date),
    }


def _grouped(
    edition: Edition, items: Sequence[WorkItem]
) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    """The rows by heading: each template by itself, and the settings, figures and catalogues
    together.
    """
    titles = {f"templates/{entry.template}": entry.title for entry in edition.documents}
    grouped: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for item in items:
        title = titles.get(item.file)
        heading = (title, item.file) if title else (_together(item.file), "")
        place = item.place if title else ", ".join(filter(None, (item.file, item.place)))
        grouped.setdefault(heading, []).append(
            (place, item.kind, item.text, item.action, item.since)
        )
    return grouped


def _together(file: str) -> str:
    if file.startswith("figures/"):
        return "Figuren en tabellen"
    return "Instellingen van de editie" if file.startswith("data/editions/") else "Catalogus"


def worklist_lines(items: Sequence[WorkItem]) -> Iterator[str]:
    """The work list for the terminal: by file, and the text without figures in a line for each
    heading.
    """
    for name, group in groupby(items, key=lambda item: item.file):
        yield name
        items_of_group = list(group)
        for item in items_of_group:
            if item.kind != TEXT:
                yield f"  {item.place}: {item.kind} – {_short(item.text, 110)}".replace(
                    "  : ", "  "
                )
                if item.kind == SETTING:
                    yield f"    {item.action}"
        texts = [item for item in items_of_group if item.kind == TEXT]
        for under, same in groupby(
            texts, key=lambda item: re.sub(r",? (alinea|tabel) .*", "", item.place)
        ):
            places = [item.place.removeprefix(under).strip(", ") for item in same]
            yield f"  {under}: tekst zonder cijfers, ongewijzigd: {', '.join(filter(None, places))}"
        yield ""


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
