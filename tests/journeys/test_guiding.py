"""Who is new is shown around once, and finds the manual at the right chapter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.ui.about.manual import ManualPage, chapters
from app.ui.about.tour import Tour
from app.ui.main_window import MainWindow
from journeys.conftest import Starter
from journeys.gestures import drop, press, sheet, wait_until


def tour_of(window: MainWindow) -> Tour | None:
    return next((t for t in window.findChildren(Tour) if t.isVisible()), None)


def with_samples(start: Starter, **how: object) -> MainWindow:
    window = start(**how)
    window.libraries.open_sample()
    wait_until(lambda: window.reading.area.active is not None)
    return window


def test_the_first_reports_bring_the_tour_once(start: Starter) -> None:
    window = with_samples(start, tour=True)
    tour = tour_of(window)
    assert tour is not None
    assert not tour.isAncestorOf(QApplication.focusWidget() or window)  # work goes on
    for number in range(5):
        assert tour.number == number
        assert window.rect().contains(tour.geometry())
        assert not tour.ring.isVisible() or window.rect().contains(tour.ring.geometry())
        press(tour.on)
    assert tour_of(window) is None
    assert window.settings.tour_seen
    window.guide.offer_tour()
    assert tour_of(window) is None


def test_the_tour_waits_for_the_page_it_speaks_of(start: Starter, tmp_path: Path) -> None:
    window = start(tour=True)
    file = tmp_path / "安山区.txt"
    file.write_text("安山区2023年度法治政府建设情况报告\n一、成效\n全年办结3件。\n", "utf-8")
    drop(window, [file])
    wait_until(lambda: window.imports.is_read)
    page = window.imports.page()
    assert page.close_button.text() == "关闭导入"
    press(page.import_button)
    wait_until(lambda: window.reading.area.active is not None and window.imports.is_idle)
    assert window.page == "import"
    assert tour_of(window) is None
    assert page.close_button.text() == "去阅读"  # what comes next is the filled button
    press(page.close_button)
    wait_until(lambda: tour_of(window) is not None)
    tour = tour_of(window)
    assert tour is not None
    assert tour.ring.isVisible()
    # It took no focus; Esc takes it away all the same.
    wait_until(lambda: window.focusWidget() is not None)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert tour_of(window) is None


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 700)])
def test_a_bubble_never_covers_what_it_speaks_of(start: Starter, width: int, height: int) -> None:
    window = with_samples(start, width=width, height=height)
    window.guide.start_tour()
    tour = tour_of(window)
    assert tour is not None
    for number in range(5):
        tour.go_to(number)
        if tour.ring.isVisible():
            bubble = tour.geometry().adjusted(12, 12, -12, -12)  # without its shadow
            thing = tour.ring.geometry().adjusted(4, 4, -4, -4)
            assert not bubble.intersects(thing), number
    tour.end()


def test_the_tour_is_skipped_with_escape_and_gives_the_text_its_focus_back(start: Starter) -> None:
    window = with_samples(start)
    window.guide.start_tour()
    tour = tour_of(window)
    assert tour is not None
    assert tour.on.hasFocus()
    QTest.keyClick(tour, Qt.Key.Key_Right)
    assert tour.number == 1
    QTest.keyClick(tour, Qt.Key.Key_Left)
    assert tour.number == 0
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert tour_of(window) is None
    active = window.reading.area.active
    assert active is not None
    wait_until(active.pane.view.hasFocus)


def test_without_reports_the_tour_says_what_to_do_first(start: Starter) -> None:
    window = start()
    window.commands.trigger("tour")
    assert tour_of(window) is None
    assert "示例库" in window.status.said.text()


def manual(window: MainWindow) -> ManualPage:
    window.commands.trigger("manual")
    shown = [page for page in window.findChildren(ManualPage) if page.isVisible()]
    assert shown
    return shown[-1]


def chapter_shown(page: ManualPage) -> str:
    return chapters()[page.list.currentRow()].stem


def test_the_manual_opens_where_it_speaks_of_what_is_on_screen(start: Starter) -> None:
    window = with_samples(start)
    for shown, chapter in (("reading", "reading"), ("search", "search"), ("tables", "tables")):
        window.show_page(shown)
        page = manual(window)
        assert chapter_shown(page) == chapter
        page.chosen.emit("cancel")
    window.show_page("reading")
    window.commands.trigger("export")
    assert chapter_shown(manual(window)) == "export"


def test_words_are_found_in_the_manual_from_chapter_to_chapter(start: Starter) -> None:
    window = with_samples(start)
    page = manual(window)
    QTest.keyClicks(page.search, "PDF")
    found = page.text.textCursor()
    assert found.selectedText().upper() == "PDF"
    hidden = [page.list.item(n).isHidden() for n in range(page.list.count())]
    assert any(hidden)
    assert not all(hidden)
    seen = set()
    for _ in range(30):
        seen.add(chapter_shown(page))
        QTest.keyClick(page.search, Qt.Key.Key_Return)
        assert page.text.textCursor().selectedText().upper() == "PDF"
    assert len(seen) == hidden.count(False)
    assert sheet(window) is not None
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_pictures_of_the_manual_fit_into_its_lines(start: Starter) -> None:
    page = manual(with_samples(start))
    page.open_chapter("tables")
    document = page.text.document()
    image = page.text.loadResource(2, QUrl("pictures/tables.png"))
    assert isinstance(image, QImage)
    assert image.width() / image.devicePixelRatio() <= page.text.viewport().width()
    assert document.idealWidth() <= page.text.viewport().width()


def test_every_link_and_picture_of_the_manual_is_there() -> None:
    manual = resource("help")
    for page in manual.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (manual / target).exists(), f"{page.name}: {target}"
