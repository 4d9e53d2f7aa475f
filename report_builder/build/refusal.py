"""The refusal of a definitive release: what keeps it, put together by what the editor must do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from report_builder.build.filled_project import FilledProject
from report_builder.build.gates import GateResult, check_gates
from report_builder.build.release_candidate import Candidate
from report_builder.build.stale_acceptance import acceptance_block
from report_builder.problems import Problem, ProblemGroup, in_order

_REST = "Waarschuwingen, die niets tegenhouden"


def refused_by_gates(project: FilledProject, candidate: Candidate) -> FilledProject:
    """The project with everything that its definitive release waits for, gate by gate, and behind
    that what is only warned of.
    """
    results = check_gates(candidate)
    groups = [*_groups(results)]
    if warnings := _warnings(candidate.problems, groups):
        groups.append(ProblemGroup(_REST, tuple(in_order(warnings))))
    problems = tuple(problem for group in groups for problem in group.problems)
    return replace(
        project,
        problems=problems,
        groups=tuple(groups),
        proposal=acceptance_block(candidate),
    )


def gate_groups(project: FilledProject) -> tuple[ProblemGroup, ...]:
    """The problems of a project that a gate tells of, without the other warnings."""
    return tuple(group for group in project.groups if group.heading != _REST)


def _groups(results: Iterable[GateResult]) -> Iterator[ProblemGroup]:
    """The gates that wait for something."""
    for result in results:
        if result.problems:
            problems = tuple(in_order(result.problems))
            gate = result.gate
            yield ProblemGroup(f"{gate.title} ({len(problems)}): {gate.action}", problems)


def _warnings(problems: Iterable[Problem], groups: Iterable[ProblemGroup]) -> list[Problem]:
    """The problems that no gate waits for; one that became an error is told of there."""
    told = {_identity(problem) for group in groups for problem in group.problems}
    return [problem for problem in problems if _identity(problem) not in told]


def _identity(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.file, problem.place, problem.message
