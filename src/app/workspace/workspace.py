"""The workspace: one open library and everything a person can do with it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.change import Change, Entity
from app.domain.citation import Citing
from app.domain.errors import UnreadableFile
from app.domain.fields import tag_fields
from app.domain.reviewer import Reviewer
from app.paths import Paths
from app.settings import Settings
from app.store.library import Library
from app.workspace.aligning import Aligning
from app.workspace.annotating import Annotating
from app.workspace.codebook import default_codebook
from app.workspace.discussing import Discussing
from app.workspace.edits import create as created
from app.workspace.finding import Finding
from app.workspace.history import History
from app.workspace.importing import Importing
from app.workspace.joining import Joining
from app.workspace.linking import Linking
from app.workspace.parsing import Parsing
from app.workspace.pinning import Pinning
from app.workspace.reporting import Reporting
from app.workspace.session import Listener, Session, utc_now
from app.workspace.tagging import Tagging
from app.workspace.words import Words

if TYPE_CHECKING:
    from app.files.writing import Writer
    from app.workspace.autotagging import AutoTagging
    from app.workspace.bringing import Bringing
    from app.workspace.codebook_presets import Presets
    from app.workspace.correcting import Correcting
    from app.workspace.exporting import Exporting
    from app.workspace.field_history import FieldHistory
    from app.workspace.reanchoring import Reanchoring
    from app.workspace.recoding import Recoding
    from app.workspace.tabulating import Tabulating
    from app.workspace.versioning import Versioning

log = logging.getLogger(__name__)


class Workspace:
    """Verbs by subject; each reads the old value, makes the new one and commits one change.

    Attributes:
        codebook_fault: why a library just made got the shipped codebook and not the
            one that an administrator chose.

    Verbs may be called from any thread. Close it when done: that ends the parsing
    process and leaves the library as one file.
    """

    def __init__(
        self,
        session: Session,
        libreoffice: str = "when_needed",
        painter: Writer | None = None,
    ) -> None:
        self._session, self._painter = session, painter
        self._parsing = Parsing(libreoffice)
        self.codebook_fault: UnreadableFile | None = None
        self.library: Library = session.library
        self.paths: Paths = session.paths
        self.annotating = Annotating(session)
        self.joining = Joining(session, self.annotating)
        self.discussing = Discussing(session)
        self.tagging = Tagging(session, self._parsing)
        self.reporting = Reporting(session)
        self.importing = Importing(session, self._parsing)
        self.finding = Finding(session)
        self.linking = Linking(session)
        self.pinning = Pinning(session)
        self.aligning = Aligning(session, self.pinning)
        self.history = History(session)
        self.words = Words(session, self._parsing)

    @classmethod
    def open(
        cls,
        path: Path,
        paths: Paths,
        settings: Settings,
        *,
        create: bool = False,
        read_only: bool = False,
        clock: Callable[[], datetime] = utc_now,
        painter: Writer | None = None,
    ) -> Workspace:
        """Open a library for the reviewer of the settings.

        Args:
            create: make a missing file, with the default codebook in it.
            read_only: nothing can be changed; verbs that try raise LibraryError.
            painter: writes the pages of a PDF, which no room below the window can.

        Raises:
            LibraryError: with the reason; an existing file is untouched.
        """
        if create and not path.exists():
            _make_folder(path.parent)
            library = Library.create(path, device=settings.device_id, cache=paths.cache)
        else:
            library = Library.open(
                path, device=settings.device_id, cache=paths.cache, read_only=read_only
            )
        reviewer = Reviewer(settings.reviewer_id, settings.reviewer_name)
        session = Session(library, paths, reviewer, clock)
        session.citing = Citing.kept(settings.citation_style, settings.citation_template)
        try:
            fault = None
            if create and not library.read_only:
                fault = _lay_down_codebook(session, settings.preset.codebook)
            made = cls(session, settings.libreoffice, painter)
            made.codebook_fault = fault
            return made
        except BaseException:
            library.close()
            raise

    # --- verbs that no start needs: their modules are loaded when first asked for ---

    @cached_property
    def autotagging(self) -> AutoTagging:
        """Tagging by rule."""
        from app.workspace.autotagging import AutoTagging

        return AutoTagging(self._session, self.finding)

    @cached_property
    def correcting(self) -> Correcting:
        """What a person says of outlines and page furniture."""
        from app.workspace.correcting import Correcting

        return Correcting(self._session)

    @cached_property
    def versioning(self) -> Versioning:
        """Former texts of reports, and another text for one."""
        from app.workspace.versioning import Versioning

        return Versioning(self._session)

    @cached_property
    def reanchoring(self) -> Reanchoring:
        """Annotations whose passage was not found for sure."""
        from app.workspace.reanchoring import Reanchoring

        return Reanchoring(self._session)

    @cached_property
    def field_history(self) -> FieldHistory:
        """Former values of metadata fields."""
        from app.workspace.field_history import FieldHistory

        return FieldHistory(self._session)

    @cached_property
    def tabulating(self) -> Tabulating:
        """All annotations as one table, and counts of them."""
        from app.workspace.tabulating import Tabulating

        return Tabulating(self._session)

    @cached_property
    def recoding(self) -> Recoding:
        """Merging and splitting tags."""
        from app.workspace.recoding import Recoding

        return Recoding(self._session)

    @cached_property
    def presets(self) -> Presets:
        """Which groups of the codebook are offered."""
        from app.workspace.codebook_presets import Presets

        return Presets(self._session)

    @cached_property
    def bringing(self) -> Bringing:
        """Files of other programs and libraries brought in."""
        from app.workspace.bringing import Bringing

        return Bringing(self._session, self._parsing)

    @cached_property
    def exporting(self) -> Exporting:
        """Annotations written to files."""
        from app.workspace.exporting import Exporting

        return Exporting(self._session, self._painter)

    # --- the session ---

    def corrected_headings(self, report: UUID) -> frozenset[int]:
        """Where the headings begin that a person made, moved or confirmed."""
        if not self.library.corrections(report):
            return frozenset()  # most reports have none: nothing more is loaded for them
        return self.correcting.corrected(report).headings

    @property
    def reviewer(self) -> Reviewer:
        """Who is at work."""
        return self._session.reviewer

    @property
    def citing(self) -> Citing:
        """How passages are cited."""
        return self._session.citing

    def cite_by(self, citing: Citing) -> None:
        """Cite in this form from now on; nothing in the library changes."""
        self._session.citing = citing

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` once per applied change, in the thread that applied it.

        Returns:
            What ends the subscription.
        """
        kept: Listener = listener
        return self._session.subscribe(kept)

    def close(self) -> None:
        """End searches and the parsing process, and close the file; idempotent."""
        self._parsing.close()
        if "autotagging" in self.__dict__:  # it was asked for
            self.autotagging.interrupt()
        self.finding.close()
        self.library.close()


def _make_folder(folder: Path) -> None:
    # When it cannot be made, making the library in it says why.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)


def _lay_down_codebook(session: Session, chosen: Path | None) -> UnreadableFile | None:
    """Put the chosen or the default codebook into a library in which nothing has happened yet."""
    library = session.library
    if library.recent_headers(1) or library.tags() or library.reports():
        return None
    fault: UnreadableFile | None = None
    if chosen is not None:
        from app.workspace.preset_codebook import edits_of

        try:
            session.commit_unowned("codebook", edits_of(session, chosen))
            return None
        except UnreadableFile as error:
            log.warning("the codebook chosen by the administrator: %s", error.reason)
            fault = error
    edits = [created(Entity.TAG, str(tag.id), tag_fields(tag)) for tag in default_codebook()]
    session.commit_unowned("codebook", edits)
    return fault
