"""What can be exported from where the person is: annotations by selection, report, filter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.domain.filters import Filter

KINDS = ("selection", "passage", "table", "current", "open", "listed", "library")
"""In the order in which they are offered; `library` is always there."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One row of the dialog.

    Attributes:
        kind: one of KINDS.
        name: for people.
        stem: what a file of it is called; empty: as the library.
    """

    kind: str
    name: str
    wanted: Filter
    stem: str = ""

    @property
    def report(self) -> UUID | None:
        """The one report that is meant."""
        return next(iter(self.wanted.reports)) if len(self.wanted.reports) == 1 else None


@dataclass(frozen=True, slots=True)
class Preset:
    """With what the dialog begins, when it is opened for something.

    Attributes:
        kind: of the scope.
        annotations, reports: what that scope holds, when it is none of those the
            window knows by itself.
        tag: only annotations with it.
    """

    kind: str = ""
    annotations: Collection[UUID] = ()
    reports: Collection[UUID] = ()
    tag: UUID | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person asked for.

    Attributes:
        wanted: the annotations meant.
        stem: what the file is called when nothing else is typed.
        options: of the format, those that are not the usual.
    """

    format: str
    wanted: Filter
    stem: str
    options: Mapping[str, str]
