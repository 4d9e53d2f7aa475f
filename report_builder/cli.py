"""The command line: what is asked, what is said, and the exit status (contract, section 4)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from report_builder import __version__
from report_builder.commands import asking, coordinating, drafting, editing, reviewing
from report_builder.commands.common import DONE, STOPPED, WRONG, make_options
from report_builder.console import tell_stopped
from report_builder.problems import Stopped, Unusable
from report_builder.workspace import Workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status: 0 done, 1 stopped by problems in the project's files,
    2 wrong usage.
    """
    asked = _parser().parse_args(arguments)
    try:
        status: int = (
            asked.run_alone(asked)
            if asked.run_alone
            else asked.run(Workspace.open(asked.project), asked)
        )
        return status
    except Stopped as stopped:
        tell_stopped(stopped)
        return STOPPED
    except Unusable as unusable:
        print(f"report-builder: {unusable}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:  # who reads the result has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="report-builder",
        description="Schrijft de Staat van Migratie uit cijfers en sjablonen.",
    )
    parser.add_argument("--version", action="version", version=f"report-builder {__version__}")
    parser.set_defaults(run_alone=None)
    options = make_options(
        parser.add_subparsers(title="opdrachten", required=True, metavar="opdracht")
    )
    for kind in (drafting, asking, coordinating, reviewing, editing):
        kind.add(options)
    return parser


if __name__ == "__main__":
    sys.exit(main())
