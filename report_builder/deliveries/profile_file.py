"""A profile as it stands in its file, so that what is wrong with it is told at its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from report_builder.intake.toml_files import TomlFile
from report_builder.model.profile import INDICATOR, PERIOD, SKIPPED, Profile, TableSpec
from report_builder.problems import Fault, Problem

UNFILLED = "?"
"""What a label means before a person has filled it in."""


class ProfileFault(Fault):
    """Something that does not fit in a table of a profile, by the key that says it."""

    def __init__(self, key: tuple[str, ...], code: str, message: str, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.key = key


@dataclass(frozen=True)
class ProfileFile:
    """A profile, and the file that it stands in."""

    profile: Profile
    file: TomlFile

    def problem(self, fault: ProfileFault, table: int, delivered: str) -> Problem:
        """A fault in a table as a problem of the profile, seen when a file was read by it."""
        message = f"bij {delivered}: {fault.message}"
        line = self._line(fault.key, table)
        return Problem(fault.code, self.file.name, line, message, fault.hint)

    def contradictions(self) -> Iterator[Problem]:
        """What cannot be so, whatever is delivered."""
        for number, spec in enumerate(self.profile.tables):
            for fault in (*_contradictions(spec), *_unfilled(spec.labels)):
                line = self._line(fault.key, number)
                yield Problem(fault.code, self.file.name, line, fault.message, fault.hint)
        for fault in _unfilled(self.profile.labels):
            line = self._line(fault.key, 0)
            yield Problem(fault.code, self.file.name, line, fault.message, fault.hint)
        if self.profile.flags and not any(spec.status for spec in self.profile.tables):
            message = "er zijn vlaggen, maar geen tabel zegt in welke kolom zij staan"
            hint = "zet status bij de tabel, of haal flags weg"
            yield self.file.problem("profiel", ("flags",), message, hint)

    def _line(self, key: tuple[str, ...], table: int) -> str:
        if key[:1] == ("labels",):
            lines = enumerate(self.file.text.splitlines(), start=1)
            starts = (f'"{key[1]}"', f"'{key[1]}'", f"{key[1]} ", f"{key[1]}=")
            found = (number for number, line in lines if line.lstrip().startswith(starts))
            return str(next(found, 1))
        return self.file.line("tables", table, *key)


def _contradictions(spec: TableSpec) -> Iterator[ProfileFault]:
    """What a table says in two ways that do not go together."""
    given = spec.model_fields_set
    if spec.by_head and "rows" in given:
        message = "rows en by_head zeggen allebei wat de kolommen zijn"
        yield ProfileFault(("by_head",), "profiel", message, "laat een van beide weg")
    if len(spec.columns) > 1 and "head_rows" in given and spec.head_rows != len(spec.columns):
        message = f"columns noemt {len(spec.columns)} kopregels, head_rows {spec.head_rows}"
        yield ProfileFault(("head_rows",), "profiel", message, "laat head_rows weg")
    places = spec.by_head.values() if spec.by_head else spec.rows
    said = Counter([*places, *spec.columns, spec.sheet_says])
    for name, count in said.items():
        if count > 1 and name != SKIPPED:
            message = f"'{name}' wordt op {count} plaatsen gezegd"
            hint = "noem het één keer in rows, by_head, columns of sheet_says"
            yield ProfileFault(("columns",), "profiel", message, hint)
    fixed = {PERIOD: spec.period, **spec.fixed}
    if "columns" in given:
        fixed[INDICATOR] = spec.indicator
    for name in said:
        if name != SKIPPED and fixed.get(name):
            key = name if name in (PERIOD, INDICATOR) else "fixed"
            message = f"{name} staat vast voor de tabel, en wordt ook door opschriften gezegd"
            yield ProfileFault((key,), "profiel", message, f"haal {key} weg, of het opschrift")


def _unfilled(labels: Mapping[str, str]) -> Iterator[ProfileFault]:
    for text, name in labels.items():
        if name == UNFILLED:
            message = f"niet ingevuld is wat '{text}' betekent"
            hint = 'vul een naam in, of "" om het over te slaan'
            yield ProfileFault(("labels", text), "profiel", message, hint)
