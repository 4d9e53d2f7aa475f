"""What Uitgave begins, each as a command: build, release, lock, unlock, archive and compare.

The definitive release is asked twice, and refused with everything that it waits for.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.build.filled_project import usable
from report_builder.build.session import Checked
from report_builder.desk.built_release import find_built
from report_builder.desk.context import Desk, desk_of, person_of
from report_builder.desk.gate_views import ReleaseGates, view_gates
from report_builder.desk.given_forms import shown_again
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.edition_page import edition_response, lock_version
from report_builder.desk.uploads import read_text, read_texts
from report_builder.editions.comparison import known_editions
from report_builder.model.edition import Release
from report_builder.problems import Unusable

RELEASE = "/uitgave/vrijgeven"
_CHANGED = (
    "sinds u deze pagina opende is het project gewijzigd; ga terug, ververs de pagina, en kijk of "
    "u het nog wilt"
)


def begin(
    request: Request, name: str, title: str, arguments: Sequence[str], place: str = "werk"
) -> Response:
    """Let a command begin, and lead to where its progress is shown."""
    desk_of(request).chores.start(name, title, arguments, person_of(request))
    return RedirectResponse(f"/uitgave#{place}", 303)


def _options(desk: Desk) -> list[str]:
    return [f"--edition={desk.edition_file.stem}"]


def _output_options(desk: Desk) -> list[str]:
    return [*_options(desk), f"--output={desk.output.resolve()}"]


async def _build(request: Request) -> Response:
    arguments = ["build", *_output_options(desk_of(request))]
    return begin(request, "bouwen", "Het concept bouwen", arguments)


async def _confirm_release(request: Request) -> Response:
    checked, gates = await run_in_threadpool(_judge, desk_of(request))
    return await _release_page(request, checked, gates)


async def _release(request: Request) -> Response:
    desk = desk_of(request)
    version = await read_text(request, "versie")
    checked, gates = await run_in_threadpool(_judge, desk)
    if gates.waiting:
        return RedirectResponse(RELEASE, 303)
    require_same(version, checked.state)
    arguments = ["build", f"--release={Release.DEFINITIVE.value}", *_output_options(desk)]
    return begin(request, "vrijgeven", "De definitieve versie bouwen", arguments)


async def _release_page(request: Request, checked: Checked, gates: ReleaseGates) -> Response:
    """What releasing does, to be confirmed; or everything that it waits for."""
    desk = desk_of(request)
    edition = checked.edition
    built = await run_in_threadpool(find_built, desk, edition)
    earlier = [item for item in built if item.release == Release.DEFINITIVE.value]
    return render(
        request,
        "vrijgeven.html",
        gates=gates,
        edition=edition,
        version=checked.state,
        earlier=earlier[0] if earlier else None,
    )


def _judge(desk: Desk) -> tuple[Checked, ReleaseGates]:
    """The project as it is now, and its gates. Raises Stopped when it cannot be read."""
    checked = desk.live.session.check()
    return checked, view_gates(desk.workspace, usable(checked.project))


async def _lock(request: Request) -> Response:
    desk = desk_of(request)
    version = await read_text(request, "versie")
    checked = await run_in_threadpool(desk.live.session.check)
    require_same(version, checked.state)
    arguments = ["lock", f"--by={person_of(request)}", *_options(desk)]
    return begin(request, "vastleggen", "De gegevens vastleggen", arguments)


async def _unlock(request: Request) -> Response:
    desk = desk_of(request)
    reason = " ".join((await read_text(request, "reden")).split())
    if not reason:
        raise Unusable("schrijf op waarom de gegevens weer vrij moeten; dat wordt bewaard")
    indicators: list[str] = []
    if await read_text(request, "omvang") != "alles":
        indicators = await read_texts(request, "indicator")
        if not indicators:
            raise Unusable("kies welke cijfers vrij moeten, of kies alle cijfers")
    version = await read_text(request, "versie")
    require_same(version, await run_in_threadpool(lock_version, desk))
    chosen = [f"--indicator={indicator}" for indicator in indicators]
    arguments = ["unlock", f"--reason={reason}", *chosen, f"--by={person_of(request)}"]
    title = "De gegevens vrijgeven"
    return begin(request, "openen", title, [*arguments, *_options(desk)])


async def _archive(request: Request) -> Response:
    arguments = ["archive", *_output_options(desk_of(request))]
    return begin(request, "archief", "Het archief maken", arguments)


async def _compare(request: Request) -> Response:
    desk = desk_of(request)
    old, new = await read_text(request, "oud"), await read_text(request, "nieuw")
    known = await run_in_threadpool(known_editions, desk.workspace)
    if old not in known or new not in known:
        raise Unusable("kies twee edities uit de lijst")
    if old == new:
        raise Unusable("kies twee verschillende edities")
    output = f"--output={desk.output.resolve()}"
    title = f"Editie {old} met {new} vergelijken"
    return begin(request, "vergelijken", title, ["compare", old, new, output])


def require_same(version: str, current: str) -> None:
    """Raises Unusable when the project is no longer in the state that a page was made of."""
    if version != current:
        raise Unusable(_CHANGED)


ROUTES = (
    Route("/uitgave/bouwen", _build, methods=["POST"]),
    Route(RELEASE, _confirm_release, methods=["GET"]),
    Route(RELEASE, _release, methods=["POST"]),
    Route("/uitgave/vastleggen", _lock, methods=["POST"]),
    Route("/uitgave/openen", shown_again(_unlock, edition_response), methods=["POST"]),
    Route("/uitgave/archiveren", _archive, methods=["POST"]),
    Route("/uitgave/vergelijken", shown_again(_compare, edition_response), methods=["POST"]),
)
