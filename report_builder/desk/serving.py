"""The desk on a port of this machine, until it is asked to end."""

from __future__ import annotations

import secrets
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import uvicorn

from report_builder.desk.announcements import Announcements
from report_builder.desk.application import make_application
from report_builder.desk.bounded_connections import BoundedConnection
from report_builder.desk.chapter_views import ChapterViews
from report_builder.desk.chores import Chores
from report_builder.desk.context import Desk
from report_builder.desk.delivery_looks import DeliveryLooks
from report_builder.desk.doorkeeper import TOKEN, Doorway
from report_builder.desk.live_project import LiveProject
from report_builder.desk.printed_chapters import PrintedChapters
from report_builder.desk.refresh_trials import RefreshTrials
from report_builder.desk.side_process import SideProcess
from report_builder.desk.template_proposals import TemplateProposals
from report_builder.problems import Unusable, reason_of
from report_builder.workspace import Workspace

ADDRESS = "127.0.0.1"
PORT = 8750
_TOKEN_BYTES = 32
_SHORTEST_TOKEN = 32
_TURN = 0.0005
"""Seconds that a thread may go on while another waits. A report is filled beside pages that are
asked for and files that are looked at: with Python's own 5 ms, each of the hundreds of files that a
look asks about waits that long.
"""
_GRACE = 3
"""Seconds that a page under way gets when the desk ends."""
_WITHOUT_LOG = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": {
        name: {"handlers": ["nowhere"], "propagate": False} for name in ("uvicorn", "asyncio")
    },
}
"""What goes wrong is told on the page, and `describe_fault` writes it down: nothing is logged."""


@dataclass(frozen=True)
class Access:
    """How the desk is to be reached; `origin` is the address of a proxy before it, empty without
    one, and `token` one that the proxy knows too.
    """

    port: int = PORT
    origin: str = ""
    user_header: str = ""
    token: str = ""


def serve(
    workspace: Workspace,
    edition: str | None,
    output: Path,
    access: Access,
    announce: Callable[[str], None],
    describe_fault: Callable[[BaseException], str],
) -> None:
    """Serve the desk until SIGTERM or Ctrl-C, and announce its address once it can be reached.

    Raises Unusable when the port is taken, or when the token or the proxy is no good.
    """
    workspace.choose_edition(edition)
    sys.setswitchinterval(_TURN)
    with _bound(access.port) as listener:
        port = listener.getsockname()[1]
        doorway = _doorway(access, port)
        announcements = Announcements()
        live = LiveProject(workspace, describe_fault, edition)
        side = SideProcess(workspace, edition)
        chores = Chores(workspace, announcements)
        desk = Desk(
            workspace,
            edition,
            output,
            doorway,
            live,
            chores,
            announcements,
            describe_fault,
            ChapterViews(live.session),
            TemplateProposals(workspace, live.session, side),
            PrintedChapters(side),
            DeliveryLooks(workspace, SideProcess(workspace, edition), describe_fault),
            RefreshTrials(workspace, chores),
        )
        server = _Server(desk)
        announce(f"{doorway.origins[0]}/?{TOKEN}={doorway.token}")
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that lets the pages that listen go before it waits for the others."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        super().__init__(
            uvicorn.Config(
                make_application(desk),
                http=BoundedConnection,
                ws="none",
                lifespan="on",
                log_config=_WITHOUT_LOG,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in good order; asked twice, at once."""
        self.desk.announcements.close()
        super().handle_exit(sig, frame)


def _bound(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = reason_of(error) if isinstance(error, OSError) else "een poort is hoogstens 65535"
        raise Unusable(
            f"poort {port} is niet te gebruiken: {reason}; kies een andere met --port"
        ) from error
    return listener


def _doorway(access: Access, port: int) -> Doorway:
    token = access.token or secrets.token_urlsafe(_TOKEN_BYTES)
    if len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable():
        raise Unusable(f"het token heeft minder dan {_SHORTEST_TOKEN} tekens, of andere dan ASCII")
    cookie = f"bureau-{port}"
    if not access.origin:
        if access.user_header:
            raise Unusable("--user-header is er alleen achter een proxy: noem die met --behind")
        origins = (f"http://{ADDRESS}:{port}", f"http://localhost:{port}")
        return Doorway(token, origins, cookie=cookie)
    proxy = urlsplit(access.origin)
    if proxy.scheme not in ("http", "https") or not proxy.netloc or proxy.path.strip("/"):
        raise Unusable(f"'{access.origin}' is geen adres zoals https://bureau.voorbeeld.nl")
    origin = f"{proxy.scheme}://{proxy.netloc}".casefold()
    return Doorway(token, (origin,), access.user_header, cookie)
