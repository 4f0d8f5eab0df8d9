"""Sheets: dialogs in the look of the program, over a veil, inside the window.

A Sheet lies over the window it belongs to and holds one content widget. Simple
questions are asked through `ask` and `tell`; they return at once and call back,
so that nothing nests event loops.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.controls import Button, Field, Ground, Kind, Words, row
from app.ui.focus import focus_stops, step_focus
from app.ui.painting import drop_shadow, panel
from app.ui.theme import Look

VEIL = QColor(0x10, 0x16, 0x20, 97)
"""#101620 at 38 %."""

MARGIN = 24
RADIUS = 8


class Sheet(QWidget):
    """A veil over the window with one raised surface in its middle.

    Args:
        size: of the surface at 100 % scale; it never grows past the window.

    Signals:
        closed: by Escape, by its own buttons or by `close_sheet`.
    """

    closed = Signal()
    accessible_role = QAccessible.Role.Dialog

    def __init__(self, look: Look, content: QWidget, window: QWidget, size: QSize) -> None:
        super().__init__(window)
        self.look, self._wanted, self._window = look, size, window
        self.content = content
        self._before = QApplication.focusWidget()
        content.setParent(self)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(content.accessibleName())

    def open_sheet(self) -> None:
        self._fit()
        self.show()
        self.raise_()
        self.content.show()
        if not self._focus_inside():
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Take the sheet away and give the focus back."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        try:
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        except RuntimeError:  # it was deleted meanwhile
            self._before = None
        self.closed.emit()
        self.deleteLater()

    def _focus_inside(self) -> bool:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            return True
        field = self.content.findChild(Field)
        if field is not None:
            field.setFocus(Qt.FocusReason.PopupFocusReason)
            return True
        # The default button: Enter must do what the primary button says.
        buttons = self.content.findChildren(Button)
        primary = next((b for b in buttons if b.objectName() == "primary"), None)
        if primary is not None:
            primary.setFocus(Qt.FocusReason.PopupFocusReason)
        return primary is not None

    def surface(self) -> QRectF:
        """Where the surface lies, in this widget's coordinates."""
        width = min(self.look.px(self._wanted.width()), self.width() - 2 * MARGIN)
        height = min(self.look.px(self._wanted.height()), self.height() - 2 * MARGIN)
        x, y = (self.width() - width) // 2, (self.height() - height) // 2
        return QRectF(x, y, width, height)

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        self.content.setGeometry(self.surface().toRect().adjusted(1, 4, -1, -4))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep the Tab key inside the sheet."""
        step_focus(focus_stops(self.content), forward=forwards)
        return True

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window acts while the sheet lies over it, but the manual's F1."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() != Qt.Key.Key_F1)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing under the veil is reached

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.fillRect(self.rect(), VEIL)
        rect = self.surface()
        drop_shadow(p, self.look, rect, RADIUS)
        panel(p, rect, self.look.page, RADIUS, self.look.line2)


class Page(QWidget):
    """The usual content of a sheet: title, body, a footer with buttons.

    Signals:
        chosen: the id of the button pressed; the close cross is `cancel`.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        title: str,
        body: QWidget,
        buttons: Sequence[tuple[str, str, Kind]],
        *,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(title)
        head, foot = Ground(look, "page", height=52), Ground(look, "page", height=56)
        close = Button(look, "", "close", tip=self.tr("关闭"))
        close.clicked.connect(lambda: self.chosen.emit("cancel"))
        row(head, Words(look, title, px=18, bold=True, height=36), close, margins=(20, 4, 10, 0))
        self.buttons: dict[str, Button] = {}
        items: list[QWidget | int | None] = [Words(look, hint, px=13, role="text3")]
        for key, text, kind in buttons:
            button = Button(look, text, kind=kind, height=34)
            if kind == "primary":
                button.setObjectName("primary")
            button.clicked.connect(lambda _=False, k=key: self.chosen.emit(k))
            self.buttons[key] = button
            items += [8, button]
        row(foot, *items, margins=(20, 0, 20, 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(body, 1)
        if buttons or hint:
            whole.addWidget(foot)


class Prose(QLabel):
    """A few wrapped lines."""

    def __init__(self, look: Look, text: str, *, px: int = 14, role: str = "text") -> None:
        super().__init__(text)
        self.look, self._px, self._role = look, px, role
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self.look.font(self._px))
        palette = self.look.palette()
        palette.setColor(palette.ColorRole.WindowText, getattr(self.look, self._role))
        self.setPalette(palette)


def _show(look: Look, window: QWidget, page: Page, size: QSize) -> Sheet:
    sheet = Sheet(look, page, window, size)
    page.chosen.connect(lambda _: sheet.close_sheet())
    sheet.open_sheet()
    return sheet


def _body(*parts: QWidget) -> QWidget:
    body = QWidget()
    layout = QVBoxLayout(body)
    layout.setContentsMargins(20, 8, 20, 8)
    layout.setSpacing(10)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return body


def ask(
    look: Look,
    window: QWidget,
    title: str,
    text: str,
    buttons: Sequence[tuple[str, str, Kind]],
    answered: Callable[[str], object],
    *,
    hint: str = "",
) -> Sheet:
    """Ask a question; `answered` gets the id of the button, `cancel` for Escape or the cross."""
    page = Page(look, title, _body(Prose(look, text)), buttons, hint=hint)
    lines = 1 + len(text) // 30 + text.count("\n")
    sheet = Sheet(look, page, window, QSize(500, 150 + 22 * lines))
    answers: list[str] = []
    page.chosen.connect(lambda key: (answers.append(key), sheet.close_sheet()))
    sheet.closed.connect(lambda: answered(answers[0] if answers else "cancel"))
    sheet.open_sheet()
    return sheet


def tell(look: Look, window: QWidget, title: str, text: str, close: str) -> Sheet:
    """Say something that needs no decision."""
    return ask(look, window, title, text, [("close", close, "primary")], lambda _: None)


def ask_text(
    look: Look,
    window: QWidget,
    title: str,
    text: str,
    value: str,
    buttons: Sequence[tuple[str, str, Kind]],
    answered: Callable[[str, str], object],
) -> Sheet:
    """Ask for one line; `answered` gets the id of the button and what was typed.

    Enter is the primary button, Escape `cancel`.
    """
    field = Field(look, height=34)
    field.setText(value)
    field.setAccessibleName(title)
    field.selectAll()
    page = Page(look, title, _body(Prose(look, text, role="text2"), field), buttons)
    sheet = Sheet(look, page, window, QSize(460, 220))
    answers: list[str] = []
    page.chosen.connect(lambda key: (answers.append(key), sheet.close_sheet()))
    field.returnPressed.connect(page.buttons[buttons[-1][0]].click)
    sheet.closed.connect(lambda: answered(answers[0] if answers else "cancel", field.text()))
    sheet.open_sheet()
    return sheet


def show_details(
    look: Look, window: QWidget, title: str, text: str, details: str, *, copy: str, close: str
) -> Sheet:
    """Say that something went wrong, with the technical details to copy."""
    box = QPlainTextEdit(details)
    box.setReadOnly(True)
    box.setFont(look.font(12))
    box.setMinimumHeight(look.px(180))
    box.setAccessibleName(title)
    page = Page(
        look,
        title,
        _body(Prose(look, text), box),
        [("copy", copy, "normal"), ("close", close, "primary")],
    )
    sheet = Sheet(look, page, window, QSize(640, 420))

    def chosen(key: str) -> None:
        if key == "copy":
            QGuiApplication.clipboard().setText(details)
        else:
            sheet.close_sheet()

    page.chosen.connect(chosen)
    sheet.open_sheet()
    return sheet
