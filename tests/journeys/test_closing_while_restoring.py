"""A pane closed while others are still to come leaves them their places."""

from __future__ import annotations

from PySide6.QtCore import Qt

from journeys.conftest import Starter
from journeys.gestures import close, press_row, wait_until


def test_closing_a_restored_pane_at_once_does_no_harm(start: Starter) -> None:
    window = start()
    window.libraries.open_sample()
    wait_until(lambda: window.reading.area.active is not None)
    wait_until(lambda: len(window.reading.library.model.lines) == 5)
    press_row(window, 1)
    for row in (2, 3):
        press_row(window, row, Qt.MouseButton.MiddleButton)
    shown = [one.id for one in window.reading.area.open]
    assert len(shown) == 3
    close(window)

    again = start()
    area = again.reading.area
    first = area.active
    assert first is not None
    left = [id_ for id_ in shown if id_ != first.id]
    area.close_pane(first)
    wait_until(lambda: [one.id for one in area.open] == left)
    assert not any(part is first.pane for part in (one.pane for one in area.open))
