"""What a project comes to: the problems of its files, and the files of a build."""

from pathlib import Path

from report_builder.intake.project_folder import read_project
from report_builder.workspace import Workspace


def contents(output: Path) -> dict[str, bytes]:
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def problems(folder):
    workspace = Workspace.open(folder.root)
    return [str(problem) for problem in read_project(workspace, workspace.choose_edition(None))[1]]
