"""What a project comes to: the problems of its files, and the files of a build."""

from pathlib import Path

from report_builder.intake.project_folder import read_project
from report_builder.workspace import Workspace


def contents(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.iterdir()}


def problems(folder):
    workspace = Workspace.open(folder.root)
    return [str(problem) for problem in read_project(workspace, workspace.choose_edition(None))[1]]
