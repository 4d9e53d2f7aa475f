"""The project as it stands now, kept warm: read again when a file of it changes, and told to every
page that is open.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from report_builder.build.session import Checked, Session
from report_builder.file_changes import Snapshot, changed_files, is_being_saved, take_snapshot
from report_builder.model.edition import Release
from report_builder.problems import Problem, Stopped, Unusable, refusal_of
from report_builder.workspace import Workspace

_PAUSE = 0.1
"""Seconds between two looks at the files."""
LONGEST_SAVE = 2.5
"""Seconds that a Word file may be away, or half there, before that is told as what is wrong."""
_REST = 2.0
"""Seconds without a change after which nobody waits for what was saved last."""
_LONG_REST = 10.0
"""Seconds without a change after which there is time to load what a later save needs."""
_MOST_UNTIDY = 10
"""So many states may come one upon another before what the earlier ones left is cleared."""
_AFTER_FAULT = 10.0
"""Seconds until the files are looked at again after a fault of the program."""
_SHARE = 4
"""A look that takes long, as on a network drive, is followed by a pause of so many times that."""
_MOST_LOOKS = 8
"""Of so many looks the shortest counts: one that waited for other work tells nothing of a drive."""


@dataclass(frozen=True)
class LiveState:
    """What is known of the project: its number goes up with each state that is not the same.

    `trouble` says why it could not be read; then `checked` is that of before.
    """

    number: int = 0
    checked: Checked | None = None
    files: tuple[str, ...] = ()
    """The files that made this state another than the one before."""
    trouble: str = ""
    is_reading: bool = True

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file, as far as it could be read."""
        return self.checked.problems if self.checked else ()


Listener = Callable[[LiveState], None]


class LiveProject:
    """Follows the files of a project in a thread of its own.

    Changes that come while it reads become one round. Word and others put a file in place in
    several steps: two looks that see the same say that it is at rest.
    """

    def __init__(
        self,
        workspace: Workspace,
        describe_fault: Callable[[BaseException], str],
        edition: str | None = None,
    ) -> None:
        self.workspace = workspace
        self.describe_fault = describe_fault
        self.session = Session(workspace, edition, Release.CONCEPT)
        self.state = LiveState()
        self._listeners: set[Listener] = set()
        self._awaited_since: float | None = None
        self._is_warm = False
        self._untidy = 0
        self._read_at = 0.0
        self._last_fault = ""
        self._stop = threading.Event()
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._follow, name="project", daemon=True)

    def start(self) -> None:
        """Begin to read and follow."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is being read is not waited for."""
        self._stop.set()

    def listen(self, listener: Listener) -> None:
        """Have every further state told, in the thread that reads."""
        with self._guard:
            self._listeners.add(listener)

    def leave(self, listener: Listener) -> None:
        """Have nothing more told."""
        with self._guard:
            self._listeners.discard(listener)

    def _follow(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow_changes()
            except Exception as error:  # whatever it is, the next save is to be seen
                self._tell_of_fault(error)
                self._stop.wait(_AFTER_FAULT)

    def _follow_changes(self) -> None:
        seen: Snapshot = {}
        read: Snapshot | None = None
        looks = deque[float](maxlen=_MOST_LOOKS)
        while not self._stop.is_set():
            start = time.monotonic()
            now = self._look(seen)
            looks.append(time.monotonic() - start)
            if now != read and now == seen and not self._is_expected(read or now, now):
                files = changed_files(read, now) if read is not None else []
                read = now
                self._read(tuple(files))
            elif now == seen:
                self._use_rest()
            seen = now
            self._stop.wait(max(_PAUSE, _SHARE * min(looks)))

    def _tell_of_fault(self, error: Exception) -> None:
        """Tell of a fault of the following itself, which may lie in who is told; the details of one
        that comes again are written down once.
        """
        name = repr(error)
        if not self._stop.is_set() and name != self._last_fault:
            self._last_fault = name
            trouble = self.describe_fault(error)
            with suppress(Exception):
                self._tell(replace(self.state, trouble=trouble, is_reading=False))

    def _is_expected(self, read: Snapshot, now: Snapshot) -> bool:
        """Whether a Word file that is not there, or not whole, will be so soon."""
        if not is_being_saved(self.workspace, read, now):
            self._awaited_since = None
            return False
        moment = time.monotonic()
        self._awaited_since = self._awaited_since or moment
        return moment - self._awaited_since < LONGEST_SAVE

    def _use_rest(self) -> None:
        """Tidy up and load what a later save needs, when nothing has changed for a while since
        something was read.
        """
        rest = time.monotonic() - self._read_at
        if self._untidy and rest > _REST:
            self._tidy()
        if self.state.checked and not self._is_warm and rest > _LONG_REST:
            self._is_warm = True
            self.session.warm()

    def _tidy(self) -> None:
        self._untidy = 0
        self.session.tidy()

    def _look(self, before: Snapshot) -> Snapshot:
        # A folder that is being replaced is there the next time.
        with suppress(OSError):
            return take_snapshot(self.workspace)
        return before

    def _read(self, files: tuple[str, ...]) -> None:
        self._tell(replace(self.state, is_reading=True))
        checked, trouble = self._check()
        if not trouble and checked is self.state.checked and not self.state.trouble:
            # Looked at, or given a second name, and the same still.
            self._tell(replace(self.state, is_reading=False))
            return
        self._tell(LiveState(self.state.number + 1, checked, files, trouble, is_reading=False))
        self._untidy, self._read_at = self._untidy + 1, time.monotonic()
        if self._untidy > _MOST_UNTIDY:
            self._tidy()

    def _check(self) -> tuple[Checked | None, str]:
        """The project as it is, or that of before with the reason why it could not be read."""
        root = self.workspace.root
        if not root.is_dir():
            return self.state.checked, f"de projectmap {root} is er niet (meer), of is onbereikbaar"
        try:
            return self.session.check(), ""
        except Stopped as stopped:
            trouble = "; ".join(map(str, stopped.problems))
        except Unusable as unusable:
            trouble = str(unusable)
        except OSError as error:
            trouble = refusal_of(error)
        except Exception as error:  # whatever it is, the next save is to be seen
            trouble = self.describe_fault(error)
        return self.state.checked, trouble

    def _tell(self, state: LiveState) -> None:
        self.state = state
        with self._guard:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(state)
