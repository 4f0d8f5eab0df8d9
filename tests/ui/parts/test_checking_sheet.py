"""Checking the installation: what the sheet says while it lasts, of a good end and of a bad one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import Cancelled
from app.ui.about.checking import CheckingPage
from app.ui.jobs import Jobs
from app.ui.theme import Look
from app.workspace.progress import Watched
from app.workspace.trying_out import TriedOut, try_out
from journeys.gestures import press, wait_until


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def told(**changes: Any) -> dict[str, Any]:
    """The answer of a self-test."""
    return {
        "ok": True,
        "version": "0.2.0",
        "seconds": 6.94,
        "steps": [
            {"step": "open", "ok": True, "seconds": 0.1, "detail": {"tags": 83}},
            {"step": "import", "ok": True, "seconds": 1.5, "detail": {"read": 22}},
            {"step": "of a later version", "ok": True, "seconds": 0.0, "detail": {}},
        ],
        "problems": [],
        "versions": {"python": "3.11.7", "fts5": True},
        "system": {"platform": "Linux"},
        **changes,
    }


def test_the_installation_is_tried_out_and_the_result_copied(
    qtbot: QtBot, look: Look, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    page = CheckingPage(look, jobs)
    qtbot.addWidget(page)
    assert "正在检查" in page.summary.text()
    assert not page.buttons["copy"].isEnabled()
    wait_until(lambda: page.outcome is not None, 120)
    assert page.outcome is not None
    assert page.outcome.is_well, page.report()
    assert "一切正常：14 项检查" in page.summary.text()
    assert "✗" not in page.listing.toPlainText()
    assert all(name in page.listing.toPlainText() for name in page._names().values())
    page.chosen.connect(page.act)
    press(page.buttons["copy"])
    copied = QGuiApplication.clipboard().text()
    assert page.summary.text() in copied
    assert '"ok": true' in copied


def test_what_failed_is_listed_with_what_to_do(qtbot: QtBot, look: Look, jobs: Jobs) -> None:
    page = CheckingPage(look, jobs)
    qtbot.addWidget(page)
    page.stop()
    failed = {"step": "export", "ok": False, "seconds": 2.0, "detail": {"problems": ["pdf: 坏"]}}
    steps = [*told()["steps"], failed]
    page._show(TriedOut(told(ok=False, steps=steps, problems=["stderr: x"]), ""))
    assert page.summary.text() == "有 1 项没有通过。"
    lines = page.listing.toPlainText()
    assert "✗ 导出各种格式并读回" in lines
    assert "pdf: 坏" in lines
    assert "stderr: x" in lines
    assert "of a later version" in lines
    assert "重新安装" in page.advice.text()


def test_a_program_that_says_nothing_is_told_of(qtbot: QtBot, look: Look, jobs: Jobs) -> None:
    page = CheckingPage(look, jobs)
    qtbot.addWidget(page)
    page.stop()
    page._show(TriedOut(None, "ImportError: lxml"))
    assert "✗ 检查没有做完" in page.listing.toPlainText()
    assert "ImportError: lxml" in page.listing.toPlainText()
    assert page.buttons["again"].isEnabled()


def test_closing_the_sheet_ends_the_work_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    watched = Watched(lambda *_: watched.cancel())
    with pytest.raises(Cancelled):
        try_out(watched)
    assert not list(tmp_path.iterdir())
