"""What an artefact says and how it behaves is judged by its two runs."""

from __future__ import annotations

import json
import os
import struct
import sys
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shipping.judging import Judgement, Limits, blank, judge, unfit_sqlite

SELFTEST: Mapping[str, Any] = {
    "ok": True,
    "version": "0.2.0",
    "frozen": True,
    "seconds": 1.5,
    "steps": [{"step": "open", "ok": True, "seconds": 0.1, "detail": {}}],
    "versions": {"python": "3.11.2", "sqlite": "3.46.1", "qt": "6.9.3", "pyside": "6.9.3"},
}
PAINT: Mapping[str, Any] = {
    "cpu_ms": 300.0,
    "wall_ms": 350.0,
    "rss_mb": 90.0,
    "platform": "xcb",
    "qt_translation": "取消",
    "icons_ok": True,
    "version": "0.2.0",
}
PROGRAM = """
import os, sys, time
kind = "selftest" if sys.argv[1:] == ["--selftest"] else "paint"
if os.environ.get("PIYUE_SHOT"):
    with open(os.environ["PIYUE_SHOT"], "wb") as out:
        out.write(bytes.fromhex(os.environ["PICTURE"]))
print(os.environ[kind], flush=True)
print(os.environ.get(kind + "_more", ""), end="")
print(os.environ.get(kind + "_errors", ""), end="", file=sys.stderr)
time.sleep(float(os.environ.get(kind + "_hangs", "0")))
sys.exit(int(os.environ.get(kind + "_code", "0")))
"""


def judged(
    *,
    selftest: Mapping[str, Any] = SELFTEST,
    paint: Mapping[str, Any] = PAINT,
    limits: Limits | None = None,
    **more: str,
) -> Judgement:
    """The judgement of a program that says just that."""
    env = {
        **os.environ,
        "selftest": json.dumps(selftest),
        "paint": json.dumps(paint),
        "PICTURE": picture(200).hex(),
        **more,
    }
    # -S -E: the program of the test starts in a few milliseconds.
    command = [sys.executable, "-S", "-E", "-c", PROGRAM]
    return judge(command, env=env, runs=1, limits=limits or Limits(wall_s=60, platform="xcb"))


def picture(kinds: int, height: int = 300) -> bytes:
    """A PNG of grey rows, `kinds` of them different."""
    rows = b"".join(b"\0" + struct.pack("!H", row % kinds) * 4 for row in range(height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))
        )

    head = struct.pack("!IIBBBBB", 8, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_program_that_works_has_no_problems_and_tells_its_figures(tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    found = judged(limits=Limits(wall_s=60, platform="xcb", shot=shot))
    assert found.problems == []
    assert found.selftest["versions"]["sqlite"] == "3.46.1"
    assert found.paints[0]["outside_ms"] > 0
    assert found.figures()["resident memory then"] == "90 MB (median of 1)"
    assert shot.exists()


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"selftest": {**SELFTEST, "ok": False}}, "it failed"),
        (
            {"selftest": {**SELFTEST, "steps": [{"step": "export docx", "ok": False}]}},
            "step export docx failed",
        ),
        ({"selftest": {**SELFTEST, "frozen": False}}, "not the packaged program"),
        ({"selftest": {**SELFTEST, "versions": {"sqlite": "3.34.1"}}}, "SQLite 3.34.1"),
        ({"selftest": {**SELFTEST, "versions": {"sqlite": "3.46.1", "fts5": False}}}, "no FTS5"),
        ({"selftest": {**SELFTEST, "version": "0.1.0"}}, "two versions"),
        ({"paint": {**PAINT, "platform": "offscreen"}}, "Qt chose offscreen"),
        ({"paint": {**PAINT, "qt_translation": "Cancel"}}, "'Cancel'"),
        ({"paint": {**PAINT, "icons_ok": False}}, "icons are blank"),
        ({"paint": {**PAINT, "rss_mb": 130.0}}, "130 MB resident"),
        ({"limits": Limits(wall_s=0, platform="xcb")}, "s to the painted window"),
        ({"limits": Limits(wall_s=60, selftest_s=0)}, "it took"),
        ({"selftest_errors": "libEGL warning\n"}, "on standard error: libEGL warning"),
        ({"paint_code": "3"}, "start: it ended with 3"),
        ({"selftest_code": "1"}, "self-test: it ended with 1"),
    ],
)
def test_each_fault_is_one_problem(fault: dict[str, Any], expected: str) -> None:
    (problem,) = judged(**fault).problems
    assert expected in problem


def test_a_line_of_what_is_around_the_program_is_not_its_fault() -> None:
    limits = Limits(wall_s=60, not_ours=(r"^[0-9a-f]+:fixme:",))
    assert judged(limits=limits, paint_errors="0024:fixme:ntdll something\n").problems == []


def test_more_than_one_line_or_none_in_ascii_is_said() -> None:
    assert "2 lines" in judged(selftest_more="second\n").problems[0]
    found = judged(selftest=SELFTEST, paint=PAINT, selftest_more="")
    assert found.problems == []
    words = json.dumps({**SELFTEST, "note": "好"}, ensure_ascii=False)
    (problem,) = judge(
        [sys.executable, "-X", "utf8", "-c", PROGRAM],
        env={**os.environ, "selftest": words, "paint": json.dumps(PAINT)},
        runs=1,
        limits=Limits(wall_s=60),
    ).problems
    assert "not plain ASCII" in problem


def test_what_hangs_is_ended_and_said() -> None:
    found = judged(limits=Limits(wall_s=60, selftest_s=0.1, hang_s=1), selftest_hangs="60")
    assert "did not end" in found.problems[0]
    assert found.selftest == {}


def test_a_start_that_fails_is_tried_once() -> None:
    found = judged(paint={}, paint_more="no JSON", limits=Limits(platform="xcb"))
    assert found.paints == []
    assert len([problem for problem in found.problems if "2 lines" in problem]) == 1


def test_the_picture_must_be_there_and_hold_something(tmp_path: Path) -> None:
    limits = Limits(wall_s=60, shot=tmp_path / "shot.png")
    (problem,) = judged(limits=limits, PICTURE=picture(1).hex()).problems
    assert "blank" in problem
    missing = replace(limits, shot_inside=str(tmp_path / "elsewhere.png"))
    (problem,) = judged(limits=missing).problems
    assert "no picture" in problem
    (tmp_path / "cut.png").write_bytes(picture(200)[:60])
    assert "cannot be read" in blank(tmp_path / "cut.png")[0]


@pytest.mark.parametrize("version", ["3.40.0", "3.40.1", "3.46.1", "4.0"])
def test_new_enough_sqlite_fits(version: str) -> None:
    assert unfit_sqlite(version) == []


@pytest.mark.parametrize("version", ["3.39.4", "3.9.0", ""])
def test_older_sqlite_does_not(version: str) -> None:
    assert unfit_sqlite(version)
