"""The program as a screen reader meets it: through the accessibility bus, with a real client.

A bus and a display of its own (Xvfb) are started, the program is run on the samples,
and screen_reader.py, under the system's Python, finds its way about in it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.paths import Paths
from app.settings import Settings, ViewState
from app.workspace.samples import make_samples
from app.workspace.workspace import Workspace

HERE = Path(__file__).resolve()
SOURCE = HERE.parents[2] / "src"
SYSTEM_PYTHON = "/usr/bin/python3"
HAS_CLIENT = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PACKAGES = "at-spi2-core dbus gir1.2-atspi-2.0 python3-gi xdotool xvfb"


def missing() -> str:
    """What of the system is not there; empty when the test can be run."""
    if sys.platform != "linux":
        return "AT-SPI is the accessibility bus of Linux"
    tools = [t for t in ("Xvfb", "dbus-run-session", "xdotool") if shutil.which(t) is None]
    if not any(Path(launcher).exists() for launcher in LAUNCHERS):
        tools.append("at-spi-bus-launcher")
    client = [SYSTEM_PYTHON, "-c", HAS_CLIENT]
    has_python = Path(SYSTEM_PYTHON).exists()
    if not has_python or subprocess.run(client, capture_output=True, check=False).returncode:
        tools.append("Atspi for the system's Python")
    return f"not installed: {', '.join(tools)} (packages: {PACKAGES})" if tools else ""


LACKING = missing()


@contextmanager
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1366x768x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(
        command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


SESSION = """
import json, os, subprocess, sys
program, client = json.loads(sys.argv[1])
running = subprocess.Popen(program)
try:
    told = subprocess.run(client, env={**os.environ, "PYTHONPATH": "", "PYTHONWARNINGS": "ignore"})
finally:
    running.terminate()
    running.wait(10)
sys.exit(told.returncode)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the client found out in one session."""
    home = tmp_path_factory.mktemp("screen-reader")
    paths = Paths(home, home / "config", home / "cache", home / "logs")
    settings = Settings(reviewer_named=True)
    library = home / "示例.piyue"
    workspace = Workspace.open(library, paths, settings, create=True)
    make_samples(workspace)
    report = workspace.reporting.resolve("云岭区2023")
    marked = workspace.annotating.of_report(report.id)
    span = next(a.anchor.span for a in marked if a.anchor is not None)
    view = ViewState(paths.config, workspace.library.id)
    text = workspace.reporting.text(report.id)
    workspace.close()
    view.set(None, "panes", [str(report.id)])
    view.save()
    settings.save(paths.config)
    asked = {"passage": span.of(text)}
    with display() as shown:
        env = {
            **os.environ, "DISPLAY": shown, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(SOURCE),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "PIYUE_HOME": str(home),
            "NO_AT_BRIDGE": "0", "LANG": "C.UTF-8",
        }  # fmt: skip
        program = [sys.executable, "-m", "app", "gui", "--library", str(library)]
        client = [SYSTEM_PYTHON, str(HERE.with_name("screen_reader.py")), json.dumps(asked)]
        both = json.dumps([program, client])
        command = ["dbus-run-session", "--", sys.executable, "-c", SESSION, both]
        started = time.monotonic()
        run = subprocess.run(
            command, env=env, capture_output=True, text=True, timeout=120, check=False
        )
    assert run.returncode == 0, f"after {time.monotonic() - started:.0f} s: {run.stderr[-3000:]}"
    return json.loads(run.stdout.splitlines()[-1])


pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING)


def test_the_window_and_everything_that_can_be_pressed_has_a_name(told: dict[str, Any]) -> None:
    assert "批阅" in told["window"]
    assert told["nodes"] > 60
    assert told["unnamed"] == []


def test_controls_say_what_they_are(told: dict[str, Any]) -> None:
    assert {"page tab", "list", "tree", "text"} <= set(told["roles"])
    assert "Press" in told["tab_actions"]
    assert told["pressed"]


def test_a_report_in_the_list_is_read_with_its_year_and_what_was_done(
    told: dict[str, Any],
) -> None:
    (row,) = [row for row in told["rows"] if "云岭区" in row and "2023" in row]
    assert "批注" in row


def test_the_text_its_caret_and_the_selection_are_exposed(told: dict[str, Any]) -> None:
    assert told["text"].startswith("云岭区2023年度法治政府建设情况报告")
    assert told["characters"] > 1000
    assert "read-only" in told["states"]
    assert told["steps"] == 3
    assert len(told["selected"]) == 2
    assert told["caret_events"] > 0


def test_an_annotation_at_the_caret_is_announced_once(told: dict[str, Any]) -> None:
    assert len(told["announced"]) == 1
    assert told["announced"][0].startswith("批注，")
