"""How a command ended, for scripts."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; stable."""

    DONE = 0
    SOME_FAILED = 1  # some input was not imported, or an export could not be written
    USAGE = 2  # bad arguments; nothing in the library answers to a name; a bad span
    LIBRARY = 3  # the library cannot be opened or written, or check found problems
    STOPPED = 130  # Ctrl+C
