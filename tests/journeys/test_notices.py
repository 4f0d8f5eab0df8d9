"""From the menu of help to the words of a licence, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from app.ui.about.notices_page import NoticesPage
from app.workspace.notices import folder
from journeys.conftest import Starter
from journeys.gestures import press, press_word, sheet, wait_until


def test_from_help_to_the_words_of_a_licence(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window = start(width=1366, height=768)
    window.commands.trigger("about")
    about = sheet(window)
    assert about is not None
    press_word(about, "第三方软件…")
    over = sheet(window)
    assert over is not None
    page = over.content
    assert isinstance(page, NoticesPage)
    assert window.rect().contains(over.surface().toRect())
    wait_until(page.field.hasFocus)
    QTest.keyClicks(page.field, "jieba")
    row = next(n for n, line in enumerate(page.model.lines) if line.shipped)
    press(page.list.viewport(), page.list.visualRect(page.model.index(row, 0)).center())
    assert "Sun Junyi" in page.text.toPlainText()
    assert "Permission is hereby granted" in page.text.toPlainText()
    press_word(over, "打开许可证文件夹")
    assert opened == [str(folder())]
    QTest.keyClick(over, Qt.Key.Key_Escape)
    assert sheet(window) is None


def test_our_own_words_are_in_english_for_who_reads_english(start: Starter) -> None:
    window = start()
    window.remember(language="en")
    window.menus.show_notices()
    over = sheet(window)
    assert over is not None
    assert isinstance(over.content, NoticesPage)
    said = over.content.text.toPlainText()
    assert "Piyue is published under the MIT licence" in said
