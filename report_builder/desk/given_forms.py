"""What somebody filled in that was not kept: it stands again on the page that has the form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from report_builder.desk.refusals import REFUSALS, reasons_of
from report_builder.desk.uploads import read_all
from report_builder.problems import Unusable

_CONFLICT, _REFUSED = 409, 422


@dataclass(frozen=True)
class GivenForm:
    """The fields of a form by name, and why it was refused; empty where nothing was."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    trouble: str = ""

    def holds(self, name: str, value: str = "ja") -> bool:
        """Whether a box was ticked, or a choice made."""
        return value in self.values.get(name, ())

    def text(self, name: str, otherwise: str = "") -> str:
        """What was written in a field, or chosen in it."""
        return next(iter(self.values.get(name, ())), otherwise)


NOTHING_GIVEN = GivenForm()


class FormPage(Protocol):
    """The page of a form, with what was filled in before."""

    def __call__(self, request: Request, form: GivenForm, status: int) -> Awaitable[Response]:
        """The page."""


def shown_again(
    act: Callable[[Request], Awaitable[Response]], page: FormPage
) -> Callable[[Request], Awaitable[Response]]:
    """What is done with a form; where that is refused, the page of the form comes back as it was
    filled in, and says why.
    """

    async def answer(request: Request) -> Response:
        try:
            return await act(request)
        except REFUSALS as refused:
            form = GivenForm(await read_all(request), "; ".join(reasons_of(refused)))
            return await page(request, form, _status_of(refused))

    return answer


def _status_of(refused: Exception) -> int:
    return _CONFLICT if isinstance(refused, Unusable) else _REFUSED
