"""What is kept of each delivery, and the way back for the last one."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.deliveries.agreements import ACCEPTED, Agreement, read_agreements
from report_builder.deliveries.arrivals import Explanation
from report_builder.deliveries.delivered_file import undo_last
from report_builder.deliveries.delivery_archive import kept_folders
from report_builder.deliveries.kept_cells import EXPLANATIONS, read_explanations
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.delivery_overview import DeliveryLog, LoggedDelivery, read_log
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.deliveries_page import ADDRESS, UNDONE
from report_builder.desk.uploads import read_text
from report_builder.problems import Unusable


@dataclass(frozen=True)
class KeptRecord:
    """What is kept of a delivery; of old ones nothing but the line in the log."""

    logged: LoggedDelivery
    log: DeliveryLog
    agreements: tuple[Agreement, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    is_kept: bool = False

    @property
    def is_last(self) -> bool:
        """Whether it is the one that can be undone."""
        return self.logged == self.log.last


async def _kept(request: Request) -> Response:
    number = request.path_params["number"]
    record = await run_in_threadpool(_read_record, desk_of(request), number)
    if record is None:
        raise HTTPException(404)
    return render(request, "levering_bewaard.html", record=record)


def _read_record(desk: Desk, number: int) -> KeptRecord | None:
    """What is kept of the delivery with that number; None where there is no such one."""
    workspace, log = desk.workspace, read_log(desk.workspace)
    if not 1 <= number <= len(log.deliveries):
        return None
    folders = kept_folders(workspace.data, [one.delivery for one in log.deliveries])
    logged, folder = log.deliveries[number - 1], folders[number - 1]
    if folder is None:
        return KeptRecord(logged, log)
    accepted, said = folder / ACCEPTED, folder / EXPLANATIONS
    agreements = read_agreements(accepted, workspace.name(accepted))
    explanations = read_explanations(said, workspace.name(said))
    return KeptRecord(logged, log, agreements, explanations, is_kept=True)


async def _ask_undo(request: Request) -> Response:
    log = await run_in_threadpool(read_log, desk_of(request).workspace)
    if log.last is None:
        raise Unusable("er is geen levering om ongedaan te maken")
    return render(request, "levering_ongedaan.html", log=log, logged=log.last)


async def _undo(request: Request) -> Response:
    """Undo the delivery that was named, when it is the last one still."""
    seen = await read_text(request, "versie")
    if not seen:
        raise Unusable("kijk eerst welke levering de laatste is")
    await run_in_threadpool(undo_last, desk_of(request).workspace, seen)
    return RedirectResponse(f"{ADDRESS}?{UNDONE}=ja", 303)


ROUTES = (
    Route(f"{ADDRESS}/bewaard/{{number:int}}", _kept),
    Route(f"{ADDRESS}/ongedaan", _ask_undo),
    Route(f"{ADDRESS}/ongedaan", _undo, methods=["POST"]),
)
