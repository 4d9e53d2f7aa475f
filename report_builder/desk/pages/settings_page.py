"""Instellingen: what the edition decides and no template says, by field and as the whole file."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.desk.context import Desk, desk_of, person_of
from report_builder.desk.page_rendering import render
from report_builder.desk.refusals import REFUSALS, reasons_of
from report_builder.desk.settings_form import STATES, Groups, filled_groups, homeless
from report_builder.desk.uploads import read_fields, read_text
from report_builder.editions.edition_settings import (
    OvertakenSettings,
    StoredSettings,
    change_settings,
    put_settings,
    read_settings,
)
from report_builder.editions.settings_changes import Path, Value, with_values
from report_builder.intake.toml_files import TomlFile
from report_builder.problems import Stopped, Unusable

PATH = "/uitgave/instellingen"
_CONFLICT = 409
_REFUSED = 422


async def _settings(request: Request) -> Response:
    stored = await run_in_threadpool(_stored, desk_of(request))
    return _page(request, stored)


def _page(request: Request, stored: StoredSettings, status: int = 200, **told: object) -> Response:
    """The page. Where something was not kept: `groups` with the `refusal`, or `text`, the whole
    file as somebody wrote it, with the `problems` or the `trouble`.
    """
    groups = filled_groups(stored.file.data) if stored.file else ()
    shown = {"groups": groups, "refusal": "", "text": stored.text, "problems": (), "trouble": ""}
    return render(
        request,
        "instellingen.html",
        status,
        stored=stored,
        states=STATES,
        is_kept="text" not in told,
        is_other=status == _CONFLICT,
        has_saved="bewaard" in request.query_params,
        **(shown | told),
    )


def _stored(desk: Desk) -> StoredSettings:
    return read_settings(desk.workspace, desk.edition_file)


async def _save(request: Request) -> Response:
    """Keep what was filled in; where that cannot be, it stands in the form again, and beside it
    what another wrote meanwhile.
    """
    desk, fields = desk_of(request), await read_fields(request)
    try:
        await run_in_threadpool(_keep, desk, fields, person_of(request))
    except REFUSALS as refused:
        stored = await run_in_threadpool(_stored, desk)
        groups = filled_groups(stored.file.data, fields) if stored.file else ()
        reasons = [*reasons_of(refused), *map(_tell_homeless, homeless(groups, fields))]
        return _page(request, stored, _REFUSED, groups=groups, refusal="; ".join(reasons))
    return RedirectResponse(f"{PATH}?bewaard=ja", 303)


def _keep(desk: Desk, fields: Mapping[str, str], person: str) -> None:
    def fill_in(file: TomlFile) -> str:
        return with_values(file, _values(filled_groups(file.data, fields)))

    version = fields.get("versie", "")
    change_settings(desk.workspace, desk.edition_file, version, fill_in, person)


def _values(groups: Groups) -> dict[Path, Value]:
    """What was filled in, of each setting that has a value or had one. Raises Unusable when one
    cannot be.
    """
    values: dict[Path, Value] = {}
    for _, fields in groups:
        for field in fields:
            setting, value = field.setting, field.read()
            if value is None and setting.path == ("date",):
                raise Unusable("vul de datum van brief en nota in")
            if value is not None or setting.value != "":
                values[setting.path] = value
    return values


def _tell_homeless(text: str) -> str:
    return f"'{text}' hoort bij iets dat er niet meer staat"


async def _save_whole(request: Request) -> Response:
    """Keep the whole file as somebody wrote it; where that cannot be, it comes back to be mended.

    A browser sends every line end as two characters; the file keeps its own.
    """
    desk, version = desk_of(request), await read_text(request, "versie")
    stored = await run_in_threadpool(_stored, desk)
    written = (await read_text(request, "tekst")).replace("\r\n", "\n") + "\n"
    text = written.replace("\n", "\r\n") if "\r\n" in stored.text else written
    try:
        await run_in_threadpool(
            put_settings, desk.workspace, desk.edition_file, text, version, person_of(request)
        )
    except Stopped as stopped:
        return _page(request, stored, _REFUSED, text=written, problems=stopped.problems)
    except (Unusable, OSError) as refused:
        status = _CONFLICT if isinstance(refused, OvertakenSettings) else _REFUSED
        stored, trouble = await run_in_threadpool(_stored, desk), "; ".join(reasons_of(refused))
        return _page(request, stored, status, text=written, trouble=trouble)
    return RedirectResponse(f"{PATH}?bewaard=ja", 303)


ROUTES = (
    Route(PATH, _settings),
    Route(PATH, _save, methods=["POST"]),
    Route(f"{PATH}/bestand", _save_whole, methods=["POST"]),
)
