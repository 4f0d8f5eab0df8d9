"""Choosing a tag by the palette: for the selection, for a mark, or for several at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QRectF, Signal
from PySide6.QtWidgets import QWidget

from app.domain.anchor import Span
from app.domain.errors import NotFound, PiyueError
from app.ui.panes import OpenReport
from app.ui.theme import Look
from app.workspace.workspace import Workspace

Marker = Callable[[Sequence[UUID]], UUID | None]


class TagChoosing(QObject):
    """Opens the palette and carries out what is chosen in it.

    Args:
        mark: makes an annotation with these tags on the selection of the active pane.

    Signals:
        refused: a PiyueError to be worded.
        left: the palette is gone; the pane (or None) takes the focus back.
    """

    refused = Signal(object)
    left = Signal(object)

    def __init__(self, look: Look, window: QWidget, mark: Marker) -> None:
        super().__init__(window)
        self.look, self._window, self._mark = look, window, mark
        self._workspace: Workspace | None = None
        self._palette: QObject | None = None
        self._pane: OpenReport | None = None
        self._annotation: UUID | None = None
        self._several: list[UUID] = []
        self._given: list[UUID] = []
        self._group: UUID | None = None

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace, self._group = workspace, None

    # --- opening ---

    def for_pane(self, one: OpenReport) -> None:
        """For the selection of a pane, else for its active annotation."""
        span = one.pane.selection()
        self._pane, self._several = one, []
        self._annotation = None if span is not None else one.pane.active_annotation()
        self._show(self._place_of(one, span), selected_words(one))

    def _place_of(self, one: OpenReport, span: Span | None) -> QRectF:
        """The lines asked about as far as they are in sight, so that none is covered in vain."""
        view, workspace = one.pane.view, self._workspace
        if span is None and self._annotation is not None and workspace is not None:
            anchor = workspace.library.annotation(self._annotation).anchor
            span = anchor.span if anchor else None
        shown = view.display.display_range(span) if span is not None else None
        lines = view.places.rects(*shown) if shown is not None else []
        port = view.viewport()
        origin = port.mapTo(self._window, QPoint(0, 0))
        seen = QRectF(port.rect())
        if lines:
            whole = QRectF(lines[0]).united(QRectF(lines[-1])).translated(0, -view.bar.value())
            if whole.intersects(seen):
                # From the first line on, as the bar at the selection stands.
                part = whole.intersected(seen)
                part.setLeft(max(0.0, lines[0].x()))
                return part.translated(origin.x(), origin.y())
        origin = one.pane.mapTo(self._window, QPoint(0, 0))
        return QRectF(one.pane.selection_rect()).translated(origin.x(), origin.y())

    def for_several(self, ids: Sequence[UUID]) -> None:
        """One tag, or several, in the place of those these annotations have."""
        self._pane, self._annotation, self._several, self._given = None, None, list(ids), []
        self._show(QRectF(self._window.width() * 0.6, 120, 1, 1), "")

    def refresh(self) -> None:
        """Tags or their readings changed while the palette is open."""
        from app.ui.tags.palette import TagPalette

        if isinstance(self._palette, TagPalette):
            self._palette.refresh()

    def _show(self, place: QRectF, words: str) -> None:
        from app.ui.tags.palette import Request, TagPalette

        workspace = self._workspace
        if workspace is None:
            return
        if not isinstance(self._palette, TagPalette):
            self._palette = TagPalette(self.look, self._window)
            self._palette.tag_chosen.connect(lambda tag, _: self._take(tag))
            self._palette.new_tag.connect(lambda name, group, _: self._take_new(name, group))
            self._palette.slot_wished.connect(self._give_slot)
            self._palette.closed.connect(lambda: self.left.emit(self._pane))
        self._palette.open_at(place, Request(workspace.tagging, self._tags_given, words))

    def _tags_given(self) -> frozenset[UUID]:
        """What the annotation asked about carries now."""
        workspace = self._workspace
        if workspace is None or self._annotation is None:
            return frozenset(self._given if self._several else ())
        try:
            return frozenset(workspace.library.annotation(self._annotation).tags)
        except NotFound:
            return frozenset()

    # --- what was chosen ---

    def in_vivo(self, one: OpenReport) -> bool:
        """Make a tag of the selected words and give it to them; False when they are too long."""
        from app.ui.tags.palette import in_vivo_name

        name = in_vivo_name(selected_words(one))
        if not name:
            return False
        self._pane, self._annotation, self._several = one, None, []
        self._take_new(name, self._group)
        return True

    def _take_new(self, name: str, group: UUID | None) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        self._group = group if "/" not in name else self._group

        def make() -> None:
            known = self._group if self._group in workspace.tagging.tree() else None
            self._take(workspace.tagging.ensure(name, None if "/" in name else known).id)

        self._attempt(make)

    def _take(self, tag: UUID) -> None:
        """The first tag makes the annotation; further ones are added, or taken away again."""
        workspace = self._workspace
        if workspace is None:
            return
        if self._several:
            kept = [t for t in self._given if t != tag]
            self._given = kept if tag in self._given else [*kept, tag]
            ids, tags = self._several, self._given
            self._attempt(lambda: workspace.annotating.retag(ids, tags))
        elif self._annotation is not None:
            self.toggle(self._annotation, tag)
        elif self._pane is not None and self._pane.pane.selection() is not None:
            self._annotation = self._mark([tag])

    def toggle(self, annotation: UUID, tag: UUID) -> None:
        """Give a tag to an annotation, or take it away when it is there."""
        workspace = self._workspace
        if workspace is None:
            return

        def change() -> None:
            if tag in workspace.library.annotation(annotation).tags:
                workspace.annotating.remove_tag(annotation, tag)
            else:
                workspace.annotating.add_tag(annotation, tag)

        self._attempt(change)

    def _give_slot(self, slot: int, tag: UUID) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.tagging.toggle_slot(slot, tag))

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self.refused.emit(refusal)


def selected_words(one: OpenReport) -> str:
    """The selected text of a pane; empty when nothing is selected."""
    span, content = one.pane.selection(), one.pane.content
    return content.text[span.start : span.end] if span is not None and content else ""
