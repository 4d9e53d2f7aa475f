"""The work list as it comes back from drafters: what was done with each remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.deliveries.grid import Grid, fold
from report_builder.deliveries.workbook import read_workbook
from report_builder.fingerprint import read_bytes
from report_builder.model.remarks import Remark, Stand
from report_builder.problems import Fault, Problem, Stopped
from report_builder.rounds.remark_tables import EXPLANATION, ID, STAND, TAKER

SUFFIX = ".xlsx"
_AGAIN = "geef de opmerkingen.xlsx terug die report-builder review voor deze editie maakte"
_STANDS = {fold(stand): stand for stand in Stand}


@dataclass(frozen=True)
class Entry:
    """One row of the work list: where it stands, the remark, what was filled in, and who takes it
    up.
    """

    place: str
    id: str
    stand: str
    explanation: str
    taker: str = ""


def read_entries(data: bytes) -> list[Entry]:
    """The rows of a work list that are of a remark. Raises Fault when it is no work list."""
    for sheet in read_workbook(data):
        columns = {sheet.text(1, column): column for column in range(1, sheet.last_column + 1)}
        if {ID, STAND, EXPLANATION} <= set(columns):
            return list(_entries(sheet, columns))
    message = f"dit is geen werklijst: de kolommen {STAND}, {EXPLANATION} en {ID} ontbreken"
    raise Fault("review", message, _AGAIN)


def _entries(sheet: Grid, columns: Mapping[str, int]) -> Iterator[Entry]:
    for row in range(2, sheet.last_row + 1):
        if key := sheet.text(row, columns[ID]):
            for name in (STAND, EXPLANATION):
                if fault := sheet.at(row, columns[name]).fault:
                    raise Fault(
                        "review", f"{sheet.place(row, columns[name])}: {fault}", "typ een tekst"
                    )
            place = sheet.place(row, columns[STAND])
            taker = sheet.text(row, columns[TAKER]) if TAKER in columns else ""
            yield Entry(
                place,
                key,
                sheet.text(row, columns[STAND]),
                sheet.text(row, columns[EXPLANATION]),
                taker,
            )


def answered(remarks: Sequence[Remark], files: Iterable[Path]) -> tuple[Remark, ...]:
    """The remarks with what the work lists say of them. Raises Stopped with all that is wrong with
    any of these.

    A row that is open and explains nothing is one that nobody filled in: it takes no answer of
    another away.
    """
    made = {remark.id: remark for remark in remarks}
    problems: list[Problem] = []
    for path in files:
        try:
            entries = read_entries(read_bytes(path))
        except Fault as fault:
            problems.append(fault.at(path.name, "1"))
            continue
        problems += _check(entries, made, path.name)
        if not problems:
            made |= {
                entry.id: _with_stand(made[entry.id], entry)
                for entry in entries
                if _is_filled(entry)
            }
    if problems:
        raise Stopped(problems)
    return tuple(made.values())


def _check(entries: Sequence[Entry], known: Mapping[str, Remark], file: str) -> Iterator[Problem]:
    seen: dict[str, Entry] = {}
    for entry in entries:
        stand = _STANDS.get(fold(entry.stand or Stand.OPEN))
        if entry.id not in known:
            yield Problem(
                "review",
                file,
                entry.place,
                f"het kenmerk {entry.id} is van deze editie niet bekend",
                _AGAIN,
            )
        elif stand is None:
            hint = f"kies uit: {', '.join(Stand)}"
            yield Problem(
                "review", file, entry.place, f"de stand '{entry.stand}' is onbekend", hint
            )
        elif stand is Stand.DECLINED and not entry.explanation:
            message = f"'{stand}' zonder toelichting"
            yield Problem(
                "review", file, entry.place, message, f"schrijf bij {EXPLANATION} waarom niet"
            )
        elif entry.id in seen and _stand(seen[entry.id]) != _stand(entry):
            message = (
                f"het kenmerk {entry.id} staat er twee keer in, met een andere stand of toelichting"
            )
            yield Problem("review", file, entry.place, message, "haal een van de twee weg")
        seen[entry.id] = entry


def _stand(entry: Entry) -> tuple[Stand, str]:
    return _STANDS[fold(entry.stand or Stand.OPEN)], entry.explanation


def _is_filled(entry: Entry) -> bool:
    return _stand(entry) != (Stand.OPEN, "")


def _with_stand(remark: Remark, entry: Entry) -> Remark:
    stand, explanation = _stand(entry)
    return replace(remark, stand=stand, explanation=explanation)


def check_written(path: Path, shown: str, remarks: Mapping[str, Remark]) -> dict[str, str]:
    """Who takes up each remark, as a work list says that is to be replaced; nothing when there is
    none.

    Raises Stopped when it says what was done with a remark and that was not handed back yet: it
    would be lost.
    """
    try:
        entries = read_entries(path.read_bytes())
    except (OSError, Fault):
        return {}
    ours = [entry for entry in entries if entry.id in remarks]
    new = [entry for entry in ours if _is_new(remarks[entry.id], entry)]
    if new:
        message = (
            f"antwoorden die nog niet teruggegeven zijn, en die verloren zouden gaan: {len(new)}"
        )
        raise Stopped(
            [
                Problem(
                    "review", shown, new[0].place, message, f"geef het eerst terug: review {shown}"
                )
            ]
        )
    return {entry.id: entry.taker for entry in ours if entry.taker}


def _is_new(remark: Remark, entry: Entry) -> bool:
    if fold(entry.stand or Stand.OPEN) not in _STANDS:
        return True
    return _is_filled(entry) and _with_stand(remark, entry) != remark
