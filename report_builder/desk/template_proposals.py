"""Edited templates that were put into the desk and not yet put in place: what each would change in
the text, and which problems come and go with it.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from starlette.concurrency import run_in_threadpool

from report_builder.build.session import Session
from report_builder.desk.side_process import SideProcess
from report_builder.desk.uploads import Upload
from report_builder.editions.template_exchange import template_path
from report_builder.fingerprint import read_bytes
from report_builder.problems import Problem, Stopped, Unusable, has_errors
from report_builder.word.bind.problem_comments import without_problem_comments
from report_builder.word.opening import open_docx
from report_builder.word.read.plain_text import text_lines
from report_builder.workspace import Workspace

VERSION_LENGTH = 8
_MOST_BYTES = 30_000_000
_MOST_PROPOSALS = 6
_MADE_ON = re.compile(rf"versie ([0-9a-f]{{{VERSION_LENGTH}}})\b")
"""What the desk puts in the name of a template that is downloaded."""


@dataclass(frozen=True)
class ChangedLine:
    """A line of a template that goes or comes."""

    is_new: bool
    text: str


@dataclass(frozen=True)
class TemplateProposal:
    """An edited template: its content, the sha256 of the one that it was made on, how it differs
    from that, and the problems that come and go with it; `cleared` counts the comments of the
    program that were taken out.
    """

    name: str
    file: str
    data: bytes
    made_on: str
    lines: tuple[ChangedLine, ...]
    coming: tuple[Problem, ...]
    going: tuple[Problem, ...]
    cleared: int

    @property
    def has_errors(self) -> bool:
        """Whether it keeps the report from being built."""
        return has_errors(self.coming)


class TemplateProposals:
    """The last templates that were put into a desk."""

    def __init__(self, workspace: Workspace, session: Session, side: SideProcess) -> None:
        self.workspace = workspace
        self.session = session
        self.side = side
        self._kept: OrderedDict[str, TemplateProposal] = OrderedDict()

    def find(self, name: str, file: str) -> TemplateProposal:
        """A proposal for a template. Raises Unusable when it is there no more."""
        proposal = self._kept.get(name)
        if proposal is None or proposal.file != file:
            raise Unusable("dit voorstel is er niet meer; zet het bestand er opnieuw in")
        return proposal

    def drop(self, proposal: TemplateProposal) -> None:
        """Forget a proposal: it was put in place."""
        self._kept.pop(proposal.name, None)

    async def make(self, file: str, upload: Upload, made_on: str) -> TemplateProposal:
        """A proposal out of an uploaded file. Raises Stopped when that is no Word file, and
        Unusable when it was made on another template than there is now or changes nothing.
        """
        data, lines, cleared = await run_in_threadpool(self._examine, file, upload, made_on)
        after = await self.side.foresee(file, data)
        before = (await run_in_threadpool(self.session.check)).problems
        name = sha256(made_on.encode() + data).hexdigest()[:16]
        coming, going = tuple(_beyond(after, before)), tuple(_beyond(before, after))
        proposal = TemplateProposal(name, file, data, made_on, lines, coming, going, cleared)
        self._kept[name] = proposal
        while len(self._kept) > _MOST_PROPOSALS:
            self._kept.popitem(last=False)
        return proposal

    def _examine(
        self, file: str, upload: Upload, made_on: str
    ) -> tuple[bytes, tuple[ChangedLine, ...], int]:
        """A file as it would be put in place, and what it changes in the text."""
        current = read_bytes(template_path(self.workspace, file))
        _require_basis(file, upload, made_on, sha256(current).hexdigest())
        data, cleared = without_problem_comments(upload.data, upload.name)
        before, after = _lines(current, file), _lines(data, upload.name)
        if data == current:
            raise Unusable(f"dit bestand is gelijk aan {file}: er valt niets terug te zetten")
        return data, tuple(_changed(before, after)), cleared


def _require_basis(file: str, upload: Upload, made_on: str, current: str) -> None:
    """Raise Unusable when a file is too large, or was not made on what is there now."""
    if len(upload.data) > _MOST_BYTES:
        raise Unusable(f"een sjabloon is hoogstens {_MOST_BYTES // 1_000_000} MB")
    found = _MADE_ON.search(upload.name)
    if made_on != current or (found and found[1] != current[:VERSION_LENGTH]):
        raise Unusable(
            f"{file} is intussen gewijzigd, en dit bestand is gemaakt op een eerdere versie; haal "
            "het nu geldende sjabloon op, breng uw wijzigingen daarin aan en zet dat terug"
        )


def _lines(data: bytes, file: str) -> list[str]:
    """A template as lines of text. Raises Stopped when it is no Word file."""
    document, problems = open_docx(data, file)
    if document is None:
        raise Stopped(problems)
    return list(text_lines(document))


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[ChangedLine]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (ChangedLine(is_new=False, text=text) for text in before[a:b])
            yield from (ChangedLine(is_new=True, text=text) for text in after[c:d])


def _beyond(problems: Iterable[Problem], others: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that are not among others; their places shift with the text."""
    left = Counter(map(_identity, others))
    for problem in problems:
        if left[_identity(problem)]:
            left[_identity(problem)] -= 1
        else:
            yield problem


def _identity(problem: Problem) -> tuple[str, str, str, bool]:
    return problem.code, problem.file, problem.message, problem.is_error
