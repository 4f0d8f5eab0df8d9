"""Sheets: keys, focus, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.about.about import AboutPage
from app.ui.about.manual import ManualPage, chapters
from app.ui.dialogs import Sheet, ask, ask_text
from app.ui.theme import Look

BUTTONS = [("cancel", "取消", "normal"), ("yes", "移出 2 份", "primary")]


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    host = QWidget()
    host.resize(900, 700)
    host.show()
    qtbot.waitExposed(host)
    host.activateWindow()
    yield host
    # Sheets that are to be deleted go before their window does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    host.close()


def test_escape_answers_cancel_and_nothing_else(look: Look, host: QWidget) -> None:
    answers: list[str] = []
    sheet = ask(look, host, "移出报告库", "两份报告", BUTTONS, answers.append)  # type: ignore[arg-type]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert answers == ["cancel"]


def test_enter_is_the_primary_button(look: Look, host: QWidget) -> None:
    answers: list[str] = []
    ask(look, host, "移出报告库", "两份报告", BUTTONS, answers.append)  # type: ignore[arg-type]
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert answers == ["yes"]


def test_the_tab_key_stays_inside(look: Look, host: QWidget) -> None:
    sheet = ask(look, host, "移出报告库", "两份报告", BUTTONS, lambda _: None)  # type: ignore[arg-type]
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sheet.isAncestorOf(focus)


def test_a_line_is_asked_for_and_given_with_enter(look: Look, host: QWidget) -> None:
    answers: list[tuple[str, str]] = []
    ask_text(
        look, host, "审阅人改名", "署这个名字", "审阅人", BUTTONS,  # type: ignore[arg-type]
        lambda key, typed: answers.append((key, typed)),
    )  # fmt: skip
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "A")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert answers == [("yes", "A")]


def test_a_sheet_never_grows_past_its_window(look: Look, host: QWidget) -> None:
    host.resize(500, 320)
    sheet = ask(look, host, "移出报告库", "两份报告\n" * 40, BUTTONS, lambda _: None)  # type: ignore[arg-type]
    surface = sheet.surface().toRect()
    assert sheet.rect().contains(surface)
    sheet.close_sheet()


def test_the_manual_shows_its_chapters_and_leads_nowhere_else(look: Look, host: QWidget) -> None:
    page = ManualPage(look)
    sheet = Sheet(look, page, host, QSize(800, 600))
    sheet.open_sheet()
    assert page.list.count() == len(chapters()) > 3
    page.list.setCurrentRow(1)
    assert len(page.text.toPlainText()) > 100
    assert not page.text.openLinks()
    sheet.close_sheet()


def test_the_about_page_names_version_and_licence(look: Look) -> None:
    page = AboutPage(look)
    said = "\n".join(w.accessibleName() for w in page.findChildren(QWidget))
    assert "0." in said
    page.deleteLater()
