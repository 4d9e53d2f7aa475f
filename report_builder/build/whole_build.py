"""An edition built whole, published, and remembered so that it need not be built again."""

from __future__ import annotations

from report_builder.build.kept_build import BuildTarget, keep, publish
from report_builder.build.pipeline import BuildResult, build
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.edition import Release


def build_whole(target: BuildTarget, workers: Workers, console: Console) -> BuildResult:
    """Build all products. Raises Stopped when the project's files hold errors."""
    made_from = target.stamp()
    release = Release(target.release)
    result = build(target.workspace, target.edition, release, target.output, workers, console)
    publish(target)
    keep(target, made_from, result.manifest, result.problems)
    return result
