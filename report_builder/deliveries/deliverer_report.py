"""What goes back to who delivered a file: the file with what was found at its cells, and a letter.

It holds what the deliverer sent, and of ours only what came from the same deliverer. No document
and no public set has any of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from report_builder.deliveries.arrivals import plain_name
from report_builder.deliveries.delivered_file import Imported
from report_builder.deliveries.deliverer_letter import DelivererLetter
from report_builder.deliveries.finding_groups import grouped
from report_builder.deliveries.findings import Finding, find_findings, is_for_deliverer
from report_builder.deliveries.findings_page import make_page
from report_builder.deliveries.marked_workbook import MOST_COMMENTS, MarkedWorkbook
from report_builder.deliveries.reply_marks import TITLE
from report_builder.intake.settings import read_edition, read_sources
from report_builder.problems import Stopped, has_errors
from report_builder.registers.mail_file import mail_file
from report_builder.workspace import Workspace, today

FOLDER = "terugmelding"
_LEFT_OUT = (
    "Dit is een kopie van uw bestand. Formules staan er als uitkomst; grafieken, draaitabellen, "
    "plaatjes, links en voorwaardelijke opmaak zijn weggelaten."
)
_VALUES_ONLY = "Dit zijn de waarden uit uw bestand, zonder de opmaak."
_PLAIN_TEXT = (
    "Dit zijn de velden uit uw tekstbestand. De regels hieronder zijn die van uw bestand; een veld "
    "met meer regels telt hier als één rij."
)


def report_folder(imported: Imported) -> str:
    """The folder below that of an edition for what goes back about this file."""
    origin = imported.origin
    return f"{FOLDER}/{plain_name(origin.owner)}-{plain_name(origin.file)}"


def own_problems(imported: Imported) -> int:
    """How many problems are ours to settle, in the profile or the catalogue: no deliverer is told
    of these.
    """
    file = imported.origin.file
    return sum(not is_for_deliverer(problem, file) for problem in imported.problems)


def make_report(workspace: Workspace, edition_file: Path, imported: Imported) -> dict[str, bytes]:
    """The files by name: the workbook, where the file could be read, and the letter, as a draft of
    a mail and as text. Empty where only we can settle what is wrong.

    Raises Stopped when the edition or the sources have errors.
    """
    edition, _, problems = read_edition(workspace, edition_file)
    sources, source_problems = read_sources(workspace)
    problems = [*problems, *source_problems]
    if edition is None or has_errors(problems):
        raise Stopped(problems)
    findings = find_findings(imported)
    if imported.intake is None and own_problems(imported) == len(imported.problems):
        return {}
    name = f"terugmelding-{plain_name(Path(imported.origin.file).stem)}.xlsx"
    books = {name: _workbook(imported, findings)} if imported.sheets else {}
    source = sources.get(imported.origin.owner)
    letter = DelivererLetter(
        imported, grouped(findings), edition, source, today(), name if books else ""
    )
    text = letter.text()
    address = source.mail if source else ""
    attached = next(iter(books.items()), None)
    mail = mail_file(letter.receiver, address, letter.subject, text, attached)
    return {**books, "mail.eml": mail, "brief.txt": text.encode()}


def _workbook(imported: Imported, findings: Sequence[Finding]) -> bytes:
    is_workbook = imported.origin.file.casefold().endswith(".xlsx")
    book = MarkedWorkbook(imported.sheets, imported.origin.data if is_workbook else None)
    book.mark(findings)
    title = f"{TITLE}{imported.origin.file}"
    book.add_page(make_page(title, list(_alterations(imported, book, findings)), grouped(findings)))
    return book.saved()


def _alterations(
    imported: Imported, book: MarkedWorkbook, findings: Sequence[Finding]
) -> Iterator[str]:
    """What of the copy is not as it was delivered."""
    if not book.is_copy:
        yield _LEFT_OUT
    elif any(sheet.is_text for sheet in imported.sheets):
        yield _PLAIN_TEXT
    else:
        yield _VALUES_ONLY
    yield "Uw eigen opmerkingen bij cellen staan er nog; wat wij vonden, staat eronder."
    if book.shown:
        yield f"Zichtbaar gemaakt, want daar is iets gevonden: {', '.join(book.shown)}."
    cells = len({one.cell for one in findings if one.cell})
    if cells > MOST_COMMENTS:
        yield (
            f"Van de {cells} cellen met een bevinding hebben de eerste {MOST_COMMENTS} een "
            "opmerking; de andere hebben alleen de kleur."
        )
