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

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.domain.anchor import Span
from app.paths import Paths, resources
from app.settings import Settings
from app.ui.application import application, dress
from app.ui.exporting.sheet import ExportSheet
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from app.workspace.samples import make_samples, sample_files
from app.workspace.workspace import Workspace

SMALL, LARGE = (1366, 768), (1920, 1080)
FIRST, SECOND, THIRD = "云岭区2023", "云岭区2022", "青溪市"
PASSAGE = "一是发挥行政复议主渠道作用"


Arrange = Callable[[MainWindow], object]


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
        arrange: Arrange | None = None,
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
        # 256 colours are enough for a quiet window, and a third of the size.
        few = (
            window.grab()
            .toImage()
            .convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.AvoidDither)
        )
        few.save(str(target))
        window.close()
        self.settle(0.2)
        del dresser
        return target


def mark_and_ask(window: MainWindow) -> None:
    """A passage selected, with the palette of tags over it."""
    one = window.reading.area.open[0]
    text = one.pane.content.text if one.pane.content else ""
    start = text.find(PASSAGE)
    one.pane.view.select(Span(start, start + len(PASSAGE)))
    window.reading.commands.run("palette")


def annotations_listed(window: MainWindow) -> None:
    """The second page of the right dock, and a card brought forward."""
    window.reading.right.show_page(1)
    one = window.reading.area.open[0]
    one.pane.next_annotation()


def importing(window: MainWindow) -> None:
    """Files that have just been read into an empty library, a web page beside the table."""
    folder = window.paths.documents / "来件"
    folder.mkdir()
    first = next(file for file in sample_files() if FIRST in file.name)
    text = first.read_bytes().decode("utf-8-sig")
    for file in sample_files():
        (folder / file.name).write_bytes(file.read_bytes())
    for place in ("丰泽区", "柳溪新区", "红石镇"):
        other = text.replace("云岭区", place)
        (folder / f"{place}2023年度报告.txt").write_text(other, encoding="gb18030")
    (folder / f"{first.stem}(1).txt").write_bytes(first.read_bytes())
    (folder / "工作总结(定稿3).txt").write_text(
        "今年以来，我局坚持依法行政。\n一、成效\n全年办结3件。\n", encoding="utf-8"
    )
    (folder / "空白.txt").write_bytes(b"")
    window.libraries.open(window.paths.documents / "2024年度督察.piyue", create=True)
    window.transfers.bring_in([folder])
    while not window.imports.is_read:
        QApplication.processEvents()
        time.sleep(0.01)
    page = window.imports.page()
    page.beside.show_side("text")
    page.show_item(next(i for i in page.model.items if i.name.endswith(".html")))


def printing(window: MainWindow) -> None:
    """The print sheet, at the first page with comments."""
    from app.ui.printing.print_sheet import Preview

    window.commands.trigger("print")
    preview = window.findChild(Preview)
    if isinstance(preview, Preview) and preview.printed is not None:
        with_cards = (page for page, cards in enumerate(preview.printed.cards) if cards)
        preview.turn_to(next(with_cards, 0))


def exporting(window: MainWindow) -> None:
    """The export dialog with a table of everything."""
    window.remember(export_choices={"format": "xlsx"})
    window.transfers.ask_export()
    sheet = next(sheet for sheet in window.findChildren(ExportSheet))
    while not sheet.is_settled:
        QApplication.processEvents()
        time.sleep(0.01)


SHOTS: tuple[tuple[str, tuple[int, int], str, tuple[str, ...], Arrange | None], ...] = (
    ("reading-1366-light", SMALL, "light", (FIRST, SECOND), None),
    ("reading-1366-dark", SMALL, "dark", (FIRST, SECOND), None),
    ("reading-1366-eyecare", SMALL, "eyecare", (FIRST, SECOND), None),
    ("reading-1366-contrast", SMALL, "contrast", (FIRST, SECOND), None),
    ("reading-1920-light", LARGE, "light", (FIRST, SECOND, THIRD), None),
    ("search-1366-light", SMALL, "light", (FIRST,), lambda w: w.search("行政复议")),
    ("palette", SMALL, "light", (FIRST, SECOND), mark_and_ask),
    ("annotations", SMALL, "light", (FIRST,), annotations_listed),
    ("importing", SMALL, "light", (FIRST,), importing),
    ("tables", LARGE, "light", (FIRST,), lambda w: w.show_page("tables")),
    ("codebook", SMALL, "light", (FIRST,), lambda w: w.commands.trigger("codebook")),
    ("exporting", SMALL, "light", (FIRST,), exporting),
    ("printing", SMALL, "light", (FIRST,), printing),
    ("keys", SMALL, "light", (FIRST,), lambda w: w.commands.trigger("keys")),
)
"""Name, size, theme, reports, and what brings the window into the state to be shown."""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="piyue-pictures-") as name:
        studio = Studio(Path(name))
        for shot in SHOTS:
            print(studio.take(*shot).relative_to(resources().parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
