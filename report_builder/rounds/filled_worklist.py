"""The work list as it comes back from drafters: what was done with each remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.deliveries.grid import Grid, fold
from report_builder.deliveries.workbook import read_workbook
from report_builder.model.remarks import Remark, Stand, answer_mark
from report_builder.problems import Fault, Problem, Stopped
from report_builder.rounds.passage_texts import short
from report_builder.rounds.returned_files import ReturnedFile
from report_builder.rounds.round_worklist import EXPLANATION, ID, MARK, STAND, TAKER

_AGAIN = "geef de opmerkingen.xlsx terug die report-builder review voor deze editie maakte"
_OVERTAKEN_HINT = (
    "neem dat antwoord over in deze rij, of antwoord opnieuw in de opmerkingen.xlsx van nu"
)
_STANDS = {fold(stand): stand for stand in Stand}


@dataclass(frozen=True)
class WorklistRow:
    """One answer to a remark, as a row of the work list or the desk gives it: where it stands, the
    remark, what was filled in, who takes it up, and the mark of the answer that it was made on,
    empty where that is not known.
    """

    place: str
    id: str
    stand_text: str
    explanation: str
    taker: str = ""
    made_on: str = ""

    @property
    def stand(self) -> Stand | None:
        """The stand that was chosen, open when none was; None for a word that is no stand."""
        return _STANDS.get(fold(self.stand_text or Stand.OPEN))

    @property
    def is_filled(self) -> bool:
        """Whether somebody filled anything in; where it says what it was made on, anything else
        than that.
        """
        if self.made_on:
            return self.made_on != self.answer_mark
        return self.stand is not Stand.OPEN or self.explanation != ""

    @property
    def answer_mark(self) -> str:
        """The mark of the answer in it."""
        return answer_mark(self.stand or self.stand_text, self.explanation)

    def is_overtaken(self, remark: Remark) -> bool:
        """Whether a remark was answered otherwise since it was made."""
        is_other = self.is_filled and not self.stands_as(remark)
        return is_other and self.made_on not in ("", remark.answer_mark)

    def stands_as(self, other: WorklistRow | Remark) -> bool:
        """Whether it says the same of a remark as another row does, or as is kept of it."""
        return self.answer_mark == other.answer_mark


def read_worklist(content: bytes) -> list[WorklistRow]:
    """The rows of a work list that are of a remark. Raises Fault when it is no work list."""
    for sheet in read_workbook(content):
        columns = {sheet.text(1, column): column for column in range(1, sheet.last_column + 1)}
        if {ID, STAND, EXPLANATION} <= set(columns):
            return list(_rows(sheet, columns))
    message = f"dit is geen werklijst: de kolommen {STAND}, {EXPLANATION} en {ID} ontbreken"
    raise Fault("review", message, _AGAIN)


def _rows(sheet: Grid, columns: Mapping[str, int]) -> Iterator[WorklistRow]:
    for row in range(2, sheet.last_row + 1):
        remark = sheet.text(row, columns[ID])
        if not remark:
            continue
        for name in (STAND, EXPLANATION):
            _check_text(sheet, row, columns[name])
        yield WorklistRow(
            place=sheet.place(row, columns[STAND]),
            id=remark,
            stand_text=sheet.text(row, columns[STAND]),
            explanation=sheet.text(row, columns[EXPLANATION]),
            taker=sheet.text(row, columns[TAKER]) if TAKER in columns else "",
            made_on=sheet.text(row, columns[MARK]) if MARK in columns else "",
        )


def _check_text(sheet: Grid, row: int, column: int) -> None:
    fault = sheet.at(row, column).fault
    if fault:
        raise Fault("review", f"{sheet.place(row, column)}: {fault}", "typ een tekst")


def with_stands(
    remarks: Sequence[Remark], books: Iterable[ReturnedFile]
) -> tuple[tuple[Remark, ...], list[Problem]]:
    """The remarks as the work lists say that they stand, and what is wrong with any of these. Of a
    work list that has something wrong nothing is taken over.

    A row that is open and explains nothing is one that nobody filled in: it takes no explanation of
    another away.
    """
    answered, problems = tuple(remarks), []
    for book in books:
        try:
            rows = read_worklist(book.content)
        except Fault as fault:
            problems.append(fault.at(book.name, "1"))
            continue
        answered, found = with_answers(answered, rows, book.name)
        problems += found
    return answered, problems


def with_answers(
    remarks: Sequence[Remark], rows: Sequence[WorklistRow], file: str
) -> tuple[tuple[Remark, ...], list[Problem]]:
    """The remarks as these rows of a file say that they stand, or as they stood with everything
    that is wrong with the rows.
    """
    by_id = {remark.id: remark for remark in remarks}
    problems = list(_check_rows(rows, by_id, file))
    for row in [] if problems else rows:
        if row.is_filled:
            by_id[row.id] = _with_stand(by_id[row.id], row)
    return tuple(by_id.values()), problems


def _check_rows(
    rows: Sequence[WorklistRow], remarks: Mapping[str, Remark], file: str
) -> Iterator[Problem]:
    earlier: dict[str, WorklistRow] = {}
    for row in rows:
        fault = _find_fault(row, earlier.get(row.id), remarks.get(row.id))
        if fault:
            yield fault.at(file, row.place)
        earlier[row.id] = row


def _find_fault(
    row: WorklistRow, earlier: WorklistRow | None, remark: Remark | None
) -> Fault | None:
    """What is wrong with a row; `earlier` is the row before it of the same remark."""
    if remark is None:
        return Fault("review", f"het kenmerk {row.id} is van deze editie niet bekend", _AGAIN)
    if row.stand is None:
        hint = f"kies uit: {', '.join(Stand)}"
        return Fault("review", f"de stand '{row.stand_text}' is onbekend", hint)
    if row.stand is Stand.DECLINED and not row.explanation:
        hint = f"schrijf bij {EXPLANATION} waarom niet"
        return Fault("review", f"'{row.stand}' zonder toelichting", hint)
    if earlier and not row.stands_as(earlier):
        message = f"het kenmerk {row.id} staat er twee keer in, met een andere stand of toelichting"
        return Fault("review", message, "haal een van de twee weg")
    if row.is_overtaken(remark):
        message = f"op {row.id} is intussen anders geantwoord: '{remark.stand}'"
        why = f", '{short(remark.explanation)}'" if remark.explanation else ""
        return Fault("review", f"{message}{why}", _OVERTAKEN_HINT)
    return None


def _with_stand(remark: Remark, row: WorklistRow) -> Remark:
    assert row.stand is not None
    return replace(remark, stand=row.stand, explanation=row.explanation)


def read_takers(path: Path, shown: str, remarks: Mapping[str, Remark]) -> dict[str, str]:
    """Who takes up each remark, as a work list says that is to be replaced; nothing when there is
    none.

    Raises Stopped when it says what was done with a remark and that was not handed back yet: it
    would be lost.
    """
    try:
        rows = read_worklist(path.read_bytes())
    except (OSError, Fault):
        return {}
    ours = [row for row in rows if row.id in remarks]
    unread = [row for row in ours if row.is_filled and not row.stands_as(remarks[row.id])]
    if unread:
        message = (
            f"antwoorden die nog niet teruggegeven zijn, en die verloren zouden gaan: {len(unread)}"
        )
        hint = f"geef het eerst terug: review {shown}"
        raise Stopped([Problem("review", shown, unread[0].place, message, hint)])
    return {row.id: row.taker for row in ours if row.taker}
