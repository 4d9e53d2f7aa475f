"""Deliveries that were put into the desk: what each would change, before anything is written, and
what became of it. They are kept in memory, the last ones alone, and go when the desk ends.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from report_builder.build.foresight import foresee as foresee_problems
from report_builder.deliveries.arrivals import Consent, Foresee, Overtaken
from report_builder.deliveries.delivered_file import Imported, import_file
from report_builder.deliveries.deliverer_report import make_report
from report_builder.deliveries.grid import MOST_BYTES
from report_builder.desk.delivery_choices import DeliveryChoice
from report_builder.desk.side_process import SideProcess
from report_builder.desk.uploads import Upload
from report_builder.drafts import scratch_folder
from report_builder.problems import Problem, Stopped, Unusable, reason_of
from report_builder.workspace import Workspace

_MOST_LOOKS = 12
_MOST_KEPT = 150_000_000
"""Bytes of all files that are kept."""
_LOOKING = Consent(is_dry_run=True)


@dataclass
class DeliveryLook:
    """A file that was put in, whose it is, and what is known of it by now.

    `doing` says what is being done with it, empty when nothing is. `trouble` says why that came to
    nothing, and `news` what else happened.
    """

    number: str
    upload: Upload
    choice: DeliveryChoice | None
    is_guessed: bool = False
    doing: str = ""
    imported: Imported | None = None
    problems: tuple[Problem, ...] = ()
    trouble: str = ""
    news: str = ""
    given: dict[str, Consent] = field(default_factory=dict)
    """What each person last agreed to, with the reason, for when it has to be asked again."""

    @property
    def is_taken_in(self) -> bool:
        """Whether its figures were written."""
        intake = self.imported.intake if self.imported else None
        return intake is not None and intake.is_written

    @property
    def version(self) -> str:
        """What was found; empty where the file could not be read."""
        intake = self.imported.intake if self.imported else None
        return intake.version if intake else ""


@dataclass
class DeliveryLooks:
    """The last files that were put into a desk; they are looked at one after another, in a process
    beside it.
    """

    workspace: Workspace
    side: SideProcess
    describe_fault: Callable[[BaseException], str]
    _kept: OrderedDict[str, DeliveryLook] = field(default_factory=OrderedDict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def begin(
        self, upload: Upload, choice: DeliveryChoice | None, is_guessed: bool
    ) -> DeliveryLook:
        """Keep a file, and begin to look at it where it is known whose it is. Raises Unusable when
        it is too large, or when too much is being looked at.
        """
        if len(upload.data) > MOST_BYTES:
            raise Unusable(f"het bestand is groter dan {MOST_BYTES // 1_000_000} MB")
        look = DeliveryLook(secrets.token_hex(8), upload, choice, is_guessed)
        self._make_room(len(upload.data))
        self._kept[look.number] = look
        if choice is not None:
            self._start(look, "bekeken", _LOOKING)
        return look

    def find(self, number: str) -> DeliveryLook:
        """A file that was put in. Raises Unusable when it is kept no more."""
        if number not in self._kept:
            raise Unusable("dit bestand wordt niet meer bewaard; zet het er opnieuw in")
        return self._kept[number]

    def drop(self, look: DeliveryLook) -> None:
        """Keep a file no longer."""
        _require_rest(look)
        self._kept.pop(look.number, None)

    def look_again(self, look: DeliveryLook, choice: DeliveryChoice) -> None:
        """Begin to look at a file as it is now chosen to be read."""
        _require_rest(look)
        look.choice, look.is_guessed, look.news = choice, False, ""
        self._start(look, "bekeken", _LOOKING)

    def take_in(self, look: DeliveryLook, consent: Consent) -> None:
        """Begin to take in a file as it was looked at: what is found then is another thing when
        that would now do something else.
        """
        _require_rest(look)
        if look.imported is None or look.is_taken_in:
            raise Unusable("deze levering is al ingelezen, of kon niet gelezen worden")
        look.given[consent.by], look.news = consent, ""
        self._start(look, "ingelezen", consent)

    async def report(self, look: DeliveryLook, edition_file: Path) -> dict[str, bytes]:
        """What goes back to who delivered a file, by name. Raises Unusable when there is nothing to
        tell of it, or when it was taken in.
        """
        _require_rest(look)
        if look.imported is None or look.choice is None or look.is_taken_in:
            raise Unusable("van dit bestand is er niets terug te melden")
        async with self._turn:
            files = await self.side.run(
                report_upload, self.workspace, edition_file, look.upload, look.choice
            )
        if not files:
            raise Unusable("dit is niet door de leverancier op te lossen, maar in het profiel")
        return files

    def _make_room(self, size: int) -> None:
        """Let the oldest go that nothing is done with."""
        at_rest = [look for look in self._kept.values() if not look.doing]
        while self._is_full(size):
            if not at_rest:
                raise Unusable("er worden al veel bestanden bekeken; wacht tot die klaar zijn")
            del self._kept[at_rest.pop(0).number]

    def _is_full(self, size: int) -> bool:
        kept = sum(len(look.upload.data) for look in self._kept.values())
        return len(self._kept) >= _MOST_LOOKS or kept + size > _MOST_KEPT

    def _start(self, look: DeliveryLook, doing: str, consent: Consent) -> None:
        look.doing = doing
        task = asyncio.get_running_loop().create_task(self._work(look, consent))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, look: DeliveryLook, consent: Consent) -> None:
        try:
            async with self._turn:
                await self._import(look, consent)
        finally:
            look.doing = ""

    async def _import(self, look: DeliveryLook, consent: Consent) -> None:
        """Look at a file or take it in, and keep what became of that."""
        try:
            imported = await self._run(look, consent)
        except Overtaken as overtaken:
            look.news = f"Er is niets ingelezen: {overtaken}. Hieronder staat het opnieuw."
            await self._import(look, _LOOKING)
            return
        except Stopped as stopped:
            look.problems, look.trouble = stopped.problems, "Er staan fouten in de instellingen."
        except Unusable as unusable:
            look.problems, look.trouble = (), f"Er is niets ingelezen: {unusable}."
        except OSError as error:
            look.problems, look.trouble = (), f"Er is niets ingelezen: {reason_of(error)}."
        except Exception as error:  # whatever it is, the page says so
            look.problems, look.trouble = (), self.describe_fault(error)
        else:
            look.imported, look.problems, look.trouble = imported, imported.problems, ""
            if not consent.is_dry_run:
                look.news = _outcome(imported)
            return
        if consent.is_dry_run:
            look.imported = None

    async def _run(self, look: DeliveryLook, consent: Consent) -> Imported:
        assert look.choice is not None
        return await self.side.run(import_upload, self.workspace, look.upload, look.choice, consent)


def import_upload(
    workspace: Workspace, upload: Upload, choice: DeliveryChoice, consent: Consent
) -> Imported:
    """What becomes of a file, as `import_file` has it; its sheets are not kept."""
    with scratch_folder() as folder:
        foresee = partial(foresee_problems, workspace, 1)
        imported = _import(workspace, folder, upload, choice, consent, foresee)
    return replace(imported, sheets=())


def _outcome(imported: Imported) -> str:
    """What became of a delivery that was to be taken in."""
    intake = imported.intake
    if intake is None:
        return "Er is niets ingelezen."
    if intake.is_written:
        return "Ingelezen en vastgelegd."
    if intake.refusals:
        reasons = "; ".join(problem.message for problem in intake.refusals)
        return f"Er is niets ingelezen: {reasons}."
    return "Er is niets ingelezen: dit bestand kwam al eerder binnen, en het wijzigt niets."


def report_upload(
    workspace: Workspace, edition_file: Path, upload: Upload, choice: DeliveryChoice
) -> dict[str, bytes]:
    """What goes back to who delivered a file, as `make_report` has it."""
    with scratch_folder() as folder:
        imported = _import(workspace, folder, upload, choice, _LOOKING, _foresee_nothing)
        return make_report(workspace, edition_file, imported)


def _import(
    workspace: Workspace,
    folder: Path,
    upload: Upload,
    choice: DeliveryChoice,
    consent: Consent,
    foresee: Foresee,
) -> Imported:
    path = folder / upload.name
    path.write_bytes(upload.data)
    return import_file(workspace, path, choice.owner, choice.profile or None, consent, foresee)


def _foresee_nothing(_: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Our texts are no matter of who delivers."""
    return ()


def _require_rest(look: DeliveryLook) -> None:
    if look.doing:
        raise Unusable(f"dit bestand wordt nog {look.doing}; wacht tot dat klaar is")
