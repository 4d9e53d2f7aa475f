"""A disk that is written without waiting for it.

Nobody pulls the plug of a test, and a build waits dozens of times. When the program waits, and what it
does when the disk refuses, `test_drafts.py` sees.
"""

import os


def leave_writing_to_the_system() -> None:
    """From now on this process, and what it forks, goes on before what it wrote is on the disk."""
    os.fsync = _go_on


def _go_on(_descriptor: int) -> None:
    """What stands in the place of a wait."""
