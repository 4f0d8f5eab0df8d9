"""What the reading keys and buttons do: marking, tagging, commenting, moving.

The pane says what is selected and which annotation is active; the workspace
does it; the views hear of it through the signals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.anchor import Span
from app.domain.citation import Citing
from app.domain.errors import PiyueError
from app.domain.report import Section, SectionKind
from app.domain.rows import AnnotationRow
from app.ui.discussing import Discussion
from app.ui.joining import Joining
from app.ui.panes import OpenReport, PaneArea
from app.ui.tags.choosing import TagChoosing
from app.ui.theme import Look
from app.workspace.workspace import Workspace


class Commands(QObject):
    """The verbs of the reading page.

    Signals:
        refused: a PiyueError to be worded.
        hinted: a short word of what is needed first.
        annotated: the first thing was written by this reviewer in this session.
    """

    refused = Signal(object)
    hinted = Signal(str)
    annotated = Signal()

    def __init__(self, look: Look, area: PaneArea, window: QWidget) -> None:
        super().__init__(window)
        self.look, self._area, self._window = look, area, window
        self._workspace: Workspace | None = None
        self.joining = Joining(self.hinted.emit, self.refused.emit, self)
        self.choosing = TagChoosing(look, window, self._mark)
        self.choosing.refused.connect(self.refused)
        self.choosing.left.connect(self._palette_left)
        self.discussion = Discussion(area, self)
        self.discussion.refused.connect(self.refused)
        self.discussion.hinted.connect(self.hinted)

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self.choosing.set_workspace(workspace)
        self.discussion.set_workspace(workspace)

    def run(self, command: str) -> None:
        """Do what a pane, a button or a menu asks for by its name."""
        if command.startswith("tag_"):
            self.use_slot(int(command.removeprefix("tag_")))
            return
        does: dict[str, Callable[[], object]] = {
            "highlight": self.highlight,
            "palette": self.open_palette,
            "in_vivo": self.in_vivo,
            "comment": self.comment,
            "delete": self.delete,
            "reply": self.discussion.reply,
            "resolve": self.discussion.resolve,
            "cards": self.discussion.toggle_cards,
            "annotate_section": self.annotate_section,
            "annotate_report": self.annotate_report,
        }
        verb = does.get(command)
        if verb is not None:
            verb()

    # --- verbs ---

    def highlight(self) -> None:
        """Mark the selection with the tag used last."""
        workspace = self._workspace
        if workspace is not None:
            recent = workspace.tagging.recent()
            self._mark(recent[:1])

    def use_slot(self, slot: int) -> None:
        """Mark the selection with the tag of a number key, or give it to the active annotation."""
        workspace = self._workspace
        if workspace is None:
            return
        tag = workspace.tagging.in_slot(slot)
        if tag is None:
            self.hinted.emit(self.tr("数字键 {slot} 上还没有标签").format(slot=slot))
            return
        self.apply_tag(tag.id)

    def apply_tag(self, tag: UUID) -> None:
        """Give a tag to the selection, else to the active annotation (again: take it away)."""
        one, workspace = self._area.active, self._workspace
        if one is None or workspace is None:
            return
        if one.pane.selection() is not None:
            self._mark([tag])
            return
        active = one.pane.active_annotation()
        if active is None:
            self.hinted.emit(self.tr("请先选中文字"))
            return
        self.choosing.toggle(active, tag)

    def _mark(self, tags: Sequence[UUID], *, quietly: bool = False) -> UUID | None:
        """An annotation on the selection; it becomes the active one."""
        one, workspace = self._area.active, self._workspace
        if one is None or workspace is None:
            return None
        if one.pane.selection() is None:
            self.hinted.emit(self.tr("请先选中文字"))
            return None
        made = self.joining.mark(workspace, one, tags, quietly=quietly)
        if made is not None:
            self.annotated.emit()
        return made

    def comment(self) -> None:
        """Write on the active annotation; with a selection, mark it first."""
        one = self._area.active
        if one is None:
            return
        selected = one.pane.selection() is not None
        id_ = self._mark([], quietly=True) if selected else one.pane.active_annotation()
        if id_ is None:
            self.hinted.emit(self.tr("请先选中文字，或点一处标记"))
            return
        one.pane.edit_comment(id_)

    def delete(self) -> None:
        """Delete the active annotation."""
        one = self._area.active
        active = one.pane.active_annotation() if one else None
        if active is None:
            self.hinted.emit(self.tr("请先点一处标记"))
        else:
            self.delete_all([active])

    def delete_all(self, ids: Sequence[UUID]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.annotating.delete(ids))

    def set_comment(self, id_: UUID, comment: str) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.annotating.set_comment(id_, comment))

    def move_span(self, id_: UUID, span: Span) -> None:
        one, workspace = self._area.active, self._workspace
        if one is not None and workspace is not None:
            self.joining.move(workspace, one, id_, span)

    def join(self, ids: Sequence[UUID]) -> None:
        """Make one annotation of several that are connected."""
        one, workspace = self._area.active, self._workspace
        if one is not None and workspace is not None:
            self.joining.join(workspace, one, ids)

    def annotate_section(self, number: int | None = None) -> UUID | None:
        """Say something of a section, by default of the one around the caret.

        An own annotation that is there already is opened instead.
        """
        one, workspace = self._area.active, self._workspace
        if one is None or workspace is None:
            return None
        number = heading_around(one.sections, one.pane.section_here() if number is None else number)
        if number < 0:
            self.hinted.emit(self.tr("这里还不在任何一节里"))
            return None
        section, made = one.sections[number], list[UUID]()
        self._attempt(lambda: made.append(self.joining.of_section(workspace, one, section)))
        if not made:
            return None
        one.pane.clear_selection()
        one.pane.edit_comment(made[0])
        self.annotated.emit()
        return made[0]

    def tag_section(self, number: int) -> None:
        """Give a section a tag."""
        one, id_ = self._area.active, self.annotate_section(number)
        if one is not None and id_ is not None:
            one.pane.take_focus()
            one.pane.activate_annotation(id_)
            self.open_palette()

    def annotate_report(self, comment: str = "") -> None:
        """Say something of the whole report; it stands at its top."""
        one, workspace = self._area.active, self._workspace
        if one is None or workspace is None:
            return
        made: list[UUID] = []
        self._attempt(
            lambda: made.append(workspace.annotating.annotate_report(one.id, comment=comment).id)
        )
        if made:
            one.pane.clear_selection()
            one.pane.activate_annotation(made[0])
            self.annotated.emit()

    # --- clipboard ---

    def copy_rows(
        self,
        rows: Sequence[AnnotationRow],
        citing: Citing | None = None,
        alone: bool = False,
    ) -> None:
        """Put quotes with their sources on the clipboard, one under the other.

        Args:
            citing: the form of the sources, None for the usual one.
            alone: the sources without the quotes.
        """
        workspace = self._workspace
        if workspace is None:
            return
        citing = citing or workspace.citing
        if alone:
            QGuiApplication.clipboard().setText("\n".join(map(citing.row, rows)))
            self.hinted.emit(self.tr("已复制 {count} 条出处").format(count=len(rows)))
            return
        parts = [
            quoted(row.quote, citing.row(row)) for row in rows if row.annotation.anchor is not None
        ]
        QGuiApplication.clipboard().setText("\n\n".join(parts))
        self.hinted.emit(self.tr("已复制 {count} 条摘录和出处").format(count=len(parts)))

    # --- the palette ---

    def open_palette(self) -> None:
        """Ask for a tag for the selection or the active annotation."""
        one = self._area.active
        if one is None:
            return
        if one.pane.selection() is None and one.pane.active_annotation() is None:
            self.hinted.emit(self.tr("请先选中文字，或点一处标记"))
            return
        one.pane.floating.hide()  # the palette offers all that it does
        self.choosing.for_pane(one)

    def retag(self, ids: Sequence[UUID]) -> None:
        """Ask for a tag that replaces those of several annotations."""
        self.choosing.for_several(ids)

    def in_vivo(self) -> None:
        """Give the selection a new tag that is called as the selected words are."""
        one = self._area.active
        if one is None or one.pane.selection() is None:
            self.hinted.emit(self.tr("请先选中要作标签名的文字"))
        elif not self.choosing.in_vivo(one):
            self.hinted.emit(self.tr("所选文字太长，标签名最多 20 个字"))

    def _palette_left(self, asked: OpenReport | None) -> None:
        one = asked or self._area.active
        if one is not None and one in self._area.open:
            one.pane.setFocus()

    # --- help ---

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self.refused.emit(refusal)


def heading_around(sections: Sequence[Section], number: int) -> int:
    """The heading that a numbered statement (一是…) belongs to; −1 for none."""
    while number >= 0 and sections[number].kind is SectionKind.ITEM:
        number -= 1
    return number


def quoted(text: str, citation: str) -> str:
    """A passage as it is pasted: its words, then where they stand."""
    return f"{text}\n{citation}"
