"""Pages saved as one file by Chromium itself, driven through its debugging pipe."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--allow-file-access-from-files", "--remote-debugging-pipe",
)  # fmt: skip


class _Browser:
    """One running Chromium; it reads requests from file 3 and writes answers to file 4."""

    def __init__(self, program: str, profile: Path) -> None:
        requests, self._ask = os.pipe()
        self._answers, answers = os.pipe()

        from fcntl import F_DUPFD, fcntl  # Windows has none

        def join() -> None:
            """Give the pipes the numbers the browser looks for, past those it may have got."""
            mine = fcntl(requests, F_DUPFD, 10), fcntl(answers, F_DUPFD, 10)
            os.dup2(mine[0], 3)
            os.dup2(mine[1], 4)

        self.process = subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(3, 4), preexec_fn=join,  # noqa: PLW1509 - no thread of ours runs then
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(requests)
        os.close(answers)
        self._number = 0
        self._left = b""

    def ask(self, method: str, session: str | None = None, **values: Any) -> dict[str, Any]:
        self._number += 1
        question = {"id": self._number, "method": method, "params": values}
        if session:
            question["sessionId"] = session
        os.write(self._ask, json.dumps(question).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                return answer["result"]

    def wait_for(self, event: str) -> None:
        while self._next().get("method") != event:
            pass

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            data = os.read(self._answers, 1 << 20)
            if not data:
                raise OSError("the browser ended")
            self._left += data
        line, _, self._left = self._left.partition(b"\0")
        return json.loads(line)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ask)
        os.close(self._answers)


def saved_by_chromium(path: Path) -> bytes:
    """The page as `另存为 - 网页，单个文件` makes it; the test is skipped without Chromium."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed")
    browser = _Browser(program, path.parent / "profile")
    try:
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.ask("Page.enable", session)
        browser.ask("Page.navigate", session, url=path.as_uri())
        browser.wait_for("Page.loadEventFired")
        saved = browser.ask("Page.captureSnapshot", session, format="mhtml")["data"]
    finally:
        browser.close()
    return str(saved).encode()
