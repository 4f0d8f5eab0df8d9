"""Actions: the one table of what can be done, with words, keys and icons.

Command row, menus and the sheet of keys all read it. Keys of the reading pane
(single letters) are shown from here but handled by the pane itself, because
they must not act elsewhere nor while an input method is composing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Spec:
    """One thing that can be done.

    Attributes:
        text: Chinese source text; with an ellipsis when it asks something more.
        keys: the shortcut in Qt's portable form; several separated by blanks.
        in_pane: the reading pane handles the key itself.
        group: heading in the sheet of keys; empty leaves it out.
    """

    id: str
    text: str
    keys: str = ""
    icon: str = ""
    in_pane: bool = False
    group: str = ""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation under the name the tools look for.

    The binding's own function of this name is untyped (PySide 6.9.3).
    """
    del context
    return text


FILES, READING, MARKING, WINDOW = (
    QT_TRANSLATE_NOOP("ActionGroups", "报告库"),
    QT_TRANSLATE_NOOP("ActionGroups", "阅读"),
    QT_TRANSLATE_NOOP("ActionGroups", "批注"),
    QT_TRANSLATE_NOOP("ActionGroups", "窗口"),
)

SPECS: tuple[Spec, ...] = (
    Spec("import_files", QT_TRANSLATE_NOOP("Actions", "导入文件…"), "Ctrl+O", "file", group=FILES),
    Spec(
        "import_folder",
        QT_TRANSLATE_NOOP("Actions", "导入文件夹…"),
        "Ctrl+Shift+O",
        "folder",
        group=FILES,
    ),
    Spec("export", QT_TRANSLATE_NOOP("Actions", "导出批注…"), "Ctrl+E", "export", group=FILES),
    Spec(
        "new_library",
        QT_TRANSLATE_NOOP("Actions", "新建报告库…"),
        "Ctrl+Shift+N",
        "plus",
        group=FILES,
    ),
    Spec(
        "open_library",
        QT_TRANSLATE_NOOP("Actions", "打开报告库…"),
        "Ctrl+L",
        "library",
        group=FILES,
    ),
    Spec("save_copy", QT_TRANSLATE_NOOP("Actions", "另存副本…"), "", "duplicate"),
    Spec("sample_library", QT_TRANSLATE_NOOP("Actions", "打开示例库"), "", "sample"),
    Spec(
        "search_library",
        QT_TRANSLATE_NOOP("Actions", "在全部报告中检索"),
        "Ctrl+Shift+F",
        "search",
        group=FILES,
    ),
    Spec("undo", QT_TRANSLATE_NOOP("Actions", "撤销"), "Ctrl+Z", "undo", group=MARKING),
    Spec(
        "redo", QT_TRANSLATE_NOOP("Actions", "重做"), "Ctrl+Y Ctrl+Shift+Z", "redo", group=MARKING
    ),
    Spec("highlight", QT_TRANSLATE_NOOP("Actions", "标记"), "H", "highlight", True, MARKING),
    Spec("slot", QT_TRANSLATE_NOOP("Actions", "用数字键上的标签标记"), "1…9", "", True, MARKING),
    Spec("palette", QT_TRANSLATE_NOOP("Actions", "标签"), "T", "tag", True, MARKING),
    Spec("comment", QT_TRANSLATE_NOOP("Actions", "批注"), "C", "comment", True, MARKING),
    Spec("delete", QT_TRANSLATE_NOOP("Actions", "删除批注"), "Delete", "trash", True, MARKING),
    Spec("next", QT_TRANSLATE_NOOP("Actions", "下一条批注"), "]", "", True, MARKING),
    Spec("previous", QT_TRANSLATE_NOOP("Actions", "上一条批注"), "[", "", True, MARKING),
    Spec(
        "move_end",
        QT_TRANSLATE_NOOP("Actions", "终点移动一个词"),
        "Alt+Shift+←/→",
        "",
        True,
        MARKING,
    ),
    Spec(
        "move_start",
        QT_TRANSLATE_NOOP("Actions", "起点移动一个词"),
        "Ctrl+Alt+Shift+←/→",
        "",
        True,
        MARKING,
    ),
    Spec("annotate_section", QT_TRANSLATE_NOOP("Actions", "批注本章节"), "", "comment"),
    Spec("annotate_report", QT_TRANSLATE_NOOP("Actions", "批注整份报告"), "", "comment"),
    Spec("copy", QT_TRANSLATE_NOOP("Actions", "复制文字和出处"), "Ctrl+C", "copy", True, READING),
    Spec("find", QT_TRANSLATE_NOOP("Actions", "在本报告中查找"), "Ctrl+F", "search", True, READING),
    Spec("next_section", QT_TRANSLATE_NOOP("Actions", "下一节"), "Ctrl+↓", "", True, READING),
    Spec("previous_section", QT_TRANSLATE_NOOP("Actions", "上一节"), "Ctrl+↑", "", True, READING),
    Spec(
        "zoom_in", QT_TRANSLATE_NOOP("Actions", "放大文字"), "Ctrl++ Ctrl+=", "plus", group=READING
    ),
    Spec("zoom_out", QT_TRANSLATE_NOOP("Actions", "缩小文字"), "Ctrl+-", "minus", group=READING),
    Spec("zoom_reset", QT_TRANSLATE_NOOP("Actions", "文字原大"), "Ctrl+0", group=READING),
    Spec(
        "zoom_wheel",
        QT_TRANSLATE_NOOP("Actions", "缩放文字"),
        QT_TRANSLATE_NOOP("Actions", "Ctrl+滚轮"),
        "",
        True,
        READING,
    ),
    Spec("align_here", QT_TRANSLATE_NOOP("Actions", "在此对齐"), "Ctrl+J", "align", group=READING),
    Spec(
        "scroll_alone",
        QT_TRANSLATE_NOOP("Actions", "只滚动这一栏"),
        QT_TRANSLATE_NOOP("Actions", "Alt+滚轮"),
        "",
        True,
        READING,
    ),
    Spec("open_here", QT_TRANSLATE_NOOP("Actions", "打开所选报告"), "Enter", "read", True, READING),
    Spec(
        "open_beside",
        QT_TRANSLATE_NOOP("Actions", "在旁边打开"),
        "Ctrl+Enter",
        "open-beside",
        True,
        READING,
    ),
    Spec("next_pane", QT_TRANSLATE_NOOP("Actions", "下一栏"), "Ctrl+Tab", group=READING),
    Spec("previous_pane", QT_TRANSLATE_NOOP("Actions", "上一栏"), "Ctrl+Shift+Tab", group=READING),
    Spec(
        "close_pane", QT_TRANSLATE_NOOP("Actions", "关闭这一栏"), "Ctrl+W", "close", group=READING
    ),
    Spec("page_reading", QT_TRANSLATE_NOOP("Actions", "阅读页"), "Alt+1", "read", group=WINDOW),
    Spec("page_search", QT_TRANSLATE_NOOP("Actions", "检索页"), "Alt+2", "search", group=WINDOW),
    Spec("left_dock", QT_TRANSLATE_NOOP("Actions", "显示左栏"), "F9", group=WINDOW),
    Spec("right_dock", QT_TRANSLATE_NOOP("Actions", "显示右栏"), "F10", group=WINDOW),
    Spec("command_row", QT_TRANSLATE_NOOP("Actions", "显示命令行"), "Ctrl+F1", group=WINDOW),
    Spec("next_region", QT_TRANSLATE_NOOP("Actions", "到下一个区域"), "F6", group=WINDOW),
    Spec("previous_region", QT_TRANSLATE_NOOP("Actions", "到上一个区域"), "Shift+F6", group=WINDOW),
    Spec("settings", QT_TRANSLATE_NOOP("Actions", "设置…"), "Ctrl+,", group=WINDOW),
    Spec("rename_reviewer", QT_TRANSLATE_NOOP("Actions", "审阅人改名…"), "", "person"),
    Spec("manual", QT_TRANSLATE_NOOP("Actions", "使用手册"), "F1", "help", group=WINDOW),
    Spec("keys", QT_TRANSLATE_NOOP("Actions", "快捷键一览"), "?", "", group=WINDOW),
    Spec("about", QT_TRANSLATE_NOOP("Actions", "关于批阅"), "", "star"),
    Spec("quit", QT_TRANSLATE_NOOP("Actions", "退出"), "Ctrl+Q", "", group=WINDOW),
)

CHECKABLE = frozenset({"left_dock", "right_dock", "command_row"})


def action_words(text: str) -> str:
    """A text of the table in the language of the interface."""
    return QCoreApplication.translate("Actions", text)


def group_words(text: str) -> str:
    """A heading of the table in the language of the interface."""
    return QCoreApplication.translate("ActionGroups", text)


def shown_keys(spec: Spec) -> str:
    """The (first) key as it stands on the keyboard."""
    return action_words(spec.keys.split(" ", 1)[0])


class Actions(QObject):
    """The table as QActions of one window; what they do is bound by the window."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._actions: dict[str, QAction] = {}
        self.specs = {spec.id: spec for spec in SPECS}
        for spec in SPECS:
            action = QAction(action_words(spec.text), window)
            action.setCheckable(spec.id in CHECKABLE)
            if spec.keys and not spec.in_pane:
                action.setShortcuts([QKeySequence(key) for key in spec.keys.split(" ")])
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
            self._actions[spec.id] = action
        look.changed.connect(self._restyle)

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def bind(self, id_: str, does: Callable[[], object]) -> None:
        """What happens when the action is chosen."""
        self._actions[id_].triggered.connect(lambda _=False: does())

    def trigger(self, id_: str) -> None:
        self._actions[id_].trigger()

    def words(self, id_: str) -> str:
        return action_words(self.specs[id_].text)

    def tip(self, id_: str) -> str:
        """Name and key, for a tool tip."""
        keys = shown_keys(self.specs[id_])
        words = self.tr("{name}（{keys}）")
        return words.format(name=self.words(id_), keys=keys) if keys else self.words(id_)

    def with_icons(self) -> None:
        """Give the actions their icons; only menus show them, so not before the first one."""
        for spec in SPECS:
            if spec.icon and self._actions[spec.id].icon().isNull():
                self._actions[spec.id].setIcon(self._look.icon(spec.icon, 16))

    def _restyle(self) -> None:
        for spec in SPECS:
            action = self._actions[spec.id]
            if spec.icon and not action.icon().isNull():
                action.setIcon(self._look.icon(spec.icon, 16))
