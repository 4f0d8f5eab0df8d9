"""Render the pictures of the README and the manual from the sample reports.

    python3 build/dev.py pictures

The real window, drawn offscreen: what is seen is what the program shows.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from app.domain.anchor import Span
from app.paths import Paths, resources
from app.settings import Settings
from app.ui.application import application, dress
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from app.workspace.samples import make_samples
from app.workspace.workspace import Workspace

SMALL, LARGE = (1366, 768), (1920, 1080)
FIRST, SECOND, THIRD = "云岭区2023", "云岭区2022", "青溪市"
PASSAGE = "一是发挥行政复议主渠道作用"


class Studio:
    """A window on the sample library, dressed and arranged for one picture after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths = Paths(folder, folder / "config", folder / "cache", folder / "logs")
        self._settings = Settings(reviewer_name="审阅甲", reviewer_named=True, tour_seen=True)
        self._library = folder / "2023年度督察.piyue"
        workspace = Workspace.open(self._library, self._paths, self._settings, create=True)
        make_samples(workspace)
        workspace.close()
        self._app = application(self._settings)

    def settle(self, seconds: float = 0.6) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._app.processEvents()
            time.sleep(0.005)

    def take(
        self,
        name: str,
        size: tuple[int, int],
        theme: str,
        titles: tuple[str, ...],
        arrange: Callable[[MainWindow], None] | None = None,
    ) -> Path:
        """One picture; `arrange` brings the window into the state to be shown."""
        settings = replace(self._settings, theme=theme)
        look = Look(theme)
        dresser = dress(self._app, look)
        window = MainWindow(look, self._paths, settings)
        window.libraries.open_first(self._library)
        window.resize(*size)
        window.show()
        self.settle()
        reading, workspace = window.reading, window.workspace
        if workspace is None:
            raise RuntimeError("the sample library did not open")
        for one in list(reading.area.open):
            reading.area.close_pane(one)
        for number, title in enumerate(titles):
            reading.open_report(workspace.reporting.resolve(title).id, beside=number > 0)
            self.settle(0.3)
        first = reading.area.open[0]
        reading.area.activate(first)
        content = first.pane.content
        start = content.text.find(PASSAGE) if content else -1
        if start >= 0:
            first.pane.view.setFocus()
            first.pane.scroll_to(Span(start, start + len(PASSAGE)))
        self.settle(1.0)
        if arrange is not None:
            arrange(window)
            self.settle(1.2)
        target = resources() / "help" / "pictures" / f"{name}.png"
        target.parent.mkdir(exist_ok=True)
        window.grab().save(str(target))
        window.close()
        self.settle(0.2)
        del dresser
        return target


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="piyue-pictures-") as name:
        studio = Studio(Path(name))
        for path in (
            studio.take("reading-1366-light", SMALL, "light", (FIRST, SECOND)),
            studio.take("reading-1366-dark", SMALL, "dark", (FIRST, SECOND)),
            studio.take("reading-1920-light", LARGE, "light", (FIRST, SECOND, THIRD)),
            studio.take(
                "search-1366-light", SMALL, "light", (FIRST,), lambda w: w.search("行政复议")
            ),
        ):
            print(path.relative_to(resources().parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
