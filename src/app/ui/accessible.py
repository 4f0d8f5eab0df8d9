"""What painted widgets are for a screen reader: roles, states and actions.

Qt derives these from its own widget classes. A widget of ours that is something else
says so in `accessible_role`; its name, value and description are the usual ones.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QWidget

Role = QAccessible.Role

PRESS = "Press"
"""Qt's name of the action that a click carries out."""


class Described(QAccessibleWidget):
    """A widget with the role it names; buttons are pressed as by a click.

    Qt's own action of a checkable button changes its mark without a click, so that
    nothing would follow from it.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def role(self) -> QAccessible.Role:
        return self._widget.accessible_role  # pyright: ignore[reportAttributeAccessIssue]

    def state(self) -> QAccessible.State:
        state, widget, role = super().state(), self._widget, self.role()
        said = {"hasPopup": role is Role.ButtonMenu}
        if isinstance(widget, QAbstractButton):
            said["pressed"] = widget.isDown()
            if role is Role.PageTab:
                said |= {"selectable": True, "selected": widget.isChecked()}
            elif role is Role.CheckBox:
                said |= {"checkable": True, "checked": widget.isChecked()}
        for name, value in said.items():
            setattr(state, name, value)  # the binding's stubs do not know the fields
        return state

    def actionNames(self) -> list[str]:
        can_focus = bool(self._widget.focusPolicy())
        return [PRESS] * (self._press() is not None) + ["SetFocus"] * can_focus

    def doAction(self, actionName: str) -> None:
        press = self._press()
        if actionName == PRESS and press is not None and self._widget.isEnabled():
            # Not now: what it opens may wait for the person, and the screen reader for us.
            QTimer.singleShot(0, self._widget, press)
        elif actionName == "SetFocus":
            self._widget.setFocus()

    def _press(self):
        """What a click does; None for what cannot be pressed."""
        if isinstance(self._widget, QAbstractButton):
            return self._widget.click
        return getattr(self._widget, "press", None)


def _describe(_class: str, widget: QObject) -> QAccessibleInterface | None:
    if isinstance(widget, QWidget) and hasattr(widget, "accessible_role"):
        return Described(widget)
    return None


def describe_widgets(app: QApplication) -> None:
    """From now on widgets are described as they say; after the application is made, once."""
    if not app.property("describes"):
        app.setProperty("describes", True)
        QAccessible.installFactory(_describe)
