"""How a command ends (contract, section 4)."""

DONE = 0
STOPPED = 1
"""Stopped by problems in the project's files."""
WRONG = 2
"""Used wrongly, or a file or folder that cannot be read or written."""
FAULT = 3
"""A fault of the program itself."""
SIGNALLED = 128
"""Ended by a signal: this and its number, as shells count."""
