"""Menus: built when they are opened, under the button that opens them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.controls import Button

Fill = Callable[[QMenu], object]


def opens_menu(button: Button, fill: Fill) -> None:
    """Let a button open a menu that `fill` fills each time anew."""
    button.set_arrow(True)
    button.clicked.connect(lambda: show_menu(button, fill))


def show_menu(button: QWidget, fill: Fill, at: QPoint | None = None) -> QMenu:
    """Fill a menu and open it under the widget, or at a global point."""
    menu = QMenu(button)
    menu.aboutToHide.connect(menu.deleteLater)
    fill(menu)
    menu.popup(at or button.mapToGlobal(button.rect().bottomLeft()))
    return menu


def add_choices(
    menu: QMenu, names: Mapping[str, str], current: str, choose: Callable[[str], object]
) -> None:
    """One of several, ticked."""
    group = QActionGroup(menu)
    for key, name in names.items():
        action = QAction(name, group)
        action.setCheckable(True)
        action.setChecked(key == current)
        action.triggered.connect(lambda _=False, k=key: choose(k))
        menu.addAction(action)
