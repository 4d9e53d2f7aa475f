"""The edition file of a year into that of a later one: what is known rolls on, the rest is left to
be filled in.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from report_builder.editions.settings_text import TODO, Path, SettingsText
from report_builder.intake.toml_files import TomlFile, make_record
from report_builder.model.edition import Edition
from report_builder.model.overview import WorkItem
from report_builder.problems import Problem

SETTING = "Instelling"
"""The kind of such work."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ROLLED = {
    "reporting_year",
    "name",
    "title",
    "date",
    "documents",
    "decision_route",
    "consultations",
    "signatories",
    "personal",
}


@dataclass(frozen=True)
class Years:
    """How years move from one edition to a later one: that of the edition and the one that it
    reports on.
    """

    old: str
    new: str
    moves: Mapping[int, int]
    step: int

    @classmethod
    def between(cls, edition: Edition, new: str) -> Years:
        """How years move from an edition to the one of the year `new`."""
        named = re.match(r"\d{4}(?!\d)", edition.id)
        year = int(named[0]) if named else edition.reporting_year + 1
        step = int(new) - year
        return cls(
            edition.id, new, {made: made + step for made in (year, edition.reporting_year)}, step
        )

    def later(self, text: str) -> str:
        """The text with these years moved on; other years stay."""
        return _YEAR.sub(lambda found: str(self.moves.get(int(found[0]), found[0])), text)


def roll_edition(
    file: TomlFile, old: Edition, years: Years, template: Callable[[str], str]
) -> tuple[tuple[str, Edition] | None, list[Problem]]:
    """The text of the new edition file and the edition in it; or None with what cannot be carried
    over.

    `template` gives the new path of a template.
    """
    settings = SettingsText(file)
    _roll_years(settings, old, years, template)
    _clear_decisions(settings, old, years)
    for key in file.data.keys() - _ROLLED:
        _clear_other(settings, key, file.data[key], years)
    settings.ask_about("personal", "ga na of deze gegevens nog kloppen")
    text = settings.render()
    if settings.problems:
        return None, settings.problems
    data = tomllib.loads(text, parse_float=Decimal)
    edition, wrong = make_record(Edition, TomlFile(file.name, data, text), (), data, id=years.new)
    if edition is None or wrong:
        message = f"hieruit is geen geldige editie {years.new} te maken: {wrong[0].message}"
        return None, [
            Problem("overnemen", file.name, "1", message, "zet die instelling tijdelijk achter #")
        ]
    return (text, edition), []


def _roll_years(
    settings: SettingsText, old: Edition, years: Years, template: Callable[[str], str]
) -> None:
    """What moves on with the years: numbers, names, titles and templates."""
    settings.reword_opening(years.later)
    settings.change(("reporting_year",), old.reporting_year + years.step)
    settings.change(("name",), years.later(old.name))
    settings.change(("title",), years.later(old.title))
    date = _years_on(old.date, years.step)
    settings.change(("date",), date, "voorlopige datum; vul de datum van verzending in")
    for number, entry in enumerate(old.documents):
        settings.change(("documents", number, "title"), years.later(entry.title))
        settings.change(("documents", number, "template"), template(entry.template))


def _clear_decisions(settings: SettingsText, old: Edition, years: Years) -> None:
    """What is decided anew for each edition: dates, consent, and who signs."""
    for number, entry in enumerate(old.documents):
        _clear_dates(settings, ("documents", number), {"date": entry.date}, years)
    _clear_dates(settings, ("decision_route",), old.decision_route, years)
    for number, consultation in enumerate(old.consultations):
        if consultation.state != "open":
            todo = f"{consultation.name} moet nog instemmen"
            settings.change(("consultations", number, "state"), "open", todo)
        _clear_dates(settings, ("consultations", number), {"date": consultation.date}, years)
    for number, signatory in enumerate(old.signatories):
        if signatory.name:
            todo = f"vul in wie ondertekent als {signatory.role}"
            settings.leave_out(("signatories", number, "name"), todo)


def _clear_dates(
    settings: SettingsText, path: Path, values: Mapping[str, object], years: Years
) -> None:
    """Dates are not known for the new edition: they are left out."""
    for key, value in values.items():
        if isinstance(value, dt.date):
            todo = f"vul de datum in; in editie {years.old} was dat {value}"
            settings.leave_out((*path, key), todo)


def _clear_other(settings: SettingsText, key: str, value: object, years: Years) -> None:
    """Dates in other settings, and decisions of which a date is part: those were taken for the old
    edition.
    """
    if isinstance(value, Mapping):
        _clear_dates(settings, (key,), value, years)
    elif isinstance(value, list):
        entries = [entry for entry in value if isinstance(entry, Mapping)]
        if any(isinstance(part, dt.date) for entry in entries for part in entry.values()):
            todos = [_decision_todo(key, entry, years) for entry in entries]
            settings.leave_out_entries(key, todos)
    else:
        _clear_dates(settings, (), {key: value}, years)


def _decision_todo(key: str, entry: Mapping[str, object], years: Years) -> str:
    if key == "corrections":
        return f"correctie van editie {years.old}; haal haar weg"
    what = entry.get("indicator", key)
    return f"{what}: besluit uit editie {years.old}, neem het zo nodig opnieuw"


def _years_on(day: dt.date, step: int) -> dt.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + step, day=28 if is_leap_day else day.day)


def edition_items(text: str, name: str) -> Iterator[WorkItem]:
    """What is still to be done in an edition file that was rolled on."""
    for number, line in enumerate(text.splitlines(), start=1):
        setting, found, todo = line.partition(TODO)
        if found:
            yield WorkItem(name, f"regel {number}", SETTING, setting.strip(" #"), todo.strip())
