"""The command of who works in a browser: serve."""

from __future__ import annotations

import os
from contextlib import suppress

from report_builder.cli.fault_log import describe_fault
from report_builder.cli.invocation import Invocation
from report_builder.cli.statuses import DONE
from report_builder.console import finish, show
from report_builder.desk.serving import PORT, Access
from report_builder.desk.serving import serve as serve_desk

TOKEN_SETTING = "REPORT_BUILDER_TOKEN"  # noqa: S105 - the name of a setting
"""The environment variable of a token that a proxy before the desk knows too."""


def serve(
    invocation: Invocation, port: int | None, behind: str | None, user_header: str | None
) -> int:
    """Serve the desk in the browser, until SIGTERM or Ctrl-C."""
    access = Access(
        PORT if port is None else port,
        behind or "",
        user_header or "",
        os.environ.get(TOKEN_SETTING, ""),
    )

    def announce(address: str) -> None:
        show([address])
        finish()

    # SIGTERM comes as an interruption too: a server is ended in no other way, so that is none.
    # Where a shell has interruptions ignored, as in the background, the server just ends.
    with suppress(KeyboardInterrupt):
        serve_desk(
            invocation.workspace,
            invocation.edition,
            invocation.output_folder,
            access,
            announce,
            describe_fault,
        )
    invocation.console.say("Gestopt.")
    return DONE
