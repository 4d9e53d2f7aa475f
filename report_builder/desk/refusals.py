"""Why something was not kept, for a page that shows again what somebody filled in."""

from __future__ import annotations

from report_builder.problems import Problem, Stopped, Unusable, refusal_of

REFUSALS = (Stopped, Unusable, OSError)
"""What a user can mend, and then send the same again."""


def reasons_of(refused: Stopped | Unusable | OSError) -> list[str]:
    """Each reason, as a sentence without its capital and its full stop."""
    if isinstance(refused, Stopped):
        return [_text(problem).rstrip(".") for problem in refused.problems]
    return [refusal_of(refused) if isinstance(refused, OSError) else str(refused)]


def _text(problem: Problem) -> str:
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message
