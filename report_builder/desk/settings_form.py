"""The settings that a form asks: what was filled in, and what another made of them meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from report_builder.editions.settings_changes import Path, Value
from report_builder.problems import Unusable
from report_builder.registers.decision_route import DISPATCH
from report_builder.values.vocabulary import COUNCILS

STATES = ("open", "akkoord", "niet akkoord")
_YES = "ja"
_SEEN = "stond-"
"""What begins the name of a field that says what another had when the form was made."""


@dataclass(frozen=True)
class SettingField:
    """One setting as the form asks it; `value` is what it has, empty where it has none."""

    name: str
    path: Path
    label: str
    kind: str
    value: Any
    code: str = ""
    """The gate that waits for it."""

    @property
    def text(self) -> str:
        """What a form sends of it where nobody changes it."""
        if self.kind == "vink":
            return _YES if self.value else ""
        return str(self.value).strip()

    def read(self, text: str) -> Value:
        """What was filled in. Raises Unusable when that cannot be."""
        if self.kind == "vink":
            return text == _YES or (None if self.value == "" else False)
        if self.kind == "datum":
            return _read_date(text, self.label)
        if self.kind == "stand" and text not in STATES:
            raise Unusable(f"kies bij {self.label} uit {', '.join(STATES)}")
        return " ".join(text.split()) or None


def _read_date(text: str, label: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Unusable(f"'{text}' is geen datum ({label}); schrijf 2026-06-21") from error


@dataclass(frozen=True)
class FilledField:
    """A setting as the form shows it; `typed` and `seen` are what came in and what stood there
    before, None where the form had no such field.
    """

    setting: SettingField
    typed: str | None = None
    seen: str | None = None

    @property
    def text(self) -> str:
        """What somebody made of it; what it is now where they left it alone."""
        return self.typed if self.typed is not None and self.is_changed else self.setting.text

    @property
    def is_changed(self) -> bool:
        """Whether somebody changed it; without what stood there before, everything is."""
        return self.typed is not None and self.typed != self.seen

    @property
    def is_overtaken(self) -> bool:
        """Whether another gave it another value meanwhile."""
        is_other = self.seen is not None and self.setting.text != self.seen
        return self.is_changed and is_other and self.setting.text != self.typed

    def read(self) -> Value:
        """The value. Raises Unusable when it cannot be."""
        return self.setting.read(self.text)


Groups = tuple[tuple[str, tuple[FilledField, ...]], ...]


def filled_groups(data: Mapping[str, Any], fields: Mapping[str, str] | None = None) -> Groups:
    """The settings of an edition by what they are about, with what a form says of them."""
    return tuple(
        (title, tuple(_fill(setting, fields or {}) for setting in settings))
        for title, settings in _groups(data)
    )


def _fill(setting: SettingField, fields: Mapping[str, str]) -> FilledField:
    seen = fields.get(_SEEN + setting.name)
    # A box that is not ticked sends nothing.
    unsent = "" if setting.kind == "vink" and seen is not None else None
    return FilledField(setting, fields.get(setting.name, unsent), seen)


def homeless(groups: Groups, fields: Mapping[str, str]) -> Iterator[str]:
    """What somebody changed in a field that is not there any more."""
    there = {field.setting.name for _, group in groups for field in group}
    for key, seen in fields.items():
        name = key.removeprefix(_SEEN)
        if key != name and name not in there and fields.get(name, seen) != seen:
            yield fields[name]


def _groups(data: Mapping[str, Any]) -> tuple[tuple[str, tuple[SettingField, ...]], ...]:
    """The settings that a form can ask, by what they are about."""
    route = data.get("decision_route", {})
    steps = (*COUNCILS, *(() if any(name.lower() == DISPATCH for name in route) else (DISPATCH,)))
    return (
        ("Wie ondertekent", tuple(_signatories(data.get("signatories", ())))),
        ("Voorportalen", tuple(_consultations(data.get("consultations", ())))),
        (
            "De besluitvorming",
            tuple(
                SettingField(
                    f"route-{name}",
                    ("decision_route", name),
                    f"Datum van de {name}",
                    "datum",
                    route.get(name, ""),
                    "besluitvorming",
                )
                for name in dict.fromkeys((*steps, *route))
            ),
        ),
        (
            "De editie",
            (
                SettingField(
                    "datum", ("date",), "Datum van brief en nota", "datum", data.get("date", "")
                ),
                SettingField(
                    "slot",
                    ("lock",),
                    "De definitieve versie wacht tot de gegevens vastliggen",
                    "vink",
                    data.get("lock", ""),
                ),
                SettingField(
                    "ronde",
                    ("review",),
                    "Bewaar wat reviewers zeggen, en wacht tot elke opmerking een antwoord heeft",
                    "vink",
                    data.get("review", ""),
                ),
            ),
        ),
    )


def _signatories(entries: Any) -> list[SettingField]:
    return [
        SettingField(
            f"naam-{number}",
            ("signatories", number, "name"),
            str(entry.get("role", "")),
            "tekst",
            entry.get("name", ""),
            "ondertekenaar",
        )
        for number, entry in enumerate(entries)
    ]


def _consultations(entries: Any) -> list[SettingField]:
    fields = []
    for number, entry in enumerate(entries):
        name, path = str(entry.get("name", "")), ("consultations", number)
        state, day = entry.get("state", ""), entry.get("date", "")
        fields += [
            SettingField(f"stand-{number}", (*path, "state"), name, "stand", state, "voorportaal"),
            SettingField(f"dag-{number}", (*path, "date"), f"Datum van {name}", "datum", day),
        ]
    return fields
