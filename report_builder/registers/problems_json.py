"""Problems for other programs: `check --json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from report_builder.problems import Problem


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """One JSON object a line: `code`, `severity`, `file`, `place`, `message` and `hint`, all texts.

    A name is only ever added, and a code keeps its meaning; message and hint are Dutch, for people.
    """
    for problem in problems:
        record = {
            "code": problem.code,
            "severity": problem.severity.value,
            "file": problem.file,
            "place": problem.place,
            "message": problem.message,
            "hint": problem.hint,
        }
        yield json.dumps(record, ensure_ascii=False)
