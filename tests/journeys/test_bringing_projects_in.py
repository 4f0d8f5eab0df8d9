"""Projects of Taguette and QualCoder come into the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ui.bringing.sheet import BringingSheet
from app.ui.main_window import MainWindow
from journeys.conftest import Starter
from journeys.gestures import drop, press, wait_until
from store.foreign_projects import QualCoder, Taguette, qt_span


def planned(window: MainWindow) -> BringingSheet:
    desk = window.transfers.bringing
    wait_until(lambda: desk.content is not None and desk.content.plan is not None)
    assert desk.content is not None
    return desk.content


def qualcoder(folder: Path) -> Path:
    made = QualCoder(folder / "法治项目.qda")
    made.insert("code_cat", catid=1, name="评价", owner="张三", date="2024-01-01 08:00:00")
    made.code(1, "空话", catid=1, color="#F5A9A9")
    made.coding(1, *qt_span("𠮷祥街道"), "𠮷祥街道", memo="核对")
    made.coding(1, *qt_span("行政复议"), "行政复议", owner="李四")
    made.insert("journal", jid=1, name="日志", jentry="…", owner="张三", date="2024-01-01 08:00:00")
    return made.saved()


def taguette(folder: Path) -> Path:
    made = Taguette(folder / "法治项目.sqlite3")
    made.tag(1, "评价.空话")
    made.highlight(1, "𠮷祥街道", (1,))
    made.highlight(2, "行政复议", (1,))
    return made.saved()


@pytest.mark.parametrize(("make", "name"), [(qualcoder, "QualCoder"), (taguette, "Taguette")])
def test_a_dropped_project_becomes_a_report_with_its_annotations(
    start: Starter, tmp_path: Path, make: object, name: str
) -> None:
    window = start()
    drop(window, [make(tmp_path)])  # type: ignore[operator] - one of two functions
    content = planned(window)
    assert name in content.origin.text()
    press(content.buttons["bring"])
    workspace = window.workspace
    assert workspace is not None
    wait_until(lambda: len(workspace.library.annotations()) == 2)
    quotes = {a.anchor.quote.exact for a in workspace.library.annotations() if a.anchor}
    assert quotes == {"𠮷祥街道", "行政复议"}
