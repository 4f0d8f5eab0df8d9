"""The queue of doubtful annotations: what stood there above, where it may stand now below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.anchor import AnchorState, Span
from app.domain.annotation import Annotation
from app.domain.errors import NotFound, PiyueError
from app.ui.controls import Button, Ground, Words, column, row
from app.ui.naming import report_name
from app.ui.reanchoring.comparing import compared, rich, shortened
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.workspace.reanchoring import CONTEXT, Doubt, counts
from app.workspace.workspace import Workspace

HEIGHT = 250
NO_SPAN = Span(0, 0)


class ReanchoringPanel(Ground):
    """Goes through the annotations to confirm and lost, of one report or of all.

    Signals:
        place_shown: a report's id and the Span to look at.
        selection_wished: a report's id: the person selects the passage in it.
        refused: a PiyueError to be worded.
        emptied: the last one was settled.
        closed: the person is done.
    """

    place_shown = Signal(object, object)
    selection_wished = Signal(object)
    refused = Signal(object)
    emptied = Signal()
    closed = Signal()

    def __init__(self, look: Look, workspace: Workspace) -> None:
        super().__init__(look, "page", "t", height=HEIGHT)
        self._workspace = workspace
        self._report: UUID | None = None
        self._waiting: list[Annotation] = []
        self._at = 0
        self._doubt: Doubt | None = None
        self._candidate = 0
        self.picking = False
        self.setAccessibleName(self.tr("待确认的批注"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = Words(look, px=14, bold=True, fit=True, height=34)
        self.about = Words(look, px=13, role="text2", height=34)
        self.former_head = Words(look, self.tr("原来的文字"), px=12, role="text2", height=22)
        self.place_head = Words(look, px=12, role="text2", height=22)
        self.former, self.place = self._text(), self._text()
        self.former.setAccessibleName(self.tr("原来的文字"))
        self.place.setAccessibleName(self.tr("现在可能的位置"))
        self.buttons: dict[str, Button] = {}
        self._lay_out()
        look.changed.connect(self._show)

    def _text(self) -> QTextEdit:
        text = QTextEdit()
        text.setReadOnly(True)
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setTabChangesFocus(True)
        text.setVerticalScrollBar(SlimBar(self.look, text))
        text.installEventFilter(self)
        return text

    def _lay_out(self) -> None:
        look = self.look
        head, body, foot = Ground(look, "page", "t"), QWidget(), Ground(look, "page")
        left, right = QWidget(), QWidget()
        column(left, self.former_head, self.former, margins=(16, 0, 8, 0))
        column(right, self.place_head, self.place, margins=(8, 0, 16, 0))
        between = row(body, left, right, margins=(0, 0, 0, 0))
        between.setStretch(0, 1)
        between.setStretch(1, 1)
        self._add("back", self.tr("上一条"), "PgUp", lambda: self.step(-1))
        self._add("on", self.tr("下一条"), "PgDn", lambda: self.step(1))
        self._add("close", "", "", self.closed.emit, icon="close", tip=self.tr("关闭（Esc）"))
        row(
            head, self.count, 12, self.about,
            self.buttons["back"], self.buttons["on"], self.buttons["close"],
            margins=(16, 0, 8, 0),
        )  # fmt: skip
        self._add("accept", self.tr("接受这个位置"), "Enter", self.accept, kind="primary")
        self._add("next", self.tr("下一个候选"), "N", self.next_candidate)
        self._add("pick", self.tr("重新选定"), "R", self.pick)
        self._add("give_up", self.tr("记为找不到"), "X", self.give_up)
        self._add("delete", self.tr("删除批注"), "Delete", self.delete)
        acts = [self.buttons[name] for name in ("accept", "next", "pick", "give_up", "delete")]
        row(foot, *acts, None, margins=(12, 2, 12, 6), spacing=6)
        whole = column(self, head, body, foot)
        whole.setStretch(1, 1)

    def _add(
        self,
        name: str,
        words: str,
        key: str,
        does: Callable[[], object],
        *,
        kind: str = "normal",
        icon: str = "",
        tip: str = "",
    ) -> None:
        made: Button = Button(
            self.look, words, icon, "ghost" if icon or name in {"back", "on"} else kind,  # pyright: ignore[reportArgumentType] - one of its kinds
            key=key, px=13, height=30, tip=tip,
        )  # fmt: skip
        made.clicked.connect(lambda _=False: does())
        self.buttons[name] = made

    # --- what is shown ------------------------------------------------------------

    def load(self, report: UUID | None = None, annotation: UUID | None = None) -> bool:
        """Go through those of a report, or of all. Returns whether there are any.

        Args:
            annotation: the one to begin with.
        """
        self._report = report
        self._waiting = self._workspace.reanchoring.waiting(report)
        ids = [a.id for a in self._waiting]
        self._at = ids.index(annotation) if annotation and annotation in ids else 0
        self._take()
        return bool(self._waiting)

    def refresh(self) -> None:
        """Something was changed: keep the place in the queue."""
        current = self.annotation
        before = self._at
        self._waiting = self._workspace.reanchoring.waiting(self._report)
        ids = [a.id for a in self._waiting]
        if current is not None and current.id in ids:
            self._at = ids.index(current.id)
        else:
            self._at = min(before, max(0, len(ids) - 1))
        if not ids:
            self.emptied.emit()
        else:
            self._take()

    @property
    def annotation(self) -> Annotation | None:
        return self._waiting[self._at] if self._at < len(self._waiting) else None

    @property
    def span(self) -> Span | None:
        """The candidate on show."""
        doubt = self._doubt
        return doubt.candidates[self._candidate].span if doubt and doubt.candidates else None

    def _take(self) -> None:
        annotation = self.annotation
        self._doubt, self._candidate, self.picking = None, 0, False
        if annotation is not None:
            try:
                self._doubt = self._workspace.reanchoring.doubt(annotation.id)
            except PiyueError as refusal:
                self.refused.emit(refusal)
        self._show()
        self._show_place()

    def _show_place(self) -> None:
        annotation = self.annotation
        if annotation is not None:
            where = self.span or (annotation.anchor.span if annotation.anchor else NO_SPAN)
            self.place_shown.emit(annotation.report, where)

    def _show(self) -> None:
        annotation, doubt = self.annotation, self._doubt
        to_confirm, lost = counts(self._waiting)
        self.count.set_text(
            self.tr("待确认 {to_confirm} 条 · 找不到 {lost} 条").format(
                to_confirm=to_confirm, lost=lost
            )
        )
        if annotation is None or doubt is None:
            return
        self.about.set_text(self._about(annotation))
        text = self._text_of(annotation)
        span = self.span
        if span is None:
            left, right = [(shortened(doubt.quote), False)], []
            self.place_head.set_text(self.tr("新文本中没有相近的文字：请按 R 在正文中选定"))
            self.place.setHtml("")
        else:
            left, right = compared(shortened(doubt.quote), shortened(span.of(text)))
            candidate = doubt.candidates[self._candidate]
            self.place_head.set_text(
                self.tr("现在可能的位置：第 {number} 个候选，共 {count} 个，相符 {score}%").format(
                    number=self._candidate + 1,
                    count=len(doubt.candidates),
                    score=round(candidate.score * 100),
                )
            )
            around = text[max(0, span.start - CONTEXT) : span.start], text[span.end :][:CONTEXT]
            self.place.setHtml(rich(self.look, around[0], right, around[1], is_old=False))
        if self.picking:
            self.place_head.set_text(self.tr("请在正文中选中新的位置，按 Enter 确定，Esc 放弃"))
        self.former.setHtml(rich(self.look, doubt.before, left, doubt.after, is_old=True))
        font = self.look.font(14, serif=True)
        for shown in (self.former, self.place):
            shown.setFont(font)
            shown.setStyleSheet(
                f"QTextEdit{{background:{self.look.page.name()};color:{self.look.text.name()}}}"
            )
        self._enable(span)

    def _enable(self, span: Span | None) -> None:
        doubt, annotation = self._doubt, self.annotation
        writes = not self._workspace.library.read_only
        self.buttons["accept"].setEnabled(writes and span is not None)
        self.buttons["next"].setEnabled(bool(doubt and len(doubt.candidates) > 1))
        is_lost = annotation is not None and annotation.state is AnchorState.LOST
        self.buttons["give_up"].setEnabled(writes and not is_lost)
        for name in ("pick", "delete"):
            self.buttons[name].setEnabled(writes)
        for name in ("back", "on"):
            self.buttons[name].setEnabled(len(self._waiting) > 1)

    def _about(self, annotation: Annotation) -> str:
        workspace = self._workspace
        tree = workspace.tagging.tree()
        tags = self.tr("、").join(tree[t].name for t in annotation.tags if t in tree)
        try:
            report = report_name(workspace.reporting.report(annotation.report))
        except NotFound:
            report = ""
        number = self.tr("第 {number} 条").format(number=self._at + 1)
        state = self.tr("找不到") if annotation.state is AnchorState.LOST else self.tr("待确认")
        comment = annotation.comment.replace("\n", " ")
        return " · ".join(part for part in (number, state, report, tags, comment) if part)

    def _text_of(self, annotation: Annotation) -> str:
        return self._workspace.reporting.text(annotation.report)

    # --- deciding -----------------------------------------------------------------

    def step(self, by: int) -> None:
        """To another one; nothing is decided."""
        if self._waiting:
            self._at = (self._at + by) % len(self._waiting)
            self._take()

    def next_candidate(self) -> None:
        doubt = self._doubt
        if doubt and len(doubt.candidates) > 1:
            self._candidate = (self._candidate + 1) % len(doubt.candidates)
            self._show()
            self._show_place()

    def accept(self) -> None:
        """The passage stands at the candidate on show."""
        if self.span is not None:
            self.put(self.span)

    def put(self, span: Span) -> None:
        """The passage stands here."""
        annotation = self.annotation
        if annotation is not None:
            self._decide(lambda: self._workspace.reanchoring.place(annotation.id, span))

    def give_up(self) -> None:
        annotation = self.annotation
        if annotation is not None and annotation.state is not AnchorState.LOST:
            at = self._at
            self._decide(lambda: self._workspace.reanchoring.give_up(annotation.id))
            if len(self._waiting) > 1:
                self._at = (at + 1) % len(self._waiting)
                self._take()

    def delete(self) -> None:
        annotation = self.annotation
        if annotation is not None:
            self._decide(lambda: self._workspace.annotating.delete([annotation.id]))

    def pick(self) -> None:
        """The person will select the passage in the text."""
        annotation = self.annotation
        if annotation is not None:
            self.picking = True
            self._show()
            self.selection_wished.emit(annotation.report)

    def stop_picking(self) -> None:
        self.picking = False
        self._show()

    def _decide(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self.refused.emit(refusal)

    # --- keys -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        does: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: self.accept,
            Qt.Key.Key_Enter: self.accept,
            Qt.Key.Key_N: self.next_candidate,
            Qt.Key.Key_R: self.pick,
            Qt.Key.Key_X: self.give_up,
            Qt.Key.Key_Delete: self.delete,
            Qt.Key.Key_PageUp: lambda: self.step(-1),
            Qt.Key.Key_PageDown: lambda: self.step(1),
            Qt.Key.Key_Escape: self.closed.emit,
        }
        found = does.get(event.key())
        if found is None:
            return False
        found()
        return True

    @property
    def waiting(self) -> Sequence[Annotation]:
        return self._waiting
