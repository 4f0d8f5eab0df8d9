"""What a start tells when the environment asks for it: its cost, its surroundings, a picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from app import __version__
from app.ui.first_paint import blank_icons
from app.ui.theme import Look


def test_a_start_tells_what_it_cost_and_found_and_leaves_a_picture(tmp_path: Path) -> None:
    shot = tmp_path / "窗口 一.png"
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).resolve().parents[3] / "src"),
        "PIYUE_HOME": str(tmp_path / "家"),
        "PIYUE_FIRST_PAINT": "1",
        "PIYUE_SHOT": str(shot),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_IM_MODULE": "compose",
    }
    done = subprocess.run(
        [sys.executable, "-m", "app", "gui", "--quit-after-first-paint"],
        env=environment, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == b""
    assert done.stdout.isascii()
    assert done.stdout.count(b"\n") == 1
    told = json.loads(done.stdout)
    assert all(told[name] > 0 for name in ("cpu_ms", "wall_ms", "rss_mb"))
    assert told["version"] == __version__
    assert told["frozen"] is False
    assert told["platform"] == "offscreen"
    assert told["style"] == "Fusion"
    assert told["qt_translation"] == "取消"
    assert told["icons_ok"] is True
    assert told["fonts"]
    assert told["input_method"] == "compose"
    assert told["library"] == str(tmp_path / "家" / "documents" / "批阅.piyue")
    assert [QImage(str(shot)).width(), QImage(str(shot)).height()] == told["size"]


def test_every_shipped_icon_draws_something(qapp: object) -> None:
    assert blank_icons(Look()) == []
