"""A corrected report comes in: remarks follow it, doubtful ones are settled one by one."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.anchor import AnchorState, Span
from app.ui.controls import Button
from app.ui.library.versions import DifferencesPage
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.ui.reanchoring.panel import ReanchoringPanel
from app.workspace.workspace import Workspace
from journeys.conftest import Starter
from journeys.gestures import import_files, press_row, press_word, sheet, wait_until

PICTURES = os.environ.get("PIYUE_PICTURES")
TEXT = "\n".join(
    (
        "云岭区2023年度法治政府建设情况报告",
        "一、主要举措和成效",
        "（一）认真贯彻落实《法治政府建设实施纲要》，组织专题培训12次，覆盖全区各镇街。𠮷祥街道先行先试。",
        "（二）认真贯彻落实《中华人民共和国行政处罚法》，组织专题培训15次，覆盖全区各镇街。",
        "（三）全年办理行政复议案件70件，审结63件，综合纠错率百分之八点五。",
        "二、存在的不足和原因",
        "一是个别部门法治意识有待提升。二是基层执法力量不足，装备更新较慢。",
        "三、下一年度工作安排",
        "继续推进乡镇综合行政执法改革，补齐基层力量短板，健全监督机制。",
        "云岭区人民政府",
        "2024年2月10日",
    )
)
NEWER = (
    TEXT.replace("70件，审结63件", "82件，审结71件")
    .replace("（一）认真贯彻落实《法治政府建设实施纲要》，组织专题培训12次，覆盖全区各镇街。", "")
    .replace("二、存在的不足", "（四）新增一段更正后的内容。\n二、存在的不足")
)
SURE, EDITED, GONE = (
    "补齐基层力量短板，健全监督机制",
    "全年办理行政复议案件70件，审结63件",
    "认真贯彻落实《法治政府建设实施纲要》，组织专题培训12次，覆盖全区各镇街",
)


def look_at(window: MainWindow, name: str) -> None:
    if PICTURES:
        for _ in range(20):
            QApplication.processEvents()
        window.grab().save(str(Path(PICTURES) / f"{name}.png"))


def mark(workspace: Workspace, one: OpenReport, words: str) -> None:
    at = workspace.reporting.text(one.id).index(words)
    tags = [tag.id for tag in workspace.tagging.tags()[3:4]]
    workspace.annotating.highlight(one.id, Span(at, at + len(words)), tags, comment="请核对")


def states(workspace: Workspace) -> dict[str, AnchorState]:
    return {a.anchor.quote.exact: a.state for a in workspace.library.annotations() if a.anchor}


def replace_text(workspace: Workspace, one: OpenReport, folder: Path) -> None:
    corrected = folder / "另一个名字.txt"
    corrected.write_text(NEWER, encoding="utf-8")
    (examined,) = workspace.importing.examine([corrected])
    assert examined.parsed is not None
    assert examined.version_of == one.id
    workspace.versioning.replace(one.id, examined.parsed)


def opened(start: Starter, tmp_path: Path) -> tuple[MainWindow, Workspace, OpenReport]:
    window = start(width=1366, height=768)
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    import_files(window, [path])
    press_row(window, 0)
    workspace = window.workspace
    assert workspace is not None
    (one,) = window.reading.area.open
    for words in (SURE, EDITED, GONE):
        mark(workspace, one, words)
    return window, workspace, one


def queue(window: MainWindow) -> ReanchoringPanel:
    window.commands.trigger("reanchor")
    panel = window.reanchoring.panel
    assert panel is not None
    return panel


def press(panel: ReanchoringPanel, key: Qt.Key) -> None:
    QTest.keyClick(panel, key)
    QApplication.processEvents()


def test_the_open_pane_shows_the_new_text_and_a_bar_says_what_is_in_doubt(
    start: Starter, tmp_path: Path
) -> None:
    window, workspace, one = opened(start, tmp_path)
    replace_text(workspace, one, tmp_path)
    QApplication.processEvents()
    assert one.pane.content is not None
    assert one.pane.content.text == NEWER
    bar = window.reanchoring.bar
    assert bar.isVisible()
    assert bar.words.text() == "文本已更换：1 条批注已就位，1 条待确认，1 条找不到"
    look_at(window, "replaced")
    lost = next(a for a in workspace.library.annotations() if a.state is AnchorState.LOST)
    assert one.pane.view.index[lost.id] is None
    doubtful = next(a for a in workspace.library.annotations() if a.state is AnchorState.TO_CONFIRM)
    placed = one.pane.view.index[doubtful.id]
    assert placed is not None
    assert placed.mark.is_doubtful
    window.reverse("undo")
    QApplication.processEvents()
    assert one.pane.content.text == TEXT
    assert set(states(workspace).values()) == {AnchorState.EXACT}


def test_doubtful_remarks_are_settled_by_keys(start: Starter, tmp_path: Path) -> None:
    window, workspace, one = opened(start, tmp_path)
    replace_text(workspace, one, tmp_path)
    panel = queue(window)
    assert panel.isVisible()
    assert len(panel.waiting) == 2
    while panel.annotation is not None and panel.annotation.state is not AnchorState.TO_CONFIRM:
        press(panel, Qt.Key.Key_PageDown)
    look_at(window, "queue_to_confirm")
    press(panel, Qt.Key.Key_Return)
    edited = "全年办理行政复议案件82件，审结71件"
    assert states(workspace)[edited] is AnchorState.MOVED
    look_at(window, "queue_lost")

    press(panel, Qt.Key.Key_R)
    at = NEWER.index("𠮷祥街道先行先试")
    one.pane.select(Span(at, at + 8))
    look_at(window, "queue_picking")
    QTest.keyClick(one.pane.view, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert states(workspace)["𠮷祥街道先行先试"] is AnchorState.MOVED
    assert not panel.isVisible()

    window.reverse("undo")
    window.reverse("undo")
    assert states(workspace)[GONE] is AnchorState.LOST
    assert states(workspace)[EDITED] is AnchorState.TO_CONFIRM


def test_a_doubtful_remark_is_given_up_or_deleted(start: Starter, tmp_path: Path) -> None:
    window, workspace, one = opened(start, tmp_path)
    replace_text(workspace, one, tmp_path)
    panel = queue(window)
    while panel.annotation is not None and panel.annotation.state is not AnchorState.TO_CONFIRM:
        press(panel, Qt.Key.Key_PageDown)
    press(panel, Qt.Key.Key_X)
    assert list(states(workspace).values()).count(AnchorState.LOST) == 2
    press(panel, Qt.Key.Key_Delete)
    assert len(workspace.library.annotations()) == 2
    press(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_details_list_former_texts_and_what_changed(start: Starter, tmp_path: Path) -> None:
    window, workspace, one = opened(start, tmp_path)
    window.reading.right.show_page(2)
    corrected = tmp_path / "改.txt"
    corrected.write_text(NEWER, encoding="utf-8")
    former_texts = window.reanchoring.former_texts
    former_texts.replace(one.id, corrected)
    wait_until(lambda: bool(workspace.versioning.versions(one.id)))
    assert former_texts.part is not None
    buttons = former_texts.part.findChildren
    wait_until(lambda: any(b.text() == "看改动" and b.isVisible() for b in buttons(Button)))
    look_at(window, "details_versions")
    press_word(former_texts.part, "看改动")
    shown = sheet(window)
    assert shown is not None
    look_at(window, "differences")
    words = shown.findChildren(DifferencesPage)[0].text.toPlainText()
    assert "全年办理行政复议案件70件，审结63件" in words
    assert "全年办理行政复议案件82件，审结71件" in words
    assert words.count("新增") == 2  # as the kind, and in the text itself
    shown.close_sheet()
    window.reverse("undo")
    QApplication.processEvents()
    assert workspace.versioning.versions(one.id) == []


def test_without_doubt_there_is_no_queue(start: Starter, tmp_path: Path) -> None:
    window, _, _ = opened(start, tmp_path)
    window.commands.trigger("reanchor")
    assert window.reanchoring.panel is None or not window.reanchoring.panel.isVisible()
