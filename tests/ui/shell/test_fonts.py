"""Chinese fonts: the known ones first, then any, and one message that can be read without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import main

SRC = Path(main.__file__).resolve().parents[1]
FONTS = (
    '<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>'
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is of Linux")
def test_a_machine_without_chinese_fonts_is_told_in_english_first_and_starts(tmp_path: Path):
    (tmp_path / "none").mkdir()
    config = tmp_path / "fonts.conf"
    config.write_text(FONTS.format(folder=tmp_path / "none"), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "app", "gui", "--quit-after-first-paint"],
        env={**os.environ, "PYTHONPATH": str(SRC), "FONTCONFIG_FILE": str(config)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0
    said = [
        line for line in ran.stderr.splitlines() if "Chinese font" in line or "中文字体" in line
    ]
    assert said[-2].startswith("No Chinese font was found. Please install the package")
    assert said[-1].startswith("没有找到中文字体")
