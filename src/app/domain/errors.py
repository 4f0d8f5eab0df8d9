"""Errors with fields; ui and cli make the sentences."""

from __future__ import annotations


class PiyueError(Exception):
    """Something a person can do something about."""


class UnreadableFile(PiyueError):
    """An outside file that cannot become a report.

    Attributes:
        file_name: name without folders.
        reason: one of REASONS.
        values: named facts for the sentence, such as `limit` or `detail`.
    """

    REASONS = (
        "empty",
        "binary",
        "encrypted",
        "scanned",
        "no_recogniser",
        "garbled_fonts",
        "truncated",
        "damaged",
        "no_text",
        "unsupported",
        "too_old",
        "too_large",
        "suspicious",
        "timeout",
        "memory",
        "crashed",
        "copy_protected",
        "frames_missing",
        "library",
        "no_members",
        "nested_archives",
        "no_columns",
        "newer_version",
        "not_found",
        "no_access",
    )

    def __init__(self, file_name: str, reason: str, **values: str | int) -> None:
        super().__init__(file_name, reason)
        if reason not in self.REASONS:
            raise ValueError(reason)
        self.file_name = file_name
        self.reason = reason
        self.values = values


class Cancelled(PiyueError):
    """The user asked a job to stop."""


class LibraryError(PiyueError):
    """A library cannot be opened or written.

    Attributes:
        path: the library file, for the person who opened it.
        reason: one of REASONS.
    """

    REASONS = (
        "not_found",
        "exists",
        "not_a_library",
        "newer_version",
        "in_use",
        "not_alone",
        "locked",
        "read_only",
        "disk_full",
        "damaged",
        "no_access",
        "input_output",
    )

    def __init__(self, path: str, reason: str, **values: str | int) -> None:
        super().__init__(path, reason)
        if reason not in self.REASONS:
            raise ValueError(reason)
        self.path = path
        self.reason = reason
        self.values = values


class NotFound(PiyueError):
    """A name or id that nothing in the library answers to."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(what, name)
        self.what = what
        self.name = name


class Ambiguous(PiyueError):
    """A name that several things in the library answer to."""

    def __init__(self, what: str, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(what, name)
        self.what = what
        self.name = name
        self.candidates = candidates


class Invalid(PiyueError):
    """A request that cannot be carried out as asked (a bad span, a taken name…)."""

    def __init__(self, what: str, **values: str | int) -> None:
        super().__init__(what)
        self.what = what
        self.values = values


class WriteFailed(PiyueError):
    """An export file could not be written; nothing half-written is left."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason
