"""Actions: the one table of what can be done, with words, keys and icons.

Command row, menus and the sheet of keys all read it; the keys it gives are only
the defaults of the KeyMap. Keys `in_pane` act while the reading text has the focus:
the pane asks the key map what a key means and hands the action on. To add one, add
a row here and bind its id in bindings.py.
"""

from __future__ import annotations

from app.domain.tag import SLOTS
from app.ui.action_spec import (
    FILES,
    MARKING,
    QT_TRANSLATE_NOOP,
    READING,
    SELECTING,
    TABLES,
    WINDOW,
    Spec,
    action_words,
    group_words,
)
from app.ui.key_map import cap
from app.ui.text_actions import OUTLINE_SPECS, SELECTING_SPECS

__all__ = ["CHECKABLE", "SELECTING", "SPECS", "Spec", "action_words", "group_words", "shown_keys"]

SPECS: tuple[Spec, ...] = (
    Spec("import_files", QT_TRANSLATE_NOOP("Actions", "导入文件…"), "Ctrl+O", "file", group=FILES),
    Spec(
        "import_folder",
        QT_TRANSLATE_NOOP("Actions", "导入文件夹…"),
        "Ctrl+Shift+O",
        "folder",
        group=FILES,
    ),
    Spec(
        "import_annotations",
        QT_TRANSLATE_NOOP("Actions", "导入批注或标签体系…"),
        "",
        "import",
        group=FILES,
    ),
    Spec(
        "import_report", QT_TRANSLATE_NOOP("Actions", "上次导入的结果"), "", "summary", group=FILES
    ),
    Spec(
        "import_problem",
        QT_TRANSLATE_NOOP("Actions", "核对导入：到下一份要处理的"),
        "F7",
        group=FILES,
        is_fixed=True,
    ),
    Spec("export", QT_TRANSLATE_NOOP("Actions", "导出批注…"), "Ctrl+E", "export", group=FILES),
    Spec("citation", QT_TRANSLATE_NOOP("Actions", "出处的写法…"), "", "edit", group=FILES),
    Spec("print", QT_TRANSLATE_NOOP("Actions", "打印或存为 PDF…"), "Ctrl+P", "export", group=FILES),
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
    Spec(
        "batch",
        QT_TRANSLATE_NOOP("Actions", "批量修改所选报告…"),
        "Ctrl+Shift+B",
        "edit",
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
    *(
        Spec(
            f"tag_{slot}",
            QT_TRANSLATE_NOOP("Actions", "用 {number} 号标签标记"),
            str(slot),
            in_pane=True,
            group=MARKING,
            number=slot,
        )
        for slot in SLOTS
    ),
    Spec("palette", QT_TRANSLATE_NOOP("Actions", "标签"), "T", "tag", True, MARKING),
    Spec(
        "in_vivo",
        QT_TRANSLATE_NOOP("Actions", "以选中文字新建标签"),
        "N",
        "plus",
        in_pane=True,
        group=MARKING,
    ),
    Spec(
        "give_slot",
        QT_TRANSLATE_NOOP("Actions", "给所选标签设数字键"),
        "Ctrl+1…9",
        group=MARKING,
        is_fixed=True,
    ),
    Spec("comment", QT_TRANSLATE_NOOP("Actions", "批注"), "C", "comment", True, MARKING),
    Spec("reply", QT_TRANSLATE_NOOP("Actions", "回复"), "R", "comment", True, MARKING),
    Spec("resolve", QT_TRANSLATE_NOOP("Actions", "标为已解决/重新打开"), "V", "ok", True, MARKING),
    Spec("phrases", QT_TRANSLATE_NOOP("Actions", "常用语…"), "", "edit", group=MARKING),
    Spec(
        "link",
        QT_TRANSLATE_NOOP("Actions", "链接：起点，再到另一处"),
        "L",
        "link",
        in_pane=True,
        group=MARKING,
    ),
    Spec(
        "follow_link",
        QT_TRANSLATE_NOOP("Actions", "跳到链接的另一端"),
        "G",
        in_pane=True,
        group=MARKING,
    ),
    Spec(
        "auto_tag",
        QT_TRANSLATE_NOOP("Actions", "按规则批量打标签…"),
        "Ctrl+Shift+T",
        "tag",
        group=MARKING,
    ),
    Spec(
        "reanchor",
        QT_TRANSLATE_NOOP("Actions", "确认批注位置…"),
        "Ctrl+Shift+K",
        "warning",
        group=MARKING,
    ),
    Spec("delete", QT_TRANSLATE_NOOP("Actions", "删除批注"), "Delete", "trash", True, MARKING),
    Spec("next", QT_TRANSLATE_NOOP("Actions", "下一条批注"), "]", "", True, MARKING),
    Spec("previous", QT_TRANSLATE_NOOP("Actions", "上一条批注"), "[", "", True, MARKING),
    *SELECTING_SPECS,
    Spec(
        "codebook",
        QT_TRANSLATE_NOOP("Actions", "标签体系…"),
        "Ctrl+T",
        "tag",
        group=MARKING,
    ),
    Spec("tag_groups", QT_TRANSLATE_NOOP("Actions", "选用标签组…"), "", "check"),
    Spec("annotate_section", QT_TRANSLATE_NOOP("Actions", "批注本章节"), "", "comment"),
    Spec("annotate_report", QT_TRANSLATE_NOOP("Actions", "批注整份报告"), "", "comment"),
    Spec("cards", QT_TRANSLATE_NOOP("Actions", "显示/隐藏批注卡"), "K", "cards", True, READING),
    Spec(
        "copy",
        QT_TRANSLATE_NOOP("Actions", "复制文字和出处"),
        "Ctrl+C",
        "copy",
        True,
        READING,
        True,
    ),
    Spec("copy_as", QT_TRANSLATE_NOOP("Actions", "复制引文为…"), "", "copy", group=READING),
    Spec("find", QT_TRANSLATE_NOOP("Actions", "在本报告中查找"), "Ctrl+F", "search", True, READING),
    Spec("next_hit", QT_TRANSLATE_NOOP("Actions", "下一处"), "F3", "", True, READING),
    Spec("previous_hit", QT_TRANSLATE_NOOP("Actions", "上一处"), "Shift+F3", "", True, READING),
    Spec("next_section", QT_TRANSLATE_NOOP("Actions", "下一节"), "Ctrl+Down", "", True, READING),
    Spec("previous_section", QT_TRANSLATE_NOOP("Actions", "上一节"), "Ctrl+Up", "", True, READING),
    Spec(
        "zoom_in", QT_TRANSLATE_NOOP("Actions", "放大文字"), "Ctrl++ Ctrl+=", "plus", group=READING
    ),
    Spec("zoom_out", QT_TRANSLATE_NOOP("Actions", "缩小文字"), "Ctrl+-", "minus", group=READING),
    Spec("zoom_reset", QT_TRANSLATE_NOOP("Actions", "文字原大"), "Ctrl+0", group=READING),
    Spec(
        "zoom_wheel",
        QT_TRANSLATE_NOOP("Actions", "缩放文字"),
        QT_TRANSLATE_NOOP("Actions", "Ctrl+滚轮"),
        group=READING,
        is_fixed=True,
    ),
    Spec("align_here", QT_TRANSLATE_NOOP("Actions", "在此对齐"), "Ctrl+J", "align", group=READING),
    Spec(
        "unalign",
        QT_TRANSLATE_NOOP("Actions", "取消此处的对齐"),
        "Ctrl+Shift+J",
        "",
        group=READING,
    ),
    Spec(
        "scroll_alone",
        QT_TRANSLATE_NOOP("Actions", "只滚动这一栏"),
        QT_TRANSLATE_NOOP("Actions", "Alt+滚轮"),
        group=READING,
        is_fixed=True,
    ),
    Spec(
        "open_here",
        QT_TRANSLATE_NOOP("Actions", "打开所选报告"),
        "Enter",
        "read",
        group=READING,
        is_fixed=True,
    ),
    Spec(
        "open_beside",
        QT_TRANSLATE_NOOP("Actions", "在旁边打开"),
        "Ctrl+Enter",
        "open-beside",
        group=READING,
        is_fixed=True,
    ),
    Spec("next_pane", QT_TRANSLATE_NOOP("Actions", "下一栏"), "Ctrl+Tab", group=READING),
    Spec("previous_pane", QT_TRANSLATE_NOOP("Actions", "上一栏"), "Ctrl+Shift+Tab", group=READING),
    Spec(
        "close_pane", QT_TRANSLATE_NOOP("Actions", "关闭这一栏"), "Ctrl+W", "close", group=READING
    ),
    *OUTLINE_SPECS,
    Spec(
        "table_comment",
        QT_TRANSLATE_NOOP("Actions", "改所选的批注"),
        "F2",
        "comment",
        group=TABLES,
        is_fixed=True,
    ),
    Spec(
        "table_choose",
        QT_TRANSLATE_NOOP("Actions", "选中或不选这一行"),
        QT_TRANSLATE_NOOP("Actions", "空格"),
        group=TABLES,
        is_fixed=True,
    ),
    Spec(
        "table_copy",
        QT_TRANSLATE_NOOP("Actions", "复制为表格"),
        "Ctrl+Shift+C",
        "copy",
        group=TABLES,
        is_fixed=True,
    ),
    Spec("back", QT_TRANSLATE_NOOP("Actions", "后退"), "Alt+Left", "arrow-left", group=READING),
    Spec(
        "forward", QT_TRANSLATE_NOOP("Actions", "前进"), "Alt+Right", "arrow-right", group=READING
    ),
    Spec(
        "duplicate_pane",
        QT_TRANSLATE_NOOP("Actions", "再开一栏看同一份"),
        "Ctrl+\\",
        "duplicate",
        group=READING,
    ),
    Spec("pane_left", QT_TRANSLATE_NOOP("Actions", "这一栏左移"), "Ctrl+Shift+PgUp", group=READING),
    Spec(
        "pane_right", QT_TRANSLATE_NOOP("Actions", "这一栏右移"), "Ctrl+Shift+PgDown", group=READING
    ),
    Spec(
        "swap_panes",
        QT_TRANSLATE_NOOP("Actions", "与旁边一栏交换"),
        "Ctrl+Shift+X",
        group=READING,
    ),
    Spec("even_panes", QT_TRANSLATE_NOOP("Actions", "各栏等宽"), "Ctrl+Shift+E", group=READING),
    Spec("close_others", QT_TRANSLATE_NOOP("Actions", "关闭其他栏"), "Ctrl+Shift+W", group=READING),
    Spec(
        "read_together",
        QT_TRANSLATE_NOOP("Actions", "一起阅读所选报告"),
        "Ctrl+Shift+Enter Ctrl+Shift+Return",
        "columns",
        group=READING,
    ),
    Spec(
        "same_unit",
        QT_TRANSLATE_NOOP("Actions", "一起阅读：同单位历年"),
        "Ctrl+Shift+U",
        group=READING,
    ),
    Spec(
        "same_year",
        QT_TRANSLATE_NOOP("Actions", "一起阅读：同年度各单位"),
        "Ctrl+Shift+Y",
        group=READING,
    ),
    Spec("mark_read", QT_TRANSLATE_NOOP("Actions", "标为已阅"), "Ctrl+D", "ok", group=READING),
    Spec(
        "mark_doubtful",
        QT_TRANSLATE_NOOP("Actions", "标为存疑"),
        "Ctrl+Shift+D",
        "warning",
        group=READING,
    ),
    Spec("page_reading", QT_TRANSLATE_NOOP("Actions", "阅读页"), "Alt+1", "read", group=WINDOW),
    Spec("page_search", QT_TRANSLATE_NOOP("Actions", "检索页"), "Alt+2", "search", group=WINDOW),
    Spec("page_tables", QT_TRANSLATE_NOOP("Actions", "汇总页"), "Alt+3", "summary", group=WINDOW),
    Spec("page_import", QT_TRANSLATE_NOOP("Actions", "导入页"), "Alt+I", "import", group=WINDOW),
    Spec("left_dock", QT_TRANSLATE_NOOP("Actions", "显示左栏"), "F9", group=WINDOW),
    Spec("right_dock", QT_TRANSLATE_NOOP("Actions", "显示右栏"), "F10", group=WINDOW),
    Spec("command_row", QT_TRANSLATE_NOOP("Actions", "显示命令行"), "Ctrl+F1", group=WINDOW),
    Spec("next_region", QT_TRANSLATE_NOOP("Actions", "到下一个区域"), "F6", group=WINDOW),
    Spec("previous_region", QT_TRANSLATE_NOOP("Actions", "到上一个区域"), "Shift+F6", group=WINDOW),
    Spec("settings", QT_TRANSLATE_NOOP("Actions", "设置…"), "Ctrl+,", group=WINDOW),
    Spec("rename_reviewer", QT_TRANSLATE_NOOP("Actions", "审阅人改名…"), "", "person"),
    Spec("tour", QT_TRANSLATE_NOOP("Actions", "五步上手"), "", "star"),
    Spec("manual", QT_TRANSLATE_NOOP("Actions", "使用手册"), "F1", "help", group=WINDOW),
    Spec("keys", QT_TRANSLATE_NOOP("Actions", "快捷键一览"), "?", "", group=WINDOW),
    Spec("check_installation", QT_TRANSLATE_NOOP("Actions", "检查安装…"), "", "check"),
    Spec("about", QT_TRANSLATE_NOOP("Actions", "关于批阅"), "", "star"),
    Spec("quit", QT_TRANSLATE_NOOP("Actions", "退出"), "Ctrl+Q", "", group=WINDOW),
)

CHECKABLE = frozenset({"left_dock", "right_dock", "command_row"})


def shown_keys(spec: Spec) -> str:
    """The (first) default key as it stands on the keyboard."""
    return cap(action_words(spec.keys.split(" ", 1)[0]))
