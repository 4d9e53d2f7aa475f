"""Instellingen: what the edition decides and no template says, by field and as the whole file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.desk.context import Desk, desk_of
from report_builder.desk.page_rendering import render
from report_builder.desk.uploads import read_text
from report_builder.editions.edition_settings import StoredSettings, put_settings, read_settings
from report_builder.editions.settings_lines import Path, Value, with_values
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.registers.decision_route import DISPATCH
from report_builder.values.vocabulary import COUNCILS

PATH = "/uitgave/instellingen"
_CONFLICT = 409
_REFUSED = 422
_STATES = ("open", "akkoord", "niet akkoord")
_YES = "ja"


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

    def read(self, text: str) -> Value:
        """What was filled in. Raises Unusable when that cannot be."""
        if self.kind == "vink":
            return text == _YES or (None if self.value == "" else False)
        if self.kind == "datum":
            return _read_date(text, self.label)
        if self.kind == "stand" and text not in _STATES:
            raise Unusable(f"kies bij {self.label} uit {', '.join(_STATES)}")
        return " ".join(text.split()) or None


def _read_date(text: str, label: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Unusable(f"'{text}' is geen datum ({label}); schrijf 2026-06-21") from error


async def _settings(request: Request) -> Response:
    stored = await run_in_threadpool(_stored, desk_of(request))
    return _page(request, stored)


def _page(
    request: Request,
    stored: StoredSettings,
    status: int = 200,
    text: str | None = None,
    problems: tuple[Problem, ...] = (),
    trouble: str = "",
) -> Response:
    """The page; with `text`, the whole file as somebody wrote it and that was not kept, and why."""
    return render(
        request,
        "instellingen.html",
        status,
        stored=stored,
        groups=_groups(stored.file.data) if stored.file else (),
        states=_STATES,
        text=stored.text if text is None else text,
        is_kept=text is None,
        is_other=status == _CONFLICT,
        problems=problems,
        trouble=trouble,
        has_saved="bewaard" in request.query_params,
    )


def _stored(desk: Desk) -> StoredSettings:
    return read_settings(desk.workspace, desk.edition_file)


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


async def _save(request: Request) -> Response:
    desk, version = desk_of(request), await read_text(request, "versie")
    stored = await run_in_threadpool(_stored, desk)
    if stored.version != version:
        raise Unusable(
            "een ander wijzigde intussen de instellingen; ga terug, ververs de pagina en vul in "
            "wat er dan nog moet"
        )
    if stored.file is None:
        raise Stopped(stored.problems)
    values = {}
    for _, fields in _groups(stored.file.data):
        for field in fields:
            value = field.read(await read_text(request, field.name))
            if value is None and field.path == ("date",):
                raise Unusable("vul de datum van brief en nota in")
            if value is not None or field.value != "":
                values[field.path] = value
    text = with_values(stored.file, values)
    await run_in_threadpool(put_settings, desk.workspace, desk.edition_file, text, version)
    return RedirectResponse(f"{PATH}?bewaard=ja", 303)


async def _save_whole(request: Request) -> Response:
    """Keep the whole file as somebody wrote it; where that cannot be, it comes back to be mended.

    A browser sends every line end as two characters; the file keeps its own.
    """
    desk, version = desk_of(request), await read_text(request, "versie")
    stored = await run_in_threadpool(_stored, desk)
    written = (await read_text(request, "tekst")).replace("\r\n", "\n") + "\n"
    text = written.replace("\n", "\r\n") if "\r\n" in stored.text else written
    try:
        await run_in_threadpool(put_settings, desk.workspace, desk.edition_file, text, version)
    except Stopped as stopped:
        return _page(request, stored, _REFUSED, written, stopped.problems)
    except Unusable as refused:
        return _page(request, stored, _CONFLICT, written, trouble=str(refused))
    return RedirectResponse(f"{PATH}?bewaard=ja", 303)


ROUTES = (
    Route(PATH, _settings),
    Route(PATH, _save, methods=["POST"]),
    Route(f"{PATH}/bestand", _save_whole, methods=["POST"]),
)
