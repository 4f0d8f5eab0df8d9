"""A file of annotations comes into the window: looked at, decided, brought in, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

import brought_samples
import exchange_samples
from app.domain.anchor import Span
from app.ui.bringing.desk import BringingDesk
from app.ui.bringing.sheet import BringingSheet
from app.ui.focus import focus_stops
from app.ui.main_window import MainWindow
from app.ui.tags.codebook_page import CodebookPage
from app.workspace.bringing_plan import Asked
from app.workspace.workspace import Workspace
from journeys.conftest import Starter
from journeys.gestures import drop, import_files, press, press_word, sheet, wait_until

TEXT = brought_samples.TEXT


def annotation(number: int, quote: str, comment: str = "请核对") -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": f"urn:uuid:0d3f3a5e-0000-4000-8000-{number:012d}",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": "王评估"},
        "body": [
            {"type": "TextualBody", "value": comment, "purpose": "commenting"},
            {"type": "TextualBody", "value": "外来标签𠮷", "purpose": "tagging"},
        ],
        "target": {
            "source": "松溪县2023年度法治政府建设情况报告",
            "selector": {"type": "TextQuoteSelector", "exact": quote},
        },
    }


def write(path: Path, *items: dict[str, object]) -> Path:
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": list(items),
    }
    path.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """One sure passage, one that stands twice, one that stands nowhere."""
    return write(
        tmp_path / "外来.jsonld",
        annotation(1, "全年办理行政复议案件70件"),
        annotation(2, "加强组织领导"),
        annotation(3, "从来没有人说过的一整句很长很长的话"),
    )


@pytest.fixture
def window(start: Starter, tmp_path: Path) -> MainWindow:
    file = tmp_path / "松溪县.txt"
    file.write_text(TEXT, encoding="utf-8")
    window = start()
    import_files(window, [file])
    return window


def library(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def desk(window: MainWindow) -> BringingDesk:
    return window.transfers.bringing


def planned(window: MainWindow) -> BringingSheet:
    """The sheet, when the file is read and compared."""
    wait_until(lambda: desk(window).content is not None)
    content = desk(window).content
    assert content is not None
    wait_until(lambda: content.plan is not None)
    return content


def rows(content: BringingSheet) -> list[str]:
    model = content.list.entries
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_dropped_file_is_shown_brought_in_confirmed_and_taken_back(
    window: MainWindow, foreign: Path
) -> None:
    drop(window, [foreign])
    content = planned(window)
    assert "W3C 批注" in content.origin.text()
    counts = [str(content.tally.tallies.index(row, 0).data()) for row in range(1, 5)]
    assert "批注：文件里 3，新增 3，已有 0，不同 0，不导入 0" in counts
    assert "1 条待您确认，1 条在报告里找不到原文" in content.places.text()
    press(content.buttons["bring"])
    wait_until(lambda: len(library(window).library.annotations()) == 3)
    bar = desk(window).bar
    wait_until(bar.isVisible)
    assert "3 条批注、1 个标签" in bar.words.text()
    press(bar.also)
    panel = window.reanchoring.panel
    assert panel is not None
    assert panel.isVisible()
    window.reanchoring.close()
    window.commands.trigger("undo")
    assert library(window).library.annotations() == []
    assert library(window).tagging.find("外来标签𠮷") is None


def test_nothing_comes_in_without_a_yes(window: MainWindow, foreign: Path) -> None:
    drop(window, [foreign])
    content = planned(window)
    QTest.keyClick(content.list, Qt.Key.Key_Escape)
    assert sheet(window) is None
    assert library(window).library.annotations() == []


def test_a_sheet_closed_while_its_file_is_read_gives_the_reading_up(
    window: MainWindow, foreign: Path
) -> None:
    drop(window, [foreign])
    first = sheet(window)
    assert first is not None
    press_word(first, "取消")
    drop(window, [foreign])
    assert planned(window).plan is not None
    assert library(window).library.annotations() == []


def test_an_answer_given_with_keys_changes_what_comes_in(window: MainWindow, foreign: Path) -> None:
    drop(window, [foreign])
    press(planned(window).buttons["bring"])
    wait_until(lambda: len(library(window).library.annotations()) == 3)
    here = library(window).library.annotations()
    mine = next(a for a in here if a.anchor and a.anchor.quote.exact.endswith("70件"))
    library(window).annotating.set_comment(mine.id, "我改过")
    drop(window, [foreign])
    content = planned(window)
    assert content.plan is not None
    assert content.plan.annotations.conflicts == 1
    assert content.plan.is_empty
    assert not content.buttons["bring"].isEnabled()
    at = next(i for i, words in enumerate(rows(content)) if "与库中的批注不同" in words)
    content.list.setFocus()
    content.list.setCurrentIndex(content.list.entries.index(at, 0))
    QTest.keyClick(content.list, Qt.Key.Key_Space)
    assert "用文件里的" in rows(content)[at]
    wait_until(content.buttons["bring"].isEnabled)
    press(content.buttons["bring"])
    wait_until(lambda: library(window).library.annotation(mine.id).comment == "请核对")


def test_the_answer_is_turned_with_the_mouse_and_all_at_once(
    window: MainWindow, foreign: Path
) -> None:
    drop(window, [foreign])
    press(planned(window).buttons["bring"])
    wait_until(lambda: len(library(window).library.annotations()) == 3)
    for one in library(window).library.annotations():
        library(window).annotating.set_comment(one.id, "我改过")
    drop(window, [foreign])
    content = planned(window)
    press(content.take_button)
    wait_until(lambda: content.plan is not None and content.plan.taken == 3)
    at = next(i for i, words in enumerate(rows(content)) if "与库中的批注不同" in words)
    view = content.list
    rect = view.visualRect(view.entries.index(at, 0))
    place = rect.center()
    place.setX(rect.right() - 60)
    press(view.viewport(), place)
    wait_until(lambda: content.plan is not None and content.plan.taken == 2)


def test_everything_in_the_sheet_is_reached_with_the_tab_key(
    window: MainWindow, foreign: Path
) -> None:
    drop(window, [foreign])
    content = planned(window)
    stops = focus_stops(content)
    for wanted in (content.tally, content.list, content.filter, *content.buttons.values()):
        assert wanted in stops
    assert all(stop.accessibleName() for stop in stops)


def test_the_list_is_filtered_and_saved(
    window: MainWindow, foreign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = annotation(9, "别处的话")
    nowhere["target"] = {
        "source": "没有的报告",
        "selector": {"type": "TextQuoteSelector", "exact": "别处的一整句很长的话"},
    }
    drop(
        window,
        [write(tmp_path / "两份.jsonld", annotation(1, "全年办理行政复议案件70件"), nowhere)],
    )
    content = planned(window)
    press(content.tabs["rejects"])
    assert len(rows(content)) == 2
    content.filter.insert("没有这份报告")
    assert len(rows(content)) == 1
    target = tmp_path / "清单.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(content.buttons["save"])
    wait_until(target.exists)
    assert "没有的报告" in target.read_text("utf-8")


def test_a_broken_file_is_refused_by_name_with_the_way_out(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "坏.piyuepack"
    path.write_bytes(b"PK\x03\x04 broken")
    drop(window, [path])
    wait_until(lambda: desk(window).content is None and sheet(window) is not None)
    told = sheet(window)
    assert told is not None
    words = " ".join(label.text() for label in told.findChildren(QLabel))
    assert "坏.piyuepack" in told.accessibleName()
    assert "重新导出" in words


def test_reports_of_the_same_drop_are_stored_first(
    start: Starter, tmp_path: Path, foreign: Path
) -> None:
    file = tmp_path / "松溪县.txt"
    file.write_text(TEXT, encoding="utf-8")
    window = start()
    drop(window, [foreign, file])
    wait_until(lambda: window.imports.is_read)
    later = desk(window).later
    assert later.isVisible()
    assert "外来.jsonld" in later.words.text()
    window.imports.show()
    press(window.imports.page().import_button)
    wait_until(lambda: len(library(window).library.reports()) == 1)
    wait_until(lambda: window.imports.is_idle)
    press(later.act)
    content = planned(window)
    assert content.plan is not None
    assert content.plan.annotations.added == 3


def test_a_codebook_goes_out_of_the_editor_and_into_another_library(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagging = library(window).tagging
    own = tagging.create("𠮷类标签", colour="teal", definition="第一行\n第二行")
    target = tmp_path / "标签.qdc"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.trigger("codebook")
    editor = sheet(window)
    assert editor is not None
    page = editor.content
    assert isinstance(page, CodebookPage)
    press(page.buttons["export"])
    wait_until(target.exists)
    tagging.delete(own.id)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(target)], ""))
    press(page.buttons["import"])
    content = planned(window)
    press(content.buttons["bring"])
    wait_until(lambda: tagging.tree().get(own.id) is not None)
    back = tagging.tag(own.id)
    assert (back.name, back.colour, back.definition) == (own.name, "teal", own.definition)


def test_a_pack_of_a_colleague_comes_in_with_replies_and_links(
    window: MainWindow, tmp_path: Path
) -> None:
    other = exchange_samples.make(tmp_path / "同事")
    exchange_samples.fill(other)
    (pack,) = other.exporting.export("piyuepack", tmp_path / "同事.piyuepack")
    other.close()
    drop(window, [pack])
    content = planned(window)
    assert content.plan is not None
    assert {q.asked for q in content.plan.questions} <= {Asked.REVIEWER}
    press(content.buttons["bring"])
    wait_until(lambda: len(library(window).library.annotations()) == 63)
    assert len(library(window).library.replies()) == 30
    assert len(library(window).library.reports()) == 4
    assert library(window).library.check() == []


def test_an_annotation_made_meanwhile_is_not_lost(window: MainWindow, foreign: Path) -> None:
    drop(window, [foreign])
    content = planned(window)
    report = library(window).library.reports()[0]
    library(window).annotating.highlight(report.id, Span(0, 3), comment="同时")
    press(content.buttons["bring"])
    wait_until(lambda: len(library(window).library.annotations()) == 4)
    QApplication.processEvents()


def test_without_its_reports_a_file_says_what_to_do_first(start: Starter, foreign: Path) -> None:
    window = start()
    drop(window, [foreign])
    content = planned(window)
    assert "请先导入报告" in content.places.text()
    assert "请先导入这份报告" in rows_of(content, "sources")[0]


def rows_of(content: BringingSheet, tab: str) -> list[str]:
    press(content.tabs[tab])
    return rows(content)
