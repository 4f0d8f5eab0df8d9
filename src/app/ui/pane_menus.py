"""The menus of a pane: at a point of the text, and behind its ⋯ button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from app.domain.report import Section
from app.domain.tag import SLOTS
from app.ui.bindings import ZOOM_STEP
from app.ui.citing import Citations
from app.ui.commands import heading_around
from app.ui.panes import MOST, OpenReport

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

PLACES = ("duplicate_pane", "pane_left", "pane_right", "swap_panes", "close_others", "close_pane")
"""Commands that open, move and close panes, as they stand in menus."""


LONGEST_TERM = 40
"""More characters than these are looked for by nobody."""

ELIDE, HEADING_PX = Qt.TextElideMode.ElideRight, 180


class PaneMenus(QObject):
    """Everything that can be done with a passage, as words."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._citations = Citations(window)
        window.commands.bind("copy_as", self._citations.open_menu)
        window.commands.bind("citation", self._citations.ask)
        window.reading.opening.context_menu_wished.connect(self.open_context)
        window.reading.opening.more_menu_wished.connect(self.open_more)
        window.reading.counterparts.menu_opening.connect(self.fill_outline)

    def enable(self, *, writes: bool) -> None:
        """What can be done with the panes there are."""
        commands, count = self._window.commands, len(self._window.reading.area.open)
        for id_ in ("back", "forward", "copy_as", "close_pane", "same_unit", "same_year"):
            commands[id_].setEnabled(count > 0)
        for id_ in ("pane_left", "pane_right", "swap_panes", "even_panes", "close_others"):
            commands[id_].setEnabled(count > 1)
        for id_ in ("mark_read", "mark_doubtful"):
            commands[id_].setEnabled(writes and count > 0)
        commands["duplicate_pane"].setEnabled(0 < count < MOST)

    def open_context(self, one: OpenReport, at: QPoint) -> None:
        self._window.reading.area.activate(one)
        menu = QMenu(one.pane)
        menu.aboutToHide.connect(menu.deleteLater)
        port = one.pane.view.viewport()
        place = one.pane.view.place_at(QPointF(port.mapFromGlobal(at)))
        self.fill_context(menu, one, one.pane.section_at(place), place)
        menu.popup(at)

    def fill_context(
        self,
        menu: QMenu,
        one: OpenReport,
        section: int | None = None,
        place: int | None = None,
    ) -> None:
        """Commands for the selection, else for the mark that is active, and for a section.

        Args:
            section: index of the section meant; by default the one of the caret.
            place: the code point meant, whose line can be corrected.
        """
        window = self._window
        workspace, run = window.workspace, window.reading.commands.run
        key = window.commands.key
        window.commands.with_icons()
        selected = one.pane.selection() is not None
        active = one.pane.active_annotation() is not None
        writes = workspace is not None and not workspace.library.read_only
        if selected or active:
            tags = menu.addMenu(self.tr("加标签"))
            for slot in SLOTS:
                tag = workspace.tagging.in_slot(slot) if workspace else None
                if tag is not None:
                    words = f"{tag.name}\t{key(f'tag_{slot}')}"
                    tags.addAction(words, partial(run, f"tag_{slot}"))
            tags.addSeparator()
            tags.addAction(self.tr("其他标签…") + f"\t{key('palette')}", partial(run, "palette"))
            tags.setEnabled(writes)
        for id_, words, shown in (
            ("highlight", self.tr("标记"), selected),
            ("comment", self.tr("批注…"), selected or active),
            ("delete", self.tr("删除批注"), active and not selected),
        ):
            if shown:
                menu.addAction(f"{words}\t{key(id_)}", partial(run, id_)).setEnabled(writes)
        self._fill_links(menu, one, writes=writes and (selected or active))
        span, content = one.pane.selection(), one.pane.content
        words = span.of(content.text).strip() if span and content else ""
        if writes and words and len(words) <= LONGEST_TERM and "\n" not in words:
            desk = self._window.auto_tagging
            menu.addAction(self.tr("给所有这样的字打标签…"), lambda: desk.open(terms=(words,)))
        if selected:
            menu.addAction(self.tr("复制文字和出处") + f"\t{key('copy')}", one.pane.view.copy)
        if selected or active:
            self._citations.add_to(menu, one)
            self._fill_export(menu, one)
        menu.addSeparator()
        self.add_section(menu, one, one.pane.section_here() if section is None else section)
        remark = window.commands["annotate_report"]
        menu.addAction(remark)
        if place is not None:
            menu.addSeparator()
            window.correcting.fill_context(menu, one, place)
        menu.addSeparator()
        menu.addAction(self.tr("在本报告中查找") + f"\t{key('find')}", one.pane.open_find)

    def _fill_export(self, menu: QMenu, one: OpenReport) -> None:
        """Write down what is annotated in the selection."""
        workspace, span = self._window.workspace, one.pane.selection()
        if workspace is None or span is None:
            return
        around = workspace.library.annotations_around(one.id, span)
        ids = [a.id for a in around if a.anchor is not None and a.anchor.span.overlaps(span)]
        if ids:
            words = self.tr("导出选中文字里的 {count} 条批注…").format(count=len(ids))
            menu.addAction(words, lambda: self._window.transfers.export_passage(ids))

    def _fill_links(self, menu: QMenu, one: OpenReport, *, writes: bool) -> None:
        """Begin or end a link here; go along those of the active mark."""
        linker, key = self._window.linker, self._window.commands.key
        active = one.pane.active_annotation()
        if writes and linker.origin is not None:
            menu.addAction(self.tr("与链接起点相连…") + f"\t{key('link')}", linker.press)
            menu.addAction(self.tr("改以此为链接起点"), linker.begin)
        elif writes:
            menu.addAction(self.tr("以此为链接起点") + f"\t{key('link')}", linker.begin)
        if active is not None and active in one.pane.view.links:
            words = self.tr("跳到链接的另一端") + f"\t{key('follow_link')}"
            menu.addAction(words, linker.follow)

    def add_section(self, menu: QMenu, one: OpenReport, number: int) -> None:
        """What can be done with the section a number means (or the heading around it)."""
        number = heading_around(one.sections, number)
        if number < 0:
            return
        section = one.sections[number]
        heading = (section.label + section.heading).replace("&", "&&")
        name = QFontMetrics(menu.font()).elidedText(heading, ELIDE, HEADING_PX)
        own = menu.addMenu(self.tr("本章节：{name}").format(name=name))
        self._add_verbs(own, one, number)

    def fill_outline(self, menu: QMenu, one: OpenReport, number: int) -> None:
        """The same in the menu of a heading of the outline."""
        menu.addSeparator()
        self._add_verbs(menu, one, number)

    def _add_verbs(self, menu: QMenu, one: OpenReport, number: int) -> None:
        workspace, commands = self._window.workspace, self._window.reading.commands
        writes = workspace is not None and not workspace.library.read_only
        write = menu.addAction(self.tr("批注本章节"), partial(commands.annotate_section, number))
        tag = menu.addAction(self.tr("给本章节加标签…"), partial(commands.tag_section, number))
        for action in (write, tag):
            action.setEnabled(writes)
        menu.addAction(self.tr("选中本章节"), partial(self._select, one, one.sections[number]))

    def _select(self, one: OpenReport, section: Section) -> None:
        one.pane.take_focus()
        one.pane.select(section.span)
        one.pane.view.selection_settled.emit(one.pane.selection())

    def open_more(self, one: OpenReport) -> None:
        """The menu behind ⋯, under its button."""
        self._window.reading.area.activate(one)
        menu = QMenu(one.pane)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_more(menu, one)
        button = one.pane.header.more_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def fill_more(self, menu: QMenu, one: OpenReport) -> None:
        """Everything that can be done with a pane, as words."""
        commands = self._window.commands
        commands.with_icons()
        for id_ in ("find", "copy_as", "back", "forward"):
            menu.addAction(commands[id_])
        menu.addSeparator()
        one.pane.header.fill_status_menu(menu.addMenu(self.tr("审阅状态")))
        for id_ in ("annotate_section", "annotate_report"):
            menu.addAction(commands[id_])
        menu.addAction(commands["auto_tag"])
        menu.addAction(commands["reanchor"])
        menu.addAction(commands["print"])
        menu.addSeparator()
        self._add_view(menu, one)
        menu.addSeparator()
        for id_ in ("same_unit", "same_year"):
            menu.addAction(commands[id_])
        menu.addSeparator()
        for id_ in PLACES:
            menu.addAction(commands[id_])

    def _add_view(self, menu: QMenu, one: OpenReport) -> None:
        """How the text is shown in this pane."""
        opening, pane = self._window.reading.opening, one.pane
        furniture = menu.addAction(self.tr("显示页面杂项"))
        furniture.setCheckable(True)
        furniture.setEnabled(bool(pane.content and pane.content.furniture))
        furniture.setChecked(pane.shows_furniture)
        furniture.toggled.connect(pane.toggle_furniture)
        words = self.tr("只缩放这一份：{zoom}%").format(zoom=pane.view.zoom)
        sizes = menu.addMenu(words)
        sizes.addAction(self.tr("放大"), partial(opening.zoom_one, one, ZOOM_STEP))
        sizes.addAction(self.tr("缩小"), partial(opening.zoom_one, one, -ZOOM_STEP))
        same = sizes.addAction(self.tr("与其他栏相同"), partial(opening.zoom_one, one, None))
        same.setEnabled(bool(opening.keeping.zoom(one.id)))
