"""Facts: what the rows of the window say of the place, the counts and the modes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Facts(QObject):
    """Shows them when asked; the window asks when it is next idle."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show(self) -> None:
        """Place, counts and modes, in the rows of the window."""
        window = self._window
        reading, workspace, settings = window.reading, window.workspace, window.settings
        count = len(reading.area.open)
        mode = window.wording.sync_modes()[settings.sync_mode]
        window.command_row.set_columns(count)
        window.command_row.set_sync(settings.sync_mode, mode, count)
        window.command_row.set_zoom(settings.zoom)
        window.command_row.set_theme_name(window.wording.themes()[window.look.choice])
        window.title_row.set_reviewer(settings.reviewer_name)
        window.enable()
        name = settings.reviewer_name
        if settings.reviewer_named:
            name = self.tr("审阅人 {name}").format(name=name)
        portable = self.tr("便携") if window.paths.portable else ""
        if window.pages.currentWidget() is window.empty:
            path = str(workspace.library.path) if workspace else ""
            window.status.set_facts([name], [portable, self.tr("文件：{path}").format(path=path)])
            return
        active = reading.area.active
        window.right_pages.set_count(reading.annotation_count)
        window.status.set_facts(
            [
                name,
                reading.place(),
                self.tr("批注 {count}").format(count=reading.annotation_count) if active else "",
            ],
            [
                portable,
                self.tr("同步滚动：{mode}").format(mode=mode) if count > 1 else "",
                self.tr("无对应章节") if reading.syncing.strangers() else "",
                self.tr("{count} 字").format(count=f"{active.report.characters:,}")
                if active
                else "",
                self.tr("字号 {zoom}%").format(zoom=settings.zoom),
            ],
        )
