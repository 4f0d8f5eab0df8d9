"""The sheet of third-party software: found by words, read by keys, copied whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import __version__
from app.ui.about.about import AboutPage
from app.ui.about.notices_page import NoticesPage
from app.ui.dialogs import Sheet
from app.ui.theme import THEMES, Look
from app.workspace import notices
from app.workspace.notices import folder, shipped

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.close()


@pytest.fixture
def page(look: Look, window: QWidget) -> NoticesPage:
    page = NoticesPage(look, "zh")
    sheet = Sheet(look, page, window, QSize(1080, 680))
    page.chosen.connect(lambda key: page.act(key) or sheet.close_sheet())
    sheet.open_sheet()
    return page


def press(key: Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def names(page: NoticesPage) -> list[str]:
    return [line.name for line in page.model.lines if line.shipped is not None]


def test_everything_that_ships_stands_in_the_list_once(page: NoticesPage) -> None:
    assert names(page) == [entry.full_name for entry in shipped(folder())]


def test_it_opens_with_what_holds_for_all(page: NoticesPage) -> None:
    said = page.text.toPlainText()
    assert "MIT 许可证" in said
    assert str(folder()) in said


def test_the_way_to_replace_qt_names_version_place_and_source(page: NoticesPage) -> None:
    page.field.setFocus()
    press(Key.Key_Down)  # into the list
    press(Key.Key_Down)
    said = page.text.toPlainText()
    assert "Qt 6." in said
    assert "_internal/PySide6/Qt/lib" in said
    assert "https://download.qt.io/official_releases/qt/6." in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("typed", "found"),
    [("pcre", "PCRE2"), ("分词", "jieba"), ("ＬＧＰＬ-2.1", "libiconv"), ("Hipp", "SQLite")],
)
def test_it_is_found_by_name_use_licence_or_owner(
    page: NoticesPage, typed: str, found: str
) -> None:
    page.field.setFocus()
    page.field.setText(typed)
    (name,) = names(page)
    assert found in name
    press(Key.Key_Down)
    assert found in page.text.toPlainText()


def test_the_words_of_the_licence_stand_beside_it(page: NoticesPage) -> None:
    page.field.setText("olefile")
    said = page.text.toPlainText()
    assert "Philippe Lagadec" in said
    assert "Redistributions of source code must retain" in said


def test_nothing_found_is_said_and_escape_gives_the_list_back(page: NoticesPage) -> None:
    page.field.setFocus()
    QTest.keyClicks(page.field, "xyzzy")
    assert page.nothing.isVisible()
    assert not page.list.isVisible()
    press(Key.Key_Escape)
    assert page.list.isVisible()
    assert page.isVisible(), "the first Escape only clears the field"
    press(Key.Key_Escape)
    assert not page.isVisible()


def test_headings_are_passed_over(page: NoticesPage) -> None:
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    met: list[str] = []
    for _ in range(8):
        line = page.list.line()
        assert line is not None
        assert not line.is_heading
        met.append(line.name)
        press(Key.Key_Down)
    assert len(set(met)) == len(met)


def test_the_whole_list_is_copied_by_mouse(page: NoticesPage) -> None:
    QTest.mouseClick(page.buttons["copy"], Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    for entry in page.shipped:
        assert entry.full_name in copied
    assert page.buttons["copy"].text() == "已复制"
    QGuiApplication.clipboard().clear()


def test_an_installed_program_says_where_its_bill_of_materials_is(
    look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "licences"
    place.mkdir()
    for file in folder().glob("*.t*"):
        (place / file.name).write_bytes(file.read_bytes())
    (place / "texts").symlink_to(folder() / "texts")
    (place / notices.BILL).write_text("{}", encoding="utf-8")
    (place / notices.VERSIONS).write_text(
        '{"versions": {"piyue": "9.9", "pyside6": "6.9.3", "qt": "6.9.3", "sqlite": "3.46.0"}}',
        encoding="utf-8",
    )
    monkeypatch.setattr(notices, "folder", lambda: place)
    page = NoticesPage(look, "zh")
    assert str(place / notices.BILL) in page.text.toPlainText()
    assert "SQLite 3.46.0" in names(page)
    page.deleteLater()


def test_the_list_and_the_text_have_names_for_screen_readers(page: NoticesPage) -> None:
    assert page.list.accessibleName() == "第三方软件"
    assert page.text.accessibleName() == "许可证"
    assert page.field.accessibleName() or page.field.placeholderText()
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [page.model.index(row, 0).data(role) for row in range(page.model.rowCount())]
    assert any("PCRE2" in words and "BSD-3-Clause" in words for words in said)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_shows_it(page: NoticesPage, look: Look, theme: str) -> None:
    look.set_theme(theme)
    assert page.text.toPlainText().startswith("总的说明")
    assert page.text.palette().base().color() == look.page


def test_about_leads_there_and_copies_the_version(look: Look, window: QWidget) -> None:
    page = AboutPage(look)
    asked: list[bool] = []
    page.notices_asked.connect(lambda: asked.append(True))
    sheet = Sheet(look, page, window, QSize(540, 440))
    page.chosen.connect(lambda key: page.act(key) or sheet.close_sheet())
    sheet.open_sheet()
    QTest.mouseClick(page.buttons["copy"], Qt.MouseButton.LeftButton)
    assert __version__ in QGuiApplication.clipboard().text()
    QTest.mouseClick(page.buttons["notices"], Qt.MouseButton.LeftButton)
    assert asked == [True]
    press(Key.Key_Escape)
    assert not page.isVisible()
    QGuiApplication.clipboard().clear()
