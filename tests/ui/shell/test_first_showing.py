"""The window as it comes up for the first time."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.first_showing import has_room, show


def test_a_window_needs_room_for_its_frame_too() -> None:
    wanted = QSize(1366, 768)
    assert has_room(wanted, QSize(1920, 1040))
    assert not has_room(wanted, QSize(1366, 728))
    assert not has_room(QSize(1366, 728), QSize(1366, 728))


def test_the_first_window_without_room_is_maximised_and_a_remembered_one_is_not(
    qtbot: QtBot,
) -> None:
    for is_first, width, maximised in (
        (True, 5000, True),
        (True, 300, False),
        (False, 5000, False),
    ):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(width, 200)
        show(window, is_first=is_first)
        assert window.isMaximized() == maximised
