"""What hangs on the chosen annotation: its links and the rule that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.change import Change, Entity
from app.domain.errors import NotFound
from app.domain.rows import LinkRow
from app.ui.controls import BY_KEY, Ground, Words
from app.ui.controls import row as row_of
from app.ui.links.linker import Linker
from app.ui.links.telling import several
from app.ui.painting import draw_text, panel
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

SHOWN = 3
"""Links told at once; the others stand in the menu of the last line."""


class LinkLine(QAbstractButton):
    """One link: what this end is to which passage, and its words. A press goes there."""

    menu_asked = Signal(QPoint)

    def __init__(self, look: Look, head: str, words: str, told: str) -> None:
        super().__init__()
        self.look, self._words, self._rings = look, words, False
        self.setText(head)
        self.setToolTip(told)
        self.setAccessibleName(told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(120, self.look.px(42))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._rings = event.reason() in BY_KEY
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(
            self.mapToGlobal(self.rect().center()) if keyboard else event.globalPos()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        if self.underMouse():
            panel(p, rect.adjusted(4, 0, -4, 0), look.hover, 4)
        half = rect.height() / 2
        p.drawPixmap(
            QPoint(12, round(half / 2 - look.px(14) / 2 + 3)), look.pixmap("link", look.text2, 14)
        )
        left = 14 + look.px(18)
        upper = QRectF(left, 3, rect.width() - left - 10, half - 2)
        draw_text(p, look, upper, self.text(), 13)
        lower = QRectF(left, half, rect.width() - left - 10, half - 4)
        draw_text(p, look, lower, self._words, 13, look.text2, serif=True)
        if self.hasFocus() and self._rings:
            panel(p, rect.adjusted(4, 0, -4, 0), None, 4, look.focus, 2)


class LinkStrip(Ground):
    """Under the list of annotations; shown only when there is something to tell."""

    def __init__(self, window: MainWindow, linker: Linker) -> None:
        super().__init__(window.look, "dock", "t")
        self._window, self._linker = window, linker
        self._annotation: UUID | None = None
        self._parts: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 6, 0, 8)
        self._layout.setSpacing(0)
        self.setAccessibleName(self.tr("所选批注的链接和规则"))
        window.signals.changed.connect(self._changed)
        self.hide()

    def show_annotation(self, annotation: UUID | None) -> None:
        """Tell of another annotation; None tells nothing."""
        self._annotation = annotation
        self._refresh()

    def told(self) -> list[str]:
        """What is told at present, line by line."""
        return [part.accessibleName() for part in self._parts]

    def _changed(self, change: Change) -> None:
        touched = (Entity.LINK, Entity.RULE, Entity.ANNOTATION, Entity.REPORT)
        if self._annotation is not None and any(change.touched(entity) for entity in touched):
            self._refresh()

    def _refresh(self) -> None:
        for part in self._parts:
            self._layout.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        workspace, id_ = self._window.workspace, self._annotation
        if workspace is not None and id_ is not None:
            rule = self._rule(id_)
            if rule:
                holder = QWidget()
                holder.setAccessibleName(rule)
                holder.setToolTip(rule)
                words = Words(self.look, rule, px=13, role="text2", height=24)
                row_of(holder, words, margins=(14, 0, 10, 0))
                self._add(holder)
            rows = workspace.linking.of_annotation(id_)
            for row in rows[:SHOWN]:
                self._add(self._line(row, id_))
            if len(rows) > SHOWN:
                self._add(self._rest(rows, id_))
        self.setVisible(bool(self._parts))

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._layout.addWidget(part)

    def _rule(self, annotation: UUID) -> str:
        """By which rule it was made, in words; empty for one made by hand."""
        workspace = self._window.workspace
        if workspace is None:
            return ""
        try:
            rule = workspace.library.annotation(annotation).rule
            if rule is None:
                return ""
            name = workspace.autotagging.rule(rule).name
        except NotFound as missing:
            return self.tr("由一条已删除的规则标记") if missing.what == "rule" else ""
        return self.tr("由规则“{name}”标记").format(name=name)

    def _line(self, row: LinkRow, annotation: UUID) -> LinkLine:
        telling, other = self._linker.telling, row.other(annotation)
        head = self.tr("{role} {place}").format(
            role=telling.role(row.role(annotation)), place=telling.place(other)
        )
        line = LinkLine(
            self.look, head, other.quote.replace("\n", " "), telling.line(row, annotation)
        )
        line.clicked.connect(lambda: self._linker.go(row, annotation))
        line.menu_asked.connect(lambda at: self._open_menu(row, annotation, line, at))
        return line

    def _rest(self, rows: list[LinkRow], annotation: UUID) -> QWidget:
        line = LinkLine(
            self.look, several(len(rows)),
            self.tr("列出全部…"), self.tr("列出这条批注的全部链接"),
        )  # fmt: skip

        def list_all() -> None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._linker.fill_menu(menu, rows, annotation)
            menu.popup(line.mapToGlobal(line.rect().topLeft()))

        line.clicked.connect(list_all)
        return line

    def _open_menu(self, row: LinkRow, annotation: UUID, line: QWidget, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("两处并排显示"), lambda: self._linker.go(row, annotation))
        menu.addSeparator()
        top_left = line.mapTo(self._window, QPoint(0, 0))
        place = QRectF(top_left.x(), top_left.y(), line.width(), line.height())
        workspace = self._window.workspace
        writes = workspace is not None and not workspace.library.read_only
        for words, does in (
            (self.tr("改链接…"), lambda: self._linker.edit(row, place)),
            (self.tr("调换方向"), lambda: self._linker.turn(row)),
            (self.tr("删除链接"), lambda: self._linker.delete(row)),
        ):
            menu.addAction(words, does).setEnabled(writes)
        if not row.link.kind.is_directed:
            menu.actions()[-2].setVisible(False)
        menu.popup(at)
