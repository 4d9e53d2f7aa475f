"""A build with nothing to do: told at once, before what builds is imported."""

from __future__ import annotations

from report_builder.build.kept_build import BuildTarget, find_kept
from report_builder.cli.invocation import Invocation
from report_builder.cli.statuses import DONE
from report_builder.console import tell


def build(invocation: Invocation, documents: tuple[str, ...]) -> int | None:
    """The outcome of a build that was done before; None when there is something to build."""
    target = build_target(invocation)
    record = None if documents else find_kept(target)
    if record is None:
        return None
    tell(record.problems)
    invocation.console.say(f"Niets gewijzigd: {target.folder}")
    return DONE


def build_target(invocation: Invocation) -> BuildTarget:
    """What is asked to be built."""
    edition, output = invocation.edition_file.stem, invocation.output_folder
    return BuildTarget(invocation.workspace, edition, invocation.release, output)
