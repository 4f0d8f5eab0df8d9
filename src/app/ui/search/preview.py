"""The passage of the chosen hit, as the reading page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.anchor import AnchorState
from app.ui.controls import Ground, Words, column, row
from app.ui.naming import report_name
from app.ui.reader.document import DisplayMap, paragraphs_of
from app.ui.reader.marks import Mark
from app.ui.reader.page import Page
from app.ui.search.hit_model import FoundHit
from app.ui.theme import Look
from app.workspace.workspace import Workspace

REST_MS = 60
"""Moving on through the hits within this time opens no report."""

ABOVE = 0.3
"""Part of the height that stays above the hit."""


class Preview(Ground):
    """Name, section and text of one report with all its hits, scrolled to one of them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "page", "l", parent=parent)
        middle = Qt.TextElideMode.ElideMiddle
        self.name = Words(look, px=15, bold=True, elide=middle)
        self.path = Words(look, px=13, role="text2", elide=middle)
        self.page = Page(look)
        self.page.setAccessibleName(self.tr("所选结果的原文"))
        self.page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        head, place = Ground(look, "page", height=36), Ground(look, "dock", "b", height=28)
        row(head, self.name, margins=(12, 0, 12, 0))
        row(place, self.path, margins=(12, 0, 12, 0))
        # The first pixel stays free for the line at the left.
        column(self, head, place, self.page, margins=(1, 0, 0, 0)).setStretchFactor(self.page, 1)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._show)
        self._wanted: tuple[Workspace, FoundHit, Sequence[FoundHit]] | None = None
        self._report: UUID | None = None

    def show_hit(self, workspace: Workspace, found: FoundHit, others: Sequence[FoundHit]) -> None:
        """Show a hit shortly; `others` are the known hits of its report, in order."""
        self._wanted = (workspace, found, others)
        self._rest.start()

    def forget(self) -> None:
        """The texts may have changed: read the next one again."""
        self._report = None
        self._rest.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """A hit that was found while another page was shown comes now."""
        super().showEvent(event)
        self._rest.start()

    def _show(self) -> None:
        if self._wanted is None or not self.isVisible():
            return
        workspace, found, others = self._wanted
        if found.hit.report != self._report:
            self._load(workspace, found.hit.report)
        self.path.set_text(found.path)
        page = self.page
        shown = [page.display.display_range(other.hit.span) for other in others]
        current = page.display.display_range(found.hit.span)
        page.set_hits([place for place in shown if place], current)
        if current is not None:
            room = page.viewport().height()
            page.bar.setValue(round(page.places.y_of(current[0]) - room * ABOVE))

    def _load(self, workspace: Workspace, id_: UUID) -> None:
        library = workspace.library
        report = library.report(id_)
        text = library.text(id_)
        paragraphs = paragraphs_of(text, library.outline(id_), library.furniture(id_), report.title)
        tree = workspace.tagging.tree()
        marks = [
            Mark(
                a.id,
                None if a.anchor is None or a.state is AnchorState.LOST else a.anchor.span,
                a.scope,
                tuple(tree[tag] for tag in a.tags if tag in tree),
                a.comment,
                is_doubtful=a.state is AnchorState.TO_CONFIRM,
            )
            for a in workspace.annotating.of_report(id_)
        ]
        self.page.show_display(DisplayMap(text, paragraphs), marks)
        self.name.set_text(report_name(report))
        self._report = id_
