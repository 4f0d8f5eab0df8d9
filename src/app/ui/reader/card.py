"""One card: tag, who said it, what was said; and the editor that takes its place."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.ui.painting import draw_text, drop_shadow, panel, swatch
from app.ui.reader.marks import Mark
from app.ui.theme import Look

HEAD, PAD, FOOT, TEXT_PX = 25, 9, 8, 13
MOST_LINES = 12
"""Lines of a card that is not the active one; a longer comment ends in an ellipsis."""

EDITOR_LINES = 4


def text_height(look: Look, width: float, comment: str) -> float:
    """Height of a comment wrapped into the inside of a card of a width."""
    box = QRectF(0, 0, width - 2 * PAD, 1e6)
    metrics = QFontMetricsF(look.font(TEXT_PX))
    flags = Qt.TextFlag.TextWordWrap
    return metrics.boundingRect(box, int(flags), comment).height()


def card_height(look: Look, width: float, comment: str, *, active: bool) -> float:
    words = text_height(look, width, comment) if comment else 0
    if not active:
        words = min(words, MOST_LINES * look.metrics(TEXT_PX).lineSpacing())
    return look.px(HEAD) + words + FOOT


def head_of(mark: Mark, untagged: str) -> str:
    """Names of the tags, the short ones where the codebook has them."""
    if not mark.tags:
        return untagged
    if len(mark.tags) == 1:
        return mark.tags[0].name
    return QCoreApplication.translate("Cards", "、").join(
        tag.short_name or tag.name for tag in mark.tags
    )


def paint_card(
    p: QPainter,
    look: Look,
    rect: QRectF,
    mark: Mark,
    untagged: str,
    *,
    active: bool = False,
    hovered: bool = False,
) -> None:
    """Draw a card; the active one is raised and outlined in the accent."""
    if active:
        drop_shadow(p, look, rect, 6, 6)
    border = look.accent if active else look.line2 if hovered else look.line
    panel(p, rect, look.raised if active else look.dock, 5, border, 1.5 if active else 1)
    head = QRectF(rect.x(), rect.y() + 3, rect.width(), look.px(HEAD) - 3)
    x = rect.x() + PAD
    for tag in mark.tags[:3]:
        swatch(p, look, x, head.center().y(), tag.colour, tag.kind, 9)
        x += 12
    x += 3 if mark.tags else 0
    initial = mark.reviewer_name[-1:]
    who = QRectF(rect.right() - PAD - 24, head.y(), 24, head.height())
    draw_text(p, look, who, initial, 12, look.text3, align=Qt.AlignmentFlag.AlignRight)
    name = QRectF(x, head.y(), who.right() - 18 - x, head.height())
    ink = look.text if mark.tags else look.text3
    draw_text(p, look, name, head_of(mark, untagged), 13, ink, bold=bool(mark.tags))
    if mark.comment:
        p.setFont(look.font(TEXT_PX))
        p.setPen(look.text if active else look.text2)
        room = rect.height() - look.px(HEAD) - FOOT
        words = QRectF(rect.x() + PAD, rect.y() + look.px(HEAD), rect.width() - 2 * PAD, room + 4)
        p.save()
        p.setClipRect(words, Qt.ClipOperation.IntersectClip)
        p.drawText(words, int(Qt.TextFlag.TextWordWrap), mark.comment)
        p.restore()
        if not active and text_height(look, rect.width(), mark.comment) > room + 1:
            more = QRectF(rect.x(), rect.bottom() - 12, rect.width() - PAD, 12)
            draw_text(p, look, more, "…", 13, look.text3, align=Qt.AlignmentFlag.AlignRight)


class CardEditor(QWidget):
    """Edits one comment in place. Ctrl+Enter or leaving it keeps it, Esc drops the change."""

    committed = Signal(object, str)  # UUID, comment
    closed = Signal(bool)  # whether the focus was in it

    def __init__(self, look: Look, mark: Mark, untagged: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self.mark, self._untagged = look, mark, untagged
        self.field = _Field(self)
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setPlainText(mark.comment)
        self.field.setPlaceholderText(self.tr("写批注，Ctrl+Enter 完成"))
        self.field.setAccessibleName(self.tr("批注内容"))
        self.field.setTabChangesFocus(True)
        self.field.document().setDocumentMargin(0)
        self.field.setFont(look.font(TEXT_PX))
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.raised)
        self.field.setPalette(palette)
        self.field.finished.connect(self.close_editor)
        self.field.document().documentLayout().documentSizeChanged.connect(self._fit)
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)
        self._is_open = True

    @property
    def id(self) -> UUID:
        return self.mark.id

    def wished_height(self) -> int:
        lines = min(MOST_LINES, max(EDITOR_LINES, int(self.field.document().size().height())))
        return int(self.look.px(HEAD) + lines * self.field.fontMetrics().lineSpacing() + FOOT)

    def _fit(self) -> None:
        self.resize(self.width(), self.wished_height())

    def resizeEvent(self, event: object) -> None:
        del event
        top = self.look.px(HEAD)
        self.field.setGeometry(PAD, top, self.width() - 2 * PAD + 4, self.height() - top - FOOT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        bare = Mark(self.mark.id, self.mark.span, self.mark.scope, self.mark.tags)
        rect = QRectF(self.rect())
        p.fillRect(rect, self.look.page)
        paint_card(p, self.look, rect, bare, self._untagged)
        panel(p, rect, None, 5, self.look.accent, 1.5)
        body = rect.adjusted(2, self.look.px(HEAD) - 1, -2, -2)
        p.fillRect(body, self.look.raised)

    def close_editor(self, keep: bool = True) -> None:
        """End the edit once; an unchanged comment is not reported."""
        if not self._is_open:
            return
        self._is_open = False
        comment = self.field.toPlainText().strip()
        if keep and comment != self.mark.comment:
            self.committed.emit(self.mark.id, comment)
        had_focus = self.field.hasFocus()
        self.hide()
        self.closed.emit(had_focus)
        self.deleteLater()


class _Field(QPlainTextEdit):
    finished = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit(True)  # what was typed is kept: undo takes it back
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit(True)
