"""A person chooses how sources are cited, and copies in another form now and then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.anchor import Span
from app.domain.citation import USUAL_TEMPLATE, Citing, Style
from app.ui.controls import Button
from app.ui.dialogs import Sheet
from app.ui.main_window import MainWindow
from app.ui.pane_menus import PaneMenus
from app.ui.panes import OpenReport
from app.ui.settings.citation_page import CitationPage
from app.ui.settings.settings_page import SettingsPage
from journeys.conftest import Starter
from journeys.gestures import wait_until

STANDARD = "GB/T 7714 参考文献"


@pytest.fixture
def window(start: Starter) -> MainWindow:
    window = start()
    window.libraries.open_sample()
    wait_until(lambda: bool(window.reading.area.open))
    workspace = window.workspace
    assert workspace is not None
    report = workspace.reporting.resolve("云岭区2023")
    window.reading.open_report(report.id)
    return window


def selected(window: MainWindow, words: str = "健全推进机制") -> OpenReport:
    one = window.reading.area.active
    assert one is not None
    assert one.pane.content is not None
    start = one.pane.content.text.index(words)
    one.pane.select(Span(start, start + len(words)))
    return one


def copied() -> str:
    return QGuiApplication.clipboard().text()


def page_of(window: MainWindow) -> CitationPage:
    found = [page for page in window.findChildren(CitationPage) if page.isVisible()]
    assert len(found) == 1
    return found[0]


def press(page: CitationPage | SettingsPage, words: str) -> None:
    button = next(b for b in page.findChildren(Button) if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def trigger(menu: QMenu, *words: str) -> None:
    """Choose in a menu, and in the menus inside it."""
    for word in words[:-1]:
        menu = next(m for m in menu.findChildren(QMenu) if m.title() == word)
    next(action for action in menu.actions() if action.text().split("\t")[0] == words[-1]).trigger()


def context(window: MainWindow, one: OpenReport) -> QMenu:
    menu = QMenu(window)
    menus = window.findChild(PaneMenus)
    assert isinstance(menus, PaneMenus)
    menus.fill_context(menu, one)
    return menu


def test_the_form_chosen_in_the_settings_is_used_by_every_copy(window: MainWindow) -> None:
    window.commands.trigger("settings")
    settings = window.findChild(SettingsPage)
    assert isinstance(settings, SettingsPage)
    press(settings, "单位·年度·章节…")
    page = page_of(window)
    assert page.preview.text().startswith("云岭区人民政府·2023年度·")
    page.rows[Style.STANDARD].click()
    assert page.preview.text().startswith("云岭区人民政府. 云岭区2023年度法治政府建设情况报告")
    press(page, "使用")
    assert window.settings.citation_style == "gbt7714"
    one = selected(window)
    one.pane.view.copy()
    words, source = copied().split("\n")
    assert words == "健全推进机制"
    assert source.startswith("云岭区人民政府. 云岭区2023年度法治政府建设情况报告")
    assert "[R]. 2024: " in source
    assert window.workspace is not None
    assert window.workspace.citing.style is Style.STANDARD


def test_a_template_is_written_with_a_live_preview_and_is_there_at_the_next_start(
    window: MainWindow, start: Starter
) -> None:
    window.commands.trigger("citation")
    page = page_of(window)
    page.field.setText("{标题}，第{段}段")
    assert page.rows[Style.TEMPLATE].isChecked()
    assert page.preview.text().startswith("云岭区2023年度法治政府建设情况报告，第")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert not window.findChildren(Sheet) or not page.isVisible()
    one = selected(window)
    one.pane.view.copy()
    assert copied().split("\n")[1].startswith("云岭区2023年度法治政府建设情况报告，第")
    library = window.workspace.library.path if window.workspace else None
    window.close()
    again = start(library)
    assert again.workspace is not None
    assert again.workspace.citing == Citing(Style.TEMPLATE, "{标题}，第{段}段")


def test_a_bad_template_says_where_and_cannot_be_used(window: MainWindow) -> None:
    window.commands.trigger("citation")
    page = page_of(window)
    page.field.setText("{标题}[，{章}]")
    assert page.fault.text() == "第 7 个字：没有“章”这个字段。"
    assert page.preview.text() == ""
    assert not page.buttons["use"].isEnabled()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert page.isVisible()
    page.rows[Style.PATH].click()
    assert page.buttons["use"].isEnabled(), "the template is not used"
    press(page, "使用")
    assert window.settings.citation_template == USUAL_TEMPLATE


def test_fields_are_inserted_from_a_menu_that_shows_what_they_are(window: MainWindow) -> None:
    window.commands.trigger("citation")
    page = page_of(window)
    page.field.setText("")
    menu = QMenu(page)
    page.fill_fields(menu)
    shown = dict(action.text().split("\t") for action in menu.actions())
    assert shown["单位"] == "云岭区人民政府"
    assert shown["编号"].startswith("piyue://annotation/")
    trigger(menu, "年度")
    assert page.field.text() == "{年度}"
    assert page.preview.text() == "2023"
    press(page, "恢复默认")
    assert (page.field.text(), page.citing()) == (USUAL_TEMPLATE, Citing())
    page.rows[Style.STANDARD].click()
    press(page, "取消")
    assert window.settings.citation_style == "path"
    assert window.workspace is not None
    assert window.workspace.citing == Citing(), "leaving the page changes nothing"


def test_a_selection_is_copied_in_any_style_without_changing_the_usual_one(
    window: MainWindow,
) -> None:
    one = selected(window)
    trigger(context(window, one), "复制引文为", STANDARD)
    assert copied().startswith("健全推进机制\n云岭区人民政府. 云岭区2023年度法治政府建设情况报告")
    trigger(context(window, one), "复制引文为", f"只要出处：{STANDARD}")
    assert copied().startswith("云岭区人民政府. ")
    trigger(context(window, one), "复制引文为", "自定义模板")
    assert "《云岭区2023年度法治政府建设情况报告》" in copied()
    one.pane.view.copy()
    assert copied().split("\n")[1].startswith("云岭区人民政府·2023年度·")


def test_the_command_opens_the_same_menu_and_says_what_it_needs(window: MainWindow) -> None:
    one = selected(window)
    one.pane.clear_selection()
    window.commands.trigger("copy_as")
    assert window.status.said.text() == "请先选中文字，或点一处标记"
    selected(window)
    window.commands.trigger("copy_as")
    menu = next(
        m for m in window.findChildren(QMenu) if m.title() == "复制引文为" and m.isVisible()
    )
    trigger(menu, f"只要出处：{STANDARD}")
    assert copied().startswith("云岭区人民政府. ")
    menu.close()


def test_the_table_copies_and_shows_sources_in_the_form_chosen(window: MainWindow) -> None:
    window.show_page("tables")
    page = window.tables_panel.page()
    part = page.part
    wait_until(lambda: part.view.current_line() is not None or bool(part._lines))
    part.view.setCurrentIndex(part.model.index(0, 1))
    wait_until(lambda: "·20" in part.preview.text.toPlainText())
    ids = [part.view.current_line().id]
    window.tables_panel.run("copy:gbt7714+", ids)
    assert "[R" in copied()
    assert "\n" not in copied()
    window.tables_panel.run("copy", ids)
    assert "年度" in copied().split("\n")[-1]
    window.commands.trigger("citation")
    page_of(window).rows[Style.STANDARD].click()
    press(page_of(window), "使用")
    assert "[R" in part.preview.text.toPlainText()
