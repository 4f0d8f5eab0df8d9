"""One self-test under way: the library it works in, and what each step finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.cli.selftest.scratch import Scratch
from app.domain.change import Entity
from app.domain.report import Report
from app.paths import resource
from app.settings import Settings
from app.store.library import Library
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.files.writing import Writer

RARE = "𠮷"
"""A character beyond the Basic Multilingual Plane: two units in Qt, four bytes in UTF-8."""

SAMPLES = "samples/formats"


class NotReached(Exception):
    """An earlier step did not leave what this one needs."""


@dataclass
class Findings:
    """What one step found.

    Attributes:
        detail: counts and the like, as JSON.
        problems: empty when all is well; short technical phrases.
    """

    detail: dict[str, Any] = field(default_factory=dict[str, Any])
    problems: list[str] = field(default_factory=list[str])

    def expect(self, claim: object, otherwise: str) -> None:
        """Note a problem unless the claim holds."""
        if not claim:
            self.problems.append(otherwise)


@dataclass
class Trial:
    """What the steps share.

    Attributes:
        painter: writes the pages of a PDF.
        toolkit: tells the versions of the window's toolkit.
        stored: the sample report.
    """

    scratch: Scratch
    painter: Writer
    toolkit: Callable[[], Mapping[str, str]]
    settings: Settings = field(
        default_factory=lambda: Settings(reviewer_name=f"自检{RARE}", libreoffice="never")
    )
    opened: Workspace | None = None
    stored: Report | None = None

    @property
    def path(self) -> Path:
        return self.scratch.folder / "自检库.piyue"

    @property
    def workspace(self) -> Workspace:
        if self.opened is None:
            raise NotReached("there is no open library")
        return self.opened

    @property
    def report(self) -> UUID:
        if self.stored is None:
            raise NotReached("no sample report was stored")
        return self.stored.id

    @cached_property
    def expected(self) -> Mapping[str, Any]:
        """What the samples hold: see the README beside them."""
        words: Mapping[str, Any] = json.loads(
            resource(f"{SAMPLES}/expected.json").read_text(encoding="utf-8")
        )
        return words

    def open(self, *, create: bool = False) -> Workspace:
        """Open the library of this self-test."""
        self.opened = Workspace.open(
            self.path, self.scratch.paths, self.settings, create=create, painter=self.painter
        )
        return self.opened

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
            self.opened = None


def content_of(library: Library) -> dict[str, Any]:
    """All fields of everything in a library, to compare."""
    ids: dict[Entity, list[UUID]] = {
        Entity.REPORT: [one.id for one in library.reports()],
        Entity.TAG: [one.id for one in library.tags()],
        Entity.REVIEWER: [one.id for one in library.reviewers()],
        Entity.ANNOTATION: [one.id for one in library.annotations()],
        Entity.REPLY: [one.id for one in library.replies()],
        Entity.LINK: [one.id for one in library.links()],
    }
    found: dict[str, Any] = {
        f"{entity} {id_}": library.fields(entity, str(id_))
        for entity, listed in ids.items()
        for id_ in listed
    }
    return found | {f"text {id_}": library.text(id_) for id_ in ids[Entity.REPORT]}


def squeezed(text: str) -> str:
    """Without blanks and line ends, which formats break where they like."""
    return "".join(text.split())
